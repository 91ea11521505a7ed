//! An element as a format would write it, and how the difference between two such shapes is made in a tree.
//!
//! A shape is made from a record of what the model wants to say. Two of one element, before and after an edit, say what
//! changed; the tree holds what the file has beyond that, and keeps it.

use std::borrow::Cow;
use std::collections::HashMap;

use uuid::Uuid;

use super::xml::{EditError, Fragment, NodeId, Pair, Position, Tree};
use crate::vendor::{ServiceRole, Usage};

/// An element with what it contains.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape<'a> {
    pub(super) name: &'static str,
    pub(super) namespace: &'static str,
    pub(super) key: Key,
    /// Where it is in the tree, if that cannot be found by its attributes.
    pub(super) node: Option<NodeId>,
    pub(super) attributes: Vec<Pair<'a>>,
    pub(super) content: Content<'a>,
}

/// What is between the tags.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content<'a> {
    Text(Cow<'a, str>),
    Children(Vec<Shape<'a>>),
}

/// Which among its siblings of the same name an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The one whose [`key_attributes`] have the same values.
    Attributes,
    /// The one of this row.
    Row(Uuid),
    /// The dependency on a service of this role, in this way.
    Partner(ServiceRole, Usage),
}

/// Where a format puts the declaration of a namespace among the attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Declaration {
    First,
    /// Last, but for the one attribute that the product writes behind it.
    Last,
}

/// How many attributes the rows have of which there are most: ports.
const USUAL_ATTRIBUTES: usize = 10;

/// The attribute that Topology Builder writes behind a namespace.
const BEHIND_DECLARATION: &str = "ConfiguredIPAddress";

/// The attributes that tell elements of one name apart.
fn key_attributes(name: &str) -> &'static [&'static str] {
    match name {
        "Port" => &["Owner", "Usage", "InterfaceSide", "Protocol"],
        "NetInterface" => &["InterfaceSide", "InterfaceNumber"],
        "InternalDomain" => &["Name"],
        "SimpleUrl" => &["Component", "Domain"],
        "SimpleUrlEntry" => &["Url"],
        "ActiveServer" => &["Fqdn"],
        _ => &[],
    }
}

impl<'a> Shape<'a> {
    pub(super) fn new(name: &'static str, namespace: &'static str) -> Self {
        let content = Content::Children(Vec::new());
        Self { name, namespace, key: Key::Attributes, node: None, attributes: Vec::new(), content }
    }

    pub(super) fn keyed(self, key: Key, node: Option<NodeId>) -> Self {
        Self { key, node, ..self }
    }

    pub(super) fn attribute(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        if self.attributes.is_empty() {
            self.attributes.reserve(USUAL_ATTRIBUTES);
        }
        self.attributes.push((name.into(), value.into()));
        self
    }

    pub(super) fn flag(self, name: &'static str, value: bool) -> Self {
        self.attribute(name, if value { "true" } else { "false" })
    }

    pub(super) fn attribute_if(self, name: &'static str, value: Option<impl Into<Cow<'a, str>>>) -> Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    pub(super) fn text(self, text: impl Into<Cow<'a, str>>) -> Self {
        Self { content: Content::Text(text.into()), ..self }
    }

    pub(super) fn children(mut self, children: impl IntoIterator<Item = Shape<'a>>) -> Self {
        if let Content::Children(all) = &mut self.content {
            all.extend(children);
        }
        self
    }

    fn parts(&self) -> &[Shape<'a>] {
        match &self.content {
            Content::Text(_) => &[],
            Content::Children(all) => all,
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| &**value)
    }

    fn identity(&self) -> Identity<'_> {
        let values = match self.key {
            Key::Attributes => {
                key_attributes(self.name).iter().map(|name| self.value(name).unwrap_or("").into()).collect()
            }
            Key::Row(_) | Key::Partner(..) => Vec::new(),
        };
        (self.name, self.key, values)
    }

    /// The element as one to be inserted below a parent with that default namespace.
    pub(super) fn fragment(self, inherited: Option<&str>, declaration: Declaration) -> Fragment<'a> {
        let mut attributes = self.attributes;
        if inherited != Some(self.namespace) {
            let at = match declaration {
                Declaration::First => 0,
                Declaration::Last => {
                    let behind = attributes.iter().position(|(name, _)| name == BEHIND_DECLARATION);
                    behind.unwrap_or(attributes.len())
                }
            };
            attributes.insert(at, ("xmlns".into(), self.namespace.into()));
        }
        let fragment = Fragment::with_attributes(self.name, attributes);
        match self.content {
            Content::Text(text) => fragment.text(text),
            Content::Children(all) => {
                let namespace = Some(self.namespace);
                fragment.children(all.into_iter().map(|child| child.fragment(namespace, declaration)))
            }
        }
    }

    /// Puts elements into the child of that name.
    pub(super) fn fill(&mut self, name: &str, children: impl IntoIterator<Item = Shape<'a>>) {
        if let Content::Children(all) = &mut self.content
            && let Some(Content::Children(list)) =
                all.iter_mut().find(|child| child.name == name).map(|child| &mut child.content)
        {
            list.extend(children);
        }
    }
}

type Identity<'s> = (&'s str, Key, Vec<Cow<'s, str>>);

/// Puts a new element into the tree.
pub(super) fn insert(
    tree: &mut Tree,
    parent: NodeId,
    position: Position,
    shape: &Shape<'_>,
    declaration: Declaration,
) -> Result<NodeId, EditError> {
    // With a prefix on the parent, its namespace is not the default one.
    let inherited = (!tree.qualified_name(parent).contains(':')).then(|| tree.namespace(parent).to_owned());
    let fragment = shape.clone().fragment(inherited.as_deref(), declaration);
    tree.insert_child(parent, position, &fragment)
}

/// Makes of `node` what leads from `before` to `after`, and nothing else.
pub(super) fn update(
    tree: &mut Tree,
    node: NodeId,
    before: &Shape<'_>,
    after: &Shape<'_>,
    declaration: Declaration,
) -> Result<(), EditError> {
    if before == after {
        return Ok(());
    }
    let order: Vec<&str> = after.attributes.iter().map(|(name, _)| &**name).collect();
    for (name, value) in &after.attributes {
        if before.value(name) != Some(value) {
            tree.set_attribute_in_order(node, name, value, &order)?;
        }
    }
    for (name, _) in &before.attributes {
        if after.value(name).is_none() {
            tree.remove_attribute(node, name)?;
        }
    }
    match &after.content {
        Content::Text(text) if before.content != after.content => tree.set_text(node, text),
        Content::Children(_) if before.content != after.content => {
            update_children(tree, node, before, after, declaration)
        }
        _ => Ok(()),
    }
}

fn update_children(
    tree: &mut Tree,
    node: NodeId,
    before: &Shape<'_>,
    after: &Shape<'_>,
    declaration: Declaration,
) -> Result<(), EditError> {
    let was: HashMap<Identity<'_>, (usize, &Shape<'_>)> =
        before.parts().iter().enumerate().map(|(place, part)| (part.identity(), (place, part))).collect();
    let is: HashMap<Identity<'_>, &Shape<'_>> = after.parts().iter().map(|part| (part.identity(), part)).collect();
    let mut there = existing(tree, node, before.parts().iter().chain(after.parts()));
    for part in before.parts() {
        if !is.contains_key(&part.identity())
            && let Some(gone) = there.remove(&owned(part.identity()))
        {
            tree.remove(gone)?;
        }
    }
    let mut last = None;
    // All elements in their order, those that were there with the places they had.
    let mut order: Vec<(Option<usize>, NodeId)> = Vec::new();
    for (n, part) in after.parts().iter().enumerate() {
        let old = was.get(&part.identity());
        match (there.get(&owned(part.identity())), old) {
            (Some(&found), Some((place, old))) => {
                update(tree, found, old, part, declaration)?;
                order.push((Some(*place), found));
                last = Some(found);
            }
            (Some(&found), None) => {
                update(tree, found, &Shape::new(part.name, part.namespace), part, declaration)?;
                order.push((None, found));
                last = Some(found);
            }
            // The file never had it, and nobody asks for it now.
            (None, Some((_, old))) if *old == part => {}
            (None, _) => {
                let rest = &after.parts()[n + 1..];
                let next = || rest.iter().find_map(|part| there.get(&owned(part.identity())));
                let position = match last {
                    Some(last) => Position::After(last),
                    None => next().map_or(Position::Last, |&next| position_before(tree, node, next)),
                };
                let new = insert(tree, node, position, part, declaration)?;
                order.push((None, new));
                last = Some(new);
            }
        }
    }
    reorder(tree, node, &order)
}

type OwnedIdentity = (String, Key, Vec<String>);

fn owned((name, key, values): Identity<'_>) -> OwnedIdentity {
    (name.to_owned(), key, values.into_iter().map(Cow::into_owned).collect())
}

/// The children of an element that shapes speak of.
fn existing<'s>(
    tree: &Tree,
    node: NodeId,
    shapes: impl Iterator<Item = &'s Shape<'s>>,
) -> HashMap<OwnedIdentity, NodeId> {
    let mut found = HashMap::new();
    for child in tree.children(node) {
        let name = tree.name(child);
        let values = key_attributes(name)
            .iter()
            .map(|key| tree.attribute(child, key).unwrap_or_default().into_owned())
            .collect();
        found.entry((name.to_owned(), Key::Attributes, values)).or_insert(child);
    }
    for shape in shapes {
        if let (Key::Row(_) | Key::Partner(..), Some(own)) = (shape.key, shape.node)
            && tree.parent(own) == Some(node)
        {
            found.insert(owned(shape.identity()), own);
        }
    }
    found
}

fn position_before(tree: &Tree, parent: NodeId, next: NodeId) -> Position {
    let previous = tree.children(parent).take_while(|&child| child != next).last();
    previous.map_or(Position::First, Position::After)
}

/// Moves as few elements as it takes until they stand in the order given; each comes with the place it had, those that
/// are new with none.
fn reorder(tree: &mut Tree, parent: NodeId, order: &[(Option<usize>, NodeId)]) -> Result<(), EditError> {
    let places: Vec<usize> = order.iter().filter_map(|(place, _)| *place).collect();
    if places.is_sorted() {
        return Ok(());
    }
    let staying = longest_rise(&places);
    let stays = |place: Option<usize>| place.is_some_and(|place| staying.binary_search(&place).is_ok());
    let mut last = None;
    for &(place, node) in order {
        if stays(place) {
            last = Some(node);
            continue;
        }
        let copy = copy(tree, node);
        let first_staying = order.iter().find(|(place, _)| stays(*place));
        let position = match (last, first_staying) {
            (Some(last), _) => Position::After(last),
            (None, Some((_, next))) => position_before(tree, parent, *next),
            (None, None) => Position::First,
        };
        let new = tree.insert_child(parent, position, &copy)?;
        tree.remove(node)?;
        last = Some(new);
    }
    Ok(())
}

/// The places of a longest row of elements that need not move, ascending.
fn longest_rise(order: &[usize]) -> Vec<usize> {
    // The end of the best row of each length, and for each element the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; order.len()];
    for (n, place) in order.iter().enumerate() {
        let length = ends.partition_point(|&end| order[end] < *place);
        previous[n] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(n) } else { ends[length] = n }
    }
    let mut row: Vec<usize> = std::iter::successors(ends.last().copied(), |&n| previous[n]).map(|n| order[n]).collect();
    row.reverse();
    row
}

/// An element of a tree as one to be inserted elsewhere.
pub(super) fn copy(tree: &Tree, node: NodeId) -> Fragment<'static> {
    let mut fragment = Fragment::new(tree.qualified_name(node).to_owned());
    for attribute in tree.attributes(node) {
        fragment = fragment.attribute(attribute.name.to_owned(), attribute.value.into_owned());
    }
    let mut children = tree.children(node).map(|child| copy(tree, child)).peekable();
    if children.peek().is_some() {
        return fragment.children(children);
    }
    match tree.text(node) {
        text if text.is_empty() => fragment,
        text => fragment.text(text.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str =
        "<Ports>\n  <Port Owner=\"a\" Port=\"1\" />\n  <Odd />\n  <Port Owner=\"b\" Port=\"2\" />\n</Ports>";

    fn ports<'a>(all: &[(&'a str, &'a str)]) -> Shape<'a> {
        let port = |(owner, port): &(&'a str, &'a str)| {
            Shape::new("Port", "").attribute("Owner", *owner).attribute("Port", *port)
        };
        Shape::new("Ports", "").children(all.iter().map(port))
    }

    fn written(before: &[(&str, &str)], after: &[(&str, &str)]) -> String {
        let mut tree = Tree::parse(BEFORE).unwrap();
        let root = tree.root();
        update(&mut tree, root, &ports(before), &ports(after), Declaration::Last).unwrap();
        let text = String::from_utf8(tree.to_bytes()).unwrap();
        text.lines().map(str::trim).collect::<Vec<_>>().join("").replace("Port Owner=", "").replace("Port=", "")
    }

    #[test]
    fn only_what_differs_is_made() {
        let all = [("a", "1"), ("b", "2")];
        assert_eq!(written(&all, &all), r#"<Ports><"a" "1" /><Odd /><"b" "2" /></Ports>"#);
        assert_eq!(written(&all, &[("a", "1"), ("b", "3")]), r#"<Ports><"a" "1" /><Odd /><"b" "3" /></Ports>"#);
        assert_eq!(written(&all, &[("b", "2")]), r#"<Ports><Odd /><"b" "2" /></Ports>"#);
    }

    #[test]
    fn what_is_new_stands_behind_its_neighbour_or_before_the_next() {
        let all = [("a", "1"), ("b", "2")];
        let new = [("0", "0"), ("a", "1"), ("c", "3"), ("b", "2")];
        assert_eq!(written(&all, &new), r#"<Ports><"0" "0" /><"a" "1" /><"c" "3" /><Odd /><"b" "2" /></Ports>"#);
    }

    #[test]
    fn what_the_file_never_had_is_not_added_by_an_edit_of_something_else() {
        let was = [("a", "1"), ("missing", "9"), ("b", "2")];
        let is = [("a", "5"), ("missing", "9"), ("b", "2")];
        assert_eq!(written(&was, &is), r#"<Ports><"a" "5" /><Odd /><"b" "2" /></Ports>"#);
    }

    #[test]
    fn as_few_elements_move_as_can_be() {
        let all = [("a", "1"), ("b", "2")];
        assert_eq!(written(&all, &[("b", "2"), ("a", "1")]), r#"<Ports><"b" "2" /><"a" "1" /><Odd /></Ports>"#);
        assert_eq!(longest_rise(&[3, 0, 1, 4, 2]), [0, 1, 2]);
    }

    #[test]
    fn what_is_new_comes_along_with_what_moves() {
        let all = [("a", "1"), ("b", "2")];
        let new = [("b", "2"), ("new", "3"), ("a", "1")];
        assert_eq!(written(&all, &new), r#"<Ports><"b" "2" /><"new" "3" /><"a" "1" /><Odd /></Ports>"#);
    }
}
