use std::collections::HashMap;

use uuid::Uuid;

use super::lowered::{Host, Keyed, Lowered};
use super::view::{HostView, View};
use crate::vendor::ServiceRole;

/// The numbers by which a published topology names things. What has a number keeps it; what is new gets the next one
/// that was never used.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Numbers {
    pub(super) sites: HashMap<Uuid, u32>,
    /// Site and number.
    pub(super) clusters: HashMap<Uuid, (u32, u32)>,
    /// Site and instance.
    pub(super) services: HashMap<Uuid, (u32, u32)>,
}

/// Numbers that were given, and the highest of each series.
struct Given<K, S> {
    by_key: HashMap<K, (S, u32)>,
    highest: HashMap<S, u32>,
}

impl<K: std::hash::Hash + Eq + Copy, S: std::hash::Hash + Eq + Copy> Given<K, S> {
    fn of(rows: impl Iterator<Item = (K, S, Option<u32>)>) -> Self {
        let mut given = Self { by_key: HashMap::new(), highest: HashMap::new() };
        for (key, series, number) in rows {
            let Some(number) = number else { continue };
            given.by_key.insert(key, (series, number));
            let highest = given.highest.entry(series).or_default();
            *highest = number.max(*highest);
        }
        given
    }

    fn number(&mut self, key: K, series: S) -> u32 {
        if let Some((own, number)) = self.by_key.get(&key)
            && *own == series
        {
            return *number;
        }
        let highest = self.highest.entry(series).or_default();
        *highest = highest.saturating_add(1);
        *highest
    }
}

impl Numbers {
    /// The numbers that a file has.
    pub(super) fn of(view: &View) -> Self {
        let site = |cluster: usize| view.sites[view.clusters[cluster].site].number.unwrap_or_default();
        Self {
            sites: view.sites.iter().filter_map(|row| Some((row.key, row.number?))).collect(),
            clusters: (0..view.clusters.len())
                .filter_map(|n| Some((view.clusters[n].key, (site(n), view.clusters[n].number?))))
                .collect(),
            services: view
                .services
                .iter()
                .filter_map(|row| Some((row.key, (site(view.cluster_of(row.host?)), row.instance?))))
                .collect(),
        }
    }

    /// The numbers of everything in `lowered`; those of `view` stay.
    pub(super) fn assign(lowered: &Lowered, view: &View) -> Self {
        let mut given_sites = Given::of(view.sites.iter().map(|row| (row.key, (), row.number)));
        let sites: HashMap<Uuid, u32> =
            lowered.sites.iter().map(|row| (row.key, given_sites.number(row.key, ()))).collect();

        let old_site = |cluster: usize| view.sites[view.clusters[cluster].site].key;
        let mut given =
            Given::of((0..view.clusters.len()).map(|n| (view.clusters[n].key, old_site(n), view.clusters[n].number)));
        let site_of: HashMap<Uuid, Uuid> = lowered.clusters.iter().map(|row| (row.key, row.site)).collect();
        let number_of = |site: &Uuid| sites.get(site).copied().unwrap_or(1);
        let clusters: HashMap<Uuid, (u32, u32)> = lowered
            .clusters
            .iter()
            .map(|row| (row.key, (number_of(&row.site), given.number(row.key, row.site))))
            .collect();

        let cluster_of_sql: HashMap<Uuid, Uuid> =
            lowered.sql_instances.iter().map(|row| (row.key, row.cluster)).collect();
        let site_of_host = |host: Host| {
            let cluster = match host {
                Host::Cluster(cluster) => Some(cluster),
                Host::Sql(sql) => cluster_of_sql.get(&sql).copied(),
            };
            cluster.and_then(|cluster| site_of.get(&cluster)).copied().unwrap_or_default()
        };
        let old_site_of_host = |host: Option<HostView>| host.map(|host| old_site(view.cluster_of(host)));
        let known = view.services.iter().filter_map(|row| {
            let series: (Uuid, ServiceRole) = (old_site_of_host(row.host)?, row.role?);
            Some((row.key, series, row.instance))
        });
        let mut given = Given::of(known);
        let mut services: HashMap<Uuid, (u32, u32)> = lowered
            .services
            .iter()
            .map(|row| {
                let site = site_of_host(row.host);
                (row.key(), (number_of(&site), given.number(row.key(), (site, row.role))))
            })
            .collect();
        // Services that are kept as they are keep their numbers, and are referred to by them.
        for (key, number) in Self::of(view).services {
            services.entry(key).or_insert(number);
        }
        Self { sites, clusters, services }
    }
}
