//! What a vendor document cannot say, or only in a way that no real document has shown: named, one by one, with what a
//! person can do about it.

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
    let mut report = Report { topology, before, known, notices: Vec::new() };
    report.deployment(format);
    report.sites();
    for (id, pool) in topology.pools.iter() {
        report.pool(id, pool);
    }
    report.databases();
    report.voice();
    report.notices
}

/// Services of unknown roles, which the other format is written without.
pub(super) fn unknown_services(tree: &Tree, view: &View) -> Vec<Notice> {
    let unknown = view.services.iter().filter(|service| service.role.is_none());
    let notice = |name: String| Notice {
        at: None,
        message: message!("the service {name} is not known and was not carried over", name),
        help: Some(message!("add it again where the file is opened next")),
    };
    unknown.map(|service| notice(role_name(tree, service.node).into_owned())).collect()
}

struct Report<'a> {
    topology: &'a Topology,
    before: Option<&'a Topology>,
    known: &'a Known,
    notices: Vec<Notice>,
}

impl Report<'_> {
    fn say(&mut self, message: Message, help: Message) {
        self.notices.push(Notice { at: None, message, help: Some(help) });
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
                    let (site, pool) = (self.name(id), self.name(pool));
                    self.say(
                        message!("{pool} as the {what} of {site} is not in the file", pool, what, site),
                        message!("set it with Set-CsSite"),
                    );
                }
            }
        }
        for (id, site) in self.topology.branch_sites.iter() {
            if !is_site_written(SiteRef::Branch(id), self.known) {
                self.say(
                    message!("branch site {site} and what stands in it are not in the file", site = site.name.as_str()),
                    message!("add them in Topology Builder"),
                );
            }
        }
    }

    fn pool(&mut self, id: Id<Pool>, pool: &Pool) {
        let (name, title) = (pool.fqdn.to_string(), pool.role.kind().facts().title);
        if !is_lowered(pool.role.kind()) {
            let before = self.before.and_then(|before| before.pools.get(id));
            match before {
                None => self.say(
                    message!("{pool}, a {title}, is not in the file", pool = name, title),
                    message!("how it is written is not known for certain; add it in Topology Builder"),
                ),
                Some(before) if before.role != pool.role || before.product != pool.product => self.say(
                    message!("the changed settings of {pool}, a {title}, are not in the file", pool = name, title),
                    message!("how they are written is not known for certain; change them in Topology Builder"),
                ),
                Some(_) => {}
            }
            return;
        }
        if !self.is_known(id) && !is_site_written(pool.site, self.known) {
            return;
        }
        if let Some(backup) = pool.backup_pool {
            let backup = self.name(backup);
            self.say(
                message!("that {backup} is the backup of {pool} is not in the file", backup, pool = name.as_str()),
                message!("pair them in Topology Builder, under Resiliency"),
            );
        }
        if pool.product == Product::L13 && !self.is_known(id) && pool.role.front_end().is_some() {
            self.say(
                message!("{pool} gets the web components of Skype for Business Server 2015", pool = name.as_str()),
                message!(
                    "the list of Lync Server 2013 is not known; open the file in Topology Builder and save it there"
                ),
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
                let instance = self.name(instance);
                self.say(
                    message!(
                        "{instance} as the {what} of the {store} of {pool} is not in the file",
                        instance,
                        what,
                        store,
                        pool
                    ),
                    message!("add it in Topology Builder"),
                );
            }
        }
    }

    fn front_end(&mut self, pool: &str, settings: &FrontEnd) {
        if !settings.web.internal_fqdn.is_empty() {
            self.say(
                message!("the internal web name of {pool} is not in the file", pool),
                message!("set it in Topology Builder"),
            );
        }
        if !settings.features.conferencing {
            self.say(
                message!("that {pool} has no conferencing is not in the file", pool),
                message!("switch it off in Topology Builder"),
            );
        }
        if settings.voice_failover.automatic {
            self.say(
                message!("automatic failover of voice from {pool} is not in the file", pool),
                message!("switch it on in Topology Builder, under Resiliency"),
            );
        }
        if let Some(ports) = &settings.mediation {
            self.ranges(pool, ports);
        }
    }

    fn ranges(&mut self, pool: &str, ports: &MediationPorts) {
        for range in [ports.tls, ports.tcp].into_iter().flatten().filter(|range| range.first != range.last) {
            self.say(
                message!("of the listening ports of {pool} only {first} is in the file", pool, first = range.first),
                message!("set {first} to {last} in Topology Builder", first = range.first, last = range.last),
            );
        }
    }

    fn edge(&mut self, pool: &Pool, name: &str, settings: &Edge) {
        if settings.ip != IpOptions::default() {
            self.say(
                message!("the choice of IPv4 and IPv6 of {pool} is not in the file", pool = name),
                message!("choose in Topology Builder"),
            );
        }
        for (id, computer) in self.topology.computers_of(pool) {
            let others = computer.interfaces.iter().filter(|own| !is_interface_written(id, own, self.known));
            let n = others.count();
            if n > 0 {
                let computer = computer.fqdn.to_string();
                self.say(
                    message!("{n} further addresses of {computer} are not in the file", n, computer),
                    message!("enter them in Topology Builder: how a server with several is written is not known"),
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
                let sql = self.name(id);
                self.say(message!("the port of {sql} is not in the file", sql), message!("set it in Topology Builder"));
            }
        }
    }

    fn voice(&mut self) {
        for (_, gateway) in self.topology.gateways.iter().filter(|(_, row)| row.kind == GatewayKind::Video) {
            self.say(
                message!("video gateway {gateway} is not in the file", gateway = gateway.fqdn.to_string()),
                message!("add it in Topology Builder"),
            );
        }
        for (id, trunk) in self.topology.trunks.iter() {
            let gateway = self.name(trunk.gateway);
            let is_known = self.known.services.contains_key(&(ServiceRole::PstnGateway, id.into()));
            if !is_known && !trunk.name.eq_ignore_ascii_case(&gateway) {
                self.say(
                    message!("trunk {trunk} is called {gateway} in the file", trunk = trunk.name.as_str(), gateway),
                    message!("rename it in Topology Builder"),
                );
            }
        }
    }
}
