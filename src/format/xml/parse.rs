use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr, memchr_iter, memchr2, memchr3_iter, memmem};

use super::decode::{Encoding, decode};
use super::markup::{
    BadReference, RawAttributes, attribute_value, declared_prefix, is_name, is_space, reference, skip_space,
    split_prefix, tag_name, trim_end,
};
use super::{LineEnd, Node, NodeId, Span, Text, Tree, XmlError};
use crate::text::LineColumn;

/// The largest file that is read: ten times the largest one imaginable.
pub const MAX_BYTES: usize = 256 << 20;

/// The most elements one document may have.
pub const MAX_ELEMENTS: usize = 1 << 20;

/// How many elements may lie within each other.
pub const MAX_DEPTH: usize = 256;

/// A namespace of a document, by its place in [`Namespaces`]. The first one is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NamespaceId(u32);

/// The namespace names of a document, each once.
#[derive(Debug, Clone)]
pub(super) struct Namespaces {
    names: Vec<String>,
    ids: HashMap<String, NamespaceId>,
    /// The one asked for last: most elements declare what their neighbour did.
    last: NamespaceId,
}

impl Default for Namespaces {
    fn default() -> Self {
        Self {
            names: vec![String::new()],
            ids: HashMap::from([(String::new(), NamespaceId::default())]),
            last: NamespaceId::default(),
        }
    }
}

impl Namespaces {
    pub(super) fn name(&self, id: NamespaceId) -> &str {
        &self.names[id.0 as usize]
    }

    pub(super) fn id(&mut self, name: &str) -> NamespaceId {
        if self.name(self.last) != name {
            self.last = self.ids.get(name).copied().unwrap_or_else(|| self.add(name));
        }
        self.last
    }

    fn add(&mut self, name: &str) -> NamespaceId {
        let id = NamespaceId(self.names.len() as u32);
        self.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }
}

impl<'t> Tree<'t> {
    /// Reads a document in UTF-8 or UTF-16, with or without a byte order mark.
    pub fn parse(bytes: &'t (impl AsRef<[u8]> + ?Sized)) -> Result<Self, XmlError> {
        let bytes = bytes.as_ref();
        if bytes.len() > MAX_BYTES {
            return Err(XmlError::TooLarge { size: bytes.len(), limit: MAX_BYTES });
        }
        let (text, encoding) = decode(bytes)?;
        // A guess for usual documents; growing copies.
        let mut nodes = Vec::with_capacity(text.len() / 64);
        let mut namespaces = Namespaces::default();
        let epilog = parse_pieces(&text, Scope::default(), &mut nodes, &mut namespaces)?;
        let line_end = LineEnd::of(&text);
        let text = Text { read: text, added: String::new() };
        Ok(Self { text, encoding, line_end, nodes, epilog, namespaces, lines: OnceLock::new() })
    }
}

/// What an element inherits from those around it.
#[derive(Debug, Default)]
pub(super) struct Scope<'t> {
    pub(super) depth: usize,
    pub(super) default: NamespaceId,
    /// Prefixes and their namespaces, the outermost first.
    pub(super) prefixes: Vec<(&'t str, NamespaceId)>,
}

/// Finds the pieces of the one element, with all it contains, that stands in `text`, and adds them to `nodes`. Returns
/// what follows the element.
pub(super) fn parse_pieces(
    text: &str,
    scope: Scope<'_>,
    nodes: &mut Vec<Node>,
    namespaces: &mut Namespaces,
) -> Result<Span, XmlError> {
    let mut prefixes: HashMap<&str, Vec<NamespaceId>> = HashMap::new();
    for (prefix, namespace) in scope.prefixes {
        prefixes.entry(prefix).or_default().push(namespace);
    }
    let n_nodes = nodes.len();
    Parser {
        text,
        root: n_nodes,
        depth: scope.depth,
        default: scope.default,
        prefixes,
        nodes,
        namespaces,
        gap_start: 0,
        open: Vec::new(),
        declared: Vec::new(),
        names: Vec::new(),
    }
    .run()
}

struct Parser<'t, 'n> {
    text: &'t str,
    /// The index its root will have.
    root: usize,
    depth: usize,
    default: NamespaceId,
    prefixes: HashMap<&'t str, Vec<NamespaceId>>,
    nodes: &'n mut Vec<Node>,
    namespaces: &'n mut Namespaces,
    /// Behind the last piece.
    gap_start: usize,
    open: Vec<Open<'t>>,
    /// The prefixes the open elements declare.
    declared: Vec<&'t str>,
    /// The attributes of the element at hand.
    names: Vec<&'t str>,
}

/// An element whose end is still to come.
struct Open<'t> {
    node: NodeId,
    start: usize,
    name: &'t str,
    default: NamespaceId,
    n_declared: usize,
}

impl<'t> Parser<'t, '_> {
    fn run(mut self) -> Result<Span, XmlError> {
        let base = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut at = base;
        while let Some(start) = self.skip_text(at)? {
            at = match self.text.as_bytes().get(start + 1) {
                Some(b'/') => self.end_tag(start)?,
                Some(b'!') => self.skip_bang(start)?,
                Some(b'?') => self.skip_instruction(start, base)?,
                _ => self.start_tag(start)?,
            };
        }
        self.finish()
    }

    /// Where the next `<` is, if there is one.
    fn skip_text(&self, mut at: usize) -> Result<Option<usize>, XmlError> {
        let bytes = self.text.as_bytes();
        if self.open.is_empty() {
            let end = memchr(b'<', &bytes[at..]).map(|offset| at + offset);
            self.check_outside(at..end.unwrap_or(bytes.len()))?;
            return Ok(end);
        }
        while let Some(offset) = memchr2(b'<', b'&', &bytes[at..]) {
            at += offset;
            if bytes[at] == b'<' {
                return Ok(Some(at));
            }
            at += self.check_reference(at)?;
        }
        Ok(None)
    }

    /// The end of a comment or CDATA section.
    fn skip_bang(&self, start: usize) -> Result<usize, XmlError> {
        match self.text.as_bytes().get(start + 2) {
            Some(b'-') => {
                let inner = self.between(start, "<!--", "-->", "a comment")?;
                // With the first hyphen of its end, of which the last of the content may make two.
                match memmem::find(&self.text.as_bytes()[inner.start..=inner.end], b"--") {
                    Some(offset) => Err(self.markup(inner.start + offset, "-- within a comment")),
                    None => Ok(inner.end + "-->".len()),
                }
            }
            Some(b'[') => {
                let inner = self.between(start, "<![CDATA[", "]]>", "a CDATA section")?;
                if self.open.is_empty() {
                    return Err(XmlError::OutsideRoot { at: self.place(start), what: "text" });
                }
                Ok(inner.end + "]]>".len())
            }
            Some(b'D' | b'd') => Err(XmlError::Doctype { at: self.place(start) }),
            _ => Err(self.markup(start, "<! that begins neither a comment nor CDATA")),
        }
    }

    /// The end of a processing instruction or of the XML declaration, which stands at `base` or nowhere.
    fn skip_instruction(&self, start: usize, base: usize) -> Result<usize, XmlError> {
        let rest = self.text[start..].strip_prefix("<?xml");
        let is_declaration = rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\r', '\n', '?']) || rest.is_empty());
        let what = if is_declaration { "the XML declaration" } else { "a processing instruction" };
        let inner = self.between(start, "<?", "?>", what)?;
        if tag_name(&self.text[start + 1..]).is_empty() {
            return Err(self.markup(start, "a processing instruction without a name"));
        }
        if is_declaration && (start != base || self.is_within()) {
            return Err(self.markup(start, "an XML declaration that is not at the very beginning"));
        }
        // A byte order mark has the last word on the encoding.
        if is_declaration && base == 0 {
            let tag = &self.text[start + 1..inner.end];
            if let Some(declared) = RawAttributes::of(tag).find(|attribute| attribute.name(tag) == "encoding") {
                self.check_encoding(start, declared.value(tag))?;
            }
        }
        Ok(inner.end + "?>".len())
    }

    /// What lies between two marks, the first of which begins at `start`.
    fn between(&self, start: usize, open: &str, close: &str, what: &'static str) -> Result<Range<usize>, XmlError> {
        let inner = self.text[start..].strip_prefix(open);
        match inner.and_then(|inner| memmem::find(inner.as_bytes(), close.as_bytes())) {
            Some(len) => Ok(start + open.len()..start + open.len() + len),
            None => Err(XmlError::Unfinished { at: self.place(start), what }),
        }
    }

    fn start_tag(&mut self, start: usize) -> Result<usize, XmlError> {
        let rest = &self.text[start..];
        let name = tag_name(rest);
        let behind_name = rest.as_bytes().get(1 + name.len());
        if name.is_empty() || !behind_name.is_some_and(|&byte| is_space(byte) || matches!(byte, b'>' | b'/')) {
            self.tag_end(start)?;
            return Err(self.markup(start, "< without the name of an element behind it"));
        }
        self.check_room(start, name)?;
        let n_declared = self.declared.len();
        let (default, end) = self.read_attributes(start, name)?;
        let namespace = match split_prefix(name) {
            ("", _) => default,
            (prefix, _) => self.prefix(prefix, name, start)?,
        };
        let node = NodeId::of_index(self.nodes.len());
        let parent = self.open.last().map(|open| open.node);
        let previous = parent.and_then(|parent| self.nodes[parent.index()].last_child.replace(node));
        match (previous, parent) {
            (Some(previous), _) => self.nodes[previous.index()].next = Some(node),
            (None, Some(parent)) => self.nodes[parent.index()].first_child = Some(node),
            (None, None) => {}
        }
        self.nodes.push(Node {
            gap: Span::new(self.gap_start, start),
            tag: Span::new(start, end),
            tail: Span::default(),
            parent,
            previous,
            next: None,
            first_child: None,
            last_child: None,
            namespace,
        });
        self.open.push(Open { node, start, name, default, n_declared });
        self.gap_start = end;
        if self.text.as_bytes()[end - 2] == b'/' {
            self.end_element(end);
        }
        Ok(end)
    }

    fn end_tag(&mut self, start: usize) -> Result<usize, XmlError> {
        let bytes = self.text.as_bytes();
        if let Some(open) = self.open.last()
            && bytes[start + 2..].starts_with(open.name.as_bytes())
        {
            let end = skip_space(bytes, start + 2 + open.name.len());
            if bytes.get(end) == Some(&b'>') {
                self.end_element(end + 1);
                return Ok(end + 1);
            }
        }
        Err(self.refuse_end_tag(start))
    }

    fn end_element(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        self.nodes[open.node.index()].tail = Span::new(self.gap_start, end);
        while self.declared.len() > open.n_declared
            && let Some(prefix) = self.declared.pop()
        {
            self.prefixes.get_mut(prefix).and_then(Vec::pop);
        }
        self.gap_start = end;
    }

    fn refuse_end_tag(&self, start: usize) -> XmlError {
        let end = match self.tag_end(start) {
            Ok(end) => end,
            Err(error) => return error,
        };
        let (at, found) = (self.place(start), trim_end(&self.text[start + 2..end - 1]).to_owned());
        match self.innermost() {
            Some((open, began)) => XmlError::MismatchedEndTag { at, found, open, began },
            None => XmlError::UnopenedEndTag { at, found },
        }
    }

    /// Where a tag ends that is not as it must be: behind the first `>` that is not quoted.
    fn tag_end(&self, start: usize) -> Result<usize, XmlError> {
        let tag = &self.text.as_bytes()[start..];
        let mut quote = None;
        for at in memchr3_iter(b'>', b'"', b'\'', tag) {
            match quote {
                None if tag[at] == b'>' => return Ok(start + at + 1),
                None => quote = Some(tag[at]),
                Some(open) if open == tag[at] => quote = None,
                Some(_) => {}
            }
        }
        let what = if quote.is_some() { "a tag with an open quote" } else { "a tag" };
        Err(XmlError::Unfinished { at: self.place(start), what })
    }

    fn finish(self) -> Result<Span, XmlError> {
        let end = self.text.len();
        match self.innermost() {
            Some((open, began)) => Err(XmlError::Truncated { at: self.place(end), open, began }),
            None if !self.is_within() => Err(XmlError::NoRoot { at: self.place(end) }),
            None => Ok(Span::new(self.gap_start, end)),
        }
    }

    /// Checks the attributes and takes note of the namespaces they declare; returns the default one and the end of the
    /// tag.
    fn read_attributes(&mut self, start: usize, element: &'t str) -> Result<(NamespaceId, usize), XmlError> {
        let tag = &self.text[start..];
        let mut default = self.open.last().map_or(self.default, |open| open.default);
        let mut attributes = RawAttributes::of(tag);
        self.names.clear();
        loop {
            let attribute = match attributes.checked_next() {
                Ok(Some(attribute)) => attribute,
                Ok(None) => break,
                Err(offset) => {
                    self.tag_end(start)?;
                    let at = self.place(start + offset);
                    return Err(XmlError::Attribute { at, element: element.to_owned() });
                }
            };
            let name = attribute.name(tag);
            // Many attributes are compared after sorting.
            if self.names.len() < FEW && self.names.contains(&name) {
                return Err(self.duplicate(start + attribute.name_start, element, name));
            }
            self.names.push(name);
            let Some(prefix) = declared_prefix(name) else { continue };
            let namespace = self.namespaces.id(&attribute_value(attribute.value(tag)));
            if prefix.is_empty() {
                default = namespace;
            } else {
                self.prefixes.entry(prefix).or_default().push(namespace);
                self.declared.push(prefix);
            }
        }
        let tag = &tag[..attributes.end_of_tag()];
        if self.names.len() > FEW {
            self.check_many_names(start, tag, element)?;
        }
        if attributes.has_colon() {
            self.check_prefixes(start, tag)?;
        }
        if memchr2(b'<', b'&', &tag.as_bytes()[1..]).is_some() {
            self.check_values(start, tag, element)?;
        }
        Ok((default, start + tag.len()))
    }

    fn check_many_names(&mut self, start: usize, tag: &str, element: &str) -> Result<(), XmlError> {
        self.names.sort_unstable();
        let Some(twice) = self.names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0]) else {
            return Ok(());
        };
        let second = RawAttributes::of(tag).filter(|attribute| attribute.name(tag) == twice).nth(1);
        Err(self.duplicate(start + second.map_or(0, |attribute| attribute.name_start), element, twice))
    }

    fn check_prefixes(&self, start: usize, tag: &str) -> Result<(), XmlError> {
        for attribute in RawAttributes::of(tag) {
            let name = attribute.name(tag);
            let (prefix, _) = split_prefix(name);
            if !prefix.is_empty() && declared_prefix(name).is_none() {
                self.prefix(prefix, name, start + attribute.name_start)?;
            }
        }
        Ok(())
    }

    fn check_values(&self, start: usize, tag: &str, element: &str) -> Result<(), XmlError> {
        for attribute in RawAttributes::of(tag) {
            let value = attribute.value(tag).as_bytes();
            for offset in memchr_iter(b'&', value) {
                self.check_reference(start + attribute.value_start + offset)?;
            }
            if let Some(offset) = memchr(b'<', value) {
                let at = self.place(start + attribute.value_start + offset);
                return Err(XmlError::Attribute { at, element: element.to_owned() });
            }
        }
        Ok(())
    }

    fn prefix(&self, prefix: &str, name: &str, at: usize) -> Result<NamespaceId, XmlError> {
        let namespace = self.prefixes.get(prefix).and_then(|namespaces| namespaces.last());
        match namespace {
            Some(&namespace) if is_name(name) => Ok(namespace),
            // XML declares this one by itself; it is for attributes and says nothing about an element.
            None if prefix == "xml" => Ok(NamespaceId::default()),
            _ => Err(XmlError::UnboundPrefix { at: self.place(at), prefix: prefix.to_owned(), name: name.to_owned() }),
        }
    }

    fn check_room(&self, start: usize, name: &str) -> Result<(), XmlError> {
        if self.open.is_empty() && self.is_within() {
            return Err(XmlError::OutsideRoot { at: self.place(start), what: "a second element" });
        }
        if self.depth + self.open.len() >= MAX_DEPTH {
            return Err(XmlError::TooDeep { at: self.place(start), name: name.to_owned(), limit: MAX_DEPTH });
        }
        if self.nodes.len() >= MAX_ELEMENTS {
            return Err(XmlError::TooManyElements { at: self.place(start), limit: MAX_ELEMENTS });
        }
        Ok(())
    }

    fn check_outside(&self, at: Range<usize>) -> Result<(), XmlError> {
        match self.text[at.clone()].bytes().position(|byte| !is_space(byte)) {
            None => Ok(()),
            Some(offset) => Err(XmlError::OutsideRoot { at: self.place(at.start + offset), what: "text" }),
        }
    }

    /// The length of the reference that is there.
    fn check_reference(&self, at: usize) -> Result<usize, XmlError> {
        match reference(&self.text[at..]) {
            Ok((_, len)) => Ok(len),
            Err(BadReference::Unknown(name)) => Err(XmlError::Entity { at: self.place(at), name: name.to_owned() }),
            Err(BadReference::Lone) => Err(XmlError::LoneAmpersand { at: self.place(at) }),
        }
    }

    fn check_encoding(&self, at: usize, declared: &str) -> Result<(), XmlError> {
        // UTF-16 is told by the bytes; a program that wrote its text as UTF-8 may have left the word in.
        if [Encoding::Utf8, Encoding::Utf16Le].iter().any(|known| declared.eq_ignore_ascii_case(known.declared_name()))
        {
            return Ok(());
        }
        Err(XmlError::Encoding { at: self.place(at), declared: declared.to_owned() })
    }

    fn is_within(&self) -> bool {
        self.nodes.len() > self.root
    }

    /// The innermost open element and where it begins.
    fn innermost(&self) -> Option<(String, LineColumn)> {
        self.open.last().map(|open| (open.name.to_owned(), self.place(open.start)))
    }

    fn duplicate(&self, at: usize, element: &str, name: &str) -> XmlError {
        XmlError::DuplicateAttribute { at: self.place(at), element: element.to_owned(), name: name.to_owned() }
    }

    fn markup(&self, at: usize, what: &'static str) -> XmlError {
        XmlError::Markup { at: self.place(at), what }
    }

    fn place(&self, offset: usize) -> LineColumn {
        LineColumn::of(self.text, offset)
    }
}

/// Up to so many attributes are compared each with each.
const FEW: usize = 16;

impl LineEnd {
    /// The line end a text uses, by its first one.
    fn of(text: &str) -> Self {
        match memchr(b'\n', text.as_bytes()) {
            Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => Self::CrLf,
            _ => Self::Lf,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refusal(xml: impl Into<Vec<u8>>) -> String {
        let error = Tree::parse(&xml.into()).unwrap_err();
        assert!(!error.hint().is_empty());
        error.to_string()
    }

    #[test]
    fn a_document_that_stops_says_which_element_is_open() {
        assert_eq!(refusal("<a>\n  <b>\n<c/>"), "3:5: the XML ends in the middle of <b>, which begins at 2:3");
        assert_eq!(
            refusal("<a>\n <b X='1' Y=\""),
            "2:2: the XML ends in the middle of a tag with an open quote that begins here"
        );
        assert_eq!(refusal("<a><b"), "1:4: the XML ends in the middle of a tag that begins here");
        assert_eq!(refusal("<a><!-- -"), "1:4: the XML ends in the middle of a comment that begins here");
        assert_eq!(refusal(" \n"), "2:1: the XML ends before its first element");
        assert_eq!(refusal(""), "1:1: the XML ends before its first element");
    }

    #[test]
    fn an_end_tag_that_does_not_fit_names_both() {
        assert_eq!(refusal("<a>\n<b></a>"), "2:4: </a> stands where <b>, which begins at 2:1, must end first");
        assert_eq!(refusal("<a/></a>"), "1:5: </a> ends an element that was not begun");
        assert!(Tree::parse("<a></a \n>").is_ok());
    }

    #[test]
    fn a_doctype_is_refused_closed_or_not() {
        let said = "1:2: a DOCTYPE is not read";
        assert_eq!(refusal(" <!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"), said);
        assert_eq!(refusal(" <!DOCTYPE a ["), said);
    }

    #[test]
    fn only_the_references_of_xml_itself_are_known() {
        assert!(Tree::parse("<a b='&lt;&gt;&amp;&quot;&apos;&#65;&#x41;'>&lt;&#x1F600;</a>").is_ok());
        assert_eq!(refusal("<a>\n&nbsp;</a>"), "2:1: &nbsp; stands for nothing");
        assert_eq!(refusal("<a b='1&uuml;'/>"), "1:8: &uuml; stands for nothing");
        assert_eq!(refusal("<a>&#0;</a>"), "1:4: &#0; stands for nothing");
        assert_eq!(refusal("<a>&#xD800;</a>"), "1:4: &#xD800; stands for nothing");
        assert_eq!(refusal("<a>&#+65;</a>"), "1:4: &#+65; stands for nothing");
        assert_eq!(refusal("<a b='1 & 2;'/>"), "1:9: & without a name and a semicolon behind it");
        assert_eq!(refusal("<a b='1 & 2'/>"), "1:9: & without a name and a semicolon behind it");
        assert_eq!(refusal("<a>R&D</a>"), "1:5: & without a name and a semicolon behind it");
    }

    #[test]
    fn an_attribute_twice_is_found_among_few_and_many() {
        assert_eq!(refusal("<a b='1' c='' b='2'/>"), "1:15: <a> has the attribute b twice");
        let many: String = (0..50).map(|n| format!(" b{}=''", n % 49)).collect();
        assert_eq!(refusal(format!("<a{many}/>")), format!("1:{}: <a> has the attribute b0 twice", 3 + many.len() - 5));
    }

    #[test]
    fn an_element_with_100_000_attributes_is_read_at_once() {
        let many: String = (0..100_000).map(|n| format!(" a{n}=''")).collect();
        let xml = format!("<a{many}/>");
        let tree = Tree::parse(&xml).unwrap();
        assert_eq!(tree.attributes(tree.root()).count(), 100_000);
    }

    #[test]
    fn what_is_no_attribute_is_refused_where_it_begins() {
        for (xml, at) in [
            ("<a b/>", "1:5"),
            ("<a b=1/>", "1:6"),
            ("<a b='1'c='2'/>", "1:9"),
            ("<a / >", "1:4"),
            ("<a b='<'/>", "1:7"),
            ("<a ='1'/>", "1:4"),
        ] {
            assert_eq!(refusal(xml), format!("{at}: an attribute of <a> is not written as name=\"value\""), "{xml}");
        }
    }

    #[test]
    fn elements_without_end_are_refused_not_followed() {
        assert_eq!(refusal("<a>".repeat(200_000)), "1:769: <a> lies in more than 256 other elements");
        assert!(Tree::parse(&("<a>".repeat(MAX_DEPTH) + &"</a>".repeat(MAX_DEPTH))).is_ok());
    }

    #[test]
    fn there_is_one_root_and_nothing_beside_it() {
        assert_eq!(refusal("<a/>\n<b/>"), "2:1: a second element outside the root element");
        assert_eq!(refusal("<a/>\n x"), "2:2: text outside the root element");
        assert_eq!(refusal("x<a/>"), "1:1: text outside the root element");
        assert_eq!(refusal("<a/><![CDATA[]]>"), "1:5: text outside the root element");
        assert_eq!(refusal("\u{feff}\u{feff}<a/>"), "1:1: text outside the root element");
    }

    #[test]
    fn markup_that_is_none_is_refused() {
        assert_eq!(refusal("<a><1/></a>"), "1:4: < without the name of an element behind it");
        assert_eq!(refusal("<a>1 < 2</a>"), "1:6: < without the name of an element behind it");
        assert_eq!(refusal("<a><!x></a>"), "1:4: <! that begins neither a comment nor CDATA");
        assert_eq!(refusal("<a/><?xml version='1.0'?>"), "1:5: an XML declaration that is not at the very beginning");
        assert_eq!(refusal("<p:a/>"), "1:1: the prefix p of p:a is not declared");
        assert_eq!(refusal("<a p:b=''/>"), "1:4: the prefix p of p:b is not declared");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        assert_eq!(refusal(*b"<a>\n\xe4</a>"), "2:1: byte 0xe4 is not UTF-8");
        assert_eq!(refusal("<a>\0</a>"), "1:4: U+0000 cannot stand in XML");
        assert_eq!(refusal("<a>\u{ffff}</a>"), "1:4: U+FFFF cannot stand in XML");
        assert_eq!(refusal(*b"\xff\xfe<\0a\0/\0>"), "1:4: the XML ends in the middle of a character");
        assert_eq!(refusal(*b"\xfe\xff\0<\xd8\x00\0/"), "1:2: 0xd800 is half a character without its other half");
        assert_eq!(
            refusal("<?xml version='1.0' encoding='iso-8859-1'?><a/>"),
            "1:1: the XML says it is encoded as iso-8859-1, which is not read"
        );
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused_unread() {
        assert_eq!(
            refusal(vec![b' '; MAX_BYTES + 1]),
            "the file has 268435457 bytes; 268435456 are the most that is read"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Tree::parse(&bytes);
        }

        #[test]
        fn any_row_of_markup_is_read_or_refused(parts in prop::collection::vec(
            prop::sample::select(vec!["<a", "<p:b", "</a", ">", "/>", " ", "=", "\"", "'", "x", "xmlns", ":p", "<!--", "-->",
                "<![CDATA[", "]]>", "<?", "?>", "<?xml", "&", "amp;", "#", ";", "\r\n", "ä", "\u{feff}", "<!", "-"]), 0..40,
        )) {
            let xml = parts.concat();
            if let Ok(tree) = Tree::parse(xml.as_str()) {
                prop_assert_eq!(tree.to_bytes(), xml.as_bytes());
                tree.text(tree.root());
            }
        }
    }
}
