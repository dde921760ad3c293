//! A choice rule that is never taken.

use std::collections::HashMap;

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::{Condition, Operator, QueryLanguage, State, Test};

pub(crate) static RULE: Rule = Rule {
    code: "ASL208",
    name: "unreachable-choice",
    summary: "every choice rule can be taken",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL208.md"),
};

/// A test that is the same whenever it is asked.
#[derive(PartialEq, Eq, Hash)]
enum Question<'a> {
    Condition(&'a str),
    Compare(&'a str, Operator, &'a Value),
}

/// Rules are tried in order and the first that holds is taken, so one that asks what an earlier one asked never is.
pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(State::Choice(choice)) = node.state.and_then(|id| node.context.states.get(id)).map(|node| node.state)
    else {
        return;
    };
    let jsonata = node.language == Some(QueryLanguage::Jsonata);
    let place = |index| node.path().key("Choices").index(index);
    // A literal does not come after the one rule.
    let one = choice.choices.len() == 1;
    let mut asked: HashMap<Question<'_>, usize> = HashMap::new();
    for (index, rule) in choice.choices.iter().enumerate() {
        match &rule.test {
            // A test of the other language is refused.
            test if jsonata != matches!(test, Test::Condition(_)) => {}
            Test::Condition(Condition::Literal(true)) => {
                let message = match (index + 1 < choice.choices.len(), &choice.default) {
                    (true, _) => "no rule after this one is ever tried, since `Condition` is true",
                    (false, Some(_)) => "`Default` is never taken, since `Condition` is true",
                    (false, None) => return,
                };
                let diagnostic = Diagnostic::new(&RULE, place(index).key("Condition"), message);
                found.push(diagnostic.with_help("replace it with a `{% … %}` expression, or remove what follows"));
                return;
            }
            Test::Condition(Condition::Literal(false)) => {
                let diagnostic = Diagnostic::new(&RULE, place(index).key("Condition"), "this rule is never taken");
                found.push(diagnostic.with_help("replace `false` by a `{% … %}` expression, or remove the rule"));
            }
            test => {
                let Some(question) = question(test).filter(|_| !one) else { continue };
                if let Some(first) = asked.get(&question) {
                    let message = "this rule is never taken: an earlier one asks the same";
                    let diagnostic = Diagnostic::new(&RULE, place(index), message);
                    let diagnostic = diagnostic.with_label(place(*first), "the earlier rule");
                    found.push(diagnostic.with_help("ask something else, or remove one of the two"));
                } else {
                    asked.insert(question, index);
                }
            }
        }
    }
}

fn question(test: &Test) -> Option<Question<'_>> {
    match test {
        // Asked again, these answer something else.
        Test::Condition(Condition::Expression(text)) if !text.contains("$random") && !text.contains("$uuid") => {
            Some(Question::Condition(text))
        }
        Test::Compare(compare) => Some(Question::Compare(&compare.variable, compare.operator, &compare.operand)),
        _ => None,
    }
}
