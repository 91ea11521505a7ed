use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::edit::{Command, Creation, StoreCommand};
use crate::message;
use crate::model::{Fqdn, FrontEnd, Id, Place, SqlHa, SqlInstance, StoreUse, field};
use crate::vendor::names::STANDARD_EDITION_INSTANCE;

rule! {
    /// The back end of a Standard Edition server is not just its local database.
    ///
    /// ## Why it matters
    /// Setup puts an SQL Server Express instance on the server and keeps the users there. It cannot be moved to another
    /// server, mirrored or clustered: what the topology says about it beyond that never comes true, and the protection
    /// somebody counts on is not there. The protection of a Standard Edition server is its partner.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se                 #! SE003
    ///     back-end sql1\rtc
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///     back-end lon-se\rtc
    /// ```
    /// ## Source
    /// `L:server-collocation-in-a-standard-edition-server-deployment`
    /// `L:supported-pool-pairing-options-and-best-practices`
    code: "SE003", name: "standard-edition-with-external-back-end", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for server in cx.standard_edition_servers() {
        let store = &server.settings.back_end;
        let name = server.name();
        if let Some(primary) = store.primary {
            report_primary(cx, out, &server, primary);
        }
        let parts = [
            (
                store.mirror,
                StoreUse::BackEnd.mirror_field(),
                message!("The back end of Standard Edition server {name} has a mirror.", name),
            ),
            (
                store.witness,
                StoreUse::BackEnd.witness_field(),
                message!("The back end of Standard Edition server {name} has a mirroring witness.", name),
            ),
        ];
        for (sql, field, message) in parts {
            let Some(sql) = sql else { continue };
            out.report(&RULE, Place::from(server.id).field(field), message)
                .related(sql, message!("the other instance"))
                .help(message!("Remove it, or use Enterprise Edition."))
                .suggest(
                    message!("Stop mirroring"),
                    Command::Store(StoreCommand::Unmirror { pool: server.id, of: StoreUse::BackEnd }),
                );
        }
    }
}

fn report_primary(cx: &Cx<'_>, out: &mut Findings<'_>, server: &PoolOf<'_, FrontEnd>, primary: Id<SqlInstance>) {
    let (name, sql) = (server.name(), cx.sql(primary));
    let (message, help) = match &sql.ha {
        _ if !is_on_server(cx, server, &sql.fqdn) => (
            message!(
                "The back end of Standard Edition server {name} is on another server, {sql}.",
                name,
                sql = sql.path()
            ),
            message!("Keep it in the local instance, or use Enterprise Edition."),
        ),
        SqlHa::None => return,
        SqlHa::FailoverCluster => (
            message!("The back end of Standard Edition server {name} is a failover cluster.", name),
            message!("Use the local instance as it is, or use Enterprise Edition."),
        ),
        SqlHa::AvailabilityGroup(_) => (
            message!("The back end of Standard Edition server {name} is an availability group.", name),
            message!("Use the local instance as it is, or use Enterprise Edition."),
        ),
    };
    let place = Place::from(server.id).field(field::BACK_END);
    let found = out.report(&RULE, place, message).related(primary, message!("the back end")).help(help);
    if let Some(command) = keep_local(cx, server) {
        found.suggest(message!("Keep it in the local instance"), command);
    }
}

/// Whether the host is the server itself, by its own name or its computer's.
fn is_on_server(cx: &Cx<'_>, server: &PoolOf<'_, FrontEnd>, host: &Fqdn) -> bool {
    host.is(&server.pool.fqdn) || cx.computers_of(server.id).any(|(_, computer)| host.is(&computer.fqdn))
}

/// Puts the back end into the instance that setup makes on the server, which the topology may know already.
fn keep_local(cx: &Cx<'_>, server: &PoolOf<'_, FrontEnd>) -> Option<Command> {
    let instance = STANDARD_EDITION_INSTANCE.value;
    let mut on_server = cx.survey().instances_on(&server.pool.fqdn).iter().copied();
    let known = on_server.find(|&sql| cx.sql(sql).instance.eq_ignore_ascii_case(instance));
    let place = |primary| Command::Store(StoreCommand::Place { pool: server.id, of: StoreUse::BackEnd, primary });
    if let Some(known) = known {
        return (server.settings.back_end.primary != Some(known)).then(|| place(known));
    }
    let new: Id<SqlInstance> = server.id.part("local instance");
    if cx.topology().sql_instances.contains(new) {
        return None;
    }
    let create = Command::Create(Creation::SqlInstance {
        id: new,
        fqdn: server.pool.fqdn.clone(),
        instance: instance.to_owned(),
        site: server.pool.site,
        data_centre: None,
    });
    Some(Command::All {
        label: message!("Keep the back end of {server} in its local instance", server = server.name()),
        steps: vec![create, place(new)],
    })
}
