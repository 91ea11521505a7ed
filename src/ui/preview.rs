//! What a fix would change, seen before it is made: as a list beside the pointer, and on the drawing. It is worked out
//! when a fix is first pointed at, and kept as long as it and the document stay the same.

use std::collections::BTreeMap;

use eframe::egui::{Response, RichText, Ui};

use crate::diagnostic::Fix;
use crate::diagram::spoken::kind;
use crate::edit::{Command, Patch, Refusal, changed_paths};
use crate::graph::{Relation, RelationKind, relations};
use crate::message;
use crate::model::{AnyId, Document, StoreUse, Topology};
use crate::text::Message;
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;

/// What the window keeps of the fix that is pointed at.
#[derive(Debug, Default)]
pub struct PreviewState {
    is_pointed_at: bool,
    made: Option<Preview>,
    n_made: u64,
}

/// What a fix would change.
#[derive(Debug)]
pub(super) struct Preview {
    of: (u64, Command),
    /// What the fix is called.
    pub(super) title: Message,
    /// Another number for each.
    pub(super) serial: u64,
    pub(super) outcome: Result<Outcome, Refusal>,
}

/// How the document would be afterwards, and where that differs.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) after: Document,
    /// Every row that differs, in the order of the patch.
    pub(super) rows: Vec<(AnyId, Mark)>,
    /// Every relation that comes or goes.
    pub(super) relations: Vec<(Relation, Mark)>,
    lines: Vec<(Mark, Message)>,
}

/// What would happen to a row, or to a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Mark {
    Added,
    Changed,
    Removed,
}

impl Mark {
    /// The colour; the sign and the word say the same.
    pub(super) fn token(self) -> Token {
        match self {
            Self::Added => Token::Good,
            Self::Changed => Token::Accent,
            Self::Removed => Token::Error,
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Changed => "±",
            Self::Removed => "−",
        }
    }

    pub(super) fn word(self) -> Message {
        match self {
            Self::Added => message!("added"),
            Self::Changed => message!("changed"),
            Self::Removed => message!("removed"),
        }
    }
}

impl PreviewState {
    /// Forgets what was pointed at in the last frame.
    pub(super) fn begin_frame(&mut self) {
        self.is_pointed_at = false;
    }

    /// Shows what a fix would change, in this frame.
    pub(super) fn point_at(&mut self, cx: &ViewCx<'_>, fix: &Fix) -> &Preview {
        self.is_pointed_at = true;
        let is_made = self.made.as_ref().is_some_and(|made| made.of.0 == cx.revision && made.of.1 == fix.command);
        if !is_made {
            self.made = None;
            self.n_made += 1;
        }
        let serial = self.n_made;
        self.made.get_or_insert_with(|| Preview {
            of: (cx.revision, fix.command.clone()),
            title: fix.title.clone(),
            serial,
            outcome: fix.command.plan(cx.document).map(|patch| Outcome::of(cx.document, &patch)),
        })
    }

    /// What is pointed at in this frame.
    pub(super) fn shown(&self) -> Option<&Preview> {
        self.made.as_ref().filter(|_| self.is_pointed_at)
    }

    /// The rows that would differ by the fix that is pointed at, each with what would happen to it.
    pub fn rows(&self) -> &[(AnyId, Mark)] {
        let outcome = self.shown().and_then(|preview| preview.outcome.as_ref().ok());
        outcome.map_or(&[], |outcome| &outcome.rows)
    }
}

/// Lets a control of a fix show what it would change while it is pointed at or has the keyboard.
pub(super) fn previewed(response: Response, cx: &ViewCx<'_>, state: &mut PreviewState, fix: &Fix) -> Response {
    if !(response.hovered() || response.has_focus()) {
        return response;
    }
    let preview = state.point_at(cx, fix);
    if response.has_focus() && !response.hovered() {
        response.show_tooltip_ui(|ui| preview_ui(ui, cx, preview));
        response
    } else {
        response.on_hover_ui(|ui| preview_ui(ui, cx, preview))
    }
}

/// What would change, line by line.
fn preview_ui(ui: &mut Ui, cx: &ViewCx<'_>, preview: &Preview) {
    const MOST: usize = 10;
    let small = |text: &str, ink| RichText::new(text).font(Type::Small.font()).color(cx.theme.color(ink));
    ui.label(RichText::new(cx.text(&preview.title)).font(Type::Strong.font()));
    match &preview.outcome {
        Ok(outcome) => {
            for (mark, line) in outcome.lines.iter().take(MOST) {
                ui.horizontal(|ui| {
                    ui.label(small(mark.sign(), mark.token()));
                    ui.label(small(&cx.text(line), Token::TextMuted));
                });
            }
            if let Some(n) = outcome.lines.len().checked_sub(MOST).filter(|n| *n > 0) {
                ui.label(small(&cx.text(&message!("and {n} more", n)), Token::TextMuted));
            }
            if outcome.lines.is_empty() {
                ui.label(small(&cx.text(&message!("Nothing is left to be changed.")), Token::TextMuted));
            }
        }
        Err(refusal) => {
            ui.label(small(&cx.text(&refusal.message), Token::Error));
        }
    }
}

impl Outcome {
    fn of(before: &Document, patch: &Patch) -> Self {
        let after = patch.apply(before).expect("the patch was planned against this very document");
        let mut rows = Vec::new();
        let mut lines = Vec::new();
        for delta in patch.deltas() {
            let (old, new) = (delta.before(), delta.after());
            let id = delta.row();
            let (mark, line) = match (&old, &new) {
                (None, Some(_)) => (Mark::Added, message!("adds {what}", what = named(&after.topology, id))),
                (Some(_), None) => (Mark::Removed, message!("removes {what}", what = named(&before.topology, id))),
                (Some(old), Some(new)) => {
                    let fields: Vec<String> =
                        changed_paths(old, new).iter().map(|path| path.replace(['_', '.'], " ")).collect();
                    let name = before.topology.name(id);
                    (Mark::Changed, message!("changes {name}: {fields}", name, fields = fields.join(", ")))
                }
                // Pins and waivers are no rows.
                (None, None) => continue,
            };
            rows.push((id, mark));
            lines.push((mark, line));
        }
        let relations = changed_relations(&before.topology, &after.topology);
        for (relation, mark) in &relations {
            let topology = if *mark == Mark::Removed { &before.topology } else { &after.topology };
            let (kind, from, to) = (relation.kind.title(), topology.name(relation.from), topology.name(relation.to));
            lines.push((
                *mark,
                match mark {
                    Mark::Removed => message!("parts {from} and {to} ({kind})", from, to, kind),
                    _ => message!("joins {from} and {to} ({kind})", from, to, kind),
                },
            ));
        }
        Self { after, rows, relations, lines }
    }
}

/// What a row is and what it is called; what is called after its kind is said once.
fn named(topology: &Topology, id: AnyId) -> Message {
    let (kind, name) = (kind(topology, id), topology.name(id));
    if kind.to_string().eq_ignore_ascii_case(&name) { kind } else { message!("{kind} {name}", kind, name) }
}

/// The relations that come and go. A pair that is named from the other end is the same pair.
fn changed_relations(before: &Topology, after: &Topology) -> Vec<(Relation, Mark)> {
    type Key = (RelationKind, AnyId, AnyId, Option<StoreUse>);
    let by_ends = |topology: &Topology| -> BTreeMap<Key, Relation> {
        let key = |it: &Relation| match it.kind {
            RelationKind::Pair => (it.kind, it.from.min(it.to), it.from.max(it.to), it.of),
            _ => (it.kind, it.from, it.to, it.of),
        };
        relations(topology).into_iter().map(|relation| (key(&relation), relation)).collect()
    };
    let (old, new) = (by_ends(before), by_ends(after));
    let gone = old.iter().filter(|(key, _)| !new.contains_key(key)).map(|(_, relation)| (*relation, Mark::Removed));
    let come = new.iter().filter(|(key, _)| !old.contains_key(key)).map(|(_, relation)| (*relation, Mark::Added));
    gone.chain(come).collect()
}
