//! Literals as JSON can hold them.

use asl_hir::Literal;
use syn::Lit;

/// The value of a literal, or why JSON has none.
pub(crate) fn literal(lit: &Lit) -> Result<Literal, String> {
    match lit {
        Lit::Str(text) => Ok(Literal::Str(text.value())),
        Lit::Char(c) => Ok(Literal::Char(c.value())),
        Lit::Bool(b) => Ok(Literal::Bool(b.value)),
        Lit::Byte(byte) => Ok(Literal::Int(byte.value().to_string())),
        Lit::Int(int) if int.suffix().starts_with('f') => float(int.base10_digits(), int.suffix()),
        Lit::Int(int) => Ok(Literal::Int(int.base10_digits().to_string())),
        Lit::Float(number) => float(number.base10_digits(), number.suffix()),
        _ => Err("bytes have no JSON form, so a state machine can't hold them".to_string()),
    }
}

fn float(digits: &str, suffix: &str) -> Result<Literal, String> {
    let text = match suffix {
        "f32" => digits.parse::<f32>().ok().filter(|value| value.is_finite()).map(|value| format!("{value:?}")),
        _ => digits.parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| format!("{value:?}")),
    };
    text.map(Literal::Float).ok_or_else(|| format!("`{digits}` is not a finite number, and JSON has no other"))
}
