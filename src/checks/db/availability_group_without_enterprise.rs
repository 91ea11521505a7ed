use super::availability_groups;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{HA_SUPPORT, SqlHa};

rule! {
    /// An availability group runs an edition of SQL Server that has none.
    ///
    /// ## Why it matters
    /// Availability groups of the kind that the product uses come with the Enterprise edition. On another one the group
    /// cannot be created, or holds one database where the product has several.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-ag\rtc
    ///   sql lon-ag\rtc                          #! DB029
    ///     edition standard
    ///     availability-group lon-ag
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-ag\rtc
    ///   sql lon-ag\rtc
    ///     edition enterprise
    ///     availability-group lon-ag
    /// ```
    /// ## Source
    /// `S:back-end-server`
    code: "DB029", name: "availability-group-without-enterprise", severity: Error,
    products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql, _) in availability_groups(cx) {
        let Some(edition) = sql.edition else { continue };
        if HA_SUPPORT.iter().any(|row| row.ha == SqlHa::AvailabilityGroup && row.edition == edition) {
            continue;
        }
        let message = message!(
            "The availability group of {sql} runs SQL Server {edition}.",
            sql = sql.path(),
            edition = edition.title()
        );
        out.report(&RULE, Place::from(id).field(field::EDITION), message)
            .help(message!("Use the Enterprise edition, or a failover cluster instance."));
    }
}
