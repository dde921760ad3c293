//! Waiting: for a time, and until a moment.

use super::{Builder, boxed};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind, FormatPart};

impl Builder {
    /// `sleep(…)` or `sleep_until(…)`, not awaited.
    pub(super) fn waiting(&mut self) -> Expr {
        if self.random.one_in(3) {
            let moment = self.moment();
            return self.node(ExprKind::SleepUntil(boxed(moment)), &Type::Unit);
        }
        let seconds = match self.random.one_in(3) {
            true => self.bounded(7, 1),
            false => {
                let n = 1 + self.random.below(5) as i64;
                self.int(n, &Type::USIZE)
            }
        };
        let scale = *self.random.pick(&[1, 1, 60]);
        let duration = self.node(ExprKind::Duration { amount: boxed(seconds), scale }, &Type::Duration);
        self.node(ExprKind::Sleep(boxed(duration)), &Type::Unit)
    }

    /// A number of so many, from `first`: `x % many + first`.
    fn bounded(&mut self, many: i64, first: i64) -> Expr {
        let usize = Type::USIZE;
        let (n, many, first) = (self.expr(&usize, 1), self.int(many, &usize), self.int(first, &usize));
        let n = self.binary(BinaryOp::Rem, n, many, &usize);
        self.binary(BinaryOp::Add, n, first, &usize)
    }

    /// A timestamp: one that has passed, or one within a minute or two; written, chosen or computed.
    fn moment(&mut self) -> Expr {
        match self.random.below(4) {
            0 => {
                let tens = self.bounded(50, 10);
                let parts = vec![
                    FormatPart::Text("2026-01-01T00:00:".to_owned()),
                    FormatPart::Value(self.told(tens)),
                    FormatPart::Text("Z".to_owned()),
                ];
                self.node(ExprKind::Format(parts), &Type::String)
            }
            1 => {
                let cond = self.expr(&Type::Bool, 1);
                let (then, otherwise) = (self.written_moment(), self.written_moment());
                let then = self.block(Vec::new(), Some(then), &Type::String);
                let otherwise = self.block(Vec::new(), Some(otherwise), &Type::String);
                self.if_else(cond, then, otherwise, &Type::String)
            }
            _ => self.written_moment(),
        }
    }

    fn written_moment(&mut self) -> Expr {
        let second = self.random.below(60);
        let text = match self.random.below(5) {
            0 => "2020-02-29T12:00:00Z".to_owned(),
            1 => format!("2026-01-01T01:01:{second:02}+01:00"),
            _ => format!("2026-01-01T00:00:{second:02}Z"),
        };
        self.str(&text)
    }
}
