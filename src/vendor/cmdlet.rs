//! The cmdlets that scripts and runbooks may use, with the parameters that are known of each: those the procedures
//! use and those the page calls mandatory. Every row is the cmdlet's own page, `PS:` and its name; a name that a guide
//! prints and the cmdlet's page does not know is not here.

use super::{Product, Products};

/// A cmdlet of the vendor's management shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cmdlet {
    /// Its name, spelt as its page spells it.
    pub name: &'static str,
    /// The products that have it.
    pub products: Products,
    /// What it may be given.
    pub parameters: &'static [Parameter],
    /// The page that says so.
    pub source: &'static str,
}

/// A parameter of a cmdlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, without the dash.
    pub name: &'static str,
    /// The products whose cmdlet has it.
    pub products: Products,
}

impl Cmdlet {
    /// The parameter of that name. Meant for constants: a name the page does not have is then an error of the compiler.
    ///
    /// # Panics
    ///
    /// If there is no such parameter.
    pub const fn parameter(&self, name: &str) -> Parameter {
        let mut i = 0;
        while i < self.parameters.len() {
            if is_same(self.parameters[i].name, name) {
                return self.parameters[i];
            }
            i += 1;
        }
        panic!("the cmdlet's page has no such parameter")
    }
}

/// `==` of texts, which a constant may not ask.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

const ALL: Products = Products::ALL;
const OLD: Products = Products::of(&[Product::L13, Product::S15]);
const SINCE_2015: Products = Products::of(&[Product::S15, Product::S19, Product::SE]);
const SINCE_2019: Products = Products::of(&[Product::S19, Product::SE]);

macro_rules! cmdlets {
    ($($row:ident: $name:literal, $products:ident, [$($parameter:literal $(in $of:ident)?),*];)*) => {
        $(
            #[doc = concat!("`", $name, "`.")]
            pub const $row: Cmdlet = Cmdlet {
                name: $name,
                products: $products,
                parameters: &[$(Parameter { name: $parameter, products: cmdlets!(@of $products $($of)?) }),*],
                source: concat!("PS:", $name),
            };
        )*
        /// Every cmdlet, by name.
        pub const CMDLETS: &[Cmdlet] = &[$($row),*];
    };
    (@of $products:ident) => { $products };
    (@of $products:ident $of:ident) => { $of };
}

cmdlets! {
    BACKUP_POOL: "Backup-CsPool", ALL, ["PoolFqdn", "Category"];
    CONVERT_USER_DATA: "Convert-CsUserData", ALL, ["InputFile", "OutputFile", "TargetVersion"];
    ENABLE_AD_DOMAIN: "Enable-CsAdDomain", ALL, [];
    ENABLE_AD_FOREST: "Enable-CsAdForest", ALL, [];
    ENABLE_COMPUTER: "Enable-CsComputer", ALL, [];
    ENABLE_REPLICA: "Enable-CsReplica", ALL, [];
    ENABLE_TOPOLOGY: "Enable-CsTopology", ALL, ["SkipPrepareCheck", "Report"];
    EXPORT_CONFIGURATION: "Export-CsConfiguration", ALL, ["FileName", "AsBytes", "LocalStore"];
    EXPORT_LIS_CONFIGURATION: "Export-CsLisConfiguration", ALL, ["FileName"];
    EXPORT_PERSISTENT_CHAT_DATA: "Export-CsPersistentChatData", ALL, ["DBInstance" in OLD, "FileName" in OLD];
    EXPORT_RGS_CONFIGURATION: "Export-CsRgsConfiguration", ALL, ["Source", "FileName", "Owner", "RemoveExportedConfiguration"];
    EXPORT_USER_DATA: "Export-CsUserData", ALL, ["PoolFqdn", "FileName", "Identity", "SqlInstanceName"];
    GET_AD_DOMAIN: "Get-CsAdDomain", ALL, [];
    GET_AD_FOREST: "Get-CsAdForest", ALL, [];
    GET_AD_SERVER_SCHEMA: "Get-CsAdServerSchema", ALL, [];
    GET_ANNOUNCEMENT: "Get-CsAnnouncement", ALL, ["Identity"];
    GET_BACKUP_SERVICE_CONFIGURATION: "Get-CsBackupServiceConfiguration", ALL, [];
    GET_BACKUP_SERVICE_STATUS: "Get-CsBackupServiceStatus", ALL, ["PoolFqdn", "Category"];
    GET_CERTIFICATE: "Get-CsCertificate", ALL, ["Type", "Identity"];
    GET_COMPUTER: "Get-CsComputer", ALL, [];
    GET_CONFIGURATION_STORE_LOCATION: "Get-CsConfigurationStoreLocation", ALL, [];
    GET_DATABASE_MIRROR_STATE: "Get-CsDatabaseMirrorState", ALL, ["DatabaseType" in OLD, "PoolFqdn" in OLD];
    GET_MANAGEMENT_STORE_REPLICATION_STATUS: "Get-CsManagementStoreReplicationStatus", ALL, ["CentralManagementStoreStatus", "ReplicaFqdn"];
    GET_PERSISTENT_CHAT_STATE: "Get-CsPersistentChatState", ALL, [];
    GET_POOL_BACKUP_RELATIONSHIP: "Get-CsPoolBackupRelationship", ALL, ["PoolFqdn"];
    GET_POOL_FABRIC_STATE: "Get-CsPoolFabricState", ALL, ["PoolFqdn", "Verbose", "RoutingGroup", "Tenant", "UserUri"];
    GET_POOL_UPGRADE_READINESS_STATE: "Get-CsPoolUpgradeReadinessState", OLD, [];
    GET_RGS_AGENT_GROUP: "Get-CsRgsAgentGroup", ALL, ["Identity", "Owner", "ShowAll"];
    GET_RGS_HOLIDAY_SET: "Get-CsRgsHolidaySet", ALL, ["Identity", "Owner", "ShowAll"];
    GET_RGS_HOURS_OF_BUSINESS: "Get-CsRgsHoursOfBusiness", ALL, ["Identity", "Owner", "ShowAll"];
    GET_RGS_QUEUE: "Get-CsRgsQueue", ALL, ["Identity", "Owner", "ShowAll"];
    GET_RGS_WORKFLOW: "Get-CsRgsWorkflow", ALL, ["Identity", "Owner", "ShowAll"];
    GET_SERVICE: "Get-CsService", ALL, ["CentralManagement", "PersistentChatServer", "PstnGateway", "PoolFqdn"];
    GET_SIMPLE_URL_CONFIGURATION: "Get-CsSimpleUrlConfiguration", ALL, ["Identity"];
    GET_SITE: "Get-CsSite", ALL, ["Identity"];
    GET_TOPOLOGY: "Get-CsTopology", ALL, ["AsXml"];
    GET_USER: "Get-CsUser", ALL, ["Filter"];
    GET_USER_POOL_INFO: "Get-CsUserPoolInfo", ALL, ["Identity"];
    GET_WINDOWS_SERVICE: "Get-CsWindowsService", ALL, [];
    IMPORT_ANNOUNCEMENT_FILE: "Import-CSAnnouncementFile", ALL, ["Parent", "FileName", "Content"];
    IMPORT_CONFIGURATION: "Import-CsConfiguration", ALL, ["ByteInput", "FileName", "LocalStore"];
    IMPORT_LIS_CONFIGURATION: "Import-CsLisConfiguration", ALL, ["FileName", "ByteInput"];
    IMPORT_PERSISTENT_CHAT_DATA: "Import-CsPersistentChatData", ALL, ["DBInstance" in OLD, "FileName" in OLD, "ByteInput"];
    IMPORT_RGS_CONFIGURATION: "Import-CsRgsConfiguration", ALL, ["Destination", "FileName", "OverwriteOwner", "ReplaceExistingRgsSettings", "ResolveNameConflicts"];
    IMPORT_USER_DATA: "Import-CsUserData", ALL, ["PoolFqdn", "FileName", "Identity"];
    INSTALL_AD_SERVER_SCHEMA: "Install-CsAdServerSchema", ALL, [];
    INSTALL_DATABASE: "Install-CsDatabase", ALL, ["CentralManagementDatabase", "SqlServerFqdn", "SqlInstanceName", "Clean", "Update", "ConfiguredDatabases", "DatabasePaths", "Report", "UseDefaultSqlPaths", "DatabasePathMap", "Verbose", "DatabaseType", "LocalDatabases"];
    INSTALL_MIRROR_DATABASE: "Install-CsMirrorDatabase", ALL, ["ConfiguredDatabases", "FileShare", "SqlServerFqdn", "ForInstance", "ForDefaultInstance", "DropExistingDatabasesOnMirror", "Verbose", "DatabaseType", "SqlInstanceName", "ExcludeDatabaseList", "DatabasePathMap", "Report"];
    INVOKE_BACKUP_SERVICE_SYNC: "Invoke-CsBackupServiceSync", ALL, ["PoolFqdn", "BackupModule"];
    INVOKE_COMPUTER_FAIL_BACK: "Invoke-CsComputerFailBack", SINCE_2015, ["ComputerName"];
    INVOKE_COMPUTER_FAIL_OVER: "Invoke-CsComputerFailOver", SINCE_2015, ["ComputerName"];
    INVOKE_DATABASE_FAILOVER: "Invoke-CsDatabaseFailover", ALL, ["PoolFqdn", "DatabaseType", "NewPrincipal", "Verbose", "Force", "ExcludeDatabaseList"];
    INVOKE_MANAGEMENT_SERVER_FAILOVER: "Invoke-CsManagementServerFailover", ALL, ["WhatIf", "BackupSqlServerFqdn", "BackupSqlInstanceName", "Force", "Verbose", "BackupMirrorSqlServerFqdn", "BackupMirrorSqlInstanceName", "Restore", "Report"];
    INVOKE_POOL_FAIL_BACK: "Invoke-CsPoolFailBack", ALL, ["PoolFqdn", "Verbose", "DisasterMode", "WaitTime", "SkipDataVerification" in SINCE_2015];
    INVOKE_POOL_FAIL_OVER: "Invoke-CsPoolFailOver", ALL, ["PoolFqdn", "DisasterMode", "Verbose", "WaitTime", "FlushStorageService", "Force", "Confirm", "WhatIf", "SkipDataVerification" in SINCE_2015, "ServicesStopDelayMins" in SINCE_2015, "DatabaseCommandTimeoutInSeconds" in SINCE_2015];
    INVOKE_RGS_STORE_REPLICATE_DATA: "Invoke-CsRgsStoreReplicateData", SINCE_2019, ["PoolFqdn"];
    MOVE_APPLICATION_ENDPOINT: "Move-CsApplicationEndpoint", ALL, ["Identity", "TargetApplicationPool", "Force"];
    MOVE_CONFERENCE_DIRECTORY: "Move-CsConferenceDirectory", ALL, ["Identity", "TargetPool", "Force"];
    MOVE_MANAGEMENT_SERVER: "Move-CsManagementServer", ALL, ["ConfigurationFileName", "LisConfigurationFileName", "Force"];
    MOVE_USER: "Move-CsUser", ALL, ["Target", "Force", "Identity", "UserList"];
    NEW_ANNOUNCEMENT: "New-CsAnnouncement", ALL, ["Parent", "Name", "Identity"];
    NEW_SIMPLE_URL: "New-CsSimpleUrl", ALL, ["Component", "Domain", "SimpleUrlEntry", "ActiveUrl"];
    NEW_SIMPLE_URL_ENTRY: "New-CsSimpleUrlEntry", ALL, ["Url"];
    NEW_TRUSTED_APPLICATION: "New-CsTrustedApplication", ALL, ["ApplicationId", "Port", "TrustedApplicationPoolFqdn"];
    NEW_TRUSTED_APPLICATION_COMPUTER: "New-CsTrustedApplicationComputer", ALL, ["Identity", "Pool"];
    NEW_TRUSTED_APPLICATION_POOL: "New-CsTrustedApplicationPool", ALL, ["Identity", "ComputerFqdn", "OutboundOnly", "Registrar", "RequiresReplication", "Site", "ThrottleAsServer", "TreatAsAuthenticated"];
    PUBLISH_LIS_CONFIGURATION: "Publish-CsLisConfiguration", ALL, [];
    PUBLISH_TOPOLOGY: "Publish-CsTopology", ALL, ["FileName", "BackupFileName", "Force", "Report", "Document", "FinalizeUninstall"];
    REMOVE_ANNOUNCEMENT: "Remove-CsAnnouncement", ALL, ["Identity"];
    REMOVE_USER_STORE_BACKUP_DATA: "Remove-CsUserStoreBackupData", ALL, ["PoolFqdn", "Verbose"];
    REQUEST_CERTIFICATE: "Request-CsCertificate", ALL, ["New", "Type", "CA", "FriendlyName", "AllSipDomain", "DomainName", "Clear", "List", "Retrieve"];
    RESET_POOL_REGISTRAR_STATE: "Reset-CsPoolRegistrarState", ALL, ["PoolFqdn", "ResetType", "MachineFqdn", "NoReStart", "Confirm"];
    SET_BACKUP_SERVICE_CONFIGURATION: "Set-CsBackupServiceConfiguration", ALL, ["SyncInterval", "EnableRgsBackupService" in SINCE_2019];
    SET_CALL_PARK_ORBIT: "Set-CsCallParkOrbit", ALL, ["Identity", "CallParkService"];
    SET_CERTIFICATE: "Set-CsCertificate", ALL, ["Type", "Thumbprint", "Identity", "Path", "Reference"];
    SET_CONFIGURATION_STORE_LOCATION: "Set-CsConfigurationStoreLocation", ALL, ["SqlServerFqdn", "SqlInstanceName", "Verbose", "MirrorSqlServerFqdn", "MirrorSqlInstanceName"];
    SET_CPS_CONFIGURATION: "Set-CsCpsConfiguration", ALL, [];
    SET_DIRECTOR: "Set-CsDirector", ALL, [];
    SET_EDGE_SERVER: "Set-CsEdgeServer", ALL, ["Identity", "Registrar"];
    SET_PERSISTENT_CHAT_ACTIVE_SERVER: "Set-CsPersistentChatActiveServer", ALL, ["Identity" in OLD, "ActiveServers" in OLD, "Swap" in OLD];
    SET_PERSISTENT_CHAT_STATE: "Set-CsPersistentChatState", ALL, ["Identity" in OLD, "PoolState" in OLD];
    SET_REGISTRAR: "Set-CsRegistrar", ALL, [];
    SET_SIMPLE_URL_CONFIGURATION: "Set-CsSimpleUrlConfiguration", ALL, ["Identity", "SimpleUrl"];
    SET_SITE: "Set-CsSite", ALL, ["Identity", "FederationRoute", "DefaultPersistentChatPool", "XmppFederationRoute"];
    SET_UNASSIGNED_NUMBER: "Set-CsUnassignedNumber", ALL, ["Identity", "AnnouncementService", "AnnouncementName", "ExUmAutoAttendantPhoneNumber"];
    START_POOL: "Start-CsPool", SINCE_2015, ["PoolFqdn", "QuorumLossRecovery", "SkipServer"];
    START_WINDOWS_SERVICE: "Start-CsWindowsService", ALL, ["Name"];
    STOP_WINDOWS_SERVICE: "Stop-CsWindowsService", ALL, ["Name", "Graceful"];
    TEST_TOPOLOGY: "Test-CsTopology", ALL, [];
    UNINSTALL_MIRROR_DATABASE: "Uninstall-CsMirrorDatabase", ALL, ["SqlServerFqdn" in OLD, "SqlInstanceName" in OLD, "DatabaseType" in OLD, "DropExistingDatabasesOnMirror" in OLD, "Verbose"];
    UPDATE_USER_DATA: "Update-CsUserData", ALL, ["FileName", "UserFilter"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    #[test]
    fn every_row_has_a_source_and_its_place_in_the_alphabet() {
        for pair in CMDLETS.windows(2) {
            assert!(pair[0].name.to_lowercase() < pair[1].name.to_lowercase(), "{}", pair[1].name);
        }
        assert!(CMDLETS.iter().all(|row| is_slug_list(row.source)));
    }

    #[test]
    fn names_that_only_a_guide_prints_are_not_in_the_list() {
        let has = |cmdlet: Cmdlet, name: &str| cmdlet.parameters.iter().any(|parameter| parameter.name == name);
        assert!(CMDLETS.iter().all(|row| row.name != "Get-CsPersistentChatActiveServer"));
        assert!(!has(INVOKE_MANAGEMENT_SERVER_FAILOVER, "MirrorSqlServerFqdn"));
        assert!(!has(SET_SITE, "XmppExternalFederationRoute"));
        assert!(!has(INVOKE_POOL_FAIL_OVER, "Report"));
    }

    #[test]
    fn no_parameter_is_older_than_its_cmdlet() {
        for row in CMDLETS {
            for parameter in row.parameters {
                let strays = parameter.products.iter().any(|product| !row.products.contains(product));
                assert!(!strays, "{} -{}", row.name, parameter.name);
            }
        }
    }
}
