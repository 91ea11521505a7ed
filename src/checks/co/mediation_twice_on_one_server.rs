use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Pool, field};

use super::product_pools_beside;

rule! {
    /// A server of a Mediation pool is also a Front End server that collocates Mediation.
    ///
    /// ## Why it matters
    /// One machine runs one Mediation Server. It cannot belong to two pools that listen on the same ports.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   mediation lon-med                       #! CO005
    ///     computers lon-fe1 lon-fe2
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation none
    ///   mediation lon-med
    ///     computers lon-med1 lon-med2
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`; (inferred)
    code: "CO005", name: "mediation-twice-on-one-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for mediation in cx.mediation_pools() {
        for (computer_id, computer) in cx.computers_of(mediation.id) {
            let pools = product_pools_beside(cx, computer_id);
            let collocates = |pool: &Pool| pool.role.front_end().is_some_and(|settings| settings.mediation.is_some());
            let Some(&(host, pool)) = pools.iter().find(|(_, pool)| collocates(pool)) else { continue };
            let message = message!(
                "{computer} serves {mediation} and runs the collocated Mediation Server of {pool}.",
                computer = computer.fqdn.as_str(),
                mediation = mediation.name(),
                pool = pool.fqdn.as_str()
            );
            out.report(&RULE, Place::from(mediation.id).field(field::COMPUTERS), message)
                .related(computer_id, message!("the computer"))
                .related(host, message!("collocates Mediation"))
                .help(message!("Use separate computers, or one of the two ways only."));
        }
    }
}
