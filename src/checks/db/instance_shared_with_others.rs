use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// An SQL instance of the product is used by other products too.
    ///
    /// ## Why it matters
    /// Their load and their restarts become those of the pool. Who looks for the reason of slow sign-ins looks at the
    /// pool, and finds nothing.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                            #! DB050
    ///     shared yes
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     shared no
    /// ```
    /// ## Source
    /// `S:topology-basics`
    code: "DB050", name: "instance-shared-with-others", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter().filter(|(_, sql)| sql.shared_with_others == Some(true)) {
        out.report(
            &RULE,
            Place::from(id).field(field::SHARED_WITH_OTHERS),
            message!("{sql} is shared with other products.", sql = sql.path()),
        )
        .help(message!("Use a dedicated instance."));
    }
}
