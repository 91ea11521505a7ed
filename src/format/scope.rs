use super::Evidence;
use super::raise::Known;
use crate::model::{
    Computer, Edge, Gateway, GatewayKind, Id, Interface, Pool, Role, RoleKind, SiteRef, Topology, Trunk, VendorFormat,
};
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

    /// Whether the pool is in the file at all.
    pub(super) fn writes_pool(&self, id: Id<Pool>, pool: &Pool) -> bool {
        self.is_known(id) || (self.writes_role(&pool.role) && self.writes_site(pool.site))
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
        self.known.clusters.contains_key(&pool.into())
    }

    pub(super) fn writes_gateway(&self, id: Id<Gateway>, gateway: &Gateway) -> bool {
        gateway.kind == GatewayKind::Pstn || self.known.clusters.contains_key(&id.into())
    }

    /// Whether a trunk is written: a new one only if both of its ends are.
    pub(super) fn writes_trunk(&self, id: Id<Trunk>, trunk: &Trunk) -> bool {
        let is_known = || self.known.services.contains_key(&(ServiceRole::PstnGateway, id.into()));
        let has_pool =
            || trunk.pool.is_some_and(|id| self.topology.pools.get(id).is_some_and(|pool| self.writes_pool(id, pool)));
        is_known() || has_pool()
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

/// Whether one address is enough for all services of an Edge server: only such ones are in the documents.
fn has_one_address(edge: &Edge) -> bool {
    edge.single_fqdn
}

/// Whether there is a guess how pools of that role are written.
pub(super) const fn has_guess(role: RoleKind) -> bool {
    matches!(
        role,
        RoleKind::Director | RoleKind::PersistentChat | RoleKind::TrustedApplication | RoleKind::SurvivableBranch
    )
}
