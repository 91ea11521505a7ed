use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::model::walk::{amend, part, walk};
use crate::model::{DataCentre, Field, Fqdn, Id, SiteRef, UncPath, field, is_default};
use crate::vendor::{AG_LISTENER_PORT, SqlEdition, SqlVersion, Store};

/// An instance of SQL Server that holds databases, mirrors them or watches over them. Source: `TB:add-sql-store`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SqlInstance {
    /// The server, or the virtual name of a failover cluster, or the listener of an availability group.
    #[serde_with(skip_apply)]
    pub fqdn: Fqdn,
    /// The instance; empty for the default one.
    pub instance: String,
    /// The site that shares it.
    #[serde_with(skip_apply)]
    pub site: SiteRef,
    /// The physical data centre it stands in. Ours.
    pub data_centre: Option<Id<DataCentre>>,
    /// How the instance itself is kept available.
    pub ha: SqlHa,
    /// The nodes of a failover cluster; none where unknown. Ours.
    pub cluster_nodes: Vec<Fqdn>,
    /// The port of its mirroring endpoint: 5022 for principal and mirror, 7022 for a witness.
    pub mirror_port: Option<u16>,
    /// The port clients use, where it is not 1433.
    pub port: Option<u16>,
    /// The version of SQL Server. Ours.
    pub version: Option<SqlVersion>,
    /// The edition of SQL Server. Ours.
    pub edition: Option<SqlEdition>,
    /// Where Reporting Services run for its monitoring databases; empty where unknown. Ours.
    pub reporting_services: String,
    /// Whether other products use the instance too. Ours.
    pub shared_with_others: Option<bool>,
}

impl SqlInstance {
    /// An instance of that name, all else unsaid.
    pub fn new(fqdn: impl Into<Fqdn>, instance: impl Into<String>, site: SiteRef) -> Self {
        Self {
            fqdn: fqdn.into(),
            instance: instance.into(),
            site,
            data_centre: None,
            ha: SqlHa::None,
            cluster_nodes: Vec::new(),
            mirror_port: None,
            port: None,
            version: None,
            edition: None,
            reporting_services: String::new(),
            shared_with_others: None,
        }
    }

    /// `host\instance`, or the host alone for the default instance.
    pub fn path(&self) -> String {
        if self.instance.is_empty() { self.fqdn.to_string() } else { format!(r"{}\{}", self.fqdn, self.instance) }
    }
}

/// How an SQL instance is kept available by SQL Server's own means. Mirroring belongs to a [`StoreRef`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum SqlHa {
    /// Not at all.
    #[default]
    None,
    /// A failover cluster: the topology knows the virtual name only. Source: `L:configure-sql-server-clustering`.
    FailoverCluster,
    /// An AlwaysOn availability group. Source: `S:alwayson-availability-group`.
    AvailabilityGroup(AvailabilityGroup),
}

/// An AlwaysOn availability group.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AvailabilityGroup {
    /// The name that follows the primary replica.
    #[serde_with(skip_apply)]
    pub listener: Fqdn,
    /// The listener's port; only 1433 is supported.
    #[serde_with(skip_apply)]
    pub listener_port: u16,
    /// The node that is primary now.
    pub primary_node: Fqdn,
    /// The replicas. Ours.
    pub nodes: Vec<SqlNode>,
}

/// Nothing named yet, on the only port that is supported. Source: `S:alwayson-availability-group`.
impl Default for AvailabilityGroup {
    fn default() -> Self {
        Self {
            listener: Fqdn::default(),
            listener_port: AG_LISTENER_PORT.value,
            primary_node: Fqdn::default(),
            nodes: Vec::new(),
        }
    }
}

/// A replica of an availability group. Ours; unknown fields keep rules silent.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SqlNode {
    /// The server.
    #[serde_with(skip_apply)]
    pub fqdn: Fqdn,
    /// The instance on it.
    pub instance: String,
    /// Whether it commits together with the primary.
    pub synchronous: Option<bool>,
    /// Whether it takes over by itself.
    pub automatic_failover: Option<bool>,
    /// Whether it may be read while secondary.
    pub readable: Option<bool>,
    /// Whether it serves databases of its own at the same time.
    pub active: Option<bool>,
}

impl SqlNode {
    /// `host\instance`, or the host alone for the default instance.
    pub fn path(&self) -> String {
        if self.instance.is_empty() { self.fqdn.to_string() } else { format!(r"{}\{}", self.fqdn, self.instance) }
    }
}

/// Which instance keeps a role's databases, and who stands behind it.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StoreRef {
    /// The principal.
    pub primary: Option<Id<SqlInstance>>,
    /// The instance that follows it, transaction by transaction.
    pub mirror: Option<Id<SqlInstance>>,
    /// The instance that lets the mirror take over without a person.
    pub witness: Option<Id<SqlInstance>>,
    /// The share used while the mirror is built. Ours.
    pub mirror_share: UncPath,
    /// Whether the mirror commits together with the principal. Ours.
    pub mirror_mode: Option<MirrorMode>,
}

impl StoreRef {
    /// A store on one instance.
    pub fn on(primary: Id<SqlInstance>) -> Self {
        Self { primary: Some(primary), ..Self::default() }
    }

    /// Whether nothing has been chosen.
    pub fn is_empty(&self) -> bool {
        self.primary.is_none() && self.mirror.is_none() && self.witness.is_none()
    }

    /// Principal, mirror and witness, those that are there.
    pub fn instances(&self) -> impl Iterator<Item = Id<SqlInstance>> {
        [self.primary, self.mirror, self.witness].into_iter().flatten()
    }
}

/// How a mirror follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub enum MirrorMode {
    Synchronous,
    Asynchronous,
}

/// What a store is for. Source: `L:database-installation-using-lync-server-management-shell`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
pub enum StoreUse {
    /// User and application databases of a Front End pool.
    BackEnd,
    /// Archived conversations.
    Archiving,
    /// Call detail records and quality of experience.
    Monitoring,
    /// Content of chat rooms.
    Chat,
    /// The log-shipping secondary of the chat content.
    ChatBackup,
    /// The compliance record of chat rooms.
    ChatCompliance,
    /// The log-shipping secondary of the compliance record.
    ChatComplianceBackup,
}

impl StoreUse {
    /// "back end", as it reads in a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::BackEnd => "back end",
            Self::Archiving => "archiving store",
            Self::Monitoring => "monitoring store",
            Self::Chat => "chat store",
            Self::ChatBackup => "secondary chat store",
            Self::ChatCompliance => "compliance store",
            Self::ChatComplianceBackup => "secondary compliance store",
        }
    }

    /// What its databases make up. The Central Management store stands beside the back end of one pool only.
    pub const fn stores(self) -> &'static [Store] {
        match self {
            Self::BackEnd => &[Store::User, Store::Application],
            Self::Archiving => &[Store::Archiving],
            Self::Monitoring => &[Store::Monitoring],
            Self::Chat | Self::ChatBackup => &[Store::PersistentChat],
            Self::ChatCompliance | Self::ChatComplianceBackup => &[Store::PersistentChatCompliance],
        }
    }

    /// The field of the role that holds it.
    pub const fn field(self) -> Field {
        match self {
            Self::BackEnd => field::BACK_END,
            Self::Archiving => field::ARCHIVING_STORE,
            Self::Monitoring => field::MONITORING_STORE,
            Self::Chat => field::CHAT_STORE,
            Self::ChatBackup => field::CHAT_BACKUP_STORE,
            Self::ChatCompliance => field::COMPLIANCE_STORE,
            Self::ChatComplianceBackup => field::COMPLIANCE_BACKUP_STORE,
        }
    }

    /// The field of its mirror: `back_end.mirror`.
    pub const fn mirror_field(self) -> Field {
        match self {
            Self::BackEnd => field::BACK_END_MIRROR,
            Self::Archiving => field::ARCHIVING_STORE_MIRROR,
            Self::Monitoring => field::MONITORING_STORE_MIRROR,
            Self::Chat => field::CHAT_STORE_MIRROR,
            Self::ChatBackup => field::CHAT_BACKUP_STORE_MIRROR,
            Self::ChatCompliance => field::COMPLIANCE_STORE_MIRROR,
            Self::ChatComplianceBackup => field::COMPLIANCE_BACKUP_STORE_MIRROR,
        }
    }

    /// The field of its witness: `back_end.witness`.
    pub const fn witness_field(self) -> Field {
        match self {
            Self::BackEnd => field::BACK_END_WITNESS,
            Self::Archiving => field::ARCHIVING_STORE_WITNESS,
            Self::Monitoring => field::MONITORING_STORE_WITNESS,
            Self::Chat => field::CHAT_STORE_WITNESS,
            Self::ChatBackup => field::CHAT_BACKUP_STORE_WITNESS,
            Self::ChatCompliance => field::COMPLIANCE_STORE_WITNESS,
            Self::ChatComplianceBackup => field::COMPLIANCE_BACKUP_STORE_WITNESS,
        }
    }
}

/// A share that pools keep their files on. Source: `L:file-storage-support`.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileStore {
    /// The file server, or the domain of a domain-based DFS namespace.
    #[serde_with(skip_apply)]
    pub server: Fqdn,
    /// The share on it.
    #[serde_with(skip_apply)]
    pub share: String,
    /// The site that shares it.
    #[serde_with(skip_apply)]
    pub site: SiteRef,
    /// The physical data centre it stands in. Ours.
    pub data_centre: Option<Id<DataCentre>>,
    /// What the storage is. Ours.
    pub kind: Option<FileKind>,
}

impl FileStore {
    /// A share, all else unsaid.
    pub fn new(server: impl Into<Fqdn>, share: impl Into<String>, site: SiteRef) -> Self {
        Self { server: server.into(), share: share.into(), site, data_centre: None, kind: None }
    }

    /// `\\server\share`.
    pub fn path(&self) -> String {
        format!(r"\\{}\{}", self.server, self.share)
    }
}

/// What a share stands on. Source: `L:file-storage-support`, `S:system-requirements`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FileKind {
    /// Direct attached storage.
    DirectAttached,
    /// A storage area network.
    StorageAreaNetwork,
    /// Network attached storage.
    NetworkAttached,
    /// A DFS namespace with its targets.
    Dfs(Vec<DfsTarget>),
    /// A clustered file server.
    Clustered,
}

/// A server behind a DFS namespace.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DfsTarget {
    /// The share behind the namespace.
    #[serde_with(skip_apply)]
    pub path: UncPath,
    /// Where it stands.
    pub data_centre: Option<Id<DataCentre>>,
}

walk! {
    SqlInstance {
        fqdn, instance, site, data_centre, ha, cluster_nodes, mirror_port, port, version, edition, reporting_services,
        shared_with_others,
    }
    AvailabilityGroup { listener, listener_port, primary_node, nodes }
    SqlNode { fqdn, instance, synchronous, automatic_failover, readable, active }
    StoreRef { primary, mirror, witness, mirror_share, mirror_mode }
    FileStore { server, share, site, data_centre, kind }
    DfsTarget { path, data_centre }
}
walk! { leaf MirrorMode }
part! { SqlNode, MirrorMode, FileKind, DfsTarget }

/// Both enums hold their parts in one variant only.
macro_rules! walk_variant {
    ($($type:ident :: $variant:ident),*) => {$(
        impl crate::model::Walk for $type {
            fn each_id(&self, visit: &mut dyn FnMut(crate::model::AnyId)) {
                if let Self::$variant(parts) = self {
                    parts.each_id(visit);
                }
            }
            fn keep_ids(&mut self, keep: &dyn Fn(crate::model::AnyId) -> bool) {
                if let Self::$variant(parts) = self {
                    parts.keep_ids(keep);
                }
            }
            fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
                if let Self::$variant(parts) = self {
                    parts.each_name(visit);
                }
            }
            fn mentions(&self, name: &Fqdn) -> bool {
                matches!(self, Self::$variant(parts) if parts.mentions(name))
            }
            fn each_text(
                &mut self,
                field: &'static str,
                visit: &mut dyn FnMut(&'static str, crate::model::Text<'_>),
            ) {
                if let Self::$variant(parts) = self {
                    parts.each_text(field, visit);
                }
            }
            fn map_ids(&mut self, map: &dyn Fn(crate::model::AnyId) -> uuid::Uuid) {
                if let Self::$variant(parts) = self {
                    parts.map_ids(map);
                }
            }
            fn amend(&mut self, from: &Self, to: &Self) -> bool {
                match (&mut *self, from, to) {
                    (Self::$variant(parts), Self::$variant(from), Self::$variant(to)) => parts.amend(from, to),
                    _ => amend(self, from, to),
                }
            }
        }
    )*};
}
walk_variant!(SqlHa::AvailabilityGroup, FileKind::Dfs);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_availability_group_listens_on_the_supported_port() {
        assert_eq!(AvailabilityGroup::default().listener_port, 1433);
    }
}
