//! Where a task token may stand: in the request of the call that it belongs to.
//!
//! `$states.context.Task.Token` has a value while a callback task is scheduled and nowhere else, so a token in a variable that outlives the
//! state before the call would be a token of nothing: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html>.

use super::cx::{Cx, Ids};
use super::graph::{Graph, Node, NodeKind, Task};
use crate::jsonata::{Jx, Root};
use asl_hir::{Span, VarId};

/// The token of the callback task whose arguments are being made: `$states.context.Task.Token`.
pub(crate) fn task_token() -> Jx {
    Jx::field(Jx::field(Jx::Root(Root::Context), "Task"), "Token")
}

/// Refuses every other place. The graph is the finished one: what nobody reads is gone.
pub(crate) fn check(graph: &Graph, cx: &mut Cx<'_>) {
    let mut kept = Vec::new();
    find(graph, &cx.ids, &mut kept);
    for (var, place) in kept {
        let var = var.and_then(|var| cx.program.vars.get(var.0 as usize));
        let (span, what) = match var {
            Some(var) => (var.span, format!("`{}` keeps a `TaskToken`", var.name)),
            None => (place, "there is a `TaskToken`".to_owned()),
        };
        cx.error::<()>(
            span,
            format!("{what} outside of the call that it belongs to: a token exists only while its task waits"),
            "write `TaskToken` in the request at the call itself, with no other call, wait or decision in between"
                .to_owned(),
        );
    }
}

/// The variables that hold a token from one state to the next, and the states that read one otherwise.
fn find(graph: &Graph, ids: &Ids, kept: &mut Vec<(Option<VarId>, Span)>) {
    for node in &graph.nodes {
        if node.entry().into_iter().any(|value| holds_token(value) && !is_request(node, value)) {
            kept.push((None, node.span));
        }
        for pending in node.arcs().map(|arc| &arc.assign).filter(|pending| pending.any(&is_token)) {
            let holds = |var: &VarId| pending.value_of(*var, ids).is_some_and(|value| holds_token(&value));
            kept.extend(pending.assigned().filter(holds).map(|var| (Some(var), node.span)));
        }
        node.inner().iter().for_each(|inner| find(inner, ids, kept));
    }
}

/// Whether it is what a callback task hands over.
fn is_request(node: &Node, value: &Jx) -> bool {
    let NodeKind::Task(Task { resource, arguments, .. }) = &node.kind else { return false };
    std::ptr::eq(arguments, value) && resource.ends_with(".waitForTaskToken")
}

fn holds_token(value: &Jx) -> bool {
    value.any(&is_token)
}

fn is_token(value: &Jx) -> bool {
    *value == task_token()
}
