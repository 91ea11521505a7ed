use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::{Place, field};

use super::{mirroring_part, usual_port, with_mirror_port};

rule! {
    /// An instance takes part in mirroring without a mirroring port.
    ///
    /// ## Why it matters
    /// The partners and the witness reach each other at an endpoint of their own, not at the port of the clients. Setup
    /// makes that endpoint with the port of the topology, and the firewall between the servers needs to know it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   sql sql2\rtc                          #! DB019
    ///     mirror-port none
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   sql sql2\rtc
    ///     mirror-port 5022
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    ///
    /// ## Notes
    /// The fix sets the port that the vendor's tool offers for the part. There is none where another instance of the
    /// server takes part in mirroring as well, for two endpoints cannot share a port.
    code: "DB019", name: "mirroring-without-port", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter().filter(|(_, sql)| sql.mirror_port.is_none()) {
        let Some((part, store)) = mirroring_part(cx, id) else { continue };
        let port = usual_port(part);
        let message = message!(
            "{sql} is the {what} of {pool} but has no mirroring port.",
            sql = sql.path(),
            what = match part {
                StorePart::Primary => message!("primary of the mirrored {store}", store = store.of.title()),
                _ => store.title(part),
            },
            pool = store.pool_name()
        );
        let reported = out
            .report(&RULE, Place::from(id).field(field::MIRROR_PORT), message)
            .related(store.id, message!("uses the instance"))
            .help(message!("Give it a port that nothing else on the server uses; the usual one is {port}.", port));
        let mut neighbours = cx.survey().instances_with(id).filter(|&other| other != id);
        if !neighbours.any(|other| mirroring_part(cx, other).is_some()) {
            reported.fix(message!("Use port {port}", port), with_mirror_port(cx, id, port));
        }
    }
}
