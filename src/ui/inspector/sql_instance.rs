//! SQL Server stores. Source: `TB:add-sql-store`, `S:alwayson-availability-group`.

use eframe::egui::Ui;

use super::form::{Form, name};
use super::words;
use crate::message;
use crate::model::{AvailabilityGroup, Fqdn, Id, SqlHa, SqlInstance, SqlNode, field};
use crate::text::Message;
use crate::ui::theme::space;
use crate::vendor::{MIRRORING_PORT, SQL_PORT, WITNESS_PORT};

/// Draws the page of an SQL Server instance.
pub(super) fn page_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<SqlInstance>, sql: &SqlInstance) {
    form.title_ui(ui, &sql.path(), &form.cx.text(&message!("SQL Server store")));
    let mut row = sql.clone();
    let instance = sql.instance.clone();
    let fqdn = sql.fqdn.as_str();
    let label = name(message!("SQL Server FQDN")).at(field::FQDN);
    form.rename_as(ui, label, id.into(), fqdn, |host| path(&host, &instance));
    let label = name(message!("Named instance")).at(field::INSTANCE).hint(message!("default instance"));
    form.rename_as(ui, label, id.into(), &sql.instance, |instance| path(fqdn, &instance));

    form.heading(ui, &message!("High availability"));
    ha_ui(ui, form, &mut row.ha, &mut row.cluster_nodes);
    let (mirroring, witness) = (MIRRORING_PORT.value, WITNESS_PORT.value);
    let hint = message!("{mirroring}; {witness} for a witness", mirroring, witness);
    form.text(ui, name(message!("Mirroring port")).at(field::MIRROR_PORT).hint(hint), &mut row.mirror_port);
    let port = SQL_PORT.value;
    form.text(ui, name(message!("Port")).at(field::PORT).hint(message!("{port}", port)), &mut row.port);

    uses_ui(ui, form, id);
    form.place_ui(ui, sql.site, sql.data_centre);
    form.for_checks(ui, |form, ui| {
        form.option(
            ui,
            name(message!("SQL Server version")).at(field::VERSION),
            &mut row.version,
            &words::sql_versions(),
        );
        form.option(
            ui,
            name(message!("SQL Server edition")).at(field::EDITION),
            &mut row.edition,
            &words::sql_editions(),
        );
        let label = name(message!("Reporting Services on")).at(field::REPORTING_SERVICES).hint(message!("unknown"));
        form.text(ui, label, &mut row.reporting_services);
        let label = name(message!("Shared with other products")).at(field::SHARED_WITH_OTHERS);
        form.yes_no(ui, label, &mut row.shared_with_others);
    });
    form.put(ui, id, sql, row);
}

fn path(host: &str, instance: &str) -> String {
    if instance.is_empty() { host.to_owned() } else { format!(r"{host}\{instance}") }
}

/// The ways of the vendor's list; mirroring is chosen on the pool.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Alone,
    Cluster,
    Group,
}

fn ha_ui(ui: &mut Ui, form: &mut Form<'_>, ha: &mut SqlHa, cluster_nodes: &mut Vec<Fqdn>) {
    let words = [
        (Way::Alone, message!("None")),
        (Way::Group, message!("AlwaysOn availability group")),
        (Way::Cluster, message!("SQL failover clustering")),
    ];
    let mut way = match ha {
        SqlHa::None => Way::Alone,
        SqlHa::FailoverCluster => Way::Cluster,
        SqlHa::AvailabilityGroup(_) => Way::Group,
    };
    if form.option(ui, name(message!("High availability settings")).at(field::HA), &mut way, &words) {
        cluster_nodes.clear();
        *ha = match way {
            Way::Alone => SqlHa::None,
            Way::Cluster => SqlHa::FailoverCluster,
            Way::Group => SqlHa::AvailabilityGroup(AvailabilityGroup::default()),
        };
    }
    match ha {
        SqlHa::None => {}
        SqlHa::FailoverCluster => cluster_ui(ui, form, cluster_nodes),
        SqlHa::AvailabilityGroup(group) => group_ui(ui, form, group),
    }
}

fn cluster_ui(ui: &mut Ui, form: &mut Form<'_>, nodes: &mut Vec<Fqdn>) {
    form.remark(ui, &message!("The FQDN is the virtual name of the cluster. Its nodes are known to checks only."));
    let mut gone = None;
    for (place, node) in nodes.iter_mut().enumerate() {
        ui.push_id(place, |ui| {
            let n = place + 1;
            form.text(ui, name(message!("FQDN of node {n}", n)).at(field::CLUSTER_NODES), node);
            if form.link(ui, &message!("Remove node {n}", n)) {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        nodes.remove(place);
    }
    if form.link(ui, &message!("+ Add node")) {
        nodes.push(Fqdn::default());
    }
}

fn group_ui(ui: &mut Ui, form: &mut Form<'_>, group: &mut AvailabilityGroup) {
    form.text(ui, name(message!("Listener FQDN")).at(field::LISTENER), &mut group.listener);
    form.text(ui, name(message!("Listener port")).at(field::LISTENER_PORT), &mut group.listener_port);
    form.text(ui, name(message!("Primary node")), &mut group.primary_node);
    let mut gone = None;
    for (place, node) in group.nodes.iter_mut().enumerate() {
        ui.push_id(place, |ui| {
            ui.add_space(space::SMALL);
            if node_ui(ui, form, place + 1, node) {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        group.nodes.remove(place);
    }
    ui.add_space(space::SMALL);
    if form.link(ui, &message!("+ Add node")) {
        group.nodes.push(SqlNode::default());
    }
}

/// True when the node is to go.
fn node_ui(ui: &mut Ui, form: &mut Form<'_>, n: usize, node: &mut SqlNode) -> bool {
    form.text(ui, name(message!("FQDN of node {n}", n)).at(field::NODES), &mut node.fqdn);
    form.text(ui, name(message!("Instance of node {n}", n)).hint(message!("default instance")), &mut node.instance);
    form.yes_no(ui, name(message!("Node {n} commits synchronously", n)), &mut node.synchronous);
    form.yes_no(ui, name(message!("Node {n} fails over automatically", n)), &mut node.automatic_failover);
    form.yes_no(ui, name(message!("Node {n} can be read while secondary", n)), &mut node.readable);
    form.yes_no(ui, name(message!("Node {n} serves other databases", n)), &mut node.active);
    form.link(ui, &message!("Remove node {n}", n))
}

/// Which pools keep what on it.
fn uses_ui(ui: &mut Ui, form: &mut Form<'_>, id: Id<SqlInstance>) {
    form.heading(ui, &message!("Used by"));
    let mut is_used = false;
    for (pool_id, pool) in form.cx.topology().pools.iter() {
        for (of, store) in pool.role.stores() {
            let part = match id {
                _ if store.primary == Some(id) => message!("{store}", store = of.title()),
                _ if store.mirror == Some(id) => message!("mirror of the {store}", store = of.title()),
                _ if store.witness == Some(id) => message!("witness of the {store}", store = of.title()),
                _ => continue,
            };
            is_used = true;
            let pool = Message::verbatim(pool.fqdn.as_str());
            if form.link(ui, &message!("{pool}: {part}", pool, part)) {
                form.select(pool_id);
            }
        }
    }
    if !is_used {
        form.remark(ui, &message!("No pool uses it."));
    }
}
