use eframe::egui::{RichText, ScrollArea, Sense, Ui, Vec2};

use super::{Answer, answer, buttons_ui, title_ui, words_ui};
use crate::edit::{Command, cascade};
use crate::message;
use crate::model::AnyId;
use crate::text::natural_key;
use crate::ui::icon::Icon;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{primary_button, secondary_button};

/// Shows what else goes, and what forgets it, before anything is deleted.
pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, ids: &[AnyId]) -> Answer {
    let topology = cx.topology();
    let title = match ids {
        [only] => message!("Delete {name}?", name = topology.name(*only)),
        _ => message!("Delete {n} things?", n = ids.len()),
    };
    title_ui(ui, &cx.text(&title));
    let gone = cascade(topology, ids.iter().copied());
    let sorted = |mut rows: Vec<AnyId>| {
        rows.sort_by_cached_key(|id| (natural_key(&topology.name(*id)), *id));
        rows
    };
    let along = sorted(gone.removed.into_iter().filter(|id| !ids.contains(id)).collect());
    let changed = sorted(gone.changed.iter().map(crate::model::Entity::id).collect());
    if along.is_empty() && changed.is_empty() {
        words_ui(ui, cx, &cx.text(&message!("Nothing else depends on it.")));
    }
    ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
        let along_title = match along.len() {
            1 => message!("1 thing goes with it"),
            n => message!("{n} things go with it", n),
        };
        list_ui(ui, cx, &cx.text(&along_title), &along);
        let changed_title = match changed.len() {
            1 => message!("1 thing stays and loses its reference to it"),
            n => message!("{n} things stay and lose their reference to it", n),
        };
        list_ui(ui, cx, &cx.text(&changed_title), &changed);
    });
    let mut done = Answer::Open;
    buttons_ui(ui, |ui| {
        let delete = ui.add(primary_button(cx.theme, &cx.text(&message!("Delete"))));
        if delete.clicked() || ui.input(|input| input.key_pressed(eframe::egui::Key::Enter)) {
            done = answer(out, Intent::Edit(Command::Remove(ids.to_vec())));
        }
        if ui.add(secondary_button(&cx.text(&message!("Cancel")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}

fn list_ui(ui: &mut Ui, cx: &ViewCx<'_>, title: &str, rows: &[AnyId]) {
    if rows.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.label(RichText::new(title).font(Type::CaptionStrong.font()).color(cx.theme.color(Token::TextFaint)));
    for &id in rows {
        ui.horizontal(|ui| {
            let (square, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            Icon::of(cx.topology(), id).paint(ui.painter(), square, cx.theme.color(Token::TextFaint));
            ui.label(cx.topology().name(id));
        });
    }
}
