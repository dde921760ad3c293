//! Which argument of a call the reference refuses, and in which words.
//!
//! The reference writes the types of arguments as letters, one each, and matches them against an expression that it makes of the signature. Where that
//! fails it adds parameter by parameter until the beginning no longer matches: that argument is named.

use jsonata_core::value::JValue;
use regex::Regex;

/// A parameter of a signature.
struct Parameter {
    pattern: String,
    /// Its letter; `(` for a choice.
    kind: char,
    /// What a list holds.
    elements: Option<char>,
    /// The letters that the context may have when the argument is missing.
    context: Option<String>,
}

/// What the reference says of a call that the signature `<…>` of the function does not allow: the code and the sentence.
pub(super) fn refusal(
    function: &str,
    signature: &str,
    arguments: &[JValue],
    context: &JValue,
) -> Option<(&'static str, String)> {
    let parameters = parameters(signature);
    let letters: String = arguments.iter().map(letter).collect();
    let groups: String = parameters.iter().map(|parameter| format!("({})", parameter.pattern)).collect();
    let Some(matched) = Regex::new(&format!("^{groups}$")).ok()?.captures(&letters) else {
        let index = good_to(&parameters, &letters)? + 1;
        return Some((
            "T0410",
            format!("Argument {index} of function \"{function}\" does not match function signature"),
        ));
    };
    let mut at = 0;
    for (parameter, group) in parameters.iter().zip(matched.iter().skip(1)) {
        let group = group.map_or("", |group| group.as_str());
        if group.is_empty() {
            match &parameter.context {
                Some(allowed) if !allowed.contains(letter(context)) => {
                    let index = at + 1;
                    let sentence = format!(
                        "Context value is not a compatible type with argument {index} of function \"{function}\""
                    );
                    return Some(("T0411", sentence));
                }
                Some(_) => {}
                None => at += 1,
            }
        }
        for given in group.chars() {
            if let (Some(argument), Some(elements)) = (arguments.get(at), parameter.elements)
                && parameter.kind == 'a'
                && !holds(given, group, argument, elements)
            {
                let index = at + 1;
                let types = plural(elements)?;
                let sentence = format!("Argument {index} of function \"{function}\" must be an array of \"{types}\"");
                return Some(("T0412", sentence));
            }
            at += 1;
        }
    }
    None
}

/// Whether an argument is a list of such elements, or an element that becomes one.
fn holds(given: char, group: &str, argument: &JValue, elements: char) -> bool {
    match argument {
        JValue::Undefined => true,
        JValue::Array(items) => items.iter().all(|item| letter(item) == elements),
        _ => given != 'a' && group.chars().eq([elements]),
    }
}

fn good_to(parameters: &[Parameter], letters: &str) -> Option<usize> {
    let (mut pattern, mut good) = (String::from("^"), 0);
    for parameter in parameters {
        pattern.push_str(&parameter.pattern);
        match Regex::new(&pattern).ok()?.find(letters) {
            Some(found) => good = found.len(),
            None => break,
        }
    }
    Some(good)
}

fn parameters(signature: &str) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut letters = signature.trim_start_matches('<').chars();
    while let Some(symbol) = letters.next() {
        let pattern = match symbol {
            ':' | '>' => break,
            's' | 'n' | 'b' | 'l' | 'o' => format!("[{symbol}m]"),
            'a' | 'x' => "[asnblfom]".to_owned(),
            'j' => "[asnblom]".to_owned(),
            'f' => "f".to_owned(),
            '(' => format!("[{}m]", letters.by_ref().take_while(|letter| *letter != ')').collect::<String>()),
            _ => {
                if let Some(previous) = parameters.last_mut() {
                    amend(previous, symbol, &mut letters);
                }
                continue;
            }
        };
        parameters.push(Parameter { pattern, kind: symbol, elements: None, context: None });
    }
    parameters
}

fn amend(parameter: &mut Parameter, symbol: char, letters: &mut std::str::Chars<'_>) {
    match symbol {
        '-' => {
            parameter.context = Some(parameter.pattern.clone());
            parameter.pattern.push('?');
        }
        '?' | '+' => parameter.pattern.push(symbol),
        '<' => {
            let mut depth = 1;
            let inner = letters.by_ref().take_while(|letter| {
                depth += i32::from(*letter == '<') - i32::from(*letter == '>');
                depth > 0
            });
            parameter.elements = inner.collect::<Vec<_>>().first().copied();
        }
        _ => {}
    }
}

/// A missing value fits every type; so does what only the engine has.
fn letter(value: &JValue) -> char {
    match value {
        JValue::Null => 'l',
        JValue::Bool(_) => 'b',
        JValue::Number(_) => 'n',
        JValue::String(_) => 's',
        JValue::Array(_) => 'a',
        JValue::Object(_) => 'o',
        JValue::Undefined => 'm',
        JValue::Lambda(_) | JValue::Builtin { .. } | JValue::Regex { .. } => 'f',
    }
}

fn plural(elements: char) -> Option<&'static str> {
    Some(match elements {
        'a' => "arrays",
        'b' => "booleans",
        'f' => "functions",
        'n' => "numbers",
        'o' => "objects",
        's' => "strings",
        _ => return None,
    })
}
