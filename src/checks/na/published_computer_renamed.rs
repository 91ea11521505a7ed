use std::collections::BTreeMap;

use super::renamed_domains;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Computer, Fqdn, Id, Place, Pool, Topology, field};

rule! {
    /// A published computer has another name.
    ///
    /// ## Why it matters
    /// A computer is published under its name and replicated to by it. Under another it is a new computer, and the old
    /// one stays behind in the databases of the pool; the vendor's tool does not let a published computer be renamed.
    ///
    /// ## Example
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-new2 lon-fe3      #! NA018
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe2 lon-fe3
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers lon-fe1 lon-fe3
    /// ```
    /// ## Source
    /// `TB:add-front-end-machine`
    ///
    /// ## Notes
    /// A computer is taken as the same by its id in the document, or by its place where nothing else in the pool has
    /// changed (inferred).
    code: "NA018", name: "published-computer-renamed", severity: Error, products: [ALL], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let (Some(published), topology) = (cx.published(), cx.topology()) else { return };
    let domains = renamed_domains(published, topology);
    let by_name: BTreeMap<String, &Pool> = published.pools.iter().map(|(_, pool)| (pool.fqdn.key(), pool)).collect();
    for (id, pool) in cx.pools() {
        let before = published.pools.get(id).or_else(|| by_name.get(&pool.fqdn.key()).copied());
        for (computer, now, old) in renamed(published, topology, before, pool) {
            // A domain under another name is a fault of its own, and so is no name at all.
            let went_with_its_domain =
                old.host().eq_ignore_ascii_case(now.host()) && domains.contains_key(&old.domain().to_ascii_lowercase());
            if old.is_empty() || now.is_empty() || went_with_its_domain {
                continue;
            }
            let message = message!(
                "{old} of {pool} is published, and is called {now} now.",
                old = old.as_str(),
                pool = pool.fqdn.as_str(),
                now = now.as_str()
            );
            out.report(&RULE, Place::from(computer).field(field::FQDN), message).help(message!(
                "Keep the name, or remove the computer, publish, and add the other one in a second publication."
            ));
        }
    }
}

/// The computers of a pool that are published under another name, each with the name it has and the one it had.
fn renamed<'a>(
    published: &'a Topology,
    topology: &'a Topology,
    before: Option<&'a Pool>,
    pool: &'a Pool,
) -> Vec<(Id<Computer>, &'a Fqdn, &'a Fqdn)> {
    let now: Vec<_> = topology.computers_of(pool).map(|(id, computer)| (id, &computer.fqdn)).collect();
    let by_id = now.iter().filter_map(|&(id, name)| Some((id, name, &published.computers.get(id)?.fqdn)));
    let mut found: Vec<_> = by_id.filter(|(_, name, old)| !name.is(old)).collect();
    let before: Vec<_> =
        before.iter().flat_map(|pool| published.computers_of(pool)).map(|(_, computer)| &computer.fqdn).collect();
    if found.is_empty() && before.len() == now.len() {
        let mut others = now.iter().zip(&before).filter(|((_, name), old)| !name.is(old));
        if let (Some((&(id, name), old)), None) = (others.next(), others.next()) {
            found.push((id, name, old));
        }
    }
    found
}
