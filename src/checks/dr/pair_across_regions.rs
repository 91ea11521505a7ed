use super::only_data_centre;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Pool};

rule! {
    /// The pools of a pair are in different regions of the world.
    ///
    /// ## Why it matters
    /// Such a pair works, but the Backup Service copies over the distance, and what is not copied when the disaster
    /// comes is lost. The recovery objectives of the vendor were measured within one region.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    ///   region Europe
    /// data-centre Singapore
    ///   region Asia
    /// site EMEA
    ///   front-end lon-fe in London              #! DR011
    /// site APAC
    ///   front-end sin-fe in Singapore
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    ///   region Europe
    /// data-centre Berlin
    ///   region Europe
    /// site London
    ///   front-end lon-fe in London
    /// site Berlin
    ///   front-end ber-fe in Berlin
    /// pair lon-fe ber-fe
    /// ```
    /// ## Source
    /// `L:supported-pool-pairing-options-and-best-practices`
    /// `S:disaster-recovery`
    code: "DR011", name: "pair-across-regions", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let (Some(region), Some(other)) = (region_of(cx, pair.pool.id), region_of(cx, pair.backup.id)) else {
            continue;
        };
        if region.to_lowercase() == other.to_lowercase() {
            continue;
        }
        let message = message!(
            "{pool} is in {region}, its backup pool {backup} in {other}.",
            pool = pair.pool.name(),
            region,
            backup = pair.backup.name(),
            other,
        );
        out.report(&RULE, pair.place(), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Pair inside one world region."));
    }
}

fn region_of<'a>(cx: &Cx<'a>, pool: Id<Pool>) -> Option<&'a str> {
    let data_centre = cx.topology().data_centres.get(only_data_centre(cx, pool)?)?;
    Some(data_centre.region.trim()).filter(|region| !region.is_empty())
}
