//! An XML document as a tree that forgets nothing: what is not edited is written back byte for byte.
//!
//! A document is a row of *pieces* of text. Each element owns three of them:
//!
//! ```text
//! gap   what stands before it: white space, text, comments since the piece before
//! tag   <Pool Name="lon-fe">         or  <Pool Name="lon-fe" />
//!       … its children, three pieces each …
//! tail  the last gap and </Pool>     or  nothing
//! ```
//!
//! and what follows the root is the document's *epilog*. Reading keeps the text and notes where the pieces are; an edit
//! writes a new piece behind the text and points to it; writing copies the pieces in order. Nothing is ever rebuilt, so
//! attribute order, quotes, blanks, comments and unknown content stay without anybody taking care of them.
//!
//! Top-down: [`decode`] makes text of bytes, [`parse`] finds the pieces, [`read`] answers questions, [`edit`] changes,
//! [`fragment`] is how new elements are said, [`write`] makes bytes again; [`markup`] knows the letters of XML.
//! What the elements mean is not known here.

mod decode;
mod edit;
mod error;
mod fragment;
mod markup;
mod parse;
mod read;
mod write;

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::sync::OnceLock;

pub use decode::Encoding;
pub(super) use decode::decode;
pub use edit::Position;
pub use error::{EditError, XmlError};
pub use fragment::{Fragment, LineEnd, Style, write_document};
pub(super) use fragment::{Pair, Writer};
pub use markup::quoted;
pub use parse::{MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS};
pub use read::Attribute;

use crate::text::LineIndex;

/// A document that was read, and what was changed in it since.
#[derive(Debug, Clone)]
pub struct Tree<'t> {
    text: Text<'t>,
    encoding: Encoding,
    line_end: LineEnd,
    nodes: Vec<Node>,
    epilog: Span,
    namespaces: parse::Namespaces,
    lines: OnceLock<LineIndex>,
}

/// An element of a [`Tree`]; means something only to the tree it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NonZeroU32);

#[derive(Debug, Clone, Copy)]
struct Node {
    gap: Span,
    tag: Span,
    tail: Span,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    namespace: parse::NamespaceId,
}

/// What spans are pieces of: the document as it was read, then the pieces that edits added.
#[derive(Debug, Clone)]
struct Text<'t> {
    read: Cow<'t, str>,
    added: String,
}

/// A piece of the text. 32 bits are enough for every document that is not refused for its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Span {
    start: u32,
    end: u32,
}

impl NodeId {
    /// The root of any tree.
    pub(in crate::format) const ROOT: Self = Self(NonZeroU32::MIN);

    fn of_index(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index as u32))
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl Span {
    fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The same piece of a text with so much before it.
    fn behind(self, len: usize) -> Self {
        Self::new(self.start as usize + len, self.end as usize + len)
    }

    fn is_empty(self) -> bool {
        self.start == self.end
    }

    fn of<'t>(self, text: &'t Text<'_>) -> &'t str {
        let (start, end) = (self.start as usize, self.end as usize);
        match start.checked_sub(text.read.len()) {
            None => &text.read[start..end],
            Some(start) => &text.added[start..end - text.read.len()],
        }
    }
}
