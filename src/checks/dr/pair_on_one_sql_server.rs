use super::copies;
use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{FrontEnd, Place, Role, field};

rule! {
    /// The pools of a pair keep their back ends on one SQL server.
    ///
    /// ## Why it matters
    /// Two Front End pools cannot share a database server, and a pair least of all: when the server fails, it takes the
    /// pool and its backup at the same time.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR025
    ///     back-end sql1\lon
    /// site APAC
    ///   front-end sin-fe
    ///     back-end sql1\sin
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\lon
    /// site APAC
    ///   front-end sin-fe
    ///     back-end sql2\sin
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    /// `S:server-requirements`; mirror role (inferred)
    ///
    /// ## Notes
    /// Stands in place of DB003 and DB004, which speak of pools that are no pair.
    code: "DR025", name: "pair-on-one-sql-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let is_enterprise = |pool: &PoolOf<'_, FrontEnd>| matches!(pool.pool.role, Role::FrontEnd(_));
    for pair in cx.pairs().iter().filter(|pair| is_enterprise(&pair.pool) && is_enterprise(&pair.backup)) {
        let mut parts = copies(&pair.pool).flat_map(|one| copies(&pair.backup).map(move |other| (one, other)));
        let Some((one, _)) = parts.find(|(one, other)| cx.on_one_server(*one, *other)) else { continue };
        let message = message!(
            "{pool} and its backup pool {backup} keep their back ends on one SQL server, {server}.",
            pool = pair.pool.name(),
            backup = pair.backup.name(),
            server = cx.sql(one).fqdn.as_str()
        );
        out.report(&RULE, Place::from(pair.pool.id).field(field::BACK_END), message)
            .related(pair.backup.id, message!("the backup pool"))
            .related(one, message!("on the shared server"))
            .help(message!("Give each pool an SQL server of its own, in its own data centre."));
    }
}
