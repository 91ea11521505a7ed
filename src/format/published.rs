//! The published topology: flat lists, in which things refer to each other by number.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use uuid::Uuid;

use super::Evidence;
use super::view::{Builder, ClusterView, HostView, SiteView, SqlView, View, Waiting, derived, usage};
use super::xml::{NodeId, Tree};
use crate::message;
use crate::model::VendorFormat;

/// `SiteId` and `Number`.
type ClusterId<'t> = (Cow<'t, str>, Cow<'t, str>);
/// The cluster's id and `Name`.
type SqlInstanceId<'t> = (ClusterId<'t>, Cow<'t, str>);
/// `SiteId`, `RoleName` and `Instance`.
type ServiceId<'t> = (Cow<'t, str>, Cow<'t, str>, Cow<'t, str>);

/// Finds the rows of the document.
pub(super) fn view(tree: &Tree, evidence: Evidence) -> View {
    let mut builder = Builder::new(tree, VendorFormat::Published, evidence, tree.root());
    let mut sites = HashMap::new();
    for (list, is_branch) in [("CentralSite", false), ("RemoteSite", true)] {
        for node in builder.listed(tree.root(), "Sites", list) {
            // The one place of a branch site's parent is our guess.
            let parent = if is_branch { sites.get(&builder.attribute(node, "CentralSiteId")).copied() } else { None };
            let index = builder.add_site(node, is_branch, parent);
            sites.entry(builder.attribute(node, "SiteId")).or_insert(index);
        }
    }
    let clusters = clusters(&mut builder, sites);
    let sql_instances = sql_instances(&mut builder, &clusters);
    services(&mut builder, &clusters, &sql_instances);
    builder.finish()
}

fn clusters<'t>(builder: &mut Builder<'t>, mut sites: HashMap<Cow<'t, str>, usize>) -> HashMap<ClusterId<'t>, usize> {
    let tree = builder.tree;
    let mut clusters = HashMap::new();
    for node in builder.listed(tree.root(), "Clusters", "Cluster") {
        let id = cluster_id(builder, node);
        let site = match sites.get(&id.0) {
            Some(site) => *site,
            None => {
                builder.notice(
                    node,
                    message!("the server belongs to site {id}, which is not in this file", id = &*id.0),
                    message!("a site without a name was put in its place; name it"),
                );
                let site = builder.view.sites.len();
                let key = derived(&format!("site/{}", id.0));
                let number = id.0.parse().ok();
                builder.view.sites.push(SiteView { key, node: None, number, is_branch: false, parent: None });
                sites.insert(id.0.clone(), site);
                site
            }
        };
        let number = id.1.parse().ok();
        let index = builder.view.clusters.len();
        let key = unique_key(builder, node, &format!("cluster/{}/{}", id.0, id.1), id, &mut clusters, index);
        let nodes = tree.children(node).filter(|&node| tree.name(node) == "Machine");
        let machines = builder.add_machines(node, key, nodes);
        builder.view.clusters.push(ClusterView { key, node, site, number, machines });
    }
    clusters
}

fn sql_instances<'t>(
    builder: &mut Builder<'t>,
    clusters: &HashMap<ClusterId<'t>, usize>,
) -> HashMap<SqlInstanceId<'t>, usize> {
    let tree = builder.tree;
    let mut sql_instances = HashMap::new();
    for node in builder.listed(tree.root(), "SqlInstances", "SqlInstance") {
        let id = tree.child(node, "SqlInstanceId").map(|node| sql_instance_id(builder, node)).unwrap_or_default();
        let Some(&cluster) = clusters.get(&id.0) else {
            builder.notice(
                node,
                message!("the SQL instance {name} is on a server that is not in this file", name = &*id.1),
                message!("it stays in the file and is not shown; see where the file was made"),
            );
            continue;
        };
        let text = format!("sql/{}/{}/{}", id.0.0, id.0.1, id.1);
        let index = builder.view.sql_instances.len();
        let key = unique_key(builder, node, &text, id, &mut sql_instances, index);
        builder.view.sql_instances.push(SqlView { key, node, cluster });
    }
    sql_instances
}

fn services<'t>(
    builder: &mut Builder<'t>,
    clusters: &HashMap<ClusterId<'t>, usize>,
    sql_instances: &HashMap<SqlInstanceId<'t>, usize>,
) {
    let tree = builder.tree;
    let evidence = builder.view.evidence;
    let mut services = HashMap::new();
    let mut waiting = Vec::new();
    for node in builder.listed(tree.root(), "Services", "Service") {
        let id = service_id(builder, node);
        let host = tree.child(node, "InstalledOn").and_then(|host| match tree.child(host, "SqlInstanceId") {
            Some(sql) => sql_instances.get(&sql_instance_id(builder, sql)).map(|sql| HostView::Sql(*sql)),
            None => clusters.get(&cluster_id(builder, host)).map(|cluster| HostView::Cluster(*cluster)),
        });
        let (name, instance) = (id.1.clone(), id.2.parse().ok());
        let text = format!("service/{}/{}/{}", id.0, id.1, id.2);
        let next = builder.view.services.len();
        let key = unique_key(builder, node, &text, id, &mut services, next);
        let service = builder.add_service(key, node, &name, host, instance);
        let Some(list) = tree.child(node, "DependsOn") else { continue };
        waiting.extend(tree.children(list).map(|node| Waiting {
            service,
            node,
            target: service_id(builder, node),
            usage: usage(tree.attribute(node, "Usage").as_deref(), evidence),
        }));
    }
    builder.add_dependencies(waiting, &services);
}

/// What the `ClusterId` below an element says.
fn cluster_id<'t>(builder: &Builder<'t>, holder: NodeId) -> ClusterId<'t> {
    let Some(id) = builder.tree.child(holder, "ClusterId") else { return ClusterId::default() };
    (builder.attribute(id, "SiteId"), builder.attribute(id, "Number"))
}

fn sql_instance_id<'t>(builder: &Builder<'t>, id: NodeId) -> SqlInstanceId<'t> {
    (cluster_id(builder, id), builder.attribute(id, "Name"))
}

/// What the `ServiceId` below an element says.
fn service_id<'t>(builder: &Builder<'t>, holder: NodeId) -> ServiceId<'t> {
    let Some(id) = builder.tree.child(holder, "ServiceId") else { return ServiceId::default() };
    (builder.attribute(id, "SiteId"), builder.attribute(id, "RoleName"), builder.attribute(id, "Instance"))
}

/// The key of an element, unlike all others of the document.
fn unique_key<K: Hash + Eq>(
    builder: &mut Builder<'_>,
    node: NodeId,
    text: &str,
    id: K,
    all: &mut HashMap<K, usize>,
    index: usize,
) -> Uuid {
    match all.entry(id) {
        Entry::Vacant(place) => {
            place.insert(index);
            derived(text)
        }
        Entry::Occupied(_) => {
            builder.notice(
                node,
                message!("two elements have the id {id}", id = text),
                message!("both are kept; what refers to the id means the first"),
            );
            derived(&format!("{text}#{index}"))
        }
    }
}
