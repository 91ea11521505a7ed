use std::collections::BTreeMap;

use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{Director, Id, Site};
use crate::vendor::{Figure, capacity};

rule! {
    /// A site has more remote users than its Directors carry.
    ///
    /// ## Why it matters
    /// Every remote user of the site signs in through them. When all come at once, in the morning or after an outage,
    /// the Directors queue and clients give up.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA                               #! DI010
    ///   front-end lon-fe.contoso.com
    ///     users 40000
    ///     remote-users 25000
    ///   director lon-dir.contoso.com
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     users 40000
    ///     remote-users 24000
    ///   director lon-dir.contoso.com
    ///     computers 2
    /// ```
    /// ## Source
    /// `S:user-model`
    /// `S:user-model-2019`
    code: "DI010", name: "too-few-directors", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let mut directors: BTreeMap<Id<Site>, Vec<PoolOf<'_, Director>>> = BTreeMap::new();
    for director in cx.director_pools() {
        if let Some(site) = topology.central_site(director.pool.site) {
            directors.entry(site).or_default().push(director);
        }
    }
    if directors.is_empty() {
        return;
    }
    let mut remote_users: BTreeMap<Id<Site>, u64> = BTreeMap::new();
    for pool in cx.user_pools() {
        if let (Some(site), Some(users)) = (topology.central_site(pool.pool.site), pool.pool.remote_users) {
            *remote_users.entry(site).or_default() += u64::from(users);
        }
    }
    for (site, directors) in directors {
        let carried = |director: &PoolOf<'_, Director>| {
            let each = capacity(Figure::RemoteUsersPerDirector, cx.product_of(director.pool))?;
            Some(u64::from(each.value) * director.n_computers() as u64)
        };
        let users = remote_users.get(&site).copied().unwrap_or_default();
        let max: u64 = directors.iter().filter_map(carried).sum();
        if max == 0 || users <= max {
            continue;
        }
        let message = message!(
            "{site} has {users} remote users; its Directors carry {max}.",
            site = topology.name(site.into()),
            users,
            max
        );
        let mut reported = out.report(&RULE, site, message);
        for director in directors {
            reported = reported.related(director.id, message!("its Directors"));
        }
        reported.help(message!("Add Directors."));
    }
}
