use std::collections::BTreeSet;

use super::servers;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{FileKind, FileStore, Fqdn, Place, field};

rule! {
    /// The file store of an Enterprise pool stands on one server.
    ///
    /// ## Why it matters
    /// The pool has several servers so that it outlives one of them; without its share it has no meeting content, no
    /// address book download and no application data, on whichever server one is.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! FS005
    ///     file-store \\fs1\lync
    ///   file-store \\fs1\lync
    ///     kind das
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     file-store \\contoso.com\lync
    ///   file-store \\contoso.com\lync
    ///     kind dfs
    ///     target \\fs1\lync
    ///     target \\fs2\lync
    /// ```
    /// ## Source
    /// `L:file-sharing-high-availability`
    /// `L:file-storage-support`
    /// `S:file-sharing`
    /// `S:create-a-file-share`; a namespace of one target (inferred)
    code: "FS005", name: "file-store-not-redundant", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools() {
        let Some(id) = pool.settings.file_store else { continue };
        let Some(store) = cx.topology().file_stores.get(id).filter(|store| is_on_one_server(store)) else { continue };
        let message =
            message!("The file store of {pool}, {store}, is on one server.", pool = pool.name(), store = store.path());
        out.report(&RULE, Place::from(pool.id).field(field::FILE_STORE), message)
            .related(id, message!("the file store"))
            .help(message!("Use DFS with two file servers in the data centre, or a clustered file server."));
    }
}

/// Network attached storage is another fault, and what is unknown may be redundant.
fn is_on_one_server(store: &FileStore) -> bool {
    match store.kind {
        Some(FileKind::DirectAttached | FileKind::StorageAreaNetwork) => true,
        Some(FileKind::Dfs(_)) => servers(store).iter().map(Fqdn::key).collect::<BTreeSet<_>>().len() == 1,
        Some(FileKind::NetworkAttached | FileKind::Clustered) | None => false,
    }
}
