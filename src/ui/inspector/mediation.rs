//! Stand-alone Mediation pools, and the ports of any Mediation Server.
//! Source: `L:define-a-mediation-server-in-topology-builder`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::Fit;
use super::pool::Subject;
use crate::message;
use crate::model::{Mediation, MediationPorts, PortRange, Trunk, field};
use crate::vendor::names;

/// The page of a stand-alone Mediation pool.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut Mediation) {
    form.heading(ui, &message!("Associations"));
    form.pick_next_hop(ui, &mut settings.next_hop);
    form.pick_edge(ui, &mut settings.edge_pool);
    form.heading(ui, &message!("Ports"));
    form.remark(ui, &message!("The Front End pool connects to TLS port {port}.", port = names::MEDIATION_PORT.value));
    ports_ui(ui, form, subject, &mut settings.ports);
}

/// Where a Mediation Server listens for gateways, and the trunk it uses by default.
pub(super) fn ports_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, ports: &mut MediationPorts) {
    let tls = name(message!("TLS listening ports")).at(field::TLS_PORTS).hint(message!("off"));
    form.text(ui, tls, &mut ports.tls);
    let mut tcp = ports.tcp.is_some();
    if form.check(ui, name(message!("Enable TCP port")), &mut tcp) {
        ports.tcp = tcp.then_some(PortRange::single(names::MEDIATION_TCP_PORT.value));
    }
    if ports.tcp.is_some() {
        form.text(ui, name(message!("TCP listening ports")).at(field::TCP_PORTS), &mut ports.tcp);
    }
    let pool = subject.id;
    let topology = form.cx.topology();
    let of_this_pool = |_, trunk: &Trunk| Fit::when(trunk.pool == Some(pool), || topology.name(trunk.gateway.into()));
    let has_trunks = ports.default_trunk.is_some() || topology.trunks.iter().any(|(_, row)| row.pool == Some(pool));
    if has_trunks {
        form.pick(ui, name(message!("Default trunk")).at(field::DEFAULT_TRUNK), &mut ports.default_trunk, of_this_pool);
    } else {
        form.remark(ui, &message!("No trunk leads to this pool yet."));
    }
}
