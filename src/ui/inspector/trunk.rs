//! Trunks. Source: `L:define-additional-trunks-in-topology-builder`, `TB:trunk-settings-expander`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::{Fit, pool_place};
use super::words;
use crate::message;
use crate::model::{Gateway, GatewayKind, Id, Pool, Role, Transport, Trunk, field};
use crate::vendor::names;

/// Draws the page of a trunk.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Trunk>, trunk: &Trunk) {
    let topology = form.cx.topology();
    let gateway = topology.gateways.get(trunk.gateway);
    let of = gateway.map_or("", |gateway| gateway.fqdn.as_str());
    let subtitle = if trunk.is_root { message!("Root trunk of {of}", of) } else { message!("Trunk of {of}", of) };
    form.title_ui(ui, &trunk.name, &form.cx.text(&subtitle));
    let mut row = trunk.clone();
    let label = name(message!("Trunk name")).at(field::NAME);
    let label = if trunk.is_root {
        label.inferred(message!("The vendor's pages do not say that a root trunk is first named after its gateway."))
    } else {
        label
    };
    form.rename(ui, label, id, &trunk.name);

    form.heading(ui, &message!("Gateway"));
    gateway_ui(ui, form, trunk, &mut row);
    form.text(ui, name(message!("Listening port of the gateway")).at(field::GATEWAY_PORT), &mut row.gateway_port);
    if form.option(
        ui,
        name(message!("SIP transport protocol")).at(field::TRANSPORT),
        &mut row.transport,
        &words::transports(),
    ) {
        follow_transport(&mut row);
    }

    form.heading(ui, &message!("Mediation"));
    let is_video = gateway.is_some_and(|gateway| gateway.kind == GatewayKind::Video);
    let label = if is_video { message!("Video Interop pool") } else { message!("Associated Mediation pool") };
    let takes = |_, pool: &Pool| {
        let fits =
            if is_video { matches!(pool.role, Role::VideoInterop(_)) } else { pool.role.mediation_ports().is_some() };
        Fit::when(fits, || pool_place(topology, pool))
    };
    form.pick(ui, name(label).at(field::POOL), &mut row.pool, takes);
    form.text(ui, name(message!("Associated port of the pool")).at(field::PORT), &mut row.pool_port);
    if let Some(pool) = trunk.pool {
        form.link_to(ui, pool);
    }
    form.put(ui, id, trunk, row);
}

/// The root trunk stays with the gateway it was made with.
fn gateway_ui(ui: &mut Ui, form: &mut Form<'_>, trunk: &Trunk, row: &mut Trunk) {
    if !trunk.is_root {
        let topology = form.cx.topology();
        let label = name(message!("Gateway")).at(field::GATEWAY);
        let any = |_, gateway: &Gateway| Fit::Yes(words::place(topology, gateway.site, &[]));
        if let Some((_, Some(gateway))) = form.choose_row(ui, label, Some(trunk.gateway), any) {
            row.gateway = gateway;
        }
    }
    form.link_to(ui, trunk.gateway);
}

/// Ports that still are the default of one transport become the default of the other.
fn follow_transport(row: &mut Trunk) {
    let gateway = [names::GATEWAY_TLS_PORT.value, names::GATEWAY_TCP_PORT.value];
    let branch = [names::BRANCH_GATEWAY_TLS_PORT.value, names::BRANCH_GATEWAY_TCP_PORT.value];
    let pool = [names::MEDIATION_TLS_PORT.value, names::MEDIATION_TCP_PORT.value];
    let (from, to) = if row.transport == Transport::Tcp { (0, 1) } else { (1, 0) };
    for defaults in [gateway, branch] {
        if row.gateway_port == defaults[from] {
            row.gateway_port = defaults[to];
            break;
        }
    }
    if row.pool_port == pool[from] {
        row.pool_port = pool[to];
    }
}
