use std::collections::BTreeMap;

rule! {
    /// A node of a failover cluster serves another SQL instance too.
    ///
    /// ## Why it matters
    /// The passive node waits to take over. If it serves databases of its own, it has to carry both on the day of the
    /// failure; only clusters whose nodes do nothing else are supported.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///     monitoring-store sql2\mon
    ///   sql lon-cluster\rtc                     #! DB042
    ///     cluster sql1 sql2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///     monitoring-store sql3\mon
    ///   sql lon-cluster\rtc
    ///     cluster sql1 sql2
    /// ```
    /// ## Source
    /// `L:database-software-support`
    /// `S:server-requirements`
    /// `S:system-requirements`
    code: "DB042", name: "shared-cluster-node", severity: Error, products: [ALL], since: "0.1.0",
}

use super::failover_clusters;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, SqlHa, SqlInstance, field};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut clusters_on: BTreeMap<String, Vec<Id<SqlInstance>>> = BTreeMap::new();
    for (id, sql) in failover_clusters(cx) {
        for node in sql.cluster_nodes.iter().filter(|node| !node.is_empty()) {
            clusters_on.entry(node.key()).or_default().push(id);
        }
    }
    for (id, sql) in failover_clusters(cx) {
        let found = sql.cluster_nodes.iter().find_map(|node| {
            let stand_alone = cx.survey().instances_on(node).iter().filter(|&&other| cx.sql(other).ha == SqlHa::None);
            let clustered = clusters_on.get(&node.key()).into_iter().flatten();
            let others = stand_alone.chain(clustered).copied().filter(|&other| !cx.are_one_instance(other, id));
            Some((node, others.min_by_key(|&other| cx.sql(other).path())?))
        });
        let Some((node, other)) = found else { continue };
        let message = message!(
            "{node}, a node of the failover cluster {sql}, serves {other} too.",
            node = node.as_str(),
            sql = sql.path(),
            other = cx.sql(other).path()
        );
        out.report(&RULE, Place::from(id).field(field::CLUSTER_NODES), message)
            .related(other, message!("is served by the node too"))
            .help(message!("Move the other instance to a server outside the cluster."));
    }
}
