use std::ops::Range;

use super::fragment::{EMPTY_END, INDENT, check_name, escape_for, render_attribute};
use super::markup::{
    Between, Place, RawAttribute, RawAttributes, attribute_value, declared_prefix, is_blank, split_prefix, tag_name,
    take_between, trim_end,
};
use super::parse::{Namespaces, Scope, parse_pieces};
use super::{EditError, Fragment, Node, NodeId, Span, Text, Tree, XmlError};

/// Where a new element goes among the elements of its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Before all others.
    First,
    /// Right behind this one.
    After(NodeId),
    /// Behind all others.
    Last,
}

/// Each of these changes what it says and nothing beside it, and nothing at all if it fails.
impl Tree<'_> {
    /// Gives an attribute a value. One that is there keeps its place and quotes, and every letter if the value is the
    /// same; a new one becomes the last, though not behind a default `xmlns` that is last.
    pub fn set_attribute(&mut self, node: NodeId, name: &str, value: &str) -> Result<(), EditError> {
        match self.raw_attribute(node, name) {
            Some(attribute) => self.change_attribute(node, name, attribute, value),
            None => self.add_attribute(node, name, value, self.place_before_last_xmlns(node)),
        }
    }

    /// [`set_attribute`](Self::set_attribute) that puts a new attribute where `order`, a list of names, says: behind
    /// the last of those before it in the list, or else before the first of those behind it.
    pub fn set_attribute_in_order(
        &mut self,
        node: NodeId,
        name: &str,
        value: &str,
        order: &[&str],
    ) -> Result<(), EditError> {
        if let Some(attribute) = self.raw_attribute(node, name) {
            return self.change_attribute(node, name, attribute, value);
        }
        let tag = self.tag(node);
        let rank = |attribute: RawAttribute| order.iter().position(|listed| *listed == attribute.name(tag));
        let own_rank = order.iter().position(|listed| *listed == name).unwrap_or(order.len());
        let before = |other: Option<usize>| other.is_some_and(|rank| rank < own_rank);
        let behind = |other: Option<usize>| other.is_some_and(|rank| rank > own_rank);
        let predecessor = RawAttributes::of(tag).filter(|other| before(rank(*other))).last();
        let place = match (predecessor, RawAttributes::of(tag).position(|other| behind(rank(other)))) {
            (Some(predecessor), _) => predecessor.end(),
            (None, Some(successor)) => place_behind(tag, successor),
            (None, None) => self.place_before_last_xmlns(node),
        };
        self.add_attribute(node, name, value, place)
    }

    /// [`set_attribute`](Self::set_attribute) that puts a new attribute right behind `after`, or first if that is none.
    /// Where the element has no attribute `after`, the new one goes where `set_attribute` would put it.
    pub fn insert_attribute(
        &mut self,
        node: NodeId,
        name: &str,
        value: &str,
        after: Option<&str>,
    ) -> Result<(), EditError> {
        if let Some(attribute) = self.raw_attribute(node, name) {
            return self.change_attribute(node, name, attribute, value);
        }
        let place = match after.map(|after| self.raw_attribute(node, after)) {
            None => place_behind(self.tag(node), 0),
            Some(Some(after)) => after.end(),
            Some(None) => self.place_before_last_xmlns(node),
        };
        self.add_attribute(node, name, value, place)
    }

    /// Takes an attribute away, and the white space before it. It need not be there.
    pub fn remove_attribute(&mut self, node: NodeId, name: &str) -> Result<(), EditError> {
        let Some(attribute) = self.raw_attribute(node, name) else { return Ok(()) };
        refuse_declaration(name)?;
        let start = trim_end(&self.tag(node)[..attribute.name_start]).len();
        self.splice_tag(node, start..attribute.end(), "")
    }

    /// Makes `text` the content of an element without children, in place of text and comments it has. No text makes
    /// it `<X />`.
    pub fn set_text(&mut self, node: NodeId, text: &str) -> Result<(), EditError> {
        if self.node(node).first_child.is_some() {
            return Err(EditError::HoldsElements(self.qualified_name(node).to_owned()));
        }
        if self.text(node) == text {
            return Ok(());
        }
        if text.is_empty() {
            return self.close_up(node);
        }
        let mut tail = String::new();
        escape_for(self.qualified_name(node), text, Place::Text, &mut tail)?;
        tail.push_str(&self.end_tag(node));
        self.open_up(node, &tail)
    }

    /// Puts a comment on a line of its own before the root.
    pub fn comment_before_root(&mut self, comment: &str) -> Result<(), EditError> {
        let line_end = self.line_end().as_str();
        let before = self.prolog().trim_end_matches(['\r', '\n']);
        let has_line = !before.is_empty() && before != "\u{feff}";
        let prolog = format!("{before}{}<!-- {comment} -->{line_end}", if has_line { line_end } else { "" });
        let gap = self.append(&prolog)?;
        self.nodes[NodeId::ROOT.index()].gap = gap;
        Ok(())
    }

    /// Takes an element out of the document with all it contains and the line it stood on. A parent left with nothing
    /// becomes `<X />`. The element can still be read, and nothing else.
    pub fn remove(&mut self, node: NodeId) -> Result<(), EditError> {
        if node == NodeId::ROOT {
            return Err(EditError::Root(self.qualified_name(node).to_owned()));
        }
        let Node { gap, parent: Some(parent), previous, next, .. } = *self.node(node) else { return Ok(()) };
        let (gap, following) = (gap.of(&self.text), self.gap_before(next, parent).of(&self.text));
        let rest = &following[..rest_of_line(following)];
        // Blanks go with the line; a comment behind the element keeps the line for itself.
        let (staying, n_passed) = if is_blank(rest) {
            (what_stays_of_gap(gap), rest.len())
        } else {
            (gap, rest.len() - rest.trim_start().len())
        };
        if staying.is_empty() {
            self.gap_before_mut(next, parent).start += n_passed as u32;
        } else {
            let piece = [staying, &following[n_passed..]].concat();
            *self.gap_before_mut(next, parent) = self.append(&piece)?;
        }
        match previous {
            Some(previous) => self.nodes[previous.index()].next = next,
            None => self.nodes[parent.index()].first_child = next,
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = previous,
            None => self.nodes[parent.index()].last_child = previous,
        }
        let removed = &mut self.nodes[node.index()];
        (removed.parent, removed.previous, removed.next) = (None, None, None);
        if self.node(parent).first_child.is_none() && is_blank(without_end_tag(self.node(parent).tail.of(&self.text))) {
            self.close_up(parent)?;
        }
        Ok(())
    }

    /// Puts a new element among the children of `parent`, on a line of its own if its siblings stand so, indented as
    /// they are. A parent without content opens from `<X />` to `<X>…</X>`.
    pub fn insert_child(
        &mut self,
        parent: NodeId,
        position: Position,
        fragment: &Fragment,
    ) -> Result<NodeId, EditError> {
        let Node { first_child, last_child, .. } = *self.node(parent);
        let previous = match position {
            Position::First => None,
            Position::Last => last_child,
            Position::After(sibling) if self.parent(sibling) == Some(parent) => Some(sibling),
            Position::After(_) => return Err(EditError::NotAChild(self.qualified_name(parent).to_owned())),
        };
        let next = match previous {
            Some(previous) => self.node(previous).next,
            None => first_child,
        };
        let new_line = self.new_line_within(parent, previous.or(first_child));
        let following = self.gap_before(next, parent).of(&self.text);
        let mut piece = following[..rest_of_line(following)].to_owned();
        let n_passed = piece.len();
        piece.push_str(&new_line);
        let gap_len = piece.len();
        fragment.check_names()?;
        fragment.render(&new_line, &mut piece)?;
        let node = self.append_element(&piece, gap_len, parent)?;

        self.gap_before_mut(next, parent).start += n_passed as u32;
        if first_child.is_none() {
            self.make_room(parent, &new_line)?;
        }
        let links = &mut self.nodes[node.index()];
        (links.parent, links.previous, links.next) = (Some(parent), previous, next);
        match previous {
            Some(previous) => self.nodes[previous.index()].next = Some(node),
            None => self.nodes[parent.index()].first_child = Some(node),
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = Some(node),
            None => self.nodes[parent.index()].last_child = Some(node),
        }
        Ok(node)
    }
}

/// Attributes.
impl Tree<'_> {
    fn change_attribute(
        &mut self,
        node: NodeId,
        name: &str,
        attribute: RawAttribute,
        value: &str,
    ) -> Result<(), EditError> {
        let tag = self.tag(node);
        if attribute_value(attribute.value(tag)) == value {
            return Ok(());
        }
        refuse_declaration(name)?;
        let mut escaped = String::new();
        escape_for(name, value, Place::Attribute(attribute.quote(tag)), &mut escaped)?;
        self.splice_tag(node, attribute.value_start..attribute.value_end, &escaped)
    }

    fn add_attribute(&mut self, node: NodeId, name: &str, value: &str, place: usize) -> Result<(), EditError> {
        refuse_declaration(name)?;
        check_name(name)?;
        let mut written = String::new();
        render_attribute(name, value, &mut written)?;
        let (prefix, _) = split_prefix(name);
        if !matches!(prefix, "" | "xml") {
            let scope = scope_within(&self.text, &self.nodes, &mut self.namespaces, node);
            if !scope.prefixes.iter().any(|(declared, _)| *declared == prefix) {
                let (at, prefix, name) = (self.position(node), prefix.to_owned(), name.to_owned());
                return Err(XmlError::UnboundPrefix { at, prefix, name }.into());
            }
        }
        self.splice_tag(node, place..place, &written)
    }

    fn place_before_last_xmlns(&self, node: NodeId) -> usize {
        let tag = self.tag(node);
        let last = RawAttributes::of(tag).enumerate().last();
        match last {
            Some((n_before, last)) if last.name(tag) == "xmlns" => place_behind(tag, n_before),
            Some((_, last)) => last.end(),
            None => place_behind(tag, 0),
        }
    }

    fn splice_tag(&mut self, node: NodeId, range: Range<usize>, with: &str) -> Result<(), EditError> {
        let tag = self.tag(node);
        let piece = [&tag[..range.start], with, &tag[range.end..]].concat();
        self.nodes[node.index()].tag = self.append(&piece)?;
        Ok(())
    }
}

/// Pieces.
impl Tree<'_> {
    /// What stands before `next`, or before the end tag of `parent` if there is no next.
    fn gap_before(&self, next: Option<NodeId>, parent: NodeId) -> Span {
        next.map_or(self.node(parent).tail, |next| self.node(next).gap)
    }

    fn gap_before_mut(&mut self, next: Option<NodeId>, parent: NodeId) -> &mut Span {
        match next {
            Some(next) => &mut self.nodes[next.index()].gap,
            None => &mut self.nodes[parent.index()].tail,
        }
    }

    /// The line end and indent of an element to be inserted; empty where elements stand on one line.
    fn new_line_within(&self, parent: NodeId, sibling: Option<NodeId>) -> String {
        let indent = match sibling {
            Some(sibling) => indent_in(self.node(sibling).gap.of(&self.text)).map(str::to_owned),
            None => self.indent_of(parent).map(|indent| format!("{indent}{INDENT}")),
        };
        indent.map(|indent| format!("{}{indent}", self.line_end.as_str())).unwrap_or_default()
    }

    /// The white space before an element that begins its line.
    fn indent_of(&self, node: NodeId) -> Option<&str> {
        let indent = indent_in(self.node(node).gap.of(&self.text));
        if node == NodeId::ROOT { indent.or(Some("")) } else { indent }
    }

    /// Prepares an element without children for its first one: it gets an end tag, on a line of its own.
    fn make_room(&mut self, parent: NodeId, new_line: &str) -> Result<(), EditError> {
        let tail = self.node(parent).tail.of(&self.text);
        let content = without_end_tag(tail);
        if !tail.is_empty() && (content.contains('\n') || !is_blank(content)) {
            return Ok(());
        }
        let new_line = new_line.strip_suffix(INDENT).unwrap_or(new_line);
        let tail = [new_line, self.end_tag(parent).as_str()].concat();
        self.open_up(parent, &tail)
    }

    /// Gives an element this tail, and a tag that goes with it.
    fn open_up(&mut self, node: NodeId, tail: &str) -> Result<(), EditError> {
        let tag = self.tag(node);
        let opened = tag.strip_suffix("/>").map(|stem| format!("{}>", trim_end(stem)));
        let tail = self.append(tail)?;
        if let Some(opened) = opened {
            self.nodes[node.index()].tag = self.append(&opened)?;
        }
        self.nodes[node.index()].tail = tail;
        Ok(())
    }

    /// Leaves nothing in an element: `<X />`.
    fn close_up(&mut self, node: NodeId) -> Result<(), EditError> {
        let tag = self.tag(node);
        if !tag.ends_with("/>") {
            let stem = trim_end(tag.strip_suffix('>').unwrap_or(tag));
            let closed = [stem, EMPTY_END].concat();
            self.nodes[node.index()].tag = self.append(&closed)?;
        }
        self.nodes[node.index()].tail = Span::default();
        Ok(())
    }

    fn end_tag(&self, node: NodeId) -> String {
        let tail = self.node(node).tail.of(&self.text);
        match &tail[without_end_tag(tail).len()..] {
            "" => format!("</{}>", self.qualified_name(node)),
            end_tag => end_tag.to_owned(),
        }
    }

    /// Adds the element that `piece` holds behind `gap_len` bytes of gap; it is not yet linked to its parent.
    fn append_element(&mut self, piece: &str, gap_len: usize, parent: NodeId) -> Result<NodeId, EditError> {
        let n_nodes = self.nodes.len();
        let scope = scope_within(&self.text, &self.nodes, &mut self.namespaces, parent);
        if let Err(error) = parse_pieces(&piece[gap_len..], scope, &mut self.nodes, &mut self.namespaces) {
            self.nodes.truncate(n_nodes);
            return Err(error.into());
        }
        let Span { start, .. } = self.append(piece)?;
        let start = start as usize;
        for node in &mut self.nodes[n_nodes..] {
            for span in [&mut node.gap, &mut node.tag, &mut node.tail] {
                *span = span.behind(start + gap_len);
            }
        }
        self.nodes[n_nodes].gap = Span::new(start, start + gap_len);
        Ok(NodeId::of_index(n_nodes))
    }

    fn append(&mut self, piece: &str) -> Result<Span, EditError> {
        let start = self.text.read.len() + self.text.added.len();
        let end = start + piece.len();
        if end > u32::MAX as usize {
            return Err(EditError::TooLarge);
        }
        self.text.added.push_str(piece);
        Ok(Span::new(start, end))
    }
}

/// What a child of `node` inherits.
fn scope_within<'t>(text: &'t Text<'_>, nodes: &[Node], namespaces: &mut Namespaces, node: NodeId) -> Scope<'t> {
    let ancestors: Vec<NodeId> = std::iter::successors(Some(node), |node| nodes[node.index()].parent).collect();
    let mut scope = Scope { depth: ancestors.len(), ..Scope::default() };
    for ancestor in ancestors.into_iter().rev() {
        let tag = nodes[ancestor.index()].tag.of(text);
        for attribute in RawAttributes::of(tag) {
            let Some(prefix) = declared_prefix(attribute.name(tag)) else { continue };
            let namespace = namespaces.id(&attribute_value(attribute.value(tag)));
            if prefix.is_empty() {
                scope.default = namespace;
            } else {
                scope.prefixes.push((prefix, namespace));
            }
        }
    }
    scope
}

/// Elements below would change their namespace with it.
fn refuse_declaration(name: &str) -> Result<(), EditError> {
    match declared_prefix(name) {
        Some(_) => Err(EditError::Declaration(name.to_owned())),
        None => Ok(()),
    }
}

/// The place in a tag behind its first `n` attributes.
fn place_behind(tag: &str, n: usize) -> usize {
    let behind_name = 1 + tag_name(tag).len();
    RawAttributes::of(tag).take(n).last().map_or(behind_name, RawAttribute::end)
}

/// A gap without the white space that goes with the element behind it: its indent and the line end before, but not a
/// blank that parts it from text.
fn what_stays_of_gap(gap: &str) -> &str {
    let content = trim_end(gap);
    let is_behind_text = !content.is_empty() && !content.ends_with('>');
    if is_behind_text && !gap[content.len()..].contains('\n') { gap } else { content }
}

/// How much of a gap still belongs to the line of what stands before it; 0 if what follows is on that line too.
fn rest_of_line(gap: &str) -> usize {
    let mut rest = gap;
    let mut passed = 0;
    while let Some(between) = take_between(&mut rest) {
        if let Between::Text(text) = between
            && let Some(end) = text.find('\n')
        {
            return passed + text[..end].strip_suffix('\r').map_or(end, str::len);
        }
        passed = gap.len() - rest.len();
    }
    0
}

/// The indent of the last line that begins within a gap; none if no line does.
fn indent_in(gap: &str) -> Option<&str> {
    let mut rest = gap;
    let mut indent = None;
    while let Some(between) = take_between(&mut rest) {
        if let Between::Text(text) = between
            && let Some(end) = text.rfind('\n')
        {
            let line = &text[end + 1..];
            indent = Some(&line[..line.len() - line.trim_start_matches([' ', '\t']).len()]);
        }
    }
    indent
}

/// A tail up to its end tag.
fn without_end_tag(tail: &str) -> &str {
    // An end tag holds no other `<`.
    &tail[..tail.rfind('<').unwrap_or(tail.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = r#"<?xml version="1.0"?>
<Site xmlns="urn:site">
  <!-- the pools -->
  <Pool Name='lon-fe'  Size="4" xmlns="urn:pool" />   <!-- big -->
  <Pool Name="ber-fe">
    <Machine Fqdn="a &amp; b"></Machine>
  </Pool>
  <Empty />
</Site>"#;

    /// What an edit of [`SITE`] removes and adds, line by line; the same in a document with the other line end.
    fn difference(edit: impl Fn(&mut Tree, NodeId) -> Result<(), EditError>) -> String {
        let differences = ["\n", "\r\n"].map(|line_end| {
            let before = SITE.replace('\n', line_end);
            let mut tree = Tree::parse(before.as_str()).unwrap();
            let root = tree.root();
            edit(&mut tree, root).unwrap();
            let after = String::from_utf8(tree.to_bytes()).unwrap();
            Tree::parse(after.as_str()).unwrap();
            let (old, new): (Vec<_>, Vec<_>) = (before.split(line_end).collect(), after.split(line_end).collect());
            assert!(new.iter().all(|line| !line.contains(['\r', '\n'])));
            let n_same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
            let shorter = old.len().min(new.len()) - n_same;
            let n_last = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
            let removed = old[n_same..old.len() - n_last].iter().map(|line| format!("-{line}"));
            let added = new[n_same..new.len() - n_last].iter().map(|line| format!("+{line}"));
            removed.chain(added).collect::<Vec<_>>().join("\n")
        });
        assert_eq!(differences[0], differences[1]);
        differences[0].clone()
    }

    fn refusal(edit: impl Fn(&mut Tree, NodeId) -> Result<(), EditError>) -> String {
        let mut tree = Tree::parse(SITE).unwrap();
        let root = tree.root();
        let error = edit(&mut tree, root).unwrap_err();
        assert!(tree.to_bytes() == SITE.as_bytes());
        assert!(!error.hint().is_empty());
        error.to_string()
    }

    fn nth(tree: &Tree, parent: NodeId, n: usize) -> NodeId {
        tree.children(parent).nth(n).unwrap()
    }

    #[test]
    fn a_changed_attribute_keeps_its_place_and_quotes() {
        insta::assert_snapshot!(difference(|tree, root| tree.set_attribute(nth(tree, root, 0), "Name", "O'Neill \"&\t")), @r#"
        -  <Pool Name='lon-fe'  Size="4" xmlns="urn:pool" />   <!-- big -->
        +  <Pool Name='O&apos;Neill "&amp;&#x9;'  Size="4" xmlns="urn:pool" />   <!-- big -->
        "#);
    }

    #[test]
    fn the_value_that_is_there_changes_no_letter() {
        assert_eq!(
            difference(|tree, root| {
                let machine = nth(tree, nth(tree, root, 1), 0);
                tree.set_attribute(machine, "Fqdn", "a & b")?;
                tree.set_attribute(root, "xmlns", "urn:site")?;
                tree.set_text(machine, "")?;
                tree.remove_attribute(machine, "Name")
            }),
            ""
        );
    }

    #[test]
    fn a_new_attribute_is_the_last_before_xmlns_or_where_it_is_asked_for() {
        insta::assert_snapshot!(difference(|tree, root| {
            let pool = nth(tree, root, 0);
            tree.set_attribute(pool, "Last", "")?;
            tree.insert_attribute(pool, "First", "", None)?;
            tree.insert_attribute(pool, "Behind", "", Some("xmlns"))?;
            tree.insert_attribute(pool, "Missing", "", Some("Nothing"))?;
            tree.set_attribute_in_order(pool, "B", "", &["A", "Name", "B", "Size"])?;
            tree.set_attribute_in_order(pool, "A", "", &["A", "Name", "B", "Size"])
        }), @r#"
        -  <Pool Name='lon-fe'  Size="4" xmlns="urn:pool" />   <!-- big -->
        +  <Pool First="" A="" Name='lon-fe' B=""  Size="4" Last="" xmlns="urn:pool" Behind="" Missing="" />   <!-- big -->
        "#);
    }

    #[test]
    fn a_removed_attribute_leaves_no_gap() {
        insta::assert_snapshot!(difference(|tree, root| tree.remove_attribute(nth(tree, root, 0), "Size")), @r#"
        -  <Pool Name='lon-fe'  Size="4" xmlns="urn:pool" />   <!-- big -->
        +  <Pool Name='lon-fe' xmlns="urn:pool" />   <!-- big -->
        "#);
    }

    #[test]
    fn text_comes_and_goes() {
        insta::assert_snapshot!(difference(|tree, root| tree.set_text(nth(tree, root, 2), "a < b")), @r"
        -  <Empty />
        +  <Empty>a &lt; b</Empty>
        ");
        assert_eq!(
            difference(|tree, root| {
                tree.set_text(nth(tree, root, 2), "a")?;
                tree.set_text(nth(tree, root, 2), "")
            }),
            ""
        );
    }

    #[test]
    fn a_removed_element_takes_its_line_along_and_nothing_else() {
        insta::assert_snapshot!(difference(|tree, root| tree.remove(nth(tree, root, 1))), @r#"
        -  <Pool Name="ber-fe">
        -    <Machine Fqdn="a &amp; b"></Machine>
        -  </Pool>
        "#);
        insta::assert_snapshot!(difference(|tree, root| tree.remove(nth(tree, root, 0))), @r#"
        -  <Pool Name='lon-fe'  Size="4" xmlns="urn:pool" />   <!-- big -->
        +  <!-- big -->
        "#);
    }

    #[test]
    fn an_element_without_its_last_child_closes() {
        insta::assert_snapshot!(difference(|tree, root| tree.remove(nth(tree, nth(tree, root, 1), 0))), @r#"
        -  <Pool Name="ber-fe">
        -    <Machine Fqdn="a &amp; b"></Machine>
        -  </Pool>
        +  <Pool Name="ber-fe" />
        "#);
    }

    #[test]
    fn a_new_element_stands_on_its_own_line_as_deep_as_its_siblings() {
        let pool = || {
            let machine = Fragment::new("Machine").attribute("Fqdn", "<1>").attribute_if("None", None::<String>);
            Fragment::new("Pool").child(machine).child(Fragment::new("Name").text("a\r"))
        };
        insta::assert_snapshot!(difference(|tree, root| tree.insert_child(root, Position::Last, &pool()).map(drop)), @r#"
        +  <Pool>
        +    <Machine Fqdn="&lt;1&gt;" />
        +    <Name>a&#xD;</Name>
        +  </Pool>
        "#);
        insta::assert_snapshot!(difference(|tree, root| {
            let first = nth(tree, root, 0);
            tree.insert_child(root, Position::After(first), &Fragment::new("New")).map(drop)
        }), @"+  <New />");
        insta::assert_snapshot!(difference(|tree, root| {
            tree.insert_child(root, Position::First, &Fragment::new("New").text("")).map(drop)
        }), @"+  <New></New>");
    }

    #[test]
    fn an_empty_element_opens_for_its_first_child_and_closes_without_a_trace() {
        let child = Fragment::new("New").attribute("xmlns", "urn:new");
        insta::assert_snapshot!(difference(|tree, root| tree.insert_child(nth(tree, root, 2), Position::Last, &child).map(drop)), @r#"
        -  <Empty />
        +  <Empty>
        +    <New xmlns="urn:new" />
        +  </Empty>
        "#);
        assert_eq!(
            difference(|tree, root| {
                let new = tree.insert_child(nth(tree, root, 2), Position::First, &child)?;
                tree.remove(new)
            }),
            ""
        );
    }

    #[test]
    fn a_document_on_one_line_stays_on_one_line() {
        let mut tree = Tree::parse("<a><b/><c/></a>").unwrap();
        let [b, c] = [0, 1].map(|n| nth(&tree, tree.root(), n));
        tree.insert_child(b, Position::Last, &Fragment::new("d").child(Fragment::new("e"))).unwrap();
        tree.insert_child(tree.root(), Position::After(c), &Fragment::new("f")).unwrap();
        assert_eq!(String::from_utf8(tree.to_bytes()).unwrap(), "<a><b><d><e /></d></b><c/><f /></a>");
    }

    #[test]
    fn a_new_element_inherits_the_namespaces_at_its_place() {
        let mut tree = Tree::parse(r#"<a xmlns="A" xmlns:p="P"><b xmlns="B"/></a>"#).unwrap();
        let b = nth(&tree, tree.root(), 0);
        let new = tree.insert_child(b, Position::Last, &Fragment::new("c").child(Fragment::new("p:d"))).unwrap();
        let deepest = nth(&tree, new, 0);
        assert_eq!((tree.namespace(new), tree.namespace(deepest)), ("B", "P"));
        assert_eq!(tree.position(deepest), tree.position(b));
    }

    #[test]
    fn edits_that_make_no_sense_are_refused_and_change_nothing() {
        let insert = |fragment: Fragment| {
            refusal(move |tree, root| tree.insert_child(root, Position::Last, &fragment).map(drop))
        };
        assert_eq!(refusal(|tree, root| tree.set_attribute(root, "A", "\u{1}")), "A cannot hold U+0001");
        assert_eq!(refusal(|tree, root| tree.set_text(nth(tree, root, 2), "a\u{ffff}")), "Empty cannot hold U+FFFF");
        assert_eq!(
            refusal(|tree, root| tree.set_attribute(root, "A=", "")),
            "`A=` is not a name for an element or attribute"
        );
        assert_eq!(
            refusal(|tree, root| tree.remove_attribute(root, "xmlns")),
            "xmlns cannot change on an element that is there already"
        );
        assert_eq!(refusal(|tree, root| tree.set_attribute(root, "p:a", "")), "the new content is not well-formed");
        assert_eq!(refusal(|tree, root| tree.set_text(root, "")), "<Site> holds elements, not text");
        assert_eq!(refusal(|tree, _| tree.remove(NodeId::ROOT)), "<Site> is the root of the document");
        assert_eq!(insert(Fragment::new("a b")), "`a b` is not a name for an element or attribute");
        assert_eq!(
            insert(Fragment::new("a").attribute("b", "").attribute("b", "")),
            "the new content is not well-formed"
        );
        assert_eq!(
            insert((0..256).fold(Fragment::new("a"), |inner, _| Fragment::new("a").child(inner))),
            "the new content is not well-formed"
        );
        assert_eq!(
            refusal(|tree, root| {
                let position = Position::After(nth(tree, nth(tree, root, 1), 0));
                tree.insert_child(root, position, &Fragment::new("a")).map(drop)
            }),
            "the element to stand behind is not in <Site>"
        );
    }
}
