//! Servers of roles that a document names and this program carries without editing them.

use eframe::egui::Ui;

use super::form::Form;
use crate::message;
use crate::model::Foreign;

/// The roles as the document spells them.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, settings: &Foreign) {
    form.heading(ui, &message!("Roles"));
    form.remark(
        ui,
        &match settings.roles.as_slice() {
            [] => message!("The document names no role for it."),
            _ => message!("The document names these roles. They are kept as they are."),
        },
    );
    for role in &settings.roles {
        form.fact(ui, &message!("Role"), role);
    }
}
