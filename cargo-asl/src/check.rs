//! `cargo asl check`: each file from its path to its findings, then the report.

mod judge;

use std::path::Path;

use asl_schema::data::Shape;

use crate::allow::Allowances;
use crate::cli::Check;
use crate::config::Configs;
use crate::fix;
use crate::input::{self, Input};
use crate::outcome::{Outcome, Problem, Status};
use crate::render;
use crate::streams::Streams;
pub(crate) use judge::Judge;

pub(crate) fn run(options: &Check, streams: &mut Streams) -> Status {
    let outcome = match Configs::new(options.config.as_deref()) {
        Ok(configs) => all(options, configs, streams),
        Err(problems) => Outcome { problems, ..Outcome::default() },
    };
    render::run(options, &outcome, streams);
    outcome.status(options.deny_warnings)
}

fn all(options: &Check, mut configs: Configs, streams: &mut Streams) -> Outcome {
    let schema = match options.input_schema.as_deref().map(input::schema::shape).transpose() {
        Ok(schema) => schema,
        Err(problem) => return Outcome { problems: vec![problem], ..Outcome::default() },
    };
    let (inputs, problems) = input::expand(&options.paths);
    let mut outcome = Outcome { problems, ..Outcome::default() };
    let mut allowances = Allowances::default();
    for input in &inputs {
        let mut given = Given { options, schema: schema.as_ref(), configs: &mut configs, allowances: &mut allowances };
        match one(input, &mut given, streams) {
            Ok(found) => outcome.add(found),
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    outcome.problems.extend(allowances.unused(&configs));
    outcome.say_once();
    outcome
}

/// What holds for every file.
struct Given<'a> {
    options: &'a Check,
    schema: Option<&'a Shape>,
    configs: &'a mut Configs,
    allowances: &'a mut Allowances,
}

fn one(input: &Input, given: &mut Given<'_>, streams: &mut Streams) -> Result<Outcome, Vec<Problem>> {
    let mut text = input::read(input, &mut streams.input).map_err(|problem| vec![problem])?;
    let path = match input {
        Input::Stdin => None,
        Input::File(path) => Some(path.as_path()),
    };
    let config = given.configs.of(path)?;
    let name = input.name();
    let mut judge = Judge::new(given.options, config, Path::new(&name), given.allowances, given.schema);
    if given.options.fix {
        fix::run(&mut judge, input, &mut text, streams).map_err(|problem| vec![problem])?;
    }
    let outcome = judge.judge(&text);
    given.allowances.seen(path);
    Ok(outcome)
}
