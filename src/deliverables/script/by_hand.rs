//! What only a person can do: what the vendor's file cannot carry and no cmdlet of the list sets, as pages of the
//! vendor's dialogs, in the order of the scripts between which they are due.

use std::fmt::Write as _;

use super::quote::markdown;
use crate::deliverables::dialogs::Dialogs;
use crate::format::{Account, Feature, LeftOut};
use crate::model::{AnyId, Deployment, Document, Id, Pool, Role, SqlHa, SqlInstance};

/// The page, as Markdown. `account` is that of the file which is published.
pub fn by_hand(document: &Document, account: &Account) -> String {
    let topology = &document.topology;
    let mut page = Page { dialogs: Dialogs { topology }, text: String::new() };
    page.line("# By hand\n\nIn this order, between the scripts that are named.\n\n## Before 01");
    page.before();
    page.line("\n## In Topology Builder, after 03-publish.ps1 and 04-enable.ps1\n\nDownload the topology, make these changes, publish once. All that the file is written without is in export-report.md.");
    let left_out = |feature: Feature| account.left_out.iter().filter(move |item| item.feature == feature);
    let is_added = |item: &&LeftOut| matches!(item.feature, Feature::Pool(_) | Feature::BranchSite);
    let mut added: Vec<_> = account.left_out.iter().filter(is_added).collect();
    added.sort_by_key(|item| item.feature);
    added.into_iter().for_each(|item| page.add(item));
    if left_out(Feature::Mirror).next().is_some() {
        let front_ends = topology.pools.iter().filter(|(_, pool)| pool.role.front_end().is_some());
        front_ends.for_each(|(_, pool)| page.mirrors(pool));
    }
    if left_out(Feature::Pair).next().is_some() {
        page.pairs();
    }
    page.sites();
    page.groups();
    page.servers();
    page.text
}

struct Page<'a> {
    dialogs: Dialogs<'a>,
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

    fn before(&mut self) {
        self.task("Deployment wizard, Prepare Active Directory: schema, forest, domain (`PS:Install-CsAdServerSchema`, `PS:Enable-CsAdForest`, `PS:Enable-CsAdDomain`)");
        self.task("DNS records, certificates, file shares and SQL Server as the sheets list them");
        let holder =
            self.dialogs.topology.deployment().central_management.and_then(|id| self.dialogs.topology.pools.get(id));
        if let Some(pool) = holder.filter(|pool| matches!(pool.role, Role::StandardEdition(_))) {
            let task = format!(
                "Deployment wizard on {}, Prepare first Standard Edition server: it makes the Central Management store",
                markdown(pool.fqdn.as_str())
            );
            self.task(&task);
        }
    }

    /// A pool or a branch site that the file is without, page by page.
    fn add(&mut self, item: &LeftOut) {
        let heading = match item.row {
            AnyId::Pool(id) => self.dialogs.topology.pools.get(id).map(|pool| {
                let facts = pool.role.kind().facts();
                let site = markdown(self.dialogs.topology.site_name(pool.site));
                format!("{}: {} in {site} (`{}`)", facts.title, markdown(pool.fqdn.as_str()), facts.source)
            }),
            _ => Some(format!("Branch site: {} (`L:add-branch-sites-to-your-topology`)", markdown(&item.name))),
        };
        if let Some(heading) = heading {
            self.section(&heading, &self.dialogs.steps(item));
        }
    }

    /// Tasks under a heading, if there are any.
    fn section(&mut self, heading: &str, tasks: &[String]) -> bool {
        if tasks.is_empty() {
            return false;
        }
        self.line(&format!("\n### {heading}\n"));
        tasks.iter().for_each(|task| self.task(task));
        true
    }

    fn mirrors(&mut self, pool: &Pool) {
        let name = markdown(pool.fqdn.as_str());
        let heading = format!("Mirrors of {name} (`L:deploying-sql-mirroring-for-back-end-server-high-availability`)");
        if self.section(&heading, &self.dialogs.mirrors(pool, |_| true)) {
            self.task("Publish, run 06-mirrors.ps1, restart the Front End servers one at a time");
        }
    }

    fn pairs(&mut self) {
        let dialogs = self.dialogs;
        let pairs: Vec<_> = dialogs.topology.pools.iter().filter_map(|(id, pool)| dialogs.pair(id, pool)).collect();
        if self.section("Pairs (`L:deploying-paired-front-end-pools-for-disaster-recovery`)", &pairs) {
            self.task("Publish, run Bootstrapper.exe on every Front End server of both pools, then 11 and 12");
        }
    }

    fn sites(&mut self) {
        let tasks = self.dialogs.routes(Deployment::ID.into());
        self.section("Sites (`L:define-your-edge-topology`)", &tasks);
    }

    fn groups(&mut self) {
        let is_group = |sql: &SqlInstance| matches!(sql.ha, SqlHa::AvailabilityGroup(_));
        let groups: Vec<(Id<SqlInstance>, &SqlInstance)> =
            self.dialogs.topology.sql_instances.iter().filter(|(_, sql)| is_group(sql)).collect();
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
