//! What a person does at the window, told by what they see.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, OutputCommand, Theme, ViewportEvent, ViewportId, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use linchpin::edit::{Command, Creation};
use linchpin::model::{AnyId, Document, Id, Pool, RoleKind, SiteRef, Waiver, WaiverKey};
use linchpin::session::{Env, files};
use linchpin::ui::{App, Brightness, Creatable, Selection, Token};

use crate::example::{self, emea, lon_fe, par_fe};
use crate::source::root;
use crate::window::{self, Answers, press, problem, row, settle, showing};

#[test]
fn what_is_deployed_is_seen_in_the_outline_and_what_is_wrong_with_it_below() {
    let mut window = showing(example::document());
    for name in ["EMEA", "Enterprise Edition Front End pools", "lon-fe.contoso.com", "Leeds", "Data centres"] {
        row(&window, name);
    }
    problem(&mut window, "DB017");
    assert!(window.state().findings().is_fresh);
}

#[test]
fn a_click_selects_and_a_click_with_ctrl_adds() {
    let mut window = showing(example::document());
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    assert_eq!(window.state().view().selection, Selection::one(lon_fe()));
    row(&window, "par-fe.contoso.com").click_modifiers(Modifiers::COMMAND);
    settle(&mut window);
    let both: Selection = [AnyId::from(lon_fe()), par_fe().into()].into_iter().collect();
    assert_eq!(window.state().view().selection, both);
}

#[test]
fn arrows_walk_through_the_outline_and_pass_over_folders() {
    let mut window = showing(example::document());
    row(&window, "EMEA").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.state().view().selection, Selection::one(lon_fe()));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let first = window.state().document().topology.pools.get(lon_fe()).unwrap().computers[0];
    assert_eq!(window.state().view().selection, Selection::one(first));
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(window.state().view().selection, Selection::one(lon_fe()));
}

#[test]
fn a_pool_is_renamed_where_it_stands_and_undo_takes_that_back() {
    let mut window = showing(example::document());
    let name =
        |window: &Harness<'_, App>| window.state().document().topology.pools.get(lon_fe()).unwrap().fqdn.to_string();
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    // The host is selected, so that typing replaces it and leaves the domain.
    window.get_by_label("Name of lon-fe.contoso.com").type_text("london");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(name(&window), "london.contoso.com");
    row(&window, "london.contoso.com");

    window.get_by_label("Edit").click();
    settle(&mut window);
    window.get_by_label_contains("Undo Rename lon-fe.contoso.com to london.contoso.com").click();
    settle(&mut window);
    assert_eq!(name(&window), "lon-fe.contoso.com");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(name(&window), "london.contoso.com");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(name(&window), "lon-fe.contoso.com");
}

#[test]
fn escape_leaves_the_name_as_it_was() {
    let mut window = showing(example::document());
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.get_by_label("Name of lon-fe.contoso.com").type_text("london");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    row(&window, "lon-fe.contoso.com");
}

#[test]
fn keys_that_mean_something_to_a_text_field_are_left_to_it() {
    let mut window = showing(example::document());
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(window.state().document().topology.pools.contains(lon_fe()));
    assert!(window.query_by_label_contains("Delete lon-fe").is_none());
}

#[test]
fn deleting_says_what_else_goes_before_it_goes() {
    let mut window = showing(example::document());
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Delete);
    window.get_by_label("Delete lon-fe.contoso.com?");
    window.get_by_label("3 things go with it");
    assert!(window.state().document().topology.pools.contains(lon_fe()));
    window.get_by_label("Cancel").click();
    settle(&mut window);
    assert!(window.state().document().topology.pools.contains(lon_fe()));

    press(&mut window, Modifiers::NONE, Key::Delete);
    window.get_by_label("Delete").click();
    settle(&mut window);
    let topology = &window.state().document().topology;
    assert!(!topology.pools.contains(lon_fe()));
    assert_eq!(topology.pools.get(par_fe()).unwrap().backup_pool, None);
    assert!(window.state().view().selection.is_empty());
}

#[test]
fn a_problem_selects_what_it_is_about_and_its_fix_is_one_step() {
    let mut window = showing(example::document());
    problem(&mut window, "DB017").click();
    settle(&mut window);
    assert_eq!(window.state().view().selection, Selection::one(par_fe()));
    window.get_by_label("Why it matters");
    press(&mut window, Modifiers::NONE, Key::F8);
    press(&mut window, Modifiers::SHIFT, Key::F8);
    assert_eq!(window.state().view().selection, Selection::one(par_fe()));
}

#[test]
fn a_waived_problem_is_no_longer_counted_until_the_waiver_is_taken_back() {
    let mut window = showing(example::document());
    let n = window.state().findings().all().len();
    problem(&mut window, "DB017").click();
    settle(&mut window);
    window.get_by_label("Waive…").click();
    settle(&mut window);
    window.get_by_label("Reason").type_text("planned for May");
    settle(&mut window);
    window.get_by_label("Waive").click();
    settle(&mut window);
    assert_eq!((window.state().findings().all().len(), window.state().findings().waived().len()), (n - 1, 1));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().findings().all().len(), n);
}

#[test]
fn the_palette_makes_things_beside_what_is_selected() {
    let mut window = showing(example::document());
    row(&window, "Leeds").click();
    settle(&mut window);
    window.get_by_label("New Mediation pool").click();
    settle(&mut window);
    let Some(AnyId::Pool(id)) = window.state().view().selection.only() else { panic!("the new pool is selected") };
    let pool = window.state().document().topology.pools.get(id).unwrap();
    assert!(matches!(pool.site, SiteRef::Branch(_)));
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut window = showing(example::document());
    row(&window, "Leeds").click();
    settle(&mut window);
    window.get_by_label("New Edge pool").click();
    settle(&mut window);
    window.get_by_label_contains("Leeds is a branch site, where no Edge pool can live");
}

#[test]
fn a_new_deployment_begins_with_the_vendors_questions() {
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    window.get_by_label("New…").click();
    settle(&mut window);
    window.get_by_label("Primary SIP domain").type_text("fabrikam.com");
    window.get_by_label("First central site (optional)").click();
    window.get_by_label("First central site (optional)").type_text("Oslo");
    settle(&mut window);
    window.get_by_label("Create").click();
    settle(&mut window);
    row(&window, "fabrikam.com");
    row(&window, "Oslo");
    window.get_by_label(&format!("New {}", Creatable::FrontEnd.title())).click();
    settle(&mut window);
    assert_eq!(window.state().document().topology.pools.len(), 1);
}

#[test]
fn what_was_saved_is_opened_again_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emea.ron");
    let answers = Answers { save: Some(path.clone()).into(), ..Answers::default() };
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().show(example::document());
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("saved");

    let mut other = window::empty(window::SIZE, Theme::Light, Answers::default());
    other.state_mut().open(&path);
    settle(&mut other);
    assert_eq!(other.state().document(), window.state().document());
    other.get_by_label("emea.ron");
}

#[test]
fn a_file_that_cannot_be_opened_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    window.state_mut().open(&folder.path().join("none.linchpin"));
    settle(&mut window);
    window.get_by_label("none.linchpin was not opened");
    window.get_by_label_contains("no such file");
    window.get_by_label("Close").click();
    settle(&mut window);
    window.get_by_label("New…");
}

#[test]
fn unsaved_work_is_asked_about_before_it_is_left() {
    let mut window = showing(example::document());
    press(&mut window, Modifiers::COMMAND, Key::O);
    window.get_by_label("Save the changes to Untitled?");
    window.get_by_label("Cancel").click();
    settle(&mut window);
    assert!(window.state().document().topology.sites.contains(emea()));
}

#[test]
fn the_search_field_finds_a_server_by_a_part_of_its_name() {
    let mut window = showing(example::document());
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Search").type_text("fe2 par");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let second = window.state().document().topology.pools.get(par_fe()).unwrap().computers[1];
    assert_eq!(window.state().view().selection, Selection::one(second));
    row(&window, "par-fe2.contoso.com");
}

#[test]
fn two_pools_are_unpaired_and_paired_again_from_the_menu() {
    let mut window = showing(example::document());
    let backup =
        |window: &Harness<'_, App>| window.state().document().topology.pools.get(lon_fe()).unwrap().backup_pool;
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    window.get_by_label("Topology").click();
    settle(&mut window);
    window.get_by_label("Unpair").click();
    settle(&mut window);
    assert_eq!(backup(&window), None);
    row(&window, "par-fe.contoso.com").click_modifiers(Modifiers::COMMAND);
    settle(&mut window);
    window.get_by_label("Topology").click();
    settle(&mut window);
    window.get_by_label("Pair pools").click();
    settle(&mut window);
    assert_eq!(backup(&window), Some(par_fe()));
}

#[test]
fn work_that_was_never_saved_is_offered_back_and_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let env = || Env::fixed(Some(folder.path().to_owned()));
    let mut lost = window::in_world(env());
    lost.state_mut().show(example::document());
    settle(&mut lost);
    lost.get_by_label("New Edge pool").click();
    settle(&mut lost);
    let document = lost.state().document().clone();
    // Ends without being asked, as after a crash.
    drop(lost);

    let mut window = window::in_world(env());
    settle(&mut window);
    window.get_by_label("Take up unsaved work?");
    window.get_by_label("Take it up").click();
    settle(&mut window);
    assert_eq!(window.state().document(), &document);
}

#[test]
fn what_a_fix_has_repaired_is_saved_and_read_back_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emea.linchpin");
    let answers = Answers { save: Some(path.clone()).into(), ..Answers::default() };
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().show(example::document());
    settle(&mut window);
    let before = window.state().document().clone();
    let n = window.state().findings().all().len();
    window.get_all_by_label("Fix").next().unwrap().scroll_to_me();
    settle(&mut window);
    let is_in_view = |node: &egui_kittest::Node<'_>| node.rect().bottom() < window::SIZE[1] - 30.0;
    window.get_all_by_label("Fix").rfind(is_in_view).unwrap().click();
    settle(&mut window);
    assert_ne!(window.state().document(), &before);
    assert_ne!(window.state().findings().all().len(), n);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.get_by_label("saved");
    let opened = linchpin::format::read(std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(opened.document.topology, window.state().document().topology);
}

#[test]
fn a_rename_changes_only_the_lines_of_a_vendors_file_that_name_the_pool() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tailspin.tbxml");
    std::fs::copy(root().join("tests/corpus/tailspin.tbxml"), &path).unwrap();
    let before = std::fs::read_to_string(&path).unwrap();
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    window.state_mut().open(&path);
    settle(&mut window);
    row(&window, "lon-fe.tailspin.example").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.get_by_label("Name of lon-fe.tailspin.example").type_text("london");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::S);
    let after = std::fs::read_to_string(&path).unwrap();
    assert_ne!(after, before);
    assert_eq!(after.lines().count(), before.lines().count());
    for (old, new) in before.lines().zip(after.lines()).filter(|(old, new)| old != new) {
        // The builder's own mark, that there is something to publish, is the only other one.
        assert!(old.contains("lon-fe.tailspin.example") || old.contains("IsFreeFromChanges"), "{old}");
        assert!(new.contains("london.tailspin.example") || new.contains("IsFreeFromChanges"), "{new}");
    }
}

/// What has been put on the clipboard.
fn clipboard(window: &egui_kittest::Harness<'_, linchpin::ui::App>) -> Option<String> {
    window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn what_is_copied_is_pasted_beside_it_and_into_another_window() {
    let mut window = showing(example::document());
    let before = window.state().document().clone();
    row(&window, "par-fe.contoso.com").click();
    settle(&mut window);
    window.event(Event::Copy);
    window.step();
    let text = clipboard(&window).unwrap();
    assert!(text.contains("front-end par-fe in Paris"), "{text}");

    window.event(Event::Paste(text.clone()));
    settle(&mut window);
    let AnyId::Pool(copy) = window.state().view().selection.only().unwrap() else { panic!("the copy is selected") };
    let name = |window: &egui_kittest::Harness<'_, linchpin::ui::App>| {
        window.state().document().topology.pools.get(copy).unwrap().fqdn.to_string()
    };
    assert_eq!(name(&window), "par-fe-2.contoso.com");
    window.get_by_label("Edit").click();
    settle(&mut window);
    window.get_by_label_contains("Undo Paste par-fe-2.contoso.com").click();
    settle(&mut window);
    assert_eq!(window.state().document(), &before);

    let mut other = showing(linchpin::sketch::read("site APAC").unwrap().document);
    other.event(Event::Paste(text));
    settle(&mut other);
    let topology = &other.state().document().topology;
    let names: Vec<&str> = topology.pools.iter().map(|(_, pool)| pool.fqdn.as_str()).collect();
    assert_eq!((names.as_slice(), topology.sites.len()), (["par-fe.contoso.com"].as_slice(), 2));
}

#[test]
fn what_is_cut_is_gone_and_comes_back() {
    let mut window = showing(example::document());
    let before = window.state().document().clone();
    row(&window, "edge.contoso.com").click();
    settle(&mut window);
    window.event(Event::Cut);
    window.step();
    let text = clipboard(&window).unwrap();
    settle(&mut window);
    let n_pools = |document: &linchpin::model::Document| document.topology.pools.len();
    assert_eq!(n_pools(window.state().document()), n_pools(&before) - 1);
    window.event(Event::Paste(text));
    settle(&mut window);
    row(&window, "edge.contoso.com");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(window.state().document(), &before);
}

#[test]
fn a_duplicate_is_one_key_away() {
    let mut window = showing(example::document());
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::D);
    row(&window, "lon-fe-2.contoso.com");
}

#[test]
fn a_text_that_is_no_deployment_is_not_pasted() {
    let mut window = showing(example::document());
    let before = window.state().document().clone();
    window.event(Event::Paste("Dear all, see below".to_owned()));
    settle(&mut window);
    assert_eq!(window.state().document(), &before);
    window.get_by_label_contains("no part of a deployment on the clipboard");
}

#[test]
fn text_that_is_being_typed_has_the_clipboard_for_itself() {
    let mut window = showing(example::document());
    let before = window.state().document().clone();
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.event(Event::Copy);
    window.step();
    assert_eq!(clipboard(&window).as_deref(), Some("lon-fe"));
    window.event(Event::Paste("site APAC".to_owned()));
    settle(&mut window);
    assert_eq!(window.state().document(), &before);
}

#[test]
fn saving_by_key_takes_the_text_that_is_being_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emea.linchpin");
    let answers = Answers { save: Some(path.clone()).into(), ..Answers::default() };
    let mut window = window::empty(window::SIZE, Theme::Light, answers);
    window.state_mut().show(example::document());
    settle(&mut window);
    let saved_name = || {
        let opened = linchpin::format::read(std::fs::read(&path).unwrap()).unwrap();
        opened.document.topology.pools.get(lon_fe()).unwrap().fqdn.to_string()
    };
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    let field = window.get_by_role_and_label(Role::TextInput, "Pool FQDN");
    field.focus();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_role_and_label(Role::TextInput, "Pool FQDN").type_text("london.contoso.com");
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(saved_name(), "london.contoso.com");
    window.get_by_label("saved");

    press(&mut window, Modifiers::NONE, Key::F2);
    window.get_by_label("Name of london.contoso.com").type_text("londres");
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(saved_name(), "londres.contoso.com");
    window.get_by_label("saved");
}

#[test]
fn a_window_closed_while_a_name_is_typed_asks_about_the_name_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("emea.linchpin");
    let written = linchpin::format::write(&example::document(), linchpin::format::Format::Native).unwrap();
    files::replace(&path, &written.bytes).unwrap();
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    window.state_mut().open(&path);
    settle(&mut window);
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::F2);
    window.get_by_label("Name of lon-fe.contoso.com").type_text("london");
    settle(&mut window);
    window.get_by_label("saved");
    let viewport = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    viewport.events.push(ViewportEvent::Close);
    settle(&mut window);
    window.get_by_label("Save the changes to emea.linchpin?");
    row(&window, "london.contoso.com");
}

#[test]
fn everything_there_is_to_say_about_a_file_is_listed_and_can_be_read_again() {
    let path = root().join("tests/corpus/foreign.tbxml");
    let notices = linchpin::format::read(std::fs::read(&path).unwrap()).unwrap().notices;
    assert!(notices.len() > 1);
    let mut window = window::empty(window::SIZE, Theme::Light, Answers::default());
    window.state_mut().open(&path);
    settle(&mut window);
    let is_listed = |window: &Harness<'_, App>| {
        window.get_by_label("Notes about foreign.tbxml");
        notices.iter().all(|notice| {
            let at = notice.at.unwrap();
            let place = format!("line {}, column {}: {}", at.line, at.column, notice.message);
            let help = notice.help.as_ref().map(ToString::to_string).unwrap_or_default();
            window
                .query_all_by_label_contains(&place)
                .any(|node| node.accesskit_node().label().unwrap().contains(&help))
        })
    };
    window.get_by_label("Show all").click();
    settle(&mut window);
    assert!(is_listed(&window));
    window.get_by_label("Close").click();
    settle(&mut window);
    assert!(window.query_by_label("Show all").is_none());

    window.get_by_label("File").click();
    settle(&mut window);
    window.get_by_label("Notes about the file…").click();
    settle(&mut window);
    assert!(is_listed(&window));
}

#[test]
fn a_pool_is_paired_from_a_list_that_says_which_pools_cannot_be_its_partner() {
    let ber_fe: Id<Pool> = Id::derived("ber-fe");
    let begun = example::document();
    let create = Command::Create(Creation::Pool {
        id: ber_fe,
        role: RoleKind::FrontEnd,
        fqdn: "ber-fe.contoso.com".into(),
        site: SiteRef::Central(emea()),
        data_centre: None,
        computers: vec!["ber-fe1.contoso.com".into()],
    });
    let mut window = showing(create.plan(&begun).unwrap().apply(&begun).unwrap());
    let backups = |window: &Harness<'_, App>| {
        let pools = &window.state().document().topology.pools;
        [lon_fe(), par_fe(), ber_fe].map(|id| pools.get(id).unwrap().backup_pool)
    };
    let ask = |window: &mut Harness<'_, App>, pool| {
        row(window, pool).click();
        settle(window);
        window.get_by_label("Topology").click();
        settle(window);
        window.get_by_label("Pair pools").click();
        settle(window);
    };
    let option = |window: &Harness<'_, App>, name| {
        let node = window.get_by_role_and_label(Role::ListBoxOption, name);
        let node = node.accesskit_node();
        (node.is_disabled(), node.description().unwrap_or_default())
    };
    ask(&mut window, "ber-fe.contoso.com");
    window.get_by_label("Pair ber-fe.contoso.com with");
    let (is_disabled, why) = option(&window, "par-fe.contoso.com");
    assert!(is_disabled);
    assert_eq!(why, "lon-fe.contoso.com is already the backup of par-fe.contoso.com");
    assert!(window.query_by_role_and_label(Role::ListBoxOption, "chat.contoso.com").is_none());
    window.get_by_label("Cancel").click();
    settle(&mut window);

    ask(&mut window, "lon-fe.contoso.com");
    assert!(option(&window, "par-fe.contoso.com").0);
    window.get_by_role_and_label(Role::ListBoxOption, "ber-fe.contoso.com").click();
    settle(&mut window);
    assert_eq!(backups(&window), [Some(ber_fe), None, Some(lon_fe())]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(backups(&window), [Some(par_fe()), Some(lon_fe()), None]);
}

#[test]
fn the_edge_of_a_panel_under_the_pointer_takes_the_accent() {
    for (theme, brightness) in [(Theme::Light, Brightness::Light), (Theme::Dark, Brightness::Dark)] {
        let mut window = window::showing_in(window::SIZE, theme, example::document());
        window.hover_at(pos2(286.0, 300.0));
        settle(&mut window);
        let picture = window.render().unwrap();
        let accent = linchpin::ui::Theme::new(brightness).color(Token::Accent);
        // Away from the pointer, which is drawn too.
        let n_lines = (280..296).filter(|&x| picture.get_pixel(x, 200).0 == accent.to_array()).count();
        assert_eq!(n_lines, 1, "{brightness:?}");
    }
}

#[test]
fn a_waiver_hides_its_finding_to_the_end_of_its_last_day() {
    let key = |window: &Harness<'_, App>| {
        let finding =
            window.state().findings().all().iter().find(|finding| finding.code.to_string() == "DB017").unwrap();
        WaiverKey { code: finding.code, entity: finding.place.entity }
    };
    let mut window = showing(example::document());
    let waived = key(&window);
    let n = window.state().findings().all().len();
    problem(&mut window, "DB017").click();
    settle(&mut window);
    window.get_by_label("Waive…").click();
    settle(&mut window);
    window.get_by_label("Reason").type_text("the witness is ordered");
    let until = |window: &mut Harness<'_, App>, day: &str| {
        window.get_by_label("Last day it counts (optional)").click();
        settle(window);
        press(window, Modifiers::COMMAND, Key::A);
        window.get_by_label("Last day it counts (optional)").type_text(day);
        settle(window);
        window.get_by_label("Waive").click();
        settle(window);
    };
    until(&mut window, "2026-02-30");
    window.get_by_label("2026-02-30 is no day of the calendar, as 2027-01-31 is.");
    until(&mut window, "2025-12-31");
    window.get_by_label("2025-12-31 is past.");
    assert!(window.state().document().waivers.is_empty());
    until(&mut window, "2026-01-01");
    let waiver = Waiver { reason: "the witness is ordered".to_owned(), expires: "2026-01-01".to_owned() };
    assert_eq!(window.state().document().waivers.get(waived), Some(&waiver));
    assert_eq!((window.state().findings().all().len(), window.state().findings().waived().len()), (n - 1, 1));

    let waiver = Waiver { expires: "2025-12-31".to_owned(), ..waiver };
    let expired = Command::Waive { key: waived, waiver: Some(waiver) };
    let document = example::document();
    let mut window = showing(expired.plan(&document).unwrap().apply(&document).unwrap());
    // That the waiver has expired is a finding as well.
    assert_eq!((window.state().findings().all().len(), window.state().findings().waived().len()), (n + 1, 0));
    problem(&mut window, "DB017").click();
    settle(&mut window);
    window.get_by_label("Was waived until 2025-12-31: the witness is ordered");
    window.get_by_label("Waive…").click();
    settle(&mut window);
    let reason = window.get_by_label("Reason");
    assert_eq!(reason.accesskit_node().value().as_deref(), Some("the witness is ordered"));
}

#[test]
fn files_opened_of_late_can_be_reached_in_a_small_window() {
    let size = [1000.0, 700.0];
    let mut window = window::empty(size, Theme::Light, Answers::default());
    window.state_mut().open(&root().join("tests/corpus/tailspin.tbxml"));
    settle(&mut window);
    window.state_mut().show(Document::default());
    settle(&mut window);
    let recent = |window: &Harness<'_, App>| window.get_by_role_and_label(Role::Link, "tailspin.tbxml").rect();
    window.get_by_role_and_label(Role::Link, "tailspin.tbxml").scroll_to_me();
    settle(&mut window);
    assert!(recent(&window).bottom() < size[1]);
    window.get_by_role_and_label(Role::Link, "tailspin.tbxml").click();
    settle(&mut window);
    row(&window, "lon-fe.tailspin.example");
}

#[test]
fn the_list_of_the_search_field_grows_again_after_a_search_that_found_little() {
    let mut window = showing(example::document());
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Search").type_text("no such thing");
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.get_by_label("Search").type_text("contoso");
    settle(&mut window);
    assert!(window.query_all_by_role(Role::ListBoxOption).count() > 8);
}
