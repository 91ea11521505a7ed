//! The picture as a file: for documents ([`svg`], [`png`]) and for other programs ([`dot`], [`graphml`], [`draw_io`]).
//!
//! Each format is a function from a [`Drawing`] to what is in the file. The first two paint the scene, as the canvas
//! does; the others tell the picture's cards, frames and lines in their own terms.

pub mod dot;
pub mod draw_io;
pub mod graphml;
pub mod png;
pub mod raster;
pub mod svg;
#[cfg(test)]
mod tests;

use std::fmt;

use super::{Exporter, Group, Make, NotMade, Subject};
use crate::diagram::{
    Picture, Scene,
    palette::Brightness,
    picture::{Frame, FrameKind, Line, Node},
    scene,
    scene::{Detail, Overlay},
};
use crate::model::{AnyId, Topology};

/// How many pixels a unit of the sheet takes in a PNG.
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
                let make: fn(&Drawing<'_>) -> Result<Vec<u8>, NotMade> = $make;
                make(&Drawing::of(subject)?)
            }),
        };
    )*};
}
drawings! {
    /// The picture to be scaled.
    SVG: "svg", "Picture, to any scale", &["svg"], |drawing| Ok(svg::svg(drawing, Brightness::Light).into_bytes());
    /// The picture in pixels.
    PNG: "png", "Picture, in pixels", &["png"],
        |drawing| png::png(drawing, Brightness::Light, SCALE).map_err(|error| NotMade::because(&error));
    /// For Graphviz.
    DOT: "dot", "Graph for Graphviz", &["dot", "gv"], |drawing| Ok(dot::dot(drawing).into_bytes());
    /// For programs that analyse graphs.
    GRAPHML: "graphml", "Graph for other programs", &["graphml"], |drawing| Ok(graphml::graphml(drawing).into_bytes());
    /// For draw.io.
    DRAW_IO: "drawio", "Drawing to go on with in diagrams.net", &["drawio"],
        |drawing| Ok(draw_io::draw_io(drawing, Brightness::Light).into_bytes());
}

/// A picture, and what it is a picture of.
#[derive(Debug, Clone)]
pub struct Drawing<'a> {
    topology: &'a Topology,
    picture: Picture,
    scene: Scene,
}

impl<'a> Drawing<'a> {
    /// The picture of a whole deployment, with what the rules find in it.
    fn of(subject: &Subject<'a>) -> Result<Self, NotMade> {
        let topology = &subject.document.topology;
        let picture = Picture::of(subject.document, subject.cancel).ok_or_else(NotMade::cancelled)?;
        let overlay = Overlay::of(topology, &picture, &subject.review.findings);
        Ok(Self::new(topology, picture, &overlay))
    }

    /// The picture of a topology, or the [part](Picture::part) of it that stands in one site, with what is over it.
    pub fn new(topology: &'a Topology, picture: Picture, overlay: &Overlay) -> Self {
        let scene = scene(topology, &picture, overlay, Detail::Near);
        Self { topology, picture, scene }
    }

    /// What the whole is called: the site where all is in one, else the deployment.
    fn title(&self) -> String {
        let mut outer = self.picture.frames.iter().filter(|frame| frame.home.is_none());
        match (outer.next(), outer.next()) {
            (Some(only), None) => self.topology.name(only.entity),
            _ => self.topology.name(crate::model::Deployment::ID.into()),
        }
    }

    /// The frames around a node, innermost first.
    fn frames_around(&self, node: &Node) -> impl Iterator<Item = &Frame> {
        let frame = |home: Option<usize>| home.map(|home| &self.picture.frames[home]);
        std::iter::successors(frame(node.home), move |inner| frame(inner.home))
    }

    /// The cards or stores that a line runs between.
    fn ends(&self, line: &Line) -> Option<[&Node; 2]> {
        Some([self.picture.node(line.relation.from)?, self.picture.node(line.relation.to)?])
    }

    /// The name of the site a node is drawn in.
    fn site_of(&self, node: &Node) -> Option<String> {
        let site = self.frames_around(node).find(|frame| !matches!(frame.kind, FrameKind::DataCentre(_)))?;
        Some(self.topology.name(site.entity))
    }

    /// The names of the data centres a node is drawn in: two where it is stretched, none where nobody has said.
    fn data_centres_of(&self, node: &Node) -> Vec<String> {
        let is_band = |frame: &&Frame| matches!(frame.kind, FrameKind::DataCentre(_));
        let ids: Vec<AnyId> = match node.entity {
            AnyId::Pool(id) => {
                let pool = self.topology.pools.get(id);
                pool.into_iter().flat_map(|pool| self.topology.data_centres_of(pool)).map(AnyId::from).collect()
            }
            _ => self.frames_around(node).find(is_band).map(|frame| frame.entity).into_iter().collect(),
        };
        ids.into_iter().map(|id| self.topology.name(id)).collect()
    }
}

/// What a row is called within a file: its kind and its number, of letters, digits and hyphens only.
fn id(topology: &Topology, entity: AnyId) -> String {
    format!("{}-{}", topology.kind(entity), entity.uuid())
}

/// A name on one line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A length to a hundredth, as short as it can be said.
struct Length(f32);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding nothing makes a negative nothing a positive one.
        write!(f, "{}", (self.0 * 100.0).round() / 100.0 + 0.0)
    }
}
