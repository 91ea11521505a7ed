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

/// Drags a handle of a card to another place.
fn connect(window: &mut Window, card_name: &str, handle: &str, to: Pos2) {
    let at = head(window, card_name);
    window.hover_at(at);
    settle(window);
    let from = card(window, handle).rect().center();
    drag(window, from, to);
}

/// Drags a thing from the palette to a place on the drawing.
fn drop_new(window: &mut Window, what: &str, to: Pos2) {
    let from = window.get_by_role_and_label(Role::Button, what).rect().center();
    drag(window, from, to);
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
fn selected_cards_are_brought_into_line_as_one_step() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    click(&mut window, CHAT, Modifiers::COMMAND | Modifiers::CTRL);
    let before = window.state().document().clone();
    let align = |window: &mut Window, action: &str| {
        window.get_by_label("View").click();
        settle(window);
        window.get_by_label("Align").click();
        settle(window);
        window.get_by_label(action).click();
        settle(window);
    };
    align(&mut window, "Align right sides");
    let pin = |window: &Window, id: Id<Pool>| window.state().document().sheet.pin(id.into());
    assert!(pin(&window, lon_fe()).is_some() && pin(&window, Id::derived("chat")).is_some());
    assert_eq!(card(&window, LON_FE).rect().right(), card(&window, CHAT).rect().right());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document(), &before);
}

#[test]
fn arrows_with_ctrl_nudge_what_is_selected() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    let before = window.state().document().clone();
    let rect = card(&window, LON_FE).rect();
    let ctrl = Modifiers::COMMAND | Modifiers::CTRL;
    let arrow = |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    window.event(Event::ModifiersChanged(ctrl));
    for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowDown] {
        window.event(arrow(key, ctrl));
        window.run_steps(2);
    }
    window.event(arrow(Key::ArrowDown, ctrl | Modifiers::SHIFT));
    window.run_steps(2);
    assert_eq!(window.state().document(), &before, "the keys are still held");
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    settle(&mut window);
    let zoom = window.state().view().camera.zoom;
    assert_eq!(((card(&window, LON_FE).rect().min - rect.min) / zoom).round(), vec2(16.0, 48.0));
    assert!(window.state().document().sheet.pin(lon_fe().into()).is_some());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document(), &before, "all of it was one step");
}

#[test]
fn a_handle_dragged_to_another_pool_pairs_the_two() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    menu(&mut window, "Unpair");
    let to = head(&window, PAR_FE);
    connect(&mut window, LON_FE, "Pair with: drag from lon-fe.contoso.com", to);
    assert_eq!(pool(&window, lon_fe()).backup_pool, Some(par_fe()));
    assert_eq!(pool(&window, par_fe()).backup_pool, Some(lon_fe()));
}

#[test]
fn the_line_being_drawn_begins_at_its_handle() {
    let mut window = large();
    let at = head(&window, LON_FE);
    window.hover_at(at);
    settle(&mut window);
    let handle = card(&window, "Media through Edge pool: drag from lon-fe.contoso.com").rect().center();
    let to = head(&window, PAR_FE);
    hold(&mut window, handle, to);
    let ends = window.output().shapes.iter().find_map(|clipped| match clipped.shape {
        Shape::LineSegment { points, .. } if points[1] == to => Some(points),
        _ => None,
    });
    let [start, _] = ends.expect("a line to the pointer");
    assert!(start.distance(handle) < 1.0, "{start} is not {handle}");
}

#[test]
fn a_handle_dragged_where_it_means_nothing_does_nothing() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    menu(&mut window, "Unpair");
    let before = window.state().document().clone();
    let to = head(&window, EDGE);
    connect(&mut window, LON_FE, "Pair with: drag from lon-fe.contoso.com", to);
    assert_eq!(window.state().document(), &before);
    assert!(window.query_by_label("Dismiss").is_none());
}

#[test]
fn a_handle_dragged_to_a_pool_that_has_a_partner_is_answered_with_the_rule() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    window.get_by_label("New Enterprise Edition Front End pool").click();
    settle(&mut window);
    let third = selected(&window);
    let name = format!("Enterprise Edition Front End pool {}", topology(&window).name(third));
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    let before = window.state().document().clone();
    let to = head(&window, PAR_FE);
    let handle = format!("Pair with: drag from {}", topology(&window).name(third));
    connect(&mut window, &name, &handle, to);
    assert_eq!(window.state().document(), &before);
    window.get_by_label("DR003");
}

#[test]
fn a_mirror_and_a_witness_come_from_the_menu() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    let n = topology(&window).sql_instances.len();
    menu(&mut window, "Mirror the databases");
    menu(&mut window, "Add witness");
    let store = pool(&window, lon_fe()).store(StoreUse::BackEnd).unwrap();
    assert!(store.mirror.is_some() && store.witness.is_some());
    assert_eq!(topology(&window).sql_instances.len(), n + 2);
}

#[test]
fn a_mirror_and_a_witness_are_drawn_from_the_principal() {
    let mut window = large();
    let mut sql: Vec<AnyId> = Vec::new();
    for _ in 0..2 {
        let at = frame(&window, "Data centre LONDON").min + vec2(20.0, 12.0);
        click_at(&mut window, at, Modifiers::NONE);
        window.get_by_label("New SQL Server store").click();
        settle(&mut window);
        sql.push(selected(&window));
    }
    press(&mut window, Modifiers::COMMAND, Key::Num9);
    for (handle, id) in ["Mirror the back end on", "Witness of the back end"].into_iter().zip(sql.clone()) {
        let title = topology(&window).name(id).replace(".contoso.com", "");
        let to = card(&window, &format!("SQL Server store {title}")).rect().center();
        connect(&mut window, SQL_LON, &format!(r"{handle}: drag from sql-lon1\rtc"), to);
    }
    let store = pool(&window, lon_fe()).store(StoreUse::BackEnd).unwrap();
    assert_eq!((store.mirror.map(AnyId::from), store.witness.map(AnyId::from)), (Some(sql[0]), Some(sql[1])));
}

#[test]
fn a_chat_pool_is_stretched_from_the_menu_and_by_its_handle() {
    let data_centres = |window: &Window| {
        let topology = topology(window);
        topology.data_centres_of(topology.pools.get(Id::derived("chat")).unwrap())
    };
    let mut window = large();
    click(&mut window, CHAT, Modifiers::NONE);
    menu(&mut window, "Stretch chat pool");
    assert_eq!(data_centres(&window), [london(), paris()]);

    let mut window = large();
    let to = frame(&window, "Data centre PARIS").center();
    connect(&mut window, CHAT, "Stretch into data centre: drag from chat.contoso.com", to);
    assert_eq!(data_centres(&window), [london(), paris()]);
}

#[test]
fn a_card_dragged_into_another_data_centre_moves_there_and_stays_where_it_was_let_go() {
    let mut window = large();
    let before = window.state().document().clone();
    let rect = card(&window, LON_FE).rect();
    let from = head(&window, LON_FE);
    let band = frame(&window, "Data centre PARIS");
    let to = band.min + vec2(band.width() / 2.0, 60.0);
    drag(&mut window, from, to);
    let topology = topology(&window);
    let row = topology.pools.get(lon_fe()).unwrap();
    assert_eq!(topology.data_centres_of(row), [paris()]);
    assert!(topology.computers_of(row).all(|(_, computer)| computer.data_centre == Some(paris())));
    assert!(window.state().document().sheet.pin(lon_fe().into()).is_some());
    // The sheet keeps to a grid.
    let off = card(&window, LON_FE).rect().min - (rect.min + (to - from));
    assert!(off.length() < 12.0, "{off:?}");
    window.get_by_label("Edit").click();
    settle(&mut window);
    window.get_by_label_contains("Undo Move lon-fe.contoso.com").click();
    settle(&mut window);
    assert_eq!(window.state().document(), &before);
}

/// How many lines end at the border of that rectangle.
fn n_lines_at(window: &Window, rect: Rect) -> usize {
    let reaches = |point: &Pos2| rect.expand(16.0).contains(*point) && !rect.shrink(1.0).contains(*point);
    let is_line = |shape: &Shape| match shape {
        Shape::Path(path) => {
            !path.closed && [path.points.first(), path.points.last()].into_iter().flatten().any(reaches)
        }
        _ => false,
    };
    window.output().shapes.iter().filter(|clipped| is_line(&clipped.shape)).count()
}

#[test]
fn the_lines_of_a_card_follow_it_while_it_is_dragged() {
    let mut window = large();
    let (rect, from) = (card(&window, LON_FE).rect(), head(&window, LON_FE));
    let n_lines = n_lines_at(&window, rect);
    assert!(n_lines > 2, "{n_lines}");
    let drawing = window.get_by_label("Drawing").rect();
    let to = from + (drawing.right_bottom() - rect.max) - vec2(60.0, 60.0);
    assert_eq!(n_lines_at(&window, rect.translate(to - from)), 0);
    hold(&mut window, from, to);
    assert_eq!(n_lines_at(&window, rect.translate(to - from)), n_lines);
    assert_eq!(n_lines_at(&window, rect), 0);
}

/// Where the title of a card is painted.
fn painted(window: &Window, title: &str) -> Pos2 {
    let drawing = window.get_by_label("Drawing").rect();
    let mut at = window.output().shapes.iter().filter_map(|clipped| match &clipped.shape {
        Shape::Text(text) if text.galley.text() == title && drawing.contains(text.pos) => Some(text.pos),
        _ => None,
    });
    at.next().unwrap()
}

#[test]
fn a_card_glides_to_its_new_place() {
    let mut window = large();
    let (from, home) = (head(&window, PAR_FE), painted(&window, "par-fe.contoso.com"));
    let step = vec2(-120.0, 240.0);
    drag(&mut window, from, from + step);
    let there = painted(&window, "par-fe.contoso.com");
    assert!(there.distance(home + step) < 12.0);

    // Ten frames of the window's clock.
    window.ctx.all_styles_mut(|style| style.animation_time = 1.0);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    let mut left = Vec::new();
    for _ in 0..12 {
        window.step();
        left.push(painted(&window, "par-fe.contoso.com").distance(home));
    }
    assert!(left.windows(2).all(|pair| pair[1] <= pair[0]), "{left:?}");
    assert!(left.iter().filter(|left| **left > 1.0 && **left < there.distance(home) - 1.0).count() > 4, "{left:?}");
    assert!(left[11] < 1.0, "{left:?}");
}

#[test]
fn a_card_jumps_where_nothing_is_animated() {
    let mut window = large();
    let (from, home) = (head(&window, PAR_FE), painted(&window, "par-fe.contoso.com"));
    drag(&mut window, from, from + vec2(-120.0, 240.0));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(2);
    assert_eq!(painted(&window, "par-fe.contoso.com"), home);
}

/// How many straight lines cross a good part of the drawing from top to bottom.
fn n_guides(window: &Window) -> usize {
    let drawing = window.get_by_label("Drawing").rect().shrink(2.0);
    let is_guide = |shape: &Shape| match shape {
        Shape::LineSegment { points: [a, b], .. } => a.x == b.x && (a.y - b.y).abs() > 50.0 && drawing.contains(*a),
        _ => false,
    };
    window.output().shapes.iter().filter(|clipped| is_guide(&clipped.shape)).count()
}

#[test]
fn a_card_jumps_into_line_with_another_and_a_guide_shows_it() {
    let mut window = large();
    let (rect, beside) = (card(&window, EDGE).rect(), card(&window, PAR_FE).rect());
    let (from, home) = (head(&window, EDGE), painted(&window, "edge.contoso.com"));
    let to = from + vec2(beside.left() - rect.left() + 1.5, 100.0);
    hold(&mut window, from, to);
    let left = rect.left() + painted(&window, "edge.contoso.com").x - home.x;
    assert!((left - beside.left()).abs() < 0.1, "{left} is not {beside}");
    assert_eq!(n_guides(&window), 1);

    // Held free of guides, it goes on with the hand.
    for held in [Modifiers::ALT, Modifiers::COMMAND | Modifiers::CTRL] {
        window.event(Event::ModifiersChanged(held));
        window.hover_at(to);
        window.run_steps(2);
        let free = rect.left() + painted(&window, "edge.contoso.com").x - home.x;
        assert!((free - beside.left() - 1.5).abs() < 0.1, "{free} has not gone on from {beside}");
        assert_eq!(n_guides(&window), 0);
    }
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    window.run_steps(2);
    button(&window, to, false, Modifiers::NONE);
    settle(&mut window);
    assert_eq!(n_guides(&window), 0);
    let (edge, par_fe) = (card(&window, EDGE).rect(), card(&window, PAR_FE).rect());
    assert!((edge.left() - par_fe.left()).abs() < 1.0, "{edge} is not below {par_fe}");
}

#[test]
fn a_card_is_also_dragged_by_a_server_on_it() {
    let mut window = large();
    let from = card(&window, "Server lon-fe1.contoso.com").rect().center();
    let to = frame(&window, "Data centre PARIS").center_top() + vec2(0.0, 80.0);
    drag(&mut window, from, to);
    assert_eq!(topology(&window).data_centres_of(pool(&window, lon_fe())), [paris()]);
}

#[test]
fn escape_gives_a_drag_up() {
    let mut window = large();
    let before = window.state().document().clone();
    let (from, to) = (head(&window, LON_FE), frame(&window, "Data centre PARIS").center_top() + vec2(0.0, 80.0));
    hold(&mut window, from, to);
    press(&mut window, Modifiers::NONE, Key::Escape);
    button(&window, to, false, Modifiers::NONE);
    settle(&mut window);
    assert_eq!(window.state().document(), &before);
    assert_eq!(selected(&window), lon_fe().into());
}

#[test]
fn what_is_dropped_from_the_palette_is_made_there() {
    for what in [
        "Enterprise Edition Front End pool",
        "Standard Edition server",
        "Edge pool",
        "Persistent Chat pool",
        "SQL Server store",
    ] {
        let mut window = large();
        let band = frame(&window, "Data centre PARIS");
        let to = band.min + vec2(band.width() / 2.0, 40.0);
        drop_new(&mut window, &format!("New {what}"), to);
        let (id, topology) = (selected(&window), topology(&window));
        let (site, data_centre) = match id {
            AnyId::Pool(id) => {
                let row = topology.pools.get(id).unwrap();
                (row.site, topology.data_centres_of(row).first().copied())
            }
            AnyId::SqlInstance(id) => {
                let row = topology.sql_instances.get(id).unwrap();
                (row.site, row.data_centre)
            }
            other => panic!("{what} became {other:?}"),
        };
        assert_eq!((site, data_centre), (SiteRef::Central(emea()), Some(paris())), "{what}");
        assert!(window.state().document().sheet.pin(id).is_some(), "{what}");
    }
}

#[test]
fn sites_and_data_centres_are_dropped_too() {
    let mut window = large();
    let site = frame(&window, "Central site EMEA");
    drop_new(&mut window, "New Data centre", site.center());
    assert!(matches!(selected(&window), AnyId::DataCentre(_)));
    press(&mut window, Modifiers::NONE, Key::Escape);
    let site = frame(&window, "Central site EMEA");
    drop_new(&mut window, "New Branch site", site.center());
    let AnyId::BranchSite(id) = selected(&window) else { panic!("the branch site is selected") };
    assert_eq!(topology(&window).branch_sites.get(id).unwrap().parent, Some(emea()));
    press(&mut window, Modifiers::NONE, Key::Escape);
    let corner = window.get_by_label("Drawing").rect().left_bottom() + vec2(12.0, -12.0);
    drop_new(&mut window, "New Central site", corner);
    assert!(matches!(selected(&window), AnyId::Site(_)));
    assert_eq!(topology(&window).sites.len(), 2);
}

#[test]
fn a_data_centre_dropped_on_a_branch_site_is_refused() {
    let mut window = large();
    let before = window.state().document().clone();
    let leeds = frame(&window, "Branch site Leeds");
    drop_new(&mut window, "New Data centre", leeds.center());
    assert_eq!(window.state().document(), &before);
    window.get_by_label_contains("belongs to a central site");
}

#[test]
fn a_selected_site_does_not_keep_the_handles_of_a_card_away() {
    let mut window = large();
    let at = frame(&window, "Central site EMEA").min + vec2(20.0, 14.0);
    click_at(&mut window, at, Modifiers::NONE);
    assert_eq!(selected(&window), emea().into());
    window.hover_at(head(&window, LON_FE));
    settle(&mut window);
    card(&window, "Pair with: drag from lon-fe.contoso.com");
}

#[test]
fn two_selected_cards_are_paired_from_the_menu() {
    let mut window = large();
    click(&mut window, LON_FE, Modifiers::NONE);
    menu(&mut window, "Unpair");
    click(&mut window, PAR_FE, Modifiers::COMMAND | Modifiers::CTRL);
    menu(&mut window, "Pair pools");
    assert_eq!(pool(&window, par_fe()).backup_pool, Some(lon_fe()));
}

#[test]
fn an_enterprise_pool_dropped_on_a_branch_site_is_refused_with_the_rule() {
    let mut window = large();
    let before = window.state().document().clone();
    let leeds = frame(&window, "Branch site Leeds");
    drop_new(&mut window, "New Enterprise Edition Front End pool", leeds.center());
    assert_eq!(window.state().document(), &before);
    window.get_by_label("ST006");
    window.get_by_label_contains("Leeds is a branch site");
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
