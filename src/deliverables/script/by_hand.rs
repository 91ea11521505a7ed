//! What only a person can do: what the vendor's file cannot carry and no cmdlet of the list sets, as pages of the
//! vendor's dialogs with what to enter on each. Source: the pages' own help, `TB:`, and the guides named beside them.

use std::fmt::Write as _;

use super::quote::markdown;
use crate::format::{self, Format, WriteError};
use crate::model::{
    AnyId, Document, FrontEnd, Id, PersistentChat, Pool, Role, SqlHa, SqlInstance, StoreRef, StoreUse, Topology,
};

/// The page, as Markdown.
pub fn by_hand(document: &Document) -> Result<String, WriteError> {
    let topology = &document.topology;
    let mut page = Page { topology, text: String::new() };
    page.line("# By hand\n\nIn this order, between the scripts that are named.\n\n## Before 01");
    page.before();
    page.line("\n## In Topology Builder, after 03-publish.ps1 and 04-enable.ps1\n\nDownload the topology, make these changes, publish once.");
    for (_, pool) in topology.pools.iter() {
        page.add_pool(pool);
    }
    for (_, pool) in topology.pools.iter() {
        if let Role::FrontEnd(settings) = &pool.role {
            page.mirrors(pool, settings);
        }
    }
    page.pairs();
    page.sites();
    page.groups();
    page.servers();
    let written = format::write(document, Format::Published)?;
    page.line("\n## All that the published topology is written without");
    for notice in &written.left_out {
        page.task(&markdown(&notice.message.to_string()));
        if let Some(help) = &notice.help {
            page.line(&format!("  {}", markdown(&help.to_string())));
        }
    }
    if written.left_out.is_empty() {
        page.line("\nNothing: the file says it all.");
    }
    Ok(page.text)
}

struct Page<'a> {
    topology: &'a Topology,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn task(&mut self, task: &str) {
        writeln!(self.text, "- [ ] {task}").expect("a text takes everything");
    }

    fn name(&self, id: impl Into<AnyId>) -> String {
        markdown(&self.topology.name(id.into()))
    }

    fn before(&mut self) {
        self.task("Deployment wizard, Prepare Active Directory: schema, forest, domain (`PS:Install-CsAdServerSchema`, `PS:Enable-CsAdForest`, `PS:Enable-CsAdDomain`)");
        self.task("DNS records, certificates, file shares and SQL Server as the sheets list them");
        let holder = self.topology.deployment().central_management.and_then(|id| self.topology.pools.get(id));
        if let Some(pool) = holder.filter(|pool| matches!(pool.role, Role::StandardEdition(_))) {
            let task = format!(
                "Deployment wizard on {}, Prepare first Standard Edition server: it makes the Central Management store",
                markdown(pool.fqdn.as_str())
            );
            self.task(&task);
        }
    }

    /// A pool of a role whose form in the vendor's file is not known for certain, page by page.
    fn add_pool(&mut self, pool: &Pool) {
        let pages: Vec<(&str, String)> = match &pool.role {
            Role::PersistentChat(chat) => self.chat_pages(pool, chat),
            Role::Director(settings) => vec![
                ("Pool FQDN", markdown(pool.fqdn.as_str())),
                ("Computers", self.computers(pool)),
                ("File share", self.optional(settings.file_store)),
                (
                    "Web services URL",
                    format!(
                        "internal {}, external {}",
                        or_default(settings.web.internal_fqdn.as_str()),
                        or_default(settings.web.external_fqdn.as_str())
                    ),
                ),
            ],
            Role::TrustedApplication(settings) => vec![
                ("Pool FQDN", markdown(pool.fqdn.as_str())),
                ("Computers", self.computers(pool)),
                ("Associate with the data of a Front End pool", self.optional(settings.user_pool)),
                ("Next hop", self.optional(settings.next_hop)),
            ],
            Role::SurvivableBranch(settings) => vec![
                ("FQDN", markdown(pool.fqdn.as_str())),
                ("Front End pool", self.optional(settings.registrar)),
                ("Edge pool", self.optional(settings.edge_pool)),
                ("Gateway", self.gateways(pool)),
            ],
            Role::VideoInterop(settings) => vec![
                ("Pool FQDN", markdown(pool.fqdn.as_str())),
                ("Computers", self.computers(pool)),
                ("Next hop Front End pool", self.optional(settings.next_hop)),
                ("Edge pool", self.optional(settings.edge_pool)),
            ],
            _ => return,
        };
        let title = pool.role.kind().facts();
        let heading = format!(
            "\n### {}: {} in {} (`{}`)\n",
            title.title,
            markdown(pool.fqdn.as_str()),
            markdown(self.topology.site_name(pool.site)),
            title.source
        );
        self.line(&heading);
        for (page, asks) in pages {
            self.task(&format!("{page}: {asks}"));
        }
    }

    fn chat_pages(&self, pool: &Pool, chat: &PersistentChat) -> Vec<(&'static str, String)> {
        let mut properties = format!("display name {}, port {}", or_default(&chat.display_name), chat.port);
        for (is_ticked, what) in [
            (chat.compliance, "enable compliance"),
            (!chat.backup.is_empty(), "use backup SQL stores for disaster recovery"),
            (chat.default_for_site, "default pool for this site"),
            (chat.default_for_all_sites, "default pool for all sites"),
        ] {
            if is_ticked {
                properties.push_str(", tick ");
                properties.push_str(what);
            }
        }
        let mut pages = vec![
            ("Pool FQDN", markdown(pool.fqdn.as_str())),
            ("Computers", self.computers(pool)),
            ("Properties", properties),
        ];
        for (page, store) in [
            ("SQL store", &chat.primary),
            ("Backup SQL store", &chat.backup),
            ("Compliance SQL store", &chat.compliance_primary),
            ("Compliance backup SQL store", &chat.compliance_backup),
        ] {
            if !store.is_empty() {
                pages.push((page, self.store(store)));
            }
        }
        let files = match chat.local_file_folder.as_str() {
            "" => self.optional(chat.file_store),
            folder => markdown(folder),
        };
        pages.push(("File store", files));
        pages.push(("Next hop", self.optional(chat.next_hop)));
        pages
    }

    fn computers(&self, pool: &Pool) -> String {
        let names = self.topology.computers_of(pool).map(|(_, computer)| markdown(computer.fqdn.as_str()));
        names.collect::<Vec<_>>().join(", ")
    }

    fn gateways(&self, pool: &Pool) -> String {
        let trunks = self.topology.trunks.iter().filter(|(_, trunk)| {
            trunk.pool.and_then(|id| self.topology.pools.get(id)).is_some_and(|end| std::ptr::eq(end, pool))
        });
        let names = trunks.map(|(_, trunk)| format!("{}, port {}", self.name(trunk.gateway), trunk.gateway_port));
        let names: Vec<_> = names.collect();
        if names.is_empty() { "none".to_owned() } else { names.join("; ") }
    }

    fn optional(&self, id: Option<impl Into<AnyId>>) -> String {
        id.map_or_else(|| "none".to_owned(), |id| self.name(id))
    }

    fn store(&self, store: &StoreRef) -> String {
        let mut text = self.optional(store.primary);
        for (id, what, port) in [(store.mirror, "mirror", 5022), (store.witness, "witness", 7022)] {
            if let Some(id) = id {
                let port = self.topology.sql_instances.get(id).and_then(|sql| sql.mirror_port).unwrap_or(port);
                write!(text, "; tick {what}, {} on port {port}", self.name(id)).expect("a text takes everything");
            }
        }
        text
    }

    fn mirrors(&mut self, pool: &Pool, settings: &FrontEnd) {
        let stores = [
            (StoreUse::BackEnd, &settings.back_end),
            (StoreUse::Archiving, &settings.archiving_store),
            (StoreUse::Monitoring, &settings.monitoring_store),
        ];
        let mut is_first = true;
        for (of, store) in stores.into_iter().filter(|(_, store)| store.mirror.is_some()) {
            if is_first {
                let name = markdown(pool.fqdn.as_str());
                self.line(&format!(
                    "\n### Mirrors of {name} (`L:deploying-sql-mirroring-for-back-end-server-high-availability`)\n"
                ));
                is_first = false;
            }
            let store = self.store(store);
            self.task(&format!("Edit properties, {}: {store}", of.title()));
        }
        if !is_first {
            self.task("Publish, run 06-mirrors.ps1, restart the Front End servers one at a time");
        }
    }

    fn pairs(&mut self) {
        let mut is_first = true;
        for (id, pool) in self.topology.pools.iter() {
            let Some(backup) = pool.backup_pool else { continue };
            let is_mutual = self.topology.pools.get(backup).is_some_and(|partner| partner.backup_pool == Some(id));
            if is_mutual && backup < id {
                continue;
            }
            if is_first {
                self.line("\n### Pairs (`L:deploying-paired-front-end-pools-for-disaster-recovery`)\n");
                is_first = false;
            }
            let voice = match pool.role.front_end().map(|settings| settings.voice_failover) {
                Some(voice) if voice.automatic => format!(
                    "; tick automatic failover and failback for Voice, {} s and {} s",
                    voice.failure_detection_secs, voice.failback_secs
                ),
                _ => String::new(),
            };
            let (name, partner) = (markdown(pool.fqdn.as_str()), self.name(backup));
            self.task(&format!("Edit properties of {name}, Resiliency: associated backup pool {partner}{voice}"));
        }
        if !is_first {
            self.task("Publish, run Bootstrapper.exe on every Front End server of both pools, then 11 and 12");
        }
    }

    fn sites(&mut self) {
        let mut tasks = Vec::new();
        for (id, site) in self.topology.sites.iter() {
            let route = site.federation_route.or(self.topology.deployment().federation_route);
            for (pool, what) in [(route, "federation route"), (site.default_chat_pool, "default chat pool")] {
                if let Some(pool) = pool {
                    tasks.push(format!("Edit properties of the site {}, {what}: {}", self.name(id), self.name(pool)));
                }
            }
        }
        if !tasks.is_empty() {
            self.line("\n### Sites (`L:define-your-edge-topology`)\n");
            tasks.iter().for_each(|task| self.task(task));
        }
    }

    fn groups(&mut self) {
        let is_group = |sql: &SqlInstance| matches!(sql.ha, SqlHa::AvailabilityGroup(_));
        let groups: Vec<(Id<SqlInstance>, &SqlInstance)> =
            self.topology.sql_instances.iter().filter(|(_, sql)| is_group(sql)).collect();
        for (_, sql) in groups {
            let SqlHa::AvailabilityGroup(group) = &sql.ha else { continue };
            let listener = markdown(group.listener.as_str());
            let first = markdown(group.primary_node.as_str());
            self.line(&format!("\n### Availability group {listener} (`S:alwayson-availability-group`)\n"));
            let nodes: Vec<_> = group.nodes.iter().map(|node| markdown(&node.path())).collect();
            self.task(&format!(
                "Failover clustering on {}; validate, create the cluster, add a file share witness",
                nodes.join(", ")
            ));
            self.task("SQL Server Configuration Manager on each: enable AlwaysOn, restart the service");
            self.task(&format!("SQL store, high availability settings: SQL AlwaysOn Availability Groups, listener {listener}, SQL Server FQDN {first}; publish"));
            self.task("Run 07-availability-groups.ps1: databases on the first node");
            self.task(&format!("Full recovery model and full backup of each database; Management Studio: new group, synchronous, automatic failover, not readable, endpoint 5022, listener on port {}", group.listener_port));
            self.task(&format!(
                "Topology Builder, SQL Server FQDN of the store: {listener}; publish, wait for replication"
            ));
            for node in group.nodes.iter().filter(|node| !node.fqdn.is(&group.primary_node)) {
                self.task(&format!(
                    "Fail the group over to {}, run 07-availability-groups.ps1 again",
                    markdown(&node.path())
                ));
            }
            self.task(&format!("Fail the group back to {first}"));
        }
    }

    fn servers(&mut self) {
        self.line("\n## On every server (`L:installing-the-lync-server-2013-core-files-and-the-rtclocal-database`)\n");
        self.task("Setup.exe /BootstrapLocalMgmt from the media, then 10-each-server.ps1");
        self.task("Bootstrapper.exe, then the current cumulative update (2015 and later)");
        self.task("Deployment wizard: request and assign the certificates");
        self.task("Start the services, all Front End servers of a pool together");
    }
}

fn or_default(text: &str) -> String {
    if text.is_empty() { "as it is".to_owned() } else { markdown(text) }
}
