//! The tests of the whole: one binary, linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails, also in a function beside it")]

mod archive;
mod bad_input;
mod canvas;
mod cli;
mod compare;
mod deliverables;
mod example;
mod examples;
mod files;
mod house;
mod layers;
mod manual;
mod preview;
mod problems;
mod readme;
mod snapshot;
mod source;
mod stories;
mod tidy;
mod topologies;
mod window;
