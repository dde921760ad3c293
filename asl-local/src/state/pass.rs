//! Pass and Succeed.

use crate::data::{Finished, Json, Trace};
use crate::evaluate::Env;
use crate::failure::Fault;
use crate::program::Io;

/// `Result`, or the input after `Parameters`, put where `ResultPath` says.
pub(crate) fn pass(io: &Io, result: Option<&Json>, env: &Env<'_>, trace: &mut Trace) -> Result<Finished, Fault> {
    let effective = io.effective(env, trace)?;
    let input: Json = io.arguments(env, &effective, trace)?;
    io.finish(env, result.unwrap_or(&input), trace)
}

/// The input, after `InputPath` and `OutputPath` or `Output`.
pub(crate) fn succeed(io: &Io, env: &Env<'_>, trace: &mut Trace) -> Result<Finished, Fault> {
    let effective = io.effective(env, trace)?;
    io.pass_on(env, &effective)
}
