//! The tree.

use asl_hir::VarId;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A JSONata expression. Cheap to clone: children are shared.
///
/// Chains are flat here however long they are in the source; printing decides how deep the text nests. Make values with
/// the constructors (`Jx::field`, `Jx::cond`, …), which simplify; match on the variants to look inside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Jx {
    Null,
    Bool(bool),
    /// A number in JSON's notation. Negative literals included.
    Number(Rc<str>),
    Str(Rc<str>),
    /// A text that a task's declaration gave: a function's name, an ARN. Unlike a literal of the program it may hold
    /// `${Name}` for a deployment tool to fill.
    Verbatim(Rc<str>),
    /// A state machine variable that stands for a variable of the program.
    Var(VarId),
    /// A lambda parameter or a `:=` binding inside the expression: `$name`.
    Local(Rc<str>),
    /// `$states.input` and its siblings.
    Root(Root),
    /// `base.name`. The base is never a list (rustc saw to it), so JSONata maps nothing implicitly.
    Field(Rc<Jx>, Rc<str>),
    /// `base[index]`: one element of a list; undefined when there is none.
    Index(Rc<Jx>, Rc<Jx>),
    /// `a + b - c`: at least two terms, added and subtracted from left to right. Order matters for floats.
    Sum(Rc<[(Sign, Jx)]>),
    /// Operands in order. `Or`, `And`, `Concat` and `Mul` take two or more, grouped from the left; the others exactly two.
    Binary(BinOp, Rc<[Jx]>),
    /// `-operand`.
    Neg(Rc<Jx>),
    /// `$name(args)`, the name without the dollar.
    Call(&'static str, Rc<[Jx]>),
    /// `{"key": value, …}`, keys distinct.
    Object(Rc<[(Rc<str>, Jx)]>),
    /// `{key: value}` with a computed key.
    Entry(Rc<Jx>, Rc<Jx>),
    /// `[a, b]`. JSONata splices a list-typed element into the array unless it stands in its own `[…]`, which is why
    /// elements say what they are.
    Array(Rc<[(Jx, Element)]>),
    /// `[expr]`: forces the sequence that `expr` yields to be a list: `[$map(xs, f)]`, `[$filter(xs, f)]`, `[a..b]`.
    Listed(Rc<Jx>),
    /// `from..to` inside a `Listed`; both ends included, empty when `to < from`.
    Range(Rc<Jx>, Rc<Jx>),
    /// `c1 ? v1 : c2 ? v2 : … : otherwise`: the branches in order, at least one.
    Cond(Rc<[(Jx, Jx)]>, Rc<Jx>),
    /// `function($a, $b){ body }`.
    Lambda(Rc<[Rc<str>]>, Rc<Jx>),
    /// `($a := x; $b := y; value)`.
    Let(Rc<[(Rc<str>, Jx)]>, Rc<Jx>),
    /// `/pattern/`: the text between the slashes, verbatim.
    Regex(&'static str),
}

/// Whether a term of a sum is added or subtracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Plus,
    Minus,
}

/// What an element of an array constructor is: JSONata flattens sequences, so a list inside a list needs its own brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// A scalar, an object or null: stands as it is.
    Single,
    /// A list: must be kept from being spliced.
    List,
    /// A list, or something else (an `Option` of a list, opaque JSON): what it is shows when it runs.
    Any,
}

/// The roots that a Step Functions expression may start from. Never a bare name, `$` or `$$`: the service refuses those at creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Root {
    /// `$states.input`.
    Input,
    /// `$states.result`.
    Result,
    /// `$states.errorOutput`.
    ErrorOutput,
    /// `$states.context`.
    Context,
}

/// The binary operators, loosest first. (`+` and `-` are [`Jx::Sum`].)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BinOp {
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    In,
    /// `&`: string concatenation. Numbers and booleans are written as Rust's `Display` writes integers and bools.
    Concat,
    Mul,
    Div,
    /// `%`: truncated like Rust's.
    Rem,
}

impl Jx {
    /// Calls `visit` on each direct child, in the order of the text.
    pub(crate) fn each_child<'a>(&'a self, visit: &mut dyn FnMut(&'a Jx)) {
        match self {
            Jx::Null
            | Jx::Bool(_)
            | Jx::Number(_)
            | Jx::Str(_)
            | Jx::Verbatim(_)
            | Jx::Var(_)
            | Jx::Local(_)
            | Jx::Root(_)
            | Jx::Regex(_) => {}
            Jx::Field(inner, _) | Jx::Neg(inner) | Jx::Listed(inner) | Jx::Lambda(_, inner) => visit(inner),
            Jx::Index(a, b) | Jx::Range(a, b) | Jx::Entry(a, b) => {
                visit(a);
                visit(b);
            }
            Jx::Sum(terms) => terms.iter().for_each(|(_, term)| visit(term)),
            Jx::Binary(_, list) | Jx::Call(_, list) => list.iter().for_each(visit),
            Jx::Object(members) => members.iter().for_each(|(_, value)| visit(value)),
            Jx::Array(elements) => elements.iter().for_each(|(value, _)| visit(value)),
            Jx::Cond(branches, otherwise) => {
                for (cond, value) in branches.iter() {
                    visit(cond);
                    visit(value);
                }
                visit(otherwise);
            }
            Jx::Let(bindings, body) => {
                bindings.iter().for_each(|(_, value)| visit(value));
                visit(body);
            }
        }
    }

    /// The same node over other children, simplified.
    pub(crate) fn map_children(&self, f: &mut dyn FnMut(&Jx) -> Jx) -> Jx {
        match self {
            Jx::Null
            | Jx::Bool(_)
            | Jx::Number(_)
            | Jx::Str(_)
            | Jx::Verbatim(_)
            | Jx::Var(_)
            | Jx::Local(_)
            | Jx::Root(_)
            | Jx::Regex(_) => self.clone(),
            Jx::Field(base, name) => Jx::field(f(base), name.clone()),
            Jx::Index(base, index) => {
                let base = f(base);
                Jx::index(base, f(index))
            }
            Jx::Sum(terms) => Jx::sum(terms.iter().map(|(sign, term)| (*sign, f(term))).collect()),
            Jx::Binary(op, list) => Jx::chain(*op, list.iter().map(f).collect()),
            Jx::Neg(inner) => Jx::neg(f(inner)),
            Jx::Call(name, args) => Jx::call(name, args.iter().map(f).collect::<Vec<_>>()),
            Jx::Object(members) => Jx::Object(members.iter().map(|(key, value)| (key.clone(), f(value))).collect()),
            Jx::Array(elements) => {
                Jx::array(elements.iter().map(|(value, element)| (f(value), *element)).collect::<Vec<_>>())
            }
            Jx::Listed(inner) => Jx::listed(f(inner)),
            Jx::Entry(key, value) => {
                let key = f(key);
                Jx::entry(key, f(value))
            }
            Jx::Range(from, to) => {
                let from = f(from);
                Jx::Range(Rc::new(from), Rc::new(f(to)))
            }
            Jx::Cond(branches, otherwise) => {
                let branches = branches
                    .iter()
                    .map(|(cond, value)| {
                        let cond = f(cond);
                        (cond, f(value))
                    })
                    .collect();
                Jx::choose(branches, f(otherwise))
            }
            Jx::Lambda(params, body) => Jx::Lambda(params.clone(), Rc::new(f(body))),
            Jx::Let(bindings, body) => {
                let bindings = bindings.iter().map(|(name, value)| (name.clone(), f(value))).collect();
                Jx::Let(bindings, Rc::new(f(body)))
            }
        }
    }

    /// Puts expressions in place of state machine variables. Nothing is captured: locals are unique in the machine.
    pub(crate) fn subst(&self, with: &dyn Fn(VarId) -> Option<Jx>) -> Jx {
        self.replace(&|x| if let Jx::Var(var) = x { with(*var) } else { None })
    }

    /// Puts an expression in place of a root: `$states.result` where a result is handed on, say.
    pub(crate) fn subst_root(&self, root: Root, with: &Jx) -> Jx {
        self.replace(&|x| (*x == Jx::Root(root)).then(|| with.clone()))
    }

    /// Puts an expression in place of a local.
    pub(crate) fn subst_local(&self, name: &str, with: &Jx) -> Jx {
        self.replace(&|x| match x {
            Jx::Local(local) if **local == *name => Some(with.clone()),
            _ => None,
        })
    }

    /// Puts `with(node)` in place of each outermost node for which it says something.
    pub(crate) fn replace(&self, with: &dyn Fn(&Jx) -> Option<Jx>) -> Jx {
        match with(self) {
            Some(replaced) => replaced,
            None => self.map_children(&mut |child| child.replace(with)),
        }
    }

    /// Whether `test` holds for any node.
    pub(crate) fn any(&self, test: &dyn Fn(&Jx) -> bool) -> bool {
        let mut found = test(self);
        self.each_child(&mut |child| found = found || child.any(test));
        found
    }

    /// How many nodes satisfy `test`; a node inside one that does counts too.
    pub(crate) fn count(&self, test: &dyn Fn(&Jx) -> bool) -> usize {
        let mut found = usize::from(test(self));
        self.each_child(&mut |child| found += child.count(test));
        found
    }

    /// The state machine variables it reads.
    pub(crate) fn vars(&self) -> BTreeSet<VarId> {
        fn collect(x: &Jx, found: &mut BTreeSet<VarId>) {
            if let Jx::Var(var) = x {
                found.insert(*var);
            }
            x.each_child(&mut |child| collect(child, found));
        }
        let mut found = BTreeSet::new();
        collect(self, &mut found);
        found
    }

    /// Whether it reads a root.
    pub(crate) fn uses(&self, root: Root) -> bool {
        self.any(&|x| *x == Jx::Root(root))
    }

    /// The number of nodes: a measure of what duplicating it costs.
    pub(crate) fn size(&self) -> usize {
        self.count(&|_| true)
    }
}
