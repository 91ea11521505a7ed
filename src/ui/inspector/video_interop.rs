//! Video Interop pools. Source: `S:create-a-vis-pool`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::gateway::trunks_of_pool_ui;
use super::pool::Subject;
use crate::message;
use crate::model::{VideoInterop, field};

/// The settings of a Video Interop pool.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut VideoInterop) {
    form.heading(ui, &message!("Associations"));
    form.pick_next_hop(ui, &mut settings.next_hop);
    form.pick_edge(ui, &mut settings.edge_pool);
    form.heading(ui, &message!("Ports"));
    form.check(ui, name(message!("TLS for video gateways")), &mut settings.tls);
    if settings.tls {
        form.text(
            ui,
            name(message!("TLS port")).at(field::TLS_PORT).hint(message!("not documented")),
            &mut settings.tls_port,
        );
    }
    form.check(ui, name(message!("TCP for video gateways")), &mut settings.tcp);
    if settings.tcp {
        form.text(
            ui,
            name(message!("TCP port")).at(field::TCP_PORT).hint(message!("not documented")),
            &mut settings.tcp_port,
        );
    }
    form.remark(ui, &message!("Only TCP is tested with Cisco Unified Communications Manager."));
    form.heading(ui, &message!("SIP video trunks"));
    trunks_of_pool_ui(ui, form, subject.id);
}
