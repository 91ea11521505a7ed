use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::Product;

rule! {
    /// The next hop of a Video Interop pool runs Lync Server 2013.
    ///
    /// ## Why it matters
    /// A pool of Lync Server 2013 does not know the role and takes no calls from it: video systems ring and are never
    /// connected.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe product 2013
    ///   video-interop lon-vis                   #! VI003
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe product 2015
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `S:video-interop-server`
    code: "VI003", name: "next-hop-before-2015", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for interop in cx.video_interop_pools() {
        let Some(id) = interop.settings.next_hop else { continue };
        let next_hop = cx.pool(id);
        if cx.product_of(next_hop) != Product::L13 {
            continue;
        }
        let message = message!(
            "The next hop of {pool}, {next_hop}, runs {product}.",
            pool = interop.name(),
            next_hop = next_hop.fqdn.as_str(),
            product = Product::L13.title()
        );
        out.report(&RULE, Place::from(interop.id).field(field::NEXT_HOP), message)
            .related(id, message!("the next hop"))
            .help(message!("Choose a pool of Skype for Business Server 2015 or later."));
    }
}
