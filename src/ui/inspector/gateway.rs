//! PSTN and video gateways, and the trunks of a gateway or a pool.
//! Source: `L:define-a-gateway-in-topology-builder`, `S:create-a-vis-pool`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::words;
use crate::edit::{Command, Creation};
use crate::message;
use crate::model::{Gateway, GatewayKind, Id, Pool, Topology, Trunk, field};
use crate::text::{Message, natural_key};

/// Draws the page of a gateway.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<Gateway>, gateway: &Gateway) {
    form.title_ui(ui, gateway.fqdn.as_str(), &form.cx.text(&words::gateway_kind(gateway.kind)));
    let mut row = gateway.clone();
    form.rename(ui, name(message!("Gateway FQDN or IP address")).at(field::FQDN), id, gateway.fqdn.as_str());
    let label = name(message!("IP address")).at(field::ADDRESS).hint(message!("all configured addresses"));
    form.text(ui, label, &mut row.address);
    form.heading(ui, &message!("Trunks"));
    trunks_ui(ui, form, |trunk| trunk.gateway == id);
    // A video gateway has exactly one trunk, the one it was made with.
    if gateway.kind == GatewayKind::Pstn && form.link(ui, &message!("+ Add trunk")) {
        let name = unused_trunk_name(form.cx.topology(), gateway.fqdn.as_str());
        let creation = Creation::Trunk { id: form.cx.fresh_id(), name, gateway: id, pool: None };
        form.ask(ui.scope_id(), Command::Create(creation));
    }
    form.place_ui(ui, gateway.site, gateway.data_centre);
    form.put(ui, id, gateway, row);
}

/// The trunks that lead to a pool.
pub(super) fn trunks_of_pool_ui(ui: &mut Ui, form: &mut Form<'_>, pool: Id<Pool>) {
    trunks_ui(ui, form, |trunk| trunk.pool == Some(pool));
}

fn trunks_ui(ui: &mut Ui, form: &mut Form<'_>, is_meant: impl Fn(&Trunk) -> bool) {
    let topology = form.cx.topology();
    let mut trunks: Vec<_> = topology.trunks.iter().filter(|(_, trunk)| is_meant(trunk)).collect();
    if trunks.is_empty() {
        form.remark(ui, &message!("None"));
    }
    trunks.sort_by_cached_key(|(_, trunk)| (!trunk.is_root, natural_key(&trunk.name)));
    for (id, trunk) in trunks {
        let words = if trunk.is_root {
            message!("{name} (root trunk)", name = trunk.name.as_str())
        } else {
            Message::verbatim(&*trunk.name)
        };
        if form.link(ui, &words) {
            form.select(id);
        }
    }
}

fn unused_trunk_name(topology: &Topology, gateway: &str) -> String {
    let is_free = |name: &String| !topology.trunks.iter().any(|(_, trunk)| trunk.name == *name);
    let most = topology.trunks.len() + 2;
    (2..=most).map(|n| format!("{gateway} {n}")).find(is_free).unwrap_or_else(|| gateway.to_owned())
}
