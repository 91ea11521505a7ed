use super::{place, simple_urls};
use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// A simple URL is on the name of a pool.
    ///
    /// ## Why it matters
    /// The name of a pool leads to that pool, by SIP too. A simple URL has to lead elsewhere when the pool fails or is
    /// replaced, and its name cannot be pointed elsewhere without taking the pool along.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                  #! UR005
    ///   dialin https://lon-fe.contoso.com/dialin
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   dialin https://dialin.contoso.com
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:planning-for-simple-urls`
    /// `S:simple-urls`
    /// ## Notes
    /// A walk-through of the vendor shows one on the name of a pool; the planning page forbids it.
    code: "UR005", name: "simple-url-of-pool", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for url in simple_urls(cx.topology()) {
        let Some(&pool) = cx.survey().pools_named(url.host()).first() else { continue };
        let message = message!("The {what} is on {host}, the name of a pool.", what = url.title(), host = url.host());
        out.report(&RULE, place(), message)
            .related(pool, message!("the pool of that name"))
            .help(message!("Use a name of its own, such as meet or dialin in the SIP domain."));
    }
}
