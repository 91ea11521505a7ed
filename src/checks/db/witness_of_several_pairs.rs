use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, StoreOf, StorePart, rule};
use crate::message;
use crate::model::{Id, Pool, SqlInstance};

use super::mirrored;

rule! {
    /// A witness watches over more than one mirrored pair.
    ///
    /// ## Why it matters
    /// This is supported and saves a server. But while the witness is away, none of the pairs fails over by itself, and
    /// a fault that takes the witness together with several principals leaves all of them to a person.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com          #! DB018
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   front-end ber-fe.contoso.com          #! DB018
    ///     back-end sql4\rtc mirror sql5\rtc witness sql3\wit
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     back-end sql1\rtc mirror sql2\rtc witness sql3\wit
    ///   front-end ber-fe.contoso.com
    ///     back-end sql4\rtc mirror sql5\rtc witness sql6\wit
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    /// `S:back-end-server`
    code: "DB018", name: "witness-of-several-pairs", severity: Info, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    // A pool says it once, however many of its stores the witness watches.
    let mut said: BTreeSet<(Id<Pool>, Id<SqlInstance>)> = BTreeSet::new();
    for (store, _) in mirrored(cx) {
        let Some(witness) = store.store.witness else { continue };
        let watched = || watched_by(cx, witness);
        let pairs: BTreeSet<_> = watched().map(|store| (store.store.primary, store.store.mirror)).collect();
        if pairs.len() < 2 || !said.insert((store.id, witness)) {
            continue;
        }
        let message = message!(
            "The {witness_of} of {pool}, {witness}, watches over {n} mirrored pairs.",
            witness_of = store.title(StorePart::Witness),
            pool = store.pool_name(),
            witness = cx.sql(witness).path(),
            n = pairs.len()
        );
        let mut reported =
            out.report(&RULE, store.place(StorePart::Witness), message).related(witness, message!("the witness"));
        let others: BTreeSet<_> = watched().map(|store| store.id).filter(|&pool| pool != store.id).collect();
        for pool in others {
            reported = reported.related(pool, message!("is watched too"));
        }
        reported.help(message!("Where failover matters most, use a witness for each pair."));
    }
}

fn watched_by<'a>(cx: &'a Cx<'_>, witness: Id<SqlInstance>) -> impl Iterator<Item = StoreOf<'a>> {
    let uses = cx.survey().uses_of(witness).iter();
    uses.filter(|used| used.part == StorePart::Witness && used.store.store.mirror.is_some()).map(|used| used.store)
}
