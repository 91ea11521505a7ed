//! A deployment as a graph: vertices are rows, edges are typed relations. Derived from a snapshot, rebuilt, never
//! edited.

mod relation;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{AnyId, Topology};

pub use relation::{Relation, RelationKind, relations};

/// The relations of a topology, to be asked from either end.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    graph: DiGraph<AnyId, Relation>,
    vertices: BTreeMap<AnyId, NodeIndex>,
}

impl Graph {
    /// Builds the graph of a snapshot.
    pub fn of(topology: &Topology) -> Self {
        let mut graph = Self::default();
        for relation in relations(topology) {
            let (from, to) = (graph.vertex(relation.from), graph.vertex(relation.to));
            graph.graph.add_edge(from, to, relation);
        }
        graph
    }

    fn vertex(&mut self, id: AnyId) -> NodeIndex {
        *self.vertices.entry(id).or_insert_with(|| self.graph.add_node(id))
    }

    /// All relations, in the order of [`relations`].
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.graph.edge_weights()
    }

    /// The rows that one relation leads to, in either direction.
    pub fn neighbours(&self, id: AnyId) -> BTreeSet<AnyId> {
        let vertex = self.vertices.get(&id).copied();
        vertex.into_iter().flat_map(|vertex| self.graph.neighbors_undirected(vertex)).map(|n| self.graph[n]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Pool, Role, Site, SiteRef};
    use crate::vendor::Product;

    #[test]
    fn a_pair_is_one_relation_and_both_are_neighbours() {
        let site = SiteRef::Central(Id::<Site>::derived("site"));
        let [a, b] = ["a", "b"].map(Id::<Pool>::derived);
        let pool = |name: &str, backup| {
            let role = Role::FrontEnd(crate::model::FrontEnd::default());
            Pool { backup_pool: Some(backup), ..Pool::new(name, site, Product::S15, role) }
        };
        let topology =
            Topology { pools: [(a, pool("a", b)), (b, pool("b", a))].into_iter().collect(), ..Topology::default() };
        let graph = Graph::of(&topology);
        assert_eq!(graph.relations().map(|relation| relation.kind).collect::<Vec<_>>(), [RelationKind::Pair]);
        assert_eq!(graph.neighbours(a.into()), BTreeSet::from([b.into()]));
        assert_eq!(graph.neighbours(b.into()), BTreeSet::from([a.into()]));
    }
}
