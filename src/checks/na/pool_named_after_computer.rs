use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A multiple-computer pool has the name of a computer.
    ///
    /// ## Why it matters
    /// The name of the pool leads to all of its servers, that of a computer to one. One record cannot do both: either
    /// the load is not spread, or what is meant for the computer ends on another.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe1                         #! NA008
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ## Source
    /// `L:dns-requirements-for-front-end-pools`; pools other than Front End (inferred)
    code: "NA008", name: "pool-named-after-computer", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(_, pool)| pool.multi_server) {
        // A pool of one computer that has its name is a namesake of this pool, which is another fault.
        let is_namesake = |other| other != id && cx.pool(other).fqdn.is(&pool.fqdn);
        let computer = cx.survey().on_machine(&pool.fqdn).iter().find_map(|tenant| match *tenant {
            Tenant::Computer(of, computer) => (!is_namesake(of)).then_some((of, computer)),
            _ => None,
        });
        let Some((of, computer)) = computer else { continue };
        let name = pool.fqdn.as_str();
        let message = if of == id {
            message!("Pool {name} has the name of one of its computers.", name)
        } else {
            message!("Pool {name} has the name of a computer of {of}.", name, of = cx.pool(of).fqdn.as_str())
        };
        out.report(&RULE, Place::from(id).field(field::FQDN), message)
            .related(computer, message!("the computer"))
            .help(message!("Rename the pool."));
    }
}
