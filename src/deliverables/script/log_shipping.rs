//! Log shipping of the rooms of a chat pool (`mgc`) to the other data centre, as Transact-SQL. The record of everything
//! is not shipped: it is not failed over. Source:
//! `L:setting-up-sql-server-log-shipping-for-the-persistent-chat-server-primary-database`.
//!
//! The pages describe dialogs of Management Studio; the procedures are those which these dialogs script. Inferred.

use super::quote::{Unsayable, identifier, transact_sql};
use super::{TextFile, pools};
use crate::model::{Role, SqlInstance, Topology};
use crate::vendor::Store;

/// The files of each chat pool that has a secondary and a share: on the primary, on the secondary, on the mirror.
pub(super) fn files(topology: &Topology) -> Result<Vec<TextFile>, Unsayable> {
    let mut files = Vec::new();
    let row = |id| topology.sql_instances.get(id);
    let mut n = 0;
    for (_, pool) in pools(topology) {
        let Role::PersistentChat(chat) = &pool.role else { continue };
        let (Some(primary), Some(secondary)) = (chat.primary.primary.and_then(row), chat.backup.primary.and_then(row))
        else {
            continue;
        };
        let shipping = &chat.log_shipping;
        if shipping.backup_share.is_empty() || shipping.copy_folder.is_empty() {
            continue;
        }
        n += 1;
        let values = |local: &SqlInstance, principal: &SqlInstance| -> Result<String, Unsayable> {
            Ok(format!(
                "DECLARE @here nvarchar(256) = {};\nDECLARE @primary nvarchar(256) = {};\nDECLARE @secondary nvarchar(256) = \
                 {};\nDECLARE @share nvarchar(500) = {};\nDECLARE @folder nvarchar(500) = {};\n",
                transact_sql(&local.path())?,
                transact_sql(&principal.path())?,
                transact_sql(&secondary.path())?,
                transact_sql(shipping.backup_share.as_str())?,
                transact_sql(shipping.copy_folder.as_str())?,
            ))
        };
        let mut file = |step: &str, head: &str, values: String, body: &str| {
            let database = Store::PersistentChat.facts().databases[0];
            let body = body.replace("[mgc]", &identifier(database));
            let text = format!("{head}SET NOCOUNT ON;\n{values}{body}");
            files.push(TextFile { name: format!("08-log-shipping-{n}-{step}.sql"), text });
        };
        file(
            "1-primary",
            ON_PRIMARY,
            values(primary, primary)?,
            &format!("{HERE}{PRINCIPAL}{FULL_BACKUP}{SHIP}{CHECK_PRIMARY}"),
        );
        file(
            "2-secondary",
            ON_SECONDARY,
            values(secondary, primary)?,
            &format!("{HERE}{RESTORE}{RECEIVE}{CHECK_SECONDARY}"),
        );
        if let Some(mirror) = chat.primary.mirror.and_then(row).filter(|_| shipping.from_mirror) {
            file("3-mirror", ON_MIRROR, values(mirror, mirror)?, &format!("{HERE}{PRINCIPAL}{SHIP}{CHECK_PRIMARY}"));
        }
    }
    Ok(files)
}

const ON_PRIMARY: &str = "\
-- Log shipping of the chat database, first part: on the primary, as sysadmin.
-- Source: L:setting-up-sql-server-log-shipping-for-the-persistent-chat-server-primary-database
-- (inferred) the statements, which Management Studio writes for the dialogs that the page shows, and the intervals.
-- May be run again: it makes only what is not there. Then run 2 on the secondary.
";
const ON_SECONDARY: &str = "\
-- Log shipping of the chat database, second part: on the secondary, as sysadmin, after 1 has run on the primary.
-- Source: L:setting-up-sql-server-log-shipping-for-the-persistent-chat-server-primary-database
-- (inferred) the statements, which Management Studio writes for the dialogs that the page shows, and the intervals.
-- The account of SQL Server Agent here reads the share and writes to the folder.
";
const ON_MIRROR: &str = "\
-- Log shipping of the chat database, third part: on the mirror, while it is the principal. Before it:
-- 08-chat-principal.ps1 -NewPrincipal mirror; after it: 08-chat-principal.ps1 -NewPrincipal primary.
-- Source: L:setting-up-sql-server-log-shipping-between-the-primary-mirror-and-the-log-shipping-secondary-database
-- (inferred) the statements: the first part of what Management Studio scripts, up to End: Script to be run at Primary.
-- Same share, folder and intervals as on the primary; the secondary is initialized already.
";

/// The server that was meant, and an Agent that runs. `RAISERROR` and `RETURN`, for SQL Server 2008 has no `THROW`.
const HERE: &str = "
DECLARE @machine nvarchar(256) = LEFT(LEFT(@here, CHARINDEX(N'.', REPLACE(@here, N'\\', N'.') + N'.') - 1), 15);
DECLARE @instance nvarchar(256) = SUBSTRING(@here, CHARINDEX(N'\\', @here + N'\\') + 1, 256);
IF UPPER(CONVERT(nvarchar(256), SERVERPROPERTY('MachineName'))) <> UPPER(@machine)
    OR UPPER(ISNULL(CONVERT(nvarchar(256), SERVERPROPERTY('InstanceName')), N'')) <> UPPER(@instance)
BEGIN
    RAISERROR(N'This is another instance than the one this file is for: connect to %s.', 16, 1, @here);
    RETURN;
END;
IF NOT EXISTS (SELECT 1 FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server Agent%' AND status = 4)
BEGIN
    RAISERROR(N'SQL Server Agent does not run on this instance: start it and let it start by itself.', 16, 1);
    RETURN;
END;
";

const PRINCIPAL: &str = "
IF NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = N'mgc' AND state_desc = N'ONLINE' AND recovery_model_desc = N'FULL')
BEGIN
    RAISERROR(N'The database is not online here with the full recovery model; of a mirrored one make this half the principal.', 16, 1);
    RETURN;
END;
";

const FULL_BACKUP: &str = "
-- The secondary begins with this backup.
DECLARE @file nvarchar(600) = @share + N'\\mgc-full.bak';
IF NOT EXISTS (SELECT 1 FROM msdb.dbo.log_shipping_primary_databases WHERE primary_database = N'mgc')
    BACKUP DATABASE [mgc] TO DISK = @file WITH INIT, CHECKSUM;
";

const SHIP: &str = "
IF NOT EXISTS (SELECT 1 FROM msdb.dbo.log_shipping_primary_databases WHERE primary_database = N'mgc')
BEGIN
    DECLARE @result int, @job uniqueidentifier, @primary_id uniqueidentifier, @schedule int;
    EXEC @result = master.dbo.sp_add_log_shipping_primary_database
        @database = N'mgc', @backup_directory = @share, @backup_share = @share, @backup_job_name = N'LSBackup_mgc',
        @backup_retention_period = 4320, @backup_threshold = 60, @threshold_alert_enabled = 1,
        @history_retention_period = 5760, @backup_job_id = @job OUTPUT, @primary_id = @primary_id OUTPUT;
    IF @result <> 0
    BEGIN
        RAISERROR(N'The database was not made a primary of log shipping.', 16, 1);
        RETURN;
    END;
    EXEC msdb.dbo.sp_add_schedule @schedule_name = N'LSBackupSchedule_mgc', @enabled = 1, @freq_type = 4,
        @freq_interval = 1, @freq_subday_type = 4, @freq_subday_interval = 15, @schedule_id = @schedule OUTPUT;
    EXEC msdb.dbo.sp_attach_schedule @job_id = @job, @schedule_id = @schedule;
    EXEC msdb.dbo.sp_update_job @job_id = @job, @enabled = 1;
    EXEC master.dbo.sp_add_log_shipping_alert_job;
END;
IF NOT EXISTS (SELECT 1 FROM msdb.dbo.log_shipping_primary_secondaries WHERE secondary_server = @secondary)
    EXEC master.dbo.sp_add_log_shipping_primary_secondary
        @primary_database = N'mgc', @secondary_server = @secondary, @secondary_database = N'mgc';
";

/// The set-up of databases made an empty one here, which the first backup replaces: only if nothing is shipped yet.
const RESTORE: &str = "
IF EXISTS (SELECT 1 FROM msdb.dbo.log_shipping_primary_databases WHERE primary_database = N'mgc')
BEGIN
    RAISERROR(N'The database is a primary here: nothing is restored over it.', 16, 1);
    RETURN;
END;
DECLARE @file nvarchar(600) = @share + N'\\mgc-full.bak';
IF NOT EXISTS (SELECT 1 FROM msdb.dbo.log_shipping_secondary_databases WHERE secondary_database = N'mgc')
    RESTORE DATABASE [mgc] FROM DISK = @file WITH NORECOVERY, REPLACE, CHECKSUM;
";

const RECEIVE: &str = "
IF NOT EXISTS (SELECT 1 FROM msdb.dbo.log_shipping_secondary_databases WHERE secondary_database = N'mgc')
BEGIN
    DECLARE @result int, @copy uniqueidentifier, @restore uniqueidentifier, @id uniqueidentifier, @schedule int;
    EXEC @result = master.dbo.sp_add_log_shipping_secondary_primary
        @primary_server = @primary, @primary_database = N'mgc', @backup_source_directory = @share,
        @backup_destination_directory = @folder, @copy_job_name = N'LSCopy_mgc', @restore_job_name = N'LSRestore_mgc',
        @file_retention_period = 4320, @copy_job_id = @copy OUTPUT, @restore_job_id = @restore OUTPUT,
        @secondary_id = @id OUTPUT;
    IF @result <> 0
    BEGIN
        RAISERROR(N'The database was not made a secondary of log shipping.', 16, 1);
        RETURN;
    END;
    EXEC msdb.dbo.sp_add_schedule @schedule_name = N'LSCopySchedule_mgc', @enabled = 1, @freq_type = 4,
        @freq_interval = 1, @freq_subday_type = 4, @freq_subday_interval = 15, @schedule_id = @schedule OUTPUT;
    EXEC msdb.dbo.sp_attach_schedule @job_id = @copy, @schedule_id = @schedule;
    EXEC msdb.dbo.sp_attach_schedule @job_id = @restore, @schedule_id = @schedule;
    -- Mode 0 is No recovery mode; the delay is none, as the page has both.
    EXEC @result = master.dbo.sp_add_log_shipping_secondary_database
        @secondary_database = N'mgc', @primary_server = @primary, @primary_database = N'mgc', @restore_delay = 0,
        @restore_mode = 0, @disconnect_users = 0, @restore_threshold = 45, @threshold_alert_enabled = 1,
        @history_retention_period = 5760;
    IF @result <> 0
    BEGIN
        RAISERROR(N'The secondary does not restore what is copied.', 16, 1);
        RETURN;
    END;
    EXEC msdb.dbo.sp_update_job @job_id = @copy, @enabled = 1;
    EXEC msdb.dbo.sp_update_job @job_id = @restore, @enabled = 1;
END;
";

const CHECK_PRIMARY: &str = "
-- Check: a last backup younger than the threshold, once the first quarter of an hour has passed.
SELECT primary_database, backup_threshold, last_backup_file, last_backup_date
FROM msdb.dbo.log_shipping_monitor_primary WHERE primary_database = N'mgc';
";

const CHECK_SECONDARY: &str = "
-- Check: a last restored file younger than the threshold, once two quarters of an hour have passed.
SELECT secondary_database, restore_threshold, last_copied_file, last_restored_file, last_restored_date
FROM msdb.dbo.log_shipping_monitor_secondary WHERE secondary_database = N'mgc';
";
