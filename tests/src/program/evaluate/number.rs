//! Methods of numbers.

use super::control::whole;
use super::methods::Call;
use super::operators::{float, integer};
use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::{Int, Value, bounds};
use asl_dsl::shape::Integer;

/// The greatest integer that a JSON number keeps exact.
const EXACT: i128 = (1 << 53) - 1;

impl Evaluator<'_> {
    pub(super) fn on_integer(&mut self, call: &Call<'_>, int: Int) -> Eval {
        let a = int.value;
        let other = || -> Eval<(i128, Option<Integer>)> {
            let value = call.value(0)?;
            let ty = match value {
                Value::Int(Int { ty, .. }) => int.ty.or(ty),
                _ => int.ty,
            };
            Ok((whole(&value)?, ty))
        };
        let made = |value: Option<i128>, ty: Option<Integer>| match value {
            Some(value) => integer(Int { value, ty }),
            None => panics("overflow"),
        };
        // docs/language.md: at 64 bits, what numbers keep exact.
        let range = |ty: Option<Integer>| {
            let (least, greatest) = ty.map_or((-EXACT, EXACT), bounds);
            (least.max(-EXACT), greatest.min(EXACT))
        };
        let unsigned = int.ty.map(|ty| Integer { signed: false, ..ty });
        Ok(match call.name {
            "abs" => return made(Some(a.abs()), int.ty),
            "unsigned_abs" => return made(Some(a.abs()), unsigned),
            "abs_diff" => {
                let (b, _) = other()?;
                return made(Some((a - b).abs()), unsigned);
            }
            "signum" => return made(Some(a.signum()), int.ty),
            "is_positive" => Value::Bool(a > 0),
            "is_negative" => Value::Bool(a < 0),
            "pow" => {
                let exponent = u32::try_from(whole(&call.value(0)?)?).ok();
                return made(exponent.and_then(|n| a.checked_pow(n)), int.ty);
            }
            "clamp" => {
                let (least, greatest) = (whole(&call.value(0)?)?, whole(&call.value(1)?)?);
                if least > greatest {
                    return panics("clamp between bounds that cross");
                }
                return made(Some(a.clamp(least, greatest)), int.ty);
            }
            "rem_euclid" | "div_euclid" | "div_ceil" => {
                let (b, ty) = other()?;
                if b == 0 {
                    return panics("division by zero");
                }
                let value = match call.name {
                    "rem_euclid" => a.rem_euclid(b),
                    "div_euclid" => a.div_euclid(b),
                    _ => a / b + i128::from(a % b > 0),
                };
                return made(Some(value), ty);
            }
            "saturating_add" | "saturating_sub" | "saturating_mul" => {
                let (b, ty) = other()?;
                let value = match call.name {
                    "saturating_add" => a + b,
                    "saturating_sub" => a - b,
                    _ => a * b,
                };
                let (least, greatest) = ty.map_or((-EXACT, EXACT), bounds);
                return made(Some(value.clamp(least, greatest)), ty);
            }
            "checked_add" | "checked_sub" | "checked_mul" | "checked_div" | "checked_rem" => {
                let (b, ty) = other()?;
                let value = match call.name {
                    "checked_add" => Some(a + b),
                    "checked_sub" => Some(a - b),
                    "checked_mul" => Some(a * b),
                    "checked_div" => a.checked_div(b),
                    // The remainder of the least value by -1 overflows with its quotient.
                    _ => a.checked_div(b).filter(|q| in_type(*q, ty)).and_then(|_| a.checked_rem(b)),
                };
                let (least, greatest) = range(ty);
                let value = value.filter(|value| (least..=greatest).contains(value));
                Value::option(value.map(|value| Value::Int(Int { value, ty })))
            }
            _ => return call.unknown(&Value::Int(int)),
        })
    }

    pub(super) fn on_float(&mut self, call: &Call<'_>, x: f64) -> Eval {
        let other = |at: usize| match call.value(at)? {
            Value::Float(y) => Ok(y),
            other => unsupported(format!("the float {other:?}")),
        };
        float(match call.name {
            "abs" => x.abs(),
            "floor" => x.floor(),
            "ceil" => x.ceil(),
            "trunc" => x.trunc(),
            "round_ties_even" => x.round_ties_even(),
            "sqrt" => x.sqrt(),
            "powf" => x.powf(other(0)?),
            "powi" => match i32::try_from(whole(&call.value(0)?)?) {
                Ok(n) => x.powi(n),
                Err(_) => return panics("an exponent beyond i32"),
            },
            "clamp" => {
                let (least, greatest) = (other(0)?, other(1)?);
                if least > greatest {
                    return panics("clamp between bounds that cross");
                }
                x.clamp(least, greatest)
            }
            _ => return call.unknown(&Value::Float(x)),
        })
    }
}

fn in_type(value: i128, ty: Option<Integer>) -> bool {
    let (least, greatest) = ty.map_or((-EXACT, EXACT), bounds);
    (least..=greatest).contains(&value)
}
