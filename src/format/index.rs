use std::collections::HashMap;

use uuid::Uuid;

use super::view::View;
use super::xml::NodeId;
use crate::vendor::{ServiceRole, Usage};

/// Where in a tree each row of its view is, by key.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) sites: HashMap<Uuid, NodeId>,
    pub(super) clusters: HashMap<Uuid, NodeId>,
    pub(super) machines: HashMap<Uuid, NodeId>,
    pub(super) ordinals: HashMap<Uuid, u32>,
    pub(super) sql_instances: HashMap<Uuid, NodeId>,
    pub(super) services: HashMap<Uuid, NodeId>,
    /// The dependency of a service on one of a role, in a way that is known.
    pub(super) dependencies: HashMap<(Uuid, ServiceRole, Usage), NodeId>,
}

impl Index {
    pub(super) fn of(view: &View) -> Self {
        let mut dependencies = HashMap::new();
        for service in &view.services {
            for dependency in &view.dependencies[service.depends_on.clone()] {
                if let (Some(usage), Some(role)) = (dependency.usage, view.services[dependency.target].role) {
                    dependencies.entry((service.key, role, usage)).or_insert(dependency.node);
                }
            }
        }
        Self {
            sites: view.sites.iter().filter_map(|row| Some((row.key, row.node?))).collect(),
            clusters: view.clusters.iter().map(|row| (row.key, row.node)).collect(),
            machines: view.machines.iter().map(|row| (row.key, row.node)).collect(),
            ordinals: view.machines.iter().filter_map(|row| Some((row.key, row.ordinal?))).collect(),
            sql_instances: view.sql_instances.iter().map(|row| (row.key, row.node)).collect(),
            services: view.services.iter().map(|row| (row.key, row.node)).collect(),
            dependencies,
        }
    }
}
