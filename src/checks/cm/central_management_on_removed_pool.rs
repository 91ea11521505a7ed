use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};

use super::removed_pools;

rule! {
    /// The pool that holds the Central Management store today is gone from the document.
    ///
    /// ## Why it matters
    /// Publishing writes into that store. With its pool removed there is nothing to write into and nothing for the
    /// servers to read: the deployment is frozen.
    ///
    /// ## Example
    /// ```sketch published
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    ///   front-end ber-fe
    /// ```
    /// ```sketch
    /// deployment contoso.com                    #! CM005
    ///   central-management ber-fe
    /// site EMEA
    ///   front-end ber-fe
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// deployment contoso.com
    ///   central-management ber-fe
    /// site EMEA
    ///   front-end lon-fe
    ///   front-end ber-fe
    /// ```
    /// ```sketch
    /// deployment contoso.com
    ///   central-management ber-fe
    /// site EMEA
    ///   front-end ber-fe
    /// ```
    /// ## Source
    /// `L:front-end-pool-abc-failover-procedure`; (inferred)
    code: "CM005", name: "central-management-on-removed-pool", severity: Error, products: [ALL], since: "0.1.0",
    when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(published) = cx.published() else { return };
    let Some(holder) = published.deployment().central_management else { return };
    for (_, pool) in removed_pools(cx, published).into_iter().filter(|(id, _)| *id == holder) {
        let message =
            message!("{pool} is removed while it still holds the Central Management store.", pool = pool.fqdn.as_str());
        out.report(&RULE, Place::from(Deployment::ID).field(field::CENTRAL_MANAGEMENT), message)
            .help(message!("Move the store with Move-CsManagementServer before the pool is removed."));
    }
}
