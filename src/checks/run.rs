use crate::checks::{Cx, Rule, catalogue};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Label};
use crate::edit::Command;
use crate::model::{AnyId, Document, Place, Topology};
use crate::text::Message;
use crate::vendor::Product;
use crate::work::Cancel;

/// Where a rule puts what it finds.
pub struct Findings<'a> {
    topology: &'a Topology,
    what_if: Option<Product>,
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
    let mut findings = Findings { topology: cx.topology(), what_if: cx.what_if(), found: Vec::new() };
    for rule in catalogue() {
        if cancel.is_cancelled() {
            return None;
        }
        (rule.check)(cx, &mut findings);
    }
    let mut found = findings.found;
    found.sort_by(Diagnostic::by_weight);
    Some(found)
}

impl Findings<'_> {
    /// Reports a fault of `rule` at `place`.
    pub fn report(&mut self, rule: &Rule, place: impl Into<Place>, message: Message) -> Reported<'_> {
        let place = place.into();
        if !rule.products.contains(self.product_at(place.entity)) {
            return Reported(None);
        }
        self.found.push(Diagnostic {
            code: rule.code,
            severity: rule.severity,
            message,
            place,
            related: Vec::new(),
            help: None,
            fixes: Vec::new(),
        });
        Reported(self.found.last_mut())
    }

    /// The product that counts at a place: the pool's, else the deployment's.
    fn product_at(&self, entity: AnyId) -> Product {
        let pool = if let AnyId::Pool(id) = entity { self.topology.pools.get(id) } else { None };
        self.what_if.unwrap_or_else(|| pool.map_or(self.topology.deployment().product, |pool| pool.product))
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
