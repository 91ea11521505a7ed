//! Office Web Apps servers. Source: `L:define-and-configure-a-front-end-pool-or-standard-edition-server`.

use eframe::egui::Ui;

use super::form::{Form, name};
use crate::message;
use crate::model::{Id, WebAppsServer, field};
use crate::vendor::names;

/// Draws the page of an Office Web Apps server.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<WebAppsServer>, server: &WebAppsServer) {
    form.title_ui(ui, server.fqdn.as_str(), &form.cx.text(&message!("Office Web Apps server")));
    let mut row = server.clone();
    form.rename(ui, name(message!("Office Web Apps server FQDN")).at(field::FQDN), id, server.fqdn.as_str());
    let default = names::wac_discovery_url(server.fqdn.as_str());
    let label = name(message!("Discovery URL")).at(field::DISCOVERY_URL).hint(message!("{default}", default));
    form.text(ui, label, &mut row.discovery_url);
    form.check(ui, name(message!("Deployed in an external network")), &mut row.is_external);
    form.place_ui(ui, server.site, server.data_centre);
    form.put(ui, id, server, row);
}
