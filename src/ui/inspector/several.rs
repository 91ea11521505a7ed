//! Several rows at once: what they are, and what can be done with all of them.

use std::cmp::Reverse;

use eframe::egui::Ui;

use super::form::{Form, InspectorState, name};
use super::pick::{Fit, sites};
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, DataCentre, Id, Pool, SiteRef, Topology};
use crate::text::Message;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::preview::PreviewState;
use crate::ui::selection::Selection;
use crate::ui::view::ViewCx;

/// Draws the page of several rows.
pub(super) fn page_ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    selection: &Selection,
    state: (&mut InspectorState, &mut PreviewState),
    out: &mut Outbox,
) {
    let Some(lead) = selection.lead() else { return };
    let ids: Vec<AnyId> = selection.iter().collect();
    let mut form = Form::begin(ui, cx, state, out, lead, None);
    let n = ids.len();
    form.summary_ui(ui, &message!("{n} things selected", n), &counts(cx.topology(), &ids));

    form.heading(ui, &message!("Move"));
    move_ui(ui, &mut form, &ids);
    if let [AnyId::Pool(a), AnyId::Pool(b)] = *ids {
        pair_ui(ui, &mut form, [a, b]);
    }
    form.heading(ui, &message!("Delete"));
    if ui.button(cx.text(&message!("Delete {n} things…", n))).clicked() {
        form.ask_for(Intent::Delete(ids));
    }
    form.end();
}

/// "2 × Edge pool", most first.
fn counts(topology: &Topology, ids: &[AnyId]) -> Vec<Message> {
    let mut kinds: Vec<(Message, usize)> = Vec::new();
    for id in ids {
        let kind = kind(topology, *id);
        match kinds.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, n)) => *n += 1,
            None => kinds.push((kind, 1)),
        }
    }
    kinds.sort_by_cached_key(|(kind, n)| (Reverse(*n), kind.to_string()));
    kinds.into_iter().map(|(kind, n)| message!("{n} × {kind}", n, kind)).collect()
}

fn kind(topology: &Topology, id: AnyId) -> Message {
    match id {
        AnyId::Pool(id) => Message::verbatim(topology.pools.get(id).map_or("", |pool| pool.role.kind().facts().title)),
        AnyId::NetworkService(id) => {
            Message::verbatim(topology.network_services.get(id).map_or("", |service| service.kind.title()))
        }
        AnyId::Deployment(_) => message!("Deployment"),
        AnyId::DataCentre(_) => message!("Data centre"),
        AnyId::Link(_) => message!("Link between data centres"),
        AnyId::Site(_) => message!("Central site"),
        AnyId::BranchSite(_) => message!("Branch site"),
        AnyId::Computer(_) => message!("Computer"),
        AnyId::SqlInstance(_) => message!("SQL Server store"),
        AnyId::FileStore(_) => message!("File store"),
        AnyId::Gateway(_) => message!("Gateway"),
        AnyId::Trunk(_) => message!("Trunk"),
        AnyId::WebAppsServer(_) => message!("Office Web Apps server"),
    }
}

fn move_ui(ui: &mut Ui, form: &mut Form<'_>, ids: &[AnyId]) {
    let cx = form.cx;
    let belongs_to_site = |id: &AnyId| {
        !matches!(
            id,
            AnyId::Deployment(_)
                | AnyId::DataCentre(_)
                | AnyId::Link(_)
                | AnyId::Site(_)
                | AnyId::Computer(_)
                | AnyId::Trunk(_)
        )
    };
    let stands_somewhere =
        |id: &AnyId| matches!(id, AnyId::Computer(_)) || belongs_to_site(id) && !matches!(id, AnyId::BranchSite(_));
    let choose = cx.text(&message!("Choose…"));
    let can_join_site = ids.iter().all(belongs_to_site);
    let can_join_data_centre = ids.iter().all(stands_somewhere);
    if can_join_site {
        let with_branches = !ids.iter().any(|id| matches!(id, AnyId::BranchSite(_)));
        let entries = || sites(cx.topology(), with_branches, &cx.text(&message!("Branch site")));
        if let Some((control, site)) = form.choose::<SiteRef>(ui, name(message!("Move to site")), &choose, entries) {
            form.ask(control, Command::MoveToSite { entities: ids.to_vec(), site });
        }
    }
    if can_join_data_centre {
        let entries = || super::pick::rows_that(cx, |_, row: &DataCentre| Fit::Yes(row.region.clone()));
        let label = name(message!("Move to data centre"));
        if let Some((control, data_centre)) = form.choose::<Option<Id<DataCentre>>>(ui, label, &choose, entries) {
            form.ask(control, Command::MoveToDataCentre { entities: ids.to_vec(), data_centre });
        }
    }
    if !can_join_site && !can_join_data_centre {
        form.remark(ui, &message!("These cannot be moved together."));
    }
}

fn pair_ui(ui: &mut Ui, form: &mut Form<'_>, [a, b]: [Id<Pool>; 2]) {
    let topology = form.cx.topology();
    let partner = |id| topology.pools.get(id).and_then(|pool: &Pool| pool.backup_pool);
    let homes_users = |id| topology.pools.get(id).is_some_and(|pool: &Pool| pool.role.front_end().is_some());
    if !homes_users(a) || !homes_users(b) {
        return;
    }
    form.heading(ui, &message!("Resiliency"));
    let control = ui.make_persistent_id("pair");
    let is_pair = partner(a) == Some(b) && partner(b) == Some(a);
    if is_pair {
        if ui.button(form.cx.text(&message!("Unpair the two pools"))).clicked() {
            form.ask(control, Command::Unpair(a));
        }
    } else if ui.button(form.cx.text(&message!("Pair the two pools"))).clicked() {
        form.ask(control, Command::Pair([a, b]));
    }
    form.refusal_ui(ui, Some(control));
}
