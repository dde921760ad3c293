//! What data each state can see: an abstract interpretation of the machine, to a fixed point.
//!
//! ```text
//!  input's shape ──► states in the order of the flow ──► shape of each state's input and output
//!                     │  JSONPath: paths, templates, intrinsics      │
//!                     │  JSONata: the trees of the expressions       └──► reads of fields that cannot be there
//!                     └─ results of tasks, variables, catchers
//! ```
//!
//! A shape admits every value that can be in its place. What is not modelled is unknown, and about what is unknown nothing is said.
//! Values are not computed: of constants only `true`, `false` and `null` are told apart, so that a test for a field that is never there
//! leads nowhere. A variable has one shape for all of the machine, whichever state assigned it last.

mod choice;
mod context_object;
mod findings;
mod flow;
mod function;
mod jsonata;
mod jsonpath;
mod map;
mod order;
mod result;
mod scene;
mod state;
mod state_jsonata;
mod state_jsonpath;
mod steps;
#[cfg(test)]
mod tests;
mod world;

pub(crate) use findings::{Finding, locate};
pub(crate) use flow::run;
pub(crate) use scene::What;
