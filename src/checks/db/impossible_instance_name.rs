use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};
use crate::text::Message;

rule! {
    /// An SQL instance has a name that SQL Server does not allow.
    ///
    /// ## Why it matters
    /// No instance of that name can be installed, so that the pool would look for its databases where there can be
    /// none.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\2nd-rtc                 #! DB051
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc2
    /// ```
    /// ## Source
    /// SQL Server setup, instance configuration (inferred)
    ///
    /// ## Notes
    /// `MSSQLSERVER` is how SQL Server itself calls the default instance, which goes without a name.
    code: "DB051", name: "impossible-instance-name", severity: Error, products: [ALL], since: "0.1.0",
}

/// The longest name that setup of SQL Server takes.
const LONGEST: usize = 16;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter().filter(|(_, sql)| !sql.instance.is_empty()) {
        let name = sql.instance.as_str();
        let is_default = ["default", "mssqlserver"].contains(&name.to_ascii_lowercase().as_str());
        let Some(message) = fault(name, is_default) else { continue };
        let found = out
            .report(&RULE, Place::from(id).field(field::INSTANCE), message)
            .help(message!("Use up to {n} letters, digits, _ and $, beginning with a letter.", n = LONGEST));
        let has_default = cx.survey().instances_on(&sql.fqdn).iter().any(|&other| cx.sql(other).instance.is_empty());
        if is_default && !has_default {
            let unnamed = Command::amend(cx.topology(), id, |row| row.instance.clear());
            found.suggest(message!("Use the default instance"), unnamed);
        }
    }
}

fn fault(name: &str, is_default: bool) -> Option<Message> {
    let is_allowed = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    if is_default {
        Some(message!("{name} stands for the default instance, which has no name.", name))
    } else if name.chars().count() > LONGEST {
        Some(message!("The instance name {name} has more than {n} characters.", name, n = LONGEST))
    } else if !name.starts_with(char::is_alphabetic) {
        Some(message!("The instance name {name} does not begin with a letter.", name))
    } else if !name.chars().all(is_allowed) {
        Some(message!("The instance name {name} has other characters than letters, digits, _ and $.", name))
    } else {
        None
    }
}
