//! The scripts of a deployment, one for each stage, in the order in which they are run. What a cmdlet of the list
//! cannot
//! do is in [`by_hand`](super::by_hand).

use std::collections::{BTreeMap, BTreeSet};

use super::step::{Code, Script, Step, call, raw, text, texts};
use crate::model::{Id, Pool, Role, SqlHa, SqlInstance, StoreUse, Topology};
use crate::vendor::{Product, Store, cmdlet};

const DEPLOY: &str = "L:publish-the-topology, S:create-and-publish-new-topology";
const PAIRS: &str = "L:deploying-paired-front-end-pools-for-disaster-recovery";
const MIRRORS: &str =
    "L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability";
const GROUPS: &str = "S:alwayson-availability-group";
const CHAT: &str = "L:failing-over-persistent-chat-server, PS:Set-CsPersistentChatActiveServer";

/// All scripts that have anything to do.
pub(super) fn scripts(topology: &Topology) -> Vec<Script> {
    let scripts = [
        central_management(topology),
        back_up(topology),
        publish(),
        enable(),
        databases(topology),
        mirrors(topology),
        availability_groups(topology),
        chat_principal(topology),
        simple_urls(topology),
        each_server(topology),
        backup_service_on_servers(topology),
        backup_service(topology),
        chat_servers(topology),
        sites(topology),
        trusted_applications(topology),
        check(topology),
    ];
    scripts.into_iter().filter(|script| !script.steps.is_empty()).collect()
}

fn script(name: &'static str, about: &'static str, steps: Vec<Step>) -> Script {
    Script { name, about, parameters: "", steps }
}

/// The instance that a pool's users are kept on, unless it is on the pool's own server.
fn back_end<'a>(topology: &'a Topology, pool: &Pool) -> Option<&'a SqlInstance> {
    let Role::FrontEnd(settings) = &pool.role else { return None };
    topology.sql_instances.get(settings.back_end.primary?)
}

/// `call` with the instance, unless it is the default one.
fn on_instance(call: Code, parameter: cmdlet::Parameter, instance: &str) -> Code {
    if instance.is_empty() { call } else { call.with(parameter, text(instance)) }
}

fn central_management(topology: &Topology) -> Script {
    let pool = topology.deployment().central_management.and_then(|id| topology.pools.get(id));
    let mut steps = Vec::new();
    if let Some((pool, sql)) = pool.and_then(|pool| Some((pool, back_end(topology, pool)?))) {
        let server = first_node(sql);
        let instance = || sql.instance.as_str();
        steps.push(Step {
            title: format!("Install the Central Management store of {} on {}", pool.fqdn, sql.path()),
            source: "PS:Install-CsDatabase, L:publish-the-topology",
            inferred: "that the databases are called xds and lis is stated; that they prove the step is ours",
            done: Some(has_databases(&path(server, instance()), Store::CentralMgmt.facts().databases)),
            run: vec![on_instance(
                call!(INSTALL_DATABASE, CentralManagementDatabase, SqlServerFqdn = text(server)),
                const { cmdlet::INSTALL_DATABASE.parameter("SqlInstanceName") },
                instance(),
            )],
            ..Step::default()
        });
        let location = call!(SET_CONFIGURATION_STORE_LOCATION, SqlServerFqdn = text(server));
        steps.push(Step {
            title: format!("Tell Active Directory that the Central Management store is on {}", sql.path()),
            source: "PS:Set-CsConfigurationStoreLocation",
            inferred: "that the answer of Get-CsConfigurationStoreLocation names the server as it was typed",
            done: Some(
                raw("Test-Says (").and(call!(GET_CONFIGURATION_STORE_LOCATION)).and(raw(") ")).and(text(server)),
            ),
            run: vec![on_instance(
                location,
                const { cmdlet::SET_CONFIGURATION_STORE_LOCATION.parameter("SqlInstanceName") },
                instance(),
            )],
            ..Step::default()
        });
    }
    script(
        "01-central-management",
        "Once, before the first publication: the Central Management store of an Enterprise pool.",
        steps,
    )
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

fn back_up(topology: &Topology) -> Script {
    let save = |title: &str, source, file: &'static str, run| Step {
        title: title.to_owned(),
        source,
        done: Some(raw(file)),
        run,
        ..Step::default()
    };
    let mut steps = vec![
        save(
            "Save the published topology",
            "PS:Get-CsTopology, PS:Test-CsTopology",
            "Test-Path -LiteralPath (Join-Path $Folder 'topology.xml')",
            vec![
                call!(TEST_TOPOLOGY),
                raw("(").and(call!(GET_TOPOLOGY, AsXml)).and(raw(
                    ").ToString() | Set-Content -LiteralPath (Join-Path $Folder 'topology.xml') -Encoding UTF8",
                )),
            ],
        ),
        save(
            "Save the configuration",
            "PS:Export-CsConfiguration",
            "Test-Path -LiteralPath (Join-Path $Folder 'cs.zip')",
            vec![call!(EXPORT_CONFIGURATION, FileName = raw("(Join-Path $Folder 'cs.zip')"))],
        ),
        save(
            "Save the location data",
            "PS:Export-CsLisConfiguration",
            "Test-Path -LiteralPath (Join-Path $Folder 'lis.zip')",
            vec![call!(EXPORT_LIS_CONFIGURATION, FileName = raw("(Join-Path $Folder 'lis.zip')"))],
        ),
    ];
    for (_, pool) in topology.pools.iter().filter(|(_, pool)| pool.role.front_end().is_some()) {
        let file = || raw("(Join-Path $Folder ").and(text(format!("{}-users.zip", pool.fqdn))).and(raw(")"));
        steps.push(Step {
            title: format!("Save the users of {}", pool.fqdn),
            source: "L:backing-up-core-data-and-settings, PS:Export-CsUserData",
            when: Some(is_published(pool.fqdn.as_str())),
            done: Some(raw("Test-Path -LiteralPath ").and(file())),
            run: vec![call!(EXPORT_USER_DATA, PoolFqdn = text(pool.fqdn.as_str()), FileName = file())],
            ..Step::default()
        });
    }
    Script {
        parameters: "    [Parameter(Mandatory = $true)] [string] $Folder,\n",
        ..script(
            "02-back-up",
            "Before every publication but the first, with an empty folder: what is published now is saved there.",
            steps,
        )
    }
}

fn is_published(name: &str) -> Code {
    raw("Test-Published ").and(text(name))
}

fn publish() -> Script {
    let is_there = raw("Test-TopologyFile $TopologyFile");
    Script {
        parameters: "    [Parameter(Mandatory = $true)] [string] $TopologyFile,\n    [Parameter(Mandatory = $true)] [string] $BackupFile,\n",
        ..script(
            "03-publish",
            "Publishes the topology that was exported as XML. As a domain administrator and RTCUniversalServerAdmins.",
            vec![Step {
                title: "Publish the topology".to_owned(),
                source: "PS:Publish-CsTopology, L:publish-the-topology",
                inferred: "the page allows the cmdlet for what Get-CsTopology printed; a prepared document is published so by public scripts",
                ready: Some(raw("Test-Path -LiteralPath $TopologyFile")),
                missing: "export the deployment as a published topology and name the file",
                run: vec![call!(
                    PUBLISH_TOPOLOGY,
                    FileName = raw("$TopologyFile"),
                    BackupFileName = raw("$BackupFile")
                )],
                proof: Some(is_there),
                ..Step::default()
            }],
        )
    }
}

fn enable() -> Script {
    script(
        "04-enable",
        "Makes what was published true: trust entries in Active Directory, rights on shares.",
        vec![Step {
            title: "Enable the topology".to_owned(),
            source: "PS:Enable-CsTopology",
            inferred: "that it may be run any number of times; no page says how to see that it was",
            run: vec![call!(ENABLE_TOPOLOGY)],
            proof: Some(raw("$null = ").and(call!(TEST_TOPOLOGY)).and(raw("; $true"))),
            ..Step::default()
        }],
    )
}

/// What stands on an instance for one use of one pool.
fn stores_of(of: StoreUse) -> &'static [Store] {
    match of {
        StoreUse::BackEnd => &[Store::User, Store::Application],
        StoreUse::Archiving => &[Store::Archiving],
        StoreUse::Monitoring => &[Store::Monitoring],
        StoreUse::Chat | StoreUse::ChatBackup => &[Store::PersistentChat],
        StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => &[Store::PersistentChatCompliance],
    }
}

/// The databases of each instance that is principal of a store.
fn databases_of(topology: &Topology) -> BTreeMap<Id<SqlInstance>, BTreeSet<&'static str>> {
    let mut all: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (_, pool) in topology.pools.iter() {
        if matches!(pool.role, Role::Foreign(_)) {
            continue;
        }
        for (of, store) in pool.role.stores() {
            if let Some(primary) = store.primary {
                let databases = stores_of(of).iter().flat_map(|store| store.facts().databases);
                all.entry(primary).or_default().extend(databases);
            }
        }
    }
    all
}

const HAS_DATABASES: &str = "that the names of the databases prove the step; the cmdlet has none for a single instance";

fn databases(topology: &Topology) -> Script {
    let mut by_server: BTreeMap<String, (&str, Code)> = BTreeMap::new();
    for (id, databases) in databases_of(topology) {
        let Some(sql) = topology.sql_instances.get(id) else { continue };
        if matches!(sql.ha, SqlHa::AvailabilityGroup(_)) {
            continue;
        }
        let databases: Vec<_> = databases.into_iter().collect();
        let check = raw("(").and(has_databases(&sql.path(), &databases)).and(raw(")"));
        by_server
            .entry(sql.fqdn.key())
            .and_modify(|(_, done)| *done = done.clone().and(raw(" -and ")).and(check.clone()))
            .or_insert((sql.fqdn.as_str(), check));
    }
    let steps = by_server.into_values().map(|(server, done)| Step {
        title: format!("Install the databases on {server}"),
        source: "PS:Install-CsDatabase, L:database-installation-using-lync-server-management-shell",
        inferred: HAS_DATABASES,
        ready: Some(is_published(server)),
        missing: "publish a topology that has this SQL Server; what the vendor's file leaves out is in by-hand.md",
        done: Some(done),
        run: vec![call!(INSTALL_DATABASE, ConfiguredDatabases, SqlServerFqdn = text(server), UseDefaultSqlPaths)],
        ..Step::default()
    });
    script("05-databases", "The databases of every SQL Server, after publishing. As sysadmin on each.", steps.collect())
}

/// The words of `-DatabaseType` for the state of a mirror. 2013's page has its own.
fn state_types(topology: &Topology, id: Id<Pool>, pool: &Pool, of: StoreUse) -> Vec<&'static str> {
    let is_old = pool.product == Product::L13;
    match of {
        StoreUse::BackEnd => {
            let mut types = vec!["User", if is_old { "App" } else { "Application" }];
            if topology.deployment().central_management == Some(id) {
                types.push(if is_old { "CMS" } else { "CentralMgmt" });
            }
            types
        }
        StoreUse::Archiving => vec!["Archiving"],
        StoreUse::Monitoring => vec!["Monitoring"],
        StoreUse::Chat | StoreUse::ChatBackup => vec!["PersistentChat"],
        StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => vec!["PersistentChatCompliance"],
    }
}

fn mirrors(topology: &Topology) -> Script {
    struct Mirror<'a> {
        primary: &'a SqlInstance,
        mirror: &'a SqlInstance,
        share: &'a str,
        states: Vec<Code>,
    }
    let mut mirrors: BTreeMap<Id<SqlInstance>, Mirror> = BTreeMap::new();
    for (id, pool) in topology.pools.iter() {
        let products = cmdlet::GET_DATABASE_MIRROR_STATE.parameter("PoolFqdn").products;
        if !products.contains(pool.product) {
            continue;
        }
        // A log-shipping secondary is being restored; it gets its mirror when it has become the primary.
        let kept = |of: &StoreUse| !matches!(of, StoreUse::ChatBackup | StoreUse::ChatComplianceBackup);
        for (of, store) in pool.role.stores().filter(|(of, _)| kept(of)) {
            let row = |id| topology.sql_instances.get(id);
            let (Some(primary_id), Some(mirror)) = (store.primary, store.mirror.and_then(row)) else { continue };
            let Some(primary) = row(primary_id) else { continue };
            let share = store.mirror_share.as_str();
            let entry =
                mirrors.entry(primary_id).or_insert_with(|| Mirror { primary, mirror, share, states: Vec::new() });
            if entry.share.is_empty() {
                entry.share = share;
            }
            entry.states.extend(state_types(topology, id, pool, of).into_iter().map(|of| {
                let state =
                    call!(GET_DATABASE_MIRROR_STATE, PoolFqdn = text(pool.fqdn.as_str()), DatabaseType = text(of));
                raw("(Test-Mirrored (").and(state).and(raw("))"))
            }));
        }
    }
    let asks = mirrors.values().any(|mirror| mirror.share.is_empty());
    let steps = mirrors.into_values().map(|Mirror { primary, mirror, share, states }| {
        let share = || if share.is_empty() { raw("$FileShare") } else { text(share) };
        let run = call!(
            INSTALL_MIRROR_DATABASE,
            ConfiguredDatabases,
            FileShare = share(),
            SqlServerFqdn = text(primary.fqdn.as_str())
        );
        const MIRROR: cmdlet::Cmdlet = cmdlet::INSTALL_MIRROR_DATABASE;
        let run = match primary.instance.as_str() {
            "" => run.with(const { MIRROR.parameter("ForDefaultInstance") }, Code::default()),
            instance => run.with(const { MIRROR.parameter("ForInstance") }, text(instance)),
        };
        let run = run
            .with(const { MIRROR.parameter("DropExistingDatabasesOnMirror") }, Code::default())
            .with(const { MIRROR.parameter("Verbose") }, Code::default());
        let done = states.into_iter().enumerate().fold(Code::default(), |all, (n, state)| {
            let all = if n == 0 { all } else { all.and(raw(" -and ")) };
            all.and(state)
        });
        Step {
            title: format!("Mirror the databases of {} on {}", primary.path(), mirror.path()),
            source: MIRRORS,
            inferred: "that a healthy mirror is called synchronized on its principal",
            ready: Some(
                raw("(")
                    .and(is_published(mirror.fqdn.as_str()))
                    .and(raw(") -and (Test-Path -LiteralPath ("))
                    .and(raw("'FileSystem::' + "))
                    .and(share())
                    .and(raw("))")),
            ),
            missing: "enter mirror and witness in Topology Builder (by-hand.md) and publish; make the share reachable",
            done: Some(done),
            run: vec![run],
            ..Step::default()
        }
    });
    let steps: Vec<_> = steps.collect();
    Script {
        parameters: if asks { "    [Parameter(Mandatory = $true)] [string] $FileShare,\n" } else { "" },
        ..script(
            "06-mirrors",
            "Mirrors, after they are in the published topology. Restart the Front End servers afterwards, one at a time.",
            steps,
        )
    }
}

fn availability_groups(topology: &Topology) -> Script {
    let mut steps = Vec::new();
    for (id, databases) in databases_of(topology) {
        let Some(sql) = topology.sql_instances.get(id) else { continue };
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
    }
    script(
        "07-availability-groups",
        "First with the group still to be made, then once for each other node while the group has failed over to it.",
        steps,
    )
}

fn chat_principal(topology: &Topology) -> Script {
    let steps = topology.pools.iter().filter_map(|(_, pool)| {
        let Role::PersistentChat(chat) = &pool.role else { return None };
        if !chat.log_shipping.from_mirror || chat.primary.mirror.is_none() || chat.backup.primary.is_none() {
            return None;
        }
        Some(Step {
            title: format!("Make the half of the chat database of {} that was asked for its principal", pool.fqdn),
            source: "L:setting-up-sql-server-log-shipping-between-the-primary-mirror-and-the-log-shipping-secondary-database, PS:Invoke-CsDatabaseFailover",
            inferred: "StateOnPrimary and StateOnMirror say Principal where the principal is",
            done: Some(
                raw("Test-Principal (")
                    .and(call!(
                        GET_DATABASE_MIRROR_STATE,
                        PoolFqdn = text(pool.fqdn.as_str()),
                        DatabaseType = text("PersistentChat")
                    ))
                    .and(raw(") $NewPrincipal")),
            ),
            run: vec![call!(
                INVOKE_DATABASE_FAILOVER,
                PoolFqdn = text(pool.fqdn.as_str()),
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

fn simple_urls(topology: &Topology) -> Script {
    let urls = &topology.deployment().simple_urls;
    let meet = urls.meet.iter().map(|(domain, url)| ("Meet", domain.as_str(), url));
    let others = [("Dialin", "*", &urls.dialin), ("Cscp", "*", &urls.admin)];
    let all = meet.chain(others).filter(|(_, _, url)| !url.is_empty());
    let steps = all.map(|(component, domain, url)| Step {
        title: format!("Set the simple URL {url} ({component})"),
        source: "PS:New-CsSimpleUrlEntry, PS:New-CsSimpleUrl, PS:Set-CsSimpleUrlConfiguration",
        inferred: "that the exported configuration names the URL as it is; Cscp as the word for the admin page: its cmdlet page has Admin",
        done: Some(raw("Test-Configured ").and(text(url.as_str()))),
        run: vec![
            raw("$entry = ").and(call!(NEW_SIMPLE_URL_ENTRY, Url = text(url.as_str()))),
            raw("$url = ").and(call!(
                NEW_SIMPLE_URL,
                Component = text(component),
                Domain = text(domain),
                SimpleUrlEntry = raw("$entry"),
                ActiveUrl = text(url.as_str())
            )),
            call!(SET_SIMPLE_URL_CONFIGURATION, Identity = text("Global"), SimpleUrl = raw("@{Add = $url}")),
        ],
        ..Step::default()
    });
    script(
        "09-simple-urls",
        "The simple URLs, which are no part of a published topology. Then 10-each-server.ps1 on every server.",
        steps.collect(),
    )
}

fn each_server(topology: &Topology) -> Script {
    let names = |wanted: fn(&Role) -> bool| -> Vec<String> {
        let pools = topology.pools.iter().filter(|(_, pool)| wanted(&pool.role));
        pools.flat_map(|(_, pool)| topology.computers_of(pool).map(|(_, row)| row.fqdn.to_string())).collect()
    };
    let is_one_of = |names: &[String]| raw("Test-ThisComputer ").and(texts(names.iter().cloned()));
    let inside = names(|role| !matches!(role, Role::Edge(_) | Role::TrustedApplication(_) | Role::Foreign(_)));
    let edge = names(|role| matches!(role, Role::Edge(_)));
    let web = names(|role| matches!(role, Role::FrontEnd(_) | Role::StandardEdition(_) | Role::Director(_)));
    let fill = |title: &str, names: &[String], run| Step {
        title: title.to_owned(),
        source: "PS:Import-CsConfiguration, L:installing-the-lync-server-2013-core-files-and-the-rtclocal-database",
        inferred: "that a copy may be read in any number of times",
        when: Some(is_one_of(names)),
        run: vec![run],
        proof: Some(raw("@(").and(call!(EXPORT_CONFIGURATION, LocalStore, AsBytes)).and(raw(").Count -gt 0"))),
        ..Step::default()
    };
    let mut steps = Vec::new();
    if !inside.is_empty() {
        steps.push(fill(
            "Fill the local store from the Central Management store",
            &inside,
            raw("$bytes = ").and(call!(EXPORT_CONFIGURATION, AsBytes)).and(raw("\n        ")).and(call!(
                IMPORT_CONFIGURATION,
                ByteInput = raw("$bytes"),
                LocalStore
            )),
        ));
    }
    if !edge.is_empty() {
        let mut step = fill(
            "Fill the local store from the file that was carried here",
            &edge,
            call!(IMPORT_CONFIGURATION, FileName = raw("$ConfigurationFile"), LocalStore),
        );
        step.ready = Some(raw("$ConfigurationFile -and (Test-Path -LiteralPath $ConfigurationFile)"));
        step.missing =
            "save the configuration with 02-back-up.ps1, carry cs.zip here and name it as -ConfigurationFile";
        steps.push(step);
    }
    if !inside.is_empty() || !edge.is_empty() {
        let all: Vec<_> = inside.iter().chain(&edge).cloned().collect();
        steps.push(Step {
            title: "Start to replicate".to_owned(),
            source: "PS:Enable-CsReplica, PS:Start-CsWindowsService",
            when: Some(is_one_of(&all)),
            done: Some(raw("Test-Running 'REPLICA'")),
            run: vec![call!(ENABLE_REPLICA), call!(START_WINDOWS_SERVICE, Name = text("REPLICA"))],
            ..Step::default()
        });
    }
    if !web.is_empty() {
        steps.push(Step {
            title: "Take over the simple URLs".to_owned(),
            source: "PS:Enable-CsComputer, L:planning-for-simple-urls",
            inferred: "that it may be run any number of times; no page says how to see that it was",
            when: Some(is_one_of(&web)),
            run: vec![call!(ENABLE_COMPUTER)],
            ..Step::default()
        });
    }
    Script {
        parameters: "    [string] $ConfigurationFile,\n",
        ..script(
            "10-each-server",
            "On every server of the deployment, after Setup /BootstrapLocalMgmt has made its local store (by-hand.md).",
            steps,
        )
    }
}

/// Each pair once, and the partners of those that are paired from one side only.
fn paired(topology: &Topology) -> impl Iterator<Item = (Id<Pool>, &Pool)> {
    let partners: BTreeSet<_> = topology.pools.iter().filter_map(|(_, pool)| pool.backup_pool).collect();
    topology.pools.iter().filter(move |(id, pool)| pool.backup_pool.is_some() || partners.contains(id))
}

fn backup_service_on_servers(topology: &Topology) -> Script {
    let names: Vec<_> = paired(topology)
        .flat_map(|(_, pool)| topology.computers_of(pool).map(|(_, row)| row.fqdn.to_string()))
        .collect();
    let step = Step {
        title: "Start the backup service".to_owned(),
        source: PAIRS,
        when: Some(raw("Test-ThisComputer ").and(texts(names.iter().cloned()))),
        ready: Some(raw("@(Get-Service -Name 'LYNCBACKUP' -ErrorAction SilentlyContinue).Count -gt 0")),
        missing: "run Bootstrapper.exe on this server: it installs the backup service (by-hand.md)",
        done: Some(raw("Test-Running 'LYNCBACKUP'")),
        run: vec![call!(START_WINDOWS_SERVICE, Name = text("LYNCBACKUP"))],
        ..Step::default()
    };
    let steps = if names.is_empty() { Vec::new() } else { vec![step] };
    script(
        "11-backup-service-on-each-server",
        "On every Front End server of both pools of a pair, after the pair is published.",
        steps,
    )
}

fn backup_service(topology: &Topology) -> Script {
    let mut steps = Vec::new();
    let deployment = topology.deployment();
    for (id, pool) in paired(topology) {
        let partner = pool.backup_pool.and_then(|id| topology.pools.get(id));
        if deployment.central_management == Some(id)
            && let Some(partner) = partner.filter(|partner| matches!(partner.role, Role::StandardEdition(_)))
        {
            let name = partner.fqdn.as_str();
            steps.push(Step {
                title: format!("Install the standby of the Central Management store on {name}"),
                source: "L:front-end-pool-abc-failover-procedure",
                inferred: "the page states the step for its own case, a pool that is lost",
                ready: Some(is_published(name)),
                missing: "publish the topology with both pools",
                done: Some(has_databases(&path(name, "rtc"), Store::CentralMgmt.facts().databases)),
                run: vec![call!(
                    INSTALL_DATABASE,
                    CentralManagementDatabase,
                    SqlServerFqdn = text(name),
                    SqlInstanceName = text("rtc")
                )],
                ..Step::default()
            });
        }
    }
    if let Some(minutes) = deployment.backup_sync_minutes.filter(|_| paired(topology).next().is_some()) {
        let interval = format!("{:02}:{:02}:00", minutes / 60, minutes % 60);
        steps.push(Step {
            title: format!("Let the backup service copy every {minutes} minutes"),
            source: "L:configuring-and-monitoring-the-backup-service, PS:Set-CsBackupServiceConfiguration",
            done: Some(
                raw("Test-Says (").and(call!(GET_BACKUP_SERVICE_CONFIGURATION)).and(raw(") ")).and(text(&interval)),
            ),
            run: vec![call!(SET_BACKUP_SERVICE_CONFIGURATION, SyncInterval = text(&interval))],
            ..Step::default()
        });
    }
    for (_, pool) in paired(topology) {
        let name = || text(pool.fqdn.as_str());
        steps.push(Step {
            title: format!("Copy from {} to its partner", pool.fqdn),
            source: PAIRS,
            inferred: "the answer has the word Steady when every module is in its steady state, Final when it rests",
            ready: Some(
                raw("@(").and(call!(GET_POOL_BACKUP_RELATIONSHIP, PoolFqdn = name())).and(raw(").Count -gt 0")),
            ),
            missing: "pair the pools in Topology Builder (by-hand.md) and publish",
            done: Some(
                raw("Test-Says (").and(call!(GET_BACKUP_SERVICE_STATUS, PoolFqdn = name())).and(raw(") 'Steady'")),
            ),
            run: vec![call!(INVOKE_BACKUP_SERVICE_SYNC, PoolFqdn = name()), raw("Start-Sleep -Seconds 120")],
            ..Step::default()
        });
    }
    script(
        "12-backup-service",
        "On a server of a pair, when the backup service runs on all servers of both pools.",
        steps,
    )
}

fn chat_servers(topology: &Topology) -> Script {
    let mut steps = Vec::new();
    for (_, pool) in topology.pools.iter().filter(|(_, pool)| matches!(pool.role, Role::PersistentChat(_))) {
        let products = cmdlet::SET_PERSISTENT_CHAT_ACTIVE_SERVER.parameter("Identity").products;
        let active: Vec<_> = topology
            .computers_of(pool)
            .filter(|(_, computer)| !computer.standby)
            .map(|(_, computer)| computer.fqdn.to_string())
            .collect();
        if pool.computers.len() < 2 || active.is_empty() || !products.contains(pool.product) {
            continue;
        }
        let identity = || text(format!("PersistentChatServer:{}", pool.fqdn));
        let service = || {
            call!(GET_SERVICE, PersistentChatServer)
                .and(raw(" | Where-Object { $_.Identity -eq "))
                .and(identity())
                .and(raw(" }"))
        };
        let same = raw("Test-Same ")
            .and(texts(active.iter().cloned()))
            .and(raw(" @("))
            .and(service())
            .and(raw(" | ForEach-Object { $_.ActiveServers })"));
        let mut run =
            vec![call!(SET_PERSISTENT_CHAT_ACTIVE_SERVER, Identity = identity(), ActiveServers = raw("$null"))];
        run.extend(active.iter().map(|server| {
            call!(
                SET_PERSISTENT_CHAT_ACTIVE_SERVER,
                Identity = identity(),
                ActiveServers = raw("@{Add = ").and(text(server)).and(raw("}"))
            )
        }));
        steps.push(Step {
            title: format!("Let {} of the servers of {} serve", active.len(), pool.fqdn),
            source: CHAT,
            inferred: "that Get-CsService shows the list of active servers",
            ready: Some(raw("@(").and(service()).and(raw(").Count -gt 0"))),
            missing: "add the chat pool in Topology Builder (by-hand.md) and publish",
            done: Some(same),
            run,
            ..Step::default()
        });
    }
    script(
        "13-chat-servers",
        "Which chat servers serve, after the chat pool is published. Nobody chats meanwhile.",
        steps,
    )
}

fn sites(topology: &Topology) -> Script {
    let route = topology.deployment().xmpp_route.and_then(|edge| {
        let site = topology.central_site(topology.pools.get(edge)?.site)?;
        Some((site, edge))
    });
    let own = topology.sites.iter().filter_map(|(id, site)| Some((id, site.xmpp_route?)));
    let routes: BTreeMap<_, _> = route.into_iter().chain(own).collect();
    let steps = routes.into_iter().filter_map(|(site, edge)| {
        let (site, edge) = (topology.sites.get(site)?, topology.pools.get(edge)?);
        Some(Step {
            title: format!("Lead XMPP of {} through {}", site.name, edge.fqdn),
            source: "PS:Set-CsSite, L:failing-over-the-edge-pool-used-for-xmpp-federation",
            inferred: "that setting the same route again changes nothing; no cmdlet of the list reads it",
            ready: Some(is_published(edge.fqdn.as_str())),
            missing: "publish the topology with this Edge pool",
            run: vec![call!(
                SET_SITE,
                Identity = text(&site.name),
                XmppFederationRoute = text(format!("EdgeServer:{}", edge.fqdn))
            )],
            ..Step::default()
        })
    });
    script("14-sites", "The XMPP routes. The other settings of sites are in by-hand.md.", steps.collect())
}

fn trusted_applications(topology: &Topology) -> Script {
    let mut steps = Vec::new();
    for (_, pool) in topology.pools.iter() {
        let Role::TrustedApplication(settings) = &pool.role else { continue };
        for application in &settings.applications {
            steps.push(Step {
                title: format!("Add the application {} to {}", application.id, pool.fqdn),
                source: "PS:New-CsTrustedApplication",
                inferred: "that the topology names an application as urn:application: and its id",
                ready: Some(is_published(pool.fqdn.as_str())),
                missing: "add the trusted application pool in Topology Builder (by-hand.md) and publish",
                done: Some(
                    raw("Test-Application ")
                        .and(text(pool.fqdn.as_str()))
                        .and(raw(" "))
                        .and(text(format!("urn:application:{}", application.id))),
                ),
                run: vec![
                    call!(
                        NEW_TRUSTED_APPLICATION,
                        ApplicationId = text(&application.id),
                        TrustedApplicationPoolFqdn = text(pool.fqdn.as_str()),
                        Port = text(application.port.to_string())
                    ),
                    call!(ENABLE_TOPOLOGY),
                ],
                ..Step::default()
            });
        }
    }
    script(
        "15-trusted-applications",
        "Applications of trusted application pools, after the pools are published.",
        steps,
    )
}

fn check(topology: &Topology) -> Script {
    let pools = topology.pools.iter().filter(|(_, pool)| !matches!(pool.role, Role::Foreign(_)));
    let mut names: Vec<_> = pools.map(|(_, pool)| pool.fqdn.to_string()).collect();
    names.extend(topology.gateways.iter().map(|(_, gateway)| gateway.fqdn.to_string()));
    let published = (!names.is_empty()).then(|| Step {
        title: "Every pool and every gateway is published".to_owned(),
        source: DEPLOY,
        run: vec![call!(TEST_TOPOLOGY)],
        proof: Some(raw("Test-Published ").and(texts(names))),
        ..Step::default()
    });
    let replicated = Step {
        title: "Every server has the newest configuration".to_owned(),
        source: "PS:Get-CsManagementStoreReplicationStatus",
        run: vec![call!(GET_MANAGEMENT_STORE_REPLICATION_STATUS)],
        proof: Some(
            raw("@(")
                .and(call!(GET_MANAGEMENT_STORE_REPLICATION_STATUS))
                .and(raw(" | Where-Object { -not $_.UpToDate }).Count -eq 0")),
        ),
        ..Step::default()
    };
    script(
        "16-check",
        "Changes nothing: whether all that was designed is published and has arrived.",
        published.into_iter().chain([replicated]).collect(),
    )
}
