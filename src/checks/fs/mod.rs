//! File stores.

mod dfs_across_data_centres;
mod dfs_needs_permissions;
mod director_on_others_file_store;
mod file_store_not_redundant;
mod file_store_of_two_sites;
mod file_store_on_database_server;
mod file_store_on_front_end;
mod file_store_to_create;
mod files_and_database_on_one_server;
mod network_attached_file_store;
mod pool_without_file_store;
mod share_defined_twice;
mod share_name_wrong;

use crate::checks::{Cx, Family, StorePart};
use crate::model::{FileKind, FileStore, Fqdn, Id, Pool, Role, SqlHa, SqlInstance, StoreRef};

pub(super) static FAMILY: Family = Family {
    letters: "FS",
    title: "File stores",
    rules: &[
        &pool_without_file_store::RULE,
        &file_store_on_front_end::RULE,
        &file_store_on_database_server::RULE,
        &file_store_of_two_sites::RULE,
        &file_store_not_redundant::RULE,
        &dfs_across_data_centres::RULE,
        &dfs_needs_permissions::RULE,
        &network_attached_file_store::RULE,
        &share_name_wrong::RULE,
        &share_defined_twice::RULE,
        &file_store_to_create::RULE,
        &files_and_database_on_one_server::RULE,
        &director_on_others_file_store::RULE,
    ],
};

/// The machines that keep the files: behind a DFS namespace its targets, as far as they are known.
fn servers(store: &FileStore) -> Vec<Fqdn> {
    match &store.kind {
        Some(FileKind::Dfs(targets)) => {
            targets.iter().filter_map(|target| target.path.server()).map(Fqdn::from).collect()
        }
        _ => vec![store.server.clone()],
    }
}

/// The pool of that role which a machine serves.
fn pool_on(cx: &Cx<'_>, server: &Fqdn, is_meant: fn(&Role) -> bool) -> Option<Id<Pool>> {
    cx.survey().pools_of_computer(server).find(|&pool| is_meant(&cx.pool(pool).role))
}

/// An instance on that server which keeps databases; that of a Standard Edition server is its own affair.
fn database_on(cx: &Cx<'_>, server: &Fqdn) -> Option<Id<SqlInstance>> {
    if pool_on(cx, server, |role| matches!(role, Role::StandardEdition(_))).is_some() {
        return None;
    }
    let keeps_databases =
        |&sql: &Id<SqlInstance>| cx.survey().uses_of(sql).iter().any(|used| used.part != StorePart::Witness);
    let of_server = cx.survey().instances_on(server).iter().copied().filter(keeps_databases);
    of_server.min_by_key(|&sql| cx.sql(sql).path())
}

/// The pools that keep files and databases on one machine with nothing behind either, each with an instance there.
fn on_one_machine(cx: &Cx<'_>, id: Id<FileStore>, store: &FileStore) -> Vec<(Id<Pool>, Id<SqlInstance>)> {
    if matches!(store.kind, Some(FileKind::Dfs(_) | FileKind::Clustered)) || database_on(cx, &store.server).is_none() {
        return Vec::new();
    }
    let stands_alone = |store_ref: &StoreRef| match *store_ref {
        StoreRef { primary: Some(sql), mirror: None, .. } if cx.sql(sql).ha == SqlHa::None => Some(sql),
        _ => None,
    };
    let beside = |pool: Id<Pool>| {
        let mut alone = cx.pool(pool).role.stores().filter_map(|(_, store_ref)| stands_alone(store_ref));
        Some((pool, alone.find(|&sql| cx.sql(sql).fqdn.is(&store.server))?))
    };
    cx.survey().users_of(id).iter().filter_map(|&pool| beside(pool)).collect()
}
