//! The things to build with: dragged onto the canvas, clicked, or chosen with the keyboard.

use eframe::egui::{self, Align2, Area, CursorIcon, Frame, Id, Order, Pos2, Rect, ScrollArea, Sense, Ui, Vec2};

use crate::message;
use crate::text::Message;
use crate::ui::action::Action;
use crate::ui::creatable::Creatable;
use crate::ui::icon::Icon;
use crate::ui::intent::{Home, Intent, Outbox};
use crate::ui::theme::{Token, Type, space};
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::{elided, tile_ui};

/// What is being dragged from the palette: the payload of egui's drag and drop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette(pub Creatable);

/// What the palette offers; the menus have the rest too.
const OFFERED: [Creatable; 15] = [
    Creatable::Site,
    Creatable::BranchSite,
    Creatable::DataCentre,
    Creatable::FrontEnd,
    Creatable::StandardEdition,
    Creatable::Director,
    Creatable::Edge,
    Creatable::Mediation,
    Creatable::PersistentChat,
    Creatable::SqlStore,
    Creatable::FileStore,
    Creatable::Gateway,
    Creatable::WebApps,
    Creatable::TrustedApplication,
    Creatable::VideoInterop,
];
const N_COLUMNS: usize = 3;
const TILE_HEIGHT: f32 = 50.0;

/// How high the palette is when nothing of it is hidden.
pub(super) const HEIGHT: f32 = (TILE_HEIGHT + space::SMALL) * (OFFERED.len() / N_COLUMNS) as f32 + 2.0;

/// Draws the palette into all the space there is.
pub(super) fn palette_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox) {
    ScrollArea::vertical().id_salt("palette").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
        let width = (ui.available_width() - space::SMALL * (N_COLUMNS - 1) as f32) / N_COLUMNS as f32;
        for row in OFFERED.chunks(N_COLUMNS) {
            ui.horizontal(|ui| row.iter().for_each(|&what| offer_ui(ui, cx, view, out, what, width.floor())));
        }
    });
    if let Some(dragged) = egui::DragAndDrop::payload::<Palette>(ui.ctx())
        && let Some(at) = ui.ctx().pointer_interact_pos()
    {
        ghost_ui(ui, cx, dragged.0, at);
    }
}

fn offer_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &View, out: &mut Outbox, what: Creatable, width: f32) {
    let possible = Action::Add(what).is_enabled(cx, &view.selection);
    ui.add_enabled_ui(possible.is_ok(), |ui| {
        let name = cx.text(&Action::Add(what).text());
        let size = Vec2::new(width, TILE_HEIGHT);
        let (rect, response) = tile_ui(ui, cx.theme, size, Sense::click_and_drag(), &name);
        let square = Rect::from_center_size(rect.center_top() + Vec2::new(0.0, 17.0), Vec2::splat(20.0));
        Icon::of_creatable(what).paint(ui.painter(), square, cx.theme.color(Token::Accent));
        let ink = cx.theme.color(Token::TextMuted);
        let shape = elided(ui, &cx.text(&short(what)), Type::Tile.font(), ink, width - 4.0);
        let at = Align2::CENTER_CENTER.anchor_size(rect.center_bottom() - Vec2::new(0.0, 11.0), shape.size()).min;
        ui.painter().galley(at, shape, ink);
        let response = match possible {
            Ok(()) => {
                let tip = message!(
                    "{what}: drag it onto the canvas, or click to put it beside what is selected.",
                    what = what.title()
                );
                response.on_hover_cursor(CursorIcon::Grab).on_hover_text(cx.text(&tip))
            }
            Err(why) => response.on_disabled_hover_text(cx.text(&why)),
        };
        response.dnd_set_drag_payload(Palette(what));
        if response.clicked() {
            out.ask(Intent::Create { what, home: Home::default() });
        }
    });
}

/// The thing at the pointer while it is dragged.
fn ghost_ui(ui: &Ui, cx: &ViewCx<'_>, what: Creatable, at: Pos2) {
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let area = Area::new(Id::unique("dragged from the palette")).order(Order::Tooltip).interactable(false);
    area.fixed_pos(at + Vec2::new(14.0, 6.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.horizontal(|ui| {
                let (square, _) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
                Icon::of_creatable(what).paint(ui.painter(), square, cx.theme.color(Token::Accent));
                ui.label(cx.text(&what.title()));
            });
        });
    });
}

/// One or two words, for a tile.
fn short(what: Creatable) -> Message {
    match what {
        Creatable::Site => message!("Site"),
        Creatable::FrontEnd => message!("Front End"),
        Creatable::StandardEdition => message!("Standard"),
        Creatable::Director => message!("Director"),
        Creatable::Edge => message!("Edge"),
        Creatable::Mediation => message!("Mediation"),
        Creatable::PersistentChat => message!("Chat"),
        Creatable::SqlStore => message!("SQL store"),
        Creatable::Gateway => message!("Gateway"),
        Creatable::WebApps => message!("Web Apps"),
        Creatable::TrustedApplication => message!("Trusted app"),
        Creatable::VideoInterop => message!("Video interop"),
        _ => what.title(),
    }
}
