//! SVG: the scene, shape by shape. Text stays text, a card says its name, and nothing is fetched from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Drawing, Length, one_line};
use crate::diagram::{
    geometry::{Point, Rect},
    icons::{FIELD, LINE, Mark, Place},
    palette::{Brightness, Palette, Rgba, Token},
    pen,
    scene::{Align, Dash, Icon, Ink, Item, Shape, Stroke, Tip},
    spoken::spoken_name,
    type_size::{Weight, baseline, width},
};
use crate::format::xml::quoted;
use crate::model::AnyId;

/// Between the picture and the edge of the sheet.
const MARGIN: f32 = 24.0;
/// The picture's own font, then what looks most like it.
const FONTS: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/// Where the sheet is, with its margin. The words on a line can reach out of the picture that it is part of.
pub(super) fn sheet(drawing: &Drawing<'_>) -> Rect {
    let boxes = drawing.scene.items.iter().filter_map(|item| match item.shape {
        Shape::Box { rect, .. } => Some(rect),
        _ => None,
    });
    boxes.fold(drawing.scene.bounds, |all, rect| all.union(&rect)).inflated(MARGIN)
}

/// The drawing as SVG, 1 unit of the sheet being a pixel.
pub fn svg(drawing: &Drawing<'_>, brightness: Brightness) -> String {
    let sheet = sheet(drawing);
    let mut writer = Writer { palette: Palette::of(brightness), out: String::new() };
    let (x, y) = (Length(sheet.min.x), Length(sheet.min.y));
    let (wide, tall) = (Length(sheet.width()), Length(sheet.height()));
    writer.line(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{tall}\" viewBox=\"{x} {y} {wide} {tall}\" \
         xml:space=\"preserve\" font-family=\"{FONTS}\">",
    ));
    writer.line(format_args!("<title>{}</title>", quoted(&one_line(&drawing.title()))));
    let back = paint("fill", writer.palette.color(Token::Canvas));
    writer.line(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\"{back}/>"));
    let names = Names::of(drawing);
    for items in drawing.scene.items.chunk_by(|a, b| (a.entity, a.other) == (b.entity, b.other)) {
        writer.line(format_args!("<g>"));
        if let Some(name) = names.name(&items[0]) {
            writer.line(format_args!("<title>{}</title>", quoted(&one_line(&name))));
        }
        items.iter().for_each(|item| writer.shape(&item.shape));
        writer.line(format_args!("</g>"));
    }
    writer.line(format_args!("</svg>"));
    writer.out
}

/// What the groups of the file are called.
struct Names<'a> {
    drawing: &'a Drawing<'a>,
    /// What the lines between two rows mean.
    lines: BTreeMap<(AnyId, AnyId), BTreeSet<&'static str>>,
    frames: BTreeMap<AnyId, String>,
}

impl<'a> Names<'a> {
    fn of(drawing: &'a Drawing<'a>) -> Self {
        let mut lines: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for line in &drawing.picture.lines {
            let relation = &line.relation;
            lines.entry((relation.from, relation.to)).or_default().insert(relation.kind.title());
        }
        let frames = drawing.picture.frames.iter().map(|frame| (frame.entity, frame.spoken().to_string())).collect();
        Self { drawing, lines, frames }
    }

    fn name(&self, item: &Item) -> Option<String> {
        let Drawing { topology, picture, .. } = self.drawing;
        let entity = item.entity?;
        if let Some(other) = item.other {
            let kinds: Vec<&str> = self.lines.get(&(entity, other))?.iter().copied().collect();
            return Some(format!("{} → {}: {}", topology.name(entity), topology.name(other), kinds.join(", ")));
        }
        if let Some(frame) = self.frames.get(&entity) {
            return Some(frame.clone());
        }
        let own = picture.node(entity).filter(|node| node.entity == entity);
        Some(own.map_or_else(|| spoken_name(topology, entity), |node| node.spoken(topology)).to_string())
    }
}

struct Writer {
    palette: Palette,
    out: String,
}

impl Writer {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.out, "{line}").expect("a string takes everything");
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, radius, fill, line } => {
                let paint = format!("{}{}", self.fill(*fill), self.stroke(*line));
                self.rect(*rect, *radius, &paint);
            }
            Shape::Cylinder { rect, fill, line } => self.cylinder(*rect, *fill, *line),
            Shape::Circle { center, radius, fill, line } => {
                let paint = format!("{}{}", self.fill(Some(*fill)), self.stroke(*line));
                self.circle(*center, *radius, &paint);
            }
            Shape::Path { points, line, double, start, end } => self.path(points, *line, *double, *start, *end),
            Shape::Text { at, text, size, weight, ink, align } => self.text(*at, text, *size, *weight, *ink, *align),
            Shape::Icon { rect, icon, ink } => self.icon(*rect, *icon, *ink),
        }
    }

    fn rect(&mut self, rect: Rect, radius: f32, paint: &str) {
        let (x, y, wide, tall) =
            (Length(rect.min.x), Length(rect.min.y), Length(rect.width().max(0.0)), Length(rect.height().max(0.0)));
        let round = if radius > 0.0 { format!(" rx=\"{}\"", Length(radius)) } else { String::new() };
        self.line(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{tall}\"{round}{paint}/>"));
    }

    fn circle(&mut self, center: Point, radius: f32, paint: &str) {
        let (x, y) = (Length(center.x), Length(center.y));
        self.line(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"{paint}/>", Length(radius)));
    }

    fn cylinder(&mut self, rect: Rect, fill: Ink, line: Stroke) {
        let paint = format!("{}{}", self.fill(Some(fill)), self.stroke(Some(line)));
        let (lid, half) = (pen::lid(rect), rect.width() / 2.0);
        let (left, right) = (Length(rect.min.x), Length(rect.max.x));
        let (top, bottom) = (Length(rect.min.y + lid), Length(rect.max.y - lid));
        let (x, y) = (Length(half), Length(lid));
        self.line(format_args!("<path d=\"M{left} {top}V{bottom}A{x} {y} 0 0 0 {right} {bottom}V{top}\"{paint}/>"));
        let center = Length(rect.center().x);
        self.line(format_args!("<ellipse cx=\"{center}\" cy=\"{top}\" rx=\"{x}\" ry=\"{y}\"{paint}/>"));
    }

    fn path(&mut self, points: &[Point], line: Stroke, double: bool, start: Tip, end: Tip) {
        let pen::Drawn { tips, ways } = pen::drawn(points, line, double, start, end);
        let fill = self.fill(Some(line.ink));
        for tip in tips {
            self.polygon(&tip, &fill);
        }
        let paint = format!("{}{}", self.fill(None), self.stroke(Some(line)));
        for way in ways {
            let mut d = format!("M{}", place(way.start));
            for pen::Bend { from, corner, to } in way.bends {
                let written = if from == to {
                    write!(d, "L{}", place(corner))
                } else {
                    write!(d, "L{}Q{} {}", place(from), place(corner), place(to))
                };
                written.expect("a string takes everything");
            }
            self.line(format_args!("<path d=\"{d}L{}\"{paint}/>", place(way.end)));
        }
    }

    fn polygon(&mut self, corners: &[Point], paint: &str) {
        let corners: Vec<String> = corners.iter().copied().map(place).collect();
        self.line(format_args!("<path d=\"M{}Z\"{paint}/>", corners.join("L")));
    }

    /// A font that is not ours is stretched to the width ours would have, so that text stays on its card.
    fn text(&mut self, at: Point, text: &str, size: f32, weight: Weight, ink: Ink, align: Align) {
        let text = one_line(text);
        if text.trim().is_empty() {
            return;
        }
        let anchor = match align {
            Align::Left => "",
            Align::Centre => " text-anchor=\"middle\"",
            Align::Right => " text-anchor=\"end\"",
        };
        let heavy = match weight {
            Weight::Regular => "",
            Weight::Medium => " font-weight=\"500\"",
            Weight::SemiBold => " font-weight=\"600\"",
        };
        let (x, y, wide) = (Length(at.x), Length(at.y + baseline() * size), Length(width(&text, size, weight)));
        let (size, fill, text) = (Length(size), self.fill(Some(ink)), quoted(&text));
        self.line(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{heavy}{anchor} textLength=\"{wide}\" \
             lengthAdjust=\"spacingAndGlyphs\"{fill}>{text}</text>"
        ));
    }

    fn icon(&mut self, rect: Rect, icon: Icon, ink: Ink) {
        let scale = rect.width() / FIELD;
        let at = |[x, y]: Place| rect.min + Point::new(x, y).times(scale);
        let fill = self.fill(Some(ink));
        let stroke = Stroke { ink, width: (scale * LINE).max(0.8), dash: Dash::Solid };
        let line = format!("{}{}", self.fill(None), self.stroke(Some(stroke)));
        for mark in icon.marks() {
            match *mark {
                Mark::Line(places) => {
                    let places: Vec<String> = places.iter().map(|spot| place(at(*spot))).collect();
                    self.line(format_args!("<path d=\"M{}\"{line}/>", places.join("L")));
                }
                Mark::Frame(min, max) => self.rect(Rect::from_corners(at(min), at(max)), 0.0, &line),
                Mark::Circle(center, radius) => self.circle(at(center), radius * scale, &line),
                Mark::Dot(center, radius) => self.circle(at(center), radius * scale, &fill),
                Mark::Filled(places) => {
                    let corners: Vec<Point> = places.iter().map(|spot| at(*spot)).collect();
                    self.polygon(&corners, &fill);
                }
            }
        }
    }

    fn fill(&self, ink: Option<Ink>) -> String {
        ink.map_or_else(|| " fill=\"none\"".to_owned(), |ink| paint("fill", self.palette.ink(ink)))
    }

    fn stroke(&self, line: Option<Stroke>) -> String {
        let Some(Stroke { ink, width, dash }) = line else { return String::new() };
        let color = paint("stroke", self.palette.ink(ink));
        let [dash_long, gap] = pen::DASHES;
        match dash {
            Dash::Solid => format!("{color} stroke-width=\"{}\"", Length(width)),
            Dash::Dashed => {
                format!("{color} stroke-width=\"{}\" stroke-dasharray=\"{dash_long} {gap}\"", Length(width))
            }
            // A dash of no length with round ends is a dot.
            Dash::Dotted => format!(
                "{color} stroke-width=\"{}\" stroke-dasharray=\"0 {}\" stroke-linecap=\"round\"",
                Length(width * pen::DOT * 2.0),
                pen::BETWEEN_DOTS
            ),
        }
    }
}

/// A colour for `fill` or `stroke`; opacity apart, for programs that know no colours of eight digits.
fn paint(what: &str, color: Rgba) -> String {
    let Rgba([.., opacity]) = color;
    let color = format!(" {what}=\"{}\"", color.hex());
    match opacity {
        u8::MAX => color,
        _ => format!("{color} {what}-opacity=\"{}\"", Length(f32::from(opacity) / 255.0)),
    }
}

fn place(at: Point) -> String {
    format!("{} {}", Length(at.x), Length(at.y))
}
