use super::only_data_centre;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Bandwidth, Latency, Link};
use crate::text::Message;

rule! {
    /// The pools of a pair are joined by a slow link.
    ///
    /// ## Why it matters
    /// Everything the users of a pool change goes to its partner every few minutes. Over a link of low bandwidth or
    /// high latency the copies lag behind, so that more is lost in a disaster and a planned failover waits longer.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Berlin
    /// link London Berlin bandwidth low
    /// site London
    ///   front-end lon-fe in London
    /// site Berlin
    ///   front-end ber-fe in Berlin              #! DR012
    /// pair lon-fe ber-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Berlin
    /// link London Berlin bandwidth high
    /// site London
    ///   front-end lon-fe in London
    /// site Berlin
    ///   front-end ber-fe in Berlin
    /// pair lon-fe ber-fe
    /// ```
    /// ## Source
    /// `L:supported-pool-pairing-options-and-best-practices`
    /// `S:disaster-recovery`
    code: "DR012", name: "pair-over-slow-link", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let (Some(here), Some(there)) = (only_data_centre(cx, pair.pool.id), only_data_centre(cx, pair.backup.id))
        else {
            continue;
        };
        for &(id, link) in cx.survey().links_between(here, there).iter().filter(|(_, link)| link.is_slow()) {
            let message = message!(
                "The link between {pool} and its backup pool {backup} has {fault}.",
                pool = pair.pool.name(),
                backup = pair.backup.name(),
                fault = fault_of(link),
            );
            out.report(&RULE, pair.place(), message)
                .related(id, message!("the link"))
                .related(pair.backup.id, message!("the backup pool"))
                .help(message!("Improve the link, or choose another partner."));
        }
    }
}

fn fault_of(link: &Link) -> Message {
    match (link.bandwidth, link.latency) {
        (Some(Bandwidth::Low), Some(Latency::High)) => message!("low bandwidth and high latency"),
        (Some(Bandwidth::Low), _) => message!("low bandwidth"),
        _ => message!("high latency"),
    }
}
