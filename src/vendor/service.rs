//! The services of a topology document: what each role is called, what it depends on, what it carries.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A role of a service, in the order in which the product writes the services of a pool. The last ones are known by
/// name only, as `Get-CsService` has it: [`ServiceFacts::inferred`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
pub enum ServiceRole {
    /// User services of a Front End pool.
    UserServices,
    /// SIP registrar, also of a Director.
    Registrar,
    /// Edge.
    EdgeServer,
    /// The replication endpoint of an Edge pool.
    ManagementServices,
    /// Back end database.
    UserStore,
    /// File share.
    FileStore,
    /// Office Web Apps.
    WacService,
    /// Web services.
    WebServices,
    /// Conferencing.
    ConfServices,
    /// Mediation.
    MediationServer,
    /// Voice and conferencing applications.
    ApplicationServer,
    /// Their databases.
    ApplicationStore,
    /// Archiving database.
    ArchivingStore,
    /// Monitoring databases.
    MonitoringStore,
    /// Central Management.
    CentralMgmt,
    /// Its databases.
    CentralMgmtStore,
    /// A trunk to a gateway.
    PstnGateway,
    /// Applications of a trusted application pool.
    ExternalServer,
    /// Persistent Chat.
    PersistentChatService,
    /// Its databases.
    PersistentChatStore,
    /// Its record of everything.
    PersistentChatComplianceStore,
}

/// In which way a service depends on another: `Usage`. Every document seen has the first only; the others are inferred
/// from the words that cmdlets put before the second partner of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Usage {
    Default,
    Mirror,
    Witness,
    Backup,
    BackupMirror,
    BackupWitness,
}

impl Usage {
    /// As written in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "Default",
            Self::Mirror => "Mirror",
            Self::Witness => "Witness",
            Self::Backup => "Backup",
            Self::BackupMirror => "BackupMirror",
            Self::BackupWitness => "BackupWitness",
        }
    }

    /// The usage that is written so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|usage| usage.name() == name)
    }
}

/// What a service runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceHost {
    /// The computers of a pool other than Edge.
    Pool,
    /// The computers of an Edge pool.
    EdgePool,
    /// An SQL Server instance.
    SqlInstance,
    /// A file server.
    FileServer,
    /// An Office Web Apps host.
    OfficeWebApps,
    /// A gateway.
    Gateway,
}

/// One `Dependency` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependency {
    /// The role depended on.
    pub on: ServiceRole,
    /// Written only where the deployment has the thing.
    pub is_optional: bool,
}

/// What there is to know about a [`ServiceRole`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceFacts {
    /// The role.
    pub role: ServiceRole,
    /// `RoleName`.
    pub name: &'static str,
    /// `RoleVersion`, the same for 2015 and 2019; for 2013, and for Edge of 2019, inferred.
    pub role_version: u8,
    /// The extension element below the service, which also ends its `Type`.
    pub extension: Option<&'static str>,
    /// Where it is installed.
    pub host: ServiceHost,
    /// Its dependencies in writing order, each of usage [`Usage::Default`]. They form cycles.
    pub depends_on: &'static [Dependency],
    /// What `Get-CsService` calls it. A Registrar of a Director is called [`DIRECTOR_DISPLAY_NAME`].
    pub display_name: &'static str,
    /// Where it was seen.
    pub source: &'static str,
    /// True when no sample shows the role: its name is documented, all else is a guess.
    pub inferred: bool,
}

impl ServiceRole {
    /// The row of this role.
    pub const fn facts(self) -> &'static ServiceFacts {
        &SERVICES[self as usize]
    }

    /// `RoleName`: "UserServices".
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The role of a `RoleName`, in the exact letter case the product writes.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|role| role.name() == name)
    }

    /// `RoleVersion`.
    pub const fn role_version(self) -> u8 {
        self.facts().role_version
    }

    /// The extension element: "WebService" for [`WebServices`](Self::WebServices).
    pub const fn extension(self) -> Option<&'static str> {
        self.facts().extension
    }

    /// The attribute `Type`, present exactly where there is an extension element.
    pub fn type_name(self) -> Option<String> {
        self.extension().map(|extension| format!("{TYPE_PREFIX}{extension}"))
    }

    /// What `Get-CsService` calls the role: "UserServer".
    pub const fn display_name(self) -> &'static str {
        self.facts().display_name
    }

    /// Its dependencies in writing order.
    pub const fn depends_on(self) -> &'static [Dependency] {
        self.facts().depends_on
    }
}

impl fmt::Display for ServiceRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What comes before the extension element's name in `Type`.
pub const TYPE_PREFIX: &str = "Microsoft.Rtc.Management.Deploy.Internal.ServiceRoles.";
/// What `Get-CsService` calls a Registrar with `IsDirector`.
pub const DIRECTOR_DISPLAY_NAME: &str = "Director";

const fn on(on: ServiceRole) -> Dependency {
    Dependency { on, is_optional: false }
}

const fn maybe(on: ServiceRole) -> Dependency {
    Dependency { on, is_optional: true }
}

const fn service(
    role: ServiceRole,
    name: &'static str,
    host: ServiceHost,
    display_name: &'static str,
    depends_on: &'static [Dependency],
) -> ServiceFacts {
    let source = "SAMPLE:tbxml, SAMPLE:topologyxml, PS:Get-CsService";
    ServiceFacts {
        role,
        name,
        role_version: 1,
        extension: None,
        host,
        depends_on,
        display_name,
        source,
        inferred: false,
    }
}

impl ServiceFacts {
    const fn extended_by(self, extension: &'static str) -> Self {
        Self { extension: Some(extension), ..self }
    }

    const fn of_version_2(self) -> Self {
        Self { role_version: 2, ..self }
    }

    const fn published_only(self) -> Self {
        Self { source: "SAMPLE:topologyxml, PS:Get-CsService", ..self }
    }

    const fn inferred_from(self, source: &'static str) -> Self {
        Self { source, inferred: true, ..self }
    }
}

use ServiceHost::{EdgePool, FileServer, Gateway, OfficeWebApps, Pool, SqlInstance};
use ServiceRole::{
    ApplicationServer, ApplicationStore, ArchivingStore, CentralMgmt, CentralMgmtStore, ConfServices, EdgeServer,
    ExternalServer, FileStore, ManagementServices, MediationServer, MonitoringStore, PersistentChatComplianceStore,
    PersistentChatService, PersistentChatStore, PstnGateway, Registrar, UserServices, UserStore, WacService,
    WebServices,
};

/// Every role, in writing order.
pub const SERVICES: [ServiceFacts; 21] = [
    service(UserServices, "UserServices", Pool, "UserServer", &[on(UserStore), on(FileStore), on(ConfServices)])
        .of_version_2(),
    service(
        Registrar,
        "Registrar",
        Pool,
        "Registrar",
        &[on(UserServices), on(WebServices), maybe(ArchivingStore), maybe(MonitoringStore), maybe(EdgeServer)],
    )
    .of_version_2()
    .extended_by("RegistrarService"),
    service(EdgeServer, "EdgeServer", EdgePool, "EdgeServer", &[on(Registrar)]).of_version_2(),
    service(ManagementServices, "ManagementServices", EdgePool, "ManagementServer", &[]),
    service(UserStore, "UserStore", SqlInstance, "UserDatabase", &[]),
    service(FileStore, "FileStore", FileServer, "FileStore", &[]).extended_by("FileStoreService"),
    service(WacService, "WacService", OfficeWebApps, "WacServer", &[]).extended_by("WacService"),
    service(WebServices, "WebServices", Pool, "WebServer", &[on(FileStore), on(UserServices)])
        .extended_by("WebService"),
    service(
        ConfServices,
        "ConfServices",
        Pool,
        "ConferencingServer",
        &[on(FileStore), on(WebServices), on(UserServices), maybe(WacService), maybe(EdgeServer)],
    )
    .extended_by("ConfService"),
    service(MediationServer, "MediationServer", Pool, "MediationServer", &[on(Registrar), maybe(EdgeServer)]),
    service(
        ApplicationServer,
        "ApplicationServer",
        Pool,
        "ApplicationServer",
        &[on(Registrar), on(FileStore), on(ApplicationStore)],
    )
    .extended_by("ApplicationServerService"),
    service(ApplicationStore, "ApplicationStore", SqlInstance, "ApplicationDatabase", &[]),
    service(ArchivingStore, "ArchivingStore", SqlInstance, "ArchivingDatabase", &[]),
    service(MonitoringStore, "MonitoringStore", SqlInstance, "MonitoringDatabase", &[]),
    service(CentralMgmt, "CentralMgmt", Pool, "CentralManagement", &[on(CentralMgmtStore), on(FileStore)])
        .extended_by("CentralMgmtService")
        .published_only(),
    service(CentralMgmtStore, "CentralMgmtStore", SqlInstance, "CentralManagementDatabase", &[]).published_only(),
    service(PstnGateway, "PstnGateway", Gateway, "PstnGateway", &[on(MediationServer)])
        .extended_by("PstnGatewayService")
        .published_only(),
    service(ExternalServer, "ExternalServer", Pool, "ExternalServer", &[on(Registrar), maybe(UserServices)])
        .extended_by("ExternalServerService")
        .inferred_from("PS:Get-CsService, PS:New-CsTrustedApplicationPool"),
    service(
        PersistentChatService,
        "PersistentChatService",
        Pool,
        "PersistentChatServer",
        &[on(Registrar), maybe(FileStore), on(PersistentChatStore), maybe(PersistentChatComplianceStore)],
    )
    .extended_by("PersistentChatService")
    .inferred_from("L:topology-changes, PS:Get-CsService"),
    service(PersistentChatStore, "PersistentChatStore", SqlInstance, "PersistentChatDatabase", &[])
        .inferred_from("L:topology-changes, PS:Get-CsService"),
    service(
        PersistentChatComplianceStore,
        "PersistentChatComplianceStore",
        SqlInstance,
        "PersistentChatComplianceDatabase",
        &[],
    )
    .inferred_from("L:topology-changes, PS:Get-CsService"),
];

/// The web components of a `WebService` element, in writing order: the same with 2015 and 2019, unknown with 2013.
/// Source: `SAMPLE:tbxml`, `SAMPLE:topologyxml`.
pub const WEB_COMPONENTS: [&str; 27] = [
    "ABHandler",
    "ABFiles",
    "AutodiscoverService",
    "CAHandler",
    "CAHandlerAnon",
    "CollabContent",
    "Cscp",
    "DataCollabWeb",
    "DeviceUpdateDownload",
    "DeviceUpdateStore",
    "Dialin",
    "DLExpansion",
    "LIService",
    "Lwa",
    "McxService",
    "Meet",
    "OnlineAuth",
    "PowerShell",
    "Reach",
    "RgsAgentService",
    "StoreWeb",
    "UcwaService",
    "WebScheduler",
    "WebTicket",
    "PersistentChatWeb",
    "PersistentChatWebManager",
    "HybridConfigService",
];

/// One `MCU` of a `ConfService` element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mcu {
    /// `ComponentName`.
    pub component_name: &'static str,
    /// `Vendor`.
    pub vendor: &'static str,
    /// `MinSupportedMode`, where written.
    pub min_supported_mode: Option<&'static str>,
}

const fn mcu(component_name: &'static str, min_supported_mode: Option<&'static str>) -> Mcu {
    Mcu { component_name, vendor: "Microsoft", min_supported_mode }
}

/// The conferencing units, always these in this order. Source: `SAMPLE:tbxml`, `SAMPLE:topologyxml`.
pub const MCUS: [Mcu; 4] =
    [mcu("IMConf", None), mcu("DataConf", Some("14")), mcu("AppSharingConf", None), mcu("AVConf", None)];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::vendor::{samples, source::is_slug_list};

    #[test]
    fn every_role_finds_its_own_row_and_its_own_name() {
        for &role in ServiceRole::VARIANTS {
            assert_eq!(role.facts().role, role);
            assert_eq!(ServiceRole::from_name(role.name()), Some(role));
            assert_eq!(format!("{role:?}"), role.name());
        }
        assert_eq!(ServiceRole::from_name("registrar"), None, "the product compares exact text");
    }

    #[test]
    fn every_row_has_a_source() {
        for row in &SERVICES {
            assert!(is_slug_list(row.source), "{row:?}");
        }
    }

    #[test]
    fn stores_depend_on_nothing() {
        for row in SERVICES.iter().filter(|row| row.host == ServiceHost::SqlInstance) {
            assert!(row.depends_on.is_empty(), "{}", row.name);
        }
    }

    #[test]
    fn no_role_depends_twice_on_another() {
        for row in &SERVICES {
            let targets: BTreeSet<_> = row.depends_on.iter().map(|dependency| dependency.on).collect();
            assert_eq!(targets.len(), row.depends_on.len(), "{}", row.name);
        }
    }

    #[test]
    fn the_samples_write_the_services_that_the_table_says() {
        for service in samples::services() {
            let role = ServiceRole::from_name(&service.role_name).unwrap();
            assert_eq!(service.role_version, role.role_version().to_string(), "{role}");
            assert_eq!(service.type_name, role.type_name(), "{role}");
            assert_eq!(service.extension.as_deref(), role.extension(), "{role}");
        }
    }

    #[test]
    fn the_samples_write_dependencies_in_table_order() {
        for service in samples::services() {
            let role = ServiceRole::from_name(&service.role_name).unwrap();
            let written: Vec<_> = service.depends_on.iter().map(|name| ServiceRole::from_name(name).unwrap()).collect();
            let mut rest = role.depends_on().iter();
            for target in &written {
                assert!(rest.any(|dependency| dependency.on == *target), "{role} on {target} in {}", service.file);
            }
            let needed = role.depends_on().iter().filter(|dependency| !dependency.is_optional);
            // The published sample was edited by hand and lost this one.
            let lost = |on| service.file == samples::PUBLISHED && (role, on) == (UserServices, FileStore);
            for dependency in needed.filter(|dependency| !lost(dependency.on)) {
                assert!(written.contains(&dependency.on), "{role} on {} in {}", dependency.on, service.file);
            }
        }
    }

    #[test]
    fn the_samples_list_every_component_of_web_and_conferencing() {
        let mcus: Vec<_> = MCUS.iter().map(|mcu| mcu.component_name).collect();
        for service in samples::services() {
            match service.role_name.as_str() {
                "WebServices" => assert_eq!(service.components, WEB_COMPONENTS),
                "ConfServices" => assert_eq!(service.components, mcus),
                _ => assert!(service.components.is_empty()),
            }
        }
    }
}
