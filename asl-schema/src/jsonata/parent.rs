//! `%`, the parent: the reference finds the step that each refers to before it evaluates anything, and refuses what it does not find (S0217).
//!
//! Each `%` is a *slot* that goes up the path it stands in, one level for each field, and further up through the expressions that contain the path.
//! Only names and wildcards have a parent to offer.

use super::{Argument, BinaryOperator, Expr, ExprKind, Path, Span, Step, StepKind};
use crate::SyntaxError;

/// How many steps are looked at in all. A hostile expression could make it the square of its length; what lies beyond is taken to be found.
const BUDGET: usize = 1_000_000;

/// Judges an expression that has a `%`.
pub(super) fn check(expr: &Expr<'_>) -> Result<(), SyntaxError> {
    let mut slots = Slots { slots: Vec::new(), budget: BUDGET };
    let mut above = Seeking::default();
    let node = slots.node(expr)?;
    above.add(&node);
    match above.0 {
        Some(open) => {
            Err(underivable(open.first().and_then(|&slot| slots.slots.get(slot)).map_or(expr.span, |s| s.span)))
        }
        None => Ok(()),
    }
}

fn underivable(span: Span) -> SyntaxError {
    SyntaxError::new("The object representing the 'parent' cannot be derived from this expression", span.range())
        .with_code("S0217")
}

/// A `%` and how many levels it has still to go.
struct Slot {
    level: usize,
    span: Span,
}

/// The slots that something contains. That there was one is remembered, even when it was found: the reference does not forget it either.
#[derive(Default)]
struct Seeking(Option<Vec<usize>>);

impl Seeking {
    fn add(&mut self, node: &Node) {
        if let Some(slots) = &node.seeking.0 {
            self.0.get_or_insert_default().extend(slots);
        }
        if let Shape::Parent(slot) = node.shape {
            self.0.get_or_insert_default().push(slot);
        }
    }
}

/// What the reference makes of an expression, as far as it matters here.
struct Node {
    shape: Shape,
    seeking: Seeking,
    focus: bool,
}

enum Shape {
    /// A name or a wildcard.
    Field,
    /// A text, which is a name when it is a step.
    Text,
    Parent(usize),
    /// A block, by its last expression.
    Block(Option<Box<Node>>),
    Path(Vec<Node>),
    Other,
}

impl Node {
    fn new(shape: Shape) -> Node {
        Node { shape, seeking: Seeking::default(), focus: false }
    }

    /// As a path, of one step if it was none.
    fn into_path(self) -> Node {
        match self.shape {
            Shape::Path(_) => self,
            _ => Node::new(Shape::Path(vec![self])),
        }
    }

    /// The step that brackets and bindings belong to: the last of a path, else the whole.
    fn last_step(&mut self) -> Option<&mut Node> {
        if matches!(self.shape, Shape::Path(_)) {
            let Shape::Path(steps) = &mut self.shape else {
                return None;
            };
            return steps.last_mut();
        }
        Some(self)
    }
}

struct Slots {
    slots: Vec<Slot>,
    budget: usize,
}

type Found<T> = Result<T, SyntaxError>;

impl Slots {
    fn node(&mut self, expr: &Expr<'_>) -> Found<Node> {
        let shape = match &expr.kind {
            ExprKind::Name(_) => Shape::Path(vec![Node::new(Shape::Field)]),
            ExprKind::Wildcard => Shape::Field,
            ExprKind::String(_) => Shape::Text,
            ExprKind::Parent => {
                self.slots.push(Slot { level: 1, span: expr.span });
                Shape::Parent(self.slots.len() - 1)
            }
            ExprKind::Path(path) => return self.path(path),
            ExprKind::Block(expressions) => return self.block(expressions),
            _ => Shape::Other,
        };
        let mut node = Node::new(shape);
        if let ExprKind::Call(call) = &expr.kind {
            self.node(&call.function)?;
            for argument in &call.arguments {
                if let Argument::Value(value) = argument {
                    node.seeking.add(&self.node(value)?);
                }
            }
            return Ok(node);
        }
        // What these contain is evaluated somewhere else, or the reference does not look into it.
        let opaque = match &expr.kind {
            ExprKind::Lambda(_) | ExprKind::Transform(_) => true,
            ExprKind::Binary(binary) => binary.operator == BinaryOperator::Apply,
            _ => false,
        };
        let mut children = Vec::new();
        expr.for_each_child(|child| children.push(child));
        for child in children {
            let child = self.node(child)?;
            if !opaque {
                node.seeking.add(&child);
            }
        }
        Ok(node)
    }

    fn block(&mut self, expressions: &[Expr<'_>]) -> Found<Node> {
        let mut seeking = Seeking::default();
        let mut last = None;
        for expr in expressions {
            let node = self.node(expr)?;
            seeking.add(&node);
            last = Some(Box::new(node));
        }
        Ok(Node { shape: Shape::Block(last), seeking, focus: false })
    }

    fn path(&mut self, path: &Path<'_>) -> Found<Node> {
        let (mut node, mut steps) = self.operand(&path.head, &path.steps)?;
        while let Some((step, rest)) = steps.split_first() {
            steps = rest;
            match &step.kind {
                StepKind::Map(expr) => {
                    let (right, rest) = self.operand(expr, rest)?;
                    steps = rest;
                    node = self.join(node, right)?;
                }
                StepKind::Sort(terms) => {
                    let mut sort = Node::new(Shape::Other);
                    for term in terms {
                        sort.seeking.add(&self.node(&term.key)?);
                    }
                    node = node.into_path();
                    if let Shape::Path(steps) = &mut node.shape {
                        steps.push(sort);
                    }
                    self.resolve(&mut node)?;
                }
                StepKind::Group(pairs) => {
                    for pair in pairs {
                        self.node(&pair.key)?;
                        self.node(&pair.value)?;
                    }
                }
                _ => node = self.suffix(node, step)?,
            }
        }
        Ok(node)
    }

    /// The operand of a `.` with the brackets and bindings that belong to it, and the steps after those.
    fn operand<'s, 'a>(&mut self, expr: &Expr<'a>, steps: &'s [Step<'a>]) -> Found<(Node, &'s [Step<'a>])> {
        let mut node = self.node(expr)?;
        let mut steps = steps;
        while let Some((step, rest)) = steps.split_first() {
            if matches!(step.kind, StepKind::Map(_) | StepKind::Sort(_) | StepKind::Group(_)) {
                break;
            }
            node = self.suffix(node, step)?;
            steps = rest;
        }
        Ok((node, steps))
    }

    fn suffix(&mut self, mut node: Node, step: &Step<'_>) -> Found<Node> {
        match &step.kind {
            StepKind::Filter(predicate) => {
                let predicate = self.node(predicate)?;
                if let (Some(filtered), Some(slots)) = (node.last_step(), &predicate.seeking.0) {
                    for &slot in slots {
                        if self.level(slot) == 1 {
                            self.seek(filtered, slot)?;
                        } else {
                            self.go_up(slot);
                        }
                    }
                    filtered.seeking.add(&predicate);
                }
            }
            StepKind::Focus(_) => node.last_step().into_iter().for_each(|step| step.focus = true),
            StepKind::Index(_) => node = node.into_path(),
            _ => {}
        }
        Ok(node)
    }

    /// `left.right`
    fn join(&mut self, left: Node, right: Node) -> Found<Node> {
        let mut seeking = Seeking::default();
        if let Shape::Parent(slot) = left.shape {
            seeking.0 = Some(vec![slot]);
        }
        let mut path = left.into_path();
        if let Some(slots) = seeking.0 {
            path.seeking.0.get_or_insert_default().extend(slots);
        }
        if let Shape::Path(steps) = &mut path.shape {
            match right.shape {
                Shape::Path(more) => steps.extend(more),
                _ => steps.push(right),
            }
            for step in [steps.len().checked_sub(1), Some(0)].into_iter().flatten() {
                if let Some(step) = steps.get_mut(step)
                    && matches!(step.shape, Shape::Text)
                {
                    step.shape = Shape::Field;
                }
            }
        }
        self.resolve(&mut path)?;
        Ok(path)
    }

    /// Lets the slots of the last step go up the path; those that are still open at its beginning are the path's.
    fn resolve(&mut self, path: &mut Node) -> Found<()> {
        let Shape::Path(steps) = &path.shape else {
            return Ok(());
        };
        let Some((last, before)) = steps.split_last() else {
            return Ok(());
        };
        let mut seeking = Seeking::default();
        seeking.add(last);
        let mut open = Vec::new();
        for slot in seeking.0.into_iter().flatten() {
            let mut before = before;
            while self.level(slot) > 0 {
                let Some((mut step, mut rest)) = before.split_last() else {
                    open.push(slot);
                    break;
                };
                // Steps in a row that bind their item have one context.
                while let Some((previous, further)) = rest.split_last()
                    && step.focus
                    && previous.focus
                {
                    (step, rest) = (previous, further);
                }
                before = rest;
                self.seek(step, slot)?;
            }
        }
        if !open.is_empty() {
            path.seeking.0.get_or_insert_default().extend(open);
        }
        Ok(())
    }

    /// Lets a slot pass one node on its way up.
    fn seek(&mut self, node: &Node, slot: usize) -> Found<()> {
        let Some(budget) = self.budget.checked_sub(1) else {
            self.slots.iter_mut().for_each(|slot| slot.level = 0);
            return Ok(());
        };
        self.budget = budget;
        match &node.shape {
            Shape::Field => self.go_up(slot),
            Shape::Parent(_) => {
                if let Some(slot) = self.slots.get_mut(slot) {
                    slot.level += 1;
                }
            }
            Shape::Block(last) => {
                if let Some(last) = last {
                    self.seek(last, slot)?;
                }
            }
            Shape::Path(steps) => {
                for (index, step) in steps.iter().rev().enumerate() {
                    if index > 0 && self.level(slot) == 0 {
                        break;
                    }
                    self.seek(step, slot)?;
                }
            }
            Shape::Text | Shape::Other => {
                return Err(underivable(self.slots.get(slot).map_or(Span { start: 0, end: 0 }, |slot| slot.span)));
            }
        }
        Ok(())
    }

    fn go_up(&mut self, slot: usize) {
        if let Some(slot) = self.slots.get_mut(slot) {
            slot.level = slot.level.saturating_sub(1);
        }
    }

    fn level(&self, slot: usize) -> usize {
        self.slots.get(slot).map_or(0, |slot| slot.level)
    }
}
