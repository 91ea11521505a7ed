use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, VideoInterop, field};

rule! {
    /// A Video Interop pool has no next hop.
    ///
    /// ## Why it matters
    /// Video systems are connected to meetings through the next hop. Without one they get no further than the pool.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis                   #! VI002
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `S:create-a-vis-pool`
    code: "VI002", name: "video-interop-without-next-hop", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for interop in cx.video_interop_pools().filter(|interop| interop.settings.next_hop.is_none()) {
        let place = Place::from(interop.id).field(field::NEXT_HOP);
        out.report(&RULE, place, message!("{pool} has no next hop.", pool = interop.name()))
            .help(message!("Choose the Front End pool that it works for."))
            .offer_home_pools(cx, &interop, |home| {
                Role::VideoInterop(VideoInterop { next_hop: Some(home), ..interop.settings.clone() })
            });
    }
}
