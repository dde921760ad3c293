//! Each method a workflow may call, in Rust and in the emitted machine: the same function runs natively and through an
//! independent JSONata engine, on inputs chosen to be awkward (none, one, many; lists of lists; text beyond ASCII; negative).

mod changes;
mod lists;
mod maps;
mod numbers;
mod options;
mod reference;
mod results;
mod support;
mod texts;
