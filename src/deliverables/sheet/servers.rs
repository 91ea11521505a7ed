use super::estate::{Estate, Host, Neighbour};
use super::{Table, listed, yes_or_no};
use crate::model::{Computer, EdgeServiceKind, NetworkServiceKind, Platform, Pool, Role};

const COLUMNS: &[&str; 11] = &[
    "Server",
    "Role",
    "Pool",
    "Product",
    "Site",
    "Data centre",
    "Address inside",
    "Addresses outside",
    "Platform",
    "Windows",
    "In reserve",
];

/// A server to build.
struct ServerRow<'a> {
    pool: &'a Pool,
    computer: &'a Computer,
    inside: Host,
    outside: Vec<Host>,
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let mut rows = Vec::new();
    for (_, pool) in estate.pools() {
        let insides = estate.servers(pool);
        for (place, (_, computer)) in estate.computers(pool).enumerate() {
            let outside = match &pool.role {
                Role::Edge(edge) => [EdgeServiceKind::Access, EdgeServiceKind::WebConferencing, EdgeServiceKind::Av]
                    .into_iter()
                    .take(edge.n_names())
                    .map(|service| estate.servers_outside(pool, edge, service)[place].clone())
                    .collect(),
                _ => Vec::new(),
            };
            rows.push(ServerRow { pool, computer, inside: insides[place].clone(), outside });
        }
    }
    let rows = rows.iter().map(|row| cells(estate, row));
    let beside = estate.neighbours();
    let beside = beside.iter().map(|neighbour| cells_beside(estate, neighbour));
    vec![Table::of("Servers", COLUMNS, rows.chain(beside), |cells| cells)]
}

/// The line of a machine or device that no pool has: what it runs is not part of a deployment.
fn cells_beside(estate: &Estate<'_>, neighbour: &Neighbour) -> [String; 11] {
    let Neighbour { host, title, site } = neighbour;
    let is_outside = *title == NetworkServiceKind::ReverseProxy.title();
    let [inside, outside] = if is_outside { [String::new(), host.shown()] } else { [host.shown(), String::new()] };
    [
        host.name.clone(),
        (*title).to_owned(),
        String::new(),
        String::new(),
        estate.topology.site_name(*site).to_owned(),
        estate.data_centre_name(host.data_centre),
        inside,
        outside,
        String::new(),
        String::new(),
        String::new(),
    ]
}

fn cells(estate: &Estate<'_>, row: &ServerRow<'_>) -> [String; 11] {
    let ServerRow { pool, computer, inside, outside } = row;
    let platform = match computer.platform {
        Some(Platform::Physical) => "physical",
        Some(Platform::Virtual) => "virtual",
        None => "",
    };
    [
        computer.fqdn.to_string(),
        pool.role.kind().facts().title.to_owned(),
        pool.fqdn.to_string(),
        pool.product.title().to_owned(),
        estate.topology.site_name(pool.site).to_owned(),
        estate.data_centre_name(inside.data_centre),
        inside.shown(),
        listed(outside.iter().map(Host::shown)),
        platform.to_owned(),
        computer.os.map_or("", |os| os.title()).to_owned(),
        yes_or_no(computer.standby),
    ]
}
