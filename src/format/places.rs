use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;

use uuid::Uuid;

use super::view::View;
use super::xml::{NodeId, Tree};
use crate::model::AnyId;
use crate::text::LineColumn;

/// Where in the file that was read each row stands. Knows nothing of formats whose rows are not elements.
#[derive(Default)]
pub struct Places {
    vendor_file: Option<(Tree, View)>,
    nodes: OnceCell<HashMap<Uuid, NodeId>>,
}

impl Places {
    pub(super) fn new(tree: Tree, view: View) -> Self {
        Self { vendor_file: Some((tree, view)), nodes: OnceCell::new() }
    }

    /// Where the element of a row begins.
    pub fn of(&self, row: AnyId) -> Option<LineColumn> {
        let (tree, view) = self.vendor_file.as_ref()?;
        let nodes = self.nodes.get_or_init(|| {
            // A pool is a cluster, and so are some of its services: the cluster comes last and stays.
            let sites = view.sites.iter().filter_map(|row| Some((row.key, row.node?)));
            let services = view.services.iter().map(|row| (row.key, row.node));
            let sql = view.sql_instances.iter().map(|row| (row.key, row.node));
            let machines = view.machines.iter().map(|row| (row.key, row.node));
            let clusters = view.clusters.iter().map(|row| (row.key, row.node));
            sites.chain(services).chain(sql).chain(machines).chain(clusters).collect()
        });
        nodes.get(&row.uuid()).map(|node| tree.position(*node))
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Places").field("is_known", &self.vendor_file.is_some()).finish_non_exhaustive()
    }
}
