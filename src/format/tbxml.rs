//! Topology Builder's own file: sites contain clusters, clusters contain SQL instances, and things refer to each other
//! by opaque ids.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use uuid::Uuid;

use super::Evidence;
use super::view::{Builder, ClusterView, HostView, SqlView, View, Waiting, derived, key_from, usage};
use super::xml::{NodeId, Tree};
use crate::message;
use crate::model::VendorFormat;

/// Finds the rows of the document.
pub(super) fn view(tree: &Tree, evidence: Evidence) -> View {
    let holder = tree.child(tree.root(), "NewTopology").and_then(|new| tree.child(new, "PartialTopology"));
    let mut builder = Builder::new(tree, VendorFormat::TopologyBuilder, evidence, holder.unwrap_or(tree.root()));
    let Some(holder) = holder else {
        builder.notice(
            tree.root(),
            message!("the file holds no topology"),
            message!("it was opened as an empty one; see whether it is complete"),
        );
        return builder.finish();
    };
    let mut hosts = HashMap::new();
    for site in builder.listed(holder, "CentralSites", "CentralSite") {
        let index = builder.add_site(site, false, None);
        clusters(&mut builder, site, index, &mut hosts);
        for branch in builder.listed(site, "RemoteSites", "RemoteSite") {
            let branch_index = builder.add_site(branch, true, Some(index));
            clusters(&mut builder, branch, branch_index, &mut hosts);
        }
    }
    services(&mut builder, holder, &hosts);
    builder.finish()
}

fn clusters(builder: &mut Builder<'_>, site: NodeId, index: usize, hosts: &mut HashMap<Uuid, HostView>) {
    for node in builder.listed(site, "Clusters", "Cluster") {
        let cluster = builder.view.clusters.len();
        let [id, number] = builder.tree.values(node, ["UniqueId", "OriginalNumber"]);
        let key = unique_key(builder, "cluster", node, id, hosts, HostView::Cluster(cluster));
        let number = number.and_then(|number| number.parse().ok());
        let nodes = builder.listed(node, "Machines", "Machine");
        let machines = builder.add_machines(node, key, nodes);
        builder.view.clusters.push(ClusterView { key, node, site: index, number, machines });
        for node in builder.listed(node, "SqlInstances", "SqlInstance") {
            let sql = HostView::Sql(builder.view.sql_instances.len());
            let id = builder.tree.attribute(node, "UniqueId");
            let key = unique_key(builder, "sql", node, id, hosts, sql);
            builder.view.sql_instances.push(SqlView { key, node, cluster });
        }
    }
}

fn services(builder: &mut Builder<'_>, holder: NodeId, hosts: &HashMap<Uuid, HostView>) {
    let tree = builder.tree;
    let evidence = builder.view.evidence;
    let mut services = HashMap::new();
    let mut waiting = Vec::new();
    for node in builder.listed(holder, "Services", "Service") {
        let names = ["UniqueId", "RoleName", "InstalledOn", "OriginalInstance"];
        let [id, name, installed_on, instance] = tree.values(node, names);
        let installed_on = installed_on.unwrap_or_default();
        let host = ["cluster", "sql"].iter().find_map(|kind| hosts.get(&key_from(kind, &installed_on)).copied());
        let instance = instance.and_then(|instance| instance.parse().ok());
        let next = builder.view.services.len();
        let key = unique_key(builder, "service", node, id, &mut services, next);
        let service = builder.add_service(key, node, &name.unwrap_or_default(), host, instance);
        let Some(list) = tree.child(node, "DependsOn") else { continue };
        waiting.extend(tree.children(list).map(|node| {
            let [id, written] = tree.values(node, ["ServiceUniqueId", "Usage"]);
            let target = key_from("service", &id.unwrap_or_default());
            Waiting { service, node, target, usage: usage(written.as_deref(), evidence) }
        }));
    }
    builder.add_dependencies(waiting, &services);
}

/// The key of an element, unlike all others of the document.
fn unique_key<V>(
    builder: &mut Builder<'_>,
    kind: &str,
    node: NodeId,
    id: Option<Cow<'_, str>>,
    all: &mut HashMap<Uuid, V>,
    value: V,
) -> Uuid {
    let text = id.unwrap_or_default();
    let key = key_from(kind, &text);
    let n = all.len();
    if let Entry::Vacant(place) = all.entry(key) {
        place.insert(value);
        return key;
    }
    builder.notice(
        node,
        message!("two elements have the id {id}", id = &*text),
        message!("both are kept; what refers to the id means the first"),
    );
    let key = derived(&format!("{kind}/{text}#{n}"));
    all.insert(key, value);
    key
}
