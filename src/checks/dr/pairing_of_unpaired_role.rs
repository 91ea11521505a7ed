use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool of a role that is not paired has a backup pool.
    ///
    /// ## Why it matters
    /// Pairing copies the data of users, and only Front End pools and Standard Edition servers have users. Edge,
    /// Director and Mediation pools are made redundant by having several of them; what the topology says about a backup
    /// of one has no effect.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir                        #! DR016
    ///     backup-pool lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   director lon-dir
    /// ```
    /// ## Source
    /// `L:edge-server-disaster-recovery`; roles other than Edge (inferred)
    code: "DR016", name: "pairing-of-unpaired-role", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(_, pool)| pool.role.front_end().is_none()) {
        let Some(backup) = pool.backup_pool else { continue };
        let message = message!(
            "{role} {pool} has a backup pool, {backup}, and pools of this role are not paired.",
            role = pool.role.kind().facts().title,
            pool = pool.fqdn.as_str(),
            backup = cx.pool(backup).fqdn.as_str(),
        );
        out.report(&RULE, Place::from(id).field(field::BACKUP_POOL), message)
            .related(backup, message!("the backup pool"))
            .help(message!("Remove the pairing, and use several pools of the role instead."))
            .suggest(message!("Remove the backup pool"), Command::Unpair(id));
    }
}
