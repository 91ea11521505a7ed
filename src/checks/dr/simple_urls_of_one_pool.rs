use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Place, field};

rule! {
    /// Pools are paired and the simple URLs lead to one place only.
    ///
    /// ## Why it matters
    /// Meet and Dialin stop with the pool that they point to. Invitations that went out carry that address, and
    /// changing it in DNS takes hours to reach everybody.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                    #! DR028
    ///   geo-dns no
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   geo-dns yes
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:dns-requirements-for-simple-urls`
    /// `S:simple-urls`
    code: "DR028", name: "simple-urls-of-one-pool", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if cx.topology().deployment().geo_dns != Some(false) || cx.pairs().is_empty() {
        return;
    }
    out.report(
        &RULE,
        Place::from(Deployment::ID).field(field::GEO_DNS),
        message!("Pools are paired, and the DNS names of meet and dialin lead to one place only."),
    )
    .help(message!(
        "Make two GeoDNS names, internal and external, that resolve to both pools, and point meet and dialin to them."
    ));
}
