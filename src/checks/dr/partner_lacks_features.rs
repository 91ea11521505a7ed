use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Features, Place, field};

rule! {
    /// The partner of a pool lacks a feature that the pool has.
    ///
    /// ## Why it matters
    /// After a failover the users are served by the partner, with what the partner can do. Those who call, dial in or
    /// meet every day find that gone in the middle of the disaster.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR034
    ///     features conferencing dialin voice
    /// site APAC
    ///   front-end sin-fe
    ///     features conferencing
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     features conferencing dialin voice
    /// site APAC
    ///   front-end sin-fe
    ///     features conferencing dialin voice
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// (inferred)
    code: "DR034", name: "partner-lacks-features", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        for (pool, partner) in pair.sides() {
            let (has, others) = (pool.settings.features, partner.settings.features);
            let missing = missing(has, others);
            if missing.is_empty() {
                continue;
            }
            let message = message!(
                "{partner} lacks what the users of {pool} have: {features}.",
                partner = partner.name(),
                pool = pool.name(),
                features = missing.join(", ")
            );
            let enabled = Command::amend(cx.topology(), partner.id, |row| {
                if let Some(settings) = row.role.front_end_mut() {
                    settings.features = Features {
                        voice: has.voice || others.voice,
                        conferencing: has.conferencing || others.conferencing,
                        dialin: has.dialin || others.dialin,
                        ..others
                    };
                }
            });
            out.report(&RULE, Place::from(pool.id).field(field::BACKUP_POOL), message)
                .related(partner.id, message!("the partner"))
                .help(message!("Enable the same features in both pools."))
                .suggest(message!("Enable them in {partner}", partner = partner.name()), enabled);
        }
    }
}

fn missing(has: Features, others: Features) -> Vec<&'static str> {
    let features = [
        ("Enterprise Voice", has.voice, others.voice),
        ("dial-in conferencing", has.dialin, others.dialin),
        ("conferencing", has.conferencing, others.conferencing),
    ];
    features.into_iter().filter(|(_, has, other)| *has && !other).map(|(name, ..)| name).collect()
}
