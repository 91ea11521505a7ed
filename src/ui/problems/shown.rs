//! Which findings the list shows, in which order, under which headings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::checks::{House, families};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message;
use crate::model::{AnyId, SiteRef, Topology, Whereabouts};
use crate::text::{Message, natural_key};
use crate::ui::findings::Findings;
use crate::ui::language::Language;

/// What a person has chosen to see, kept from one document, and from one run, to the next.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Choices {
    pub(super) group_by: GroupBy,
    pub(super) hidden: BTreeSet<Severity>,
    /// The two letters of a family.
    pub(super) family: Option<String>,
    pub(super) only_fixable: bool,
    pub(super) shows_waived: bool,
}

/// What is looked for in this document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Search {
    pub(super) site: Option<Part>,
    pub(super) text: String,
}

/// What the findings are gathered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum GroupBy {
    #[default]
    Nothing,
    Severity,
    Family,
    Site,
    Entity,
}

/// A part of the deployment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Site(SiteRef),
    /// What stands in no site.
    Whole,
}

/// What the findings under one heading have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Severity(Severity),
    Family(String),
    Part(Part),
    Entity(AnyId),
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// The heading of the findings after it, while it is open.
    Heading { group: Group, title: Message, counts: [usize; 3] },
    /// A finding, by its number among [all and waived](Findings::numbered) ones.
    Finding(usize),
}

/// The lines of the list, kept until something changes that they depend on.
#[derive(Debug, Default)]
pub(super) struct Shown {
    of: Option<Of>,
    lines: Arc<Vec<Line>>,
    n_found: usize,
}

#[derive(Debug, PartialEq)]
struct Of {
    run: u64,
    choices: Choices,
    search: Search,
    closed: BTreeSet<Group>,
}

impl Choices {
    /// Whether they keep something from being seen.
    fn hide_any(&self) -> bool {
        !self.hidden.is_empty() || self.family.is_some() || self.only_fixable
    }

    fn admit(&self, finding: &Diagnostic) -> bool {
        !self.hidden.contains(&finding.severity)
            && self.family.as_ref().is_none_or(|family| finding.code.family() == *family)
            && !(self.only_fixable && finding.fixes.is_empty())
    }
}

impl Shown {
    /// The lines as they are now.
    pub(super) fn lines(&self) -> Arc<Vec<Line>> {
        Arc::clone(&self.lines)
    }

    /// How many findings are under the headings, open or closed.
    pub(super) fn n_found(&self) -> usize {
        self.n_found
    }
}

impl super::ProblemsState {
    /// Whether something that was found is kept from being seen, other than by a closed heading.
    pub(super) fn hides_any(&self) -> bool {
        self.choices.hide_any() || self.search != Search::default()
    }

    /// Lets everything be seen that was found.
    pub(super) fn show_all(&mut self) {
        let Choices { group_by, shows_waived, .. } = self.choices;
        self.choices = Choices { group_by, shows_waived, ..Choices::default() };
        self.search = Search::default();
    }

    /// Brings the lines up to date.
    pub(super) fn update(&mut self, findings: &Findings, topology: &Topology, language: Language) {
        let Self { choices, search, closed, shown, .. } = self;
        let is_made_of =
            |of: &Of| of.run == findings.run && of.choices == *choices && of.search == *search && of.closed == *closed;
        if shown.of.as_ref().is_some_and(is_made_of) {
            return;
        }
        let (choices, search, closed) = (choices.clone(), search.clone(), closed.clone());
        let maker = Maker { findings, topology, language, whereabouts: Whereabouts::new(topology) };
        let found = maker.found(&choices, &search);
        shown.n_found = found.len();
        shown.lines = Arc::new(maker.lines(found, choices.group_by, &closed));
        shown.of = Some(Of { run: findings.run, choices, search, closed });
    }

    /// Opens the heading above a finding.
    pub(super) fn open_around(&mut self, finding: &Diagnostic, topology: &Topology) {
        if let Some(group) = group_of(finding, self.choices.group_by, &Whereabouts::new(topology)) {
            self.closed.remove(&group);
        }
    }
}

struct Maker<'a> {
    findings: &'a Findings,
    topology: &'a Topology,
    language: Language,
    whereabouts: Whereabouts<'a>,
}

impl Maker<'_> {
    /// The findings that are wanted, by number.
    fn found(&self, choices: &Choices, search: &Search) -> Vec<usize> {
        let words: Vec<String> = search.text.split_whitespace().map(str::to_lowercase).collect();
        let is_wanted = |(at, finding): &(usize, &Diagnostic)| {
            (*at < self.findings.all().len() || choices.shows_waived)
                && choices.admit(finding)
                && search.site.is_none_or(|part| part_of(finding, &self.whereabouts) == part)
                && (words.is_empty() || self.says(finding, &words))
        };
        self.findings.numbered().filter(is_wanted).map(|(at, _)| at).collect()
    }

    /// Whether each of the words is in what the list and the explanation say of a finding.
    fn says(&self, finding: &Diagnostic, words: &[String]) -> bool {
        let mut said = format!("{} {}", finding.code, finding.severity.word());
        let name = crate::checks::find(finding.code).map(|rule| rule.name).unwrap_or_default();
        let entity = self.topology.name(finding.place.entity);
        let sentences = [Some(&finding.message), finding.help.as_ref()].into_iter().flatten();
        for part in sentences.map(|message| self.language.text(message)).chain([name.to_owned(), entity]) {
            said.push(' ');
            said.push_str(&part);
        }
        let said = said.to_lowercase();
        words.iter().all(|word| said.contains(word))
    }

    fn lines(&self, found: Vec<usize>, group_by: GroupBy, closed: &BTreeSet<Group>) -> Vec<Line> {
        let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
        for &at in &found {
            let Some(finding) = self.findings.number(at) else { continue };
            match group_of(finding, group_by, &self.whereabouts) {
                Some(group) => groups.entry(group).or_default().push(at),
                None => return found.into_iter().map(Line::Finding).collect(),
            }
        }
        let mut groups: Vec<(Group, Vec<usize>)> = groups.into_iter().collect();
        groups.sort_by_cached_key(|(group, members)| self.order_of(group, members));
        let mut lines = Vec::new();
        for (group, members) in groups {
            let mut counts = [0; 3];
            members.iter().filter_map(|at| self.findings.number(*at)).for_each(|it| counts[it.severity as usize] += 1);
            let is_open = !closed.contains(&group);
            let title = self.title(&group);
            lines.push(Line::Heading { group, title, counts });
            if is_open {
                lines.extend(members.into_iter().map(Line::Finding));
            }
        }
        lines
    }

    /// Weights and families in the order of the catalogue, sites by name, rows by the worst that is said of them.
    fn order_of(&self, group: &Group, members: &[usize]) -> impl Ord + use<> {
        let (rank, name) = match group {
            Group::Severity(severity) => (lightness(*severity), String::new()),
            Group::Family(letters) => {
                let place = families().iter().position(|family| family.letters == letters);
                (place.unwrap_or(families().len()), letters.clone())
            }
            Group::Part(Part::Site(site)) => (0, self.topology.site_name(*site).to_owned()),
            Group::Part(Part::Whole) => (1, String::new()),
            Group::Entity(id) => {
                let worst = members.iter().filter_map(|at| self.findings.number(*at)).map(|it| it.severity).max();
                (worst.map_or(usize::MAX, lightness), self.topology.name(*id))
            }
        };
        (rank, natural_key(&name))
    }

    fn title(&self, group: &Group) -> Message {
        let or_nameless = |name: String| match name.as_str() {
            "" => message!("(no name)"),
            _ => Message::verbatim(name),
        };
        match group {
            Group::Severity(Severity::Error) => message!("Errors"),
            Group::Severity(Severity::Warning) => message!("Warnings"),
            Group::Severity(Severity::Info) => message!("Notes"),
            Group::Family(letters) => family_title(letters),
            Group::Part(Part::Whole) | Group::Entity(AnyId::Deployment(_)) => whole(),
            Group::Part(Part::Site(site)) => or_nameless(self.topology.site_name(*site).to_owned()),
            Group::Entity(id) => or_nameless(self.topology.name(*id)),
        }
    }
}

fn lightness(severity: Severity) -> usize {
    Severity::Error as usize - severity as usize
}

fn part_of(finding: &Diagnostic, whereabouts: &Whereabouts<'_>) -> Part {
    whereabouts.site_of(finding.place.entity).map_or(Part::Whole, Part::Site)
}

fn group_of(finding: &Diagnostic, group_by: GroupBy, whereabouts: &Whereabouts<'_>) -> Option<Group> {
    Some(match group_by {
        GroupBy::Nothing => return None,
        GroupBy::Severity => Group::Severity(finding.severity),
        GroupBy::Family => Group::Family(finding.code.family()),
        GroupBy::Site => Group::Part(part_of(finding, whereabouts)),
        GroupBy::Entity => Group::Entity(finding.place.entity),
    })
}

/// What stands in no site.
pub(super) fn whole() -> Message {
    message!("The deployment as a whole")
}

/// "DB SQL Server stores".
pub(super) fn family_title(letters: &str) -> Message {
    let family = families().iter().find(|family| family.letters == letters);
    match family {
        Some(family) => message!("{letters} {title}", letters, title = family.title),
        None if letters == House::LETTERS => message!("{letters} Rules of the house", letters),
        None => Message::verbatim(letters),
    }
}
