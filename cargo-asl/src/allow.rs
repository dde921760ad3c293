//! Findings that a configuration allows, and the `[[allow]]` that nothing needed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use asl_schema::{Diagnostic, Severity};
use glob::MatchOptions;

use crate::config::{Allow, Config, Configs};
use crate::outcome::Problem;

/// `*` stays in its folder, `**` does not.
const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// What was allowed in this run.
#[derive(Debug, Default)]
pub(crate) struct Allowances {
    /// By the numbers of configuration and entry.
    used: HashSet<(usize, usize)>,
    checked: HashSet<PathBuf>,
}

impl Allowances {
    /// Whether an entry of the configuration allows the finding; remembers which. `inside` is
    /// the path of the file from the configuration's folder.
    pub(crate) fn allow(
        &mut self,
        number: usize,
        config: &Config,
        inside: Option<&Path>,
        finding: &Diagnostic,
    ) -> bool {
        let mut allowed = false;
        for (index, allow) in config.allows.iter().enumerate() {
            if allow.rule == finding.rule && is_about(allow, inside, finding) {
                self.used.insert((number, index));
                allowed = true;
            }
        }
        allowed
    }

    /// Remembers that the file was checked.
    pub(crate) fn seen(&mut self, file: Option<&Path>) {
        self.checked.extend(file.and_then(|file| std::fs::canonicalize(file).ok()));
    }

    /// The entries that allowed nothing, once every file was checked that they are about: a run over some of the files cannot tell.
    pub(crate) fn unused(&self, configs: &Configs) -> Vec<Problem> {
        let mut unused = Vec::new();
        for (number, config) in configs.all.iter().enumerate() {
            for (index, allow) in config.allows.iter().enumerate() {
                let all_checked = || {
                    let mut files = config.files_of(allow).into_iter();
                    files.all(|file| std::fs::canonicalize(file).is_ok_and(|file| self.checked.contains(&file)))
                };
                if !self.used.contains(&(number, index)) && all_checked() {
                    let message = format!("nothing breaks {} here, so nothing is allowed", allow.rule.code);
                    let problem = config.problem(allow.span.clone(), message);
                    unused.push(Problem {
                        severity: Severity::Warning,
                        help: Some("remove the entry".to_owned()),
                        ..problem
                    });
                }
            }
        }
        unused
    }
}

fn is_about(allow: &Allow, inside: Option<&Path>, finding: &Diagnostic) -> bool {
    let file = match (&allow.files, inside) {
        (None, _) => true,
        (Some(patterns), Some(path)) => patterns.iter().any(|pattern| pattern.matches_path_with(path, MATCHING)),
        (Some(_), None) => false,
    };
    file && allow.state.as_deref().is_none_or(|state| is_in(state, finding))
}

/// Whether the finding is in the state of this name, or in a state inside it.
fn is_in(state: &str, finding: &Diagnostic) -> bool {
    let places = std::iter::successors(Some(finding.path.clone()), asl_schema::Path::parent);
    places.into_iter().any(|place| place.state_name() == Some(state))
}
