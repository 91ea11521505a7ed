use std::borrow::Cow;

use super::decode::encode;
use super::markup::{Place, escape, is_name};
use super::{EditError, Encoding};

/// Its name and its value.
pub(in crate::format) type Pair<'f> = (Cow<'f, str>, Cow<'f, str>);

/// A new element with what it contains, to be inserted into a tree or written as a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment<'f> {
    name: Cow<'f, str>,
    attributes: Vec<Pair<'f>>,
    content: Content<'f>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content<'f> {
    /// `<X />`
    None,
    /// `<X>text</X>`, also when the text is empty.
    Text(Cow<'f, str>),
    /// One line for each.
    Children(Vec<Fragment<'f>>),
}

impl<'f> Fragment<'f> {
    /// An element without attributes or content: `<name />`.
    pub fn new(name: impl Into<Cow<'f, str>>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), content: Content::None }
    }

    /// An element with these attributes.
    pub(in crate::format) fn with_attributes(name: &'f str, attributes: Vec<Pair<'f>>) -> Self {
        Self { name: name.into(), attributes, content: Content::None }
    }

    /// With one more attribute, behind those it has. `xmlns` declares the default namespace, and stands where it is
    /// put.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<Cow<'f, str>>, value: impl Into<Cow<'f, str>>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// With one more attribute if there is a value for it.
    #[must_use]
    pub fn attribute_if(self, name: impl Into<Cow<'f, str>>, value: Option<impl Into<Cow<'f, str>>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// With this text for its content. An empty text makes `<name></name>`.
    #[must_use]
    pub fn text(mut self, text: impl Into<Cow<'f, str>>) -> Self {
        self.content = Content::Text(text.into());
        self
    }

    /// With one more child, behind those it has; takes the place of a text.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        self.children([child])
    }

    /// With more children, behind those it has; they take the place of a text.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        let all: Vec<Self> = match self.content {
            Content::Children(mut all) => {
                all.extend(children);
                all
            }
            Content::None | Content::Text(_) => children.into_iter().collect(),
        };
        self.content = if all.is_empty() { Content::None } else { Content::Children(all) };
        self
    }

    /// Whether all names in it are names, which writing does not ask.
    pub(super) fn check_names(&self) -> Result<(), EditError> {
        let mut waiting = vec![self];
        while let Some(fragment) = waiting.pop() {
            check_name(&fragment.name)?;
            fragment.attributes.iter().try_for_each(|(name, _)| check_name(name))?;
            if let Content::Children(children) = &fragment.content {
                waiting.extend(children);
            }
        }
        Ok(())
    }

    /// Writes the element, each child on a line of its own, two blanks deeper than its parent. `new_line` is the line
    /// end and the indent of the element itself; empty, all goes on one line.
    pub(super) fn render(&self, new_line: &str, into: &mut String) -> Result<(), EditError> {
        enum Step<'s, 'f> {
            Open(&'s Fragment<'f>, usize),
            Close(&'s Fragment<'f>, usize),
        }
        let go_to_line = |depth: usize, into: &mut String| {
            into.push_str(new_line);
            if !new_line.is_empty() {
                into.extend(std::iter::repeat_n(INDENT, depth));
            }
        };
        let mut steps = vec![Step::Open(self, 0)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Open(fragment, depth) => {
                    if depth > 0 {
                        go_to_line(depth, into);
                    }
                    fragment.render_tag(into)?;
                    if let Content::Children(children) = &fragment.content {
                        steps.push(Step::Close(fragment, depth));
                        steps.extend(children.iter().rev().map(|child| Step::Open(child, depth + 1)));
                    }
                }
                Step::Close(fragment, depth) => {
                    go_to_line(depth, into);
                    fragment.render_end(into);
                }
            }
        }
        Ok(())
    }

    /// Writes `<name a="…"`.
    fn render_start(&self, into: &mut String) -> Result<(), EditError> {
        into.push('<');
        into.push_str(&self.name);
        self.attributes.iter().try_for_each(|(name, value)| render_attribute(name, value, into))
    }

    fn render_tag(&self, into: &mut String) -> Result<(), EditError> {
        self.render_start(into)?;
        match &self.content {
            Content::None => into.push_str(EMPTY_END),
            Content::Children(_) => into.push('>'),
            Content::Text(text) => {
                into.push('>');
                escape_for(&self.name, text, Place::Text, into)?;
                self.render_end(into);
            }
        }
        Ok(())
    }

    fn render_end(&self, into: &mut String) {
        into.push_str("</");
        into.push_str(&self.name);
        into.push('>');
    }
}

/// One level deeper.
pub(super) const INDENT: &str = "  ";

/// How the tag of an empty element ends.
pub(super) const EMPTY_END: &str = " />";

/// Writes ` name="value"`.
pub(super) fn render_attribute(name: &str, value: &str, into: &mut String) -> Result<(), EditError> {
    into.push(' ');
    into.push_str(name);
    into.push_str("=\"");
    escape_for(name, value, Place::Attribute(b'"'), into)?;
    into.push('"');
    Ok(())
}

/// [`escape`], with the error said for the attribute or element that holds the value.
pub(super) fn escape_for(owner: &str, value: &str, place: Place, into: &mut String) -> Result<(), EditError> {
    escape(value, place, into).map_err(|character| EditError::Character { owner: owner.to_owned(), character })
}

pub(super) fn check_name(name: &str) -> Result<(), EditError> {
    if is_name(name) { Ok(()) } else { Err(EditError::Name(name.to_owned())) }
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineEnd {
    /// `\n`
    #[default]
    Lf,
    /// `\r\n`
    CrLf,
}

impl LineEnd {
    /// Its characters.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }
}

/// How a new document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// How characters become bytes.
    pub encoding: Encoding,
    /// Whether UTF-8 begins with a byte order mark; a new document in UTF-16 always does.
    pub has_mark: bool,
    /// Whether `<?xml …?>` is the first line.
    pub has_declaration: bool,
    /// What ends a line. The last line has no end.
    pub line_end: LineEnd,
    /// A comment before the root.
    pub comment: Option<&'static str>,
}

/// Writes a new document with `root` as its root element.
pub fn write_document(root: &Fragment<'_>, style: &Style) -> Result<Vec<u8>, EditError> {
    root.check_names()?;
    let mut writer = Writer::new(*style);
    writer.element(root)?;
    let bytes = writer.finish();
    // Attributes twice and prefixes without declaration are seen by reading.
    super::Tree::parse(&bytes)?;
    Ok(bytes)
}

/// A new document, written from its beginning to its end. It is not read again: whoever writes so knows that names are
/// names, and that no element has an attribute twice or a prefix that is not declared.
pub(in crate::format) struct Writer {
    style: Style,
    text: String,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// The line end and the indent of the next element.
    new_line: String,
    is_begun: bool,
}

impl Writer {
    pub(in crate::format) fn new(style: Style) -> Self {
        let new_line = style.line_end.as_str();
        let mut text = String::new();
        if style.has_mark || style.encoding != Encoding::Utf8 {
            text.push('\u{feff}');
        }
        if style.has_declaration {
            text.push_str(r#"<?xml version="1.0" encoding=""#);
            text.push_str(style.encoding.declared_name());
            text.push_str(r#""?>"#);
            text.push_str(new_line);
        }
        if let Some(comment) = style.comment {
            text.push_str(&format!("<!-- {comment} -->{new_line}"));
        }
        Self { style, text, open: Vec::new(), new_line: new_line.to_owned(), is_begun: false }
    }

    /// An element with all it contains.
    pub(in crate::format) fn element(&mut self, element: &Fragment<'_>) -> Result<(), EditError> {
        self.begin();
        element.render(&self.new_line, &mut self.text)
    }

    /// An element whose further children are still to come, behind those it has.
    pub(in crate::format) fn open(&mut self, element: &Fragment<'_>) -> Result<(), EditError> {
        self.begin();
        element.render_start(&mut self.text)?;
        self.text.push('>');
        self.open.push(element.name.clone().into_owned());
        self.new_line.push_str(INDENT);
        if let Content::Children(children) = &element.content {
            children.iter().try_for_each(|child| self.element(child))?;
        }
        Ok(())
    }

    /// Ends the element that was opened last.
    pub(in crate::format) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.new_line.truncate(self.new_line.len() - INDENT.len());
            self.text.push_str(&self.new_line);
            self.text.push_str("</");
            self.text.push_str(&name);
            self.text.push('>');
        }
    }

    fn begin(&mut self) {
        if self.is_begun {
            self.text.push_str(&self.new_line);
        }
        self.is_begun = true;
    }

    /// The document; what is still open is closed.
    pub(in crate::format) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        if self.style.encoding == Encoding::Utf8 {
            return self.text.into_bytes();
        }
        let mut bytes = Vec::with_capacity(self.text.len());
        encode(std::iter::once(self.text.as_str()), self.style.encoding, &mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> Fragment<'static> {
        Fragment::new("a")
            .attribute("xmlns", "urn:a")
            .attribute("b", "ä")
            .child(Fragment::new("c"))
            .child(Fragment::new("d").text("e"))
    }

    #[test]
    fn a_new_document_has_the_line_ends_mark_and_declaration_asked_for() {
        let style = Style { has_mark: true, has_declaration: true, line_end: LineEnd::CrLf, ..Style::default() };
        let expected = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<a xmlns=\"urn:a\" b=\"ä\">\r\n  <c />\r\n  <d>e</d>\r\n</a>";
        assert_eq!(String::from_utf8(write_document(&root(), &style).unwrap()).unwrap(), expected);
        let bare = write_document(&root(), &Style::default()).unwrap();
        assert_eq!(String::from_utf8(bare).unwrap(), "<a xmlns=\"urn:a\" b=\"ä\">\n  <c />\n  <d>e</d>\n</a>");
    }

    #[test]
    fn a_new_document_in_utf_16_reads_back() {
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            let style = Style { encoding, has_declaration: true, ..Style::default() };
            let bytes = write_document(&root(), &style).unwrap();
            let tree = super::super::Tree::parse(bytes.as_slice()).unwrap();
            assert_eq!(tree.attribute(tree.root(), "b").as_deref(), Some("ä"));
            assert_eq!((tree.encoding(), tree.to_bytes()), (encoding, bytes));
        }
    }

    #[test]
    fn a_document_that_could_not_be_read_is_not_written() {
        let twice = root().attribute("b", "");
        assert!(matches!(write_document(&twice, &Style::default()), Err(EditError::NotWellFormed(_))));
    }

    #[test]
    fn what_is_no_name_is_written_nowhere() {
        let mut tree = super::super::Tree::parse("<a />").unwrap();
        let at = tree.root();
        for wrong in [root().child(Fragment::new("x y")), root().child(Fragment::new("x").attribute("y=\"\" z", ""))] {
            assert!(matches!(write_document(&wrong, &Style::default()), Err(EditError::Name(_))), "{wrong:?}");
            let inserted = tree.insert_child(at, super::super::Position::Last, &wrong);
            assert!(matches!(inserted, Err(EditError::Name(_))), "{wrong:?}");
        }
        assert!(matches!(tree.set_attribute(at, "x y", ""), Err(EditError::Name(_))));
        assert_eq!(tree.to_bytes(), b"<a />");
    }
}
