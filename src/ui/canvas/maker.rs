use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui;

use super::Placed;
use crate::diagram::picture::Picture;
use crate::graph::Graph;
use crate::model::{AnyId, Document, Sheet};
use crate::work::Cancel;

/// Keeps the picture of the document as it is. Small ones are made at once; large ones on a thread of their own, while
/// the last one stays to be looked at.
#[derive(Debug, Default)]
pub(super) struct Maker {
    placed: Arc<Placed>,
    made_of: Option<(u64, Sheet)>,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    result: Receiver<Placed>,
    cancel: Cancel,
}

/// A picture of so many rows is made within a frame.
const AT_ONCE: usize = 300;

impl Maker {
    /// The picture that is to be looked at.
    pub(super) fn placed(&self) -> Arc<Placed> {
        Arc::clone(&self.placed)
    }

    /// Its picture alone.
    pub(super) fn picture(&self) -> &Picture {
        &self.placed.picture
    }

    /// Whether another picture is being made.
    pub(super) fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Sees to it that the picture is, or soon will be, that of `document`. Says whether it has just become that of a
    /// document that has nothing in common with the one before.
    pub(super) fn update(&mut self, ctx: &egui::Context, document: &Document, revision: u64) -> bool {
        let finished = self.running.as_ref().and_then(|running| running.result.try_recv().ok());
        let is_made_of = |of: &(u64, Sheet)| of.0 == revision && of.1 == document.sheet;
        if !self.made_of.as_ref().is_some_and(is_made_of) {
            self.made_of = Some((revision, document.sheet.clone()));
            if let Some(running) = self.running.take() {
                running.cancel.cancel();
            }
            if document.topology.ids().take(AT_ONCE + 1).count() <= AT_ONCE {
                return make(document, &Cancel::default()).is_some_and(|placed| self.show(placed));
            }
            self.running = Some(start(ctx, document));
        } else if let Some(placed) = finished {
            self.running = None;
            return self.show(placed);
        }
        false
    }

    fn show(&mut self, placed: Placed) -> bool {
        let entities = |placed: &Placed| placed.picture.node_of.keys().copied().collect::<BTreeSet<AnyId>>();
        let is_other = entities(&self.placed).is_disjoint(&entities(&placed)) && !placed.picture.node_of.is_empty();
        self.placed = Arc::new(placed);
        is_other
    }
}

fn make(document: &Document, cancel: &Cancel) -> Option<Placed> {
    let picture = Picture::of(document, cancel)?;
    Some(Placed { picture, graph: Graph::of(&document.topology) })
}

fn start(ctx: &egui::Context, document: &Document) -> Running {
    let (send, result) = channel();
    let cancel = Cancel::default();
    let (ctx, document, stop) = (ctx.clone(), document.clone(), cancel.clone());
    std::thread::spawn(move || {
        if let Some(placed) = make(&document, &stop) {
            // Nobody listens any more when the document has moved on.
            let _ = send.send(placed);
            ctx.request_repaint();
        }
    });
    Running { result, cancel }
}
