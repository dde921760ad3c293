//! Expressions: which file translates which kind, and the small kinds themselves.

use super::{DEPTH, Front, Node, Question, plain, private, probe};
use crate::front::literals::literal;
use asl_hir::{ExprKind, FieldInit, VarId};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::{Expr, Member, Path};

impl Front {
    /// Translates any expression.
    pub(crate) fn expr(&mut self, source: &Expr) -> Node {
        if self.depth >= DEPTH {
            if self.depth == DEPTH {
                self.depth += 1;
                let help = "give a part of it a name with `let`";
                self.errors.report_span(
                    source.span(),
                    format_args!("this expression is nested more than {DEPTH} levels deep"),
                    help,
                );
            }
            return Node::stand_in();
        }
        self.depth += 1;
        let node = self.dispatch(source);
        // Once the limit was reported, it stays beyond the limit: one error is enough.
        if self.depth <= DEPTH {
            self.depth -= 1;
        }
        node
    }

    fn dispatch(&mut self, source: &Expr) -> Node {
        if self.free.is_some()
            && let Some(help) = needs_a_step(source)
        {
            return self.reject(
                source,
                "`expr!` computes a value in one expression, and this is more than a value",
                help,
            );
        }
        match source {
            Expr::Lit(lit) => self.literal(lit),
            Expr::Path(path) => self.path(path),
            Expr::Paren(paren) => {
                let inner = self.expr(&paren.expr);
                let mut probe = TokenStream::new();
                paren.paren_token.surround(&mut probe, |tokens| tokens.extend(inner.probe));
                Node { hir: inner.hir, probe }
            }
            // `$e` of a `macro_rules`: a group without delimiters, which keeps its precedence.
            Expr::Group(group) => {
                let inner = self.expr(&group.expr);
                let group = Group::new(Delimiter::None, inner.probe);
                Node { hir: inner.hir, probe: TokenTree::Group(group).into() }
            }
            Expr::Reference(reference) => self.reference(reference),
            Expr::Field(field) => self.field(field),
            Expr::Struct(item) => self.structure(item),
            Expr::Tuple(tuple) => self.tuple(tuple),
            Expr::Array(array) => self.array(array),
            Expr::Index(index) => self.index(index),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Cast(cast) => self.cast(cast),
            Expr::Range(range) => self.range(range),
            Expr::Assign(assign) => self.assign(assign),
            Expr::Block(block) => self.block_expr(block),
            Expr::If(conditional) => self.conditional(conditional),
            Expr::Let(condition) => self.let_condition(condition),
            Expr::Match(matching) => self.matching(matching),
            Expr::While(repeat) => self.while_loop(repeat),
            Expr::Loop(repeat) => self.endless_loop(repeat),
            Expr::ForLoop(repeat) => self.for_loop(repeat),
            Expr::Break(leave) => self.break_loop(leave),
            Expr::Continue(again) => self.continue_loop(again),
            Expr::Return(leave) => self.return_value(leave),
            Expr::Try(question) => self.question(question),
            Expr::Await(wait) => self.wait(wait),
            Expr::Async(block) => self.stray_async(block),
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Closure(closure) => self.stray_closure(closure),
            Expr::Macro(call) => self.macro_call(&call.mac),
            other => self.unsupported(other),
        }
    }

    fn literal(&mut self, lit: &syn::ExprLit) -> Node {
        match literal(&lit.lit) {
            Ok(value) => Node::new(ExprKind::Lit(value), lit.span(), lit.lit.to_token_stream()),
            Err(message) => self.reject(&lit.lit, message, "compute with it in a `#[task]`"),
        }
    }

    /// A name: a variable, a constant, `None`, or a unit struct or variant.
    fn path(&mut self, source: &syn::ExprPath) -> Node {
        let span = source.span();
        let Some(last) = source.path.segments.last() else { return Node::stand_in() };
        let name = plain(&last.ident);
        if let Some(ident) = source.path.get_ident() {
            if let Some((var, _)) = self.variable(ident) {
                return Node::new(ExprKind::Var(var), span, source.to_token_stream());
            }
            if name == "None" {
                return Node::new(ExprKind::None, span, source.to_token_stream());
            }
        }
        match NameKind::of_path(&source.path) {
            NameKind::Constant => {
                let id = self.data(source);
                let node = Node::new(ExprKind::Const(id), span, source.to_token_stream());
                self.tie(node, probe::token_ends(source))
            }
            NameKind::Type => {
                let node = Node::new(ExprKind::Ctor { name, args: Vec::new() }, span, source.to_token_stream());
                self.tie(node, probe::token_ends(source))
            }
            // rustc says that an unknown name is unknown. A known one is a function: the marker says that it can't be a
            // value.
            NameKind::Function => {
                let ends = probe::token_ends(source);
                let mut probe = private("only_data", ends.first);
                probe.extend(probe::parenthesized(source.to_token_stream(), ends.last));
                // Lowering refuses a call that isn't awaited: that is for a constant with the name of a function.
                Node::new(ExprKind::Call { name, args: Vec::new(), options: Vec::new() }, span, probe)
            }
        }
    }

    /// The variable that a name means here. In `expr!`, an unbound one is the builder's.
    pub(crate) fn variable(&mut self, ident: &Ident) -> Option<(VarId, Option<super::Barrier>)> {
        let name = plain(ident);
        if let Some(found) = self.names.find(&name) {
            return Some(found);
        }
        let free = self.free.as_ref()?;
        if let Some((_, var)) = free.iter().find(|(known, _)| plain(known) == name) {
            return Some((*var, None));
        }
        if NameKind::of_ident(&name) != NameKind::Function {
            return None;
        }
        let var = self.declare(ident, false);
        self.free.as_mut()?.push((ident.clone(), var));
        Some((var, None))
    }

    /// A constant of the program.
    pub(crate) fn data(&mut self, source: &impl ToTokens) -> asl_hir::ConstId {
        self.constant(quote!((&&::asl_dsl::__private::Constant::new(&#source)).__data()))
    }

    fn reference(&mut self, source: &syn::ExprReference) -> Node {
        if let Some(mutability) = &source.mutability {
            return self.reject(
                &mutability,
                "`&mut` lends a variable, but a state machine has only values",
                "assign to the variable itself: `x = …`, `x.field = …`, `x.push(…)`",
            );
        }
        let inner = self.expr(&source.expr);
        let (and, probe) = (&source.and_token, inner.probe);
        Node { hir: inner.hir, probe: quote!(#and #probe) }
    }

    fn field(&mut self, source: &syn::ExprField) -> Node {
        let base = self.expr(&source.base);
        let base = self.known(base, &source.base);
        let (dot, member, probe) = (&source.dot_token, &source.member, base.probe);
        let kind = ExprKind::Field { base: Box::new(base.hir), name: member_name(member) };
        Node::new(kind, source.span(), quote!(#probe #dot #member))
    }

    fn structure(&mut self, source: &syn::ExprStruct) -> Node {
        let Some(last) = source.path.segments.last() else { return Node::stand_in() };
        let name = plain(&last.ident);
        let mut fields = Vec::new();
        let mut body = TokenStream::new();
        for pair in source.fields.pairs() {
            let (field, comma) = pair.into_tuple();
            let value = self.expr(&field.expr);
            fields.push(FieldInit { name: member_name(&field.member), value: value.hir });
            let (member, value) = (&field.member, value.probe);
            // A shorthand stays one where nothing wraps the value, and is spelled out with the name's own span otherwise.
            let colon = field.colon_token.unwrap_or_else(|| syn::Token![:](member.span()));
            body.extend(quote!(#member #colon #value #comma));
        }
        let base = source.rest.as_deref().map(|rest| {
            let base = self.expr(rest);
            let (dots, probe) = (&source.dot2_token, base.probe);
            body.extend(quote!(#dots #probe));
            Box::new(base.hir)
        });
        let mut probe = source.path.to_token_stream();
        source.brace_token.surround(&mut probe, |tokens| tokens.extend(body));
        let node = Node::new(ExprKind::Struct { name, fields, base }, source.span(), probe);
        self.tie(
            node,
            probe::Ends { first: probe::token_ends(&source.path).first, last: source.brace_token.span.close() },
        )
    }

    fn tuple(&mut self, source: &syn::ExprTuple) -> Node {
        let (items, body) = self.list(&source.elems);
        let mut probe = TokenStream::new();
        source.paren_token.surround(&mut probe, |tokens| tokens.extend(body));
        let kind = if items.is_empty() { ExprKind::Lit(asl_hir::Literal::Unit) } else { ExprKind::Tuple(items) };
        Node::new(kind, source.span(), probe)
    }

    fn array(&mut self, source: &syn::ExprArray) -> Node {
        let (items, body) = self.list(&source.elems);
        let mut probe = TokenStream::new();
        source.bracket_token.surround(&mut probe, |tokens| tokens.extend(body));
        let empty = items.is_empty();
        let node = Node::new(ExprKind::List(items), source.span(), probe);
        if empty { self.tie(node, probe::token_ends(source)) } else { node }
    }

    /// Expressions between commas.
    pub(crate) fn list(
        &mut self,
        source: &syn::punctuated::Punctuated<Expr, syn::Token![,]>,
    ) -> (Vec<asl_hir::Expr>, TokenStream) {
        let mut items = Vec::new();
        let mut body = TokenStream::new();
        for pair in source.pairs() {
            let (item, comma) = pair.into_tuple();
            let node = self.expr(item);
            items.push(node.hir);
            body.extend(node.probe);
            comma.to_tokens(&mut body);
        }
        (items, body)
    }

    /// Asks what a call calls; a callee that can't be called is reported on its name.
    pub(crate) fn tie_callee(&mut self, mut node: Node, name: &Ident, ends: super::Ends) -> Node {
        let slot = self.slot(ends.first);
        node.hir.ty = Some(self.ask(slot, Question::Callee, name.span()));
        node.probe = probe::tied(slot, node.probe, ends);
        node
    }
}

/// What the builder has for what is no value.
fn needs_a_step(source: &Expr) -> Option<&'static str> {
    Some(match source {
        Expr::Await(_) | Expr::Async(_) => "add a step, and use the variable that it gives",
        Expr::While(_) | Expr::Loop(_) | Expr::ForLoop(_) => "use an iterator, or a looping step of the builder",
        Expr::Break(_) | Expr::Continue(_) | Expr::Return(_) | Expr::Try(_) => {
            "end the block with a step of the builder"
        }
        Expr::Assign(_) => "set the variable with a step of the builder",
        Expr::Binary(binary) if super::operators::assigns(&binary.op) => "set the variable with a step of the builder",
        _ => return None,
    })
}

/// `name` or the position of a tuple's field.
pub(crate) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(ident) => plain(ident),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// What a name is by Rust's naming conventions, which rustc's own lints uphold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// `LIMIT`, `u64::MAX`.
    Constant,
    /// `Order`, `Status::Done`.
    Type,
    /// `charge`, `order`.
    Function,
}

impl NameKind {
    pub(crate) fn of_ident(name: &str) -> Self {
        let upper = name.chars().any(char::is_uppercase);
        let lower = name.chars().any(char::is_lowercase);
        match (upper, lower) {
            (true, false) => NameKind::Constant,
            (true, true) if name.starts_with(char::is_uppercase) => NameKind::Type,
            _ => NameKind::Function,
        }
    }

    /// A single capital after a type is a variant (`Grade::A`), not a constant.
    pub(crate) fn of_path(path: &Path) -> Self {
        let Some(last) = path.segments.last() else { return NameKind::Function };
        let name = plain(&last.ident);
        let parent = path.segments.iter().rev().nth(1).map(|parent| NameKind::of_ident(&plain(&parent.ident)));
        match NameKind::of_ident(&name) {
            NameKind::Constant if name.chars().count() == 1 && parent == Some(NameKind::Type) => NameKind::Type,
            kind => kind,
        }
    }
}
