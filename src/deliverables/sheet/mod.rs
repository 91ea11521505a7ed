//! Sheets: what has to be ordered, entered and opened so that a deployment works, row by row.
//!
//! The rows are typed, one struct for each sheet; each becomes a line of a [`Table`], and a table is written as CSV,
//! Markdown or a workbook. What the documentation asks for stands in `vendor`, under the key that every row carries.

mod certificates;
mod counts;
mod dns;
mod estate;
mod firewall;
mod load_balancers;
mod servers;
mod sql;
mod table;
mod workbook;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Exporter, Group, Make, NotMade, Subject};
use crate::model::{Document, Id, Pool};
use estate::Estate;

pub use table::Table;

const ENDINGS: &[&str] = &["csv", "md", "xlsx"];

/// The tables of a sheet.
type Tables = fn(&Estate<'_>) -> Vec<Table>;

macro_rules! sheets {
    ($($(#[$doc:meta])* $name:ident: $word:literal, $title:literal, $tables:expr;)*) => {
        $(
            $(#[$doc])*
            pub static $name: Exporter = Exporter {
                word: $word,
                title: $title,
                group: Group::Sheets,
                endings: ENDINGS,
                parts: &[],
                make: Make::File(|subject, ending| written($tables(&Estate::of(subject.document)), subject, ending)),
            };
        )*
        /// All sheets in one workbook.
        pub static SHEETS: Exporter = Exporter {
            word: "sheets",
            title: "All sheets in one workbook",
            group: Group::Sheets,
            endings: &["xlsx", "md"],
            parts: &[$($word),*],
            make: Make::File(|subject, ending| {
                let estate = Estate::of(subject.document);
                written(ALL.iter().flat_map(|tables| tables(&estate)).collect(), subject, ending)
            }),
        };
        /// Every sheet, in the order of the workbook.
        const ALL: &[Tables] = &[$($tables),*];
    };
}
sheets! {
    /// Records of the internal and the external zones.
    DNS: "dns", "DNS records, internal and external", dns::tables;
    /// What to order from which authority.
    CERTIFICATES: "certificates", "Certificates to order", certificates::tables;
    /// What to open.
    FIREWALL: "firewall", "Firewall flows, inside, at the perimeter and between data centres", firewall::tables;
    /// What to build.
    SERVERS: "servers", "Servers with roles, places and addresses", servers::tables;
    /// What to set up on them.
    SQL: "sql", "SQL Server instances with their databases", sql::tables;
    /// What to spread.
    LOAD_BALANCERS: "load-balancers", "Ports of the hardware load balancers", load_balancers::tables;
    /// What to buy.
    COUNTS: "counts", "Servers, addresses and certificates, counted", counts::tables;
}

/// What the one certificate of a server of each pool names beside the server, where it serves for all its usages.
pub(super) fn names_on_certificates(document: &Document) -> BTreeMap<Id<Pool>, Vec<String>> {
    let estate = Estate::of(document);
    estate.pools().map(|(id, pool)| (id, certificates::names_of(&estate, id, pool))).collect()
}

/// Tables as a file. Those of one sheet share their columns, so that a CSV file can hold them one after the other, with
/// their notes behind them; a workbook and a page of Markdown keep them apart.
fn written(mut tables: Vec<Table>, subject: &Subject<'_>, ending: &str) -> Result<Vec<u8>, NotMade> {
    tables.retain(|table| !table.rows.is_empty());
    if tables.is_empty() {
        return Err(NotMade::nothing_to_list());
    }
    match ending {
        "xlsx" => workbook::write(&tables, subject.today),
        "md" => Ok(table::markdown(&tables, subject)),
        _ => Ok(table::csv(&tables)),
    }
}

/// "a, b, c".
fn listed(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}
