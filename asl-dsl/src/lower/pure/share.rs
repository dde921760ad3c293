//! Using a value twice without computing it twice.

use crate::jsonata::Jx;
use crate::lower::Cx;
use std::rc::Rc;

/// The bindings that an expression made of shared values needs around it.
#[derive(Clone, Debug, Default)]
#[must_use = "without the bindings the expression reads locals that don't exist"]
pub(crate) struct Shared(Vec<(Rc<str>, Jx)>);

/// The tallest expression that putting a value in its place may make.
const MAX_HEIGHT: usize = 24;

impl Shared {
    /// The expression with the bindings it needs: `($a := …; body)`. What is used once goes where it is used.
    pub(crate) fn around(self, body: Jx) -> Jx {
        self.0.into_iter().rev().fold(body, |body, (name, value)| {
            let is_it = |x: &Jx| matches!(x, Jx::Local(local) if *local == name);
            let in_lambda = |x: &Jx| matches!(x, Jx::Lambda(_, inner) if inner.any(&is_it));
            // A long run of `let`s stays a list of bindings: put in place one after the other they would nest.
            let flat = body.height() + value.height() <= MAX_HEIGHT;
            if flat && body.count(&is_it) == 1 && !body.any(&in_lambda) {
                body.subst_local(&name, &value)
            } else {
                Jx::bind(&name, value, body)
            }
        })
    }
}

impl Cx<'_> {
    /// A form of `x` that can be used more than once; `shared` takes what it rests on. A literal object or array stays one, so
    /// that taking it apart still folds.
    pub(crate) fn share(&mut self, x: Jx, hint: &str, shared: &mut Shared) -> Jx {
        if x.unguarded().is_cheap() {
            return x;
        }
        match &x {
            Jx::Object(members) => {
                let members: Vec<_> =
                    members.iter().map(|(key, value)| (key.clone(), self.share(value.clone(), key, shared))).collect();
                Jx::Object(members.into())
            }
            Jx::Array(elements) => {
                let elements: Vec<_> = elements
                    .iter()
                    .map(|(value, element)| (self.share(value.clone(), hint, shared), *element))
                    .collect();
                Jx::Array(elements.into())
            }
            // The cause of an error made here: its payload is read without parsing the text back.
            Jx::Call("string", args) if matches!(&**args, [Jx::Object(_)]) => {
                let payload = self.share(args[0].clone(), hint, shared);
                Jx::call("string", [payload])
            }
            _ => {
                let name = self.local(hint);
                shared.0.push((name.clone(), x));
                Jx::Local(name)
            }
        }
    }
}
