//! Constructors of operators: runs made flat, literals folded where the result is exact.

use super::{BinOp, Jx, Sign};
use std::rc::Rc;

/// The largest integer that a double keeps exact, with its neighbours: 2^53 - 1.
const EXACT: i128 = (1 << 53) - 1;

impl Jx {
    /// `left + right` on numbers.
    pub(crate) fn add(left: Jx, right: Jx) -> Jx {
        Jx::sum(vec![(Sign::Plus, left), (Sign::Plus, right)])
    }

    /// `left - right` on numbers.
    pub(crate) fn sub(left: Jx, right: Jx) -> Jx {
        Jx::sum(vec![(Sign::Plus, left), (Sign::Minus, right)])
    }

    /// Terms added and subtracted from left to right. A sum that stands first is spliced; a later one is not, because
    /// addition of floats isn't associative. Integer literals fold where they meet.
    pub(crate) fn sum(terms: Vec<(Sign, Jx)>) -> Jx {
        let mut flat: Vec<(Sign, Jx)> = Vec::with_capacity(terms.len());
        for (sign, term) in terms {
            let (sign, term) = match (sign, &term) {
                (Sign::Plus, Jx::Number(text)) if text.starts_with('-') && !flat.is_empty() => {
                    (Sign::Minus, Jx::neg(term))
                }
                _ => (sign, term),
            };
            match term {
                Jx::Sum(inner) if flat.is_empty() && sign == Sign::Plus => flat.extend(inner.iter().cloned()),
                term => {
                    if flat.len() == 1
                        && let (Some((Sign::Plus, first)), Some(b)) = (flat.first(), term.as_int())
                        && let Some(a) = first.as_int()
                        && let Some(total) = exact(if sign == Sign::Plus { a + b } else { a - b })
                    {
                        flat = vec![(Sign::Plus, total)];
                    } else if term.as_int() != Some(0) || flat.is_empty() {
                        flat.push((sign, term));
                    }
                }
            }
        }
        match flat.as_slice() {
            [] => Jx::int(0),
            [(Sign::Plus, only)] => only.clone(),
            [(Sign::Minus, only)] => Jx::neg(only.clone()),
            _ => Jx::Sum(flat.into()),
        }
    }

    /// `left * right`.
    pub(crate) fn mul(left: Jx, right: Jx) -> Jx {
        Jx::chain(BinOp::Mul, vec![left, right])
    }

    /// `left op right`.
    pub(crate) fn binary(op: BinOp, left: Jx, right: Jx) -> Jx {
        Jx::chain(op, vec![left, right])
    }

    /// Operands in order under one operator; one operand is itself.
    pub(crate) fn chain(op: BinOp, operands: Vec<Jx>) -> Jx {
        match op {
            BinOp::And => Jx::all(operands),
            BinOp::Or => Jx::some_of(operands),
            BinOp::Concat => Jx::concat(operands),
            BinOp::Mul => Jx::product(operands),
            _ => {
                if let [left, right] = operands.as_slice()
                    && let Some(known) = compare_literals(op, left, right)
                {
                    return Jx::Bool(known);
                }
                Jx::Binary(op, operands.into())
            }
        }
    }

    /// `left = right`.
    pub(crate) fn eq(left: Jx, right: Jx) -> Jx {
        Jx::binary(BinOp::Eq, left, right)
    }

    /// `left != right`.
    pub(crate) fn ne(left: Jx, right: Jx) -> Jx {
        Jx::binary(BinOp::Ne, left, right)
    }

    /// `a and b and …`, true without operands.
    pub(crate) fn all(operands: Vec<Jx>) -> Jx {
        Jx::logic(BinOp::And, operands)
    }

    /// `a or b or …`, false without operands.
    pub(crate) fn some_of(operands: Vec<Jx>) -> Jx {
        Jx::logic(BinOp::Or, operands)
    }

    fn logic(op: BinOp, operands: Vec<Jx>) -> Jx {
        let neutral = op == BinOp::And;
        let mut flat: Vec<Jx> = Vec::with_capacity(operands.len());
        'operands: for operand in operands {
            let parts: &[Jx] = match &operand {
                Jx::Binary(inner, parts) if *inner == op => parts,
                _ => std::slice::from_ref(&operand),
            };
            for part in parts {
                match part {
                    Jx::Bool(value) if *value == neutral => {}
                    part => flat.push(part.clone()),
                }
                // Nothing after an operand that decides is ever looked at.
                if *part == Jx::Bool(!neutral) {
                    break 'operands;
                }
            }
        }
        if flat.first() == Some(&Jx::Bool(!neutral)) {
            return Jx::Bool(!neutral);
        }
        match flat.len() {
            0 => Jx::Bool(neutral),
            1 => flat.remove(0),
            _ => Jx::Binary(op, flat.into()),
        }
    }

    /// `$not(operand)`, or the opposite comparison.
    pub(crate) fn not(operand: Jx) -> Jx {
        match &operand {
            Jx::Bool(value) => Jx::Bool(!value),
            Jx::Call("not", args) if args.len() == 1 => args[0].clone(),
            Jx::Binary(op, operands) => {
                // Values are never NaN or undefined, so each comparison has an opposite.
                let opposite = match op {
                    BinOp::Eq => BinOp::Ne,
                    BinOp::Ne => BinOp::Eq,
                    BinOp::Lt => BinOp::Ge,
                    BinOp::Ge => BinOp::Lt,
                    BinOp::Gt => BinOp::Le,
                    BinOp::Le => BinOp::Gt,
                    _ => return Jx::Call("not", [operand].into()),
                };
                Jx::Binary(opposite, operands.clone())
            }
            _ => Jx::Call("not", [operand].into()),
        }
    }

    /// `a & b & …`, the empty string without operands. The first operand must make it a string: JSONata's `&` turns
    /// numbers and booleans into text, one operand alone is left as it is.
    pub(crate) fn concat(operands: Vec<Jx>) -> Jx {
        let mut flat: Vec<Jx> = Vec::with_capacity(operands.len());
        let push = |flat: &mut Vec<Jx>, part: &Jx| {
            if let (Some(Jx::Str(last)), Some(text)) = (flat.last(), part.as_text()) {
                let joined = format!("{last}{text}");
                flat.pop();
                flat.push(Jx::str(joined));
            } else if let Some(text) = part.as_text() {
                if !text.is_empty() {
                    flat.push(Jx::str(text));
                }
            } else {
                flat.push(part.clone());
            }
        };
        for operand in &operands {
            match operand {
                Jx::Binary(BinOp::Concat, parts) => parts.iter().for_each(|part| push(&mut flat, part)),
                operand => push(&mut flat, operand),
            }
        }
        match flat.len() {
            0 => Jx::str(""),
            1 => flat.remove(0),
            _ => Jx::Binary(BinOp::Concat, flat.into()),
        }
    }

    fn product(operands: Vec<Jx>) -> Jx {
        let mut flat: Vec<Jx> = Vec::with_capacity(operands.len());
        for operand in operands {
            match operand {
                Jx::Binary(BinOp::Mul, parts) if flat.is_empty() => flat.extend(parts.iter().cloned()),
                operand => {
                    if flat.len() == 1
                        && let (Some(a), Some(b)) = (flat[0].as_int(), operand.as_int())
                        && let Some(total) = a.checked_mul(b).and_then(exact)
                    {
                        flat[0] = total;
                    } else {
                        flat.push(operand);
                    }
                }
            }
        }
        match flat.len() {
            0 => Jx::int(1),
            1 => flat.remove(0),
            _ => Jx::Binary(BinOp::Mul, flat.into()),
        }
    }

    /// `-operand`.
    pub(crate) fn neg(operand: Jx) -> Jx {
        match &operand {
            Jx::Neg(inner) => (**inner).clone(),
            Jx::Number(text) => match text.strip_prefix('-') {
                Some(positive) => Jx::Number(positive.into()),
                None if &**text == "0" => operand,
                None => Jx::Number(format!("-{text}").into()),
            },
            _ => Jx::Neg(Rc::new(operand)),
        }
    }
}

/// The literal, if a double holds it exactly.
pub(super) fn exact(value: i128) -> Option<Jx> {
    (-EXACT..=EXACT).contains(&value).then(|| Jx::int(value))
}

/// What a comparison of two literals gives.
fn compare_literals(op: BinOp, left: &Jx, right: &Jx) -> Option<bool> {
    let scalar = |x: &Jx| matches!(x, Jx::Null | Jx::Bool(_) | Jx::Str(_)) || x.as_int().and_then(exact).is_some();
    if !scalar(left) || !scalar(right) {
        return None;
    }
    match op {
        BinOp::Eq => return Some(left == right),
        BinOp::Ne => return Some(left != right),
        _ => {}
    }
    let (a, b) = (left.as_int()?, right.as_int()?);
    Some(match op {
        BinOp::Lt => a < b,
        BinOp::Le => a <= b,
        BinOp::Gt => a > b,
        BinOp::Ge => a >= b,
        _ => return None,
    })
}
