//! Enterprise Edition Front End pools and Standard Edition servers, in the order of their wizard.
//! Source: `L:define-and-configure-a-front-end-pool-or-standard-edition-server`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::mediation::ports_ui;
use super::new_row::unused_name;
use super::pick::{Fit, pool_place, rows_that};
use super::pool::Subject;
use super::store::{file_store_ui, store_checks_ui, store_ui};
use super::words;
use crate::edit::{Command, Creation};
use crate::message;
use crate::model::{
    FrontEnd, Id, MediationPorts, Pool, Role, StoreUse, VoiceFailover, WebAppsServer, WebServices, field,
};
use crate::ui::pairing::pairing;
use crate::ui::widgets::Choice;

/// The page of an Enterprise Edition pool.
pub(super) fn enterprise_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut FrontEnd) {
    features_ui(ui, form, subject, settings);
    form.heading(ui, &message!("Stores"));
    store_ui(ui, form, subject, StoreUse::BackEnd);
    rest_ui(ui, form, subject, settings);
}

/// The page of a Standard Edition server: its database is local and cannot be moved.
pub(super) fn standard_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut FrontEnd) {
    features_ui(ui, form, subject, settings);
    form.heading(ui, &message!("Stores"));
    let drawn = ui.scope(|ui| {
        if let Some(local) = settings.back_end.primary {
            form.fact(ui, &message!("Local database"), &form.cx.topology().name(local.into()));
        }
    });
    form.said(ui, Some(field::BACK_END), drawn.response.rect, None);
    rest_ui(ui, form, subject, settings);
}

fn features_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut FrontEnd) {
    form.heading(ui, &message!("Features"));
    let features = &mut settings.features;
    let boxes = [
        (message!("Conferencing"), &mut features.conferencing),
        (message!("Dial-in"), &mut features.dialin),
        (message!("Enterprise Voice"), &mut features.voice),
        (message!("Call admission"), &mut features.call_admission_control),
        (message!("Archiving"), &mut features.archiving),
        (message!("Monitoring"), &mut features.monitoring),
    ];
    form.checks(ui, field::FEATURES, boxes);

    form.heading(ui, &message!("Collocated server roles"));
    let mut collocated = settings.mediation.is_some();
    if form.check(ui, name(message!("Collocate Mediation Server")).at(field::MEDIATION), &mut collocated) {
        settings.mediation = collocated.then(MediationPorts::default);
    }
    if let Some(ports) = &mut settings.mediation {
        ports_ui(ui, form, subject, ports);
    }
    form.heading(ui, &message!("Associations"));
    form.pick_edge(ui, &mut settings.edge_pool);
}

fn rest_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut FrontEnd) {
    file_store_ui(ui, form, subject, &mut settings.file_store);
    web_services_ui(ui, form, subject, &mut settings.web);
    if settings.features.conferencing || settings.web_apps.is_some() {
        web_apps_ui(ui, form, subject, &mut settings.web_apps);
    }
    if settings.features.archiving || !settings.archiving_store.is_empty() {
        form.heading(ui, &message!("Archiving"));
        store_ui(ui, form, subject, StoreUse::Archiving);
    }
    if settings.features.monitoring || !settings.monitoring_store.is_empty() {
        form.heading(ui, &message!("Monitoring"));
        store_ui(ui, form, subject, StoreUse::Monitoring);
    }
    form.heading(ui, &message!("Resiliency"));
    backup_pool_ui(ui, form, subject);
    let label = message!("Automatic failover and failback for Voice");
    voice_failover_ui(ui, form, label, &mut settings.voice_failover);
}

/// The names of a pool's web services.
pub(super) fn web_services_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, web: &mut WebServices) {
    form.heading(ui, &message!("Web services"));
    let can_override = !matches!(subject.pool.role, Role::StandardEdition(_)) || !web.internal_fqdn.is_empty();
    if can_override {
        let label = name(message!("Internal web services FQDN")).at(field::WEB_INTERNAL);
        form.text(ui, label.hint(message!("not overridden: the pool FQDN")), &mut web.internal_fqdn);
    }
    form.text(ui, name(message!("External web services FQDN")).at(field::WEB_EXTERNAL), &mut web.external_fqdn);
    form.remark(ui, &message!("Internal ports 80 and 443; external 8080 and 4443, published as 80 and 443."));
}

fn web_apps_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, chosen: &mut Option<Id<WebAppsServer>>) {
    let control = ui.make_persistent_id("new web apps");
    let shown = form.name_or_none(*chosen);
    let cx = form.cx;
    let entries = || {
        let fits = |_, row: &WebAppsServer| Fit::Yes(words::place(cx.topology(), row.site, &[]));
        let mut entries = rows_that(cx, fits).into_iter().map(|choice| choice.map(Some)).collect::<Vec<_>>();
        entries.insert(0, Choice::new(Some(None), cx.text(&message!("None"))));
        entries.insert(1, Choice::new(None, cx.text(&message!("New Office Web Apps server…"))));
        entries
    };
    match form.choose(ui, name(message!("Office Web Apps server")).at(field::WEB_APPS), &shown, entries) {
        Some((_, None)) => {
            let fqdn = unused_name(cx.topology(), "wac", subject.pool.fqdn.domain());
            form.begin_new_row(control, vec![fqdn.to_string()]);
        }
        Some((_, Some(new))) => *chosen = new,
        None => {}
    }
    if let Some([fqdn]) = form.new_row_ui(ui, control, &[message!("Office Web Apps server FQDN")]) {
        let id = cx.fresh_id();
        let mut row = subject.pool.clone();
        if let Some(settings) = row.role.front_end_mut() {
            settings.web_apps = Some(id);
        }
        let label = message!("Associate {pool} with {server}", pool = row.fqdn.to_string(), server = fqdn.as_str());
        let creation = Creation::WebAppsServer { id, fqdn: fqdn.as_str().into(), site: row.site };
        let steps = vec![Command::Create(creation), Command::Put((subject.id, row).into())];
        form.ask(control, Command::All { label, steps });
    }
    form.refusal_ui(ui, Some(control));
}

/// The pool that takes over. Of pools that can be paired, those without a partner come first.
pub(super) fn backup_pool_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>) {
    let Subject { id, pool } = subject;
    let topology = form.cx.topology();
    let fits = |other: Id<Pool>, row: &Pool| {
        if other == id || row.role.kind() != pool.role.kind() {
            return Fit::No;
        }
        match row.backup_pool.filter(|partner| *partner != id) {
            None => Fit::Yes(pool_place(topology, row)),
            Some(partner) => Fit::Refused(message!("Paired with {pool}", pool = topology.name(partner.into()))),
        }
    };
    let label = name(message!("Associated backup pool")).at(field::BACKUP_POOL);
    let Some((control, chosen)) = form.choose_row(ui, label, pool.backup_pool, fits) else { return };
    let command = chosen.map_or(Command::Unpair(id), |partner| pairing(topology, id, partner));
    form.ask(control, command);
}

/// Failover and failback without a person, and how long each waits.
pub(super) fn voice_failover_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    label: crate::text::Message,
    failover: &mut VoiceFailover,
) {
    form.check(ui, name(label).at(field::VOICE_FAILOVER), &mut failover.automatic);
    if failover.automatic {
        let (detection, failback) = (&mut failover.failure_detection_secs, &mut failover.failback_secs);
        form.beside(
            ui,
            0.5,
            |form, ui| {
                form.text(ui, name(message!("Failure detection, seconds")), detection);
            },
            |form, ui| {
                form.text(ui, name(message!("Failback, seconds")), failback);
            },
        );
    }
}

/// What only checks ask of a pool that homes users.
pub(super) fn checks_ui(ui: &mut Ui, form: &mut Form<'_>, role: &mut Role) {
    if let Some(settings) = role.front_end_mut() {
        form.yes_no(
            ui,
            name(message!("Meant for meetings of more than 250")).at(field::LARGE_MEETINGS),
            &mut settings.large_meetings,
        );
    }
    let uses: Vec<StoreUse> = role.stores().map(|(of, _)| of).collect();
    for of in uses {
        if let Some(store) = role.store_mut(of) {
            store_checks_ui(ui, form, of, store);
        }
    }
}
