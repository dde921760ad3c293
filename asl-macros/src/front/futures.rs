//! What is awaited: calls and their options, `sleep`, `join!`, `map_each`.

use super::probe::{never, parenthesized};
use super::{Barrier, Front, Node, Returns, plain};
use asl_hir::{CallOption, ExprKind, Literal};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned as _;
use syn::visit::Visit;
use syn::{Expr, ExprCall, ExprMethodCall};

/// The methods that configure a call.
const OPTIONS: [&str; 5] = ["retry", "timeout", "heartbeat", "named", "credentials"];

impl Front {
    pub(crate) fn wait(&mut self, source: &syn::ExprAwait) -> Node {
        if let Expr::Async(block) = &*source.base {
            return self.reject(
                &block.async_token,
                "an `async` block that is awaited at once starts nothing of its own",
                "write its statements without the block",
            );
        }
        let base = self.expr(&source.base);
        let (dot, await_token, probe) = (&source.dot_token, &source.await_token, base.probe);
        let probe = quote!(#probe #dot #await_token);
        match base.hir.kind {
            ExprKind::Call { .. }
            | ExprKind::Sleep(_)
            | ExprKind::SleepUntil(_)
            | ExprKind::Join { .. }
            | ExprKind::MapEach { .. } => {}
            // Rejected already.
            ExprKind::Lit(Literal::Unit) => {}
            _ => {
                self.errors.instead_of_rustc();
                return self.reject(
                    &source.base,
                    "only calls of tasks and workflows, `sleep`, `join!` and `map_each` can be awaited in a workflow",
                    "await the call where it is written; to run several at once use `join!`",
                );
            }
        }
        Node::new(ExprKind::Await(Box::new(base.hir)), source.span(), probe)
    }

    /// `sleep(duration)` and `sleep_until(timestamp)`.
    pub(crate) fn sleep(&mut self, source: &ExprCall, name: &str) -> Node {
        let (mut args, probe) = self.arguments(source);
        let Some(until) = args.pop() else { return Node { probe, ..Node::stand_in() } };
        let until = Box::new(until);
        let kind = if name == "sleep" { ExprKind::Sleep(until) } else { ExprKind::SleepUntil(until) };
        Node::new(kind, source.span(), probe)
    }

    /// `map_each(items, concurrency, |item| async move { … })`.
    pub(crate) fn map_each(&mut self, source: &ExprCall) -> Node {
        let [items, concurrency, body] = &source.args.iter().collect::<Vec<_>>()[..] else {
            return self.reject(
                source,
                "`map_each` takes the items, how many run at once, and what to do with each",
                "write `map_each(items, 10, |item| async move { … })`",
            );
        };
        let Some(ItemBody { closure, before, future }) = item_body(body) else {
            return self.reject(
                body,
                "the body of `map_each` becomes the states of a Map, so it must be written in place",
                "write `|item| async move { … }`",
            );
        };
        let source_items = items;
        let items = self.expr(source_items);
        let items = self.known(items, source_items);
        let limit = self.option_value(concurrency, "__count");
        let (pattern, body) = self.scope(Some(Barrier::Item), |front| {
            let pattern = match closure.inputs.first() {
                Some(input) => front.pattern(input),
                None => front.missing_item(closure),
            };
            (pattern, front.item_future(&before, future))
        });
        let (capture, or1, inputs, or2) =
            (&closure.capture, &closure.inputs_begin, &closure.inputs, &closure.inputs_end);
        let (never, items_probe, body_probe) = (never(), items.probe, body.probe);
        let func = &source.func;
        let mut probe = func.to_token_stream();
        source.paren_token.surround(&mut probe, |tokens| {
            tokens.extend(quote!(#items_probe, #concurrency, #capture #or1 #inputs #or2 { #never #body_probe }));
        });
        let kind = ExprKind::MapEach {
            items: Box::new(items.hir),
            concurrency: limit,
            pattern,
            body: Box::new(body.hir),
            options: Vec::new(),
        };
        Node::new(kind, source.span(), probe)
    }

    /// What is done with an item: the statements before the future are its first.
    fn item_future(&mut self, before: &[&syn::Stmt], future: &Expr) -> Node {
        if !before.is_empty() {
            let mut probe = TokenStream::new();
            let block = self.scope(None, |front| {
                let mut block = front.returning(Returns::Closure, |front| front.statements(before, &mut probe));
                let future = front.item_future(&[], future);
                probe.extend(future.probe);
                block.tail = Some(Box::new(future.hir));
                block
            });
            return Node::new(ExprKind::Block(block), future.span(), probe);
        }
        if let Expr::Async(block) = future {
            return self.async_block(block);
        }
        let call = self.expr(future);
        match call.hir.kind {
            ExprKind::Call { .. } | ExprKind::Join { .. } => {}
            // Rejected already.
            ExprKind::Lit(Literal::Unit) => return call,
            _ => {
                return self.reject(
                    future,
                    "the body of `map_each` becomes the states of a Map, and this is no call",
                    "write `|item| async move { … }`",
                );
            }
        }
        Node { hir: Node::new(ExprKind::Await(Box::new(call.hir)), future.span(), TokenStream::new()).hir, ..call }
    }

    fn missing_item(&mut self, closure: &syn::ExprClosure) -> asl_hir::Pattern {
        self.errors.report(closure, "the body of `map_each` takes the item", "write `|item| async move { … }`");
        asl_hir::Pattern { kind: asl_hir::PatternKind::Wild, span: Default::default() }
    }

    /// The inside of an `async` block: states of their own, where `return` and `?` end the block.
    fn async_block(&mut self, source: &syn::ExprAsync) -> Node {
        let block = self.returning(Returns::Async, |front| front.block_with(&source.block, never()));
        let (async_token, capture, probe) = (&source.async_token, &source.capture, block.probe);
        Node { hir: block.hir, probe: quote!(#async_token #capture #probe) }
    }

    /// `join!(a, b)` and `try_join!(a, b)`.
    pub(crate) fn join(
        &mut self,
        call: &syn::Macro,
        branches: &syn::punctuated::Punctuated<Expr, syn::Token![,]>,
        fallible: bool,
    ) -> (Node, TokenStream) {
        let mut list = Vec::new();
        let mut body = TokenStream::new();
        for pair in branches.pairs() {
            let (branch, comma) = pair.into_tuple();
            let node = self.branch(branch);
            list.push(node.hir);
            body.extend(node.probe);
            comma.to_tokens(&mut body);
        }
        if list.is_empty() {
            self.errors.report(call, "a Parallel without branches does nothing", "give `join!` at least one call");
        }
        let kind = ExprKind::Join { branches: list, fallible, options: Vec::new() };
        (Node::new(kind, call.span(), TokenStream::new()), body)
    }

    fn branch(&mut self, source: &Expr) -> Node {
        match source {
            Expr::Async(block) => {
                let inner = self.scope(Some(Barrier::Branch), |front| front.async_block(block));
                Node::new(ExprKind::Async(Box::new(inner.hir)), source.span(), inner.probe)
            }
            Expr::Paren(inner) => self.branch(&inner.expr),
            Expr::Group(inner) => self.branch(&inner.expr),
            other => {
                let node = self.expr(other);
                if let ExprKind::Await(_) | ExprKind::Try(_) = &node.hir.kind {
                    return self.reject(
                        other,
                        "this branch is awaited before `join!` can run it",
                        "pass the call itself, without `.await` and `?`, or wrap it: `async { … }`",
                    );
                }
                node
            }
        }
    }

    pub(crate) fn stray_async(&mut self, source: &syn::ExprAsync) -> Node {
        self.reject(
            &source.async_token,
            "a state machine can't keep an `async` block for later",
            "write it as a branch of `join!` or `try_join!`, or as the body of `map_each`",
        )
    }

    /// `.retry(…)`, `.named(…)` and the like; `None` if it is an ordinary method.
    pub(crate) fn option(&mut self, source: &ExprMethodCall) -> Option<Node> {
        let name = plain(&source.method);
        if !OPTIONS.contains(&name.as_str()) || source.args.len() != 1 {
            return None;
        }
        if let Expr::Await(_) | Expr::Try(_) = &*source.receiver {
            self.errors.instead_of_rustc();
            return Some(self.reject(
                &source.method,
                format_args!("`.{name}(…)` configures a call, and here the call is over"),
                "put it before `.await`",
            ));
        }
        if !can_be_configured(&source.receiver) {
            return None;
        }
        let value = source.args.first()?;
        let mut node = self.expr(&source.receiver);
        let make: fn(asl_hir::ConstId) -> CallOption = match name.as_str() {
            "retry" => CallOption::Retry,
            "timeout" => CallOption::Timeout,
            "heartbeat" => CallOption::Heartbeat,
            "named" => CallOption::Named,
            _ => CallOption::Credentials,
        };
        let question = match name.as_str() {
            "retry" => "__retry",
            "timeout" | "heartbeat" => "__duration",
            _ => "__text",
        };
        match &mut node.hir.kind {
            ExprKind::Call { options, .. } | ExprKind::Join { options, .. } | ExprKind::MapEach { options, .. } => {
                let id = self.option_value(value, question);
                options.push(make(id));
            }
            // `sleep(…).named(…)`, or rejected already.
            ExprKind::Lit(Literal::Unit) => return Some(node),
            _ => {
                return Some(self.reject(
                    &source.method,
                    format_args!("`.{name}(…)` configures calls of tasks and workflows, `join!` and `map_each`"),
                    "remove it; `#[name(\"…\")]` before the statement names any state",
                ));
            }
        }
        let (receiver, dot, method, turbofish) = (node.probe, &source.dot_token, &source.method, &source.turbofish);
        let arguments = parenthesized(source.args.to_token_stream(), source.paren_token.span.close());
        node.probe = quote!(#receiver #dot #method #turbofish #arguments);
        Some(node)
    }

    /// A Rust value, evaluated when the definition is made; so it can't depend on an execution.
    fn option_value(&mut self, value: &Expr, question: &str) -> asl_hir::ConstId {
        let mut uses = Uses { front: self, found: None };
        uses.visit_expr(value);
        if let Some(ident) = uses.found {
            self.errors.report(
                &ident,
                format_args!(
                    "`{ident}` is known only when an execution runs, but this value is part of the definition"
                ),
                "use a literal or a constant",
            );
        }
        let question = proc_macro2::Ident::new(question, Span::call_site());
        self.constant(quote!((&&::asl_dsl::__private::Constant::new(#value)).#question()))
    }
}

/// Finds a workflow variable in a Rust expression.
struct Uses<'f> {
    front: &'f Front,
    found: Option<proc_macro2::Ident>,
}

impl Visit<'_> for Uses<'_> {
    fn visit_expr_path(&mut self, path: &syn::ExprPath) {
        if let Some(ident) = path.path.get_ident()
            && self.front.names.find(&plain(ident)).is_some()
        {
            self.found.get_or_insert_with(|| ident.clone());
        }
    }
}

/// Whether the receiver of `.retry(…)` is written as something that is awaited.
fn can_be_configured(receiver: &Expr) -> bool {
    match receiver {
        Expr::Call(_) => true,
        Expr::Macro(call) => call.mac.path.segments.last().is_some_and(|last| last.ident.to_string().ends_with("join")),
        Expr::MethodCall(call) => OPTIONS.contains(&plain(&call.method).as_str()) && can_be_configured(&call.receiver),
        Expr::Paren(inner) => can_be_configured(&inner.expr),
        Expr::Group(inner) => can_be_configured(&inner.expr),
        _ => false,
    }
}

/// The body of a `map_each`: what comes before the future, and the future.
struct ItemBody<'e> {
    closure: &'e syn::ExprClosure,
    /// `let`s, mostly clones of what the future takes with it.
    before: Vec<&'e syn::Stmt>,
    /// An `async` block, or a call.
    future: &'e Expr,
}

/// `|item| async move { … }`, `|item| { let key = key.clone(); async move { … } }`, `|item| charge(item)`.
fn item_body(source: &Expr) -> Option<ItemBody<'_>> {
    let closure = match source {
        Expr::Closure(closure) => closure,
        Expr::Paren(inner) => return item_body(&inner.expr),
        Expr::Group(inner) => return item_body(&inner.expr),
        _ => return None,
    };
    let mut before = Vec::new();
    let mut future = &*closure.body;
    loop {
        future = match future {
            Expr::Async(_) => return Some(ItemBody { closure, before, future }),
            Expr::Paren(inner) => &inner.expr,
            Expr::Group(inner) => &inner.expr,
            Expr::Block(block) => match block.block.stmts.split_last() {
                Some((syn::Stmt::Expr(last, None), rest))
                    if block.label.is_none() && rest.iter().all(|stmt| matches!(stmt, syn::Stmt::Local(_))) =>
                {
                    before.extend(rest);
                    last
                }
                _ => return None,
            },
            call if can_be_configured(call) => return Some(ItemBody { closure, before, future }),
            _ => return None,
        };
    }
}
