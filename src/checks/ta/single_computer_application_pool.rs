use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An application pool is a single-computer pool.
    ///
    /// ## Why it matters
    /// It can never get a second computer. When the first one is too small or has to be patched by day, the pool is
    /// deleted and defined again under another name, and every application on it is registered again.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app             #! TA003
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app
    ///     computers lon-app1
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `TB:add-trusted-application-pool-fqdn`
    code: "TA003", name: "single-computer-application-pool", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for application in cx.application_pools().filter(|pool| !pool.pool.multi_server && pool.n_computers() < 2) {
        let message = message!("{pool} is a single-computer pool and can never grow.", pool = application.name());
        out.report(&RULE, Place::from(application.id).field(field::MULTI_SERVER), message)
            .help(message!("Define it as a multiple-computer pool with one computer, under a name of its own."));
    }
}
