use crate::checks::{Cx, Findings, rule};
use crate::format::Format;
use crate::message;
use crate::model::{Deployment, Place, field};

use super::{move_to, offer_pools};

rule! {
    /// A topology is to be published, and no pool holds the Central Management store.
    ///
    /// ## Why it matters
    /// Everything that is published is written into that store, and every server reads it from there. Without one the
    /// topology is refused.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! CM001
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch to xml
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:publish-the-topology`
    ///
    /// ## Fix
    /// The only pool that homes users becomes the one. Of several a person chooses.
    ///
    /// ## Notes
    /// For a file of Topology Builder nothing is missing: its publishing wizard asks.
    code: "CM001", name: "no-central-management", severity: Error, products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let wizard_asks = cx.published().is_none() && cx.export_to() != Some(Format::Published);
    if wizard_asks || cx.topology().deployment().central_management.is_some() {
        return;
    }
    let place = Place::from(Deployment::ID).field(field::CENTRAL_MANAGEMENT);
    let found = out
        .report(&RULE, place, message!("No pool holds the Central Management store."))
        .help(message!("Choose a Front End pool or a Standard Edition server."));
    let mut homes = cx.user_pools();
    if let (Some(only), None) = (homes.next(), homes.next()) {
        let (title, command) = move_to(cx, only.id, only.pool);
        found.fix(title, command);
    } else {
        offer_pools(found, cx, |pool| pool.role.front_end().is_some());
    }
}
