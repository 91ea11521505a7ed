use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{FileKind, Place, field};

rule! {
    /// A file store is on network attached storage.
    ///
    /// ## Why it matters
    /// The vendor does not support it. The product sets permissions of Windows on many folders and relies on how
    /// Windows locks files; appliances do both in their own way.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   file-store \\nas1\lync                #! FS008
    ///     kind nas
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1\lync
    ///     kind san
    /// ```
    /// ## Source
    /// `S:environmental-requirements`
    /// `S:system-requirements`
    /// `L:file-storage-support`; lists only the others (inferred)
    code: "FS008", name: "network-attached-file-store", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_nas = |kind: &Option<FileKind>| *kind == Some(FileKind::NetworkAttached);
    for (id, store) in cx.topology().file_stores.iter().filter(|(_, store)| is_nas(&store.kind)) {
        let message = message!("{store} is on network attached storage.", store = store.path());
        out.report(&RULE, Place::from(id).field(field::KIND), message)
            .help(message!("Use a file server with attached disks or a storage area network."));
    }
}
