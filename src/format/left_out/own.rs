use super::{Feature, LeftOut};
use strum::VariantArray;

use crate::edit::changed_paths;
use crate::model::{
    AnyId, Computer, Deployment, Entity, FileStore, Gateway, Id, Pool, Role, Row, Site, SqlHa, SqlInstance, StoreUse,
    Table, Topology, WebAppsServer,
};
use crate::vendor::SQL_PORT;

/// What only Linchpin knows: for rules, sheets and the drawing. No document of the vendor's has a place for it.
pub(super) fn own(topology: &Topology) -> Vec<LeftOut> {
    let mut own = Vec::new();
    own.extend(topology.data_centres.iter().map(|(id, row)| whole(id.into(), &row.name)));
    own.extend(topology.network_services.iter().map(|(id, row)| whole(id.into(), &row.name)));
    own.extend(topology.links.iter().map(|(id, row)| whole(id.into(), &row.name(topology))));
    fields(topology, &topology.deployments, forget_deployment, &mut own);
    fields(topology, &topology.sites, |site: &mut Site| site.data_centres.clear(), &mut own);
    fields(topology, &topology.pools, forget_pool, &mut own);
    fields(topology, &topology.computers, forget_computer, &mut own);
    fields(topology, &topology.sql_instances, forget_sql, &mut own);
    fields(topology, &topology.file_stores, |row: &mut FileStore| (row.data_centre, row.kind) = (None, None), &mut own);
    fields(topology, &topology.gateways, |row: &mut Gateway| row.data_centre = None, &mut own);
    fields(topology, &topology.web_apps_servers, |row: &mut WebAppsServer| row.data_centre = None, &mut own);
    own
}

fn whole(row: AnyId, name: &str) -> LeftOut {
    LeftOut { feature: Feature::Own, row, fields: Vec::new(), name: name.to_owned() }
}

/// What a row loses when it is made to forget.
fn fields<T: Row>(topology: &Topology, table: &Table<T>, forget: impl Fn(&mut T), own: &mut Vec<LeftOut>)
where
    Entity: From<(Id<T>, T)>,
{
    for (id, row) in table.iter() {
        let mut bare = row.clone();
        forget(&mut bare);
        if bare == *row {
            continue;
        }
        let fields = changed_paths(&Entity::from((id, row.clone())), &Entity::from((id, bare)));
        let name = row.name(topology);
        own.push(LeftOut { feature: Feature::Own, row: T::any(id), fields, name });
    }
}

fn forget_deployment(row: &mut Deployment) {
    row.prepare_first_server = None;
    row.geo_dns = None;
    row.backup_sync_minutes = None;
}

fn forget_pool(row: &mut Pool) {
    row.load_balancing = None;
    (row.users, row.remote_users, row.branch_users) = (None, None, None);
    row.srv_priority = None;
    for of in StoreUse::VARIANTS {
        if let Some(store) = row.role.store_mut(*of) {
            store.mirror_share = Default::default();
            store.mirror_mode = Default::default();
        }
    }
    match &mut row.role {
        Role::FrontEnd(settings) | Role::StandardEdition(settings) => settings.large_meetings = None,
        Role::PersistentChat(settings) => {
            settings.log_shipping = Default::default();
            settings.state = Default::default();
        }
        _ => {}
    }
}

fn forget_computer(row: &mut Computer) {
    row.data_centre = None;
    (row.platform, row.os, row.multi_homed, row.outage) = (None, None, None, None);
    row.host.clear();
}

fn forget_sql(row: &mut SqlInstance) {
    row.data_centre = None;
    row.cluster_nodes.clear();
    (row.version, row.edition, row.shared_with_others) = (None, None, None);
    // The usual port is what everybody takes; another is to be entered.
    row.port = row.port.filter(|port| *port != SQL_PORT.value);
    row.reporting_services.clear();
    match &mut row.ha {
        SqlHa::AvailabilityGroup(group) => group.nodes.clear(),
        ha @ SqlHa::FailoverCluster => *ha = SqlHa::None,
        SqlHa::None => {}
    }
}
