//! Central sites. Source: `L:define-and-configure-a-topology-in-topology-builder`, `PS:Set-CsSite`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::{Fit, pool_place};
use crate::message;
use crate::model::{DataCentre, Id, Location, Pool, Role, Site, SiteRef, field};
use crate::text::{Message, natural_key};
use crate::vendor::Product;

/// Draws the page of a central site.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Site>, site: &Site) {
    form.title_ui(ui, &site.name, &form.cx.text(&message!("Central site")));
    let mut row = site.clone();
    form.rename(ui, name(message!("Site name")).at(field::NAME), id, &site.name);
    form.text(ui, name(message!("Description")), &mut row.description);
    location_ui(ui, form, &mut row.location);
    data_centres_ui(ui, form, &mut row.data_centres);

    form.heading(ui, &message!("Call admission control"));
    let topology = form.cx.topology();
    let home = SiteRef::Central(id);
    let runs_it = |_, pool: &Pool| {
        let has_feature = pool.role.front_end().is_some_and(|settings| settings.features.call_admission_control);
        match (pool.site == home && pool.role.front_end().is_some(), has_feature) {
            (false, _) => Fit::No,
            (true, true) => Fit::Yes(pool_place(topology, pool)),
            (true, false) => Fit::Refused(message!("Call admission control is not among its features")),
        }
    };
    let label = name(message!("Call admission control pool")).at(field::CALL_ADMISSION_CONTROL);
    form.pick(ui, label, &mut row.call_admission_control, runs_it);

    form.heading(ui, &message!("Federation"));
    let label = name(message!("Site federation route")).at(field::FEDERATION_ROUTE);
    form.pick_pool(ui, label, &mut row.federation_route, |role| matches!(role, Role::Edge(_) | Role::Director(_)));
    let has_xmpp_and_chat = matches!(form.cx.product(), Product::L13 | Product::S15);
    if has_xmpp_and_chat || row.xmpp_route.is_some() {
        let label = name(message!("XMPP federation route")).at(field::XMPP_ROUTE);
        form.pick_pool(ui, label, &mut row.xmpp_route, |role| matches!(role, Role::Edge(_)));
    }
    if has_xmpp_and_chat || row.default_chat_pool.is_some() {
        form.heading(ui, &message!("Persistent Chat"));
        let label = name(message!("Default Persistent Chat pool"));
        form.pick_pool(ui, label, &mut row.default_chat_pool, |role| matches!(role, Role::PersistentChat(_)));
    }
    form.put(ui, id, site, row);
}

/// The address of a site of either kind.
pub(super) fn location_ui(ui: &mut Ui, form: &mut Form<'_>, location: &mut Location) {
    form.heading(ui, &message!("Location"));
    form.text(ui, name(message!("City")), &mut location.city);
    let Location { state, country_code, .. } = location;
    form.beside(
        ui,
        0.5,
        |form, ui| {
            form.text(ui, name(message!("State or province")), state);
        },
        |form, ui| {
            form.text(ui, name(message!("Country or region code")).caption(message!("Country code")), country_code);
        },
    );
}

fn data_centres_ui(ui: &mut Ui, form: &mut Form<'_>, chosen: &mut Vec<Id<DataCentre>>) {
    form.heading(ui, &message!("Data centres"));
    let mut all: Vec<_> = form.cx.topology().data_centres.iter().collect();
    if all.is_empty() {
        form.remark(ui, &message!("The deployment has no data centre yet."));
    }
    all.sort_by_cached_key(|(_, row)| natural_key(&row.name));
    let drawn = ui.scope(|ui| {
        for (id, row) in all {
            let mut stands_here = chosen.contains(&id);
            if form.check(ui, name(Message::verbatim(&*row.name)), &mut stands_here) {
                chosen.retain(|other| *other != id);
                chosen.extend(stands_here.then_some(id));
            }
        }
    });
    form.said(ui, Some(field::DATA_CENTRES), drawn.response.rect, None);
}
