use super::super::scope::has_guess;
use crate::message;
use crate::model::RoleKind;
use crate::text::Message;

/// A kind of thing that a vendor document cannot say, or only in a way that no real document has shown; in the order in
/// which a person sees to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "what each is, its message says")]
pub enum Feature {
    NoCentralManagement,
    CentralManagement,
    /// A pool of a role; of Edge pools, those with three names.
    Pool(RoleKind),
    /// A pool whose next hop is left out.
    NextHop,
    BranchSite,
    VideoGateway,
    GatewayWithoutTrunk,
    TrunkWithoutPool,
    RootTrunk,
    TrunkName,
    /// A pool that another names, and that the file cannot name there.
    Reference,
    ChangedPool,
    Mirror,
    MirrorPort,
    Pair,
    VoiceFailover,
    InternalWebName,
    NoConferencing,
    UnusedStore,
    NoStore,
    AdmissionControl,
    PortRange,
    IpOptions,
    Addresses,
    Servers,
    UpgradeDomain,
    ChatDefault,
    LocalFolder,
    BranchServer,
    SqlPort,
    NoListener,
    SqlName,
    Site,
    FederationRoute,
    XmppRoute,
    DefaultChatPool,
    SimpleUrls,
    WebComponents,
    Edition,
    Product,
    Own,
}

impl Feature {
    /// Whether there is a guess how it is written, which is made on request.
    pub const fn has_guess(self) -> bool {
        match self {
            Self::Pool(RoleKind::Edge)
            | Self::BranchSite
            | Self::Pair
            | Self::Mirror
            | Self::MirrorPort
            | Self::VoiceFailover
            | Self::InternalWebName
            | Self::PortRange
            | Self::TrunkName => true,
            Self::Pool(role) => has_guess(role),
            _ => false,
        }
    }

    /// How it is written as a guess, and on what that rests.
    pub const fn guess(self) -> &'static str {
        match self {
            Self::Pool(RoleKind::Edge) => {
                "three external interfaces, numbered 1 (Access), 2 (Web Conferencing) and 3 (A/V), and ports that name them: a public script sorts them so"
            }
            Self::Pool(RoleKind::Director) => {
                "a Registrar with IsDirector and WebServices, with the ports that Set-CsDirector knows"
            }
            Self::Pool(RoleKind::PersistentChat) => {
                "PersistentChatService with its stores; role names are documented, element, attributes and port owner are not"
            }
            Self::Pool(RoleKind::TrustedApplication) => {
                "ExternalServer, with a port for each application; the role name is documented, its element is not"
            }
            Self::Pool(_) => "a Registrar and a MediationServer in the branch site, with a backup Registrar",
            Self::BranchSite => {
                "RemoteSite; in a Topology Builder file inside its central site, as a public script reads it, else with an attribute that names that site"
            }
            Self::Pair => {
                "each Registrar depends on the other's with usage Backup; the backup service that a pair also has is missing, for its name is unknown"
            }
            Self::Mirror => {
                "a second and a third store of the same role, on which the service depends with usage Mirror and Witness"
            }
            Self::MirrorPort => "an attribute MirroringPort of the SQL instance",
            Self::VoiceFailover => {
                "attributes of RegistrarService that are called like the parameters of Set-CsRegistrar"
            }
            Self::InternalWebName => "InternalSettings before ExternalSettings",
            Self::PortRange => "the attribute Range, as other ports have it",
            Self::TrunkName => "ConfiguredFqdn of the trunk's port, which holds the usual name where one was seen",
            _ => "",
        }
    }

    /// Whether nothing is lost by it that anybody would have to see to.
    pub const fn is_harmless(self) -> bool {
        matches!(
            self,
            Self::RootTrunk
                | Self::UpgradeDomain
                | Self::UnusedStore
                | Self::SqlName
                | Self::Site
                | Self::Edition
                | Self::Product
        )
    }

    /// What is not in the file.
    pub fn message(self) -> Message {
        match self {
            Self::NoCentralManagement => message!("no pool holds the Central Management store"),
            Self::CentralManagement => message!("which pool holds the Central Management store is not in the file"),
            Self::SimpleUrls => message!("the simple URLs are not part of a published topology"),
            Self::FederationRoute => message!("federation routes are not in the file"),
            Self::XmppRoute => message!("XMPP routes are not in the file"),
            Self::DefaultChatPool => message!("default chat pools of sites are not in the file"),
            Self::BranchSite => message!("branch sites and what stands in them are not in the file"),
            Self::Pool(RoleKind::Edge) => message!("Edge pools with three names and addresses are not in the file"),
            Self::Pool(role) => message!("{pools} are not in the file", pools = role.facts().plural),
            Self::NextHop => message!("pools whose next hop is not in the file are not in it either"),
            Self::Reference => message!("pools that others name are not in the file, or not named there"),
            Self::ChangedPool => message!("changed settings of pools are not in the file"),
            Self::Pair => message!("pairs of pools are not in the file"),
            Self::Mirror => message!("mirrors and witnesses are not in the file"),
            Self::MirrorPort => message!("ports of mirroring endpoints are not in the file"),
            Self::VoiceFailover => message!("failover of voice is not in the file"),
            Self::WebComponents => {
                message!("pools of Lync Server 2013 get the web components of Skype for Business Server 2015")
            }
            Self::InternalWebName => message!("internal web names are not in the file"),
            Self::NoConferencing => message!("that pools have no conferencing is not in the file"),
            Self::UnusedStore => message!("databases of features that are off are not in the file"),
            Self::NoStore => message!("archiving, monitoring and compliance without a database are not in the file"),
            Self::AdmissionControl => {
                message!("the pool of a site that runs call admission control is the one that has the feature")
            }
            Self::PortRange => message!("of ranges of listening ports only the first port is in the file"),
            Self::IpOptions => message!("the choice of IPv4 and IPv6 is not in the file"),
            Self::Addresses => message!("further addresses of servers are not in the file"),
            Self::Servers => message!("whether a pool has one server or several follows from their names in the file"),
            Self::UpgradeDomain => message!("upgrade domains of one server each are those that the product deals out"),
            Self::ChatDefault => message!("for whom a chat pool is the default is not in the file"),
            Self::LocalFolder => message!("folders on chat servers are not in the file"),
            Self::BranchServer => message!("that a branch has a server and no appliance is not in the file"),
            Self::SqlPort => message!("ports of SQL Server are not in the file"),
            Self::Site => message!("all that stands on one server is in one site in the file"),
            Self::NoListener => {
                message!("an availability group without a listener is called by its server in the file")
            }
            Self::SqlName => message!("an availability group is called by its listener in the file"),
            Self::VideoGateway => message!("video gateways are not in the file"),
            Self::TrunkName => message!("trunks are called by the names of their gateways in the file"),
            Self::GatewayWithoutTrunk => message!("gateways without a trunk in the file are not in it either"),
            Self::TrunkWithoutPool => message!("trunks without a Mediation Server in the file are not in it either"),
            Self::RootTrunk => message!("the root trunk of a gateway is the first that is in the file"),
            Self::Edition => message!("Subscription Edition cannot be told from 2019 in the file"),
            Self::Product => message!("what product new things are made for is not in the file"),
            Self::Own => message!("what only Linchpin knows is not in the file"),
        }
    }

    /// What a person can do about it.
    pub fn help(self) -> Message {
        match self {
            Self::NoCentralManagement => message!("choose one: a topology without it is not accepted"),
            Self::CentralManagement => message!("choose it in the publishing wizard"),
            Self::SimpleUrls => message!("set them with Set-CsSimpleUrlConfiguration"),
            Self::FederationRoute | Self::XmppRoute => {
                message!("set them on the sites, with Set-CsSite or in Topology Builder")
            }
            Self::DefaultChatPool => message!("set them with Set-CsSite"),
            Self::BranchSite => message!("add them in Topology Builder"),
            Self::Pool(_) => message!("how they are written is not known for certain; add them in Topology Builder"),
            Self::NextHop => message!("add them in Topology Builder when their next hop is there"),
            Self::Reference => message!("choose them in the properties of the pool"),
            Self::ChangedPool => {
                message!("how they are written is not known for certain; change them in Topology Builder")
            }
            Self::Pair => message!("pair them in Topology Builder, under Resiliency"),
            Self::Mirror => message!("add them in Topology Builder"),
            Self::MirrorPort => message!("enter them where the mirror or the witness is named"),
            Self::VoiceFailover => message!("set it in Topology Builder, under Resiliency"),
            Self::WebComponents => {
                message!(
                    "the list of Lync Server 2013 is not known; open the file in Topology Builder and save it there"
                )
            }
            Self::InternalWebName | Self::LocalFolder => message!("set them in Topology Builder"),
            Self::NoConferencing => message!("switch it off in Topology Builder"),
            Self::UnusedStore => message!("they are asked for when the feature is switched on"),
            Self::NoStore => message!("choose a database, or switch the feature off"),
            Self::AdmissionControl => message!("switch the feature on for the pool that the site names"),
            Self::PortRange => message!("set the ranges in Topology Builder"),
            Self::IpOptions => message!("choose in Topology Builder"),
            Self::Addresses => {
                message!("enter them in Topology Builder: how a server with several is written is not known")
            }
            Self::Servers => message!("give a pool of several servers a name of its own"),
            Self::UpgradeDomain => message!("nothing is to be done: the product deals them out"),
            Self::ChatDefault => message!("tick it on the properties of the chat pool"),
            Self::BranchServer => message!("choose it where the branch is defined in Topology Builder"),
            Self::SqlPort => message!("set them in SQL Server Configuration Manager"),
            Self::Site => message!("give each site a server of its own, or leave it: the site only sorts it"),
            Self::NoListener => message!("name the listener"),
            Self::SqlName => message!("nothing is to be done"),
            Self::VideoGateway | Self::GatewayWithoutTrunk | Self::TrunkWithoutPool => {
                message!("add them in Topology Builder")
            }
            Self::RootTrunk => message!("nothing is to be done: it goes when its gateway goes, and no sooner"),
            Self::TrunkName => message!("rename them in Topology Builder"),
            Self::Edition => message!("nothing is to be done: both write the same number"),
            Self::Product => message!("nothing is to be done: each pool says its own"),
            Self::Own => message!("keep the deployment in Linchpin's own format as well"),
        }
    }
}
