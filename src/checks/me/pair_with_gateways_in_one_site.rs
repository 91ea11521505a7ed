use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SiteRef, field};

use super::mediation_pools_by_next_hop;

rule! {
    /// All gateways of two paired pools stand in one site.
    ///
    /// ## Why it matters
    /// When that site is lost, its users move to the other pool and find no way to the telephone network there: the
    /// pairing saves everything but the telephone.
    ///
    /// ## Example
    /// ```sketch
    /// site London
    ///   front-end lon-fe
    ///     features voice
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    ///     trunk lon-gw-ber to ber-fe
    /// site Berlin
    ///   front-end ber-fe                        #! ME016
    ///     features voice
    /// pair lon-fe ber-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site London
    ///   front-end lon-fe
    ///     features voice
    ///   gateway lon-gw
    ///     trunk lon-gw to lon-fe
    ///     trunk lon-gw-ber to ber-fe
    /// site Berlin
    ///   front-end ber-fe
    ///     features voice
    ///   gateway ber-gw
    ///     trunk ber-gw to ber-fe
    ///     trunk ber-gw-lon to lon-fe
    /// pair lon-fe ber-fe
    /// ```
    /// ## Source
    /// `L:planning-for-central-site-voice-resiliency`
    code: "ME016", name: "pair-with-gateways-in-one-site", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mediation_pools = mediation_pools_by_next_hop(cx);
    for pair in cx.pairs().iter().filter(|pair| pair.pool.pool.site != pair.backup.pool.site) {
        if !pair.sides().iter().all(|(pool, _)| pool.settings.features.voice) {
            continue;
        }
        let sides = [pair.pool.id, pair.backup.id];
        let mediating = sides.iter().flat_map(|side| mediation_pools.get(side).into_iter().flatten().chain([side]));
        let trunks = mediating.flat_map(|pool| cx.survey().trunks_to(*pool));
        let gateways = trunks.filter_map(|(_, trunk)| cx.topology().gateways.get(trunk.gateway));
        let sites: BTreeSet<SiteRef> = gateways.map(|gateway| gateway.site).collect();
        let (Some(&site), 1) = (sites.first(), sites.len()) else { continue };
        let message = message!(
            "All gateways of {pool} and of its backup pool {backup} stand in {site}.",
            pool = pair.pool.name(),
            backup = pair.backup.name(),
            site = cx.topology().site_name(site)
        );
        out.report(&RULE, Place::from(pair.pool.id).field(field::BACKUP_POOL), message)
            .related(pair.backup.id, message!("the backup pool"))
            .related(site, message!("the site of the gateways"))
            .help(message!("Give both pools a trunk to a gateway of another site too."));
    }
}
