//! What is read, what is refused and where, and what is judged.

use super::*;

fn refused(text: &str) -> (String, String) {
    let error = parse(text).expect_err(text);
    (error.message, text.get(error.span.clone()).unwrap_or_else(|| panic!("{:?} in {text}", error.span)).to_owned())
}

/// A call in one notation, with the text of each path as its span says.
fn canonical(text: &str, call: &Call<'_>) -> String {
    let arguments: Vec<String> = call
        .arguments
        .iter()
        .map(|argument| match &argument.value {
            Value::Text(string) => format!("{:?}", string.value()),
            Value::Number(number) => (*number).to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Null => "null".to_owned(),
            Value::Path(path) => {
                assert_eq!(path.span(), argument.span, "{text}");
                format!("<{}>", &text[path.span()])
            }
            Value::Call(inner) => {
                assert_eq!(inner.span, argument.span, "{text}");
                canonical(text, inner)
            }
        })
        .collect();
    format!("{}({})", &call.name["States.".len()..], arguments.join(", "))
}

#[test]
fn what_is_read() {
    for (text, expected) in [
        ("States.UUID()", "UUID()"),
        ("States.UUID( )  ", "UUID()"),
        ("States.Array()", "Array()"),
        ("States.Array('Foo', 2020, $.a, null, true, -1.5e3)", r#"Array("Foo", 2020, <$.a>, null, true, -1.5e3)"#),
        ("States.Array(\n  $.a ,\n  $.b\n)", "Array(<$.a>, <$.b>)"),
        (r"States.Format('{} it\'s \{\} \\', $$.Execution.Name)", r#"Format("{} it's {} \\", <$$.Execution.Name>)"#),
        ("States.Format($template, $.x)", "Format(<$template>, <$.x>)"),
        (
            "States.Array($['a,b)'], $[?(@.x == ')')].y, $.n.length(), $)",
            "Array(<$['a,b)']>, <$[?(@.x == ')')].y>, <$.n.length()>, <$>)",
        ),
        ("States.Array($.größe[0,1],'é')", r#"Array(<$.größe[0,1]>, "é")"#),
        ("States.Array($..constraint,$.Name)", "Array(<$..constraint>, <$.Name>)"),
        (
            "States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), States.MathAdd(2, -1))",
            r#"ArrayGetItem(StringSplit(<$$.StateMachine.Name>, "-"), MathAdd(2, -1))"#,
        ),
        // No function of that name: the reader does not know, `check` does.
        ("States.Xyz(1)", "Xyz(1)"),
    ] {
        let call = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(canonical(text, &call), expected, "{text}");
    }
}

#[test]
fn what_is_refused_and_where() {
    for (text, message, found) in [
        ("", "the name of an intrinsic function is missing", ""),
        (" States.UUID()", "a blank before the name of an intrinsic function", " "),
        ("States.UUID", "no `(` after `States.UUID`", ""),
        ("states.UUID()", "`states.UUID` is no name of an intrinsic function", "states.UUID"),
        ("Format('a')", "`Format` is no name of an intrinsic function", "Format"),
        ("States.UUID(", "the parenthesis `(` is never closed", "("),
        ("States.Array(1", "the parenthesis `(` is never closed", "("),
        ("States.UUID() x", "`x` after the call", "x"),
        ("States.UUID())", "`)` after the call", ")"),
        ("States.Array(1,)", "an argument is missing", ")"),
        ("States.Array(,1)", "an argument is missing", ","),
        ("States.Array(1 2)", "`2` after an argument, where `,` or `)` is expected", "2"),
        ("States.Array('a)", "the quote `'` is never closed", "'"),
        ("States.Array('a\\", "the quote `'` is never closed", "'"),
        ("States.Array(\"a\")", "a text in double quotes", "\""),
        ("States.Array(foo)", "`foo` is no argument", "foo"),
        ("States.Array(True)", "`True` is no argument", "True"),
        ("States.Array(1.)", "`1.` is no number", "1."),
        ("States.Array(+1)", "`+1` is no number", "+1"),
        ("States.Array(1e999)", "`1e999` is no number", "1e999"),
        // The two escapes that AWS was measured to refuse at creation, and others of the kind.
        (r#"States.StringToJson('{"a":"\"b\""}')"#, r#"`\"` is no escape"#, r#"\""#),
        (r"States.Array('a\nb')", r"`\n` is no escape", r"\n"),
        (r"States.Array('\é')", r"`\é` is no escape", r"\é"),
        ("States.Array($.a b)", "a name after `.` cannot contain a space", " "),
        ("States.Array(1, $.)", "no name after the dot", "."),
        ("States.Array($.x['a)", "the quote `'` is never closed", "'"),
        ("States.Array(Format(1))", "`Format` is no name of an intrinsic function", "Format"),
    ] {
        assert_eq!(refused(text), (message.to_owned(), found.to_owned()), "{text}");
    }
}

#[test]
fn names_are_suggested() {
    for (text, help) in [
        ("states.format('a')", "did you mean `States.Format`?"),
        ("Format('a')", "write `States.Format`"),
        ("State.Format('a')", "did you mean `States.Format`?"),
        ("format('a')", "did you mean `States.Format`?"),
        ("concatenate('a')", "write `States.` before the name"),
    ] {
        assert_eq!(parse(text).unwrap_err().help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn what_is_judged() {
    use When::{Creation, Run};
    for (text, message, found, when) in [
        ("States.Fromat('a')", "there is no intrinsic function `States.Fromat`", "States.Fromat", Creation),
        ("States.UUID(1)", "`States.UUID` takes no arguments, found 1", "States.UUID(1)", Creation),
        ("States.MathAdd(1)", "`States.MathAdd` takes 2 arguments, found 1", "States.MathAdd(1)", Creation),
        (
            "States.MathRandom(1)",
            "`States.MathRandom` takes 2 or 3 arguments, found 1",
            "States.MathRandom(1)",
            Creation,
        ),
        ("States.Format()", "`States.Format` takes 1 or more arguments, found 0", "States.Format()", Creation),
        ("States.MathAdd('1', 2)", "the first argument of `States.MathAdd` is a number, found a text", "'1'", Run),
        ("States.Format(1)", "the first argument of `States.Format` is a text, found a number", "1", Run),
        ("States.ArrayLength('a')", "the first argument of `States.ArrayLength` is an array, found a text", "'a'", Run),
        (
            "States.ArrayLength(States.Format('a'))",
            "the first argument of `States.ArrayLength` is an array, found a text",
            "States.Format('a')",
            Run,
        ),
        (
            "States.JsonMerge($.a, $.b, true)",
            "the third argument of `States.JsonMerge` is `false`, found `true`",
            "true",
            Run,
        ),
        (
            "States.JsonMerge($.a, null, false)",
            "the second argument of `States.JsonMerge` is an object, found `null`",
            "null",
            Run,
        ),
        ("States.Hash($.a, 'sha256')", "`sha256` is no algorithm of `States.Hash`", "'sha256'", Run),
        ("States.ArrayRange(0, 9, 0)", "the step of a range is not 0", "0", Run),
        ("States.ArrayRange(1, 1000, 1)", "", "", Run),
        ("States.ArrayRange(0, 1000, 1)", "the range has more than 1000 elements", "0, 1000, 1", Run),
        ("States.ArrayRange(0, -2000, -1)", "the range has more than 1000 elements", "0, -2000, -1", Run),
        ("States.ArrayPartition($.a, 0)", "the size of a part is at least 1", "0", Run),
        ("States.Format('{} {}', 1)", "the template has 2 placeholders `{}` for 1 value", "'{} {}'", Run),
        (r"States.Format('\{\}', 1)", "the template has 0 placeholders `{}` for 1 value", r"'\{\}'", Run),
        ("States.Array(States.UUID(1))", "`States.UUID` takes no arguments, found 1", "States.UUID(1)", Creation),
    ] {
        let call = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let problems: Vec<_> = check(&call)
            .into_iter()
            .map(|problem| (problem.message, text[problem.span].to_owned(), problem.when))
            .collect();
        let expected = if message.is_empty() { vec![] } else { vec![(message.to_owned(), found.to_owned(), when)] };
        assert_eq!(problems, expected, "{text}");
    }
}

/// The example of the developer guide, which it counts as nine functions, has a placeholder too many; ten are allowed, eleven are not.
#[test]
fn calls_are_counted_in_all() {
    let item = |index| {
        format!(
            "States.ArrayGetItem(States.StringSplit(States.ArrayGetItem(States.StringSplit($.arn, '/'), 2), '.'), {index})"
        )
    };
    let guide = format!("States.Format('{{}}.{{}}', {}, {})", item(0), item(1));
    assert_eq!(check(&parse(&guide).unwrap()), []);
    let count = |calls: usize| {
        let text = format!("States.Array({})", vec!["States.UUID()"; calls - 1].join(","));
        check(&parse(&text).unwrap()).len()
    };
    assert_eq!((count(10), count(11)), (0, 1));
}

/// Each row of the table takes its least and its most arguments, and one fewer or more is a finding.
#[test]
fn every_function_has_its_arity() {
    assert_eq!(Function::names().count(), 18);
    for name in Function::names() {
        let function = Function::named(name).unwrap();
        assert_eq!(function.name(), name);
        let findings =
            |count: usize| check(&parse(&format!("{name}({})", vec!["$.a"; count].join(","))).unwrap()).len();
        let (least, most) = function.arity();
        assert_eq!(findings(least), 0, "{name}");
        if least > 0 {
            assert_eq!(findings(least - 1), 1, "{name}");
        }
        match most {
            Some(most) => assert_eq!((findings(most), findings(most + 1)), (0, 1), "{name}"),
            None => assert_eq!(findings(50), 0, "{name}"),
        }
    }
}

#[test]
fn long_texts() {
    let hash = |length| check(&parse(&format!("States.Base64Encode('{}')", "é".repeat(length))).unwrap()).len();
    assert_eq!((hash(10_000), hash(10_001)), (0, 1));
}
