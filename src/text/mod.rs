//! How things are said. No sentence lives here, only the means.

mod code;
pub mod markdown;
mod message;
mod natural;
mod position;

pub use code::{Code, NotACode};
pub use message::{Arg, Message, shortened};
pub use natural::{natural_cmp, natural_key};
pub use position::{LineColumn, LineIndex};
