//! Choice: the first rule that holds.

use std::borrow::Cow;

use serde_json::Value;

use super::compare::Comparison;
use crate::data::{Finished, Trace};
use crate::evaluate::Env;
use crate::failure::Fault;
use crate::history::Way;
use crate::program::{Choice, Exit, Io, Operand, Test};
use crate::unverified;

/// Where the state goes, and what it hands on.
///
/// Rules after the first that holds are never looked at. Without one and without `Default` the execution fails with `States.Runtime` (measured).
pub(crate) fn choose(choice: &Choice, io: &Io, env: &Env<'_>, trace: &mut Trace) -> Result<(Exit, Finished), Fault> {
    let effective = io.effective(env, trace)?;
    let on_effective = env.on(&effective);
    for (index, rule) in choice.rules.iter().enumerate() {
        if let Some(next) = rule.next
            && holds(&rule.test, &on_effective)?
        {
            let exit = Exit { next: Some(next), way: Way::rule(index) };
            return Ok((exit, io.chosen(env, &effective, rule.output.as_ref(), rule.assign.as_ref())?));
        }
    }
    if choice.default.is_none() {
        let cause = "Failed to transition out of the state. The state does not point to a next state.";
        return Err(Fault::runtime(cause));
    }
    Ok((Exit { next: choice.default, way: Way::Default }, io.pass_on(env, &effective)?))
}

fn holds(test: &Test, env: &Env<'_>) -> Result<bool, Fault> {
    Ok(match test {
        Test::Literal(literal) => *literal,
        Test::Condition(query) => match query.eval(env)? {
            Value::Bool(holds) => holds,
            value => return Err(query.unexpected("boolean", &value)),
        },
        Test::And(tests) => {
            for test in tests {
                if !holds(test, env)? {
                    return Ok(false);
                }
            }
            true
        }
        Test::Or(tests) => {
            for test in tests {
                if holds(test, env)? {
                    return Ok(true);
                }
            }
            false
        }
        Test::Not(test) => !holds(test, env)?,
        Test::Compare { variable, comparison, operand } => {
            let found = variable.find(env)?;
            let wanted = match operand {
                Operand::Value(value) => Cow::Borrowed(value),
                Operand::Path(path) => path.find(env)?.ok_or_else(|| missing(path.text()))?,
            };
            match (comparison, found) {
                (Comparison::IsPresent, found) => Some(found.is_some()) == wanted.as_bool(),
                (_, None) => return Err(missing(variable.text())),
                (comparison, Some(value)) => match comparison.has_type(&value) {
                    Some(is) => Some(is) == wanted.as_bool(),
                    None => comparison.holds(&value, &wanted),
                },
            }
        }
    })
}

fn missing(path: &str) -> Fault {
    Fault::runtime(unverified::CHOICE_MISSING.fill(&[&path]))
}
