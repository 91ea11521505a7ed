use super::with;
use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{LoadBalancing, Place, Pool, field};

rule! {
    /// An Edge pool is both translated and load balanced by hardware.
    ///
    /// ## Why it matters
    /// Audio and video go past the load balancer to each server's own address. Behind a translated address that does
    /// not work: calls connect and stay silent.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED019
    ///     computers 2
    ///     load-balancing hardware
    ///     nat
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     computers 2
    ///     load-balancing dns
    ///     nat
    /// ```
    /// ## Source
    /// `L:define-your-edge-topology`
    /// `S:edge-environmental-requirements`
    code: "ED019", name: "translation-behind-load-balancer", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_translated = |pool: &Pool, nat: bool| nat && pool.load_balancing == Some(LoadBalancing::Hardware);
    for edge in cx.edge_pools().filter(|edge| is_translated(edge.pool, edge.settings.nat)) {
        let message = message!("Edge pool {pool} is translated behind a hardware load balancer.", pool = edge.name());
        let by_dns = Pool { load_balancing: Some(LoadBalancing::Dns), ..edge.pool.clone() };
        out.report(&RULE, Place::from(edge.id).field(field::NAT), message)
            .help(message!("Use public addresses, or DNS load balancing."))
            .suggest(message!("Use DNS load balancing"), Command::Put((edge.id, by_dns).into()))
            .suggest(message!("Use public addresses"), with(&edge, |settings| settings.nat = false));
    }
}
