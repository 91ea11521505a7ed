use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Platform;

rule! {
    /// A pool on physical servers is paired with one on virtual servers.
    ///
    /// ## Why it matters
    /// Either pool has to carry the users of both, with no fewer resources than the other. The vendor supports physical
    /// pools paired with physical pools and virtual with virtual, and nothing between.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3 physical
    /// site APAC
    ///   front-end hkg-fe                        #! DR006
    ///     computers 3 virtual
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3 virtual
    /// site APAC
    ///   front-end hkg-fe
    ///     computers 3 virtual
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Source
    /// `L:supported-pool-pairing-options-and-best-practices`
    /// `S:disaster-recovery`
    code: "DR006", name: "pair-of-physical-and-virtual", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let platform = pair.pool.pool.platform(cx.topology());
        let (physical, virtual_) = match (platform, pair.backup.pool.platform(cx.topology())) {
            (Some(Platform::Physical), Some(Platform::Virtual)) => (&pair.pool, &pair.backup),
            (Some(Platform::Virtual), Some(Platform::Physical)) => (&pair.backup, &pair.pool),
            _ => continue,
        };
        let message = message!(
            "{physical}, on physical servers, is paired with {virtual}, on virtual ones.",
            physical = physical.name(),
            virtual = virtual_.name(),
        );
        let (title, unpair) = pair.unpair();
        out.report(&RULE, pair.place(), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Use the same platform on both sides."))
            .suggest(title, unpair);
    }
}
