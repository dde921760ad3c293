//! The macros a workflow may use: `format!`, `vec!`, `matches!`, `join!`, `try_join!`, `placeholder!`.

use super::format::{Piece, parse};
use super::{Front, Node, plain, probe};
use asl_hir::{BinaryOp, ExprKind, FormatPart};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Expr, LitStr, Macro, MacroDelimiter, Pat, Token};

impl Front {
    pub(crate) fn macro_call(&mut self, source: &Macro) -> Node {
        let name = source.path.segments.last().map(|last| plain(&last.ident)).unwrap_or_default();
        match name.as_str() {
            "format" => self.format(source),
            "vec" => self.vec(source),
            "matches" => self.matches(source),
            "placeholder" => self.placeholder(source),
            "join" | "try_join" => match source.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
                Ok(branches) => {
                    let (node, body) = self.join(source, &branches, name == "try_join");
                    Node { hir: node.hir, probe: macro_tokens(source, body) }
                }
                Err(error) => self.unparsed(error),
            },
            _ => self.foreign_macro(source, &name),
        }
    }

    /// `placeholder!("TopicArn")`: a text that is filled when the machine is deployed.
    fn placeholder(&mut self, source: &Macro) -> Node {
        let name: LitStr = match source.parse_body() {
            Ok(name) => name,
            Err(error) => return self.unparsed(error),
        };
        let text = name.value();
        if !text.starts_with(|c: char| c.is_ascii_alphabetic()) || !text.chars().all(|c| c.is_ascii_alphanumeric()) {
            return self.reject(
                &name,
                format_args!("`{text}` can't be a placeholder's name"),
                "use letters and digits, as CloudFormation's logical ids do: `placeholder!(\"TopicArn\")`",
            );
        }
        let filled = format!("${{{text}}}");
        let id = self.constant(quote!(::asl_dsl::__private::ConstValue::Text(::std::string::String::from(#filled))));
        Node::new(ExprKind::Const(id), source.span(), quote!(::std::string::String::new()))
    }

    /// A macro's arguments that are not what it takes; said in syn's words, at its token.
    fn unparsed(&mut self, error: syn::Error) -> Node {
        self.errors.push(error);
        Node::stand_in()
    }

    fn foreign_macro(&mut self, source: &Macro, name: &str) -> Node {
        let help = match name {
            "panic" | "todo" | "unimplemented" | "unreachable" => "return an error: `return Err(…)`",
            "assert" | "assert_eq" | "assert_ne" | "debug_assert" | "debug_assert_eq" | "debug_assert_ne" => {
                "test with `if` and return an error: `return Err(…)`"
            }
            "println" | "print" | "eprintln" | "eprint" | "dbg" => {
                "remove it: the execution history records each state's input and output"
            }
            "json" => "write a struct with `#[derive(Serialize, Deserialize, Shape)]`",
            "write" | "writeln" | "concat" | "format_args" => "use `format!`",
            _ => "write out what it expands to, or move it into a `#[task]`",
        };
        self.reject(&source.path, format_args!("the macro `{name}!` has no meaning in a state machine"), help)
    }

    fn vec(&mut self, source: &Macro) -> Node {
        let Ok(items) = source.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) else {
            return self.reject(
                source,
                "`vec![value; count]` has no JSONata equivalent",
                "list the elements, or write `(0..count).map(|_| value).collect::<Vec<_>>()`",
            );
        };
        let (list, body) = self.list(&items);
        let empty = list.is_empty();
        let node = Node::new(ExprKind::List(list), source.span(), macro_tokens(source, body));
        if empty { self.tie(node, probe::token_ends(source)) } else { node }
    }

    fn matches(&mut self, source: &Macro) -> Node {
        let parts: Matches = match source.parse_body() {
            Ok(parts) => parts,
            Err(error) => return self.unparsed(error),
        };
        let value = self.expr(&parts.value);
        let value = self.known(value, &parts.value);
        let (pattern, guard) = self.scope(None, |front| {
            let pattern = front.pattern(&parts.pattern);
            (pattern, parts.guard.as_ref().map(|(if_token, guard)| (if_token, front.expr(guard))))
        });
        let (comma, pat, probe) = (&parts.comma, &parts.pattern, value.probe);
        let mut body = quote!(#probe #comma #pat);
        let span = source.span();
        let mut hir = super::expr(ExprKind::Let { pattern, value: Box::new(value.hir) }, span);
        if let Some((if_token, guard)) = guard {
            let probe = guard.probe;
            body.extend(quote!(#if_token #probe));
            let kind = ExprKind::Binary { op: BinaryOp::And, left: Box::new(hir), right: Box::new(guard.hir) };
            hir = super::expr(kind, span);
        }
        Node { hir, probe: macro_tokens(source, body) }
    }

    fn format(&mut self, source: &Macro) -> Node {
        let call: Format = match source.parse_body() {
            Ok(call) => call,
            Err(error) => return self.unparsed(error),
        };
        let pieces = match parse(&call.text.value()) {
            Ok(pieces) => pieces,
            Err(problem) => return self.reject(&call.text, problem.message, problem.help),
        };
        let mut args = Vec::new();
        let literal = &call.text;
        let mut body = quote!(#literal);
        for arg in &call.args {
            let node = self.expr(&arg.value);
            let node = match node.hir.kind {
                ExprKind::Lit(_) | ExprKind::Format(_) => node,
                _ => {
                    let node = self.known(node, &arg.value);
                    Node { hir: node.hir, probe: shown(node.probe, super::ends(&arg.value)) }
                }
            };
            let (name, eq, probe) = (&arg.name, &arg.eq, node.probe);
            body.extend(quote!(, #name #eq #probe));
            args.push(node.hir);
        }
        let mut parts = Vec::new();
        let mut next = 0;
        let mut seen = TokenStream::new();
        for piece in pieces {
            let argument = match piece {
                Piece::Text(text) => {
                    parts.push(FormatPart::Text(text));
                    continue;
                }
                Piece::Next => {
                    next += 1;
                    args.get(next - 1).cloned()
                }
                Piece::Position(position) => args.get(position).cloned(),
                Piece::Name(name) => {
                    let named = call.args.iter().position(|arg| arg.name.as_ref().is_some_and(|n| plain(n) == name));
                    match named {
                        Some(position) => args.get(position).cloned(),
                        None => Some(self.captured(&name, &call.text, &mut seen)),
                    }
                }
            };
            // A missing argument is rustc's to report.
            if let Some(argument) = argument {
                parts.push(FormatPart::Value(argument));
            }
        }
        let call = macro_tokens(source, body);
        let probe = if seen.is_empty() { call } else { quote!({ #seen #call }) };
        Node::new(ExprKind::Format(parts), source.span(), probe)
    }

    /// `{name}`: a variable or a constant, found inside the literal. A variable's type is checked beside the call, because
    /// nothing inside the literal can be tied.
    fn captured(&mut self, name: &str, text: &LitStr, seen: &mut TokenStream) -> asl_hir::Expr {
        // A keyword is rustc's to report.
        let Ok(mut ident) = syn::parse_str::<Ident>(name) else { return Node::stand_in().hir };
        ident.set_span(text.span());
        // A constant's type is asked for where its probe stands, which the literal has no place for.
        let Node { hir, probe } = self.expr(&syn::parse_quote!(#ident));
        seen.extend(quote_spanned!(text.span()=> (&&::asl_dsl::__private::Shown::new(&#probe)).__shown();));
        hir
    }
}

/// An argument of `format!`, checked in place: what it is must be known before it is asked whether it can be formatted at all.
fn shown(value: TokenStream, ends: probe::Ends) -> TokenStream {
    // All of it stands at the user's token: that is what rustc reports.
    let arm =
        quote_spanned!(ends.first=> __value => { (&&::asl_dsl::__private::Shown::new(&__value)).__shown(); __value });
    let mut arms = Group::new(proc_macro2::Delimiter::Brace, arm);
    arms.set_span(ends.last);
    let mut tokens = quote_spanned!(ends.first=> match #value);
    TokenTree::Group(arms).to_tokens(&mut tokens);
    tokens
}

/// `name!(body)` with the user's own tokens around it.
fn macro_tokens(source: &Macro, body: TokenStream) -> TokenStream {
    let (path, bang) = (&source.path, &source.bang_token);
    let (delimiter, span) = match &source.delimiter {
        MacroDelimiter::Paren(paren) => (proc_macro2::Delimiter::Parenthesis, paren.span.join()),
        MacroDelimiter::Brace(brace) => (proc_macro2::Delimiter::Brace, brace.span.join()),
        MacroDelimiter::Bracket(bracket) => (proc_macro2::Delimiter::Bracket, bracket.span.join()),
    };
    let mut group = Group::new(delimiter, body);
    group.set_span(span);
    let mut tokens = quote!(#path #bang);
    TokenTree::Group(group).to_tokens(&mut tokens);
    tokens
}

/// `matches!(value, pattern if guard)`.
struct Matches {
    value: Expr,
    comma: Token![,],
    pattern: Pat,
    guard: Option<(Token![if], Expr)>,
}

impl Parse for Matches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        let comma = input.parse()?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let guard = match input.parse::<Option<Token![if]>>()? {
            Some(if_token) => Some((if_token, input.parse()?)),
            None => None,
        };
        input.parse::<Option<Token![,]>>()?;
        Ok(Matches { value, comma, pattern, guard })
    }
}

/// `format!("…", a, name = b)`.
struct Format {
    text: LitStr,
    args: Vec<FormatArg>,
}

struct FormatArg {
    name: Option<Ident>,
    eq: Option<Token![=]>,
    value: Expr,
}

impl Parse for Format {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let text = input.parse()?;
        let mut args = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            // `format!` takes keywords too: `type = kind`.
            let named = input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]);
            let (name, eq) =
                if named { (Some(input.call(Ident::parse_any)?), Some(input.parse()?)) } else { (None, None) };
            args.push(FormatArg { name, eq, value: input.parse()? });
        }
        Ok(Format { text, args })
    }
}
