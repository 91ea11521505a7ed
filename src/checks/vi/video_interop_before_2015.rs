use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Video Interop pool is of a product that has none.
    ///
    /// ## Why it matters
    /// The role came with Skype for Business Server 2015. Lync Server 2013 has nothing to install on its servers.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis product 2013      #! VI001
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis product 2015
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `S:topology-basics`
    code: "VI001", name: "video-interop-before-2015", severity: Error, products: [L13], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for interop in cx.video_interop_pools() {
        let message = message!(
            "{pool} is a Video Interop pool, which {product} does not have.",
            pool = interop.name(),
            product = cx.product_of(interop.pool).title()
        );
        out.report(&RULE, Place::from(interop.id).field(field::PRODUCT), message)
            .help(message!("Use Skype for Business Server 2015 or later, or remove the pool."));
    }
}
