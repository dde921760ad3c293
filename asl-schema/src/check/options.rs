//! What a check takes for granted, and how bad its findings are.

use std::collections::BTreeMap;

use super::registry::{rule, rules};
use crate::data::Shape;
use crate::diagnostic::{Diagnostic, Severity, closest, quoted};

/// `StateMachineType`: what an execution can do and how long it may take. It is no field of the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub enum MachineType {
    /// `STANDARD`: up to one year, each step exactly once, every integration pattern, a history of at most 25,000 events.
    #[default]
    Standard,
    /// `EXPRESS`: up to five minutes, each step at least once, request-response integrations alone, no Distributed Map.
    Express,
}

impl MachineType {
    /// The word in an API request and in a template: `STANDARD` or `EXPRESS`.
    pub fn as_str(self) -> &'static str {
        match self {
            MachineType::Standard => "STANDARD",
            MachineType::Express => "EXPRESS",
        }
    }
}

/// What becomes of a rule's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are dropped.
    Off,
    /// They are reported with this severity.
    At(Severity),
}

impl Level {
    /// The level of the word `off`, `info`, `warning` or `error`.
    pub fn from_word(word: &str) -> Option<Level> {
        Some(match word {
            "off" => Level::Off,
            "info" => Level::At(Severity::Info),
            "warning" => Level::At(Severity::Warning),
            "error" => Level::At(Severity::Error),
            _ => return None,
        })
    }
}

/// How to check.
///
/// ```
/// use asl_schema::check::Level;
/// use asl_schema::{Options, Severity, check_str};
///
/// let text = r#"{ "StartAt": "Ship", "States": { "Ship": { "Type": "Succeed" }, "Later": { "Type": "Succeed" } } }"#;
/// assert_eq!(check_str(text, &Options::standard()).errors().next().unwrap().code(), "ASL202");
///
/// let lenient = Options::standard().with_level("unreachable-state", Level::At(Severity::Warning)).unwrap();
/// assert!(!check_str(text, &lenient).has_errors());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The type of the state machine. Maps whose children are Express executions are judged as such whatever it says.
    pub machine_type: MachineType,
    levels: BTreeMap<&'static str, Level>,
    pub(super) ignores_allowances: bool,
    pub(super) known: Known,
}

/// What the user knows of the data that the definition does not tell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Known {
    /// The input of an execution.
    pub(crate) input: Shape,
    /// The results of states, by their names.
    pub(crate) results: BTreeMap<String, Shape>,
}

impl Default for Known {
    fn default() -> Known {
        Known { input: Shape::unknown(), results: BTreeMap::new() }
    }
}

impl Options {
    /// A `STANDARD` machine, every rule at its own severity.
    pub fn standard() -> Options {
        Options::default()
    }

    /// An `EXPRESS` machine, every rule at its own severity.
    pub fn express() -> Options {
        Options { machine_type: MachineType::Express, ..Options::default() }
    }

    /// The same options with another level for the rule of this code (`ASL305`) or name (`undefined-variable`).
    ///
    /// # Errors
    /// When there is no such rule.
    pub fn with_level(mut self, rule: &str, level: Level) -> Result<Options, UnknownRule> {
        self.levels.insert(find_rule(rule)?.code, level);
        Ok(self)
    }

    /// The same options, with `asl-allow` in comments of no account: AWS does not heed it.
    #[must_use]
    pub fn ignoring_allowances(mut self) -> Options {
        self.ignores_allowances = true;
        self
    }

    /// The same options, knowing what the input of an execution can be: `absent-field` then follows it through the states.
    ///
    /// ```
    /// use asl_schema::data::Shape;
    /// use asl_schema::{Options, check_str};
    /// use serde_json::json;
    ///
    /// let text = r#"{ "StartAt": "Ship", "States": { "Ship": { "Type": "Pass", "InputPath": "$.ordr", "End": true } } }"#;
    /// assert!(check_str(text, &Options::standard()).diagnostics().is_empty());
    ///
    /// let options = Options::standard().with_input(Shape::exactly(&json!({ "order": { "id": "A-1" } })));
    /// assert_eq!(check_str(text, &options).diagnostics()[0].message, "the input of `Ship` has no field `ordr`");
    /// ```
    #[must_use]
    pub fn with_input(mut self, input: Shape) -> Options {
        self.known.input = input.present();
        self
    }

    /// The same options, knowing what the task, Map or Parallel of this name gives: before `ResultSelector`, `ResultPath` and `Output`.
    #[must_use]
    pub fn with_result(mut self, state: impl Into<String>, result: Shape) -> Options {
        self.known.results.insert(state.into(), result.present());
        self
    }

    /// Gives each finding its level; those that are off are dropped.
    pub(super) fn apply(&self, found: &mut Vec<Diagnostic>) {
        if self.levels.is_empty() {
            return;
        }
        found.retain_mut(|diagnostic| match self.levels.get(diagnostic.code()) {
            Some(Level::Off) => false,
            Some(Level::At(severity)) => {
                diagnostic.severity = *severity;
                true
            }
            None => true,
        });
    }
}

/// The rule of this code or name, its case of no account.
pub(super) fn find_rule(word: &str) -> Result<&'static crate::Rule, UnknownRule> {
    rule(&word.to_ascii_uppercase())
        .or_else(|| rules().find(|rule| rule.name.eq_ignore_ascii_case(word)))
        .ok_or_else(|| UnknownRule { word: word.to_owned(), closest: closest_rule(word) })
}

fn closest_rule(word: &str) -> Option<&'static str> {
    closest(word, rules().flat_map(|rule| [rule.code, rule.name]))
}

/// A rule was named that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// What was written.
    pub word: String,
    /// The code or name that is likely meant.
    pub closest: Option<&'static str>,
}

impl std::fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no rule {}", quoted(&self.word))?;
        match self.closest {
            Some(word) => write!(f, "; did you mean `{word}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}
