//! Calls of intrinsic functions, and what is wrong with them.

use asl_schema::intrinsic::{Call, Value, check, parse};

use super::place;

pub(crate) fn run(text: &str) {
    let call = match parse(text) {
        Ok(call) => call,
        Err(error) => return place::syntax_error(text, &error),
    };
    inside(text, &call);
    for problem in check(&call) {
        place::in_text(text, problem.span);
        place::sentence(&problem.message);
        problem.help.iter().for_each(|help| place::sentence(help));
    }
}

fn inside(text: &str, call: &Call<'_>) {
    place::in_text(text, call.span.clone());
    assert_eq!(text.get(call.name_span.clone()), Some(call.name));
    let mut end = call.name_span.end;
    for argument in &call.arguments {
        place::in_text(text, argument.span.clone());
        assert!(end < argument.span.start && argument.span.end < call.span.end, "arguments overlap");
        end = argument.span.end;
        match &argument.value {
            Value::Call(inner) => inside(text, inner),
            Value::Path(path) => assert_eq!(path.span(), argument.span),
            Value::Text(literal) => {
                assert_eq!(text.get(literal.span.clone()), Some(literal.raw));
                assert!(literal.value().len() <= literal.raw.len());
                literal.placeholders().for_each(|place| assert_eq!(text.get(place), Some("{}")));
            }
            Value::Number(number) => assert_eq!(text.get(argument.span.clone()), Some(*number)),
            Value::Bool(_) | Value::Null => {}
        }
    }
}
