//! A window for a test to look at and to use, by the names that a screen reader would say.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Theme, os::OperatingSystem};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use linchpin::model::Document;
use linchpin::session::Env;
use linchpin::ui::{App, Chosen, Failed, FileDialogs, SaveWish};

use crate::snapshot::CpuRenderer;

/// The size of every window that is not said to be another.
pub(crate) const SIZE: [f32; 2] = [1600.0, 1000.0];

/// File dialogs that answer at once.
#[derive(Default)]
pub(crate) struct Answers {
    pub(crate) open: Mutex<Option<PathBuf>>,
    pub(crate) save: Mutex<Option<PathBuf>>,
    pub(crate) folder: Mutex<Option<PathBuf>>,
    /// Which folders were shown.
    pub(crate) shown: Arc<Mutex<Vec<PathBuf>>>,
}

impl FileDialogs for Answers {
    fn open(&self, answer: Chosen) {
        answer(self.open.lock().unwrap().take());
    }

    fn save(&self, _: SaveWish, answer: Chosen) {
        answer(self.save.lock().unwrap().take());
    }

    fn folder(&self, _: Option<&Path>, answer: Chosen) {
        answer(self.folder.lock().unwrap().take());
    }

    fn show(&self, folder: &Path, _: Failed) {
        self.shown.lock().unwrap().push(folder.to_owned());
    }
}

/// A window with nothing open.
pub(crate) fn empty(size: [f32; 2], theme: Theme, answers: Answers) -> Harness<'static, App> {
    begin(size, theme, answers, Env::fixed(None))
}

/// A window that keeps its journals where that world says.
pub(crate) fn in_world(env: Env) -> Harness<'static, App> {
    begin(SIZE, Theme::Light, Answers::default(), env)
}

fn begin(size: [f32; 2], theme: Theme, answers: Answers, env: Env) -> Harness<'static, App> {
    let window = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .with_theme(theme)
        .with_os(OperatingSystem::Windows)
        .with_step_dt(0.2)
        .with_max_steps(30)
        .renderer(CpuRenderer::default())
        .build_eframe(move |cc| App::with(&cc.egui_ctx, env, Box::new(answers)));
    // Nothing is on its way when a test looks.
    window.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    window
}

/// A window with a document that is in no file, all work on it done.
pub(crate) fn showing(document: Document) -> Harness<'static, App> {
    showing_in(SIZE, Theme::Light, document)
}

/// The same in another size and theme.
pub(crate) fn showing_in(size: [f32; 2], theme: Theme, document: Document) -> Harness<'static, App> {
    let mut window = empty(size, theme, Answers::default());
    window.state_mut().show(document);
    settle(&mut window);
    window
}

/// Lets the window draw, and the work behind it be done, until nothing changes any more.
pub(crate) fn settle(window: &mut Harness<'_, App>) {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        window.run_steps(4);
        if !window.state().is_busy() {
            break;
        }
        assert!(Instant::now() < patience, "the window is still busy");
        std::thread::sleep(Duration::from_millis(2));
    }
    window.run_steps(4);
}

/// Presses a key with the modifiers held.
pub(crate) fn press(window: &mut Harness<'_, App>, modifiers: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// A line of the outline, by what it names.
pub(crate) fn row<'a>(window: &'a Harness<'_, App>, name: &'a str) -> Node<'a> {
    in_list(window, Role::TreeItem, name)
}

/// A finding in the problems panel, by its rule; the key for the next problem leads to it and brings it into view.
pub(crate) fn problem<'a>(window: &'a mut Harness<'_, App>, code: &'a str) -> Node<'a> {
    for _ in 0..window.state().findings().all().len() {
        press(window, egui::Modifiers::NONE, egui::Key::F8);
        let found = find_in_list(window, Role::ListItem, code);
        if found.is_some_and(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)) {
            break;
        }
    }
    in_list(window, Role::ListItem, code)
}

fn in_list<'a>(window: &'a Harness<'_, App>, role: Role, name: &'a str) -> Node<'a> {
    find_in_list(window, role, name).unwrap_or_else(|| panic!("no {role:?} is called {name}"))
}

fn find_in_list<'a>(window: &'a Harness<'_, App>, role: Role, name: &'a str) -> Option<Node<'a>> {
    let begins =
        |label: &str| label.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ' ']));
    let mut all = window.get_all_by_role(role);
    all.find(|node| node.accesskit_node().label().is_some_and(|label| begins(&label)))
}
