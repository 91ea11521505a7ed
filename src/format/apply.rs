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
        let sql: HashMap<Uuid, &SqlRecord> = after.sql_instances.iter().map(|row| (row.key, row)).collect();
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
    for gone in missing_from(&before.sites, &after.sites) {
        if let Some(&node) = index.sites.get(&gone) {
            tree.remove(node)?;
        }
    }
    if view.format == VendorFormat::Published {
        changes.sql_instances(tree, &before.sql_instances, &after.sql_instances)?;
    }
    changes.services(tree, &before.services, &after.services)?;
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
        let is_gone = |index: usize| {
            let service = &view.services[index];
            services.contains(&service.key)
                || service.host.is_some_and(|host| match host {
                    HostView::Cluster(cluster) => clusters.contains(&view.clusters[cluster].key),
                    HostView::Sql(sql) => {
                        let sql = &view.sql_instances[sql];
                        sql_instances.contains(&sql.key) || clusters.contains(&view.clusters[sql.cluster].key)
                    }
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
                        let copy = copy(tree, node);
                        tree.remove(node)?;
                        let list = self.list(tree, holder, "Clusters")?;
                        tree.insert_child(list, Position::Last, &copy)?;
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
