//! Lowering: a program and its tables in, a state machine out.
//!
//! `pure` and `methods` turn expressions without effects into JSONata. `control`, `branch`, `loops`, `calls`, `catch`, `assign` and `scopes`
//! turn effects into states and arcs (`graph`) with the assignments that wait on them (`pending`). `passes` make the graph small, `naming` names
//! it, `emit` writes it as a machine of the model. Nothing here knows JSON text, rustc or a deployment.

mod assign;
mod branch;
mod calls;
mod catch;
mod control;
mod cursor;
mod cx;
mod data;
mod emit;
mod flow;
mod graph;
mod integrate;
mod loops;
mod methods;
mod names;
mod naming;
mod nested;
mod operands;
mod options;
mod passes;
mod pending;
pub(crate) mod pure;
mod scopes;
mod token;

pub(crate) use cx::{Cx, Error, Match, Value};

use crate::jsonata::{Jx, Root};
use crate::shape::Type;
use crate::task::{ConstValue, SlotInfo};
use asl_hir::Program;
use asl_schema::SourceLocation;
use asl_schema::model::StateMachine;
use cursor::Cursor;
use flow::{Flow, Returns};
use graph::Graph;

/// A lowering error with its place in a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Located {
    pub(crate) error: Error,
    pub(crate) at: SourceLocation,
}

/// Lowers a program. Finds every error, not just the first.
pub(crate) fn lower(
    program: &Program,
    types: &[SlotInfo],
    consts: &[ConstValue],
) -> Result<StateMachine, Vec<Located>> {
    let mut cx = Cx::new(program, types, consts);
    let graph = graph(&mut cx);
    let located = |cx: &Cx<'_>| {
        let at = |error: &Error| Located { error: error.clone(), at: emit::location(cx, error.span) };
        cx.errors.iter().map(at).collect::<Vec<_>>()
    };
    match graph {
        Some(mut graph) if cx.errors.is_empty() => {
            loops::check_endless(&graph, &mut cx);
            if !cx.errors.is_empty() {
                return Err(located(&cx));
            }
            passes::run(&mut graph, &mut cx.ids);
            for (name, span) in naming::fixed_twice(&graph) {
                cx.error::<()>(
                    span,
                    format!("a second state is named `{name}`, and names are unique in a state machine"),
                    "choose another name".to_owned(),
                );
            }
            token::check(&graph, &mut cx);
            if !cx.errors.is_empty() {
                return Err(located(&cx));
            }
            emit::machine(&graph, &cx).map_err(|deep| {
                for span in deep {
                    cx.error::<()>(
                        span,
                        "decisions nest too deep here: Step Functions evaluates at most 100 levels of an expression",
                        "name parts with `let`, or call a task in between".to_owned(),
                    );
                }
                located(&cx)
            })
        }
        _ => {
            if cx.errors.is_empty() {
                cx.error::<()>(program.span, "this workflow could not be lowered", None);
            }
            Err(located(&cx))
        }
    }
}

fn graph(cx: &mut Cx<'_>) -> Option<Graph> {
    let program = cx.program;
    let returns = match cx.slot(program.output) {
        Type::Result(_, error) => Returns::Fallible { error: *error },
        _ => Returns::Data,
    };
    let mut flow = Flow::new(cx, returns);
    let mut cursor = Cursor::start();
    let input = Jx::Root(Root::Input);
    let mut bound = Some(());
    for param in &program.params {
        let ty = flow.cx.slot(param.ty);
        let x = match program.params.as_slice() {
            [_] => input.clone(),
            _ => flow.cx.parameter(input.clone(), &param.name, &ty),
        };
        bound = bound.and(flow.bind(&param.pattern, Value { x, ty }, &mut cursor));
    }
    let done = flow.tail(&program.body, cursor);
    let scope = flow.scopes.pop()?;
    bound.and(done).map(|()| scope.graph)
}
