use std::collections::BTreeSet;

use eframe::egui::{
    Align, Align2, CornerRadius, Layout, Pos2, RichText, Role, Sense, StrokeKind, TextEdit, Ui, Vec2, WidgetInfo,
};

use super::shown::{GroupBy, Part, family_title, whole};
use super::{ProblemsState, SEVERITIES, counted};
use crate::checks::{House, families};
use crate::diagnostic::Severity;
use crate::message;
use crate::model::SiteRef;
use crate::text::{Message, natural_key};
use crate::ui::icon::paint_severity;
use crate::ui::tab::{Slot, bar_ui, tab_bar_ui};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::{Choice, Chooser, link_ui, severity_token};

/// What the tabs with the counts, and the controls beside them, need to stand in one bar.
const ONE_BAR: f32 = 1290.0;

/// The tab with the counts, and what the list is narrowed to. Each count shows or hides its kind.
pub(super) fn header_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View) {
    let View { problems: state, panels, .. } = view;
    state.update(cx.findings, cx.topology(), cx.language);
    let is_one_bar = ui.available_width() >= ONE_BAR;
    tab_bar_ui(ui, cx, panels, |ui, slot| match slot {
        Slot::Tab => SEVERITIES.iter().for_each(|severity| count_ui(ui, cx, *severity, &mut state.choices.hidden)),
        Slot::Bar => {
            if is_one_bar {
                ui.add_space(space::SMALL);
                controls_ui(ui, cx, state);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::LARGE);
                aside_ui(ui, cx, state);
            });
        }
    });
    if !is_one_bar {
        bar_ui(ui, cx, |ui| {
            ui.add_space(space::LARGE);
            controls_ui(ui, cx, state);
        });
    }
    // What has just been chosen is shown in this very frame.
    state.update(cx.findings, cx.topology(), cx.language);
}

fn count_ui(ui: &mut Ui, cx: &ViewCx<'_>, severity: Severity, hidden: &mut BTreeSet<Severity>) {
    let is_hidden = hidden.contains(&severity);
    let n = cx.findings.count(severity);
    let name = counted(severity, n);
    let ink = if is_hidden || n == 0 { Token::TextFaint } else { Token::TextMuted };
    let number = ui.painter().layout_no_wrap(n.to_string(), Type::Strong.font(), cx.theme.color(ink));
    let size = Vec2::new(number.size().x + 18.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = cx.text(&name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, !is_hidden, &name));
    let mark = if is_hidden || n == 0 { Token::TextFaint } else { severity_token(severity) };
    let center = Pos2::new(rect.left() + 6.0, rect.center().y);
    paint_severity(ui.painter(), center, 5.0, severity, cx.theme.color(mark));
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(rect.left() + 16.0, rect.center().y), number.size()).min;
    if is_hidden {
        let y = rect.center().y;
        ui.painter().hline(rect.x_range(), y, cx.theme.stroke(1.0, Token::TextFaint));
    }
    ui.painter().galley(at, number, cx.theme.color(ink));
    if response.hovered() || response.has_focus() {
        let corner = CornerRadius::same(space::RADIUS_SMALL);
        let line = cx.theme.stroke(1.0, Token::Line);
        ui.painter().rect_stroke(rect.expand2(Vec2::new(4.0, 0.0)), corner, line, StrokeKind::Inside);
    }
    let tip = if is_hidden {
        message!("{name}, hidden; click to show them", name)
    } else {
        message!("{name}; click to hide them", name)
    };
    if response.on_hover_text(cx.text(&tip)).clicked() && !hidden.remove(&severity) {
        hidden.insert(severity);
    }
}

/// What the findings are gathered by, and what they are narrowed to.
fn controls_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ProblemsState) {
    let words = [
        (GroupBy::Nothing, message!("No groups")),
        (GroupBy::Severity, message!("By weight")),
        (GroupBy::Family, message!("By rule family")),
        (GroupBy::Site, message!("By site")),
        (GroupBy::Entity, message!("By subject")),
    ];
    let group_by = state.choices.group_by;
    let chosen = words.iter().find(|(of, _)| *of == group_by).map_or(message!(""), |(_, words)| words.clone());
    let entries = || words.iter().map(|(of, words)| Choice::new(*of, cx.text(words))).collect();
    if let Some(group_by) = choose_ui(ui, cx, 158.0, &message!("Group the problems"), &chosen, entries) {
        state.choices.group_by = group_by;
        state.closed.clear();
    }

    let all = message!("All families");
    let chosen = state.choices.family.as_deref().map_or(all.clone(), family_title);
    let entries = || {
        let letters: BTreeSet<String> = cx.findings.numbered().map(|(_, finding)| finding.code.family()).collect();
        let in_order = families().iter().map(|family| family.letters).chain([House::LETTERS]);
        let found = in_order.filter(|family| letters.contains(*family));
        let family = |family: &str| Choice::new(Some(family.to_owned()), cx.text(&family_title(family)));
        std::iter::once(Choice::new(None, cx.text(&all))).chain(found.map(family)).collect()
    };
    if let Some(family) = choose_ui(ui, cx, 178.0, &message!("Problems of rule family"), &chosen, entries) {
        state.choices.family = family;
    }

    let all = message!("All sites");
    let site_title = |part| match part {
        Part::Site(site) => Message::verbatim(cx.topology().site_name(site)),
        Part::Whole => whole(),
    };
    let chosen = state.search.site.map_or(all.clone(), site_title);
    let entries = || {
        let topology = cx.topology();
        let central = topology.sites.ids().map(SiteRef::Central);
        let mut sites: Vec<SiteRef> = central.chain(topology.branch_sites.ids().map(SiteRef::Branch)).collect();
        sites.sort_by_cached_key(|site| natural_key(topology.site_name(*site)));
        let parts = sites.into_iter().map(Part::Site).chain([Part::Whole]);
        let choices = parts.map(|part| Choice::new(Some(part), cx.text(&site_title(part))));
        std::iter::once(Choice::new(None, cx.text(&all))).chain(choices).collect()
    };
    if let Some(site) = choose_ui(ui, cx, 148.0, &message!("Problems of site"), &chosen, entries) {
        state.search.site = site;
    }

    ui.checkbox(&mut state.choices.only_fixable, cx.text(&message!("Fixable only")));

    let name = cx.text(&message!("Find among the problems"));
    let hint = cx.text(&message!("Find…"));
    let field = TextEdit::singleline(&mut state.search.text).hint_text(hint).desired_width(130.0);
    let response = ui.add(field);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A chooser in a bar: what it shows tells what it is for.
pub(in crate::ui) fn choose_ui<T>(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    width: f32,
    name: &Message,
    chosen: &Message,
    entries: impl FnOnce() -> Vec<Choice<T>>,
) -> Option<T> {
    let (name, chosen, search) = (cx.text(name), cx.text(chosen), cx.text(&message!("Search")));
    let id = ui.make_persistent_id(&name);
    let size = Vec2::new(width, ui.spacing().interact_size.y);
    let drawn = ui.allocate_ui(size, |ui| {
        let value = Chooser::new(&name, &chosen).search(&search).show(ui, cx.theme, id, entries);
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(name));
        value
    });
    drawn.inner
}

/// How many of the findings are shown, and those that are waived.
fn aside_ui(ui: &mut Ui, cx: &ViewCx<'_>, state: &mut ProblemsState) {
    let n_waived = cx.findings.waived().len();
    if n_waived > 0 {
        ui.checkbox(&mut state.choices.shows_waived, cx.text(&message!("{n} waived", n = n_waived)));
    }
    if state.hides_any() && cx.findings.run > 0 {
        if link_ui(ui, cx.theme, &cx.text(&message!("Show all")), Token::Accent).clicked() {
            state.show_all();
        }
        let all = cx.findings.all().len() + if state.choices.shows_waived { n_waived } else { 0 };
        let words = message!("{n} of {all}", n = state.shown.n_found(), all);
        ui.label(RichText::new(cx.text(&words)).font(Type::Small.font()).color(cx.theme.color(Token::TextMuted)));
    }
}
