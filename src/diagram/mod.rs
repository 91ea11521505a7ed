//! The picture of a deployment without a screen: where cards stand, how lines run between them, what is painted.

mod align;
pub mod geometry;
pub mod icons;
pub mod layout;
mod lines;
pub mod palette;
pub mod pen;
pub mod picture;
mod placing;
mod plan;
pub mod route;
#[cfg(test)]
mod sample;
pub mod scene;
pub mod spoken;
mod trailing;
pub mod type_size;

pub use align::Alignment;
pub use picture::Picture;
pub use scene::{Scene, scene};
pub use trailing::Trailing;
