//! Which flows there are: what each kind of server sends to which other, by the keys of the documentation.

use super::end::End;
use super::{FlowRow, Wall};
use crate::deliverables::sheet::{
    dns,
    estate::{Estate, Host, PoolRow, Spread},
};
use crate::model::{
    DataCentre, EdgeServiceKind, GatewayKind, Id, NetworkServiceKind, Pool, Role, RoleKind, SqlHa, SqlInstance,
    StoreRef, StoreUse, UncPath,
};
use crate::vendor::{
    AG_ENDPOINT_PORT, MIRRORING_PORT, Product, Protocol, SQL_BROWSER_PORT, SQL_PORT, WITNESS_PORT, flow::*,
    names::MEDIATION_PORT,
};

/// The flows, as they are found.
pub(super) struct Flows<'e, 'a> {
    estate: &'e Estate<'a>,
    rows: Vec<FlowRow>,
}

/// Clients of the network inside.
fn clients() -> End {
    End::network("Internal clients")
}

fn internet() -> End {
    End::network("Internet")
}

impl<'e, 'a> Flows<'e, 'a> {
    /// All that the deployment needs, in the order of the pages.
    pub(super) fn of(estate: &'e Estate<'a>) -> Vec<FlowRow> {
        let mut flows = Self { estate, rows: Vec::new() };
        flows.front_ends();
        flows.management_and_files();
        flows.databases();
        flows.voice();
        flows.chat();
        flows.neighbours();
        flows.perimeter();
        flows.rows
    }

    /// A flow on the ports that the documentation says.
    fn add(&mut self, flow: Flow, wall: Wall, from: &End, to: &End) {
        for (protocol, port) in flow.ports {
            self.on(flow, wall, from, to, (*protocol, port), "");
        }
    }

    /// A flow on a port that the deployment says.
    fn on(&mut self, flow: Flow, wall: Wall, from: &End, to: &End, (protocol, port): (Protocol, &str), note: &str) {
        self.push(flow, wall, from, to, (protocol, port), flow.both_ways, note);
    }

    #[allow(clippy::too_many_arguments, reason = "a flow has that many parts")]
    fn push(
        &mut self,
        flow: Flow,
        wall: Wall,
        from: &End,
        to: &End,
        (protocol, port): (Protocol, &str),
        both_ways: bool,
        note: &str,
    ) {
        if from.is_empty() || to.is_empty() {
            return;
        }
        for from in from.parts() {
            for to in to.parts() {
                let (from, port, note) = (from.clone(), port.to_owned(), note.to_owned());
                let inferred = flow.row.inferred;
                self.rows.push(FlowRow { flow, from, to, port, protocol, both_ways, wall, note, inferred });
            }
        }
    }

    /// Says of the flows found since there were so many that the documentation states all of them.
    fn stated_since(&mut self, n_rows: usize) {
        self.rows[n_rows..].iter_mut().for_each(|row| row.inferred = None);
    }

    fn servers(&self, pools: &[PoolRow<'a>]) -> End {
        End(pools.iter().map(|(_, pool)| (pool.fqdn.to_string(), self.estate.servers(pool))).collect())
    }

    fn sip(&self, pools: &[PoolRow<'a>]) -> End {
        End(pools.iter().map(|row| (row.1.fqdn.to_string(), self.estate.sip_of(*row))).collect())
    }

    fn web(&self, pools: &[PoolRow<'a>]) -> End {
        End(pools.iter().map(|row| (row.1.fqdn.to_string(), self.estate.web_of(*row))).collect())
    }

    fn branches(&self) -> Vec<PoolRow<'a>> {
        self.estate.of_kind(&[RoleKind::SurvivableBranch])
    }

    /// Front End servers of any pool.
    fn any_front_end(&self) -> End {
        self.servers(&self.estate.user_pools())
    }

    fn any_director(&self) -> End {
        self.servers(&self.estate.directors())
    }

    /// FW01 to FW06, FW18.
    fn front_ends(&mut self) {
        let estate = self.estate;
        let (users, directors, branches) = (estate.user_pools(), estate.directors(), self.branches());
        let sign_in = self.sip(&users).and(self.sip(&directors)).and(self.servers(&branches));
        self.add(FW01, Wall::Inside, &clients(), &sign_in);
        self.add(FW02, Wall::Inside, &clients(), &self.web(&users).and(self.web(&directors)));
        let has_meetings = |row: &&PoolRow<'a>| row.1.role.front_end().is_some_and(|it| it.features.conferencing);
        let meetings: Vec<_> = users.iter().filter(has_meetings).copied().collect();
        self.add(FW03, Wall::Inside, &clients(), &self.servers(&meetings));
        let balanced: Vec<_> =
            users.iter().filter(|(_, pool)| estate.spread(pool) == Spread::Hardware).copied().collect();
        self.add(FW04, Wall::Inside, &clients(), &self.sip(&balanced));
        let front_ends = self.any_front_end();
        let others = if users.len() > 1 { front_ends.clone() } else { End::default() };
        let others = others.and(self.any_director());
        self.add(FW05, Wall::Inside, &front_ends, &others);
        let web = (Protocol::Tcp, BETWEEN_POOLS_WEB);
        self.push(FW05, Wall::Inside, &front_ends, &others, web, false, "Autodiscover between pools");
        for (id, pool) in estate.of_kind(&[RoleKind::FrontEnd]) {
            if estate.computers(pool).count() > 1 {
                let servers = self.servers(&[(id, pool)]);
                self.add(FW06, Wall::Inside, &servers, &servers);
            }
        }
        self.add(FW18, Wall::Inside, &self.any_director(), &front_ends);
        self.add(
            FW37,
            Wall::Inside,
            &front_ends.clone().and(self.any_director()),
            &End::network("Domain controllers, DNS servers, revocation lists"),
        );
    }

    /// FW07 to FW10.
    fn management_and_files(&mut self) {
        let estate = self.estate;
        let management = self.servers(&estate.management());
        let n_rows = self.rows.len();
        let inside: Vec<_> = estate.pools().filter(|(_, pool)| is_replicated(pool)).collect();
        self.add(FW07, Wall::Inside, &management, &self.servers(&inside));
        let edges: Vec<_> = estate.edges().iter().map(|(id, pool, _)| (*id, *pool)).collect();
        self.add(FW08, Wall::Internal, &management, &self.servers(&edges));
        if management.0.len() < 2 {
            self.stated_since(n_rows);
        }
        for (id, pool) in estate.pools() {
            // FW31 is a row of its own for chat.
            if matches!(pool.role, Role::PersistentChat(_)) {
                continue;
            }
            let servers = self.servers(&[(id, pool)]);
            if let Some(store) = self.file_store(pool) {
                self.add(FW09, Wall::Inside, &servers, &store);
            }
            let partner = pool.backup_pool.and_then(|backup| estate.pool(backup));
            if let Some(store) = partner.and_then(|(_, partner)| self.file_store(partner)) {
                self.on(FW09, Wall::Inside, &servers, &store, (Protocol::Tcp, "445"), "backup service");
            }
        }
        for [a, b] in estate.pairs() {
            self.add(FW10, Wall::Inside, &self.servers(&[a]), &self.servers(&[b]));
        }
    }

    fn file_store(&self, pool: &Pool) -> Option<End> {
        let store = self.estate.topology.file_stores.get(pool.role.file_store()?)?;
        Some(End::one(store.path(), self.estate.file_servers(store)))
    }

    fn sql(&self, id: Id<SqlInstance>) -> End {
        let Some(sql) = self.estate.topology.sql_instances.get(id) else { return End::default() };
        End::one(sql.path(), self.estate.sql(id))
    }

    /// From servers to the instances of stores, each on its port, and to SQL Browser beside them.
    fn reach_sql(&mut self, flow: Flow, from: &End, instances: &[(Id<SqlInstance>, String)]) {
        let mut browsers = End::default();
        let mut ports: Vec<(String, String, End)> = Vec::new();
        for (id, note) in instances {
            let Some(sql) = self.estate.topology.sql_instances.get(*id) else { continue };
            let (port, end) = (self.estate.sql_port(sql), self.sql(*id));
            browsers = browsers.and(End::hosts(self.estate.sql(*id)));
            match ports.iter_mut().find(|(other, of, _)| *other == port && of == note) {
                Some((_, _, known)) => known.0.extend(end.0),
                None => ports.push((port, note.clone(), end)),
            }
        }
        for (port, note, end) in ports {
            self.on(flow, Wall::Inside, from, &end, (Protocol::Tcp, &port), &note);
        }
        let browsers = End::hosts(browsers.0.into_iter().flat_map(|(_, hosts)| hosts));
        let port = SQL_BROWSER_PORT.value.to_string();
        self.on(flow, Wall::Inside, from, &browsers, (Protocol::Udp, &port), "SQL Browser");
    }

    /// FW11 to FW17.
    fn databases(&mut self) {
        let estate = self.estate;
        for (id, pool) in estate.pools() {
            let servers = self.servers(&[(id, pool)]);
            let mut reached: [Vec<(Id<SqlInstance>, String)>; 2] = Default::default();
            for (of, store) in pool.role.stores() {
                let place = match (of, &pool.role) {
                    // The local database of a Standard Edition server needs no way there.
                    (StoreUse::BackEnd, Role::FrontEnd(_)) => 0,
                    (StoreUse::Archiving | StoreUse::Monitoring, _) => 1,
                    _ => continue,
                };
                let kept = [store.primary, store.mirror].into_iter().flatten();
                let note = if place == 0 { "" } else { of.title() };
                reached[place].extend(kept.map(|id| (id, note.to_owned())));
            }
            let [back_end, others] = reached;
            self.reach_sql(FW11, &servers, &back_end);
            self.reach_sql(FW12, &servers, &others);
        }
        for (_, pool) in estate.pools() {
            for (of, store) in pool.role.stores() {
                self.mirroring(pool, of, store);
            }
        }
        let all = estate.sorted(estate.topology.sql_instances.iter(), |(_, sql)| sql.path());
        for (id, sql) in &all {
            let nodes = End::hosts(estate.sql(*id).into_iter().skip(1));
            if nodes.0.len() < 2 {
                continue;
            }
            if matches!(sql.ha, SqlHa::AvailabilityGroup(_)) {
                let port = AG_ENDPOINT_PORT.value.to_string();
                let n_rows = self.rows.len();
                self.on(FW15, Wall::Inside, &nodes, &nodes, (Protocol::Tcp, &port), &sql.path());
                self.stated_since(n_rows);
            }
            for (protocol, port) in CLUSTER {
                self.on(FW15, Wall::Inside, &nodes, &nodes, (protocol, port), &sql.path());
            }
        }
        let published = End::network("Computer that publishes the topology");
        let all: Vec<_> = all.iter().map(|(id, _)| (*id, String::new())).collect();
        let n_rows = self.rows.len();
        self.reach_sql(FW16, &published, &all);
        self.stated_since(n_rows);
        let servers = End::hosts(all.iter().flat_map(|(id, _)| estate.sql(*id)));
        self.add(FW16, Wall::Inside, &published, &servers);
    }

    /// FW13, FW14, FW17.
    fn mirroring(&mut self, pool: &Pool, of: StoreUse, store: &StoreRef) {
        let estate = self.estate;
        let (Some(primary), Some(mirror)) = (store.primary, store.mirror) else { return };
        let port_of = |id, usual: u16| {
            let row = estate.topology.sql_instances.get(id);
            row.and_then(|row| row.mirror_port).unwrap_or(usual).to_string()
        };
        let note = format!("{} of {}", of.title(), pool.fqdn);
        let [a, b] = [primary, mirror].map(|id| self.sql(id));
        let [port_a, port_b] = [primary, mirror].map(|id| port_of(id, MIRRORING_PORT.value));
        if port_a == port_b {
            self.on(FW13, Wall::Inside, &a, &b, (Protocol::Tcp, &port_a), &note);
        } else {
            self.push(FW13, Wall::Inside, &a, &b, (Protocol::Tcp, &port_b), false, &note);
            self.push(FW13, Wall::Inside, &b, &a, (Protocol::Tcp, &port_a), false, &note);
        }
        if let Some(id) = store.witness {
            let witness = self.sql(id);
            let port = port_of(id, WITNESS_PORT.value);
            let both = a.clone().and(b.clone());
            self.push(FW14, Wall::Inside, &both, &witness, (Protocol::Tcp, &port), false, &note);
            if port_a == port_b {
                self.push(FW14, Wall::Inside, &witness, &both, (Protocol::Tcp, &port_a), false, &note);
            } else {
                self.push(FW14, Wall::Inside, &witness, &a, (Protocol::Tcp, &port_a), false, &note);
                self.push(FW14, Wall::Inside, &witness, &b, (Protocol::Tcp, &port_b), false, &note);
            }
        }
        let at = estate.topology.data_centre_of_sql(primary);
        self.reach_share(FW17, &a.and(b), &store.mirror_share, at, &note);
    }

    /// To a share; where nothing says in which data centre its server stands, it is taken to stand with the primary.
    fn reach_share(&mut self, flow: Flow, from: &End, share: &UncPath, at: Option<Id<DataCentre>>, note: &str) {
        let Some(host) = self.estate.share(share) else { return };
        let host = Host { data_centre: host.data_centre.or(at), ..host };
        let to = End::one(share.as_str(), vec![host]);
        for (protocol, port) in flow.ports {
            self.on(flow, Wall::Inside, from, &to, (*protocol, port), note);
        }
    }

    /// FW19 to FW24.
    fn voice(&mut self) {
        let estate = self.estate;
        let front_ends = self.any_front_end();
        for (id, pool) in estate.of_kind(&[RoleKind::Mediation]) {
            let (servers, port) = (self.servers(&[(id, pool)]), MEDIATION_PORT.value.to_string());
            self.on(FW19, Wall::Inside, &front_ends, &servers, (Protocol::Tcp, &port), "");
            if let Some(hop) = pool.role.next_hop().and_then(|hop| estate.pool(hop)) {
                self.add(FW20, Wall::Inside, &servers, &self.sip(&[hop]));
            }
        }
        let mut gateways = End::default();
        for (_, trunk) in estate.sorted(estate.topology.trunks.iter(), |(_, trunk)| trunk.name.clone()) {
            let Some(gateway) = estate.topology.gateways.get(trunk.gateway) else { continue };
            let Some(pool) = trunk.pool.and_then(|pool| estate.pool(pool)) else { continue };
            let (outer, inner) = (End::host(estate.gateway(gateway)), self.servers(&[pool]));
            let note = format!("trunk {}", trunk.name);
            let [there, here] = [trunk.gateway_port, trunk.pool_port].map(|port| port.to_string());
            match gateway.kind {
                GatewayKind::Pstn => {
                    self.on(FW21, Wall::Inside, &outer, &inner, (Protocol::Tcp, &here), &note);
                    self.on(FW22, Wall::Inside, &inner, &outer, (Protocol::Tcp, &there), &note);
                    if !gateways.0.contains(&outer.0[0]) {
                        gateways = gateways.and(outer);
                    }
                }
                GatewayKind::Video => {
                    self.push(FW35, Wall::Inside, &outer, &inner, (Protocol::Tcp, &here), false, &note);
                    self.push(FW35, Wall::Inside, &inner, &outer, (Protocol::Tcp, &there), false, &note);
                }
            }
        }
        if !gateways.is_empty() {
            let mediation: Vec<_> = estate.pools().filter(|(_, pool)| pool.role.mediation_ports().is_some()).collect();
            let callers = clients().and(front_ends.clone()).and(gateways.clone());
            self.add(FW23, Wall::Inside, &callers, &self.servers(&mediation));
            let range = (Protocol::TcpOrUdp, "range of the gateway");
            self.on(FW23, Wall::Inside, &clients(), &gateways, range, "only with media bypass");
        }
        let branches = self.branches();
        self.add(FW24, Wall::Inside, &front_ends, &self.servers(&branches));
        let controls = |row: &&PoolRow<'a>| {
            row.1.role.front_end().is_some_and(|front_end| front_end.features.call_admission_control)
        };
        let controlling: Vec<_> = estate.user_pools().iter().filter(controls).copied().collect();
        let ports = (Protocol::Tcp, CALL_ADMISSION_CONTROL);
        let (from, to) = (self.servers(&controlling), self.servers(&branches));
        self.on(FW24, Wall::Inside, &from, &to, ports, "call admission control");
    }

    /// FW25 to FW31.
    fn chat(&mut self) {
        let estate = self.estate;
        let front_ends = self.any_front_end();
        for (id, pool) in estate.pools() {
            let Role::PersistentChat(chat) = &pool.role else { continue };
            let servers = self.servers(&[(id, pool)]);
            let port = chat.port.to_string();
            self.on(FW25, Wall::Inside, &front_ends, &servers, (Protocol::Tcp, &port), "");
            if estate.computers(pool).count() > 1 {
                self.add(FW26, Wall::Inside, &servers, &servers);
            }
            self.add(FW27, Wall::Inside, &clients().and(front_ends.clone()), &servers);
            let stores: Vec<(StoreUse, &StoreRef)> = pool.role.stores().collect();
            let kept = |store: &StoreRef| [store.primary, store.mirror].into_iter().flatten();
            let reached: Vec<_> =
                stores.iter().flat_map(|(of, store)| kept(store).map(|id| (id, of.title().to_owned()))).collect();
            self.reach_sql(FW28, &servers, &reached);
            let shipped = [
                (&chat.primary, &chat.backup, StoreUse::Chat),
                (&chat.compliance_primary, &chat.compliance_backup, StoreUse::ChatCompliance),
            ];
            let mut shipping = End::default();
            for (primary, secondary, of) in shipped {
                if secondary.primary.is_none() {
                    continue;
                }
                let all: Vec<_> = kept(primary).chain(kept(secondary)).collect();
                shipping = shipping.and(End::hosts(all.into_iter().flat_map(|id| estate.sql(id))));
                if let (Some(from), Some(to)) = (secondary.primary, primary.primary) {
                    let port_of = |id| {
                        let row = estate.topology.sql_instances.get(id);
                        row.map_or_else(|| SQL_PORT.value.to_string(), |sql| estate.sql_port(sql))
                    };
                    let (secondary, primary) = (self.sql(from), self.sql(to));
                    let note = of.title();
                    let [there, here] = [port_of(to), port_of(from)];
                    if there == here {
                        self.on(FW30, Wall::Inside, &secondary, &primary, (Protocol::Tcp, &there), note);
                    } else {
                        self.push(FW30, Wall::Inside, &secondary, &primary, (Protocol::Tcp, &there), false, note);
                        self.push(FW30, Wall::Inside, &primary, &secondary, (Protocol::Tcp, &here), false, note);
                    }
                }
            }
            let shipping = End::hosts(shipping.0.into_iter().flat_map(|(_, hosts)| hosts));
            let at = chat.primary.primary.and_then(|id| estate.topology.data_centre_of_sql(id));
            self.reach_share(FW29, &shipping, &chat.log_shipping.backup_share, at, "read and write for all");
            let secondaries = [&chat.backup, &chat.compliance_backup].into_iter().filter_map(|store| store.primary);
            let secondaries: Vec<_> = secondaries.collect();
            let at = secondaries.first().and_then(|id| estate.topology.data_centre_of_sql(*id));
            let secondaries = End::hosts(secondaries.into_iter().flat_map(|id| estate.sql(id)));
            let n_rows = self.rows.len();
            let note = "copy folder, which the secondary fills and reads";
            self.reach_share(FW29, &secondaries, &chat.log_shipping.copy_folder, at, note);
            self.rows[n_rows..].iter_mut().for_each(|row| row.inferred = Some("that the folder is reached so"));
            if let Some(store) = self.file_store(pool) {
                self.add(FW31, Wall::Inside, &servers, &store);
            }
        }
    }

    /// FW32 to FW36.
    fn neighbours(&mut self) {
        let estate = self.estate;
        for (id, server) in estate.sorted(estate.topology.web_apps_servers.iter(), |(_, row)| row.fqdn.to_string()) {
            let uses = |row: &&PoolRow<'a>| row.1.role.front_end().is_some_and(|it| it.web_apps == Some(id));
            let users: Vec<_> = estate.user_pools().iter().filter(uses).copied().collect();
            let (users, to) = (self.servers(&users), End::host(Host::named(server.fqdn.as_str())));
            self.add(FW32, Wall::Inside, &clients().and(users.clone()), &to);
            self.add(FW33, Wall::Inside, &to, &users);
        }
        let front_ends = self.any_front_end();
        for (id, pool) in estate.pools() {
            let servers = self.servers(&[(id, pool)]);
            match &pool.role {
                Role::TrustedApplication(settings) => {
                    self.add(FW34, Wall::Inside, &front_ends, &servers);
                    for application in &settings.applications {
                        let port = (Protocol::Tcp, &*application.port.to_string());
                        self.push(FW34, Wall::Inside, &front_ends, &servers, port, false, &application.id);
                    }
                }
                Role::VideoInterop(_) => self.add(FW35, Wall::Inside, &front_ends, &servers),
                _ => {}
            }
        }
        for mail in estate.services(NetworkServiceKind::ExchangeUm) {
            self.add(FW36, Wall::Inside, &front_ends, &End::host(estate.service(mail)));
        }
    }

    /// FW50 to FW70.
    fn perimeter(&mut self) {
        let estate = self.estate;
        let front_ends = self.any_front_end();
        let (directors, branches) = (self.any_director(), self.servers(&self.branches()));
        let relays = self.servers(&estate.of_kind(&[RoleKind::Mediation, RoleKind::VideoInterop]));
        let management = self.servers(&estate.management());
        let resolvers = estate.services(NetworkServiceKind::Dns).map(|server| estate.service(server));
        let resolvers = End::hosts(resolvers);
        let resolvers = if resolvers.is_empty() { End::network("Internal DNS servers") } else { resolvers };
        let federates = estate.edges().iter().any(|(_, _, edge)| edge.federation);
        // What all servers inside send to any Edge pool is one row for all of them.
        let (mut any_inner, mut any_edge) = (End::default(), End::default());
        for (id, pool, edge) in estate.edges() {
            let end = |service: EdgeServiceKind| {
                let object = format!("{} of {}", service.title(), pool.fqdn);
                End::one(object, estate.outside_of(pool, edge, service))
            };
            let [access, meetings, av] =
                [EdgeServiceKind::Access, EdgeServiceKind::WebConferencing, EdgeServiceKind::Av].map(end);
            let tcp = |port: u16| port.to_string();
            let wall = Wall::External;
            self.on(FW50, wall, &internet(), &access, (Protocol::Tcp, &tcp(edge.access.port)), "");
            if edge.federation {
                self.add(FW51, wall, &internet(), &access);
            } else if federates {
                let note = "once federation is switched on there";
                FW51.ports.iter().for_each(|(protocol, port)| {
                    self.on(FW51, wall, &internet(), &access, (*protocol, port), note);
                });
            }
            self.on(FW52, wall, &internet(), &meetings, (Protocol::Tcp, &tcp(edge.web_conferencing.port)), "");
            self.on(FW53, wall, &internet(), &av, (Protocol::Tcp, &tcp(edge.av.port)), "");
            self.add(FW53, wall, &internet(), &av);
            if edge.federation {
                let last = edge.media.start.saturating_add(edge.media.count.saturating_sub(1));
                let range = format!("{}-{last}", edge.media.start);
                let (protocol, note) = match pool.product {
                    Product::L13 => {
                        (Protocol::Tcp, "both ways, UDP too, only for partners with Office Communications Server 2007")
                    }
                    _ => (Protocol::TcpOrUdp, "nothing has to come in"),
                };
                let media =
                    End::one(format!("A/V of {}", pool.fqdn), estate.servers_outside(pool, edge, EdgeServiceKind::Av));
                self.on(FW54, wall, &media, &internet(), (protocol, &range), note);
            }
            if dns::has_xmpp(pool, edge) {
                self.add(FW55, wall, &internet(), &access);
            }
            self.add(FW56, wall, &access, &internet());
            self.add(FW57, wall, &access, &End::network("DNS servers outside"));

            let wall = Wall::Internal;
            let row = (id, pool);
            let (inner, each) = (self.sip(&[row]), self.servers(&[row]));
            any_inner = any_inner.and(inner.clone());
            any_edge = any_edge.and(each.clone());
            if let Some(hop) = edge.next_hop.and_then(|hop| estate.pool(hop)) {
                self.add(FW61, wall, &each, &self.sip(&[hop]));
                if let Some(backup) = hop.1.backup_pool.and_then(|backup| estate.pool(backup)) {
                    let port = (Protocol::Tcp, "5061");
                    let note = "next hop after a failover of the pool, opened beforehand";
                    self.on(FW61, wall, &each, &self.sip(&[backup]), port, note);
                }
            }
            self.add(FW64, wall, &End::network("Internal networks"), &inner);
            let n_rows = self.rows.len();
            self.add(FW65, wall, &management, &each);
            if management.0.len() < 2 {
                self.stated_since(n_rows);
            }
            if dns::has_xmpp(pool, edge) {
                self.add(FW66, wall, &front_ends, &each);
            }
            self.add(FW67, wall, &End::network("Internal management"), &each);
            self.add(FW70, wall, &each, &resolvers);
        }
        let n_rows = self.rows.len();
        self.add(FW60, Wall::Internal, &front_ends.clone().and(directors).and(branches.clone()), &any_inner);
        if branches.is_empty() {
            self.stated_since(n_rows);
        }
        self.add(FW62, Wall::Internal, &front_ends, &any_edge);
        let n_rows = self.rows.len();
        self.add(FW63, Wall::Internal, &front_ends.and(branches).and(relays.clone()), &any_inner);
        if relays.is_empty() {
            self.stated_since(n_rows);
        }
        self.published();
    }

    /// FW58, FW68, FW69.
    fn published(&mut self) {
        let estate = self.estate;
        let sign_in = estate.sign_in().first().map(|(id, _)| *id);
        for (host, served) in estate.listeners() {
            let end = End::host(host);
            let optional = "optional: Autodiscover without its names in the certificate";
            self.add(FW58, Wall::External, &internet(), &end);
            self.on(FW58, Wall::External, &internet(), &end, (Protocol::Tcp, "80"), optional);
            let is_published = |(id, pool): &PoolRow<'a>| {
                Some(*id) == sign_in || pool.role.web().is_some_and(|web| !web.external_fqdn.is_empty())
            };
            let pools: Vec<_> = served.into_iter().filter(is_published).collect();
            let web = self.web(&pools);
            self.add(FW68, Wall::Internal, &end, &web);
            self.on(FW68, Wall::Internal, &end, &web, (Protocol::Tcp, "8080"), optional);
            let used = pools.iter().filter_map(|(_, pool)| {
                let server = pool.role.front_end()?.web_apps?;
                Some(Host::named(estate.topology.web_apps_servers.get(server)?.fqdn.as_str()))
            });
            self.add(FW69, Wall::Internal, &end, &End::hosts(used));
        }
    }
}

/// Whether the servers of a pool inside get copies of the Central Management store.
fn is_replicated(pool: &Pool) -> bool {
    match &pool.role {
        Role::Edge(_) => false,
        Role::TrustedApplication(settings) => settings.requires_replication,
        _ => true,
    }
}
