//! Physical data centres, which the vendor's documents do not know.

use eframe::egui::Ui;

use super::form::{Form, name};
use crate::edit::Command;
use crate::message;
use crate::model::{DataCentre, Id, Link, field};
use crate::text::natural_key;

/// Draws the page of a data centre.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<DataCentre>, data_centre: &DataCentre) {
    form.title_ui(ui, &data_centre.name, &form.cx.text(&message!("Data centre")));
    let mut row = data_centre.clone();
    form.rename(ui, name(message!("Data centre name")).at(field::NAME), id, &data_centre.name);
    form.text(ui, name(message!("World region")), &mut row.region);
    links_ui(ui, form, id);
    form.put(ui, id, data_centre, row);
}

/// The networks to the other data centres; those that are not described yet can be begun.
fn links_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<DataCentre>) {
    form.heading(ui, &message!("Links to other data centres"));
    let topology = form.cx.topology();
    let mut others: Vec<_> = topology.data_centres.iter().filter(|(other, _)| *other != id).collect();
    if others.is_empty() {
        form.remark(ui, &message!("There is no other data centre."));
    }
    others.sort_by_cached_key(|(_, row)| natural_key(&row.name));
    for (other, row) in others {
        let link = topology.links.iter().find(|(_, link)| link.ends == [id, other] || link.ends == [other, id]);
        let there = row.name.as_str();
        match link {
            Some((link, _)) => {
                if form.link(ui, &message!("Link to {there}", there)) {
                    form.select(link);
                }
            }
            None => {
                if form.link(ui, &message!("+ Describe the link to {there}", there)) {
                    let link = Link { ends: [id, other], bandwidth: None, latency: None };
                    form.ask(ui.scope_id(), Command::Put((form.cx.fresh_id(), link).into()));
                }
            }
        }
    }
}
