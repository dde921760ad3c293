//! `asl.toml`: found upward from each file, read once.

mod parse;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use asl_schema::check::Level;
use asl_schema::{MachineType, Rule, quoted};

use crate::input::{self, Input, describe};
use crate::outcome::{Place, Problem};
use crate::position;

const NAME: &str = "asl.toml";

/// What a configuration says.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) machine_type: Option<MachineType>,
    pub(crate) levels: Vec<(&'static Rule, Level)>,
    pub(crate) allows: Vec<Allow>,
    /// The folder that its patterns are relative to.
    folder: PathBuf,
    name: String,
    text: String,
}

/// An `[[allow]]`: findings that are meant to be so.
#[derive(Debug)]
pub(crate) struct Allow {
    pub(crate) rule: &'static Rule,
    /// None given is all.
    pub(crate) files: Option<Vec<glob::Pattern>>,
    pub(crate) state: Option<String>,
    pub(crate) span: std::ops::Range<usize>,
}

/// A configuration and its number.
pub(crate) type Numbered = (usize, Rc<Config>);

/// The configurations of a run.
pub(crate) struct Configs {
    explicit: Option<Numbered>,
    /// By folder; `None` where there is none, or none that could be read.
    found: HashMap<PathBuf, Option<Numbered>>,
    broken: Vec<PathBuf>,
    pub(crate) all: Vec<Rc<Config>>,
}

impl Configs {
    /// With a configuration named on the command line that one counts, for every file.
    pub(crate) fn new(explicit: Option<&Path>) -> Result<Configs, Vec<Problem>> {
        let mut configs = Configs { explicit: None, found: HashMap::new(), broken: Vec::new(), all: Vec::new() };
        if let Some(path) = explicit {
            configs.explicit = Some(configs.load(path)?);
        }
        Ok(configs)
    }

    /// The configuration for a file; for standard input that of the working folder. Errors are returned once.
    pub(crate) fn of(&mut self, file: Option<&Path>) -> Result<Option<Numbered>, Vec<Problem>> {
        if self.explicit.is_some() {
            return Ok(self.explicit.clone());
        }
        let start = match file {
            Some(file) => file.parent().unwrap_or(Path::new("")),
            None => Path::new(""),
        };
        let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
        let Ok(start) = fs::canonicalize(start) else { return Ok(None) };
        if let Some(known) = self.found.get(&start) {
            return Ok(known.clone());
        }
        let nearest = start.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file());
        let config = match nearest {
            None => None,
            Some(path) if self.broken.contains(&path) => return Err(Vec::new()),
            Some(path) => Some(self.load_once(&path)?),
        };
        self.found.insert(start, config.clone());
        Ok(config)
    }

    fn load_once(&mut self, path: &Path) -> Result<Numbered, Vec<Problem>> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if let Some(index) = self.all.iter().position(|config| config.folder == folder)
            && let Some(config) = self.all.get(index)
        {
            return Ok((index, Rc::clone(config)));
        }
        self.load(path).inspect_err(|_| self.broken.push(path.to_owned()))
    }

    fn load(&mut self, path: &Path) -> Result<Numbered, Vec<Problem>> {
        let name = shown(path);
        let cannot = |error| vec![Problem::new(format!("cannot read {}: {}", quoted(&name), describe(&error)))];
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let folder = fs::canonicalize(folder).map_err(cannot)?;
        let text =
            input::read(&Input::File(path.to_owned()), &mut std::io::empty()).map_err(|problem| vec![problem])?;
        let config = Rc::new(parse::parse(folder, name, text)?);
        self.all.push(Rc::clone(&config));
        Ok((self.all.len() - 1, config))
    }
}

/// Below the working folder, the path from there.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let inside = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| path.to_owned()).display().to_string()
}

impl Config {
    /// The path of a file from the configuration's folder; `None` when the file is elsewhere.
    pub(crate) fn inside(&self, file: &Path) -> Option<PathBuf> {
        fs::canonicalize(file).ok()?.strip_prefix(&self.folder).ok().map(Path::to_owned)
    }

    /// Every file that an `[[allow]]` is about, whether it is checked or not.
    pub(crate) fn files_of(&self, allow: &Allow) -> Vec<PathBuf> {
        match &allow.files {
            None => {
                let (inputs, _) = input::expand(std::slice::from_ref(&self.folder));
                inputs
                    .into_iter()
                    .filter_map(|input| match input {
                        Input::File(path) => Some(path),
                        Input::Stdin => None,
                    })
                    .collect()
            }
            Some(patterns) => {
                let folder = glob::Pattern::escape(&self.folder.display().to_string());
                let found = patterns.iter().filter_map(|pattern| glob::glob(&format!("{folder}/{pattern}")).ok());
                found.flatten().filter_map(Result::ok).collect()
            }
        }
    }

    /// Something to say about a range of the configuration.
    pub(crate) fn problem(&self, span: std::ops::Range<usize>, message: String) -> Problem {
        problem(&self.name, &self.text, span, message)
    }
}

fn problem(name: &str, text: &str, span: std::ops::Range<usize>, message: String) -> Problem {
    let span = position::span(text, span);
    Problem {
        place: Some(Box::new(Place { file: name.to_owned(), text: text.to_owned(), span })),
        ..Problem::new(message)
    }
}
