use super::report_unequal_back_ends;
use crate::checks::{Cx, Findings, rule};

rule! {
    /// The back ends of a pair are kept available in different ways.
    ///
    /// ## Why it matters
    /// After a failover the users of both pools depend on the back end of one. Where that is the weaker of the two, a
    /// disaster takes away their high availability as well, and the administrator works by two sets of instructions.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
    /// site APAC
    ///   front-end hkg-fe                        #! DR009
    ///     back-end sql4\rtc
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
    /// site APAC
    ///   front-end hkg-fe
    ///     back-end sql4\rtc mirror sql5\rtc witness sql6\rtc
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Source
    /// `S:back-end-server`
    code: "DR009", name: "pair-with-unequal-back-ends", severity: Warning, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_unequal_back_ends(&RULE, cx, out);
}
