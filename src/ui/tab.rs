//! The panel at the foot of the window: its tabs, and the bar they stand in.

use eframe::egui::{Align, Layout, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::message;
use crate::text::Message;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{Panels, ViewCx};

const BAR: f32 = 31.0;
const GAP: f32 = 14.0;

/// What the panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Tab {
    Problems,
    Deliverables,
}

impl Tab {
    fn title(self) -> Message {
        match self {
            Self::Problems => message!("Problems"),
            Self::Deliverables => message!("Deliverables"),
        }
    }
}

impl Panels {
    /// Shows a tab, or hides the panel if that is the one it shows.
    pub(super) fn toggle(&mut self, tab: Tab) {
        self.bottom = (self.bottom != Some(tab)).then_some(tab);
    }
}

/// A place in the bar of the tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Beside the name of the tab that is shown.
    Tab,
    /// After all tabs.
    Bar,
}

/// Draws the tabs; `contents` draws what belongs into each slot.
pub(super) fn tab_bar_ui(ui: &mut Ui, cx: &ViewCx<'_>, panels: &mut Panels, mut contents: impl FnMut(&mut Ui, Slot)) {
    bar_ui(ui, cx, |ui| {
        ui.add_space(space::LARGE);
        for &tab in Tab::VARIANTS {
            let is_shown = panels.bottom == Some(tab);
            let left = ui.cursor().left();
            if tab_ui(ui, cx, tab, is_shown) {
                panels.bottom = Some(tab);
            }
            if is_shown {
                contents(ui, Slot::Tab);
                let right = ui.cursor().left() - GAP;
                let under = ui.max_rect().bottom() - 1.0;
                ui.painter().hline(left..=right, under, cx.theme.stroke(2.0, Token::Accent));
            }
        }
        contents(ui, Slot::Bar);
    });
}

/// One line of controls, with a line below.
pub(super) fn bar_ui(ui: &mut Ui, cx: &ViewCx<'_>, contents: impl FnOnce(&mut Ui)) {
    let (bar, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), BAR), Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(bar).layout(Layout::left_to_right(Align::Center)));
    ui.spacing_mut().item_spacing.x = GAP;
    contents(&mut ui);
    ui.painter().hline(bar.x_range(), bar.bottom(), cx.theme.stroke(1.0, Token::Line));
}

/// The name of a tab; whether it was clicked.
fn tab_ui(ui: &mut Ui, cx: &ViewCx<'_>, tab: Tab, is_shown: bool) -> bool {
    let title = cx.text(&tab.title());
    let ink = if is_shown { Token::Text } else { Token::TextMuted };
    let words = ui.painter().layout_no_wrap(title.clone(), Type::Heading.font(), cx.theme.color(ink));
    let (rect, response) = ui.allocate_exact_size(Vec2::new(words.size().x, BAR), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_shown, &title));
    if !is_shown && (response.hovered() || response.has_focus()) {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, cx.theme.stroke(2.0, Token::Line));
    }
    ui.painter().galley(rect.center() - words.size() / 2.0, words, cx.theme.color(ink));
    response.clicked()
}
