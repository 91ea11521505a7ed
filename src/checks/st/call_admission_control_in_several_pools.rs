use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{FrontEnd, Id, Place, Pool, Site, field};

rule! {
    /// Several pools of a site run call admission control.
    ///
    /// ## Why it matters
    /// One pool of a site keeps the account of the bandwidth that is in use. Two of them would each know half of the
    /// calls and admit twice as many as the line carries; Topology Builder lets a site have one.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA                                 #! ST012
    ///   front-end ber-fe
    ///     features conferencing voice call-admission-control
    ///   front-end lon-fe
    ///     features conferencing voice call-admission-control
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end ber-fe
    ///     features conferencing voice
    ///   front-end lon-fe
    ///     features conferencing voice call-admission-control
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    /// `TB:add-front-end-features`
    code: "ST012", name: "call-admission-control-in-several-pools", severity: Error, products: [ALL], since: "0.1.0",
}

use super::user_pools_by_site;

/// More are not offered one by one.
const OFFERED: usize = 4;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, mut pools) in user_pools_by_site(cx) {
        pools.retain(|pool| pool.settings.features.call_admission_control);
        if pools.len() < 2 {
            continue;
        }
        let Some(site) = cx.topology().sites.get(id) else { continue };
        pools.sort_by(|a, b| a.pool.fqdn.cmp(&b.pool.fqdn));
        let message = message!(
            "{n} pools of site {site} run call admission control.",
            n = pools.len(),
            site = site.name.as_str()
        );
        let place = Place::from(id).field(field::CALL_ADMISSION_CONTROL);
        let mut found = out.report(&RULE, place, message).help(message!("Keep it in one pool of the site."));
        for pool in &pools {
            found = found.related(pool.id, message!("runs it"));
        }
        for pool in pools.iter().take(OFFERED) {
            let title = message!("Keep it in {pool} only", pool = pool.name());
            found = found.suggest(title, keep_in(cx, id, pool.id, &pools));
        }
    }
}

fn keep_in(cx: &Cx<'_>, site: Id<Site>, kept: Id<Pool>, pools: &[PoolOf<'_, FrontEnd>]) -> Command {
    let without = |pool: &PoolOf<'_, FrontEnd>| {
        Command::amend(cx.topology(), pool.id, |row| {
            if let Some(settings) = row.role.front_end_mut() {
                settings.features.call_admission_control = false;
            }
        })
    };
    let others = pools.iter().filter(|pool| pool.id != kept).map(without);
    let site = Command::amend(cx.topology(), site, |row| row.call_admission_control = Some(kept));
    Command::All { label: message!("Keep call admission control in one pool"), steps: others.chain([site]).collect() }
}
