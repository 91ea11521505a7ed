use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::analysis::Scenario;
use crate::checks::dr::{Pair, pairs};
use crate::checks::na::{Named, odd_names};
use crate::checks::{House, Row, Rule, StorePart, Survey, When};
use crate::format::Format;
use crate::message;
use crate::model::{
    AnyId, Computer, Director, Document, Edge, FrontEnd, Id, Mediation, PersistentChat, Place, Pool, Role, RoleKind,
    SqlHa, SqlInstance, StoreRef, StoreUse, SurvivableBranch, Topology, TrustedApplication, VideoInterop,
};
use crate::text::Message;
use crate::vendor::{Product, Products};

/// What a rule may look at: a document, and what else the person who asks has said. Costly views are made once, when
/// first asked for.
pub struct Cx<'a> {
    document: &'a Document,
    /// "What if this were 2019?": overrides the product of every pool and of the deployment.
    what_if: Option<Product>,
    published: Option<&'a Topology>,
    scenario: Scenario,
    export_to: Option<Format>,
    today: String,
    house: Option<&'a House>,
    survey: OnceLock<Survey<'a>>,
    odd_names: OnceLock<Vec<Named<'a>>>,
    pairs: OnceLock<Vec<Pair<'a>>>,
    products: OnceLock<Products>,
    published_by_name: OnceLock<BTreeMap<(String, RoleKind), Id<Pool>>>,
}

/// A pool with the settings of its role.
#[derive(Debug)]
#[allow(missing_docs, reason = "the words say it")]
pub struct PoolOf<'a, R> {
    pub id: Id<Pool>,
    pub pool: &'a Pool,
    pub settings: &'a R,
}

/// A pool that is published already.
#[derive(Debug, Clone, Copy)]
pub struct Republished<'a> {
    /// Its id in the document.
    pub id: Id<Pool>,
    /// As it is in the document.
    pub pool: &'a Pool,
    /// As it is published, in the [published topology](Cx::published).
    pub published: &'a Pool,
}

/// A store with the pool that keeps its databases there.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the words say it")]
pub struct StoreOf<'a> {
    pub id: Id<Pool>,
    pub pool: &'a Pool,
    pub of: StoreUse,
    pub store: &'a StoreRef,
}

impl<'a> Cx<'a> {
    /// The document as it is.
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            what_if: None,
            published: None,
            scenario: Scenario::default(),
            export_to: None,
            today: String::new(),
            house: None,
            survey: OnceLock::new(),
            odd_names: OnceLock::new(),
            pairs: OnceLock::new(),
            products: OnceLock::new(),
            published_by_name: OnceLock::new(),
        }
    }

    /// As if every pool were of that product.
    #[must_use]
    pub fn as_if(self, product: Product) -> Self {
        Self { what_if: Some(product), ..self }
    }

    /// Beside what is published today, for rules about a difference.
    #[must_use]
    pub fn compared_with(self, published: &'a Topology) -> Self {
        Self { published: Some(published), ..self }
    }

    /// While that has failed.
    #[must_use]
    pub fn during(self, scenario: Scenario) -> Self {
        Self { scenario, ..self }
    }

    /// About to be written as that, for rules about publishing.
    #[must_use]
    pub fn on_export_to(self, format: Format) -> Self {
        Self { export_to: Some(format), ..self }
    }

    /// On that day, as `2026-01-31`. Without a day nothing expires.
    #[must_use]
    pub fn on(self, today: impl Into<String>) -> Self {
        Self { today: today.into(), ..self }
    }

    /// By the rules of the house too.
    #[must_use]
    pub fn in_house(self, house: &'a House) -> Self {
        Self { house: Some(house), ..self }
    }

    /// The rules of the house, where there are some.
    pub fn house(&self) -> Option<&'a House> {
        self.house
    }

    /// Whether a rule has anything to look at, and is not switched off.
    pub fn asks(&self, rule: &Rule) -> bool {
        let has_cause = match rule.when {
            When::Always | When::Last => true,
            When::Compared => self.published.is_some(),
            When::Publishing => self.is_publishing(),
        };
        let may_hold = rule.products.meets(self.products());
        has_cause && may_hold && !self.house.is_some_and(|house| house.is_off(rule.code))
    }

    /// The products of the deployment and its pools.
    fn products(&self) -> Products {
        *self.products.get_or_init(|| {
            let of_pools = self.pools().map(|(_, pool)| self.product_of(pool));
            of_pools.chain([self.product()]).collect()
        })
    }

    pub(super) fn what_if(&self) -> Option<Product> {
        self.what_if
    }

    /// What is published today, where it is at hand.
    pub fn published(&self) -> Option<&'a Topology> {
        self.published
    }

    /// What is published of a pool: the pool of the same id, else that of the same name, if the role is the same too.
    pub fn published_of(&self, id: Id<Pool>, pool: &Pool) -> Option<(Id<Pool>, &'a Pool)> {
        let published = self.published?;
        let of_role = |id| Some((id, published.pools.get(id)?)).filter(|(_, row)| row.role.kind() == pool.role.kind());
        of_role(id).or_else(|| {
            let by_name = self.published_by_name.get_or_init(|| {
                published.pools.iter().map(|(id, row)| ((row.fqdn.key(), row.role.kind()), id)).collect()
            });
            of_role(*by_name.get(&(pool.fqdn.key(), pool.role.kind()))?)
        })
    }

    /// The pools that are published already, by id; none where what is published is not at hand.
    pub fn republished(&self) -> impl Iterator<Item = Republished<'a>> {
        self.pools().filter_map(|(id, pool)| {
            let (_, published) = self.published_of(id, pool)?;
            Some(Republished { id, pool, published })
        })
    }

    /// What the document is about to be written as.
    pub fn export_to(&self) -> Option<Format> {
        self.export_to
    }

    /// Whether the deployment is about to be published: it is compared with what is published, or exported.
    pub fn is_publishing(&self) -> bool {
        self.published.is_some() || self.export_to.is_some()
    }

    /// The day, as `2026-01-31`; empty where nobody said.
    pub fn today(&self) -> &str {
        &self.today
    }

    /// What is thought to have failed.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The computers of a pool in its order, each with whether it runs.
    pub fn computers_running(&self, id: Id<Pool>, pool: &'a Pool) -> impl Iterator<Item = (&'a Computer, bool)> {
        let is_running = move |member| self.scenario.is_running(self.topology(), (id, pool), member);
        self.computers_of(id).map(move |member| (member.1, is_running(member)))
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// What is deployed.
    pub fn topology(&self) -> &'a Topology {
        &self.document.topology
    }

    /// The product of the deployment as a whole.
    pub fn product(&self) -> Product {
        self.what_if.unwrap_or(self.topology().deployment().product)
    }

    /// The product a pool runs.
    pub fn product_of(&self, pool: &Pool) -> Product {
        self.what_if.unwrap_or(pool.product)
    }

    /// Whether what holds for some products does so at a place: for the pool's product; at an SQL instance for that of
    /// any pool that uses it; else for the deployment's.
    pub(super) fn holds_at(&self, products: Products, entity: AnyId) -> bool {
        match entity {
            _ if products == Products::ALL => true,
            AnyId::Pool(id) if let Some(pool) = self.survey().pool(id) => products.contains(self.product_of(pool)),
            AnyId::SqlInstance(id) if let uses @ [_, ..] = self.survey().uses_of(id) => {
                uses.iter().any(|used| products.contains(self.product_of(used.store.pool)))
            }
            _ => products.contains(self.product()),
        }
    }

    /// Look-ups over the whole document.
    pub fn survey(&self) -> &Survey<'a> {
        self.survey.get_or_init(|| Survey::new(self.topology()))
    }

    /// The names of hosts that may have a fault.
    pub(super) fn odd_names(&self) -> &[Named<'a>] {
        self.odd_names.get_or_init(|| odd_names(self.topology()))
    }

    /// Every pair of pools once, whether both sides are set or one only.
    pub(super) fn pairs(&self) -> &[Pair<'a>] {
        self.pairs.get_or_init(|| pairs(self))
    }

    /// The computers of a pool, in its order.
    pub fn computers_of(&self, pool: Id<Pool>) -> impl ExactSizeIterator<Item = Row<'a, Computer>> + Clone {
        self.survey().computers_of(pool).iter().copied()
    }

    /// All pools, by id.
    pub fn pools(&self) -> impl Iterator<Item = (Id<Pool>, &'a Pool)> + use<'a> {
        self.topology().pools.iter()
    }

    /// Enterprise Edition Front End pools.
    pub fn enterprise_pools(&self) -> impl Iterator<Item = PoolOf<'a, FrontEnd>> + use<'a> {
        self.of_role(|role| if let Role::FrontEnd(settings) = role { Some(settings) } else { None })
    }

    /// Standard Edition servers.
    pub fn standard_edition_servers(&self) -> impl Iterator<Item = PoolOf<'a, FrontEnd>> + use<'a> {
        self.of_role(|role| if let Role::StandardEdition(settings) = role { Some(settings) } else { None })
    }

    /// Pools that home users, of either edition.
    pub fn user_pools(&self) -> impl Iterator<Item = PoolOf<'a, FrontEnd>> + use<'a> {
        self.of_role(Role::front_end)
    }

    /// Persistent Chat pools.
    pub fn chat_pools(&self) -> impl Iterator<Item = PoolOf<'a, PersistentChat>> + use<'a> {
        self.of_role(|role| if let Role::PersistentChat(settings) = role { Some(settings) } else { None })
    }

    /// Director pools.
    pub fn director_pools(&self) -> impl Iterator<Item = PoolOf<'a, Director>> + use<'a> {
        self.of_role(|role| if let Role::Director(settings) = role { Some(settings) } else { None })
    }

    /// Edge pools.
    pub fn edge_pools(&self) -> impl Iterator<Item = PoolOf<'a, Edge>> + use<'a> {
        self.of_role(|role| if let Role::Edge(settings) = role { Some(settings) } else { None })
    }

    /// Stand-alone Mediation pools.
    pub fn mediation_pools(&self) -> impl Iterator<Item = PoolOf<'a, Mediation>> + use<'a> {
        self.of_role(|role| if let Role::Mediation(settings) = role { Some(settings) } else { None })
    }

    /// Trusted application pools.
    pub fn application_pools(&self) -> impl Iterator<Item = PoolOf<'a, TrustedApplication>> + use<'a> {
        self.of_role(|role| if let Role::TrustedApplication(settings) = role { Some(settings) } else { None })
    }

    /// Video Interop pools.
    pub fn video_interop_pools(&self) -> impl Iterator<Item = PoolOf<'a, VideoInterop>> + use<'a> {
        self.of_role(|role| if let Role::VideoInterop(settings) = role { Some(settings) } else { None })
    }

    /// Survivable Branch Appliances and Servers.
    pub fn branch_pools(&self) -> impl Iterator<Item = PoolOf<'a, SurvivableBranch>> + use<'a> {
        self.of_role(|role| if let Role::SurvivableBranch(settings) = role { Some(settings) } else { None })
    }

    fn of_role<R: 'a>(
        &self,
        settings: fn(&'a Role) -> Option<&'a R>,
    ) -> impl Iterator<Item = PoolOf<'a, R>> + use<'a, R> {
        self.pools().filter_map(move |(id, pool)| Some(PoolOf { id, pool, settings: settings(&pool.role)? }))
    }

    /// Every store of every pool that is not empty.
    pub fn stores(&self) -> impl Iterator<Item = StoreOf<'a>> + use<'a> {
        self.pools().flat_map(|(id, pool)| {
            pool.role.stores().filter(|(_, store)| !store.is_empty()).map(move |(of, store)| StoreOf {
                id,
                pool,
                of,
                store,
            })
        })
    }

    /// How a store is kept available: a mirror counts before what the instance itself is. None while no instance is
    /// chosen.
    pub fn ha_of(&self, store: &StoreRef) -> Option<StoreHa> {
        let primary = self.sql(store.primary?);
        Some(match (&primary.ha, store.mirror) {
            (_, Some(_)) => StoreHa::Mirror,
            (SqlHa::None, None) => StoreHa::None,
            (SqlHa::FailoverCluster, None) => StoreHa::FailoverCluster,
            (SqlHa::AvailabilityGroup(_), None) => StoreHa::AvailabilityGroup,
        })
    }

    /// The SQL instance of that id.
    pub fn sql(&self, id: Id<SqlInstance>) -> &'a SqlInstance {
        self.survey().sql(id).expect("a topology holds no reference to nothing")
    }

    /// Whether both are instances of one SQL server. A server without a name is like no other.
    pub fn on_one_server(&self, a: Id<SqlInstance>, b: Id<SqlInstance>) -> bool {
        let fqdn = &self.sql(a).fqdn;
        a == b || (!fqdn.is_empty() && fqdn.is(&self.sql(b).fqdn))
    }

    /// Whether both are one SQL instance, written down once or twice.
    pub fn are_one_instance(&self, a: Id<SqlInstance>, b: Id<SqlInstance>) -> bool {
        self.on_one_server(a, b) && self.sql(a).instance.eq_ignore_ascii_case(&self.sql(b).instance)
    }

    /// The pool of that id.
    pub fn pool(&self, id: Id<Pool>) -> &'a Pool {
        self.survey().pool(id).expect("a topology holds no reference to nothing")
    }
}

impl Republished<'_> {
    /// How many servers, by name, the pool gets, and how many it loses.
    pub fn n_servers_changed(&self, cx: &Cx<'_>) -> (usize, usize) {
        let names = |topology: &Topology, pool: &Pool| -> BTreeSet<String> {
            topology.computers_of(pool).map(|(_, computer)| computer.fqdn.key()).collect()
        };
        let before = cx.published.map(|published| names(published, self.published)).unwrap_or_default();
        let after = names(cx.topology(), self.pool);
        (after.difference(&before).count(), before.difference(&after).count())
    }
}

/// How a store is kept available.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum StoreHa {
    None,
    Mirror,
    FailoverCluster,
    AvailabilityGroup,
}

impl StoreHa {
    /// "a failover cluster", as it reads after "is".
    pub fn phrase(self) -> Message {
        match self {
            Self::None => message!("not protected"),
            Self::Mirror => message!("mirrored"),
            Self::FailoverCluster => message!("a failover cluster"),
            Self::AvailabilityGroup => message!("an availability group"),
        }
    }
}

impl<'a> StoreOf<'a> {
    /// The name of the pool, for a sentence.
    pub fn pool_name(&self) -> &'a str {
        self.pool.fqdn.as_str()
    }

    /// Primary, mirror and witness, those that are there.
    pub fn parts(&self) -> impl Iterator<Item = (StorePart, Id<SqlInstance>)> + use<> {
        let StoreRef { primary, mirror, witness, .. } = *self.store;
        let parts = [(StorePart::Primary, primary), (StorePart::Mirror, mirror), (StorePart::Witness, witness)];
        parts.into_iter().filter_map(|(part, sql)| Some((part, sql?)))
    }

    /// The instance that plays that part.
    pub fn part(&self, part: StorePart) -> Option<Id<SqlInstance>> {
        match part {
            StorePart::Primary => self.store.primary,
            StorePart::Mirror => self.store.mirror,
            StorePart::Witness => self.store.witness,
        }
    }

    /// The pool, at the field of that part.
    pub fn place(&self, part: StorePart) -> Place {
        Place::from(self.id).field(match part {
            StorePart::Primary => self.of.field(),
            StorePart::Mirror => self.of.mirror_field(),
            StorePart::Witness => self.of.witness_field(),
        })
    }

    /// "mirror of the back end", as it reads in a sentence after "the".
    pub fn title(&self, part: StorePart) -> Message {
        let store = self.of.title();
        match part {
            StorePart::Primary => message!("{store}", store),
            StorePart::Mirror => message!("mirror of the {store}", store),
            StorePart::Witness => message!("witness of the {store}", store),
        }
    }
}

impl<R> Clone for PoolOf<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for PoolOf<'_, R> {}

impl<R> PoolOf<'_, R> {
    /// The pool's name, for a sentence.
    pub fn name(&self) -> &str {
        self.pool.fqdn.as_str()
    }

    /// How many computers the pool has.
    pub fn n_computers(&self) -> usize {
        self.pool.computers.len()
    }
}
