use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Role, field};

rule! {
    /// A Front End pool, a Standard Edition server or a Director has no file store.
    ///
    /// ## Why it matters
    /// Meeting content, the address book and application data live on the share. The topology is not published without
    /// one, and nothing of the pool is installed.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! FS001
    ///     computers 3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     computers 3
    ///     file-store \\fs1\lync
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    /// `L:define-optional-director-topologies-in-your-topology`
    code: "FS001", name: "pool-without-file-store", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let needs_store = |role: &Role| role.front_end().is_some() || matches!(role, Role::Director(_));
    for (id, pool) in cx.pools().filter(|(_, pool)| needs_store(&pool.role) && pool.role.file_store().is_none()) {
        let message = message!("{pool} has no file store.", pool = pool.fqdn.as_str());
        out.report(&RULE, Place::from(id).field(field::FILE_STORE), message)
            .help(message!("Choose a share of the site, or define one."));
    }
}
