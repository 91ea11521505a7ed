use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

use super::mirrored;

rule! {
    /// A mirror stands on the server of its primary.
    ///
    /// ## Why it matters
    /// A mirror exists for the day the primary's server is lost. On the same server it is lost together with it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB011
    ///     back-end sql1\rtc mirror sql1\mirror witness sql3\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// `L:high-availability-and-disaster-recovery-support`
    code: "DB011", name: "mirror-on-primary-server", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, mirror) in mirrored(cx) {
        let Some(primary) = store.store.primary.filter(|&primary| cx.on_one_server(primary, mirror)) else { continue };
        let message = message!(
            "The {store} of {pool} and its mirror stand on one server, {server}.",
            store = store.of.title(),
            pool = store.pool_name(),
            server = cx.sql(mirror).fqdn.as_str()
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .related(primary, message!("the primary"))
            .related(mirror, message!("the mirror"))
            .help(message!("Choose an instance on another server for the mirror."));
    }
}
