//! The tests of the whole: one binary, linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails, also in a function beside it")]

mod cli;
mod layers;
mod source;
mod tidy;
mod topologies;
