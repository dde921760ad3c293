//! `$encodeUrl`, `$decodeUrl` and their `Component` kin, as JavaScript's `encodeURI`, `decodeURI` and kin do it. The engine leaves and changes other characters.

use jsonata_core::evaluator::HostFnResult;
use jsonata_core::value::JValue;

use super::super::raise::fails;

/// What neither function writes as `%XX`, beside letters and digits.
const UNRESERVED: &str = "-_.!~*'()";

/// What has a meaning in a URL: left alone where the whole URL is meant.
const RESERVED: &str = ";/?:@&=+$,#";

/// A text from a text; `None` if it is malformed.
type Function = fn(&str) -> Option<String>;

/// The functions by name.
pub(super) const FUNCTIONS: [(&str, Function); 4] = [
    ("decodeUrl", |text| decode(text, RESERVED)),
    ("decodeUrlComponent", |text| decode(text, "")),
    ("encodeUrl", |text| Some(encode(text, RESERVED))),
    ("encodeUrlComponent", |text| Some(encode(text, ""))),
];

/// Calls one of them.
pub(super) fn call(name: &str, text: &str, function: Function) -> HostFnResult {
    match function(text) {
        Some(result) => Ok(JValue::string(result)),
        None => fails(format!("D3140: Malformed URL passed to ${name}(): {}", serde_json::Value::from(text))),
    }
}

fn encode(text: &str, kept: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_alphanumeric() || UNRESERVED.contains(character) || kept.contains(character) {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

/// `None` where a `%` is not followed by two digits, or what they spell is no UTF-8. Escapes of characters in `kept` stay.
fn decode(text: &str, kept: &str) -> Option<String> {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        decoded.push_str(rest.get(..at)?);
        let first = escape(rest.get(at..)?)?;
        let length = match first {
            0..0x80 => 1,
            0xC0..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0..0xF8 => 4,
            _ => return None,
        };
        let escapes = rest.get(at..at + 3 * length)?;
        let bytes: Vec<u8> = (0..length).map(|n| escape(escapes.get(3 * n..)?)).collect::<Option<_>>()?;
        let character = std::str::from_utf8(&bytes).ok()?;
        decoded.push_str(if kept.contains(character) { escapes } else { character });
        rest = rest.get(at + escapes.len()..)?;
    }
    decoded.push_str(rest);
    Some(decoded)
}

/// The byte of `%XX` at the beginning of a text.
fn escape(text: &str) -> Option<u8> {
    let digits = text.strip_prefix('%')?.get(..2)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u8::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a JavaScript engine answers.
    #[test]
    fn as_javascript() {
        let url = "https://a.b/c d?e=f&g=%é#😀";
        assert_eq!(encode(url, RESERVED), "https://a.b/c%20d?e=f&g=%25%C3%A9#%F0%9F%98%80");
        assert_eq!(encode(url, ""), "https%3A%2F%2Fa.b%2Fc%20d%3Fe%3Df%26g%3D%25%C3%A9%23%F0%9F%98%80");
        assert_eq!(decode("%41%2f%3B%C3%a9", RESERVED).as_deref(), Some("A%2f%3Bé"));
        assert_eq!(decode("%41%2f%3B%C3%a9", "").as_deref(), Some("A/;é"));
        for malformed in ["%", "a%4", "%4g", "%+1", "%C3", "%C3é", "%C3%41", "%80", "%FF", "%ED%A0%80", "%F8%80%80%80"]
        {
            assert_eq!(decode(malformed, ""), None, "{malformed}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text, ""), ""), Some(text.clone()));
            prop_assert_eq!(decode(&encode(&text, RESERVED), RESERVED), Some(text));
        }

        #[test]
        fn any_text_is_decoded_or_refused(text in "[%0-9a-fA-Fé]*") {
            decode(&text, RESERVED);
        }
    }
}
