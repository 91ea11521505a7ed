use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// The traffic between the pools of a pair is not encrypted.
    ///
    /// ## Why it matters
    /// The Backup Service of each pool copies users' data to the file store of the other, over plain SMB. Whoever can
    /// listen on the line between the data centres can read contacts, meetings and what was shown in them.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR020
    /// site APAC
    ///   front-end sin-fe
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// Nothing in a topology protects the traffic; only pools without a partner have none.
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// site APAC
    ///   front-end sin-fe
    /// ```
    /// ## Source
    /// `L:front-end-pool-pairing-data-security`
    code: "DR020", name: "unprotected-pair-traffic", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let message = message!(
            "The Backup Service of {pool} and {backup} copies users' data unencrypted.",
            pool = pair.pool.name(),
            backup = pair.backup.name()
        );
        out.report(&RULE, pair.place(), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Protect the line between the two, for example by IPsec rules for SMB."));
    }
}
