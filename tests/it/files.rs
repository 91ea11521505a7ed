//! What opening and saving in the window does to files.

use std::fs;

use eframe::egui::{Key, Modifiers, Theme};
use linchpin::session::files::replace;

use crate::source::root;
use crate::window::{Answers, SIZE, empty, press, row, settle};

#[test]
fn a_sketch_is_saved_elsewhere_so_its_comments_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (sketch, ron) = (folder.path().join("emea.sketch"), folder.path().join("emea.ron"));
    let text = "# Approved in May.\nsite EMEA\n  front-end lon-fe\n";
    replace(&sketch, text.as_bytes()).unwrap();
    let answers = Answers::default();
    *answers.save.lock().unwrap() = Some(ron.clone());
    let mut window = empty(SIZE, Theme::Light, answers);
    window.state_mut().open(&sketch);
    settle(&mut window);
    row(&window, "lon-fe.contoso.com").click();
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&sketch).unwrap(), text);
    let saved = linchpin::format::read(fs::read(&ron).unwrap()).unwrap();
    assert_eq!(saved.document.topology, window.state().document().topology);
}

/// The harness panics where two widgets share an id, where one has no name, and where a letter is missing in the fonts.
#[test]
fn every_design_is_shown_with_all_that_is_wrong_with_it() {
    for entry in fs::read_dir(root().join("topologies")).unwrap() {
        let mut window = empty(SIZE, Theme::Dark, Answers::default());
        window.state_mut().open(&entry.unwrap().path());
        settle(&mut window);
        assert!(!window.state().document().topology.pools.is_empty());
    }
}
