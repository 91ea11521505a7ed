use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui::{self, Context, Memory, Ui, ViewportCommand};

use crate::checks;
use crate::deliverables::find;
use crate::diagnostic::{Diagnostic, Notice as DiagnosticNotice};
use crate::message;
use crate::model::{Document, Waivers};
use crate::session::{
    Env, JobKind, Jobs, Revision, Session, Snapshot,
    delivery::{Existing, Order},
    house,
    recovery::{self, Recovered, Recovery},
};
use crate::ui::action::Action;
use crate::ui::deliverables::{Delivery, Preview, PreviewOf, Source, Stopped};
use crate::ui::dialogs::{Dialog, FileNotes, LostWork, Trouble};
use crate::ui::documents::{self, Opened, Saved};
use crate::ui::file_dialogs::{FileDialogs, SystemDialogs};
use crate::ui::findings::Findings;
use crate::ui::intent::{Intent, Next, Outbox};
use crate::ui::recent::Recent;
use crate::ui::shell::shell_ui;
use crate::ui::tab::Tab;
use crate::ui::theme::{self, Brightness, Theme};
use crate::ui::view::{CameraWish, FileState, Notice, NoticeKind, ThemeChoice, View, ViewCx, Work};
use crate::ui::yardstick::{Published, Yardstick};

/// The window: a document, what is known about it, how it is looked at.
pub struct App {
    pub(super) session: Session,
    pub(super) env: Arc<Env>,
    pub(super) view: View,
    pub(super) findings: Findings,
    yardstick: Yardstick,
    /// The file of what is published that is being read.
    comparing: Option<PathBuf>,
    /// Whether the next check looks for the rules of the house first.
    house_is_due: bool,
    pub(super) recent: Recent,
    pub(super) dialogs: Box<dyn FileDialogs>,
    pub(super) jobs: Jobs<Event>,
    /// What a file dialog was asked for, once it is answered.
    pub(super) answers: (Sender<Answer>, Receiver<Answer>),
    /// What runs before this one did not save, newest last.
    pub(super) lost_work: Vec<Recovery>,
    /// Goes ahead once the document is saved.
    pub(super) after_saving: Option<Next>,
    pub(super) ctx: Context,
    /// Another number for each state of the topology, also across documents.
    state: u64,
    seen: Option<Revision>,
    n_runs: u64,
    waivers: Waivers,
    /// The day of the last check, as `2026-01-31`.
    today: String,
    notes: FileNotes,
    theme: Theme,
    theme_choice: ThemeChoice,
    title: String,
    pub(super) is_leaving: bool,
    /// The window was told to close, and what is being typed is taken first.
    wants_to_leave: bool,
}

/// What a job has brought.
pub(super) enum Event {
    Opened { path: PathBuf, result: Result<Opened, Trouble> },
    Published { path: PathBuf, result: Result<Opened, Trouble> },
    Saved { snapshot: Snapshot, path: PathBuf, result: Result<Saved, Trouble> },
    Recovered { recovery: Box<Recovery>, result: Result<Recovered, Trouble> },
    Checked { state: u64, found: Option<Vec<Diagnostic>>, house: Option<HouseOf> },
    Previewed(Option<Preview>),
    Exported { serial: u64, outcome: Result<(), Stopped> },
    Panicked { kind: JobKind, words: String },
}

/// The rules of the house that were found for a document.
pub(super) struct HouseOf {
    path: PathBuf,
    result: Result<Option<Arc<house::Found>>, DiagnosticNotice>,
}

/// What a person has answered in a file dialog.
pub(super) enum Answer {
    Open(PathBuf),
    Compare(PathBuf),
    SaveTo(PathBuf),
    NotSaved,
    ExportTo(&'static str, PathBuf),
    ExportInto(Vec<&'static str>, PathBuf),
    NotShown(String, io::Error),
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("file", &self.session.path()).finish_non_exhaustive()
    }
}

impl App {
    /// A window as the last one was left, with the system's file dialogs.
    pub fn new(cc: &eframe::CreationContext<'_>) -> Self {
        let mut app = Self::with(&cc.egui_ctx, Env::real(), Box::new(SystemDialogs));
        if let Some(storage) = cc.storage {
            let stored: View = eframe::get_value(storage, "view").unwrap_or_default();
            app.view = View { dialog: app.view.dialog.take(), ..stored };
            app.recent = eframe::get_value(storage, "recent").unwrap_or_default();
        }
        app
    }

    /// A window in a world of one's own making.
    pub fn with(ctx: &Context, env: Env, dialogs: Box<dyn FileDialogs>) -> Self {
        theme::install_fonts(ctx);
        // Where the system does not say how bright it is.
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        let env = Arc::new(env);
        let wake = ctx.clone();
        let jobs = Jobs::new(move || wake.request_repaint(), |kind, words| Event::Panicked { kind, words });
        let brightness = brightness(ctx);
        let mut app = Self {
            session: Session::untitled(Document::default(), Arc::clone(&env)),
            env,
            view: View::default(),
            findings: Findings::default(),
            yardstick: Yardstick::default(),
            comparing: None,
            house_is_due: false,
            recent: Recent::default(),
            dialogs,
            jobs,
            answers: channel(),
            lost_work: Vec::new(),
            after_saving: None,
            ctx: ctx.clone(),
            state: 0,
            seen: None,
            n_runs: 0,
            waivers: Waivers::default(),
            today: String::new(),
            notes: FileNotes::default(),
            theme: Theme::new(brightness),
            theme_choice: ThemeChoice::System,
            title: String::new(),
            is_leaving: false,
            wants_to_leave: false,
        };
        theme::apply(&app.theme, ctx);
        app.notice_changes();
        if let Some(folder) = app.env.state_dir() {
            app.lost_work = recovery::find(folder);
            app.offer_lost_work();
        }
        app
    }

    /// Opens a file, as from the command line.
    pub fn open(&mut self, path: &Path) {
        self.perform(Intent::Open(path.to_owned()));
    }

    /// Shows a document that is in no file yet.
    pub fn show(&mut self, document: Document) {
        let session = Session::untitled(document, Arc::clone(&self.env));
        self.replace_session(session);
    }

    /// The document as it is.
    pub fn document(&self) -> &Document {
        self.session.document()
    }

    /// How it is looked at.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// What the checks say about it.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// What the document is checked against, beside the vendor's rules.
    pub fn yardstick(&self) -> &Yardstick {
        &self.yardstick
    }

    /// Whether something is being worked on, or has been and is not shown yet.
    pub fn is_busy(&self) -> bool {
        let is_looked_at = self.view.panels.bottom == Some(Tab::Deliverables);
        let is_coming = is_looked_at && self.view.deliverables.preview.is_waiting();
        !self.work().is_empty() || !self.findings.is_fresh || is_coming
    }

    fn work(&self) -> Vec<Work> {
        let kinds = [
            JobKind::Open,
            JobKind::Compare,
            JobKind::Save,
            JobKind::Check,
            JobKind::Analyse,
            JobKind::Arrange,
            JobKind::Export,
            JobKind::Preview,
        ];
        let busy = kinds.into_iter().filter(|kind| self.jobs.is_busy(*kind));
        busy.map(|kind| Work { kind, progress: self.jobs.progress(kind) }).collect()
    }

    /// Puts another document in the place of this one, of which nothing is wanted any more.
    pub(super) fn replace_session(&mut self, session: Session) {
        std::mem::replace(&mut self.session, session).close();
        self.seen = None;
        self.findings = Findings::default();
        // What is published is so of one deployment.
        self.comparing = None;
        self.yardstick = Yardstick::default();
        self.house_is_due = true;
        self.notes = FileNotes::default();
        self.view.forget_document();
        self.notice_changes();
    }

    /// After anything that may have changed the document: drops what it made stale, asks for what must be known anew.
    pub(super) fn notice_changes(&mut self) {
        let document = self.session.document();
        let today = self.env.today();
        if self.today != today {
            self.today = today;
            self.seen = None;
        }
        if self.seen != Some(self.session.revision()) {
            self.seen = Some(self.session.revision());
            self.state += 1;
            self.view.selection.keep_existing(&document.topology);
            self.check();
        }
        let waivers = &self.session.document().waivers;
        if self.waivers != *waivers {
            self.waivers = waivers.clone();
            self.n_runs += 1;
            self.findings.sort_out(waivers, &self.today, self.n_runs);
            // Whether a waiver still stands is asked by rules of its own.
            self.check();
        }
    }

    /// Runs the rules elsewhere. A run that is under way is told to stop.
    pub(super) fn check(&mut self) {
        self.findings.is_fresh = false;
        let (state, snapshot, today) = (self.state, self.session.snapshot(), self.today.clone());
        let mut yardstick = self.yardstick.clone();
        let looked_for = self.session.path().filter(|_| self.house_is_due).map(Path::to_owned);
        self.jobs.start(JobKind::Check, move |cancel, _| {
            let found = looked_for.map(|path| HouseOf { result: documents::house_of(&path), path });
            if let Some(found) = &found {
                yardstick.house = found.result.as_ref().ok().cloned().flatten();
            }
            let findings = checks::run(&yardstick.look(&snapshot.document, &today), cancel);
            Event::Checked { state, found: findings, house: found }
        });
    }

    /// What deliverables are made of now.
    fn source(&self) -> Source {
        let name = match self.session.path().and_then(Path::file_stem) {
            Some(stem) => stem.to_string_lossy().into_owned(),
            None => self.session.title().to_string(),
        };
        let (document, today) = (self.session.document().clone(), self.today.clone());
        let options = self.view.deliverables.options;
        Source { document, yardstick: self.yardstick.clone(), today, name, options }
    }

    /// Makes elsewhere what is to be looked at.
    pub(super) fn start_preview(&self, of: PreviewOf) {
        let source = self.source();
        self.jobs.start(JobKind::Preview, move |cancel, _| Event::Previewed(Preview::make(of, &source, cancel)));
    }

    /// Makes one thing elsewhere, and writes it into a file whose name says in which format.
    fn export_to(&mut self, word: &'static str, path: PathBuf) {
        let Some(exporter) = find(word) else { return };
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        match exporter.as_file(ending) {
            Some(file) => self.export(Order::File(file, path)),
            None => {
                let (file, title) = (path.display().to_string(), exporter.title);
                let message = message!("{file}: {title} cannot be made as such a file", file, title);
                let hint = Some(message!("end it in .{endings}", endings = exporter.endings.join(", .")));
                self.view.notice = Some(Notice { hint, ..Notice::saying(message) });
            }
        }
    }

    /// Carries an order out elsewhere.
    fn export(&mut self, order: Order) {
        self.deliver(order, self.source(), Existing::Keep);
    }

    /// Carries the last order out again, of the document it was given for.
    pub(super) fn replace_existing(&mut self) {
        if let Some(delivery) = self.view.deliverables.delivery.take() {
            self.deliver(delivery.order, delivery.source, Existing::Replace);
        }
    }

    fn deliver(&mut self, order: Order, source: Source, existing: Existing) {
        self.n_runs += 1;
        let serial = self.n_runs;
        let (tell, heard) = channel();
        self.view.deliverables.delivery = Some(Delivery::new(serial, order.clone(), source.clone(), heard));
        let ctx = self.ctx.clone();
        self.jobs.start(JobKind::Export, move |cancel, progress| {
            let all = order.exporters().len();
            let outcome = source.make(cancel, |subject| {
                order.carry_out(subject, existing, |at, step| {
                    progress.set(at, all);
                    // Who has ordered something else does not listen any more.
                    let _ = tell.send((at, step));
                    ctx.request_repaint();
                })
            });
            Event::Exported { serial, outcome }
        });
    }

    /// Saves elsewhere, as the document is now.
    pub(super) fn save_to(&mut self, path: PathBuf) {
        let snapshot = self.session.snapshot();
        self.jobs.start(JobKind::Save, move |_, _| {
            let result = documents::save(&snapshot.document, &path);
            Event::Saved { snapshot, path, result }
        });
    }

    /// Reads a file elsewhere.
    pub(super) fn start_opening(&mut self, path: PathBuf) {
        self.jobs.start(JobKind::Open, move |_, _| {
            let result = documents::open(&path);
            Event::Opened { path, result }
        });
    }

    /// Reads elsewhere what is published.
    pub(super) fn start_comparing(&mut self, path: PathBuf) {
        self.comparing = Some(path.clone());
        self.jobs.start(JobKind::Compare, move |_, _| {
            let result = documents::open(&path);
            Event::Published { path, result }
        });
    }

    /// Compares the document with what is published from now on, or with nothing any more.
    pub(super) fn compare_with(&mut self, published: Option<Published>) {
        self.comparing = None;
        self.yardstick.published = published.map(Arc::new);
        self.check();
    }

    /// Asks whether the work of the last run is wanted.
    pub(super) fn offer_lost_work(&mut self) {
        let Some(lost) = self.lost_work.last() else { return };
        let file = lost.file().map(|file| file.display().to_string());
        let last = lost.last().map(|step| step.label.clone());
        self.view.dialog = Some(Dialog::Recover(LostWork { file, n_steps: lost.n_steps(), last }));
    }

    /// Takes the work of the last run up, elsewhere.
    pub(super) fn recover(&mut self) {
        let Some(recovery) = self.lost_work.pop() else { return };
        self.jobs.start(JobKind::Open, move |_, _| {
            let result = documents::recover(&recovery);
            Event::Recovered { recovery: Box::new(recovery), result }
        });
    }

    fn absorb(&mut self, event: Event) {
        match event {
            Event::Opened { path, result: Ok(Opened { document, content, notices, is_import }) } => {
                self.recent.add(&path);
                let env = Arc::clone(&self.env);
                let session = if is_import {
                    Session::untitled(document, env)
                } else {
                    Session::opened(document, path, content, env)
                };
                self.replace_session(session);
                self.view.camera_wish = Some(CameraWish::FitAll);
                self.view.notice = Notice::about_file(&notices);
                self.notes.read = notices.into();
            }
            Event::Opened { path, result: Err(trouble) } => {
                self.recent.forget(&path);
                self.view.dialog = Some(Dialog::Trouble(trouble));
            }
            // Another document has been opened meanwhile.
            Event::Published { path, .. } if self.comparing.as_ref() != Some(&path) => {}
            Event::Published { path, result: Ok(Opened { document, notices, .. }) } => {
                let published = Published { path, topology: document.topology };
                self.view.notice = Notice::about_published(&published, &notices);
                self.compare_with(Some(published));
            }
            Event::Published { result: Err(trouble), .. } => self.view.dialog = Some(Dialog::Trouble(trouble)),
            Event::Saved { snapshot, path, result: Ok(Saved { content, left_out }) } => {
                self.view.notice = Notice::about_file(&left_out);
                self.notes.written = left_out.into();
                self.recent.add(&path);
                let has_moved = self.session.path() != Some(&path);
                self.session.mark_saved(&snapshot, path, content);
                if has_moved {
                    self.yardstick.house = None;
                    self.check_anew();
                }
                if let Some(next) = self.after_saving.take() {
                    self.perform(Intent::Go(next));
                }
            }
            Event::Recovered { recovery, result: Ok(recovered) } => {
                let n = recovered.n_left_out;
                let session = Session::recovered(*recovery, recovered, Arc::clone(&self.env));
                self.replace_session(session);
                self.view.camera_wish = Some(CameraWish::FitAll);
                if n > 0 {
                    let message = message!("{n} steps did not fit the file any more and were left out", n);
                    self.view.notice = Some(Notice::saying(message));
                }
            }
            Event::Recovered { recovery, result: Err(trouble) } => {
                self.lost_work.push(*recovery);
                self.view.dialog = Some(Dialog::Trouble(trouble));
            }
            Event::Saved { result: Err(trouble), .. } => {
                self.after_saving = None;
                self.view.dialog = Some(Dialog::Trouble(trouble));
            }
            Event::Checked { state, found, house } => {
                if let Some(house) = house {
                    self.keep_house(house);
                }
                // What was found in a document that has moved on is dropped; the next run is on its way.
                if let Some(found) = found.filter(|_| state == self.state) {
                    self.n_runs += 1;
                    self.findings = Findings::new(found, &self.session.document().waivers, &self.today, self.n_runs);
                }
            }
            Event::Previewed(made) => made.into_iter().for_each(|made| self.view.deliverables.preview.take(made)),
            Event::Exported { serial, outcome } => {
                if let Some(delivery) = self.view.deliverables.delivery.as_mut().filter(|it| it.serial == serial) {
                    delivery.end(outcome);
                }
            }
            Event::Panicked { kind, words } => {
                self.findings.is_fresh |= kind == JobKind::Check;
                match kind {
                    JobKind::Preview => self.view.deliverables.preview.fail(message!("the program has failed")),
                    JobKind::Export => self.view.deliverables.delivery = None,
                    _ => {}
                }
                let title = message!("A part of the program has failed; your document is as it was");
                let hint = message!("save your work, and report this text with the file that led to it");
                let causes = vec![format!("{kind:?}: {words}")];
                self.view.dialog = Some(Dialog::Trouble(Trouble { title, causes, hint: Some(hint) }));
            }
        }
    }

    /// Keeps to the rules of the house from now on, unless they are another document's.
    fn keep_house(&mut self, HouseOf { path, result }: HouseOf) {
        if self.session.path() != Some(&path) {
            return;
        }
        self.house_is_due = false;
        let (house, notes) = match result {
            Ok(house) => (house, Arc::default()),
            Err(notice) => (None, Arc::from([notice])),
        };
        self.yardstick.house = house;
        if self.notes.house != notes {
            self.notes.house = notes;
            let all: Vec<_> =
                [&self.notes.house, &self.notes.read].into_iter().flat_map(|it| it.iter().cloned()).collect();
            self.view.notice = Notice::about_file(&all);
        }
    }

    /// Reads the rules of the house again, and checks by them.
    pub(super) fn check_anew(&mut self) {
        self.house_is_due = true;
        self.check();
    }

    fn absorb_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Open(path) => self.perform(Intent::Open(path)),
            Answer::Compare(path) => self.perform(Intent::Compare(path)),
            Answer::SaveTo(path) => self.save_to(path),
            Answer::NotSaved => self.after_saving = None,
            Answer::ExportTo(word, path) => self.export_to(word, path),
            Answer::ExportInto(words, folder) => {
                self.export(Order::Folder(words.into_iter().filter_map(find).collect(), folder));
            }
            Answer::NotShown(folder, error) => {
                let message = message!("{folder} cannot be shown: {error}", folder, error = error.to_string());
                self.view.notice = Some(Notice::saying(message));
            }
        }
    }

    /// Follows the theme that was chosen, or the system's.
    fn dress(&mut self, ctx: &Context) {
        if self.theme_choice != self.view.theme {
            self.theme_choice = self.view.theme;
            ctx.set_theme(match self.view.theme {
                ThemeChoice::System => egui::ThemePreference::System,
                ThemeChoice::Light => egui::ThemePreference::Light,
                ThemeChoice::Dark => egui::ThemePreference::Dark,
            });
        }
        let brightness = brightness(ctx);
        if self.theme.brightness() != brightness {
            self.theme = Theme::new(brightness);
            theme::apply(&self.theme, ctx);
        }
    }

    /// Names the window after its file.
    fn name_window(&mut self, ctx: &Context) {
        let mark = if self.session.is_saved() { "" } else { "• " };
        let file = self.view.language.text(&self.session.title());
        let title = format!("{mark}{file} – Linchpin");
        if self.title != title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    /// Asks before the window closes on unsaved work. What is still being typed is work too.
    fn guard_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested()) && !self.is_leaving;
        if is_closing && (!self.session.is_saved() || ctx.text_edit_focused()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            ctx.memory_mut(Memory::stop_text_input);
            self.wants_to_leave = true;
        }
    }
}

fn brightness(ctx: &Context) -> Brightness {
    match ctx.theme() {
        egui::Theme::Light => Brightness::Light,
        egui::Theme::Dark => Brightness::Dark,
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        while let Some(event) = self.jobs.poll() {
            self.absorb(event);
        }
        while let Ok(answer) = self.answers.1.try_recv() {
            self.absorb_answer(answer);
        }
        self.guard_closing(ctx);
        self.name_window(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.dress(ui.ctx());
        let mut out = Outbox::default();
        let file = FileState {
            title: self.session.title(),
            path: self.session.path().map(Path::to_owned),
            is_saved: self.session.is_saved(),
            notes: self.notes.clone(),
        };
        let env = Arc::clone(&self.env);
        let cx = ViewCx {
            document: self.session.document(),
            findings: &self.findings,
            yardstick: &self.yardstick,
            history: self.session.history(),
            theme: &self.theme,
            language: self.view.language,
            file: &file,
            work: &self.work(),
            recent: self.recent.all(),
            revision: self.state,
            today: &self.today,
            fresh: &move || env.new_id::<()>().uuid(),
        };
        let meant = shortcuts(ui.ctx(), &cx, &mut self.view);
        for file in ui.input(|input| input.raw.dropped_files.clone()) {
            out.ask(Intent::Open(file.path().to_owned()));
        }
        shell_ui(ui, &cx, &mut self.view, &mut out);
        // Last, so that a text that was being typed is taken before it is saved, closed or left.
        let leaves = std::mem::take(&mut self.wants_to_leave).then_some(Intent::Do(Action::Quit));
        meant.into_iter().chain(leaves).for_each(|intent| out.ask(intent));
        if !out.is_empty() {
            ui.ctx().request_repaint();
        }
        for asked in out {
            self.perform(asked.intent);
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, "view", &self.view);
        eframe::set_value(storage, "recent", &self.recent);
    }
}

/// What the pressed keys mean. A key that is not for the text field takes what is typed there as it is.
fn shortcuts(ctx: &Context, cx: &ViewCx<'_>, view: &mut View) -> Vec<Intent> {
    if view.dialog.is_some() {
        return Vec::new();
    }
    let is_typing = ctx.text_edit_focused();
    let mut meant = Vec::new();
    let mut carry_out = |action: Action| match action.is_enabled(cx, &view.selection) {
        Ok(()) => Some(Intent::Do(action)),
        Err(why) => {
            view.notice = Some(Notice { kind: NoticeKind::Done, ..Notice::saying(why) });
            None
        }
    };
    let mut keys: Vec<_> = Action::all()
        .filter(|action| !(is_typing && action.yields_to_typing()))
        .flat_map(|action| action.shortcuts(ctx.os()).into_iter().map(move |keys| (keys, action)))
        .collect();
    // Ctrl+Z also matches while Shift is held, so the longer ones are asked first.
    let n_modifiers = |keys: &egui::KeyboardShortcut| {
        let egui::Modifiers { alt, ctrl, shift, mac_cmd, command } = keys.modifiers;
        [alt, ctrl, shift, mac_cmd, command].into_iter().filter(|held| *held).count()
    };
    keys.sort_by_key(|(keys, _)| std::cmp::Reverse(n_modifiers(keys)));
    for (keys, action) in keys {
        if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
            meant.extend(carry_out(action));
        }
    }
    if is_typing {
        if !meant.is_empty() {
            ctx.memory_mut(Memory::stop_text_input);
        }
        return meant;
    }
    // The system has its own keys for the clipboard, and says only what they mean.
    for event in ctx.input(|input| input.events.clone()) {
        meant.extend(match event {
            egui::Event::Cut => carry_out(Action::Cut),
            egui::Event::Copy => carry_out(Action::Copy),
            egui::Event::Paste(text) => Some(Intent::Paste(text)),
            _ => None,
        });
    }
    meant
}
