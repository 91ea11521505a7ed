use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Role;

rule! {
    /// A file store serves pools of several sites.
    ///
    /// ## Why it matters
    /// One share is meant for the pools of one site. Those of the other site read and write each file over the line
    /// between the two, and stop with it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     file-store \\fs1\lync
    ///   file-store \\fs1\lync                 #! FS004
    /// site APAC
    ///   front-end sin-fe.contoso.com
    ///     file-store \\fs1\lync
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     file-store \\fs1\lync
    /// site APAC
    ///   front-end sin-fe.contoso.com
    ///     file-store \\fs2\lync
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    code: "FS004", name: "file-store-of-two-sites", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in cx.topology().file_stores.iter() {
        let homes_users = |role: &Role| role.front_end().is_some();
        let users = cx.survey().users_of(id).iter().filter(|&&pool| homes_users(&cx.pool(pool).role));
        let sites: BTreeSet<_> = users.map(|&pool| cx.pool(pool).site).collect();
        if sites.len() < 2 {
            continue;
        }
        let message = message!("{store} serves pools of {n} sites.", store = store.path(), n = sites.len());
        let mut reported = out.report(&RULE, id, message);
        for site in sites {
            reported = reported.related(site, message!("has a pool that uses it"));
        }
        reported.help(message!("Define a share for each site."));
    }
}
