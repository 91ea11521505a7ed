//! Things that are dragged, dropped, nudged and brought into line.

use super::*;

/// Drags a thing from the palette to a place on the drawing.
fn drop_new(window: &mut Window, what: &str, to: Pos2) {
    let from = window.get_by_role_and_label(Role::Button, what).rect().center();
    drag(window, from, to);
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
fn an_enterprise_pool_dropped_on_a_branch_site_is_refused_with_the_rule() {
    let mut window = large();
    let before = window.state().document().clone();
    let leeds = frame(&window, "Branch site Leeds");
    drop_new(&mut window, "New Enterprise Edition Front End pool", leeds.center());
    assert_eq!(window.state().document(), &before);
    window.get_by_label("ST006");
    window.get_by_label_contains("Leeds is a branch site");
}
