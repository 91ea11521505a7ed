//! What a pool is for: one file per role, with its settings and the facts that hold for every pool of it.

mod director;
mod edge;
mod foreign;
mod front_end;
mod mediation;
mod persistent_chat;
mod survivable_branch;
mod trusted_application;
mod video_interop;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::walk::{amend, walk};
use crate::model::{AnyId, FileStore, Fqdn, Id, Pool, StoreRef, StoreUse, Text, Walk, is_default};
use crate::vendor::Products;

pub use director::Director;
pub use edge::{Edge, EdgeService, EdgeServiceKind, IpOptions, MediaRange};
pub use foreign::Foreign;
pub use front_end::{Features, FrontEnd, VoiceFailover, WebServices};
pub use mediation::{Mediation, MediationPorts, PortRange};
pub use persistent_chat::{ChatState, LogShipping, PersistentChat};
pub use survivable_branch::{SurvivableBranch, SurvivableBranchKind};
pub use trusted_application::{Application, TrustedApplication};
pub use video_interop::VideoInterop;

/// What a pool is for. Closed: the vendor has stopped adding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Role {
    /// An Enterprise Edition Front End pool.
    FrontEnd(FrontEnd),
    /// A Standard Edition server: the same settings, one computer, its own local database.
    StandardEdition(FrontEnd),
    /// A Director pool.
    Director(Director),
    /// An Edge pool.
    Edge(Edge),
    /// A stand-alone Mediation pool.
    Mediation(Mediation),
    /// A Persistent Chat pool.
    PersistentChat(PersistentChat),
    /// A trusted application pool.
    TrustedApplication(TrustedApplication),
    /// A Video Interop pool.
    VideoInterop(VideoInterop),
    /// A Survivable Branch Appliance or Server.
    SurvivableBranch(SurvivableBranch),
    /// A role we can carry but not edit.
    Foreign(Foreign),
}

/// A [`Role`] without its settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[allow(missing_docs, reason = "the same names as the roles")]
pub enum RoleKind {
    FrontEnd,
    StandardEdition,
    Director,
    Edge,
    Mediation,
    PersistentChat,
    TrustedApplication,
    VideoInterop,
    SurvivableBranch,
    Foreign,
}

/// What is true of every pool of a role; a literal per role file, so that a new role cannot forget a field.
#[derive(Debug)]
pub struct RoleFacts {
    /// "Front End pool", as it reads in a sentence and a menu.
    pub title: &'static str,
    /// "Front End pools", the folder of the outline.
    pub plural: &'static str,
    /// The word of the sketch notation and the name of the icon.
    pub token: &'static str,
    /// The word of `--format json`.
    pub kind: &'static str,
    /// The products that have the role.
    pub products: Products,
    /// Whether it may stand in a branch site.
    pub in_branch_site: bool,
    /// Where this is written.
    pub source: &'static str,
}

impl Role {
    /// The role without its settings.
    pub const fn kind(&self) -> RoleKind {
        match self {
            Self::FrontEnd(_) => RoleKind::FrontEnd,
            Self::StandardEdition(_) => RoleKind::StandardEdition,
            Self::Director(_) => RoleKind::Director,
            Self::Edge(_) => RoleKind::Edge,
            Self::Mediation(_) => RoleKind::Mediation,
            Self::PersistentChat(_) => RoleKind::PersistentChat,
            Self::TrustedApplication(_) => RoleKind::TrustedApplication,
            Self::VideoInterop(_) => RoleKind::VideoInterop,
            Self::SurvivableBranch(_) => RoleKind::SurvivableBranch,
            Self::Foreign(_) => RoleKind::Foreign,
        }
    }

    /// The settings of a pool that homes users, of either edition.
    pub const fn front_end(&self) -> Option<&FrontEnd> {
        match self {
            Self::FrontEnd(settings) | Self::StandardEdition(settings) => Some(settings),
            _ => None,
        }
    }

    /// The settings of a pool that homes users, of either edition, to be changed.
    pub const fn front_end_mut(&mut self) -> Option<&mut FrontEnd> {
        match self {
            Self::FrontEnd(settings) | Self::StandardEdition(settings) => Some(settings),
            _ => None,
        }
    }

    /// Every store the role can have, also those not chosen yet.
    pub fn stores(&self) -> impl Iterator<Item = (StoreUse, &StoreRef)> {
        let stores: [Option<(StoreUse, &StoreRef)>; 4] = match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => [
                Some((StoreUse::BackEnd, &front_end.back_end)),
                Some((StoreUse::Archiving, &front_end.archiving_store)),
                Some((StoreUse::Monitoring, &front_end.monitoring_store)),
                None,
            ],
            Self::Director(director) => [
                Some((StoreUse::Archiving, &director.archiving_store)),
                Some((StoreUse::Monitoring, &director.monitoring_store)),
                None,
                None,
            ],
            Self::PersistentChat(chat) => [
                Some((StoreUse::Chat, &chat.primary)),
                Some((StoreUse::ChatBackup, &chat.backup)),
                Some((StoreUse::ChatCompliance, &chat.compliance_primary)),
                Some((StoreUse::ChatComplianceBackup, &chat.compliance_backup)),
            ],
            _ => [None; 4],
        };
        stores.into_iter().flatten()
    }

    /// The store of one use, to be changed.
    pub const fn store_mut(&mut self, of: StoreUse) -> Option<&mut StoreRef> {
        match (self, of) {
            (Self::FrontEnd(front_end) | Self::StandardEdition(front_end), StoreUse::BackEnd) => {
                Some(&mut front_end.back_end)
            }
            (Self::FrontEnd(front_end) | Self::StandardEdition(front_end), StoreUse::Archiving) => {
                Some(&mut front_end.archiving_store)
            }
            (Self::FrontEnd(front_end) | Self::StandardEdition(front_end), StoreUse::Monitoring) => {
                Some(&mut front_end.monitoring_store)
            }
            (Self::Director(director), StoreUse::Archiving) => Some(&mut director.archiving_store),
            (Self::Director(director), StoreUse::Monitoring) => Some(&mut director.monitoring_store),
            (Self::PersistentChat(chat), StoreUse::Chat) => Some(&mut chat.primary),
            (Self::PersistentChat(chat), StoreUse::ChatBackup) => Some(&mut chat.backup),
            (Self::PersistentChat(chat), StoreUse::ChatCompliance) => Some(&mut chat.compliance_primary),
            (Self::PersistentChat(chat), StoreUse::ChatComplianceBackup) => Some(&mut chat.compliance_backup),
            _ => None,
        }
    }

    /// The share the pool keeps its files on.
    pub const fn file_store(&self) -> Option<Id<FileStore>> {
        match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => front_end.file_store,
            Self::Director(director) => director.file_store,
            Self::PersistentChat(chat) => chat.file_store,
            _ => None,
        }
    }

    /// The names of the web services, where the role has some.
    pub const fn web(&self) -> Option<&WebServices> {
        match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => Some(&front_end.web),
            Self::Director(director) => Some(&director.web),
            _ => None,
        }
    }

    /// The Edge pool that relays media of this pool.
    pub const fn edge_pool(&self) -> Option<Id<Pool>> {
        match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => front_end.edge_pool,
            Self::Director(director) => director.edge_pool,
            Self::Mediation(mediation) => mediation.edge_pool,
            Self::VideoInterop(interop) => interop.edge_pool,
            Self::SurvivableBranch(branch) => branch.edge_pool,
            Self::Edge(_) | Self::PersistentChat(_) | Self::TrustedApplication(_) | Self::Foreign(_) => None,
        }
    }

    /// The Edge pool that relays media of this pool, to be changed; `None` where the role has no such setting.
    pub const fn edge_pool_mut(&mut self) -> Option<&mut Option<Id<Pool>>> {
        match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => Some(&mut front_end.edge_pool),
            Self::Director(director) => Some(&mut director.edge_pool),
            Self::Mediation(mediation) => Some(&mut mediation.edge_pool),
            Self::VideoInterop(interop) => Some(&mut interop.edge_pool),
            Self::SurvivableBranch(branch) => Some(&mut branch.edge_pool),
            Self::Edge(_) | Self::PersistentChat(_) | Self::TrustedApplication(_) | Self::Foreign(_) => None,
        }
    }

    /// The pool that requests go on to.
    pub const fn next_hop(&self) -> Option<Id<Pool>> {
        match self {
            Self::Edge(edge) => edge.next_hop,
            Self::Mediation(mediation) => mediation.next_hop,
            Self::PersistentChat(chat) => chat.next_hop,
            Self::TrustedApplication(application) => application.next_hop,
            Self::VideoInterop(interop) => interop.next_hop,
            Self::SurvivableBranch(branch) => branch.registrar,
            Self::FrontEnd(_) | Self::StandardEdition(_) | Self::Director(_) | Self::Foreign(_) => None,
        }
    }

    /// Whether gateways may be attached: a Mediation pool, or one that collocates Mediation.
    pub const fn mediation_ports(&self) -> Option<&MediationPorts> {
        match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => front_end.mediation.as_ref(),
            Self::Mediation(mediation) => Some(&mediation.ports),
            Self::SurvivableBranch(branch) => Some(&branch.ports),
            _ => None,
        }
    }

    /// Where the pool takes gateways, to be changed.
    pub const fn mediation_ports_mut(&mut self) -> Option<&mut MediationPorts> {
        match self {
            Self::FrontEnd(front_end) | Self::StandardEdition(front_end) => front_end.mediation.as_mut(),
            Self::Mediation(mediation) => Some(&mut mediation.ports),
            Self::SurvivableBranch(branch) => Some(&mut branch.ports),
            _ => None,
        }
    }
}

impl RoleKind {
    /// What is true of every pool of the role.
    pub const fn facts(self) -> &'static RoleFacts {
        match self {
            Self::FrontEnd => &front_end::FACTS,
            Self::StandardEdition => &front_end::STANDARD_EDITION_FACTS,
            Self::Director => &director::FACTS,
            Self::Edge => &edge::FACTS,
            Self::Mediation => &mediation::FACTS,
            Self::PersistentChat => &persistent_chat::FACTS,
            Self::TrustedApplication => &trusted_application::FACTS,
            Self::VideoInterop => &video_interop::FACTS,
            Self::SurvivableBranch => &survivable_branch::FACTS,
            Self::Foreign => &foreign::FACTS,
        }
    }

    /// The role with the settings its wizard would begin with.
    pub fn with_defaults(self) -> Role {
        match self {
            Self::FrontEnd => Role::FrontEnd(FrontEnd::default()),
            Self::StandardEdition => Role::StandardEdition(FrontEnd::default()),
            Self::Director => Role::Director(Director::default()),
            Self::Edge => Role::Edge(Edge::default()),
            Self::Mediation => Role::Mediation(Mediation::default()),
            Self::PersistentChat => Role::PersistentChat(PersistentChat::default()),
            Self::TrustedApplication => Role::TrustedApplication(TrustedApplication::default()),
            Self::VideoInterop => Role::VideoInterop(VideoInterop::default()),
            Self::SurvivableBranch => Role::SurvivableBranch(SurvivableBranch::default()),
            Self::Foreign => Role::Foreign(Foreign::default()),
        }
    }
}

macro_rules! walk_roles {
    ($($variant:ident),*) => {
        impl Walk for Role {
            fn each_id(&self, visit: &mut dyn FnMut(AnyId)) {
                match self { $(Self::$variant(settings) => settings.each_id(visit)),* }
            }
            fn keep_ids(&mut self, keep: &dyn Fn(AnyId) -> bool) {
                match self { $(Self::$variant(settings) => settings.keep_ids(keep)),* }
            }
            fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
                match self { $(Self::$variant(settings) => settings.each_name(visit)),* }
            }
            fn mentions(&self, name: &Fqdn) -> bool {
                match self { $(Self::$variant(settings) => settings.mentions(name)),* }
            }
            fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
                match self { $(Self::$variant(settings) => settings.each_text(field, visit)),* }
            }
            fn map_ids(&mut self, map: &dyn Fn(AnyId) -> uuid::Uuid) {
                match self { $(Self::$variant(settings) => settings.map_ids(map)),* }
            }
            fn amend(&mut self, from: &Self, to: &Self) -> bool {
                match (&mut *self, from, to) {
                    $((Self::$variant(part), Self::$variant(from), Self::$variant(to)) => part.amend(from, to),)*
                    _ => amend(self, from, to),
                }
            }
        }
    };
}
walk_roles!(
    FrontEnd,
    StandardEdition,
    Director,
    Edge,
    Mediation,
    PersistentChat,
    TrustedApplication,
    VideoInterop,
    SurvivableBranch,
    Foreign
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_store_that_is_listed_can_be_changed_and_no_other() {
        for kind in RoleKind::VARIANTS {
            let mut role = kind.with_defaults();
            assert_eq!(role.kind(), *kind);
            for (number, of) in StoreUse::VARIANTS.iter().enumerate() {
                let listed = role.stores().any(|(listed, _)| listed == *of);
                let mark = Id::derived(&number.to_string());
                let Some(store) = role.store_mut(*of) else {
                    assert!(!listed, "{kind:?} {of:?}");
                    continue;
                };
                *store = StoreRef::on(mark);
                let found: Vec<_> = role.stores().filter(|(_, store)| store.primary == Some(mark)).collect();
                assert!(matches!(found[..], [(listed, _)] if listed == *of), "{kind:?} {of:?}");
            }
        }
    }

    #[test]
    fn a_role_is_told_from_all_others_by_each_of_its_words() {
        let words = |word: fn(&RoleFacts) -> &str| {
            let words: BTreeSet<&str> = RoleKind::VARIANTS.iter().map(|kind| word(kind.facts())).collect();
            words.len()
        };
        let all = RoleKind::VARIANTS.len();
        assert_eq!([words(|f| f.title), words(|f| f.plural), words(|f| f.token), words(|f| f.kind)], [all; 4]);
    }
}
