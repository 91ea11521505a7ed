//! Pools: what is true of every role.

use super::{computer, role};
use crate::model::{Computer, DataCentre, Fqdn, Id, Pool, RoleKind, SiteRef};
use crate::sketch::error::SketchError;
use crate::sketch::lines::Line;
use crate::sketch::names::{Named, full_name, spell_host};
use crate::sketch::read::{Here, Reader};
use crate::sketch::value::Atom;
use crate::sketch::words::{AttributeLines, Attributes, Custom, Words, choice, said};
use crate::sketch::write::{Writer, Written};
use crate::vendor::Product;

impl Named for Pool {
    const KIND: &'static str = "pool";

    fn key(word: &crate::sketch::lines::Word, domain: &Fqdn) -> String {
        full_name(word, domain)
    }

    fn spell(&self, writer: &Writer<'_>) -> String {
        spell_host(&self.fqdn, &writer.domain)
    }
}

/// What follows the name of a pool.
#[derive(Clone, Copy)]
struct Header {
    data_centre: Option<Id<DataCentre>>,
    product: Product,
}

static HEADER: Attributes<Header> = Attributes(&[
    &said("in", |row: &mut Header| &mut row.data_centre),
    &said("product", |row: &mut Header| &mut row.product),
]);

static POOL: Attributes<Pool> = Attributes(&[
    &choice(&[("single-computer", false), ("multiple-computers", true)], |row: &mut Pool| &mut row.multi_server),
    &Custom {
        word: "addresses",
        is_repeatable: true,
        read: computer::read_addresses,
        write: |row, _, writer| computer::write_addresses(row, writer),
    },
    &Custom {
        word: "interface",
        is_repeatable: true,
        read: computer::read_interface,
        write: |row, _, writer| computer::write_interfaces(row, writer),
    },
    &said("load-balancing", |row: &mut Pool| &mut row.load_balancing),
    &said("users", |row: &mut Pool| &mut row.users),
    &said("remote-users", |row: &mut Pool| &mut row.remote_users),
    &said("branch-users", |row: &mut Pool| &mut row.branch_users),
    &said("srv-priority", |row: &mut Pool| &mut row.srv_priority),
    &said("backup-pool", |row: &mut Pool| &mut row.backup_pool),
]);

/// Reads a pool.
pub(in crate::sketch) fn read(
    id: Id<Pool>,
    role: RoleKind,
    site: SiteRef,
    line: &Line,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let mut header = Header { data_centre: None, product: reader.product };
    reader.read_header(HEADER, &mut header, line)?;
    let fqdn = Fqdn::new(reader.name_in::<Pool>(line)?);
    let mut row = Pool::new(fqdn, site, header.product, role.with_defaults());

    let template = Computer { data_centre: header.data_centre, ..Computer::default() };
    let (computers, others): (Vec<&Line>, Vec<&Line>) =
        line.children.iter().partition(|child| child.first().is("computers"));
    for line in &computers {
        computer::read(id, &mut row, &template, line, reader)?;
    }
    let n_made = reader.n_made();
    if computers.is_empty() {
        for fqdn in unsaid_computers(role, &row.fqdn) {
            computer::add(id, &mut row, Computer { fqdn, ..template.clone() }, reader);
        }
    }
    let of_pool: Vec<&Computer> = row.computers.iter().filter_map(|id| reader.rows.computers.get(id)).collect();
    row.multi_server = is_multi_server_unless_said(role, &row.fqdn, &of_pool);
    reader.here = Here::of(site, &data_centres(header.data_centre, &of_pool));
    role::fill_in(&mut row, line.children.iter().any(|child| child.first().is("back-end")), reader);
    reader.expect_since(n_made, line, id);

    let mut lines = AttributeLines::of(id, "under a pool");
    for line in others {
        if !(lines.read(POOL, &mut row, line, reader)? || role::read(&mut lines, &mut row.role, line, reader)?) {
            let words = POOL.words().chain(["computers"]).chain(role::words(&row.role));
            return Err(lines.unknown(line, words));
        }
    }
    reader.rows.pools.insert(id, row);
    Ok(())
}

/// The computers of a pool that says nothing of them: three Front End servers, as quorum wants; else a single one that
/// is the pool itself.
fn unsaid_computers(role: RoleKind, fqdn: &Fqdn) -> Vec<Fqdn> {
    match role {
        RoleKind::FrontEnd => (1..=3).map(|n| computer::numbered(fqdn, n)).collect(),
        _ => vec![fqdn.clone()],
    }
}

/// A pool that is one computer of the same name is a single-computer pool, unless it is said otherwise.
fn is_multi_server_unless_said(role: RoleKind, fqdn: &Fqdn, computers: &[&Computer]) -> bool {
    role == RoleKind::FrontEnd || !matches!(computers, [only] if only.fqdn.is(fqdn))
}

/// The data centres of the computers, each once and in their order; where they say nothing, that of the pool.
fn data_centres(of_pool: Option<Id<DataCentre>>, computers: &[&Computer]) -> Vec<Id<DataCentre>> {
    let mut found = Vec::new();
    for data_centre in computers.iter().filter_map(|row| row.data_centre) {
        if !found.contains(&data_centre) {
            found.push(data_centre);
        }
    }
    if found.is_empty() { of_pool.into_iter().collect() } else { found }
}

/// Where the rows stand that only this pool names.
pub(in crate::sketch) fn here(row: &Pool, writer: &Writer<'_>) -> Here {
    let computers: Vec<&Computer> = writer.topology.computers_of(row).map(|(_, row)| row).collect();
    Here::of(row.site, &data_centres(None, &computers))
}

/// Reads `pair A B`: each is the other's backup.
pub(in crate::sketch) fn read_pair(line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
    let mut words = Words::behind_first(line);
    let [a, b] = [Id::<Pool>::parse(&mut words, reader)?, Id::<Pool>::parse(&mut words, reader)?];
    words.finish()?;
    reader.nothing_under(line)?;
    for (pool, backup) in [(a, b), (b, a)] {
        if let Some(pool) = reader.rows.pools.get_mut(&pool) {
            pool.backup_pool = Some(backup);
        }
    }
    let n_made = reader.n_made();
    reader.made(b);
    reader.expect_since(n_made, line, a);
    Ok(())
}

/// Whether the two are each other's backup, which a `pair` line says.
pub(in crate::sketch) fn is_paired(id: Id<Pool>, row: &Pool, writer: &Writer<'_>) -> bool {
    let partner = row.backup_pool.and_then(|partner| writer.topology.pools.get(partner));
    partner.is_some_and(|partner| partner.backup_pool == Some(id))
}

/// The line of a pool.
pub(in crate::sketch) fn write(id: Id<Pool>, row: &Pool, writer: &Writer<'_>) -> Written {
    let role = row.role.kind();
    let computers: Vec<&Computer> = writer.topology.computers_of(row).map(|(_, row)| row).collect();
    let mut data_centres = computers.iter().map(|row| row.data_centre);
    let first = data_centres.next().flatten();
    let header = Header {
        data_centre: first.filter(|first| data_centres.all(|other| other == Some(*first))),
        product: row.product,
    };
    let unsaid_header = Header { data_centre: None, product: writer.product };

    let mut unsaid = Pool::new(row.fqdn.clone(), row.site, row.product, role.with_defaults());
    unsaid.multi_server = is_multi_server_unless_said(role, &row.fqdn, &computers);
    if is_paired(id, row, writer) {
        unsaid.backup_pool = row.backup_pool;
    }
    let template = Computer { data_centre: header.data_centre, ..Computer::default() };
    let unsaid_computers = unsaid_computers(role, &row.fqdn);
    let is_unsaid = |(fqdn, row): (&Fqdn, &&Computer)| {
        **row == Computer { fqdn: fqdn.clone(), interfaces: row.interfaces.clone(), ..template.clone() }
    };
    let says_nothing =
        unsaid_computers.len() == computers.len() && unsaid_computers.iter().zip(&computers).all(is_unsaid);
    let computer_lines = if says_nothing { Vec::new() } else { computer::write(row, &template, writer) };

    let name: Vec<String> =
        std::iter::once(row.spell(writer)).chain(HEADER.phrases(&header, &unsaid_header, writer)).collect();
    Written::new(role.facts().token, &name.join(" "))
        .with(computer_lines.iter().map(|line| format!("computers {line}")))
        .with(POOL.phrases(row, &unsaid, writer))
        .with(role::write(row, writer))
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(HEADER.words());
    words.extend(POOL.words());
    words
}
