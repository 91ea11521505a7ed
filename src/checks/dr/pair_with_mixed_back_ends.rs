use super::report_unequal_back_ends;
use crate::checks::{Cx, Findings, rule};

rule! {
    /// The back ends of a pair of Lync Server 2013 are kept available in different ways.
    ///
    /// ## Why it matters
    /// Both pools of a pair are to use the same solution; one back end mirrored and the other clustered is not
    /// supported. The cmdlets that fail the Central Management store over to the partner also have to know what they
    /// meet there.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2013
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
    /// site APAC
    ///   front-end hkg-fe                        #! DR008
    ///     back-end sqlcluster\rtc
    ///   sql sqlcluster\rtc
    ///     cluster
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2013
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
    /// site APAC
    ///   front-end hkg-fe
    ///     back-end sql4\rtc mirror sql5\rtc witness sql6\rtc
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    code: "DR008", name: "pair-with-mixed-back-ends", severity: Error, products: [L13], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    report_unequal_back_ends(&RULE, cx, out);
}
