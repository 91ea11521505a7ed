use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreUse};

rule! {
    /// An Enterprise pool has an even number of servers and a mirrored back end.
    ///
    /// ## Why it matters
    /// With an even number of servers the primary database casts the deciding vote in the quorum. The mirror does not
    /// inherit it: while the mirror is principal, losing half of the servers stops the pool, though the same loss was
    /// harmless the day before. So no Front End server is to be patched or stopped until the primary is principal
    /// again.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA008
    ///     computers 4
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 5
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
    /// ```
    /// ## Source
    /// `S:high-availability`; that an odd number of servers avoids the case (inferred)
    code: "HA008", name: "even-pool-with-mirror", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools().filter(|pool| pool.n_computers() > 0 && pool.n_computers().is_multiple_of(2)) {
        let Some(mirror) = pool.settings.back_end.mirror else { continue };
        let message = message!(
            "Pool {pool} has {n} servers, an even number, and its back end has no vote in the quorum while the mirror \
             is principal.",
            pool = pool.name(),
            n = pool.n_computers(),
        );
        out.report(&RULE, Place::from(pool.id).field(StoreUse::BackEnd.mirror_field()), message)
            .related(mirror, message!("the mirror"))
            .help(message!(
                "Stop no Front End server while the mirror is principal; an odd number of servers avoids the case."
            ));
    }
}
