use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

use super::gateways;

rule! {
    /// Voice depends on one gateway.
    ///
    /// ## Why it matters
    /// While it is down, or its line, nobody calls out and nobody can be called, however many servers there are.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features voice
    ///   gateway lon-gw                          #! ME015
    ///     trunk lon-gw to lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features voice
    ///   gateway lon-gw1
    ///     trunk lon-gw1 to lon-fe
    ///   gateway lon-gw2
    ///     trunk lon-gw2 to lon-fe
    /// ```
    /// ## Source
    /// `L:planning-for-central-site-voice-resiliency`; (inferred)
    code: "ME015", name: "single-gateway", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut gateways = gateways(cx);
    let (Some((id, gateway)), None) = (gateways.next(), gateways.next()) else { return };
    if cx.user_pools().any(|pool| pool.settings.features.voice) {
        let message = message!("{gateway} is the only way to the telephone network.", gateway = gateway.fqdn.as_str());
        out.report(&RULE, Place::from(id), message).help(message!("Add a gateway, best in another site."));
    }
}
