//! Building the flow graph: placing a state at the cursor, ending a path, opening an inner scope.

use super::cursor::{Cursor, Strand};
use super::cx::{Cx, Value};
use super::graph::{Arc, Edge, Graph, Name, Node, NodeId, NodeKind, Target};
use super::pending::Pending;
use super::pure::errors;
use crate::jsonata::{Jx, Root};
use crate::shape::Type;
use asl_hir::{Span, VarId};

/// How many enclosing constructs tell states apart. A name has 80 characters, and functions can be generated a thousand levels deep.
const MAX_AROUND: usize = 8;

/// The graph under construction and everything that gives a statement its place in it.
pub(crate) struct Flow<'c, 'p> {
    pub(crate) cx: &'c mut Cx<'p>,
    /// The `States` maps that enclose the current point, innermost last. Never empty while lowering.
    pub(crate) scopes: Vec<Scope>,
    /// The enclosing constructs, for names.
    pub(crate) path: Vec<String>,
    /// `#[name("…")]` of the current statement, until a state takes it.
    pub(crate) fixed_name: Option<String>,
}

/// One `States` map under construction.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) graph: Graph,
    pub(crate) loops: Vec<Loop>,
    pub(crate) returns: Returns,
    /// The type of the value the scope ends with, once a path has ended.
    pub(crate) output: Type,
    /// The Succeed state that paths without a state of their own to end on share.
    done: Option<NodeId>,
}

/// What ending a scope with a `Result` means.
#[derive(Clone, Debug)]
pub(crate) enum Returns {
    /// `Ok` ends it with the value, `Err` fails it; an error that nothing catches does so under its own name.
    Fallible {
        /// The error type, where known.
        error: Type,
    },
    /// A `Result` is a value like any other.
    Data,
}

/// A loop under construction.
#[derive(Debug)]
pub(crate) struct Loop {
    pub(crate) label: Option<String>,
    pub(crate) continues: Cursor,
    pub(crate) breaks: Cursor,
    /// The variable that takes `break value`, and its type.
    pub(crate) value: Option<(VarId, Type)>,
}

impl Scope {
    pub(crate) fn new(returns: Returns) -> Self {
        Scope { graph: Graph::default(), loops: Vec::new(), returns, output: Type::Unknown, done: None }
    }
}

impl<'c, 'p> Flow<'c, 'p> {
    pub(crate) fn new(cx: &'c mut Cx<'p>, returns: Returns) -> Self {
        Flow { cx, scopes: vec![Scope::new(returns)], path: Vec::new(), fixed_name: None }
    }

    /// The innermost scope. There always is one; the fallback keeps lowering free of panics.
    pub(crate) fn scope(&mut self) -> &mut Scope {
        if self.scopes.is_empty() {
            self.scopes.push(Scope::new(Returns::Data));
        }
        let last = self.scopes.len() - 1;
        &mut self.scopes[last]
    }

    /// A new node with a name made from `base` and the enclosing constructs.
    pub(crate) fn node(&mut self, kind: NodeKind, base: impl Into<String>, span: Span) -> Node {
        let name = match self.fixed_name.take() {
            Some(base) => Name { base, fixed: true, ..Name::default() },
            None => self.name(base),
        };
        Node { kind, name, span, exit: Arc::default(), rules: Vec::new(), catches: Vec::new() }
    }

    fn name(&self, base: impl Into<String>) -> Name {
        let innermost = self.path.len().saturating_sub(MAX_AROUND);
        Name { base: base.into(), path: self.path[innermost..].to_vec(), ..Name::default() }
    }

    /// Puts a state at the cursor. Returns its id and the assignments that its own arcs must carry on, because no arc
    /// before the state could.
    pub(crate) fn place(&mut self, mut node: Node, cursor: Cursor) -> (NodeId, Pending) {
        let mut carry = Pending::default();
        let mut cursor = cursor;
        if let [Strand { edge, pending }] = cursor.0.as_slice()
            && self.is_virtual(*edge)
            && !pending.is_empty()
            && self.enter(&mut node, &pending.clone())
        {
            carry = pending.clone();
            cursor = Cursor::at(*edge, Pending::default());
        }
        let graph = &mut self.scope().graph;
        let id = graph.nodes.len();
        graph.nodes.push(node);
        self.flush(cursor, id);
        (id, carry)
    }

    /// Rewrites a state that stands where `pending` can't be assigned before it. `false` if that is impossible.
    fn enter(&mut self, node: &mut Node, pending: &Pending) -> bool {
        let read_inside = node.inner().iter().any(|graph| graph.free_vars().iter().any(|var| pending.assigns(*var)));
        if read_inside && self.scopes.len() > 1 {
            return false;
        }
        let ids = &self.cx.ids;
        node.map_entry(&|value| pending.resolve(value, ids));
        for graph in node.inner_mut() {
            graph.map_all(&|value| {
                value.subst(&|var| Some(pending.value_of(var, ids)?.subst_root(Root::Input, &execution_input())))
            });
        }
        true
    }

    /// Puts a label at the cursor. A label carries nothing on: where assignments wait, they are made before it.
    pub(crate) fn place_label(&mut self, node: Node, cursor: Cursor) -> NodeId {
        let graph = &mut self.scope().graph;
        let id = graph.nodes.len();
        graph.nodes.push(node);
        self.flush(cursor, id);
        id
    }

    /// Leads every strand to a node.
    pub(crate) fn flush(&mut self, cursor: Cursor, to: NodeId) {
        for Strand { edge, pending } in cursor.0 {
            let edge =
                if self.is_virtual(edge) && !pending.is_empty() { self.pass(edge, pending.clone()) } else { edge };
            let graph = &mut self.scope().graph;
            match graph.arc_mut(edge) {
                Some(arc) => {
                    arc.target = Target::Node(to);
                    // A Pass made just now has its assignments already.
                    if arc.assign.is_empty() {
                        arc.assign = pending;
                    }
                }
                None => graph.start = Some(to),
            }
        }
    }

    /// A Pass that carries assignments which no arc can: before the first state of a scope, or at the head of a loop.
    fn pass(&mut self, edge: Edge, pending: Pending) -> Edge {
        let node = Node {
            kind: NodeKind::Pass,
            name: self.name("Prepare"),
            span: Span::default(),
            exit: Arc { assign: pending, ..Arc::default() },
            rules: Vec::new(),
            catches: Vec::new(),
        };
        let graph = &mut self.scope().graph;
        let id = graph.nodes.len();
        graph.nodes.push(node);
        match graph.arc_mut(edge) {
            Some(arc) => arc.target = Target::Node(id),
            None => graph.start = Some(id),
        }
        Edge::Exit(id)
    }

    /// Whether an edge can't carry assignments: the entry of a graph, and the exit of a label.
    pub(crate) fn is_virtual(&mut self, edge: Edge) -> bool {
        match edge {
            Edge::Start => true,
            Edge::Exit(id) => matches!(self.scope().graph.nodes.get(id), Some(Node { kind: NodeKind::Label, .. })),
            Edge::Rule(..) | Edge::Catch(..) => false,
        }
    }

    /// Ends every strand with a value: the output of the workflow, of a branch or of an iteration.
    pub(crate) fn finish(&mut self, value: Value, cursor: Cursor, span: Span) {
        if cursor.is_nowhere() {
            return;
        }
        if self.scopes.len() == 1 {
            self.cx.check_data(&value.ty, span);
        }
        self.note_output(&value.ty);
        for Strand { edge, pending } in cursor.0 {
            let output = pending.resolve(&value.x, &self.cx.ids);
            if self.is_virtual(edge) {
                let mut node = self.node(NodeKind::Succeed, "Done", span);
                node.exit.output = Some(output);
                self.place(node, Cursor::at(edge, Pending::default()));
                continue;
            }
            let ends_here = match edge {
                Edge::Exit(id) => {
                    self.scope().graph.nodes.get(id).is_some_and(|node| !matches!(node.kind, NodeKind::Choice))
                }
                _ => false,
            };
            let target = if ends_here { Target::End } else { Target::Node(self.done(span)) };
            if let Some(arc) = self.scope().graph.arc_mut(edge) {
                *arc = Arc { assign: Pending::default(), target, output: Some(output) };
            }
        }
    }

    /// The scope's shared Succeed, which passes on the output of the arc that leads to it.
    fn done(&mut self, span: Span) -> NodeId {
        if let Some(done) = self.scope().done {
            return done;
        }
        let node = self.node(NodeKind::Succeed, "Done", span);
        let scope = self.scope();
        let id = scope.graph.nodes.len();
        scope.graph.nodes.push(node);
        scope.done = Some(id);
        id
    }

    fn note_output(&mut self, ty: &Type) {
        let output = &mut self.scope().output;
        *output = unify(output, ty);
    }

    /// Ends every strand with an error value.
    pub(crate) fn fail(&mut self, error: &Value, cursor: Cursor, span: Span) {
        if cursor.is_nowhere() {
            return;
        }
        let name = Jx::field(error.x.clone(), "Error");
        let cause = errors::cause(&error.x);
        let base = match &name {
            Jx::Str(name) => format!("Fail {name}"),
            _ => "Fail".to_owned(),
        };
        let node = self.node(NodeKind::Fail { error: name, cause }, base, span);
        self.place(node, cursor);
    }

    /// Makes a state machine variable of `var` and gives it a value on every strand.
    pub(crate) fn assign(&mut self, var: VarId, value: &Value, cursor: &mut Cursor) {
        cursor.set(var, &value.x, &mut self.cx.ids);
        self.declare(var, value.ty.clone());
    }

    /// Says that `var` is a state machine variable of this type.
    pub(crate) fn declare(&mut self, var: VarId, ty: Type) {
        let declared = self.cx.program.vars.get(var.0 as usize).and_then(|var| var.ty).map(|slot| self.cx.slot(slot));
        let ty = match declared {
            Some(declared) if !matches!(declared, Type::Unknown) => declared,
            _ => ty,
        };
        self.cx.bind(var, Value { x: Jx::Var(var), ty });
    }

    /// Gives a value a variable of its own on every strand.
    pub(crate) fn save(&mut self, hint: &str, value: Value, cursor: &mut Cursor) -> Value {
        let var = self.cx.ids.fresh(hint);
        self.assign(var, &value, cursor);
        Value { x: Jx::Var(var), ty: value.ty }
    }

    /// Brings paths with values together. The value is the same expression on every strand, or a new variable.
    pub(crate) fn merge(&mut self, parts: Vec<(Value, Cursor)>, hint: &str) -> (Value, Cursor) {
        let mut parts: Vec<(Value, Cursor)> = parts.into_iter().filter(|(_, cursor)| !cursor.is_nowhere()).collect();
        let Some((first, _)) = parts.first() else {
            return (unit(), Cursor::nowhere());
        };
        if parts.len() == 1 {
            return parts.swap_remove(0);
        }
        let same = parts.iter().all(|(value, _)| value.x == first.x && !reads_state(&value.x));
        let ty = parts.iter().fold(Type::Unknown, |known, (value, _)| unify(&known, &value.ty));
        if same || matches!(ty, Type::Unit) {
            let value = Value { x: first.x.clone(), ty };
            let mut all = Cursor::nowhere();
            parts.into_iter().for_each(|(_, cursor)| all.join(cursor));
            return (value, all);
        }
        let var = self.cx.ids.fresh(hint);
        let mut all = Cursor::nowhere();
        for (value, mut cursor) in parts {
            cursor.set(var, &value.x, &mut self.cx.ids);
            all.join(cursor);
        }
        self.declare(var, ty.clone());
        (Value { x: Jx::Var(var), ty }, all)
    }

    /// Runs `inside` with one more enclosing construct in the names.
    pub(crate) fn within<T>(&mut self, construct: impl Into<String>, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(construct.into());
        let result = inside(self);
        self.path.pop();
        result
    }
}

/// `()`.
pub(crate) fn unit() -> Value {
    Value { x: Jx::Null, ty: Type::Unit }
}

/// The input of the whole execution: the same in every state, also inside inline Maps and Parallels.
pub(crate) fn execution_input() -> Jx {
    Jx::field(Jx::field(Jx::Root(Root::Context), "Execution"), "Input")
}

/// Whether an expression means something else at another state.
pub(crate) fn reads_state(x: &Jx) -> bool {
    [Root::Input, Root::Result, Root::ErrorOutput].iter().any(|root| x.uses(*root))
}

/// What two paths know together of one type.
fn unify(a: &Type, b: &Type) -> Type {
    match (a, b) {
        (Type::Unknown, other) => other.clone(),
        (Type::Option(a), Type::Option(b)) => Type::option(unify(a, b)),
        (Type::List(a), Type::List(b)) => Type::list(unify(a, b)),
        (Type::Map(a), Type::Map(b)) => Type::Map(Box::new(unify(a, b))),
        (Type::Result(ok, err), Type::Result(also_ok, also_err)) => {
            Type::Result(Box::new(unify(ok, also_ok)), Box::new(unify(err, also_err)))
        }
        (Type::Tuple(a), Type::Tuple(b)) if a.len() == b.len() => {
            Type::Tuple(a.iter().zip(b).map(|(a, b)| unify(a, b)).collect())
        }
        (known, _) => known.clone(),
    }
}
