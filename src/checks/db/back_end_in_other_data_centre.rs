use super::enterprise_back_ends;
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

rule! {
    /// The back end of a pool is in another data centre than its servers.
    ///
    /// ## Why it matters
    /// Every sign-in and every change of a contact list crosses the line between the two, and the pool stops with the
    /// line. The vendor asks for a local connection.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe in London              #! DB049
    ///     back-end sql1\rtc
    ///   sql sql1\rtc in Berlin
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe in London
    ///     back-end sql1\rtc
    ///   sql sql1\rtc in London
    /// ```
    /// ## Source
    /// `S:server-requirements`; 2013 and 2019 (inferred)
    code: "DB049", name: "back-end-in-other-data-centre", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for store in enterprise_back_ends(cx) {
        let Some(at) = store.store.primary.and_then(|sql| topology.data_centre_of_sql(sql)) else { continue };
        let servers = cx.survey().data_centres_of(store.id);
        if servers.is_empty() || servers.contains(&at) {
            continue;
        }
        let message = message!(
            "The back end of {pool} is in {data_centre}, the servers of the pool are in {other}.",
            pool = store.pool_name(),
            data_centre = topology.name(at.into()),
            other = topology.name(servers[0].into())
        );
        out.report(&RULE, store.place(StorePart::Primary), message)
            .related(at, message!("has the back end"))
            .help(message!("Use an SQL server in the data centre of the pool."));
    }
}
