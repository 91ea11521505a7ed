use super::{enterprise_back_ends, sharers};
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

rule! {
    /// Two Enterprise pools keep their back ends in one SQL instance.
    ///
    /// ## Why it matters
    /// The databases have the same names in every pool. The second pool finds those of the first, and either setup
    /// stops or two pools write into one set of data.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB003
    ///     back-end sql1\rtc
    ///   front-end ber-fe                        #! DB003
    ///     back-end sql1\rtc
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   front-end ber-fe
    ///     back-end sql2\rtc
    /// ```
    /// ## Source
    /// `L:server-collocation-in-an-enterprise-edition-front-end-pool-deployment`
    code: "DB003", name: "sql-instance-shared-by-pools", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for store in enterprise_back_ends(cx) {
        for (part, sql) in store.parts().filter(|(part, _)| *part != StorePart::Witness) {
            let in_the_same = |other| cx.are_one_instance(other, sql);
            let Some((other, other_part)) = sharers(cx, &store, sql, in_the_same).next() else { continue };
            let message = message!(
                "The {what} of {pool} is in {sql}, as is the {other_what} of {other}.",
                what = store.title(part),
                pool = store.pool_name(),
                sql = cx.sql(sql).path(),
                other_what = other.title(other_part),
                other = other.pool_name()
            );
            out.report(&RULE, store.place(part), message)
                .related(other.id, message!("shares the instance"))
                .help(message!("Keep the back end of each pool on an SQL server of its own."));
        }
    }
}
