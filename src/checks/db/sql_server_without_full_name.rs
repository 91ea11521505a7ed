use std::net::IpAddr;

rule! {
    /// An SQL server is not given by its full name.
    ///
    /// ## Why it matters
    /// Servers of every site and domain look for the databases under that name. A short name works where somebody typed
    /// it and not elsewhere; certificates and Kerberos know no addresses.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end "sql1\rtc"                   #! DB044
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end "sql1.contoso.com\rtc"
    /// ```
    /// ## Source
    /// `L:database-installation-using-lync-server-management-shell`
    /// `S:system-requirements`
    code: "DB044", name: "sql-server-without-full-name", severity: Error, products: [ALL], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter().filter(|(_, sql)| !sql.fqdn.is_empty()) {
        let server = sql.fqdn.as_str();
        let message = if server.parse::<IpAddr>().is_ok() {
            message!("SQL server {server} is given by its address.", server)
        } else if sql.fqdn.domain().is_empty() {
            message!("SQL server {server} is given by its short name.", server)
        } else {
            continue;
        };
        out.report(&RULE, Place::from(id).field(field::FQDN), message).help(message!("Enter its full name."));
    }
}
