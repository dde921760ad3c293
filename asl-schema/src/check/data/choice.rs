//! The rules of a JSONPath Choice: what they read, and which of them can hold.
//!
//! A test for a field that is never there cannot hold: nothing is said about the states behind it. What `IsPresent` asks about anywhere in
//! the state is read with care, so that nothing is said about its other reads either.

use super::scene::{Root, Scene};
use super::state::Out;
use crate::check::parsed::address;
use crate::data::{Shape, Truth};
use crate::model::{Choice, ChoiceRule, Comparison, OperandKind, Operator, Test};

/// How many paths `IsPresent` may ask about; with more, the reads of the state are taken for careful ones.
const MOST_ASKED: usize = 64;
/// How deep `And`, `Or` and `Not` are followed.
const DEEPEST: usize = 128;

impl<'a> Scene<'_, 'a> {
    pub(super) fn choose_jsonpath(&mut self, choice: &'a Choice, input: &Root, output: &Shape) -> Out {
        let mut asked = Vec::new();
        choice.choices.iter().for_each(|rule| presence_tests(rule, 0, &mut asked));
        let before = self.found.len();
        let mut out = Out::default();
        let mut all_fail = true;
        for rule in &choice.choices {
            let truth = self.holds(rule, input, 0);
            if !truth.may_hold {
                out.rules.push(Shape::never());
                continue;
            }
            out.rules.push(output.clone());
            rule.assign.iter().for_each(|assign| self.assign_template(assign, input));
            if !truth.may_fail {
                all_fail = false;
                break;
            }
        }
        if asked.len() > MOST_ASKED {
            self.found.truncate(before);
        } else if !asked.is_empty() {
            let mut index = 0;
            self.found.retain(|finding| {
                index += 1;
                index <= before || !asked.iter().any(|asked| is_about(asked, finding.text))
            });
        }
        if all_fail {
            out.next = output.clone();
            choice.assign.iter().for_each(|assign| self.assign_template(assign, input));
        }
        out
    }

    fn holds(&mut self, rule: &'a ChoiceRule, input: &Root, depth: usize) -> Truth {
        if depth > DEEPEST {
            return Truth::MAYBE;
        }
        match &rule.test {
            Test::Compare(comparison) => self.compares(comparison, input),
            Test::Not(rule) => self.holds(rule, input, depth + 1).not(),
            Test::And(rules) => {
                let mut all = Truth { may_hold: true, may_fail: false };
                for rule in rules {
                    let one = self.holds(rule, input, depth + 1);
                    all = Truth { may_hold: one.may_hold, may_fail: all.may_fail || one.may_fail };
                    if !all.may_hold {
                        break;
                    }
                }
                all
            }
            Test::Or(rules) => {
                let mut any = Truth { may_hold: false, may_fail: true };
                for rule in rules {
                    let one = self.holds(rule, input, depth + 1);
                    any = Truth { may_hold: any.may_hold || one.may_hold, may_fail: one.may_fail };
                    if !any.may_fail {
                        break;
                    }
                }
                any
            }
            Test::Absent | Test::Condition(_) => Truth::MAYBE,
        }
    }

    fn compares(&mut self, comparison: &'a Comparison, input: &Root) -> Truth {
        let guarded = is_kind_test(comparison.operator);
        let shape = self.path_field(&comparison.variable, input, guarded);
        if comparison.operator.operand() == OperandKind::Path
            && let Some(path) = comparison.operand.as_str()
        {
            self.path_field(path, input, false);
        }
        let holds = match (comparison.operator, comparison.operand.as_bool()) {
            (Operator::IsPresent, Some(expected)) => (shape.presence(), expected),
            (Operator::BooleanEquals, Some(expected)) if shape.is_boolean() => (shape.truth(), expected),
            _ => return Truth::MAYBE,
        };
        match holds {
            _ if shape.is_never() => Truth { may_hold: false, may_fail: false },
            (truth, true) => truth,
            (truth, false) => truth.not(),
        }
    }
}

fn is_kind_test(operator: Operator) -> bool {
    use Operator::*;
    matches!(operator, IsPresent | IsNull | IsNumeric | IsString | IsBoolean | IsTimestamp)
}

/// The paths that `IsPresent` asks about.
fn presence_tests<'a>(rule: &'a ChoiceRule, depth: usize, found: &mut Vec<&'a str>) {
    match &rule.test {
        Test::Compare(comparison) if comparison.operator == Operator::IsPresent => found.push(&comparison.variable),
        Test::Not(rule) if depth < DEEPEST => presence_tests(rule, depth + 1, found),
        Test::And(rules) | Test::Or(rules) if depth < DEEPEST => {
            rules.iter().for_each(|rule| presence_tests(rule, depth + 1, found));
        }
        _ => {}
    }
}

/// Whether one path leads through the other.
fn is_about(asked: &str, read: &str) -> bool {
    address(asked) == address(read) || asked.starts_with(read) || read.starts_with(asked)
}
