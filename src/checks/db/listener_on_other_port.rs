use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, SqlHa, field};
use crate::vendor::AG_LISTENER_PORT;

use super::availability_groups;

rule! {
    /// The listener of an availability group has a port other than 1433.
    ///
    /// ## Why it matters
    /// The servers of the product connect to the listener at SQL Server's own port; no other is supported, whatever the
    /// vendor's tool lets be typed.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                          #! DB031
    ///     availability-group lon-sql port 5433
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     availability-group lon-sql port 1433
    /// ```
    /// ## Source
    /// `S:alwayson-availability-group`
    code: "DB031", name: "listener-on-other-port", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let supported = AG_LISTENER_PORT.value;
    for (id, sql, group) in availability_groups(cx).filter(|(.., group)| group.listener_port != supported) {
        let message = message!(
            "The listener of {sql} has port {port}; only {supported} is supported.",
            sql = sql.path(),
            port = group.listener_port,
            supported
        );
        let repair = Command::amend(cx.topology(), id, |sql| {
            if let SqlHa::AvailabilityGroup(group) = &mut sql.ha {
                group.listener_port = supported;
            }
        });
        out.report(&RULE, Place::from(id).field(field::LISTENER_PORT), message)
            .help(message!("Give the listener port {supported}, here and in SQL Server.", supported))
            .fix(message!("Use port {supported}", supported), repair);
    }
}
