use super::MOST_CHOICES;
use crate::checks::{Cx, Findings, Groups, rule};
use crate::message;
use crate::model::{EdgeService, Place};

rule! {
    /// Two Edge pools have an external name in common.
    ///
    /// ## Why it matters
    /// A name leads to one pool. Half of the requests that are meant for the other pool arrive where their session is
    /// not known, and one of the two pools shows a certificate that is not its own.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED005
    ///     external sip webcon av
    ///   edge ber-edge                             #! ED005
    ///     external sip webcon-ber av-ber
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    ///   edge ber-edge
    ///     external sip-ber webcon-ber av-ber
    /// ```
    /// ## Source
    /// `L:edge-server-disaster-recovery`
    code: "ED005", name: "external-name-of-two-edge-pools", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut used = Vec::new();
    for edge in cx.edge_pools() {
        let first = used.len();
        for (service, EdgeService { fqdn, .. }) in edge.settings.services() {
            // A pool may use a name for two services, which is another fault.
            if !fqdn.is_empty() && used[first..].iter().all(|(name, _)| *name != fqdn.folded()) {
                used.push((fqdn.folded(), (edge, service)));
            }
        }
    }
    for (_, users) in used.into_iter().collect::<Groups<_, _>>().shared() {
        for &(edge, service) in users {
            let message = message!(
                "The {service} name of {pool}, {name}, belongs to another Edge pool too.",
                service = service.title(),
                pool = edge.name(),
                name = edge.settings.service(service).fqdn.as_str()
            );
            let mut found = out
                .report(&RULE, Place::from(edge.id).field(service.field()), message)
                .help(message!("Give each Edge pool external names of its own."));
            for (other, _) in users.iter().filter(|(other, _)| other.id != edge.id).take(MOST_CHOICES) {
                found = found.related(other.id, message!("has the same name"));
            }
        }
    }
}
