//! How a page of a PDF is drawn on: shapes of a scene as vectors, text as text in the fonts of the picture. What stands
//! on which page is for others to say.

use std::sync::LazyLock;

use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point as PagePoint, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::Outline;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke as Pen, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::TagTree;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::one_line;
use crate::deliverables::{NotMade, Subject};
use crate::diagram::{
    geometry::{Point, Rect},
    icons::{FIELD, LINE, Mark, Place},
    palette::{Brightness, Palette, Rgba, Token},
    pen,
    scene::{Align, Dash, Icon, Ink, Scene, Shape, Stroke, Tip},
    type_size::{self, FONTS, Weight, baseline, width},
};
use crate::message;

/// What stands for a letter the fonts lack. The letter itself stays in the file as the text of the mark.
const MISSING: char = '□';

/// From the end of a quarter of a circle to its handles, in radii.
const ROUND: f32 = 0.552_285;

static PDF_FONTS: LazyLock<[Font; 3]> =
    LazyLock::new(|| FONTS.map(|(_, bytes)| Font::new(bytes.into(), 0).expect("the fonts in assets are fonts")));

/// The language of all that is written here.
pub(in crate::deliverables) const LANGUAGE: &str = "en";

/// A document to be, which programs for the blind can read: PDF/UA-1.
pub(in crate::deliverables) fn document() -> Document {
    let configuration: Configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("one validator agrees with itself");
    Document::new_with(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

/// The document as bytes, with what it says about itself.
pub(in crate::deliverables) fn finished(
    mut document: Document,
    title: &str,
    subject: &Subject<'_>,
    outline: Outline,
    tags: TagTree,
) -> Result<Vec<u8>, NotMade> {
    let metadata = Metadata::new()
        .title(title.to_owned())
        .creator("Linchpin".to_owned())
        .language(LANGUAGE.to_owned())
        .document_id(format!("{title} {}", subject.today));
    document.set_metadata(match day(subject.today) {
        Some(day) => metadata.creation_date(day),
        None => metadata,
    });
    document.set_outline(outline);
    document.set_tag_tree(tags.with_lang(Some(LANGUAGE.to_owned())));
    document.finish().map_err(|error| NotMade {
        reason: message!("the PDF cannot be written: {error}", error = format!("{error:?}")),
        hint: None,
    })
}

fn day(today: &str) -> Option<DateTime> {
    let mut parts = today.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    Some(DateTime::new(year).month(month).day(parts.next()?.parse().ok()?))
}

/// A surface to draw on, in the colours of a picture.
pub(in crate::deliverables) struct Paper<'s, 'd> {
    pub(in crate::deliverables) surface: &'s mut Surface<'d>,
    palette: &'s Palette,
}

/// The colours of paper.
pub(in crate::deliverables) fn light() -> &'static Palette {
    static LIGHT: LazyLock<Palette> = LazyLock::new(|| Palette::of(Brightness::Light));
    &LIGHT
}

impl<'s, 'd> Paper<'s, 'd> {
    pub(in crate::deliverables) fn new(surface: &'s mut Surface<'d>) -> Self {
        Self { surface, palette: light() }
    }

    /// All shapes of a scene, so much smaller and moved so that its point `from` comes to stand at `to`.
    pub(in crate::deliverables) fn scene(&mut self, scene: &Scene, scale: f32, from: Point, to: Point) {
        let (x, y) = (to.x - from.x * scale, to.y - from.y * scale);
        self.surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
        for item in &scene.items {
            self.shape(&item.shape);
        }
        self.surface.pop();
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, radius, fill, line } => self.outline(round_rect(*rect, *radius), *fill, *line),
            Shape::Cylinder { rect, fill, line } => self.cylinder(*rect, *fill, *line),
            Shape::Circle { center, radius, fill, line } => self.outline(circle(*center, *radius), Some(*fill), *line),
            Shape::Path { points, line, double, start, end } => self.line(points, *line, *double, *start, *end),
            Shape::Text { at, text, size, weight, ink, align } => {
                let text = one_line(text);
                let before = match align {
                    Align::Left => 0.0,
                    Align::Centre => 0.5,
                    Align::Right => 1.0,
                };
                let left = at.x - before * width(&text, *size, *weight);
                let color = self.palette.ink(*ink);
                self.letters(Point::new(left, at.y + baseline() * size), &text, *size, *weight, color);
            }
            Shape::Icon { rect, icon, ink } => self.icon(*rect, *icon, *ink),
        }
    }

    /// A line of text from a point on its baseline.
    pub(in crate::deliverables) fn text(&mut self, at: Point, text: &str, size: f32, weight: Weight, token: Token) {
        self.letters(at, text, size, weight, self.palette.color(token));
    }

    /// Paints an area.
    pub(in crate::deliverables) fn area(&mut self, rect: Rect, radius: f32, token: Token) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(self.palette.color(token))));
        self.draw(round_rect(rect, radius));
    }

    fn letters(&mut self, at: Point, text: &str, size: f32, weight: Weight, color: Rgba) {
        if text.is_empty() {
            return;
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(color)));
        let font = PDF_FONTS[weight as usize].clone();
        let at = PagePoint::from_xy(at.x, at.y);
        self.surface.draw_glyphs(at, &glyphs(text, weight), font, text, size, false);
    }

    fn outline(&mut self, path: Option<Path>, inside: Option<Ink>, line: Option<Stroke>) {
        if inside.is_none() && line.is_none() {
            return;
        }
        self.surface.set_fill(inside.map(|ink| fill(self.palette.ink(ink))));
        self.surface.set_stroke(line.map(|line| self.pen(line)));
        self.draw(path);
    }

    fn draw(&mut self, path: Option<Path>) {
        if let Some(path) = path {
            self.surface.draw_path(&path);
        }
    }

    fn pen(&self, Stroke { ink, width, dash }: Stroke) -> Pen {
        let Rgba([r, g, b, opacity]) = self.palette.ink(ink);
        let dashes = |array: [f32; 2]| Some(StrokeDash { array: array.to_vec(), offset: 0.0 });
        let (width, line_cap, dash) = match dash {
            Dash::Solid => (width, LineCap::Butt, None),
            Dash::Dashed => (width, LineCap::Butt, dashes(pen::DASHES)),
            // A dash of no length with round ends is a dot.
            Dash::Dotted => (width * pen::DOT * 2.0, LineCap::Round, dashes([0.0, pen::BETWEEN_DOTS])),
        };
        Pen {
            paint: rgb::Color::new(r, g, b).into(),
            width,
            line_cap,
            line_join: LineJoin::Round,
            opacity: part(opacity),
            dash,
            ..Pen::default()
        }
    }

    fn cylinder(&mut self, rect: Rect, inside: Ink, line: Stroke) {
        let lid = pen::lid(rect);
        let (left, right, middle) = (rect.min.x, rect.max.x, rect.center().x);
        let half = rect.width() / 2.0;
        // Half of an ellipse from left to right, below or above its ends.
        let half_ellipse = |path: &mut PathBuilder, y: f32, lid: f32, to_the_right: bool| {
            let [begin, end] = if to_the_right { [left, right] } else { [right, left] };
            let out = (end - begin).signum();
            path.cubic_to(begin, y + lid * ROUND, middle - out * half * ROUND, y + lid, middle, y + lid);
            path.cubic_to(middle + out * half * ROUND, y + lid, end, y + lid * ROUND, end, y);
        };
        let mut body = PathBuilder::new();
        body.move_to(left, rect.min.y + lid);
        body.line_to(left, rect.max.y - lid);
        half_ellipse(&mut body, rect.max.y - lid, lid, true);
        body.line_to(right, rect.min.y + lid);
        half_ellipse(&mut body, rect.min.y + lid, -lid, false);
        body.close();
        self.outline(body.finish(), Some(inside), Some(line));
        let mut front = PathBuilder::new();
        front.move_to(left, rect.min.y + lid);
        half_ellipse(&mut front, rect.min.y + lid, lid, true);
        self.outline(front.finish(), None, Some(line));
    }

    fn line(&mut self, points: &[Point], line: Stroke, double: bool, start: Tip, end: Tip) {
        let pen::Drawn { tips, ways } = pen::drawn(points, line, double, start, end);
        for tip in tips {
            self.outline(polygon(&tip, true), Some(line.ink), None);
        }
        for way in ways {
            let mut path = PathBuilder::new();
            path.move_to(way.start.x, way.start.y);
            for pen::Bend { from, corner, to } in way.bends {
                if from == to {
                    path.line_to(corner.x, corner.y);
                } else {
                    path.line_to(from.x, from.y);
                    path.quad_to(corner.x, corner.y, to.x, to.y);
                }
            }
            path.line_to(way.end.x, way.end.y);
            self.outline(path.finish(), None, Some(line));
        }
    }

    fn icon(&mut self, rect: Rect, icon: Icon, ink: Ink) {
        let scale = rect.width() / FIELD;
        let at = |[x, y]: Place| rect.min + Point::new(x, y).times(scale);
        let line = Some(Stroke { ink, width: (scale * LINE).max(0.8), dash: Dash::Solid });
        for mark in icon.marks() {
            let all = |places: &[Place]| places.iter().copied().map(at).collect::<Vec<_>>();
            match *mark {
                Mark::Line(places) => self.outline(polygon(&all(places), false), None, line),
                Mark::Frame(min, max) => {
                    self.outline(round_rect(Rect::from_corners(at(min), at(max)), 0.0), None, line);
                }
                Mark::Circle(center, radius) => self.outline(circle(at(center), radius * scale), None, line),
                Mark::Dot(center, radius) => self.outline(circle(at(center), radius * scale), Some(ink), None),
                Mark::Filled(places) => self.outline(polygon(&all(places), true), Some(ink), None),
            }
        }
    }
}

/// A glyph for each letter, as wide as the picture has measured it.
fn glyphs(text: &str, weight: Weight) -> Vec<KrillaGlyph> {
    let glyph = |(at, letter): (usize, char)| {
        let drawn = if type_size::glyph(letter, weight).is_some() { letter } else { MISSING };
        let id = type_size::glyph(drawn, weight).expect("the fonts have what stands for a letter they lack");
        let advance = type_size::advance(letter, weight);
        KrillaGlyph::new(GlyphId::new(id), advance, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
    };
    text.char_indices().map(glyph).collect()
}

fn fill(Rgba([r, g, b, opacity]): Rgba) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: part(opacity), ..Fill::default() }
}

fn part(opacity: u8) -> NormalizedF32 {
    NormalizedF32::new(f32::from(opacity) / 255.0).expect("a part of the whole is no more than the whole")
}

fn polygon(corners: &[Point], is_closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = corners.split_first()?;
    path.move_to(first.x, first.y);
    rest.iter().for_each(|corner| path.line_to(corner.x, corner.y));
    if is_closed {
        path.close();
    }
    path.finish()
}

fn circle(center: Point, radius: f32) -> Option<Path> {
    let corner = Point::new(radius, radius);
    round_rect(Rect { min: center - corner, max: center + corner }, radius)
}

fn round_rect(rect: Rect, radius: f32) -> Option<Path> {
    let Rect { min, max } = rect;
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    if radius <= 0.0 {
        return polygon(&[min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)], true);
    }
    let handle = radius * (1.0 - ROUND);
    let mut path = PathBuilder::new();
    path.move_to(min.x + radius, min.y);
    path.line_to(max.x - radius, min.y);
    path.cubic_to(max.x - handle, min.y, max.x, min.y + handle, max.x, min.y + radius);
    path.line_to(max.x, max.y - radius);
    path.cubic_to(max.x, max.y - handle, max.x - handle, max.y, max.x - radius, max.y);
    path.line_to(min.x + radius, max.y);
    path.cubic_to(min.x + handle, max.y, min.x, max.y - handle, min.x, max.y - radius);
    path.line_to(min.x, min.y + radius);
    path.cubic_to(min.x, min.y + handle, min.x + handle, min.y, min.x + radius, min.y);
    path.close();
    path.finish()
}
