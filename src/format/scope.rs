use std::collections::HashSet;

use uuid::Uuid;

use super::Evidence;
use super::raise::Known;
use crate::model::{
    AnyId, Computer, Edge, Gateway, GatewayKind, Id, Interface, Mediation, Pool, Role, RoleKind, SiteRef, Topology,
    Trunk, VendorFormat,
};
use crate::text::natural_key;
use crate::vendor::ServiceRole;

/// What of a topology is written into a file, and what is left out of it. What the file came with is always written,
/// for it is there already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) topology: &'a Topology,
    /// What the file that the topology came from has.
    pub(super) known: &'a Known,
    pub(super) format: VendorFormat,
    pub(super) evidence: Evidence,
}

impl Scope<'_> {
    pub(super) fn is_guessing(&self) -> bool {
        self.evidence == Evidence::Guessed
    }

    /// Whether anything in this site can be written: no document shows a branch site.
    pub(super) fn writes_site(&self, site: SiteRef) -> bool {
        let SiteRef::Branch(id) = site else { return true };
        let is_known = self.known.format == Some(self.format) && self.known.branch_sites.contains(&id.uuid());
        let has_parent = || self.topology.branch_sites.get(id).is_some_and(|branch| branch.parent.is_some());
        is_known || (self.is_guessing() && has_parent())
    }

    /// The cluster that the file has for a row, if there is a site yet that it can be in.
    pub(super) fn cluster_of(&self, row: impl Into<AnyId>, site: SiteRef) -> Option<Uuid> {
        let key = *self.known.clusters.get(&row.into())?;
        let site = self.site_of(key, site);
        (self.writes_site(site) && self.topology.contains(site.into())).then_some(key)
    }

    /// The site that a cluster is written in: one that the file has stays where it is when its new site is not written.
    pub(super) fn site_of(&self, cluster: Uuid, site: SiteRef) -> SiteRef {
        if self.writes_site(site) { site } else { self.known.places.get(&cluster).map_or(site, |(site, _)| *site) }
    }

    /// How a pool comes among those of its site: what was there stays, what is new comes behind it.
    pub(super) fn place(&self, id: Id<Pool>, pool: &Pool) -> impl Ord + use<> {
        let known = self.known.clusters.get(&id.into()).and_then(|key| self.known.places.get(key));
        let stays = known.filter(|(site, _)| *site == pool.site || self.format == VendorFormat::Published);
        (stays.map_or(usize::MAX, |(_, n)| *n), order_of(self.topology, id, pool))
    }

    /// Whether the pool is in the file at all.
    pub(super) fn writes_pool(&self, id: Id<Pool>, pool: &Pool) -> bool {
        self.is_known(id) || (self.writes_new(pool) && self.has_next_hop(pool))
    }

    fn writes_new(&self, pool: &Pool) -> bool {
        self.writes_role(&pool.role) && self.writes_site(pool.site)
    }

    /// Whether the next hop of a pool that cannot be without one is in the file.
    pub(super) fn has_next_hop(&self, pool: &Pool) -> bool {
        let (Role::Edge(Edge { next_hop, .. }) | Role::Mediation(Mediation { next_hop, .. })) = &pool.role else {
            return true;
        };
        let Some(id) = *next_hop else { return true };
        self.topology.pools.get(id).is_none_or(|next| self.is_known(id) || self.writes_new(next))
    }

    /// Whether pools of this role are written as a whole.
    pub(super) fn writes_role(&self, role: &Role) -> bool {
        match role {
            Role::FrontEnd(_) | Role::StandardEdition(_) | Role::Mediation(_) => true,
            Role::Edge(settings) => self.is_guessing() || has_one_address(settings),
            role => self.is_guessing() && has_guess(role.kind()),
        }
    }

    /// Whether the services of a pool that is in the file follow its settings.
    pub(super) fn writes_settings(&self, role: &Role) -> bool {
        matches!(role, Role::Edge(_)) || self.writes_role(role)
    }

    pub(super) fn is_known(&self, pool: Id<Pool>) -> bool {
        self.topology.pools.get(pool).is_some_and(|row| self.cluster_of(pool, row.site).is_some())
    }

    /// Whether trunks to a gateway can be written.
    pub(super) fn reaches_gateway(&self, id: Id<Gateway>, gateway: &Gateway) -> bool {
        let is_new = || gateway.kind == GatewayKind::Pstn && self.writes_site(gateway.site);
        self.cluster_of(id, gateway.site).is_some() || is_new()
    }

    /// Whether a trunk is written: a new one only if both of its ends are.
    pub(super) fn writes_trunk(&self, id: Id<Trunk>, trunk: &Trunk) -> bool {
        let gateway = self.topology.gateways.get(trunk.gateway);
        gateway.is_some_and(|row| self.reaches_gateway(trunk.gateway, row))
            && (self.is_known_trunk(id) || self.has_pool(trunk))
    }

    pub(super) fn is_known_trunk(&self, id: Id<Trunk>) -> bool {
        self.known.services.contains_key(&(ServiceRole::PstnGateway, id.into()))
    }

    /// Whether the pool of a trunk is in the file with a Mediation Server.
    pub(super) fn has_pool(&self, trunk: &Trunk) -> bool {
        let pool = trunk.pool.and_then(|id| Some((id, self.topology.pools.get(id)?)));
        pool.is_some_and(|(id, pool)| pool.role.mediation_ports().is_some() && self.writes_pool(id, pool))
    }

    /// The gateways that are written: what makes one of a server is its trunk.
    pub(super) fn gateways(&self) -> HashSet<Id<Gateway>> {
        let trunks = self.topology.trunks.iter().filter(|(id, trunk)| self.writes_trunk(*id, trunk));
        trunks.map(|(_, trunk)| trunk.gateway).collect()
    }

    /// Whether the Central Management store is in the file: one of Topology Builder gets it when it is published.
    pub(super) fn writes_central_management(&self) -> bool {
        self.format == VendorFormat::Published
            || self.known.services.keys().any(|(role, _)| *role == ServiceRole::CentralMgmt)
    }

    /// Whether an interface can be written: that a server with three addresses numbers its interfaces is inferred.
    pub(super) fn writes_interface(&self, computer: Id<Computer>, interface: &Interface) -> bool {
        let is_known = || self.known.interfaces.contains(&(computer.uuid(), interface.side, interface.number));
        interface.number == 1 || self.is_guessing() || is_known()
    }
}

/// How a pool comes among others in a new file.
pub(super) fn order_of(topology: &Topology, id: Id<Pool>, pool: &Pool) -> impl Ord + use<> {
    (natural_key(topology.site_name(pool.site)), pool.role.kind(), natural_key(pool.fqdn.as_str()), id)
}

/// Whether one address is enough for all services of an Edge server: only such ones are in the documents, under one
/// name.
fn has_one_address(edge: &Edge) -> bool {
    edge.single_fqdn && edge.has_one_name()
}

/// Whether there is a guess how pools of that role are written.
pub(super) const fn has_guess(role: RoleKind) -> bool {
    matches!(
        role,
        RoleKind::Director | RoleKind::PersistentChat | RoleKind::TrustedApplication | RoleKind::SurvivableBranch
    )
}
