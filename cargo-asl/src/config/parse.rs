//! The text of a configuration to what it says; every mistake with its place.

use std::ops::Range;
use std::path::PathBuf;

use asl_schema::check::Level;
use asl_schema::{MachineType, Rule, closest, quoted};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Allow, Config, problem};
use crate::outcome::Problem;
use crate::rules;

pub(super) fn parse(folder: PathBuf, name: String, text: String) -> Result<Config, Vec<Problem>> {
    let mut reader = Reader { mistakes: Vec::new() };
    let mut config =
        Config { machine_type: None, levels: Vec::new(), allows: Vec::new(), folder, name, text: String::new() };
    match DeTable::parse(&text) {
        Ok(table) => reader.top(table.get_ref(), &mut config),
        Err(error) => reader.say(error.span().unwrap_or(0..0), lower(error.message())),
    }
    if reader.mistakes.is_empty() {
        return Ok(Config { text, ..config });
    }
    // The table is sorted by key, people read from top to bottom.
    reader.mistakes.sort_by_key(|mistake| mistake.span.start);
    let say = |mistake: Mistake| Problem {
        help: mistake.help,
        ..problem(&config.name, &text, mistake.span, mistake.message)
    };
    Err(reader.mistakes.into_iter().map(say).collect())
}

fn lower(message: &str) -> String {
    message.lines().next().unwrap_or("this is not TOML").to_lowercase()
}

struct Mistake {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

struct Reader {
    mistakes: Vec<Mistake>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader {
    fn say(&mut self, span: Range<usize>, message: String) {
        self.mistakes.push(Mistake { span, message, help: None });
    }

    fn top(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "type" => config.machine_type = self.machine_type(value),
                "rules" => self.rules(value, config),
                "allow" => self.allows(value, config),
                other => self.unknown(key.span(), other, &["type", "rules", "allow"]),
            }
        }
    }

    fn unknown(&mut self, span: Range<usize>, key: &str, known: &[&str]) {
        let help = match closest(key, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the keys here are `{}`", known.join("`, `")),
        };
        self.mistakes.push(Mistake { span, message: format!("there is no key {}", quoted(key)), help: Some(help) });
    }

    fn expected(&mut self, value: &Value<'_>, expected: &str) {
        self.say(value.span(), format!("this is {}, expected {expected}", article(value.get_ref().type_str())));
    }

    fn machine_type(&mut self, value: &Value<'_>) -> Option<MachineType> {
        match value.get_ref().as_str().map(str::to_ascii_lowercase).as_deref() {
            Some("standard") => Some(MachineType::Standard),
            Some("express") => Some(MachineType::Express),
            _ => {
                self.say(value.span(), "the type of a state machine is `standard` or `express`".to_owned());
                None
            }
        }
    }

    fn rules(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(value, "a table of rules and levels");
        };
        for (key, value) in table {
            let rule = self.rule(key.span(), key.get_ref());
            match (rule, value.get_ref().as_str().and_then(Level::from_word)) {
                (Some(rule), Some(level)) => config.levels.push((rule, level)),
                (_, Some(_)) => {}
                (_, None) => {
                    self.say(value.span(), "a level is `off`, `info`, `warning` or `error`".to_owned());
                }
            }
        }
    }

    fn rule(&mut self, span: Range<usize>, word: &str) -> Option<&'static Rule> {
        rules::find(word).map_err(|message| self.say(span, message)).ok()
    }

    fn allows(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(list) = value.get_ref().as_array() else {
            return self.expected(value, "a list: write `[[allow]]`");
        };
        for entry in list {
            match entry.get_ref().as_table() {
                Some(table) => config.allows.extend(self.allow(entry.span(), table)),
                None => self.expected(entry, "a table with `rule`"),
            }
        }
    }

    fn allow(&mut self, span: Range<usize>, table: &DeTable<'_>) -> Option<Allow> {
        let (mut rule, mut named, mut files, mut state) = (None, None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "rule" => {
                    named = Some(value.span());
                    rule = self.text(value).and_then(|word| self.rule(value.span(), &word));
                }
                "files" => files = Some(self.patterns(value)),
                "state" => state = self.text(value),
                // For people.
                "reason" => _ = self.text(value),
                other => self.unknown(key.span(), other, &["rule", "files", "state", "reason"]),
            }
        }
        let Some(named) = named else {
            self.say(span, "an `[[allow]]` names a `rule`".to_owned());
            return None;
        };
        Some(Allow { rule: rule?, files, state, span: named })
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.expected(value, "a string");
        }
        text
    }

    fn patterns(&mut self, value: &Value<'_>) -> Vec<glob::Pattern> {
        let Some(list) = value.get_ref().as_array() else {
            self.expected(value, "a list of patterns");
            return Vec::new();
        };
        let mut patterns = Vec::new();
        for item in list {
            match self.text(item).map(|text| glob::Pattern::new(&text)) {
                Some(Ok(pattern)) => patterns.push(pattern),
                Some(Err(error)) => self.say(item.span(), format!("this is no pattern: {}", error.msg)),
                None => {}
            }
        }
        patterns
    }
}

fn article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {kind}")
}
