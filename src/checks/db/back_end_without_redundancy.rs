use super::enterprise_back_ends;
use crate::checks::{Cx, Findings, StoreHa, StorePart, rule};
use crate::message;
use crate::vendor::Product;

rule! {
    /// Nothing keeps the back end of an Enterprise pool available.
    ///
    /// ## Why it matters
    /// The Front End servers are many, the database server is one. When it stops, users go on for about half an hour
    /// and then fall into resiliency mode until it is back.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB009
    ///     back-end sql1\rtc
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    /// `S:back-end-server`
    ///
    /// ## Notes
    /// The vendor's files do not tell a failover cluster from a server: such an instance has to be marked as one.
    code: "DB009", name: "back-end-without-redundancy", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in enterprise_back_ends(cx).filter(|store| cx.ha_of(store.store) == Some(StoreHa::None)) {
        let help = match cx.product_of(store.pool) {
            Product::L13 => message!("Add a mirror, or mark the instance as a failover cluster if it is one."),
            Product::S15 => message!(
                "Add a mirror or an availability group, or mark the instance as a failover cluster if it is one."
            ),
            Product::S19 | Product::SE => {
                message!("Use an availability group, or mark the instance as a failover cluster if it is one.")
            }
        };
        let message = message!(
            "The back end of {pool} has no mirror, and no availability group or cluster is known of.",
            pool = store.pool_name()
        );
        out.report(&RULE, store.place(StorePart::Primary), message).help(help);
    }
}
