//! In and out of files: bytes to document and back.

pub mod xml;
