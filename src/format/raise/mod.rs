//! From services to roles: what an administrator decided, found again in what the product installs.
//!
//! [`pools`] are made of the services on a cluster, [`shared`] is what stands beside them. What no document of the
//! product shows is understood only where we have written it ourselves: [`Evidence`].

mod pools;
mod shared;

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Evidence;
use super::view::{ClusterView, HostView, ServiceView, View};
use super::xml::{NodeId, Tree};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{
    AnyId, BranchSite, Deployment, Fqdn, Id, Location, RoleKind, Rows, SimpleUrls, SipDomain, Site, SiteRef, Topology,
    Trunk, VendorFormat,
};
use crate::text::Message;
use crate::vendor::{InterfaceSide, Product, ServiceRole};

/// A document as the model has it, and which elements its rows come from.
pub(super) struct Raised {
    pub(super) topology: Topology,
    pub(super) notices: Vec<Notice>,
    pub(super) known: Known,
}

/// Which element of the file a row of the model comes from, by the element's key.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The cluster of a pool, an SQL instance, a share, a gateway, a Web Apps server.
    pub(super) clusters: HashMap<AnyId, Uuid>,
    /// A service, by its role and the row it works for: for databases, the SQL instance.
    pub(super) services: HashMap<(ServiceRole, AnyId), Uuid>,
    /// The only machine of a cluster that is no pool.
    pub(super) machines: HashMap<Uuid, Uuid>,
    /// The interfaces of machines beyond the first of each side.
    pub(super) interfaces: HashSet<(Uuid, InterfaceSide, u8)>,
    /// The branch sites that are in the file.
    pub(super) branch_sites: HashSet<Uuid>,
    /// The site that each cluster is in, and how far down in the file it comes.
    pub(super) places: HashMap<Uuid, (SiteRef, usize)>,
    /// How far down in the file each trunk comes.
    pub(super) trunks: HashMap<Id<Trunk>, usize>,
    /// The format of the file; none where there is no file.
    pub(super) format: Option<VendorFormat>,
}

/// "All addresses", as the product writes it.
pub(super) const ANY_ADDRESS: &str = "0.0.0.0";

/// Reads the rows of the model off a document.
pub(super) fn raise(tree: &Tree, view: &View) -> Raised {
    let mut installed: Vec<Vec<usize>> = view.clusters.iter().map(|_| Vec::new()).collect();
    let mut instances: Vec<Vec<usize>> = view.clusters.iter().map(|_| Vec::new()).collect();
    for (index, service) in view.services.iter().enumerate() {
        if let Some(HostView::Cluster(cluster)) = service.host {
            installed[cluster].push(index);
        }
    }
    for (index, sql) in view.sql_instances.iter().enumerate() {
        instances[sql.cluster].push(index);
    }
    let sites = view.sites.iter().map(|site| match site.is_branch {
        false => SiteRef::Central(Id::from_uuid(site.key)),
        true => SiteRef::Branch(Id::from_uuid(site.key)),
    });
    let sites: Vec<SiteRef> = sites.collect();
    let place = |(n, cluster): (usize, &ClusterView)| (cluster.key, (sites[cluster.site], n));
    let places = view.clusters.iter().enumerate().map(place).collect();
    let trunks = view.services.iter().enumerate().filter(|(_, service)| service.role == Some(ServiceRole::PstnGateway));
    let trunks = trunks.map(|(n, service)| (Id::from_uuid(service.key), n)).collect();
    let known = Known { trunks, format: Some(view.format), places, ..Known::default() };
    let roles = (0..view.clusters.len()).map(|cluster| role_of(tree, view, &installed[cluster])).collect();
    let mut raiser = Raiser { tree, view, installed, sites, roles, rows: Rows::default(), known, notices: Vec::new() };
    raiser.sites();
    for (cluster, instances) in instances.iter().enumerate() {
        raiser.cluster(cluster, instances);
    }
    let deployment = raiser.deployment();
    let Raiser { mut rows, known, notices, .. } = raiser;
    rows.deployments.insert(Deployment::ID, deployment);
    Raised { topology: rows.into(), notices, known }
}

/// What a cluster is as a pool, by the services on it: `Foreign` where they are not known; none where it is no pool but
/// holds a share, an SQL instance, a gateway or a Web Apps server, or nothing.
fn role_of(tree: &Tree, view: &View, services: &[usize]) -> Option<RoleKind> {
    let find = |role| services.iter().map(|&index| &view.services[index]).find(|service| service.role == Some(role));
    if let Some(user_services) = find(ServiceRole::UserServices) {
        let is_standard_edition = is_standard_edition(tree, view, user_services);
        return Some(if is_standard_edition { RoleKind::StandardEdition } else { RoleKind::FrontEnd });
    }
    if find(ServiceRole::EdgeServer).is_some() {
        return Some(RoleKind::Edge);
    }
    if let Some(registrar) = find(ServiceRole::Registrar) {
        let is_director = registrar.extension.and_then(|node| tree.attribute(node, "IsDirector"));
        let is_director = is_director.as_deref() == Some("true");
        let is_in_branch = registrar.host.is_some_and(|host| {
            let site = view.clusters[view.cluster_of(host)].site;
            view.sites[site].is_branch
        });
        return Some(match view.evidence {
            _ if is_director => RoleKind::Director,
            Evidence::Guessed => RoleKind::SurvivableBranch,
            // A registrar in a branch site is most likely a survivable one: not known well enough to be edited.
            Evidence::Shown if is_in_branch => RoleKind::Foreign,
            Evidence::Shown => RoleKind::Director,
        });
    }
    for (service, role) in [
        (ServiceRole::MediationServer, RoleKind::Mediation),
        (ServiceRole::PersistentChatService, RoleKind::PersistentChat),
        (ServiceRole::ExternalServer, RoleKind::TrustedApplication),
    ] {
        if find(service).is_some() {
            return Some(role);
        }
    }
    let has_unknown = services.iter().any(|&index| view.services[index].role.is_none());
    has_unknown.then_some(RoleKind::Foreign)
}

/// Whether a server with users is of Standard Edition: it is a fault domain by itself where those of an Enterprise
/// pool are numbered. Where the file says neither, its own database tells.
fn is_standard_edition(tree: &Tree, view: &View, user_services: &ServiceView) -> bool {
    let Some(HostView::Cluster(own)) = user_services.host else { return false };
    let cluster = &view.clusters[own];
    let machine = view.machines.get(cluster.machines.start).filter(|_| !cluster.machines.is_empty());
    if let Some([domain, name]) = machine.map(|machine| tree.values(machine.node, ["FaultDomain", "Fqdn"]))
        && let Some(domain) = domain.filter(|domain| !domain.is_empty())
    {
        let name = name.or_else(|| tree.attribute(cluster.node, "Fqdn"));
        if name.is_some_and(|name| name.eq_ignore_ascii_case(&domain)) {
            return true;
        }
        if domain.strip_prefix("FaultDomain").is_some_and(|number| number.parse::<u32>().is_ok()) {
            return false;
        }
    }
    let store = view.dependency(user_services, ServiceRole::UserStore).and_then(|store| view.services[store].host);
    matches!(store, Some(HostView::Sql(sql)) if view.sql_instances[sql].cluster == own)
}

struct Raiser<'t> {
    tree: &'t Tree<'t>,
    view: &'t View,
    /// The services on each cluster itself.
    installed: Vec<Vec<usize>>,
    sites: Vec<SiteRef>,
    roles: Vec<Option<RoleKind>>,
    rows: Rows,
    known: Known,
    notices: Vec<Notice>,
}

impl<'t> Raiser<'t> {
    fn notice(&mut self, node: NodeId, message: Message, help: Message) {
        self.notices.push(Notice { at: Some(self.tree.position(node)), message, help: Some(help) });
    }

    fn text(&self, node: NodeId, attribute: &str) -> String {
        self.tree.attribute(node, attribute).unwrap_or_default().into_owned()
    }

    fn fqdn(&self, node: NodeId) -> Fqdn {
        Fqdn::new(self.text(node, "Fqdn"))
    }

    fn flag(&self, node: NodeId, attribute: &str) -> bool {
        self.tree.attribute(node, attribute).as_deref() == Some("true")
    }

    fn number<T: std::str::FromStr>(&mut self, node: NodeId, attribute: &'static str) -> Option<T> {
        let text = self.tree.attribute(node, attribute)?;
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.notice(
                node,
                message!("{attribute} is {text}, which is no number that can stand there", attribute, text = &*text),
                message!("the usual one is shown; the file keeps what it says until that is edited"),
            );
        }
        number
    }

    fn is_guessing(&self) -> bool {
        self.view.evidence == Evidence::Guessed
    }

    fn sites(&mut self) {
        for (site, reference) in self.view.sites.iter().zip(self.sites.clone()) {
            let child = |name| self.tree.child(site.node?, name);
            let text = |name| child(name).map(|node| words(&self.tree.text(node)).to_owned()).unwrap_or_default();
            let (name, description) = (text("Name"), text("Description"));
            let location = child("Location").map_or_else(Location::default, |node| Location {
                city: self.text(node, "City"),
                state: self.text(node, "State"),
                country_code: self.text(node, "CountryCode"),
            });
            match reference {
                SiteRef::Central(id) => {
                    self.rows.sites.insert(id, Site { name, description, location, ..Site::default() });
                }
                SiteRef::Branch(id) => {
                    self.known.branch_sites.insert(id.uuid());
                    let parent = site.parent.map(|parent| Id::from_uuid(self.view.sites[parent].key));
                    self.rows.branch_sites.insert(id, BranchSite { name, description, location, parent });
                }
            }
        }
    }

    fn cluster(&mut self, index: usize, instances: &[usize]) {
        let cluster = &self.view.clusters[index];
        let services = std::mem::take(&mut self.installed[index]);
        let mut is_used = !instances.is_empty();
        for &sql in instances {
            self.sql_instance(cluster, sql);
        }
        let mut is_gateway = false;
        for &service in &services {
            let row = &self.view.services[service];
            match row.role {
                Some(ServiceRole::FileStore) => self.file_store(cluster, row),
                Some(ServiceRole::WacService) => self.web_apps_server(cluster, row),
                Some(ServiceRole::PstnGateway) => {
                    if !is_gateway {
                        self.gateway(cluster);
                    }
                    self.trunk(cluster, row, !is_gateway);
                    is_gateway = true;
                }
                _ => continue,
            }
            is_used = true;
        }
        match self.roles[index] {
            None if is_used => {
                if let Some(machine) = self.view.machines.get(cluster.machines.start) {
                    self.known.machines.insert(cluster.key, machine.key);
                }
            }
            None => {
                self.notice(
                    cluster.node,
                    message!("nothing is installed on {server}", server = self.text(cluster.node, "Fqdn")),
                    message!("it is shown as another server; delete it if nobody needs it"),
                );
                self.pool(index, RoleKind::Foreign, &services);
            }
            Some(role) => self.pool(index, role, &services),
        }
        self.installed[index] = services;
    }

    fn deployment(&mut self) -> Deployment {
        let mut deployment = Deployment { product: self.newest_product(), ..Deployment::default() };
        if let Some(domains) = self.tree.child(self.view.holder, "InternalDomains") {
            deployment.default_sip_domain = Fqdn::new(self.text(domains, "DefaultDomain"));
            deployment.sip_domains = self
                .tree
                .children(domains)
                .filter(|&node| self.tree.name(node) == "InternalDomain")
                .map(|node| SipDomain {
                    name: Fqdn::new(self.text(node, "Name")),
                    authoritative: self.flag(node, "Authoritative"),
                    allow_sub_domains: self.flag(node, "AllowSubDomains"),
                })
                .collect();
        }
        if let Some(urls) = self.tree.child(self.view.holder, "SimpleUrlConfiguration") {
            deployment.simple_urls = self.simple_urls(urls);
        }
        let active = self.view.services.iter().find(|service| {
            service.role == Some(ServiceRole::CentralMgmt)
                && service.extension.is_some_and(|node| self.flag(node, "IsActive"))
        });
        deployment.central_management = active
            .and_then(|service| match service.host? {
                HostView::Cluster(cluster) => Some(cluster),
                HostView::Sql(_) => None,
            })
            .filter(|&cluster| self.roles[cluster].is_some())
            .map(|cluster| Id::from_uuid(self.view.clusters[cluster].key));
        self.default_trunks();
        deployment
    }

    /// What new things are most likely of.
    fn newest_product(&self) -> Product {
        self.rows.pools.values().map(|pool| pool.product).max().unwrap_or_default()
    }

    fn simple_urls(&mut self, holder: NodeId) -> SimpleUrls {
        let mut urls = SimpleUrls::default();
        let tree = self.tree;
        for node in tree.children(holder).filter(|&node| tree.name(node) == "SimpleUrl") {
            let url = self.text(node, "ActiveUrl");
            match tree.attribute(node, "Component").as_deref() {
                Some("Dialin") => urls.dialin = url,
                Some("Cscp") => urls.admin = url,
                Some("Meet") => urls.meet.push((Fqdn::new(self.text(node, "Domain")), url)),
                other => {
                    let name = other.unwrap_or_default();
                    self.notice(
                        node,
                        message!("the simple URL {name} is not known", name),
                        message!("it is kept as it is and is not shown"),
                    );
                }
            }
        }
        urls
    }
}

/// A text without the line ends and the indentation of whoever set it in lines of its own.
fn words(text: &str) -> &str {
    if text.contains('\n') { text.trim() } else { text }
}
