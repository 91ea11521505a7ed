//! The picture as a file: for documents ([`svg`], [`png`], [`pdf`]) and for other programs ([`dot`], [`graphml`],
//! [`draw_io`]).
//!
//! Each format is a function from a [`Drawing`] to what is in the file. The first three paint the scene, as the canvas
//! does; the others tell the picture's cards, frames and lines in their own terms.

mod caption;
pub mod dot;
pub mod draw_io;
pub mod graphml;
pub(super) mod paper;
pub mod pdf;
pub mod png;
pub mod raster;
pub mod svg;
#[cfg(test)]
mod tests;

use std::fmt;

use png::PngError;

use super::{Exporter, Group, Make, NotMade, Subject};
use crate::diagnostic::Diagnostic;
use crate::diagram::{
    Picture, Scene,
    geometry::Rect,
    palette::Brightness,
    picture::{Frame, FrameKind, Line, Node},
    scene,
    scene::{Detail, Overlay, Tip, style},
};
use crate::message;
use crate::model::{AnyId, Deployment, Topology};
use crate::text::Message;

/// How many pixels a unit of the sheet takes in a PNG, unless someone chooses.
const SCALE: f32 = 2.0;

macro_rules! drawings {
    ($($(#[$doc:meta])* $name:ident: $word:literal, $title:literal, $endings:expr, $make:expr;)*) => {$(
        $(#[$doc])*
        pub static $name: Exporter = Exporter {
            word: $word,
            title: $title,
            group: Group::Pictures,
            endings: $endings,
            parts: &[],
            make: Make::File(|subject, _| {
                let make: fn(&Subject<'_>) -> Result<Vec<u8>, NotMade> = $make;
                make(subject)
            }),
        };
    )*};
}
drawings! {
    /// The picture to be scaled.
    SVG: "svg", "Picture, to any scale", &["svg"],
        |subject| Ok(svg::svg(&Drawing::captioned(subject, Detail::Near)?, Brightness::Light).into_bytes());
    /// The picture in pixels.
    PNG: "png", "Picture, in pixels", &["png"],
        |subject| {
            let near = Drawing::captioned(subject, Detail::Near)?;
            let scale = png::scale_unasked(&near, SCALE);
            if Detail::at(scale) == Detail::Near { in_pixels(&near, scale) } else { png_at(subject, scale) }
        };
    /// The pictures to be printed.
    PICTURE_PDF: "picture-pdf", "Pictures to print, the whole and each site", &["pdf"], pdf::pdf;
    /// For Graphviz.
    DOT: "dot", "Graph for Graphviz", &["dot", "gv"], |subject| Ok(dot::dot(&Drawing::of(subject)?).into_bytes());
    /// For programs that analyse graphs.
    GRAPHML: "graphml", "Graph for other programs", &["graphml"],
        |subject| Ok(graphml::graphml(&Drawing::of(subject)?).into_bytes());
    /// For draw.io.
    DRAW_IO: "drawio", "Drawing to go on with in diagrams.net", &["drawio"],
        |subject| Ok(draw_io::draw_io(&Drawing::of(subject)?, Brightness::Light).into_bytes());
}

/// The picture in pixels, a unit of the sheet being that many, with as much as the canvas shows at that scale.
pub(super) fn png_at(subject: &Subject<'_>, scale: f32) -> Result<Vec<u8>, NotMade> {
    in_pixels(&Drawing::captioned(subject, Detail::at(scale))?, scale)
}

fn in_pixels(drawing: &Drawing<'_>, scale: f32) -> Result<Vec<u8>, NotMade> {
    png::png(drawing, Brightness::Light, scale)
        .map_err(|error| NotMade { hint: error.hint(), ..NotMade::because(&error) })
}

/// What a picture in pixels for which nobody has chosen a scale does not show; none where it shows all.
pub(super) fn png_caveat(subject: &Subject<'_>) -> Option<Message> {
    let near = Drawing::captioned(subject, Detail::Near).ok()?;
    let scale = png::scale_unasked(&near, SCALE);
    let Err(PngError::TooLarge { width, height, .. }) = png::size(&near, SCALE) else { return None };
    let drawn = message!(
        "drawn at a scale of {scale}, for at {usual} it would have {n} million pixels",
        scale = scale.to_string(),
        usual = SCALE.to_string(),
        n = width * height / 1_000_000
    );
    Some(match Detail::at(scale) {
        Detail::Near => drawn,
        Detail::Middle | Detail::Far => {
            message!("{drawn}; what cannot be read at that scale is in SVG and PDF only", drawn)
        }
    })
}

/// A picture, and what it is a picture of.
#[derive(Debug, Clone)]
pub struct Drawing<'a> {
    topology: &'a Topology,
    picture: Picture,
    scene: Scene,
}

/// The picture of a whole deployment, and of each site in it.
pub(super) struct Gallery<'a> {
    topology: &'a Topology,
    findings: &'a [Diagnostic],
    whole: Picture,
}

impl<'a> Gallery<'a> {
    pub(super) fn of(subject: &Subject<'a>) -> Result<Self, NotMade> {
        let whole = subject.picture()?.clone();
        Ok(Self { topology: &subject.document.topology, findings: &subject.review.findings, whole })
    }

    /// How large the picture of the whole is.
    pub(super) fn bounds(&self) -> Rect {
        self.whole.bounds
    }

    /// The picture of the whole.
    pub(super) fn whole(&self, detail: Detail) -> Drawing<'a> {
        self.drawing(self.whole.clone(), detail)
    }

    /// The central sites of which there are pictures: none where the picture of the only one is the whole.
    pub(super) fn sites(&self) -> Vec<AnyId> {
        let outer = self.whole.frames.iter().filter(|frame| frame.home.is_none());
        let sites: Vec<AnyId> = outer.map(|frame| frame.entity).collect();
        if sites.len() > 1 { sites } else { Vec::new() }
    }

    /// The part of the picture that stands in one site.
    pub(super) fn part(&self, site: AnyId) -> Option<Picture> {
        self.whole.part(site)
    }

    /// The picture of a part.
    pub(super) fn drawing(&self, part: Picture, detail: Detail) -> Drawing<'a> {
        let overlay = Overlay::of(self.topology, &part, self.findings);
        let scene = scene(self.topology, &part, &overlay, detail);
        Drawing { topology: self.topology, picture: part, scene }
    }

    /// The lines that lead out of a part, in words: "lon-fe.contoso.com ↔ ber-fe.contoso.com in Berlin: paired with".
    pub(super) fn leading_out(&self, part: &Picture) -> Vec<String> {
        let said = self.whole.lines.iter().filter_map(|line| {
            let [from, to] = [line.relation.from, line.relation.to];
            let (inside, outside, is_outward) = match [from, to].map(|end| part.node(end).is_some()) {
                [true, false] => (from, to, true),
                [false, true] => (to, from, false),
                _ => return None,
            };
            let arrow = match style(line.relation.kind) {
                (.., Tip::Plain, Tip::Plain) => "–",
                (.., Tip::Arrow, Tip::Arrow) => "↔",
                _ if is_outward => "→",
                _ => "←",
            };
            let site = self.whole.node(outside).and_then(|node| site_of(self.topology, &self.whole, node));
            let place = site.map_or_else(String::new, |site| format!(" in {site}"));
            let [inside, outside] = [inside, outside].map(|end| self.topology.name(end));
            Some(one_line(&format!("{inside} {arrow} {outside}{place}: {}", line.relation.kind.title())))
        });
        let mut said: Vec<String> = said.collect();
        said.sort();
        said.dedup();
        said
    }
}

impl<'a> Drawing<'a> {
    /// The picture of a whole deployment, with what the rules find in it.
    fn of(subject: &Subject<'a>) -> Result<Self, NotMade> {
        Ok(Gallery::of(subject)?.whole(Detail::Near))
    }

    /// The same with what it is called and what its lines mean.
    fn captioned(subject: &Subject<'a>, detail: Detail) -> Result<Self, NotMade> {
        let drawing = Gallery::of(subject)?.whole(detail);
        let title = drawing.title();
        Ok(drawing.with_caption(Some((&title, subject)), &[]))
    }

    /// The picture of a topology, or the [part](Picture::part) of it that stands in one site, with what is over it.
    pub fn new(topology: &'a Topology, picture: Picture, overlay: &Overlay) -> Self {
        let scene = scene(topology, &picture, overlay, Detail::Near);
        Self { topology, picture, scene }
    }

    /// How large all of it is that is to be seen.
    pub(super) fn bounds(&self) -> Rect {
        self.scene.bounds
    }

    /// What is to be seen.
    pub(super) fn scene(&self) -> &Scene {
        &self.scene
    }

    /// What is in it, for those who do not see it.
    pub(super) fn in_words(&self) -> String {
        let Picture { frames, nodes, lines, .. } = &self.picture;
        format!(
            "{}: {} sites and data centres, {} pools, stores and other servers, {} lines between them",
            one_line(&self.title()),
            frames.len(),
            nodes.len(),
            lines.len()
        )
    }

    /// What the whole is called: the site where all is in one, else the deployment.
    fn title(&self) -> String {
        let mut outer = self.picture.frames.iter().filter(|frame| frame.home.is_none());
        match (outer.next(), outer.next()) {
            (Some(only), None) => self.topology.name(only.entity),
            _ => self.topology.name(Deployment::ID.into()),
        }
    }

    /// The cards or stores that a line runs between.
    fn ends(&self, line: &Line) -> Option<[&Node; 2]> {
        Some([self.picture.node(line.relation.from)?, self.picture.node(line.relation.to)?])
    }

    /// The name of the site a node is drawn in.
    fn site_of(&self, node: &Node) -> Option<String> {
        site_of(self.topology, &self.picture, node)
    }

    /// The names of the data centres a node is drawn in: two where it is stretched, none where nobody has said.
    fn data_centres_of(&self, node: &Node) -> Vec<String> {
        let is_band = |frame: &&Frame| matches!(frame.kind, FrameKind::DataCentre(_));
        let ids: Vec<AnyId> = match node.entity {
            AnyId::Pool(id) => {
                let pool = self.topology.pools.get(id);
                pool.into_iter().flat_map(|pool| self.topology.data_centres_of(pool)).map(AnyId::from).collect()
            }
            _ => frames_around(&self.picture, node).find(is_band).map(|frame| frame.entity).into_iter().collect(),
        };
        ids.into_iter().map(|id| self.topology.name(id)).collect()
    }
}

/// The frames around a node, innermost first.
fn frames_around<'p>(picture: &'p Picture, node: &Node) -> impl Iterator<Item = &'p Frame> + use<'p> {
    let frame = |home: Option<usize>| home.map(|home| &picture.frames[home]);
    std::iter::successors(frame(node.home), move |inner| frame(inner.home))
}

/// The name of the site a node is drawn in.
fn site_of(topology: &Topology, picture: &Picture, node: &Node) -> Option<String> {
    let site = frames_around(picture, node).find(|frame| !matches!(frame.kind, FrameKind::DataCentre(_)))?;
    Some(topology.name(site.entity))
}

/// What a row is called within a file: its kind and its number, of letters, digits and hyphens only.
fn id(topology: &Topology, entity: AnyId) -> String {
    format!("{}-{}", topology.kind(entity), entity.uuid())
}

/// A name on one line, read in one direction: what would turn the text around it, or is no letter, shows as one that
/// cannot be shown.
pub(super) fn one_line(text: &str) -> String {
    let shown = |letter: char| match letter {
        _ if letter.is_control() => ' ',
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fffe}'
        | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => letter,
    };
    text.chars().map(shown).collect()
}

/// A length to a hundredth, as short as it can be said.
struct Length(f32);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding nothing makes a negative nothing a positive one.
        write!(f, "{}", (self.0 * 100.0).round() / 100.0 + 0.0)
    }
}
