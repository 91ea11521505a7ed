//! Edge pools. Source: `L:define-your-edge-topology`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pool::Subject;
use crate::edit::Command;
use crate::message;
use crate::model::{Edge, EdgeService, Field, Id, MediaRange, Pool, Role, field};
use crate::text::{Message, natural_cmp};
use crate::vendor::{Product, names};

/// The settings of an Edge pool.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut Edge) {
    features_ui(ui, form, subject.pool.product, settings);
    ip_ui(ui, form, settings);
    form.heading(ui, &message!("External FQDNs"));
    let [access, conferencing, av] = if settings.single_fqdn {
        [message!("External"), message!("Web Conferencing"), message!("A/V")]
    } else {
        [message!("SIP Access"), message!("Web Conferencing"), message!("A/V")]
    };
    service_ui(ui, form, access, field::ACCESS, true, &mut settings.access);
    let own_name = !settings.single_fqdn;
    service_ui(ui, form, conferencing, field::WEB_CONFERENCING, own_name, &mut settings.web_conferencing);
    service_ui(ui, form, av, field::AV, own_name, &mut settings.av);
    if form.link(ui, &message!("Use the default ports")) {
        settings.set_default_ports();
    }
    form.heading(ui, &message!("External media ports"));
    let MediaRange { start, count } = &mut settings.media;
    form.beside(
        ui,
        0.5,
        |form, ui| {
            form.text(ui, name(message!("First port")).at(field::MEDIA), start);
        },
        |form, ui| {
            form.text(ui, name(message!("Number of ports")), count);
        },
    );
    form.heading(ui, &message!("Next hop"));
    let takes_sip = |role: &Role| role.front_end().is_some() || matches!(role, Role::Director(_));
    let label = name(message!("Next hop pool")).at(field::NEXT_HOP);
    form.pick_pool(ui, label, &mut settings.next_hop, takes_sip);
    form.group(ui, &message!("Pools that use it for media"), &[], |form, ui| users_ui(ui, form, subject.id));
}

fn features_ui(ui: &mut Ui, form: &mut Form<'_>, product: Product, settings: &mut Edge) {
    form.heading(ui, &message!("Features"));
    let single = name(message!("Use a single FQDN and IP address")).at(field::SINGLE_FQDN);
    if form.check(ui, single, &mut settings.single_fqdn) {
        settings.set_default_ports();
    }
    let port = names::FEDERATION_PORT.value;
    let federation = name(message!("Enable federation for this pool (port {port})", port)).at(field::FEDERATION);
    form.check(ui, federation, &mut settings.federation);
    if settings.xmpp || matches!(product, Product::L13 | Product::S15) {
        let port = names::XMPP_PORT.value;
        let xmpp = name(message!("Enable XMPP federation (port {port})", port)).at(field::XMPP);
        form.check(ui, xmpp, &mut settings.xmpp);
    }
    if settings.skype_search || product != Product::L13 {
        form.check(ui, name(message!("Enable Skype search")), &mut settings.skype_search);
    }
}

fn ip_ui(ui: &mut Ui, form: &mut Form<'_>, settings: &mut Edge) {
    form.heading(ui, &message!("IP options"));
    let ip = &mut settings.ip;
    let boxes = [
        (message!("IPv4 internal"), &mut ip.internal_v4),
        (message!("IPv6 internal"), &mut ip.internal_v6),
        (message!("IPv4 external"), &mut ip.external_v4),
        (message!("IPv6 external"), &mut ip.external_v6),
    ];
    form.checks(ui, field::IP, boxes);
    let nat = name(message!("External IP address is translated by NAT")).at(field::NAT);
    form.check(ui, nat, &mut settings.nat);
    form.remark(ui, &message!("The addresses themselves are on the page of each computer."));
}

fn service_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    title: Message,
    field: Field,
    has_name: bool,
    service: &mut EdgeService,
) {
    let port = message!("{service} port", service = title.clone());
    if has_name {
        let EdgeService { fqdn, port: number } = service;
        form.beside(
            ui,
            0.7,
            |form, ui| {
                form.text(ui, name(message!("{service} FQDN", service = title)).at(field), fqdn);
            },
            |form, ui| {
                form.text(ui, name(port).caption(message!("Port")), number);
            },
        );
    } else {
        form.text(ui, name(port).at(field), &mut service.port);
    }
}

/// The last page of the wizard: the association is kept on the other pool.
fn users_ui(ui: &mut Ui, form: &mut Form<'_>, edge: Id<Pool>) {
    let topology = form.cx.topology();
    let mut pools: Vec<(Id<Pool>, &Pool)> = topology
        .pools
        .iter()
        .filter(|(_, pool)| {
            let is_asked = pool.role.front_end().is_some() || matches!(pool.role, Role::Mediation(_));
            is_asked || pool.role.edge_pool() == Some(edge)
        })
        .collect();
    pools.sort_by(|(_, a), (_, b)| natural_cmp(a.fqdn.as_str(), b.fqdn.as_str()));
    for (id, pool) in pools {
        let mut uses = pool.role.edge_pool() == Some(edge);
        let control = ui.make_persistent_id(id);
        if form.check(ui, name(Message::verbatim(pool.fqdn.as_str())), &mut uses) {
            let mut row = pool.clone();
            if let Some(edge_pool) = row.role.edge_pool_mut() {
                *edge_pool = uses.then_some(edge);
            }
            form.ask(control, Command::Put((id, row).into()));
        }
    }
}
