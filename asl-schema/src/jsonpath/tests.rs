//! What is accepted, what is refused and where. The source of each verdict is Jayway's grammar (`PathCompiler`, `FilterCompiler`)
//! and what AWS was recorded to run.

use super::*;

fn refused(text: &str) -> (String, String) {
    let error = parse(text).expect_err(text);
    (error.message, text.get(error.span.clone()).unwrap_or_else(|| panic!("{:?} in {text}", error.span)).to_owned())
}

/// A path in one notation whichever way it was written: names in quotes, every step apart.
fn canonical(path: &JsonPath<'_>) -> String {
    let root = match path.root() {
        Root::Input => "$".to_owned(),
        Root::Context => "$$".to_owned(),
        Root::Variable(name) => format!("${name}"),
        Root::Item => "@".to_owned(),
    };
    path.steps().iter().fold(root, |text, step| text + " " + &canonical_step(&step.kind))
}

fn canonical_step(kind: &StepKind<'_>) -> String {
    match kind {
        StepKind::Name(name) => format!("{:?}", name.key),
        StepKind::Names(names) => format!("{:?}", names.iter().map(|name| &name.key).collect::<Vec<_>>()),
        StepKind::Index(index) => index.to_string(),
        StepKind::Indexes(indexes) => format!("{indexes:?}"),
        StepKind::Slice { from, to } => {
            let side = |side: &Option<i32>| side.map_or(String::new(), |number| number.to_string());
            format!("{}:{}", side(from), side(to))
        }
        StepKind::Wildcard => "*".to_owned(),
        StepKind::Descent => "..".to_owned(),
        StepKind::FromEnd(distance) => format!("len-{distance}"),
        StepKind::Filter(filter) => format!("?{}", canonical_filter(filter)),
        StepKind::Function(function) => {
            format!(
                "{}({})",
                function.name.key,
                function.arguments.iter().map(canonical_operand).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

fn canonical_filter(filter: &Filter<'_>) -> String {
    let join = |parts: &[Filter<'_>], sign: &str| {
        format!("({})", parts.iter().map(canonical_filter).collect::<Vec<_>>().join(sign))
    };
    match &filter.condition {
        Condition::Any(parts) => join(parts, " | "),
        Condition::All(parts) => join(parts, " & "),
        Condition::Not(part) => format!("not {}", canonical_filter(part)),
        Condition::Exists { path, wanted } => format!("{}[{}]", if *wanted { "has" } else { "lacks" }, canonical(path)),
        Condition::Compare { left, operator, right } => {
            format!("{} {operator:?} {}", canonical_operand(left), canonical_operand(right))
        }
    }
}

fn canonical_operand(operand: &Operand<'_>) -> String {
    match operand {
        Operand::Path(path) => format!("[{}]", canonical(path)),
        Operand::Literal(literal, _) => format!("{literal:?}"),
    }
}

#[test]
fn what_is_accepted() {
    for (text, expected) in [
        ("$", "$"),
        ("$  ", "$"),
        ("$$", "$$"),
        ("$$.Execution.Input", r#"$$ "Execution" "Input""#),
        ("$name", "$name"),
        ("$größe_1.a", r#"$größe_1 "a""#),
        ("$e\u{301}t.a", "$e\u{301}t \"a\""),
        ("$list[0]", "$list 0"),
        ("$.a.b", r#"$ "a" "b""#),
        ("$.delivery-partner", r#"$ "delivery-partner""#),
        ("$.a@b:c/d,e", r#"$ "a@b:c/d,e""#),
        ("$.größe", r#"$ "größe""#),
        ("$.a*", r#"$ "a*""#),
        ("$['a']", r#"$ "a""#),
        (r#"$["a"]"#, r#"$ "a""#),
        ("$[ 'a' , 'b' ]", r#"$ ["a", "b"]"#),
        ("$.[*].['bucket', 'key']", r#"$ * ["bucket", "key"]"#),
        (r#"$['Test\""Name"']"#, r#"$ "Test\"\"Name\"""#),
        (r"$['it\'s \\ \u00e9 \ud83d\ude00 \q']", r#"$ "it's \\ é 😀 q""#),
        ("$['a]b']", r#"$ "a]b""#),
        ("$['']", r#"$ """#),
        ("$[0]", "$ 0"),
        ("$[-1]", "$ -1"),
        ("$.[0]", "$ 0"),
        ("$[ 0, 2 ]", "$ [0, 2]"),
        ("$[0,]", "$ 0"),
        ("$[1:]", "$ 1:"),
        ("$[:1]", "$ :1"),
        ("$[-2:]", "$ -2:"),
        ("$[1:2].x", r#"$ 1:2 "x""#),
        ("$.*", "$ *"),
        ("$[*]", "$ *"),
        ("$[ * ]", "$ *"),
        ("$..a", r#"$ .. "a""#),
        ("$.logs..pi", r#"$ "logs" .. "pi""#),
        ("$..*", "$ .. *"),
        ("$..['x']", r#"$ .. "x""#),
        ("$..[0]", "$ .. 0"),
        ("$[0]a", r#"$ 0 "a""#),
        ("$.a.length()", r#"$ "a" length()"#),
        ("$.concat($.a, \"x\", -1)", r#"$ concat([$ "a"], Text("x"), Number("-1"))"#),
        ("$.n.index( $.n.length() )", r#"$ "n" index([$ "n" length()])"#),
    ] {
        assert_eq!(canonical(&parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))), expected, "{text}");
    }
}

#[test]
fn filters() {
    for (filter, expected) in [
        ("@.a", r#"has[@ "a"]"#),
        ("!@.a", r#"lacks[@ "a"]"#),
        ("!(@.a)", r#"not has[@ "a"]"#),
        ("@", "has[@]"),
        (
            "@.x == 1 && !(@.y) || @.z =~ /re/i",
            r#"(([@ "x"] Equal Number("1") & not has[@ "y"]) | [@ "z"] Matches Pattern { pattern: "re", flags: "i" })"#,
        ),
        ("@.x==1&&@.y=='b'", r#"([@ "x"] Equal Number("1") & [@ "y"] Equal Text("b"))"#),
        ("@.a || @.b && @.c", r#"(has[@ "a"] | (has[@ "b"] & has[@ "c"]))"#),
        ("(@.a || @.b) && @.c", r#"((has[@ "a"] | has[@ "b"]) & has[@ "c"])"#),
        ("'a' IN @.list", r#"Text("a") In [@ "list"]"#),
        (
            "@.s in ['a', \"b\", 1, null, true]",
            r#"[@ "s"] In List([Text("a"), Text("b"), Number("1"), Null, Bool(true)])"#,
        ),
        ("@.s subsetof []", r#"[@ "s"] SubsetOf List([])"#),
        ("@.s == {'a': [1]}", r#"[@ "s"] Equal Object([("a", List([Number("1")]))])"#),
        ("@.tags empty false", r#"[@ "tags"] Empty Bool(false)"#),
        ("@.tags size 2", r#"[@ "tags"] Size Number("2")"#),
        ("@.n >= $.limits['low','high'].min()", r#"[@ "n"] GreaterOrEqual [$ "limits" ["low", "high"] min()]"#),
        ("@['a b'].c[0] === -.5", r#"[@ "a b" "c" 0] SameEqual Number("-.5")"#),
        ("@.list[?(@.x)]", r#"has[@ "list" ?has[@ "x"]]"#),
        (r"@.p =~ /a\/[)b]/", r#"[@ "p"] Matches Pattern { pattern: "a\\/[)b]", flags: "" }"#),
    ] {
        let text = format!("$[?({filter})]");
        let path = parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(canonical(&path), format!("$ ?{expected}"), "{text}");
        assert_eq!(path.doubts(), [], "{text}");
    }
}

#[test]
fn what_is_refused_and_where() {
    for (text, message, found) in [
        ("", "a path starts with `$`", ""),
        ("a.b", "a path starts with `$`", "a"),
        (" $.a", "a path starts with `$`", " "),
        ("@.a", "a path starts with `$`", "@"),
        ("$1", "`1` after `$`, where `.` or `[` can follow", "1"),
        ("$$a", "`a` after `$$`, where `.` or `[` can follow", "a"),
        ("$my-var", "`-` after the name of a variable, where `.` or `[` can follow", "-"),
        ("$.", "no name after the dot", "."),
        ("$.a.", "no name after the dot", "."),
        ("$..", "no name after the dot", ".."),
        ("$...a", "three dots in a row, where a name or `*` follows one or two", "."),
        ("$.a b", "a name after `.` cannot contain a space", " "),
        ("$. a", "a space, where a step is expected", " "),
        ("$[0] .a", "a space, where a step is expected", " "),
        ("$[", "the bracket `[` is never closed", "["),
        ("$[]", "nothing between the brackets", "]"),
        ("$[a]", "`a` in brackets is no index, and names need quotes", "a"),
        ("$.[[bad", "`[bad` in brackets is no index, and names need quotes", "[bad"),
        ("$['a", "the quote `'` is never closed", "'"),
        ("$['a'", "the bracket `[` is never closed", "["),
        ("$['a' 'b']", "`'`, where `]` is expected", "'"),
        ("$['a',]", "a name in the same quotes is expected after the comma", "]"),
        ("$['a',\"b\"]", "a name in the same quotes is expected after the comma", "\""),
        (r"$['\u12']", "`\\u` is followed by four hexadecimal digits", r"\u12"),
        ("$[0", "the bracket `[` is never closed", "["),
        ("$[1 2]", "`2`, where `]` is expected", "2"),
        ("$[-]", "`-` is no index from -2,147,483,648 to 2,147,483,647", "-"),
        ("$[2147483648]", "`2147483648` is no index from -2,147,483,648 to 2,147,483,647", "2147483648"),
        ("$[:]", "a slice has a start or an end", "[:]"),
        ("$[::2]", "a slice has a start or an end", "[::2]"),
        ("$[1 : 2]", "`:`, where `]` is expected", ":"),
        ("$[*", "the bracket `[` is never closed", "["),
        ("$[*,1]", "`,`, where `]` is expected", ","),
        ("$[?@.a]", "a filter is written in parentheses", "?"),
        ("$[?]", "a filter is written in parentheses", "?"),
        ("$[?(@.a]", "`]`, where `&&`, `||` or `)` is expected", "]"),
        ("$[?(@.a) && (@.b)]", "`&`, where `]` is expected", "&"),
        ("$[?()]", "`)`, where a value is expected", ")"),
        ("$[?(@.a = 1)]", "filters have no operator `=`", "="),
        ("$[?(@.a is 1)]", "filters have no operator `is`", "is"),
        ("$[?(@.a == )]", "`)`, where a value is expected", ")"),
        ("$[?(@.a == 1e3)]", "`1e3` is no number that a filter can read", "1e3"),
        ("$[?(@.a == 1-2)]", "`1-2` is no number that a filter can read", "1-2"),
        ("$[?(@.a == 'x)]", "the quote `'` is never closed", "'"),
        ("$[?(@.a =~ /x)]", "the pattern that `/` begins is never closed", "/"),
        ("$[?(true)]", "a value alone is no condition", "true"),
        ("$[?(@.a == $id)]", "within a path only `@` and `$`, its own document, can be read", "$id"),
        ("$[?(@.a & @.b)]", "`&`, where `&&`, `||` or `)` is expected", "&"),
        ("$[(@.x)]", "a script in brackets cannot be computed", "(@.x)"),
        ("$.length(", "a value is missing at the end", ""),
        ("$.max(1", "the parenthesis `(` is never closed", "("),
        ("$.max(1 2)", "an argument is followed by `,` or `)`", "2"),
    ] {
        assert_eq!(refused(text), (message.to_owned(), found.to_owned()), "{text}");
    }
}

#[test]
fn what_is_doubtful() {
    for (text, message, found) in [
        ("$[0:5:2]", "`:2` is ignored, slices have no step", ":2"),
        ("$[(@.length-1)].bar", "newer versions of the JSONPath library refuse a script in brackets", "(@.length-1)"),
        ("$..x[?(@.status==Failure)]", "`Failure` is a text without quotes", "Failure"),
        ("$[?(!@.a == 1)]", "`!` before a comparison is ignored", "!"),
        ("$[?(@.a&&@.b)]", "`a&&@` is read as one name", "a&&@"),
        ("$.a.lenght()", "there is no function `lenght` in JSONPath", "lenght"),
        ("$.a.length().b", "what follows `length()` finds nothing", "."),
    ] {
        let path = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let doubts: Vec<_> =
            path.doubts().iter().map(|doubt| (doubt.message.as_str(), &text[doubt.span.clone()])).collect();
        assert_eq!(doubts, [(message, found)], "{text}");
    }
}

#[test]
fn spans_are_those_of_the_text() {
    let text = "$größe.a['b c'][0]..*[?(@.x == 'é')].length()";
    let path = parse(text).unwrap();
    assert_eq!(&text[path.root_span()], "$größe");
    let steps: Vec<&str> = path.steps().iter().map(|step| &text[step.span.clone()]).collect();
    assert_eq!(steps, [".a", "['b c']", "[0]", "..", "*", "[?(@.x == 'é')]", ".length()"]);
    let StepKind::Filter(filter) = &path.steps()[5].kind else { panic!() };
    assert_eq!(&text[filter.span.clone()], "@.x == 'é'");
    let links: Vec<&str> = path
        .static_chain()
        .map(|link| match link {
            Link::Field { span, .. } | Link::Element { span, .. } => &text[span],
        })
        .collect();
    assert_eq!(links, ["a", "b c", "[0]"]);
}

#[test]
fn reference_paths() {
    for text in ["$", "$$.a", "$v.a[0]", "$.a-b['c']", "$[-1]"] {
        assert_eq!(parse(text).unwrap().not_reference(), None, "{text}");
    }
    for (text, found) in [
        ("$.a..b", ".."),
        ("$.a.*", ".*"),
        ("$['a','b']", "['a','b']"),
        ("$[0,1]", "[0,1]"),
        ("$.a[0].b[1:].*", "[1:]"),
        ("$[?(@.a)]", "[?(@.a)]"),
        ("$.a.length()", ".length()"),
        ("$[(@.length-1)]", "[(@.length-1)]"),
    ] {
        assert_eq!(&text[parse(text).unwrap().not_reference().unwrap().0], found, "{text}");
    }
}

#[test]
fn definite_paths() {
    for text in ["$", "$.a[0]['b']", "$['a','b']", "$.a.length()", "$[(@.length-1)]"] {
        assert!(parse(text).unwrap().is_definite(), "{text}");
    }
    for text in ["$..a", "$.*", "$[0,1]", "$[0:]", "$[?(@)]", "$['a','b'].c"] {
        assert!(!parse(text).unwrap().is_definite(), "{text}");
    }
}
