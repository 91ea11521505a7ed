//! Choosers of rows: of what fits, with a word about what does not.

use eframe::egui::{Id as WidgetId, Ui};

use super::form::{Form, Name, name};
use super::words;
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, DataCentre, Id, Pool, Role, Row, SiteRef, Topology, field};
use crate::text::{Message, natural_key};
use crate::ui::view::ViewCx;
use crate::ui::widgets::Choice;

/// Whether a row can be chosen.
pub(super) enum Fit {
    /// It makes no sense and is not listed.
    No,
    /// It can; with a few words about it, which may be empty.
    Yes(String),
    /// It is listed and cannot, for this reason.
    Refused(Message),
}

impl Fit {
    /// Listed with where it stands, or not at all.
    pub(super) fn when(fits: bool, detail: impl FnOnce() -> String) -> Self {
        if fits { Self::Yes(detail()) } else { Self::No }
    }
}

/// The rows that fit, those that can be chosen first, each group in natural order.
pub(super) fn rows_that<T: Row>(cx: &ViewCx<'_>, fits: impl Fn(Id<T>, &T) -> Fit) -> Vec<Choice<Option<Id<T>>>> {
    let topology = cx.topology();
    let mut choices: Vec<Choice<Option<Id<T>>>> = Vec::new();
    for (id, row) in T::table(topology).iter() {
        let choice = Choice::new(Some(id), row.name(topology));
        match fits(id, row) {
            Fit::No => {}
            Fit::Yes(detail) => choices.push(choice.detail(detail)),
            Fit::Refused(why) => choices.push(choice.refused(cx.text(&why))),
        }
    }
    choices.sort_by_cached_key(|choice| (!choice.enabled, natural_key(&choice.text)));
    choices
}

impl Form<'_> {
    /// "None".
    pub(super) fn none(&self) -> String {
        self.cx.text(&message!("None"))
    }

    /// The name of a row that may not be chosen yet.
    pub(super) fn name_or_none<T: Row>(&self, id: Option<Id<T>>) -> String {
        id.map_or_else(|| self.none(), |id| self.cx.topology().name(T::any(id)))
    }

    /// One of the rows that fit, or none.
    pub(super) fn choose_row<T: Row>(
        &mut self,
        ui: &mut Ui,
        label: Name,
        chosen: Option<Id<T>>,
        fits: impl Fn(Id<T>, &T) -> Fit,
    ) -> Option<(WidgetId, Option<Id<T>>)> {
        let shown = self.name_or_none(chosen);
        let cx = self.cx;
        let none = self.none();
        let entries = || {
            let mut entries = vec![Choice::new(None, none)];
            entries.extend(rows_that(cx, fits));
            entries
        };
        self.choose(ui, label, &shown, entries).filter(|(_, new)| *new != chosen)
    }

    /// A plain reference to one of the rows that fit. True when another was chosen.
    pub(super) fn pick<T: Row>(
        &mut self,
        ui: &mut Ui,
        label: Name,
        chosen: &mut Option<Id<T>>,
        fits: impl Fn(Id<T>, &T) -> Fit,
    ) -> bool {
        let Some((_, new)) = self.choose_row(ui, label, *chosen, fits) else { return false };
        *chosen = new;
        true
    }

    /// A reference to a pool whose role will do.
    pub(super) fn pick_pool(
        &mut self,
        ui: &mut Ui,
        label: Name,
        chosen: &mut Option<Id<Pool>>,
        will_do: impl Fn(&Role) -> bool,
    ) -> bool {
        let topology = self.cx.topology();
        self.pick(ui, label, chosen, |_, pool: &Pool| Fit::when(will_do(&pool.role), || pool_place(topology, pool)))
    }

    /// The Edge pool for media.
    pub(super) fn pick_edge(&mut self, ui: &mut Ui, chosen: &mut Option<Id<Pool>>) -> bool {
        let label = name(message!("Edge pool for media")).at(field::EDGE_POOL);
        self.pick_pool(ui, label, chosen, |role| matches!(role, Role::Edge(_)))
    }

    /// The Front End pool or Standard Edition server a pool works for.
    pub(super) fn pick_next_hop(&mut self, ui: &mut Ui, chosen: &mut Option<Id<Pool>>) -> bool {
        let label = name(message!("Next hop pool")).at(field::NEXT_HOP);
        self.pick_pool(ui, label, chosen, |role| role.front_end().is_some())
    }

    /// Where a row belongs and stands: its site, and its data centre if it has one of its own.
    pub(super) fn place_ui(&mut self, ui: &mut Ui, site: SiteRef, data_centre: Option<Id<DataCentre>>) {
        self.heading(ui, &message!("Place"));
        self.site_ui(ui, site);
        self.data_centre_ui(ui, data_centre);
    }

    /// The site of the page's row.
    pub(super) fn site_ui(&mut self, ui: &mut Ui, site: SiteRef) {
        let topology = self.cx.topology();
        let in_branches = match self.entity() {
            AnyId::Pool(id) => topology.pools.get(id).is_some_and(|pool| pool.role.kind().facts().in_branch_site),
            AnyId::BranchSite(_) => false,
            _ => true,
        };
        let chosen = topology.site_name(site).to_owned();
        let label = name(message!("Site")).at(field::SITE);
        let cx = self.cx;
        let entries = || sites(cx.topology(), in_branches, &cx.text(&message!("Branch site")));
        if let Some((control, to)) = self.choose(ui, label, &chosen, entries)
            && to != site
        {
            self.ask(control, Command::MoveToSite { entities: vec![self.entity()], site: to });
        }
    }

    /// The data centre of the page's row.
    pub(super) fn data_centre_ui(&mut self, ui: &mut Ui, data_centre: Option<Id<DataCentre>>) {
        let label = name(message!("Data centre")).at(field::DATA_CENTRE);
        let fits = |_, row: &DataCentre| Fit::Yes(row.region.clone());
        if let Some((control, to)) = self.choose_row(ui, label, data_centre, fits) {
            self.ask(control, Command::MoveToDataCentre { entities: vec![self.entity()], data_centre: to });
        }
    }
}

/// All sites a thing may be moved to, in natural order.
pub(super) fn sites(topology: &Topology, with_branches: bool, branch: &str) -> Vec<Choice<SiteRef>> {
    let central = topology.sites.iter().map(|(id, site)| Choice::new(SiteRef::Central(id), &*site.name));
    let branches = topology.branch_sites.iter().filter(|_| with_branches);
    let branches = branches.map(|(id, site)| Choice::new(SiteRef::Branch(id), &*site.name).detail(branch));
    let mut sites: Vec<_> = central.chain(branches).collect();
    sites.sort_by_cached_key(|site| natural_key(&site.text));
    sites
}

/// "Edge pool · EMEA".
pub(in crate::ui) fn pool_place(topology: &Topology, pool: &Pool) -> String {
    let place = words::place(topology, pool.site, &topology.data_centres_of(pool));
    format!("{} · {place}", pool.role.kind().facts().title)
}
