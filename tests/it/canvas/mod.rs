//! What a person does on the drawing, by the names that its cards, frames and handles have.

use eframe::egui::accesskit::Role;
use eframe::egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, Shape, TouchPhase, Vec2, vec2,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use linchpin::model::{AnyId, DataCentre, Id, Pool, SiteRef, StoreUse, Topology};
use linchpin::ui::{App, Selection};

use crate::example::{self, emea, lon_fe, par_fe};
use crate::window::{press, row, settle, showing_in};

mod joining;
mod moving;

const LON_FE: &str = "Enterprise Edition Front End pool lon-fe.contoso.com";

const PAR_FE: &str = "Enterprise Edition Front End pool par-fe.contoso.com";

const EDGE: &str = "Edge pool edge.contoso.com";

const CHAT: &str = "Persistent Chat pool chat.contoso.com";

const SQL_LON: &str = r"SQL Server store sql-lon1\rtc";

type Window = Harness<'static, App>;

/// A window so large that every card of the example can be read and has its handles.
fn large() -> Window {
    showing_in([2600.0, 1700.0], eframe::egui::Theme::Light, example::document())
}

/// A card, a chip or a handle of the drawing.
fn card<'a>(window: &'a Window, name: &'a str) -> Node<'a> {
    window.get_by_role_and_label(Role::Button, name)
}

/// A place on a card where neither a chip nor a handle is: at its upper left.
fn head(window: &Window, name: &str) -> Pos2 {
    card(window, name).rect().min + vec2(20.0, 14.0)
}

fn frame(window: &Window, name: &str) -> Rect {
    window.get_by_role_and_label(Role::Group, name).rect()
}

fn topology(window: &Window) -> &Topology {
    &window.state().document().topology
}

fn pool(window: &Window, id: Id<Pool>) -> &linchpin::model::Pool {
    topology(window).pools.get(id).unwrap()
}

fn london() -> Id<DataCentre> {
    Id::derived("London")
}

fn paris() -> Id<DataCentre> {
    Id::derived("Paris")
}

fn button(window: &Window, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    window.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
}

/// Presses at one place, and lets go at another.
fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    hold(window, from, to);
    button(window, to, false, Modifiers::NONE);
    settle(window);
}

/// Presses at one place and goes to another.
fn hold(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.run_steps(2);
    window.drag_at(from);
    window.run_steps(2);
    for share in [0.1, 0.5, 1.0] {
        window.hover_at(from.lerp(to, share));
        window.run_steps(2);
    }
}

fn click(window: &mut Window, name: &str, modifiers: Modifiers) {
    let at = head(window, name);
    click_at(window, at, modifiers);
}

fn click_at(window: &mut Window, at: Pos2, modifiers: Modifiers) {
    window.hover_at(at);
    window.event(Event::ModifiersChanged(modifiers));
    button(window, at, true, modifiers);
    button(window, at, false, modifiers);
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    settle(window);
}

fn double_click(window: &mut Window, name: &str) {
    window.ctx.options_mut(|options| options.input_options.max_double_click_delay = 5.0);
    let at = head(window, name);
    window.hover_at(at);
    for pressed in [true, false, true, false] {
        button(window, at, pressed, Modifiers::NONE);
    }
    settle(window);
}

fn menu(window: &mut Window, action: &str) {
    window.get_by_label("Topology").click();
    settle(window);
    window.get_by_label(action).click();
    settle(window);
}

/// What the one selected card is called.
fn spoken(window: &Window) -> String {
    let mut cards = window.get_all_by_role(Role::Button).map(|node| node.accesskit_node());
    let card = cards.find(|node| node.is_selected().unwrap_or_default()).unwrap();
    card.label().unwrap()
}

fn selected(window: &Window) -> AnyId {
    window.state().view().selection.only().unwrap()
}

#[test]
fn what_is_deployed_is_drawn_with_what_it_is() {
    let window = large();
    for (name, what) in [
        (LON_FE, "3 servers"),
        (PAR_FE, "3 servers"),
        (CHAT, "2 servers"),
        (EDGE, "2 servers"),
        ("Survivable Branch Appliance sba-leeds.contoso.com", ""),
        ("Gateway sbc-lon.contoso.com", "PSTN gateway"),
        (SQL_LON, "back end"),
        (r"SQL Server store sql-par2\rtc", "mirror"),
        (r"SQL Server store sql-chat1\mgc", "chat store"),
        (r"File store fs-lon\lyncshare", "file store"),
        ("Server lon-fe1.contoso.com", ""),
    ] {
        let value = card(&window, name).value().unwrap_or_default();
        assert!(value.contains(what), "{name}: {value}");
    }
    for name in ["Central site EMEA", "Data centre LONDON", "Data centre PARIS", "Branch site Leeds"] {
        frame(&window, name);
    }
}

#[test]
fn a_badge_is_also_told_in_words() {
    let window = large();
    let described = card(&window, PAR_FE).accesskit_node().description().unwrap_or_default();
    assert!(described.contains("warning") || described.contains("error"), "{described}");
}

#[test]
fn a_click_on_a_card_selects_it_everywhere() {
    let mut window = large();
    click(&mut window, PAR_FE, Modifiers::NONE);
    assert_eq!(selected(&window), par_fe().into());
    assert!(row(&window, "par-fe.contoso.com").accesskit_node().is_selected().unwrap_or_default());
    assert!(card(&window, PAR_FE).accesskit_node().is_selected().unwrap_or_default());
    // The pool is closed in the outline until its server is selected.
    card(&window, "Server lon-fe2.contoso.com").click();
    settle(&mut window);
    assert_eq!(selected(&window), AnyId::from(pool(&window, lon_fe()).computers[1]));
    assert!(row(&window, "lon-fe2.contoso.com").accesskit_node().is_selected().unwrap_or_default());
}

#[test]
fn a_card_is_renamed_where_it_is_double_clicked() {
    let mut window = large();
    double_click(&mut window, LON_FE);
    window.get_by_label("New name").type_text("london");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(pool(&window, lon_fe()).fqdn.as_str(), "london.contoso.com");
    card(&window, "Enterprise Edition Front End pool london.contoso.com");
    assert!(window.query_by_label("New name").is_none());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    card(&window, LON_FE);

    double_click(&mut window, LON_FE);
    window.get_by_label("New name").type_text("paris");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    card(&window, LON_FE);
    assert!(window.query_by_label("New name").is_none());
}

#[test]
fn a_pool_gets_one_more_server_from_the_menu_and_from_the_inspector() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    menu(&mut window, "Add computer");
    card(&window, "Server lon-fe4.contoso.com");
    window.get_by_label("+ Add computer").click();
    settle(&mut window);
    card(&window, "Server lon-fe5.contoso.com");
    assert_eq!(pool(&window, lon_fe()).computers.len(), 5);
}

#[test]
fn a_swept_rectangle_selects_what_it_touches() {
    let mut window = large();
    let (a, b) = (card(&window, LON_FE).rect(), card(&window, PAR_FE).rect());
    let both = a.union(b).expand(6.0);
    drag(&mut window, both.min, both.max);
    let selection = &window.state().view().selection;
    assert!(selection.contains(lon_fe().into()) && selection.contains(par_fe().into()), "{selection:?}");
}

#[test]
fn a_click_with_ctrl_adds_and_takes_away() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    click(&mut window, PAR_FE, Modifiers::COMMAND | Modifiers::CTRL);
    let both: Selection = [AnyId::from(lon_fe()), par_fe().into()].into_iter().collect();
    assert_eq!(window.state().view().selection, both);
    click(&mut window, LON_FE, Modifiers::COMMAND | Modifiers::CTRL);
    assert_eq!(selected(&window), par_fe().into());
}

#[test]
fn the_keyboard_walks_over_the_drawing_lets_go_and_deletes() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    let aside = card(&window, &spoken(&window)).rect();
    assert!(aside.center().x > card(&window, LON_FE).rect().center().x);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(card(&window, &spoken(&window)).rect().center().y > aside.center().y);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().view().selection.is_empty());
    click(&mut window, LON_FE, Modifiers::NONE);
    press(&mut window, Modifiers::NONE, Key::Delete);
    window.get_by_label("Delete lon-fe.contoso.com?");
}

#[test]
fn the_wheel_with_ctrl_zooms_at_the_pointer() {
    let mut window = large();
    let zoom = window.state().view().camera.zoom;
    let at = card(&window, PAR_FE).rect().min;
    window.hover_at(at);
    window.run_steps(2);
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: Vec2::new(0.0, 3.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::COMMAND | Modifiers::CTRL,
    });
    settle(&mut window);
    window.run_steps(20);
    assert!(window.state().view().camera.zoom > zoom);
    assert!(card(&window, PAR_FE).rect().min.distance(at) < 2.0);
}

#[test]
fn a_map_is_there_while_not_all_is_in_view_and_fit_shows_all() {
    let mut window = large();
    assert!(window.query_by_label("Map of the drawing").is_none());
    click(&mut window, LON_FE, Modifiers::NONE);
    for _ in 0..6 {
        press(&mut window, Modifiers::COMMAND, Key::Plus);
    }
    let map = window.get_by_label("Map of the drawing").rect();
    let before = window.state().view().camera;
    window.get_by_label("Map of the drawing").click();
    settle(&mut window);
    assert_ne!(window.state().view().camera, before, "{map:?}");
    window.get_by_label("Fit everything").click();
    settle(&mut window);
    assert!(window.query_by_label("Map of the drawing").is_none());
    let drawing = window.get_by_label("Drawing").rect();
    assert!(drawing.contains_rect(card(&window, PAR_FE).rect()));
}

#[test]
fn the_other_button_opens_the_menu_of_a_card_and_of_the_sheet() {
    let mut window = large();
    let at = head(&window, PAR_FE);
    let secondary = |window: &mut Window, pos: Pos2| {
        window.hover_at(pos);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
            window.event(Event::PointerButton { pos, button, pressed, modifiers });
        }
        settle(window);
    };
    secondary(&mut window, at);
    window.get_by_label("Unpair").click();
    settle(&mut window);
    assert_eq!(pool(&window, par_fe()).backup_pool, None);
    let corner = window.get_by_label("Drawing").rect().left_bottom() + vec2(12.0, -12.0);
    secondary(&mut window, corner);
    window.get_by_label_contains("Select all").click();
    settle(&mut window);
    assert!(window.state().view().selection.len() > 5);
}

#[test]
fn handles_are_there_while_all_of_a_large_deployment_is_in_view() {
    let mut window = showing_in([1100.0, 700.0], eframe::egui::Theme::Light, example::document());
    assert!(window.state().view().camera.zoom < 0.5);
    click(&mut window, LON_FE, Modifiers::NONE);
    card(&window, "Pair with: drag from lon-fe.contoso.com");
}

/// A window in which no card can be read any more.
fn far_away(document: linchpin::model::Document) -> Window {
    let mut window = showing_in([1600.0, 1000.0], eframe::egui::Theme::Light, document);
    while window.state().view().camera.zoom >= 0.2 {
        press(&mut window, Modifiers::COMMAND, Key::Minus);
    }
    window
}

#[test]
fn a_card_that_is_too_small_to_be_read_can_be_touched() {
    let mut window = far_away(example::document());
    let rect = card(&window, PAR_FE).rect();
    click_at(&mut window, rect.center(), Modifiers::NONE);
    assert_eq!(selected(&window), par_fe().into());

    let before = window.state().document().clone();
    let rect = card(&window, LON_FE).rect();
    drag(&mut window, rect.center(), rect.center() + vec2(0.0, 20.0));
    assert_ne!(window.state().document().sheet.pin(lon_fe().into()), before.sheet.pin(lon_fe().into()));
    assert_eq!(selected(&window), lon_fe().into());
}

#[test]
fn a_card_that_the_name_of_its_site_hides_is_not_touched() {
    let mut window = far_away(example::document());
    let site = frame(&window, "Central site EMEA");
    assert!(
        card(&window, CHAT).rect().contains(site.center() - vec2(site.width() / 4.0, 0.0)),
        "the test wants one there"
    );
    click_at(&mut window, site.center() - vec2(site.width() / 4.0, 0.0), Modifiers::NONE);
    assert_eq!(selected(&window), emea().into());
}

#[test]
fn of_a_crowd_of_cards_the_one_under_the_pointer_can_be_touched() {
    let crowd: String = (0..500).map(|n| format!("  standard-edition se{n}\n")).collect();
    let document = linchpin::sketch::read(&format!("site EMEA\n{crowd}")).unwrap().document;
    let picture = linchpin::diagram::Picture::of(&document, &linchpin::work::Cancel::default()).unwrap();
    let mut window = showing_in([1600.0, 1000.0], eframe::egui::Theme::Light, document);
    window.run_steps(40);
    settle(&mut window);
    let is_card =
        |node: &Node<'_>| node.accesskit_node().label().is_some_and(|name| name.starts_with("Standard Edition"));
    let n_cards = window.get_all_by_role(Role::Button).filter(is_card).count();
    assert!((200..=256).contains(&n_cards), "{n_cards} cards are told to a screen reader");

    let last = picture.nodes.last().unwrap();
    let (camera, drawing) = (window.state().view().camera, window.get_by_label("Drawing").rect());
    let [x, y] = camera.center_on_sheet;
    let at = last.rect.center();
    let at = drawing.center() + vec2(at.x - x, at.y - y) * camera.zoom;
    assert!(window.query_by_label_contains(&last.title).is_none());
    click_at(&mut window, at, Modifiers::NONE);
    assert_eq!(selected(&window), last.entity);
}
