use super::failover_clusters;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A failover cluster goes by the name of one of its nodes.
    ///
    /// ## Why it matters
    /// The product asks for the databases under that name. After the cluster has failed over, the node of that name has
    /// none, and the pool stands still although its databases are up.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                            #! DB040
    ///     cluster sql1 sql2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc
    ///     cluster sql1 sql2
    /// ```
    /// ## Source
    /// `L:configure-sql-server-clustering`
    code: "DB040", name: "cluster-under-name-of-node", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in failover_clusters(cx) {
        if sql.fqdn.is_empty() || !sql.cluster_nodes.iter().any(|node| node.is(&sql.fqdn)) {
            continue;
        }
        out.report(
            &RULE,
            Place::from(id).field(field::FQDN),
            message!("The failover cluster {sql} goes by the name of one of its nodes.", sql = sql.path()),
        )
        .help(message!("Enter the virtual name of the cluster."));
    }
}
