use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journal::{Base, EXTENSION, Entry, Journal};
use super::recovery::{Recovered, Recovery};
use crate::edit::{Command, History, Patch, Refusal, Transaction};
use crate::message;
use crate::model::Document;
use crate::session::{ContentHash, Env};
use crate::text::Message;

/// An open document: what it is, how it came to be so, where it is kept.
///
/// What is done to it is in a journal within a second, unless there is no folder for journals. A session that is
/// dropped unsaved leaves its journal to be found; [`close`](Self::close) takes it away.
#[derive(Debug)]
pub struct Session {
    document: Document,
    history: History,
    journal: Option<Journal>,
    revision: Revision,
    /// What was done since the document was saved, and how much was done before that.
    entries: Vec<Entry>,
    n_older_entries: usize,
    path: Option<PathBuf>,
    env: Arc<Env>,
}

/// Counts changes of the topology. Moving a card leaves it, and every result computed for it, valid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u64);

/// A document as it was at one moment, for work on another thread.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What a result computed from it speaks about.
    pub revision: Revision,
    /// The document.
    pub document: Document,
    n_entries: usize,
}

impl Session {
    /// A document that is in no file yet. Unless it is empty, it counts as unsaved.
    pub fn untitled(document: Document, env: Arc<Env>) -> Self {
        let start = Patch::between(&Document::default(), &document);
        let mut history = History::default();
        if !start.is_empty() {
            history.mark_unsaved();
        }
        Self::begin(document, history, None, Base::Untitled(start), env)
    }

    /// A document as it was read from a file with that content.
    pub fn opened(document: Document, path: PathBuf, content: ContentHash, env: Arc<Env>) -> Self {
        let base = Base::file(&path, content);
        Self::begin(document, History::default(), Some(path), base, env)
    }

    /// The work of a run that ended without saving, as [`Recovery::replay`] made it again. From now on it is in the
    /// journal of this session, and the old journal is gone.
    pub fn recovered(recovery: Recovery, recovered: Recovered, env: Arc<Env>) -> Self {
        let Recovered { document, mut history, .. } = recovered;
        history.mark_unsaved();
        let path = recovery.file().map(Path::to_owned);
        let session = Self::begin(document, history, path, recovery.base().clone(), env);
        if let Some(journal) = &session.journal {
            journal.take_over(recovery);
        }
        session
    }

    fn begin(document: Document, history: History, path: Option<PathBuf>, base: Base, env: Arc<Env>) -> Self {
        let entries: Vec<_> = history.done().iter().cloned().map(Entry::Done).collect();
        let journal = journal_path(&env).map(|path| Journal::begin(path, base, entries.clone()));
        Self { document, history, journal, revision: Revision(0), entries, n_older_entries: 0, path, env }
    }

    /// The document as it is.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document as it is, for a job.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { revision: self.revision, document: self.document.clone(), n_entries: self.n_entries() }
    }

    /// Which state of the topology results must speak about to be shown as current.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// What a command would change.
    pub fn preview(&self, command: &Command) -> Result<Patch, Refusal> {
        command.plan(&self.document)
    }

    /// Makes a change. None: it would change nothing, and is no step.
    pub fn perform(&mut self, command: &Command) -> Result<Option<&Transaction>, Refusal> {
        let patch = command.plan(&self.document)?;
        if patch.is_empty() {
            return Ok(None);
        }
        let step = Transaction { label: command.label(&self.document), patch, at: self.env.now() };
        let after = step.patch.apply(&self.document).expect("the patch was planned against this very document");
        self.history.push(step.clone());
        self.moved_to(after, &step.patch);
        self.note(Entry::Done(step));
        Ok(self.history.to_undo())
    }

    /// Takes back the last step. None: there is none.
    pub fn undo(&mut self) -> Option<&Transaction> {
        let (before, step) = self.history.undo(&self.document)?;
        let step = step.clone();
        self.moved_to(before, &step.patch);
        self.note(Entry::Undone(step));
        self.history.to_redo()
    }

    /// Makes the step again that was taken back last. None: there is none.
    pub fn redo(&mut self) -> Option<&Transaction> {
        let (after, step) = self.history.redo(&self.document)?;
        let step = step.clone();
        self.moved_to(after, &step.patch);
        self.note(Entry::Redone(step));
        self.history.to_undo()
    }

    /// The steps, for the labels of undo and redo.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether the document is as it was saved.
    pub fn is_saved(&self) -> bool {
        self.history.is_saved()
    }

    /// A snapshot has been saved in a file, which has that content now. The document may have moved on since.
    pub fn mark_saved(&mut self, snapshot: &Snapshot, path: PathBuf, content: ContentHash) {
        let n_saved = snapshot.n_entries.saturating_sub(self.n_older_entries).min(self.entries.len());
        self.entries.drain(..n_saved);
        self.n_older_entries += n_saved;
        if self.entries.is_empty() {
            self.history.mark_saved();
        } else {
            self.history.mark_unsaved();
        }
        if let Some(journal) = &self.journal
            && let Some(new) = journal_path(&self.env)
        {
            journal.restart(new, Base::file(&path, content), self.entries.clone());
        }
        self.path = Some(path);
    }

    /// The file it is kept in.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What the window is called: the name of the file.
    pub fn title(&self) -> Message {
        match self.path.as_deref().and_then(Path::file_name) {
            Some(name) => Message::verbatim(name.to_string_lossy()),
            None => message!("Untitled"),
        }
    }

    /// Why unsaved work would not survive a crash, if that is so.
    pub fn journal_trouble(&self) -> Option<Message> {
        match &self.journal {
            Some(journal) => journal.trouble().map(Message::verbatim),
            None => Some(message!("the system names no folder where the state of programs is kept")),
        }
    }

    /// The user is done with it, saved or not: nothing of it is to be recovered.
    pub fn close(mut self) {
        self.discard_journal();
    }

    fn discard_journal(&mut self) {
        if let Some(journal) = self.journal.take() {
            journal.discard();
        }
    }

    fn moved_to(&mut self, document: Document, patch: &Patch) {
        self.document = document;
        if patch.touches_topology() {
            self.revision.0 += 1;
        }
    }

    fn note(&mut self, entry: Entry) {
        if let Some(journal) = &self.journal {
            journal.write(entry.clone());
        }
        self.entries.push(entry);
    }

    fn n_entries(&self) -> usize {
        self.n_older_entries + self.entries.len()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.is_saved() {
            self.discard_journal();
        }
    }
}

fn journal_path(env: &Env) -> Option<PathBuf> {
    Some(env.state_dir()?.join(env.new_uuid().to_string()).with_extension(EXTENSION))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;
    use crate::edit::{Creation, SheetCommand};
    use crate::model::{AnyId, Deployment, Id, Pin, RoleKind, Site, SiteRef, WaiverKey};
    use crate::session::recovery;
    use crate::text::Code;

    fn env_in(folder: &tempfile::TempDir) -> Arc<Env> {
        Arc::new(Env::fixed(Some(folder.path().to_owned())))
    }

    fn empty() -> Session {
        Session::untitled(Document::default(), Arc::new(Env::fixed(None)))
    }

    fn site(n: u128) -> Command {
        Command::Create(Creation::Site { id: site_id(n), name: format!("Site\n{n}") })
    }

    fn site_id(n: u128) -> Id<Site> {
        Id::from_uuid(uuid::Uuid::from_u128(n))
    }

    fn move_card(item: impl Into<AnyId>, x: i32) -> Command {
        Command::Sheet(SheetCommand::Pin(vec![(item.into(), Pin { x, y: 0 })]))
    }

    fn only_recovery(folder: &tempfile::TempDir) -> Recovery {
        let mut found = recovery::find(folder.path());
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    fn journals(folder: &tempfile::TempDir) -> usize {
        fs::read_dir(folder.path()).unwrap().count()
    }

    #[test]
    fn only_changes_of_the_topology_make_a_new_revision() {
        let mut session = empty();
        session.perform(&site(1)).unwrap();
        let revision = session.revision();
        session.perform(&move_card(site_id(1), 40)).unwrap();
        assert_eq!(session.revision(), revision);
        session.undo();
        assert_eq!(session.revision(), revision);
        session.undo();
        assert!(session.revision() > revision, "a revision never comes back, though the topology does");
    }

    #[test]
    fn a_command_that_changes_nothing_is_no_step() {
        let mut session = empty();
        session.perform(&site(1)).unwrap();
        let row = session.document().topology.entity(site_id(1).into()).unwrap();
        assert_eq!(session.perform(&Command::Put(row)), Ok(None));
        assert_eq!(session.history().done().len(), 1);
    }

    #[test]
    fn a_refused_command_leaves_everything_as_it_was() {
        let mut session = empty();
        session.perform(&site(1)).unwrap();
        let before = session.document().clone();
        assert!(session.perform(&Command::Remove(vec![Deployment::ID.into()])).is_err());
        assert_eq!((session.document(), session.history().done().len()), (&before, 1));
    }

    #[test]
    fn undo_survives_saving() {
        let mut session = empty();
        session.perform(&site(1)).unwrap();
        session.mark_saved(&session.snapshot(), "contoso.ron".into(), ContentHash::of(b"1"));
        assert!(session.is_saved());
        assert_eq!(session.title().to_string(), "contoso.ron");
        session.undo();
        assert!(!session.is_saved() && session.document() == &Document::default());
        session.redo();
        assert!(session.is_saved());
    }

    #[test]
    fn what_is_done_while_a_save_runs_is_not_saved() {
        let mut session = empty();
        session.perform(&site(1)).unwrap();
        let snapshot = session.snapshot();
        session.perform(&site(2)).unwrap();
        session.mark_saved(&snapshot, "contoso.ron".into(), ContentHash::of(b"1"));
        assert!(!session.is_saved());
    }

    #[test]
    fn unsaved_work_on_a_file_is_found_again_and_can_be_undone() {
        let folder = tempfile::tempdir().unwrap();
        let (env, content) = (env_in(&folder), ContentHash::of(b"empty"));
        let mut session = Session::opened(Document::default(), "/plans/contoso.ron".into(), content, Arc::clone(&env));
        session.perform(&site(1)).unwrap();
        let lost = session.document().clone();
        drop(session);

        let recovery = only_recovery(&folder);
        assert_eq!(recovery.file(), Some(Path::new("/plans/contoso.ron")));
        assert!(recovery.fits(content) && !recovery.fits(ContentHash::of(b"changed since")));
        let recovered = recovery.replay(&Document::default());
        let mut session = Session::recovered(recovery, recovered, env);
        assert_eq!((session.document(), session.is_saved()), (&lost, false));
        session.undo();
        assert_eq!(session.document(), &Document::default());
        session.redo();
        drop(session);
        assert_eq!(only_recovery(&folder).replay(&Document::default()).document, lost);
    }

    #[test]
    fn a_document_that_was_never_saved_is_found_again_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut template = empty();
        template.perform(&site(1)).unwrap();
        let mut session = Session::untitled(template.document().clone(), env_in(&folder));
        session.perform(&site(2)).unwrap();
        let lost = session.document().clone();
        drop(session);
        let recovery = only_recovery(&folder);
        assert_eq!(recovery.file(), None);
        assert_eq!(recovery.replay(&Document::default()).document, lost);
    }

    #[test]
    fn nothing_is_offered_of_what_was_saved_closed_or_is_still_open() {
        let folder = tempfile::tempdir().unwrap();
        let env = env_in(&folder);
        let mut saved = Session::untitled(Document::default(), Arc::clone(&env));
        saved.perform(&site(1)).unwrap();
        saved.mark_saved(&saved.snapshot(), "contoso.ron".into(), ContentHash::of(b"1"));
        drop(saved);
        let mut closed = Session::untitled(Document::default(), Arc::clone(&env));
        closed.perform(&site(1)).unwrap();
        closed.close();
        assert_eq!(journals(&folder), 0);

        let mut open = Session::untitled(Document::default(), env);
        open.perform(&site(1)).unwrap();
        while journals(&folder) == 0 {
            std::thread::yield_now();
        }
        assert!(recovery::find(folder.path()).is_empty());
        assert_eq!(journals(&folder), 1);
        drop(open);
    }

    #[test]
    fn work_after_a_save_builds_on_what_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::untitled(Document::default(), env_in(&folder));
        session.perform(&site(1)).unwrap();
        let saved = session.snapshot();
        session.perform(&site(2)).unwrap();
        session.mark_saved(&saved, "contoso.ron".into(), ContentHash::of(b"one site"));
        // Older than the save: the new journal must say what it took back.
        session.undo();
        session.undo();
        drop(session);
        let recovery = only_recovery(&folder);
        assert!(recovery.fits(ContentHash::of(b"one site")));
        assert_eq!(recovery.replay(&saved.document).document, Document::default());
    }

    #[test]
    fn work_that_does_not_fit_the_file_any_more_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::opened(Document::default(), "a.ron".into(), ContentHash::of(b""), env_in(&folder));
        session.perform(&site(1)).unwrap();
        session.perform(&move_card(site_id(1), 40)).unwrap();
        drop(session);
        let mut changed = empty();
        changed.perform(&site(1)).unwrap();
        let recovered = only_recovery(&folder).replay(changed.document());
        assert_eq!((recovered.document, recovered.n_left_out), (changed.document().clone(), 2));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_and_editing_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        crate::session::files::replace(&file, b"").unwrap();
        let mut session = Session::untitled(Document::default(), Arc::new(Env::fixed(Some(file))));
        session.perform(&site(1)).unwrap();
        while session.journal_trouble().is_none() {
            std::thread::yield_now();
        }
        assert!(session.perform(&site(2)).is_ok());
    }

    #[derive(Debug, Clone)]
    enum Step {
        Do(Command),
        Undo,
        Redo,
        Save,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let n = 1..6u128;
        let command = prop_oneof![
            n.clone().prop_map(site),
            (n.clone(), 10..20u128).prop_map(|(site, pool)| Command::Create(Creation::Pool {
                id: Id::from_uuid(uuid::Uuid::from_u128(pool)),
                role: RoleKind::FrontEnd,
                fqdn: format!("pool{pool}.contoso.com").as_str().into(),
                site: SiteRef::Central(site_id(site)),
                data_centre: None,
                computers: vec![format!("fe{pool}.contoso.com").as_str().into()],
            })),
            n.clone().prop_map(|n| Command::Remove(vec![site_id(n).into()])),
            (n.clone(), "[a-z\"\\\\ ä\n]{1,5}")
                .prop_map(|(n, name)| Command::Rename { entity: site_id(n).into(), name }),
            (n.clone(), -9..9i32).prop_map(|(n, x)| move_card(site_id(n), x)),
            n.prop_map(|n| Command::Waive {
                key: WaiverKey { code: Code::literal("DR002"), entity: site_id(n).into() },
                waiver: Some(crate::model::Waiver { reason: "known".into(), expires: String::new() }),
            }),
        ];
        let step = prop_oneof![
            6 => command.prop_map(Step::Do),
            3 => Just(Step::Undo),
            2 => Just(Step::Redo),
            1 => Just(Step::Save),
        ];
        prop::collection::vec(step, 1..40)
    }

    /// Makes the steps and ends without closing: the documents after each entry since the last save, that one first.
    fn crash_after(steps: &[Step], folder: &tempfile::TempDir) -> Vec<Document> {
        let mut session = Session::opened(Document::default(), "a.ron".into(), ContentHash::of(b"0"), env_in(folder));
        let mut states = vec![Document::default()];
        for step in steps {
            let n_before = session.n_entries();
            match step {
                // A refusal is as good a step as any: it must leave no line.
                Step::Do(command) => drop(session.perform(command).map(drop)),
                Step::Undo => drop(session.undo()),
                Step::Redo => drop(session.redo()),
                Step::Save => {
                    session.mark_saved(&session.snapshot(), "a.ron".into(), ContentHash::of(b"1"));
                    states.clear();
                    states.push(session.document().clone());
                }
            }
            if session.n_entries() > n_before {
                states.push(session.document().clone());
            }
        }
        // As a crash would, this ends without asking whether all is saved.
        session.history.mark_unsaved();
        states
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn a_replayed_journal_is_the_document_that_was_lost(steps in steps()) {
            let folder = tempfile::tempdir().unwrap();
            let states = crash_after(&steps, &folder);
            let found = recovery::find(folder.path());
            prop_assert_eq!(found.len(), usize::from(states.len() > 1));
            if let [recovery] = found.as_slice() {
                let recovered = recovery.replay(&states[0]);
                prop_assert_eq!(&recovered.document, states.last().unwrap());
                prop_assert_eq!(recovered.n_left_out, 0);
            }
        }

        #[test]
        fn a_journal_cut_at_any_byte_gives_every_whole_step(steps in steps(), cut in any::<prop::sample::Index>()) {
            let folder = tempfile::tempdir().unwrap();
            let states = crash_after(&steps, &folder);
            let Some(entry) = fs::read_dir(folder.path()).unwrap().next() else { return Ok(()) };
            let path = entry.unwrap().path();
            let whole = fs::read(&path).unwrap();
            let torn = &whole[..cut.index(whole.len() + 1)];
            crate::session::files::replace(&path, torn).unwrap();
            let n_lines = torn.iter().filter(|&&byte| byte == b'\n').count();
            let found = recovery::find(folder.path());
            match found.as_slice() {
                [] => prop_assert!(n_lines < 2),
                [recovery] => prop_assert_eq!(&recovery.replay(&states[0]).document, &states[n_lines - 1]),
                _ => prop_assert!(false, "one journal is one recovery"),
            }
        }
    }
}
