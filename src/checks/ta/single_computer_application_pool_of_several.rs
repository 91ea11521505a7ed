use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, Pool, field};

rule! {
    /// A single-computer application pool has several computers.
    ///
    /// ## Why it matters
    /// Topology Builder cannot make such a pool and cannot turn one kind into the other later: the pool is deleted and
    /// defined again, and every application on it is registered again.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app             #! TA002
    ///     single-computer
    ///     computers 2
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   trusted-application lon-app
    ///     computers 2
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `TB:add-trusted-application-pool-fqdn`
    code: "TA002", name: "single-computer-application-pool-of-several", severity: Error, products: [ALL],
    since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for application in cx.application_pools().filter(|pool| !pool.pool.multi_server && pool.n_computers() > 1) {
        let (pool, n) = (application.name(), application.n_computers());
        let multiple = Pool { multi_server: true, ..application.pool.clone() };
        out.report(
            &RULE,
            Place::from(application.id).field(field::MULTI_SERVER),
            message!("{pool} is a single-computer pool but has {n} computers.", pool, n),
        )
        .help(message!("Define it again as a multiple-computer pool, or keep one computer."))
        .suggest(message!("Make it a multiple-computer pool"), Command::Put((application.id, multiple).into()));
    }
}
