//! Workflows that are run both ways: each file is a theme, each function one construct or a combination of several. Every
//! bug that a run found stays here as a program of its own.

#![allow(
    clippy::complexity,
    clippy::style,
    clippy::perf,
    clippy::pedantic,
    reason = "the programs say one thing in many ways on purpose"
)]

pub(crate) mod branches;
pub(crate) mod data;
pub(crate) mod errors;
pub(crate) mod joins;
pub(crate) mod loops;
pub(crate) mod matches;
pub(crate) mod order;
pub(crate) mod requests;
pub(crate) mod returns;
pub(crate) mod shared;
