//! Values of `.$` keys: a path or a call, whichever the parser of its own would read.

use asl_schema::template::{PathOrIntrinsic, classify};
use asl_schema::{intrinsic, jsonpath};

use super::place;

pub(crate) fn run(text: &str) {
    match classify(text) {
        Ok(value) => {
            match &value {
                PathOrIntrinsic::Path(path) => assert_eq!(jsonpath::parse(text).as_ref(), Ok(path)),
                PathOrIntrinsic::Intrinsic(call) => assert_eq!(intrinsic::parse(text).as_ref(), Ok(call)),
            }
            if let Some(problem) = value.not_a_text() {
                place::in_text(text, problem.span);
                place::sentence(&problem.message);
            }
        }
        Err(error) => {
            assert!(jsonpath::parse(text).is_err() || !text.starts_with('$'), "a path that is none");
            place::syntax_error(text, &error);
        }
    }
}
