//! What the service refuses when a machine is created, checked on text without a parser: a bare name, `$` or `$$`, a root
//! of `$states` that doesn't exist; and what tools on the way there would substitute.

/// Panics if the service, or a tool on the way to it, would refuse or misread the expression.
pub(super) fn check(expression: &str) {
    for pair in ["${", "%{", "{%", "%}"] {
        assert!(!expression.contains(pair), "`{pair}` in {expression}");
    }
    let mut rest = expression;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let token = match c {
            '"' => 1 + string_end(&rest[1..]),
            '`' => 2 + rest[1..].find('`').unwrap_or_else(|| panic!("open name in {expression}")),
            '/' if matches!(before, '(' | ',') => {
                2 + rest[1..].find('/').unwrap_or_else(|| panic!("open regex in {expression}"))
            }
            '$' => {
                let name = word(&rest[1..]);
                assert!(!name.is_empty(), "`$` or `$$` in {expression}");
                let end = 1 + name.len();
                if name == "states" {
                    let root = rest[end..].strip_prefix('.').map(word).unwrap_or_default();
                    assert!(["input", "result", "errorOutput", "context"].contains(&root), "root in {expression}");
                }
                end
            }
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !c.is_ascii_digit() && !".eE".contains(c)).unwrap_or(rest.len())
            }
            c if c.is_alphabetic() || c == '_' => {
                let name = word(rest);
                let keyword = ["and", "or", "in", "true", "false", "null", "function"].contains(&name);
                assert!(keyword || before == '.', "bare name `{name}` in {expression}");
                name.len()
            }
            c => {
                if c == '.' && rest.starts_with("..") {
                    2
                } else {
                    c.len_utf8()
                }
            }
        };
        // `..` is no step.
        before = if rest.starts_with("..") && token == 2 {
            ' '
        } else if c == ' ' {
            before
        } else {
            c
        };
        rest = &rest[token..];
    }
}

fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    panic!("open string: {text}")
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn the_check_itself_finds_what_it_should() {
    for good in ["$states.input.a[0]", "\"a b $ {\" & $x.`b c`", "$map([1], function($x){ $x and true })"] {
        check(good);
    }
    for bad in ["phone", "$.a", "$$.a", "$states.error", "\"${a}\"", "[1..n]", "$x ? y : 1"] {
        assert!(std::panic::catch_unwind(|| check(bad)).is_err(), "{bad} passed");
    }
}
