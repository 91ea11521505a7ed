use std::num::NonZero;
use std::panic::resume_unwind;

use crate::checks::{Cx, House, HouseRule, Rule, Survey, When, catalogue};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label, Severity};
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, Document, Place, Topology};
use crate::text::{Code, Message};
use crate::vendor::Product;
use crate::work::Cancel;

/// Where a rule puts what it finds.
pub struct Findings<'a> {
    topology: &'a Topology,
    survey: &'a Survey<'a>,
    what_if: Option<Product>,
    house: Option<&'a House>,
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
    let n_threads = n_threads(cx.topology());
    // Rules only look, so they can look at the same time; every thread takes each n-th rule.
    let parts: Vec<Option<Vec<Diagnostic>>> = std::thread::scope(|scope| {
        let share = |first: usize| rules[first..].iter().copied().step_by(n_threads);
        let others: Vec<_> =
            (1..n_threads).map(|first| scope.spawn(move || run_some(cx, share(first), &[], cancel))).collect();
        let own = run_some(cx, share(0), &[], cancel);
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    });
    let mut found = Vec::new();
    for part in parts {
        found.append(&mut part?);
    }
    if let Some(house) = cx.house() {
        let mut findings = Findings::new(cx, &[]);
        house.check(cx, &mut findings);
        found.append(&mut findings.found);
    }
    let last = catalogue().filter(|rule| rule.when == When::Last && cx.asks(rule));
    found.append(&mut run_some(cx, last, &found, cancel)?);
    found.sort_by(Diagnostic::by_weight);
    Some(found)
}

/// One thread where starting another would take longer than the rules.
fn n_threads(topology: &Topology) -> usize {
    const WORTH_A_THREAD: usize = 500;
    let n_rows = topology.computers.len() + topology.pools.len();
    let n_processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    if n_rows < WORTH_A_THREAD { 1 } else { n_processors.min(4) }
}

fn run_some<'r>(
    cx: &Cx<'_>,
    rules: impl Iterator<Item = &'r Rule>,
    others: &[Diagnostic],
    cancel: &Cancel,
) -> Option<Vec<Diagnostic>> {
    let mut findings = Findings::new(cx, others);
    for rule in rules {
        if cancel.is_cancelled() {
            return None;
        }
        (rule.check)(cx, &mut findings);
    }
    Some(findings.found)
}

impl<'a> Findings<'a> {
    fn new(cx: &'a Cx<'_>, others: &'a [Diagnostic]) -> Self {
        let (topology, survey, what_if, house) = (cx.topology(), cx.survey(), cx.what_if(), cx.house());
        Self { topology, survey, what_if, house, others, found: Vec::new() }
    }

    /// What the other rules found, for a rule that is asked [last](When::Last).
    pub fn others(&self) -> &[Diagnostic] {
        self.others
    }

    /// Reports a fault of `rule` at `place`.
    pub fn report(&mut self, rule: &Rule, place: impl Into<Place>, message: Message) -> Reported<'_> {
        let place = place.into();
        if !self.holds_at(rule, place.entity) {
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

    /// Whether the rule holds for the product at a place: the pool's; at an SQL instance that of any pool that uses
    /// it; else the deployment's.
    fn holds_at(&self, rule: &Rule, entity: AnyId) -> bool {
        let holds = |product| rule.products.contains(product);
        if let Some(product) = self.what_if {
            return holds(product);
        }
        let deployment = self.topology.deployment().product;
        match entity {
            AnyId::Pool(id) => holds(self.topology.pools.get(id).map_or(deployment, |pool| pool.product)),
            AnyId::SqlInstance(id) => match self.survey.uses_of(id) {
                [] => holds(deployment),
                uses => uses.iter().any(|used| holds(used.store.pool.product)),
            },
            _ => holds(deployment),
        }
    }
}

impl Reported<'_> {
    /// Another end of the fault.
    pub fn related(self, entity: impl Into<AnyId>, message: Message) -> Self {
        self.also(|found| found.related.push(Label { entity: entity.into(), message }))
    }

    /// What to do.
    pub fn help(self, help: Message) -> Self {
        self.also(|found| found.help = Some(help))
    }

    /// A repair that is mechanical.
    pub fn fix(self, title: Message, command: Command) -> Self {
        self.also(|found| found.fixes.push(Fix { title, applicability: Applicability::Safe, command }))
    }

    /// A repair that a person chooses after a look at its preview.
    pub fn suggest(self, title: Message, command: Command) -> Self {
        self.also(|found| found.fixes.push(Fix { title, applicability: Applicability::Review, command }))
    }

    fn also(mut self, say: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(found) = &mut self.0 {
            say(found);
        }
        self
    }
}
