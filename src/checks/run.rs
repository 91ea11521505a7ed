use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::checks::{Cx, House, HouseRule, Rule, When, catalogue};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label, Severity};
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, Document, Place, Topology};
use crate::text::{Code, Message};
use crate::work::Cancel;

/// Where a rule puts what it finds.
pub struct Findings<'a> {
    topology: &'a Topology,
    house: Option<&'a House>,
    /// Whether a rule holds for the product at a place.
    holds_at: &'a dyn Fn(&Rule, AnyId) -> bool,
    others: &'a [Diagnostic],
    found: Vec<Diagnostic>,
}

/// A finding that was just reported, to be said more about.
///
/// Holds nothing where the rule does not hold for the product at that place; what is said then goes nowhere.
pub struct Reported<'f>(Option<&'f mut Diagnostic>);

/// Checks a document by every rule. Errors first, then by rule, then by place.
pub fn check(document: &Document) -> Vec<Diagnostic> {
    run(&Cx::new(document), &Cancel::default()).unwrap_or_default()
}

/// Runs every rule over what `cx` shows. `None` when cancelled.
///
/// A rule that holds for some products only is asked about a deployment of others too, for pools of several products
/// may live side by side; findings about a place of another product are dropped here.
pub fn run(cx: &Cx<'_>, cancel: &Cancel) -> Option<Vec<Diagnostic>> {
    let rules: Vec<&Rule> = catalogue().filter(|rule| rule.when != When::Last && cx.asks(rule)).collect();
    // Rules only look, so they can look at the same time; every thread takes the next that nobody has taken.
    let next = AtomicUsize::new(0);
    let look = || {
        let untaken = std::iter::from_fn(|| rules.get(next.fetch_add(1, Ordering::Relaxed)));
        untaken.take_while(|_| !cancel.is_cancelled()).map(|rule| in_order(ask(rule, cx))).collect()
    };
    // What many rules look up and takes longest to find is begun first, and beside the rest; else all wait for it.
    let look_up_and_look = || {
        cx.survey().machines();
        look()
    };
    let mut parts: Vec<Vec<Diagnostic>> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..n_threads(cx.topology())).map(|_| scope.spawn(look_up_and_look)).collect();
        if !others.is_empty() {
            cx.odd_names();
        }
        let own: Vec<Vec<Diagnostic>> = look();
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        own.into_iter().chain(others.flatten()).collect()
    });
    if let Some(house) = cx.house() {
        parts.push(found_by(cx, &[], |findings| house.check(cx, findings)));
    }
    let mut found = merged(parts);
    for rule in catalogue().filter(|rule| rule.when == When::Last && cx.asks(rule)) {
        let last = found_by(cx, &found, |findings| (rule.check)(cx, findings));
        found = merged(vec![found, last]);
    }
    (!cancel.is_cancelled()).then_some(found)
}

/// What one rule finds, in the order in which it looks. Nothing where it has [no cause](Cx::asks) to look.
pub fn ask(rule: &Rule, cx: &Cx<'_>) -> Vec<Diagnostic> {
    if cx.asks(rule) { found_by(cx, &[], |findings| (rule.check)(cx, findings)) } else { Vec::new() }
}

/// The findings of several rules in the order of lists, each rule's being in it. They stay together, which sorting all
/// of them would not know.
fn merged(mut parts: Vec<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    parts.retain(|part| !part.is_empty());
    parts.sort_by(|a, b| a[0].by_weight(&b[0]));
    let mut found = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.iter_mut().for_each(|part| found.append(part));
    in_order(found)
}

/// The findings in the order of lists, which they mostly are in already.
fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if !found.is_sorted_by(|a, b| a.by_weight(b).is_le()) {
        found.sort_by(Diagnostic::by_weight);
    }
    found
}

/// One thread where starting another would take longer than the rules.
fn n_threads(topology: &Topology) -> usize {
    const WORTH_A_THREAD: usize = 500;
    let n_rows = topology.computers.len() + topology.pools.len();
    let n_processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    if n_rows < WORTH_A_THREAD { 1 } else { n_processors.min(4) }
}

/// What `look` reports.
fn found_by(cx: &Cx<'_>, others: &[Diagnostic], look: impl FnOnce(&mut Findings<'_>)) -> Vec<Diagnostic> {
    let holds_at = |rule: &Rule, entity| cx.holds_at(rule.products, entity);
    let (topology, house) = (cx.topology(), cx.house());
    let mut findings = Findings { topology, house, holds_at: &holds_at, others, found: Vec::new() };
    look(&mut findings);
    findings.found
}

impl Findings<'_> {
    /// What the other rules found, for a rule that is asked [last](When::Last).
    pub fn others(&self) -> &[Diagnostic] {
        self.others
    }

    /// Reports a fault of `rule` at `place`.
    pub fn report(&mut self, rule: &Rule, place: impl Into<Place>, message: Message) -> Reported<'_> {
        let place = place.into();
        if !(self.holds_at)(rule, place.entity) {
            return Reported(None);
        }
        let severity = self.house.and_then(|house| house.severity_of(rule.code)).unwrap_or(rule.severity);
        self.push(rule.code, severity, place, message)
    }

    /// Reports that a place is not as a rule of the house wants it, and how it is instead.
    pub(super) fn report_house(&mut self, rule: &HouseRule, place: Place, what: Message) {
        let (name, says) = (self.topology.name(place.entity), rule.says.clone());
        let message = message!("{name} breaks a rule of the house, for {what}: {says}", name, what = what, says);
        self.push(rule.code, rule.severity, place, message).help(Message::verbatim(&*rule.help));
    }

    fn push(&mut self, code: Code, severity: Severity, place: Place, message: Message) -> Reported<'_> {
        self.found.push(Diagnostic {
            code,
            severity,
            message,
            place,
            related: Vec::new(),
            help: None,
            fixes: Vec::new(),
        });
        Reported(self.found.last_mut())
    }
}

impl Reported<'_> {
    /// Another end of the fault.
    pub fn related(self, entity: impl Into<AnyId>, message: Message) -> Self {
        self.also(|found| push(&mut found.related, Label { entity: entity.into(), message }))
    }

    /// What to do.
    pub fn help(self, help: Message) -> Self {
        self.also(|found| found.help = Some(help))
    }

    /// A repair that is mechanical.
    pub fn fix(self, title: Message, command: Command) -> Self {
        self.also(|found| push(&mut found.fixes, Fix { title, applicability: Applicability::Safe, command }))
    }

    /// A repair that a person chooses after a look at its preview.
    pub fn suggest(self, title: Message, command: Command) -> Self {
        self.also(|found| push(&mut found.fixes, Fix { title, applicability: Applicability::Review, command }))
    }

    fn also(mut self, say: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(found) = &mut self.0 {
            say(found);
        }
        self
    }
}

/// Adds to a list that seldom gets longer than one, of which there are thousands.
fn push<T>(list: &mut Vec<T>, new: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(new);
}
