//! What a case is, and how it is run.

use asl_dsl::Failure;
use asl_dsl::shape::Type;
use asl_dsl::task::TaskInfo;
use asl_local::{Machine, Status};
use asl_tests::alike;
use asl_tests::program::evaluate::{Ending, Source, World, evaluate};
use serde_json::{Map, Value};
use std::time::Duration;

/// A case as the reference shows it: its name, its Rust, its parameters, and its machine.
pub(crate) type Row = (&'static str, &'static str, &'static [&'static str], Value);

/// Declares cases: each is a workflow without tasks, the plain function it stands for, and a test that both agree on inputs.
/// A case named after a method is that method's entry in `docs/language.md`.
macro_rules! cases {
    ($($name:ident($($arg:ident: $ty:ty),+) -> $out:ty { $($body:tt)* } on $inputs:expr;)+) => {
        $(
            #[allow(unused_imports, clippy::all, reason = "cases are written for what they exercise")]
            mod $name {
                use super::*;

                #[asl_dsl::workflow]
                pub(crate) async fn case($($arg: $ty),+) -> $out { $($body)* }

                pub(crate) fn machine() -> serde_json::Value {
                    $crate::support::machine(stringify!($name), case::definition().map_err(|report| report.to_string()))
                }

                #[test]
                fn agrees() {
                    let mut machine = asl_local::Machine::new(case::definition().unwrap());
                    let source = asl_tests::program::compiled::source(case::definition).unwrap();
                    for ($($arg),+,) in $inputs {
                        $(let $arg: $ty = $arg.into();)+
                        let input = $crate::support::input(&[$((stringify!($arg), serde_json::to_value(&$arg).unwrap())),+]);
                        let native = asl_dsl::native::NativeRun::new().run(case($($arg),+)).unwrap();
                        let native = serde_json::to_value(native).unwrap();
                        $crate::support::compare(stringify!($($body)*), &mut machine, &input, &native);
                        let arguments = [$((stringify!($arg).to_owned(), $crate::support::part(&input, stringify!($arg)))),+];
                        $crate::support::means(stringify!($($body)*), &source, arguments.into_iter().collect(), &native);
                    }
                }
            }
        )+

        /// The cases of this file.
        pub(crate) fn rows() -> Vec<$crate::support::Row> {
            vec![$((stringify!($name), stringify!($($body)*), &[$(stringify!($arg)),+], $name::machine())),+]
        }
    };
}
pub(crate) use cases;

/// The machine of a case as JSON.
pub(crate) fn machine(name: &str, definition: Result<asl_dsl::Definition, String>) -> Value {
    match definition {
        Ok(definition) => serde_json::from_str(&definition.to_json_string()).unwrap(),
        Err(report) => panic!("{name}: {report}"),
    }
}

/// The execution input for parameters: the one, or an object of several.
pub(crate) fn input(args: &[(&str, Value)]) -> Value {
    match args {
        [(_, only)] => only.clone(),
        several => several.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
    }
}

/// Fails unless the machine ends as the native function did. Beyond 2⁵³ nobody knows what the service computes, and the machine stops: that is
/// so where the native result is no exact number of JavaScript's either.
pub(crate) fn compare(source: &str, machine: &mut Machine<'_>, input: &Value, native: &Value) {
    let run = machine.run(input);
    let same = match run.status() {
        Status::Succeeded => run.output().is_some_and(|output| alike(output, native, false)),
        Status::Aborted => {
            let beyond = native.as_f64().is_some_and(|number| number.abs() >= 9_007_199_254_740_992.0);
            beyond && run.cause().is_some_and(|cause| cause.ends_with("an integer beyond 2⁵³"))
        }
        _ => false,
    };
    assert!(same, "{source}\n  input    {input}\n  native   {native}\n  machine  {run:#?}");
}

/// The argument of a parameter in an execution input.
pub(crate) fn part(input: &Value, name: &str) -> Value {
    input.get(name).unwrap_or(input).clone()
}

/// No world: a case calls nothing.
struct Nothing;

impl World for Nothing {
    fn answer(&mut self, task: &TaskInfo, _: &Type, _: &Value, _: u32) -> (Result<Value, Failure>, Duration) {
        panic!("a case calls {}", task.name)
    }
}

/// Fails unless the evaluator of programs, which generated programs are held against, says what the native function gave.
pub(crate) fn means(text: &str, source: &Source, arguments: Map<String, Value>, native: &Value) {
    let values = asl_tests::program::compiled::arguments(source, &arguments).unwrap();
    match evaluate(source, values, &mut Nothing, &[]).ending {
        Ending::Succeeded(output) if alike(&output, native, false) => {}
        // What is documented as different from Rust.
        Ending::Unknown(_) => {}
        other => panic!("{text}\n  arguments {arguments:?}\n  native    {native}\n  evaluated {other:?}"),
    }
}

/// Texts as owned strings.
pub(crate) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_string()).collect()
}
