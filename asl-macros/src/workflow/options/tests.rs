use super::Options;
use crate::errors::Errors;

fn read(text: &str) -> (Options, Vec<String>) {
    let mut errors = Errors::default();
    let options = Options::read(text.parse().expect("tokens"), &mut errors);
    (options, errors.texts())
}

#[test]
fn each_option_is_read() {
    let (options, errors) =
        read(r#"name = "orders-v2", comment = "Ships", timeout = "1h 30m", machine = "${OrdersArn}""#);
    let expected = Options {
        name: Some("orders-v2".to_owned()),
        comment: Some("Ships".to_owned()),
        timeout: Some(5_400),
        machine: Some("${OrdersArn}".to_owned()),
    };
    assert_eq!((options, errors), (expected, Vec::new()));
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    let wrong = [
        (r#"nmae = "x""#, "`nmae` is not an option of `#[workflow]`"),
        ("name = 3", "the option `name` takes a text"),
        ("timeout", "the option `timeout` takes a text"),
        (r#"name = """#, "`` can't be the name of a state machine"),
        (r#"name = "a b""#, "`a b` can't be the name of a state machine"),
        (r#"name = "a", name = "b""#, "the option `name` is given twice"),
        (r#"timeout = "soon""#, "`soon` is not a time-out"),
        (r#"timeout = "0s""#, "`0s` is not a time-out"),
        (r#"timeout = "99999999999999999999d""#, "is not a time-out"),
        (r#"timeout = "é""#, "is not a time-out"),
        (r#"machine = "orders""#, "`orders` doesn't say which state machine a caller starts"),
    ];
    for (text, expected) in wrong {
        let (_, errors) = read(text);
        assert_eq!(errors.len(), 1, "{text}: {errors:?}");
        assert!(errors[0].contains(expected), "{text}: {errors:?}");
    }
    let all: Vec<_> = wrong.iter().map(|(text, _)| *text).filter(|text| !text.contains(',')).collect();
    let (_, errors) = read(&all.join(", "));
    // Repeated options are errors too, when the first of them was read.
    assert!(errors.len() >= all.len(), "{errors:?}");
}
