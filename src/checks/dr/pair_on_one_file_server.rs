use super::Pair;
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{FileKind, FileStore, Fqdn, FrontEnd, Place, UncPath, field};
use crate::text::Message;

rule! {
    /// The pools of a pair keep their files on one server or share.
    ///
    /// ## Why it matters
    /// Without the share a pool loses its meetings' content and address book, and the Backup Service has nowhere to
    /// copy to. When that one server is lost, both pools are hit, the one that was to take over included.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR026
    ///     file-store \\fs1\lon
    /// site APAC
    ///   front-end sin-fe
    ///     file-store \\fs1\sin
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     file-store \\fs1\lon
    /// site APAC
    ///   front-end sin-fe
    ///     file-store \\fs2\sin
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:file-sharing-high-availability`
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`; (inferred)
    ///
    /// ## Notes
    /// Two shares of one DFS namespace are told apart by their targets. A share whose server has the name of the pool's
    /// domain counts as one of a namespace.
    code: "DR026", name: "pair-on-one-file-server", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let Some(what) = shared(cx, pair) else { continue };
        let message = message!(
            "{pool} and its backup pool {backup} keep their files on {what}.",
            pool = pair.pool.name(),
            backup = pair.backup.name(),
            what
        );
        let mut found = out
            .report(&RULE, Place::from(pair.pool.id).field(field::FILE_STORE), message)
            .related(pair.backup.id, message!("the backup pool"));
        for store in [pair.pool.settings.file_store, pair.backup.settings.file_store].into_iter().flatten() {
            found = found.related(store, message!("a share of the pair"));
        }
        found.help(message!("Use a file store in each data centre."));
    }
}

/// The share or the file server that both use.
fn shared(cx: &Cx<'_>, pair: &Pair<'_>) -> Option<Message> {
    let stores = &cx.topology().file_stores;
    let (one, other) = (pair.pool.settings.file_store?, pair.backup.settings.file_store?);
    if one == other {
        return Some(message!("one share, {share}", share = stores.get(one)?.path()));
    }
    let (one, other) = (servers(stores.get(one)?, &pair.pool), servers(stores.get(other)?, &pair.backup));
    let server = one.into_iter().find(|server| other.iter().any(|other| other.is(server)))?;
    Some(message!("one server, {server}", server = server.as_str()))
}

/// The servers that hold a share; those of a DFS namespace are its targets, as far as they are known.
fn servers(store: &FileStore, pool: &PoolOf<'_, FrontEnd>) -> Vec<Fqdn> {
    match &store.kind {
        Some(FileKind::Dfs(targets)) => {
            let server = |path: &UncPath| path.server().map(Fqdn::from);
            targets.iter().filter_map(|target| server(&target.path)).collect()
        }
        None if store.server.as_str().eq_ignore_ascii_case(pool.pool.fqdn.domain()) => Vec::new(),
        _ => Some(store.server.clone()).filter(|server| !server.is_empty()).into_iter().collect(),
    }
}
