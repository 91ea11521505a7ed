//! File stores. Source: `L:file-storage-support`, `S:create-a-file-share`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::pick::Fit;
use crate::message;
use crate::model::{DataCentre, DfsTarget, FileKind, FileStore, Id, field};

/// Draws the page of a file store.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<FileStore>, store: &FileStore) {
    form.title_ui(ui, &store.path(), &form.cx.text(&message!("File store")));
    let mut row = store.clone();
    let (server, share) = (store.server.as_str(), store.share.as_str());
    let label = name(message!("File server FQDN")).at(field::SERVER);
    form.rename_as(ui, label, id.into(), server, |server| format!(r"\\{server}\{share}"));
    let label = name(message!("File share")).at(field::SHARE);
    form.rename_as(ui, label, id.into(), share, |share| format!(r"\\{server}\{share}"));
    uses_ui(ui, form, id);
    form.place_ui(ui, store.site, store.data_centre);
    form.for_checks(ui, |form, ui| kind_ui(ui, form, &mut row.kind));
    form.put(ui, id, store, row);
}

fn uses_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<FileStore>) {
    form.heading(ui, &message!("Used by"));
    let mut is_used = false;
    for (pool_id, pool) in form.cx.topology().pools.iter() {
        if pool.role.file_store() == Some(id) {
            is_used = true;
            form.link_to(ui, pool_id);
        }
    }
    if !is_used {
        form.remark(ui, &message!("No pool uses it."));
    }
}

/// A [`FileKind`] without its targets.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Unknown,
    DirectAttached,
    StorageAreaNetwork,
    NetworkAttached,
    Dfs,
    Clustered,
}

fn kind_ui(ui: &mut Ui, form: &mut Form<'_>, kind: &mut Option<FileKind>) {
    let words = [
        (Kind::Unknown, message!("Unknown")),
        (Kind::DirectAttached, message!("Direct attached storage")),
        (Kind::StorageAreaNetwork, message!("Storage area network")),
        (Kind::NetworkAttached, message!("Network attached storage")),
        (Kind::Dfs, message!("DFS namespace")),
        (Kind::Clustered, message!("Clustered file server")),
    ];
    let mut chosen = match kind {
        None => Kind::Unknown,
        Some(FileKind::DirectAttached) => Kind::DirectAttached,
        Some(FileKind::StorageAreaNetwork) => Kind::StorageAreaNetwork,
        Some(FileKind::NetworkAttached) => Kind::NetworkAttached,
        Some(FileKind::Dfs(_)) => Kind::Dfs,
        Some(FileKind::Clustered) => Kind::Clustered,
    };
    if form.option(ui, name(message!("Storage")).at(field::KIND), &mut chosen, &words) {
        *kind = match chosen {
            Kind::Unknown => None,
            Kind::DirectAttached => Some(FileKind::DirectAttached),
            Kind::StorageAreaNetwork => Some(FileKind::StorageAreaNetwork),
            Kind::NetworkAttached => Some(FileKind::NetworkAttached),
            Kind::Dfs => Some(FileKind::Dfs(Vec::new())),
            Kind::Clustered => Some(FileKind::Clustered),
        };
    }
    if let Some(FileKind::Dfs(targets)) = kind {
        targets_ui(ui, form, targets);
    }
}

fn targets_ui(ui: &mut Ui, form: &mut Form<'_>, targets: &mut Vec<DfsTarget>) {
    let mut gone = None;
    for (place, target) in targets.iter_mut().enumerate() {
        let n = place + 1;
        ui.push_id(place, |ui| {
            let label = name(message!("Path of target {n}", n)).hint(message!(r"\\server\share"));
            form.text(ui, label, &mut target.path);
            let any = |_, row: &DataCentre| Fit::Yes(row.region.clone());
            form.pick(ui, name(message!("Data centre of target {n}", n)), &mut target.data_centre, any);
            if form.link(ui, &message!("Remove target {n}", n)) {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        targets.remove(place);
    }
    if form.link(ui, &message!("+ Add target")) {
        targets.push(DfsTarget::default());
    }
}
