use super::is_local;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SqlHa, field};

rule! {
    /// No static port is noted for a named SQL instance.
    ///
    /// ## Why it matters
    /// A named instance takes another port at each start unless it is given one. A firewall in between cannot be opened
    /// for that, and the pool loses its databases after a restart of SQL Server.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc                     #! DB045
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     port 1433
    /// ```
    /// ## Source
    /// `L:understanding-firewall-requirements-for-sql-server`
    ///
    /// ## Notes
    /// The instance on a Standard Edition server serves that server only. An availability group is reached at its
    /// listener's port.
    code: "DB045", name: "named-instance-without-port", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        let is_group = matches!(sql.ha, SqlHa::AvailabilityGroup(_));
        if sql.instance.is_empty() || sql.port.is_some() || is_group || is_local(cx, id) {
            continue;
        }
        out.report(
            &RULE,
            Place::from(id).field(field::PORT),
            message!("No static port is noted for the named instance {sql}.", sql = sql.path()),
        )
        .help(message!("Give it a static port, open the firewalls for it, and note it here."));
    }
}
