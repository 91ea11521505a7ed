//! The tree of the deployment, ordered as the vendor's own tool orders it.

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use eframe::egui::{
    self, Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, ScrollArea, Sense, TextEdit, Ui,
    UiBuilder, Vec2, WidgetInfo,
};

use crate::diagnostic::Severity;
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, SiteRef, Topology};
use crate::ui::action::Action;
use crate::ui::creatable::Creatable;
use crate::ui::icon::{Icon, paint_chevron, paint_severity};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::selection::Selection;
use crate::ui::shell::menu::{action_button, action_item_ui};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::{elided, severity_token};

use tree::{Around, Folder, Line, Node};

/// What the outline keeps between frames.
#[derive(Debug, Default)]
pub struct OutlineState {
    /// Nodes that are not as they are at first.
    toggled: BTreeSet<Node>,
    /// The lines that are not inside something closed, and the revision they were made for.
    lines: Vec<Line>,
    lines_of: Option<u64>,
    /// The worst inside each node, and the revision and the run of the checks it was worked out for.
    worst_inside: BTreeMap<Node, Severity>,
    worst_of: Option<(u64, u64)>,
    /// The last place it has scrolled to.
    revealed: u64,
    scroll_to: Option<AnyId>,
}

impl OutlineState {
    fn is_open(&self, node: Node) -> bool {
        let at_first = match node {
            Node::Row(AnyId::Deployment(_) | AnyId::Site(_)) => true,
            Node::Row(_) => false,
            Node::Folder(_, Folder::SharedComponents | Folder::BranchSites | Folder::Pools(_)) => true,
            Node::Folder(..) => false,
        };
        at_first != self.toggled.contains(&node)
    }

    fn toggle(&mut self, node: Node) {
        if !self.toggled.remove(&node) {
            self.toggled.insert(node);
        }
        self.lines_of = None;
    }

    fn update(&mut self, cx: &ViewCx<'_>) {
        if self.lines_of != Some(cx.revision) {
            self.lines_of = Some(cx.revision);
            self.lines = tree::lines(cx.topology(), &|node| self.is_open(node));
        }
        if self.worst_of != Some((cx.revision, cx.findings.run)) {
            self.worst_of = Some((cx.revision, cx.findings.run));
            self.worst_inside.clear();
            let around = Around::new(cx.topology());
            for (id, severity) in cx.findings.worst_of_each() {
                for node in around.of(id).into_iter().flatten() {
                    let worst = self.worst_inside.entry(node).or_insert(severity);
                    *worst = severity.max(*worst);
                }
            }
        }
    }

    /// Opens whatever hides a row. Whether there is such a row.
    fn open_up_to(&mut self, topology: &Topology, id: AnyId) -> bool {
        let Some(around) = Around::new(topology).of(id) else { return false };
        for node in around {
            if !self.is_open(node) {
                self.toggle(node);
            }
        }
        true
    }

    /// What to warn of at a line: its own worst, and while it is closed the worst inside.
    fn worst_at(&self, cx: &ViewCx<'_>, node: Node) -> Option<Severity> {
        let own = match node {
            Node::Row(id) => cx.findings.worst(id),
            Node::Folder(..) => None,
        };
        let inside = self.worst_inside.get(&node).copied().filter(|_| !self.is_open(node));
        own.max(inside)
    }
}

/// Draws the outline into all the space there is.
pub(super) fn outline_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let mut state = std::mem::take(&mut view.outline);
    follow_reveal(&mut state, cx, view);
    state.update(cx);
    let focus = ui.scope_id().with("outline");
    let has_focus = keys(ui, focus, cx, &mut state, view, out);
    // A key may have opened or closed something.
    state.update(cx);

    let mut toggled = None;
    let row_height = space::ROW;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("outline");
    if let Some(id) = state.scroll_to.take()
        && let Some(at) = state.lines.iter().position(|line| line.node == Node::Row(id))
    {
        let height = ui.available_height();
        area = area.vertical_scroll_offset((at as f32 * row_height - height * 0.4).max(0.0));
    }
    area.show_rows(ui, row_height, state.lines.len(), |ui, rows: Range<usize>| {
        for line in &state.lines[rows] {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), row_height), Sense::HOVER);
            let row = RowUi { cx, state: &state, line, rect, focus, has_focus };
            if row.ui(ui, view, out) {
                toggled = Some(line.node);
            }
        }
    });
    if let Some(node) = toggled {
        state.toggle(node);
    }
    view.outline = state;
}

fn follow_reveal(state: &mut OutlineState, cx: &ViewCx<'_>, view: &View) {
    if let Some(reveal) = view.reveal
        && reveal.serial != state.revealed
    {
        state.revealed = reveal.serial;
        if state.open_up_to(cx.topology(), reveal.place.entity) {
            state.scroll_to = Some(reveal.place.entity);
        }
    }
}

/// What the keyboard does while the outline has it. Whether it has.
fn keys(ui: &mut Ui, focus: Id, cx: &ViewCx<'_>, state: &mut OutlineState, view: &mut View, out: &mut Outbox) -> bool {
    let whole = ui.interact(ui.available_rect_before_wrap(), focus, Sense::focusable_noninteractive());
    let name = cx.text(&message!("Outline"));
    whole.widget_info(|| WidgetInfo::labeled(Role::Tree, true, &name));
    if !whole.has_focus() || view.renaming.is_some() {
        return whole.has_focus();
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus, filter));
    let lead = view.selection.lead();
    let here = state.lines.iter().position(|line| lead.is_some_and(|id| line.node == Node::Row(id)));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = state.lines.len().saturating_sub(1);
    let page = (ui.available_height() / space::ROW) as usize;
    // Folders are passed over: they cannot be selected.
    let nearest = |from: usize, down: bool| {
        let is_row = |at: &usize| matches!(state.lines[*at].node, Node::Row(_));
        if down { (from..=last).find(is_row) } else { (0..=from.min(last)).rev().find(is_row) }
    };
    let mut go = None;
    if pressed(Key::ArrowDown) {
        go = nearest(here.map_or(0, |at| at + 1), true);
    } else if pressed(Key::ArrowUp) {
        go = here.and_then(|at| nearest(at.checked_sub(1)?, false));
    } else if pressed(Key::Home) {
        go = nearest(0, true);
    } else if pressed(Key::End) {
        go = nearest(last, false);
    } else if pressed(Key::PageDown) {
        go = here.and_then(|at| nearest((at + page).min(last), false));
    } else if pressed(Key::PageUp) {
        go = here.and_then(|at| nearest(at.saturating_sub(page), true));
    } else if pressed(Key::Enter)
        && let Some(id) = lead
    {
        out.ask(Intent::Reveal(id.into()));
    } else if let Some(at) = here {
        let Line { node, depth, has_more, .. } = state.lines[at];
        let is_open = state.is_open(node);
        if pressed(Key::ArrowRight) {
            if has_more && !is_open {
                state.toggle(node);
            } else {
                go = nearest(at + 1, true);
            }
        } else if pressed(Key::ArrowLeft) {
            if has_more && is_open {
                state.toggle(node);
            } else {
                let above = |other: &usize| state.lines[*other].depth < depth;
                go = (0..at).rev().find(above).and_then(|at| nearest(at, false));
            }
        }
    }
    if let Some(at) = go
        && let Node::Row(id) = state.lines[at].node
    {
        state.scroll_to = Some(id);
        out.ask(Intent::Select(Selection::one(id)));
    }
    true
}

/// One line of the outline.
struct RowUi<'a> {
    cx: &'a ViewCx<'a>,
    state: &'a OutlineState,
    line: &'a Line,
    rect: Rect,
    focus: Id,
    has_focus: bool,
}

impl RowUi<'_> {
    /// Draws the line; whether it is to open or close.
    fn ui(&self, ui: &mut Ui, view: &mut View, out: &mut Outbox) -> bool {
        let Self { cx, state, line, rect, .. } = *self;
        let name = match line.node {
            Node::Row(id) => shown_name(cx, id),
            Node::Folder(_, folder) => cx.text(&folder.title()),
        };
        let row = match line.node {
            Node::Row(id) => Some(id),
            Node::Folder(..) => None,
        };
        let is_selected = row.is_some_and(|id| view.selection.contains(id));
        let has_more = line.has_more;
        let is_open = state.is_open(line.node);
        let left = rect.left() + space::SMALL + line.depth as f32 * ui.spacing().indent;

        // Not focusable one by one: the outline is one stop of the Tab key, and arrows move inside it.
        let response = ui.interact(rect, self.focus.with(line.node), Sense::CLICK);
        let worst = state.worst_at(cx, line.node);
        let spoken = match worst {
            Some(worst) => cx.text(&message!("{name}, {severity}", name = name.as_str(), severity = worst.word())),
            None => name.clone(),
        };
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, is_selected, &spoken));
        ui.ctx().accesskit_node_builder(response.id, |builder| builder.set_selected(is_selected));

        let back = rect.shrink2(Vec2::new(6.0, 1.0));
        let corner = CornerRadius::same(space::RADIUS_SMALL);
        if is_selected {
            ui.painter().rect_filled(back, corner, cx.theme.color(Token::AccentBack));
            if self.has_focus && view.selection.lead() == row {
                let ring = cx.theme.stroke(1.0, Token::Accent);
                ui.painter().rect_stroke(back, corner, ring, egui::StrokeKind::Inside);
            }
        } else if response.hovered() {
            ui.painter().rect_filled(back, corner, cx.theme.color(Token::Hover));
        }
        let chevron = Rect::from_center_size(Pos2::new(left + 5.0, rect.center().y), Vec2::splat(14.0));
        if has_more {
            paint_chevron(ui.painter(), chevron.center(), is_open, cx.theme.color(Token::TextFaint));
        }
        self.words_ui(ui, view, out, &name, worst, left + 15.0, is_selected);

        let on_chevron = has_more && response.interact_pointer_pos().is_some_and(|at| chevron.expand(3.0).contains(at));
        let mut toggles = false;
        if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(self.focus));
            let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
            match row {
                _ if on_chevron => toggles = true,
                Some(id) if adds => out.ask(Intent::ToggleInSelection(id)),
                Some(id) => out.ask(Intent::Select(Selection::one(id))),
                None => toggles = true,
            }
        }
        if response.double_clicked() && !on_chevron {
            match row {
                Some(id) if !has_more => out.ask(Intent::Reveal(id.into())),
                Some(_) => toggles = true,
                None => {}
            }
        }
        if response.secondary_clicked()
            && let Some(id) = row
            && !is_selected
        {
            out.ask(Intent::Select(Selection::one(id)));
        }
        response.context_menu(|ui| match line.node {
            Node::Row(id) => row_menu_ui(ui, cx, view, out, id),
            Node::Folder(of, folder) => folder_menu_ui(ui, cx, out, of, folder),
        });
        toggles
    }

    #[allow(clippy::too_many_arguments, reason = "all of it is this one line")]
    fn words_ui(
        &self,
        ui: &mut Ui,
        view: &mut View,
        out: &mut Outbox,
        name: &str,
        worst: Option<Severity>,
        mut left: f32,
        is_selected: bool,
    ) {
        let Self { cx, line, rect, .. } = *self;
        let middle = rect.center().y;
        if let Node::Row(id) = line.node {
            let square = Rect::from_center_size(Pos2::new(left + 8.0, middle), Vec2::splat(14.0));
            let ink = if is_selected { Token::Accent } else { Token::TextFaint };
            Icon::of(cx.topology(), id).paint(ui.painter(), square, cx.theme.color(ink));
            left += 20.0;
            if view.renaming.as_ref().is_some_and(|renaming| renaming.entity == id) {
                let field = Rect::from_min_max(Pos2::new(left - 4.0, rect.top()), rect.max - Vec2::new(8.0, 0.0));
                rename_ui(ui, cx, view, out, field);
                return;
            }
        }
        let mut right = rect.right() - 14.0;
        let ink = cx.theme.color(Token::TextFaint);
        let shape = ui.painter().layout_no_wrap(cx.text(&line.detail), Type::Caption.font(), ink);
        let name_width = ui.painter().layout_no_wrap(name.to_owned(), Type::Strong.font(), ink).size().x;
        // Where there is no room for both, a long detail gives way to the name; a count never does.
        let fits = left + name_width + space::LARGE + shape.size().x <= right || shape.size().x < 24.0;
        if !shape.is_empty() && fits {
            right -= shape.size().x;
            let at = Pos2::new(right, middle - shape.size().y / 2.0);
            ui.painter().galley(at, shape, ink);
            right -= space::SMALL;
        }
        if let Some(severity) = worst {
            let color = cx.theme.color(severity_token(severity));
            paint_severity(ui.painter(), Pos2::new(right - 5.0, middle), 4.0, severity, color);
            right -= 16.0;
        }
        let (font, ink) = match line.node {
            Node::Folder(..) => (Type::Body, Token::TextMuted),
            Node::Row(_) if is_selected => (Type::Strong, Token::Text),
            Node::Row(_) => (Type::Body, Token::Text),
        };
        let shape = elided(ui, name, font.font(), cx.theme.color(ink), right - left);
        let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, middle), shape.size()).min;
        ui.painter().galley(at, shape, cx.theme.color(ink));
    }
}

/// The name, or a word for the row that has none yet.
fn shown_name(cx: &ViewCx<'_>, id: AnyId) -> String {
    let name = cx.topology().name(id);
    match id {
        _ if !name.is_empty() => name,
        AnyId::Deployment(_) => cx.text(&message!("Deployment")),
        _ => cx.text(&message!("(no name)")),
    }
}

/// The field in which a name is typed. Leaving it takes the name, Escape does not.
fn rename_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, rect: Rect) {
    let Some(renaming) = &mut view.renaming else { return };
    let id = Id::unique(("renaming", renaming.entity));
    let old = cx.topology().name(renaming.entity);
    let field =
        TextEdit::singleline(&mut renaming.text).id(id).font(Type::Body.font()).margin(egui::Margin::symmetric(4, 2));
    // Drawn over the line, not in its place: the lines below stay where they are.
    let response = ui.new_child(UiBuilder::new().max_rect(rect)).add_sized(rect.size(), field);
    let label = cx.text(&message!("Name of {name}", name = old.as_str()));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    if !renaming.has_begun {
        renaming.has_begun = true;
        response.request_focus();
        select_host(ui, id, &renaming.text);
    } else if response.lost_focus() || !response.has_focus() {
        let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
        let (entity, name) = (renaming.entity, renaming.text.trim().to_owned());
        view.renaming = None;
        if !is_given_up && name != old {
            out.ask(Intent::Edit(Command::Rename { entity, name }));
        }
    }
}

/// Selects what is most likely to be typed anew: the first label of a host name.
pub(super) fn select_host(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let end = text.chars().take_while(|letter| *letter != '.').count();
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), CCursor::new(end))));
    state.store(ui.ctx(), id);
}

/// What can be done with a row.
pub(super) fn row_menu_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox, id: AnyId) {
    let selection = if view.selection.contains(id) { view.selection.clone() } else { Selection::one(id) };
    let home = match id {
        AnyId::Site(site) => Some(SiteRef::Central(site)),
        AnyId::BranchSite(site) => Some(SiteRef::Branch(site)),
        _ => None,
    };
    if home.is_some() || matches!(id, AnyId::Deployment(_)) {
        let title = cx.text(&message!("New"));
        ui.menu_button(title, |ui| new_menu_ui(ui, cx, out, home));
        ui.separator();
    }
    let mut any = false;
    for action in [
        Action::AddComputer,
        Action::AddTrunk,
        Action::PairPools,
        Action::Unpair,
        Action::AddMirror,
        Action::RemoveMirror,
        Action::AddWitness,
        Action::RemoveWitness,
        Action::StretchPool,
    ] {
        if action.is_enabled(cx, &selection).is_ok() {
            any = true;
            action_item_ui(ui, cx, &selection, out, action);
        }
    }
    if any {
        ui.separator();
    }
    if ui.add(action_button(ui, cx, Action::Rename)).clicked() {
        out.ask(Intent::Rename(id));
        ui.close();
    }
    action_item_ui(ui, cx, &selection, out, Action::ZoomSelection);
    ui.separator();
    action_item_ui(ui, cx, &selection, out, Action::Delete);
}

/// The kinds of things that can be made, in a site or anywhere.
fn new_menu_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, site: Option<SiteRef>) {
    use strum::VariantArray;
    for &what in Creatable::VARIANTS {
        if !what.fits(site, cx.product()) {
            continue;
        }
        if ui.button(cx.text(&what.title())).clicked() {
            out.ask(Intent::Create { what, home: crate::ui::Home { site, ..Default::default() } });
            ui.close();
        }
    }
}

/// What can be done in a folder: make another of its kind.
fn folder_menu_ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, of: AnyId, folder: Folder) {
    let site = match of {
        AnyId::Site(site) => Some(SiteRef::Central(site)),
        AnyId::BranchSite(site) => Some(SiteRef::Branch(site)),
        _ => None,
    };
    match Creatable::in_folder(folder) {
        Some(what) => {
            let title = cx.text(&Action::Add(what).text());
            if ui.button(title).clicked() {
                out.ask(Intent::Create { what, home: crate::ui::Home { site, ..Default::default() } });
                ui.close();
            }
        }
        None => new_menu_ui(ui, cx, out, site),
    }
}

impl Creatable {
    /// What a folder of the outline holds, if that is one kind.
    fn in_folder(folder: Folder) -> Option<Self> {
        use strum::VariantArray;
        match folder {
            Folder::Pools(role) => Self::VARIANTS.iter().copied().find(|what| what.role() == Some(role)),
            Folder::SqlStores => Some(Self::SqlStore),
            Folder::FileStores => Some(Self::FileStore),
            Folder::Gateways => Some(Self::Gateway),
            Folder::WebApps => Some(Self::WebApps),
            Folder::BranchSites => Some(Self::BranchSite),
            Folder::DataCentres => Some(Self::DataCentre),
            Folder::SharedComponents | Folder::Trunks | Folder::NetworkServices => None,
        }
    }

    /// Whether it can stand there, or anywhere, in a deployment of that product.
    pub(super) fn fits(self, site: Option<SiteRef>, product: crate::vendor::Product) -> bool {
        let role_fits = self.role().is_none_or(|role| {
            let facts = role.facts();
            facts.products.contains(product) && (facts.in_branch_site || !matches!(site, Some(SiteRef::Branch(_))))
        });
        let place_fits = match site {
            None => matches!(self, Self::Site | Self::BranchSite | Self::DataCentre),
            Some(SiteRef::Central(_)) => !matches!(self, Self::Site),
            Some(SiteRef::Branch(_)) => !matches!(self, Self::Site | Self::BranchSite | Self::DataCentre),
        };
        role_fits && place_fits
    }
}

/// Every row that the outline shows, for "select all".
pub(super) fn all_rows(topology: &Topology) -> impl Iterator<Item = AnyId> {
    topology
        .ids()
        .filter(|id| !matches!(id, AnyId::Deployment(_) | AnyId::Computer(_) | AnyId::Trunk(_) | AnyId::Link(_)))
}
