use super::Table;
use super::estate::{Estate, PoolRow, Spread};
use crate::model::{Edge, EdgeServiceKind, Role};
use crate::vendor::balancer::*;

const COLUMNS: &[&str; 6] = &["Load balancer", "Address", "Pool", "Listener", "Ports", "Note"];

/// What a balancer spreads over the servers of a pool.
struct BalancedRow<'a> {
    pool: PoolRow<'a>,
    listener: &'static str,
    ports: String,
    note: &'static str,
    /// Whether the address known of the balancer is that of this listener.
    has_address: bool,
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let mut rows = Vec::new();
    for pool in estate.pools() {
        let mut add = |listener, ports: String, note, has_address| {
            rows.push(BalancedRow { pool, listener, ports, note, has_address });
        };
        match (estate.spread(pool.1), &pool.1.role) {
            (Spread::Single, _) => {}
            (Spread::Dns, Role::FrontEnd(_)) => add("web", FRONT_END_WEB.to_owned(), WEB_AFFINITY, true),
            (Spread::Hardware, Role::FrontEnd(front_end)) => {
                let more = if front_end.mediation.is_some() { format!(", {MEDIATION}") } else { String::new() };
                add("SIP and web", format!("{FRONT_END}{more}"), WEB_AFFINITY, true);
            }
            (Spread::Dns, Role::Director(_)) => add("web", DIRECTOR_WEB.to_owned(), DIRECTOR_AFFINITY, true),
            (Spread::Hardware, Role::Director(_)) => add(
                "SIP and web",
                DIRECTOR.to_owned(),
                "8080 is inferred; 80 too where plain HTTP is let through (FW02)",
                true,
            ),
            (Spread::Hardware, Role::Mediation(_)) => add("SIP", MEDIATION.to_owned(), "", true),
            (Spread::Hardware, Role::Edge(edge)) => {
                for (service, ports, note) in outside(edge, super::dns::has_xmpp(pool.1, edge)) {
                    add(service.title(), ports, note, false);
                }
                add(
                    "Edge inside",
                    EDGE_INSIDE.to_owned(),
                    "each server directly, never balanced: see the next row",
                    true,
                );
                add("none: direct to each server", EDGE_DIRECT.to_owned(), "no direct server return", false);
            }
            _ => {}
        }
    }
    vec![Table::of("Load balancers", COLUMNS, rows, |row| cells(estate, &row))]
}

fn outside(edge: &Edge, has_xmpp: bool) -> [(EdgeServiceKind, String, &'static str); 3] {
    let federation = if edge.federation { ", 5061" } else { "" };
    let xmpp = if has_xmpp { ", 5269" } else { "" };
    [
        (
            EdgeServiceKind::Access,
            format!("{}{federation}{xmpp}", edge.access.port),
            "the default gateway of the external interfaces; source NAT is allowed",
        ),
        (EdgeServiceKind::WebConferencing, edge.web_conferencing.port.to_string(), "source NAT is allowed"),
        (EdgeServiceKind::Av, format!("{}, 3478 UDP", edge.av.port), "no source NAT; TCP nagling off"),
    ]
}

fn cells<'a>(estate: &Estate<'a>, row: &BalancedRow<'a>) -> [String; 6] {
    let balancer = estate.balancer_of(row.pool);
    let address = balancer.address.as_deref().filter(|_| row.has_address).unwrap_or("address not known").to_owned();
    [
        balancer.name.clone(),
        address,
        row.pool.1.fqdn.to_string(),
        row.listener.to_owned(),
        row.ports.clone(),
        row.note.to_owned(),
    ]
}
