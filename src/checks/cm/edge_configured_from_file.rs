use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

rule! {
    /// An Edge server gets its first configuration from a file.
    ///
    /// ## Why it matters
    /// It stands outside the domain and cannot read the Central Management store while it is installed. Who arrives
    /// without the file cannot finish; who forgets port 4443 has a server that never hears of a change.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   edge lon-edge                           #! CM007
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:export-your-topology-and-copy-it-to-external-media-for-edge-installation`
    /// `L:port-summary-scaled-consolidated-edge-with-hardware-load-balancers`
    ///
    /// ## Notes
    /// An Edge pool that is published already has got it.
    code: "CM007", name: "edge-configured-from-file", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_published = |id| cx.published().is_some_and(|published| published.pools.contains(id));
    for edge in cx.edge_pools().filter(|edge| !is_published(edge.id)) {
        let message = message!("The servers of {edge} get the topology from a file at first.", edge = edge.name());
        out.report(&RULE, Place::from(edge.id), message).help(message!(
            "Export the configuration with Export-CsConfiguration, import it on each server, and open TCP port 4443 \
             towards them for what comes later."
        ));
    }
}
