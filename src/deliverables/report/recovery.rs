//! What carries on when something fails, what a person does by hand, how long that takes and what it loses: for each
//! pool, from the vendor's tables. A figure that no page gives is not made up; what pages suggest only is marked.

use std::collections::BTreeSet;

use super::content::{Look, Section, Table, Text};
use super::inventory::{listed, sorted};
use crate::deliverables::capitalized;
use crate::model::{
    AnyId, DataCentre, FrontEnd, Id, PersistentChat, Pool, Role, SqlHa, StoreRef, SurvivableBranch, Topology,
};
use crate::text::natural_key;
use crate::vendor::{
    Product, min_functional,
    recovery::{
        BRANCH_DETECTION_SECS, FAILBACK_MEASURED_USERS, FAILBACK_MINUTES, Objectives, Recovery,
        UNTIL_RESILIENCY_MODE_MINUTES, objectives,
    },
};

const FAILOVER: &str = "L:failing-over-a-pool, S:disaster-recovery";
const RESTORE: &str = "L:restoring-a-lync-server-pool";
const RESTORE_SE: &str = "L:restoring-a-standard-edition-server";
const RESTORE_BACK_END: &str = "L:restoring-an-enterprise-edition-back-end-server";
const HA_BACK_END: &str = "L:back-end-server-high-availability, S:back-end-server";
const MANUAL_MIRROR: &str = "L:failing-over-a-mirrored-database";
const GROUP: &str = "S:alwayson-availability-group";
const CLUSTER: &str = "L:configure-sql-server-clustering";
const EDGE: &str = "L:edge-server-disaster-recovery, L:failing-over-the-edge-pool-used-for-lync-server-federation";
const EDGE_MEDIA: &str = "L:changing-the-edge-pool-associated-with-a-front-end-pool";
const CHAT: &str = "L:failing-over-persistent-chat-server, S:high-availability-and-disaster-recovery";
const MANAGEMENT: &str = "L:failing-over-a-pool, PS:Invoke-CsManagementServerFailover";
const MANAGEMENT_RESTORE: &str = "L:restoring-the-server-hosting-the-central-management-store";
const BRANCH: &str = "L:branch-site-resiliency-features, S:enterprise-voice-resiliency";
const MEMBER: &str = "L:restoring-an-enterprise-edition-member-server";
const TRUNKS: &str = "L:m-n-trunk";

/// Pages that have been referred to, numbered in the order in which they were.
#[derive(Default)]
pub(super) struct Sources(Vec<&'static str>);

impl Sources {
    /// "1, 4": the numbers of the pages of lists of slugs.
    fn cite(&mut self, slugs: &[&'static str]) -> String {
        let mut numbers = BTreeSet::new();
        for slug in slugs.iter().flat_map(|list| list.split(", ")).filter(|slug| !slug.is_empty()) {
            let known = self.0.iter().position(|known| *known == slug);
            let at = known.unwrap_or_else(|| {
                self.0.push(slug);
                self.0.len() - 1
            });
            numbers.insert(at + 1);
        }
        listed(numbers.iter().map(ToString::to_string))
    }

    /// The list behind the numbers.
    pub(super) fn section<'a>(&self) -> Section<'a> {
        let mut section = Section::new("Sources");
        section.paragraph(
            "Pages of the vendor's documentation: L of Lync Server 2013, S of Skype for Business Server, TB of the help of \
             Topology Builder, PS of the cmdlets. What holds for 2019 is taken to hold for Subscription Edition.",
        );
        let mut table = Table::new("", &["Number", "Page"]);
        for (at, slug) in self.0.iter().enumerate() {
            table.row([(at + 1).to_string().into(), (*slug).into()]);
        }
        section.table(table);
        section
    }
}

/// What a page says about time and loss.
enum Figure {
    /// As much.
    Of(&'static Objectives),
    /// No page gives one.
    Unknown,
    /// As old as the last backup; when it is over, no page says.
    LastBackup,
}

/// Something fails.
struct Case {
    fails: &'static str,
    carries_on: String,
    by_hand: String,
    figure: Figure,
    source: &'static str,
    is_inferred: bool,
}

impl Case {
    fn new(fails: &'static str, source: &'static str) -> Self {
        let (carries_on, by_hand) = (String::new(), String::new());
        Self { fails, carries_on, by_hand, figure: Figure::Unknown, source, is_inferred: false }
    }

    fn carries_on(mut self, what: impl Into<String>) -> Self {
        self.carries_on = what.into();
        self
    }

    fn by_hand(mut self, what: impl Into<String>) -> Self {
        self.by_hand = what.into();
        self
    }

    fn figure(mut self, figure: Figure) -> Self {
        self.figure = figure;
        self
    }

    fn inferred(mut self) -> Self {
        self.is_inferred = true;
        self
    }

    fn cells(self, sources: &mut Sources) -> [Text; 6] {
        let unknown = || Text::of(Look::Muted, "no figure");
        let minutes = |from: u16, to: u16| {
            Text::from(if from == to { format!("{to} min") } else { format!("{from}–{to} min") })
        };
        let (rto, rpo) = match self.figure {
            Figure::Of(row) => {
                (minutes(row.rto_from_minutes, row.rto_to_minutes), minutes(row.rpo_minutes, row.rpo_minutes))
            }
            Figure::Unknown => (unknown(), unknown()),
            Figure::LastBackup => (unknown(), "age of the last backup".into()),
        };
        let of_figure = if let Figure::Of(row) = self.figure { row.source } else { "" };
        let source = sources.cite(&[self.source, of_figure]);
        let source = Text::from(source).line(Look::Muted, if self.is_inferred { "inferred" } else { "" });
        [Text::of(Look::Strong, self.fails), self.carries_on.into(), self.by_hand.into(), rto, rpo, source]
    }
}

/// The chapter.
pub(super) fn recovery<'a>(topology: &'a Topology, sources: &mut Sources) -> Section<'a> {
    let mut chapter = Section::new("Failure and recovery");
    chapter.paragraph(
        "RTO is how long it takes until a service works again, RPO how many minutes of changes may be lost. The vendor \
         measured with 40,000 active and 200,000 enabled users in one region over a fast link. \"No figure\" means that no \
         page gives one; \"inferred\" that the pages suggest a row without stating all of it.",
    );
    let estate = Estate { topology };
    let mut management = Section::new("Central Management");
    let mut table = case_table("");
    for case in estate.management() {
        table.row(case.cells(sources));
    }
    management.table(table);
    chapter.parts.push(management);
    let mut pools: Vec<(Id<Pool>, &Pool)> = topology.pools.iter().collect();
    pools.sort_by_cached_key(|(_, pool)| {
        let site = natural_key(topology.site_name(pool.site));
        (site, pool.site, pool.role.kind(), natural_key(pool.fqdn.as_str()))
    });
    for of_site in pools.chunk_by(|(_, a), (_, b)| a.site == b.site) {
        let mut part = Section::new(format!("Pools in {}", topology.site_name(of_site[0].1.site)));
        for (id, pool) in of_site {
            let mut table = case_table(&format!("{}, {}", pool.fqdn, pool.role.kind().facts().title));
            for case in estate.pool(*id, pool) {
                table.row(case.cells(sources));
            }
            part.table(table);
        }
        if !part.is_empty() {
            chapter.parts.push(part);
        }
    }
    chapter.parts.push(estate.not_copied(sources));
    chapter
}

fn case_table(caption: &str) -> Table {
    Table::new(caption, &["What fails", "What carries on", "By hand", "RTO", "RPO", "Source"])
}

struct Estate<'a> {
    topology: &'a Topology,
}

/// Where a partner stands, seen from a pool.
enum Partner<'a> {
    None,
    /// The other does not name this one back.
    OneSided(&'a Pool),
    SameDataCentre(&'a Pool),
    Elsewhere(&'a Pool),
    /// Nobody has said where one of the two stands.
    Somewhere(&'a Pool),
}

impl<'a> Estate<'a> {
    fn pool(&self, id: Id<Pool>, pool: &Pool) -> Vec<Case> {
        match &pool.role {
            Role::FrontEnd(settings) => self.enterprise(id, pool, settings),
            Role::StandardEdition(settings) => self.standard(id, pool, settings),
            Role::Director(_) => self.director(pool),
            Role::Edge(edge) => self.edge(id, pool, edge.federation, edge.xmpp),
            Role::Mediation(_) => self.mediation(id, pool),
            Role::PersistentChat(chat) => self.chat(pool, chat),
            Role::SurvivableBranch(branch) => self.branch(branch),
            Role::TrustedApplication(_) | Role::VideoInterop(_) => {
                vec![server_of_several(pool), whole_by_restore(pool)]
            }
            Role::Foreign(_) => Vec::new(),
        }
    }

    fn data_centres(&self, pool: &Pool) -> Vec<Id<DataCentre>> {
        self.topology.data_centres_of(pool)
    }

    fn partner(&self, id: Id<Pool>, pool: &Pool) -> Partner<'a> {
        let Some(other) = pool.backup_pool.and_then(|backup| self.topology.pools.get(backup)) else {
            return Partner::None;
        };
        if other.backup_pool != Some(id) {
            return Partner::OneSided(other);
        }
        let (own, others) = (self.data_centres(pool), self.data_centres(other));
        match (own.is_empty() || others.is_empty(), own.iter().any(|place| others.contains(place))) {
            (true, _) => Partner::Somewhere(other),
            (false, true) => Partner::SameDataCentre(other),
            (false, false) => Partner::Elsewhere(other),
        }
    }

    fn enterprise(&self, id: Id<Pool>, pool: &Pool, settings: &FrontEnd) -> Vec<Case> {
        let server = "A server";
        let n = pool.computers.len();
        let server = match min_functional(n, pool.product) {
            None => Case::new(server, "S:high-availability")
                .carries_on(format!("The tables end before a pool of {n} servers: nothing is known."))
                .by_hand("Choose a size that the tables have."),
            Some(row) if usize::from(row.minimum) >= n => {
                let case = Case::new(server, row.source)
                    .carries_on(format!("Nothing: all {n} must run for the pool to run."))
                    .by_hand("Repair the server, or fail the pool over as below.");
                if row.inferred { case.inferred() } else { case }
            }
            Some(row) => {
                let of = row.of_first.map_or_else(String::new, |first| format!(" of the first {first}"));
                let case = Case::new(server, row.source)
                    .carries_on(format!(
                        "The pool, as long as {}{of} of its {n} servers run; users move to the others.",
                        row.minimum
                    ))
                    .by_hand("Nothing; repair the server.");
                // That users move without a figure, and the order in the document, are not printed on the page.
                if row.inferred || row.of_first.is_some() { case.inferred() } else { case }
            }
        };
        let mut cases = vec![server, self.back_end(id, pool, &settings.back_end)];
        cases.extend(self.records(pool, settings));
        cases.push(self.whole_user_pool("The data centre, or all of the pool", id, pool, settings));
        cases.extend(self.own_mediation(id, settings));
        cases
    }

    /// The databases that the pool writes and does not need to run.
    fn records(&self, pool: &Pool, settings: &FrontEnd) -> Vec<Case> {
        let stores = [
            ("The archiving store", "Archiving", &settings.archiving_store),
            ("The monitoring store", "Monitoring", &settings.monitoring_store),
        ];
        let case = |(fails, kind, store): (&'static str, &str, &StoreRef)| {
            let sql = self.topology.sql_instances.get(store.primary?)?;
            let case = match (&sql.ha, store.mirror, store.witness) {
                (SqlHa::AvailabilityGroup(group), ..) if group.nodes.len() > 1 => Case::new(fails, GROUP)
                    .carries_on(format!("SQL Server goes on with another replica behind {}.", group.listener))
                    .by_hand("Nothing where the replicas fail over by themselves; else in SQL Server."),
                (SqlHa::FailoverCluster, ..) => Case::new(fails, CLUSTER)
                    .carries_on(format!("The cluster moves {} to another node.", sql.path()))
                    .by_hand("Nothing in the product's shell."),
                (_, Some(_), Some(_)) if objectives(Recovery::MirrorWithWitness, pool.product).is_some() => {
                    let case = Case::new(fails, HA_BACK_END)
                        .carries_on("The mirror takes over by itself, for there is a witness.")
                        .by_hand("Nothing at once; later Invoke-CsDatabaseFailover back.");
                    match objectives(Recovery::MirrorWithWitness, pool.product) {
                        Some(row) => case.figure(Figure::Of(row)),
                        None => case,
                    }
                }
                (_, Some(_), _) => Case::new(fails, MANUAL_MIRROR)
                    .carries_on("The pool; nothing is recorded until a person acts, for there is no witness.")
                    .by_hand(format!("Invoke-CsDatabaseFailover -DatabaseType {kind} -NewPrincipal mirror.")),
                (_, None, _) => Case::new(fails, RESTORE_BACK_END)
                    .carries_on("The pool; what it would have recorded meanwhile may be lost.")
                    .by_hand("Restore the databases from the last backup of SQL Server.")
                    .figure(Figure::LastBackup),
            };
            // The pages speak of back ends.
            Some(case.inferred())
        };
        stores.into_iter().filter_map(case).collect()
    }

    /// The way to the telephone network, where the pool's own servers are it.
    fn own_mediation(&self, id: Id<Pool>, settings: &FrontEnd) -> Option<Case> {
        let has_gateway = self.topology.trunks.iter().any(|(_, trunk)| trunk.pool == Some(id));
        (settings.mediation.is_some() && has_gateway).then(|| self.all_mediation("Mediation on all of its servers", id))
    }

    fn back_end(&self, id: Id<Pool>, pool: &Pool, store: &StoreRef) -> Case {
        let fails = "The back end";
        let Some(primary) = store.primary.and_then(|sql| self.topology.sql_instances.get(sql)) else {
            return Case::new(fails, HA_BACK_END).carries_on("No back end is named yet.").by_hand("Name one.");
        };
        let path = primary.path();
        let until = UNTIL_RESILIENCY_MODE_MINUTES.value;
        match (&primary.ha, store.mirror, store.witness) {
            (SqlHa::AvailabilityGroup(group), ..) if group.nodes.len() > 1 => Case::new(fails, GROUP)
                .carries_on(format!("SQL Server goes on with another replica behind {}.", group.listener))
                .by_hand("Nothing where the replicas are synchronous and fail over by themselves; else in SQL Server."),
            (SqlHa::FailoverCluster, ..) => Case::new(fails, CLUSTER)
                .carries_on(format!("The cluster moves {path} to another node."))
                .by_hand("Nothing in the product's shell."),
            (_, Some(_), Some(_)) => {
                let case = Case::new(fails, HA_BACK_END)
                    .carries_on("The mirror takes over by itself, for there is a witness.")
                    .by_hand("Nothing at once; later Invoke-CsDatabaseFailover back, which never happens by itself.");
                match objectives(Recovery::MirrorWithWitness, pool.product) {
                    Some(row) => case.figure(Figure::Of(row)),
                    None => case.by_hand(format!("{} has no mirroring: choose another way.", pool.product.title())),
                }
            }
            (_, Some(_), None) => Case::new(fails, MANUAL_MIRROR)
                .carries_on(format!(
                    "Sessions go on for about {until} minutes, then users are in resiliency mode: there is a mirror, but no \
                     witness."
                ))
                .by_hand("Invoke-CsDatabaseFailover -NewPrincipal mirror, for each kind of database."),
            (_, None, _) => {
                let case = Case::new(fails, HA_BACK_END).carries_on(format!(
                    "Sessions go on for about {until} minutes, then users are in resiliency mode: {path} has nothing \
                     behind it."
                ));
                match (self.partner(id, pool), objectives(Recovery::Pool, pool.product)) {
                    (Partner::None | Partner::OneSided(_), _) | (_, None) => Case { source: RESTORE_BACK_END, ..case }
                        .by_hand("Build the server again under the same name, create the databases, import the user data.")
                        .figure(Figure::LastBackup),
                    (_, Some(row)) => Case { source: FAILOVER, ..case }
                        .by_hand("Fail the pool over to its partner, in disaster mode.")
                        .figure(Figure::Of(row)),
                }
            }
        }
    }

    fn standard(&self, id: Id<Pool>, pool: &Pool, settings: &FrontEnd) -> Vec<Case> {
        let mut cases = vec![self.whole_user_pool("The server, or its database", id, pool, settings)];
        cases.extend(self.records(pool, settings));
        cases.push(self.whole_user_pool("The data centre", id, pool, settings));
        cases.extend(self.own_mediation(id, settings));
        cases
    }

    /// What a pair is for.
    fn whole_user_pool(&self, fails: &'static str, id: Id<Pool>, pool: &Pool, settings: &FrontEnd) -> Case {
        let is_place = fails.contains("data centre");
        let restored = |why: String| {
            let source = if matches!(pool.role, Role::StandardEdition(_)) { RESTORE_SE } else { RESTORE };
            Case::new(fails, source)
                .carries_on(why)
                .by_hand(
                    "Build it again under the same names, then import configuration and user data from the backups.",
                )
                .figure(Figure::LastBackup)
        };
        let partner = match self.partner(id, pool) {
            Partner::None => return restored("Nothing: the pool has no partner.".to_owned()),
            Partner::OneSided(other) => {
                return restored(format!("Nothing: {} does not name the pool as its partner.", other.fqdn));
            }
            Partner::SameDataCentre(other) if is_place => {
                return restored(format!("Nothing: the partner, {}, stands in the same data centre.", other.fqdn));
            }
            Partner::Somewhere(other) | Partner::SameDataCentre(other) | Partner::Elsewhere(other) => other,
        };
        let mut carries_on = if settings.voice_failover.automatic {
            let secs = settings.voice_failover.failure_detection_secs;
            format!("After {secs} s users register with {} by themselves: calls, with limited functions.", partner.fqdn)
        } else {
            "Nothing until a person acts: automatic failover for voice is off.".to_owned()
        };
        if is_place && matches!(self.partner(id, pool), Partner::Somewhere(_)) {
            carries_on += " Nobody has said where one of the two pools stands.";
        }
        let mut steps: Vec<String> = Vec::new();
        if self.topology.deployment().central_management == Some(id) {
            steps.push("move Central Management".to_owned());
        }
        let edges = self.topology.pools.iter().filter_map(|(_, edge)| match &edge.role {
            Role::Edge(settings) if settings.next_hop == Some(id) => Some(edge.fqdn.to_string()),
            _ => None,
        });
        steps.extend(edges.map(|edge| format!("give {edge} another next hop")));
        steps.push(format!("Invoke-CsPoolFailover -PoolFqdn {} -DisasterMode", pool.fqdn));
        if self.topology.deployment().geo_dns != Some(true) {
            steps.push(format!("lead Meet and Dialin in DNS to {}, where they lead here", partner.fqdn));
        }
        let chats = self.topology.pools.iter().filter_map(|(_, chat)| match &chat.role {
            Role::PersistentChat(settings) if settings.next_hop == Some(id) => Some(chat.fqdn.to_string()),
            _ => None,
        });
        steps.extend(chats.map(|chat| format!("give {chat} another next hop")));
        let mut by_hand = capitalized(&steps.join("; then "));
        by_hand.push('.');
        if pool.product == Product::L13 {
            let (minutes, users) = (FAILBACK_MINUTES.value, FAILBACK_MEASURED_USERS.value);
            by_hand += &format!(" The way back takes up to {minutes} min for {users} users.");
        }
        let case = Case::new(fails, FAILOVER).carries_on(carries_on).by_hand(by_hand);
        match objectives(Recovery::Pool, pool.product) {
            Some(row) => case.figure(Figure::Of(row)),
            None => case,
        }
    }

    fn management(&self) -> Vec<Case> {
        let fails = "The pool that holds it";
        let holder = self.topology.deployment().central_management;
        let Some((id, pool)) = holder.and_then(|id| Some((id, self.topology.pools.get(id)?))) else {
            let case = Case::new(fails, MANAGEMENT).carries_on("No pool is chosen to hold it.");
            return vec![case.by_hand("It is made where the first pool is published.")];
        };
        let carries_on = format!("Services go on; nothing can be changed while {} is away.", pool.fqdn);
        let case = match (self.partner(id, pool), objectives(Recovery::CentralManagement, pool.product)) {
            (Partner::None | Partner::OneSided(_), _) | (_, None) => Case::new(fails, MANAGEMENT_RESTORE)
                .by_hand("Install the store again and import the last Export-CsConfiguration.")
                .figure(Figure::LastBackup),
            (_, Some(row)) => Case::new(fails, MANAGEMENT)
                .by_hand(
                    "Invoke-CsManagementServerFailover, before the pool is failed over; location data comes from its last \
                     export.",
                )
                .figure(Figure::Of(row)),
        };
        vec![case.carries_on(carries_on).inferred()]
    }

    fn director(&self, pool: &Pool) -> Vec<Case> {
        let whole = Case::new("The data centre, or all of the pool", "L:overview-of-the-director")
            .carries_on("Users sign in at their own pools where DNS leads there.")
            .by_hand("Give Edge pools that have it as next hop another one; restore the servers.")
            .inferred();
        vec![server_of_several(pool), whole]
    }

    fn edge(&self, id: Id<Pool>, pool: &Pool, federation: bool, xmpp: bool) -> Vec<Case> {
        let others: Vec<&Pool> = self
            .topology
            .pools
            .iter()
            .filter(|(other, row)| *other != id && matches!(row.role, Role::Edge(_)))
            .map(|(_, row)| row)
            .collect();
        let own = self.data_centres(pool);
        let elsewhere = others.iter().find(|other| {
            let places = self.data_centres(other);
            !places.is_empty() && !own.is_empty() && places.iter().all(|place| !own.contains(place))
        });
        let fails = "The data centre, or all of the pool";
        let whole = match elsewhere {
            Some(other) => {
                let mut steps = vec![format!("associate the pools whose media it relays with {}", other.fqdn)];
                if federation {
                    steps.push("move federation: untick here, tick there, publish, set up again".to_owned());
                }
                if xmpp {
                    steps.push("move the XMPP route and its DNS records".to_owned());
                }
                let takes_federation = matches!(&other.role, Role::Edge(settings) if settings.federation);
                let moves = if federation && takes_federation { "Sign-in and federation" } else { "Sign-in" };
                let waits = if federation && !takes_federation { " Federation waits for a person." } else { "" };
                Case::new(fails, if federation || xmpp { EDGE } else { EDGE_MEDIA })
                    .carries_on(format!(
                        "{moves} from outside, to {}, where the SRV records of both have different priorities.{waits}",
                        other.fqdn
                    ))
                    .by_hand(format!("{}.", capitalized(&steps.join("; "))))
            }
            None => Case::new(fails, MEMBER)
                .carries_on("Nothing from outside: no other Edge pool is said to stand in another data centre.")
                .by_hand("Build the servers again under the same names and import the configuration file.")
                .inferred(),
        };
        vec![server_of_several(pool), whole]
    }

    fn mediation(&self, id: Id<Pool>, pool: &Pool) -> Vec<Case> {
        vec![server_of_several(pool), self.all_mediation("The data centre, or all of the pool", id)]
    }

    /// All Mediation Servers of a pool at once.
    fn all_mediation(&self, fails: &'static str, id: Id<Pool>) -> Case {
        let is_own =
            |gateway| self.topology.trunks.iter().any(|(_, row)| row.gateway == gateway && row.pool == Some(id));
        let shared = self.topology.trunks.iter().filter(|(_, row)| row.pool != Some(id) && is_own(row.gateway)).count();
        Case::new(fails, TRUNKS)
            .carries_on(if shared > 0 {
                "Calls whose route has a trunk of another Mediation pool: its gateways have such trunks."
            } else {
                "Nothing through its gateways: they have no trunk to another Mediation pool."
            })
            .by_hand("Nothing where the routes list those trunks; else add them, then restore the servers.")
            .inferred()
    }

    fn chat(&self, pool: &Pool, chat: &PersistentChat) -> Vec<Case> {
        let n_active = self.topology.computers_of(pool).filter(|(_, computer)| !computer.standby).count();
        let server = Case::new("An active server", CHAT)
            .carries_on(if n_active > 1 { "The other active servers." } else { "Nothing: no other server is active." })
            .by_hand("Nothing, or Set-CsPersistentChatActiveServer to let one in reserve serve.")
            .inferred();
        let fails = "The chat database";
        let database = match (chat.primary.mirror, chat.primary.witness) {
            (Some(_), Some(_)) => {
                let case = Case::new(fails, HA_BACK_END)
                    .carries_on("The mirror takes over by itself, for there is a witness.")
                    .by_hand("Nothing at once; later Invoke-CsDatabaseFailover back.");
                // The figure is that of back ends.
                match objectives(Recovery::MirrorWithWitness, pool.product) {
                    Some(row) => case.figure(Figure::Of(row)).inferred(),
                    None => case,
                }
            }
            (Some(_), None) => Case::new(fails, MANUAL_MIRROR)
                .carries_on("Nothing until a person acts: there is a mirror, but no witness.")
                .by_hand("Invoke-CsDatabaseFailover -DatabaseType PersistentChat -NewPrincipal mirror."),
            (None, _) => Case::new(fails, "L:restoring-a-lync-server-pool")
                .carries_on("Nothing: the database has no mirror.")
                .by_hand("Restore it from the last backup.")
                .figure(Figure::LastBackup)
                .inferred(),
        };
        let place = if chat.backup.primary.is_some() {
            let compliance = if chat.compliance { " The compliance database is not failed over." } else { "" };
            let case = Case::new("The data centre", CHAT)
                .carries_on("Nothing until a person acts: the secondary follows by log shipping.")
                .by_hand(format!(
                    "Stop log shipping, apply the last logs, bring the secondary up, Set-CsPersistentChatState \
                     -PoolState FailedOver, choose the active servers there. Lost is what was not shipped: the intervals of \
                     backup and copy.{compliance}"
                ));
            case.inferred()
        } else {
            Case::new("The data centre", RESTORE)
                .carries_on("Nothing: there is no secondary database.")
                .by_hand("Build it again and restore the database from the last backup.")
                .figure(Figure::LastBackup)
                .inferred()
        };
        vec![server, database, place]
    }

    fn branch(&self, branch: &SurvivableBranch) -> Vec<Case> {
        let registrar = branch.registrar.map(|id| self.topology.name(AnyId::from(id)));
        let own = match &registrar {
            Some(registrar) if branch.voice_failover.automatic => Case::new("The appliance or server", BRANCH)
                .carries_on(format!(
                    "Its users register with {registrar} after {} s.",
                    branch.voice_failover.failure_detection_secs
                ))
                .by_hand("Nothing; restore it."),
            Some(_) => Case::new("The appliance or server", BRANCH)
                .carries_on("Nothing: automatic failover is off.")
                .by_hand("Restore it."),
            None => Case::new("The appliance or server", BRANCH)
                .carries_on("Nothing: no pool is named as its backup registrar.")
                .by_hand("Name one."),
        };
        let line = Case::new("The line to the central site", BRANCH)
            .carries_on(format!(
                "Calls within the branch and through its gateway, after {} s; no conferences of the central pool, no \
                 change of contacts.",
                BRANCH_DETECTION_SECS.value
            ))
            .by_hand("Nothing; users go back by themselves.")
            .inferred();
        vec![own, line]
    }

    /// What no pair takes along, where there is a pair.
    fn not_copied<'s>(&self, sources: &mut Sources) -> Section<'s> {
        let mut section = Section::new("What no failover takes along");
        let is_paired = self.topology.pools.iter().any(|(_, pool)| pool.backup_pool.is_some());
        let told = if is_paired {
            "The backup service of a pair copies user data, conference content and the Central Management store. It does \
             not copy"
        } else {
            "No pool is paired, so that backups are the only copy of anything. They have to hold, beside configuration and \
             user data,"
        };
        let cited = sources
            .cite(&["L:configuring-and-monitoring-the-backup-service, L:backup-prerequisites-for-abc-pool-failover"]);
        section.paragraph(format!(
            "{told} Response Groups (2019 can, where that is turned on), settings and music of Call Park, announcements, \
             location data, archiving and monitoring data (sources {cited}). Plan regular exports of these."
        ));
        let stores = sorted(self.topology.file_stores.iter(), |(_, store)| store.path());
        if !stores.is_empty() {
            section.paragraph(
                "File stores have no failover of the product's own: what stands behind a share (DFS, a cluster, a storage \
                 network) carries on or does not. No page gives a figure.",
            );
        }
        section
    }
}

/// A server of a pool without tables of its own.
fn server_of_several(pool: &Pool) -> Case {
    let case = Case::new("A server", pool.role.kind().facts().source).inferred();
    if pool.computers.len() > 1 {
        case.carries_on("The other servers of the pool take what begins anew.").by_hand("Nothing; repair the server.")
    } else {
        case.carries_on("Nothing: the pool has one server.").by_hand("Repair or restore it under the same name.")
    }
}

fn whole_by_restore(pool: &Pool) -> Case {
    let next = format!("Restore the servers; {} has no failover of the product's own.", pool.role.kind().facts().title);
    Case::new("The data centre, or all of the pool", MEMBER)
        .carries_on("Nothing of this pool.")
        .by_hand(next)
        .inferred()
}
