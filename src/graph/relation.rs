use strum::VariantArray;

use crate::model::{AnyId, Role, StoreUse, Topology};

/// One relation between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// What it means.
    pub kind: RelationKind,
    /// The row it begins at.
    pub from: AnyId,
    /// The row it leads to.
    pub to: AnyId,
    /// The row that owns it: the pool of a mirror, the trunk between a pool and a gateway.
    pub owner: AnyId,
    /// Which databases it is about, where it is about databases.
    pub of: Option<StoreUse>,
}

/// What a relation means. Each has a line style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum RelationKind {
    /// Two pools are each other's backup; or one names the other and is not named back.
    Pair,
    /// A pool keeps its databases there.
    Store,
    /// A principal and its mirror.
    Mirror,
    /// A principal and the witness of its mirroring.
    Witness,
    /// A database and its log-shipping secondary.
    LogShipping,
    /// A pool keeps its files there.
    FileStore,
    /// A pool shows presentations with that server.
    WebApps,
    /// An Edge pool relays the media of a pool.
    MediaEdge,
    /// Requests go on to that pool.
    NextHop,
    /// A survivable branch registers with that pool.
    Registrar,
    /// A trunk between a pool and a gateway.
    Trunk,
    /// A network service works for a pool.
    Serves,
}

impl RelationKind {
    /// "next hop", as it reads in a label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pair => "paired",
            Self::Store => "databases",
            Self::Mirror => "mirror",
            Self::Witness => "witness",
            Self::LogShipping => "log shipping",
            Self::FileStore => "file store",
            Self::WebApps => "Web Apps",
            Self::MediaEdge => "media through Edge",
            Self::NextHop => "next hop",
            Self::Registrar => "backup registrar",
            Self::Trunk => "trunk",
            Self::Serves => "serves",
        }
    }
}

/// Every relation of a topology: pool by pool, then trunks, then network services. A pair is said once.
pub fn relations(topology: &Topology) -> Vec<Relation> {
    let mut found = Vec::new();
    for (id, pool) in topology.pools.iter() {
        let pool_id = AnyId::from(id);
        let mut add = |kind, from: AnyId, to: AnyId, of| found.push(Relation { kind, from, to, owner: pool_id, of });

        if let Some(backup) = pool.backup_pool {
            let named_back = topology.pools.get(backup).is_some_and(|partner| partner.backup_pool == Some(id));
            if !named_back || id < backup {
                add(RelationKind::Pair, pool_id, backup.into(), None);
            }
        }
        for (of, store) in pool.role.stores() {
            let Some(primary) = store.primary else { continue };
            // A secondary hangs on its primary, not on the pool.
            if !matches!(of, StoreUse::ChatBackup | StoreUse::ChatComplianceBackup) {
                add(RelationKind::Store, pool_id, primary.into(), Some(of));
            }
            if let Some(mirror) = store.mirror {
                add(RelationKind::Mirror, primary.into(), mirror.into(), Some(of));
            }
            if let Some(witness) = store.witness {
                add(RelationKind::Witness, primary.into(), witness.into(), Some(of));
            }
        }
        if let Role::PersistentChat(chat) = &pool.role {
            let pairs = [
                (&chat.primary, &chat.backup, StoreUse::Chat),
                (&chat.compliance_primary, &chat.compliance_backup, StoreUse::ChatCompliance),
            ];
            for (from, to, of) in pairs {
                let Some(secondary) = to.primary else { continue };
                if let Some(primary) = from.primary {
                    add(RelationKind::LogShipping, primary.into(), secondary.into(), Some(of));
                }
                if let Some(mirror) = from.mirror.filter(|_| chat.log_shipping.from_mirror) {
                    add(RelationKind::LogShipping, mirror.into(), secondary.into(), Some(of));
                }
            }
        }
        if let Some(share) = pool.role.file_store() {
            add(RelationKind::FileStore, pool_id, share.into(), None);
        }
        if let Some(server) = pool.role.front_end().and_then(|front_end| front_end.web_apps) {
            add(RelationKind::WebApps, pool_id, server.into(), None);
        }
        if let Some(edge) = pool.role.edge_pool() {
            add(RelationKind::MediaEdge, pool_id, edge.into(), None);
        }
        if let Some(hop) = pool.role.next_hop() {
            let kind = match pool.role {
                Role::SurvivableBranch(_) => RelationKind::Registrar,
                _ => RelationKind::NextHop,
            };
            add(kind, pool_id, hop.into(), None);
        }
    }
    for (id, trunk) in topology.trunks.iter() {
        if let Some(pool) = trunk.pool {
            let (from, to) = (pool.into(), trunk.gateway.into());
            found.push(Relation { kind: RelationKind::Trunk, from, to, owner: id.into(), of: None });
        }
    }
    for (id, service) in topology.network_services.iter() {
        for &pool in &service.serves {
            let (from, to) = (id.into(), pool.into());
            found.push(Relation { kind: RelationKind::Serves, from, to, owner: id.into(), of: None });
        }
    }
    found
}
