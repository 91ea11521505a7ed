//! The scripts of a deployment, one for each stage, in the order in which they are run. What a cmdlet of the list
//! cannot do is in [`by_hand`](super::by_hand), the making of databases in [`databases`](super::databases).

use std::collections::{BTreeMap, BTreeSet};

use super::certificates::server_certificates;
use super::databases::{self, chat_data, standby_of_management};
use super::pools;
use super::step::{Code, Script, Step, call, is_one_of, is_published, raw, script, text, texts};
use crate::model::{Document, GatewayKind, Id, Pool, Role, SurvivableBranchKind, Topology};
use crate::text::natural_key;
use crate::vendor::{Product, cmdlet};

const DEPLOY: &str = "L:publish-the-topology, S:create-and-publish-new-topology";
const PAIRS: &str = "L:deploying-paired-front-end-pools-for-disaster-recovery";
const CHAT: &str = "L:failing-over-persistent-chat-server, PS:Set-CsPersistentChatActiveServer";

/// All scripts that have anything to do.
pub(super) fn scripts(document: &Document) -> Vec<Script> {
    let topology = &document.topology;
    let scripts = [
        databases::central_management(topology),
        back_up(topology),
        publish(),
        enable(),
        databases::databases(topology),
        databases::mirrors(topology),
        databases::availability_groups(topology),
        databases::chat_principal(topology),
        simple_urls(topology),
        simple_urls_on_servers(topology),
        configuration_for_edge(topology),
        each_server(topology),
        server_certificates(document),
        backup_service_on_servers(topology),
        backup_service(topology),
        chat_servers(topology),
        sites(topology),
        trusted_applications(topology),
        check(topology),
    ];
    scripts.into_iter().filter(|script| !script.steps.is_empty()).collect()
}

/// The products of those pools, each with the computers of its pools, in their order.
fn computers_by_product<'a>(
    topology: &Topology,
    pools: impl IntoIterator<Item = (Id<Pool>, &'a Pool)>,
) -> Vec<(Product, Vec<String>)> {
    let mut found: Vec<(Product, Vec<String>)> = Vec::new();
    for (_, pool) in pools {
        let names = topology.computers_of(pool).map(|(_, computer)| computer.fqdn.to_string());
        match found.iter_mut().find(|(product, _)| *product == pool.product) {
            Some((_, all)) => all.extend(names),
            None => found.push((pool.product, names.collect())),
        }
    }
    found.retain(|(_, names)| !names.is_empty());
    found
}

/// The pools of some roles, by name.
fn pools_of(topology: &Topology, is_wanted: fn(&Role) -> bool) -> impl Iterator<Item = (Id<Pool>, &Pool)> {
    pools(topology).into_iter().filter(move |(_, pool)| is_wanted(&pool.role))
}

/// What something of a pool is saved as: in the folder that was asked for, whatever the pool is called.
fn file_of(pool: &str, what: &str) -> String {
    let letters = pool.chars().map(|c| if c.is_alphanumeric() || c == '-' || c == '.' { c } else { '_' });
    format!("{}-{what}.zip", letters.collect::<String>())
}

fn back_up(topology: &Topology) -> Script {
    let save = |title: String, source, file: String, run: &dyn Fn(Code) -> Vec<Code>| {
        let path = || raw("(Join-Path $Folder ").and(text(file.as_str())).and(raw(")"));
        Step {
            title,
            source,
            ready: Some(raw("Test-Path -LiteralPath $Folder -PathType Container")),
            missing: "make an empty folder and name it as -Folder",
            done: Some(raw("Test-Path -LiteralPath ").and(path())),
            run: run(path()),
            ..Step::default()
        }
    };
    let mut steps = vec![
        save(
            "Save the published topology".to_owned(),
            "PS:Get-CsTopology, PS:Test-CsTopology",
            "topology.xml".to_owned(),
            &|file| {
                let kept = raw(").ToString() | Set-Content -LiteralPath ").and(file).and(raw(" -Encoding UTF8"));
                vec![call!(TEST_TOPOLOGY), raw("(").and(call!(GET_TOPOLOGY, AsXml)).and(kept)]
            },
        ),
        save("Save the configuration".to_owned(), "PS:Export-CsConfiguration", "cs.zip".to_owned(), &|file| {
            vec![call!(EXPORT_CONFIGURATION, FileName = file)]
        }),
        save("Save the location data".to_owned(), "PS:Export-CsLisConfiguration", "lis.zip".to_owned(), &|file| {
            vec![call!(EXPORT_LIS_CONFIGURATION, FileName = file)]
        }),
    ];
    let of_pool = |pool: &Pool, step: Step| Step {
        product: Some(pool.product),
        when: Some(is_published(pool.fqdn.as_str())),
        ..step
    };
    for (_, pool) in pools(topology) {
        let Some(settings) = pool.role.front_end() else { continue };
        let name = pool.fqdn.as_str();
        let users = save(
            format!("Save the users of {name}"),
            "L:backing-up-core-data-and-settings, PS:Export-CsUserData",
            file_of(name, "users"),
            &|file| vec![call!(EXPORT_USER_DATA, PoolFqdn = text(name), FileName = file)],
        );
        steps.push(of_pool(pool, users));
        if settings.features.voice {
            let groups = save(
                format!("Save the response groups of {name}"),
                "L:backing-up-core-data-and-settings, PS:Export-CsRgsConfiguration",
                file_of(name, "response-groups"),
                &|file| {
                    let source = text(format!("service:ApplicationServer:{name}"));
                    vec![call!(EXPORT_RGS_CONFIGURATION, Source = source, FileName = file)]
                },
            );
            steps.push(of_pool(pool, groups));
        }
    }
    for (pool, sql) in chat_data(topology) {
        let rooms = save(
            format!("Save the chat rooms of {}", pool.fqdn),
            "L:backing-up-persistent-chat-databases, PS:Export-CsPersistentChatData",
            file_of(pool.fqdn.as_str(), "rooms"),
            &|file| vec![call!(EXPORT_PERSISTENT_CHAT_DATA, DBInstance = text(sql.path()), FileName = file)],
        );
        steps.push(of_pool(pool, rooms));
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

fn publish() -> Script {
    Script {
        parameters: "    [Parameter(Mandatory = $true)] [string] $TopologyFile,\n    [Parameter(Mandatory = $true)] [string] $BackupFile,\n",
        ..script(
            "03-publish",
            "Publishes the topology that was exported as XML. As a domain administrator and RTCUniversalServerAdmins.",
            vec![Step {
                title: "Publish the topology".to_owned(),
                source: "PS:Publish-CsTopology, L:publish-the-topology",
                inferred: "the page allows the cmdlet for what Get-CsTopology printed; a prepared document is published so by public scripts. That it is so already if all of the file is in what is published is ours",
                ready: Some(raw(
                    "(Test-Path -LiteralPath $TopologyFile) -and ((Test-TopologyFile $TopologyFile) -or (Test-NothingIsLost $TopologyFile))",
                )),
                missing: "export the deployment as a published topology and name the file; what is published and not in it would be lost, so remove that in Topology Builder first, or publish from there",
                done: Some(raw("Test-TopologyFile $TopologyFile")),
                run: vec![call!(
                    PUBLISH_TOPOLOGY,
                    FileName = raw("$TopologyFile"),
                    BackupFileName = raw("$BackupFile")
                )],
                // What the product adds of its own may differ from the file, so that it is there is proof enough.
                proof: Some(raw("Test-Published (Get-ClusterNames (Get-Content -LiteralPath $TopologyFile -Raw))")),
                ..Step::default()
            }],
        )
    }
}

fn enable() -> Script {
    script(
        "04-enable",
        "Makes what was published true: trust entries in Active Directory, rights on shares. As a local administrator of the file servers too.",
        vec![Step {
            title: "Enable the topology".to_owned(),
            source: "PS:Enable-CsTopology",
            inferred: "that it may be run any number of times. Nothing proves it here: Test-CsTopology, in 16-check.ps1, wants services that run",
            run: vec![call!(ENABLE_TOPOLOGY)],
            ..Step::default()
        }],
    )
}

fn simple_urls(topology: &Topology) -> Script {
    let urls = &topology.deployment().simple_urls;
    let meet = urls.meet.iter().map(|(domain, url)| (["Meet"].as_slice(), domain.as_str(), url));
    // Documents and most public scripts call the admin page Cscp, its cmdlet page Admin.
    let others = [(["Dialin"].as_slice(), "*", &urls.dialin), (["Cscp", "Admin"].as_slice(), "*", &urls.admin)];
    let all = meet.chain(others).filter(|(_, _, url)| !url.is_empty());
    let steps = all.map(|(components, domain, url)| {
        let component = components[0];
        let url = url.as_str().trim_end_matches('/');
        let there = || {
            let components = texts(components.iter().map(|&word| word.to_owned()));
            raw("Get-SimpleUrl ").and(components).and(raw(" ")).and(text(domain))
        };
        Step {
            title: format!("Set the simple URL {url} ({component})"),
            source: "PS:New-CsSimpleUrlEntry, PS:New-CsSimpleUrl, PS:Set-CsSimpleUrlConfiguration, PS:Get-CsSimpleUrlConfiguration",
            inferred: "that a simple URL shows its parts under the names of the parameters; Cscp as the word for the admin page: its cmdlet page has Admin",
            ready: Some(raw("@(").and(there()).and(raw(" | Where-Object { $_ -ne ")).and(text(url)).and(raw(" }).Count -eq 0"))),
            missing: "there is another URL for that: remove it as PS:Set-CsSimpleUrlConfiguration shows in its third example",
            done: Some(raw("@(").and(there()).and(raw(") -contains ")).and(text(url))),
            run: vec![
                raw("$entry = ").and(call!(NEW_SIMPLE_URL_ENTRY, Url = text(url))),
                raw("$url = ").and(call!(
                    NEW_SIMPLE_URL,
                    Component = text(component),
                    Domain = text(domain),
                    SimpleUrlEntry = raw("$entry"),
                    ActiveUrl = text(url)
                )),
                call!(SET_SIMPLE_URL_CONFIGURATION, Identity = text("Global"), SimpleUrl = raw("@{Add = $url}")),
            ],
            ..Step::default()
        }
    });
    script("09-simple-urls", "The simple URLs, which are no part of a published topology.", steps.collect())
}

fn simple_urls_on_servers(topology: &Topology) -> Script {
    let wanted = |role: &Role| matches!(role, Role::FrontEnd(_) | Role::StandardEdition(_) | Role::Director(_));
    let steps = computers_by_product(topology, pools_of(topology, wanted)).into_iter().map(|(product, names)| Step {
        title: "Take over the simple URLs".to_owned(),
        source: "PS:Enable-CsComputer, PS:Set-CsSimpleUrlConfiguration, L:planning-for-simple-urls",
        inferred: "that it may be run any number of times; no page says how to see that it was",
        product: Some(product),
        when: Some(is_one_of(names)),
        run: vec![call!(ENABLE_COMPUTER)],
        ..Step::default()
    });
    script(
        "09-simple-urls-on-each-server",
        "After a change of the simple URLs, on every Front End and Director server that is in service. A new server takes them when it is set up.",
        steps.collect(),
    )
}

fn configuration_for_edge(topology: &Topology) -> Script {
    let has_edge = topology.pools.iter().any(|(_, pool)| matches!(pool.role, Role::Edge(_)));
    let step = Step {
        title: "Save the configuration for the Edge servers".to_owned(),
        source: "PS:Export-CsConfiguration, L:installing-the-lync-server-2013-core-files-and-the-rtclocal-database",
        ready: Some(raw("-not (Test-Path -LiteralPath $ConfigurationFile)")),
        missing: "name a file that is not there yet: an old one may not know the Edge servers",
        run: vec![call!(EXPORT_CONFIGURATION, FileName = raw("$ConfigurationFile"))],
        proof: Some(raw("Test-Path -LiteralPath $ConfigurationFile")),
        ..Step::default()
    };
    Script {
        parameters: "    [Parameter(Mandatory = $true)] [string] $ConfigurationFile,\n",
        ..script(
            "10-configuration-for-edge",
            "On a server inside, when all is published. Carry the file to the Edge servers, for 10-each-server.ps1 there.",
            if has_edge { vec![step] } else { Vec::new() },
        )
    }
}

fn each_server(topology: &Topology) -> Script {
    // An appliance is set up by its maker's own tool.
    let inside = |role: &Role| match role {
        Role::SurvivableBranch(branch) => branch.kind == SurvivableBranchKind::Server,
        Role::TrustedApplication(settings) => settings.requires_replication,
        Role::Edge(_) | Role::Foreign(_) => false,
        _ => true,
    };
    let edge = |role: &Role| matches!(role, Role::Edge(_));
    let fill = |title: &str, product, names, run| Step {
        title: title.to_owned(),
        source: "PS:Import-CsConfiguration, L:installing-the-lync-server-2013-core-files-and-the-rtclocal-database",
        inferred: "that a store is filled where it is replicated",
        product: Some(product),
        when: Some(is_one_of(names)),
        done: Some(raw("Test-Running 'REPLICA'")),
        run,
        proof: Some(raw("@(").and(call!(EXPORT_CONFIGURATION, LocalStore, AsBytes)).and(raw(").Count -gt 0"))),
        ..Step::default()
    };
    let replicate = |product, names| Step {
        title: "Start to replicate".to_owned(),
        source: "PS:Enable-CsReplica, PS:Start-CsWindowsService",
        product: Some(product),
        when: Some(is_one_of(names)),
        done: Some(raw("Test-Running 'REPLICA'")),
        run: vec![call!(ENABLE_REPLICA), call!(START_WINDOWS_SERVICE, Name = text("REPLICA"))],
        ..Step::default()
    };
    let mut steps = Vec::new();
    for (product, names) in computers_by_product(topology, pools_of(topology, inside)) {
        let run = vec![
            raw("$bytes = ").and(call!(EXPORT_CONFIGURATION, AsBytes)),
            call!(IMPORT_CONFIGURATION, ByteInput = raw("$bytes"), LocalStore),
        ];
        steps.push(fill("Fill the local store from the Central Management store", product, names.clone(), run));
        steps.push(replicate(product, names));
    }
    for (product, names) in computers_by_product(topology, pools_of(topology, edge)) {
        let run = vec![call!(IMPORT_CONFIGURATION, FileName = raw("$ConfigurationFile"), LocalStore)];
        steps.push(Step {
            ready: Some(raw("$ConfigurationFile -and (Test-Path -LiteralPath $ConfigurationFile)")),
            missing: "carry here what 10-configuration-for-edge.ps1 saved inside, and name it as -ConfigurationFile",
            ..fill("Fill the local store from the file that was carried here", product, names.clone(), run)
        });
        steps.push(replicate(product, names));
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

/// The pools with a partner, and the partners of those that are paired from one side only.
pub(super) fn paired(topology: &Topology) -> Vec<(Id<Pool>, &Pool)> {
    let partners: BTreeSet<_> = topology.pools.iter().filter_map(|(_, pool)| pool.backup_pool).collect();
    let mut pools = pools(topology);
    pools.retain(|(id, pool)| pool.backup_pool.is_some() || partners.contains(id));
    pools
}

fn backup_service_on_servers(topology: &Topology) -> Script {
    let steps = computers_by_product(topology, paired(topology)).into_iter().map(|(product, names)| Step {
        title: "Start the backup service".to_owned(),
        source: PAIRS,
        product: Some(product),
        when: Some(is_one_of(names)),
        ready: Some(raw("@(Get-Service -Name 'LYNCBACKUP' -ErrorAction SilentlyContinue).Count -gt 0")),
        missing: "run Bootstrapper.exe on this server: it installs the backup service (by-hand.md)",
        done: Some(raw("Test-Running 'LYNCBACKUP'")),
        run: vec![call!(START_WINDOWS_SERVICE, Name = text("LYNCBACKUP"))],
        ..Step::default()
    });
    script(
        "11-backup-service-on-each-server",
        "On every Front End server of both pools of a pair, after the pair is published.",
        steps.collect(),
    )
}

fn backup_service(topology: &Topology) -> Script {
    let mut steps = standby_of_management(topology);
    let deployment = topology.deployment();
    let paired = paired(topology);
    if let Some(minutes) = deployment.backup_sync_minutes.filter(|_| !paired.is_empty()) {
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
    for (_, pool) in paired {
        let name = || text(pool.fqdn.as_str());
        steps.push(Step {
            title: format!("Copy from {} to its partner", pool.fqdn),
            source: "L:deploying-paired-front-end-pools-for-disaster-recovery, L:configuring-and-monitoring-the-backup-service",
            inferred: "that each module is in SteadyState or FinalState then, and the one of Central Management NotInitialized where the pool does not hold it",
            product: Some(pool.product),
            ready: Some(
                raw("@(").and(call!(GET_POOL_BACKUP_RELATIONSHIP, PoolFqdn = name())).and(raw(").Count -gt 0")),
            ),
            missing: "pair the pools in Topology Builder (by-hand.md) and publish",
            done: Some(raw("Test-BackupIsSteady ").and(name())),
            run: vec![call!(INVOKE_BACKUP_SERVICE_SYNC, PoolFqdn = name())],
            wait: 60,
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
    for (_, pool) in pools_of(topology, |role| matches!(role, Role::PersistentChat(_))) {
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
            product: Some(pool.product),
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

/// Routes of federation and of XMPP, and default chat pools.
fn sites(topology: &Topology) -> Script {
    const SITE: cmdlet::Cmdlet = cmdlet::SET_SITE;
    let deployment = topology.deployment();
    let at = deployment.xmpp_route.and_then(|edge| topology.central_site(topology.pools.get(edge)?.site));
    let mut sites: Vec<_> = topology.sites.iter().collect();
    sites.sort_by_cached_key(|(_, site)| natural_key(&site.name));
    let mut steps = Vec::new();
    for (id, site) in sites {
        // There is one route of XMPP in a deployment, which is set on the site of its Edge pool.
        let xmpp = site.xmpp_route.or(deployment.xmpp_route.filter(|_| at == Some(id)));
        let federation = site.federation_route.or(deployment.federation_route);
        for (pool, what, parameter, prefix) in [
            (federation, "Lead federation", const { SITE.parameter("FederationRoute") }, "EdgeServer:"),
            (xmpp, "Lead XMPP", const { SITE.parameter("XmppFederationRoute") }, "EdgeServer:"),
            (site.default_chat_pool, "Lead chat", const { SITE.parameter("DefaultPersistentChatPool") }, ""),
        ] {
            let Some(pool) = pool.and_then(|id| topology.pools.get(id)) else { continue };
            let value = || text(format!("{prefix}{}", pool.fqdn));
            steps.push(Step {
                title: format!("{what} of {} through {}", site.name, pool.fqdn),
                source: "PS:Set-CsSite, PS:Get-CsSite, L:failing-over-the-edge-pool-used-for-xmpp-federation",
                inferred: "that a site shows a setting under the name of its parameter, and as it was typed",
                ready: Some(is_published(pool.fqdn.as_str())),
                missing: "publish the topology with this pool",
                done: Some(
                    raw("Test-Site ")
                        .and(text(&site.name))
                        .and(raw(" "))
                        .and(text(parameter.name))
                        .and(raw(" "))
                        .and(value()),
                ),
                run: vec![call!(SET_SITE, Identity = text(&site.name)).with(parameter, value())],
                ..Step::default()
            });
        }
    }
    script("14-sites", "Where federation, XMPP and chat of the sites go, after the pools are published.", steps)
}

fn trusted_applications(topology: &Topology) -> Script {
    let source = "PS:New-CsTrustedApplicationPool, PS:New-CsTrustedApplicationComputer, PS:New-CsTrustedApplication";
    let mut steps = Vec::new();
    for (_, pool) in pools(topology) {
        let Role::TrustedApplication(settings) = &pool.role else { continue };
        let name = || text(pool.fqdn.as_str());
        let computers: Vec<_> = topology.computers_of(pool).map(|(_, computer)| &computer.fqdn).collect();
        let said = |is_so: bool| raw(if is_so { "$true" } else { "$false" });
        let mut new_pool = call!(
            NEW_TRUSTED_APPLICATION_POOL,
            Identity = name(),
            Site = raw("(").and(call!(GET_SITE, Identity = text(topology.site_name(pool.site)))).and(raw(").SiteId")),
            RequiresReplication = said(settings.requires_replication),
            OutboundOnly = said(settings.outbound_only),
            ThrottleAsServer = said(settings.throttle_as_server),
            TreatAsAuthenticated = said(settings.treat_as_authenticated)
        );
        const POOL: cmdlet::Cmdlet = cmdlet::NEW_TRUSTED_APPLICATION_POOL;
        if let Some(hop) = settings.next_hop.and_then(|id| topology.pools.get(id)) {
            new_pool = new_pool.with(const { POOL.parameter("Registrar") }, text(format!("Registrar:{}", hop.fqdn)));
        }
        if let Some(first) = computers.first().filter(|first| !first.is(&pool.fqdn)) {
            new_pool = new_pool.with(const { POOL.parameter("ComputerFqdn") }, text(first.as_str()));
        }
        steps.push(Step {
            title: format!("Add the trusted application pool {}", pool.fqdn),
            source,
            inferred: "that -Site takes the SiteId of Get-CsSite is stated; that a published pool proves the step is ours",
            done: Some(is_published(pool.fqdn.as_str())),
            run: vec![new_pool, call!(ENABLE_TOPOLOGY)],
            ..Step::default()
        });
        for computer in computers.iter().skip(1) {
            steps.push(Step {
                title: format!("Add {computer} to {}", pool.fqdn),
                source,
                done: Some(is_published(computer.as_str()).and(raw(" 'Machine'"))),
                run: vec![
                    call!(NEW_TRUSTED_APPLICATION_COMPUTER, Identity = text(computer.as_str()), Pool = name()),
                    call!(ENABLE_TOPOLOGY),
                ],
                ..Step::default()
            });
        }
        for application in &settings.applications {
            steps.push(Step {
                title: format!("Add the application {} to {}", application.id, pool.fqdn),
                source,
                inferred: "that the topology names an application as urn:application: and its id",
                done: Some(
                    raw("Test-Application ")
                        .and(name())
                        .and(raw(" "))
                        .and(text(format!("urn:application:{}", application.id))),
                ),
                run: vec![
                    call!(
                        NEW_TRUSTED_APPLICATION,
                        ApplicationId = text(&application.id),
                        TrustedApplicationPoolFqdn = name(),
                        Port = text(application.port.to_string())
                    ),
                    call!(ENABLE_TOPOLOGY),
                ],
                ..Step::default()
            });
        }
    }
    script("15-trusted-applications", "Trusted application pools with their computers and applications.", steps)
}

fn check(topology: &Topology) -> Script {
    let mut names: Vec<_> = pools(topology).into_iter().map(|(_, pool)| pool.fqdn.to_string()).collect();
    let mut gateways: Vec<_> = topology.gateways.iter().map(|(_, gateway)| gateway.fqdn.to_string()).collect();
    gateways.sort_by_cached_key(|name| natural_key(name));
    names.extend(gateways);
    let published = (!names.is_empty()).then(|| Step {
        title: "Every pool and every gateway is published".to_owned(),
        source: DEPLOY,
        done: Some(raw("Test-Published ").and(texts(names))),
        missing: "publish what is missing: see by-hand.md",
        ..Step::default()
    });
    let mut trunks: BTreeMap<String, usize> = BTreeMap::new();
    for (_, trunk) in topology.trunks.iter() {
        if let Some(gateway) = topology.gateways.get(trunk.gateway).filter(|row| row.kind == GatewayKind::Pstn) {
            *trunks.entry(gateway.fqdn.to_string()).or_default() += 1;
        }
    }
    let trunks = trunks.into_iter().map(|(gateway, number)| Step {
        title: format!("The trunks of {gateway} are published: {number}"),
        source: "PS:Get-CsService",
        inferred: "that each trunk is a service of its gateway",
        done: Some(
            raw("@(")
                .and(call!(GET_SERVICE, PstnGateway, PoolFqdn = text(&gateway)))
                .and(raw(").Count -ge "))
                .and(text(number.to_string())),
        ),
        missing: "enter the trunks that are missing in Topology Builder, and publish",
        ..Step::default()
    });
    let replicated = Step {
        title: "Every server has the newest configuration".to_owned(),
        source: "PS:Get-CsManagementStoreReplicationStatus",
        done: Some(
            raw("@(")
                .and(call!(GET_MANAGEMENT_STORE_REPLICATION_STATUS))
                .and(raw(" | Where-Object { -not $_.UpToDate }).Count -eq 0")),
        ),
        missing: "wait for the copies, or look at the REPLICA service of the servers that Get-CsManagementStoreReplicationStatus names",
        ..Step::default()
    };
    let mirrored = databases::mirrors(topology).steps.into_iter().map(|step| Step {
        title: format!("Look whether this was done: {}", step.title),
        ready: None,
        run: Vec::new(),
        wait: 0,
        missing: "see by-hand.md and 06-mirrors.ps1",
        ..step
    });
    let steady = backup_service(topology).steps.into_iter().map(|step| Step {
        title: format!("Look whether this was done: {}", step.title),
        ready: None,
        run: Vec::new(),
        wait: 0,
        missing: "see by-hand.md and 12-backup-service.ps1",
        ..step
    });
    let services = Step {
        title: "Services run and have their rights".to_owned(),
        source: "PS:Test-CsTopology",
        inferred: "that it ends with an error where they have not",
        done: Some(raw("$null = ").and(call!(TEST_TOPOLOGY)).and(raw("; $true"))),
        missing: "see what Test-CsTopology says",
        ..Step::default()
    };
    script(
        "16-check",
        "Changes nothing: whether all that was designed is published, has arrived and runs.",
        published
            .into_iter()
            .chain(trunks)
            .chain([replicated])
            .chain(mirrored)
            .chain(steady)
            .chain([services])
            .collect(),
    )
}
