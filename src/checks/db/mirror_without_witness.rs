use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::StoreUse;

use super::mirrored;

rule! {
    /// A mirrored store has no witness.
    ///
    /// ## Why it matters
    /// When the principal is lost, only a person can let the mirror take over. Sessions go on for about half an hour,
    /// then users fall into resiliency mode until somebody fails the databases over.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB017
    ///     back-end sql1\rtc mirror sql2\rtc
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    /// `S:back-end-server`
    code: "DB017", name: "mirror-without-witness", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, mirror) in mirrored(cx) {
        let is_chat = !matches!(store.of, StoreUse::BackEnd | StoreUse::Archiving | StoreUse::Monitoring);
        if is_chat || store.store.witness.is_some() {
            continue;
        }
        let (title, pool) = (store.of.title(), store.pool_name());
        out.report(
            &RULE,
            store.place(StorePart::Witness),
            message!("The {store} of {pool} is mirrored but has no witness.", store = title, pool),
        )
        .related(mirror, message!("the mirror"))
        .help(message!("Name an instance on a third server as the witness."));
    }
}
