use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

use super::mirrored;

rule! {
    /// A witness stands on the server of one of the partners it watches.
    ///
    /// ## Why it matters
    /// The mirror takes over only where it and the witness agree that the principal is gone. If a server takes the
    /// principal and the witness with it, there is nobody left to agree with, and the mirror waits for a person.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB013
    ///     back-end sql1\rtc mirror sql2\rtc witness sql2\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    /// ```
    /// ## Source
    /// `S:back-end-server`; the advice is in the SQL Server documentation that it refers to
    code: "DB013", name: "witness-on-partner-server", severity: Warning, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, _) in mirrored(cx) {
        let Some(witness) = store.store.witness else { continue };
        let partner = store.parts().find(|&(part, sql)| part != StorePart::Witness && cx.on_one_server(sql, witness));
        let Some((part, partner)) = partner else { continue };
        let message = message!(
            "The {witness} of {pool} shares a server with the {part}, {server}.",
            witness = store.title(StorePart::Witness),
            pool = store.pool_name(),
            part = part.title(),
            server = cx.sql(partner).fqdn.as_str()
        );
        out.report(&RULE, store.place(StorePart::Witness), message)
            .related(partner, message!("the {part}", part = part.title()))
            .related(witness, message!("the witness"))
            .help(message!("Choose an instance on a third server for the witness."));
    }
}
