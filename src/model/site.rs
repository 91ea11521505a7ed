use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::model::walk::{Optional, part, walk};
use crate::model::{AnyId, Fqdn, Id, Pool, Text, Walk, is_default};

/// A central site: a logical site that holds pools and the components they share. Source: `L:sites`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Unique among central and branch sites.
    #[serde_with(skip_apply)]
    pub name: String,
    /// Free text.
    pub description: String,
    /// Where it is.
    pub location: Location,
    /// The physical data centres it stands in: one normally, two for a stretched chat pool. Ours.
    pub data_centres: Vec<Id<DataCentre>>,
    /// The pool that runs call admission control, exactly one if the site uses it.
    pub call_admission_control: Option<Id<Pool>>,
    /// The Edge pool that carries federation for this site, if it differs from the deployment's.
    pub federation_route: Option<Id<Pool>>,
    /// The Edge pool that carries XMPP federation for this site.
    pub xmpp_route: Option<Id<Pool>>,
    /// The chat pool that new rooms of this site go to.
    pub default_chat_pool: Option<Id<Pool>>,
}

/// A branch site: belongs to one central site, holds appliances, gateways and Mediation pools. Source: `L:sites`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct BranchSite {
    /// Unique among central and branch sites.
    #[serde_with(skip_apply)]
    pub name: String,
    /// Free text.
    pub description: String,
    /// Where it is.
    pub location: Location,
    /// The central site it belongs to.
    pub parent: Option<Id<Site>>,
}

/// Address of a site as its wizard page asks for it.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Country or region code.
    pub country_code: String,
}

/// A physical data centre. The vendor's documents do not know it; stretched chat pools and pairing are about it.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DataCentre {
    /// Its name.
    #[serde_with(skip_apply)]
    pub name: String,
    /// The world region it is in; empty where unknown.
    pub region: String,
}

/// The network between two data centres. The vendor gives no figures, only high against low.
/// Source: `S:high-availability-and-disaster-recovery`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The two data centres, in no order that means anything.
    #[serde_with(skip_apply)]
    pub ends: [Id<DataCentre>; 2],
    /// How much fits through.
    pub bandwidth: Option<Bandwidth>,
    /// How long it takes.
    pub latency: Option<Latency>,
}

impl Link {
    /// The two data centres, in the same order for every link between them.
    pub fn ends_in_order(&self) -> [Id<DataCentre>; 2] {
        let mut ends = self.ends;
        ends.sort();
        ends
    }

    /// Whether the link is marked low bandwidth or high latency: too slow for what wants a fast one.
    pub fn is_slow(&self) -> bool {
        self.bandwidth == Some(Bandwidth::Low) || self.latency == Some(Latency::High)
    }
}

/// How much a link carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Bandwidth {
    High,
    Low,
}

/// How long a link takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Latency {
    Low,
    High,
}

/// The site something belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SiteRef {
    /// A central site.
    Central(Id<Site>),
    /// A branch site.
    Branch(Id<BranchSite>),
}

impl From<SiteRef> for AnyId {
    fn from(site: SiteRef) -> Self {
        match site {
            SiteRef::Central(id) => id.into(),
            SiteRef::Branch(id) => id.into(),
        }
    }
}

walk! {
    Site {
        name, description, location, data_centres, call_admission_control, federation_route, xmpp_route,
        default_chat_pool,
    }
    BranchSite { name, description, location, parent }
    Location { city, state, country_code }
    DataCentre { name, region }
    Link { ends, bandwidth, latency }
}
walk! { leaf Bandwidth, Latency }
part! { Bandwidth, Latency }

impl Walk for [Id<DataCentre>; 2] {
    fn each_id(&self, visit: &mut dyn FnMut(AnyId)) {
        self.iter().for_each(|end| end.each_id(visit));
    }
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, _: &mut dyn FnMut(&mut Fqdn)) {}
    fn mentions(&self, _: &Fqdn) -> bool {
        false
    }
    fn each_text(&mut self, _: &'static str, _: &mut dyn FnMut(&'static str, Text<'_>)) {}
    fn map_ids(&mut self, map: &dyn Fn(AnyId) -> Uuid) {
        self.iter_mut().for_each(|end| end.map_ids(map));
    }
}

impl Walk for SiteRef {
    fn each_id(&self, visit: &mut dyn FnMut(AnyId)) {
        visit((*self).into());
    }
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, _: &mut dyn FnMut(&mut Fqdn)) {}
    fn mentions(&self, _: &Fqdn) -> bool {
        false
    }
    fn each_text(&mut self, _: &'static str, _: &mut dyn FnMut(&'static str, Text<'_>)) {}
    fn map_ids(&mut self, map: &dyn Fn(AnyId) -> Uuid) {
        match self {
            Self::Central(id) => id.map_ids(map),
            Self::Branch(id) => id.map_ids(map),
        }
    }
}

impl Optional for SiteRef {
    fn is_reference_to(&self, gone: &dyn Fn(AnyId) -> bool) -> bool {
        gone((*self).into())
    }
}
