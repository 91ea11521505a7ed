//! Makes in a vendor document what changed between two states of the model, and nothing else.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::element::{Elements, declaration, settings};
use super::index::Index;
use super::lowered::{Cluster, Keyed, Lowered, Service, SiteKind, SiteRecord, SqlRecord};
use super::numbers::Numbers;
use super::shape::{Declaration, Shape, copy, insert, update};
use super::view::{HostView, View, role_name};
use super::xml::{EditError, NodeId, Position, Tree};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::VendorFormat;
use crate::vendor::namespace::{TOPOLOGY, WRITABLE_TOPOLOGY};

/// Changes `tree`, of which `view` was made, as much as `after` differs from `before`. Returns what happened to things
/// that the model does not know.
pub(super) fn apply(
    tree: &mut Tree,
    view: &View,
    mut before: Lowered,
    mut after: Lowered,
    numbers: &Numbers,
) -> Result<Vec<Notice>, EditError> {
    let index = Index::of(view);
    forget_missing(&index, &mut before, &mut after);
    let old_numbers = Numbers::assign(&before, view);
    let is_renumbered = view.format == VendorFormat::Published && {
        let moved = before.clusters.iter().any(|row| {
            let new = numbers.clusters.get(&row.key);
            new.is_some() && new != old_numbers.clusters.get(&row.key)
        });
        let sql = by_key(&after.sql_instances);
        moved || before.sql_instances.iter().any(|row| sql.get(&row.key).is_some_and(|new| *new != row))
    };
    let base = tree.clone();
    let changes = Changes {
        format: view.format,
        declaration: declaration(view.format),
        holder: view.holder,
        index: &index,
        is_renumbered,
        old: Elements::new(view.format, Some(&base), &index, &old_numbers, false, &before),
        new: Elements::new(view.format, Some(&base), &index, numbers, false, &after),
    };
    let notices = changes.remove(tree, view, &before, &after)?;
    changes.settings(tree, &before, &after)?;
    let sites = changes.sites(tree, &before.sites, &after.sites)?;
    changes.clusters(tree, &before.clusters, &after.clusters, &sites)?;
    changes.branch_sites(tree, &before.sites, &after.sites, &sites)?;
    for gone in missing_from(&before.sites, &after.sites) {
        if let Some(&node) = index.sites.get(&gone) {
            tree.remove(node)?;
        }
    }
    if view.format == VendorFormat::Published {
        changes.sql_instances(tree, &before.sql_instances, &after.sql_instances)?;
    }
    changes.services(tree, &before.services, &after.services)?;
    if is_renumbered {
        changes.references(tree, view)?;
    }
    Ok(notices)
}

/// The model cannot say that a file lacks a service it would have: what was missing before an edit stays missing.
fn forget_missing(index: &Index, before: &mut Lowered, after: &mut Lowered) {
    let missing: HashSet<Uuid> =
        before.services.iter().map(Keyed::key).filter(|key| !index.services.contains_key(key)).collect();
    for lowered in [before, after] {
        lowered.services.retain(|service| !missing.contains(&service.key));
        for service in &mut lowered.services {
            service.depends_on.retain(|link| !missing.contains(&link.target));
        }
    }
}

/// Takes an element with all it contains to the end of another list.
fn carry(tree: &mut Tree, node: NodeId, list: NodeId) -> Result<(), EditError> {
    let copy = copy(tree, node);
    tree.remove(node)?;
    tree.insert_child(list, Position::Last, &copy)?;
    Ok(())
}

fn missing_from<T: Keyed>(before: &[T], after: &[T]) -> Vec<Uuid> {
    let there: HashSet<Uuid> = after.iter().map(Keyed::key).collect();
    before.iter().map(Keyed::key).filter(|key| !there.contains(key)).collect()
}

fn by_key<T: Keyed>(rows: &[T]) -> HashMap<Uuid, &T> {
    rows.iter().map(|row| (row.key(), row)).collect()
}

struct Changes<'a> {
    format: VendorFormat,
    declaration: Declaration,
    holder: NodeId,
    index: &'a Index,
    /// Whether references change even where the records that hold them do not.
    is_renumbered: bool,
    old: Elements<'a>,
    new: Elements<'a>,
}

impl Changes<'_> {
    /// Takes away the services that are gone, all that ran on what is gone, and every dependency on them.
    fn remove(
        &self,
        tree: &mut Tree,
        view: &View,
        before: &Lowered,
        after: &Lowered,
    ) -> Result<Vec<Notice>, EditError> {
        let services: HashSet<Uuid> = missing_from(&before.services, &after.services).into_iter().collect();
        let clusters: HashSet<Uuid> = missing_from(&before.clusters, &after.clusters).into_iter().collect();
        let sql_instances: HashSet<Uuid> =
            missing_from(&before.sql_instances, &after.sql_instances).into_iter().collect();
        let there: HashSet<Uuid> = after.services.iter().map(Keyed::key).collect();
        // What is on a server that is gone goes along, unless it has another by now.
        let is_gone = |index: usize| {
            let service = &view.services[index];
            services.contains(&service.key)
                || service.host.filter(|_| !there.contains(&service.key)).is_some_and(|host| match host {
                    HostView::Cluster(cluster) => clusters.contains(&view.clusters[cluster].key),
                    HostView::Sql(sql) => sql_instances.contains(&view.sql_instances[sql].key),
                })
        };
        let gone: Vec<bool> = (0..view.services.len()).map(is_gone).collect();
        let mut notices = Vec::new();
        for (index, service) in view.services.iter().enumerate() {
            if gone[index] {
                tree.remove(service.node)?;
                continue;
            }
            for dependency in &view.dependencies[service.depends_on.clone()] {
                if !gone[dependency.target] {
                    continue;
                }
                tree.remove(dependency.node)?;
                if service.role.is_none() || dependency.usage.is_none() {
                    let name = role_name(tree, service.node).into_owned();
                    let on = role_name(tree, view.services[dependency.target].node).into_owned();
                    notices.push(Notice {
                        at: None,
                        message: message!("{name}, which is not known, depended on a deleted service {on}", name, on),
                        help: Some(message!("the dependency was removed; see whether the service still works")),
                    });
                }
            }
        }
        Ok(notices)
    }

    fn settings(&self, tree: &mut Tree, before: &Lowered, after: &Lowered) -> Result<(), EditError> {
        update(tree, self.holder, &self.head(before), &self.head(after), self.declaration)
    }

    /// The element that holds everything, with what is about the deployment as a whole.
    fn head<'r>(&self, lowered: &'r Lowered) -> Shape<'r> {
        Shape::new("PartialTopology", WRITABLE_TOPOLOGY).children(settings(lowered, self.format))
    }

    fn sites(
        &self,
        tree: &mut Tree,
        before: &[SiteRecord],
        after: &[SiteRecord],
    ) -> Result<HashMap<Uuid, NodeId>, EditError> {
        let mut nodes = self.index.sites.clone();
        let was = by_key(before);
        for site in after {
            match (was.get(&site.key), self.index.sites.get(&site.key)) {
                (Some(old), Some(&node)) => {
                    update(tree, node, &self.old.site(old), &self.new.site(site), self.declaration)?;
                }
                (Some(_), None) => {}
                (None, _) => {
                    let list = match (self.format, site.kind) {
                        (VendorFormat::Published, _) => self.list(tree, self.holder, "Sites")?,
                        (VendorFormat::TopologyBuilder, SiteKind::Central) => {
                            self.list(tree, self.holder, "CentralSites")?
                        }
                        (VendorFormat::TopologyBuilder, SiteKind::Branch(parent)) => {
                            let Some(&parent) = parent.and_then(|parent| nodes.get(&parent)) else { continue };
                            self.list(tree, parent, "RemoteSites")?
                        }
                    };
                    let node = insert(tree, list, Position::Last, &self.new.site(site), self.declaration)?;
                    nodes.insert(site.key, node);
                }
            }
        }
        Ok(nodes)
    }

    /// Puts each branch site into its central one. What stands in it goes along, and has been changed before.
    fn branch_sites(
        &self,
        tree: &mut Tree,
        before: &[SiteRecord],
        after: &[SiteRecord],
        sites: &HashMap<Uuid, NodeId>,
    ) -> Result<(), EditError> {
        if self.format == VendorFormat::Published {
            return Ok(());
        }
        let was = by_key(before);
        for site in after {
            let SiteKind::Branch(Some(parent)) = site.kind else { continue };
            let (Some(old), Some(&node)) = (was.get(&site.key), self.index.sites.get(&site.key)) else { continue };
            if let Some(&parent) = sites.get(&parent).filter(|_| old.kind != site.kind) {
                let list = self.list(tree, parent, "RemoteSites")?;
                carry(tree, node, list)?;
            }
        }
        Ok(())
    }

    fn clusters(
        &self,
        tree: &mut Tree,
        before: &[Cluster],
        after: &[Cluster],
        sites: &HashMap<Uuid, NodeId>,
    ) -> Result<(), EditError> {
        for gone in missing_from(before, after) {
            if let Some(&node) = self.index.clusters.get(&gone) {
                tree.remove(node)?;
            }
        }
        let was = by_key(before);
        for cluster in after {
            let holder = match self.format {
                VendorFormat::TopologyBuilder => sites.get(&cluster.site).copied(),
                VendorFormat::Published => Some(self.holder),
            };
            match (was.get(&cluster.key), self.index.clusters.get(&cluster.key)) {
                (Some(old), Some(&node)) => {
                    let same_databases = self.old.sql_of.get(&cluster.key) == self.new.sql_of.get(&cluster.key);
                    if *old != cluster || !same_databases || self.is_renumbered {
                        update(tree, node, &self.old.cluster(old), &self.new.cluster(cluster), self.declaration)?;
                    }
                    if let (true, Some(holder), VendorFormat::TopologyBuilder) =
                        (old.site != cluster.site, holder, self.format)
                    {
                        let list = self.list(tree, holder, "Clusters")?;
                        carry(tree, node, list)?;
                    }
                }
                (Some(_), None) => {}
                (None, _) => {
                    let Some(holder) = holder else { continue };
                    let list = self.list(tree, holder, "Clusters")?;
                    insert(tree, list, Position::Last, &self.new.cluster(cluster), self.declaration)?;
                }
            }
        }
        Ok(())
    }

    fn sql_instances(&self, tree: &mut Tree, before: &[SqlRecord], after: &[SqlRecord]) -> Result<(), EditError> {
        for gone in missing_from(before, after) {
            if let Some(&node) = self.index.sql_instances.get(&gone) {
                tree.remove(node)?;
            }
        }
        let was = by_key(before);
        for sql in after {
            match (was.get(&sql.key), self.index.sql_instances.get(&sql.key)) {
                (Some(old), Some(&node)) if *old != sql || self.is_renumbered => {
                    update(tree, node, &self.old.sql_instance(old), &self.new.sql_instance(sql), self.declaration)?;
                }
                (Some(_), _) => {}
                (None, _) => {
                    let list = self.list(tree, self.holder, "SqlInstances")?;
                    insert(tree, list, Position::Last, &self.new.sql_instance(sql), self.declaration)?;
                }
            }
        }
        Ok(())
    }

    fn services(&self, tree: &mut Tree, before: &[Service], after: &[Service]) -> Result<(), EditError> {
        let was = by_key(before);
        for service in after {
            match (was.get(&service.key), self.index.services.get(&service.key)) {
                (Some(old), Some(&node)) if *old != service || self.is_renumbered => {
                    update(tree, node, &self.old.service(old), &self.new.service(service), self.declaration)?;
                }
                (Some(_), _) => {}
                (None, _) => {
                    let list = self.list(tree, self.holder, "Services")?;
                    insert(tree, list, Position::Last, &self.new.service(service), self.declaration)?;
                }
            }
        }
        Ok(())
    }

    /// Lets what the model does not know follow what it refers to under its new numbers.
    fn references(&self, tree: &mut Tree, view: &View) -> Result<(), EditError> {
        for service in &view.services {
            if !is_there(tree, service.node) {
                continue;
            }
            for dependency in &view.dependencies[service.depends_on.clone()] {
                let target = &view.services[dependency.target].key;
                let [was, is] = [&self.old, &self.new].map(|elements| elements.numbers.services.get(target));
                let id = tree.child(dependency.node, "ServiceId").filter(|_| is_there(tree, dependency.node));
                let (Some(was), Some(is), Some(id)) = (was, is, id) else { continue };
                let attributes =
                    |(site, instance): &(u32, u32)| [("SiteId", site.to_string()), ("Instance", instance.to_string())];
                // What says another number by now was given another target.
                if says(tree, id, &attributes(was)) {
                    set(tree, id, &attributes(is))?;
                }
            }
            let Some(installed_on) = tree.child(service.node, "InstalledOn") else { continue };
            match service.host {
                Some(HostView::Cluster(cluster)) => {
                    let cluster = view.clusters[cluster].key;
                    self.follow(tree, installed_on, cluster, cluster)?;
                }
                Some(HostView::Sql(sql)) => {
                    let key = view.sql_instances[sql].key;
                    let [was, is] = [&self.old, &self.new].map(|elements| elements.sql_instances.get(&key));
                    let (Some(was), Some(is), Some(id)) = (was, is, tree.child(installed_on, "SqlInstanceId")) else {
                        continue;
                    };
                    if says(tree, id, &[("Name", was.name.clone())])
                        && self.follow(tree, id, was.cluster, is.cluster)?
                    {
                        set(tree, id, &[("Name", is.name.clone())])?;
                    }
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Lets the `ClusterId` below an element name another cluster, or the same by its new number. Returns whether it
    /// named the one that it should have.
    fn follow(&self, tree: &mut Tree, holder: NodeId, was: Uuid, is: Uuid) -> Result<bool, EditError> {
        let attributes = |(site, number): &(u32, u32)| [("SiteId", site.to_string()), ("Number", number.to_string())];
        let (was, is) = (self.old.numbers.clusters.get(&was), self.new.numbers.clusters.get(&is));
        let (Some(was), Some(is), Some(id)) = (was, is, tree.child(holder, "ClusterId")) else { return Ok(false) };
        let is_meant = says(tree, id, &attributes(was));
        if is_meant {
            set(tree, id, &attributes(is))?;
        }
        Ok(is_meant)
    }

    /// The element that lists things, made if it is missing.
    fn list(&self, tree: &mut Tree, holder: NodeId, name: &'static str) -> Result<NodeId, EditError> {
        if let Some(list) = tree.child(holder, name) {
            return Ok(list);
        }
        let namespace = match self.format {
            VendorFormat::TopologyBuilder => WRITABLE_TOPOLOGY,
            VendorFormat::Published => TOPOLOGY,
        };
        insert(tree, holder, Position::Last, &Shape::new(name, namespace), self.declaration)
    }
}

/// Whether an element has not been removed.
fn is_there(tree: &Tree, node: NodeId) -> bool {
    tree.parent(node).is_some()
}

fn says(tree: &Tree, node: NodeId, attributes: &[(&'static str, String)]) -> bool {
    attributes.iter().all(|(name, value)| tree.attribute(node, name).as_deref() == Some(value))
}

/// Sets the attributes that say something else.
fn set(tree: &mut Tree, node: NodeId, attributes: &[(&'static str, String)]) -> Result<(), EditError> {
    for (name, value) in attributes {
        if tree.attribute(node, name).as_deref() != Some(value) {
            tree.set_attribute(node, name, value)?;
        }
    }
    Ok(())
}
