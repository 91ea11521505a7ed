//! What fails when. Total functions over a topology; nothing here reads a file or a clock.

mod scenario;

pub use scenario::{Scenario, UnknownName};
