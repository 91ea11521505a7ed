use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;

rule! {
    /// There is one Video Interop pool, and its next hop has no partner.
    ///
    /// ## Why it matters
    /// Video systems lose their meetings with either of the two. A video gateway can try a second pool under a second
    /// name, and a pool moves on to the backup of its next hop.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis                   #! VI007
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis1
    ///     next-hop lon-fe
    ///   video-interop lon-vis2
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `S:video-interop-server`
    code: "VI007", name: "single-video-interop-pool", severity: Info, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let mut pools = cx.video_interop_pools();
    let (Some(only), None) = (pools.next(), pools.next()) else { return };
    if only.settings.next_hop.is_some_and(|next_hop| cx.pool(next_hop).backup_pool.is_some()) {
        return;
    }
    let message = message!("{pool} is the only Video Interop pool.", pool = only.name());
    out.report(&RULE, Place::from(only.id), message)
        .help(message!("Add a second Video Interop pool, or pair the pool of its next hop."));
}
