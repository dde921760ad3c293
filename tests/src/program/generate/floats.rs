//! Floats.

use super::types::I32;
use super::{Builder, boxed};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind};

impl Builder {
    pub(super) fn float(&mut self, depth: u32) -> Expr {
        use BinaryOp::{Add, Mul, Sub};
        let ty = Type::Float;
        let x = self.expr(&ty, depth);
        match self.random.below(8) {
            0..3 => {
                let op = *self.random.pick(&[Add, Sub, Mul]);
                let y = self.expr(&ty, 1);
                self.binary(op, x, y, &ty)
            }
            3 => {
                let name = *self.random.pick(&["floor", "ceil", "trunc", "trunc", "round_ties_even"]);
                self.method(x, name, Vec::new(), &ty)
            }
            4 => {
                let abs = self.method(x, "abs", Vec::new(), &ty);
                match self.random.one_in(2) {
                    true => self.method(abs, "sqrt", Vec::new(), &ty),
                    false => {
                        let two = self.lit(asl_hir::Literal::Float("2.0".to_owned()), &ty);
                        self.method(abs, "powf", vec![two], &ty)
                    }
                }
            }
            5 => {
                let y = self.expr(&ty, 1);
                let name = *self.random.pick(&["min", "max"]);
                self.method(x, name, vec![y], &ty)
            }
            6 => {
                let two = self.int(2, &I32);
                self.method(x, "powi", vec![two], &ty)
            }
            _ => {
                let n = self.expr(&I32, depth);
                let n = self.told(n);
                let cast = self.node(ExprKind::Cast(boxed(n)), &ty);
                self.tie(cast)
            }
        }
    }
}
