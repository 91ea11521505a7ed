use super::only_data_centre;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Id, Place, Pool, field};

rule! {
    /// Both pools of a pair send remote media through an Edge pool beside one of them.
    ///
    /// ## Why it matters
    /// When the place with the Edge pool is lost, the users are failed over to the other pool, and their calls and
    /// meetings from outside still look for the relay that is gone.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DR035
    ///     edge lon-edge
    ///   edge lon-edge
    /// site APAC
    ///   front-end sin-fe
    ///     edge lon-edge
    /// pair lon-fe sin-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     edge lon-edge
    ///   edge lon-edge
    /// site APAC
    ///   front-end sin-fe
    ///     edge sin-edge
    ///   edge sin-edge
    /// pair lon-fe sin-fe
    /// ```
    /// ## Source
    /// `L:changing-the-edge-pool-associated-with-a-front-end-pool`; (inferred)
    code: "DR035", name: "pair-with-one-media-edge", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let Some(id) =
            pair.pool.settings.edge_pool.filter(|_| pair.pool.settings.edge_pool == pair.backup.settings.edge_pool)
        else {
            continue;
        };
        let edge = cx.pool(id);
        let beside = match (stand_together(cx, id, pair.pool.id), stand_together(cx, id, pair.backup.id)) {
            (true, false) => &pair.pool,
            (false, true) => &pair.backup,
            _ => continue,
        };
        let message = message!(
            "{pool} and its backup pool {backup} both use {edge}, which stands with {beside}.",
            pool = pair.pool.name(),
            backup = pair.backup.name(),
            edge = edge.fqdn.as_str(),
            beside = beside.name()
        );
        out.report(&RULE, Place::from(pair.pool.id).field(field::EDGE_POOL), message)
            .related(pair.backup.id, message!("the backup pool"))
            .related(id, message!("the Edge pool of both"))
            .help(message!("Give each pool the Edge pool of its own site."));
    }
}

/// Whether two pools are in one data centre, or in one site where nobody knows the data centres.
fn stand_together(cx: &Cx<'_>, one: Id<Pool>, other: Id<Pool>) -> bool {
    match (only_data_centre(cx, one), only_data_centre(cx, other)) {
        (Some(one), Some(other)) => one == other,
        _ => cx.pool(one).site == cx.pool(other).site,
    }
}
