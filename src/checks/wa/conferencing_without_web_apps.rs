use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A pool offers conferencing and has no Office Web Apps server.
    ///
    /// ## Why it matters
    /// Presentations are shown in meetings by that server alone. Without it users can share their screens, and nobody
    /// can upload a PowerPoint file.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! WA001
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     web-apps lon-owa
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`; severity (inferred)
    code: "WA001", name: "conferencing-without-web-apps", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.user_pools() {
        if !pool.settings.features.conferencing || pool.settings.web_apps.is_some() {
            continue;
        }
        let message = message!("Meetings of {pool} have no Office Web Apps server.", pool = pool.name());
        out.report(&RULE, Place::from(pool.id).field(field::WEB_APPS), message)
            .help(message!("Add an Office Web Apps server to the site, and choose it for the pool."));
    }
}
