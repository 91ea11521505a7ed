use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// Two file stores are one share.
    ///
    /// ## Why it matters
    /// They are one folder, and each is noted with a site, a data centre and users of its own. Whoever plans the loss
    /// of that share looks at half of the pools that lose it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1.contoso.com\lync     #! FS010
    ///   file-store \\FS1.contoso.com\Lync     #! FS010
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1.contoso.com\lync
    ///   file-store \\fs1.contoso.com\chat
    /// ```
    /// ## Source
    /// (inferred)
    code: "FS010", name: "share-defined-twice", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let file_stores = &cx.topology().file_stores;
    for (_, stores) in cx.survey().shares().shared() {
        for &id in stores {
            let Some(store) = file_stores.get(id) else { continue };
            if store.server.is_empty() || store.share.is_empty() {
                continue;
            }
            let message = message!("{store} is defined {n} times.", store = store.path(), n = stores.len());
            let mut reported = out.report(&RULE, Place::from(id).field(field::SHARE), message);
            for &other in stores.iter().filter(|&&other| other != id) {
                reported = reported.related(other, message!("is the same share"));
            }
            reported.help(message!("Let all pools use one of them, and delete the others."));
        }
    }
}
