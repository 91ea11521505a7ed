use super::with;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{EdgeServiceKind, Place};

rule! {
    /// Two services of an Edge pool with three addresses have one name.
    ///
    /// ## Why it matters
    /// A name leads to one address. Clients of the second service arrive at the first, which does not know what they
    /// want.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge                             #! ED014
    ///     external sip webcon sip
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   edge lon-edge
    ///     external sip webcon av
    /// ```
    /// ## Source
    /// `TB:add-edge-server-options`
    code: "ED014", name: "one-external-name-for-two-services", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for edge in cx.edge_pools().filter(|edge| !edge.settings.single_fqdn) {
        let name = |service| &edge.settings.service(service).fqdn;
        let alike: Vec<_> =
            EdgeServiceKind::pairs().filter(|&(a, b)| !name(a).is_empty() && name(a).is(name(b))).collect();
        let Some(&(first, second)) = alike.first() else { continue };
        let message = message!(
            "{first} and {second} of {pool} have the same name, {name}.",
            first = first.title(),
            second = second.title(),
            pool = edge.name(),
            name = name(second).as_str()
        );
        let found = out
            .report(&RULE, Place::from(edge.id).field(second.field()), message)
            .help(message!("Give each service a name of its own."));
        if alike.len() == EdgeServiceKind::pairs().count() {
            let command = with(&edge, |settings| {
                settings.single_fqdn = true;
                settings.set_default_ports();
            });
            found.suggest(message!("Use a single name and address"), command);
        }
    }
}
