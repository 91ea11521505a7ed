use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::{Place, StoreUse, field};

rule! {
    /// No Reporting Services are noted for a monitoring store.
    ///
    /// ## Why it matters
    /// The monitoring databases fill from the first call on. Without SQL Server Reporting Services there is nothing to
    /// look at them with on the day when calls are bad.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     monitoring-store sql1\mon             #! DB047
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     monitoring-store sql1\mon
    ///   sql sql1\mon
    ///     reporting lon-reports
    /// ```
    /// ## Source
    /// `L:database-software-support`
    /// `S:server-requirements`
    /// `S:system-requirements`
    code: "DB047", name: "monitoring-without-reporting-services", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter().filter(|(_, sql)| sql.reporting_services.is_empty()) {
        let is_monitoring = |part, of| part == StorePart::Primary && of == StoreUse::Monitoring;
        if !cx.survey().uses_of(id).iter().any(|used| is_monitoring(used.part, used.store.of)) {
            continue;
        }
        out.report(
            &RULE,
            Place::from(id).field(field::REPORTING_SERVICES),
            message!("No Reporting Services are noted for the monitoring store {sql}.", sql = sql.path()),
        )
        .help(message!("Install SQL Server Reporting Services, outside any availability group, and note where."));
    }
}
