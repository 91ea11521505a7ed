//! The scripts that make databases: of Central Management, of every SQL Server, of mirrors and availability groups.

use std::collections::{BTreeMap, BTreeSet};

use super::pools;
use super::step::{Code, Script, Step, call, is_published, raw, script, text, texts};
use crate::model::{Id, Pool, Role, SqlHa, SqlInstance, StoreUse, Topology};
use crate::vendor::{Product, Store, cmdlet};

const MIRRORS: &str =
    "L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability";
const GROUPS: &str = "S:alwayson-availability-group";
const LOCATION: &str = "PS:Set-CsConfigurationStoreLocation";

const HAS_DATABASES: &str = "that the names of the databases prove the step; the cmdlet has none for a single instance";
const LOCATION_SAYS: &str = "that the answer of Get-CsConfigurationStoreLocation names the server as it was typed";

/// The instance that keeps the users of an Enterprise pool. A Standard Edition server makes its own when it is set up.
fn back_end<'a>(topology: &'a Topology, pool: &Pool) -> Option<(Id<SqlInstance>, &'a SqlInstance)> {
    let Role::FrontEnd(settings) = &pool.role else { return None };
    let id = settings.back_end.primary?;
    Some((id, topology.sql_instances.get(id)?))
}

/// The Enterprise pool that holds Central Management, with the instance of its store.
fn management(topology: &Topology) -> Option<(Id<Pool>, &Pool, &SqlInstance)> {
    let id = topology.deployment().central_management?;
    let pool = topology.pools.get(id)?;
    Some((id, pool, back_end(topology, pool)?.1))
}

/// `call` with the instance, unless it is the default one.
fn on_instance(call: Code, parameter: cmdlet::Parameter, instance: &str) -> Code {
    if instance.is_empty() { call } else { call.with(parameter, text(instance)) }
}

/// The server to install on: of an availability group the node that comes first, for the listener is made later.
fn first_node(sql: &SqlInstance) -> &str {
    match &sql.ha {
        SqlHa::AvailabilityGroup(group) if !group.primary_node.is_empty() => group.primary_node.as_str(),
        _ => sql.fqdn.as_str(),
    }
}

fn path(server: &str, instance: &str) -> String {
    if instance.is_empty() { server.to_owned() } else { format!(r"{server}\{instance}") }
}

fn has_databases(instance: &str, names: &[&str]) -> Code {
    let names = names.iter().map(|&name| name.to_owned());
    raw("Test-Database ").and(text(instance)).and(raw(" ")).and(texts(names))
}

/// All of several conditions. To a command in front of it without parentheses, `-and` would be a parameter.
fn all(conditions: impl IntoIterator<Item = Code>) -> Code {
    let mut joined = Code::default();
    for (n, condition) in conditions.into_iter().enumerate() {
        let before = if n == 0 { joined } else { joined.and(raw(" -and ")) };
        joined = before.and(raw("(")).and(condition).and(raw(")"));
    }
    joined
}

fn tells(server: &str) -> Code {
    raw("Test-Says (").and(call!(GET_CONFIGURATION_STORE_LOCATION)).and(raw(") ")).and(text(server))
}

pub(super) fn central_management(topology: &Topology) -> Script {
    let mut steps = Vec::new();
    if let Some((_, pool, sql)) = management(topology) {
        let server = first_node(sql);
        // The location is that of the listener once there is a group.
        let own = || {
            let listener = (sql.fqdn.as_str() != server).then(|| sql.fqdn.to_string());
            texts(std::iter::once(server.to_owned()).chain(listener))
        };
        let instance = sql.instance.as_str();
        let is_here = || raw("Test-StoreIsHere ").and(own());
        let elsewhere =
            "Active Directory names another Central Management store: moving it is not a matter of this script";
        steps.push(Step {
            title: format!("Install the Central Management store of {} on {}", pool.fqdn, path(server, instance)),
            source: "PS:Install-CsDatabase, L:publish-the-topology",
            inferred: "that the databases are called xds and lis is stated; that they prove the step is ours",
            ready: Some(is_here()),
            missing: elsewhere,
            done: Some(has_databases(&path(server, instance), Store::CentralMgmt.facts().databases)),
            run: vec![on_instance(
                call!(INSTALL_DATABASE, CentralManagementDatabase, SqlServerFqdn = text(server)),
                const { cmdlet::INSTALL_DATABASE.parameter("SqlInstanceName") },
                instance,
            )],
            ..Step::default()
        });
        steps.push(Step {
            title: format!("Tell Active Directory that the Central Management store is on {}", path(server, instance)),
            source: "PS:Set-CsConfigurationStoreLocation, PS:Get-CsConfigurationStoreLocation",
            inferred: LOCATION_SAYS,
            ready: Some(is_here()),
            missing: elsewhere,
            done: Some(raw("Test-Says (").and(call!(GET_CONFIGURATION_STORE_LOCATION)).and(raw(") ")).and(own())),
            run: vec![set_location(server, instance)],
            ..Step::default()
        });
    }
    script(
        "01-central-management",
        "Once, before the first publication: the Central Management store of an Enterprise pool.",
        steps,
    )
}

fn set_location(server: &str, instance: &str) -> Code {
    on_instance(
        call!(SET_CONFIGURATION_STORE_LOCATION, SqlServerFqdn = text(server)),
        const { cmdlet::SET_CONFIGURATION_STORE_LOCATION.parameter("SqlInstanceName") },
        instance,
    )
}

fn names_of(stores: &[Store]) -> impl Iterator<Item = &'static str> {
    stores.iter().flat_map(|store| store.facts().databases).copied()
}

/// The databases of each instance that is principal of a store, by its path. That of a Standard Edition server is made
/// when the server is set up.
fn databases_of(topology: &Topology) -> BTreeMap<String, (&SqlInstance, BTreeSet<&'static str>)> {
    let mut all: BTreeMap<String, (&SqlInstance, BTreeSet<_>)> = BTreeMap::new();
    for (_, pool) in topology.pools.iter() {
        let is_own = |of| matches!((&pool.role, of), (Role::StandardEdition(_), StoreUse::BackEnd));
        for (of, store) in pool.role.stores().filter(|(of, _)| !is_own(*of)) {
            if let Some(sql) = store.primary.and_then(|id| topology.sql_instances.get(id)) {
                let (_, databases) = all.entry(sql.path().to_lowercase()).or_insert((sql, BTreeSet::new()));
                databases.extend(names_of(of.stores()));
            }
        }
    }
    all
}

pub(super) fn databases(topology: &Topology) -> Script {
    let mut by_server: BTreeMap<String, (&str, Vec<Code>)> = BTreeMap::new();
    for (sql, databases) in databases_of(topology).into_values() {
        if !matches!(sql.ha, SqlHa::AvailabilityGroup(_)) {
            let databases: Vec<_> = databases.into_iter().collect();
            let (_, checks) = by_server.entry(sql.fqdn.key()).or_insert((sql.fqdn.as_str(), Vec::new()));
            checks.push(has_databases(&sql.path(), &databases));
        }
    }
    let steps = by_server.into_values().map(|(server, checks)| Step {
        title: format!("Install the databases on {server}"),
        source: "PS:Install-CsDatabase, L:database-installation-using-lync-server-management-shell",
        inferred: HAS_DATABASES,
        ready: Some(is_published(server)),
        missing: "publish a topology that has this SQL Server; what the vendor's file leaves out is in by-hand.md",
        done: Some(all(checks)),
        run: vec![call!(INSTALL_DATABASE, ConfiguredDatabases, SqlServerFqdn = text(server), UseDefaultSqlPaths)],
        ..Step::default()
    });
    script(
        "05-databases",
        "The databases of every SQL Server, after publishing. As sysadmin on each. Standard Edition servers make their own.",
        steps.collect(),
    )
}

/// The words of `-DatabaseType` for the state of a mirror. 2013's page has its own.
fn state_types(topology: &Topology, id: Id<Pool>, pool: &Pool, of: StoreUse) -> Vec<&'static str> {
    let is_old = pool.product == Product::L13;
    match of {
        StoreUse::BackEnd => {
            let mut types = vec!["User", if is_old { "App" } else { "Application" }];
            if topology.deployment().central_management == Some(id) {
                types.push(management_type(pool));
            }
            types
        }
        StoreUse::Archiving => vec!["Archiving"],
        StoreUse::Monitoring => vec!["Monitoring"],
        StoreUse::Chat | StoreUse::ChatBackup => vec!["PersistentChat"],
        StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => vec!["PersistentChatCompliance"],
    }
}

/// The word of `-DatabaseType` for the state of the mirror of Central Management.
fn management_type(pool: &Pool) -> &'static str {
    if pool.product == Product::L13 { "CMS" } else { Store::CentralMgmt.facts().database_type }
}

fn is_mirrored(pool: &Pool, of: &str) -> Code {
    let state = call!(GET_DATABASE_MIRROR_STATE, PoolFqdn = text(pool.fqdn.as_str()), DatabaseType = text(of));
    raw("Test-Mirrored (").and(state).and(raw(")"))
}

/// The share that a mirror is made through: that of the store, else what the script is called with.
fn share_of(share: &str) -> Code {
    if share.is_empty() { raw("$FileShare") } else { text(share) }
}

fn is_reachable(share: &str) -> Code {
    raw("Test-Path -LiteralPath ('FileSystem::' + ").and(share_of(share)).and(raw(")"))
}

/// Whether the pool's product has mirrors.
fn has_mirrors(pool: &Pool) -> bool {
    cmdlet::GET_DATABASE_MIRROR_STATE.parameter("PoolFqdn").products.contains(pool.product)
}

pub(super) fn mirrors(topology: &Topology) -> Script {
    struct Mirror<'a> {
        primary: &'a SqlInstance,
        mirror: &'a SqlInstance,
        share: &'a str,
        product: Product,
        databases: BTreeSet<&'static str>,
        states: Vec<Code>,
    }
    let mut mirrors: BTreeMap<String, Mirror> = BTreeMap::new();
    for (id, pool) in pools(topology).into_iter().filter(|(_, pool)| has_mirrors(pool)) {
        // A log-shipping secondary is being restored; it gets its mirror when it has become the primary.
        let kept = |of: &StoreUse| !matches!(of, StoreUse::ChatBackup | StoreUse::ChatComplianceBackup);
        for (of, store) in pool.role.stores().filter(|(of, _)| kept(of)) {
            let row = |id: Option<Id<SqlInstance>>| id.and_then(|id| topology.sql_instances.get(id));
            let (Some(primary), Some(mirror)) = (row(store.primary), row(store.mirror)) else { continue };
            let share = store.mirror_share.as_str();
            let entry = mirrors.entry(primary.path().to_lowercase()).or_insert_with(|| Mirror {
                primary,
                mirror,
                share,
                product: pool.product,
                databases: BTreeSet::new(),
                states: Vec::new(),
            });
            if entry.share.is_empty() {
                entry.share = share;
            }
            entry.databases.extend(names_of(of.stores()));
            let states = state_types(topology, id, pool, of);
            entry.states.extend(states.into_iter().map(|state| is_mirrored(pool, state)));
        }
    }
    let asks = mirrors.values().any(|mirror| mirror.share.is_empty());
    let mut steps = Vec::new();
    for Mirror { primary, mirror, share, product, databases, states } in mirrors.into_values() {
        const MIRROR: cmdlet::Cmdlet = cmdlet::INSTALL_MIRROR_DATABASE;
        let run = call!(
            INSTALL_MIRROR_DATABASE,
            ConfiguredDatabases,
            FileShare = share_of(share),
            SqlServerFqdn = text(primary.fqdn.as_str())
        );
        let run = match primary.instance.as_str() {
            "" => run.with(const { MIRROR.parameter("ForDefaultInstance") }, Code::default()),
            instance => run.with(const { MIRROR.parameter("ForInstance") }, text(instance)),
        };
        let run = run
            .with(const { MIRROR.parameter("DropExistingDatabasesOnMirror") }, Code::default())
            .with(const { MIRROR.parameter("Verbose") }, Code::default());
        let databases: Vec<_> = databases.into_iter().collect();
        steps.push(Step {
            title: format!("Mirror the databases of {} on {}", primary.path(), mirror.path()),
            source: MIRRORS,
            inferred: "that a healthy mirror is called synchronized on its principal",
            product: Some(product),
            ready: Some(all([
                is_published(mirror.fqdn.as_str()),
                has_databases(&primary.path(), &databases),
                is_reachable(share),
            ])),
            missing: "enter mirror and witness in Topology Builder (by-hand.md) and publish; run 05-databases.ps1; make the share reachable",
            done: Some(all(states)),
            run: vec![run],
            ..Step::default()
        });
    }
    steps.extend(mirror_of_management(topology));
    Script {
        parameters: if asks { "    [Parameter(Mandatory = $true)] [string] $FileShare,\n" } else { "" },
        ..script(
            "06-mirrors",
            "Mirrors, after they are in the published topology. Restart the Front End servers afterwards, one at a time.",
            steps,
        )
    }
}

/// Where Central Management is when its first half is lost.
fn mirror_of_management(topology: &Topology) -> Option<Step> {
    let (_, pool, sql) = management(topology)?;
    let Role::FrontEnd(settings) = &pool.role else { return None };
    let mirror = topology.sql_instances.get(settings.back_end.mirror.filter(|_| has_mirrors(pool))?)?;
    let run = set_location(sql.fqdn.as_str(), &sql.instance).with(
        const { cmdlet::SET_CONFIGURATION_STORE_LOCATION.parameter("MirrorSqlServerFqdn") },
        text(mirror.fqdn.as_str()),
    );
    Some(Step {
        title: format!("Tell Active Directory that the Central Management store is mirrored on {}", mirror.path()),
        source: LOCATION,
        inferred: "that it is told when the mirror is made; that the answer of Get-CsConfigurationStoreLocation names it",
        product: Some(pool.product),
        ready: Some(is_mirrored(pool, management_type(pool))),
        missing: "mirror the databases first",
        done: Some(tells(mirror.fqdn.as_str())),
        run: vec![on_instance(
            run,
            const { cmdlet::SET_CONFIGURATION_STORE_LOCATION.parameter("MirrorSqlInstanceName") },
            &mirror.instance,
        )],
        ..Step::default()
    })
}

pub(super) fn availability_groups(topology: &Topology) -> Script {
    let mut steps = Vec::new();
    for (sql, databases) in databases_of(topology).into_values() {
        let SqlHa::AvailabilityGroup(group) = &sql.ha else { continue };
        let first = first_node(sql);
        let databases: Vec<_> = databases.into_iter().collect();
        steps.push(Step {
            title: format!("Install the databases of {} on its first node, {first}", sql.path()),
            source: GROUPS,
            inferred: HAS_DATABASES,
            // The listener takes the node's place in the topology when the group is made.
            ready: Some(
                raw("(")
                    .and(is_published(first))
                    .and(raw(") -or ("))
                    .and(is_published(sql.fqdn.as_str()))
                    .and(raw(")")),
            ),
            missing: "publish the topology with the first node as the SQL Server (by-hand.md)",
            done: Some(has_databases(&path(first, &sql.instance), &databases)),
            run: vec![call!(INSTALL_DATABASE, ConfiguredDatabases, SqlServerFqdn = text(first), UseDefaultSqlPaths)],
            ..Step::default()
        });
        for node in group.nodes.iter().filter(|node| node.fqdn.as_str() != first) {
            steps.push(Step {
                title: format!("Create the logins on {}, while the group of {} is there", node.path(), group.listener),
                source: GROUPS,
                inferred: "the arguments beside -Update, and how to see where the group is",
                when: Some(raw("Test-PrimaryReplica ").and(text(node.path()))),
                run: vec![call!(
                    INSTALL_DATABASE,
                    Update,
                    ConfiguredDatabases,
                    SqlServerFqdn = text(node.fqdn.as_str())
                )],
                proof: Some(has_databases(&node.path(), &databases)),
                ..Step::default()
            });
        }
        let listener = sql.fqdn.as_str();
        if management(topology).is_some_and(|(_, _, store)| std::ptr::eq(store, sql)) && listener != first {
            steps.push(Step {
                title: format!("Tell Active Directory that the Central Management store is on {}", sql.path()),
                source: LOCATION,
                inferred: "that it is told when the group is made; how to see that it is",
                when: Some(raw("Test-Group ").and(text(path(first, &sql.instance))).and(raw(" ")).and(text(listener))),
                done: Some(tells(listener)),
                run: vec![set_location(listener, &sql.instance)],
                ..Step::default()
            });
        }
    }
    script(
        "07-availability-groups",
        "First with the group still to be made, then when it is made, and for each other node while it has failed over to it.",
        steps,
    )
}

/// The standby of Central Management, where the pool that holds it has a partner.
pub(super) fn standby_of_management(topology: &Topology) -> Vec<Step> {
    let holder = topology.deployment().central_management.and_then(|id| topology.pools.get(id));
    let Some(partner) = holder.and_then(|pool| topology.pools.get(pool.backup_pool?)) else { return Vec::new() };
    let names = Store::CentralMgmt.facts().databases;
    let name = partner.fqdn.as_str();
    let standby = |server: &str, instance: &str| Step {
        title: format!("Install the standby of the Central Management store on {}", path(server, instance)),
        product: Some(partner.product),
        ready: Some(is_published(name)),
        missing: "publish the topology with both pools, paired (by-hand.md)",
        done: Some(has_databases(&path(server, instance), names)),
        ..Step::default()
    };
    if matches!(partner.role, Role::StandardEdition(_)) {
        return vec![Step {
            source: "L:front-end-pool-abc-failover-procedure",
            inferred: "the page states the step for its own case, a pool that is lost",
            run: vec![call!(
                INSTALL_DATABASE,
                CentralManagementDatabase,
                SqlServerFqdn = text(name),
                SqlInstanceName = text("rtc")
            )],
            ..standby(name, "rtc")
        }];
    }
    let Some((_, sql)) = back_end(topology, partner) else { return Vec::new() };
    let server = first_node(sql);
    let mut steps = vec![Step {
        source: "PS:Install-CsDatabase, L:front-end-pool-abc-failover-procedure",
        inferred: "that the databases configured for an Enterprise partner have the standby among them",
        run: vec![call!(INSTALL_DATABASE, ConfiguredDatabases, SqlServerFqdn = text(server), UseDefaultSqlPaths)],
        ..standby(server, &sql.instance)
    }];
    let Role::FrontEnd(settings) = &partner.role else { return steps };
    let share = settings.back_end.mirror_share.as_str();
    let mirror = settings.back_end.mirror.filter(|_| has_mirrors(partner) && !share.is_empty());
    if let Some(mirror) = mirror.and_then(|id| topology.sql_instances.get(id)) {
        steps.push(Step {
            title: format!("Mirror the standby of the Central Management store on {}", mirror.path()),
            source: MIRRORS,
            inferred: "that the standby is mirrored like the other databases of its pool",
            product: Some(partner.product),
            ready: Some(all([has_databases(&sql.path(), names), is_reachable(share)])),
            missing: "install the standby first; make the share reachable",
            done: Some(is_mirrored(partner, management_type(partner))),
            run: vec![on_instance(
                call!(
                    INSTALL_MIRROR_DATABASE,
                    DatabaseType = text(Store::CentralMgmt.facts().database_type),
                    FileShare = text(share),
                    SqlServerFqdn = text(server),
                    Verbose
                ),
                const { cmdlet::INSTALL_MIRROR_DATABASE.parameter("SqlInstanceName") },
                &sql.instance,
            )],
            ..Step::default()
        });
    }
    steps
}

pub(super) fn chat_principal(topology: &Topology) -> Script {
    let steps = pools(topology).into_iter().filter_map(|(_, pool)| {
        let Role::PersistentChat(chat) = &pool.role else { return None };
        if !chat.log_shipping.from_mirror || chat.primary.mirror.is_none() || chat.backup.primary.is_none() {
            return None;
        }
        let name = || text(pool.fqdn.as_str());
        Some(Step {
            title: format!("Make the half of the chat database of {} that was asked for its principal", pool.fqdn),
            source: "L:setting-up-sql-server-log-shipping-between-the-primary-mirror-and-the-log-shipping-secondary-database, PS:Invoke-CsDatabaseFailover",
            inferred: "StateOnPrimary and StateOnMirror say Principal where the principal is",
            product: Some(pool.product),
            done: Some(
                raw("Test-Principal (")
                    .and(call!(GET_DATABASE_MIRROR_STATE, PoolFqdn = name(), DatabaseType = text("PersistentChat")))
                    .and(raw(") $NewPrincipal")),
            ),
            run: vec![call!(
                INVOKE_DATABASE_FAILOVER,
                PoolFqdn = name(),
                DatabaseType = text("PersistentChat"),
                NewPrincipal = raw("$NewPrincipal"),
                Verbose
            )],
            ..Step::default()
        })
    });
    Script {
        parameters: "    [Parameter(Mandatory = $true)] [ValidateSet('mirror', 'primary')] [string] $NewPrincipal,\n",
        ..script(
            "08-chat-principal",
            "With mirror before log shipping is set up on the mirror, with primary after it.",
            steps.collect(),
        )
    }
}

/// The instances of chat databases of the products whose data a cmdlet saves, with their pools.
pub(super) fn chat_data(topology: &Topology) -> Vec<(&Pool, &SqlInstance)> {
    let products = cmdlet::EXPORT_PERSISTENT_CHAT_DATA.parameter("FileName").products;
    let store = |pool: &Pool| match &pool.role {
        Role::PersistentChat(chat) => chat.primary.primary,
        _ => None,
    };
    pools(topology)
        .into_iter()
        .filter(|(_, pool)| products.contains(pool.product))
        .filter_map(|(_, pool)| Some((pool, topology.sql_instances.get(store(pool)?)?)))
        .collect()
}
