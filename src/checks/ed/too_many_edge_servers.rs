use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, capacity};

rule! {
    /// An Edge pool has more servers than are supported.
    ///
    /// ## Why it matters
    /// The vendor has tested Edge pools up to this size and answers for no larger one, whatever its tool accepts.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED002
    ///     computers 13
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers 12
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `S:edge-environmental-requirements`
    code: "ED002", name: "too-many-edge-servers", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools() {
        let limit = |figure| capacity(figure, cx.product_of(edge.pool)).map(|limit| limit.value);
        let (Some(supported), Some(accepted)) = (limit(Figure::EdgesPerPool), limit(Figure::EdgesPerPoolAccepted))
        else {
            continue;
        };
        if edge.n_computers() <= supported as usize {
            continue;
        }
        let message = message!(
            "Edge pool {pool} has {n} servers; {supported} are supported.",
            pool = edge.name(),
            n = edge.n_computers(),
            supported
        );
        let help = message!(
            "Build a second Edge pool. That Topology Builder accepts {accepted} servers makes no difference.",
            accepted
        );
        out.report(&RULE, Place::from(edge.id).field(field::COMPUTERS), message).help(help);
    }
}
