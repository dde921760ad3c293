//! Loops: a label, back arcs, and arcs out.

use super::control::Evaluated;
use super::cursor::Cursor;
use super::cx::{Cx, Value};
use super::flow::{Flow, Loop, execution_input, unit};
use super::graph::{Arc, Edge, Graph, Node, NodeId, NodeKind, Target};
use super::{names, pure};
use crate::jsonata::{BinOp, Jx, Root};
use crate::shape::{Integer, Type};
use asl_hir::{Expr, ExprKind, Pattern, PatternKind, Span, VarId};

/// Where a condition holds, and where it doesn't.
type Split = Option<(Cursor, Cursor)>;

impl Flow<'_, '_> {
    /// Lowers a loop. Returns where it ends.
    ///
    /// Normally the check stands at the loop's head. Where assignments wait that no arc before the head can carry,
    /// the check is made once before the loop and once at its end: its Choice carries them, and no Pass is needed.
    pub(crate) fn repeat(
        &mut self,
        label: Option<&str>,
        cursor: Cursor,
        check: &mut dyn FnMut(&mut Self, Cursor) -> Split,
        body: &Expr,
    ) -> Option<Cursor> {
        if cursor.is_nowhere() {
            return Some(cursor);
        }
        let waits = cursor.0.iter().any(|strand| !strand.pending.is_empty());
        let rotate = waits && matches!(cursor.0.as_slice(), [strand] if self.is_virtual(strand.edge));
        if rotate {
            let (on, mut exits) = check(self, cursor)?;
            let head = self.label(on, body.span);
            let back = self.iterate(label, body, Cursor::exit(head, Default::default()), &mut exits)?;
            let (on, out) = self.within("again", |flow| check(flow, back))?;
            self.flush(on, head);
            exits.join(out);
            return Some(exits);
        }
        let head = self.label(cursor, body.span);
        let (on, mut exits) = check(self, Cursor::exit(head, Default::default()))?;
        let back = self.iterate(label, body, on, &mut exits)?;
        self.flush(back, head);
        Some(exits)
    }

    fn label(&mut self, cursor: Cursor, span: Span) -> usize {
        let node = Node {
            kind: NodeKind::Label,
            name: Default::default(),
            span,
            exit: Default::default(),
            rules: Vec::new(),
            catches: Vec::new(),
        };
        self.place_label(node, cursor)
    }

    /// Lowers a loop's body. Returns the strands that go on with the next round; those that leave join `exits`.
    fn iterate(&mut self, label: Option<&str>, body: &Expr, cursor: Cursor, exits: &mut Cursor) -> Option<Cursor> {
        self.scope().loops.push(Loop {
            label: label.map(str::to_owned),
            continues: Cursor::nowhere(),
            breaks: Cursor::nowhere(),
            value: None,
        });
        let done = self.within("in loop", |flow| flow.eval(body, cursor, "value"));
        let finished = self.scope().loops.pop();
        let (_, mut back) = done?;
        if let Some(finished) = finished {
            back.join(finished.continues);
            exits.join(finished.breaks);
        }
        Some(back)
    }

    /// `loop { … }`.
    pub(crate) fn eval_loop(&mut self, label: Option<&str>, body: &Expr, cursor: Cursor, hint: &str) -> Evaluated {
        let cursor = self.settle(cursor);
        let head = self.label(cursor, body.span);
        let value = self.cx.ids.fresh(hint);
        self.scope().loops.push(Loop {
            label: label.map(str::to_owned),
            continues: Cursor::nowhere(),
            breaks: Cursor::nowhere(),
            value: Some((value, Type::Unit)),
        });
        let done = self.within("in loop", |flow| flow.eval(body, Cursor::exit(head, Default::default()), "value"));
        let finished = self.scope().loops.pop()?;
        let (_, mut back) = done?;
        back.join(finished.continues);
        self.flush(back, head);
        let ty = finished.value.map_or(Type::Unit, |(_, ty)| ty);
        if matches!(ty, Type::Unit) {
            return Some((unit(), finished.breaks));
        }
        self.declare(value, ty.clone());
        Some((Value { x: Jx::Var(value), ty }, finished.breaks))
    }

    /// Before a loop that starts the machine: a variable that never changes and is only a part of the input need not
    /// be assigned; the execution's input is there in every state.
    fn settle(&mut self, mut cursor: Cursor) -> Cursor {
        if self.scopes.len() != 1 {
            return cursor;
        }
        if let [strand] = cursor.0.as_mut_slice()
            && strand.edge == Edge::Start
        {
            let vars: Vec<VarId> = strand.pending.assigned().collect();
            let mut settled = Vec::new();
            for var in vars {
                // What lowering added itself may stand in expressions made already.
                let mutable = self.cx.program.vars.get(var.0 as usize).is_none_or(|var| var.mutable);
                let Some(value) = strand.pending.value_of(var, &self.cx.ids) else { continue };
                if !mutable && value.is_cheap() {
                    let ty = self.cx.var(var).ty;
                    self.cx.bind(var, Value { x: value.subst_root(Root::Input, &execution_input()), ty });
                    settled.push(var);
                }
            }
            strand.pending.retain(|var| !settled.contains(&var));
        }
        cursor
    }

    /// `for pattern in iter { … }`: one element after the other, so that the body may assign outer variables.
    pub(crate) fn eval_for(
        &mut self,
        label: Option<&str>,
        pattern: &Pattern,
        iter: &Expr,
        body: &Expr,
        mut cursor: Cursor,
        span: Span,
    ) -> Evaluated {
        // `for (i, x) in list.iter().enumerate()`: the loop counts anyway, so no list of pairs is made.
        let (iter, enumerated) = match &iter.kind {
            ExprKind::Method { receiver, name, args } if name == "enumerate" && args.is_empty() => (&**receiver, true),
            _ => (iter, false),
        };
        let binding = match &pattern.kind {
            PatternKind::Tuple(parts) if enumerated && parts.len() == 2 => names::binding(self.cx, &parts[1]),
            _ => names::binding(self.cx, pattern),
        };
        if let (ExprKind::Range { from, to, inclusive }, false) = (&iter.kind, enumerated) {
            let (mut from, mut after) = self.eval(from, cursor, "from")?;
            if !pure::is_pure(to) {
                from = self.save("from", from, &mut after);
            }
            let (to, mut after) = self.eval(to, after, "to")?;
            let fixed = to.x.is_cheap() && !assigns_any(body, &to.x);
            let to = if fixed { to } else { self.save("to", to, &mut after) };
            let ty = if matches!(from.ty, Type::Unknown) { to.ty.clone() } else { from.ty.clone() };
            let counter = match &pattern.kind {
                PatternKind::Wild => "i".to_owned(),
                _ => format!("next_{binding}"),
            };
            let counter = self.save(&counter, Value { x: from.x, ty }, &mut after);
            let within = if *inclusive { BinOp::Le } else { BinOp::Lt };
            let more = Jx::binary(within, counter.x.clone(), to.x);
            let element = counter.clone();
            return self.count(label, pattern, &binding, counter, more, element, body, after, span);
        }
        let (list, after) = self.eval(iter, cursor, &format!("{binding}s"))?;
        cursor = after;
        if cursor.is_nowhere() {
            return Some((unit(), cursor));
        }
        let list = self.cx.elements_of(list);
        let Type::List(element) = list.ty.clone() else {
            return self.cx.error(
                iter.span,
                format!("a state machine can't iterate over a `{}`", list.ty),
                "iterate over a list or a range".to_owned(),
            );
        };
        let list = if list.x.is_cheap() && !assigns_any(body, &list.x) {
            list
        } else {
            self.save(&format!("{binding}_list"), list, &mut cursor)
        };
        let index_type = Type::Int(Integer { signed: false, bits: 64 });
        let index = self.save(&format!("{binding}_index"), Value { x: Jx::int(0), ty: index_type }, &mut cursor);
        let more = Jx::binary(BinOp::Lt, index.x.clone(), Jx::call("count", [list.x.clone()]));
        let mut element = self.cx.element(list.x, index.x.clone(), *element);
        if enumerated {
            let parts = [&index, &element].map(|part| (part.x.clone(), pure::element(&part.ty)));
            element = Value { x: Jx::array(parts), ty: Type::Tuple(vec![index.ty.clone(), element.ty]) };
        }
        self.count(label, pattern, &binding, index, more, element, body, cursor, span)
    }

    /// A loop over a counter: while `more`, bind `element`, add one, run the body.
    #[expect(clippy::too_many_arguments, reason = "the parts of one loop; a struct would only name them twice")]
    fn count(
        &mut self,
        label: Option<&str>,
        pattern: &Pattern,
        binding: &str,
        counter: Value,
        more: Jx,
        element: Value,
        body: &Expr,
        cursor: Cursor,
        span: Span,
    ) -> Evaluated {
        let base = format!("Next {binding}");
        let next = Value { x: Jx::add(counter.x.clone(), Jx::int(1)), ty: counter.ty.clone() };
        let Jx::Var(counter_var) = counter.x else {
            return self.cx.error(span, "the loop's counter has no variable", None);
        };
        let exits = self.repeat(
            label,
            cursor,
            &mut |flow, cursor| {
                let (mut on, out) = flow.fork(more.clone(), cursor, &base, span);
                flow.bind(pattern, element.clone(), &mut on)?;
                flow.assign(counter_var, &next, &mut on);
                Some((on, out))
            },
            body,
        )?;
        Some((unit(), exits))
    }

    /// `break`, with or without a value.
    pub(crate) fn jump_out(
        &mut self,
        label: Option<&str>,
        value: Option<(Value, Cursor)>,
        cursor: Cursor,
        span: Span,
    ) -> Evaluated {
        let target = self.target_loop(label).and_then(|target| target.value.clone());
        let mut cursor = cursor;
        let mut broken_type = None;
        if let Some((value, after)) = value {
            cursor = after;
            if let Some((var, _)) = target {
                cursor.set(var, &value.x, &mut self.cx.ids);
                broken_type = Some(value.ty);
            }
        }
        let Some(target) = self.target_loop(label) else {
            return self.cx.error(span, "`break` outside of a loop", None);
        };
        if let (Some((_, ty)), Some(broken)) = (&mut target.value, broken_type)
            && matches!(ty, Type::Unit)
        {
            *ty = broken;
        }
        target.breaks.join(cursor);
        Some((unit(), Cursor::nowhere()))
    }

    pub(crate) fn target_loop(&mut self, label: Option<&str>) -> Option<&mut Loop> {
        self.scope().loops.iter_mut().rev().find(|l| label.is_none() || l.label.as_deref() == label)
    }
}

/// Whether the body may assign a variable that `x` reads.
fn assigns_any(body: &Expr, x: &Jx) -> bool {
    let read = x.vars();
    let mut found = false;
    names::assigned_vars(body, &mut |var| found |= read.contains(&var));
    found
}

/// Refuses loops that lead from their head to their head: without a state there is nothing that a machine could repeat. The graph
/// still has its labels.
pub(super) fn check_endless(graph: &Graph, cx: &mut Cx<'_>) {
    let onward = |id: NodeId| match graph.nodes.get(id) {
        Some(Node { kind: NodeKind::Label, exit: Arc { target: Target::Node(to), .. }, .. }) => Some(*to),
        _ => None,
    };
    for (id, node) in graph.nodes.iter().enumerate() {
        if std::iter::successors(onward(id), |at| onward(*at)).take(graph.nodes.len()).any(|at| at == id) {
            cx.error::<()>(
                node.span,
                "this loop never ends: nothing in it waits, calls or leaves",
                "call a task or `sleep` in it, or leave it with `break` or `return`".to_owned(),
            );
        }
        node.inner().iter().for_each(|inner| check_endless(inner, cx));
    }
}
