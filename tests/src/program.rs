//! Programs in the program form: what they mean, by Rust's rules, and whether the emitted machine does the same.
//!
//! [`evaluate`](evaluate::evaluate) runs a program; [`trace`] compares the calls of two runs.

mod answers;
pub mod compiled;
pub mod differential;
pub mod evaluate;
mod explore;
pub mod generate;
pub mod print;
pub mod shrink;
pub mod trace;
pub mod value;
pub mod world;

use differential::Finding;
use evaluate::Source;

/// A finding in words: the program, and what is wrong with it.
pub fn report(source: &Source, finding: &Finding) -> String {
    let (Finding::Refused(said) | Finding::Unsupported(said) | Finding::Differs { how: said, .. }) = finding;
    format!("{}\n{said}", print::program(source))
}
