//! DOT, the language of Graphviz: a node for each card, a cluster for each site and data centre, an edge for each line.
//! Where things stand is for Graphviz to find.

use std::fmt::Write as _;

use super::{Drawing, id, one_line};
use crate::diagram::{
    palette::{Brightness, Palette},
    picture::{FrameKind, Line, Node, NodeShape},
    scene::{Dash, Ink, Tip, style},
};

/// The drawing as DOT, in the colours of a light window.
pub fn dot(drawing: &Drawing<'_>) -> String {
    let mut writer = Writer { drawing, palette: Palette::of(Brightness::Light), out: String::new() };
    let title = text(&drawing.title());
    writer.line(0, format_args!("digraph {title} {{"));
    writer.line(1, format_args!("graph [label={title}, labelloc=t, fontname=Inter, compound=true, rankdir=LR];"));
    let (card, border) = (writer.color(Ink::Card), writer.color(Ink::CardLine));
    let ink = writer.color(Ink::Text);
    writer.line(
        1,
        format_args!(
            "node [shape=box, style=\"rounded,filled\", fillcolor={card}, color={border}, fontcolor={ink}, \
             fontname=Inter, fontsize=11];"
        ),
    );
    writer.line(1, format_args!("edge [fontname=Inter, fontsize=9];"));
    writer.inside(None, 1);
    for line in &drawing.picture.lines {
        writer.edge(line);
    }
    writer.line(0, format_args!("}}"));
    writer.out
}

struct Writer<'a> {
    drawing: &'a Drawing<'a>,
    palette: Palette,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, line: std::fmt::Arguments<'_>) {
        writeln!(self.out, "{:1$}{line}", "", 2 * depth).expect("a string takes everything");
    }

    fn color(&self, ink: Ink) -> String {
        format!("\"{}\"", self.palette.ink(ink).hex())
    }

    /// What belongs into a frame, or stands on the sheet itself.
    fn inside(&mut self, home: Option<usize>, depth: usize) {
        let drawing = self.drawing;
        for (number, frame) in drawing.picture.frames.iter().enumerate().filter(|(_, frame)| frame.home == home) {
            // Only what is called so is drawn with a border.
            self.line(depth, format_args!("subgraph cluster_{number} {{"));
            let (fill, border, style) = match frame.kind {
                FrameKind::DataCentre(of) => (Ink::Band(of % 2 == 1), Ink::BandLine(of % 2 == 1), "filled,dashed"),
                FrameKind::Site | FrameKind::BranchSite => (Ink::Site, Ink::SiteLine, "filled,rounded"),
            };
            let (name, fill, border) = (text(&frame.title), self.color(fill), self.color(border));
            self.line(
                depth + 1,
                format_args!("graph [label={name}, style=\"{style}\", fillcolor={fill}, color={border}];"),
            );
            self.inside(Some(number), depth + 1);
            self.line(depth, format_args!("}}"));
        }
        for node in drawing.picture.nodes.iter().filter(|node| node.home == home) {
            self.node(node, depth);
        }
    }

    fn node(&mut self, node: &Node, depth: usize) {
        let chips: Vec<&str> = node.chips.iter().map(|chip| chip.label.as_str()).collect();
        let lines = [node.title.as_str(), node.subtitle.as_str(), &chips.join(", ")].map(escaped);
        let said: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let shape = match node.shape {
            NodeShape::Database => ", shape=cylinder, style=filled",
            NodeShape::Witness => ", shape=ellipse, style=filled",
            NodeShape::Share => ", shape=folder, style=filled",
            NodeShape::Pool(_) | NodeShape::Gateway(_) | NodeShape::WebApps | NodeShape::NetworkService => "",
        };
        let id = id(self.drawing.topology, node.entity);
        self.line(depth, format_args!("\"{id}\" [label=\"{}\"{shape}];", said.join("\\n")));
    }

    fn edge(&mut self, line: &Line) {
        let Some(ends) = self.drawing.ends(line) else { return };
        let (stroke, double, start, end) = style(line.relation.kind);
        let [from, to] = ends.map(|node| id(self.drawing.topology, node.entity));
        let ink = self.palette.ink(stroke.ink).hex();
        let color = if double { format!("{ink}:{ink}") } else { ink };
        let dash = match stroke.dash {
            Dash::Solid => "solid",
            Dash::Dashed => "dashed",
            Dash::Dotted => "dotted",
        };
        let direction = match (start, end) {
            (Tip::Plain, Tip::Plain) => "none",
            (Tip::Plain, Tip::Arrow) => "forward",
            (Tip::Arrow, Tip::Plain) => "back",
            (Tip::Arrow, Tip::Arrow) => "both",
        };
        let (label, width) = (line.relation.kind.title(), stroke.width);
        self.line(
            1,
            format_args!(
                "\"{from}\" -> \"{to}\" [label=\"{label}\", style={dash}, dir={direction}, penwidth={width}, \
                 color=\"{color}\"];"
            ),
        );
    }
}

/// A name as it is, between quotes.
fn text(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Graphviz reads backslashes in a label, and character references too.
fn escaped(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
