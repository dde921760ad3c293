//! Inner scopes: the branches of a Parallel and the body of a Map, each a `States` map of its own.

use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, Returns, Scope};
use super::graph::Graph;
use super::names;
use crate::jsonata::{Jx, Root};
use crate::shape::Type;
use asl_hir::{Expr, ExprKind, Pattern};

impl Flow<'_, '_> {
    /// The branches of a join, and the types of their values.
    pub(crate) fn branches(&mut self, branches: &[Expr], fallible: bool) -> Option<(Vec<Graph>, Vec<Type>)> {
        let mut graphs = Vec::with_capacity(branches.len());
        let mut types = Vec::with_capacity(branches.len());
        for (i, branch) in branches.iter().enumerate() {
            let returns = if fallible { Returns::Fallible { error: Type::Unknown } } else { Returns::Data };
            let construct = names::branch(branch, i);
            let scope = self.inner(returns, construct, |flow| match &branch.kind {
                ExprKind::Async(body) => flow.tail(body, Cursor::start()),
                _ => {
                    let awaited = Expr { kind: ExprKind::Await(Box::new(branch.clone())), span: branch.span, ty: None };
                    flow.tail(&awaited, Cursor::start())
                }
            })?;
            types.push(scope.output);
            graphs.push(scope.graph);
        }
        Some((graphs, types))
    }

    /// The body of a Map: its input is the item.
    pub(crate) fn map_body(
        &mut self,
        pattern: &Pattern,
        element: Type,
        body: &Expr,
        error: Type,
    ) -> Option<(Graph, Type)> {
        let construct = format!("for each {}", names::binding(self.cx, pattern));
        let scope = self.inner(Returns::Fallible { error }, construct, |flow| {
            let mut cursor = Cursor::start();
            flow.bind(pattern, Value { x: Jx::Root(Root::Input), ty: element }, &mut cursor)?;
            flow.tail(body, cursor)
        })?;
        Some((scope.graph, scope.output))
    }

    fn inner(
        &mut self,
        returns: Returns,
        construct: String,
        lower: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<Scope> {
        self.scopes.push(Scope::new(returns));
        let fixed = self.fixed_name.take();
        let done = self.within(construct, lower);
        self.fixed_name = fixed;
        let scope = self.scopes.pop();
        done.and(scope)
    }
}
