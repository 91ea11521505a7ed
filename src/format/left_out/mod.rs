//! What a vendor document cannot say, or only in a way that no real document has shown: each thing by its name, under
//! the kind that it is of, which knows the reason and what a person can do about it.

mod feature;
mod own;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub use feature::Feature;

use super::lowered::Lowered;
use super::scope::Scope;
use super::sound::defects;
use super::view::{View, role_name};
use super::xml::Tree;
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{
    AnyId, Computer, Deployment, Edge, FrontEnd, Gateway, GatewayKind, Id, Interface, IpOptions, MediationPorts,
    PersistentChat, Pool, Role, Row, SiteRef, SqlHa, StoreRef, SurvivableBranch, SurvivableBranchKind, Topology, Trunk,
    VendorFormat, VoiceFailover,
};
use crate::text::{Message, natural_key};
use crate::vendor::{AG_LISTENER_PORT, MIRRORING_PORT, Product, SQL_PORT, ServiceRole, WITNESS_PORT};

/// What became of a deployment that was written as a file of the vendor's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// What is not in the file.
    pub left_out: Vec<LeftOut>,
    /// What is in the file as a guess.
    pub guessed: Vec<LeftOut>,
    /// Why the product would refuse the file.
    pub defects: Vec<Message>,
}

/// A thing that a file does not hold, or not for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is.
    pub feature: Feature,
    /// The row it is of.
    pub row: AnyId,
    /// Which of the row's fields, by their paths; none for the row as a whole, with all that goes with it.
    pub fields: Vec<String>,
    /// What it is called.
    pub name: String,
}

impl Account {
    /// That of a topology as `scope` writes it. What the file it came from has, `before`, is not left out.
    pub(super) fn of(scope: Scope<'_>, before: Option<&Topology>) -> Self {
        let Scope { topology, .. } = scope;
        let mut keeper = Keeper { scope, before, account: Self::default() };
        keeper.deployment();
        keeper.sites();
        for (id, pool) in topology.pools.iter() {
            keeper.pool(id, pool);
        }
        keeper.databases();
        keeper.voice();
        keeper.account
    }

    /// What only shows when the document is written.
    pub(super) fn finish(&mut self, topology: &Topology, lowered: &Lowered, format: VendorFormat) {
        self.defects = defects(lowered, format);
        self.left_out.extend(lowered.moved.iter().map(|&row| {
            let (fields, name) = (vec!["site".to_owned()], topology.name(row));
            LeftOut { feature: Feature::Site, row, fields, name }
        }));
    }

    /// What is not in the file, each kind said once with all the names that it is said of.
    pub fn notices(&self) -> Vec<Notice> {
        let kinds = by_feature(&self.left_out).into_iter();
        kinds.map(|(feature, names)| notice(feature.message(), feature.help(), &names)).collect()
    }

    /// What is in the file as a guess, each kind said once.
    pub fn guesses(&self) -> Vec<Notice> {
        let help = message!("see what the product makes of it before anything is published");
        let guess = |(feature, names): (Feature, Vec<&str>)| {
            notice(message!("written as a guess, {how}", how = feature.guess()), help.clone(), &names)
        };
        by_feature(&self.guessed).into_iter().map(guess).collect()
    }
}

/// The names of each kind, in the order in which the kinds come.
fn by_feature(items: &[LeftOut]) -> Vec<(Feature, Vec<&str>)> {
    let mut kinds: Vec<(Feature, Vec<&str>)> = Vec::new();
    for LeftOut { feature, name, .. } in items {
        match kinds.iter_mut().find(|(kind, _)| kind == feature) {
            Some((_, names)) => names.push(name),
            None => kinds.push((*feature, vec![name])),
        }
    }
    kinds
}

/// What only Linchpin knows, and writes into its own file alone.
pub fn own(topology: &Topology) -> Vec<LeftOut> {
    own::own(topology)
}

/// Services of unknown roles, which the other format is written without.
pub(super) fn unknown_services(tree: &Tree, view: &View) -> Option<Notice> {
    let unknown = view.services.iter().filter(|service| service.role.is_none());
    let roles: BTreeSet<_> = unknown.map(|service| role_name(tree, service.node)).collect();
    let names: Vec<_> = roles.into_iter().map(Cow::into_owned).collect();
    let (message, help) = (
        message!("services that are not known were not carried over"),
        message!("add them again where the file is opened next"),
    );
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| notice(message, help, &names))
}

fn notice(message: Message, help: Message, names: &[&str]) -> Notice {
    let names: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    let message = match names.as_slice() {
        [] => message,
        names => message!("{what}: {names}", what = message, names = names.join(", ")),
    };
    Notice { at: None, message, help: Some(help) }
}

/// Keeps the account.
struct Keeper<'a> {
    scope: Scope<'a>,
    before: Option<&'a Topology>,
    account: Account,
}

impl Keeper<'_> {
    /// Some fields of a row, or the whole of it.
    fn list(&mut self, feature: Feature, row: impl Into<AnyId>, fields: &[&str], name: impl Into<String>) {
        let fields = fields.iter().map(|&field| field.to_owned()).collect();
        let item = LeftOut { feature, row: row.into(), fields, name: name.into() };
        self.enter(item, self.scope.is_guessing() && feature.has_guess());
    }

    fn enter(&mut self, item: LeftOut, is_guessed: bool) {
        let list = if is_guessed { &mut self.account.guessed } else { &mut self.account.left_out };
        list.push(item);
    }

    fn name(&self, id: impl Into<AnyId>) -> String {
        self.scope.topology.name(id.into())
    }

    fn deployment(&mut self) {
        let Scope { topology, format, .. } = self.scope;
        let deployment = topology.deployment();
        let urls = &deployment.simple_urls;
        let has_urls = !urls.dialin.is_empty() || !urls.admin.is_empty() || !urls.meet.is_empty();
        match (format, deployment.central_management) {
            (VendorFormat::Published, None) => {
                self.list(Feature::NoCentralManagement, Deployment::ID, &["central_management"], "");
            }
            (_, Some(pool)) if self.scope.writes_central_management() && !self.holds_users(pool) => {
                let pool = self.name(pool);
                self.list(Feature::NoCentralManagement, Deployment::ID, &["central_management"], pool);
            }
            (VendorFormat::TopologyBuilder, Some(pool)) if !self.scope.writes_central_management() => {
                let pool = self.name(pool);
                self.list(Feature::CentralManagement, Deployment::ID, &["central_management"], pool);
            }
            _ => {}
        }
        if format == VendorFormat::Published && has_urls {
            self.list(Feature::SimpleUrls, Deployment::ID, &["simple_urls"], "");
        }
        let newest = topology.pools.iter().filter(|(id, pool)| self.scope.writes_pool(*id, pool));
        let newest = newest.map(|(_, pool)| pool.product).max().unwrap_or_default();
        if newest.service_version() != deployment.product.service_version() {
            self.list(Feature::Product, Deployment::ID, &["product"], deployment.product.title());
        } else if deployment.product == Product::SE {
            self.list(Feature::Edition, Deployment::ID, &["product"], "");
        }
        if let Some(pool) = deployment.federation_route {
            let pool = self.name(pool);
            self.list(Feature::FederationRoute, Deployment::ID, &["federation_route"], pool);
        }
        if let Some(pool) = deployment.xmpp_route {
            let pool = self.name(pool);
            self.list(Feature::XmppRoute, Deployment::ID, &["xmpp_route"], pool);
        }
    }

    fn sites(&mut self) {
        let topology = self.scope.topology;
        let has_feature =
            |pool: &Pool| pool.role.front_end().is_some_and(|settings| settings.features.call_admission_control);
        let mut running: Vec<_> = topology.pools.iter().filter(|(_, pool)| has_feature(pool)).collect();
        running.retain(|(id, pool)| self.scope.writes_pool(*id, pool));
        running.sort_by_cached_key(|(id, pool)| self.scope.place(*id, pool));
        let mut with_feature = BTreeMap::new();
        for (id, pool) in running {
            with_feature.entry(pool.site).or_insert(id);
        }
        for (id, site) in topology.sites.iter() {
            for (feature, field, pool) in [
                (Feature::FederationRoute, "federation_route", site.federation_route),
                (Feature::XmppRoute, "xmpp_route", site.xmpp_route),
                (Feature::DefaultChatPool, "default_chat_pool", site.default_chat_pool),
            ] {
                if let Some(pool) = pool {
                    let name = format!("{} of {}", self.name(pool), site.name);
                    self.list(feature, id, &[field], name);
                }
            }
            let with_feature = with_feature.get(&SiteRef::Central(id)).copied();
            if site.call_admission_control != with_feature {
                self.list(Feature::AdmissionControl, id, &["call_admission_control"], &site.name);
            }
        }
        self.moved_into_branches();
        for (id, site) in topology.branch_sites.iter() {
            let is_written = self.scope.writes_site(SiteRef::Branch(id));
            if is_written && site.parent.is_none() && self.scope.format == VendorFormat::TopologyBuilder {
                self.list(Feature::BranchSite, id, &["parent"], &site.name);
            }
            if !is_written || self.scope.is_guessing() {
                let (row, name) = (id.into(), site.name.clone());
                self.enter(LeftOut { feature: Feature::BranchSite, row, fields: Vec::new(), name }, is_written);
            }
        }
    }

    /// What the file has, and has stood in a branch site since that the file does not have.
    fn moved_into_branches(&mut self) {
        let topology = self.scope.topology;
        let pools = topology.pools.iter().map(|(id, row)| (AnyId::from(id), row.site));
        let instances = topology.sql_instances.iter().map(|(id, row)| (id.into(), row.site));
        let shares = topology.file_stores.iter().map(|(id, row)| (id.into(), row.site));
        let gateways = topology.gateways.iter().map(|(id, row)| (id.into(), row.site));
        let web_apps = topology.web_apps_servers.iter().map(|(id, row)| (id.into(), row.site));
        let all = pools.chain(instances).chain(shares).chain(gateways).chain(web_apps);
        for (row, site) in all {
            if self.scope.known.clusters.contains_key(&row) && !self.scope.writes_site(site) {
                let stays = self.scope.cluster_of(row, site).is_some();
                let (fields, name) = (stays.then(|| "site".to_owned()).into_iter().collect(), topology.name(row));
                self.enter(LeftOut { feature: Feature::BranchSite, row, fields, name }, false);
            }
        }
    }

    fn pool(&mut self, id: Id<Pool>, pool: &Pool) {
        let kind = pool.role.kind();
        let name = pool.fqdn.to_string();
        let is_known = self.scope.is_known(id);
        if !is_known && !self.scope.writes_site(pool.site) {
            return;
        }
        let is_inferred = !Scope { evidence: super::Evidence::Shown, ..self.scope }.writes_role(&pool.role);
        let is_written = self.scope.writes_pool(id, pool);
        if is_inferred && !is_known {
            let (row, name) = (id.into(), name.clone());
            self.enter(LeftOut { feature: Feature::Pool(kind), row, fields: Vec::new(), name }, is_written);
        } else if !is_written {
            self.list(Feature::NextHop, id, &[], &name);
        }
        if is_known && !self.scope.writes_settings(&pool.role) {
            let before = self.before.and_then(|before| before.pools.get(id));
            if before.is_some_and(|before| before.role != pool.role || before.product != pool.product) {
                let name = format!("{name} ({})", kind.facts().title);
                self.list(Feature::ChangedPool, id, &["role"], name);
            }
            return;
        }
        if !is_written {
            return;
        }
        self.references(id, pool, &name);
        self.computers(id, pool, &name);
        if pool.product == Product::SE {
            self.list(Feature::Edition, id, &["product"], &name);
        }
        self.backup(id, pool, &name);
        if pool.product == Product::L13 && !is_known && pool.role.front_end().is_some() {
            self.list(Feature::WebComponents, id, &[], &name);
        }
        for (of, store) in pool.role.stores() {
            self.mirror(id, &name, (of.field().path(), of.title()), store);
        }
        if let Some(web) = pool.role.web().filter(|web| !web.internal_fqdn.is_empty()) {
            let name = format!("{} of {name}", web.internal_fqdn);
            self.list(Feature::InternalWebName, id, &["web.internal_fqdn"], name);
        }
        if let Some(ports) = pool.role.mediation_ports() {
            let holder = if pool.role.front_end().is_some() { "mediation" } else { "ports" };
            self.ranges(id, &name, holder, ports);
            self.default_trunk(id, &name, holder, ports);
        }
        match &pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => self.front_end(id, &name, settings),
            Role::Edge(settings) => self.edge(id, pool, &name, settings),
            Role::PersistentChat(settings) => self.persistent_chat(id, &name, settings),
            Role::SurvivableBranch(SurvivableBranch { kind: SurvivableBranchKind::Server, .. }) => {
                self.list(Feature::BranchServer, id, &["kind"], name);
            }
            _ => {}
        }
    }

    /// Pools that it names, but that are not in the file, or do not do there what it wants of them.
    fn references(&mut self, id: Id<Pool>, pool: &Pool, name: &str) {
        let edge = (pool.role.edge_pool(), "edge_pool", ServiceRole::EdgeServer);
        let next_hop = match &pool.role {
            Role::SurvivableBranch(branch) => (branch.registrar, "registrar", ServiceRole::UserServices),
            role => (role.next_hop(), "next_hop", ServiceRole::Registrar),
        };
        let user_pool = match &pool.role {
            Role::TrustedApplication(settings) => settings.user_pool,
            _ => None,
        };
        for (target, field, role) in [edge, next_hop, (user_pool, "user_pool", ServiceRole::UserServices)] {
            let Some(target) = target else { continue };
            // Who uses an Edge pool is asked where that is made.
            let is_said_there = role == ServiceRole::EdgeServer && !self.is_in_file(target);
            if !is_said_there && !self.serves(target, role) {
                let name = format!("{} of {name}", self.name(target));
                self.list(Feature::Reference, id, &[field], name);
            }
        }
    }

    fn is_in_file(&self, id: Id<Pool>) -> bool {
        self.scope.topology.pools.get(id).is_some_and(|pool| self.scope.writes_pool(id, pool))
    }

    /// Whether a pool has this service in the file.
    fn serves(&self, id: Id<Pool>, service: ServiceRole) -> bool {
        let Some(pool) = self.scope.topology.pools.get(id) else { return false };
        let has_service = match service {
            ServiceRole::EdgeServer => matches!(pool.role, Role::Edge(_)),
            ServiceRole::UserServices => pool.role.front_end().is_some(),
            _ => pool.role.front_end().is_some() || matches!(pool.role, Role::Director(_) | Role::SurvivableBranch(_)),
        };
        let is_known = self.scope.known.services.contains_key(&(service, id.into()));
        is_known || (has_service && self.scope.writes_pool(id, pool))
    }

    fn holds_users(&self, id: Id<Pool>) -> bool {
        self.serves(id, ServiceRole::UserServices)
    }

    /// What a file says of servers otherwise than the model.
    fn computers(&mut self, id: Id<Pool>, pool: &Pool, name: &str) {
        let topology = self.scope.topology;
        let computers: Vec<_> = topology.computers_of(pool).collect();
        let is_one = match (self.scope.format, &computers[..]) {
            (VendorFormat::TopologyBuilder, all) => all.len() <= 1 && !pool.multi_server,
            (VendorFormat::Published, [(_, only)]) => only.fqdn.is(&pool.fqdn),
            (VendorFormat::Published, all) => all.is_empty() && !pool.multi_server,
        };
        if is_one == pool.multi_server {
            self.list(Feature::Servers, id, &["multi_server"], name);
        }
        let is_numbered = matches!(pool.role, Role::FrontEnd(_));
        let chosen = |computer: &Computer| computer.upgrade_domain;
        let mut numbers: Vec<u16> = computers.iter().filter_map(|(_, computer)| chosen(computer)).collect();
        numbers.sort_unstable();
        // Only by domains of several servers is it seen that somebody chose them.
        let is_seen = is_numbered && numbers.windows(2).any(|pair| pair[0] == pair[1]);
        let has_nat = !matches!(&pool.role, Role::Edge(Edge { nat: false, .. }));
        for (computer, row) in computers {
            if chosen(row).is_some() != is_seen {
                self.list(Feature::UpgradeDomain, computer, &["upgrade_domain"], row.fqdn.as_str());
            }
            self.addresses(computer, row, has_nat);
        }
    }

    /// A pair is one thing, said of the pool whose id comes first; of each pool it is a field.
    fn backup(&mut self, id: Id<Pool>, pool: &Pool, name: &str) {
        let Some(backup) = pool.backup_pool else { return };
        let partner = self.scope.topology.pools.get(backup);
        let is_mutual = partner.is_some_and(|partner| partner.backup_pool == Some(id));
        let name = if is_mutual && backup < id { String::new() } else { format!("{name} with {}", self.name(backup)) };
        // Only of pools that home users is there a guess.
        let is_guessed =
            self.scope.is_guessing() && pool.role.front_end().is_some() && self.serves(backup, ServiceRole::Registrar);
        let fields = vec!["backup_pool".to_owned()];
        self.enter(LeftOut { feature: Feature::Pair, row: id.into(), fields, name }, is_guessed);
    }

    fn mirror(&mut self, id: Id<Pool>, pool: &str, (field, title): (&str, &str), store: &StoreRef) {
        let others = [(store.mirror, "mirror"), (store.witness, "witness")];
        let others: Vec<_> = others.into_iter().filter_map(|(instance, what)| Some((instance?, what))).collect();
        if others.is_empty() {
            return;
        }
        let fields: Vec<_> = others.iter().map(|(_, what)| format!("{field}.{what}")).collect();
        let fields: Vec<_> = fields.iter().map(String::as_str).collect();
        let names: Vec<_> =
            others.iter().map(|(instance, what)| format!("{} as the {what}", self.name(*instance))).collect();
        self.list(Feature::Mirror, id, &fields, format!("{} of the {title} of {pool}", names.join(" and ")));
    }

    fn front_end(&mut self, id: Id<Pool>, pool: &str, settings: &FrontEnd) {
        if !settings.features.conferencing {
            self.list(Feature::NoConferencing, id, &["features.conferencing"], pool);
        }
        if settings.voice_failover != VoiceFailover::default() {
            self.list(Feature::VoiceFailover, id, &["voice_failover"], pool);
        }
        for (is_on, store, field, feature) in [
            (settings.features.archiving, &settings.archiving_store, "archiving_store", "features.archiving"),
            (settings.features.monitoring, &settings.monitoring_store, "monitoring_store", "features.monitoring"),
        ] {
            if is_on && !self.has_database(store) {
                self.list(Feature::NoStore, id, &[feature], pool);
            } else if !is_on && !store.is_empty() {
                self.list(Feature::UnusedStore, id, &[field], pool);
            }
        }
    }

    /// Whether a database that a pool works with, or one behind it, is in the file.
    fn has_database(&self, store: &StoreRef) -> bool {
        let behind = [store.mirror, store.witness].into_iter().filter(|_| self.scope.is_guessing());
        behind.chain([store.primary]).flatten().any(|id| {
            let sql = self.scope.topology.sql_instances.get(id);
            sql.is_some_and(|sql| self.scope.writes_site(sql.site) || self.scope.cluster_of(id, sql.site).is_some())
        })
    }

    fn ranges(&mut self, id: Id<Pool>, pool: &str, holder: &str, ports: &MediationPorts) {
        for (range, field) in [(ports.tls, "tls"), (ports.tcp, "tcp")] {
            if let Some(range) = range.filter(|range| range.first != range.last) {
                let name = format!("{} to {} of {pool}", range.first, range.last);
                self.list(Feature::PortRange, id, &[&format!("{holder}.{field}.last")], name);
            }
        }
    }

    /// A trunk is the default of its own pool only.
    fn default_trunk(&mut self, id: Id<Pool>, pool: &str, holder: &str, ports: &MediationPorts) {
        let Some(default) = ports.default_trunk else { return };
        let trunk = self.scope.topology.trunks.get(default);
        if trunk.is_some_and(|trunk| trunk.pool != Some(id) || !self.scope.has_pool(trunk)) {
            let name = format!("{} of {pool}", self.name(default));
            self.list(Feature::Reference, id, &[&format!("{holder}.default_trunk")], name);
        }
    }

    fn edge(&mut self, id: Id<Pool>, pool: &Pool, name: &str, settings: &Edge) {
        if settings.ip != IpOptions::default() {
            self.list(Feature::IpOptions, id, &["ip"], name);
        }
        let mut computers = self.scope.topology.computers_of(pool);
        let has_public = computers.any(|(id, computer)| {
            let is_written = |own: &&Interface| self.scope.writes_interface(id, own);
            computer.interfaces.iter().filter(is_written).any(|own| !own.public_address.is_empty())
        });
        if settings.nat && !has_public {
            self.list(Feature::Addresses, id, &["nat"], format!("the public ones of {name}"));
        }
    }

    fn addresses(&mut self, id: Id<Computer>, computer: &Computer, has_nat: bool) {
        let is_left_out = |own: &&Interface| {
            let has_v6 = !own.address_v6.is_empty() || !own.public_address_v6.is_empty();
            let is_public_lost = !has_nat && !own.public_address.is_empty();
            !self.scope.writes_interface(id, own) || has_v6 || is_public_lost
        };
        let n = computer.interfaces.iter().filter(is_left_out).count();
        if n > 0 {
            self.list(Feature::Addresses, id, &["interfaces"], format!("{n} of {}", computer.fqdn));
        }
    }

    fn persistent_chat(&mut self, id: Id<Pool>, name: &str, settings: &PersistentChat) {
        for (is_set, field) in
            [(settings.default_for_site, "default_for_site"), (settings.default_for_all_sites, "default_for_all_sites")]
        {
            if is_set {
                self.list(Feature::ChatDefault, id, &[field], name);
            }
        }
        let stores = [&settings.compliance_primary, &settings.compliance_backup];
        if settings.compliance && !stores.into_iter().any(|store| self.has_database(store)) {
            self.list(Feature::NoStore, id, &["compliance"], name);
        }
        for (store, field) in
            [(&settings.compliance_primary, "compliance_primary"), (&settings.compliance_backup, "compliance_backup")]
        {
            if !settings.compliance && !store.is_empty() {
                self.list(Feature::UnusedStore, id, &[field], name);
            }
        }
        if !settings.local_file_folder.is_empty() {
            self.list(Feature::LocalFolder, id, &["local_file_folder"], name);
        }
    }

    fn databases(&mut self) {
        for (id, sql) in self.scope.topology.sql_instances.iter() {
            let mut name = None;
            if let SqlHa::AvailabilityGroup(group) = &sql.ha {
                if group.listener_port != AG_LISTENER_PORT.value {
                    self.list(Feature::SqlPort, id, &["listener_port"], group.listener.as_str());
                }
                if group.listener.is_empty() {
                    self.list(Feature::NoListener, id, &["listener"], sql.path());
                }
                name = (!group.listener.is_empty()).then_some(&group.listener).filter(|name| !name.is(&sql.fqdn));
            }
            if let Some(listener) = name {
                self.list(Feature::SqlName, id, &["fqdn"], format!("{} as {listener}", sql.fqdn));
            }
            if sql.port.is_some_and(|port| port != SQL_PORT.value) {
                let name = self.name(id);
                self.list(Feature::SqlPort, id, &["port"], name);
            }
            match sql.mirror_port {
                // The usual ports are offered with the mirrors.
                Some(port) if [MIRRORING_PORT.value, WITNESS_PORT.value].contains(&port) => {
                    self.list(Feature::Mirror, id, &["mirror_port"], "");
                }
                Some(port) => {
                    self.list(Feature::MirrorPort, id, &["mirror_port"], format!("{port} of {}", sql.path()));
                }
                None => {}
            }
        }
    }

    fn voice(&mut self) {
        let topology = self.scope.topology;
        let written = self.scope.gateways();
        for (id, gateway) in topology.gateways.iter() {
            let is_known = self.scope.cluster_of(id, gateway.site).is_some();
            if written.contains(&id) || !(is_known || self.scope.writes_site(gateway.site)) {
                continue;
            }
            let feature = match gateway.kind {
                GatewayKind::Video => Feature::VideoGateway,
                GatewayKind::Pstn => Feature::GatewayWithoutTrunk,
            };
            self.list(feature, id, &[], gateway.fqdn.as_str());
        }
        for (id, trunk) in topology.trunks.iter().filter(|(_, trunk)| written.contains(&trunk.gateway)) {
            self.trunk(id, trunk);
        }
        for gateway in written {
            self.root_trunk(gateway);
        }
    }

    fn trunk(&mut self, id: Id<Trunk>, trunk: &Trunk) {
        let (name, gateway) = (trunk.name(self.scope.topology), self.name(trunk.gateway));
        if !self.scope.writes_trunk(id, trunk) {
            self.list(Feature::TrunkWithoutPool, id, &[], name);
            return;
        }
        if let Some(pool) = trunk.pool.filter(|_| !self.scope.has_pool(trunk)) {
            let name = format!("{} of {name}", self.name(pool));
            self.list(Feature::Reference, id, &["pool"], name);
        }
        if !self.scope.is_known_trunk(id) && !trunk.name.eq_ignore_ascii_case(&gateway) {
            self.list(Feature::TrunkName, id, &["name"], format!("{} of {gateway}", trunk.name));
        }
    }

    /// The first trunk of a gateway in a file is its root.
    fn root_trunk(&mut self, gateway: Id<Gateway>) {
        let topology = self.scope.topology;
        let of_gateway = topology
            .trunks
            .iter()
            .filter(|(id, trunk)| trunk.gateway == gateway && self.scope.writes_trunk(*id, trunk));
        let trunks: Vec<_> = of_gateway.collect();
        let first = trunks.iter().min_by_key(|(id, trunk)| {
            let place = self.scope.known.trunks.get(id).copied().unwrap_or(usize::MAX);
            (place, !trunk.is_root, natural_key(&trunk.name), *id)
        });
        let first = first.map(|(id, _)| *id);
        for (id, trunk) in trunks {
            if trunk.is_root != (first == Some(id)) {
                let name = trunk.name(topology);
                self.list(Feature::RootTrunk, id, &["is_root"], name);
            }
        }
    }
}
