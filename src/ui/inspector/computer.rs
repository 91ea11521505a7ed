//! Computers of pools. Source: `L:define-your-edge-topology` for the addresses of Edge servers.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::{Fit, pool_place};
use super::words;
use crate::edit::{Command, PoolCommand};
use crate::message;
use crate::model::{Address, Computer, Edge, Id, Interface, Pool, Role, field};
use crate::text::Message;
use crate::vendor::InterfaceSide;

/// Draws the page of a computer.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Computer>, computer: &Computer) {
    let topology = form.cx.topology();
    let home = topology.pools.iter().find(|(_, pool)| pool.computers.contains(&id));
    let of = home.map_or(String::new(), |(_, pool)| pool.fqdn.to_string());
    form.title_ui(ui, computer.fqdn.as_str(), &form.cx.text(&message!("Computer of {pool}", pool = of)));
    let mut row = computer.clone();
    form.rename(ui, name(message!("Computer FQDN")).at(field::FQDN), id, computer.fqdn.as_str());
    if let Some((pool_id, pool)) = home {
        pool_ui(ui, form, id, pool_id, pool);
        if let Role::PersistentChat(_) = pool.role {
            let label = name(message!("Inactive: waits in reserve")).at(field::STANDBY);
            form.check(ui, label, &mut row.standby);
        }
    }
    form.data_centre_ui(ui, computer.data_centre);
    match home.map(|(_, pool)| &pool.role) {
        Some(Role::Edge(edge)) => edge_addresses_ui(ui, form, edge, &mut row),
        _ => {
            form.heading(ui, &message!("IP addresses"));
            let label = name(message!("IPv4 address")).at(field::ADDRESS).hint(message!("all configured addresses"));
            address_ui(ui, form, label, &mut row, InterfaceSide::Primary, 1, |interface| &mut interface.address);
            let label = name(message!("IPv6 address")).hint(message!("none"));
            address_ui(ui, form, label, &mut row, InterfaceSide::Primary, 1, |interface| &mut interface.address_v6);
        }
    }
    checks_ui(ui, form, &mut row);
    form.put(ui, id, computer, row);
}

/// Which pool it works in; it may join another of the same role.
fn pool_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Computer>, home: Id<Pool>, pool: &Pool) {
    let topology = form.cx.topology();
    let fits = |other, row: &Pool| match () {
        () if other == home => Fit::Yes(pool_place(topology, row)),
        () if row.role.kind() != pool.role.kind() => Fit::No,
        () if !row.multi_server && !row.computers.is_empty() => Fit::Refused(message!("Takes one computer only")),
        () => Fit::Yes(pool_place(topology, row)),
    };
    let label = name(message!("Pool")).at(field::POOL);
    if let Some((control, Some(to))) = form.choose_row(ui, label, Some(home), fits) {
        form.ask(control, Command::Pool(PoolCommand::TransferComputer { computer: id, to }));
    }
    if form.link(ui, &message!("Open the pool's page")) {
        form.select(home);
    }
}

/// What the last but one page of the Edge wizard asks. That interface 2 is Web Conferencing and 3 is A/V is inferred.
fn edge_addresses_ui(ui: &mut Ui, form: &mut Form<'_>, edge: &Edge, row: &mut Computer) {
    form.heading(ui, &message!("Internal IP addresses"));
    if edge.ip.internal_v4 {
        let label = name(message!("Internal IPv4 address")).at(field::ADDRESS);
        address_ui(ui, form, label, row, InterfaceSide::Internal, 1, |interface| &mut interface.address);
    }
    if edge.ip.internal_v6 {
        let label = name(message!("Internal IPv6 address"));
        address_ui(ui, form, label, row, InterfaceSide::Internal, 1, |interface| &mut interface.address_v6);
    }
    form.heading(ui, &message!("External IP addresses"));
    let services = if edge.single_fqdn {
        vec![(1, message!("External"))]
    } else {
        vec![(1, message!("SIP Access")), (2, message!("Web Conferencing")), (3, message!("A/V"))]
    };
    let av = services.len() as u8;
    for (number, service) in services {
        let label =
            |text: Message| if number == 1 { name(text) } else { name(text).inferred(interface_number(number)) };
        if edge.ip.external_v4 {
            let label = label(message!("{service} IPv4 address", service = service.clone()));
            address_ui(ui, form, label, row, InterfaceSide::External, number, |interface| &mut interface.address);
        }
        if edge.ip.external_v6 {
            let label = label(message!("{service} IPv6 address", service));
            address_ui(ui, form, label, row, InterfaceSide::External, number, |interface| &mut interface.address_v6);
        }
    }
    if edge.nat {
        let label = name(message!("Public IPv4 address of A/V"));
        address_ui(ui, form, label, row, InterfaceSide::External, av, |interface| &mut interface.public_address);
        if edge.ip.external_v6 {
            let label = name(message!("Public IPv6 address of A/V"));
            address_ui(ui, form, label, row, InterfaceSide::External, av, |i| &mut i.public_address_v6);
        }
    }
}

fn interface_number(number: u8) -> Message {
    message!("No sample document shows it; interface {number} is assumed.", number)
}

/// One address of one interface. An interface exists while it has an address.
fn address_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    label: super::form::Name,
    row: &mut Computer,
    side: InterfaceSide,
    number: u8,
    part: fn(&mut Interface) -> &mut Address,
) {
    let mut interface = row.interface(side, number).cloned().unwrap_or_else(|| no_address(side, number));
    if !form.text(ui, label, part(&mut interface)) {
        return;
    }
    let place = row.interfaces.iter().position(|other| other.side == side && other.number == number);
    let is_empty = interface == no_address(side, number);
    match place {
        Some(place) if is_empty => {
            row.interfaces.remove(place);
        }
        Some(place) => row.interfaces[place] = interface,
        None if is_empty => {}
        None => row.interfaces.push(interface),
    }
}

fn no_address(side: InterfaceSide, number: u8) -> Interface {
    Interface {
        side,
        number,
        address: Address::default(),
        address_v6: Address::default(),
        public_address: Address::default(),
        public_address_v6: Address::default(),
    }
}

fn checks_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Computer) {
    form.for_checks(ui, |form, ui| {
        form.option(ui, name(message!("Platform")).at(field::PLATFORM), &mut row.platform, &words::platforms());
        form.option(ui, name(message!("Windows version")).at(field::OS), &mut row.os, &words::windows());
        form.text(ui, name(message!("Physical host or rack")), &mut row.host);
        form.yes_no(ui, name(message!("Several addresses of its own (multi-homed)")), &mut row.multi_homed);
        form.option(ui, name(message!("Expected outage")).at(field::OUTAGE), &mut row.outage, &words::outages());
        let label = name(message!("Upgrade domain")).hint(message!("assigned automatically"));
        form.text(ui, label, &mut row.upgrade_domain);
    });
}
