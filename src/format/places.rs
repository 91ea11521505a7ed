use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

use super::view::View;
use super::xml::{Tree, decode};
use crate::model::AnyId;
use crate::text::LineColumn;

/// Where in the file that was read each row stands. Knows nothing of formats whose rows are not elements.
#[derive(Default)]
pub struct Places {
    bytes: Arc<[u8]>,
    /// Where in the text of the file the element of each key begins.
    offsets: Vec<(Uuid, usize)>,
    places: OnceCell<HashMap<Uuid, LineColumn>>,
}

impl Places {
    pub(super) fn new(tree: &Tree, view: &View, bytes: Arc<[u8]>) -> Self {
        // A pool is a cluster, and so are some of its services: the cluster comes last and stays.
        let sites = view.sites.iter().filter_map(|row| Some((row.key, row.node?)));
        let services = view.services.iter().map(|row| (row.key, row.node));
        let sql = view.sql_instances.iter().map(|row| (row.key, row.node));
        let machines = view.machines.iter().map(|row| (row.key, row.node));
        let clusters = view.clusters.iter().map(|row| (row.key, row.node));
        let nodes = sites.chain(services).chain(sql).chain(machines).chain(clusters);
        let offsets = nodes.map(|(key, node)| (key, tree.offset(node))).collect();
        Self { bytes, offsets, places: OnceCell::new() }
    }

    /// Where the element of a row begins.
    pub fn of(&self, row: AnyId) -> Option<LineColumn> {
        let places = self.places.get_or_init(|| {
            let Ok((text, _)) = decode(&self.bytes) else { return HashMap::new() };
            let offsets: HashMap<Uuid, usize> = self.offsets.iter().copied().collect();
            let mut ascending: Vec<_> = offsets.into_iter().collect();
            ascending.sort_unstable_by_key(|(_, offset)| *offset);
            let mut last = (0, LineColumn { line: 1, column: 1 });
            let place = |(key, offset)| {
                last = (offset, last.1.moved_over(&text[last.0..offset]));
                (key, last.1)
            };
            ascending.into_iter().map(place).collect()
        });
        places.get(&row.uuid()).copied()
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Places").field("n_rows", &self.offsets.len()).finish_non_exhaustive()
    }
}
