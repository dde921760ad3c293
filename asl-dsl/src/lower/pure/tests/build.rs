//! Programs in the small: expressions, the tables that go with them, and their value in the engine.

use super::evaluate_payload;
use crate::jsonata::{BinOp, Jx};
use crate::lower::Cx;
use crate::shape::{
    EnumShape, ErrorKind, ErrorShape, ErrorVariant, FieldShape, Integer, Layout, Skipped, StructShape, Tagging, Type,
    VariantShape,
};
use crate::task::{ConstValue, SlotInfo};
use asl_hir::{
    Arm, BinaryOp, ConstId, Expr, ExprKind, FieldInit, FieldPattern, FormatPart, Literal, Pattern, PatternKind,
    Program, SlotId, Span, UnaryOp, Var, VarId,
};
use serde_json::Value;
use std::rc::Rc;

pub(crate) const U64: Type = Type::Int(Integer { signed: false, bits: 64 });

/// The tables of a program under test, and the values of its variables when it runs.
#[derive(Default)]
pub(crate) struct Bench {
    pub(crate) types: Vec<SlotInfo>,
    pub(crate) consts: Vec<ConstValue>,
    pub(crate) vars: Vec<Var>,
    values: Vec<(String, Value)>,
}

impl Bench {
    pub(crate) fn slot(&mut self, ty: Type) -> SlotId {
        self.types.push(SlotInfo::Value(ty));
        SlotId(self.types.len() as u32 - 1)
    }

    /// A variable of the program that nothing has a value for: one that a pattern binds.
    pub(crate) fn bound(&mut self, name: &str, ty: Option<Type>) -> VarId {
        let ty = ty.map(|ty| self.slot(ty));
        self.vars.push(Var { name: name.to_owned(), mutable: false, ty, span: Span::default() });
        VarId(self.vars.len() as u32 - 1)
    }

    /// A state machine variable with a value.
    pub(crate) fn given(&mut self, name: &str, ty: Type, value: Value) -> Expr {
        let var = self.bound(name, Some(ty));
        self.values.push((name.to_owned(), value));
        x(ExprKind::Var(var))
    }

    pub(crate) fn constant(&mut self, ty: Type, value: Value) -> Expr {
        self.consts.push(ConstValue::Data(Ok(value)));
        let id = ConstId(self.consts.len() as u32 - 1);
        self.typed(ExprKind::Const(id), ty)
    }

    pub(crate) fn typed(&mut self, kind: ExprKind, ty: Type) -> Expr {
        Expr { kind, span: Span::default(), ty: Some(self.slot(ty)) }
    }

    pub(crate) fn ctor(&mut self, name: &str, ty: Type, args: Vec<Expr>) -> Expr {
        self.typed(ExprKind::Ctor { name: name.to_owned(), args }, ty)
    }

    pub(crate) fn make(&mut self, name: &str, ty: Type, fields: Vec<(&str, Expr)>, base: Option<Expr>) -> Expr {
        let fields = fields.into_iter().map(|(name, value)| FieldInit { name: name.to_owned(), value }).collect();
        self.typed(ExprKind::Struct { name: name.to_owned(), fields, base: base.map(Box::new) }, ty)
    }

    fn program(&self) -> Program {
        Program {
            name: "test".to_owned(),
            comment: None,
            machine: None,
            timeout: None,
            file: "test.rs".to_owned(),
            span: Span::default(),
            params: Vec::new(),
            output: SlotId(u32::MAX),
            vars: self.vars.clone(),
            body: x(ExprKind::Lit(Literal::Unit)),
        }
    }

    /// Lowers an expression: its JSONata and its type, or the first error.
    pub(crate) fn lower(&self, e: &Expr) -> Result<(Jx, Type), String> {
        let program = self.program();
        let mut cx = Cx::new(&program, &self.types, &self.consts);
        let value = cx.value(e);
        match (value, cx.errors.first()) {
            (Some(value), None) => Ok((value.x, value.ty)),
            (_, Some(error)) => Err(error.message.clone()),
            (None, None) => panic!("no value and no error"),
        }
    }

    /// The expression as text.
    pub(crate) fn text(&self, e: &Expr) -> String {
        let (x, _) = self.lower(e).unwrap();
        x.to_text(&|var| &self.vars[var.0 as usize].name)
    }

    /// The value of the expression in the engine.
    pub(crate) fn value(&self, e: &Expr) -> Result<Value, String> {
        let (x, _) = self.lower(e)?;
        self.run(&x)
    }

    /// The same in an engine that evaluates both sides of every `and` and `or`, which the service's may be.
    pub(crate) fn value_without_laziness(&self, e: &Expr) -> Result<Value, String> {
        let (x, _) = self.lower(e)?;
        self.run(&eager(&x, &mut 0))
    }

    /// Lowers the expression as a workflow's body; the messages of what is wrong.
    pub(crate) fn machine(&self, body: Expr) -> Result<(), Vec<String>> {
        let program = Program { body, ..self.program() };
        match crate::lower::lower(&program, &self.types, &self.consts) {
            Ok(_) => Ok(()),
            Err(errors) => Err(errors.into_iter().map(|located| located.error.message).collect()),
        }
    }

    fn run(&self, x: &Jx) -> Result<Value, String> {
        let depth = x.depth();
        assert!(depth <= 60, "{depth} levels: {}", x.to_text(&|var| &self.vars[var.0 as usize].name));
        let payload = x.to_payload(&|var| &self.vars[var.0 as usize].name);
        evaluate_payload(&payload, &Value::Null, &self.values)
    }
}

/// Every operand of `and` and `or` is bound before one of them decides.
fn eager(x: &Jx, made: &mut u32) -> Jx {
    let x = x.map_children(&mut |child| eager(child, made));
    let Jx::Binary(op @ (BinOp::And | BinOp::Or), operands) = &x else { return x };
    let bound: Vec<(Rc<str>, Jx)> = operands
        .iter()
        .map(|operand| {
            *made += 1;
            (format!("_e{made}").into(), operand.clone())
        })
        .collect();
    let body = Jx::Binary(*op, bound.iter().map(|(name, _)| Jx::Local(name.clone())).collect());
    Jx::Let(bound.into(), Rc::new(body))
}

pub(crate) fn x(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::default(), ty: None }
}

pub(crate) fn int(value: i64) -> Expr {
    let digits = x(ExprKind::Lit(Literal::Int(value.unsigned_abs().to_string())));
    if value < 0 { x(ExprKind::Unary { op: UnaryOp::Neg, operand: Box::new(digits) }) } else { digits }
}

pub(crate) fn float(text: &str) -> Expr {
    x(ExprKind::Lit(Literal::Float(text.to_owned())))
}

pub(crate) fn string(text: &str) -> Expr {
    x(ExprKind::Lit(Literal::Str(text.to_owned())))
}

pub(crate) fn boolean(value: bool) -> Expr {
    x(ExprKind::Lit(Literal::Bool(value)))
}

pub(crate) fn var(id: VarId) -> Expr {
    x(ExprKind::Var(id))
}

pub(crate) fn some(e: Expr) -> Expr {
    x(ExprKind::Some(Box::new(e)))
}

pub(crate) fn none() -> Expr {
    x(ExprKind::None)
}

pub(crate) fn field(base: Expr, name: &str) -> Expr {
    x(ExprKind::Field { base: Box::new(base), name: name.to_owned() })
}

pub(crate) fn index(base: Expr, at: Expr) -> Expr {
    x(ExprKind::Index { base: Box::new(base), index: Box::new(at) })
}

pub(crate) fn bin(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    x(ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) })
}

pub(crate) fn not(operand: Expr) -> Expr {
    x(ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(operand) })
}

pub(crate) fn list(items: Vec<Expr>) -> Expr {
    x(ExprKind::List(items))
}

pub(crate) fn tuple(items: Vec<Expr>) -> Expr {
    x(ExprKind::Tuple(items))
}

pub(crate) fn if_else(cond: Expr, then: Expr, otherwise: Expr) -> Expr {
    x(ExprKind::If { cond: Box::new(cond), then: Box::new(then), otherwise: Some(Box::new(otherwise)) })
}

pub(crate) fn matches(pattern: Pattern, value: Expr) -> Expr {
    x(ExprKind::Let { pattern, value: Box::new(value) })
}

pub(crate) fn matching(scrutinee: Expr, arms: Vec<(Pattern, Expr)>) -> Expr {
    let arms = arms.into_iter().map(|(pattern, body)| Arm { pattern, guard: None, body }).collect();
    x(ExprKind::Match { scrutinee: Box::new(scrutinee), arms })
}

pub(crate) fn format(parts: Vec<FormatPart>) -> Expr {
    x(ExprKind::Format(parts))
}

pub(crate) fn pattern(kind: PatternKind) -> Pattern {
    Pattern { kind, span: Span::default() }
}

pub(crate) fn wild() -> Pattern {
    pattern(PatternKind::Wild)
}

pub(crate) fn bind(var: VarId) -> Pattern {
    pattern(PatternKind::Bind { var, sub: None })
}

pub(crate) fn value(e: Expr) -> Pattern {
    pattern(PatternKind::Value(Box::new(e)))
}

pub(crate) fn item(name: &str, fields: Vec<(&str, Pattern)>) -> Pattern {
    let fields = fields.into_iter().map(|(name, pattern)| FieldPattern { name: name.to_owned(), pattern }).collect();
    pattern(PatternKind::Item { name: name.to_owned(), fields })
}

macro_rules! field_shape {
    ($rust:literal, $json:literal, $ty:expr) => {
        FieldShape { rust: $rust, json: $json, ty: || $ty, optional: false, skipped: Skipped::Never, default: None }
    };
}

/// `struct Id(i64)`.
pub(crate) static ID: StructShape =
    StructShape { name: "Id", layout: Layout::Newtype, fields: &[field_shape!("0", "0", Type::I64)] };

/// `struct Pair(Vec<i64>, String)`.
pub(crate) static PAIR: StructShape = StructShape {
    name: "Pair",
    layout: Layout::Tuple,
    fields: &[field_shape!("0", "0", Type::list(Type::I64)), field_shape!("1", "1", Type::String)],
};

/// A struct with every kind of field, and awkward JSON names.
pub(crate) static ORDER: StructShape = StructShape {
    name: "Order",
    layout: Layout::Object,
    fields: &[
        field_shape!("id", "orderId", Type::Struct(&ID)),
        field_shape!("note", "and", Type::option(Type::String)),
        field_shape!("rows", "list of `rows`", Type::list(Type::list(Type::I64))),
        field_shape!("pair", "${pair}", Type::Struct(&PAIR)),
        FieldShape {
            rust: "retries",
            json: "retries",
            ty: || Type::I64,
            optional: true,
            skipped: Skipped::Never,
            default: Some(|| Some(Value::from(3))),
        },
        field_shape!("extra", "extra", Type::option(Type::list(Type::I64))),
    ],
};

macro_rules! variants {
    () => {
        &[
            VariantShape { rust: "Idle", json: "IDLE", layout: Layout::Unit, fields: &[] },
            VariantShape {
                rust: "Running",
                json: "RUNNING",
                layout: Layout::Object,
                fields: &[
                    field_shape!("count", "n", Type::I64),
                    field_shape!("why", "why", Type::option(Type::String)),
                ],
            },
            VariantShape {
                rust: "Held",
                json: "held by",
                layout: Layout::Newtype,
                fields: &[field_shape!("0", "0", Type::Struct(&POINT))],
            },
        ]
    };
}

/// `struct Point { x: i64, y: i64 }`.
pub(crate) static POINT: StructShape = StructShape {
    name: "Point",
    layout: Layout::Object,
    fields: &[field_shape!("x", "x", Type::I64), field_shape!("y", "y", Type::I64)],
};

pub(crate) static EXTERNAL: EnumShape = EnumShape { name: "Job", tagging: Tagging::External, variants: variants!() };
pub(crate) static INTERNAL: EnumShape =
    EnumShape { name: "InternalJob", tagging: Tagging::Internal { tag: "type" }, variants: variants!() };
pub(crate) static ADJACENT: EnumShape =
    EnumShape { name: "AdjacentJob", tagging: Tagging::Adjacent { tag: "t", content: "c" }, variants: variants!() };
pub(crate) static UNTAGGED: EnumShape =
    EnumShape { name: "LooseJob", tagging: Tagging::Untagged, variants: variants!() };

pub(crate) static STOCK_ERROR: ErrorShape = ErrorShape {
    name: "StockError",
    variants: &[
        ErrorVariant { rust: "Empty", kind: ErrorKind::Named("Stock.Empty"), layout: Layout::Unit, fields: &[] },
        ErrorVariant { rust: "Closed", kind: ErrorKind::Named("Closed"), layout: Layout::Unit, fields: &[] },
    ],
};

pub(crate) static PAY_ERROR: ErrorShape = ErrorShape {
    name: "PayError",
    variants: &[
        ErrorVariant {
            rust: "Declined",
            kind: ErrorKind::Named("CardDeclined"),
            layout: Layout::Object,
            fields: &[
                field_shape!("reason", "reason", Type::String),
                field_shape!("code", "code", Type::option(Type::I64)),
            ],
        },
        ErrorVariant {
            rust: "Stock",
            kind: ErrorKind::Transparent(|| &STOCK_ERROR),
            layout: Layout::Newtype,
            fields: &[],
        },
        ErrorVariant {
            rust: "Other",
            kind: ErrorKind::Other,
            layout: Layout::Object,
            fields: &[field_shape!("error", "error", Type::String), field_shape!("cause", "cause", Type::String)],
        },
    ],
};
