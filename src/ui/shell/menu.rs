use eframe::egui::{self, Button, RichText, Ui};
use strum::VariantArray;

use crate::message;
use crate::text::Message;
use crate::ui::action::{Action, Menu};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::selection::Selection;
use crate::ui::tab::Tab;
use crate::ui::theme::{Token, Type};
use crate::ui::view::{ThemeChoice, View, ViewCx};

/// The menus of the bar, from left to right.
pub(super) fn menus_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox) {
    for &menu in Menu::VARIANTS {
        if matches!(menu, Menu::New | Menu::Align) {
            continue;
        }
        let heading = RichText::new(cx.text(&title(menu))).font(Type::Body.font());
        ui.menu_button(heading, |ui| {
            if menu == Menu::Topology {
                ui.menu_button(cx.text(&title(Menu::New)), |ui| menu_ui(ui, cx, view, out, Menu::New));
                ui.separator();
            }
            menu_ui(ui, cx, view, out, menu);
            if menu == Menu::View {
                ui.menu_button(cx.text(&title(Menu::Align)), |ui| menu_ui(ui, cx, view, out, Menu::Align));
            }
        });
    }
}

fn title(menu: Menu) -> Message {
    match menu {
        Menu::File => message!("File"),
        Menu::Edit => message!("Edit"),
        Menu::View => message!("View"),
        Menu::Align => message!("Align"),
        Menu::Topology => message!("Topology"),
        Menu::New => message!("New"),
        Menu::Help => message!("Help"),
    }
}

fn menu_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox, menu: Menu) {
    for (place, action) in Action::all().filter(|action| action.menu() == menu).enumerate() {
        if place > 0 && action.begins_group() {
            ui.separator();
        }
        match is_on(action, view) {
            None => action_item_ui(ui, cx, &view.selection, out, action),
            Some(is_on) => {
                let button = action_button(ui, cx, action).selected(is_on);
                if ui.add(button).on_hover_text(cx.text(&action.tip())).clicked() {
                    out.ask(Intent::Do(action));
                    ui.close();
                }
            }
        }
    }
}

/// For an action that switches something: whether it is on.
fn is_on(action: Action, view: &View) -> Option<bool> {
    Some(match action {
        Action::ToggleOutline => view.panels.outline,
        Action::ToggleInspector => view.panels.inspector,
        Action::ToggleProblems => view.panels.bottom == Some(Tab::Problems),
        Action::ToggleDeliverables => view.panels.bottom == Some(Tab::Deliverables),
        Action::ThemeSystem => view.theme == ThemeChoice::System,
        Action::ThemeLight => view.theme == ThemeChoice::Light,
        Action::ThemeDark => view.theme == ThemeChoice::Dark,
        _ => return None,
    })
}

/// A line of a menu that carries out an action, or says why it cannot.
pub(in crate::ui) fn action_item_ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    selection: &Selection,
    out: &mut Outbox,
    action: Action,
) {
    let possible = action.is_enabled(cx, selection);
    let response = ui.add_enabled(possible.is_ok(), action_button(ui, cx, action));
    let response = match possible {
        Ok(()) => response.on_hover_text(cx.text(&action.tip())),
        Err(why) => response.on_disabled_hover_text(cx.text(&why)),
    };
    if response.clicked() {
        out.ask(Intent::Do(action));
        ui.close();
    }
}

/// The text of an action with its shortcut. Undo and redo name the step.
pub(in crate::ui) fn action_button(ui: &Ui, cx: &ViewCx<'_>, action: Action) -> Button<'static> {
    let text = match action {
        Action::Add(what) => what.title(),
        Action::Undo => match cx.history.to_undo() {
            Some(step) => message!("Undo {step}", step = step.label.clone()),
            None => action.text(),
        },
        Action::Redo => match cx.history.to_redo() {
            Some(step) => message!("Redo {step}", step = step.label.clone()),
            None => action.text(),
        },
        _ => action.text(),
    };
    let button =
        Button::new(RichText::new(cx.text(&text)).font(Type::Body.font())).wrap_mode(egui::TextWrapMode::Extend);
    match action.shortcuts(ui.ctx().os()).first() {
        Some(shortcut) => {
            let keys = RichText::new(ui.ctx().format_shortcut(shortcut)).font(Type::Small.font());
            button.shortcut_text(keys.color(cx.theme.color(Token::TextFaint)))
        }
        None => button,
    }
}
