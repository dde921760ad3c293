//! Statements and blocks.

use super::{Front, Node, plain};
use crate::attributes::statement_attributes;
use asl_hir::{Block, ExprKind, Stmt};
use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned as _;
use syn::{Attribute, Expr, Meta};

/// Attributes that change nothing in the state machine.
const SILENT: [&str; 8] = ["allow", "expect", "warn", "deny", "forbid", "doc", "rustfmt", "clippy"];

impl Front {
    /// A block as an expression, with its braces.
    pub(crate) fn block(&mut self, source: &syn::Block) -> Node {
        self.block_with(source, TokenStream::new())
    }

    /// The body of the workflow, without its braces: they belong to the probe's own function.
    pub(crate) fn body(&mut self, source: &syn::Block) -> Node {
        let hoisted = |stmt: &&syn::Stmt| matches!(stmt, syn::Stmt::Item(syn::Item::Const(_) | syn::Item::Use(_)));
        let (items, stmts): (Vec<_>, Vec<_>) = source.stmts.iter().partition(hoisted);
        self.hoisted.extend(items.into_iter().filter_map(|stmt| match stmt {
            syn::Stmt::Item(item) => Some(item.clone()),
            _ => None,
        }));
        let mut probe = TokenStream::new();
        let block = self.scope(None, |front| front.statements(&stmts, &mut probe));
        Node::new(ExprKind::Block(block), source.brace_token.span.open(), probe)
    }

    /// A block whose probe starts with some statements.
    pub(crate) fn block_with(&mut self, source: &syn::Block, start: TokenStream) -> Node {
        let mut body = start;
        let block = self.scope(None, |front| front.statements(&source.stmts.iter().collect::<Vec<_>>(), &mut body));
        let mut probe = TokenStream::new();
        source.brace_token.surround(&mut probe, |tokens| tokens.extend(body));
        Node::new(ExprKind::Block(block), source.brace_token.span.open(), probe)
    }

    /// Statements in a scope of the caller's.
    pub(super) fn statements(&mut self, source: &[&syn::Stmt], out: &mut TokenStream) -> Block {
        let functions = source.iter().filter_map(|stmt| match *stmt {
            syn::Stmt::Item(syn::Item::Fn(function)) => Some(plain(&function.sig.ident)),
            _ => None,
        });
        self.items.extend(functions);
        let mut block = Block::default();
        for (i, stmt) in source.iter().enumerate() {
            let last = i + 1 == source.len();
            match *stmt {
                syn::Stmt::Local(local) => {
                    let stmt = self.local(local, out);
                    block.stmts.push(stmt);
                }
                syn::Stmt::Expr(expr, None) if last => {
                    let (node, name) = self.statement(expr);
                    out.extend(node.probe);
                    match name {
                        None => block.tail = Some(Box::new(node.hir)),
                        // A tail has no place for a name: a block of one named statement would lose the value.
                        Some(_) => self.errors.report(
                            expr,
                            "`#[name]` on the value of a block names nothing",
                            "bind the value first: `#[name(\"…\")] let value = …; value`",
                        ),
                    }
                }
                syn::Stmt::Expr(expr, semi) => {
                    let (node, name) = self.statement(expr);
                    self.started(&node, expr);
                    let probe = node.probe;
                    // The value that isn't there would be a `!`, which has no shape.
                    let unit = if is_error_passed_on(expr) { quote!(let _: () =) } else { TokenStream::new() };
                    out.extend(quote!(#unit #probe #semi));
                    block.stmts.push(Stmt::Expr { expr: node.hir, name });
                }
                syn::Stmt::Macro(call) => {
                    let name = self.attributes(&call.attrs);
                    let node = self.macro_call(&call.mac);
                    let probe = node.probe;
                    if last && call.semi_token.is_none() {
                        out.extend(probe);
                        block.tail = Some(Box::new(node.hir));
                    } else {
                        out.extend(quote!(#probe;));
                        block.stmts.push(Stmt::Expr { expr: node.hir, name });
                    }
                }
                syn::Stmt::Item(item) => self.errors.report(
                    item,
                    "an item inside a workflow can't be seen by its definition",
                    match item {
                        syn::Item::Const(_) | syn::Item::Use(_) => "move it to the top of the function, or out of it",
                        _ => "move it out of the function",
                    },
                ),
            }
        }
        block
    }

    fn local(&mut self, source: &syn::Local, out: &mut TokenStream) -> Stmt {
        let name = self.attributes(&source.attrs);
        let (let_token, pat, semi) = (&source.let_token, &source.pat, &source.semi_token);
        let Some(init) = &source.init else {
            let pattern = self.pattern(pat);
            let seen = self.see(&pattern, pat.span());
            out.extend(quote!(#let_token #pat #semi #seen));
            return Stmt::Let { pattern, value: None, otherwise: None, name };
        };
        let value = self.expr(&init.expr);
        self.started(&value, &init.expr);
        // The value is evaluated, and the other branch left, before the pattern binds anything.
        let otherwise = init.diverge.as_ref().map(|(else_token, otherwise)| {
            let otherwise = self.expr(otherwise);
            let probe = otherwise.probe;
            (otherwise.hir, quote!(#else_token #probe))
        });
        let value = if init.diverge.is_some() { self.known(value, &init.expr) } else { value };
        let annotated = matches!(pat, syn::Pat::Type(_));
        let ask = annotated || !value.hir.type_follows();
        let pattern = self.pattern(pat);
        let seen = if ask { self.see(&pattern, pat.span()) } else { TokenStream::new() };
        let (eq, probe) = (&init.eq_token, value.probe);
        let (otherwise, diverge) = otherwise.unzip();
        out.extend(quote!(#let_token #pat #eq #probe #diverge #semi #seen));
        Stmt::Let { pattern, value: Some(value.hir), otherwise, name }
    }

    /// An expression statement and its `#[name]`. syn puts a statement's attributes on its leftmost part.
    fn statement(&mut self, source: &Expr) -> (Node, Option<String>) {
        let name = statement_attributes(source).and_then(|attributes| self.attributes(attributes));
        (self.expr(source), name)
    }

    /// A call that is not awaited where it is written never starts.
    pub(super) fn started(&mut self, node: &Node, source: &Expr) {
        if let ExprKind::Join { .. } | ExprKind::MapEach { .. } = &node.hir.kind {
            self.errors.instead_of_rustc();
            self.errors.report(
                source,
                "this is never awaited, and a state machine can only start its calls and wait for them",
                "write `.await` after it",
            );
            return;
        }
        if let ExprKind::Call { name, .. } = &node.hir.kind
            && matches!(source, Expr::Call(_) | Expr::MethodCall(_))
            && !self.items.contains(name)
        {
            self.errors.report(
                source,
                format_args!(
                    "`{name}` is called but not awaited, and a state machine can only start a task and wait for it"
                ),
                "write `.await` after the call of a `#[task]`; an ordinary function can't run in a state machine",
            );
        }
    }

    /// Reads `#[name("…")]` and rejects attributes that would change what the two copies mean.
    pub(crate) fn attributes(&mut self, attributes: &[Attribute]) -> Option<String> {
        let mut name = None;
        for attribute in attributes {
            let path = attribute.path();
            let Some(first) = path.segments.first().map(|segment| plain(&segment.ident)) else { continue };
            if path.is_ident("name") {
                name = self.state_name(attribute);
            } else if !SILENT.contains(&first.as_str()) {
                self.errors.report(
                    attribute,
                    format_args!("`#[{first}]` can't stand inside a workflow"),
                    "remove it; `#[name(\"…\")]` names the state that a statement becomes",
                );
            }
        }
        name
    }

    fn state_name(&mut self, attribute: &Attribute) -> Option<String> {
        let text = match &attribute.meta {
            Meta::List(list) => list.parse_args::<syn::LitStr>().ok(),
            _ => None,
        };
        let Some(text) = text else {
            self.errors.report(
                attribute,
                "`#[name]` takes the name of a state",
                "write `#[name(\"Charge the card\")]`",
            );
            return None;
        };
        let length = text.value().chars().count();
        if length == 0 || length > 80 {
            self.errors.report(
                &text,
                format_args!("the name of a state has 1 to 80 characters, and this one has {length}"),
                "shorten it",
            );
        }
        Some(text.value())
    }
}

/// `Err(error)?`.
fn is_error_passed_on(source: &Expr) -> bool {
    let Expr::Try(passed) = source else { return false };
    let Expr::Call(call) = &*passed.expr else { return false };
    matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Err"))
}
