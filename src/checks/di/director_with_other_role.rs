use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Director is a server of another pool too.
    ///
    /// ## Why it matters
    /// A Director stands in front of the pools, where it takes the requests that should not reach them. Setup puts no
    /// second role on its computer.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med.contoso.com
    ///     computers lon-srv1
    ///   director lon-dir.contoso.com          #! DI002
    ///     computers lon-srv1 lon-srv2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med.contoso.com
    ///     computers lon-med1
    ///   director lon-dir.contoso.com
    ///     computers lon-dir1 lon-dir2
    /// ```
    /// ## Source
    /// `L:components-required-for-the-director`
    code: "DI002", name: "director-with-other-role", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for director in cx.director_pools() {
        for (id, computer) in cx.computers_of(director.id) {
            let others = cx.survey().pools_beside(id).filter(|&pool| pool != director.id);
            let Some(other) = others.min_by_key(|&other| cx.pool(other).fqdn.key()) else { continue };
            let message = message!(
                "{computer} is a Director of {pool} and serves {other} too.",
                computer = computer.fqdn.as_str(),
                pool = director.name(),
                other = cx.pool(other).fqdn.as_str()
            );
            out.report(&RULE, Place::from(director.id).field(field::COMPUTERS), message)
                .related(id, message!("the computer"))
                .related(other, message!("the other pool"))
                .help(message!("Give the Director a computer of its own."));
        }
    }
}
