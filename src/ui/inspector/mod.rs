//! The properties of what is selected: one file per kind of page. A page asks what the vendor's wizard and property
//! pages ask, in their order; what only checks and simulations want to know stands at the end.
//!
//! A page draws a copy of its row and asks for the difference. What has a meaning of its own (a name, an order, a pair,
//! a store) is asked for by the command of that meaning.

mod branch_site;
mod computer;
mod data_centre;
mod deployment;
mod director;
mod edge;
mod file_store;
mod foreign;
mod form;
mod front_end;
mod gateway;
mod link;
mod mediation;
mod network_service;
mod new_row;
mod persistent_chat;
mod pick;
mod pool;
mod several;
mod site;
mod sql_instance;
mod store;
mod survivable_branch;
#[cfg(test)]
mod tests;
mod trunk;
mod trusted_application;
mod typed;
mod video_interop;
mod web_apps_server;
mod words;

use eframe::egui::{ScrollArea, Ui};

use crate::model::{AnyId, Deployment, Id, Row};
use crate::ui::intent::Outbox;
use crate::ui::view::{View, ViewCx};
use form::Form;

pub(crate) use form::InspectorState;
pub(super) use pick::pool_place;

/// Draws the page of what is selected; of the deployment, if nothing is.
pub(super) fn inspector_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let View { selection, inspector, preview, reveal, .. } = view;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if selection.len() > 1 {
            several::page_ui(ui, cx, selection, (inspector, preview), out);
        } else {
            let id = selection.only().unwrap_or(Deployment::ID.into());
            ui.push_id(id, |ui| {
                let mut form = Form::begin(ui, cx, (inspector, preview), out, id, *reveal);
                page_ui(ui, &mut form, id);
                form.end();
            });
        }
    });
}

fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: AnyId) {
    match id {
        AnyId::Deployment(_) => deployment::page_ui(ui, form),
        AnyId::DataCentre(id) => with_row(ui, form, id, data_centre::page_ui),
        AnyId::Link(id) => with_row(ui, form, id, link::page_ui),
        AnyId::Site(id) => with_row(ui, form, id, site::page_ui),
        AnyId::BranchSite(id) => with_row(ui, form, id, branch_site::page_ui),
        AnyId::Pool(id) => with_row(ui, form, id, pool::page_ui),
        AnyId::Computer(id) => with_row(ui, form, id, computer::page_ui),
        AnyId::SqlInstance(id) => with_row(ui, form, id, sql_instance::page_ui),
        AnyId::FileStore(id) => with_row(ui, form, id, file_store::page_ui),
        AnyId::Gateway(id) => with_row(ui, form, id, gateway::page_ui),
        AnyId::Trunk(id) => with_row(ui, form, id, trunk::page_ui),
        AnyId::WebAppsServer(id) => with_row(ui, form, id, web_apps_server::page_ui),
        AnyId::NetworkService(id) => with_row(ui, form, id, network_service::page_ui),
    }
}

/// Draws the page of a row that is there; a row that has just gone has no page.
fn with_row<T: Row>(ui: &mut Ui, form: &mut Form<'_>, id: Id<T>, page_ui: fn(&mut Ui, &mut Form<'_>, Id<T>, &T)) {
    let cx = form.cx;
    if let Some(row) = T::table(cx.topology()).get(id) {
        page_ui(ui, form, id, row);
    }
}
