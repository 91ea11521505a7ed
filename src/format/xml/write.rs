use super::decode::encode;
use super::{NodeId, Span, Tree};

impl Tree<'_> {
    /// The document as bytes: the very bytes that were read, except for what was edited.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.text.read.len());
        encode(self.spans().into_iter().map(|span| span.of(&self.text)), self.encoding, &mut bytes);
        bytes
    }

    /// The pieces in order, neighbours in the text joined: one for a document that was not edited.
    fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut joined = Span::default();
        let added = self.text.read.len() as u32;
        let mut take = |next: Span| match next {
            next if next.is_empty() => {}
            next if next.start == joined.end && next.start != added => joined.end = next.end,
            next => spans.push(std::mem::replace(&mut joined, next)),
        };
        let mut at = Some(NodeId::ROOT);
        while let Some(down) = at {
            let node = self.node(down);
            take(node.gap);
            take(node.tag);
            at = node.first_child;
            let mut up = Some(down);
            while let (None, Some(ended)) = (at, up) {
                let node = self.node(ended);
                take(node.tail);
                at = node.next;
                up = node.parent;
            }
        }
        take(self.epilog);
        spans.push(joined);
        spans
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::super::Encoding;
    use super::*;

    /// The documents of the vendor that `LINCHPIN_SAMPLES` names the folder of; they may not be passed on.
    fn samples() -> Vec<(PathBuf, Vec<u8>)> {
        let Some(folder) = std::env::var_os("LINCHPIN_SAMPLES") else {
            eprintln!("skipped: LINCHPIN_SAMPLES does not name a folder of vendor documents");
            return Vec::new();
        };
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "tbxml" || extension == "xml"));
        paths.sort();
        assert!(!paths.is_empty());
        paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }

    #[test]
    fn vendor_documents_are_written_as_they_were_read_in_every_encoding() {
        for (path, bytes) in samples() {
            let tree = Tree::parse(bytes.as_slice()).unwrap();
            assert!(tree.to_bytes() == bytes, "{}", path.display());
            for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let marked = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'));
                let mut bytes = Vec::new();
                encode(std::iter::once(marked.as_str()), encoding, &mut bytes);
                let tree = Tree::parse(bytes.as_slice()).unwrap();
                assert_eq!(tree.encoding(), encoding);
                assert!(tree.to_bytes() == bytes, "{} as {encoding:?}", path.display());
            }
        }
    }

    #[test]
    fn vendor_documents_cut_short_are_refused() {
        for (_, bytes) in samples() {
            for len in (0..bytes.len()).step_by(37) {
                assert!(Tree::parse(&bytes[..len]).is_err());
            }
        }
    }

    /// Documents as nobody writes them, one element a line or none.
    fn document() -> impl Strategy<Value = String> {
        let blank = "[ \t\r\n]{0,3}";
        let inert = prop_oneof![
            Just(String::new()),
            "[ \t\r\n]{0,4}",
            "[a-zä\u{1F600} ]{1,5}",
            Just("<!-- <a> & ' -->".to_owned()),
            Just("<?p <a> & ?>".to_owned()),
            Just("<![CDATA[ </a> & ]]>".to_owned()),
            Just("&amp;&#xA;".to_owned()),
        ];
        let attributes = prop::collection::btree_map(
            "[b-f]{1,2}",
            (blank, blank, prop_oneof!["\"[a-zä'> &&[^&]]{0,6}\"", "'[a-z\"/>\n\t]{0,6}'", Just("'&lt;'".to_owned())]),
            0..4,
        )
        .prop_map(|all| {
            all.into_iter().map(|(name, (a, b, value))| format!(" {a}{name}{a}={b}{value}")).collect::<String>()
        });
        let start = ("[a-e]{1,3}", attributes, blank);
        let leaf =
            (start.clone(), any::<bool>(), inert.clone()).prop_map(|((name, attributes, blank), is_open, inert)| {
                if is_open {
                    format!("<{name}{attributes}{blank}>{inert}</{name}{blank}>")
                } else {
                    format!("<{name}{attributes}{blank}/>")
                }
            });
        let element = leaf.prop_recursive(4, 24, 4, move |inner| {
            (start.clone(), prop::collection::vec((inert.clone(), inner), 0..4), inert.clone()).prop_map(
                |((name, attributes, blank), children, last)| {
                    let children: String = children.into_iter().map(|(gap, child)| gap + &child).collect();
                    format!("<{name}{attributes}>{children}{last}</{name}{blank}>")
                },
            )
        });
        let declaration =
            prop::sample::select(vec!["", "<?xml version='1.0'?>", "<?xml version=\"1.0\"?>\r\n<!-- a -->"]);
        (declaration, element, blank).prop_map(|(before, root, after)| format!("{before}{root}{after}"))
    }

    fn encoded(text: &str, encoding: Option<Encoding>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mark = encoding.map_or("", |_| "\u{feff}");
        encode([mark, text].into_iter(), encoding.unwrap_or_default(), &mut bytes);
        bytes
    }

    fn encoding() -> impl Strategy<Value = Option<Encoding>> {
        prop::option::of(prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]))
    }

    proptest! {
        #[test]
        fn what_is_not_edited_is_written_as_it_was_read(text in document(), encoding in encoding()) {
            let bytes = encoded(&text, encoding);
            prop_assert_eq!(Tree::parse(bytes.as_slice()).unwrap().to_bytes(), bytes);
        }

        #[test]
        fn damaged_documents_are_read_or_refused(text in document(), encoding in encoding(), at in any::<prop::sample::Index>(), byte in any::<u8>(), is_cut in any::<bool>()) {
            let mut bytes = encoded(&text, encoding);
            let at = at.index(bytes.len());
            if is_cut { bytes.truncate(at) } else { bytes[at] = byte }
            if let Ok(tree) = Tree::parse(bytes.as_slice()) {
                prop_assert_eq!(tree.to_bytes(), bytes);
            }
        }

        #[test]
        fn an_edit_of_an_attribute_changes_its_tag_alone(text in document(), n in 0..40usize, name in "[b-g]", value in "[a&<'\"]{0,3}", is_set in any::<bool>()) {
            let mut tree = Tree::parse(text.as_str()).unwrap();
            let all: Vec<_> = (0..tree.nodes.len()).map(NodeId::of_index).collect();
            let node = all[n % all.len()];
            let Span { start, end } = tree.node(node).tag;
            if is_set {
                tree.set_attribute(node, &name, &value).unwrap();
            } else {
                tree.remove_attribute(node, &name).unwrap();
            }
            let expected = is_set.then(|| value.as_str().into());
            prop_assert_eq!(tree.attribute(node, &name), expected);
            let expected = [&text[..start as usize], tree.tag(node), &text[end as usize..]].concat();
            prop_assert_eq!(tree.to_bytes(), expected.into_bytes());
        }

        #[test]
        fn every_edit_leaves_a_document_that_reads_as_the_tree_does(text in document(), edits in prop::collection::vec(edit::any(), 1..12)) {
            let mut tree = Tree::parse(text.as_str()).unwrap();
            for edit in edits {
                let before = tree.to_bytes();
                if edit.make(&mut tree).is_err() {
                    prop_assert_eq!(tree.to_bytes(), before);
                }
            }
            let written = tree.to_bytes();
            let read = Tree::parse(written.as_slice()).unwrap();
            prop_assert_eq!(edit::outline(&read), edit::outline(&tree));
            prop_assert_eq!(read.to_bytes(), written);
        }
    }

    mod edit {
        use proptest::prelude::*;

        use super::super::super::{EditError, Fragment, NodeId, Position, Tree};

        /// One edit, of the element that the number chooses.
        #[derive(Debug, Clone)]
        pub(super) enum Edit {
            Set(usize, String, String),
            Order(usize, String, String),
            Drop(usize, String),
            Text(usize, String),
            Remove(usize),
            Insert(usize, usize, String),
        }

        pub(super) fn any() -> impl Strategy<Value = Edit> {
            let value = || "[a&<\"'\u{1}\n]{0,3}";
            prop_oneof![
                (0..40usize, "[b-g]", value()).prop_map(|(n, name, value)| Edit::Set(n, name, value)),
                (0..40usize, "[b-g]", value()).prop_map(|(n, name, value)| Edit::Order(n, name, value)),
                (0..40usize, "[b-g]").prop_map(|(n, name)| Edit::Drop(n, name)),
                (0..40usize, value()).prop_map(|(n, text)| Edit::Text(n, text)),
                (0..40usize).prop_map(Edit::Remove),
                (0..40usize, 0..4usize, value()).prop_map(|(n, at, value)| Edit::Insert(n, at, value)),
            ]
        }

        impl Edit {
            pub(super) fn make(&self, tree: &mut Tree) -> Result<(), EditError> {
                let all = elements(tree);
                let node = |n: usize| all[n % all.len()].1;
                match self {
                    Self::Set(n, name, value) => tree.set_attribute(node(*n), name, value),
                    Self::Order(n, name, value) => {
                        tree.set_attribute_in_order(node(*n), name, value, &["b", "c", "d", "e", "f", "g"])
                    }
                    Self::Drop(n, name) => tree.remove_attribute(node(*n), name),
                    Self::Text(n, text) => tree.set_text(node(*n), text),
                    Self::Remove(n) => tree.remove(node(*n)),
                    Self::Insert(n, at, value) => {
                        let parent = node(*n);
                        let position = match (at, tree.children(parent).nth(*at)) {
                            (0, _) => Position::First,
                            (_, Some(sibling)) => Position::After(sibling),
                            (_, None) => Position::Last,
                        };
                        let fragment = Fragment::new("new")
                            .attribute("v", value)
                            .child(Fragment::new("x").attribute("xmlns", "urn:x").text(value));
                        tree.insert_child(parent, position, &fragment).map(drop)
                    }
                }
            }
        }

        fn elements(tree: &Tree) -> Vec<(usize, NodeId)> {
            let mut found = Vec::new();
            let mut open = vec![(0, tree.root())];
            while let Some((depth, node)) = open.pop() {
                found.push((depth, node));
                let children: Vec<_> = tree.children(node).map(|child| (depth + 1, child)).collect();
                open.extend(children.into_iter().rev());
            }
            found
        }

        /// All that can be read from a tree, one element a line.
        pub(super) fn outline(tree: &Tree) -> Vec<String> {
            let line = |(depth, node): (usize, NodeId)| {
                let attributes: Vec<_> = tree.attributes(node).collect();
                format!(
                    "{depth} {}{} {attributes:?} {:?}",
                    tree.namespace(node),
                    tree.qualified_name(node),
                    tree.text(node)
                )
            };
            elements(tree).into_iter().map(line).collect()
        }
    }
}
