//! What stands beside the pools: databases, shares, Web Apps servers, gateways and trunks.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Raiser;
use crate::format::view::{ClusterView, HostView, ServiceView};
use crate::model::{
    AnyId, AvailabilityGroup, FileStore, Fqdn, Gateway, GatewayKind, Id, Pool, SqlHa, SqlInstance, StoreRef, Transport,
    Trunk, WebAppsServer,
};
use crate::vendor::{InterfaceSide, ServiceRole, Usage};

impl Raiser<'_> {
    pub(super) fn sql_instance(&mut self, cluster: &ClusterView, index: usize) {
        let sql = &self.view.sql_instances[index];
        let id = Id::from_uuid(sql.key);
        let name = match self.tree.child(sql.node, "SqlInstanceId") {
            Some(node) => self.text(node, "Name"),
            None => self.text(sql.node, "Name"),
        };
        let mut row = SqlInstance::new(self.fqdn(cluster.node), name, self.sites[cluster.site]);
        if let Some(primary) = self.tree.attribute(sql.node, "AlwaysOnPrimaryNodeFqdn") {
            row.ha = SqlHa::AvailabilityGroup(AvailabilityGroup {
                listener: row.fqdn.clone(),
                primary_node: Fqdn::new(primary),
                ..AvailabilityGroup::default()
            });
        }
        if self.is_guessing() {
            row.mirror_port = self.number(sql.node, "MirroringPort");
        }
        self.known.clusters.insert(id.into(), cluster.key);
        self.rows.sql_instances.insert(id, row);
    }

    pub(super) fn file_store(&mut self, cluster: &ClusterView, service: &ServiceView) {
        let id = Id::from_uuid(service.key);
        let share = service.extension.map(|node| self.text(node, "ShareName")).unwrap_or_default();
        let row = FileStore::new(self.fqdn(cluster.node), share, self.sites[cluster.site]);
        self.known.clusters.insert(id.into(), cluster.key);
        self.known.services.insert((ServiceRole::FileStore, id.into()), service.key);
        self.rows.file_stores.insert(id, row);
    }

    pub(super) fn web_apps_server(&mut self, cluster: &ClusterView, service: &ServiceView) {
        let id: Id<WebAppsServer> = Id::from_uuid(cluster.key);
        if self.known.clusters.insert(id.into(), cluster.key).is_some() {
            return;
        }
        let row = WebAppsServer {
            fqdn: self.fqdn(cluster.node),
            site: self.sites[cluster.site],
            data_centre: None,
            discovery_url: service.extension.map(|node| self.text(node, "DiscoveryUrl")).unwrap_or_default(),
            is_external: service.extension.is_some_and(|node| self.flag(node, "IsExternal")),
        };
        self.known.services.insert((ServiceRole::WacService, id.into()), service.key);
        self.rows.web_apps_servers.insert(id, row);
    }

    pub(super) fn gateway(&mut self, cluster: &ClusterView) {
        let id: Id<Gateway> = Id::from_uuid(cluster.key);
        let machine = self.view.machines[cluster.machines.clone()].first();
        let address = machine
            .and_then(|machine| self.interfaces(machine.node).find(|interface| interface.side == InterfaceSide::Pstn))
            .map(|interface| interface.address)
            .unwrap_or_default();
        let row = Gateway {
            fqdn: self.fqdn(cluster.node),
            site: self.sites[cluster.site],
            kind: GatewayKind::Pstn,
            data_centre: None,
            address,
        };
        self.known.clusters.insert(id.into(), cluster.key);
        self.rows.gateways.insert(id, row);
    }

    pub(super) fn trunk(&mut self, cluster: &ClusterView, service: &ServiceView, is_root: bool) {
        let id = Id::from_uuid(service.key);
        let port = service.ports.and_then(|ports| self.tree.children(ports).next());
        let transport = match port.and_then(|port| self.tree.attribute(port, "Protocol")).as_deref() {
            Some("Tcp") => Transport::Tcp,
            _ => Transport::Tls,
        };
        let name = port.and_then(|port| self.tree.attribute(port, "ConfiguredFqdn").map(Cow::into_owned));
        let row = Trunk {
            name: name.unwrap_or_else(|| self.text(cluster.node, "Fqdn")),
            gateway: Id::from_uuid(cluster.key),
            gateway_port: port.and_then(|port| self.number(port, "Port")).unwrap_or_default(),
            transport,
            pool: self.pool_behind(service, ServiceRole::MediationServer),
            pool_port: service.extension.and_then(|node| self.number(node, "MediationServerPort")).unwrap_or_default(),
            is_root,
        };
        self.known.services.insert((ServiceRole::PstnGateway, id.into()), service.key);
        self.rows.trunks.insert(id, row);
    }

    /// A trunk says that it is its pool's default; the model keeps that with the pool.
    pub(super) fn default_trunks(&mut self) {
        let is_default = |service: &ServiceView| service.extension.is_some_and(|node| self.flag(node, "Default"));
        let default: HashMap<Id<Pool>, Id<Trunk>> = self
            .view
            .services
            .iter()
            .filter(|service| {
                let is_trunk = service.role == Some(ServiceRole::PstnGateway);
                is_trunk && matches!(service.host, Some(HostView::Cluster(_))) && is_default(service)
            })
            .filter_map(|service| {
                Some((self.pool_behind(service, ServiceRole::MediationServer)?, Id::from_uuid(service.key)))
            })
            .collect();
        if default.is_empty() {
            return;
        }
        for (id, pool) in &mut self.rows.pools {
            if let Some(ports) = pool.role.mediation_ports_mut() {
                ports.default_trunk = default.get(id).copied();
            }
        }
    }

    /// The databases of one role that a service works with, and who stands behind them.
    pub(super) fn stores(&mut self, of: Option<&ServiceView>, on: ServiceRole) -> StoreRef {
        self.store_ref(of, on, [Usage::Default, Usage::Mirror, Usage::Witness])
    }

    /// The databases that take over when those are lost.
    pub(super) fn backup_stores(&mut self, of: Option<&ServiceView>, on: ServiceRole) -> StoreRef {
        self.store_ref(of, on, [Usage::Backup, Usage::BackupMirror, Usage::BackupWitness])
    }

    fn store_ref(&mut self, of: Option<&ServiceView>, on: ServiceRole, usages: [Usage; 3]) -> StoreRef {
        let view = self.view;
        let [primary, mirror, witness] = usages.map(|usage| self.store(view.partner(of?, on, usage)?));
        StoreRef { primary, mirror, witness, ..StoreRef::default() }
    }

    /// The SQL instance that a store is on; takes note of the store.
    fn store(&mut self, service: usize) -> Option<Id<SqlInstance>> {
        let store = &self.view.services[service];
        let (Some(role), Some(HostView::Sql(sql))) = (store.role, store.host) else { return None };
        let id = Id::from_uuid(self.view.sql_instances[sql].key);
        self.known.services.entry((role, AnyId::SqlInstance(id))).or_insert(store.key);
        Some(id)
    }

    pub(super) fn share(&self, service: &ServiceView) -> Option<Id<FileStore>> {
        let share = &self.view.services[self.view.dependency(service, ServiceRole::FileStore)?];
        matches!(share.host, Some(HostView::Cluster(_))).then(|| Id::from_uuid(share.key))
    }
}
