//! Constructors that simplify: what is known when the machine is made is not left to be computed when it runs. Those of
//! operators are in `operators`, the lazy ones in `logic`.

use super::operators::exact;
use super::{BinOp, Element, Jx};
use std::rc::Rc;

impl Jx {
    /// A string literal.
    pub(crate) fn str(text: impl Into<Rc<str>>) -> Jx {
        Jx::Str(text.into())
    }

    /// An integer literal.
    pub(crate) fn int(value: impl Into<i128>) -> Jx {
        Jx::Number(value.into().to_string().into())
    }

    /// A local: a lambda parameter or a `:=` binding.
    pub(crate) fn local(name: &Rc<str>) -> Jx {
        Jx::Local(name.clone())
    }

    /// `base.name`; the member itself where the base is an object literal.
    pub(crate) fn field(base: Jx, name: impl Into<Rc<str>>) -> Jx {
        let name = name.into();
        if let Jx::Object(members) = &base
            && let Some((_, value)) = members.iter().find(|(key, _)| *key == name)
        {
            return value.clone();
        }
        // What is read from an object without one key may as well be read from the object.
        if let Jx::Call("sift", args) = &base
            && let [object, Jx::Lambda(params, test)] = &**args
            && let (Jx::Binary(BinOp::Ne, operands), [_, key]) = (&**test, &**params)
            && let [Jx::Local(left), Jx::Str(removed)] = &**operands
            && left == key
            && *removed != name
        {
            return Jx::field(object.clone(), name);
        }
        Jx::Field(Rc::new(base), name)
    }

    /// `base.name` where the member may be missing: its value, or null.
    pub(crate) fn optional_field(base: Jx, name: impl Into<Rc<str>>) -> Jx {
        let name = name.into();
        if let Jx::Object(members) = &base {
            return members.iter().find(|(key, _)| *key == name).map_or(Jx::Null, |(_, value)| value.clone());
        }
        Jx::field(base, name).or_null()
    }

    /// `$exists(self) ? self : null`: for a read that may be undefined.
    pub(crate) fn or_null(self) -> Jx {
        Jx::cond(Jx::exists(self.clone()), self, Jx::Null)
    }

    /// The read inside an [`or_null`](Jx::or_null): undefined or null where there is nothing.
    pub(crate) fn unguarded(&self) -> &Jx {
        if let Jx::Cond(branches, otherwise) = self
            && let [(Jx::Call("exists", args), value)] = &**branches
            && **otherwise == Jx::Null
            && args.first() == Some(value)
        {
            return value;
        }
        self
    }

    /// `base[index]`; the element itself where both are literal. No guard: undefined when there is none.
    pub(crate) fn index(base: Jx, index: Jx) -> Jx {
        if let (Jx::Array(elements), Some(at)) = (&base, index.as_int())
            && let Some((value, _)) = usize::try_from(at).ok().and_then(|at| elements.get(at))
        {
            return value.clone();
        }
        Jx::Index(Rc::new(base), Rc::new(index))
    }

    /// `base[at]`.
    pub(crate) fn element(base: Jx, at: usize) -> Jx {
        Jx::index(base, Jx::Number(at.to_string().into()))
    }

    /// `$name(args)`.
    pub(crate) fn call(name: &'static str, args: impl Into<Vec<Jx>>) -> Jx {
        let mut args = args.into();
        match (name, args.as_slice()) {
            ("not", [_]) => Jx::not(args.remove(0)),
            ("exists", [_]) => Jx::exists(args.remove(0)),
            ("string", [Jx::Str(_)]) => args.remove(0),
            ("count", [Jx::Array(elements)]) => Jx::int(elements.len() as i128),
            ("length", [Jx::Str(text)]) => Jx::int(text.chars().count() as i128),
            _ => Jx::Call(name, args.into()),
        }
    }

    /// `$exists(x)`: true where the tree shows it.
    pub(crate) fn exists(x: Jx) -> Jx {
        match &x {
            x if x.is_literal() => Jx::Bool(true),
            Jx::Field(base, _) if matches!(**base, Jx::Object(_)) => Jx::Bool(false),
            Jx::Var(_) | Jx::Root(_) | Jx::Sum(_) | Jx::Binary(..) | Jx::Listed(_) => Jx::Bool(true),
            _ => Jx::Call("exists", [x].into()),
        }
    }

    /// Whether an `Option` value holds something. `x` is null where it doesn't, or an unguarded read.
    pub(crate) fn is_some(x: &Jx) -> Jx {
        match x.unguarded() {
            Jx::Null => Jx::Bool(false),
            read if read.is_literal() => Jx::Bool(true),
            read if read == x => Jx::ne(read.clone(), Jx::Null),
            read => Jx::all(vec![Jx::exists(read.clone()), Jx::ne(read.clone(), Jx::Null)]),
        }
    }

    /// Whether an `Option` value holds nothing.
    pub(crate) fn is_none(x: &Jx) -> Jx {
        Jx::not(Jx::is_some(x))
    }

    /// `{"key": value, …}`; of equal keys the last wins and stands where the first stood.
    pub(crate) fn object<K: Into<Rc<str>>>(members: impl IntoIterator<Item = (K, Jx)>) -> Jx {
        let mut distinct: Vec<(Rc<str>, Jx)> = Vec::new();
        for (key, value) in members {
            let key = key.into();
            match distinct.iter_mut().find(|(known, _)| *known == key) {
                Some(known) => known.1 = value,
                None => distinct.push((key, value)),
            }
        }
        Jx::Object(distinct.into())
    }

    /// `{key: value}`.
    pub(crate) fn entry(key: Jx, value: Jx) -> Jx {
        match key {
            Jx::Str(key) => Jx::object([(key, value)]),
            key => Jx::Entry(Rc::new(key), Rc::new(value)),
        }
    }

    /// `[a, b, …]`.
    pub(crate) fn array(elements: impl IntoIterator<Item = (Jx, Element)>) -> Jx {
        let known = |(value, element): (Jx, Element)| match (&value, element) {
            (Jx::Array(_) | Jx::Listed(_), _) => (value, Element::List),
            (value_, Element::Any) if value_.is_literal() => (value, Element::Single),
            _ => (value, element),
        };
        Jx::Array(elements.into_iter().map(known).collect())
    }

    /// `[]`.
    pub(crate) fn empty() -> Jx {
        Jx::Array([].into())
    }

    /// `[x]`: a sequence made a list; a list constructor stays itself.
    pub(crate) fn listed(x: Jx) -> Jx {
        if matches!(x, Jx::Array(_) | Jx::Listed(_)) { x } else { Jx::Listed(Rc::new(x)) }
    }

    /// `[from..to]`, both ends included; empty when `to < from`.
    pub(crate) fn range(from: Jx, to: Jx) -> Jx {
        Jx::listed(Jx::Range(Rc::new(from), Rc::new(to)))
    }

    /// `cond ? then : otherwise`.
    pub(crate) fn cond(cond: Jx, then: Jx, otherwise: Jx) -> Jx {
        Jx::choose(vec![(cond, then)], otherwise)
    }

    /// The value of the first branch whose condition holds, else `otherwise`.
    pub(crate) fn choose(branches: Vec<(Jx, Jx)>, otherwise: Jx) -> Jx {
        let mut kept: Vec<(Jx, Jx)> = Vec::with_capacity(branches.len());
        let mut otherwise = otherwise;
        for (cond, value) in branches {
            match cond {
                Jx::Bool(false) => {}
                Jx::Bool(true) => {
                    otherwise = value;
                    break;
                }
                cond => {
                    let value = given(&cond, value);
                    kept.push((cond, value));
                }
            }
        }
        if let Jx::Cond(more, last) = &otherwise
            && !kept.is_empty()
        {
            kept.extend(more.iter().cloned());
            otherwise = (**last).clone();
        }
        while kept.last().is_some_and(|(_, value)| *value == otherwise) {
            kept.pop();
        }
        match kept.as_slice() {
            [] => otherwise,
            [(cond, Jx::Bool(true))] if otherwise == Jx::Bool(false) => cond.clone(),
            [(cond, Jx::Bool(false))] if otherwise == Jx::Bool(true) => Jx::not(cond.clone()),
            _ => Jx::Cond(kept.into(), Rc::new(otherwise)),
        }
    }

    /// `function($a, $b){ body }`.
    pub(crate) fn lambda(params: impl IntoIterator<Item = Rc<str>>, body: Jx) -> Jx {
        Jx::Lambda(params.into_iter().collect(), Rc::new(body))
    }

    /// `($name := value; body)`, or the body with the value in place where that costs nothing.
    pub(crate) fn bind(name: &Rc<str>, value: Jx, body: Jx) -> Jx {
        let is_it = |x: &Jx| matches!(x, Jx::Local(local) if local == name);
        if value.is_cheap() || !body.any(&is_it) {
            return body.subst_local(name, &value);
        }
        if let Jx::Let(bindings, inner) = &body {
            let all = std::iter::once((name.clone(), value)).chain(bindings.iter().cloned());
            return Jx::Let(all.collect(), inner.clone());
        }
        Jx::Let([(name.clone(), value)].into(), Rc::new(body))
    }

    /// `$error("message")`: fails the state with `States.QueryEvaluationError`, as a panic fails the native run.
    pub(crate) fn fail(message: &str) -> Jx {
        Jx::Call("error", [Jx::str(message)].into())
    }

    /// `cond ? value : $error("message")`.
    pub(crate) fn guarded(cond: Jx, value: Jx, message: &str) -> Jx {
        Jx::cond(cond, value, Jx::fail(message))
    }

    /// A value known when the machine is made: a literal, or an object or array (whatever its members are).
    pub(crate) fn is_literal(&self) -> bool {
        matches!(self, Jx::Null | Jx::Bool(_) | Jx::Number(_) | Jx::Str(_) | Jx::Object(_) | Jx::Array(_))
    }

    /// A scalar literal, or a variable, or a path from one: writing it twice costs nothing.
    pub(crate) fn is_cheap(&self) -> bool {
        match self {
            Jx::Null | Jx::Bool(_) | Jx::Number(_) | Jx::Verbatim(_) | Jx::Var(_) | Jx::Local(_) | Jx::Root(_) => true,
            Jx::Str(text) => text.len() <= 32,
            Jx::Field(base, _) => base.is_cheap(),
            Jx::Index(base, index) => base.is_cheap() && matches!(**index, Jx::Number(_)),
            _ => false,
        }
    }

    /// The integer that an integer literal is.
    pub(crate) fn as_int(&self) -> Option<i128> {
        if let Jx::Number(text) = self { text.parse().ok() } else { None }
    }

    /// The text that a string literal is, or that a boolean or exact integer literal has in a concatenation.
    pub(super) fn as_text(&self) -> Option<Rc<str>> {
        match self {
            Jx::Str(text) => Some(text.clone()),
            Jx::Bool(value) => Some(if *value { "true" } else { "false" }.into()),
            Jx::Number(text) if self.as_int().and_then(exact).is_some() => Some(text.clone()),
            _ => None,
        }
    }
}

/// A value where a condition is known to hold: a test of the same inside it is decided. (`if b != 0 { a / b } …`)
fn given(cond: &Jx, value: Jx) -> Jx {
    let Jx::Cond(branches, _) = &value else { return value };
    let Some((test, inner)) = branches.first() else { return value };
    let holds = match cond {
        Jx::Binary(BinOp::And, operands) => operands.contains(test),
        cond => cond == test,
    };
    if holds { inner.clone() } else { value }
}
