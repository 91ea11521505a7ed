use super::{Pair, only_data_centre};
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::AnyId;
use crate::text::Message;

rule! {
    /// The pools of a pair are in one data centre or one site.
    ///
    /// ## Why it matters
    /// Pairing is for the loss of a data centre. Where both pools are in the same, one fire, flood or power cut takes
    /// the pool and its backup, and the users have nowhere to go.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end ber-fe                        #! DR010
    ///   front-end lon-fe
    /// pair ber-fe lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre Docklands
    /// data-centre Mitte
    /// site London
    ///   front-end lon-fe in Docklands
    /// site Berlin
    ///   front-end ber-fe in Mitte
    /// pair ber-fe lon-fe
    /// ```
    /// ## Source
    /// `L:high-availability-and-disaster-recovery-support`
    /// `L:supported-pool-pairing-options-and-best-practices`
    /// `S:disaster-recovery`
    code: "DR010", name: "pair-in-one-place", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let Some((place, message)) = common_place(cx, pair) else { continue };
        out.report(&RULE, pair.place(), message)
            .related(pair.backup.id, message!("the backup pool"))
            .related(place, message!("holds both"))
            .help(message!("Place one pool in another data centre and site."));
    }
}

/// The data centre where both are known to be, else the site.
fn common_place(cx: &Cx<'_>, pair: &Pair<'_>) -> Option<(AnyId, Message)> {
    let (pool, backup) = (pair.pool.name(), pair.backup.name());
    let data_centre = only_data_centre(cx, pair.pool.id);
    if let Some(id) = data_centre.filter(|_| data_centre == only_data_centre(cx, pair.backup.id)) {
        let message = message!(
            "{pool} and its backup pool {backup} are in the same data centre, {data_centre}.",
            pool,
            backup,
            data_centre = cx.topology().name(id.into()),
        );
        return Some((id.into(), message));
    }
    let site = pair.pool.pool.site;
    (site == pair.backup.pool.site).then(|| {
        let name = cx.topology().site_name(site);
        let message =
            message!("{pool} and its backup pool {backup} are in the same site, {site}.", pool, backup, site = name);
        (site.into(), message)
    })
}
