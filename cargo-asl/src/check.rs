//! `cargo asl check`: each file from its path to its findings, then the report.

mod judge;

use std::path::Path;

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
    let (inputs, problems) = input::expand(&options.paths);
    let mut outcome = Outcome { problems, ..Outcome::default() };
    let mut allowances = Allowances::default();
    for input in &inputs {
        match one(input, options, &mut configs, &mut allowances, streams) {
            Ok(found) => outcome.add(found),
            Err(problems) => outcome.problems.extend(problems),
        }
    }
    outcome.problems.extend(allowances.unused(&configs));
    outcome.say_once();
    outcome
}

fn one(
    input: &Input,
    options: &Check,
    configs: &mut Configs,
    allowances: &mut Allowances,
    streams: &mut Streams,
) -> Result<Outcome, Vec<Problem>> {
    let mut text = input::read(input, &mut streams.input).map_err(|problem| vec![problem])?;
    let path = match input {
        Input::Stdin => None,
        Input::File(path) => Some(path.as_path()),
    };
    let config = configs.of(path)?;
    let name = input.name();
    let mut judge = Judge::new(options, config, Path::new(&name), allowances);
    if options.fix {
        fix::run(&mut judge, input, &mut text, streams).map_err(|problem| vec![problem])?;
    }
    let outcome = judge.judge(&text);
    allowances.seen(path);
    Ok(outcome)
}
