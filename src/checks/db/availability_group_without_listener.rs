use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::availability_groups;

rule! {
    /// An availability group has no listener.
    ///
    /// ## Why it matters
    /// The pool reaches its databases by the name of the listener, which follows the primary replica. Without it the
    /// pool would know one node only and lose its databases with the first failover.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                          #! DB030
    ///     availability-group none
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     availability-group lon-sql
    /// ```
    /// ## Source
    /// `S:alwayson-availability-group`
    code: "DB030", name: "availability-group-without-listener", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql, _) in availability_groups(cx).filter(|(.., group)| group.listener.is_empty()) {
        let place = Place::from(id).field(field::LISTENER);
        out.report(&RULE, place, message!("The availability group of {sql} has no listener.", sql = sql.path()))
            .help(message!("Enter the listener's FQDN."));
    }
}
