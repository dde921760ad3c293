//! Programs in the program form: what they mean, by Rust's rules, and whether the emitted machine does the same.
//!
//! [`evaluate`](evaluate::evaluate) runs a program; [`trace`] compares the calls of two runs.

pub mod compiled;
pub mod differential;
pub mod evaluate;
mod explore;
pub mod generate;
pub mod print;
pub mod trace;
pub mod value;
pub mod world;

use differential::Finding;
use evaluate::Source;

/// A finding in words: the program, shrunk if wanted, and what is wrong with it.
pub fn report(source: &Source, finding: &Finding, _shrink: bool) -> String {
    match finding {
        Finding::Refused(why) | Finding::Unsupported(why) => format!("{why}\n{}", print::program(source)),
        Finding::Differs { how, .. } => format!("{}\n{how}", print::program(source)),
    }
}
