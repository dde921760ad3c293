//! What a text is: JSON or YAML, a definition or a template.

use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;

use asl_schema::source::{Lines, Node};
use asl_schema::{Diagnostic, quoted};
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::comments::allowances;
use super::file::File;
use super::located::Located;
use super::rules::{AMBIGUOUS_SCALAR, INVALID_YAML, UNKNOWN_FILE};
use super::template::unfilled;
use super::yaml::{self, Schema, Yaml};
use super::{Form, OpenError};

/// What a file holds.
pub(super) enum Content {
    Definition(Form, Vec<Diagnostic>),
    Template(Located),
    Serverless(Located),
}

/// What the keys of the outermost object say.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Definition,
    Template,
    Serverless,
    /// None of these; the keys that it has.
    Unknown(Vec<String>),
}

/// Reads a file by its content. A file in YAML learns what its comments allow.
pub(super) fn read(file: &mut File) -> Result<Content, OpenError> {
    if is_yaml(&file.path, &file.text) { read_yaml(file) } else { read_json(file) }
}

/// By its name, else by its first letter.
pub(super) fn is_yaml(path: &Path, text: &str) -> bool {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("yaml" | "yml") => true,
        Some("json") => false,
        _ => text.trim_start_matches('\u{feff}').trim_start().starts_with(|first| first != '{' && first != '['),
    }
}

fn read_yaml(file: &mut File) -> Result<Content, OpenError> {
    let text = file.text.clone();
    let read = |schema| {
        yaml::read(&text, schema).map_err(|fault| {
            let finding = file.only_finding(&INVALID_YAML, fault.range, fault.message);
            OpenError::from(match fault.help {
                Some(help) => finding.with_help(help),
                None => finding,
            })
        })
    };
    let mut yaml: Yaml = read(Schema::Core)?;
    let keys = yaml.located.value.as_object().into_iter().flat_map(|object| object.keys());
    let kind = Kind::of(keys.map(String::as_str));
    if kind == Kind::Template && !yaml.ambiguous.is_empty() {
        yaml = read(Schema::Yaml11)?;
    }
    let comments = allowances(&text, &yaml.comments);
    let located = yaml.located;
    let content = match kind.known(file)? {
        Kind::Template => Content::Template(located),
        Kind::Serverless => Content::Serverless(located),
        _ => {
            let lines = Lines::of(&text);
            let findings = yaml.ambiguous.into_iter().map(|range| ambiguous(file, &lines, range)).collect();
            Content::Definition(Form::Tree(located), findings)
        }
    };
    file.allowances = comments;
    Ok(content)
}

fn ambiguous(file: &File, lines: &Lines<'_>, range: Range<usize>) -> Diagnostic {
    let word = file.text.get(range.clone()).unwrap_or_default();
    let message = format!("{} is one value in YAML 1.2 and another in YAML 1.1, which SAM reads", quoted(word));
    let help = "write `true` or `false`, a number without a leading zero, or quotes";
    file.finding(lines, &AMBIGUOUS_SCALAR, range, message).with_help(help)
}

/// Text that is no JSON is a definition: the checker says what is wrong with it.
fn read_json(file: &File) -> Result<Content, OpenError> {
    let body = file.text.trim_start_matches('\u{feff}');
    let template = match kind_of_json(body).map(|kind| kind.known(file)).transpose()? {
        Some(kind @ (Kind::Template | Kind::Serverless)) => Some(kind),
        _ => None,
    };
    let located = template.as_ref().and_then(|_| located(&file.text, body));
    Ok(match (template, located) {
        (Some(Kind::Serverless), Some(located)) => Content::Serverless(located),
        (Some(_), Some(located)) => Content::Template(located),
        _ => Content::Definition(definition(&file.text), Vec::new()),
    })
}

/// Before SAM, CDK or Terraform has filled its numbers in, a definition need not be JSON: `"TimeoutSeconds": ${Timeout}`.
fn definition(text: &str) -> Form {
    match unfilled(text) {
        Some((definition, map)) => Form::Embedded { definition, map },
        None => Form::Json,
    }
}

fn located(text: &str, body: &str) -> Option<Located> {
    let value = serde_json::from_str::<Value>(body).ok()?;
    let (node, repeated) = Node::of_json(text)?;
    Some(Located { value, node, repeated })
}

impl Kind {
    fn of<'k>(keys: impl Iterator<Item = &'k str>) -> Kind {
        let mut others = Vec::new();
        for key in keys {
            match Kind::of_key(key) {
                Some(kind) => return kind,
                None => others.push(key.to_owned()),
            }
        }
        Kind::Unknown(others)
    }

    fn of_key(key: &str) -> Option<Kind> {
        match key {
            "StartAt" | "States" => Some(Kind::Definition),
            "Resources" => Some(Kind::Template),
            "stepFunctions" => Some(Kind::Serverless),
            _ => None,
        }
    }

    /// A file whose name says that it is a definition is one, whatever is missing.
    fn known(self, file: &File) -> Result<Kind, OpenError> {
        let Kind::Unknown(keys) = &self else { return Ok(self) };
        let is_named = file.path.file_name().is_some_and(|name| name.to_string_lossy().contains(".asl"));
        if is_named {
            return Ok(Kind::Definition);
        }
        let found = match keys.as_slice() {
            [] => "it is not an object with keys".to_owned(),
            keys => {
                let shown: Vec<_> = keys.iter().take(3).map(|key| quoted(key).to_string()).collect();
                format!("it has {}{}", shown.join(", "), if keys.len() > 3 { ", …" } else { "" })
            }
        };
        let message = format!("the file is neither a definition nor a template: {found}");
        // What `DescribeStateMachine` answers has the definition in a string.
        let help = match keys.iter().any(|key| key == "definition") {
            true => {
                "check what `definition` holds by itself: `aws stepfunctions describe-state-machine --query definition --output text …`"
            }
            false => "a definition has `StartAt` and `States`, a template has `Resources`",
        };
        Err(file.only_finding(&UNKNOWN_FILE, 0..0, message).with_help(help).into())
    }
}

/// What the first key that decides says; `None` when there is no JSON up to there.
fn kind_of_json(text: &str) -> Option<Kind> {
    let found = RefCell::new(None);
    let mut json = serde_json::Deserializer::from_str(text);
    match json.deserialize_any(Keys { found: &found }).and_then(|others| json.end().map(|()| others)) {
        Ok(others) => Some(Kind::Unknown(others)),
        Err(_) => found.into_inner(),
    }
}

/// Reads keys, and stops at the first one that decides.
struct Keys<'a> {
    found: &'a RefCell<Option<Kind>>,
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Vec<String>, A::Error> {
        let mut others = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            if let Some(kind) = Kind::of_key(&key) {
                self.found.replace(Some(kind));
                return Err(serde::de::Error::custom("decided"));
            }
            entries.next_value::<IgnoredAny>()?;
            others.push(key);
        }
        Ok(others)
    }
}
