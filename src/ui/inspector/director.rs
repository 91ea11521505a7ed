//! Director pools. Source: `L:define-optional-director-topologies-in-your-topology`.

use eframe::egui::Ui;

use super::form::Form;
use super::front_end::web_services_ui;
use super::pool::Subject;
use super::store::{file_store_ui, store_ui};
use crate::message;
use crate::model::{Director, StoreUse};

/// The settings of a Director pool.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut Director) {
    form.heading(ui, &message!("Files"));
    file_store_ui(ui, form, subject, &mut settings.file_store);
    form.remark(ui, &message!("Hardly used: any share of the organisation will do."));
    web_services_ui(ui, form, subject, &mut settings.web);
    form.heading(ui, &message!("Associations"));
    form.pick_edge(ui, &mut settings.edge_pool);
    form.heading(ui, &message!("Archiving and monitoring"));
    store_ui(ui, form, subject, StoreUse::Archiving);
    store_ui(ui, form, subject, StoreUse::Monitoring);
}
