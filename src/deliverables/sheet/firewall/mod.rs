//! What to open: the flows of a deployment as rows, and those again that cross from one data centre into another.

mod end;
mod flows;

use super::Table;
use super::estate::Estate;
use crate::model::{DataCentre, Id};
use crate::vendor::{
    Protocol,
    flow::{BETWEEN_DATA_CENTRES, Flow},
};
use end::End;
use flows::Flows;

const COLUMNS: &[&str; 11] = &[
    "Key",
    "Source",
    "Source addresses",
    "Destination",
    "Destination addresses",
    "Port",
    "Protocol",
    "Opened by",
    "Firewall",
    "Reason",
    "Inferred",
];

/// Of how many pairs of data centres each gets a row: those of eight. Beyond that nobody reads them one by one.
const MOST_PAIRS: usize = 64;

/// Traffic that somebody has to let pass.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FlowRow {
    flow: Flow,
    from: End,
    to: End,
    port: String,
    protocol: Protocol,
    both_ways: bool,
    wall: Wall,
    note: String,
    /// What part of it is concluded and not stated.
    inferred: Option<&'static str>,
}

/// Which firewall it has to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wall {
    /// None of the perimeter; those between parts of the network inside, where there are any.
    Inside,
    External,
    Internal,
    BetweenDataCentres,
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let rows = Flows::of(estate);
    let across = between(estate, &rows);
    let n_edges = estate.edges().len();
    let mut all = Table::of("Firewall", COLUMNS, rows, cells)
        .note("IPsec has to be off for all ports of audio, video and application sharing.")
        .note(
            "Clients: 67 and 68 UDP to find the registrar by DHCP; outgoing 443 TCP, 3478 UDP, 5061 TCP; media 1024-65535 \
             TCP and UDP unless a range is configured.",
        );
    if estate.edges().iter().any(|(_, _, edge)| edge.nat) {
        all = all.note(
            "A/V Edge behind NAT: incoming and outgoing packets are translated one to one by a static rule; a destination \
             NAT alone is not enough (inferred).",
        );
    }
    if n_edges > 1 {
        all = all.note("Edge pools reach each other's external A/V addresses both ways: 3478 UDP and 443 TCP.");
    }
    let across = Table::of("Between data centres", COLUMNS, across, cells);
    vec![all, across]
}

fn cells(row: FlowRow) -> [String; 11] {
    let protocol = match row.protocol {
        Protocol::Udp => "UDP",
        Protocol::TcpOrUdp => "TCP+UDP",
        _ => "TCP",
    };
    let wall = match row.wall {
        Wall::Inside => "inside",
        Wall::External => "external",
        Wall::Internal => "internal",
        Wall::BetweenDataCentres => "between data centres",
    };
    let reason =
        if row.note.is_empty() { row.flow.row.what.to_owned() } else { format!("{}: {}", row.flow.row.what, row.note) };
    [
        row.flow.row.key.to_owned(),
        row.from.objects(),
        row.from.addresses(),
        row.to.objects(),
        row.to.addresses(),
        row.port,
        protocol.to_owned(),
        if row.both_ways { "either side" } else { "source" }.to_owned(),
        wall.to_owned(),
        reason,
        row.inferred.unwrap_or_default().to_owned(),
    ]
}

/// What of the flows crosses from one data centre into another.
fn between(estate: &Estate<'_>, rows: &[FlowRow]) -> Vec<FlowRow> {
    let mut across = Vec::new();
    for row in rows.iter().filter(|row| BETWEEN_DATA_CENTRES.contains(&row.flow)) {
        let distinct = |end: &End| {
            let mut found: Vec<Id<DataCentre>> = Vec::new();
            end.data_centres().into_iter().for_each(|id| {
                if !found.contains(&id) {
                    found.push(id);
                }
            });
            estate.sorted(found.into_iter(), |id| estate.data_centre_name(Some(*id)))
        };
        let is_within_itself = row.both_ways && row.from == row.to;
        let (starts, ends) = (distinct(&row.from), distinct(&row.to));
        if starts.len() * ends.len() > MOST_PAIRS {
            let places = "between all data centres that its servers stand in";
            let note = if row.note.is_empty() { places.to_owned() } else { format!("{}; {places}", row.note) };
            across.push(FlowRow { wall: Wall::BetweenDataCentres, note, ..row.clone() });
            continue;
        }
        for (i, a) in starts.iter().enumerate() {
            for (j, b) in ends.iter().enumerate() {
                if a == b || (is_within_itself && j < i) {
                    continue;
                }
                let (from, to) = (row.from.within(*a), row.to.within(*b));
                let [a, b] = [a, b].map(|id| estate.data_centre_name(Some(*id)));
                let places = if row.both_ways { format!("{a} and {b}") } else { format!("{a} to {b}") };
                let note = if row.note.is_empty() { places } else { format!("{}; {places}", row.note) };
                across.push(FlowRow { from, to, wall: Wall::BetweenDataCentres, note, ..row.clone() });
            }
        }
    }
    across
}
