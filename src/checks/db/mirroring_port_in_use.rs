use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, SqlInstance, field};
use crate::text::Message;
use crate::vendor::{SQL_BROWSER_PORT, SQL_PORT};

use super::{mirroring_part, usual_port, with_mirror_port};

rule! {
    /// A mirroring port is used by something else on the server.
    ///
    /// ## Why it matters
    /// A port belongs to one listener. The endpoint that comes second does not start, and with it no database of its
    /// instance is mirrored; which of the two comes second may change with every restart.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     features archiving
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///     archiving-store sql1\arch mirror sql4\arch witness sql3\wit
    ///   sql sql1\rtc                          #! DB020
    ///     mirror-port 5022
    ///   sql sql1\arch                         #! DB020
    ///     mirror-port 5022
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     features archiving
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///     archiving-store sql1\arch mirror sql4\arch witness sql3\wit
    ///   sql sql1\rtc
    ///     mirror-port 5022
    ///   sql sql1\arch
    ///     mirror-port 5023
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    code: "DB020", name: "mirroring-port-in-use", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        let Some(port) = sql.mirror_port else { continue };
        let Some(by) = user_of(cx, id, port) else { continue };
        let path = sql.path();
        let (message, other): (Message, _) = match by {
            User::Endpoint(other) => (
                message!(
                    "The mirroring endpoint of {sql} uses port {port}, as does that of {other}.",
                    sql = path,
                    port,
                    other = cx.sql(other).path()
                ),
                Some(other),
            ),
            User::Clients(other) => (
                message!(
                    "The mirroring endpoint of {sql} uses port {port}, on which {other} serves its clients.",
                    sql = path,
                    port,
                    other = cx.sql(other).path()
                ),
                Some(other),
            ),
            User::SqlServer => (
                message!(
                    "The mirroring endpoint of {sql} uses port {port}, a port of SQL Server itself.",
                    sql = path,
                    port
                ),
                None,
            ),
        };
        let mut reported = out.report(&RULE, Place::from(id).field(field::MIRROR_PORT), message);
        if let Some(other) = other.filter(|&other| other != id) {
            reported = reported.related(other, message!("uses the port too"));
        }
        reported = reported.help(message!("Give each endpoint a port that nothing else on the server uses."));
        if let Some((part, _)) = mirroring_part(cx, id)
            && user_of(cx, id, usual_port(part)).is_none()
        {
            let port = usual_port(part);
            reported.suggest(message!("Use port {port}", port), with_mirror_port(cx, id, port));
        }
    }
}

/// What uses a port.
enum User {
    Endpoint(Id<SqlInstance>),
    Clients(Id<SqlInstance>),
    SqlServer,
}

/// What else on the server of that instance uses the port.
fn user_of(cx: &Cx<'_>, id: Id<SqlInstance>, port: u16) -> Option<User> {
    let instances = cx.survey().instances_with(id);
    let uses_for_clients = |sql: &SqlInstance| {
        // A named instance whose port nobody has noted may have any.
        let default = sql.instance.is_empty().then_some(SQL_PORT.value);
        sql.port.or(default) == Some(port)
    };
    let others = instances.clone().filter(|&other| !cx.are_one_instance(other, id));
    let endpoint = others.clone().find(|&other| cx.sql(other).mirror_port == Some(port)).map(User::Endpoint);
    let clients = || instances.clone().find(|&other| uses_for_clients(cx.sql(other))).map(User::Clients);
    let own = || [SQL_PORT.value, SQL_BROWSER_PORT.value].contains(&port).then_some(User::SqlServer);
    endpoint.or_else(clients).or_else(own)
}
