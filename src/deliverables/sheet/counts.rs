use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use super::certificates::Order;
use super::estate::{Estate, Spread};

const COLUMNS: &[&str; 3] = &["What", "Where", "Number"];

/// So many of something at a place.
struct CountRow {
    what: String,
    place: String,
    number: usize,
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let mut rows = Vec::new();
    let mut servers: BTreeMap<(String, &str), BTreeSet<String>> = BTreeMap::new();
    for (_, pool) in estate.pools() {
        for host in estate.servers(pool) {
            let place = estate.data_centre_name(host.data_centre);
            let place = if place.is_empty() { estate.topology.site_name(pool.site).to_owned() } else { place };
            let title = pool.role.kind().facts().title;
            servers.entry((place, title)).or_default().insert(host.name.to_ascii_lowercase());
        }
    }
    for neighbour in estate.neighbours() {
        let place = estate.data_centre_name(neighbour.host.data_centre);
        let place = if place.is_empty() { estate.topology.site_name(neighbour.site).to_owned() } else { place };
        servers.entry((place, neighbour.title)).or_default().insert(neighbour.host.name.to_ascii_lowercase());
    }
    let mut add = |what: String, place: String, number| rows.push(CountRow { what, place, number });
    for ((place, title), names) in servers {
        add(format!("machines: {title}"), place, names.len());
    }
    for (_, pool, edge) in estate.edges() {
        let n_servers = estate.computers(pool).count();
        let virtual_ones = usize::from(estate.spread(pool) == Spread::Hardware);
        let number = edge.n_names() * (n_servers + virtual_ones);
        add("public IPv4 addresses of an Edge pool".to_owned(), pool.fqdn.to_string(), number);
    }
    for (host, _) in estate.listeners() {
        add("public IPv4 addresses of a reverse proxy".to_owned(), host.name, 1);
    }
    let Order { internal, public } = Order::of(estate);
    add("certificates of the internal authority, one for all usages of a server".to_owned(), String::new(), internal);
    add("certificates of a public authority".to_owned(), String::new(), public);
    rows.retain(|row| row.number > 0);
    vec![Table::of("Counts", COLUMNS, rows, |row| [row.what, row.place, row.number.to_string()])]
}
