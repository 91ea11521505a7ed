//! Persistent Chat pools. Source: `L:add-persistent-chat-server-to-the-topology`, `TB:add-persistent-chat-server-pool`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::{Fit, rows_that};
use super::pool::Subject;
use super::store::{file_store_ui, store_ui};
use super::words;
use crate::edit::{Command, PoolCommand};
use crate::message;
use crate::model::{DataCentre, PersistentChat, StoreUse, field};
use crate::vendor::names;

/// The settings of a Persistent Chat pool.
pub(super) fn settings_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>, settings: &mut PersistentChat) {
    active_ui(ui, form, subject);
    stretch_ui(ui, form, subject);
    form.heading(ui, &message!("Properties"));
    form.text(ui, name(message!("Display name")).at(field::DISPLAY_NAME), &mut settings.display_name);
    let port = names::CHAT_PORT.value;
    form.text(ui, name(message!("Port")).at(field::PORT).hint(message!("{port}", port)), &mut settings.port);
    form.check(ui, name(message!("Enable compliance")).at(field::COMPLIANCE), &mut settings.compliance);
    let label = name(message!("Default pool for its site")).at(field::DEFAULT_FOR_SITE);
    form.check(ui, label, &mut settings.default_for_site);
    let label = name(message!("Default pool for all sites")).at(field::DEFAULT_FOR_ALL_SITES);
    form.check(ui, label, &mut settings.default_for_all_sites);

    form.heading(ui, &message!("SQL Server stores"));
    store_ui(ui, form, subject, StoreUse::Chat);
    store_ui(ui, form, subject, StoreUse::ChatBackup);
    form.remark(ui, &message!("For disaster recovery: filled by log shipping, in the other data centre."));
    if settings.compliance || !settings.compliance_primary.is_empty() {
        store_ui(ui, form, subject, StoreUse::ChatCompliance);
    }
    let backs_up_compliance = settings.compliance && !settings.backup.is_empty();
    if backs_up_compliance || !settings.compliance_backup.is_empty() {
        store_ui(ui, form, subject, StoreUse::ChatComplianceBackup);
    }
    form.heading(ui, &message!("Files"));
    file_store_ui(ui, form, subject, &mut settings.file_store);
    if !subject.pool.multi_server || !settings.local_file_folder.is_empty() {
        let label = name(message!("Or a local folder")).at(field::LOCAL_FILE_FOLDER);
        form.text(ui, label, &mut settings.local_file_folder);
    }
    form.heading(ui, &message!("Next hop"));
    form.pick_next_hop(ui, &mut settings.next_hop);
    log_shipping_ui(ui, form, settings);
}

/// Which servers serve and which wait.
fn active_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>) {
    let computers: Vec<_> = form.cx.topology().computers_of(subject.pool).collect();
    if computers.len() < 2 {
        return;
    }
    form.heading(ui, &message!("Active servers"));
    for (id, computer) in computers {
        let control = ui.make_persistent_id(id);
        let mut active = !computer.standby;
        let label = message!("{computer} is active", computer = computer.fqdn.host());
        if form.check(ui, name(label), &mut active) {
            let row = crate::model::Computer { standby: !active, ..computer.clone() };
            form.ask(control, Command::Put((id, row).into()));
        }
    }
}

/// A pool that stands in one data centre can be stretched into another.
fn stretch_ui(ui: &mut Ui, form: &mut Form<'_>, subject: Subject<'_>) {
    let cx = form.cx;
    let &[here] = cx.topology().data_centres_of(subject.pool).as_slice() else { return };
    if cx.topology().data_centres.len() < 2 || !subject.pool.multi_server {
        return;
    }
    let there = |id, row: &DataCentre| Fit::when(id != here, || row.region.clone());
    let label = name(message!("Stretch into another data centre"));
    let choose = cx.text(&message!("Choose…"));
    if let Some((control, Some(into))) = form.choose(ui, label, &choose, || rows_that(cx, there)) {
        let seed = cx.fresh_id::<DataCentre>().uuid();
        form.ask(control, Command::Pool(PoolCommand::Stretch { pool: subject.id, into, seed }));
    }
}

fn log_shipping_ui(ui: &mut Ui, form: &mut Form<'_>, settings: &mut PersistentChat) {
    if settings.backup.is_empty() && settings.log_shipping == Default::default() {
        return;
    }
    form.group(ui, &message!("Log shipping"), &[field::LOG_SHIPPING, field::STATE], |form, ui| {
        let shipping = &mut settings.log_shipping;
        let share = name(message!("Backup share")).at(field::LOG_SHIPPING);
        form.text(ui, share.hint(message!(r"\\server\share")), &mut shipping.backup_share);
        form.text(ui, name(message!("Copy folder on the secondary")), &mut shipping.copy_folder);
        if settings.primary.mirror.is_some() || shipping.from_mirror {
            form.check(ui, name(message!("Also set up from the mirror")), &mut shipping.from_mirror);
        }
        form.option(ui, name(message!("State")).at(field::STATE), &mut settings.state, &words::chat_states());
    });
}
