//! The front end: Rust expressions and statements in; the program form, and the *probe*, out.
//!
//! Each piece of syntax becomes a [`Node`]: its [`asl_hir`] form, and the tokens of a second, never-executed copy in which
//! the sub-expressions whose type matters are wrapped as `tie(&slot, e)`, so that rustc's inference fills the slots.
//! Everything the front end can't translate is reported, on the user's token, and translation goes on: a function's errors
//! appear all at once.
//!
//! It knows syntax only. Types are rustc's business (through the probe), their meaning that of lowering.

mod calls;
mod control;
mod exprs;
mod format;
mod futures;
mod literals;
mod macros;
mod methods;
mod names;
mod operators;
mod patterns;
mod places;
mod probe;
mod stmts;
mod unsupported;

pub(crate) use names::Barrier;
pub(crate) use probe::{Ends, ends, never, private, slot_ident, slot_ident_at, tied};

use crate::errors::Errors;
use asl_hir::{ConstId, Expr, ExprKind, Literal, SlotId, Span, Var, VarId};
use names::Names;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// How deep expressions may nest. rustc itself stops later; the limit is what keeps the macro within rustc's stack.
const DEPTH: u32 = 160;

/// A translated piece of syntax.
pub(crate) struct Node {
    /// The program form.
    pub(crate) hir: Expr,
    /// The probe.
    pub(crate) probe: TokenStream,
}

/// A slot's variable in the expansion: rustc infers its type.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    id: u32,
    /// The user's token it is about: names made by a macro and names given to it do not see each other, so each use of the
    /// variable resolves as this token does.
    span: proc_macro2::Span,
}

/// What lowering wants to know of a slot.
#[derive(Clone)]
pub(crate) enum Question {
    /// The type.
    Type,
    /// What this function of `supported` makes of the type.
    Through(&'static str),
    /// What a call calls.
    Callee,
    /// The type of what this constructor makes. Asked beside the probe: the constructor stays as it is where it is used, so that
    /// a wrong one is told once.
    Constructs(TokenStream),
}

/// One entry of the table of types: a question, and the token that "there is no answer" is reported on.
pub(crate) struct Asked {
    pub(crate) slot: Slot,
    pub(crate) question: Question,
    pub(crate) span: proc_macro2::Span,
}

/// A bound that the type in a slot must meet, reported on a token.
pub(crate) struct Check {
    pub(crate) slot: Slot,
    /// A function of `supported`.
    pub(crate) function: &'static str,
    pub(crate) span: proc_macro2::Span,
}

/// Where a `return` returns from.
#[derive(Clone, Copy)]
pub(crate) enum Returns {
    /// The workflow.
    Workflow,
    /// An `async` block: a branch of a `join!` or the body of a `map_each`.
    Async,
    /// A closure.
    Closure,
}

/// The state of one translation.
pub(crate) struct Front {
    pub(crate) errors: Errors,
    pub(crate) vars: Vec<Var>,
    /// The token that binds each variable.
    pub(crate) idents: Vec<Ident>,
    pub(crate) slots: Vec<Slot>,
    /// How many entries of the table of types are written out before those that are asked for.
    pub(crate) declared_types: u32,
    /// The rest of the table of types.
    pub(crate) asked: Vec<Asked>,
    /// The constants, each as an expression that makes a `ConstValue`.
    pub(crate) consts: Vec<TokenStream>,
    pub(crate) checks: Vec<Check>,
    /// `const` and `use` at the top of the body: the definition holds them too.
    pub(crate) hoisted: Vec<syn::Item>,
    /// The workflow's own name, to recognise recursion.
    pub(crate) own_name: String,
    /// `expr!`: names that are bound nowhere are the builder's variables.
    pub(crate) free: Option<Vec<(Ident, VarId)>>,
    names: Names,
    /// Functions declared in the body: rejected there, so not again where they are called.
    items: Vec<String>,
    returns: Returns,
    depth: u32,
}

impl Front {
    /// A front end for the workflow `own_name`.
    pub(crate) fn new(own_name: String) -> Self {
        Front {
            errors: Errors::default(),
            vars: Vec::new(),
            idents: Vec::new(),
            slots: Vec::new(),
            declared_types: 0,
            asked: Vec::new(),
            consts: Vec::new(),
            checks: Vec::new(),
            hoisted: Vec::new(),
            own_name,
            free: None,
            names: Names::default(),
            items: Vec::new(),
            returns: Returns::Workflow,
            depth: 0,
        }
    }

    /// A new slot about a token of the user's.
    pub(crate) fn slot(&mut self, span: proc_macro2::Span) -> Slot {
        let slot = Slot { id: self.slots.len() as u32, span };
        self.slots.push(slot);
        slot
    }

    /// Puts what is known of a slot into the table of types; a type without an answer is reported on `span`.
    pub(crate) fn ask(&mut self, slot: Slot, question: Question, span: proc_macro2::Span) -> SlotId {
        let id = SlotId(self.declared_types + self.asked.len() as u32);
        self.asked.push(Asked { slot, question, span });
        id
    }

    /// Adds a constant: an expression that makes a `ConstValue` when the definition is made.
    pub(crate) fn constant(&mut self, value: TokenStream) -> ConstId {
        let id = ConstId(self.consts.len() as u32);
        self.consts.push(value);
        id
    }

    /// Translates in an inner scope of names.
    pub(crate) fn scope<R>(&mut self, barrier: Option<Barrier>, translate: impl FnOnce(&mut Self) -> R) -> R {
        self.names.enter(barrier);
        let result = translate(self);
        self.names.leave();
        result
    }

    /// Translates where `return` returns from somewhere else.
    pub(crate) fn returning<R>(&mut self, returns: Returns, translate: impl FnOnce(&mut Self) -> R) -> R {
        let outer = std::mem::replace(&mut self.returns, returns);
        let result = translate(self);
        self.returns = outer;
        result
    }

    /// Reports something and stands in for it.
    pub(crate) fn reject(
        &mut self,
        at: &dyn quote::ToTokens,
        message: impl std::fmt::Display,
        help: impl std::fmt::Display,
    ) -> Node {
        self.errors.report(at, message, help);
        Node::stand_in()
    }
}

impl Node {
    pub(crate) fn new(kind: ExprKind, span: proc_macro2::Span, probe: TokenStream) -> Self {
        Node { hir: expr(kind, span), probe }
    }

    /// In place of what could not be translated; an error was reported, so nothing of it is seen.
    pub(crate) fn stand_in() -> Self {
        Node::new(ExprKind::Lit(Literal::Unit), proc_macro2::Span::call_site(), quote!(()))
    }
}

/// An expression whose type follows from its parts.
pub(crate) fn expr(kind: ExprKind, span: proc_macro2::Span) -> Expr {
    Expr { kind, span: position(span), ty: None }
}

/// Where a token starts, as the program form says it.
pub(crate) fn position(span: proc_macro2::Span) -> Span {
    let start = span.start();
    Span { line: start.line as u32, column: start.column as u32 + 1 }
}

/// A name as the program form says it: without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    use syn::ext::IdentExt as _;
    ident.unraw().to_string()
}

#[cfg(test)]
mod tests;
