//! What states are called: words from what the user wrote, and the enclosing constructs to tell two of one name apart.

use super::cx::Cx;
use crate::jsonata::Jx;
use crate::task::ConstValue;
use asl_hir::{BinaryOp, Expr, ExprKind, Literal, Pattern, PatternKind, Stmt, UnaryOp, VarId, walk_expr};

/// `charge_card` as `Charge card`.
pub(crate) fn sentence(name: &str) -> String {
    let words = name.trim_matches('_').replace('_', " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "State".to_owned(),
    }
}

/// `Charge card` as `charge_card`: the hint for a variable that holds its result.
pub(crate) fn lower_first(name: &str) -> String {
    name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

/// The name of what a pattern binds, for variables and states.
pub(crate) fn binding(cx: &Cx<'_>, pattern: &Pattern) -> String {
    match pattern.bindings().as_slice() {
        [var] => cx.ids.hint(*var).trim_matches('_').to_owned(),
        _ => "item".to_owned(),
    }
}

/// The construct that a match arm is, for the names of the states in it.
pub(crate) fn arm(scrutinee: &Expr, arm: &Pattern) -> String {
    let callee = match &scrutinee.kind {
        ExprKind::Await(future) => match &future.kind {
            ExprKind::Call { name, .. } => Some(name.replace('_', " ")),
            ExprKind::MapEach { .. } => Some("map".to_owned()),
            ExprKind::Join { .. } => Some("join".to_owned()),
            _ => None,
        },
        _ => None,
    };
    match (callee, &arm.kind) {
        (Some(callee), PatternKind::Item { name, fields }) if name == "Err" => {
            match fields.first().map(|f| &f.pattern.kind) {
                Some(PatternKind::Item { name, .. }) => format!("when {callee} failed with {name}"),
                _ => format!("when {callee} failed"),
            }
        }
        (Some(callee), PatternKind::Item { name, .. }) if name == "Ok" => format!("after {callee}"),
        _ => format!("if {}", pattern(arm)),
    }
}

/// The construct that a branch of a join is.
pub(crate) fn branch(branch: &Expr, i: usize) -> String {
    match &branch.kind {
        ExprKind::Call { name, .. } => format!("beside {}", name.replace('_', " ")),
        _ => format!("branch {}", i + 1),
    }
}

/// What a join is called: its branches.
pub(crate) fn branches(join: &Expr) -> String {
    fn first_call(e: &Expr) -> Option<String> {
        if let ExprKind::Call { name, .. } = &e.kind {
            return Some(name.replace('_', " "));
        }
        let mut found = None;
        walk_expr(e, &mut |child| {
            if found.is_none() {
                found = first_call(child);
            }
        });
        found
    }
    let ExprKind::Join { branches, .. } = &join.kind else { return "Parallel".to_owned() };
    let calls: Vec<String> = branches.iter().filter_map(first_call).collect();
    match calls.as_slice() {
        [] => "Parallel".to_owned(),
        [one] => sentence(one),
        [most @ .., last] => sentence(&format!("{} and {last}", most.join(", "))),
    }
}

/// A pattern in words: the variant or the literal that it asks for.
pub(crate) fn pattern(pattern: &Pattern) -> String {
    match &pattern.kind {
        PatternKind::Wild => "otherwise".to_owned(),
        PatternKind::Bind { sub: None, .. } => "otherwise".to_owned(),
        PatternKind::Bind { sub: Some(sub), .. } => self::pattern(sub),
        PatternKind::Value(value) => literal(value),
        PatternKind::Range { .. } => "in range".to_owned(),
        PatternKind::Or(list) => list.iter().map(self::pattern).collect::<Vec<_>>().join(" or "),
        PatternKind::Tuple(list) | PatternKind::List(list) => {
            list.iter().map(self::pattern).filter(|p| p != "otherwise").collect::<Vec<_>>().join(" and ")
        }
        PatternKind::Item { name, fields } => match fields.as_slice() {
            [field] => match &field.pattern.kind {
                PatternKind::Item { .. } | PatternKind::Value(_) => format!("{name} {}", self::pattern(&field.pattern)),
                _ => name.clone(),
            },
            _ => name.clone(),
        },
    }
}

fn literal(e: &Expr) -> String {
    match &e.kind {
        ExprKind::Lit(Literal::Str(text)) => text.clone(),
        ExprKind::Lit(Literal::Int(digits) | Literal::Float(digits)) => digits.clone(),
        ExprKind::Lit(Literal::Bool(value)) => value.to_string(),
        ExprKind::Lit(Literal::Char(c)) => c.to_string(),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => format!("-{}", literal(operand)),
        _ => "constant".to_owned(),
    }
}

/// A condition as the user wrote it, shortened: `order.items.is_empty()`.
pub(crate) fn describe(cx: &Cx<'_>, e: &Expr) -> String {
    let text = words(cx, e, 0);
    if text.chars().count() <= 60 { text } else { text.chars().take(57).chain("...".chars()).collect() }
}

/// A JSONata value in words, where it is a literal.
pub(crate) fn describe_value(x: &Jx) -> String {
    match x {
        Jx::Str(text) => text.to_string(),
        _ => "then".to_owned(),
    }
}

fn words(cx: &Cx<'_>, e: &Expr, depth: usize) -> String {
    // Nobody reads a name that deep, and it is cut at 60 characters anyway.
    if depth > 8 {
        return "...".to_owned();
    }
    let sub = |e: &Expr| words(cx, e, depth + 1);
    match &e.kind {
        ExprKind::Lit(Literal::Str(text)) => text.replace(['{', '}'], ""),
        ExprKind::Lit(Literal::Unit) => "()".to_owned(),
        ExprKind::Lit(_) => literal(e),
        ExprKind::Var(var) => cx.ids.hint(*var).to_owned(),
        ExprKind::Const(id) => constant(cx, *id),
        ExprKind::Field { base, name } => format!("{}.{name}", sub(base)),
        ExprKind::Method { receiver, name, args } => match name.as_str() {
            "clone" | "as_str" | "to_string" | "to_owned" | "iter" | "as_ref" | "as_deref" => sub(receiver),
            _ => format!("{}.{name}({})", sub(receiver), args.iter().map(sub).collect::<Vec<_>>().join(", ")),
        },
        ExprKind::Closure(closure) => sub(&closure.body),
        ExprKind::Call { name, .. } => name.replace('_', " "),
        ExprKind::Await(inner) | ExprKind::Try(inner) | ExprKind::Cast(inner) => sub(inner),
        ExprKind::Unary { op: UnaryOp::Not, operand } => format!("not {}", sub(operand)),
        ExprKind::Unary { op: UnaryOp::Neg, operand } => format!("-{}", sub(operand)),
        ExprKind::Binary { op, left, right } => format!("{} {} {}", sub(left), operator(*op), sub(right)),
        ExprKind::Let { pattern, value } => format!("{} is {}", sub(value), self::pattern(pattern)),
        ExprKind::Ctor { name, args } if args.is_empty() => name.clone(),
        ExprKind::Ctor { name, .. } | ExprKind::Struct { name, .. } => name.clone(),
        ExprKind::Tuple(parts) => parts.iter().map(sub).collect::<Vec<_>>().join(", "),
        ExprKind::Index { base, index } => format!("{}[{}]", sub(base), sub(index)),
        ExprKind::Some(inner) => format!("Some({})", sub(inner)),
        ExprKind::Ok(inner) => format!("Ok({})", sub(inner)),
        ExprKind::Err(inner) => format!("Err({})", sub(inner)),
        ExprKind::None => "None".to_owned(),
        ExprKind::Format(_) => "text".to_owned(),
        ExprKind::Block(block) => block.tail.as_ref().map_or("()".to_owned(), |tail| sub(tail)),
        _ => "value".to_owned(),
    }
}

/// A constant's value where it is short.
fn constant(cx: &Cx<'_>, id: asl_hir::ConstId) -> String {
    match cx.constant(id) {
        Some(ConstValue::Data(Ok(serde_json::Value::String(text)))) if text.len() <= 24 => text.clone(),
        Some(ConstValue::Data(Ok(value @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_))))) => {
            value.to_string()
        }
        _ => "constant".to_owned(),
    }
}

fn operator(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
        BinaryOp::Eq => "is",
        BinaryOp::Ne => "is not",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
    }
}

/// Reports each variable that an expression assigns.
pub(crate) fn assigned_vars(e: &Expr, found: &mut dyn FnMut(VarId)) {
    fn root(place: &Expr) -> Option<VarId> {
        match &place.kind {
            ExprKind::Var(var) => Some(*var),
            ExprKind::Field { base, .. } | ExprKind::Index { base, .. } => root(base),
            _ => None,
        }
    }
    match &e.kind {
        ExprKind::Assign { place, .. } => root(place).into_iter().for_each(&mut *found),
        ExprKind::Method { receiver, name, args } if super::methods::is_mutation(name, args.len()) => {
            root(receiver).into_iter().for_each(&mut *found);
        }
        ExprKind::Block(block) => {
            for stmt in &block.stmts {
                if let Stmt::Let { pattern, .. } = stmt {
                    pattern.bindings().into_iter().for_each(&mut *found);
                }
            }
        }
        _ => {}
    }
    walk_expr(e, &mut |child| assigned_vars(child, found));
}
