use super::{
    Constant, FitsCount as _, FitsData as _, FitsDuration as _, FitsNothing as _, FitsRetry as _, FitsText as _,
};
use crate::task::{ConstValue, Retry};
use std::time::Duration;

/// Has no `Serialize`, and is nothing that configures a call.
struct Foreign;

#[test]
fn what_fits_is_read() {
    assert!(matches!((&&Constant::new(&7_u8)).__data(), ConstValue::Data(Ok(value)) if value == 7));
    assert!(matches!((&&Constant::new(5)).__count(), ConstValue::Count(5)));
    assert!(matches!((&&Constant::new("Pay")).__text(), ConstValue::Text(text) if text == "Pay"));
    assert!(matches!((&&Constant::new(Retry::on(["A"]))).__retry(), ConstValue::Retry(policy) if policy.0.len() == 1));
    let second = Duration::from_secs(1);
    assert!(matches!((&&Constant::new(second)).__duration(), ConstValue::Duration(found) if found == second));
}

#[test]
#[expect(clippy::needless_borrow, reason = "expansions write the references: they decide which trait is found first")]
fn what_does_not_fit_is_silent() {
    let found = [
        (&&Constant::new(&Foreign)).__data(),
        (&&Constant::new(Foreign)).__retry(),
        (&&Constant::new(30)).__duration(),
        (&&Constant::new(Foreign)).__text(),
        (&&Constant::new("five")).__count(),
    ];
    assert!(found.iter().all(|value| matches!(value, ConstValue::Data(Err(_)))), "{found:?}");
}
