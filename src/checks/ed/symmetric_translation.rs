use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// The external addresses of an Edge pool are translated, which has to be done in both directions.
    ///
    /// ## Why it matters
    /// Media is encrypted and checked end to end: a firewall that changes the wrong address, or changes it in one
    /// direction only, makes calls that connect and stay silent.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED023
    ///     nat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    /// ```
    /// ## Source
    /// `S:edge-environmental-requirements`
    /// `L:determine-external-a-v-firewall-and-port-requirements`
    code: "ED023", name: "symmetric-translation", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| edge.settings.nat) {
        let message = message!("Edge pool {pool} needs symmetric NAT.", pool = edge.name());
        out.report(&RULE, Place::from(edge.id).field(field::NAT), message).help(message!(
            "Let the firewall change the destination of what comes in and the source of what goes out, and nothing \
             else. Each Edge server reaches the others at their public A/V addresses."
        ));
    }
}
