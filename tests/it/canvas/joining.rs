//! Lines: drawn from a handle, or asked for in a menu.

use super::*;

/// Drags a handle of a card to another place.
fn connect(window: &mut Window, card_name: &str, handle: &str, to: Pos2) {
    let at = head(window, card_name);
    window.hover_at(at);
    settle(window);
    let from = card(window, handle).rect().center();
    drag(window, from, to);
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
