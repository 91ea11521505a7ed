//! The format of diagrams.net: each card a shape that can be moved on, where the picture has it.

use std::fmt::Write as _;

use super::{Drawing, Length, id, one_line};
use crate::diagram::{
    geometry::{Point, Rect},
    palette::{Brightness, Palette, Token},
    picture::{Chip, Frame, FrameKind, Line, Node, NodeShape},
    scene::{Dash, Ink, Tip, style},
};
use crate::format::xml::quoted;
use crate::graph::RelationKind;

/// The cell that everything stands in which stands in nothing else: the layer.
const LAYER: &str = "1";

/// The drawing as an uncompressed `mxfile` of one page.
pub fn draw_io(drawing: &Drawing<'_>, brightness: Brightness) -> String {
    let sheet = super::svg::sheet(drawing);
    let picture = &drawing.picture;
    let mut writer = Writer { drawing, palette: Palette::of(brightness), origin: sheet.min, out: String::new() };
    let title = quoted(&one_line(&drawing.title()));
    let (wide, tall) = (Length(sheet.width()), Length(sheet.height()));
    let back = writer.palette.color(Token::Canvas).hex();
    writer.line(format_args!("<mxfile host=\"Linchpin\" compressed=\"false\">"));
    writer.line(format_args!("<diagram id=\"picture\" name=\"{title}\">"));
    writer.line(format_args!(
        "<mxGraphModel grid=\"1\" gridSize=\"8\" guides=\"1\" tooltips=\"1\" connect=\"1\" arrows=\"1\" fold=\"1\" \
         page=\"1\" pageScale=\"1\" pageWidth=\"{wide}\" pageHeight=\"{tall}\" background=\"{back}\" math=\"0\" \
         shadow=\"0\">",
    ));
    writer.line(format_args!("<root>"));
    writer.line(format_args!("<mxCell id=\"0\"/>"));
    writer.line(format_args!("<mxCell id=\"{LAYER}\" parent=\"0\"/>"));
    for (number, frame) in picture.frames.iter().enumerate() {
        writer.frame(number, frame);
    }
    for node in &picture.nodes {
        writer.node(node);
    }
    for (number, line) in picture.lines.iter().enumerate() {
        writer.edge(number, line);
    }
    for end in ["</root>", "</mxGraphModel>", "</diagram>", "</mxfile>"] {
        writer.line(format_args!("{end}"));
    }
    writer.out
}

struct Writer<'a> {
    drawing: &'a Drawing<'a>,
    palette: Palette,
    /// The corner of the sheet, which is the corner of the page.
    origin: Point,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.out, "{line}").expect("a string takes everything");
    }

    fn colors(&self, fill: Option<Ink>, line: Ink, text: Ink) -> String {
        let hex = |ink: Ink| self.palette.ink(ink).hex();
        let fill = fill.map_or_else(|| "none".to_owned(), hex);
        format!("fillColor={fill};strokeColor={};fontColor={};", hex(line), hex(text))
    }

    /// A shape within another, whose place the geometry is counted from.
    fn vertex(&mut self, id: &str, parent: &str, said: &str, style: &str, rect: Rect) {
        let (x, y) = (Length(rect.min.x), Length(rect.min.y));
        let (wide, tall) = (Length(rect.width()), Length(rect.height()));
        let (said, style) = (quoted(said), quoted(style));
        self.line(format_args!(
            "<mxCell id=\"{id}\" value=\"{said}\" style=\"{style}html=0;whiteSpace=wrap;fontFamily=Inter;\" vertex=\"1\" \
             parent=\"{parent}\">"
        ));
        self.line(format_args!("<mxGeometry x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\" as=\"geometry\"/>"));
        self.line(format_args!("</mxCell>"));
    }

    /// What a thing stands in, and where that begins.
    fn home(&self, home: Option<usize>) -> (String, Point) {
        home.map_or_else(
            || (LAYER.to_owned(), self.origin),
            |number| (frame_id(number), self.drawing.picture.frames[number].rect.min),
        )
    }

    fn frame(&mut self, number: usize, frame: &Frame) {
        let (parent, from) = self.home(frame.home);
        let (fill, line, look) = match frame.kind {
            FrameKind::DataCentre(of) => {
                let odd = of % 2 == 1;
                (Ink::Band(odd), Ink::BandLine(odd), "dashed=1;fontSize=11;")
            }
            FrameKind::Site | FrameKind::BranchSite => (Ink::Site, Ink::SiteLine, "fontSize=14;"),
        };
        let style = format!(
            "rounded=1;absoluteArcSize=1;arcSize=24;container=1;collapsible=0;{look}fontStyle=1;align=left;\
             verticalAlign=top;spacingLeft=12;spacingTop=4;{}",
            self.colors(Some(fill), line, Ink::Text)
        );
        let rect = frame.rect.translated(Point::ZERO - from);
        self.vertex(&frame_id(number), &parent, &one_line(&frame.title), &style, rect);
    }

    fn node(&mut self, node: &Node) {
        let (parent, from) = self.home(node.home);
        let shape = match node.shape {
            NodeShape::Database => "shape=cylinder3;boundedLbl=1;size=8;fontSize=11;",
            NodeShape::Share => "shape=folder;tabWidth=40;tabHeight=8;tabPosition=left;fontSize=11;",
            NodeShape::Witness => "ellipse;verticalLabelPosition=bottom;verticalAlign=top;fontSize=10;",
            NodeShape::Pool(_) | NodeShape::Gateway(_) | NodeShape::WebApps | NodeShape::NetworkService => {
                "rounded=1;absoluteArcSize=1;arcSize=18;container=1;collapsible=0;align=left;verticalAlign=top;\
                 spacingLeft=12;spacingTop=4;fontSize=12;"
            }
        };
        let line = match node.shape {
            NodeShape::Database | NodeShape::Share | NodeShape::Witness => Ink::Mirror,
            _ => Ink::CardLine,
        };
        let style = format!("{shape}{}", self.colors(Some(Ink::Card), line, Ink::Text));
        // The name of a witness stands below it, and that it is one is in its shape.
        let said = match node.shape {
            NodeShape::Witness => one_line(&node.title),
            _ => format!("{}\n{}", one_line(&node.title), one_line(&node.subtitle)),
        };
        let own = id(self.drawing.topology, node.entity);
        self.vertex(&own, &parent, &said, &style, node.rect.translated(Point::ZERO - from));
        for chip in &node.chips {
            self.chip(&own, node, chip);
        }
    }

    fn chip(&mut self, parent: &str, node: &Node, chip: &Chip) {
        let (fill, look) = if chip.is_hollow { (None, "dashed=1;") } else { (Some(Ink::Chip), "") };
        let style = format!(
            "rounded=1;absoluteArcSize=1;arcSize=10;fontSize=11;{look}{}",
            self.colors(fill, Ink::ChipLine, Ink::Text)
        );
        let rect = chip.rect.translated(Point::ZERO - node.rect.min);
        self.vertex(&id(self.drawing.topology, chip.entity), parent, &one_line(&chip.label), &style, rect);
    }

    fn edge(&mut self, number: usize, line: &Line) {
        let Some([from, to]) = self.drawing.ends(line) else { return };
        let (stroke, double, start, end) = style(line.relation.kind);
        let tip = |tip: Tip| if tip == Tip::Arrow { "block" } else { "none" };
        let look = match (double, stroke.dash) {
            (true, _) => "shape=link;width=5;",
            (false, Dash::Solid) => "",
            (false, Dash::Dashed) => "dashed=1;dashPattern=6 4;",
            (false, Dash::Dotted) => "dashed=1;dashPattern=1 4;",
        };
        let mut corners = line.points.as_slice();
        let mut fixed = String::new();
        if let [first, rest @ ..] = corners
            && from.rect.has_on_border(*first)
        {
            fixed += &fixed_end("exit", from.rect, *first);
            corners = rest;
        }
        if let [rest @ .., last] = corners
            && to.rect.has_on_border(*last)
        {
            fixed += &fixed_end("entry", to.rect, *last);
            corners = rest;
        }
        let color = self.palette.ink(stroke.ink).hex();
        let style = format!(
            "edgeStyle=none;rounded=1;arcSize=16;{look}strokeColor={color};strokeWidth={};startArrow={};startFill=1;\
             endArrow={};endFill=1;{fixed}html=0;fontFamily=Inter;fontSize=10;fontColor={color};\
             labelBackgroundColor={};",
            Length(stroke.width),
            tip(start),
            tip(end),
            self.palette.ink(Ink::Panel).hex(),
        );
        // As in the picture, where the others say theirs when pointed at.
        let said = match line.relation.kind {
            RelationKind::Pair | RelationKind::LogShipping => line.relation.kind.title(),
            _ => "",
        };
        let [from, to] = [from, to].map(|node| id(self.drawing.topology, node.entity));
        self.line(format_args!(
            "<mxCell id=\"line-{number}\" value=\"{said}\" style=\"{style}\" edge=\"1\" parent=\"{LAYER}\" \
             source=\"{from}\" target=\"{to}\">"
        ));
        self.line(format_args!("<mxGeometry relative=\"1\" as=\"geometry\">"));
        self.line(format_args!("<Array as=\"points\">"));
        for corner in corners {
            let at = *corner - self.origin;
            self.line(format_args!("<mxPoint x=\"{}\" y=\"{}\"/>", Length(at.x), Length(at.y)));
        }
        for end in ["</Array>", "</mxGeometry>", "</mxCell>"] {
            self.line(format_args!("{end}"));
        }
    }
}

fn frame_id(number: usize) -> String {
    format!("frame-{number}")
}

/// Where on the border of its shape a line ends, in shares of the shape's size.
fn fixed_end(which: &str, rect: Rect, at: Point) -> String {
    let (x, y) = ((at.x - rect.min.x) / rect.width(), (at.y - rect.min.y) / rect.height());
    format!("{which}X={x:.4};{which}Y={y:.4};{which}Dx=0;{which}Dy=0;{which}Perimeter=0;")
}
