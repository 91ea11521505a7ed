use eframe::egui::{Response, WidgetInfo, accesskit};

/// Gives a drawn thing a role and a name, for tests and for people who do not see the drawing.
pub(super) fn name(response: &Response, role: accesskit::Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, true, name));
}
