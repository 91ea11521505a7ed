use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SqlNode, field};

use super::availability_groups;

rule! {
    /// The replicas of an availability group are instances of different names.
    ///
    /// ## Why it matters
    /// The topology knows one instance name for the store. After a failover to a replica of another name, setup and the
    /// cmdlets look for the databases where they are not.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                          #! DB032
    ///     availability-group lon-sql
    ///     node sql1\rtc
    ///     node sql2\lync
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     availability-group lon-sql
    ///     node sql1\rtc
    ///     node sql2\rtc
    /// ```
    /// ## Source
    /// `S:back-end-server`
    code: "DB032", name: "replicas-of-different-instances", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql, group) in availability_groups(cx) {
        let [first, others @ ..] = group.nodes.as_slice() else { continue };
        let Some(other) = others.iter().find(|node| !node.instance.eq_ignore_ascii_case(&first.instance)) else {
            continue;
        };
        let message = message!(
            "The replicas of {sql} are instances of different names, {first} and {other}.",
            sql = sql.path(),
            first = SqlNode::path(first),
            other = SqlNode::path(other)
        );
        out.report(&RULE, Place::from(id).field(field::NODES), message)
            .help(message!("Give the instance one name on every replica."));
    }
}
