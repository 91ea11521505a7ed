use serde::{Deserialize, Serialize};

use crate::model::walk::{part, walk};
use crate::model::{Fqdn, Id, Pool, is_default};
use crate::vendor::Product;

/// What is true of the deployment as a whole. There is one per Active Directory forest, hence one row.
/// Source: `L:define-and-configure-a-topology-in-topology-builder`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Deployment {
    /// The product that new pools get, and that rules ask about where no pool is concerned.
    #[serde_with(skip_apply)]
    pub product: Product,
    /// The primary SIP domain. One of `sip_domains` in every sound deployment.
    pub default_sip_domain: Fqdn,
    /// All supported SIP domains, the primary one included.
    pub sip_domains: Vec<SipDomain>,
    /// Meet, Dialin and Admin addresses.
    pub simple_urls: SimpleUrls,
    /// The pool whose servers hold the active Central Management store; chosen at the first publication.
    pub central_management: Option<Id<Pool>>,
    /// The Edge (or Director) pool that carries federation for the whole deployment.
    pub federation_route: Option<Id<Pool>>,
    /// The Edge pool that carries XMPP federation.
    pub xmpp_route: Option<Id<Pool>>,
    /// Whether "Prepare first Standard Edition server" is planned or done.
    pub prepare_first_server: Option<PrepareFirstServer>,
    /// Whether meet and dialin are published by a DNS that answers by place.
    pub geo_dns: Option<bool>,
    /// How often the backup service copies, in minutes; the vendor's default is 2.
    pub backup_sync_minutes: Option<u16>,
}

impl Deployment {
    /// The id of the only row.
    pub const ID: Id<Self> = Id::from_uuid(uuid::Uuid::from_u128(1));
}

/// A domain that users may sign in with.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SipDomain {
    /// The domain.
    #[serde_with(skip_apply)]
    pub name: Fqdn,
    /// Whether this deployment alone answers for the domain. False in every document seen.
    pub authoritative: bool,
    /// Whether subdomains are accepted too. False in every document seen.
    pub allow_sub_domains: bool,
}

impl SipDomain {
    /// A domain with the vendor's flags.
    pub fn new(name: impl Into<Fqdn>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// The web addresses users know. Empty text: not set. Source: `L:planning-for-simple-urls`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SimpleUrls {
    /// The address of meetings, one for each SIP domain: (domain, address).
    pub meet: Vec<(Fqdn, String)>,
    /// The page with dial-in numbers, one for the organisation.
    pub dialin: String,
    /// The way to the control panel; optional.
    pub admin: String,
}

/// State of the step "Prepare first Standard Edition server".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrepareFirstServer {
    /// The step is in the plan.
    Planned,
    /// The step has been run.
    Done,
    /// The step is not wanted.
    No,
}

// A SIP domain is no host: a DFS namespace may have the same name, and its new name is not the domain's.
walk! {
    Deployment {
        product, sip_domains, simple_urls, central_management, federation_route, xmpp_route, prepare_first_server,
        geo_dns, backup_sync_minutes; default_sip_domain
    }
    SipDomain { authoritative, allow_sub_domains; name }
    SimpleUrls { meet, dialin, admin }
}
walk! { leaf PrepareFirstServer }
part! { SipDomain, PrepareFirstServer, (Fqdn, String) }

impl crate::model::Walk for (Fqdn, String) {
    fn each_id(&self, _: &mut dyn FnMut(crate::model::AnyId)) {}
    fn keep_ids(&mut self, _: &dyn Fn(crate::model::AnyId) -> bool) {}
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
        self.1.each_name(visit);
    }
    fn mentions(&self, name: &Fqdn) -> bool {
        self.1.mentions(name)
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, crate::model::Text<'_>)) {
        self.0.each_text(field, visit);
        self.1.each_text(field, visit);
    }
    fn map_ids(&mut self, _: &dyn Fn(crate::model::AnyId) -> uuid::Uuid) {}
}
