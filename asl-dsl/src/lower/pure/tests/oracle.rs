//! What Rust says an expression is: a small interpreter of the program form, independent of lowering.
//!
//! Values carry Rust's structure, not JSON's: names of fields are Rust's, `None` is `None`. [`to_json`] writes them as serde would.

use crate::shape::{EnumShape, FieldShape, Layout, Tagging, Type};
use asl_hir::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A Rust value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Val {
    Unit,
    Bool(bool),
    Int(i64),
    Str(String),
    Maybe(Option<Box<Val>>),
    /// Lists and tuples.
    Seq(Vec<Val>),
    /// A struct, or the fields of a variant, by Rust name.
    Struct(BTreeMap<String, Val>),
    Enum(String, BTreeMap<String, Val>),
    Outcome(Result<Box<Val>, Box<Val>>),
}

use Val::*;

/// The variables in scope.
pub(crate) type Env = BTreeMap<VarId, Val>;

/// The value of an expression; `None` where Rust panics.
pub(crate) fn eval(e: &Expr, env: &mut Env, types: &dyn Fn(SlotId) -> Type) -> Option<Val> {
    let go = |e: &Expr, env: &mut Env| eval(e, env, types);
    Some(match &e.kind {
        ExprKind::Lit(Literal::Unit) => Unit,
        ExprKind::Lit(Literal::Bool(value)) => Bool(*value),
        ExprKind::Lit(Literal::Int(digits)) => Int(digits.parse().unwrap()),
        ExprKind::Lit(Literal::Str(text)) => Str(text.clone()),
        ExprKind::Var(var) => env.get(var).unwrap_or_else(|| panic!("unbound {var:?}")).clone(),
        ExprKind::Some(inner) => Maybe(Some(Box::new(go(inner, env)?))),
        ExprKind::None => Maybe(None),
        ExprKind::Ok(inner) => Outcome(Ok(Box::new(go(inner, env)?))),
        ExprKind::Err(inner) => Outcome(Err(Box::new(go(inner, env)?))),
        ExprKind::Field { base, name } => match go(base, env)? {
            Struct(fields) => fields[name].clone(),
            Seq(items) => items[name.parse::<usize>().unwrap()].clone(),
            other => panic!("field {name} of {other:?}"),
        },
        ExprKind::List(items) | ExprKind::Tuple(items) => {
            Seq(items.iter().map(|item| go(item, env)).collect::<Option<_>>()?)
        }
        ExprKind::Index { base, index } => match (go(base, env)?, go(index, env)?) {
            (Seq(items), Int(at)) => items.get(usize::try_from(at).ok()?)?.clone(),
            other => panic!("index {other:?}"),
        },
        ExprKind::Unary { op, operand } => match (op, go(operand, env)?) {
            (UnaryOp::Not, Bool(value)) => Bool(!value),
            (UnaryOp::Neg, Int(value)) => Int(-value),
            other => panic!("unary {other:?}"),
        },
        ExprKind::Binary { op: BinaryOp::And, left, right } => match go(left, env)? {
            Bool(true) => go(right, env)?,
            no => no,
        },
        ExprKind::Binary { op: BinaryOp::Or, left, right } => match go(left, env)? {
            Bool(false) => go(right, env)?,
            yes => yes,
        },
        ExprKind::Binary { op, left, right } => binary(*op, go(left, env)?, go(right, env)?)?,
        ExprKind::Format(parts) => {
            let mut out = String::new();
            for part in parts {
                match part {
                    FormatPart::Text(text) => out.push_str(text),
                    FormatPart::Value(e) => match go(e, env)? {
                        Str(text) => out.push_str(&text),
                        Int(value) => out.push_str(&value.to_string()),
                        Bool(value) => out.push_str(&value.to_string()),
                        other => panic!("format {other:?}"),
                    },
                }
            }
            Str(out)
        }
        ExprKind::If { cond, then, otherwise } => match (go(cond, env)?, otherwise) {
            (Bool(true), _) => go(then, env)?,
            (_, Some(otherwise)) => go(otherwise, env)?,
            _ => Unit,
        },
        ExprKind::Let { pattern, value } => {
            let value = go(value, env)?;
            Bool(matches(pattern, &value, env, types)?)
        }
        ExprKind::Match { scrutinee, arms } => {
            let value = go(scrutinee, env)?;
            for arm in arms {
                if matches(&arm.pattern, &value, env, types)?
                    && match &arm.guard {
                        Some(guard) => eval(guard, env, types)? == Bool(true),
                        None => true,
                    }
                {
                    return eval(&arm.body, env, types);
                }
            }
            panic!("no arm for {value:?}")
        }
        ExprKind::Block(block) => {
            for stmt in &block.stmts {
                if let Stmt::Let { pattern, value: Some(value), .. } = stmt {
                    let value = go(value, env)?;
                    assert!(matches(pattern, &value, env, types)?, "refutable let");
                }
            }
            match &block.tail {
                Some(tail) => go(tail, env)?,
                None => Unit,
            }
        }
        ExprKind::Struct { name, fields, base } => {
            let mut all = match base {
                Some(base) => match go(base, env)? {
                    Struct(fields) => fields,
                    other => panic!("update {other:?}"),
                },
                None => BTreeMap::new(),
            };
            for field in fields {
                all.insert(field.name.clone(), go(&field.value, env)?);
            }
            made(e, name, all, types)
        }
        ExprKind::Ctor { name, args } => {
            let mut all = BTreeMap::new();
            for (i, arg) in args.iter().enumerate() {
                all.insert(i.to_string(), go(arg, env)?);
            }
            made(e, name, all, types)
        }
        ExprKind::Range { from, to, inclusive } => match (go(from, env)?, go(to, env)?) {
            (Int(from), Int(to)) => Seq((from..to + i64::from(*inclusive)).map(Int).collect()),
            other => panic!("range {other:?}"),
        },
        other => panic!("the oracle doesn't know {other:?}"),
    })
}

fn made(e: &Expr, name: &str, fields: BTreeMap<String, Val>, types: &dyn Fn(SlotId) -> Type) -> Val {
    match types(e.ty.unwrap()) {
        Type::Struct(_) => Struct(fields),
        Type::Enum(_) => Enum(name.to_owned(), fields),
        other => panic!("made {other}"),
    }
}

fn binary(op: BinaryOp, left: Val, right: Val) -> Option<Val> {
    use BinaryOp::*;
    Some(match (op, left, right) {
        (Eq, a, b) => Bool(a == b),
        (Ne, a, b) => Bool(a != b),
        (Add, Str(a), Str(b)) => Str(a + &b),
        (Lt, Str(a), Str(b)) => Bool(a < b),
        (Le, Str(a), Str(b)) => Bool(a <= b),
        (Gt, Str(a), Str(b)) => Bool(a > b),
        (Ge, Str(a), Str(b)) => Bool(a >= b),
        (op, Int(a), Int(b)) => match op {
            Add => Int(exact(a.checked_add(b)?)?),
            Sub => Int(exact(a.checked_sub(b)?)?),
            Mul => Int(exact(a.checked_mul(b)?)?),
            Div => Int(a.checked_div(b)?),
            Rem => Int(a.checked_rem(b)?),
            Lt => Bool(a < b),
            Le => Bool(a <= b),
            Gt => Bool(a > b),
            Ge => Bool(a >= b),
            other => panic!("{other:?} on integers"),
        },
        other => panic!("binary {other:?}"),
    })
}

/// Beyond 2^53 nothing is promised.
fn exact(value: i64) -> Option<i64> {
    (value.unsigned_abs() < 1 << 53).then_some(value)
}

/// Whether a value matches; binds what matches. `None` where Rust panics.
fn matches(p: &Pattern, value: &Val, env: &mut Env, types: &dyn Fn(SlotId) -> Type) -> Option<bool> {
    Some(match (&p.kind, value) {
        (PatternKind::Wild, _) => true,
        (PatternKind::Bind { var, sub }, value) => {
            let inner = match sub {
                Some(sub) => matches(sub, value, env, types)?,
                None => true,
            };
            if inner {
                env.insert(*var, value.clone());
            }
            inner
        }
        (PatternKind::Value(e), value) => eval(e, env, types)? == *value,
        (PatternKind::Range { from, to, inclusive }, Int(value)) => {
            let mut bound = |e: &Option<Box<Expr>>, otherwise: i64| match e {
                Some(e) => match eval(e, env, types) {
                    Some(Int(bound)) => bound,
                    other => panic!("bound {other:?}"),
                },
                None => otherwise,
            };
            let (low, high) = (bound(from, i64::MIN), bound(to, i64::MAX));
            low <= *value && (*value < high || (*inclusive || to.is_none()) && *value == high)
        }
        (PatternKind::Or(alternatives), value) => {
            for alternative in alternatives {
                if matches(alternative, value, env, types)? {
                    return Some(true);
                }
            }
            false
        }
        (PatternKind::Tuple(parts), Seq(items)) => all(parts.iter().zip(items), env, types)?,
        (PatternKind::List(parts), Seq(items)) => {
            parts.len() == items.len() && all(parts.iter().zip(items), env, types)?
        }
        (PatternKind::Item { name, fields }, value) => match (name.as_str(), value) {
            ("None", Maybe(inner)) => inner.is_none(),
            ("Some", Maybe(inner)) => match inner {
                Some(inner) => all(fields.iter().map(|f| (&f.pattern, &**inner)), env, types)?,
                None => false,
            },
            ("Ok", Outcome(inner)) => match inner {
                Ok(inner) => all(fields.iter().map(|f| (&f.pattern, &**inner)), env, types)?,
                Err(_) => false,
            },
            ("Err", Outcome(inner)) => match inner {
                Err(inner) => all(fields.iter().map(|f| (&f.pattern, &**inner)), env, types)?,
                Ok(_) => false,
            },
            (_, Struct(members)) => all(fields.iter().map(|f| (&f.pattern, &members[&f.name])), env, types)?,
            (name, Enum(variant, members)) => {
                name == variant && all(fields.iter().map(|f| (&f.pattern, &members[&f.name])), env, types)?
            }
            other => panic!("match {other:?}"),
        },
        other => panic!("match {other:?}"),
    })
}

fn all<'a>(
    parts: impl Iterator<Item = (&'a Pattern, &'a Val)>,
    env: &mut Env,
    types: &dyn Fn(SlotId) -> Type,
) -> Option<bool> {
    for (pattern, value) in parts {
        if !matches(pattern, value, env, types)? {
            return Some(false);
        }
    }
    Some(true)
}

/// The JSON that serde writes. `sparse` decides, field by field, whether a `None` is left out.
pub(crate) fn to_json(value: &Val, ty: &Type, sparse: &mut dyn FnMut() -> bool) -> Value {
    match (value, ty) {
        (Unit, _) => Value::Null,
        (Bool(value), _) => json!(value),
        (Int(value), Type::Struct(_) | Type::Int(_)) => json!(value),
        (Str(value), _) => json!(value),
        (Maybe(None), _) => Value::Null,
        (Maybe(Some(inner)), Type::Option(ty)) => to_json(inner, ty, sparse),
        (Seq(items), Type::List(ty)) => items.iter().map(|item| to_json(item, ty, sparse)).collect(),
        (Seq(items), Type::Tuple(types)) => {
            items.iter().zip(types).map(|(item, ty)| to_json(item, ty, sparse)).collect()
        }
        (Struct(members), Type::Struct(shape)) => fields_json(members, shape.layout, shape.fields, sparse),
        (Enum(variant, members), Type::Enum(shape)) => enum_json(variant, members, shape, sparse),
        (Outcome(Ok(inner)), Type::Result(ty, _)) => json!({ "Ok": to_json(inner, ty, sparse) }),
        (Outcome(Err(inner)), Type::Result(_, ty)) => json!({ "Err": to_json(inner, ty, sparse) }),
        other => panic!("json of {other:?}"),
    }
}

fn fields_json(
    members: &BTreeMap<String, Val>,
    layout: Layout,
    fields: &[FieldShape],
    sparse: &mut dyn FnMut() -> bool,
) -> Value {
    let mut each = fields.iter().map(|field| (field.json, &members[field.rust], (field.ty)()));
    match layout {
        Layout::Unit => Value::Null,
        Layout::Newtype => each.next().map(|(_, value, ty)| to_json(value, &ty, sparse)).unwrap(),
        Layout::Tuple => each.map(|(_, value, ty)| to_json(value, &ty, sparse)).collect(),
        Layout::Object => {
            let mut object = Map::new();
            for (key, value, ty) in each {
                if !(*value == Maybe(None) && sparse()) {
                    object.insert(key.to_owned(), to_json(value, &ty, sparse));
                }
            }
            Value::Object(object)
        }
    }
}

fn enum_json(
    name: &str,
    members: &BTreeMap<String, Val>,
    shape: &EnumShape,
    sparse: &mut dyn FnMut() -> bool,
) -> Value {
    let variant = shape.variants.iter().find(|variant| variant.rust == name).unwrap();
    let content = fields_json(members, variant.layout, variant.fields, sparse);
    match shape.tagging {
        Tagging::External if variant.layout == Layout::Unit => json!(variant.json),
        Tagging::External => json!({ variant.json: content }),
        Tagging::Internal { tag } => {
            let mut object = Map::new();
            object.insert(tag.to_owned(), json!(variant.json));
            if let Value::Object(members) = content {
                object.extend(members);
            }
            Value::Object(object)
        }
        Tagging::Adjacent { tag, .. } if variant.layout == Layout::Unit => json!({ tag: variant.json }),
        Tagging::Adjacent { tag, content: key } => json!({ tag: variant.json, key: content }),
        Tagging::Untagged => content,
    }
}

/// JSON in which a field that is null and one that is missing are the same, and numbers are compared by value.
pub(crate) fn normal(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(members.map(|(key, value)| (key.clone(), normal(value))).collect())
        }
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Number(number) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 && float.abs() < 9e15 => json!(float as i64),
            _ => value.clone(),
        },
        other => other.clone(),
    }
}
