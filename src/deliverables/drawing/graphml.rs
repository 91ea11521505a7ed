//! GraphML, for programs that reckon with graphs: cards with what they are and where, relations with what they mean.

use std::fmt::Write as _;

use super::{Drawing, Length, id};
use crate::format::xml::quoted;

/// The keys of the file: what each is about, its name, its type.
const KEYS: [(&str, &str, &str); 10] = [
    ("node", "kind", "string"),
    ("node", "name", "string"),
    ("node", "description", "string"),
    ("node", "members", "string"),
    ("node", "site", "string"),
    ("node", "data centre", "string"),
    ("node", "x", "double"),
    ("node", "y", "double"),
    ("edge", "relation", "string"),
    ("edge", "databases", "string"),
];

/// The drawing as GraphML. Where a card stands is its middle.
pub fn graphml(drawing: &Drawing<'_>) -> String {
    let topology = drawing.topology;
    let mut writer = Writer { out: String::new() };
    writer.line(format_args!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    writer.line(format_args!("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"));
    for (of, name, kind) in KEYS {
        let key = key(of, name);
        writer.line(format_args!("  <key id=\"{key}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"));
    }
    writer.line(format_args!("  <graph id=\"deployment\" edgedefault=\"directed\">"));
    for node in &drawing.picture.nodes {
        writer.line(format_args!("    <node id=\"{}\">", id(topology, node.entity)));
        let members: Vec<String> = node.chips.iter().map(|chip| topology.name(chip.entity)).collect();
        let center = node.rect.center();
        writer.data("node", "kind", topology.kind(node.entity));
        writer.data("node", "name", &topology.name(node.entity));
        writer.data("node", "description", &node.subtitle);
        writer.data("node", "members", &members.join(", "));
        writer.data("node", "site", &drawing.site_of(node).unwrap_or_default());
        writer.data("node", "data centre", &drawing.data_centres_of(node).join(", "));
        writer.data("node", "x", &Length(center.x).to_string());
        writer.data("node", "y", &Length(center.y).to_string());
        writer.line(format_args!("    </node>"));
    }
    for line in &drawing.picture.lines {
        let Some(ends) = drawing.ends(line) else { continue };
        let [from, to] = ends.map(|node| id(topology, node.entity));
        writer.line(format_args!("    <edge source=\"{from}\" target=\"{to}\">"));
        writer.data("edge", "relation", line.relation.kind.title());
        writer.data("edge", "databases", line.relation.of.map_or("", |of| of.title()));
        writer.line(format_args!("    </edge>"));
    }
    writer.line(format_args!("  </graph>"));
    writer.line(format_args!("</graphml>"));
    writer.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.out, "{line}").expect("a string takes everything");
    }

    /// What is not known is left out.
    fn data(&mut self, of: &str, name: &str, value: &str) {
        if !value.is_empty() {
            self.line(format_args!("      <data key=\"{}\">{}</data>", key(of, name), quoted(value)));
        }
    }
}

/// The name of a key within the file.
fn key(of: &str, name: &str) -> String {
    format!("{of}-{}", name.replace(' ', "-"))
}
