use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::edit::Patch;
use crate::model::Document;
use crate::text::Message;

/// One step of work: what it is called, what it changed, when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// "Pair lon-fe and par-fe".
    pub label: Message,
    /// What it changed.
    pub patch: Patch,
    /// When it was made.
    pub at: SystemTime,
}

/// The steps that led here and those taken back, in one line. Knows which step is the saved one.
#[derive(Debug, Clone)]
pub struct History {
    steps: Vec<Transaction>,
    /// How many of the steps are done; the rest have been taken back.
    done: usize,
    /// After how many steps the document was saved; `None` once that state cannot be reached any more.
    saved: Option<usize>,
}

impl Default for History {
    /// Nothing done, and that is saved.
    fn default() -> Self {
        Self { steps: Vec::new(), done: 0, saved: Some(0) }
    }
}

impl History {
    /// Remembers a step that has been made. Steps that had been taken back are forgotten.
    pub fn push(&mut self, step: Transaction) {
        if self.saved.is_some_and(|saved| saved > self.done) {
            self.saved = None;
        }
        self.steps.truncate(self.done);
        self.steps.push(step);
        self.done += 1;
    }

    /// The step that undo would take back.
    pub fn to_undo(&self) -> Option<&Transaction> {
        self.steps[..self.done].last()
    }

    /// The step that redo would make again.
    pub fn to_redo(&self) -> Option<&Transaction> {
        self.steps.get(self.done)
    }

    /// Takes back the last step: the document before it, and the step.
    pub fn undo(&mut self, document: &Document) -> Option<(Document, &Transaction)> {
        let step = self.steps[..self.done].last()?;
        let before = step.patch.clone().inverse().apply(document).expect("history and document move together");
        self.done -= 1;
        Some((before, &self.steps[self.done]))
    }

    /// Makes a step again that was taken back: the document after it, and the step.
    pub fn redo(&mut self, document: &Document) -> Option<(Document, &Transaction)> {
        let step = self.steps.get(self.done)?;
        let after = step.patch.apply(document).expect("history and document move together");
        self.done += 1;
        Some((after, step))
    }

    /// The document has been saved as it is now.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.done);
    }

    /// The document on disk is not this one, at no step.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Whether the document is as it was saved.
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.done)
    }

    /// The steps done so far, oldest first.
    pub fn done(&self) -> &[Transaction] {
        &self.steps[..self.done]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::Sample;
    use crate::edit::{Command, SheetCommand};
    use crate::message;
    use crate::model::{Id, Pin};

    /// A document and its history, saved at the beginning.
    #[derive(Default)]
    struct Open {
        document: Document,
        history: History,
    }

    impl Open {
        fn new() -> Self {
            Self { document: Sample::new().document, history: History::default() }
        }

        fn step(&mut self, x: i32) {
            let site = Id::<crate::model::Site>::derived("EMEA").into();
            let command = Command::Sheet(SheetCommand::Pin(vec![(site, Pin { x, y: 0 })]));
            let patch = command.plan(&self.document).unwrap();
            self.document = patch.apply(&self.document).unwrap();
            let label = message!("Step {n}", n = x);
            self.history.push(Transaction { label, patch, at: SystemTime::UNIX_EPOCH });
        }

        fn undo(&mut self) {
            self.document = self.history.undo(&self.document).unwrap().0;
        }

        fn redo(&mut self) {
            self.document = self.history.redo(&self.document).unwrap().0;
        }
    }

    #[test]
    fn the_saved_state_is_found_again_from_both_sides() {
        let mut open = Open::new();
        open.step(1);
        open.step(2);
        open.history.mark_saved();
        open.step(3);
        assert!(!open.history.is_saved());
        open.undo();
        assert!(open.history.is_saved());
        open.undo();
        assert!(!open.history.is_saved());
        open.redo();
        assert!(open.history.is_saved());
    }

    #[test]
    fn another_step_in_place_of_the_saved_one_is_not_the_saved_one() {
        let mut open = Open::new();
        open.step(1);
        open.history.mark_saved();
        open.undo();
        open.step(2);
        assert!(!open.history.is_saved());
        open.undo();
        assert!(!open.history.is_saved(), "what was saved cannot be reached any more");
    }

    #[test]
    fn what_was_saved_before_the_steps_taken_back_stays_saved() {
        let mut open = Open::new();
        open.step(1);
        open.undo();
        open.step(2);
        open.undo();
        assert!(open.history.is_saved());
    }

    #[test]
    fn a_new_step_forgets_those_taken_back() {
        let mut open = Open::new();
        open.step(1);
        open.step(2);
        open.undo();
        open.step(3);
        assert!(open.history.to_redo().is_none());
        let labels: Vec<String> = open.history.done().iter().map(|step| step.label.to_string()).collect();
        assert_eq!(labels, ["Step 1", "Step 3"]);
    }
}
