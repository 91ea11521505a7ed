//! What hands do on the drawing: point, select, drag, sweep, rename, drop. Everything drawn that can be touched is a
//! widget with a role and a name, so that the keyboard, tests and people who do not see the drawing find it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, CornerRadius, DragAndDrop, EventFilter, Key, Popup, Rect, Response, Sense, StrokeKind, Ui, Vec2, vec2,
};

use super::camera::Transform;
use super::guides::Guides;
use super::keys::{keys, nudge};
use super::{Placed, access, connect};
use crate::diagnostic::Severity;
use crate::diagram::{
    Picture, Trailing,
    geometry::{Point, Rect as Rectangle},
    picture::{Frame, FrameKind, Line, Node},
    scene::{Detail, Overlay, tile_plate},
    spoken::spoken_name,
};
use crate::edit::{Command, Refusal, SheetCommand};
use crate::message;
use crate::model::{AnyId, DataCentre, Id, Pin, SiteRef, Whereabouts};
use crate::ui::action::Action;
use crate::ui::creatable::Creatable;
use crate::ui::intent::{Home, Intent, Outbox};
use crate::ui::outline::{row_menu_ui, select_host};
use crate::ui::palette::Palette;
use crate::ui::problems::counted_words;
use crate::ui::selection::Selection;
use crate::ui::shell::menu::action_item_ui;
use crate::ui::theme::{Token, Type};
use crate::ui::view::{View, ViewCx};

/// What the pointer is in the middle of.
#[derive(Debug, Default)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// Moving cards with the pointer.
    Moving(Moving),
    /// Moving cards with the arrow keys, as long as Ctrl is held.
    Nudging(Moving),
    /// Sweeping a rectangle over what is to be selected, from a point of the sheet.
    Sweeping { from: Point },
    /// Drawing a relation to another node.
    Connecting(connect::Connecting),
    /// Typing a name on a card.
    Renaming { entity: AnyId, text: String, has_begun: bool },
}

/// Cards in a hand.
#[derive(Debug)]
pub(super) struct Moving {
    nodes: Vec<AnyId>,
    /// The nodes and what stands on them.
    drawn: BTreeSet<AnyId>,
    /// How far the hand has taken them, on the sheet.
    pulled: Vec2,
    /// How far from where they were they are: guides draw them from where the hand would have them.
    pub(super) by: Vec2,
    guides: Guides,
    pub(super) trailing: Trailing,
}

impl Moving {
    pub(super) fn new(picture: &Picture, nodes: Vec<AnyId>) -> Self {
        let chips =
            nodes.iter().filter_map(|id| picture.node(*id)).flat_map(|node| node.chips.iter().map(|chip| chip.entity));
        let drawn = nodes.iter().copied().chain(chips).collect();
        let trailing = Trailing::of(picture, &nodes);
        Self { nodes, drawn, pulled: Vec2::ZERO, by: Vec2::ZERO, guides: Guides::default(), trailing }
    }

    /// Goes with the hand. Guides bring the cards into line with those in view, unless Alt or Ctrl is held.
    fn pull(&mut self, by: Vec2, is_free: bool, on: &Ground<'_>) {
        self.pulled += by;
        let (picture, in_view) = (&on.placed.picture, on.transform.rect_on_sheet(on.rect));
        let held = Rectangle::around(self.nodes.iter().filter_map(|id| picture.rect_of(*id)));
        self.guides = match held.filter(|_| !is_free) {
            Some(held) => {
                let is_around = |node: &&Node| {
                    on.detail.shows(node.shape) && in_view.overlaps(&node.rect) && !self.drawn.contains(&node.entity)
                };
                let others: Vec<Rectangle> = picture.nodes.iter().filter(is_around).map(|node| node.rect).collect();
                Guides::of(held.translated(Point::new(self.pulled.x, self.pulled.y)), &others, on.transform.zoom)
            }
            None => Guides::default(),
        };
        let jump = self.guides.jump();
        self.by = self.pulled + vec2(jump.x, jump.y);
    }

    fn step(&self) -> Point {
        Point::new(self.by.x, self.by.y)
    }

    /// How far a row is from where the picture has it, if it is in the hand.
    pub(super) fn shift_of(&self, entity: AnyId) -> Option<Point> {
        self.drawn.contains(&entity).then(|| self.step())
    }

    /// The lines of the cards, where they are now.
    pub(super) fn lines(&mut self) -> &[Line] {
        let step = self.step();
        self.trailing.lines(step)
    }
}

impl Gesture {
    /// The cards in the hand.
    pub(super) fn moving(&self) -> Option<&Moving> {
        match self {
            Self::Moving(moving) | Self::Nudging(moving) => Some(moving),
            _ => None,
        }
    }

    pub(super) fn moving_mut(&mut self) -> Option<&mut Moving> {
        match self {
            Self::Moving(moving) | Self::Nudging(moving) => Some(moving),
            _ => None,
        }
    }

    pub(super) fn into_moving(self) -> Option<Moving> {
        match self {
            Self::Moving(moving) | Self::Nudging(moving) => Some(moving),
            _ => None,
        }
    }
}

/// What lies under the hands.
pub(super) struct Ground<'a> {
    pub(super) placed: &'a Placed,
    pub(super) transform: Transform,
    pub(super) detail: Detail,
    pub(super) rect: Rect,
    pub(super) overlay: &'a Overlay,
    pub(super) spoken: &'a [OnceCell<Spoken>],
}

/// What is said of a node to who does not see it.
#[derive(Debug)]
pub(super) struct Spoken {
    name: String,
    badge: Option<String>,
}

/// How many nodes in view are widgets all the time: more than anybody goes through one by one. Of more, only those that
/// are selected or under the pointer are.
const MOST_WIDGETS: usize = 256;
/// What pins keep to, and how far an arrow key moves a card.
pub(super) const GRID: f32 = 8.0;
/// How close to a line the pointer must be to mean it.
const NEAR_LINE: f32 = 5.0;

pub(super) fn touch(
    ui: &mut Ui,
    sheet: &Response,
    cx: &ViewCx<'_>,
    view: &mut View,
    out: &mut Outbox,
    on: &Ground<'_>,
) {
    let was_idle = matches!(view.canvas.gesture, Gesture::Idle);
    frames(ui, sheet, cx, view, out, on);
    let hovered = nodes(ui, sheet, cx, view, out, on);
    if on.detail == Detail::Far {
        tile_plates(ui, sheet, cx, view, out, on);
    }
    outline_selection(ui, cx, view, on);
    background(ui, sheet, cx, view, out, on);
    if hovered.is_none() {
        hover_line(ui, sheet, cx, view, out, on);
    }
    connect::handles(ui, cx, view, out, on, hovered);
    drop_from_palette(ui, cx, view, out, on);
    if sheet.has_focus() {
        // The arrows are the drawing's, not egui's, which would go to the next widget that way.
        let filter =
            EventFilter { vertical_arrows: true, horizontal_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(sheet.id, filter));
        keys(ui, view, out, on, was_idle);
    }
    if sheet.has_focus() || matches!(view.canvas.gesture, Gesture::Nudging(_)) {
        nudge(ui, view, out, on);
    }
    // Last, so that the Enter that ends it does not begin another.
    rename_field(ui, sheet, cx, view, out, on);
}

/// The title of a frame can be clicked; its inside is for sweeping.
fn frames(ui: &mut Ui, sheet: &Response, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    for frame in &on.placed.picture.frames {
        let rect = on.transform.rect(frame.rect);
        if !rect.intersects(on.rect) {
            continue;
        }
        let title = match on.detail {
            Detail::Far => rect,
            _ => Rect::from_min_size(rect.min, vec2(rect.width(), 32.0 * on.transform.zoom)),
        };
        // A data centre can be a band of several sites.
        let place = (frame.rect.min.x as i32, frame.rect.min.y as i32);
        let response = ui.interact(title.intersect(on.rect), ui.scope_id().with((frame.entity, place)), Sense::click());
        access::name(&response, Role::Group, &cx.text(&frame.spoken()));
        if let Some(badge) = badge(cx, on, frame.entity) {
            ui.ctx().accesskit_node_builder(response.id, |builder| builder.set_description(badge));
        }
        pick(ui, sheet, &response, frame.entity, cx, view, out);
    }
}

/// From far away the name of a site hides the cards below it from the hand too.
fn tile_plates(ui: &mut Ui, sheet: &Response, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    for frame in on.placed.picture.frames.iter().filter(|frame| !matches!(frame.kind, FrameKind::DataCentre(_))) {
        let plate = on.transform.rect(tile_plate(frame)).intersect(on.rect);
        if plate.is_positive() {
            let id = ui.scope_id().with(("plate", frame.entity));
            let response = ui.interact(plate, id, Sense::click_and_drag());
            pick(ui, sheet, &response, frame.entity, cx, view, out);
        }
    }
}

/// Makes widgets of the nodes and chips in view; says which node the pointer is on.
fn nodes(
    ui: &mut Ui,
    sheet: &Response,
    cx: &ViewCx<'_>,
    view: &mut View,
    out: &mut Outbox,
    on: &Ground<'_>,
) -> Option<AnyId> {
    let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|pos| on.rect.contains(*pos));
    let pointer = pointer.map(|pos| on.transform.point_on_sheet(pos));
    let in_view = on.transform.rect_on_sheet(on.rect);
    let selected: BTreeSet<AnyId> = view.selection.iter().collect();
    let mut n_widgets = 0;
    let mut hovered = None;
    for (node, spoken) in on.placed.picture.nodes.iter().zip(on.spoken) {
        if !in_view.overlaps(&node.rect) {
            continue;
        }
        let is_shown = on.detail.shows(node.shape);
        let is_meant =
            selected.contains(&node.entity) || is_shown && pointer.is_some_and(|pointer| node.rect.contains(pointer));
        n_widgets += usize::from(is_shown || is_meant);
        if !is_meant && (!is_shown || n_widgets > MOST_WIDGETS) {
            continue;
        }
        let rect = on.transform.rect(node.rect);
        let response = ui.interact(rect.intersect(on.rect), ui.scope_id().with(node.entity), Sense::click_and_drag());
        let Spoken { name, badge } = spoken
            .get_or_init(|| Spoken { name: cx.text(&node.spoken(cx.topology())), badge: badge(cx, on, node.entity) });
        access::name(&response, Role::Button, name);
        ui.ctx().accesskit_node_builder(response.id, |builder| {
            builder.set_value(node.subtitle.as_str());
            builder.set_selected(selected.contains(&node.entity));
            if let Some(badge) = badge {
                builder.set_description(badge.as_str());
            }
        });
        // Handles reach out of the card at its foot.
        let with_handles = rect.expand2(vec2(0.0, connect::REACH));
        if response.contains_pointer() || ui.rect_contains_pointer(with_handles.intersect(on.rect)) {
            hovered = Some(node.entity);
        }
        pick(ui, sheet, &response, node.entity, cx, view, out);
        move_node(ui, &response, node, view, out, on, cx);
        if on.detail == Detail::Far {
            // Nothing on it can be read.
            response.on_hover_text(name.as_str());
        }
        if on.detail == Detail::Near {
            for chip in &node.chips {
                let rect = on.transform.rect(chip.rect).intersect(on.rect);
                let response = ui.interact(rect, ui.scope_id().with((node.entity, chip.entity)), Sense::click());
                access::name(&response, Role::Button, &cx.text(&spoken_name(cx.topology(), chip.entity)));
                if response.contains_pointer() {
                    hovered = Some(node.entity);
                }
                pick(ui, sheet, &response, chip.entity, cx, view, out);
            }
        }
    }
    hovered
}

/// What the badge of a card says: how many errors and warnings there are.
fn badge(cx: &ViewCx<'_>, on: &Ground<'_>, entity: AnyId) -> Option<String> {
    let tally = on.overlay.findings.get(&entity)?;
    let words = counted_words([(Severity::Error, tally.errors), (Severity::Warning, tally.warnings)], cx);
    (!words.is_empty()).then_some(words)
}

/// A click selects, with Ctrl or Shift also; a double click lets the name be typed; the other button opens the menu.
fn pick(
    ui: &Ui,
    sheet: &Response,
    response: &Response,
    entity: AnyId,
    cx: &ViewCx<'_>,
    view: &mut View,
    out: &mut Outbox,
) {
    if response.clicked() || response.drag_started() {
        // From here on the arrows walk over the drawing.
        sheet.request_focus();
    }
    if response.double_clicked() && !matches!(entity, AnyId::Deployment(_) | AnyId::Link(_)) {
        view.canvas.gesture = Gesture::Renaming { entity, text: String::new(), has_begun: false };
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.command || modifiers.shift {
            out.ask(Intent::ToggleInSelection(entity));
        } else {
            view.reveal(entity.into());
            // The outline opens up to it; the drawing stays as it is under the pointer.
            view.canvas.seen_reveal = view.reveal.map_or(0, |reveal| reveal.serial);
        }
    }
    if response.secondary_clicked() && !view.selection.contains(entity) {
        out.ask(Intent::Select(Selection::one(entity)));
    }
    // Asking every card for its menu costs as much as the card.
    if !response.secondary_clicked() && !Popup::is_id_open(ui.ctx(), Popup::default_response_id(response)) {
        return;
    }
    response.context_menu(|ui| {
        row_menu_ui(ui, cx, view, out, entity);
        ui.separator();
        for action in [Action::Cut, Action::Copy, Action::Paste, Action::Duplicate] {
            action_item_ui(ui, cx, &view.selection, out, action);
        }
    });
}

/// Moves a card, and with it whatever else is selected. The document changes once, when the button is let go.
fn move_node(
    ui: &Ui,
    response: &Response,
    node: &Node,
    view: &mut View,
    out: &mut Outbox,
    on: &Ground<'_>,
    cx: &ViewCx<'_>,
) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        let picture = &on.placed.picture;
        let is_selected = view.selection.contains(node.entity);
        let nodes = if is_selected { selected_nodes(view, picture) } else { vec![node.entity] };
        if !is_selected {
            out.ask(Intent::Select(Selection::one(node.entity)));
        }
        view.canvas.gesture = Gesture::Moving(Moving::new(picture, nodes));
    }
    let Gesture::Moving(moving) = &mut view.canvas.gesture else { return };
    if response.dragged() {
        let is_free = response.ctx.input(|input| input.modifiers.alt || input.modifiers.command);
        moving.pull(response.drag_delta() / on.transform.zoom, is_free, on);
        moving.guides.paint(&ui.painter_at(on.rect), on.transform, cx.theme.stroke(1.0, Token::Accent));
    }
    if response.drag_stopped() {
        // Escape ends a drag too, and must not be taken for letting go.
        let is_given_up = response.ctx.input(|input| input.key_pressed(Key::Escape));
        let is_moved = moving.by.length() * on.transform.zoom >= 4.0;
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| is_moved && !is_given_up)
            && let Some(command) = dropped(cx, moving, on, on.transform.point_on_sheet(pointer))
        {
            out.ask(Intent::Edit(command));
        }
        view.canvas.let_go();
    }
}

/// What letting cards go at a place means: they are pinned there, and belong to the frame that is there.
fn dropped(cx: &ViewCx<'_>, moving: &Moving, on: &Ground<'_>, at: Point) -> Option<Command> {
    let nodes = &moving.nodes;
    let picture = &on.placed.picture;
    let mut steps = Vec::new();
    if let Some((site, data_centre)) = home_at(on, at) {
        let topology = cx.topology();
        let whereabouts = Whereabouts::new(topology);
        let is_elsewhere = |id: &&AnyId| whereabouts.site_of(**id).is_some_and(|own| own != site);
        let movers: Vec<AnyId> = nodes.iter().filter(is_elsewhere).copied().collect();
        if !movers.is_empty() {
            steps.push(Command::MoveToSite { entities: movers, site });
        }
        let changes = |id: &&AnyId| {
            let is_stretched = picture.node(**id).is_some_and(|node| node.hinge.is_some());
            let is_in = data_centre.is_some_and(|to| topology_data_centres(cx, **id).contains(&to));
            !is_stretched && data_centre.is_some() && !is_in
        };
        let movers: Vec<AnyId> = nodes.iter().filter(changes).copied().collect();
        if !movers.is_empty() && !topology.data_centres.is_empty() {
            steps.push(Command::MoveToDataCentre { entities: movers, data_centre });
        }
    }
    let pins = pinned(picture, moving);
    let label = pins.label(cx.document);
    steps.push(pins);
    Some(Command::All { label, steps })
}

/// The nodes that are selected.
pub(super) fn selected_nodes(view: &View, picture: &Picture) -> Vec<AnyId> {
    view.selection.iter().filter(|id| picture.node(*id).is_some_and(|node| node.entity == *id)).collect()
}

/// Nodes put where the hand has them: on the grid, or where a guide holds them.
pub(super) fn pinned(picture: &Picture, moving: &Moving) -> Command {
    let put = |length: f32, is_held: bool| if is_held { length.round() as i32 } else { snapped(length) };
    let [across, down] = moving.guides.hold();
    let pin = |id: &AnyId| {
        let at = picture.node(*id)?.rect.min + moving.step();
        Some((*id, Pin { x: put(at.x, across), y: put(at.y, down) }))
    };
    Command::Sheet(SheetCommand::Pin(moving.nodes.iter().filter_map(pin).collect()))
}

/// The nearest place of the grid that pins keep to.
fn snapped(length: f32) -> i32 {
    (length / GRID).round() as i32 * GRID as i32
}

fn topology_data_centres(cx: &ViewCx<'_>, id: AnyId) -> Vec<Id<DataCentre>> {
    let topology = cx.topology();
    let one = |own: Option<Id<DataCentre>>, site| topology.data_centre_of(own, site).into_iter().collect();
    match id {
        AnyId::Pool(id) => topology.pools.get(id).map(|row| topology.data_centres_of(row)),
        AnyId::SqlInstance(id) => topology.sql_instances.get(id).map(|row| one(row.data_centre, row.site)),
        AnyId::FileStore(id) => topology.file_stores.get(id).map(|row| one(row.data_centre, row.site)),
        AnyId::Gateway(id) => topology.gateways.get(id).map(|row| one(row.data_centre, row.site)),
        AnyId::WebAppsServer(id) => topology.web_apps_servers.get(id).map(|row| one(row.data_centre, row.site)),
        AnyId::NetworkService(id) => topology.network_services.get(id).map(|row| one(row.data_centre, row.site)),
        _ => None,
    }
    .unwrap_or_default()
}

/// The innermost frame at a place.
fn frame_at<'a>(on: &'a Ground<'_>, at: Point) -> Option<&'a Frame> {
    on.placed.picture.frames.iter().rev().filter(|frame| frame.rect.contains(at)).min_by(|a, b| {
        let area = |frame: &Frame| frame.rect.width() * frame.rect.height();
        area(a).total_cmp(&area(b))
    })
}

/// The site at a place, and the data centre if the place is in a band.
pub(super) fn home_at(on: &Ground<'_>, at: Point) -> Option<(SiteRef, Option<Id<DataCentre>>)> {
    match frame_at(on, at)?.entity {
        AnyId::Site(id) => Some((SiteRef::Central(id), None)),
        AnyId::BranchSite(id) => Some((SiteRef::Branch(id), None)),
        AnyId::DataCentre(data_centre) => {
            let around = on
                .placed
                .picture
                .frames
                .iter()
                .find(|frame| frame.kind == FrameKind::Site && frame.rect.contains(at))?;
            let AnyId::Site(site) = around.entity else { return None };
            Some((SiteRef::Central(site), Some(data_centre)))
        }
        _ => None,
    }
}

fn outline_selection(ui: &Ui, cx: &ViewCx<'_>, view: &View, on: &Ground<'_>) {
    let painter = ui.painter_at(on.rect);
    for id in view.selection.iter() {
        let Some(rect) = on.placed.picture.rect_of(id) else { continue };
        let radius = match on.placed.picture.node(id) {
            Some(node) if node.entity != id => 5.0,
            _ => 10.0,
        };
        let rect = on.transform.rect(view.canvas.shown(id, rect)).expand(1.5);
        let radius = CornerRadius::same((radius * on.transform.zoom).clamp(2.0, 20.0) as u8);
        painter.rect_stroke(rect, radius, cx.theme.stroke(2.0, Token::Accent), StrokeKind::Middle);
    }
}

/// What can be done where nothing is.
fn sheet_menu_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox) {
    ui.menu_button(cx.text(&message!("New")), |ui| {
        for action in Action::all().filter(|action| matches!(action, Action::Add(_))) {
            action_item_ui(ui, cx, &view.selection, out, action);
        }
    });
    ui.separator();
    for action in [Action::Paste, Action::SelectAll, Action::ZoomFit, Action::Arrange] {
        action_item_ui(ui, cx, &view.selection, out, action);
    }
}

/// The empty sheet: a click selects nothing, a drag sweeps, the other button opens the menu.
fn background(ui: &Ui, sheet: &Response, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    if sheet.clicked() || sheet.drag_started() {
        sheet.request_focus();
    }
    if sheet.clicked() && !view.selection.is_empty() {
        out.ask(Intent::Select(Selection::none()));
    }
    sheet.context_menu(|ui| sheet_menu_ui(ui, cx, view, out));
    let is_panning = ui.input(|input| input.key_down(Key::Space) || input.pointer.middle_down());
    if sheet.drag_started_by(egui::PointerButton::Primary)
        && !is_panning
        && let Some(from) = ui.input(|input| input.pointer.press_origin())
    {
        view.canvas.gesture = Gesture::Sweeping { from: on.transform.point_on_sheet(from) };
    }
    let Gesture::Sweeping { from } = view.canvas.gesture else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let swept = crate::diagram::geometry::Rect::from_corners(from, on.transform.point_on_sheet(pointer));
    let on_screen = on.transform.rect(swept);
    let painter = ui.painter_at(on.rect);
    painter.rect_filled(on_screen, CornerRadius::ZERO, cx.theme.color(Token::AccentBack).gamma_multiply(0.5));
    painter.rect_stroke(on_screen, CornerRadius::ZERO, cx.theme.stroke(1.0, Token::Accent), StrokeKind::Inside);
    if sheet.drag_stopped() {
        view.canvas.gesture = Gesture::Idle;
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            return;
        }
        let found = on.placed.picture.nodes.iter().filter(|node| swept.overlaps(&node.rect)).map(|node| node.entity);
        let keeps = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        let before = view.selection.iter().filter(|_| keeps);
        out.ask(Intent::Select(before.chain(found).collect()));
    }
}

/// A line says what it is when pointed at; a click selects who owns it.
fn hover_line(ui: &Ui, sheet: &Response, cx: &ViewCx<'_>, view: &View, out: &mut Outbox, on: &Ground<'_>) {
    let Some(pointer) = sheet.hover_pos().filter(|_| matches!(view.canvas.gesture, Gesture::Idle)) else { return };
    if on.detail == Detail::Far {
        return;
    }
    let at = on.transform.point_on_sheet(pointer);
    let reach = NEAR_LINE / on.transform.zoom;
    let Some(line) = on.placed.picture.lines.iter().find(|line| is_near(line, at, reach)) else { return };
    let topology = cx.topology();
    let relation = &line.relation;
    let (kind, from, to) = (relation.kind.title(), topology.name(relation.from), topology.name(relation.to));
    let text = match relation.of {
        Some(of) => message!("{kind} ({store}): {from} – {to}", kind, store = of.title(), from, to),
        None => message!("{kind}: {from} – {to}", kind, from, to),
    };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    sheet.clone().on_hover_text_at_pointer(cx.text(&text));
    if sheet.clicked() {
        out.ask(Intent::Select(Selection::one(relation.owner)));
    }
}

fn is_near(line: &Line, at: Point, reach: f32) -> bool {
    line.points
        .windows(2)
        .any(|piece| crate::diagram::geometry::Rect::from_corners(piece[0], piece[1]).inflated(reach).contains(at))
}

/// A field over the title, until Enter, Escape or a click elsewhere.
fn rename_field(ui: &mut Ui, sheet: &Response, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    let Gesture::Renaming { entity, text, has_begun } = &mut view.canvas.gesture else { return };
    let entity = *entity;
    let Some(rect) = on.placed.picture.rect_of(entity) else {
        view.canvas.gesture = Gesture::Idle;
        return;
    };
    let on_screen = on.transform.rect(rect);
    let field = Rect::from_min_size(on_screen.min, vec2(on_screen.width().clamp(160.0, 320.0), 28.0));
    if !*has_begun {
        *text = cx.topology().name(entity);
    }
    let id = ui.scope_id().with("rename");
    let response = ui.put(field, egui::TextEdit::singleline(text).font(Type::Strong.font()).id(id));
    access::name(&response, Role::TextInput, &cx.text(&message!("New name")));
    if !*has_begun {
        response.request_focus();
        select_host(ui, id, text);
        *has_begun = true;
        return;
    }
    if response.lost_focus() || !response.has_focus() {
        let is_given_up = ui.input(|input| input.key_pressed(Key::Escape));
        let name = text.trim().to_owned();
        view.canvas.gesture = Gesture::Idle;
        if !is_given_up && name != cx.topology().name(entity) {
            out.ask(Intent::Edit(Command::Rename { entity, name }));
        }
        if ui.input(|input| input.key_pressed(Key::Escape) || input.key_pressed(Key::Enter)) {
            sheet.request_focus();
        }
    }
}

/// Something dragged over from the palette: the frame it would go to lights up, or says why it cannot.
fn drop_from_palette(ui: &Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    let Some(palette) = DragAndDrop::payload::<Palette>(ui.ctx()) else { return };
    let Palette(what) = *palette;
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()).filter(|pos| on.rect.contains(*pos)) else {
        return;
    };
    let at = on.transform.point_on_sheet(pointer);
    let (site, data_centre) = home_at(on, at).unzip();
    let pin = Some(Pin { x: snapped(at.x), y: snapped(at.y) });
    let home = Home { site, data_centre: data_centre.flatten(), pin };
    let refusal = refusal(cx, view, what, home);
    let token = if refusal.is_some() { Token::Error } else { Token::Accent };
    let painter = ui.painter_at(on.rect);
    if let Some(frame) = frame_at(on, at) {
        let rect = on.transform.rect(frame.rect);
        painter.rect_stroke(rect, CornerRadius::same(12), cx.theme.stroke(2.5, token), StrokeKind::Middle);
    }
    if let Some(refusal) = &refusal {
        // Below what is being dragged, which hangs at the pointer.
        let below = pointer + vec2(0.0, 26.0);
        connect::plate(&painter, cx, below, (connect::said(cx, refusal), Token::Error));
    }
    if ui.input(|input| input.pointer.any_released()) {
        DragAndDrop::clear_payload(ui.ctx());
        match refusal {
            Some(refusal) => view.notice = Some(refusal.into()),
            None => out.ask(Intent::Create { what, home }),
        }
    }
}

/// Why a thing cannot be dropped at a place, if it cannot.
fn refusal(cx: &ViewCx<'_>, view: &View, what: Creatable, home: Home) -> Option<Refusal> {
    if let (Creatable::DataCentre | Creatable::BranchSite, Some(SiteRef::Branch(_))) = (what, home.site) {
        return Some(Refusal::new(message!("{what} belongs to a central site", what = what.title())));
    }
    let home = home.or_beside(&view.selection, cx.topology());
    match what.creation(cx.document, home, cx.fresh) {
        Ok((command, _)) => command.plan(cx.document).err(),
        Err(why) => Some(Refusal::new(why)),
    }
}
