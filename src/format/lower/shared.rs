//! What stands beside the pools: databases, shares, Web Apps servers, gateways and trunks.

use uuid::Uuid;

use super::{Lowerer, Partner, address_or_any, partner, ports};
use crate::format::lowered::{Extension, FaultDomains, Host, InterfaceRecord, SqlRecord};
use crate::model::{
    AnyId, FileStore, Fqdn, Id, Pool, SiteRef, SqlHa, SqlInstance, StoreRef, Transport, Trunk, WebAppsServer,
};
use crate::text::natural_key;
use crate::vendor::{InterfaceSide, ServiceRole, Usage, When};

impl Lowerer<'_> {
    pub(super) fn web_apps_servers(&mut self) {
        let mut rows: Vec<_> = self.scope.topology.web_apps_servers.iter().collect();
        rows.sort_by_cached_key(|(id, row)| self.place(row.site, row.fqdn.as_str(), id.uuid()));
        for (id, row) in rows {
            self.host(id.into(), id.uuid(), (row.site, &row.fqdn), FaultDomains::None, Vec::new());
        }
    }

    pub(super) fn sql_instances(&mut self) {
        let mut rows: Vec<_> = self.scope.topology.sql_instances.iter().collect();
        rows.sort_by_cached_key(|(id, row)| self.place(row.site, &row.path(), id.uuid()));
        for (id, row) in rows {
            self.sql_instance(id, row);
        }
    }

    pub(super) fn file_stores(&mut self) {
        let mut rows: Vec<_> = self.scope.topology.file_stores.iter().collect();
        rows.sort_by_cached_key(|(id, row)| self.place(row.site, &row.path(), id.uuid()));
        for (id, row) in rows {
            let key = id.part::<Pool>("server").uuid();
            self.host(id.into(), key, (row.site, &row.server), FaultDomains::None, Vec::new());
        }
    }

    pub(super) fn gateways(&mut self) {
        let mut rows: Vec<_> = self.scope.topology.gateways.iter().collect();
        rows.sort_by_cached_key(|(id, row)| self.place(row.site, row.fqdn.as_str(), id.uuid()));
        let written = self.scope.gateways();
        for (id, row) in rows {
            if written.contains(&id) {
                let interface = InterfaceRecord {
                    side: InterfaceSide::Pstn,
                    number: 1,
                    address: address_or_any(row.address.0.as_str()),
                    public_address: None,
                };
                self.host(id.into(), id.uuid(), (row.site, &row.fqdn), FaultDomains::None, vec![interface]);
            }
        }
    }

    /// Where a row comes among those of its kind.
    fn place(&self, site: SiteRef, name: &str, id: Uuid) -> impl Ord + use<> {
        (natural_key(self.scope.topology.site_name(site)), natural_key(name), id)
    }

    fn sql_instance(&mut self, id: Id<SqlInstance>, row: &SqlInstance) {
        let (fqdn, primary_node) = match &row.ha {
            // The cluster of a group is its listener.
            SqlHa::AvailabilityGroup(group) if group.listener.is_empty() => (&row.fqdn, Some(&group.primary_node)),
            SqlHa::AvailabilityGroup(group) => (&group.listener, Some(&group.primary_node)),
            SqlHa::None | SqlHa::FailoverCluster => (&row.fqdn, None),
        };
        let domains = if primary_node.is_some() { FaultDomains::OwnName } else { FaultDomains::None };
        let key = id.part::<Pool>("server").uuid();
        if let Some(cluster) = self.host(id.into(), key, (row.site, fqdn), domains, Vec::new()) {
            let (name, primary_node) = (row.instance.clone(), primary_node.map(Fqdn::to_string));
            let mirror_port = row.mirror_port.filter(|_| self.scope.is_guessing());
            self.out.sql_instances.push(SqlRecord { key: id.uuid(), cluster, name, primary_node, mirror_port });
        }
    }

    /// The database of a role that its pools work with.
    pub(super) fn store_of(&self, role: ServiceRole, store: &StoreRef) -> Option<Partner> {
        partner(role, store.primary)
    }

    /// Who stands behind that database: in a way that no document shows.
    pub(super) fn behind(&self, role: ServiceRole, store: &StoreRef) -> Vec<Partner> {
        self.instances(role, [(store.mirror, Usage::Mirror), (store.witness, Usage::Witness)])
    }

    /// All of a database that takes over when another is lost.
    pub(super) fn backup(&self, role: ServiceRole, store: &StoreRef) -> Vec<Partner> {
        let StoreRef { primary, mirror, witness, .. } = *store;
        let usages = [Usage::Backup, Usage::BackupMirror, Usage::BackupWitness];
        self.instances(role, [(primary, usages[0]), (mirror, usages[1]), (witness, usages[2])])
    }

    fn instances<const N: usize>(
        &self,
        role: ServiceRole,
        instances: [(Option<Id<SqlInstance>>, Usage); N],
    ) -> Vec<Partner> {
        let is_guessing = self.scope.is_guessing();
        let instances = instances.into_iter().filter(|_| is_guessing);
        instances.filter_map(|(id, usage)| Some((role, id?.into(), usage))).collect()
    }

    pub(super) fn store(&mut self, (role, sql, _): Partner, version: u8) {
        if self.cluster_of.contains_key(&sql)
            && let AnyId::SqlInstance(id) = sql
        {
            self.push(role, sql, Host::Sql(id.uuid()), version, &[], Extension::None);
        }
    }

    pub(super) fn file_store(&mut self, id: Id<FileStore>, version: Option<u8>) {
        let (Some(row), Some(&cluster)) = (self.scope.topology.file_stores.get(id), self.cluster_of.get(&id.into()))
        else {
            return;
        };
        let version = self.version_of(id.uuid(), version);
        let extension = Extension::FileStore { share: row.share.clone() };
        self.push(ServiceRole::FileStore, id.into(), Host::Cluster(cluster), version, &[], extension);
    }

    pub(super) fn web_apps_server(&mut self, id: Id<WebAppsServer>, version: Option<u8>) {
        let row = self.scope.topology.web_apps_servers.get(id);
        let (Some(row), Some(&cluster)) = (row, self.cluster_of.get(&id.into())) else { return };
        let version = self.version_of(id.uuid(), version);
        let extension = Extension::WebApps { discovery_url: row.discovery_url.clone(), is_external: row.is_external };
        self.push(ServiceRole::WacService, id.into(), Host::Cluster(cluster), version, &[], extension);
    }

    pub(super) fn trunks(&mut self) {
        let topology = self.scope.topology;
        let mut trunks: Vec<_> = topology.trunks.iter().collect();
        trunks.sort_by_cached_key(|(id, trunk)| {
            let gateway = natural_key(&topology.name(trunk.gateway.into()));
            (gateway, !trunk.is_root, natural_key(&trunk.name), *id)
        });
        for (id, trunk) in trunks {
            if self.scope.writes_trunk(id, trunk) {
                self.trunk(id, trunk);
            }
        }
    }

    fn trunk(&mut self, id: Id<Trunk>, trunk: &Trunk) {
        let topology = self.scope.topology;
        let Some(&cluster) = self.cluster_of.get(&trunk.gateway.into()) else { return };
        let pool = trunk.pool.and_then(|id| topology.pools.get(id));
        let product = pool.map_or(topology.deployment().product, |pool| pool.product);
        let ports_of_pool = pool.and_then(|pool| pool.role.mediation_ports());
        let extension = Extension::Gateway {
            bypass_id: id.part::<Trunk>("bypass").uuid(),
            pool_port: trunk.pool_port,
            is_default: ports_of_pool.is_some_and(|ports| ports.default_trunk == Some(id)),
        };
        let role = ServiceRole::PstnGateway;
        // Where the name of a trunk stands is inferred from a sample in which it is the gateway's.
        let is_named = self.scope.is_guessing() || self.scope.known.services.contains_key(&(role, id.into()));
        let peer = if is_named { trunk.name.clone() } else { topology.name(trunk.gateway.into()) };
        let (host, version) = (Host::Cluster(cluster), product.service_version());
        let mediation = partner(ServiceRole::MediationServer, trunk.pool);
        let Some(service) = self.push(role, id.into(), host, version, &[mediation], extension) else { return };
        service.ports = ports(role, |when| match when {
            When::TcpTrunk => trunk.transport == Transport::Tcp,
            When::TlsTrunk => trunk.transport == Transport::Tls,
            _ => false,
        });
        for port in &mut service.ports {
            port.port = trunk.gateway_port;
            port.fqdn = Some(peer.clone());
        }
    }
}
