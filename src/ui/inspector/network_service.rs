//! What stands beside the topology: reverse proxies, load balancers, firewalls, DNS, certification authorities.

use eframe::egui::Ui;
use strum::VariantArray;

use super::form::{Form, name};
use super::pick::{Fit, pool_place, rows_that};
use crate::message;
use crate::model::{Id, NetworkService, NetworkServiceKind, Pool, field};
use crate::text::Message;

/// Draws the page of a network service.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<NetworkService>, service: &NetworkService) {
    form.title_ui(ui, &service.name, service.kind.title());
    let mut row = service.clone();
    form.rename(ui, name(message!("Name")).at(field::NAME), id, &service.name);
    let kinds: Vec<_> =
        NetworkServiceKind::VARIANTS.iter().map(|kind| (*kind, Message::verbatim(kind.title()))).collect();
    form.option(ui, name(message!("Kind")), &mut row.kind, &kinds);
    form.text(ui, name(message!("FQDN")).at(field::FQDN), &mut row.fqdn);
    form.text(ui, name(message!("IP address")).at(field::ADDRESS), &mut row.address);
    serves_ui(ui, form, &mut row.serves);
    form.place_ui(ui, service.site, service.data_centre);
    form.put(ui, id, service, row);
}

fn serves_ui(ui: &mut Ui, form: &mut Form<'_>, serves: &mut Vec<Id<Pool>>) {
    form.heading(ui, &message!("Works for"));
    let topology = form.cx.topology();
    let mut gone = None;
    for &pool in serves.iter() {
        let fqdn = topology.name(pool.into());
        let mut works_for_it = true;
        if form.check(ui, name(Message::verbatim(fqdn)), &mut works_for_it) {
            gone = Some(pool);
        }
    }
    serves.retain(|pool| Some(*pool) != gone);
    let cx = form.cx;
    let others = || {
        let serves = &*serves;
        rows_that(cx, |id, pool: &Pool| Fit::when(!serves.contains(&id), || pool_place(cx.topology(), pool)))
    };
    let choose = cx.text(&message!("Choose…"));
    let chosen = form.choose(ui, name(message!("Add a pool")), &choose, others);
    if let Some((_, Some(pool))) = chosen {
        serves.push(pool);
    }
}
