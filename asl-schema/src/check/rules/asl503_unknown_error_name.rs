//! An error name that begins like AWS's own and is none.

use std::collections::HashSet;

use crate::check::context::Context;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, closest, quoted};
use crate::model::State;
use crate::path::Path;
use crate::spec::error_names;

pub(crate) static RULE: Rule = Rule {
    code: "ASL503",
    name: "unknown-error-name",
    summary: "error names that begin with `States.` are AWS's own",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL503.md"),
};

pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // The handler of an error that the machine raises itself is right; the name is not.
    let mut raised = HashSet::new();
    for node in &context.states {
        let State::Fail(fail) = node.state else { continue };
        let Some(name) = fail.error.as_deref().filter(|name| error_names::is_unknown(name)) else { continue };
        raised.insert(name);
        let message = format!("the error name {} begins with `States.`, as only those of AWS do", quoted(name));
        let diagnostic = Diagnostic::new(&RULE, context.state_path(node.id).key("Error"), message);
        found.push(suggest(diagnostic, name).or_help("give it a name without `States.`"));
    }
    for node in &context.states {
        let place = |field, index| context.state_path(node.id).key(field).index(index).key("ErrorEquals");
        for (index, retrier) in node.state.retry().iter().enumerate() {
            names(&retrier.error_equals, &raised, || place("Retry", index), found);
        }
        for (index, catcher) in node.state.catch().iter().enumerate() {
            names(&catcher.error_equals, &raised, || place("Catch", index), found);
        }
    }
}

fn names(names: &[String], raised: &HashSet<&str>, place: impl Fn() -> Path, found: &mut Vec<Diagnostic>) {
    for (index, name) in names.iter().enumerate() {
        if error_names::is_unknown(name) && !raised.contains(name.as_str()) {
            let message = format!("no error of AWS is called {}", quoted(name));
            let diagnostic = Diagnostic::new(&RULE, place().index(index), message);
            let help = "use one of AWS's names, or a name without `States.` for an error of your own";
            found.push(suggest(diagnostic, name).or_help(help));
        }
    }
}

/// The name of AWS's that is most like it. What all of them begin with makes none of them alike.
fn suggest(diagnostic: Diagnostic, name: &str) -> Diagnostic {
    let own = |name: &'static str| name.strip_prefix(error_names::PREFIX);
    let similar = name.strip_prefix(error_names::PREFIX).and_then(|word| {
        let word = closest(word, error_names::DEFINED.into_iter().filter_map(own))?;
        error_names::DEFINED.into_iter().find(|name| own(name) == Some(word))
    });
    match similar {
        Some(defined) => diagnostic.with_help(format!("did you mean {}?", quoted(defined))).with_suggestion(
            name,
            defined,
            Target::Text,
            false,
        ),
        None => diagnostic,
    }
}
