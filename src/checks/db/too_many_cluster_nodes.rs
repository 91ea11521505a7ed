use super::failover_clusters;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{SqlHa, SqlUse, ha_support};

rule! {
    /// A failover cluster has more nodes than its edition of SQL Server allows.
    ///
    /// ## Why it matters
    /// Setup of SQL Server stops at the node that is too many. What was counted on to survive a second failure is not
    /// there.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc                     #! DB041
    ///     edition standard
    ///     cluster sql1 sql2 sql3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc
    ///     edition enterprise
    ///     cluster sql1 sql2 sql3
    /// ```
    /// ## Source
    /// `L:database-software-support`
    /// `S:server-requirements`
    /// `S:system-requirements`
    code: "DB041", name: "too-many-cluster-nodes", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in failover_clusters(cx) {
        let Some(edition) = sql.edition else { continue };
        let support = ha_support(cx.product(), SqlUse::BackEnd, SqlHa::FailoverCluster, edition);
        let Some(limit) = support.and_then(|row| row.max_nodes) else { continue };
        let n = sql.cluster_nodes.len();
        if n <= usize::from(limit) {
            continue;
        }
        let message = message!(
            "The failover cluster {sql} has {n} nodes; SQL Server {edition} allows {limit}.",
            sql = sql.path(),
            n,
            edition = edition.title(),
            limit
        );
        out.report(&RULE, Place::from(id).field(field::CLUSTER_NODES), message)
            .help(message!("Use fewer nodes or a larger edition."));
    }
}
