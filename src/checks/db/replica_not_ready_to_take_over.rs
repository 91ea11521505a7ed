use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SqlNode, field};
use crate::text::Message;

use super::availability_groups;

rule! {
    /// A replica of an availability group is set up in a way that the product does not support.
    ///
    /// ## Why it matters
    /// The pool counts on a replica that has every transaction, takes over by itself and serves nobody else meanwhile.
    /// A replica that commits later loses data, one that waits for a person prolongs the outage, one that is read or
    /// serves databases of its own has less left for the pool on the day it is needed.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                          #! DB034
    ///     availability-group lon-sql
    ///     node sql1\rtc synchronous automatic not-readable
    ///     node sql2\rtc asynchronous automatic not-readable
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     availability-group lon-sql
    ///     node sql1\rtc synchronous automatic not-readable
    ///     node sql2\rtc synchronous automatic not-readable
    /// ```
    /// ## Source
    /// `S:alwayson-availability-group`
    /// `S:back-end-server`; error for settings other than active/active (inferred)
    code: "DB034", name: "replica-not-ready-to-take-over", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql, group) in availability_groups(cx) {
        let faults = group.nodes.iter().flat_map(faults).chain(active_active(&group.nodes));
        for (message, help) in faults {
            let place = Place::from(id).field(field::NODES);
            out.report(
                &RULE,
                place,
                message!("{fault} in the availability group of {sql}.", fault = message, sql = sql.path()),
            )
            .help(help);
        }
    }
}

/// What is wrong with one replica, each with its cure.
fn faults(node: &SqlNode) -> impl Iterator<Item = (Message, Message)> + use<> {
    let name = node.path();
    let asynchronous = (node.synchronous == Some(false)).then(|| {
        (
            message!("{node} commits later than the primary", node = name.as_str()),
            message!("Set the replica to synchronous commit."),
        )
    });
    let manual = (node.automatic_failover == Some(false)).then(|| {
        (
            message!("{node} takes over only by hand", node = name.as_str()),
            message!("Set the replica to automatic failover."),
        )
    });
    let readable = (node.readable == Some(true)).then(|| {
        (
            message!("{node} may be read while it is secondary", node = name.as_str()),
            message!("Set the replica to be no readable secondary."),
        )
    });
    [asynchronous, manual, readable].into_iter().flatten()
}

/// That more than one replica serves databases at the same time, if so.
fn active_active(nodes: &[SqlNode]) -> Option<(Message, Message)> {
    let mut active = nodes.iter().filter(|node| node.active == Some(true));
    let (first, second) = (active.next()?, active.next()?);
    Some((
        message!("{first} and {second} are active at the same time", first = first.path(), second = second.path()),
        message!("Keep every database of the pool on one active replica."),
    ))
}
