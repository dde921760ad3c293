//! Texts that are made to hurt: deep, long, or both.

use std::time::{Duration, Instant};

use asl_schema::SyntaxError;
use asl_schema::jsonata::{MAX_HEIGHT, nesting, parse, references};

fn examine(text: &str) -> Result<(), SyntaxError> {
    let expr = parse(text)?;
    references(&expr);
    nesting(&expr);
    let copy = expr.clone();
    assert_eq!(copy, expr);
    Ok(())
}

/// On three quarters of the stack that threads have: somebody calls the parser.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(3 << 19).spawn(run).unwrap().join().unwrap();
}

#[test]
fn depth_is_bounded_however_it_is_made() {
    on_a_small_stack(|| {
        for (open, middle, close) in [
            ("(", "1", ")"),
            ("[", "1", "]"),
            ("{'a':", "1", "}"),
            ("-", "1", ""),
            ("$f(", "1", ")"),
            ("function(){", "1", "}"),
            ("|a|", "a", "|"),
            ("1+(", "1", ")"),
            ("1?1:", "1", ""),
            ("$a:=", "1", ""),
            ("a[", "1", "]"),
            ("a^(", "b", ")"),
            ("a{b:", "c", "}"),
            ("a.(", "b", ")"),
            ("(%.", "a", ")"),
            ("a[%.", "b", "]"),
            ("", "1", "+1"),
            ("", "$a", "(1)"),
            ("", "1", "?1"),
            ("", "1", "~>$a"),
            ("(", "1", "+1+1+1+1+1+1+1+1)"),
        ] {
            let nested = |times: usize| format!("{}{middle}{}", open.repeat(times), close.repeat(times));
            for times in [1, 5, 14] {
                examine(&nested(times))
                    .or_else(|error| if error.code == Some("S0217") { Ok(()) } else { Err(error) })
                    .expect(open);
            }
            for times in [100, 1_000, 100_000] {
                if let Err(error) = examine(&nested(times)) {
                    assert!(error.code.is_some() || error.message.contains("levels"), "{open}: {error}");
                }
            }
            let error = parse(&nested(100_000)).expect_err(open);
            assert!(error.message.contains(&format!("deeper than {MAX_HEIGHT} levels")), "{open}{close}: {error}");
        }
    });
}

/// Paths are flat: they may be as long as they like.
#[test]
fn length_is_not_depth() {
    on_a_small_stack(|| {
        for (first, more) in [
            ("a", ".b"),
            ("$a", "[0]"),
            ("a", "[]"),
            ("a", "^(b)"),
            ("[1", "..2, 3"),
            ("(a", ";b"),
            ("$f(1", ",1"),
            ("{'a':1", ",'b':2"),
            ("'", "\\n"),
            ("/a", "\\/"),
            ("/*", "* /"),
            ("function($a", ",$a"),
        ] {
            let mut text = format!("{first}{}", more.repeat(100_000));
            text.push_str(match first {
                "[1" => "]",
                "{'a':1" => "}",
                "'" => "'",
                "/a" => "/",
                "/*" => "*/ 1",
                "function($a" => "){1}",
                "(a" | "$f(1" => ")",
                _ => "",
            });
            examine(&text).unwrap_or_else(|error| panic!("{first}{more}: {} {:?}", error.message, error.code));
        }
    });
}

/// A hundred times the text may take a hundred times as long, not ten thousand times.
#[test]
fn time_is_linear() {
    let slow = Duration::from_secs(10);
    for text in [
        "$a:=$b,".repeat(50_000),
        format!("({})", (0..20_000).map(|n| format!("$a{n}:=function(){{$a{}}};", n + 1)).collect::<String>()),
        format!("({})", "$a:=1;".repeat(100_000)),
        format!("a{}", ".%.b".repeat(50_000)),
        format!("a{}", ".b".repeat(20_000) + &".%".repeat(20_000)),
        format!("a[0]{}", "@$v".repeat(50_000)),
        format!("{}1", "a[".repeat(50_000)),
        format!("x{}", "{1:2}".repeat(50_000)),
        "\"\\".repeat(100_000),
        "/\\".repeat(100_000),
        "/*".repeat(100_000),
        format!("function({})<{}", "$a,".repeat(50_000), "<".repeat(50_000)),
        format!("function($a)<{}>{{1}}", "a<(".repeat(50_000)),
        "`".repeat(100_001),
    ] {
        let start = Instant::now();
        let _ = examine(&text);
        assert!(start.elapsed() < slow, "{:?} for {} …", start.elapsed(), text.get(..20).unwrap());
    }
}
