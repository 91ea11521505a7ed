use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, Product, capacity};

rule! {
    /// A pool is meant for meetings of more than 250 people.
    ///
    /// ## Why it matters
    /// The vendor measured such meetings in a pool that does nothing else: one meeting at a time, of up to 1,000
    /// people. Anything beside it makes the meeting stutter.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA019
    ///     large-meetings yes
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     large-meetings no
    /// ```
    /// ## Source
    /// `S:large-meetings`
    /// `S:user-model-2019`
    code: "HA019", name: "large-meetings-in-user-pool", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools().filter(|pool| pool.settings.large_meetings == Some(true)) {
        let product = cx.product_of(pool.pool);
        let limit = |figure| capacity(figure, product).map(|limit| limit.value);
        let sizes = (limit(Figure::ConferenceInUserPool), limit(Figure::ConferenceInDedicatedPool));
        let (Some(usual), Some(largest)) = sizes else { continue };
        let message =
            message!("Pool {pool} is meant for meetings of more than {usual} people.", pool = pool.name(), usual);
        let help = match product {
            Product::L13 | Product::S15 => message!(
                "Use a pool of two servers for nothing but one meeting of up to {largest} people at a time.",
                largest
            ),
            // The page says two, which this product refuses to publish.
            Product::S19 | Product::SE => message!(
                "Use a pool of three servers for nothing but one meeting of up to {largest} people at a time.",
                largest
            ),
        };
        out.report(&RULE, Place::from(pool.id).field(field::LARGE_MEETINGS), message).help(help);
    }
}
