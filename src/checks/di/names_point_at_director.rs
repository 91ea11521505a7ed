use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// DNS names of the whole deployment lead to a Director.
    ///
    /// ## Why it matters
    /// The addresses of meetings, sign-in and Autodiscover lead to a Front End pool where there is no Director, and to
    /// the Director where there is one. Whoever adds a Director to a running deployment has records to change, and
    /// whoever removes it has to change them back first.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   director lon-dir.contoso.com          #! DI008
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:dns-requirements-for-simple-urls`
    /// `L:determine-dns-requirements`
    /// `L:creating-dns-records-for-the-autodiscover-service`
    code: "DI008", name: "names-point-at-director", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for director in cx.director_pools() {
        let message = message!("Simple URLs, sign-in and Autodiscover lead to {pool}.", pool = director.name());
        out.report(&RULE, director.id, message).help(message!(
            "Point the simple URLs, the internal sip names, lyncdiscover and lyncdiscoverinternal to the Director, \
             those for outside through the reverse proxy."
        ));
    }
}
