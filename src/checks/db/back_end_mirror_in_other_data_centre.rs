use super::enterprise_back_ends;
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

rule! {
    /// The mirror of a back end is in another data centre than the primary.
    ///
    /// ## Why it matters
    /// Every change waits until the mirror has it too: the pool is as slow as the line. And the mirror saves nobody
    /// when the data centre is lost, for the Front End servers are lost with it; that is what pairing is for.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe in London              #! DB026
    ///     back-end sql1\rtc mirror sql2\rtc
    ///   sql sql2\rtc in Berlin
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe in London
    ///     back-end sql1\rtc mirror sql2\rtc
    ///   sql sql2\rtc in London
    /// ```
    /// ## Source
    /// `S:server-requirements`; that a mirror elsewhere is no local connection (inferred)
    code: "DB026", name: "back-end-mirror-in-other-data-centre", severity: Warning,
    products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in enterprise_back_ends(cx) {
        let at = |sql| cx.topology().data_centre_of_sql(sql);
        let (Some(primary), Some(mirror)) = (store.store.primary.and_then(at), store.store.mirror.and_then(at)) else {
            continue;
        };
        if primary == mirror {
            continue;
        }
        let message = message!(
            "The back end of {pool} is in {data_centre}, its mirror in {other}.",
            pool = store.pool_name(),
            data_centre = cx.topology().name(primary.into()),
            other = cx.topology().name(mirror.into())
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .help(message!("Keep both in the data centre of the pool, and pair the pool for the loss of that."));
    }
}
