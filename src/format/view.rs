use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

use uuid::Uuid;

use super::Evidence;
use super::xml::{NodeId, Tree};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{Id, Site, VendorFormat};
use crate::text::Message;
use crate::vendor::{ServiceRole, Usage};

/// What a vendor document holds, whichever of the two formats it is in: each row with the element that says it, and
/// every reference resolved. Texts stay in the tree until somebody asks for them.
///
/// Keys are the vendor's GUIDs where there are some, else made of what the vendor has in their place; the rows of the
/// model bear the same ids.
#[derive(Debug)]
pub(super) struct View {
    pub(super) format: VendorFormat,
    /// Whether what no document shows is understood, for we have written it.
    pub(super) evidence: Evidence,
    /// The element that holds domains, sites and services.
    pub(super) holder: NodeId,
    pub(super) sites: Vec<SiteView>,
    pub(super) clusters: Vec<ClusterView>,
    pub(super) machines: Vec<MachineView>,
    pub(super) sql_instances: Vec<SqlView>,
    pub(super) services: Vec<ServiceView>,
    pub(super) dependencies: Vec<DependencyView>,
    pub(super) notices: Vec<Notice>,
}

/// A central site, or a branch site of one.
#[derive(Debug)]
pub(super) struct SiteView {
    pub(super) key: Uuid,
    /// None for a site that clusters name and nothing describes.
    pub(super) node: Option<NodeId>,
    pub(super) number: Option<u32>,
    pub(super) is_branch: bool,
    /// The central site that a branch site belongs to.
    pub(super) parent: Option<usize>,
}

/// Anything with an FQDN: a pool, a server, a gateway.
#[derive(Debug)]
pub(super) struct ClusterView {
    pub(super) key: Uuid,
    pub(super) node: NodeId,
    pub(super) site: usize,
    /// Its number in its site, in a published topology or as the file it came from had it.
    pub(super) number: Option<u32>,
    pub(super) machines: Range<usize>,
}

#[derive(Debug)]
pub(super) struct MachineView {
    pub(super) key: Uuid,
    pub(super) node: NodeId,
    pub(super) ordinal: Option<u32>,
}

#[derive(Debug)]
pub(super) struct SqlView {
    pub(super) key: Uuid,
    pub(super) node: NodeId,
    pub(super) cluster: usize,
}

#[derive(Debug)]
pub(super) struct ServiceView {
    pub(super) key: Uuid,
    pub(super) node: NodeId,
    /// None for a role that is not known.
    pub(super) role: Option<ServiceRole>,
    /// None if it is installed on nothing that is there.
    pub(super) host: Option<HostView>,
    /// Its number among the services of its role in its site.
    pub(super) instance: Option<u32>,
    pub(super) depends_on: Range<usize>,
    pub(super) ports: Option<NodeId>,
    pub(super) extension: Option<NodeId>,
}

/// What a service is installed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HostView {
    Cluster(usize),
    Sql(usize),
}

#[derive(Debug)]
pub(super) struct DependencyView {
    pub(super) node: NodeId,
    pub(super) target: usize,
    /// None for one of which nothing but its name is known.
    pub(super) usage: Option<Usage>,
}

impl View {
    /// That of no document.
    pub(super) fn empty(format: VendorFormat, evidence: Evidence) -> Self {
        Self {
            format,
            evidence,
            holder: NodeId::ROOT,
            sites: Vec::new(),
            clusters: Vec::new(),
            machines: Vec::new(),
            sql_instances: Vec::new(),
            services: Vec::new(),
            dependencies: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The cluster a service is on, directly or by its SQL instance.
    pub(super) fn cluster_of(&self, host: HostView) -> usize {
        match host {
            HostView::Cluster(cluster) => cluster,
            HostView::Sql(sql) => self.sql_instances[sql].cluster,
        }
    }

    /// The service of this role that another depends on in the usual way.
    pub(super) fn dependency(&self, of: &ServiceView, on: ServiceRole) -> Option<usize> {
        self.partner(of, on, Usage::Default)
    }

    /// The service of this role that another depends on in this way.
    pub(super) fn partner(&self, of: &ServiceView, on: ServiceRole, usage: Usage) -> Option<usize> {
        self.dependencies[of.depends_on.clone()]
            .iter()
            .find(|dependency| dependency.usage == Some(usage) && self.services[dependency.target].role == Some(on))
            .map(|dependency| dependency.target)
    }
}

/// The parts of a view that both readers make in the same way.
pub(super) struct Builder<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) view: View,
    /// Keys of sites and machines.
    seen: HashSet<Uuid>,
}

/// A service whose dependencies are still to be resolved: what one depends on may come later.
pub(super) struct Waiting<K> {
    pub(super) service: usize,
    pub(super) node: NodeId,
    pub(super) target: K,
    pub(super) usage: Option<Usage>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, format: VendorFormat, evidence: Evidence, holder: NodeId) -> Self {
        let view = View { holder, ..View::empty(format, evidence) };
        Self { tree, view, seen: HashSet::new() }
    }

    pub(super) fn notice(&mut self, node: NodeId, message: Message, help: Message) {
        self.view.notices.push(Notice { at: Some(self.tree.position(node)), message, help: Some(help) });
    }

    pub(super) fn attribute(&self, node: NodeId, name: &str) -> Cow<'t, str> {
        self.tree.attribute(node, name).unwrap_or_default()
    }

    /// The elements of this name in the list element of that name.
    pub(super) fn listed(
        &self,
        holder: NodeId,
        list: &str,
        name: &'static str,
    ) -> impl Iterator<Item = NodeId> + use<'t> {
        let tree = self.tree;
        let list = tree.child(holder, list);
        list.into_iter().flat_map(move |list| tree.children(list).filter(move |&node| tree.name(node) == name))
    }

    pub(super) fn add_site(&mut self, node: NodeId, is_branch: bool, parent: Option<usize>) -> usize {
        let id = self.attribute(node, "SiteId");
        let kind = if is_branch { "branch-site" } else { "site" };
        let mut key = derived(&format!("{kind}/{id}"));
        if !self.seen.insert(key) {
            let n = self.view.sites.len();
            self.notice(
                node,
                message!("two sites have the number {id}", id = &*id),
                message!("both are kept; what names the number belongs to the first"),
            );
            key = derived(&format!("{kind}/{id}#{n}"));
        }
        self.view.sites.push(SiteView { key, node: Some(node), number: id.parse().ok(), is_branch, parent });
        self.view.sites.len() - 1
    }

    /// The machines of a cluster, each known by its name as long as no other of the cluster has it.
    pub(super) fn add_machines(
        &mut self,
        cluster: NodeId,
        key: Uuid,
        nodes: impl Iterator<Item = NodeId>,
    ) -> Range<usize> {
        let (own_name, cluster) = (self.attribute(cluster, "Fqdn"), key);
        let start = self.view.machines.len();
        for node in nodes {
            let names = ["Fqdn", "OrdinalInCluster", "OriginalOrdinalInCluster"];
            let [fqdn, ordinals @ ..] = self.tree.values(node, names);
            let fqdn = fqdn.unwrap_or_default();
            let ordinal = ordinals.into_iter().flatten().find_map(|ordinal| ordinal.parse().ok());
            // One format names a machine that is a cluster by itself, the other does not.
            let mut key = machine_key(cluster, if fqdn == own_name { "" } else { &fqdn });
            if !self.seen.insert(key) {
                let n = self.view.machines.len() - start;
                self.notice(
                    node,
                    message!("two servers of one pool are called {fqdn}", fqdn = &*fqdn),
                    message!("both are kept; rename one of them"),
                );
                key = machine_key(cluster, &format!("{fqdn}#{n}"));
            }
            self.view.machines.push(MachineView { key, node, ordinal });
        }
        start..self.view.machines.len()
    }

    /// A service without its dependencies. `name` is its role's.
    pub(super) fn add_service(
        &mut self,
        key: Uuid,
        node: NodeId,
        name: &str,
        host: Option<HostView>,
        instance: Option<u32>,
    ) -> usize {
        let is_guessing = self.view.evidence == Evidence::Guessed;
        let role = ServiceRole::from_name(name).filter(|role| is_guessing || !role.facts().inferred);
        let (mut ports, mut extension) = (None, None);
        for child in self.tree.children(node) {
            match self.tree.name(child) {
                "Ports" => ports = Some(child),
                "ServiceId" | "DependsOn" | "InstalledOn" => {}
                child_name if role.is_some_and(|role| role.extension() == Some(child_name)) => extension = Some(child),
                _ => {}
            }
        }
        if host.is_none() {
            self.notice(
                node,
                message!("service {name} is installed on something that is not in this file", name),
                message!("it stays in the file and is not shown; see where the file was made"),
            );
        }
        self.view.services.push(ServiceView { key, node, role, host, instance, depends_on: 0..0, ports, extension });
        self.view.services.len() - 1
    }

    /// Resolves what was waiting, in the order of the services.
    pub(super) fn add_dependencies<K: Hash + Eq>(&mut self, waiting: Vec<Waiting<K>>, services: &HashMap<K, usize>) {
        self.view.dependencies.reserve(waiting.len());
        for Waiting { service, node, target, usage } in waiting {
            let Some(&target) = services.get(&target) else {
                let name = self.role_name(service);
                self.notice(
                    node,
                    message!("service {name} depends on a service that is not in this file", name),
                    message!("the dependency stays in the file and is not shown; see where the file was made"),
                );
                continue;
            };
            let n = self.view.dependencies.len();
            let range = &mut self.view.services[service].depends_on;
            let start = if range.end == 0 { n } else { range.start };
            *range = start..n + 1;
            self.view.dependencies.push(DependencyView { node, target, usage });
        }
    }

    /// The role of a service in words.
    fn role_name(&self, service: usize) -> String {
        let service = &self.view.services[service];
        role_name(self.tree, service.node).into_owned()
    }

    /// Says what was found and is not understood.
    pub(super) fn finish(mut self) -> View {
        for service in 0..self.view.services.len() {
            let (node, is_known) = (self.view.services[service].node, self.view.services[service].role.is_some());
            if !is_known {
                let name = self.role_name(service);
                self.notice(
                    node,
                    message!("the role {name} is not known", name),
                    message!("the service is kept as it is and cannot be edited"),
                );
            }
        }
        for dependency in 0..self.view.dependencies.len() {
            let DependencyView { node, usage, .. } = self.view.dependencies[dependency];
            if usage.is_none() {
                let usage = self.attribute(node, "Usage").into_owned();
                self.notice(
                    node,
                    message!("the dependency of usage {usage} is not known", usage),
                    message!("it is kept as it is and is not shown"),
                );
            }
        }
        self.view
    }
}

/// The usage that is written so, if it is understood.
pub(super) fn usage(written: Option<&str>, evidence: Evidence) -> Option<Usage> {
    match written {
        None | Some("") => Some(Usage::Default),
        Some(name) => Usage::from_name(name).filter(|usage| evidence == Evidence::Guessed || *usage == Usage::Default),
    }
}

/// `RoleName` of a service, in either format.
pub(super) fn role_name<'t>(tree: &'t Tree<'_>, service: NodeId) -> Cow<'t, str> {
    tree.attribute(service, "RoleName")
        .or_else(|| tree.attribute(tree.child(service, "ServiceId")?, "RoleName"))
        .unwrap_or_default()
}

/// The same text is always the same key.
pub(super) fn derived(text: &str) -> Uuid {
    Id::<Site>::derived(text).uuid()
}

/// A GUID as it is; any other text as a key derived from it.
pub(super) fn key_from(kind: &str, text: &str) -> Uuid {
    Uuid::try_parse(text).unwrap_or_else(|_| derived(&format!("{kind}/{text}")))
}

/// Machines have nothing but their name, and a lone one not even that.
pub(super) fn machine_key(cluster: Uuid, fqdn: &str) -> Uuid {
    let name = if fqdn.is_empty() { "computer".to_owned() } else { format!("computer {}", fqdn.to_ascii_lowercase()) };
    Id::<Site>::from_uuid(cluster).part::<Site>(&name).uuid()
}
