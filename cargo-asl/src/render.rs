//! The report: what goes to standard output in the chosen format, and the errors on the other stream, which are the same in all of them.

pub(crate) mod aws;
mod excerpt;
mod github;
mod json;
mod places;
mod sarif;
mod text;

use asl_schema::Severity;

use crate::cli::{Check, Color, Format};
use crate::outcome::{Outcome, Problem};
use crate::streams::Streams;
use text::Painter;
pub(crate) use text::on_one_line;

pub(crate) fn run(options: &Check, outcome: &Outcome, streams: &mut Streams) {
    let of_errors = Painter::new(use_color(options.color, streams.err_is_terminal));
    let spoken = |severity| !options.quiet || severity == Severity::Error;
    for problem in outcome.problems.iter().filter(|problem| spoken(problem.severity)) {
        streams.error(&of_errors.problem(problem));
    }
    for finding in outcome.findings.iter().filter(|finding| finding.is_bad_input()) {
        streams.error(&of_errors.finding(outcome, finding));
    }
    let painter = Painter::new(use_color(options.color, streams.out_is_terminal));
    let report = match options.format {
        Format::Text => painter.report(outcome, options.quiet),
        Format::Json => json::report(outcome),
        Format::Sarif => sarif::report(outcome),
        Format::Github => github::report(outcome),
        Format::Aws => aws::report(outcome),
    };
    streams.report(&report);
}

/// Why a definition cannot be run: its errors, on the error stream.
pub(crate) fn refusal(color: bool, outcome: &Outcome, streams: &mut Streams) {
    let painter = Painter::new(color);
    for finding in outcome.findings.iter().filter(|finding| finding.diagnostic.is_error()) {
        streams.error(&painter.finding(outcome, finding));
    }
    problems(color, &outcome.problems, streams);
}

/// What is not about a definition, on the error stream.
pub(crate) fn problems(color: bool, problems: &[Problem], streams: &mut Streams) {
    let painter = Painter::new(color);
    problems.iter().for_each(|problem| streams.error(&painter.problem(problem)));
}

/// Whether a stream gets colors: as asked for; else as <https://no-color.org> and <https://bixense.com/clicolors> say; else where a person looks at it.
pub(crate) fn use_color(wish: Color, is_terminal: bool) -> bool {
    let value = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    match wish {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if value("NO_COLOR").is_some() => false,
        Color::Auto if value("CLICOLOR_FORCE").is_some_and(|force| force != "0") => true,
        Color::Auto => is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}
