use serde::{Serialize, Serializer};

use crate::model::AnyId;

/// A caret into the model: what a span is to a compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The row.
    pub entity: AnyId,
    /// The field of it; `None` means the row as a whole.
    pub field: Option<Field>,
}

impl Place {
    /// The same row, at one of its fields.
    pub fn field(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }
}

impl<I: Into<AnyId>> From<I> for Place {
    fn from(entity: I) -> Self {
        Self { entity: entity.into(), field: None }
    }
}

/// A field of a row, by its path: `back_end.witness`. The settings of a role stand among the row's own. The inspector
/// shows a finding beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(&'static str);

impl Field {
    /// The path.
    pub const fn path(self) -> &'static str {
        self.0
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// The fields that something points at.
#[allow(missing_docs, reason = "each is named after its field")]
pub mod field {
    use super::Field;

    macro_rules! fields {
        ($($name:ident = $path:literal),* $(,)?) => { $(pub const $name: Field = Field($path);)* };
    }

    fields! {
        ACCESS = "access",
        ADDRESS = "address",
        ALLOW_SUB_DOMAINS = "allow_sub_domains",
        APPLICATIONS = "applications",
        ARCHIVING_STORE = "archiving_store",
        ARCHIVING_STORE_MIRROR = "archiving_store.mirror",
        ARCHIVING_STORE_WITNESS = "archiving_store.witness",
        AV = "av",
        BACKUP_POOL = "backup_pool",
        BACKUP_SYNC_MINUTES = "backup_sync_minutes",
        BACK_END = "back_end",
        BACK_END_MIRROR = "back_end.mirror",
        BACK_END_WITNESS = "back_end.witness",
        BRANCH_USERS = "branch_users",
        CALL_ADMISSION_CONTROL = "call_admission_control",
        CENTRAL_MANAGEMENT = "central_management",
        CHAT_BACKUP_STORE = "backup",
        CHAT_BACKUP_STORE_MIRROR = "backup.mirror",
        CHAT_BACKUP_STORE_WITNESS = "backup.witness",
        CHAT_STORE = "primary",
        CHAT_STORE_MIRROR = "primary.mirror",
        CHAT_STORE_WITNESS = "primary.witness",
        CLUSTER_NODES = "cluster_nodes",
        COMPLIANCE = "compliance",
        COMPLIANCE_BACKUP_STORE = "compliance_backup",
        COMPLIANCE_BACKUP_STORE_MIRROR = "compliance_backup.mirror",
        COMPLIANCE_BACKUP_STORE_WITNESS = "compliance_backup.witness",
        COMPLIANCE_STORE = "compliance_primary",
        COMPLIANCE_STORE_MIRROR = "compliance_primary.mirror",
        COMPLIANCE_STORE_WITNESS = "compliance_primary.witness",
        COMPUTERS = "computers",
        DATA_CENTRE = "data_centre",
        DATA_CENTRES = "data_centres",
        DEFAULT_FOR_ALL_SITES = "default_for_all_sites",
        DEFAULT_FOR_SITE = "default_for_site",
        DEFAULT_SIP_DOMAIN = "default_sip_domain",
        DEFAULT_TRUNK = "default_trunk",
        DISCOVERY_URL = "discovery_url",
        DISPLAY_NAME = "display_name",
        EDGE_POOL = "edge_pool",
        EDITION = "edition",
        FEATURES = "features",
        FEDERATION = "federation",
        FEDERATION_ROUTE = "federation_route",
        FILE_STORE = "file_store",
        FQDN = "fqdn",
        GATEWAY = "gateway",
        GATEWAY_PORT = "gateway_port",
        GEO_DNS = "geo_dns",
        HA = "ha",
        INSTANCE = "instance",
        INTERFACES = "interfaces",
        LARGE_MEETINGS = "large_meetings",
        IP = "ip",
        KIND = "kind",
        LISTENER = "listener",
        LISTENER_PORT = "listener_port",
        LOAD_BALANCING = "load_balancing",
        LOCAL_FILE_FOLDER = "local_file_folder",
        LOG_SHIPPING = "log_shipping",
        MEDIA = "media",
        MEDIATION = "mediation",
        MIRROR_PORT = "mirror_port",
        MONITORING_STORE = "monitoring_store",
        MONITORING_STORE_MIRROR = "monitoring_store.mirror",
        MONITORING_STORE_WITNESS = "monitoring_store.witness",
        MULTI_SERVER = "multi_server",
        NAME = "name",
        NAT = "nat",
        NEXT_HOP = "next_hop",
        NODES = "nodes",
        OS = "os",
        OUTAGE = "outage",
        PARENT = "parent",
        PLATFORM = "platform",
        POOL = "pool",
        PORT = "port",
        PREPARE_FIRST_SERVER = "prepare_first_server",
        PRODUCT = "product",
        REMOTE_USERS = "remote_users",
        REPORTING_SERVICES = "reporting_services",
        ROLE = "role",
        SERVER = "server",
        SHARE = "share",
        SHARED_WITH_OTHERS = "shared_with_others",
        SIMPLE_URLS = "simple_urls",
        SINGLE_FQDN = "single_fqdn",
        SIP_DOMAINS = "sip_domains",
        SITE = "site",
        SRV_PRIORITY = "srv_priority",
        STANDBY = "standby",
        STATE = "state",
        TCP_PORT = "tcp_port",
        TCP_PORTS = "tcp",
        TLS_PORT = "tls_port",
        TLS_PORTS = "tls",
        TRANSPORT = "transport",
        USERS = "users",
        VERSION = "version",
        VOICE_FAILOVER = "voice_failover",
        WEB_APPS = "web_apps",
        WEB_CONFERENCING = "web_conferencing",
        WEB_EXTERNAL = "web.external_fqdn",
        WEB_INTERNAL = "web.internal_fqdn",
        XMPP = "xmpp",
        XMPP_ROUTE = "xmpp_route",
    }
}
