//! Writes JSON values as YAML, in styles that a list of bytes chooses.

use serde_json::Value;

pub(super) fn yaml(value: &Value, choices: &[u8]) -> String {
    let mut writer = Writer { out: String::new(), choices: choices.iter().copied().cycle(), in_list: false };
    writer.value(value, 0, false, true);
    writer.out.push('\n');
    writer.out
}

/// A text in pieces, cut at about these places.
pub(super) fn cut(text: &str, cuts: &[u16]) -> Vec<String> {
    let mut places: Vec<usize> = cuts.iter().map(|cut| usize::from(*cut) % (text.len() + 1)).collect();
    places.retain(|place| text.is_char_boundary(*place));
    places.sort_unstable();
    let ends = places.iter().copied().chain([text.len()]);
    let starts = std::iter::once(0).chain(places.iter().copied());
    starts.zip(ends).map(|(start, end)| text[start..end].to_owned()).collect()
}

struct Writer<I> {
    out: String,
    choices: I,
    /// Whether the value is an item of a block list: a list in there is indented further.
    in_list: bool,
}

impl<I: Iterator<Item = u8>> Writer<I> {
    fn choose(&mut self, of: u8) -> u8 {
        self.choices.next().unwrap_or_default() % of
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Behind `key:` or `-`, whose indentation is `indent`.
    fn value(&mut self, value: &Value, indent: usize, flow: bool, root: bool) {
        let flow = flow || (!root && self.choose(4) == 0);
        let in_list = usize::from(std::mem::take(&mut self.in_list));
        match value {
            Value::String(text) => {
                self.out.push(' ');
                self.string(text, indent, flow);
            }
            Value::Array(items) if flow || items.is_empty() => {
                self.out.push_str(" [");
                for item in items {
                    self.value(item, indent, true, false);
                    self.out.push_str(" ,");
                }
                self.out.push_str(" ]");
            }
            Value::Object(entries) if flow || entries.is_empty() => {
                self.out.push_str(" {");
                for (key, value) in entries {
                    self.out.push(' ');
                    self.out.push_str(&Value::from(key.as_str()).to_string());
                    self.out.push(':');
                    self.value(value, indent, true, false);
                    self.out.push_str(" ,");
                }
                self.out.push_str(" }");
            }
            Value::Array(items) => {
                let indent = indent + in_list + usize::from(self.choose(3));
                if self.choose(8) == 0 {
                    self.out.push_str(" # a comment");
                }
                for item in items {
                    self.line(indent);
                    self.out.push('-');
                    self.in_list = true;
                    self.value(item, indent, false, false);
                }
            }
            Value::Object(entries) => {
                let indent = if root { 0 } else { indent + 1 + usize::from(self.choose(3)) };
                for (key, value) in entries {
                    self.line(indent);
                    self.key(key);
                    self.out.push(':');
                    self.value(value, indent, false, false);
                }
            }
            scalar => {
                self.out.push(' ');
                self.out.push_str(&scalar.to_string());
            }
        }
    }

    fn key(&mut self, key: &str) {
        let is_plain = key.chars().all(|letter| letter.is_ascii_alphabetic() || letter == 'é');
        match (self.choose(3), is_plain) {
            (0, true) => self.out.push_str(key),
            (1, _) => self.out.push_str(&format!("'{}'", key.replace('\'', "''"))),
            _ => self.out.push_str(&Value::from(key).to_string()),
        }
    }

    fn string(&mut self, text: &str, indent: usize, flow: bool) {
        let has_controls =
            text.chars().any(|letter| letter.is_control() || "\u{feff}\u{2028}\u{2029}".contains(letter));
        let lines_are_plain = text.lines().all(|line| !line.chars().any(|letter| letter.is_control()))
            && !text.contains(['\r', '\u{feff}', '\u{2028}', '\u{2029}']);
        let is_word = !text.is_empty()
            && text.chars().all(|letter| letter.is_alphabetic() || letter == ' ')
            && !text.starts_with(' ')
            && !text.ends_with(' ')
            && !["yes", "null", "true", "false", "no", "on", "off"].contains(&text.to_lowercase().as_str());
        let folds = text.lines().all(|line| !line.is_empty() && !line.starts_with(' '));
        match self.choose(5) {
            0 if is_word => self.folded_flow(text, indent),
            1 if !has_controls => {
                self.out.push('\'');
                self.folded_flow(&text.replace('\'', "''"), indent);
                self.out.push('\'');
            }
            2 if !flow && lines_are_plain && !text.trim_matches('\n').is_empty() => self.block(text, indent, false),
            3 if !flow && lines_are_plain && folds && !text.trim_matches('\n').is_empty() => {
                self.block(text, indent, true)
            }
            _ => self.double(text, indent),
        }
    }

    /// Some blanks as line breaks.
    fn folded_flow(&mut self, text: &str, indent: usize) {
        let letters: Vec<char> = text.chars().collect();
        for (index, letter) in letters.iter().enumerate() {
            let beside =
                |index: Option<usize>| index.and_then(|index| letters.get(index)).is_some_and(|letter| *letter != ' ');
            let can_fold = *letter == ' ' && beside(index.checked_sub(1)) && beside(Some(index + 1));
            if can_fold && self.choose(3) == 0 {
                let blanks = if self.choose(2) == 0 { "" } else { "  " };
                self.out.push_str(blanks);
                self.line(indent + 3);
            } else {
                self.out.push(*letter);
            }
        }
    }

    fn double(&mut self, text: &str, indent: usize) {
        self.out.push('"');
        for letter in text.chars() {
            match (self.choose(8), letter) {
                (_, '\n') => self.out.push_str("\\n"),
                (0, _) => self.out.push_str(&format!("\\U{:08X}", u32::from(letter))),
                (1, _) if u32::from(letter) < 0x100 => self.out.push_str(&format!("\\x{:02x}", u32::from(letter))),
                (2, _) => letter
                    .encode_utf16(&mut [0; 2])
                    .iter()
                    .for_each(|unit| self.out.push_str(&format!("\\u{unit:04x}"))),
                (_, '"' | '\\') => self.out.extend(['\\', letter]),
                _ if letter.is_control() || "\u{feff}\u{2028}\u{2029}".contains(letter) => {
                    self.out.push_str(&format!("\\U{:08X}", u32::from(letter)));
                }
                (3, _) if letter != ' ' => {
                    self.out.push('\\');
                    self.line(indent + 2);
                    self.out.push(letter);
                }
                _ => self.out.push(letter),
            }
        }
        self.out.push('"');
    }

    fn block(&mut self, text: &str, indent: usize, folded: bool) {
        let width = 1 + usize::from(self.choose(4));
        let first = text.trim_start_matches('\n');
        let explicit = text.starts_with(['\n', ' ']) || first.starts_with(' ') || self.choose(3) == 0;
        self.out.push(if folded { '>' } else { '|' });
        if explicit {
            self.out.push_str(&width.to_string());
        }
        let breaks = text.len() - text.trim_end_matches('\n').len();
        match breaks {
            0 => self.out.push('-'),
            1 => {}
            _ => self.out.push('+'),
        }
        let body = text.strip_suffix('\n').unwrap_or(text);
        for (index, line) in body.split('\n').enumerate() {
            if folded && index > 0 && !line.is_empty() {
                self.out.push('\n');
            }
            if line.is_empty() {
                self.out.push('\n');
                continue;
            }
            self.line(indent + width);
            if folded {
                let words: Vec<&str> = line.split(' ').collect();
                for (index, word) in words.iter().enumerate() {
                    let can_fold =
                        index > 0 && !word.is_empty() && words.get(index - 1).is_some_and(|word| !word.is_empty());
                    match index {
                        0 => {}
                        _ if can_fold && self.choose(3) == 0 => self.line(indent + width),
                        _ => self.out.push(' '),
                    }
                    self.out.push_str(word);
                }
            } else {
                self.out.push_str(line);
            }
        }
        // What follows begins with a line break of its own, which ends the last line.
    }
}
