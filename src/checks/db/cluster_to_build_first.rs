use std::collections::BTreeSet;

rule! {
    /// A new store is in a failover cluster, which has to be there before the pool is deployed.
    ///
    /// ## Why it matters
    /// The topology only names the cluster. Publishing makes databases in it, and stops if there is none. An
    /// availability group is the other way round: it is made around databases that exist.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc                     #! DB043
    ///     cluster
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc
    ///     cluster
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-cluster\rtc
    ///   sql lon-cluster\rtc
    ///     cluster
    /// ```
    /// ## Source
    /// `S:back-end-server`
    /// `S:alwayson-availability-group`
    /// `L:configure-sql-server-clustering`
    code: "DB043", name: "cluster-to-build-first", severity: Info, products: [ALL], since: "0.1.0", when: Compared,
}

use super::failover_clusters;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(published) = cx.published() else { return };
    let known: BTreeSet<String> = published.sql_instances.iter().map(|(_, sql)| sql.path().to_lowercase()).collect();
    for (id, sql) in failover_clusters(cx).filter(|(_, sql)| !known.contains(&sql.path().to_lowercase())) {
        out.report(
            &RULE,
            Place::from(id).field(field::HA),
            message!("The failover cluster {sql} is new and has to exist before this is published.", sql = sql.path()),
        )
        .help(message!("Build the cluster first."));
    }
}
