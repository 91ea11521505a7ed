//! What leaves the building: what is made of a deployment for those who build it. Each is a function from a snapshot to
//! bytes; nothing here reads a clock, writes a file or draws on a screen.

pub mod drawing;
pub mod script;
pub mod sheet;
