//! The picture as a file: for documents ([`svg`], [`png`]) and for other programs ([`dot`], [`graphml`], [`draw_io`]).
//!
//! Each format is a function from a [`Drawing`] to what is in the file. The first two paint the scene, as the canvas
//! does; the others tell the picture's cards, frames and lines in their own terms.

pub mod dot;
pub mod draw_io;
pub mod graphml;
pub mod png;
pub mod svg;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::diagram::{
    Picture, Scene,
    picture::{Frame, FrameKind, Line, Node},
    scene,
    scene::{Detail, Overlay},
};
use crate::model::{AnyId, Topology};

/// A picture, and what it is a picture of.
#[derive(Debug, Clone)]
pub struct Drawing<'a> {
    topology: &'a Topology,
    picture: Picture,
    scene: Scene,
}

impl<'a> Drawing<'a> {
    /// The picture of a topology, or the [part](Picture::part) of it that stands in one site, with what is laid over it.
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
