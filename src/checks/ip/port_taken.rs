use std::collections::{BTreeMap, BTreeSet};

use super::{Ports, fixed_listeners, has_gateway_address, overlap, signalling_ports};
use crate::checks::{Cx, Findings, Tenant, rule};
use crate::message;
use crate::model::{EdgeServiceKind, Id, Pool, PortRange, Role};
use crate::text::Message;

rule! {
    /// Two services of a server listen on one port.
    ///
    /// ## Why it matters
    /// A port belongs to the service that starts first. The other does not start, and which one it is may change with
    /// every restart of the server.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med                         #! IP007
    ///     ports tls 5067-5070
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   mediation lon-med
    ///     ports tls 5067-5069
    /// ```
    /// ## Source
    /// `L:ports-and-protocols-for-internal-servers`; that each pair collides (inferred)
    ///
    /// ## Notes
    /// Ports of gateways collide with no other where every server has an address of its own for them. The external
    /// services of an Edge pool are for ED012 and ED015.
    code: "IP007", name: "port-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let neighbours = neighbours(cx);
    for (id, pool) in cx.pools() {
        let own = listeners(id, pool);
        // Where gateways have an address of their own to go to, their ports are in nobody else's way.
        let is_apart = !own.is_empty() && pool.role.mediation_ports().is_some() && has_gateway_address(cx, id);
        for (n, ports) in own.iter().enumerate() {
            let mut users: Vec<User> = users_among(&own[..n], id, ports.range).collect();
            let beside = neighbours.get(&id).into_iter().flatten().copied();
            for of in std::iter::once(id).chain(beside).filter(|_| !is_apart) {
                let row = cx.pool(of);
                let fixed = fixed_listeners(row, cx.product_of(row), ports.range);
                users.extend(fixed.map(|(port, what)| User { of, port, what: message!("{what}", what) }));
                if of != id {
                    users.extend(users_among(&listeners(of, row), of, ports.range));
                }
            }
            if let Some(user) = users.into_iter().min_by_key(|user| user.port) {
                report(cx, out, (id, pool), ports, user);
            }
        }
    }
}

/// Who else uses a port.
struct User {
    of: Id<Pool>,
    port: u16,
    what: Message,
}

fn report(cx: &Cx<'_>, out: &mut Findings<'_>, pool: (Id<Pool>, &Pool), ports: &Ports<'_>, user: User) {
    let (id, pool) = pool;
    let (what, by, port, name) = (ports.what.title(), user.what, user.port, pool.fqdn.as_str());
    let help = message!("Choose a port that nothing else on the server uses.");
    if user.of == id {
        let message = message!("The {what} of {name} takes {port}, which {by} uses too.", what, name, port, by);
        out.report(&RULE, ports.place, message).help(help);
        return;
    }
    let of = cx.pool(user.of).fqdn.as_str();
    let message = message!("The {what} of {name} takes {port}, which {by} of {of} uses too.", what, name, port, by, of);
    out.report(&RULE, ports.place, message).related(user.of, message!("is on the same machine")).help(help);
}

/// What a person can let collide with something. Of an Edge pool that is Web Conferencing and A/V, where they share the
/// address of Access.
fn listeners(id: Id<Pool>, pool: &Pool) -> Vec<Ports<'_>> {
    let mut listeners = signalling_ports(id, pool);
    if let Role::Edge(edge) = &pool.role {
        let access = Some(EdgeServiceKind::Access.field());
        listeners.retain(|ports| edge.single_fqdn && ports.place.field != access);
    }
    listeners
}

/// Those that use a port of a range.
fn users_among(listeners: &[Ports<'_>], of: Id<Pool>, range: PortRange) -> impl Iterator<Item = User> {
    let users = listeners.iter().filter(move |other| overlap(other.range, range));
    users.map(move |other| User {
        of,
        port: other.range.first.max(range.first),
        what: message!("the {what}", what = other.what.title()),
    })
}

/// The pools that share a machine, for each of them.
fn neighbours(cx: &Cx<'_>) -> BTreeMap<Id<Pool>, BTreeSet<Id<Pool>>> {
    let mut neighbours: BTreeMap<Id<Pool>, BTreeSet<Id<Pool>>> = BTreeMap::new();
    for (_, tenants) in cx.survey().machines().shared() {
        let pools: BTreeSet<Id<Pool>> = tenants
            .iter()
            .filter_map(|tenant| if let Tenant::Computer(pool, _) = *tenant { Some(pool) } else { None })
            .collect();
        for &pool in pools.iter().filter(|_| pools.len() > 1) {
            neighbours.entry(pool).or_default().extend(pools.iter().filter(|other| **other != pool));
        }
    }
    neighbours
}
