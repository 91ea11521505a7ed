use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Deployment, Place, field};
use crate::vendor::recovery::BACKUP_SYNC_INTERVAL_SECS;

rule! {
    /// The Backup Service copies at another interval than the default.
    ///
    /// ## Why it matters
    /// The interval is what is lost when a pool is: a longer one costs more of the users' last changes, a shorter one
    /// keeps the Front End servers busy. The vendor's figures for a failover hold for the default.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! DR033
    ///   backup-sync 15
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   backup-sync 2
    /// ```
    /// ## Source
    /// `L:configuring-and-monitoring-the-backup-service`
    code: "DR033", name: "other-backup-interval", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let deployment = cx.topology().deployment();
    let usual = BACKUP_SYNC_INTERVAL_SECS.value / 60;
    let Some(minutes) = deployment.backup_sync_minutes.filter(|&minutes| u32::from(minutes) != usual) else { return };
    let usual_again = Command::amend(cx.topology(), Deployment::ID, |row| row.backup_sync_minutes = None);
    out.report(
        &RULE,
        Place::from(Deployment::ID).field(field::BACKUP_SYNC_MINUTES),
        message!("The Backup Service copies at an interval of {minutes} min.", minutes),
    )
    .help(message!("Leave the interval at {usual} min.", usual))
    .suggest(message!("Use the default, {usual} min", usual), usual_again);
}
