//! What is refused: with which code, which sentence, and at which place.

use asl_schema::jsonata::parse;

/// The text, the code, the sentence, and the bytes that the error points at.
#[rustfmt::skip]
const ERRORS: &[(&str, &str, &str, &str)] = &[
    // AWS answers with these sentences.
    ("phone[1,2)", "S0202", r#"Expected "]", got ",""#, ","),
    (r#""unterminated"#, "S0101", "String literal must be terminated by a matching quote", r#""unterminated"#),
    ("1 +", "S0207", "Unexpected end of expression", ""),
    ("$x :=", "S0207", "Unexpected end of expression", ""),
    ("", "S0207", "Unexpected end of expression", ""),
    (r#"{"a":}"#, "S0211", r#"The symbol "}" cannot be used as a unary operator"#, "}"),
    (r#"$match("a", /abc"#, "S0302", "No terminating / in regular expression", "/abc"),
    ("phone %.other", "S0211", r#"The symbol "." cannot be used as a unary operator"#, "."),
    // The reference does.
    (r#""a\yb""#, "S0103", r#"Unsupported escape sequence: \"y""#, r"\y"),
    (r#""\u12x4""#, "S0104", r"The escape sequence \u must be followed by 4 hex digits", r"\u12"),
    ("1 + 10e1000", "S0102", r#"Number out of range: "10e1000""#, "10e1000"),
    ("a.`b", "S0105", "Quoted property name must be terminated with a backquote (`)", "`b"),
    ("1 /* 2", "S0106", "Comment has no closing tag", "/* 2"),
    ("$a $b", "S0201", r#"Syntax error: "b""#, "$b"),
    ("a 'b'", "S0201", r#"Syntax error: "b""#, "'b'"),
    ("a 12", "S0201", "Syntax error: 12", "12"),
    ("1..2", "S0201", r#"Syntax error: "..""#, ".."),
    ("(1; 2", "S0203", r#"Expected ")" before end of expression"#, ""),
    ("(1 +", "S0203", r#"Expected ")" before end of expression"#, ""),
    ("[1!2]", "S0204", r#"Unknown operator: "!""#, "!"),
    ("~1", "S0204", r#"Unknown operator: "~""#, "~"),
    ("function($a, b){1}", "S0208", "Parameter 2 of function definition must be a variable name (start with $)", "b"),
    ("[1]{'a': $}[true]", "S0209", "A predicate cannot follow a grouping expression in a step", "[true]"),
    ("a{'a': $}{'b': $}", "S0210", "Each step can only have one grouping expression", "{'b': $}"),
    ("a{'a': 1}.b{'b': 2}", "S0210", "Each step can only have one grouping expression", "{'b': 2}"),
    ("1 + (* = )", "S0211", r#"The symbol ")" cannot be used as a unary operator"#, ")"),
    ("x.y := 1", "S0212", "The left side of := must be a variable name (start with $)", "x.y"),
    ("a.5", "S0213", "The literal value 5 cannot be used as a step within a path expression", "5"),
    ("a.-5[0]", "S0213", "The literal value -5 cannot be used as a step within a path expression", "-5[0]"),
    ("true.a", "S0213", "The literal value true cannot be used as a step within a path expression", "true"),
    ("a@b", "S0214", r#"The right side of "@" must be a variable name (start with $)"#, "b"),
    ("a#1", "S0214", r##"The right side of "#" must be a variable name (start with $)"##, "1"),
    ("a[0]@$v", "S0215", "A context variable binding must precede any predicates on a step", "@$v"),
    ("a^(b)@$v", "S0216", "A context variable binding must precede the 'order-by' clause on a step", "@$v"),
    ("%", "S0217", "The object representing the 'parent' cannot be derived from this expression", "%"),
    ("a.%.%", "S0217", "The object representing the 'parent' cannot be derived from this expression", "%"),
    ("$x[%.b]", "S0217", "The object representing the 'parent' cannot be derived from this expression", "%"),
    ("a.b[%.%.%.c]", "S0217", "The object representing the 'parent' cannot be derived from this expression", "%"),
    ("a[//]", "S0301", "Empty regular expressions are not allowed", "//"),
    ("function(){1} / 2", "S0302", "No terminating / in regular expression", "/ 2"),
    ("function($a)<n<s>>{$a}", "S0401", "Type parameters can only be applied to functions and arrays", "<"),
    ("function($a)<(sa<n>)>{$a}", "S0402", "Choice groups containing parameterized types are not supported", "<"),
    ("function($a)<s{$a}", "S0202", r#"Expected ">", got "{""#, "{"),
];

#[test]
fn errors_are_those_of_the_reference() {
    for &(text, code, message, place) in ERRORS {
        let error = parse(text).expect_err(text);
        assert_eq!((error.code, &*error.message), (Some(code), message), "{text}");
        assert_eq!(&text[error.span.clone()], place, "{text}");
        if place.is_empty() {
            assert_eq!(error.span, text.len()..text.len(), "{text}");
        }
    }
}

/// What looks wrong and is not.
#[test]
fn what_the_reference_accepts() {
    for text in [
        "a{'a': 1}[0]",
        "$a[] := 1",
        "function($a[]){1}",
        "a.(b.%.%)",
        "a[%.b]",
        "a.b[%.%.c]",
        "a.b.(c; %.d)",
        "*.%.a",
        "a^(%.b)",
        "5[0]",
        "'a'.b",
        "a ? b",
        "()",
        "function(){()}",
        "{}",
        "in.and.or",
        "\"\\ud800\"",
        "a /* / */ / 2",
    ] {
        parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    }
}
