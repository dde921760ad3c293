//! The value of a `.$` key: which of path and intrinsic function it is, or which it nearly is.

use asl_schema::template::{PathOrIntrinsic, classify};

#[test]
fn which_of_the_two() {
    for text in ["$", "$$.Execution.Id", "$order.id", "$.a[0] "] {
        assert!(matches!(classify(text), Ok(PathOrIntrinsic::Path(_))), "{text}");
    }
    for text in ["States.UUID()", "States.Format('$.{}', $.x)", "States.Xyz($)"] {
        assert!(matches!(classify(text), Ok(PathOrIntrinsic::Intrinsic(_))), "{text}");
    }
}

/// The beginning of the message, the part of the text it is about, and the help.
#[test]
fn which_it_nearly_is() {
    for (text, begins, found, help) in [
        ("$.a b", "not a valid path: ", " ", "write the name in brackets: `['unit price']`"),
        (" $.a", "not a valid path: ", " ", "remove the space before `$`"),
        (".a.b", "not a valid path: ", ".", "write `$.a.b`"),
        ("@.a", "not a valid path: ", "@", "write `$.a`"),
        (" States.UUID()", "not a valid intrinsic function: ", " ", "remove it"),
        ("states.uuid()", "not a valid intrinsic function: ", "states.uuid", "did you mean `States.UUID`?"),
        ("UUID()", "not a valid intrinsic function: ", "UUID", "write `States.UUID`"),
        ("States.UUID", "not a valid intrinsic function: ", "", "write the arguments in parentheses: `States.UUID(…)`"),
        ("plain text", "neither ", "plain text", "take `.$` off the key if the value is a text"),
        ("", "neither ", "", "take `.$` off the key if the value is a text"),
        ("{% $a %}", "neither ", "{% $a %}", "take `.$` off the key if the value is a text"),
    ] {
        let error = classify(text).expect_err(text);
        assert!(error.message.starts_with(begins), "{text}: {}", error.message);
        assert_eq!((&text[error.span.clone()], error.help.as_deref()), (found, Some(help)), "{text}");
    }
}

/// Seven functions, no others, as AWS's own language service lists them for a Fail state.
#[test]
fn what_a_fail_state_takes() {
    let allowed = |name: &str| classify(&format!("{name}()")).unwrap().not_a_text().is_none();
    let names: Vec<&str> = asl_schema::intrinsic::Function::names().filter(|name| allowed(name)).collect();
    assert_eq!(
        names,
        [
            "States.ArrayGetItem",
            "States.Base64Decode",
            "States.Base64Encode",
            "States.Format",
            "States.Hash",
            "States.JsonToString",
            "States.UUID"
        ]
    );
    assert_eq!(classify("$.error").unwrap().not_a_text(), None);
}
