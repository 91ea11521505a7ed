use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::FileStore;

rule! {
    /// A share has to exist before the topology is published.
    ///
    /// ## Why it matters
    /// Publishing creates folders on the share and sets their permissions. Where there is no share, or the person who
    /// publishes has no full control of it, publishing ends with errors halfway.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    /// ```
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1.contoso.com\lync     #! FS011
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   file-store \\fs1.contoso.com\lync
    /// ```
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1.contoso.com\lync
    /// ```
    /// ## Source
    /// `L:requirements-to-publish-a-topology`
    /// `TB:add-front-end-file-store`
    /// ## Notes
    /// A share that is published already is there.
    code: "FS011", name: "file-store-to-create", severity: Info, products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let key = |store: &FileStore| store.path().to_ascii_lowercase();
    let published = cx.published().into_iter().flat_map(|published| published.file_stores.iter());
    let published: BTreeSet<_> = published.map(|(_, store)| key(store)).collect();
    for (id, store) in cx.topology().file_stores.iter().filter(|(_, store)| !published.contains(&key(store))) {
        let message = message!("{store} has to exist before the topology is published.", store = store.path());
        out.report(&RULE, id, message)
            .help(message!("Create the share, with full control for the account that publishes."));
    }
}
