use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align2, Button, EventFilter, Id, Popup, PopupCloseBehavior, Pos2, Rangef, Rect, Response, Role, ScrollArea, Sense,
    Shape, Stroke, StrokeKind, TextEdit, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use super::outline;
use crate::diagnostic::Severity;
use crate::ui::theme::{Theme, Token, Type, space};

/// More entries than this are searched rather than looked through.
const SEARCH_FROM: usize = 13;

/// The height of an entry of one line and of two.
const ENTRY_HEIGHT: [f32; 2] = [26.0, 38.0];

/// More of it is scrolled; a list that was short while something was searched may grow to this again.
const LIST_HEIGHT: f32 = 320.0;

/// One entry of a chooser.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct Choice<T> {
    /// What choosing it gives.
    pub(in crate::ui) value: T,
    /// Its name.
    pub(in crate::ui) text: String,
    /// More about it, in small letters; may be empty.
    pub(in crate::ui) detail: String,
    /// Whether it can be chosen; the detail says why not.
    pub(in crate::ui) enabled: bool,
}

impl<T> Choice<T> {
    /// An entry that can be chosen.
    pub(in crate::ui) fn new(value: T, text: impl Into<String>) -> Self {
        Self { value, text: text.into(), detail: String::new(), enabled: true }
    }

    /// The same entry for another value.
    pub(in crate::ui) fn map<U>(self, map: impl FnOnce(T) -> U) -> Choice<U> {
        let Self { value, text, detail, enabled } = self;
        Choice { value: map(value), text, detail, enabled }
    }

    /// With more about it.
    pub(in crate::ui) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// Shown, but not to be chosen, for this reason.
    pub(in crate::ui) fn refused(self, why: impl Into<String>) -> Self {
        Self { detail: why.into(), enabled: false, ..self }
    }
}

/// One of many, in a list that opens. The entries are made only while it is open. Whoever draws it names it.
pub(in crate::ui) struct Chooser<'a> {
    label: &'a str,
    chosen: &'a str,
    worst: Option<Severity>,
    search: &'a str,
}

impl<'a> Chooser<'a> {
    /// A chooser that shows what is chosen; its list has that name.
    pub(in crate::ui) fn new(label: &'a str, chosen: &'a str) -> Self {
        Self { label, chosen, worst: None, search: "" }
    }

    /// Outlines the chooser.
    pub(in crate::ui) fn worst(self, worst: Option<Severity>) -> Self {
        Self { worst, ..self }
    }

    /// What the search field of a long list is called.
    pub(in crate::ui) fn search(self, search: &'a str) -> Self {
        Self { search, ..self }
    }

    /// Draws the chooser; the value of the entry that was chosen.
    pub(in crate::ui) fn show<T>(
        self,
        ui: &mut Ui,
        theme: &Theme,
        id: Id,
        entries: impl FnOnce() -> Vec<Choice<T>>,
    ) -> Option<T> {
        let response = self.button_ui(ui, id);
        outline(ui, response.rect, self.worst, theme);
        let popup = Popup::menu(&response)
            .width(response.rect.width())
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(self.label);
        let list = |ui: &mut Ui| {
            ui.set_width(response.rect.width() - ui.spacing().menu_margin.sum().x);
            self.list_ui(ui, theme, id, entries())
        };
        let chosen = popup.show(list)?.inner;
        if chosen.is_some() {
            response.request_focus();
        }
        chosen
    }

    fn button_ui(&self, ui: &mut Ui, id: Id) -> Response {
        let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let response = ui.interact(rect, id, Sense::click());
        let visuals = *ui.style().interact(&response);
        ui.painter().rect(rect, visuals.corner_radius, visuals.weak_bg_fill, visuals.bg_stroke, StrokeKind::Inside);
        let inside = rect.shrink2(ui.spacing().button_padding);
        let text_rect = inside.with_max_x(inside.right() - 14.0);
        let text = WidgetText::from(self.chosen).into_galley(
            ui,
            Some(TextWrapMode::Truncate),
            text_rect.width(),
            TextStyle::Button,
        );
        let at = Align2::LEFT_CENTER.align_size_within_rect(text.size(), text_rect).min;
        ui.painter().galley(at, text, visuals.text_color());
        chevron_ui(ui, pos2(inside.right() - 5.0, inside.center().y), visuals.fg_stroke);
        response.widget_info(|| {
            let text = Some(self.chosen.to_owned());
            WidgetInfo { enabled: ui.is_enabled(), current_text_value: text, ..WidgetInfo::new(Role::ComboBox) }
        });
        response
    }

    /// Draws the list alone; the value of the entry that was chosen.
    pub(in crate::ui) fn list_ui<T>(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        id: Id,
        mut entries: Vec<Choice<T>>,
    ) -> Option<T> {
        if entries.len() >= SEARCH_FROM {
            let wanted = self.search_ui(ui, id.with("search"));
            entries.retain(|entry| contains(&entry.text, &wanted) || contains(&entry.detail, &wanted));
        }
        let mut chosen = None;
        ScrollArea::vertical().max_height(LIST_HEIGHT).min_scrolled_height(LIST_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // One more on either side is drawn than is seen, for the arrows to go on to.
            let seen = ui.clip_rect().expand(ENTRY_HEIGHT[1]);
            for entry in entries {
                let height = ENTRY_HEIGHT[usize::from(!entry.detail.is_empty())];
                if !seen.y_range().intersects(Rangef::new(ui.cursor().top(), ui.cursor().top() + height)) {
                    ui.add_space(height);
                    continue;
                }
                if entry_ui(ui, theme, &entry, entry.text == self.chosen) {
                    ui.close();
                    chosen = Some(entry.value);
                }
            }
        });
        chosen
    }

    /// What is looked for, in lower case. It is forgotten when the list closes.
    fn search_ui(&self, ui: &mut Ui, id: Id) -> String {
        let pass = ui.ctx().cumulative_pass_nr();
        let (last_drawn, mut wanted) = ui.data(|data| data.get_temp::<(u64, String)>(id)).unwrap_or_default();
        let just_opened = last_drawn + 1 < pass;
        if just_opened {
            wanted.clear();
        }
        let arrows_leave = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        let edit = TextEdit::singleline(&mut wanted)
            .id(id)
            .hint_text(self.search.to_owned())
            .event_filter(arrows_leave)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit);
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(self.search));
        if just_opened {
            response.request_focus();
        }
        let lower = wanted.to_lowercase();
        ui.data_mut(|data| data.insert_temp(id, (pass, wanted)));
        lower
    }
}

fn contains(text: &str, wanted: &str) -> bool {
    wanted.is_empty() || text.to_lowercase().contains(wanted)
}

fn entry_ui<T>(ui: &mut Ui, theme: &Theme, entry: &Choice<T>, is_chosen: bool) -> bool {
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(space::SMALL, 3.0);
        // The colour says it already, and the reason has to be read.
        ui.visuals_mut().disabled_alpha = 1.0;
        if !entry.enabled {
            ui.disable();
        }
        let mut text = LayoutJob::default();
        let ink = theme.color(if entry.enabled { Token::Text } else { Token::TextFaint });
        text.append(&entry.text, 0.0, TextFormat::simple(Type::Body.font(), ink));
        if !entry.detail.is_empty() {
            let format = TextFormat::simple(Type::Caption.font(), theme.color(Token::TextMuted));
            text.append(&format!("\n{}", entry.detail), 0.0, format);
        }
        let height = ENTRY_HEIGHT[usize::from(!entry.detail.is_empty())];
        let button = Button::selectable(is_chosen, text).min_size(vec2(ui.available_width(), height)).wrap();
        ui.add(button)
    });
    let response = response.inner;
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, entry.enabled, is_chosen, &entry.text));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(entry.detail.as_str()));
    response.clicked()
}

fn chevron_ui(ui: &Ui, centre: Pos2, stroke: Stroke) {
    let rect = Rect::from_center_size(centre, vec2(8.0, 4.0));
    ui.painter().add(Shape::line(vec![rect.left_top(), rect.center_bottom(), rect.right_top()], stroke));
}
