use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::availability_groups;

rule! {
    /// An availability group has one node.
    ///
    /// ## Why it matters
    /// A group protects the databases by a second copy on a second server. With one node it is a listener in front of a
    /// single point of failure. A group whose nodes nobody has listed is not judged.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                          #! DB033
    ///     availability-group lon-sql
    ///     node sql1\rtc
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
    /// (inferred)
    code: "DB033", name: "availability-group-of-one-node", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql, group) in availability_groups(cx) {
        let servers: BTreeSet<String> = group.nodes.iter().map(|node| node.fqdn.key()).collect();
        if servers.len() != 1 {
            continue;
        }
        let place = Place::from(id).field(field::NODES);
        out.report(&RULE, place, message!("The availability group of {sql} has one node.", sql = sql.path()))
            .help(message!("Add a replica on a second server."));
    }
}
