use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, RoleKind, field};

rule! {
    /// A branch appliance or a Video Interop pool works for a pool of an older product than it takes.
    ///
    /// ## Why it matters
    /// A survivable branch appliance or server speaks to its pool as to one of its own release or a later one, and
    /// Video Interop Servers came with 2015. Attached to an older pool they register nobody and carry no call.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe product 2013
    ///   video-interop lon-vis product 2015      #! ST018
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe product 2015
    ///   video-interop lon-vis product 2015
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:add-lync-server-2013-survivable-branch-appliance-branch-site-to-your-topology`; later releases (inferred)
    /// `S:video-interop-server`
    code: "ST018", name: "attached-to-older-pool", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let Some(next_hop) = pool.role.next_hop() else { continue };
        let other = cx.pool(next_hop);
        let (product, other_product) = (cx.product_of(pool), cx.product_of(other));
        let is_too_old = match &pool.role {
            // No vendor document tells Subscription Edition from 2019.
            Role::SurvivableBranch(_) => other_product.service_version() < product.service_version(),
            Role::VideoInterop(_) => !RoleKind::VideoInterop.facts().products.contains(other_product),
            _ => false,
        };
        if !is_too_old {
            continue;
        }
        let message = message!(
            "{role} {name} works for {pool}, a pool of {product}.",
            role = pool.role.kind().facts().title,
            name = pool.fqdn.as_str(),
            pool = other.fqdn.as_str(),
            product = other_product.title()
        );
        out.report(&RULE, Place::from(id).field(field::NEXT_HOP), message)
            .related(next_hop, message!("the older pool"))
            .help(message!("Attach it to a pool of its own release."));
    }
}
