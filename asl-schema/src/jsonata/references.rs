//! What an expression needs from outside: names of a context, variables, functions.
//!
//! Knows what is bound within the expression (`:=`, parameters, `@$v`, `#$i`) and where there is a context: Step Functions gives an expression
//! none, so that a bare name means something only within a step, a predicate, a sort term, a grouping or a transformation.

mod bindings;

use bindings::Bindings;

use super::{
    Argument, Binary, BinaryOperator, Call, Conditional, Expr, ExprKind, Path, Span, Step, StepKind, Transform,
    find_function,
};

/// Something that an expression does not define itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Reference<'e, 'a> {
    /// A field, or the context itself (`$`), where there is no context. Step Functions refuses it: *Reference to 'phone' at the top level is not
    /// supported.*
    Context {
        /// As AWS names it: the field's name, or `$`.
        name: &'e str,
        /// Where it stands.
        span: Span,
    },
    /// `$$`. Step Functions refuses it: *Reference to '$$' is not supported.*
    Root {
        /// Where it stands.
        span: Span,
    },
    /// A variable, `$states` among them, and the fields that are read from it.
    Variable(Read<'e, 'a>),
    /// The name of a built-in function as a value, as in `$map(…, $uppercase)`. A variable of the same name would hide the function.
    FunctionValue {
        /// Without `$`.
        name: &'a str,
        /// Where it stands.
        span: Span,
    },
    /// A call of a function that the expression does not define.
    Call(FunctionCall<'a>),
    /// An operator that JSONata 2.0.6 does not have.
    LaterOperator {
        /// `?:` or `??`
        operator: BinaryOperator,
        /// Where it stands.
        span: Span,
    },
}

/// A variable and the fields that are read from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Read<'e, 'a> {
    /// Its name without `$`.
    pub variable: &'a str,
    /// Where the variable stands, without its fields.
    pub span: Span,
    /// The steps that are known without evaluating: names, `[0]` and `[]`.
    pub steps: &'e [Step<'a>],
    /// Whether more steps follow, which are not.
    pub continues: bool,
    /// Whether it is all that the expression consists of.
    pub whole: bool,
    /// Whether nothing is wrong when it is undefined: it is compared, tested, or has a default, or the condition of a `? :` around it asks
    /// about it.
    pub guarded: bool,
}

/// A field that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'e> {
    /// Its name.
    pub name: &'e str,
    /// Where it stands.
    pub span: Span,
}

impl<'e> Read<'e, '_> {
    /// The names of the known steps: `input`, `order`, `total` for `$states.input.order[0].total`.
    pub fn fields(&self) -> impl Iterator<Item = Field<'e>> + use<'e> {
        let steps: &'e [Step<'_>] = self.steps;
        steps.iter().filter_map(|step| match &step.kind {
            StepKind::Map(expr) => step_name(expr).map(|name| Field { name, span: step.span }),
            _ => None,
        })
    }

    /// Whether `[0]` or `[]` is among the known steps.
    pub fn is_indexed(&self) -> bool {
        self.steps.iter().any(|step| !matches!(step.kind, StepKind::Map(_)))
    }

    /// From the variable to the last known step.
    pub fn full_span(&self) -> Span {
        self.steps.last().map_or(self.span, |last| self.span.to(last.span))
    }
}

/// A call of a function by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionCall<'a> {
    /// The name without `$`.
    pub name: &'a str,
    /// Where the name stands.
    pub span: Span,
    /// How many arguments are written, `?` included.
    pub arguments: usize,
    /// Whether `~>` gives one argument more, in front of the others.
    pub piped: bool,
    /// Whether some are left out with `?`, so that nothing is called yet.
    pub partial: bool,
}

impl FunctionCall<'_> {
    /// How many arguments the function gets.
    pub fn given(&self) -> usize {
        self.arguments + usize::from(self.piped)
    }
}

/// All references of an expression, in the order of writing.
///
/// ```
/// use asl_schema::jsonata::{Reference, parse, references};
///
/// let expr = parse("$states.input.order[0].total * $rate").unwrap();
/// let [Reference::Variable(input), Reference::Variable(rate)] = references(&expr)[..] else { panic!() };
/// assert_eq!(input.fields().map(|field| field.name).collect::<Vec<_>>(), ["input", "order", "total"]);
/// assert_eq!(rate.variable, "rate");
/// ```
pub fn references<'e, 'a>(expr: &'e Expr<'a>) -> Vec<Reference<'e, 'a>> {
    let mut all = Vec::new();
    visit_references(expr, |reference| all.push(reference));
    all
}

/// Calls `visit` with each reference of an expression, in the order of writing.
pub fn visit_references<'e, 'a>(expr: &'e Expr<'a>, visit: impl FnMut(Reference<'e, 'a>)) {
    let mut walk = Walk { bindings: Bindings::default(), visit, conditions: 0, asked: Vec::new() };
    walk.bindings.enter(expr);
    walk.expr(expr, Place { no_context: true, guarded: false, whole: true });
}

/// What surrounds an expression.
#[derive(Clone, Copy)]
struct Place {
    no_context: bool,
    guarded: bool,
    whole: bool,
}

impl Place {
    fn part(self) -> Place {
        Place { whole: false, ..self }
    }

    fn guarded(self) -> Place {
        Place { guarded: true, ..self.part() }
    }

    fn in_context(self) -> Place {
        Place { no_context: false, ..self.part() }
    }
}

/// The most variables of conditions that are kept apart; with more, every one counts as asked about.
const MOST_ASKED: usize = 32;

struct Walk<'a, F> {
    bindings: Bindings<'a>,
    visit: F,
    /// How many conditions are around.
    conditions: usize,
    /// What the conditions ask about whose branches are around: `$n` in both branches of `$exists($n) ? $n : 0`.
    asked: Vec<&'a str>,
}

impl<'e, 'a: 'e, F: FnMut(Reference<'e, 'a>)> Walk<'a, F> {
    fn expr(&mut self, expr: &'e Expr<'a>, place: Place) {
        match &expr.kind {
            ExprKind::Name(name) => self.context(name, expr.span, place),
            ExprKind::Variable("") => self.context("$", expr.span, place),
            ExprKind::Variable("$") => (self.visit)(Reference::Root { span: expr.span }),
            ExprKind::Variable(name) => self.variable(name, expr.span, &[], place),
            ExprKind::Path(path) => self.path(path, place),
            ExprKind::Binary(binary) => self.binary(binary, place.part()),
            ExprKind::Call(call) => self.call(call, false, place.part()),
            ExprKind::Conditional(conditional) => self.conditional(conditional, place.part()),
            ExprKind::Transform(transform) => self.transform(transform, place.in_context()),
            ExprKind::Bind(bind) => {
                self.expr(&bind.value, place.part());
                self.bindings.bind(bind.variable.name);
            }
            ExprKind::Block(expressions) => {
                let mark = self.bindings.enter_all(expressions);
                let place = Place { whole: place.whole && expressions.len() == 1, ..place };
                expressions.iter().for_each(|expr| self.expr(expr, place));
                self.bindings.leave(mark);
            }
            ExprKind::Lambda(lambda) => {
                let mark = self.bindings.enter_function(&lambda.parameters, &lambda.body);
                // The reference evaluates a body in the context in which the function was defined.
                self.expr(&lambda.body, place.part());
                self.bindings.leave_function(mark);
            }
            _ => expr.for_each_child(|child| self.expr(child, place.part())),
        }
    }

    fn context(&mut self, name: &'e str, span: Span, place: Place) {
        if place.no_context {
            (self.visit)(Reference::Context { name, span });
        }
    }

    fn variable(&mut self, name: &'a str, span: Span, steps: &'e [Step<'a>], place: Place) {
        if self.bindings.is_bound(name) {
            return;
        }
        if steps.is_empty() && find_function(name).is_some() {
            return (self.visit)(Reference::FunctionValue { name, span });
        }
        let known = steps.iter().take_while(|step| is_known(step)).count();
        let (known, rest) = steps.split_at_checked(known).unwrap_or((steps, &[]));
        let (continues, Place { whole, .. }) = (!rest.is_empty(), place);
        let guarded = place.guarded || self.asked.len() > MOST_ASKED || self.asked.contains(&name);
        if self.conditions > 0 && self.asked.len() <= MOST_ASKED {
            self.asked.push(name);
        }
        let read = Read { variable: name, span, steps: known, continues, whole: whole && !continues, guarded };
        (self.visit)(Reference::Variable(read));
    }

    fn path(&mut self, path: &'e Path<'a>, place: Place) {
        let mark = self.bindings.mark();
        match &path.head.kind {
            ExprKind::Variable(name) if !matches!(*name, "" | "$") => {
                self.variable(name, path.head.span, &path.steps, place);
            }
            // Before a `.` a text is a name.
            ExprKind::String(name) if path.steps.iter().any(|step| matches!(step.kind, StepKind::Map(_))) => {
                self.context(name, path.head.span, place);
            }
            _ => self.expr(&path.head, place.part()),
        }
        for step in &path.steps {
            match &step.kind {
                StepKind::Focus(variable) | StepKind::Index(variable) => self.bindings.declare(variable.name),
                StepKind::Filter(predicate) => self.expr(predicate, place.in_context().guarded()),
                _ => step.for_each_child(|child| self.expr(child, place.in_context())),
            }
        }
        self.bindings.leave(mark);
    }

    fn binary(&mut self, binary: &'e Binary<'a>, place: Place) {
        let operator = binary.operator;
        let left = match (operator, &binary.right.kind) {
            (BinaryOperator::Default | BinaryOperator::Coalesce, _) => place.guarded(),
            (BinaryOperator::Apply, ExprKind::Call(call)) => self.arguments_place(&call.function, place),
            (BinaryOperator::Apply, _) => self.arguments_place(&binary.right, place),
            _ if operator.is_predicate() => place.guarded(),
            _ => place,
        };
        self.expr(&binary.left, left);
        if operator.is_later_than_2_0_6() {
            (self.visit)(Reference::LaterOperator { operator, span: binary.operator_span });
        }
        match &binary.right.kind {
            ExprKind::Call(call) if operator == BinaryOperator::Apply => self.call(call, true, place),
            // Named alone on the right of `~>`, it is called.
            ExprKind::Variable(name)
                if operator == BinaryOperator::Apply && self.is_outer_function(name) && !name.is_empty() =>
            {
                let span = binary.right.span;
                let call = FunctionCall { name, span, arguments: 0, piped: true, partial: false };
                (self.visit)(Reference::Call(call));
            }
            _ => self.expr(&binary.right, if operator.is_predicate() { place.guarded() } else { place }),
        }
    }

    fn call(&mut self, call: &'e Call<'a>, piped: bool, place: Place) {
        match call.function.kind {
            ExprKind::Variable(name) if self.is_outer_function(name) => {
                let (span, arguments, partial) = (call.function.span, call.arguments.len(), call.is_partial());
                // What `?` leaves out is what `~>` gives.
                let call = FunctionCall { name, span, arguments, piped: piped && !partial, partial };
                (self.visit)(Reference::Call(call));
            }
            ExprKind::Variable(name) if !matches!(name, "" | "$") => {}
            _ => self.expr(&call.function, place),
        }
        let place = self.arguments_place(&call.function, place);
        for argument in &call.arguments {
            if let Argument::Value(value) = argument {
                self.expr(value, place);
            }
        }
    }

    /// Whether it is neither `$`, `$$` nor bound here.
    fn is_outer_function(&self, name: &str) -> bool {
        !matches!(name, "" | "$") && !self.bindings.is_bound(name)
    }

    /// `$exists`, `$boolean` and `$not` are for what may be undefined.
    fn arguments_place(&self, function: &Expr<'a>, place: Place) -> Place {
        match function.kind {
            ExprKind::Variable(name @ ("exists" | "boolean" | "not")) if !self.bindings.is_bound(name) => {
                place.guarded()
            }
            _ => place,
        }
    }

    fn conditional(&mut self, conditional: &'e Conditional<'a>, place: Place) {
        let mark = self.asked.len();
        self.conditions += 1;
        self.expr(&conditional.condition, place.guarded());
        self.conditions -= 1;
        // Who asks knows that there may be nothing. Which branch is safe depends on how it is asked; neither is blamed.
        self.expr(&conditional.then, place);
        conditional.otherwise.iter().for_each(|otherwise| self.expr(otherwise, place));
        self.asked.truncate(mark);
    }

    fn transform(&mut self, transform: &'e Transform<'a>, place: Place) {
        self.expr(&transform.pattern, place);
        self.expr(&transform.update, place);
        transform.delete.iter().for_each(|delete| self.expr(delete, place));
    }
}

/// Whether a step is known without evaluating.
fn is_known(step: &Step<'_>) -> bool {
    match &step.kind {
        StepKind::Map(expr) => step_name(expr).is_some(),
        StepKind::Filter(index) => match &index.kind {
            ExprKind::Number(_) => true,
            ExprKind::Negate(operand) => matches!(operand.kind, ExprKind::Number(_)),
            _ => false,
        },
        StepKind::KeepArray => true,
        StepKind::Focus(_) | StepKind::Index(_) | StepKind::Sort(_) | StepKind::Group(_) => false,
    }
}

/// The field that a step names: a text is a name there too.
fn step_name<'e>(expr: &'e Expr<'_>) -> Option<&'e str> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::String(name) => Some(name),
        _ => None,
    }
}
