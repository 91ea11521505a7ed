//! Relations drawn by hand: handles on a card, and what letting one go on another card means.

use std::collections::BTreeMap;

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, CornerRadius, Painter, Pos2, Rect, Sense, StrokeKind, Ui, Vec2, vec2};

use super::access;
use super::touch::{Gesture, Ground};
use crate::diagram::{
    picture::{Node, NodeShape},
    scene::Detail,
};
use crate::edit::{Command, Creation, PoolCommand, Refusal, StoreCommand};
use crate::message;
use crate::model::{AnyId, Entity, FileStore, Gateway, Id, Pool, Role, RoleKind, StoreUse, Topology};
use crate::text::Message;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::theme::{Token, Type};
use crate::ui::view::{View, ViewCx};

/// A relation that a handle begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Tie {
    Pair,
    Store(StoreUse),
    Mirror(Id<Pool>, StoreUse),
    Witness(Id<Pool>, StoreUse),
    FileStore,
    Edge,
    NextHop,
    Stretch,
    Trunk,
}

/// A handle being dragged.
#[derive(Debug)]
pub(super) struct Connecting {
    tie: Tie,
    from: AnyId,
    /// How far along the foot of its card the handle stands, from 0 to 1.
    along: f32,
    /// What each place would make of it, worked out when the drag began. What is not in here is no target at all.
    targets: BTreeMap<AnyId, Target>,
}

/// What letting a handle go at a place would do, and what stands against it.
#[derive(Debug)]
struct Target {
    command: Command,
    refusal: Option<Refusal>,
}

const RADIUS: f32 = 6.0;
/// How far a handle reaches beyond its card.
pub(super) const REACH: f32 = RADIUS + 2.0;

impl Tie {
    fn title(self) -> Message {
        match self {
            Self::Pair => message!("Pair with"),
            Self::Store(of) => message!("Keep the {store} on", store = of.title()),
            Self::Mirror(_, of) => message!("Mirror the {store} on", store = of.title()),
            Self::Witness(_, of) => message!("Witness of the {store}", store = of.title()),
            Self::FileStore => message!("Keep files on"),
            Self::Edge => message!("Media through Edge pool"),
            Self::NextHop => message!("Next hop"),
            Self::Stretch => message!("Stretch into data centre"),
            Self::Trunk => message!("Trunk to pool"),
        }
    }

    /// The relations that can begin at a node, in the order of their handles.
    fn of(topology: &Topology, node: &Node) -> Vec<Self> {
        match node.entity {
            AnyId::Pool(id) => {
                let Some(pool) = topology.pools.get(id) else { return Vec::new() };
                match pool.role.kind() {
                    RoleKind::FrontEnd => vec![Self::Pair, Self::Store(StoreUse::BackEnd), Self::FileStore, Self::Edge],
                    RoleKind::StandardEdition => vec![Self::Pair, Self::Edge],
                    RoleKind::Director => vec![Self::FileStore, Self::Edge],
                    RoleKind::PersistentChat => {
                        vec![Self::Stretch, Self::Store(StoreUse::Chat), Self::FileStore, Self::NextHop]
                    }
                    RoleKind::Mediation | RoleKind::VideoInterop | RoleKind::SurvivableBranch => {
                        vec![Self::NextHop, Self::Edge]
                    }
                    RoleKind::Edge | RoleKind::TrustedApplication => vec![Self::NextHop],
                    RoleKind::Foreign => Vec::new(),
                }
            }
            AnyId::SqlInstance(id) if node.shape == NodeShape::Database => {
                let stores =
                    topology.pools.iter().flat_map(|(pool, row)| row.role.stores().map(move |store| (pool, store)));
                stores
                    .filter(|(_, (_, store))| store.primary == Some(id))
                    .flat_map(|(pool, (of, store))| {
                        let witness = store.mirror.map(|_| Self::Witness(pool, of));
                        [Some(Self::Mirror(pool, of)), witness].into_iter().flatten()
                    })
                    .take(2)
                    .collect()
            }
            AnyId::Gateway(_) => vec![Self::Trunk],
            _ => Vec::new(),
        }
    }

    /// What it means to draw this from one row to another; nothing where it means nothing.
    fn command(self, cx: &ViewCx<'_>, from: AnyId, to: AnyId) -> Option<Command> {
        let topology = cx.topology();
        if from == to {
            return None;
        }
        match (self, from, to) {
            (Self::Pair, AnyId::Pool(a), AnyId::Pool(b)) => {
                topology.pools.get(b)?.role.front_end()?;
                Some(Command::Pair([a, b]))
            }
            (Self::Store(of), AnyId::Pool(pool), AnyId::SqlInstance(primary)) => {
                Some(Command::Store(StoreCommand::Place { pool, of, primary }))
            }
            (Self::Mirror(pool, of), _, AnyId::SqlInstance(mirror)) => {
                Some(Command::Store(StoreCommand::Mirror { pool, of, mirror }))
            }
            (Self::Witness(pool, of), _, AnyId::SqlInstance(witness)) => {
                Some(Command::Store(StoreCommand::AddWitness { pool, of, witness }))
            }
            (Self::FileStore, AnyId::Pool(pool), AnyId::FileStore(share)) => with_file_store(topology, pool, share),
            (Self::Edge, AnyId::Pool(pool), AnyId::Pool(edge)) => {
                matches!(topology.pools.get(edge)?.role, Role::Edge(_)).then(|| with_edge(topology, pool, edge))?
            }
            (Self::NextHop, AnyId::Pool(pool), AnyId::Pool(hop)) => {
                let is_hop = |role: &Role| role.front_end().is_some() || matches!(role, Role::Director(_));
                is_hop(&topology.pools.get(hop)?.role).then(|| with_next_hop(topology, pool, hop))?
            }
            (Self::Stretch, AnyId::Pool(pool), AnyId::DataCentre(into)) => {
                Some(Command::Pool(PoolCommand::Stretch { pool, into, seed: (cx.fresh)() }))
            }
            (Self::Trunk, AnyId::Gateway(gateway), AnyId::Pool(pool)) => trunk(cx, gateway, pool),
            _ => None,
        }
    }
}

fn put(topology: &Topology, pool: Id<Pool>, change: impl FnOnce(&mut Role) -> Option<()>) -> Option<Command> {
    let mut row = topology.pools.get(pool)?.clone();
    change(&mut row.role)?;
    Some(Command::Put(Entity::from((pool, row))))
}

fn with_file_store(topology: &Topology, pool: Id<Pool>, share: Id<FileStore>) -> Option<Command> {
    put(topology, pool, |role| {
        *match role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => &mut settings.file_store,
            Role::Director(settings) => &mut settings.file_store,
            Role::PersistentChat(settings) => &mut settings.file_store,
            _ => return None,
        } = Some(share);
        Some(())
    })
}

fn with_edge(topology: &Topology, pool: Id<Pool>, edge: Id<Pool>) -> Option<Command> {
    put(topology, pool, |role| {
        *match role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => &mut settings.edge_pool,
            Role::Director(settings) => &mut settings.edge_pool,
            Role::Mediation(settings) => &mut settings.edge_pool,
            Role::VideoInterop(settings) => &mut settings.edge_pool,
            Role::SurvivableBranch(settings) => &mut settings.edge_pool,
            _ => return None,
        } = Some(edge);
        Some(())
    })
}

fn with_next_hop(topology: &Topology, pool: Id<Pool>, hop: Id<Pool>) -> Option<Command> {
    put(topology, pool, |role| {
        *match role {
            Role::Edge(settings) => &mut settings.next_hop,
            Role::Mediation(settings) => &mut settings.next_hop,
            Role::PersistentChat(settings) => &mut settings.next_hop,
            Role::TrustedApplication(settings) => &mut settings.next_hop,
            Role::VideoInterop(settings) => &mut settings.next_hop,
            Role::SurvivableBranch(settings) => &mut settings.registrar,
            _ => return None,
        } = Some(hop);
        Some(())
    })
}

/// The trunk that leads nowhere yet, or a new one.
fn trunk(cx: &ViewCx<'_>, gateway: Id<Gateway>, pool: Id<Pool>) -> Option<Command> {
    let topology = cx.topology();
    let role = &topology.pools.get(pool)?.role;
    if role.mediation_ports().is_none() && !matches!(role, Role::VideoInterop(_)) {
        return None;
    }
    let own = topology.trunks.iter().find(|(_, trunk)| trunk.gateway == gateway && trunk.pool.is_none());
    if let Some((id, trunk)) = own {
        let mut trunk = trunk.clone();
        trunk.pool = Some(pool);
        return Some(Command::Put(Entity::from((id, trunk))));
    }
    let name = format!("{} to {}", topology.name(gateway.into()), topology.name(pool.into()));
    Some(Command::Create(Creation::Trunk { id: cx.fresh_id(), name, gateway, pool: Some(pool) }))
}

/// Shows the handles of the card under the pointer, or of the only one selected, and follows one that is dragged.
pub(super) fn handles(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    view: &mut View,
    out: &mut Outbox,
    on: &Ground<'_>,
    hovered: Option<AnyId>,
) {
    if let Gesture::Connecting(_) = view.canvas.gesture {
        follow(ui, cx, view, out, on);
        return;
    }
    let is_idle = matches!(view.canvas.gesture, Gesture::Idle) && view.canvas.glide.is_over();
    if on.detail == Detail::Far || !is_idle {
        return;
    }
    // A selected site or server is no card, and must not keep the handles of others away.
    let node_of = |id: AnyId| on.placed.picture.nodes.iter().find(|node| node.entity == id);
    let Some(node) = hovered.and_then(node_of).or_else(|| view.selection.only().and_then(node_of)) else { return };
    let ties = Tie::of(cx.topology(), node);
    let card = on.transform.rect(node.rect);
    let radius = (1.6 * RADIUS * on.transform.zoom).clamp(0.6 * RADIUS, RADIUS);
    if card.width() < (ties.len() + 1) as f32 * (2.0 * radius + 2.0) {
        // Too small to be told apart.
        return;
    }
    let painter = ui.painter_at(on.rect);
    for (place, tie) in ties.iter().enumerate() {
        let along = (place + 1) as f32 / (ties.len() + 1) as f32;
        let center = handle_at(card, along);
        let hit = Rect::from_center_size(center, Vec2::splat(2.0 * radius + 4.0));
        let response = ui.interact(hit, ui.scope_id().with(("handle", node.entity, *tie)), Sense::drag());
        let name = message!("{tie}: drag from {node}", tie = tie.title(), node = node.title.as_str());
        access::name(&response, AccessRole::Button, &cx.text(&name));
        let is_hot = response.hovered() || response.dragged();
        let fill = cx.theme.color(if is_hot { Token::Accent } else { Token::Panel });
        painter.circle(center, radius - 1.0, fill, cx.theme.stroke(1.8, Token::Accent));
        if response.drag_started() {
            let targets = targets(cx, *tie, node.entity, on);
            view.canvas.gesture = Gesture::Connecting(Connecting { tie: *tie, from: node.entity, along, targets });
        }
        response.on_hover_text(cx.text(&message!("{tie}…  (drag)", tie = tie.title())));
    }
}

/// The place so far along the foot of a card.
fn handle_at(card: Rect, along: f32) -> Pos2 {
    card.left_bottom() + vec2(card.width() * along, 0.0)
}

fn targets(cx: &ViewCx<'_>, tie: Tie, from: AnyId, on: &Ground<'_>) -> BTreeMap<AnyId, Target> {
    let picture = &on.placed.picture;
    let places = picture.nodes.iter().map(|node| node.entity).chain(picture.frames.iter().map(|frame| frame.entity));
    places
        .filter_map(|to| {
            let command = tie.command(cx, from, to)?;
            let refusal = command.plan(cx.document).err();
            Some((to, Target { command, refusal }))
        })
        .collect()
}

/// Lights up what can be connected, says why something cannot, and asks for the edit when the button is let go.
fn follow(ui: &Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox, on: &Ground<'_>) {
    let Gesture::Connecting(connecting) = &view.canvas.gesture else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let picture = &on.placed.picture;
    let painter = ui.painter_at(on.rect);
    let mut under: Option<(&Target, f32)> = None;
    for (id, target) in &connecting.targets {
        let rects = picture.frames.iter().filter(|frame| frame.entity == *id).map(|frame| frame.rect);
        for rect in rects.chain(picture.node(*id).map(|node| node.rect)) {
            let rect = on.transform.rect(rect);
            let is_possible = target.refusal.is_none();
            let token = if is_possible { Token::Good } else { Token::Error };
            let is_under = rect.contains(pointer);
            if is_possible || is_under {
                let width = if is_under { 3.0 } else { 1.5 };
                painter.rect_stroke(
                    rect.expand(2.0),
                    CornerRadius::same(10),
                    cx.theme.stroke(width, token),
                    StrokeKind::Outside,
                );
            }
            if is_under && under.is_none_or(|(_, area)| rect.area() < area) {
                under = Some((target, rect.area()));
            }
        }
    }
    if let Some(from) = picture.node(connecting.from) {
        let start = handle_at(on.transform.rect(from.rect), connecting.along);
        painter.line_segment([start, pointer], cx.theme.stroke(2.0, Token::Accent));
        painter.circle_filled(pointer, 4.0, cx.theme.color(Token::Accent));
    }
    let hint = match under {
        Some((Target { refusal: Some(refusal), .. }, _)) => (said(cx, refusal), Token::Error),
        Some((Target { command, .. }, _)) => (cx.text(&command.label(cx.document)), Token::Good),
        None => (cx.text(&message!("{tie}…", tie = connecting.tie.title())), Token::TextMuted),
    };
    plate(&painter, cx, pointer, hint);
    let (is_released, is_given_up) =
        ui.input(|input| (input.pointer.any_released(), input.key_pressed(egui::Key::Escape)));
    if is_released || is_given_up {
        // What is refused is asked for too: the answer stays to be read, with what to do instead.
        if let Some((target, _)) = under.filter(|_| is_released) {
            out.ask(Intent::Edit(target.command.clone()));
        }
        view.canvas.gesture = Gesture::Idle;
    }
}

/// What stands against something, as it is said beside the pointer.
pub(super) fn said(cx: &ViewCx<'_>, refusal: &Refusal) -> String {
    let rule = refusal.rule.map(|code| format!("{code}: ")).unwrap_or_default();
    format!("{rule}{}", cx.text(&refusal.message))
}

/// A few words beside the pointer.
pub(super) fn plate(painter: &Painter, cx: &ViewCx<'_>, pointer: Pos2, (text, token): (String, Token)) {
    let ink = cx.theme.color(token);
    let galley = painter.layout(text, Type::Small.font(), ink, 320.0);
    let plate = Rect::from_min_size(pointer + vec2(16.0, 28.0), galley.size() + Vec2::splat(12.0));
    let room = painter.clip_rect();
    let plate = plate.translate((room.max - plate.max).min(Vec2::ZERO));
    let radius = CornerRadius::same(6);
    painter.rect(plate, radius, cx.theme.color(Token::Panel), cx.theme.stroke(1.0, Token::Line), StrokeKind::Inside);
    painter.galley(plate.min + Vec2::splat(6.0), galley, ink);
}
