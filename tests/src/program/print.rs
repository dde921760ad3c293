//! A program as Rust-like source: for people, not for rustc.

use super::evaluate::Source;
use asl_dsl::shape::Type;
use asl_dsl::task::{ConstValue, SlotInfo};
use asl_hir::{
    BinaryOp, Block, CallOption, Closure, ConstId, Expr, ExprKind, FormatPart, Literal, Pattern, PatternKind, Stmt,
    UnaryOp, VarId,
};

/// The source of a program.
pub fn program(source: &Source) -> String {
    let printer = Printer { source };
    let params = source.program.params.iter().map(|param| {
        let pattern = printer.pattern(&param.pattern);
        format!("{pattern}: {}", printer.slot(param.ty.0))
    });
    let params: Vec<_> = params.collect();
    let body = printer.expr(&source.program.body, 0);
    format!(
        "#[workflow]\nasync fn {}({}) -> {} {body}",
        source.program.name,
        params.join(", "),
        printer.slot(source.program.output.0)
    )
}

struct Printer<'s> {
    source: &'s Source,
}

impl Printer<'_> {
    fn slot(&self, slot: u32) -> String {
        match self.source.types.get(slot as usize) {
            Some(SlotInfo::Value(ty)) => type_name(ty),
            _ => "_".to_owned(),
        }
    }

    fn known(&self, e: &Expr) -> Option<&Type> {
        self.source.known.get(e.span.line as usize)
    }

    fn var(&self, var: VarId) -> String {
        self.source.program.vars.get(var.0 as usize).map_or_else(String::new, |var| var.name.clone())
    }

    fn list(&self, list: &[Expr], indent: usize) -> String {
        list.iter().map(|e| self.expr(e, indent)).collect::<Vec<_>>().join(", ")
    }

    fn expr(&self, e: &Expr, indent: usize) -> String {
        let sub = |e: &Expr| self.expr(e, indent);
        let label = |label: &Option<String>| label.as_ref().map_or_else(String::new, |label| format!("'{label}: "));
        let to = |label: &Option<String>| label.as_ref().map_or_else(String::new, |label| format!(" '{label}"));
        match &e.kind {
            ExprKind::Lit(literal) => literal_text(literal),
            ExprKind::Var(var) => self.var(*var),
            ExprKind::Const(id) => self.constant(*id),
            ExprKind::Field { base, name } => format!("{}.{name}", self.operand(base, indent)),
            ExprKind::Method { receiver, name, args } => {
                let turbofish = match (name.as_str(), self.known(e)) {
                    ("parse", Some(Type::Result(ok, _))) => format!("::<{}>", type_name(ok)),
                    ("sum" | "product" | "collect", Some(ty)) => format!("::<{}>", type_name(ty)),
                    _ => String::new(),
                };
                format!("{}.{name}{turbofish}({})", self.operand(receiver, indent), self.list(args, indent))
            }
            ExprKind::Closure(Closure { params, body }) => {
                let params: Vec<_> = params.iter().map(|param| self.pattern(param)).collect();
                format!("|{}| {}", params.join(", "), sub(body))
            }
            ExprKind::Call { name, args, options } => {
                format!("{name}({}){}", self.list(args, indent), self.options(options))
            }
            ExprKind::Sleep(duration) => format!("sleep({})", sub(duration)),
            ExprKind::SleepUntil(timestamp) => format!("sleep_until({})", sub(timestamp)),
            ExprKind::Join { branches, fallible, options } => {
                let name = if *fallible { "try_join" } else { "join" };
                format!("{name}!({}){}", self.list(branches, indent), self.options(options))
            }
            ExprKind::MapEach { items, concurrency, pattern, body, options } => format!(
                "map_each({}, {}, |{}| async move {}){}",
                sub(items),
                self.constant(*concurrency),
                self.pattern(pattern),
                sub(body),
                self.options(options)
            ),
            ExprKind::Async(body) => format!("async {}", sub(body)),
            ExprKind::Await(future) => format!("{}.await", sub(future)),
            ExprKind::Try(value) => format!("{}?", self.operand(value, indent)),
            ExprKind::Duration { amount, scale } => format!("Duration::from_secs({scale} * ({}))", sub(amount)),
            ExprKind::Ok(value) => format!("Ok({})", sub(value)),
            ExprKind::Err(value) => format!("Err({})", sub(value)),
            ExprKind::Some(value) => format!("Some({})", sub(value)),
            ExprKind::None => "None".to_owned(),
            ExprKind::Binary { op, left, right } => {
                format!("{} {} {}", self.operand(left, indent), op.symbol(), self.operand(right, indent))
            }
            ExprKind::Unary { op, operand } => {
                let op = if *op == UnaryOp::Not { "!" } else { "-" };
                format!("{op}{}", self.operand(operand, indent))
            }
            ExprKind::Assign { place, op, value } => {
                format!("{} {}= {}", sub(place), op.map_or("", BinaryOp::symbol), sub(value))
            }
            ExprKind::Block(block) => self.block(block, indent),
            ExprKind::If { cond, then, otherwise } => {
                let otherwise = otherwise.as_ref().map_or_else(String::new, |e| format!(" else {}", sub(e)));
                format!("if {} {}{otherwise}", sub(cond), sub(then))
            }
            ExprKind::Let { pattern, value } => format!("let {} = {}", self.pattern(pattern), sub(value)),
            ExprKind::Match { scrutinee, arms } => {
                let mut text = format!("match {} {{\n", sub(scrutinee));
                for arm in arms {
                    let guard = arm.guard.as_ref().map_or_else(String::new, |guard| format!(" if {}", sub(guard)));
                    let body = self.expr(&arm.body, indent + 1);
                    text += &format!("{}{}{guard} => {body},\n", tabs(indent + 1), self.pattern(&arm.pattern));
                }
                text + &tabs(indent) + "}"
            }
            ExprKind::While { label: l, cond, body } => format!("{}while {} {}", label(l), sub(cond), sub(body)),
            ExprKind::Loop { label: l, body } => format!("{}loop {}", label(l), sub(body)),
            ExprKind::For { label: l, pattern, iter, body } => {
                format!("{}for {} in {} {}", label(l), self.pattern(pattern), sub(iter), sub(body))
            }
            ExprKind::Break { label, value } => {
                let value = value.as_ref().map_or_else(String::new, |value| format!(" {}", sub(value)));
                format!("break{}{value}", to(label))
            }
            ExprKind::Continue { label } => format!("continue{}", to(label)),
            ExprKind::Return(value) => {
                let value = value.as_ref().map_or_else(String::new, |value| format!(" {}", sub(value)));
                format!("return{value}")
            }
            ExprKind::Struct { name, fields, base } => {
                let mut parts: Vec<_> =
                    fields.iter().map(|field| format!("{}: {}", field.name, sub(&field.value))).collect();
                parts.extend(base.iter().map(|base| format!("..{}", sub(base))));
                format!("{}{name} {{ {} }}", self.owner(e), parts.join(", "))
            }
            ExprKind::Ctor { name, args } if args.is_empty() => format!("{}{name}", self.owner(e)),
            ExprKind::Ctor { name, args } => format!("{}{name}({})", self.owner(e), self.list(args, indent)),
            ExprKind::List(items) => format!("vec![{}]", self.list(items, indent)),
            ExprKind::Tuple(items) => format!("({})", self.list(items, indent)),
            ExprKind::Index { base, index } => format!("{}[{}]", self.operand(base, indent), sub(index)),
            ExprKind::Cast(value) => {
                let ty = self.known(e).map_or_else(|| "_".to_owned(), type_name);
                format!("{} as {ty}", self.operand(value, indent))
            }
            ExprKind::Format(parts) => {
                let mut text = String::new();
                let mut values = Vec::new();
                for part in parts {
                    match part {
                        FormatPart::Text(literal) => text += &literal.replace('{', "{{").replace('}', "}}"),
                        FormatPart::Value(value) => {
                            text += "{}";
                            values.push(sub(value));
                        }
                    }
                }
                format!("format!({text:?}, {})", values.join(", "))
            }
            ExprKind::Range { from, to, inclusive } => {
                format!("({}{}{})", sub(from), if *inclusive { "..=" } else { ".." }, sub(to))
            }
            ExprKind::Default => "Default::default()".to_owned(),
        }
    }

    /// `Event::` before a variant.
    fn owner(&self, e: &Expr) -> String {
        match self.known(e) {
            Some(ty @ (Type::Enum(_) | Type::Error(_))) => format!("{}::", type_name(ty)),
            _ => String::new(),
        }
    }

    fn operand(&self, e: &Expr, indent: usize) -> String {
        let text = self.expr(e, indent);
        match e.kind {
            ExprKind::Binary { .. }
            | ExprKind::Unary { .. }
            | ExprKind::Cast(_)
            | ExprKind::If { .. }
            | ExprKind::Match { .. }
            | ExprKind::Let { .. }
            | ExprKind::Loop { .. }
            | ExprKind::Block(_)
            | ExprKind::Return(_)
            | ExprKind::Break { .. }
            | ExprKind::Struct { .. } => format!("({text})"),
            _ => text,
        }
    }

    fn constant(&self, id: ConstId) -> String {
        match self.source.consts.get(id.0 as usize) {
            Some(ConstValue::Count(n)) => n.to_string(),
            Some(ConstValue::Duration(limit)) => format!("{limit:?}"),
            Some(ConstValue::Retry(policy)) => {
                let one = |retry: &asl_dsl::Retry| {
                    let mut text = format!("Retry::on({:?})", retry.errors);
                    text += &retry.max_attempts.map_or_else(String::new, |n| format!(".max({n})"));
                    text + &retry.interval.map_or_else(String::new, |n| format!(".every({n:?})"))
                };
                policy.0.iter().map(one).collect::<Vec<_>>().join(", ")
            }
            Some(ConstValue::Text(text)) => format!("{text:?}"),
            Some(ConstValue::Data(Ok(json))) => json.to_string(),
            _ => "?".to_owned(),
        }
    }

    fn options(&self, options: &[CallOption]) -> String {
        let one = |option: &CallOption| match option {
            CallOption::Retry(id) => format!(".retry({})", self.constant(*id)),
            CallOption::Timeout(id) => format!(".timeout({})", self.constant(*id)),
            CallOption::Heartbeat(id) => format!(".heartbeat({})", self.constant(*id)),
            CallOption::Named(id) => format!(".named({})", self.constant(*id)),
            CallOption::Credentials(id) => format!(".credentials({})", self.constant(*id)),
        };
        options.iter().map(one).collect()
    }

    fn block(&self, block: &Block, indent: usize) -> String {
        let mut text = "{\n".to_owned();
        for stmt in &block.stmts {
            let line = match stmt {
                Stmt::Let { pattern, value: None, .. } => format!("let {};", self.typed(pattern)),
                Stmt::Let { pattern, value: Some(value), otherwise, .. } => {
                    let otherwise =
                        otherwise.as_ref().map_or_else(String::new, |e| format!(" else {}", self.expr(e, indent + 1)));
                    format!("let {} = {}{otherwise};", self.typed(pattern), self.expr(value, indent + 1))
                }
                Stmt::Expr { expr, .. } => format!("{};", self.expr(expr, indent + 1)),
            };
            text += &format!("{}{line}\n", tabs(indent + 1));
        }
        if let Some(tail) = &block.tail {
            text += &format!("{}{}\n", tabs(indent + 1), self.expr(tail, indent + 1));
        }
        text + &tabs(indent) + "}"
    }

    /// A pattern, with the type where it has a slot.
    fn typed(&self, pattern: &Pattern) -> String {
        let text = self.pattern(pattern);
        match &pattern.kind {
            PatternKind::Bind { var, sub: None } => {
                let ty = self.source.program.vars.get(var.0 as usize).and_then(|var| var.ty);
                ty.map_or_else(|| text.clone(), |slot| format!("{text}: {}", self.slot(slot.0)))
            }
            _ => text,
        }
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        let list = |list: &[Pattern]| list.iter().map(|sub| self.pattern(sub)).collect::<Vec<_>>();
        match &pattern.kind {
            PatternKind::Wild => "_".to_owned(),
            PatternKind::Bind { var, sub } => {
                let mutable = self.source.program.vars.get(var.0 as usize).is_some_and(|var| var.mutable);
                let sub = sub.as_ref().map_or_else(String::new, |sub| format!(" @ {}", self.pattern(sub)));
                format!("{}{}{sub}", if mutable { "mut " } else { "" }, self.var(*var))
            }
            PatternKind::Value(value) => self.expr(value, 0),
            PatternKind::Range { from, to, inclusive } => {
                let bound = |bound: &Option<Box<Expr>>| bound.as_ref().map_or_else(String::new, |e| self.expr(e, 0));
                format!("{}{}{}", bound(from), if *inclusive { "..=" } else { ".." }, bound(to))
            }
            PatternKind::Or(alternatives) => list(alternatives).join(" | "),
            PatternKind::Tuple(parts) => format!("({})", list(parts).join(", ")),
            PatternKind::List(parts) => format!("[{}]", list(parts).join(", ")),
            PatternKind::Item { name, fields } if fields.is_empty() => name.clone(),
            PatternKind::Item { name, fields } => {
                let positional = fields.iter().all(|field| field.name.parse::<usize>().is_ok());
                let parts: Vec<_> = fields
                    .iter()
                    .map(|field| match positional {
                        true => self.pattern(&field.pattern),
                        false => format!("{}: {}", field.name, self.pattern(&field.pattern)),
                    })
                    .collect();
                match positional {
                    true => format!("{name}({})", parts.join(", ")),
                    false => format!("{name} {{ {}, .. }}", parts.join(", ")),
                }
            }
        }
    }
}

fn tabs(indent: usize) -> String {
    "    ".repeat(indent)
}

fn type_name(ty: &Type) -> String {
    ty.to_string()
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Unit => "()".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Int(digits) | Literal::Float(digits) => digits.clone(),
        Literal::Str(text) => format!("{text:?}"),
        Literal::Char(c) => format!("{c:?}"),
    }
}
