use std::borrow::Cow;

use super::markup::{
    Between, RawAttribute, RawAttributes, attribute_value, plain_line_ends, split_prefix, tag_name, take_between,
    text_value,
};
use super::{Encoding, LineEnd, Node, NodeId, Tree};
use crate::text::{LineColumn, LineIndex};

/// An attribute as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'t> {
    /// Its name, with a prefix if there is one. `xmlns` is a name like others.
    pub name: &'t str,
    /// Its value, references resolved.
    pub value: Cow<'t, str>,
}

impl Tree<'_> {
    /// The outermost element.
    pub fn root(&self) -> NodeId {
        NodeId::ROOT
    }

    /// How the bytes stand for characters; stays when written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The line end of the document; new elements use it.
    pub fn line_end(&self) -> LineEnd {
        self.line_end
    }

    /// What stands before the root: the declaration and comments.
    pub fn prolog(&self) -> &str {
        self.node(NodeId::ROOT).gap.of(&self.text)
    }

    /// The name of an element without its prefix.
    pub fn name(&self, node: NodeId) -> &str {
        split_prefix(self.qualified_name(node)).1
    }

    /// The name of an element as it was written.
    pub fn qualified_name(&self, node: NodeId) -> &str {
        tag_name(self.tag(node))
    }

    /// The namespace of an element, declared on itself or above; empty if it has none.
    pub fn namespace(&self, node: NodeId) -> &str {
        self.namespaces.name(self.node(node).namespace)
    }

    /// The value of an attribute, by its name as written.
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<Cow<'_, str>> {
        let attribute = self.raw_attribute(node, name)?;
        Some(attribute_value(attribute.value(self.tag(node))))
    }

    /// The values of several attributes, by their names as written: the tag is gone through once.
    pub fn values<const N: usize>(&self, node: NodeId, names: [&str; N]) -> [Option<Cow<'_, str>>; N] {
        let tag = self.tag(node);
        let mut values = [const { None }; N];
        for attribute in RawAttributes::of(tag) {
            if let Some(n) = names.iter().position(|name| attribute.is_called(name, tag)) {
                values[n] = Some(attribute_value(attribute.value(tag)));
            }
        }
        values
    }

    /// All attributes, in order, namespace declarations among them.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = Attribute<'_>> {
        let tag = self.tag(node);
        RawAttributes::of(tag).map(|raw| Attribute { name: raw.name(tag), value: attribute_value(raw.value(tag)) })
    }

    /// The text directly within an element, without that of its children and without comments.
    pub fn text(&self, node: NodeId) -> Cow<'_, str> {
        let gaps = self.children(node).map(|child| self.node(child).gap).chain([self.node(node).tail]);
        let mut text = Cow::Borrowed("");
        for gap in gaps {
            let mut rest = gap.of(&self.text);
            while let Some(between) = take_between(&mut rest) {
                let piece = match between {
                    Between::Text(raw) => text_value(raw),
                    Between::CData(raw) => plain_line_ends(raw),
                    Between::Silent => continue,
                };
                if text.is_empty() { text = piece } else { text += piece }
            }
        }
        text
    }

    /// The element around this one; none for the root and for what was removed.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).parent
    }

    /// The elements directly within this one, in order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(node).first_child, |&child| self.node(child).next)
    }

    /// The first element of this name directly within this one.
    pub fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.children(node).find(|&child| self.name(child) == name)
    }

    /// An element with all that is in it, as it was read: of what was edited since, the text before.
    pub fn source(&self, node: NodeId) -> &str {
        let Node { tag, tail, .. } = self.node(node);
        self.text.read.get(tag.start as usize..tag.end.max(tail.end) as usize).unwrap_or_default()
    }

    /// Where the element stood in the document as it was read; where its parent did, for one inserted since or moved up
    /// behind a comment that a removed neighbour left.
    pub fn position(&self, node: NodeId) -> LineColumn {
        self.place(self.offset(node))
    }

    /// Where an attribute stood in the document as it was read, or its element if the tag has changed since.
    pub fn attribute_position(&self, node: NodeId, name: &str) -> Option<LineColumn> {
        let attribute = self.raw_attribute(node, name)?;
        let start = self.node(node).tag.start;
        if start as usize >= self.text.read.len() {
            return Some(self.position(node));
        }
        Some(self.place(start as usize + attribute.name_start))
    }

    pub(super) fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.index()]
    }

    pub(super) fn tag(&self, node: NodeId) -> &str {
        self.node(node).tag.of(&self.text)
    }

    pub(super) fn raw_attribute(&self, node: NodeId, name: &str) -> Option<RawAttribute> {
        let tag = self.tag(node);
        RawAttributes::of(tag).find(|attribute| attribute.is_called(name, tag))
    }

    /// [`position`](Self::position) as a distance from the beginning of the text.
    pub(in crate::format) fn offset(&self, mut node: NodeId) -> usize {
        // An edit of the tag leaves the gap before it, whose end is where the tag was.
        loop {
            let Node { gap, parent, .. } = self.node(node);
            match parent {
                _ if (gap.end as usize) < self.text.read.len() => return gap.end as usize,
                Some(parent) => node = *parent,
                None => return 0,
            }
        }
    }

    fn place(&self, offset: usize) -> LineColumn {
        self.lines.get_or_init(|| LineIndex::new(&self.text.read)).place(&self.text.read, offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> Tree<'_> {
        Tree::parse(xml).unwrap()
    }

    #[test]
    fn names_come_without_prefix_and_namespaces_are_inherited() {
        let tree = tree(r#"<a xmlns="A" xmlns:p="P"><b><p:c><d xmlns=""/></p:c></b><e xmlns='E&amp;'/><f/></a>"#);
        let a = tree.root();
        let b = tree.child(a, "b").unwrap();
        let c = tree.child(b, "c").unwrap();
        let seen = [a, b, c, tree.child(c, "d").unwrap(), tree.child(a, "e").unwrap(), tree.child(a, "f").unwrap()]
            .map(|node| format!("{}|{}|{}", tree.qualified_name(node), tree.name(node), tree.namespace(node)));
        assert_eq!(seen, ["a|a|A", "b|b|A", "p:c|c|P", "d|d|", "e|e|E&", "f|f|A"]);
    }

    #[test]
    fn a_prefix_ends_with_its_element() {
        assert!(Tree::parse(r#"<a><b xmlns:p="P"><p:c/></b><p:c/></a>"#).is_err());
    }

    #[test]
    fn attributes_come_in_order_with_references_resolved_and_line_ends_as_blanks() {
        let tree = tree("<a z = '1&quot;&#x41;&#66;' b=\"x\r\ny&#10;\"\n  xmlns='' />");
        let all: Vec<_> =
            tree.attributes(tree.root()).map(|Attribute { name, value }| format!("{name}={value}")).collect();
        assert_eq!(all, ["z=1\"AB", "b=x y\n", "xmlns="]);
        assert!(matches!(tree.attribute(tree.root(), "xmlns"), Some(Cow::Borrowed(""))));
        assert_eq!(tree.attribute(tree.root(), "Z"), None);
        let [b, none, z] = tree.values(tree.root(), ["b", "Z", "z"]).map(|value| value.map(Cow::into_owned));
        assert_eq!((b.as_deref(), none, z.as_deref()), (Some("x y\n"), None, Some("1\"AB")));
    }

    #[test]
    fn text_is_put_together_across_comments_and_children() {
        let tree = tree("<a>1 &lt; <!-- no --><b>not this</b><![CDATA[2 & <3>]]>\r\n<?no no?>.</a>");
        assert_eq!(tree.text(tree.root()), "1 < 2 & <3>\n.");
    }

    #[test]
    fn positions_are_those_of_the_file_even_after_edits() {
        let mut tree = tree("<a>\r\n  <!-- ä --> <b X='1'\n Y='2'/>\r\n  <c/></a>");
        let b = tree.child(tree.root(), "b").unwrap();
        let c = tree.child(tree.root(), "c").unwrap();
        assert_eq!(tree.attribute_position(b, "Y").map(|at| at.to_string()).as_deref(), Some("3:2"));
        tree.set_attribute(b, "Z", "").unwrap();
        assert_eq!(tree.position(b).to_string(), "2:14");
        assert_eq!(tree.attribute_position(b, "Y").map(|at| at.to_string()).as_deref(), Some("2:14"));
        assert_eq!(tree.position(c).to_string(), "4:3");
    }
}
