use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// The SRV records of two paired pools have one priority.
    ///
    /// ## Why it matters
    /// Clients then choose by chance, and half of the users of each site sign in over the line by way of the other one.
    /// When that is down, they wait for its answer before they try their own.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR037
    ///     srv-priority 10
    /// site APAC
    ///   front-end sin-fe
    ///     srv-priority 10
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     srv-priority 10
    /// site APAC
    ///   front-end sin-fe
    ///     srv-priority 20
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:planning-for-central-site-voice-resiliency`
    code: "DR037", name: "equal-srv-priorities", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let Some(priority) = pair.pool.pool.srv_priority else { continue };
        if pair.backup.pool.srv_priority != Some(priority) {
            continue;
        }
        let message = message!(
            "The SRV records of {pool} and its backup pool {backup} have one priority, {priority}.",
            pool = pair.pool.name(),
            backup = pair.backup.name(),
            priority
        );
        out.report(&RULE, Place::from(pair.pool.id).field(field::SRV_PRIORITY), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Give the pool of the users' own site the lower number."));
    }
}
