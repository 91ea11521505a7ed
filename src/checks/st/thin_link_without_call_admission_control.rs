use std::collections::BTreeSet;

rule! {
    /// A site with voice or conferencing has a thin link and no call admission control.
    ///
    /// ## Why it matters
    /// Nothing then keeps calls from filling the line. One call too many, and all calls over it stutter at the same
    /// time, those that were fine before included.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Cork
    /// link London Cork bandwidth low
    /// site EMEA                                 #! ST013
    ///   front-end lon-fe in London
    ///     features conferencing voice
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Cork
    /// link London Cork bandwidth low
    /// site EMEA
    ///   call-admission-control lon-fe
    ///   front-end lon-fe in London
    ///     features conferencing voice call-admission-control
    /// ```
    /// ## Source
    /// `TB:add-front-end-features`; bandwidth part (inferred)
    code: "ST013", name: "thin-link-without-call-admission-control", severity: Warning, products: [ALL], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Bandwidth, DataCentre, Id, Place, field};

use super::user_pools_by_site;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let links = cx.topology().links.iter().filter(|(_, link)| link.bandwidth == Some(Bandwidth::Low));
    let thinly_linked: BTreeSet<Id<DataCentre>> = links.flat_map(|(_, link)| link.ends).collect();
    for (id, pools) in user_pools_by_site(cx) {
        let Some(site) = cx.topology().sites.get(id) else { continue };
        let Some(&end) = site.data_centres.iter().find(|end| thinly_linked.contains(end)) else { continue };
        let features = || pools.iter().map(|pool| pool.settings.features);
        let has_control = site.call_admission_control.is_some() || features().any(|has| has.call_admission_control);
        if has_control || !features().any(|has| has.voice || has.conferencing) {
            continue;
        }
        let message = message!(
            "Site {site} has voice or conferencing and a link of low bandwidth, and no call admission control.",
            site = site.name.as_str()
        );
        out.report(&RULE, Place::from(id).field(field::CALL_ADMISSION_CONTROL), message)
            .related(end, message!("has the link"))
            .help(message!("Turn call admission control on in one pool of the site."));
    }
}
