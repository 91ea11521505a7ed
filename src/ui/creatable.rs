use strum::VariantArray;

use crate::message;
use crate::model::{NetworkServiceKind, RoleKind};
use crate::text::Message;

/// What a person can make from nothing: one entry of the "New" menu each, one command behind menu, palette and outline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Creatable {
    #[default]
    Site,
    BranchSite,
    DataCentre,
    FrontEnd,
    StandardEdition,
    Director,
    Edge,
    Mediation,
    PersistentChat,
    TrustedApplication,
    VideoInterop,
    SurvivableBranch,
    SqlStore,
    FileStore,
    Gateway,
    VideoGateway,
    WebApps,
    ReverseProxy,
    LoadBalancer,
    Firewall,
    DnsServer,
    CertificateAuthority,
    ExchangeUm,
}

impl Creatable {
    /// "Front End pool", as a menu says it.
    pub fn title(self) -> Message {
        match self {
            Self::Site => message!("Central site"),
            Self::BranchSite => message!("Branch site"),
            Self::DataCentre => message!("Data centre"),
            Self::SqlStore => message!("SQL Server store"),
            Self::FileStore => message!("File store"),
            Self::Gateway => message!("PSTN gateway"),
            Self::VideoGateway => message!("Video gateway"),
            Self::WebApps => message!("Office Web Apps server"),
            _ => match (self.role(), self.network_service()) {
                (Some(role), _) => Message::verbatim(role.facts().title),
                (None, Some(service)) => Message::verbatim(service.title()),
                (None, None) => Message::verbatim(""),
            },
        }
    }

    /// The role of the pool, if it is one.
    pub const fn role(self) -> Option<RoleKind> {
        Some(match self {
            Self::FrontEnd => RoleKind::FrontEnd,
            Self::StandardEdition => RoleKind::StandardEdition,
            Self::Director => RoleKind::Director,
            Self::Edge => RoleKind::Edge,
            Self::Mediation => RoleKind::Mediation,
            Self::PersistentChat => RoleKind::PersistentChat,
            Self::TrustedApplication => RoleKind::TrustedApplication,
            Self::VideoInterop => RoleKind::VideoInterop,
            Self::SurvivableBranch => RoleKind::SurvivableBranch,
            _ => return None,
        })
    }

    /// The kind of network service, if it is one.
    pub const fn network_service(self) -> Option<NetworkServiceKind> {
        Some(match self {
            Self::ReverseProxy => NetworkServiceKind::ReverseProxy,
            Self::LoadBalancer => NetworkServiceKind::LoadBalancer,
            Self::Firewall => NetworkServiceKind::Firewall,
            Self::DnsServer => NetworkServiceKind::Dns,
            Self::CertificateAuthority => NetworkServiceKind::CertificateAuthority,
            Self::ExchangeUm => NetworkServiceKind::ExchangeUm,
            _ => return None,
        })
    }
}
