//! Which states may read the context object: it is made only for them.

use super::{Amount, Assign, Delay, Io, Kind, Node, Operand, Selection, Test, Word};
use crate::evaluate::{Query, Template};

impl Node {
    pub(super) fn reads_context(&self) -> bool {
        self.io.uses_context() || self.kind.uses_context() || {
            let catchers = &mut self.catch.iter();
            catchers.any(|catcher| {
                catcher.output.as_ref().is_some_and(Query::uses_context)
                    || catcher.assign.as_ref().is_some_and(Assign::uses_context)
            })
        }
    }
}

impl Io {
    fn uses_context(&self) -> bool {
        let chosen = |selection: &Selection| matches!(selection, Selection::Path(path) if path.uses_context());
        match self {
            Io::JsonPath(io) => {
                let templates = [&io.parameters, &io.result_selector, &io.assign];
                chosen(&io.input_path)
                    || chosen(&io.output_path)
                    || templates.into_iter().flatten().any(Template::uses_context)
            }
            Io::Jsonata(io) => [&io.arguments, &io.output, &io.assign].into_iter().flatten().any(Query::uses_context),
        }
    }
}

impl Kind {
    fn uses_context(&self) -> bool {
        let amounts =
            |amounts: &[&Option<Amount>]| amounts.iter().any(|a| a.as_ref().is_some_and(Amount::uses_context));
        match self {
            Kind::Pass(_) | Kind::Succeed | Kind::Parallel(_) => false,
            Kind::Wait(Delay::Seconds(amount)) => amount.uses_context(),
            Kind::Wait(Delay::Timestamp(query)) => query.uses_context(),
            Kind::Wait(Delay::TimestampPath(path)) => path.uses_context(),
            Kind::Wait(Delay::TimestampText(_)) => false,
            Kind::Choice(choice) => choice.rules.iter().any(|rule| {
                rule.test.uses_context()
                    || rule.output.as_ref().is_some_and(Query::uses_context)
                    || rule.assign.as_ref().is_some_and(Assign::uses_context)
            }),
            Kind::Fail { error, cause } => [error, cause].into_iter().any(|word| match word {
                Word::Path(template) => template.uses_context(),
                Word::Query(query) => query.uses_context(),
                Word::Absent | Word::Text(_) => false,
            }),
            Kind::Task(task) => {
                amounts(&[&task.timeout, &task.heartbeat]) || task.role.as_ref().is_some_and(Assign::uses_context)
            }
            // The context of an item is part of what its selector reads: a Map is not entered often enough to tell.
            Kind::Map(_) => true,
        }
    }
}

impl Test {
    fn uses_context(&self) -> bool {
        match self {
            Test::Literal(_) => false,
            Test::Condition(query) => query.uses_context(),
            Test::Compare { variable, operand, .. } => {
                variable.uses_context() || matches!(operand, Operand::Path(path) if path.uses_context())
            }
            Test::And(tests) | Test::Or(tests) => tests.iter().any(Test::uses_context),
            Test::Not(test) => test.uses_context(),
        }
    }
}
