//! Constants: in expressions, in patterns, and those that are filled at deployment.

use super::Builder;
use asl_dsl::shape::{Integer, Type};
use asl_dsl::task::ConstValue;
use asl_hir::{Expr, ExprKind};
use serde_json::{Value as Json, json};

impl Builder {
    /// `LIMIT`, for a type that has constants.
    pub(super) fn constant_of(&mut self, ty: &Type) -> Option<Expr> {
        let value = self.constant_json(ty)?;
        let id = self.constant(ConstValue::Data(Ok(value)));
        let constant = self.node(ExprKind::Const(id), ty);
        Some(self.tie(constant))
    }

    /// The same in a pattern, where its type is that of what is matched.
    pub(super) fn constant_pattern(&mut self, ty: &Type) -> Option<Expr> {
        let mut constant = self.constant_of(ty)?;
        constant.ty = None;
        Some(constant)
    }

    fn constant_json(&mut self, ty: &Type) -> Option<Json> {
        Some(match ty {
            Type::Bool => json!(self.random.one_in(2)),
            Type::Int(int) => json!(self.some_integer(*int)),
            Type::Float => json!(self.random.below(13) as f64 / 4.0),
            Type::String => json!(self.some_text()),
            Type::Char => json!(*self.random.pick(&["a", "{", "😀"])),
            Type::Json => self.random.pick(&[json!(true), json!(""), json!([])]).clone(),
            // `const FIRST: Status = Status::New`.
            Type::Enum(shape) if shape.name == "Status" => json!(self.random.pick(shape.variants).json),
            Type::Struct(shape) if shape.name == "Point" => {
                json!({ "x": self.random.below(4), "y": self.random.below(4) })
            }
            Type::Option(inner) => match self.random.one_in(2) {
                true => Json::Null,
                false => self.constant_json(inner)?,
            },
            Type::Tuple(parts) => parts.iter().map(|part| self.constant_json(part)).collect::<Option<_>>()?,
            _ => return None,
        })
    }

    /// A small number, or one of those beyond which a type ends.
    pub(super) fn some_integer(&mut self, ty: Integer) -> i64 {
        let n = self.random.below(6) as i64;
        let greatest = match (ty.bits, ty.signed) {
            (8, false) => i64::from(u8::MAX),
            (32, true) => i64::from(i32::MAX),
            // Beyond it numbers are not exact in JSON.
            _ => (1 << 53) - 1,
        };
        match self.random.below(40) {
            0 => greatest - n / 2,
            1 if ty.signed && ty.bits == 32 => n / 2 - greatest - 1,
            1 if ty.signed => n / 2 - greatest,
            2..10 if ty.signed => -n,
            _ => n,
        }
    }

    /// `placeholder!("Topic")`.
    pub(super) fn placeholder(&mut self) -> Expr {
        let id = self.constant(ConstValue::Text("${Topic}".to_owned()));
        self.node(ExprKind::Const(id), &Type::String)
    }
}
