use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::ViewportCommand;

use crate::deliverables::{EXPORTERS, find};
use crate::edit::{Command, Creation, Names, PoolCommand, SheetCommand, StoreCommand};
use crate::format::Format;
use crate::message;
use crate::model::{
    AnyId, Deployment, Document, Entity, Id, Pool, Site, SiteRef, SqlInstance, StoreRef, StoreUse, Topology,
};
use crate::session::{JobKind, Session};
use crate::sketch;
use crate::templates;
use crate::text::{Code, Message, natural_key};
use crate::ui::action::{Action, is_drawn_in_one_piece};
use crate::ui::app::{Answer, App};
use crate::ui::creatable::Creatable;
use crate::ui::dialogs::{CommandPalette, Dialog, NewDocument, PairPools};
use crate::ui::documents;
use crate::ui::file_dialogs::{SaveWish, folder_of};
use crate::ui::intent::{Home, Intent, Next};
use crate::ui::outline::all_rows;
use crate::ui::selection::Selection;
use crate::ui::tab::Tab;
use crate::ui::view::{CameraWish, Notice, NoticeKind, ThemeChoice, View};
use crate::ui::yardstick::Published;

impl App {
    /// Carries out a wish.
    pub(super) fn perform(&mut self, intent: Intent) {
        match intent {
            Intent::Edit(command) => {
                self.edit(&command);
            }
            Intent::Apply(fix) => {
                self.edit(&fix.command);
            }
            Intent::Create { what, home } => self.create(what, home),
            Intent::Undo => self.go_back(Session::undo),
            Intent::Redo => self.go_back(Session::redo),
            Intent::Select(selection) => self.view.selection = selection,
            Intent::AddToSelection(id) => self.view.selection.add(id),
            Intent::ToggleInSelection(id) => self.view.selection.toggle(id),
            Intent::Reveal(place) => self.view.reveal(place),
            Intent::Rename(id) => {
                self.view.panels.outline = true;
                self.view.reveal(id.into());
                self.view.begin_renaming(id, &self.session.document().topology);
            }
            Intent::Paste(text) => self.paste(&text),
            Intent::Delete(ids) => self.delete(ids),
            Intent::Waive(key) => {
                let waiver = self.session.document().waivers.get(key).cloned().unwrap_or_default();
                self.view.dialog = Some(Dialog::Waive { key, waiver });
            }
            Intent::Explain(code) => self.explain(code),
            Intent::Open(path) => self.leave_for(Next::Open(path)),
            Intent::OpenDialog => self.leave_for(Next::OpenDialog),
            Intent::Compare(path) => self.start_comparing(path),
            Intent::Save => self.save(),
            Intent::SaveAs => self.ask_where_to_save(),
            Intent::Preview(of) => self.start_preview(of),
            Intent::ExportAs(word, ending) => self.ask_where_to_export(word, ending),
            Intent::ExportInto(words) => self.ask_for_folder(words),
            Intent::CancelExport => self.jobs.cancel(JobKind::Export),
            Intent::ReplaceExisting => self.replace_existing(),
            Intent::ShowFolder(folder) => self.show_folder(&folder),
            Intent::Recover => self.recover(),
            Intent::ForgetLostWork => {
                if let Some(lost) = self.lost_work.pop() {
                    lost.discard();
                }
                self.offer_lost_work();
            }
            Intent::Go(next) => self.go(next),
            Intent::SaveThen(next) => {
                self.after_saving = Some(next);
                self.save();
            }
            Intent::Do(action) => self.act(action),
        }
        self.notice_changes();
    }

    /// Makes a change; says why where it is refused. Whether it was made.
    fn edit(&mut self, command: &Command) -> bool {
        match self.session.perform(command) {
            Ok(_) => {
                self.view.notice = self.view.notice.take().filter(|notice| notice.kind != NoticeKind::Refusal);
                true
            }
            Err(refusal) => {
                self.view.notice = Some(refusal.into());
                false
            }
        }
    }

    fn create(&mut self, what: Creatable, home: Home) {
        let document = self.session.document();
        let home = home.or_beside(&self.view.selection, &document.topology);
        let env = Arc::clone(&self.env);
        match what.creation(document, home, &|| env.new_id::<()>().uuid()) {
            Ok((command, row)) => {
                if self.edit(&command) {
                    self.view.reveal(row.into());
                    if matches!(what, Creatable::Site | Creatable::BranchSite | Creatable::DataCentre) {
                        self.view.begin_renaming(row, &self.session.document().topology);
                    }
                }
            }
            Err(why) => self.view.notice = Some(Notice::saying(why)),
        }
    }

    /// Undoes or redoes, and shows what that changed.
    fn go_back(&mut self, step: fn(&mut Session) -> Option<&crate::edit::Transaction>) {
        let Some(step) = step(&mut self.session) else { return };
        let touched: Vec<AnyId> = step.patch.touched().collect();
        let topology = &self.session.document().topology;
        let changed: Selection = touched.into_iter().filter(|id| topology.contains(*id)).collect();
        let first = changed.iter().next();
        if let Some(first) = first {
            self.view.reveal(first.into());
            self.view.selection = changed;
        }
    }

    /// Puts what is selected on the clipboard; whether there was anything.
    fn copy(&mut self) -> bool {
        let text = sketch::copy(self.session.document(), self.view.selection.iter());
        let is_something = text.is_some();
        if let Some(text) = text {
            self.ctx.copy_text(text);
        }
        is_something
    }

    fn cut(&mut self) {
        if self.copy() {
            let rows: Vec<AnyId> =
                self.view.selection.iter().filter(|id| !matches!(id, AnyId::Deployment(_))).collect();
            let label = message!("Cut {what}", what = several(&self.session.document().topology, &rows));
            self.edit(&Command::All { label, steps: vec![Command::Remove(rows)] });
        }
    }

    fn paste(&mut self, text: &str) {
        let into = match self.view.selection.only() {
            Some(AnyId::Site(id)) => Some(SiteRef::Central(id)),
            Some(AnyId::BranchSite(id)) => Some(SiteRef::Branch(id)),
            _ => None,
        };
        self.add_copies(text, into, |what| message!("Paste {what}", what));
    }

    fn duplicate(&mut self) {
        let rows = self.view.selection.iter().filter(|id| is_drawn_in_one_piece(*id));
        if let Some(text) = sketch::copy(self.session.document(), rows) {
            self.add_copies(&text, None, |what| message!("Duplicate {what}", what));
        }
    }

    /// Adds what a text says, and selects it.
    fn add_copies(&mut self, text: &str, into: Option<SiteRef>, label: impl FnOnce(Message) -> Message) {
        let document = self.session.document();
        let seed = self.env.new_id::<()>().uuid();
        let pasted = match sketch::paste(text, document, into, seed) {
            Ok(pasted) if sketch::sniff(text) && !pasted.steps.is_empty() => pasted,
            Err(error) if sketch::sniff(text) => {
                let message = message!("The clipboard: {error}", error = error.to_string());
                self.view.notice = Some(Notice { hint: error.hint(), ..Notice::saying(message) });
                return;
            }
            _ => {
                self.view.notice = Some(Notice::saying(message!("There is no part of a deployment on the clipboard")));
                return;
            }
        };
        let names = pasted.steps.iter().filter_map(|step| match step {
            Command::Put(row) if pasted.rows.contains(&row.id()) => Some(row.name(&document.topology)),
            _ => None,
        });
        let label = label(match names.collect::<Vec<_>>().as_slice() {
            [only] => Message::verbatim(only.clone()),
            all => message!("{n} things", n = all.len()),
        });
        if self.edit(&Command::All { label, steps: pasted.steps })
            && let Some(first) = pasted.rows.first()
        {
            self.view.reveal((*first).into());
            self.view.selection = pasted.rows.into_iter().collect();
        }
    }

    /// Deletes at once what nothing hangs on; shows the rest first.
    fn delete(&mut self, mut ids: Vec<AnyId>) {
        ids.retain(|id| !matches!(id, AnyId::Deployment(_)));
        let gone = crate::edit::cascade(&self.session.document().topology, ids.iter().copied());
        if gone.removed.len() == ids.len() && gone.changed.is_empty() {
            self.edit(&Command::Remove(ids));
        } else {
            self.view.dialog = Some(Dialog::Delete(ids));
        }
    }

    /// Shows the first finding of a rule.
    fn explain(&mut self, code: Code) {
        self.view.panels.bottom = Some(Tab::Problems);
        match self.findings.all().iter().position(|finding| finding.code == code) {
            Some(at) => self.view.problems.choose(&self.findings, &self.session.document().topology, at),
            None => {
                let of_house = || self.yardstick().house_rule(code).map(|rule| rule.says.clone());
                let summary = crate::checks::find(code).map(|rule| rule.sections().summary).or_else(of_house);
                let summary = summary.unwrap_or_default();
                let message = message!("{code}: {summary}", code = code.to_string(), summary);
                self.view.notice = Some(Notice { kind: NoticeKind::Done, ..Notice::saying(message) });
            }
        }
    }

    /// Saves to the document's own file. A sketch is never written over by a key: its comments would be lost.
    fn save(&mut self) {
        match self.session.path().filter(|path| documents::format_of(path) != Format::Sketch) {
            Some(path) => {
                let path = path.to_owned();
                self.save_to(path);
            }
            None => self.ask_where_to_save(),
        }
    }

    fn ask_where_to_save(&self) {
        let (answers, ctx) = (self.answers.0.clone(), self.ctx.clone());
        self.dialogs.save(
            SaveWish::document(self.session.path()),
            Box::new(move |path| {
                // A window that is gone wants no answer.
                let _ = answers.send(path.map_or(Answer::NotSaved, Answer::SaveTo));
                ctx.request_repaint();
            }),
        );
    }

    /// Asks for a file for one thing; its name will say in which format it is made.
    fn ask_where_to_export(&self, word: &'static str, ending: &'static str) {
        let Some(exporter) = find(word) else { return };
        let in_order = std::iter::once(ending).chain(exporter.endings.iter().copied().filter(|other| *other != ending));
        let wish = SaveWish {
            folder: folder_of(self.session.path()),
            name: exporter.file_name(ending),
            formats: in_order
                .map(|ending| (Message::verbatim(format!("{} (.{ending})", exporter.title)), vec![ending]))
                .collect(),
        };
        let (answers, ctx) = (self.answers.0.clone(), self.ctx.clone());
        self.dialogs.save(
            wish,
            Box::new(move |path| {
                if let Some(path) = path {
                    let _ = answers.send(Answer::ExportTo(word, path));
                    ctx.request_repaint();
                }
            }),
        );
    }

    /// Asks for a folder for several things.
    fn ask_for_folder(&self, words: Vec<&'static str>) {
        let (answers, ctx) = (self.answers.0.clone(), self.ctx.clone());
        self.dialogs.folder(
            folder_of(self.session.path()).as_deref(),
            Box::new(move |folder| {
                if let Some(folder) = folder {
                    let _ = answers.send(Answer::ExportInto(words, folder));
                    ctx.request_repaint();
                }
            }),
        );
    }

    fn show_folder(&self, folder: &Path) {
        let (answers, ctx, name) = (self.answers.0.clone(), self.ctx.clone(), folder.display().to_string());
        self.dialogs.show(
            folder,
            Box::new(move |error| {
                let _ = answers.send(Answer::NotShown(name, error));
                ctx.request_repaint();
            }),
        );
    }

    /// Leaves the document for something else; asks first if that would lose something.
    fn leave_for(&mut self, next: Next) {
        if self.session.is_saved() {
            self.go(next);
        } else {
            self.view.dialog = Some(Dialog::Unsaved(next));
        }
    }

    fn go(&mut self, next: Next) {
        match next {
            Next::Quit => {
                let nothing = Session::untitled(Document::default(), Arc::clone(&self.env));
                self.replace_session(nothing);
                self.is_leaving = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::OpenDialog => self.ask_for_file(Answer::Open),
            Next::Open(path) => self.start_opening(path),
            Next::New => self.view.dialog = Some(Dialog::New(NewDocument::default())),
            Next::Begin(new) => self.begin(&new),
            Next::BeginWith(name) => {
                if let Some(template) = templates::find(name) {
                    self.show(template.document());
                    self.view.camera_wish = Some(CameraWish::FitAll);
                }
            }
        }
    }

    /// Asks for a file to read.
    fn ask_for_file(&self, answer: fn(PathBuf) -> Answer) {
        let (answers, ctx) = (self.answers.0.clone(), self.ctx.clone());
        self.dialogs.open(Box::new(move |path| {
            if let Some(path) = path {
                let _ = answers.send(answer(path));
                ctx.request_repaint();
            }
        }));
    }

    fn begin(&mut self, new: &NewDocument) {
        let deployment = Deployment::new(new.product, &new.sip_domain.trim().into());
        let mut steps = vec![Command::Put(Entity::from((Deployment::ID, deployment)))];
        let site = self.env.new_id::<Site>();
        let name = new.site.trim().to_owned();
        if !name.is_empty() {
            steps.push(Command::Create(Creation::Site { id: site, name }));
        }
        let label = message!("Begin a deployment");
        let empty = Document::default();
        let begun = Command::All { label, steps }.plan(&empty).ok().and_then(|patch| patch.apply(&empty).ok());
        self.show(begun.unwrap_or(empty));
        self.view.camera_wish = Some(CameraWish::FitAll);
    }

    /// Carries out a verb, resolved against what is selected.
    fn act(&mut self, action: Action) {
        let only = self.view.selection.only();
        match action {
            Action::New => self.leave_for(Next::New),
            Action::Open => self.perform(Intent::OpenDialog),
            Action::Save => self.perform(Intent::Save),
            Action::SaveAs => self.perform(Intent::SaveAs),
            Action::Export => self.view.panels.bottom = Some(Tab::Deliverables),
            Action::ExportAll => {
                self.view.panels.bottom = Some(Tab::Deliverables);
                self.ask_for_folder(EXPORTERS.iter().map(|exporter| exporter.word).collect());
            }
            Action::FileNotes => self.view.dialog = Some(Dialog::FileNotes),
            Action::Quit => self.leave_for(Next::Quit),
            Action::Undo => self.perform(Intent::Undo),
            Action::Redo => self.perform(Intent::Redo),
            Action::Cut => self.cut(),
            Action::Copy => {
                self.copy();
            }
            // The clipboard answers with an event of its own.
            Action::Paste => self.ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
            Action::Duplicate => self.duplicate(),
            Action::Delete => self.perform(Intent::Delete(self.view.selection.iter().collect())),
            Action::Rename => {
                if let Some(id) = only {
                    self.perform(Intent::Rename(id));
                }
            }
            Action::SelectAll => self.view.selection = all_rows(&self.session.document().topology).collect(),
            Action::SelectNone => self.view.selection = Selection::none(),
            Action::ZoomIn => self.view.camera_wish = Some(CameraWish::ZoomIn),
            Action::ZoomOut => self.view.camera_wish = Some(CameraWish::ZoomOut),
            Action::ZoomActual => self.view.camera_wish = Some(CameraWish::ActualSize),
            Action::ZoomFit => self.view.camera_wish = Some(CameraWish::FitAll),
            Action::ZoomSelection => self.view.camera_wish = Some(CameraWish::FitSelection),
            Action::ToggleOutline => self.view.panels.outline ^= true,
            Action::ToggleInspector => self.view.panels.inspector ^= true,
            Action::ToggleProblems => self.view.panels.toggle(Tab::Problems),
            Action::ToggleDeliverables => self.view.panels.toggle(Tab::Deliverables),
            Action::ThemeSystem => self.view.theme = ThemeChoice::System,
            Action::ThemeLight => self.view.theme = ThemeChoice::Light,
            Action::ThemeDark => self.view.theme = ThemeChoice::Dark,
            Action::Add(what) => self.create(what, Home::default()),
            Action::Arrange => self.arrange(),
            Action::Align(how) => {
                let pins = how.pins(self.view.canvas.picture(), self.view.selection.iter());
                let steps = vec![Command::Sheet(SheetCommand::Pin(pins))];
                self.edit(&Command::All { label: action.text(), steps });
            }
            Action::CompareWithPublished => self.ask_for_file(Answer::Compare),
            Action::EndComparison => self.compare_with(None),
            Action::Check => self.check_anew(),
            Action::NextProblem => self.step_problem(true),
            Action::PreviousProblem => self.step_problem(false),
            Action::CommandPalette => self.view.dialog = Some(Dialog::Commands(CommandPalette::default())),
            Action::ShowShortcuts => self.view.dialog = Some(Dialog::Shortcuts),
            Action::About => self.view.dialog = Some(Dialog::About),
            Action::PairPools => match *self.view.selection.pools().collect::<Vec<_>>() {
                [a, b] => {
                    self.edit(&Command::Pair([a, b]));
                }
                [pool] => {
                    let pair = PairPools::of(self.session.document(), self.view.language, pool);
                    self.view.dialog = Some(Dialog::Pair(pair));
                }
                _ => {}
            },
            Action::AddTrunk => {
                if let Some(AnyId::Gateway(gateway)) = only {
                    self.add_trunk(gateway);
                }
            }
            Action::AddComputer
            | Action::Unpair
            | Action::AddMirror
            | Action::RemoveMirror
            | Action::AddWitness
            | Action::RemoveWitness
            | Action::StretchPool => {
                if let Some(AnyId::Pool(pool)) = only {
                    self.act_on_pool(action, pool);
                }
            }
        }
    }

    fn act_on_pool(&mut self, action: Action, pool: Id<Pool>) {
        let topology = &self.session.document().topology;
        let Some(row) = topology.pools.get(pool) else { return };
        let first_store = row.role.stores().next().map(|(of, _)| of);
        let command = match (action, first_store) {
            (Action::AddComputer, _) => {
                let last = topology.computers_of(row).last().map(|(_, computer)| computer);
                let like = last.map_or(&row.fqdn, |computer| &computer.fqdn);
                Some(Command::Pool(PoolCommand::AddComputer {
                    pool,
                    id: self.env.new_id(),
                    fqdn: Names::of(topology).next_like(like.as_str()),
                    data_centre: last.and_then(|computer| computer.data_centre),
                }))
            }
            (Action::Unpair, _) => Some(Command::Unpair(pool)),
            (Action::RemoveMirror, Some(of)) => Some(Command::Store(StoreCommand::Unmirror { pool, of })),
            (Action::RemoveWitness, Some(of)) => Some(Command::Store(StoreCommand::RemoveWitness { pool, of })),
            (Action::AddMirror, Some(of)) => {
                self.beside_the_principal(pool, of, |mirror| StoreCommand::Mirror { pool, of, mirror })
            }
            (Action::AddWitness, Some(of)) => {
                self.beside_the_principal(pool, of, |witness| StoreCommand::AddWitness { pool, of, witness })
            }
            (Action::StretchPool, _) => {
                let here = topology.data_centres_of(row);
                let elsewhere = topology.data_centres.iter().filter(|(id, _)| !here.contains(id));
                let into = elsewhere.min_by_key(|(_, row)| natural_key(&row.name)).map(|(id, _)| id);
                let seed = self.env.new_id::<Pool>().uuid();
                into.map(|into| Command::Pool(PoolCommand::Stretch { pool, into, seed }))
            }
            _ => None,
        };
        if let Some(command) = command {
            self.edit(&command);
        }
    }

    /// A new SQL Server like the one that keeps the databases, and what it is for.
    fn beside_the_principal(
        &self,
        pool: Id<Pool>,
        of: StoreUse,
        what_for: impl FnOnce(Id<SqlInstance>) -> StoreCommand,
    ) -> Option<Command> {
        let document = self.session.document();
        let topology = &document.topology;
        let store: &StoreRef = topology.pools.get(pool)?.store(of)?;
        let like = topology.sql_instances.get(store.primary?)?;
        let id = self.env.new_id();
        let create = Command::Create(Creation::SqlInstance {
            id,
            fqdn: Names::of(topology).next_like(like.fqdn.as_str()),
            instance: like.instance.clone(),
            site: like.site,
            data_centre: like.data_centre,
        });
        let store = Command::Store(what_for(id));
        Some(Command::All { label: store.label(document), steps: vec![create, store] })
    }

    fn add_trunk(&mut self, gateway: Id<crate::model::Gateway>) {
        let topology = &self.session.document().topology;
        let Some(row) = topology.gateways.get(gateway) else { return };
        let taken: Vec<&str> = topology.trunks.iter().map(|(_, trunk)| trunk.name.as_str()).collect();
        let mut names = (2..).map(|n: u32| format!("{} {n}", row.fqdn));
        let name = names.find(|name| !taken.contains(&name.as_str())).unwrap_or_default();
        let id = self.env.new_id();
        if self.edit(&Command::Create(Creation::Trunk { id, name, gateway, pool: None })) {
            self.view.reveal(id.into());
        }
    }

    /// Gives the selected items, or all, back to the automatic layout.
    fn arrange(&mut self) {
        let selected: Vec<AnyId> = self.view.selection.iter().collect();
        let command = if selected.is_empty() { SheetCommand::ArrangeAll } else { SheetCommand::Unpin(selected) };
        self.edit(&Command::Sheet(command));
        self.view.camera_wish = Some(CameraWish::FitAll);
    }

    fn step_problem(&mut self, forward: bool) {
        let View { panels, problems, language, .. } = &mut self.view;
        panels.bottom = Some(Tab::Problems);
        let topology = &self.session.document().topology;
        match problems.step(&self.findings, topology, *language, forward) {
            Some(place) => self.view.reveal(place),
            None => {
                let message = message!("All problems are hidden.");
                self.view.notice = Some(Notice { kind: NoticeKind::Done, ..Notice::saying(message) });
            }
        }
    }
}

fn several(topology: &Topology, rows: &[AnyId]) -> Message {
    match rows {
        [only] => Message::verbatim(topology.name(*only)),
        _ => message!("{n} things", n = rows.len()),
    }
}

impl Notice {
    /// What is said in passing about a file: the first note, and how many there are besides.
    pub(super) fn about_file(notes: &[crate::diagnostic::Notice]) -> Option<Self> {
        let first = notes.first()?;
        let hint = match notes.len() - 1 {
            0 => first.help.clone(),
            1 => Some(message!("and one more note about the file")),
            n => Some(message!("and {n} more notes about the file", n)),
        };
        Some(Self { hint, kind: NoticeKind::File, ..Self::saying(first.message.clone()) })
    }

    /// What is said in passing about the file that the document is compared with.
    pub(super) fn about_published(published: &Published, notes: &[crate::diagnostic::Notice]) -> Option<Self> {
        let file = published.name();
        Some(match notes {
            [] => Self { kind: NoticeKind::Done, ..Self::saying(message!("Compared with {file}", file)) },
            [first, rest @ ..] => {
                let message = message!("{file}: {note}", file, note = first.message.clone());
                let hint = match rest.len() {
                    0 => first.help.clone(),
                    n => Some(message!("and {n} more notes about the file", n)),
                };
                Self { hint, kind: NoticeKind::Done, ..Self::saying(message) }
            }
        })
    }

    /// Something that was not done, and why.
    pub(super) fn saying(message: Message) -> Self {
        Self { message, hint: None, rule: None, kind: NoticeKind::Refusal, until: None }
    }
}
