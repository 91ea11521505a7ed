use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

use super::exchange_servers;

rule! {
    /// An SQL Server store stands on an Exchange server.
    ///
    /// ## Why it matters
    /// Both take all the memory they find. No component of the product is supported beside Exchange, and its databases
    /// are slowed down first.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end exch1\rtc
    ///   sql exch1\rtc                           #! CO007
    ///   exchange-um "Exchange" fqdn exch1
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   exchange-um "Exchange" fqdn exch1
    /// ```
    /// ## Source
    /// `L:server-collocation-in-a-standard-edition-server-deployment`; SQL Server (inferred)
    code: "CO007", name: "database-beside-exchange", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (service, exchange) in exchange_servers(cx) {
        for &id in cx.survey().instances_on(&exchange.fqdn) {
            let message = message!("{sql} stands on an Exchange server.", sql = cx.sql(id).path());
            out.report(&RULE, Place::from(id).field(field::FQDN), message)
                .related(service, message!("the Exchange server"))
                .help(message!("Use an SQL server of its own."));
        }
    }
}
