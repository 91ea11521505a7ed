//! The picture of a deployment without a screen: where cards stand and how lines run between them.

pub mod geometry;
pub mod layout;
pub mod route;
#[cfg(test)]
mod sample;
