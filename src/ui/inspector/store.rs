//! Where a pool keeps its databases: principal, mirror and witness, each a chooser that can also make a new instance.

use std::collections::BTreeSet;

use eframe::egui::{Id as WidgetId, Ui};

use super::form::{Form, name};
use super::new_row::unused_name;
use super::pick::{Fit, rows_that};
use super::pool::Subject;
use super::words;
use crate::edit::{Command, Creation, StoreCommand};
use crate::message;
use crate::model::{DataCentre, FileStore, Id, Pool, Role, SqlInstance, StoreRef, StoreUse, Topology, field};
use crate::text::Message;
use crate::ui::widgets::Choice;
use crate::vendor::Product;

/// What an instance does for a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Principal,
    Mirror,
    Witness,
}

/// An entry of an instance chooser.
#[derive(Clone, Copy)]
enum Wanted {
    Nobody,
    Existing(Id<SqlInstance>),
    New,
}

/// The instances of one store. What the product or the store cannot have is shown only where a document has it.
pub(super) fn store_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, of: StoreUse) {
    let Some(store) = subject.pool.store(of) else { return };
    part_ui(ui, form, subject, of, Part::Principal);
    let can_mirror = mirrors(subject.pool.product);
    if store.mirror.is_some() || (store.primary.is_some() && can_mirror) {
        part_ui(ui, form, subject, of, Part::Mirror);
    }
    if store.witness.is_some() || store.mirror.is_some() {
        part_ui(ui, form, subject, of, Part::Witness);
    }
    if !can_mirror && store.mirror.is_none() && of == StoreUse::BackEnd {
        let product = subject.pool.product.title();
        form.remark(ui, &message!("{product} does not mirror databases.", product));
        form.remark(ui, &message!("An availability group or a failover cluster is set on the instance itself."));
    }
}

/// What only checks want to know about a store.
pub(super) fn store_checks_ui(ui: &mut Ui, form: &mut Form<'_>, of: StoreUse, store: &mut StoreRef) {
    if store.mirror.is_none() {
        return;
    }
    let title = of.title();
    form.text(ui, name(message!("Share for building the mirror of the {title}", title)), &mut store.mirror_share);
    form.option(ui, name(message!("Mirroring of the {title}", title)), &mut store.mirror_mode, &words::mirror_modes());
}

/// Until 2015. Source: `S:deprecated`.
fn mirrors(product: Product) -> bool {
    matches!(product, Product::L13 | Product::S15)
}

fn part_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, of: StoreUse, part: Part) {
    let Subject { id: pool, pool: row } = subject;
    let Some(store) = row.store(of) else { return };
    let title = of.title();
    let (label, field, chosen) = match part {
        Part::Principal => (principal_label(of), of.field(), store.primary),
        Part::Mirror => (message!("Mirror of the {title}", title), of.mirror_field(), store.mirror),
        Part::Witness => (message!("Witness of the {title}", title), of.witness_field(), store.witness),
    };
    let label = name(label).at(field);
    let control = ui.make_persistent_id((of, part as u8));
    let shown = form.name_or_none(chosen);
    let cx = form.cx;
    let entries = || {
        let elsewhere = local_databases_of_others(cx.topology(), pool);
        let fits = |id, sql: &SqlInstance| match elsewhere.contains(&id) {
            true => Fit::No,
            false => fit(cx.topology(), store, part, id, sql),
        };
        let mut entries: Vec<_> = rows_that(cx, fits)
            .into_iter()
            .map(|choice| choice.map(|sql| sql.map_or(Wanted::Nobody, Wanted::Existing)))
            .collect();
        entries.insert(0, Choice::new(Wanted::Nobody, cx.text(&message!("None"))));
        entries.insert(1, Choice::new(Wanted::New, cx.text(&message!("New SQL Server store…"))));
        entries
    };
    match form.choose(ui, label, &shown, entries) {
        Some((_, Wanted::New)) => {
            let (stem, instance) = match part {
                Part::Principal | Part::Mirror => (stem(of), default_instance(of)),
                Part::Witness => ("sqlwit", ""),
            };
            let fqdn = unused_name(cx.topology(), stem, row.fqdn.domain());
            form.begin_new_row(control, vec![fqdn.to_string(), instance.to_owned()]);
        }
        Some((chooser, Wanted::Existing(sql))) if Some(sql) != chosen => {
            form.ask(chooser, Command::Store(use_as(part, pool, of, sql)));
        }
        Some((chooser, Wanted::Nobody)) if chosen.is_some() => {
            form.ask(chooser, without(subject, of, part));
        }
        _ => {}
    }
    if let Some([fqdn, instance]) =
        form.new_row_ui(ui, control, &[message!("SQL Server FQDN"), message!("Instance, empty for the default one")])
    {
        create_and_use(form, control, subject, of, part, [&fqdn, &instance]);
    }
    form.refusal_ui(ui, Some(control));
}

/// The title as it begins a line.
fn principal_label(of: StoreUse) -> Message {
    match of {
        StoreUse::BackEnd => message!("Back end"),
        StoreUse::Archiving => message!("Archiving store"),
        StoreUse::Monitoring => message!("Monitoring store"),
        StoreUse::Chat => message!("Chat store"),
        StoreUse::ChatBackup => message!("Secondary chat store"),
        StoreUse::ChatCompliance => message!("Compliance store"),
        StoreUse::ChatComplianceBackup => message!("Secondary compliance store"),
    }
}

fn use_as(part: Part, pool: Id<Pool>, of: StoreUse, sql: Id<SqlInstance>) -> StoreCommand {
    match part {
        Part::Principal => StoreCommand::Place { pool, of, primary: sql },
        Part::Mirror => StoreCommand::Mirror { pool, of, mirror: sql },
        Part::Witness => StoreCommand::AddWitness { pool, of, witness: sql },
    }
}

fn without(subject: Subject<'_>, of: StoreUse, part: Part) -> Command {
    let pool = subject.id;
    match part {
        Part::Mirror => Command::Store(StoreCommand::Unmirror { pool, of }),
        Part::Witness => Command::Store(StoreCommand::RemoveWitness { pool, of }),
        Part::Principal => {
            let mut row = subject.pool.clone();
            if let Some(store) = row.role.store_mut(of) {
                store.primary = None;
            }
            Command::Put((pool, row).into())
        }
    }
}

/// Makes an instance and uses it, as one step.
#[track_caller]
fn create_and_use(
    form: &mut Form<'_>,
    control: WidgetId,
    subject: Subject<'_>,
    of: StoreUse,
    part: Part,
    [fqdn, instance]: [&str; 2],
) {
    let id = form.cx.fresh_id();
    let command = use_as(part, subject.id, of, id);
    let creation = Creation::SqlInstance {
        id,
        fqdn: fqdn.into(),
        instance: instance.to_owned(),
        site: subject.pool.site,
        data_centre: data_centre_for(form.cx.topology(), subject.pool, of),
    };
    let pool = subject.pool.fqdn.to_string();
    let label = match part {
        Part::Principal => message!("Keep the {store} of {pool} on {server}", store = of.title(), pool, server = fqdn),
        Part::Mirror => message!("Mirror the {store} of {pool} on {server}", store = of.title(), pool, server = fqdn),
        Part::Witness => {
            message!("Let {server} watch over the {store} of {pool}", store = of.title(), pool, server = fqdn)
        }
    };
    form.ask(control, Command::All { label, steps: vec![Command::Create(creation), Command::Store(command)] });
}

/// Where a new instance of a pool stands: with the pool, or, for a secondary of chat, in the pool's other data centre.
fn data_centre_for(topology: &Topology, pool: &Pool, of: StoreUse) -> Option<Id<DataCentre>> {
    let data_centres = topology.data_centres_of(pool);
    let is_secondary = matches!(of, StoreUse::ChatBackup | StoreUse::ChatComplianceBackup);
    if is_secondary { data_centres.get(1).copied() } else { data_centres.first().copied() }
}

fn fit(topology: &Topology, store: &StoreRef, part: Part, id: Id<SqlInstance>, sql: &SqlInstance) -> Fit {
    let on_server_of = |other: Option<Id<SqlInstance>>| {
        other.and_then(|other| topology.sql_instances.get(other)).is_some_and(|other| other.fqdn.is(&sql.fqdn))
    };
    match part {
        Part::Mirror if on_server_of(store.primary) => Fit::Refused(message!("The principal is on this server")),
        Part::Witness if Some(id) == store.primary => Fit::Refused(message!("It is the principal")),
        Part::Witness if Some(id) == store.mirror => Fit::Refused(message!("It is the mirror")),
        _ => {
            let data_centre: Vec<_> = topology.data_centre_of(sql.data_centre, sql.site).into_iter().collect();
            Fit::Yes(words::place(topology, sql.site, &data_centre))
        }
    }
}

/// The databases on other Standard Edition servers: each serves its own server alone.
fn local_databases_of_others(topology: &Topology, pool: Id<Pool>) -> BTreeSet<Id<SqlInstance>> {
    let others = topology.pools.iter().filter(|(id, _)| *id != pool);
    others
        .filter_map(|(_, row)| {
            let Role::StandardEdition(settings) = &row.role else { return None };
            let local = settings.back_end.primary?;
            topology.sql_instances.get(local)?.fqdn.is(&row.fqdn).then_some(local)
        })
        .collect()
}

fn stem(of: StoreUse) -> &'static str {
    match of {
        StoreUse::BackEnd => "sql",
        StoreUse::Archiving => "sqlarch",
        StoreUse::Monitoring => "sqlmon",
        StoreUse::Chat | StoreUse::ChatBackup | StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => "sqlchat",
    }
}

/// The names of the vendor's examples; the wizard's own default is the unnamed instance.
fn default_instance(of: StoreUse) -> &'static str {
    let [back_end, archiving, monitoring] = crate::vendor::names::EXAMPLE_INSTANCES.value;
    match of {
        StoreUse::BackEnd => back_end,
        StoreUse::Archiving => archiving,
        StoreUse::Monitoring => monitoring,
        StoreUse::Chat | StoreUse::ChatBackup | StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => "",
    }
}

/// The share a pool keeps its files on, with a way to make one.
pub(super) fn file_store_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    subject: Subject<'_>,
    chosen: &mut Option<Id<FileStore>>,
) {
    let control = ui.make_persistent_id("new file store");
    let shown = form.name_or_none(*chosen);
    let cx = form.cx;
    let entries = || {
        let fits = |_, row: &FileStore| {
            let data_centre: Vec<_> = row.data_centre.into_iter().collect();
            Fit::Yes(words::place(cx.topology(), row.site, &data_centre))
        };
        let mut entries = rows_that(cx, fits).into_iter().map(|choice| choice.map(Some)).collect::<Vec<_>>();
        entries.insert(0, Choice::new(Some(None), cx.text(&message!("None"))));
        entries.insert(1, Choice::new(None, cx.text(&message!("New file store…"))));
        entries
    };
    match form.choose(ui, name(message!("File store")).at(field::FILE_STORE), &shown, entries) {
        Some((_, None)) => {
            let server = unused_name(cx.topology(), "fs", subject.pool.fqdn.domain());
            form.begin_new_row(control, vec![server.to_string(), "lyncshare".to_owned()]);
        }
        Some((_, Some(new))) => *chosen = new,
        None => {}
    }
    let labels = &[message!("File server FQDN"), message!("File share")];
    if let Some([server, share]) = form.new_row_ui(ui, control, labels) {
        let id = cx.fresh_id();
        let mut row = subject.pool.clone();
        match &mut row.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => settings.file_store = Some(id),
            Role::Director(settings) => settings.file_store = Some(id),
            Role::PersistentChat(settings) => settings.file_store = Some(id),
            _ => return,
        }
        let (pool, place) = (subject.pool.fqdn.to_string(), server.as_str());
        let label = message!("Keep the files of {pool} on {place}", pool, place);
        let data_centre = cx.topology().data_centres_of(subject.pool).first().copied();
        let creation = Creation::FileStore { id, server: place.into(), share, site: subject.pool.site, data_centre };
        let steps = vec![Command::Create(creation), Command::Put((subject.id, row).into())];
        form.ask(control, Command::All { label, steps });
    }
    form.refusal_ui(ui, Some(control));
}
