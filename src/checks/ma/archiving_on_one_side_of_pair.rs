use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// Archiving is on in one pool of a pair and off in the other.
    ///
    /// ## Why it matters
    /// After a failover users whose messages have to be kept work on a pool that keeps none. Nobody notices until
    /// somebody asks for the record.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing archiving
    ///     archiving-store sql4\arch
    /// site APAC
    ///   front-end sin-fe                        #! MA003
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing archiving
    ///     archiving-store sql4\arch
    /// site APAC
    ///   front-end sin-fe
    ///     features conferencing archiving
    ///     archiving-store sql8\arch
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:components-and-topologies-for-archiving`; (inferred)
    code: "MA003", name: "archiving-on-one-side-of-pair", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        for (pool, partner) in pair.sides() {
            if pool.settings.features.archiving || !partner.settings.features.archiving {
                continue;
            }
            let message = message!(
                "{pool} does not archive, and its partner {partner} does.",
                pool = pool.name(),
                partner = partner.name()
            );
            out.report(&RULE, Place::from(pool.id).field(field::FEATURES), message)
                .related(partner.id, message!("archives"))
                .help(message!("Switch archiving on in both pools."));
        }
    }
}
