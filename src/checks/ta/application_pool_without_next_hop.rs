use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, TrustedApplication, field};

rule! {
    /// A trusted application pool has no next hop.
    ///
    /// ## Why it matters
    /// The application talks to users through its next hop only. Without one it starts and reaches nobody.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app             #! TA001
    ///     multiple-computers
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app
    ///     multiple-computers
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:configure-a-new-trusted-application-server`
    code: "TA001", name: "application-pool-without-next-hop", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for application in cx.application_pools().filter(|application| application.settings.next_hop.is_none()) {
        let place = Place::from(application.id).field(field::NEXT_HOP);
        out.report(&RULE, place, message!("{pool} has no next hop.", pool = application.name()))
            .help(message!("Choose the Front End pool that it works with."))
            .offer_home_pools(cx, &application, |home| {
                Role::TrustedApplication(TrustedApplication { next_hop: Some(home), ..application.settings.clone() })
            });
    }
}
