//! The published topology where it stands among other things, as in `DocItemSet.xml`: taken out, it is a document of
//! its own, byte for byte what it was inside.

use std::collections::HashSet;
use std::sync::Arc;

use super::xml::{NodeId, Tree, quoted};
use super::{Opened, Places, XmlError, vendor_file};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::VendorFormat;
use crate::text::LineColumn;
use crate::vendor::namespace::TOPOLOGY;

/// The first topology inside; none where there is none. It cannot be written back to where it came from.
pub(super) fn read(tree: &Tree) -> Result<Option<Opened>, XmlError> {
    let found = topologies(tree);
    let Some(&first) = found.first() else { return Ok(None) };
    let at = tree.position(first);
    let bytes: Arc<[u8]> = standing_alone(tree, first).into_bytes().into();
    let inner = Tree::parse(&*bytes)?;
    let opened = vendor_file::read(&inner, VendorFormat::Published, Arc::clone(&bytes));
    let mut notices = vec![Notice {
        at: None,
        message: message!(
            "this is the topology that stands in line {line} of DocItemSet.xml; that file stays as it is",
            line = at.line
        ),
        help: Some(message!("save the deployment as .ron to work on it, or as .xml to publish it")),
    }];
    let others: HashSet<&str> = found.iter().map(|&node| tree.source(node)).collect();
    if others.len() > 1 {
        notices.push(Notice {
            at: Some(tree.position(found[1])),
            message: message!(
                "DocItemSet.xml has {n} topologies in it, of which the first was opened",
                n = others.len()
            ),
            help: Some(message!("put another one into a file of its own, and open that")),
        });
    }
    let moved = |inside: LineColumn| LineColumn {
        line: at.line + inside.line - 1,
        column: if inside.line == 1 { at.column + inside.column - 1 } else { inside.column },
    };
    notices.extend(opened.notices.into_iter().map(|notice| Notice { at: notice.at.map(moved), ..notice }));
    // Lines of a file within an archive are of no use to what jumps to them.
    Ok(Some(Opened { notices, format: None, places: Places::default(), ..opened }))
}

/// Every topology that lies in no other one, in order.
fn topologies(tree: &Tree) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut left = vec![tree.root()];
    while let Some(node) = left.pop() {
        if tree.name(node) == "Topology" && tree.namespace(node) == TOPOLOGY {
            found.push(node);
        } else {
            let children: Vec<_> = tree.children(node).collect();
            left.extend(children.into_iter().rev());
        }
    }
    found
}

/// The text of an element, with the declarations of namespaces that it takes from the elements around it. The vendor's
/// says all its own.
fn standing_alone(tree: &Tree, node: NodeId) -> String {
    let source = tree.source(node);
    let mut declared: HashSet<String> = tree.attributes(node).map(|own| own.name.to_owned()).collect();
    let mut taken = String::new();
    for around in std::iter::successors(tree.parent(node), |&node| tree.parent(node)) {
        for attribute in tree.attributes(around) {
            let is_used = match attribute.name.strip_prefix("xmlns") {
                Some("") => true,
                Some(prefix) => prefix.strip_prefix(':').is_some_and(|prefix| source.contains(&format!("{prefix}:"))),
                None => false,
            };
            if is_used && declared.insert(attribute.name.to_owned()) {
                taken.push_str(&format!(" {}=\"{}\"", attribute.name, quoted(&attribute.value)));
            }
        }
    }
    let name_end = "<".len() + tree.qualified_name(node).len();
    format!("{}{taken}{}", &source[..name_end], &source[name_end..])
}
