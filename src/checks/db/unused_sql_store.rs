use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;

rule! {
    /// An SQL store is defined and nothing uses it.
    ///
    /// ## Why it matters
    /// It is published with the rest and stays, and the next person takes it for a server that has to be kept alive.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql2\rtc                            #! DB048
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ## Source
    /// (inferred)
    code: "DB048", name: "unused-sql-store", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter().filter(|(id, _)| cx.survey().uses_of(*id).is_empty()) {
        let name = sql.path();
        out.report(&RULE, id, message!("Nothing uses the SQL store {name}.", name = name.clone()))
            .help(message!("Remove it, or use it."))
            .suggest(message!("Remove {name}", name), Command::Remove(vec![id.into()]));
    }
}
