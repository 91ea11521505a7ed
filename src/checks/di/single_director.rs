use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Director pool is one server.
    ///
    /// ## Why it matters
    /// Everybody who signs in from outside passes the Director. While the only one is restarted nobody does.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com          #! DI005
    ///     computers 1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com
    ///     computers 2
    /// ```
    /// ## Source
    /// `L:capacity-planning-using-the-user-models`
    /// `S:user-model`
    /// `S:user-model-2019`
    code: "DI005", name: "single-director", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for director in cx.director_pools().filter(|director| director.n_computers() == 1) {
        let message = message!("{pool} is a single Director.", pool = director.name());
        out.report(&RULE, Place::from(director.id).field(field::COMPUTERS), message)
            .help(message!("Add a second Director to the pool."));
    }
}
