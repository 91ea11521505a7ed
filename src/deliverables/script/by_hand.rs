//! What only a person can do: what the vendor's file cannot carry and no cmdlet of the list sets, as pages of the
//! vendor's dialogs with what to enter on each, between the scripts before and after which it is due. Source: the
//! pages' own help, `TB:`, and the guides named beside them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::stages::paired;
use super::{pools, shell_scripts};
use crate::deliverables::{
    capitalized,
    dialogs::{Dialogs, is_scripted},
};
use crate::format::{self, Feature, Format, LeftOut, WriteError};
use crate::model::{
    AnyId, Document, Id, Pool, Role, RoleKind, SqlHa, SqlInstance, SurvivableBranchKind, Topology, UncPath,
};
use crate::text::{markdown::code, natural_key};
use crate::vendor::Product;

/// The page, as Markdown.
pub fn by_hand(document: &Document) -> Result<String, WriteError> {
    let topology = &document.topology;
    let scripts = shell_scripts(document);
    let scripts =
        scripts.iter().map(|(script, shell)| (script.name, format!("{}.ps1", shell.name_of(script)))).collect();
    let written = format::write(document, Format::Published)?;
    let mut page = Page { topology, scripts, text: String::new() };
    page.line("# By hand\n\nIn this order, between the scripts that are named. Each script is run with -WhatIf first.");
    page.before();
    page.in_topology_builder(&written.account.left_out);
    page.after_databases();
    page.log_shipping();
    page.servers();
    page.after_servers();
    page.left_out(&written.account.left_out);
    Ok(page.text)
}

struct Page<'a> {
    topology: &'a Topology,
    /// The scripts that there are: the stage of each, and what its file is called.
    scripts: Vec<(&'static str, String)>,
    text: String,
}

impl<'a> Page<'a> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn task(&mut self, task: &str) {
        writeln!(self.text, "- [ ] {task}").expect("a text takes everything");
    }

    fn has(&self, stage: &str) -> bool {
        self.scripts.iter().any(|(name, _)| *name == stage)
    }

    /// The files of those stages, as far as there are any.
    fn files(&self, stages: &[&str]) -> Vec<&str> {
        let of = |stage| self.scripts.iter().filter(move |(name, _)| *name == stage).map(|(_, file)| file.as_str());
        stages.iter().copied().flat_map(of).collect()
    }

    /// Those of the scripts that there are, as the next thing to do.
    fn run(&mut self, stages: &[&str], note: &str) {
        let there = self.files(stages);
        if !there.is_empty() {
            let line = format!("\nThen run {}{note}.", there.join(", "));
            self.line(&line);
        }
    }

    fn name(&self, id: impl Into<AnyId>) -> String {
        code(&self.topology.name(id.into()))
    }

    fn instances(&self) -> Vec<(Id<SqlInstance>, &'a SqlInstance)> {
        let mut instances: Vec<_> = self.topology.sql_instances.iter().collect();
        instances.sort_by_cached_key(|(_, sql)| natural_key(&sql.path()));
        instances
    }

    fn before(&mut self) {
        let first = if self.has("01-central-management") { "01-central-management" } else { "03-publish" };
        self.line(&format!("\n## Before {first}.ps1\n"));
        self.task("Deployment wizard, Prepare Active Directory: schema, forest, domain (`PS:Install-CsAdServerSchema`, `PS:Enable-CsAdForest`, `PS:Enable-CsAdDomain`)");
        self.task("DNS records, certificates, file shares and SQL Server as the sheets list them; the ports of instances in SQL Server Configuration Manager");
        let topology = self.topology;
        let holder = topology.deployment().central_management.and_then(|id| topology.pools.get(id));
        if let Some(pool) = holder.filter(|pool| matches!(pool.role, Role::StandardEdition(_))) {
            let name = code(pool.fqdn.as_str());
            self.task(&format!(
                "Deployment wizard on {name}, Prepare first Standard Edition server: it makes the Central Management store"
            ));
        }
        for (_, sql) in self.instances() {
            match &sql.ha {
                SqlHa::FailoverCluster => {
                    let nodes: Vec<_> = sql.cluster_nodes.iter().map(|node| code(node.as_str())).collect();
                    let nodes = if nodes.is_empty() { String::new() } else { format!(" on {}", nodes.join(", ")) };
                    self.task(&format!(
                        "SQL Server failover cluster {}{nodes}: it has to be there before anything is published (`L:configure-sql-server-clustering`)",
                        code(&sql.path())
                    ));
                }
                SqlHa::AvailabilityGroup(group) => {
                    let nodes: Vec<_> = group.nodes.iter().map(|node| code(&node.path())).collect();
                    self.task(&format!(
                        "Failover clustering on {}; validate, create the cluster, add a file share witness; in SQL Server Configuration Manager on each enable AlwaysOn and restart the service (`S:alwayson-availability-group`)",
                        nodes.join(", ")
                    ));
                }
                SqlHa::None => {}
            }
        }
        for share in self.mirror_shares() {
            self.task(&format!(
                "Share {}: the SQL Server accounts of primary, mirror and witness read and write there (`L:deploying-sql-mirroring-for-back-end-server-high-availability`)",
                code(share.as_str())
            ));
        }
        self.run(&["01-central-management"], "");
        self.run(
            &["02-back-up", "03-publish", "04-enable"],
            "; 02-back-up.ps1 not before the first publication, for there is nothing yet",
        );
    }

    fn mirror_shares(&self) -> Vec<&'a UncPath> {
        let mut shares: Vec<&UncPath> = Vec::new();
        for (_, pool) in pools(self.topology) {
            for (_, store) in pool.role.stores() {
                if !store.mirror_share.is_empty() && !shares.contains(&&store.mirror_share) {
                    shares.push(&store.mirror_share);
                }
            }
        }
        shares
    }

    fn dialogs(&self) -> Dialogs<'a> {
        Dialogs { topology: self.topology }
    }

    /// Everything that has to be published before databases are made: one publication for all of it.
    fn in_topology_builder(&mut self, left_out: &[LeftOut]) {
        let before = self.text.len();
        self.new_rows(left_out);
        self.mirrors();
        self.pairs();
        self.first_nodes();
        self.properties(left_out);
        if self.text.len() == before {
            return;
        }
        let next = self.scripts.iter().find(|(stage, _)| *stage > "04-enable").map_or("the servers", |(_, file)| file);
        let heading = format!(
            "\n## In Topology Builder, after 04-enable.ps1 and before {next}\n\nDownload the topology, make these changes, publish once; leave the databases to the scripts. From then on publish from there: 03-publish.ps1 refuses a file that lacks what is published.\n"
        );
        self.text.insert_str(before, &heading);
    }

    /// Pools and branch sites whose form in the vendor's file is not known for certain, page by page.
    fn new_rows(&mut self, left_out: &[LeftOut]) {
        let is_new =
            |item: &&LeftOut| matches!(item.feature, Feature::Pool(_) | Feature::NextHop | Feature::BranchSite);
        let mut new: Vec<&LeftOut> = left_out.iter().filter(is_new).collect();
        // What others name comes first: Directors before the Edge pools whose next hop they are.
        new.sort_by_cached_key(|item| (item.feature, natural_key(&self.topology.name(item.row))));
        for item in new {
            let steps = self.dialogs().steps(item);
            if steps.is_empty() {
                continue;
            }
            let (title, source) = match (item.feature, item.row) {
                (_, AnyId::Pool(id)) => {
                    let kind = self.topology.pools.get(id).map_or(RoleKind::Foreign, |pool| pool.role.kind());
                    (kind.facts().title, kind.facts().source)
                }
                _ => ("Branch site", "L:define-a-survivable-branch-appliance-or-server"),
            };
            let heading = format!("\n### {title}: {} (`{source}`)\n", self.name(item.row));
            self.line(&heading);
            steps.iter().for_each(|step| self.task(step));
        }
    }

    fn mirrors(&mut self) {
        for (_, pool) in pools(self.topology) {
            let Role::FrontEnd(_) = &pool.role else { continue };
            let steps = self.dialogs().mirrors(pool, |_| true);
            if !steps.is_empty() {
                let name = code(pool.fqdn.as_str());
                self.line(&format!(
                    "\n### Mirrors of {name} (`L:deploying-sql-mirroring-for-back-end-server-high-availability`)\n"
                ));
                steps.iter().for_each(|step| self.task(step));
            }
        }
    }

    fn pairs(&mut self) {
        let pairs = pools(self.topology).into_iter().filter_map(|(id, pool)| self.dialogs().pair(id, pool));
        let pairs: Vec<String> = pairs.collect();
        if !pairs.is_empty() {
            self.line("\n### Pairs (`L:deploying-paired-front-end-pools-for-disaster-recovery`)\n");
            pairs.iter().for_each(|step| self.task(step));
        }
    }

    /// Sections of properties that no other heading has.
    fn properties(&mut self, left_out: &[LeftOut]) {
        let mut items: Vec<&LeftOut> = left_out.iter().filter(|item| !has_heading(item.feature)).collect();
        items.sort_by_cached_key(|item| (item.feature, natural_key(&self.topology.name(item.row))));
        let steps = items.into_iter().filter(|item| !self.is_said_of_pair(item));
        let steps: Vec<String> = steps.flat_map(|item| self.dialogs().steps(item)).collect();
        if !steps.is_empty() {
            self.line("\n### Properties\n");
            steps.iter().for_each(|step| self.task(step));
        }
    }

    /// Whether it is voice of a pool whose page of resiliency is under the pairs already.
    fn is_said_of_pair(&self, item: &LeftOut) -> bool {
        let AnyId::Pool(id) = item.row else { return false };
        let pool = self.topology.pools.get(id);
        item.feature == Feature::VoiceFailover && pool.is_some_and(|pool| self.dialogs().pair(id, pool).is_some())
    }

    fn groups(&self) -> Vec<(&'a SqlInstance, &'a crate::model::AvailabilityGroup)> {
        let group = |(_, sql): (_, &'a SqlInstance)| match &sql.ha {
            SqlHa::AvailabilityGroup(group) => Some((sql, group)),
            _ => None,
        };
        self.instances().into_iter().filter_map(group).collect()
    }

    fn first_nodes(&mut self) {
        let groups = self.groups();
        if groups.is_empty() {
            return;
        }
        self.line("\n### Availability groups (`S:alwayson-availability-group`)\n");
        for (_, group) in groups {
            self.task(&format!(
                "SQL store, high availability settings: SQL AlwaysOn Availability Groups, listener {}, SQL Server FQDN {}",
                code(group.listener.as_str()),
                code(group.primary_node.as_str())
            ));
        }
    }

    /// What is due when the databases are there.
    fn after_databases(&mut self) {
        self.run(&["05-databases", "06-mirrors"], "");
        if self.has("06-mirrors") {
            let heading = format!("\n## After {}\n", self.files(&["06-mirrors"]).join(" and "));
            self.line(&heading);
            self.task("Restart the Front End servers of each pool whose stores got a mirror, one at a time, where they are in service already");
        }
        self.run(&["07-availability-groups"], "");
        for (_, group) in self.groups() {
            let listener = code(group.listener.as_str());
            let first = code(group.primary_node.as_str());
            self.line(&format!(
                "\n## Availability group {listener}, after 07-availability-groups.ps1 (`S:alwayson-availability-group`)\n"
            ));
            self.task("Full recovery model and a full backup of each database");
            self.task(&format!("Management Studio: new group of all databases of the product except ReportServer, ReportServerTempDB and those of chat; replicas synchronous, automatic failover, not readable; endpoint 5022; listener on port {} with a fixed address; full first copy through a share", group.listener_port));
            self.task(&format!(
                "Topology Builder, SQL Server FQDN of the store: {listener}; publish, wait for replication, run 07-availability-groups.ps1 again"
            ));
            for node in group.nodes.iter().filter(|node| !node.fqdn.is(&group.primary_node)) {
                self.task(&format!(
                    "Fail the group over to {}, run 07-availability-groups.ps1 again",
                    code(&node.path())
                ));
            }
            self.task(&format!("Fail the group back to {first}"));
        }
    }

    /// The order of the files of Transact-SQL, which no name can say of which instance they are.
    fn log_shipping(&mut self) {
        let mut n = 0;
        for (_, pool) in pools(self.topology) {
            let Role::PersistentChat(chat) = &pool.role else { continue };
            let (Some(primary), Some(secondary)) = (chat.primary.primary, chat.backup.primary) else { continue };
            let shipping = &chat.log_shipping;
            if shipping.backup_share.is_empty() || shipping.copy_folder.is_empty() {
                continue;
            }
            n += 1;
            let [share, folder] = [&shipping.backup_share, &shipping.copy_folder].map(|path| code(path.as_str()));
            self.line(&format!(
                "\n## Log shipping of {}, before 09-simple-urls.ps1 (`L:setting-up-sql-server-log-shipping-for-the-persistent-chat-server-primary-database`)\n",
                code(pool.fqdn.as_str())
            ));
            self.task(&format!("SQL Server Agent runs and starts by itself on every SQL Server of chat; each reads and writes {share}, the account of the Agent of the secondary reads it and writes to {folder} (`L:required-resources-for-persistent-chat-server`)"));
            self.task(&format!("On {}: 08-log-shipping-{n}-1-primary.sql", self.name(primary)));
            self.task(&format!("On {}: 08-log-shipping-{n}-2-secondary.sql", self.name(secondary)));
            if let Some(mirror) = chat.primary.mirror.filter(|_| shipping.from_mirror) {
                self.task(&format!(
                    "08-chat-principal.ps1 -NewPrincipal mirror; then on {}: 08-log-shipping-{n}-3-mirror.sql; then 08-chat-principal.ps1 -NewPrincipal primary",
                    self.name(mirror)
                ));
            }
            self.task("After half an hour the last lines of the files, run again, show a backup and a restored file that are young");
        }
    }

    fn servers(&mut self) {
        self.run(&["09-simple-urls"], "");
        self.line(&format!(
            "\n## On every server, after {}.ps1 (`L:installing-the-lync-server-2013-core-files-and-the-rtclocal-database`)\n",
            if self.has("09-simple-urls") { "09-simple-urls" } else { "04-enable" }
        ));
        if self.has("10-configuration-for-edge") {
            self.task("On a server inside: 10-configuration-for-edge.ps1; carry its file to the Edge servers");
        }
        let each = self.files(&["10-each-server"]).join(" or ");
        let carried =
            if self.has("10-configuration-for-edge") { "; on Edge servers with -ConfigurationFile" } else { "" };
        self.task(&format!("Setup.exe /BootstrapLocalMgmt from the media, then {each}{carried}"));
        let is_standard = |(_, pool): (_, &Pool)| matches!(pool.role, Role::StandardEdition(_));
        let own = if self.topology.pools.iter().any(is_standard) {
            "; a Standard Edition server gets its databases here"
        } else {
            ""
        };
        self.task(&format!("Bootstrapper.exe, then the current cumulative update (2015 and later){own}"));
        let certificates = self.files(&["10-server-certificates"]).join(" or ");
        if !certificates.is_empty() {
            self.task(&format!("{certificates} `-CertificateAuthority server\\name`; compare the names in what is issued with the sheet of certificates"));
        }
        if self.has("10-configuration-for-edge") {
            self.task("Edge servers: Deployment wizard, request and assign the certificates of the sheet; the same ones with their keys on each server of a pool");
        }
        self.task("Start the services, all Front End servers of a pool together");
        if self.has("09-simple-urls-on-each-server") {
            let urls = self.files(&["09-simple-urls-on-each-server"]).join(" or ");
            self.task(&format!("Where servers are in service already and simple URLs have changed: {urls} on each Front End and Director server"));
        }
        for (_, pool) in pools(self.topology) {
            if let Role::SurvivableBranch(branch) = &pool.role
                && branch.kind == SurvivableBranchKind::Appliance
            {
                self.task(&format!(
                    "Survivable Branch Appliance {}: set it up with its maker's own tool instead",
                    code(pool.fqdn.as_str())
                ));
            }
        }
    }

    /// Pairs, chat, sites and applications: what wants servers that run.
    fn after_servers(&mut self) {
        let pairs = paired(self.topology);
        if !pairs.is_empty() {
            self.line("\n## Pairs (`L:deploying-paired-front-end-pools-for-disaster-recovery`)\n");
            let mut products: Vec<Product> = pairs.iter().map(|(_, pool)| pool.product).collect();
            products.dedup();
            for product in products {
                let again = if product == Product::L13 { "" } else { "; then the current cumulative update again" };
                self.task(&format!(
                    "If one of the pools was in service before it was paired, on every Front End server of both: {}{again}",
                    bootstrapper(product)
                ));
            }
            self.run(&["11-backup-service-on-each-server"], " on every Front End server of both pools");
            self.run(&["12-backup-service"], "");
        }
        self.run(&["13-chat-servers"], "; nobody chats meanwhile");
        self.run(&["14-sites", "15-trusted-applications"], "");
        let users = pools(self.topology).into_iter().filter_map(|(_, pool)| match &pool.role {
            Role::TrustedApplication(settings) => Some((pool, settings.user_pool?)),
            _ => None,
        });
        let users: Vec<_> = users.collect();
        if !users.is_empty() {
            self.line("\n## After 15-trusted-applications.ps1, in Topology Builder (`L:configure-a-new-trusted-application-server`)\n");
            for (pool, of) in users {
                self.task(&format!(
                    "Edit properties of {}: associate it with the data of {}; publish",
                    code(pool.fqdn.as_str()),
                    self.name(of)
                ));
            }
        }
        self.run(&["16-check"], "");
    }

    /// What the vendor's file cannot carry and nothing above has said, in the words of its writer.
    fn left_out(&mut self, left_out: &[LeftOut]) {
        let mut kinds: BTreeMap<Feature, Vec<String>> = BTreeMap::new();
        for item in left_out.iter().filter(|item| !self.is_said_in_place(item)) {
            let names = kinds.entry(item.feature).or_default();
            names.extend((!item.name.is_empty()).then(|| code(&item.name)));
        }
        if kinds.is_empty() {
            return;
        }
        self.line("\n## What else the published topology is written without\n");
        for (feature, names) in kinds {
            let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            self.task(&format!("{}{names}; {}", capitalized(&feature.message().to_string()), feature.help()));
        }
    }

    /// Whether a step of this page or a script is about it.
    fn is_said_in_place(&self, item: &LeftOut) -> bool {
        // What belongs to another thing of its kind is said with that. Ports of SQL Server and of its mirroring are in
        // the sheet, which is seen to first, and in the dialogs.
        item.name.is_empty() && !matches!(item.row, AnyId::Deployment(_))
            || is_scripted(item.feature)
            || matches!(item.feature, Feature::SqlPort | Feature::MirrorPort)
            || !self.dialogs().steps(item).is_empty()
    }
}

/// Whether it has a heading of its own on the page, or is due elsewhere.
const fn has_heading(feature: Feature) -> bool {
    matches!(
        feature,
        Feature::Pool(_)
            | Feature::NextHop
            | Feature::BranchSite
            | Feature::Mirror
            | Feature::MirrorPort
            | Feature::Pair
            | Feature::CentralManagement
            | Feature::SqlPort
    )
}

/// The program that installs what the topology says, where the product keeps it. Source:
/// `L:deploying-paired-front-end-pools-for-disaster-recovery`, `S:front-end-pools-for-disaster-recovery`.
fn bootstrapper(product: Product) -> String {
    let folder = match product {
        Product::L13 => "Microsoft Lync Server 2013",
        Product::S15 => "Skype for Business Server 2015",
        Product::S19 => "Skype for Business Server 2019",
        // No page says where Subscription Edition keeps it.
        Product::SE => return "Bootstrapper.exe".to_owned(),
    };
    format!(r"`%SystemDrive%\Program Files\{folder}\Deployment\Bootstrapper.exe`")
}
