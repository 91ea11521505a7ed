//! What the pages of all pools have in common; each role's own part stands in its file.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::new_row::unused_name;
use super::pick::pool_place;
use super::{
    director, edge, foreign, front_end, mediation, persistent_chat, survivable_branch, trusted_application,
    video_interop, words,
};
use crate::edit::{Command, PoolCommand};
use crate::message;
use crate::model::{Computer, Fqdn, Id, Pool, Role, Topology, field};
use crate::ui::widgets::{ListEdit, ListEditor, ListWords};
use crate::vendor::{min_first_start, min_functional};

/// The pool of a page, as the document has it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) id: Id<Pool>,
    pub(super) pool: &'a Pool,
}

/// Draws the page of a pool of any role.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Pool>, pool: &Pool) {
    let subject = Subject { id, pool };
    form.title_ui(ui, pool.fqdn.as_str(), &pool_place(form.cx.topology(), pool));
    let mut row = pool.clone();
    form.rename(ui, name(fqdn_label(&pool.role)).at(field::FQDN), id, pool.fqdn.as_str());
    match &pool.role {
        // One computer is what the server is; any other number has to be put right.
        Role::StandardEdition(_) if pool.computers.len() == 1 => {}
        _ => computers_ui(ui, form, subject, &mut row.multi_server),
    }
    match &mut row.role {
        Role::FrontEnd(settings) => front_end::enterprise_ui(ui, form, subject, settings),
        Role::StandardEdition(settings) => front_end::standard_ui(ui, form, subject, settings),
        Role::Director(settings) => director::settings_ui(ui, form, subject, settings),
        Role::Edge(settings) => edge::settings_ui(ui, form, subject, settings),
        Role::Mediation(settings) => mediation::settings_ui(ui, form, subject, settings),
        Role::PersistentChat(settings) => persistent_chat::settings_ui(ui, form, subject, settings),
        Role::TrustedApplication(settings) => trusted_application::settings_ui(ui, form, settings),
        Role::VideoInterop(settings) => video_interop::settings_ui(ui, form, subject, settings),
        Role::SurvivableBranch(settings) => survivable_branch::settings_ui(ui, form, subject, settings),
        Role::Foreign(settings) => foreign::settings_ui(ui, form, settings),
    }
    // Other roles have none; a file may still say so.
    if pool.role.front_end().is_none() && pool.backup_pool.is_some() {
        form.heading(ui, &message!("Resiliency"));
        front_end::backup_pool_ui(ui, form, subject);
    }
    place_ui(ui, form, subject, &mut row);
    checks_ui(ui, form, &mut row);
    form.put(ui, id, pool, row);
}

fn fqdn_label(role: &Role) -> crate::text::Message {
    match role {
        Role::StandardEdition(_) => message!("Standard Edition server FQDN"),
        Role::SurvivableBranch(_) => message!("Appliance FQDN"),
        _ => message!("Pool FQDN"),
    }
}

fn computers_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, multi_server: &mut bool) {
    let Subject { id, pool } = subject;
    let cx = form.cx;
    let is_enterprise = matches!(pool.role, Role::FrontEnd(_));
    let can_choose_size = !is_enterprise && !matches!(pool.role, Role::SurvivableBranch(_) | Role::Foreign(_));
    if can_choose_size {
        form.check(ui, name(message!("Multiple computer pool")).at(field::MULTI_SERVER), multi_server);
    }
    let computers: Vec<(Id<Computer>, &Computer)> = cx.topology().computers_of(pool).collect();
    let lines: Vec<String> = computers.iter().map(|(_, computer)| computer.fqdn.to_string()).collect();
    let label = if is_enterprise {
        message!("Computers in this pool, in quorum order")
    } else {
        message!("Computers in this pool")
    };
    let add = cx.text(&message!("+ Add computer"));
    let control = ui.make_persistent_id("computers");
    let words = ListWords {
        name: &|line| cx.text(&message!("FQDN of {line}", line)),
        reorder: Some(&|line| cx.text(&message!("Reorder {line}", line))),
        open: Some(&|line| cx.text(&message!("Open {line}", line))),
        remove: &|line| cx.text(&message!("Remove {line}", line)),
        add: (pool.multi_server || pool.computers.is_empty()).then_some(&add),
    };
    let worst = form.worst(Some(field::COMPUTERS));
    let label = cx.text(&label);
    let drawn = ui.scope(|ui| {
        let list = ListEditor::new(&label, &lines, words).worst(worst);
        list.show(ui, cx.theme, &mut form.state.drafts)
    });
    if is_enterprise {
        quorum_ui(ui, form, pool);
    }
    form.said(ui, Some(field::COMPUTERS), drawn.response.rect, Some(control));
    let command = match drawn.inner {
        None => return,
        Some(ListEdit::Open(place)) => return form.select(computers[place].0),
        Some(ListEdit::Rename(place, name)) => Command::Rename { entity: computers[place].0.into(), name },
        Some(ListEdit::Remove(place)) => Command::Remove(vec![computers[place].0.into()]),
        Some(ListEdit::Move { from, to }) => {
            Command::Pool(PoolCommand::MoveComputer { pool: id, computer: computers[from].0, to })
        }
        Some(ListEdit::Add) => Command::Pool(PoolCommand::AddComputer {
            pool: id,
            id: cx.fresh_id(),
            fqdn: next_name(cx.topology(), subject, computers.last().map(|(_, computer)| *computer)),
            data_centre: computers.last().and_then(|(_, computer)| computer.data_centre),
        }),
    };
    form.ask(control, command);
}

/// A name for one more computer: like the last one, counted on; like the pool, if there is none.
fn next_name(topology: &Topology, subject: Subject<'_>, last: Option<&Computer>) -> Fqdn {
    let pool = &subject.pool.fqdn;
    if last.is_none() && !subject.pool.multi_server {
        return pool.clone();
    }
    let like = last.map_or(pool, |computer| &computer.fqdn);
    unused_name(topology, like.host().trim_end_matches(|c: char| c.is_ascii_digit()), like.domain())
}

/// How many servers of an Enterprise pool must run. The vendor means those that came up first; we take the order here.
fn quorum_ui(ui: &mut Ui, form: &Form<'_>, pool: &Pool) {
    let n = pool.computers.len();
    let Some(functional) = min_functional(n, pool.product) else { return };
    let works = match functional.of_first {
        Some(first) => message!("works while {k} of the first {first} run", k = functional.minimum, first),
        None => message!("works while {k} of {n} run", k = functional.minimum, n),
    };
    let said = match min_first_start(n, pool.product) {
        Some(start) => message!("{works}, starts with {start}", works, start),
        None => works,
    };
    let said = if functional.inferred { message!("{said} (inferred)", said) } else { said };
    form.remark(ui, &said);
}

fn place_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, row: &mut Pool) {
    let Subject { pool, .. } = subject;
    form.heading(ui, &message!("Place and version"));
    if let (Role::StandardEdition(_), [computer]) = (&pool.role, pool.computers.as_slice())
        && form.link(ui, &message!("Open the server's page"))
    {
        form.select(*computer);
    }
    form.site_ui(ui, pool.site);
    let data_centres = form.cx.topology().data_centres_of(pool);
    match data_centres.as_slice() {
        [_, _, ..] => {
            let names = words::place(form.cx.topology(), pool.site, &data_centres);
            form.fact(ui, &message!("Data centres"), &names);
        }
        _ => form.data_centre_ui(ui, data_centres.first().copied()),
    }
    let facts = pool.role.kind().facts();
    let products: Vec<_> =
        words::products().into_iter().filter(|(of, _)| facts.products.contains(*of) || *of == pool.product).collect();
    form.option(ui, name(message!("Product")).at(field::PRODUCT), &mut row.product, &products);
}

fn checks_ui(ui: &mut Ui, form: &mut Form<'_>, row: &mut Pool) {
    let homes_users = row.role.front_end().is_some();
    let is_balanced = !matches!(row.role, Role::StandardEdition(_) | Role::SurvivableBranch(_) | Role::Foreign(_));
    let has_users = homes_users || matches!(row.role, Role::SurvivableBranch(_) | Role::PersistentChat(_));
    let is_stateless = !has_users && !is_balanced;
    if is_stateless {
        return;
    }
    form.for_checks(ui, |form, ui| {
        if is_balanced {
            let label = name(message!("Load balancing")).at(field::LOAD_BALANCING);
            form.option(ui, label, &mut row.load_balancing, &words::load_balancing());
        }
        if has_users {
            form.text(ui, name(message!("Users")).at(field::USERS), &mut row.users);
        }
        if homes_users {
            form.text(ui, name(message!("Of them remote users")).at(field::REMOTE_USERS), &mut row.remote_users);
            form.text(ui, name(message!("Users of branch sites")).at(field::BRANCH_USERS), &mut row.branch_users);
            form.text(ui, name(message!("Priority of SRV records")).at(field::SRV_PRIORITY), &mut row.srv_priority);
        }
        front_end::checks_ui(ui, form, &mut row.role);
    });
}
