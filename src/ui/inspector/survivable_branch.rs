//! Survivable Branch Appliances and Servers. Source: `L:define-a-survivable-branch-appliance-or-server`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::front_end::voice_failover_ui;
use super::gateway::trunks_of_pool_ui;
use super::mediation::ports_ui;
use super::pool::Subject;
use super::words;
use crate::message;
use crate::model::{Role, SurvivableBranch, field};

/// The settings of a Survivable Branch Appliance or Server.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut SurvivableBranch) {
    form.option(ui, name(message!("Kind")), &mut settings.kind, &words::branch_kinds());
    form.heading(ui, &message!("Associations"));
    let label = name(message!("Front End pool (user services and backup registrar)")).at(field::NEXT_HOP);
    form.pick_pool(ui, label, &mut settings.registrar, |role: &Role| role.front_end().is_some());
    form.pick_edge(ui, &mut settings.edge_pool);
    form.heading(ui, &message!("Mediation"));
    ports_ui(ui, form, subject, &mut settings.ports);
    form.heading(ui, &message!("Trunks"));
    trunks_of_pool_ui(ui, form, subject.id);
    form.heading(ui, &message!("Resiliency"));
    voice_failover_ui(ui, form, message!("Automatic failover and failback"), &mut settings.voice_failover);
}
