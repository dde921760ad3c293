//! Calls of named functions: tasks, constructors, and the few functions of std that a state machine has an equivalent of.

use super::exprs::NameKind;
use super::{Ends, Front, Node, ends, plain};
use asl_hir::{Expr as Hir, ExprKind, Literal};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned as _;
use syn::{Expr, ExprCall, Path};

impl Front {
    pub(crate) fn call(&mut self, source: &ExprCall) -> Node {
        let Some(path) = function_path(&source.func) else {
            return self.reject(
                &source.func,
                "only functions with a name can be called in a workflow",
                "call a `#[task]` or `#[workflow]` function, or write the expression in place",
            );
        };
        let Some(last) = path.segments.last() else { return Node::stand_in() };
        if let Some(ident) = path.get_ident()
            && self.variable_shadows(ident)
        {
            return self.reject(
                ident,
                format_args!("`{ident}` is a variable, and a state machine can't keep a function in one"),
                "write the closure where it is used, or declare a `#[task]`",
            );
        }
        let name = plain(&last.ident);
        let owner = path.segments.iter().rev().nth(1).map(|owner| plain(&owner.ident));
        match (owner.as_deref(), name.as_str()) {
            (None | Some("Option" | "Result"), "Some" | "Ok" | "Err") => self.wrapper(source, &name),
            (Some("Duration"), unit) if unit.starts_with("from_") => self.duration(source, &last.ident),
            (None | Some("asl_dsl" | "prelude"), "sleep" | "sleep_until") => self.sleep(source, &name),
            (None | Some("asl_dsl" | "prelude"), "map_each") => self.map_each(source),
            (Some(owner), "new" | "with_capacity" | "default") if known_constructor(owner, &name, source) => {
                self.std_constructor(source, owner)
            }
            (Some(_), "default") if source.args.is_empty() => {
                let node = Node::new(ExprKind::Default, source.span(), source.to_token_stream());
                self.tie(node, call_ends(source))
            }
            (Some(owner), "from") if source.args.len() == 1 && from_std(owner) => self.conversion(source, owner),
            // No task is declared inside a type.
            (Some(owner), _) if is_ordinary(owner, path) => {
                let help = if owner == "TaskToken" {
                    self.errors.instead_of_rustc();
                    "write `TaskToken`: it stands for the token of the call"
                } else {
                    "write the value out, take it as input, or get it from a `#[task]`"
                };
                let message = format_args!("`{owner}::{name}` is an ordinary function: a state machine can't run it");
                self.reject(source, message, help)
            }
            _ => match NameKind::of_path(path) {
                NameKind::Function => self.task_call(source, &last.ident),
                NameKind::Type | NameKind::Constant => {
                    let (args, probe) = self.arguments(source);
                    let node = Node::new(ExprKind::Ctor { name, args }, source.span(), probe);
                    self.tie(node, call_ends(source))
                }
            },
        }
    }

    /// The arguments, and the call with probed arguments.
    pub(crate) fn arguments(&mut self, source: &ExprCall) -> (Vec<Hir>, TokenStream) {
        let (args, body) = self.list(&source.args);
        let mut probe = source.func.to_token_stream();
        source.paren_token.surround(&mut probe, |tokens| tokens.extend(body));
        (args, probe)
    }

    fn variable_shadows(&self, ident: &Ident) -> bool {
        self.names.find(&plain(ident)).is_some()
    }

    /// A call of a `#[task]` or a `#[workflow]`; whether it is one, rustc says through the slot.
    fn task_call(&mut self, source: &ExprCall, name: &Ident) -> Node {
        if *name == self.own_name && matches!(&*source.func, Expr::Path(path) if path.path.get_ident().is_some()) {
            self.errors.instead_of_rustc();
            return self.reject(
                name,
                format_args!("`{name}` calls itself, and a state machine has no call stack"),
                "write a loop; to start a new execution declare a `#[task]` with the resource `arn:aws:states:::states:startExecution`",
            );
        }
        if self.free.is_some() {
            return self.reject(
                name,
                format_args!("`{name}` is a function, and `expr!` only computes a value"),
                "call a `#[task]` by a step, and use the variable that it gives",
            );
        }
        let (args, probe) = self.arguments(source);
        let kind = ExprKind::Call { name: plain(name), args, options: Vec::new() };
        let node = Node::new(kind, source.span(), probe);
        self.tie_callee(node, name, call_ends(source))
    }

    /// `Some(e)`, `Ok(e)`, `Err(e)`.
    fn wrapper(&mut self, source: &ExprCall, name: &str) -> Node {
        let (mut args, probe) = self.arguments(source);
        // A wrong number of arguments is rustc's to report.
        let Some(value) = args.pop() else { return Node { probe, ..Node::stand_in() } };
        let value = Box::new(value);
        let kind = match name {
            "Some" => ExprKind::Some(value),
            "Ok" => ExprKind::Ok(value),
            _ => ExprKind::Err(value),
        };
        Node::new(kind, source.span(), probe)
    }

    /// `Duration::from_secs(e)` and friends: a Wait counts whole seconds.
    fn duration(&mut self, source: &ExprCall, unit: &Ident) -> Node {
        let scale = match unit.to_string().as_str() {
            "from_secs" => 1,
            "from_mins" => 60,
            "from_hours" => 3_600,
            "from_days" => 86_400,
            "from_weeks" => 604_800,
            _ => {
                return self.reject(
                    unit,
                    format_args!(
                        "`Duration::{unit}` may be a fraction of a second, and a state machine waits whole seconds"
                    ),
                    "write `Duration::from_secs(…)`",
                );
            }
        };
        let (mut args, probe) = self.arguments(source);
        let Some(amount) = args.pop() else { return Node { probe, ..Node::stand_in() } };
        Node::new(ExprKind::Duration { amount: Box::new(amount), scale }, source.span(), probe)
    }

    /// `Vec::new()`, `String::new()`, `BTreeMap::new()`, `Box::new(e)`.
    fn std_constructor(&mut self, source: &ExprCall, owner: &str) -> Node {
        let (mut args, probe) = self.arguments(source);
        let kind = match owner {
            "String" => ExprKind::Lit(Literal::Str(String::new())),
            "Vec" | "VecDeque" => ExprKind::List(Vec::new()),
            "Box" | "Rc" | "Arc" => match args.pop() {
                Some(hir) => return Node { hir, probe },
                None => return Node { probe, ..Node::stand_in() },
            },
            _ => ExprKind::Default,
        };
        let node = Node::new(kind, source.span(), probe);
        if owner == "String" { node } else { self.tie(node, call_ends(source)) }
    }

    /// `String::from(e)`, `u64::from(e)`, `Vec::from(list)`.
    fn conversion(&mut self, source: &ExprCall, owner: &str) -> Node {
        let (mut args, probe) = self.arguments(source);
        let Some(value) = args.pop() else { return Node { probe, ..Node::stand_in() } };
        let kind = match owner {
            "String" => ExprKind::Method { receiver: Box::new(value), name: "to_string".to_string(), args: Vec::new() },
            "Vec" => return Node { hir: value, probe },
            _ => ExprKind::Cast(Box::new(value)),
        };
        let node = Node::new(kind, source.span(), probe);
        self.tie(node, call_ends(source))
    }
}

fn call_ends(source: &ExprCall) -> Ends {
    Ends { first: ends(&source.func).first, last: source.paren_token.span.close() }
}

/// The path of the called function, through parentheses.
fn function_path(source: &Expr) -> Option<&Path> {
    match source {
        Expr::Path(path) => Some(&path.path),
        Expr::Paren(inner) => function_path(&inner.expr),
        Expr::Group(inner) => function_path(&inner.expr),
        _ => None,
    }
}

fn known_constructor(owner: &str, name: &str, source: &ExprCall) -> bool {
    match (owner, name) {
        ("Box" | "Rc" | "Arc", "new") => source.args.len() == 1,
        ("Vec" | "VecDeque" | "String", "with_capacity") => true,
        ("Vec" | "VecDeque" | "String" | "BTreeMap" | "HashMap" | "BTreeSet" | "HashSet", "new") => {
            source.args.is_empty()
        }
        _ => false,
    }
}

fn from_std(owner: &str) -> bool {
    matches!(
        owner,
        "String"
            | "Vec"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "usize"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "isize"
            | "f32"
            | "f64"
    )
}

/// Whether a path is a function of a type: `SystemTime::now`, `Order::total`.
fn is_ordinary(owner: &str, path: &Path) -> bool {
    owner.starts_with(char::is_uppercase) && NameKind::of_path(path) == NameKind::Function
}
