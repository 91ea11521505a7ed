//! What the checks have found: a list under headings, and beside it what the chosen finding means.

mod explain;
mod header;
mod list;
mod shown;

use std::collections::BTreeSet;

use eframe::egui::{Frame, Margin, Panel, Ui};
use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;
use crate::message;
use crate::model::{Place, Topology};
use crate::text::Message;
use crate::ui::findings::{FindingName, Findings};
use crate::ui::intent::Outbox;
use crate::ui::language::Language;
use crate::ui::view::{View, ViewCx};
use crate::ui::widgets::resizable_panel_ui;

pub(super) use header::choose_ui;

use shown::{Choices, Group, Line, Search, Shown};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// What the panel keeps between frames, and what of it is kept for the next run.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProblemsState {
    choices: Choices,
    #[serde(skip)]
    search: Search,
    #[serde(skip)]
    chosen: Option<FindingName>,
    /// Whether the list has still to scroll to it.
    #[serde(skip)]
    scroll_to_chosen: bool,
    /// The headings whose findings are folded away.
    #[serde(skip)]
    closed: BTreeSet<Group>,
    #[serde(skip)]
    shown: Shown,
}

impl ProblemsState {
    /// What is kept when another document is opened.
    pub(super) fn kept(&self) -> Self {
        Self { choices: self.choices.clone(), ..Self::default() }
    }

    /// Chooses a finding, by its number, and brings it into view.
    pub(super) fn choose(&mut self, findings: &Findings, topology: &Topology, at: usize) {
        self.chosen = findings.name(at);
        self.scroll_to_chosen = true;
        if let Some(finding) = findings.number(at) {
            self.open_around(finding, topology);
        }
    }

    /// Chooses the finding after the chosen one, or before it, as the list shows them; from the end, the other end.
    /// Where it is; none where the list shows no finding.
    pub(super) fn step(
        &mut self,
        findings: &Findings,
        topology: &Topology,
        language: Language,
        forward: bool,
    ) -> Option<Place> {
        self.update(findings, topology, language);
        let lines = self.shown.lines();
        let numbers = lines.iter().filter_map(|line| match line {
            Line::Finding(at) => Some(*at),
            Line::Heading { .. } => None,
        });
        let shown: Vec<usize> = numbers.collect();
        let n = shown.len();
        let chosen = self.chosen.and_then(|name| findings.named(name));
        let here = chosen.and_then(|chosen| shown.iter().position(|at| *at == chosen));
        let next = match (here, forward) {
            (Some(at), true) => (at + 1).checked_rem(n)?,
            (Some(at), false) => (at + n - 1).checked_rem(n)?,
            (None, true) => 0,
            (None, false) => n.checked_sub(1)?,
        };
        let at = *shown.get(next)?;
        self.choose(findings, topology, at);
        findings.number(at).map(|finding| finding.place)
    }
}

/// Draws the panel into all the space there is.
pub(super) fn problems_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut View, out: &mut Outbox) {
    header::header_ui(ui, cx, view);
    let chosen = view.problems.chosen.and_then(|name| cx.findings.named(name));
    if let Some(finding) = chosen.and_then(|at| cx.findings.number(at))
        && ui.available_width() > 820.0
    {
        let frame = Frame::NONE.inner_margin(Margin::symmetric(16, 10));
        let panel = Panel::right("explain").default_size(400.0).size_range(280.0..=720.0).frame(frame);
        resizable_panel_ui(ui, cx.theme, panel, |ui| explain::explain_ui(ui, cx, &mut view.preview, finding, out));
    }
    list::list_ui(ui, cx, view, out);
}

/// "1 error", "3 warnings".
pub(super) fn counted(severity: Severity, n: usize) -> Message {
    match (severity, n) {
        (Severity::Error, 1) => message!("1 error"),
        (Severity::Error, _) => message!("{n} errors", n),
        (Severity::Warning, 1) => message!("1 warning"),
        (Severity::Warning, _) => message!("{n} warnings", n),
        (Severity::Info, 1) => message!("1 note"),
        (Severity::Info, _) => message!("{n} notes", n),
    }
}

/// The kinds that occur, "2 errors, 1 warning"; empty where none does.
pub(super) fn counted_words(counts: impl IntoIterator<Item = (Severity, usize)>, cx: &ViewCx<'_>) -> String {
    let occurring = counts.into_iter().filter(|(_, n)| *n > 0);
    occurring.map(|(severity, n)| cx.text(&counted(severity, n))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::shown::GroupBy;
    use super::*;

    #[test]
    fn how_the_list_is_arranged_is_kept_for_the_next_run_and_what_was_looked_for_is_not() {
        let mut state = ProblemsState::default();
        state.choices.group_by = GroupBy::Site;
        state.choices.hidden.insert(Severity::Info);
        state.choices.family = Some("DB".to_owned());
        state.search.text = "witness".to_owned();
        let kept: ProblemsState = ron::from_str(&ron::to_string(&state).unwrap()).unwrap();
        assert_eq!((&kept.choices, &kept.search), (&state.choices, &Search::default()));
        // What an older run has left says nothing of it.
        let view: View = ron::from_str("(panels: (outline: false))").unwrap();
        assert_eq!(view.problems.choices, Choices::default());
    }
}
