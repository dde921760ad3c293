//! What follows "threw an error during evaluation".

use serde_json::json;

use super::Sure::{self, Claimed, Measured};
use super::{ending, jsonata};
use asl_local::expr::Error;

fn check(rows: &[(Sure, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(sure, code, expected)| {
            let found = ending(code, &json!({}));
            let found = found.strip_prefix("threw an error during evaluation").unwrap_or(&found);
            (found != *expected).then(|| format!("{sure:?} {code}\n  service {expected}\n  here    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn does_not_match(rows: &[(Sure, &str, &str, usize)]) {
    let sentences: Vec<(Sure, &str, String)> = rows
        .iter()
        .map(|(sure, code, function, at)| {
            let sentence =
                format!(". T0410: Argument {at} of function \"{function}\" does not match function signature");
            (*sure, *code, sentence)
        })
        .collect();
    check(&sentences.iter().map(|(sure, code, sentence)| (*sure, *code, sentence.as_str())).collect::<Vec<_>>());
}

#[test]
fn arguments() {
    does_not_match(&[
        (Measured, r#"$abs("x")"#, "abs", 1),
        (Measured, "$each('x', function($v){$v})", "each", 1),
        (Measured, "$parse(null)", "parse", 1),
        (Measured, "$hash(42,'MD5')", "hash", 1),
        (Measured, "$hash('a',5)", "hash", 2),
        (Measured, "$range(1)", "range", 2),
        (Measured, "$uuid('x')", "uuid", 1),
        (Measured, "$random(1,2)", "random", 2),
        (Measured, "$parse('{}','x')", "parse", 2),
        (Measured, "$partition([1],2,'x')", "partition", 3),
        (Measured, "$range(1,5,1,'x')", "range", 4),
        (Measured, "$hash('a','MD5','x')", "hash", 3),
        (Claimed, r#"1 + $abs("x") + $count([1])"#, "abs", 1),
    ]);
    check(&[
        (Measured, r#"$sum(["a"])"#, r#". T0412: Argument 1 of function "sum" must be an array of "numbers""#),
        (Measured, "$average(['a','b'])", r#". T0412: Argument 1 of function "average" must be an array of "numbers""#),
        (
            Measured,
            "$partition(null,2)",
            r#". T0412: Argument 1 of function "partition" must be an array of undefined"#,
        ),
    ]);
}

#[test]
fn functions() {
    check(&[
        (
            Measured,
            "$reduce([1,2], function($a){$a})",
            ". D3050: The second argument of reduce function must be a function with at least two arguments",
        ),
        (
            Measured,
            "$single([1,2], function($x){true})",
            ". D3138: The $single() function expected exactly 1 matching result.  Instead it matched more.",
        ),
        (
            Measured,
            "$split('a','b',-1)",
            ". D3020: Third argument of split function must evaluate to a positive number",
        ),
        (Measured, "$sqrt(-1)", ". D3060: The sqrt function cannot be applied to a negative number: -1"),
        (Measured, "1 + {}", r#". T2002: The right side of the "+" operator must evaluate to a number"#),
        (Measured, "$replace('a','','b')", ": Second argument of replace function cannot be an empty string"),
        (Measured, r#"$eval("1+1")"#, ". T1006: Attempted to invoke a non-function"),
        (Measured, "$unknown(1)", ". T1006: Attempted to invoke a non-function"),
        (
            Measured,
            r#"$formatNumber(1,"x")"#,
            ". D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character",
        ),
        (Measured, "$partition([1,2],-1)", ". D3137: Second argument must be zero or greater"),
    ]);
}

#[test]
fn hash_algorithms() {
    for algorithm in ["SHA-9", "md5", "SHA3-256"] {
        let sentence =
            format!(". D3137: Hash algorithm '{algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
        check(&[(Measured, &format!("$hash('input','{algorithm}')"), &sentence)]);
    }
}

#[test]
fn json_is_strict() {
    for text in ["", "  ", "{} {}", r#"{"a":1,"a":2}"#, "1e400", "x", "{a:1}", "[1,]", "NaN"] {
        check(&[(Measured, &format!("$parse('{text}')"), ". D3137: Invalid JSON")]);
    }
}

/// The last rule of a picture that is broken has the word.
#[test]
fn pictures() {
    for (sure, picture, code) in [
        (Claimed, "0.0;0.0;0.0", "D3080"),
        (Claimed, "0.0.0", "D3081"),
        (Claimed, "0%%", "D3082"),
        (Claimed, "0‰‰", "D3083"),
        (Claimed, "0%‰", "D3084"),
        (Claimed, "0,.0", "D3087"),
        (Claimed, "0,", "D3088"),
        (Claimed, "0,,0", "D3089"),
        (Claimed, "0#", "D3090"),
        (Claimed, "##0.0#0", "D3091"),
        (Claimed, "0e0%", "D3092"),
    ] {
        let found = ending(&format!("$formatNumber(1,'{picture}')"), &json!({}));
        assert!(
            found.starts_with(&format!("threw an error during evaluation. {code}: ")),
            "{sure:?} {picture} {found}"
        );
    }
}

/// The reference's templates, in which values are written as JSON.
#[test]
fn values_in_messages() {
    check(&[
        (Claimed, "$number('x\"y')", r#". D3030: Unable to cast value to a number: "x\"y""#),
        (
            Claimed,
            "$formatBase(10, 37)",
            ". D3100: The radix of the formatBase function must be between 2 and 36.  It was given 37",
        ),
        (
            Claimed,
            "$formatInteger(1, 'α')",
            r#". D3130: Formatting or parsing an integer as a sequence starting with "α" is not supported by this implementation"#,
        ),
        (Claimed, "$fromMillis(0, '[Q]')", r#". D3132: Unknown component specifier "Q" in date/time picture string"#),
        (
            Claimed,
            "$fromMillis(0, '[YN]')",
            r#". D3133: The 'name' modifier can only be applied to months and days in the date/time picture string, not "Y""#,
        ),
    ]);
}

/// What the reference, version 2.0.6, answers word for word.
#[test]
fn operands_in_messages() {
    check(&[
        (
            Measured,
            "1 < 'a'",
            r#". T2009: The values 1 and "a" either side of operator "<" must be of the same data type"#,
        ),
        (
            Measured,
            "'a' < 1",
            r#". T2009: The values "a" and 1 either side of operator "<" must be of the same data type"#,
        ),
        (
            Claimed,
            "($f := function($x){$x >= 'b'}; $map([1], $f))",
            r#". T2009: The values 1 and "b" either side of operator ">=" must be of the same data type"#,
        ),
        (
            Claimed,
            "1 > null",
            r#". T2010: The expressions either side of operator ">" must evaluate to numeric or string values"#,
        ),
        (
            Claimed,
            "$nothing <= {}",
            r#". T2010: The expressions either side of operator "<=" must evaluate to numeric or string values"#,
        ),
        (Claimed, "-'a\"b'", r#". D1002: Cannot negate a non-numeric value: "a\"b""#),
        (Claimed, "-[1,{'a':1e300}]", r#". D1002: Cannot negate a non-numeric value: [1,{"a":1e+300}]"#),
        (
            Claimed,
            "{'a':1} ~> |$|5|",
            ". T2011: The insert/update clause of the transform expression must evaluate to an object: 5",
        ),
        (
            Claimed,
            "{'a':1} ~> |$|{},[1,'a']|",
            r#". T2012: The delete clause of the transform expression must evaluate to a string or array of strings: [1,"a"]"#,
        ),
        (
            Claimed,
            "[{'a':3},{'a':'x'},{'a':2}]^(a)",
            r#". T2007: Type mismatch when comparing values "x" and 2 in order-by clause"#,
        ),
        (
            Claimed,
            "[{'a':1,'b':'y'},{'a':1,'b':7},{'a':2}]^(>a, b)",
            r#". T2007: Type mismatch when comparing values "y" and 7 in order-by clause"#,
        ),
        (
            Claimed,
            "$power(7, 1e300)",
            ". D3061: The power function has resulted in a value that cannot be represented as a JSON number: base=7, exponent=1e+300",
        ),
        (
            Claimed,
            "$split('a', function($x){$x})",
            r#". T1010: The matcher function argument passed to function "split" does not return the correct object structure"#,
        ),
        (Claimed, "$number(' 12 ')", r#". D3030: Unable to cast value to a number: " 12 ""#),
        (Claimed, "$decodeUrl('%')", r#". D3140: Malformed URL passed to $decodeUrl(): "%""#),
        (Claimed, "'%4' ~> $decodeUrlComponent", r#". D3140: Malformed URL passed to $decodeUrlComponent(): "%4""#),
        (Claimed, "[null..3]", ". T2003: The left side of the range operator (..) must evaluate to an integer"),
        (
            Claimed,
            "[1..$parse('null')]",
            ". T2004: The right side of the range operator (..) must evaluate to an integer",
        ),
        (Claimed, "$error('')", ". D3137: $error() function evaluated"),
    ]);
}

/// Which argument of which of several functions.
#[test]
fn arguments_among_others() {
    does_not_match(&[
        (Claimed, "$abs('x') + $sqrt('y')", "abs", 1),
        (Claimed, "$sqrt(4) + $abs('y')", "abs", 1),
        (Claimed, "$append()", "append", 1),
        (Claimed, "$append(1)", "append", 2),
        (Claimed, "$map(function($x){$x})", "map", 2),
        (Claimed, "$substring('a', 'b') & $pad('x', 'y')", "substring", 2),
        (Claimed, "$pad('x', 1, $substring('a', 'b'))", "substring", 2),
        (Claimed, "$contains('a', 'b', 'c')", "contains", 3),
        (Claimed, "'a' ~> $substring('b')", "substring", 2),
        (Claimed, "$map([1], function($v){$lookup($v, 5)})", "lookup", 2),
    ]);
    check(&[
        (
            Claimed,
            "[1].$length()",
            r#". T0411: Context value is not a compatible type with argument 1 of function "length""#,
        ),
        (
            Claimed,
            "[1].$contains('a')",
            r#". T0411: Context value is not a compatible type with argument 1 of function "contains""#,
        ),
        (
            Claimed,
            "[1].$encodeUrl()",
            r#". T0411: Context value is not a compatible type with argument 1 of function "encodeUrl""#,
        ),
        (
            Claimed,
            "$sum([1]) + $max([1,'a'])",
            r#". T0412: Argument 1 of function "max" must be an array of "numbers""#,
        ),
        (
            Claimed,
            "$join([1]) & $join(['a'])",
            r#". T0412: Argument 1 of function "join" must be an array of "strings""#,
        ),
        (Claimed, "$merge(5) & $sum([])", r#". T0412: Argument 1 of function "merge" must be an array of "objects""#),
    ]);
}

/// Where the reference has no sentence of its own, or the engine does other than the reference.
#[test]
fn what_is_unsupported() {
    for code in ["$fromMillis(1e300)", "1.5e308*10 & \"\"", "[1].$formatNumber($nothing)"] {
        match jsonata(code, &json!({})) {
            Err(Error::Unsupported(_)) => {}
            other => panic!("{code}: {other:?}"),
        }
    }
}

/// The codes are the service's; behind them stand the engine's words, which do not tell the values that the reference tells.
#[test]
fn where_only_the_code_is_sure() {
    for (sure, code, expected) in [
        (Measured, "1 + 'a'", "T2002"),
        (Claimed, "$toMillis('nope')", "D3110"),
        (Claimed, "$error('own words')", "D3137"),
        (Claimed, "$assert(false, 'own words')", "D3141"),
    ] {
        let found = ending(code, &json!({}));
        assert!(
            found.starts_with(&format!("threw an error during evaluation. {expected}: ")),
            "{sure:?} {code} {found}"
        );
    }
    for code in ["$error('own words')", "$assert(false, 'own words')"] {
        assert!(ending(code, &json!({})).ends_with(": own words"), "{}", ending(code, &json!({})));
    }
}

#[test]
fn an_internal_error_has_an_id() {
    let found = ending(r#"$base64decode("!!!")"#, &json!({}));
    let id = found.strip_prefix("threw an internal error during evaluation. ").expect(&found);
    assert_eq!(id.len(), 36);
    assert_eq!(jsonata(r#"$base64decode("aGVsbG8=")"#, &json!({})), Ok(json!("hello")));
}

#[test]
fn what_the_regular_expressions_lack_is_said() {
    for pattern in ["(?=a)b", "(?<!a)b", r"(a)\1"] {
        let code = format!("$match('ab', /{pattern}/)");
        assert!(matches!(jsonata(&code, &json!({})), Err(Error::Unsupported(_))), "{code}");
    }
    assert_eq!(jsonata(r"$contains('a1', /^\w\d$/)", &json!({})), Ok(json!(true)));
}
