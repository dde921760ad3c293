//! The tests of the crate from outside, as one program: a program for each file would link the crate, and fill the disk, a dozen times.

mod accepted;
mod common;
mod expensive;
mod facts;
mod fields;
mod history;
mod hostile;
mod limits;
mod maps;
mod picture;
mod recorded;
mod recordings;
mod reference;
mod shared;
mod stepping;
mod tasks;
mod typed;
