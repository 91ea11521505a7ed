use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// Servers are added to a published Enterprise pool or removed from it.
    ///
    /// ## Why it matters
    /// The servers of the pool know each other by the list that they started with. After publishing, all of them have
    /// to be restarted, one by one; one of the vendor's pages says that publishing restarts all at once, which takes
    /// the pool offline.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA014
    ///     computers 4
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    ///     users 9000
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    /// `L:add-or-remove-a-front-end-server`
    /// `S:high-availability`
    /// `S:add-or-remove-a-front-end-server`
    code: "HA014", name: "servers-added-or-removed", severity: Info, products: [ALL], since: "0.1.0", when: Compared,
}

use super::republished_pools;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in republished_pools(cx) {
        let name = pool.pool.fqdn.as_str();
        let message = match pool.n_servers_changed(cx) {
            (0, 0) => continue,
            (n, 0) => message!("Servers are added to pool {name} ({n}), and it has to be restarted.", name, n),
            (0, n) => message!("Servers are removed from pool {name} ({n}), and it has to be restarted.", name, n),
            (n, m) => message!(
                "Servers are added to pool {name} ({n}), others removed ({m}), and it has to be restarted.",
                name,
                n,
                m
            ),
        };
        out.report(&RULE, Place::from(pool.id).field(field::COMPUTERS), message)
            .help(message!("Publish outside business hours, then restart all Front End servers one by one."));
    }
}
