use super::{availability_groups, kept_on};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, StoreUse, field};

rule! {
    /// A monitoring store is in an availability group, where its report server must not be.
    ///
    /// ## Why it matters
    /// The databases of Reporting Services are not supported in the group. If somebody adds them with the others,
    /// reports fail after the first failover.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     monitoring-store lon-ag\mon
    ///   sql lon-ag\mon                          #! DB036
    ///     availability-group lon-ag
    /// ```
    /// ## Use instead
    /// Nothing is wrong with such a store.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     monitoring-store sql1\mon
    /// ```
    /// ## Source
    /// `S:alwayson-availability-group`
    code: "DB036", name: "report-server-in-availability-group", severity: Info,
    products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql, _) in availability_groups(cx) {
        if !kept_on(cx, id).any(|used| used.store.of == StoreUse::Monitoring) {
            continue;
        }
        let message = message!(
            "{sql} is a monitoring store in an availability group, where no report server can be.",
            sql = sql.path()
        );
        out.report(&RULE, Place::from(id).field(field::HA), message)
            .help(message!("Keep ReportServer and ReportServerTempDB outside the group."));
    }
}
