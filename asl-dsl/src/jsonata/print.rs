//! The text of an expression, and how deep it nests.
//!
//! Step Functions evaluates at most 100 nested levels: a chain of 101 terms, 100 parentheses or 100 brackets fail when
//! the state runs (measured, us-east-1). So a long chain is not printed as a chain. A sum of many terms becomes `$sum([…])`, which
//! adds in the same order; a long concatenation `$join([…])`; `and` and `or` are grouped in halves, which changes neither order
//! nor laziness; a long `else if` chain is cut into bindings, each tried only when the one before it found nothing.

use super::text::{Step, quote, step};
use super::{BinOp, Element, Jx, Root, Sign};
use asl_hir::VarId;

/// The longest run of one operator that is printed as a run.
const RUN: usize = 12;
/// The most branches of one `? :` chain.
const BRANCHES: usize = 10;

/// The names of the state machine variables, without the dollar.
pub(crate) type Names<'a> = &'a dyn Fn(VarId) -> &'a str;

impl Jx {
    /// The text between `{%` and `%}`.
    pub(crate) fn to_text(&self, names: Names<'_>) -> String {
        let mut printer = Printer::new(names);
        printer.node(&self.shallow(), Prec::Any);
        printer.out
    }

    /// How many levels the text nests, as the engine counts: each operator, parenthesis, bracket, brace, call and lambda is
    /// one, a path is one however long. The engine refuses more than 100.
    pub(crate) fn depth(&self) -> usize {
        self.shallow().printed_depth()
    }

    /// The depth of the text of this very tree.
    pub(super) fn printed_depth(&self) -> usize {
        let mut printer = Printer::new(&|_| "v");
        printer.node(self, Prec::Any);
        printer.deepest
    }
}

/// How tightly an operator binds; JSONata's binding powers in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Prec {
    Any,
    Cond,
    Or,
    And,
    Compare,
    /// `+`, `-` and `&` are one level in JSONata. A run of one inside a run of the other gets parentheses all the same.
    Sum,
    Product,
    Neg,
    Atom,
}

impl Prec {
    fn next(self) -> Prec {
        match self {
            Prec::Any => Prec::Cond,
            Prec::Cond => Prec::Or,
            Prec::Or => Prec::And,
            Prec::And => Prec::Compare,
            Prec::Compare => Prec::Sum,
            Prec::Sum => Prec::Product,
            Prec::Product => Prec::Neg,
            Prec::Neg | Prec::Atom => Prec::Atom,
        }
    }
}

fn operator(op: BinOp) -> (&'static str, Prec) {
    match op {
        BinOp::Or => (" or ", Prec::Or),
        BinOp::And => (" and ", Prec::And),
        BinOp::Eq => (" = ", Prec::Compare),
        BinOp::Ne => (" != ", Prec::Compare),
        BinOp::Lt => (" < ", Prec::Compare),
        BinOp::Le => (" <= ", Prec::Compare),
        BinOp::Gt => (" > ", Prec::Compare),
        BinOp::Ge => (" >= ", Prec::Compare),
        BinOp::In => (" in ", Prec::Compare),
        BinOp::Concat => (" & ", Prec::Sum),
        BinOp::Mul => (" * ", Prec::Product),
        BinOp::Div => (" / ", Prec::Product),
        BinOp::Rem => (" % ", Prec::Product),
    }
}

struct Printer<'n> {
    names: Names<'n>,
    out: String,
    level: usize,
    deepest: usize,
    /// Counts the bindings made here. They are called `$_1`, `$_2`, …: no state machine variable may start with `_`.
    bindings: u32,
}

impl<'n> Printer<'n> {
    fn new(names: Names<'n>) -> Self {
        Printer { names, out: String::new(), level: 0, deepest: 0, bindings: 0 }
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Runs `f` so many levels deeper.
    fn nested(&mut self, levels: usize, f: impl FnOnce(&mut Self)) {
        self.level += levels;
        self.deepest = self.deepest.max(self.level);
        f(self);
        self.level -= levels;
    }

    /// `open`, what `f` prints one level deeper, `close`.
    fn wrapped(&mut self, open: &str, close: &str, f: impl FnOnce(&mut Self)) {
        self.put(open);
        self.nested(1, f);
        self.put(close);
    }

    fn list<T>(&mut self, items: &[T], mut f: impl FnMut(&mut Self, &T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            f(self, item);
        }
    }

    fn call(&mut self, name: &str, args: &[Jx]) {
        self.put("$");
        self.put(name);
        self.wrapped("(", ")", |p| p.list(args, |p, arg| p.node(arg, Prec::Any)));
    }

    fn prec(x: &Jx) -> Prec {
        match x {
            Jx::Cond(branches, _) if branches.len() <= BRANCHES => Prec::Cond,
            Jx::Lambda(..) => Prec::Cond,
            Jx::Range(..) => Prec::Any,
            Jx::Sum(terms) if terms.len() <= RUN => Prec::Sum,
            Jx::Binary(BinOp::Mul | BinOp::Concat, operands) if operands.len() > RUN => Prec::Atom,
            Jx::Binary(op, _) => operator(*op).1,
            Jx::Neg(_) => Prec::Neg,
            Jx::Number(text) if text.starts_with('-') => Prec::Neg,
            _ => Prec::Atom,
        }
    }

    /// Prints a node where only something that binds at least as tightly as `at` may stand.
    fn node(&mut self, x: &Jx, at: Prec) {
        if Self::prec(x) < at {
            self.wrapped("(", ")", |p| p.node(x, Prec::Any));
        } else {
            self.nested(1, |p| p.bare(x));
        }
    }

    fn bare(&mut self, x: &Jx) {
        match x {
            Jx::Null => self.put("null"),
            Jx::Bool(value) => self.put(if *value { "true" } else { "false" }),
            Jx::Number(text) => self.put(text),
            Jx::Str(text) => self.put(&quote(text)),
            // JSON's notation is JSONata's; no escape may take a `${Name}` apart.
            Jx::Verbatim(text) => self.put(&serde_json::Value::from(&**text).to_string()),
            Jx::Var(var) => {
                let name = (self.names)(*var);
                self.put("$");
                self.put(name);
            }
            Jx::Local(name) => {
                self.put("$");
                self.put(name);
            }
            Jx::Root(root) => self.put(match root {
                Root::Input => "$states.input",
                Root::Result => "$states.result",
                Root::ErrorOutput => "$states.errorOutput",
                Root::Context => "$states.context",
            }),
            Jx::Field(base, name) => self.path(base, name),
            Jx::Index(base, index) => {
                match &**base {
                    // An element found by a computed index is a sequence of one until the expression ends: another index
                    // right behind it would take the element of that.
                    Jx::Index(_, computed) if computed.as_int().is_none() => {
                        self.wrapped("(", ")", |p| p.node(base, Prec::Any));
                    }
                    base => self.base(base),
                }
                self.wrapped("[", "]", |p| p.node(index, Prec::Any));
            }
            Jx::Sum(terms) => self.sum(terms),
            Jx::Binary(op, operands) => self.binary(*op, operands),
            Jx::Neg(operand) => {
                self.put("-");
                self.node(operand, Prec::Atom);
            }
            Jx::Call(name, args) => self.call(name, args),
            Jx::Object(members) => self.wrapped("{", "}", |p| {
                p.list(members, |p, (key, value)| {
                    p.put(&quote(key));
                    p.put(": ");
                    p.node(value, Prec::Any);
                });
            }),
            Jx::Entry(key, value) => self.wrapped("{", "}", |p| {
                p.node(key, Prec::Sum);
                p.put(": ");
                p.node(value, Prec::Any);
            }),
            Jx::Array(elements) => self.wrapped("[", "]", |p| {
                p.list(elements, |p, (value, element)| match (element, value) {
                    // A list constructor is kept whole, anything else that is a list is spliced.
                    (Element::List, Jx::Array(_) | Jx::Listed(_)) | (Element::Single, _) => p.node(value, Prec::Any),
                    (Element::List, value) => p.wrapped("[", "]", |p| p.node(value, Prec::Any)),
                    (Element::Any, value) => p.wrapped("(", ")", |p| p.maybe_list(value)),
                });
            }),
            Jx::Listed(inner) => self.wrapped("[", "]", |p| p.node(inner, Prec::Any)),
            Jx::Range(from, to) => {
                self.node(from, Prec::Or);
                self.put("..");
                self.node(to, Prec::Or);
            }
            Jx::Cond(branches, otherwise) => self.cond(branches, otherwise),
            Jx::Lambda(params, body) => {
                self.put("function(");
                self.list(params, |p, param| {
                    p.put("$");
                    p.put(param);
                });
                self.wrapped("){ ", " }", |p| p.node(body, Prec::Any));
            }
            Jx::Let(bindings, body) => self.wrapped("(", ")", |p| {
                for (name, value) in bindings.iter() {
                    p.binding(name, |p| p.node(value, Prec::Cond));
                }
                p.node(body, Prec::Any);
            }),
            Jx::Regex(pattern) => {
                self.put("/");
                self.put(pattern);
                self.put("/");
            }
        }
    }

    /// `$type(x) = "array" ? [[x]] : x`: one level of brackets goes when the result is spliced into the array around it.
    fn maybe_list(&mut self, x: &Jx) {
        if x.is_cheap() {
            self.put("$type(");
            self.nested(3, |p| p.node(x, Prec::Any));
            self.put(") = \"array\" ? [[");
            self.nested(3, |p| p.node(x, Prec::Any));
            self.put("]] : ");
            return self.node(x, Prec::Cond);
        }
        self.bindings += 1;
        let name = format!("_{}", self.bindings);
        self.binding(&name, |p| p.node(x, Prec::Cond));
        self.nested(1, |p| p.maybe_list(&Jx::Local(name.as_str().into())));
    }

    fn binding(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.put("$");
        self.put(name);
        self.wrapped(" := ", "; ", value);
    }

    /// The engine evaluates the steps of a path one after the other: a path is one level however long.
    fn path(&mut self, base: &Jx, name: &str) {
        match step(name) {
            Step::Path(text) => {
                match base {
                    Jx::Field(inner, inner_name) => self.path(inner, inner_name),
                    base => self.base(base),
                }
                self.put(".");
                self.put(&text);
            }
            Step::Lookup => {
                self.put("$lookup(");
                self.nested(1, |p| p.node(base, Prec::Any));
                self.put(", ");
                self.put(&quote(name));
                self.put(")");
            }
        }
    }

    /// What a path starts from, or an index applies to. A bare literal is no step of a path, and a text would be read as a name.
    fn base(&mut self, base: &Jx) {
        match base {
            Jx::Null | Jx::Bool(_) | Jx::Number(_) | Jx::Str(_) => self.wrapped("(", ")", |p| p.node(base, Prec::Any)),
            base => self.node(base, Prec::Atom),
        }
    }

    fn sum(&mut self, terms: &[(Sign, Jx)]) {
        if terms.len() > RUN {
            return self.wrapped("$sum(", ")", |p| {
                p.wrapped("[", "]", |p| {
                    p.list(terms, |p, (sign, term)| match sign {
                        Sign::Plus => p.node(term, Prec::Any),
                        Sign::Minus => p.node(&Jx::neg(term.clone()), Prec::Any),
                    });
                });
            });
        }
        for (i, (sign, term)) in terms.iter().enumerate() {
            match (i, sign) {
                (0, Sign::Plus) => {}
                (0, Sign::Minus) => self.put("-"),
                (_, Sign::Plus) => self.put(" + "),
                (_, Sign::Minus) => self.put(" - "),
            }
            let at = if i == 0 && *sign == Sign::Minus { Prec::Atom } else { Prec::Product };
            self.nested(run_depth(i, terms.len()), |p| p.node(term, at));
        }
    }

    fn binary(&mut self, op: BinOp, operands: &[Jx]) {
        match op {
            BinOp::Concat if operands.len() > RUN => self.wrapped("$join(", ")", |p| {
                p.wrapped("[", "]", |p| {
                    p.list(operands, |p, operand| match operand {
                        Jx::Str(_) => p.node(operand, Prec::Any),
                        // `&` makes text of its operands, `$join` asks for text.
                        operand => p.node(&Jx::call("string", [operand.clone()]), Prec::Any),
                    });
                });
            }),
            BinOp::Mul if operands.len() > RUN => self.wrapped("$reduce(", ")", |p| {
                p.wrapped("[", "]", |p| p.list(operands, |p, operand| p.node(operand, Prec::Any)));
                p.put(", function($_a, $_b){ $_a * $_b }");
            }),
            BinOp::And | BinOp::Or => self.halves(op, operands),
            _ => self.run(op, operands),
        }
    }

    fn run(&mut self, op: BinOp, operands: &[Jx]) {
        let (text, prec) = operator(op);
        for (i, operand) in operands.iter().enumerate() {
            if i > 0 {
                self.put(text);
            }
            // Grouped from the left; comparisons and mixed chains always say how they group.
            let at = if i == 0 && matches!(op, BinOp::Div | BinOp::Rem | BinOp::Mul) { prec } else { prec.next() };
            self.nested(run_depth(i, operands.len()), |p| p.node(operand, at));
        }
    }

    /// `(a and b and …) and (…)`, in halves until each is short.
    fn halves(&mut self, op: BinOp, operands: &[Jx]) {
        if operands.len() <= RUN {
            return self.run(op, operands);
        }
        let (left, right) = operands.split_at(operands.len() / 2);
        self.wrapped("(", ")", |p| p.nested(1, |p| p.halves(op, left)));
        self.put(operator(op).0);
        self.wrapped("(", ")", |p| p.nested(1, |p| p.halves(op, right)));
    }

    fn cond(&mut self, branches: &[(Jx, Jx)], otherwise: &Jx) {
        if branches.len() <= BRANCHES {
            return self.branches(branches, |p, value| p.node(value, Prec::Or), |p| p.node(otherwise, Prec::Cond));
        }
        // `($_1 := c1 ? {"v": v1} : … : null; $_2 := $_1 != null ? $_1 : c11 ? …; … $_9 != null ? $_9.v : otherwise)`
        self.wrapped("(", ")", |p| {
            let mut found: Option<String> = None;
            for part in branches.chunks(BRANCHES) {
                p.bindings += 1;
                let name = format!("_{}", p.bindings);
                p.binding(&name, |p| {
                    if let Some(found) = &found {
                        p.put(&format!("${found} != null ? ${found} : "));
                    }
                    let value = |p: &mut Self, value: &Jx| p.wrapped("{\"v\": ", "}", |p| p.node(value, Prec::Any));
                    p.nested(2, |p| p.branches(part, value, |p| p.put("null")));
                });
                found = Some(name);
            }
            let found = found.unwrap_or_default();
            p.put(&format!("${found} != null ? ${found}.v : "));
            p.node(otherwise, Prec::Cond);
        });
    }

    fn branches(&mut self, branches: &[(Jx, Jx)], value: impl Fn(&mut Self, &Jx), otherwise: impl FnOnce(&mut Self)) {
        for (i, (cond, then)) in branches.iter().enumerate() {
            self.nested(i, |p| {
                p.node(cond, Prec::Or);
                p.put(" ? ");
                value(p, then);
                p.put(" : ");
            });
        }
        self.nested(branches.len() - 1, otherwise);
    }
}

/// How much deeper than the whole operand `i` of a run of `len` stands: the run is grouped from the left.
fn run_depth(i: usize, len: usize) -> usize {
    len.saturating_sub(i.max(1) + 1)
}
