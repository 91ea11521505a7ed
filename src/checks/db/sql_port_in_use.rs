use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SqlInstance, field};
use crate::vendor::SQL_PORT;

rule! {
    /// Two SQL instances of a server use one port.
    ///
    /// ## Why it matters
    /// The instance that starts second does not get the port, and does not come up. Which one that is changes with
    /// every restart.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1
    ///     monitoring-store sql1\mon
    ///   sql sql1\mon                            #! DB046
    ///     port 1433
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1
    ///     monitoring-store sql1\mon
    ///   sql sql1\mon
    ///     port 14331
    /// ```
    /// ## Source
    /// `L:understanding-firewall-requirements-for-sql-server`
    ///
    /// ## Notes
    /// Reported at the named instance. The default instance uses 1433 where nothing is noted.
    code: "DB046", name: "sql-port-in-use", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        let Some(port) = port_of(sql).filter(|_| !sql.instance.is_empty()) else { continue };
        let others = cx
            .survey()
            .instances_with(id)
            .filter(|&other| !cx.are_one_instance(other, id) && port_of(cx.sql(other)) == Some(port));
        let Some(other) = others.min_by_key(|&other| cx.sql(other).path()) else { continue };
        let message =
            message!("{sql} and {other} use one port, {port}.", sql = sql.path(), other = cx.sql(other).path(), port);
        out.report(&RULE, Place::from(id).field(field::PORT), message)
            .related(other, message!("uses the port too"))
            .help(message!("Give each instance a port of its own."));
    }
}

/// A named instance without a note may use any.
fn port_of(sql: &SqlInstance) -> Option<u16> {
    sql.port.or(sql.instance.is_empty().then_some(SQL_PORT.value))
}
