use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

rule! {
    /// One publication adds servers to an Enterprise pool and removes others.
    ///
    /// ## Why it matters
    /// The pool restarts with another set of servers than any of them knows. In two steps, with a restart between, most
    /// of the servers stay the same each time, and the quorum holds.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! PB009
    ///     computers lon-fe2 lon-fe3 lon-fe4
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3 lon-fe4
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    code: "PB009", name: "servers-added-and-removed-at-once", severity: Warning,
    products: [ALL], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.republished().filter(|pool| matches!(pool.pool.role, Role::FrontEnd(_))) {
        let (n_added, n_removed) = pool.n_servers_changed(cx);
        if n_added == 0 || n_removed == 0 {
            continue;
        }
        let message = message!(
            "This publication adds servers to pool {pool} ({n_added}) and removes others ({n_removed}).",
            n_added,
            pool = pool.pool.fqdn.as_str(),
            n_removed
        );
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
            .help(message!("Publish twice, with a restart of the pool in between."));
    }
}
