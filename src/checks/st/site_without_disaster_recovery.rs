use std::collections::BTreeSet;

rule! {
    /// The users of a site have no pool in another place.
    ///
    /// ## Why it matters
    /// When the data centre of the site is lost, its users have no pool that takes over: they are without service until
    /// the site is rebuilt from a backup. A pool in another data centre, paired with the site's own, takes the users
    /// over in less than an hour.
    ///
    /// ## Example
    /// ```sketch
    /// site London                               #! ST011
    ///   front-end lon-fe in Docklands
    /// site Berlin
    ///   front-end ber-fe in Mitte
    ///     backup-pool par-fe
    /// site Paris
    ///   front-end par-fe in Montreuil
    ///     backup-pool ber-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site Berlin
    ///   front-end ber-fe in Mitte
    /// site Paris
    ///   front-end par-fe in Montreuil
    /// pair ber-fe par-fe
    /// ```
    /// ## Source
    /// `L:planning-for-front-end-pool-pairing`
    ///
    /// ## Notes
    /// A site without known data centres counts as one place unless two of its own pools are paired.
    code: "ST011", name: "site-without-disaster-recovery", severity: Info, products: [ALL], since: "0.1.0",
}

use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{FrontEnd, SiteRef};

use super::user_pools_by_site;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut with_partner: BTreeSet<SiteRef> = BTreeSet::new();
    for pool in cx.user_pools() {
        if let Some(backup) = pool.pool.backup_pool.filter(|&backup| backup != pool.id) {
            let other = cx.pool(backup).site;
            if other != pool.pool.site || has_unknown_places(cx, &pool) {
                with_partner.extend([pool.pool.site, other]);
            }
        }
    }
    for (id, _) in user_pools_by_site(cx) {
        let Some(site) = cx.topology().sites.get(id) else { continue };
        if site.data_centres.len() > 1 || with_partner.contains(&SiteRef::Central(id)) {
            continue;
        }
        let message =
            message!("No pool of site {site} is paired with a pool in another place.", site = site.name.as_str());
        out.report(&RULE, id, message).help(message!("Pair its pool with a pool in another data centre."));
    }
}

/// Whether nobody has said where the site of a pool stands.
fn has_unknown_places(cx: &Cx<'_>, pool: &PoolOf<'_, FrontEnd>) -> bool {
    let SiteRef::Central(site) = pool.pool.site else { return true };
    cx.topology().sites.get(site).is_some_and(|site| site.data_centres.is_empty())
}
