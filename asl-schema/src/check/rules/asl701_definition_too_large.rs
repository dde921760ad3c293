//! A definition with more characters than Step Functions takes.

use std::io::{self, Write};

use super::asl103_nested_too_deeply;
use crate::check::context::Context;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL701",
    name: "definition-too-large",
    summary: "the definition has at most 1,048,576 characters",
    basis: Basis::Rejected(None),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL701.md"),
};

/// The longest `definition` of a `CreateStateMachine` request, in characters.
const LONGEST: usize = 1_048_576;

/// Written without spaces between the tokens: the shortest that can be sent.
pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // What nests too deeply isn't written: that takes stack for every level.
    if found.iter().any(|finding| finding.rule == &asl103_nested_too_deeply::RULE) {
        return;
    }
    let mut characters = Characters(0);
    if serde_json::to_writer(&mut characters, &context.machine.to_value()).is_ok() && characters.0 > LONGEST {
        let message =
            format!("the definition has {} characters even without spaces, and AWS takes {LONGEST}", characters.0);
        let help = "move a part of it into a machine of its own and start that with `states:startExecution.sync:2`";
        found.push(Diagnostic::new(&RULE, Path::root(), message).with_help(help));
    }
}

/// Counts characters of UTF-8 instead of keeping them.
struct Characters(usize);

impl Write for Characters {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Every character has one byte that continues none.
        self.0 += bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
