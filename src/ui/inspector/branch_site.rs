//! Branch sites. Source: `L:add-branch-sites-to-your-topology`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::Fit;
use super::site::location_ui;
use crate::edit::Command;
use crate::message;
use crate::model::{BranchSite, Id, Site, SiteRef, field};

/// Draws the page of a branch site.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<BranchSite>, site: &BranchSite) {
    let parent = form.name_or_none(site.parent);
    form.title_ui(ui, &site.name, &form.cx.text(&message!("Branch site of {parent}", parent)));
    let mut row = site.clone();
    form.rename(ui, name(message!("Branch site name")).at(field::NAME), id, &site.name);
    form.text(ui, name(message!("Description")), &mut row.description);
    let label = name(message!("Central site")).at(field::PARENT);
    let any = |_, site: &Site| Fit::Yes(site.location.city.clone());
    match form.choose_row(ui, label, site.parent, any) {
        Some((control, Some(parent))) => {
            form.ask(control, Command::MoveToSite { entities: vec![id.into()], site: SiteRef::Central(parent) });
        }
        Some((_, None)) => row.parent = None,
        None => {}
    }
    location_ui(ui, form, &mut row.location);
    form.put(ui, id, site, row);
}
