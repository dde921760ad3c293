//! Which values an order-by clause could not compare.

use jsonata_core::value::JValue;

use super::super::js;

/// The keys of the rows that are being sorted, row by row, and the direction of each term.
#[derive(Default)]
pub(super) struct Order {
    pub(super) ascending: Vec<bool>,
    pub(super) keys: Vec<JValue>,
}

/// A text and a number that were to be compared.
struct Mismatch {
    left: JValue,
    right: JValue,
}

impl Order {
    /// The sentence of `T2007`, if sorting these rows as the reference does it ends in that.
    pub(super) fn mismatch(&self) -> Option<String> {
        let rows: Vec<&[JValue]> = self.keys.chunks_exact(self.ascending.len().max(1)).collect();
        let Mismatch { left, right } = self.sorted(&rows).err()?;
        let (left, right) = (js::json(&left), js::json(&right));
        Some(format!("Type mismatch when comparing values {left} and {right} in order-by clause"))
    }

    /// The reference's merge sort: what it compares first is what the error tells. Its depth is the logarithm of the length.
    fn sorted<'r>(&self, rows: &[&'r [JValue]]) -> Result<Vec<&'r [JValue]>, Mismatch> {
        if rows.len() <= 1 {
            return Ok(rows.to_vec());
        }
        let (left, right) = rows.split_at(rows.len() / 2);
        let (left, right) = (self.sorted(left)?, self.sorted(right)?);
        let mut merged = Vec::with_capacity(rows.len());
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let next = if self.goes_after(a, b)? { right.next() } else { left.next() };
            merged.extend(next);
        }
        merged.extend(left);
        merged.extend(right);
        Ok(merged)
    }

    fn goes_after(&self, left: &[JValue], right: &[JValue]) -> Result<bool, Mismatch> {
        for ((left, right), ascending) in left.iter().zip(right).zip(&self.ascending) {
            let order = match (left, right) {
                (JValue::Undefined, JValue::Undefined) => continue,
                // What is missing comes last, in both directions.
                (JValue::Undefined, _) => return Ok(true),
                (_, JValue::Undefined) => return Ok(false),
                (JValue::Number(left), JValue::Number(right)) => left.partial_cmp(right),
                (JValue::String(left), JValue::String(right)) => Some(left.encode_utf16().cmp(right.encode_utf16())),
                _ => return Err(Mismatch { left: left.clone(), right: right.clone() }),
            };
            match order {
                Some(order) if order.is_ne() => return Ok(order.is_gt() == *ascending),
                _ => {}
            }
        }
        Ok(false)
    }
}
