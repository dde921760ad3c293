//! Workflow commands of GitHub Actions: `::error file=…,line=…::…`. GitHub shows them beside the lines of a change.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::fmt::Write;

use asl_schema::Severity;

use crate::outcome::{Finding, Outcome};

pub(super) fn report(outcome: &Outcome) -> String {
    let mut report = String::new();
    for finding in &outcome.findings {
        let _ = writeln!(report, "{}", command(finding));
    }
    report
}

fn command(found: &Finding) -> String {
    let finding = &found.diagnostic;
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut text = format!("::{command} file={}", property(found.file()));
    if let Some(span) = finding.span {
        let _ = write!(text, ",line={},endLine={},col={}", span.start.line, span.end.line, span.start.column);
        // GitHub takes an end column within one line only.
        if span.start.line == span.end.line {
            let _ = write!(text, ",endColumn={}", span.end.column);
        }
    }
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let message = data(&format!("{}{help}", finding.message));
    format!("{text},title={}::{message}", finding.code())
}

/// What stands behind `::`, in one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between `=` and `,`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    /// A name of a file or state cannot end the command or begin another.
    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(data("100 %\r\n::error::a,b"), "100 %25%0D%0A::error::a,b");
        assert_eq!(property("a,line=1::b%"), "a%2Cline=1%3A%3Ab%25");
    }
}
