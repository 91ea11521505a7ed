//! The drawing: the deployment on its sheet. It paints the scene of the picture, lets one look around, select, drag,
//! connect and drop, and asks for the edits those mean.

mod access;
mod camera;
mod connect;
mod ghosts;
mod glide;
mod guides;
mod icons;
mod keys;
mod maker;
mod minimap;
mod paint;
mod touch;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use eframe::egui::{self, Rect, Sense, Ui};

use crate::diagram::{
    geometry,
    picture::Picture,
    scene::{Detail, Overlay, Scene, scene},
};
use crate::graph::Graph;
use crate::message;
use crate::model::AnyId;
use crate::ui::intent::Outbox;
use crate::ui::language::Language;
use crate::ui::theme::Token;
use crate::ui::view::{View, ViewCx};

use camera::Transform;
use ghosts::Ghosts;
use glide::Glide;
use maker::Maker;

/// What the canvas keeps between frames.
#[derive(Debug, Default)]
pub struct CanvasState {
    maker: Maker,
    scenes: Scenes,
    gesture: touch::Gesture,
    /// What a hand has let go, until there is a picture of where it stands now.
    let_go: Option<touch::Moving>,
    glide: Glide,
    ghosts: Ghosts,
    seen_reveal: u64,
}

impl CanvasState {
    /// The picture that is looked at.
    pub(super) fn picture(&self) -> &Picture {
        self.maker.picture()
    }

    /// Opens the hand.
    fn let_go(&mut self) {
        self.let_go = std::mem::take(&mut self.gesture).into_moving();
    }

    /// Where a row is seen that the picture has at `rect`.
    fn shown(&self, entity: AnyId, rect: geometry::Rect) -> geometry::Rect {
        match self.gesture.moving().or(self.let_go.as_ref()).and_then(|moving| moving.shift_of(entity)) {
            Some(by) => rect.translated(by),
            None => self.glide.shown(entity, rect),
        }
    }
}

/// What is painted, kept as long as what it was made of holds.
#[derive(Debug, Default)]
struct Scenes {
    of: Option<SceneKey>,
    overlay: Arc<Overlay>,
    scene: Scene,
    bounds: Vec<Rect>,
    /// What is said of each node of the picture, made when it is first asked for.
    spoken: Rc<[OnceCell<touch::Spoken>]>,
}

#[derive(Debug, PartialEq)]
struct SceneKey {
    picture: usize,
    findings: (usize, usize),
    detail: Detail,
    language: Language,
}

/// A picture with what is asked of it in every frame.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub(super) picture: Picture,
    pub(super) graph: Graph,
}

/// Draws the canvas into all the space there is.
pub(super) fn canvas_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    let rect = ui.available_rect_before_wrap();
    let sheet = ui.allocate_rect(rect, Sense::click_and_drag());
    access::name(&sheet, egui::accesskit::Role::Canvas, &cx.text(&message!("Drawing")));
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, cx.theme.color(Token::Canvas));

    let placed = placed(ui, cx, view, rect);
    camera::obey_wish(view, &placed, rect);
    camera::look_around(ui, &sheet, view, rect);
    show_revealed(view, &placed, rect);

    let transform = Transform::new(&view.camera, rect);
    paint::dots(&painter, rect, transform, cx.theme);
    let detail = Detail::at(view.camera.zoom);
    view.canvas.scenes.update(cx, &placed, detail);
    let focus = focus(view, &placed);
    let CanvasState { gesture, let_go, glide, scenes, .. } = &mut view.canvas;
    let moving = gesture.moving_mut().or(let_go.as_mut());
    let trails = moving.map(|moving| paint::Trails::of(cx.topology(), moving, detail));
    let mood = paint::Mood { focus, trails, glide };
    paint::scene(&painter, &scenes.scene, &scenes.bounds, transform, cx.theme, &mood);
    let (overlay, spoken) = (Arc::clone(&view.canvas.scenes.overlay), Rc::clone(&view.canvas.scenes.spoken));
    let ground = touch::Ground { placed: &placed, transform, detail, rect, overlay: &overlay, spoken: &spoken };
    touch::touch(ui, &sheet, cx, view, out, &ground);
    minimap::minimap_ui(ui, cx, view, &placed, rect);
    ghosts::ghosts_ui(ui, cx, view, &ground);
}

/// The picture to be looked at. What stands elsewhere in it than in the last one sets out from there.
fn placed(ui: &Ui, cx: &ViewCx<'_>, view: &mut View, rect: Rect) -> Arc<Placed> {
    let CanvasState { maker, let_go, glide, .. } = &mut view.canvas;
    let before = maker.placed();
    let is_other_document = maker.update(ui.ctx(), cx.document, cx.revision);
    let placed = maker.placed();
    if is_other_document {
        *glide = Glide::default();
        view.camera = camera::fitting(placed.picture.bounds, rect.size());
    } else if !Arc::ptr_eq(&before, &placed) || (let_go.is_some() && !maker.is_busy()) {
        glide.begin(ui, &before.picture, &placed.picture, let_go.take().as_ref());
    }
    glide.go_on(ui);
    placed
}

/// The selection, and what one relation leads to; nothing when nothing is selected.
fn focus(view: &View, placed: &Placed) -> Option<BTreeSet<AnyId>> {
    let nodes: Vec<AnyId> = view
        .selection
        .iter()
        .filter_map(|id| Some(placed.picture.node(id)?.entity))
        .chain(view.selection.iter())
        .collect();
    if !nodes.iter().any(|id| placed.picture.node(*id).is_some()) {
        return None;
    }
    let mut focus: BTreeSet<AnyId> = nodes.iter().copied().collect();
    for id in nodes {
        focus.extend(placed.graph.neighbours(id));
        focus.extend(placed.picture.node(id).into_iter().flat_map(|node| node.chips.iter().map(|chip| chip.entity)));
    }
    Some(focus)
}

/// Brings the place into view that something asked to be shown, unless it is in view.
fn show_revealed(view: &mut View, placed: &Placed, rect: Rect) {
    let Some(reveal) = view.reveal.filter(|reveal| reveal.serial != view.canvas.seen_reveal) else { return };
    let Some(target) = placed.picture.rect_of(reveal.place.entity) else { return };
    view.canvas.seen_reveal = reveal.serial;
    let on_screen = Transform::new(&view.camera, rect).rect(target);
    if !rect.contains_rect(on_screen) {
        let center = target.center();
        view.camera.center_on_sheet = [center.x, center.y];
        view.camera.zoom = view.camera.zoom.max(0.6);
    }
}

impl Scenes {
    fn update(&mut self, cx: &ViewCx<'_>, placed: &Arc<Placed>, detail: Detail) {
        let findings = cx.findings.all();
        let key = SceneKey {
            picture: Arc::as_ptr(placed) as usize,
            findings: (findings.as_ptr() as usize, findings.len()),
            detail,
            language: cx.language,
        };
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.overlay = Arc::new(Overlay::of(cx.topology(), &placed.picture, cx.findings.all()));
        self.scene = scene(cx.topology(), &placed.picture, &self.overlay, detail);
        self.bounds = self.scene.items.iter().map(|item| paint::bounds(&item.shape)).collect();
        self.spoken = placed.picture.nodes.iter().map(|_| OnceCell::new()).collect();
        self.of = Some(key);
    }
}
