//! What a vendor document cannot say, or only in a way that no real document has shown: named, each thing under the
//! reason why, with what a person can do about it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::lower::{is_interface_written, is_lowered, is_site_written, writes_central_management};
use super::raise::Known;
use super::view::{View, role_name};
use super::xml::Tree;
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{
    AnyId, Edge, FrontEnd, GatewayKind, Id, IpOptions, MediationPorts, Pool, Role, SiteRef, StoreRef, Topology,
    VendorFormat,
};
use crate::text::Message;
use crate::vendor::{AG_LISTENER_PORT, Product, SQL_PORT, ServiceRole};

/// Everything in `topology` that a file of this format is written without. What the file it came from has, `before`, is
/// not among it.
pub(super) fn left_out(
    topology: &Topology,
    before: Option<&Topology>,
    known: &Known,
    format: VendorFormat,
) -> Vec<Notice> {
    let mut report = Report { topology, before, known, reasons: Vec::new() };
    report.deployment(format);
    report.sites();
    for (id, pool) in topology.pools.iter() {
        report.pool(id, pool);
    }
    report.databases();
    report.voice();
    report.reasons.into_iter().map(Reason::into_notice).collect()
}

/// Services of unknown roles, which the other format is written without.
pub(super) fn unknown_services(tree: &Tree, view: &View) -> Vec<Notice> {
    let unknown = view.services.iter().filter(|service| service.role.is_none());
    let roles: BTreeSet<_> = unknown.map(|service| role_name(tree, service.node)).collect();
    let reason = Reason {
        message: message!("services that are not known were not carried over"),
        help: message!("add them again where the file is opened next"),
        names: roles.into_iter().map(Cow::into_owned).collect(),
    };
    (!reason.names.is_empty()).then(|| reason.into_notice()).into_iter().collect()
}

/// Why something is left out, and all that is left out for it.
struct Reason {
    message: Message,
    help: Message,
    names: Vec<String>,
}

impl Reason {
    fn into_notice(self) -> Notice {
        let Self { message, help, names } = self;
        let message = match names.as_slice() {
            [] => message,
            names => message!("{what}: {names}", what = message, names = names.join(", ")),
        };
        Notice { at: None, message, help: Some(help) }
    }
}

struct Report<'a> {
    topology: &'a Topology,
    before: Option<&'a Topology>,
    known: &'a Known,
    reasons: Vec<Reason>,
}

impl Report<'_> {
    fn say(&mut self, message: Message, help: Message) {
        self.reasons.push(Reason { message, help, names: Vec::new() });
    }

    /// Says it once for all names.
    fn list(&mut self, message: Message, help: Message, name: impl Into<String>) {
        match self.reasons.iter_mut().find(|reason| reason.message == message && reason.help == help) {
            Some(reason) => reason.names.push(name.into()),
            None => self.reasons.push(Reason { message, help, names: vec![name.into()] }),
        }
    }

    fn name(&self, id: impl Into<AnyId>) -> String {
        self.topology.name(id.into())
    }

    fn is_known(&self, id: impl Into<AnyId>) -> bool {
        self.known.clusters.contains_key(&id.into())
    }

    fn deployment(&mut self, format: VendorFormat) {
        let deployment = self.topology.deployment();
        let urls = &deployment.simple_urls;
        let has_urls = !urls.dialin.is_empty() || !urls.admin.is_empty() || !urls.meet.is_empty();
        match (format, deployment.central_management) {
            (VendorFormat::Published, None) => self.say(
                message!("no pool holds the Central Management store"),
                message!("choose one: a topology without it is not accepted"),
            ),
            (VendorFormat::TopologyBuilder, Some(pool)) if !writes_central_management(self.known, format) => {
                let pool = self.name(pool);
                self.say(
                    message!("that {pool} holds the Central Management store is not in the file", pool),
                    message!("choose it in the publishing wizard"),
                );
            }
            _ => {}
        }
        if format == VendorFormat::Published && has_urls {
            self.say(
                message!("the simple URLs are not part of a published topology"),
                message!("set them with Set-CsSimpleUrlConfiguration"),
            );
        }
        let routes = [(deployment.federation_route, "federation"), (deployment.xmpp_route, "XMPP federation")];
        for (pool, what) in routes {
            if let Some(pool) = pool {
                let pool = self.name(pool);
                self.say(
                    message!("the route of {what} through {pool} is not in the file", what, pool),
                    message!("set it on the sites, with Set-CsSite or in Topology Builder"),
                );
            }
        }
    }

    fn sites(&mut self) {
        for (id, site) in self.topology.sites.iter() {
            let settings = [
                (site.federation_route, "federation route"),
                (site.xmpp_route, "XMPP route"),
                (site.default_chat_pool, "default chat pool"),
            ];
            for (pool, what) in settings {
                if let Some(pool) = pool {
                    let name = format!("{} as the {what} of {}", self.name(pool), self.name(id));
                    self.list(
                        message!("settings of sites are not in the file"),
                        message!("set them with Set-CsSite"),
                        name,
                    );
                }
            }
        }
        for (id, site) in self.topology.branch_sites.iter() {
            if !is_site_written(SiteRef::Branch(id), self.known) {
                self.list(
                    message!("branch sites and what stands in them are not in the file"),
                    message!("add them in Topology Builder"),
                    &site.name,
                );
            }
        }
    }

    fn pool(&mut self, id: Id<Pool>, pool: &Pool) {
        let (name, title) = (pool.fqdn.to_string(), pool.role.kind().facts().title);
        if !is_lowered(pool.role.kind()) {
            let before = self.before.and_then(|before| before.pools.get(id));
            let name = format!("{name} ({title})");
            match before {
                None => self.list(
                    message!("pools are not in the file"),
                    message!("how they are written is not known for certain; add them in Topology Builder"),
                    name,
                ),
                Some(before) if before.role != pool.role || before.product != pool.product => self.list(
                    message!("changed settings of pools are not in the file"),
                    message!("how they are written is not known for certain; change them in Topology Builder"),
                    name,
                ),
                Some(_) => {}
            }
            return;
        }
        if !self.is_known(id) && !is_site_written(pool.site, self.known) {
            return;
        }
        if let Some(backup) = pool.backup_pool {
            let (backup_name, partner) = (self.name(backup), self.topology.pools.get(backup));
            let is_mutual = partner.is_some_and(|partner| partner.backup_pool == Some(id));
            if !is_mutual || id < backup {
                self.list(
                    message!("pairs of pools are not in the file"),
                    message!("pair them in Topology Builder, under Resiliency"),
                    format!("{name} with {backup_name}"),
                );
            }
        }
        if pool.product == Product::L13 && !self.is_known(id) && pool.role.front_end().is_some() {
            self.list(
                message!("pools of Lync Server 2013 get the web components of Skype for Business Server 2015"),
                message!(
                    "the list of Lync Server 2013 is not known; open the file in Topology Builder and save it there"
                ),
                &name,
            );
        }
        for (of, store) in pool.role.stores() {
            self.mirror(&name, of.title(), store);
        }
        match &pool.role {
            Role::FrontEnd(settings) | Role::StandardEdition(settings) => self.front_end(&name, settings),
            Role::Edge(settings) => self.edge(pool, &name, settings),
            Role::Mediation(settings) => self.ranges(&name, &settings.ports),
            _ => {}
        }
    }

    fn mirror(&mut self, pool: &str, store: &'static str, of: &StoreRef) {
        for (instance, what) in [(of.mirror, "mirror"), (of.witness, "witness")] {
            if let Some(instance) = instance {
                let name = format!("{} as the {what} of the {store} of {pool}", self.name(instance));
                self.list(
                    message!("mirrors and witnesses are not in the file"),
                    message!("add them in Topology Builder"),
                    name,
                );
            }
        }
    }

    fn front_end(&mut self, pool: &str, settings: &FrontEnd) {
        if !settings.web.internal_fqdn.is_empty() {
            self.list(
                message!("internal web names are not in the file"),
                message!("set them in Topology Builder"),
                format!("{} of {pool}", settings.web.internal_fqdn),
            );
        }
        if !settings.features.conferencing {
            self.list(
                message!("that pools have no conferencing is not in the file"),
                message!("switch it off in Topology Builder"),
                pool,
            );
        }
        if settings.voice_failover.automatic {
            self.list(
                message!("automatic failover of voice is not in the file"),
                message!("switch it on in Topology Builder, under Resiliency"),
                pool,
            );
        }
        if let Some(ports) = &settings.mediation {
            self.ranges(pool, ports);
        }
    }

    fn ranges(&mut self, pool: &str, ports: &MediationPorts) {
        for range in [ports.tls, ports.tcp].into_iter().flatten().filter(|range| range.first != range.last) {
            self.list(
                message!("of ranges of listening ports only the first port is in the file"),
                message!("set the ranges in Topology Builder"),
                format!("{} to {} of {pool}", range.first, range.last),
            );
        }
    }

    fn edge(&mut self, pool: &Pool, name: &str, settings: &Edge) {
        if settings.ip != IpOptions::default() {
            self.list(
                message!("the choice of IPv4 and IPv6 is not in the file"),
                message!("choose in Topology Builder"),
                name,
            );
        }
        for (id, computer) in self.topology.computers_of(pool) {
            let others = computer.interfaces.iter().filter(|own| !is_interface_written(id, own, self.known));
            let n = others.count();
            if n > 0 {
                self.list(
                    message!("further addresses of servers are not in the file"),
                    message!("enter them in Topology Builder: how a server with several is written is not known"),
                    format!("{n} of {}", computer.fqdn),
                );
            }
        }
    }

    fn databases(&mut self) {
        for (id, sql) in self.topology.sql_instances.iter() {
            let listener_port = match &sql.ha {
                crate::model::SqlHa::AvailabilityGroup(group) => group.listener_port,
                _ => AG_LISTENER_PORT.value,
            };
            if sql.port.is_some_and(|port| port != SQL_PORT.value) || listener_port != AG_LISTENER_PORT.value {
                let (message, help) =
                    (message!("ports of SQL Server are not in the file"), message!("set them in Topology Builder"));
                self.list(message, help, self.name(id));
            }
        }
    }

    fn voice(&mut self) {
        for (_, gateway) in self.topology.gateways.iter().filter(|(_, row)| row.kind == GatewayKind::Video) {
            self.list(
                message!("video gateways are not in the file"),
                message!("add them in Topology Builder"),
                gateway.fqdn.as_str(),
            );
        }
        for (id, trunk) in self.topology.trunks.iter() {
            let gateway = self.name(trunk.gateway);
            let is_known = self.known.services.contains_key(&(ServiceRole::PstnGateway, id.into()));
            if !is_known && !trunk.name.eq_ignore_ascii_case(&gateway) {
                self.list(
                    message!("trunks are called by the names of their gateways in the file"),
                    message!("rename them in Topology Builder"),
                    format!("{} of {gateway}", trunk.name),
                );
            }
        }
    }
}
