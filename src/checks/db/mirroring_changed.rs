use super::{published_key, published_store};
use crate::checks::{Cx, Findings, StoreOf, StorePart, rule};
use crate::message;
use crate::model::Role;

rule! {
    /// The mirror of a published Enterprise pool changes.
    ///
    /// ## Why it matters
    /// The Front End servers learn where the mirror is when they start. After publishing all of them have to be
    /// restarted, or they do not find the databases after the next failover.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB024
    ///     back-end sql1\rtc mirror sql2\rtc
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    code: "DB024", name: "mirroring-changed", severity: Info, products: [L13, S15], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(_, pool)| matches!(pool.role, Role::FrontEnd(_))) {
        for store in pool.role.stores().map(|(of, store)| StoreOf { id, pool, of, store }) {
            let Some(published) = published_store(cx, &store) else { continue };
            let before = published_key(cx, published.mirror);
            let after = store.store.mirror.map(|mirror| cx.sql(mirror).path().to_lowercase());
            let (what, name) = (store.of.title(), store.pool_name());
            let message = match (&before, &after) {
                (before, after) if before == after => continue,
                (None, _) => {
                    message!("The {what} of {name} gets a mirror, and the pool has to be restarted.", what, name)
                }
                (_, None) => {
                    message!("The {what} of {name} loses its mirror, and the pool has to be restarted.", what, name)
                }
                _ => message!("The mirror of the {what} of {name} moves, which takes two publications.", what, name),
            };
            let help = if before.is_some() && after.is_some() {
                message!("Remove the mirror and publish; add the new one and publish; restart all Front End servers.")
            } else {
                message!("Restart all Front End servers after publishing.")
            };
            out.report(&RULE, store.place(StorePart::Mirror), message).help(help);
        }
    }
}
