//! Trusted application pools. Source: `L:configure-a-new-trusted-application-server`.

use eframe::egui::Ui;

use super::form::{Form, name};
use crate::message;
use crate::model::{Application, Role, TrustedApplication, field};
use crate::ui::theme::space;

/// The settings of a trusted application pool.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, settings: &mut TrustedApplication) {
    form.heading(ui, &message!("Associations"));
    form.pick_next_hop(ui, &mut settings.next_hop);
    let homes_users = |role: &Role| role.front_end().is_some();
    form.pick_pool(ui, name(message!("Associated Front End pool")), &mut settings.user_pool, homes_users);

    form.heading(ui, &message!("Applications"));
    let mut gone = None;
    for (place, application) in settings.applications.iter_mut().enumerate() {
        let n = place + 1;
        ui.push_id(place, |ui| {
            let Application { id, port } = application;
            form.beside(
                ui,
                0.65,
                |form, ui| {
                    form.text(ui, name(message!("Application id {n}", n)).at(field::APPLICATIONS), id);
                },
                |form, ui| {
                    form.text(ui, name(message!("Port of application {n}", n)).caption(message!("Port")), port);
                },
            );
            if form.link(ui, &message!("Remove application {n}", n)) {
                gone = Some(place);
            }
        });
        ui.add_space(space::TINY);
    }
    if let Some(place) = gone {
        settings.applications.remove(place);
    }
    if form.link(ui, &message!("+ Add application")) {
        settings.applications.push(Application::default());
    }
    form.heading(ui, &message!("Behaviour"));
    form.check(ui, name(message!("Outbound only")), &mut settings.outbound_only);
    form.check(ui, name(message!("Throttle as server")), &mut settings.throttle_as_server);
    form.check(ui, name(message!("Treat as authenticated")), &mut settings.treat_as_authenticated);
    let replicates = message!("Replicate the Central Management store to it");
    form.check(ui, name(replicates), &mut settings.requires_replication);
}
