use std::collections::BTreeSet;

use eframe::egui::{Id as WidgetId, Rect, Ui, vec2};

use super::typed::Typed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{Command, Refusal};
use crate::message;
use crate::model::{AnyId, Field, Id, Place, Row};
use crate::text::Message;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::preview::{PreviewState, previewed};
use crate::ui::selection::Selection;
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{Reveal, ViewCx};
use crate::ui::widgets::{
    Choice, Chooser, Drafts, Note, Opens, TextField, collapsed_ui, field_name_ui, heading_ui, note_ui, small_link_ui,
    text_ui,
};

/// What the inspector keeps between frames.
#[derive(Debug, Default)]
pub struct InspectorState {
    /// The text being typed.
    pub(super) drafts: Drafts,
    /// The new row being named on the page, if one is.
    pub(super) new_row: Option<super::new_row::NewRow>,
    /// Beside which control the last refusal is said.
    refused: Option<(WidgetId, Refusal)>,
    /// The fields that the page showed in the last frame; findings of other fields are said at the top.
    page: Option<AnyId>,
    pub(super) shown: BTreeSet<Field>,
    /// The last request to show a place that has been followed.
    revealed: u64,
}

/// What a control is called, and what is said about it.
pub(super) struct Name {
    text: Message,
    caption: Option<Message>,
    field: Option<Field>,
    hint: Option<Message>,
    inferred: Option<Message>,
}

/// A control of that name.
pub(super) fn name(text: Message) -> Name {
    Name { text, caption: None, field: None, hint: None, inferred: None }
}

impl Name {
    /// The field it edits: findings about it stand beneath.
    pub(super) fn at(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    /// Fewer words above it, where its neighbour says the rest.
    pub(super) fn caption(self, caption: Message) -> Self {
        Self { caption: Some(caption), ..self }
    }

    /// What counts while nothing is typed.
    pub(super) fn hint(self, hint: Message) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Marks a default that the vendor's pages suggest without stating it, with the reason.
    pub(super) fn inferred(self, why: Message) -> Self {
        Self { inferred: Some(why), ..self }
    }
}

/// A page being drawn: the controls that every page is made of, and the way out for what they ask.
pub(super) struct Form<'a> {
    pub(super) cx: &'a ViewCx<'a>,
    pub(super) state: &'a mut InspectorState,
    preview: &'a mut PreviewState,
    out: &'a mut Outbox,
    entity: AnyId,
    shown: BTreeSet<Field>,
    reveal: Option<Reveal>,
}

impl<'a> Form<'a> {
    /// Begins the page of a row: its name, what it is, and the findings that no field of the page is about.
    pub(super) fn begin(
        ui: &mut Ui,
        cx: &'a ViewCx<'a>,
        (state, preview): (&'a mut InspectorState, &'a mut PreviewState),
        out: &'a mut Outbox,
        entity: AnyId,
        reveal: Option<Reveal>,
    ) -> Self {
        if state.page != Some(entity) {
            state.page = Some(entity);
            state.refused = None;
            state.new_row = None;
            // Which fields the page has is known after its first frame only.
            ui.ctx().request_discard("the inspector shows another page");
        }
        let reveal = reveal.filter(|reveal| reveal.serial > state.revealed && reveal.place.entity == entity);
        Self { cx, state, preview, out, entity, shown: BTreeSet::new(), reveal }
    }

    /// Ends the page.
    pub(super) fn end(self) {
        if let Some(reveal) = self.reveal {
            self.state.revealed = reveal.serial;
        }
        self.state.shown = self.shown;
    }

    /// The name of the page's subject, what it is, and the findings about it as a whole.
    pub(super) fn title_ui(&mut self, ui: &mut Ui, name: &str, subtitle: &str) {
        ui.spacing_mut().item_spacing.y = space::TINY;
        text_ui(ui, self.cx.theme, name, Type::Title, Token::Text);
        text_ui(ui, self.cx.theme, subtitle, Type::Small, Token::TextMuted);
        self.refusal_ui(ui, Some(ui.scope_id()));
        let cx = self.cx;
        ui.add_space(space::TINY);
        for finding in cx.findings.of(self.entity) {
            if finding.place.field.is_none_or(|field| !self.state.shown.contains(&field)) {
                self.finding_ui(ui, finding);
            }
        }
    }

    /// The title of a page about several rows, and what they are.
    pub(super) fn summary_ui(&self, ui: &mut Ui, title: &Message, lines: &[Message]) {
        ui.spacing_mut().item_spacing.y = space::TINY;
        text_ui(ui, self.cx.theme, &self.cx.text(title), Type::Title, Token::Text);
        for line in lines {
            text_ui(ui, self.cx.theme, &self.cx.text(line), Type::Small, Token::TextMuted);
        }
    }

    pub(super) fn heading(&self, ui: &mut Ui, text: &Message) {
        heading_ui(ui, self.cx.theme, &self.cx.text(text));
    }

    /// The group of what only checks and simulations ask for: the last of a page. It is closed until it is wanted, or
    /// something is said of a field that the page has not shown so far.
    pub(super) fn for_checks(&mut self, ui: &mut Ui, contents: impl FnOnce(&mut Self, &mut Ui)) {
        let opens = self.opens(|field| !self.shown.contains(&field));
        self.group_ui(ui, &message!("For checks"), opens, contents);
    }

    /// A group that is closed until it is wanted, or something is said of one of its fields.
    pub(super) fn group(
        &mut self,
        ui: &mut Ui,
        title: &Message,
        fields: &[Field],
        contents: impl FnOnce(&mut Self, &mut Ui),
    ) {
        let opens = self.opens(|field| fields.contains(&field));
        self.group_ui(ui, title, opens, contents);
    }

    fn opens(&self, has: impl Fn(Field) -> bool) -> Opens {
        let mut fields = self.cx.findings.of(self.entity).filter_map(|finding| finding.place.field);
        match self.reveal.and_then(|reveal| reveal.place.field) {
            Some(field) if has(field) => Opens::Now,
            _ if fields.any(has) => Opens::AtFirst,
            _ => Opens::OnDemand,
        }
    }

    fn group_ui(&mut self, ui: &mut Ui, title: &Message, opens: Opens, contents: impl FnOnce(&mut Self, &mut Ui)) {
        let title = self.cx.text(title);
        collapsed_ui(ui, self.cx.theme, &title, opens, |ui| contents(self, ui));
    }

    /// A quiet line of explanation.
    pub(super) fn remark(&self, ui: &mut Ui, text: &Message) {
        text_ui(ui, self.cx.theme, &self.cx.text(text), Type::Small, Token::TextMuted);
    }

    /// Something the page shows and does not change.
    pub(super) fn fact(&self, ui: &mut Ui, label: &Message, value: &str) {
        ui.add_space(space::TINY);
        field_name_ui(ui, self.cx.theme, &self.cx.text(label));
        text_ui(ui, self.cx.theme, value, Type::Body, Token::Text);
    }

    /// A few words that do something.
    pub(super) fn link(&self, ui: &mut Ui, text: &Message) -> bool {
        small_link_ui(ui, self.cx.theme, &self.cx.text(text)).clicked()
    }

    /// A link to the page of another row.
    #[track_caller]
    pub(super) fn link_to(&mut self, ui: &mut Ui, id: impl Into<AnyId>) {
        let id = id.into();
        if small_link_ui(ui, self.cx.theme, &self.cx.topology().name(id)).clicked() {
            self.select(id);
        }
    }

    /// Shows another row's page.
    #[track_caller]
    pub(super) fn select(&mut self, id: impl Into<AnyId>) {
        self.out.ask(Intent::Select(Selection::one(id)));
    }

    /// Asks for anything else.
    #[track_caller]
    pub(super) fn ask_for(&mut self, intent: Intent) {
        self.out.ask(intent);
    }

    /// Asks for an edit; a refusal is said beside the control of that name too.
    #[track_caller]
    pub(super) fn ask(&mut self, control: WidgetId, command: Command) {
        self.state.refused = command.plan(self.cx.document).err().map(|refusal| (control, refusal));
        self.out.ask(Intent::Edit(command));
    }

    /// Asks for the row as it is now, if the page has changed it.
    #[track_caller]
    pub(super) fn put<T: Row>(&mut self, ui: &Ui, id: Id<T>, before: &T, now: T) {
        if *before != now {
            self.ask(ui.scope_id(), Command::Put(T::entity(id, std::sync::Arc::new(now))));
        }
    }

    /// A line of text. True when it was changed.
    pub(super) fn text<T: Typed>(&mut self, ui: &mut Ui, name: Name, value: &mut T) -> bool {
        let old = value.to_text();
        let Some(text) = self.typed(ui, name, &old) else { return false };
        match T::from_text(&text.1) {
            Ok(new) => {
                let changed = *value != new;
                *value = new;
                changed
            }
            Err(wrong) => {
                self.state.refused = Some((text.0, Refusal { message: wrong, rule: None, hint: None }));
                false
            }
        }
    }

    /// A line of text that renames a row, everything that repeats the name included.
    #[track_caller]
    pub(super) fn rename(&mut self, ui: &mut Ui, label: Name, id: impl Into<AnyId>, old: &str) {
        self.rename_as(ui, label, id.into(), old, |text| text);
    }

    /// A line of text that is a part of a row's name.
    #[track_caller]
    pub(super) fn rename_as(
        &mut self,
        ui: &mut Ui,
        label: Name,
        entity: AnyId,
        old: &str,
        whole: impl FnOnce(String) -> String,
    ) {
        if let Some((control, text)) = self.typed(ui, label, old) {
            self.ask(control, Command::Rename { entity, name: whole(text) });
        }
    }

    fn typed(&mut self, ui: &mut Ui, name: Name, old: &str) -> Option<(WidgetId, String)> {
        let hint = name.hint.as_ref().map(|hint| self.cx.text(hint)).unwrap_or_default();
        self.control(ui, name, |form, ui, _, id, worst| {
            let field = TextField::new(id, old).hint(&hint).worst(worst);
            let (_, text) = field.show(ui, form.cx.theme, &mut form.state.drafts);
            text.map(|text| (id, text))
        })
    }

    /// A check box. True when it was clicked.
    pub(super) fn check(&mut self, ui: &mut Ui, name: Name, value: &mut bool) -> bool {
        let Name { text, field, .. } = name;
        let before = *value;
        let drawn = ui.checkbox(value, self.cx.text(&text)).rect;
        self.said(ui, field, drawn, None);
        before != *value
    }

    /// Check boxes side by side, which are one field. True when one was clicked.
    pub(super) fn checks<'v>(
        &mut self,
        ui: &mut Ui,
        field: Field,
        boxes: impl IntoIterator<Item = (Message, &'v mut bool)>,
    ) -> bool {
        let boxes: Vec<_> = boxes.into_iter().map(|(text, value)| (self.cx.text(&text), value)).collect();
        let width = (ui.available_width() - space::SMALL) / 2.0;
        let mut changed = false;
        let mut left = boxes.into_iter();
        let top = ui.cursor();
        while let Some(first) = left.next() {
            ui.horizontal(|ui| {
                for (label, value) in std::iter::once(first).chain(left.next()) {
                    let cell = vec2(width, ui.spacing().interact_size.y);
                    let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
                    ui.allocate_ui_with_layout(cell, layout, |ui| {
                        ui.set_width(width);
                        changed |= ui.checkbox(value, label).changed();
                    });
                }
            });
        }
        self.said(ui, Some(field), Rect::from_min_max(top.min, ui.cursor().min), None);
        changed
    }

    /// Two controls side by side, the first with that share of the width.
    pub(super) fn beside(
        &mut self,
        ui: &mut Ui,
        share: f32,
        first: impl FnOnce(&mut Self, &mut Ui),
        second: impl FnOnce(&mut Self, &mut Ui),
    ) {
        let width = ui.available_width() - space::SMALL;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            ui.vertical(|ui| {
                ui.set_width(width * share);
                first(self, ui);
            });
            ui.vertical(|ui| {
                ui.set_width(width * (1.0 - share));
                second(self, ui);
            });
        });
    }

    /// One of many; `entries` is called only while the list is open.
    pub(super) fn choose<T>(
        &mut self,
        ui: &mut Ui,
        name: Name,
        chosen: &str,
        entries: impl FnOnce() -> Vec<Choice<T>>,
    ) -> Option<(WidgetId, T)> {
        let search = self.cx.text(&message!("Search"));
        self.control(ui, name, |form, ui, label, id, worst| {
            let chooser = Chooser::new(label, chosen).worst(worst).search(&search);
            chooser.show(ui, form.cx.theme, id, entries).map(|value| (id, value))
        })
    }

    /// One of a few values with fixed words. True when another was chosen.
    pub(super) fn option<T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        label: Name,
        value: &mut T,
        words: &[(T, Message)],
    ) -> bool {
        let cx = self.cx;
        let chosen = words.iter().find(|(of, _)| of == value).map(|(_, word)| cx.text(word)).unwrap_or_default();
        let entries = || words.iter().map(|(of, word)| Choice::new(*of, cx.text(word))).collect();
        let Some((_, new)) = self.choose(ui, label, &chosen, entries) else { return false };
        let changed = *value != new;
        *value = new;
        changed
    }

    /// Yes, no, or not known.
    pub(super) fn yes_no(&mut self, ui: &mut Ui, label: Name, value: &mut Option<bool>) -> bool {
        let words = [(None, message!("Unknown")), (Some(true), message!("Yes")), (Some(false), message!("No"))];
        self.option(ui, label, value, &words)
    }

    /// A caption, a control and what is said about it, in this order.
    pub(super) fn control<R>(
        &mut self,
        ui: &mut Ui,
        name: Name,
        draw: impl FnOnce(&mut Self, &mut Ui, &str, WidgetId, Option<Severity>) -> R,
    ) -> R {
        let Name { text, caption, field, hint: _, inferred } = name;
        let label = self.cx.text(&text);
        let id = ui.make_persistent_id(&label);
        let drawn = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            ui.add_space(space::TINY);
            let shown = caption.as_ref().map_or_else(|| label.clone(), |caption| self.cx.text(caption));
            let shown = self.caption_ui(ui, &shown, inferred.as_ref());
            let drawn = draw(self, ui, &label, id, self.worst(field));
            // Said here for all controls: a text field with a hint would count as named by its hint.
            ui.ctx().accesskit_node_builder(id, |node| match caption {
                None => node.set_labelled_by([shown.accesskit_id()]),
                Some(_) => node.set_label(label),
            });
            drawn
        });
        self.said(ui, field, drawn.response.rect, Some(id));
        drawn.inner
    }

    /// The name of a control above it, marked where its default is inferred.
    fn caption_ui(&self, ui: &mut Ui, text: &str, inferred: Option<&Message>) -> WidgetId {
        let theme = self.cx.theme;
        let Some(why) = inferred else { return field_name_ui(ui, theme, text).id };
        let row = ui.scope(|ui| {
            // A row is as high as a button unless it is told otherwise.
            ui.spacing_mut().interact_size.y = 0.0;
            let row = ui.horizontal(|ui| {
                let caption = field_name_ui(ui, theme, text);
                let mark = self.cx.text(&message!("inferred"));
                text_ui(ui, theme, &mark, Type::Caption, Token::TextFaint).on_hover_text(self.cx.text(why));
                caption.id
            });
            row.inner
        });
        row.inner
    }

    /// The worst that is said about a field.
    pub(super) fn worst(&self, field: Option<Field>) -> Option<Severity> {
        let place = Place { entity: self.entity, field: Some(field?) };
        self.cx.findings.at(place).map(|finding| finding.severity).max()
    }

    /// Everything that is said about a field, beneath it.
    pub(super) fn said(&mut self, ui: &mut Ui, field: Option<Field>, control: Rect, id: Option<WidgetId>) {
        self.refusal_ui(ui, id);
        let Some(field) = field else { return };
        self.shown.insert(field);
        if self.reveal.is_some_and(|reveal| reveal.place.field == Some(field)) {
            ui.scroll_to_rect(control.expand(space::LARGE), None);
        }
        let cx = self.cx;
        for finding in cx.findings.at(Place { entity: self.entity, field: Some(field) }) {
            self.finding_ui(ui, finding);
        }
    }

    /// The last refusal, if it was about this control.
    pub(super) fn refusal_ui(&self, ui: &mut Ui, control: Option<WidgetId>) {
        let Some((refused, refusal)) = &self.state.refused else { return };
        if Some(*refused) != control {
            return;
        }
        let code = refusal.rule.map(|code| code.to_string()).unwrap_or_default();
        let mut text = self.cx.text(&refusal.message);
        if let Some(hint) = &refusal.hint {
            text = format!("{text}: {}", self.cx.text(hint));
        }
        note_ui(
            ui,
            self.cx.theme,
            &Note { severity: Severity::Error, code: &code, text: &text, links: &[] },
            |_, _| {},
        );
    }

    fn finding_ui(&mut self, ui: &mut Ui, finding: &Diagnostic) {
        let explain = self.cx.text(&message!("Explain"));
        let fixes = finding.fixes.iter().map(|fix| {
            let title = self.cx.text(&fix.title);
            self.cx.text(&message!("Fix: {title}", title))
        });
        let links: Vec<String> = fixes.chain([explain]).collect();
        let (code, text) = (finding.code.to_string(), self.cx.text(&finding.message));
        let note = Note { severity: finding.severity, code: &code, text: &text, links: &links };
        note_ui(ui, self.cx.theme, &note, |index, link| {
            let fix = finding.fixes.get(index);
            let link = match fix {
                Some(fix) => previewed(link, self.cx, self.preview, fix),
                None => link,
            };
            if link.clicked() {
                self.out.ask(match fix {
                    Some(fix) => Intent::Apply(fix.clone()),
                    None => Intent::Explain(finding.code),
                });
            }
        });
    }

    /// The row of the page.
    pub(super) fn entity(&self) -> AnyId {
        self.entity
    }
}
