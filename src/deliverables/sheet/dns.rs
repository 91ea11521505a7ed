use std::collections::BTreeMap;

use super::estate::{Estate, Host, PoolRow, Spread};
use super::{Table, yes_or_no};
use crate::checks::{SimpleUrl, SimpleUrlOf, is_in};
use crate::model::{Edge, EdgeServiceKind, FileKind, Fqdn, NetworkServiceKind, Pool, Role, SqlHa};
use crate::vendor::{
    Keyed, Product,
    dns::*,
    names::{FEDERATION_PORT, XMPP_PORT, sip_name},
};

const COLUMNS: &[&str; 13] = &[
    "Key",
    "View",
    "Zone",
    "Name",
    "Type",
    "Target",
    "Port",
    "Priority",
    "Weight",
    "Reason",
    "Needed from outside",
    "Status",
    "Inferred",
];

/// A record that somebody has to enter.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DnsRow {
    row: Keyed,
    view: View,
    zone: String,
    name: String,
    kind: &'static str,
    target: String,
    service: Option<Service>,
    /// What the record is of.
    of: String,
    need: Need,
    /// What part of it is concluded and not stated.
    inferred: Option<&'static str>,
}

/// Port, priority and weight of an SRV record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Service {
    port: u16,
    priority: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Internal,
    External,
}

/// Who decides whether a record is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Nobody: it is needed.
    Planned,
    /// It depends on clients or habits that the deployment does not tell.
    Optional,
    /// A person has to fill in what the deployment does not hold.
    Manual,
}

impl Need {
    const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Optional => "optional",
            Self::Manual => "manual",
        }
    }
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let [inside, outside] = [View::Internal, View::External].map(|view| {
        let mut records = Records { estate, view, rows: Vec::new() };
        match view {
            View::Internal => records.inside(),
            View::External => records.outside(),
        }
        records.rows
    });
    let inside = Table::of("DNS internal", COLUMNS, inside, cells)
        .note(
            "Clients look for lyncdiscoverinternal, lyncdiscover, the SRV records _sipinternaltls._tcp, \
            _sipinternal._tcp and _sip._tls, then sipinternal, sip and sipexternal, all in the user's SIP domain.",
        )
        .note("An address that is not known stands as the host it belongs to.");
    let outside = Table::of("DNS external", COLUMNS, outside, cells)
        .note("Clients inside must not come upon the external records of Autodiscover in the internal zone.");
    vec![inside, outside]
}

fn cells(row: DnsRow) -> [String; 13] {
    let number =
        |number: fn(Service) -> u16| row.service.map_or_else(String::new, |service| number(service).to_string());
    let (port, priority, weight) = (number(|it| it.port), number(|it| it.priority), number(|_| 0));
    let view = match row.view {
        View::Internal => "internal",
        View::External => "external",
    };
    [
        row.row.key.to_owned(),
        view.to_owned(),
        row.zone,
        row.name,
        row.kind.to_owned(),
        row.target,
        port,
        priority,
        weight,
        format!("{}: {}", row.row.what, row.of),
        // The suffix of an Edge server is nobody's to look up.
        yes_or_no(row.view == View::External && row.row != DE16),
        row.need.word().to_owned(),
        row.inferred.unwrap_or_default().to_owned(),
    ]
}

/// The records of one view, as they are found.
struct Records<'e, 'a> {
    estate: &'e Estate<'a>,
    view: View,
    rows: Vec<DnsRow>,
}

impl<'a> Records<'_, 'a> {
    fn push(&mut self, row: Keyed, name: &str, kind: &'static str, target: String, of: &str, need: Need) {
        let (zone, name) = (self.estate.zone_of(name), name.to_owned());
        let (view, of) = (self.view, of.to_owned());
        let inferred = row.inferred;
        self.rows.push(DnsRow { row, view, zone, name, kind, target, service: None, of, need, inferred });
    }

    /// A record for each address of each host.
    fn hosts(&mut self, row: Keyed, name: &str, hosts: &[Host], of: &str, need: Need) {
        if name.is_empty() {
            return;
        }
        for host in hosts {
            if let Some(address) = &host.address_v6 {
                self.push(row, name, "AAAA", address.clone(), of, need);
            }
            match &host.address {
                Some(address) => self.push(row, name, "A", address.clone(), of, need),
                None if host.address_v6.is_none() => {
                    self.push(row, name, "A", format!("{} (address not known)", host.name), of, need);
                }
                None => {}
            }
        }
    }

    /// Says of the records found since there were so many that the documentation states all of them.
    fn stated_since(&mut self, n_rows: usize) {
        self.rows[n_rows..].iter_mut().for_each(|row| row.inferred = None);
    }

    fn srv(&mut self, row: Keyed, (service, domain): (&str, &str), target: &str, at: Service, of: &str, need: Need) {
        self.push(row, &format!("{service}.{domain}"), "SRV", target.to_owned(), of, need);
        let last = self.rows.last_mut().expect("the record was just entered");
        (last.zone, last.service) = (domain.to_owned(), Some(at));
    }

    fn inside(&mut self) {
        self.servers();
        for pool in self.estate.pools() {
            self.pool(pool);
        }
        self.neighbours();
        for domain in self.estate.domains() {
            self.sign_in(domain);
        }
        self.web_outside_seen_inside();
        self.urls();
    }

    /// DI01: every machine that has no row of its own kind.
    fn servers(&mut self) {
        let estate = self.estate;
        let mut found: Vec<(Host, String)> = Vec::new();
        for (_, pool) in estate.pools() {
            if !matches!(pool.role, Role::Edge(_) | Role::SurvivableBranch(_)) {
                found.extend(estate.servers(pool).into_iter().map(|host| (host, format!("server of {}", pool.fqdn))));
            }
        }
        for (id, sql) in estate.sorted(estate.topology.sql_instances.iter(), |(_, sql)| sql.path()) {
            // The first is the listener or the virtual server, which the cluster enters itself.
            let own = usize::from(!matches!(sql.ha, SqlHa::None));
            found.extend(estate.sql(id).into_iter().skip(own).map(|host| (host, "SQL Server".to_owned())));
        }
        let reporting = estate.reporting().into_iter();
        found.extend(reporting.map(|(of, host)| (host, format!("Reporting Services of {of}"))));
        let files = estate.sorted(estate.topology.file_stores.iter(), |(_, store)| store.path());
        found.extend(files.into_iter().flat_map(|(_, store)| {
            let is_namespace = matches!(&store.kind, Some(FileKind::Dfs(targets)) if targets.is_empty());
            let servers = if is_namespace { Vec::new() } else { estate.file_servers(store) };
            servers.into_iter().map(|host| (host, format!("file server of {}", store.path())))
        }));
        let shares = estate.shares().into_iter();
        found.extend(shares.map(|(path, server)| (server.host, format!("file server of {path}"))));
        let mut seen = std::collections::HashSet::new();
        for (host, of) in found {
            if seen.insert(host.name.to_ascii_lowercase()) {
                let name = host.name.clone();
                self.hosts(DI01, &name, &[host], &of, Need::Planned);
            }
        }
    }

    /// The names of a pool and of its web services.
    fn pool(&mut self, (id, pool): PoolRow<'a>) {
        let estate = self.estate;
        let (name, of) = (pool.fqdn.as_str(), pool.role.kind().facts().title);
        let of = &match pool.load_balancing {
            None if estate.spread(pool) == Spread::Dns => format!("{of}; load balancing is not chosen, DNS is taken"),
            _ => of.to_owned(),
        };
        let spread = estate.spread(pool);
        let has_own_name = !estate.computers(pool).all(|(_, computer)| computer.fqdn.is(&pool.fqdn));
        let web = pool.role.web().map(|web| web.internal_fqdn.as_str());
        match pool.role {
            Role::FrontEnd(_) => {
                let (row, hosts) = match spread {
                    Spread::Single => (DI04, estate.servers(pool)),
                    Spread::Dns => (DI02, estate.servers(pool)),
                    Spread::Hardware => (DI03, vec![estate.balancer_of((id, pool))]),
                };
                self.hosts(row, name, &hosts, of, Need::Planned);
                let hosts = estate.web_of((id, pool));
                match (spread, web) {
                    (Spread::Dns, Some("")) => {
                        let name = format!("internal web name of {name}, not chosen");
                        self.hosts(DI05, &name, &hosts, of, Need::Manual);
                    }
                    (Spread::Dns, Some(web)) => self.hosts(DI05, web, &hosts, of, Need::Planned),
                    (Spread::Hardware, Some(web)) if !pool.fqdn.is(&Fqdn::new(web)) => {
                        self.hosts(DI06, web, &hosts, of, Need::Planned);
                    }
                    _ => {}
                }
            }
            Role::Director(_) if has_own_name => {
                self.hosts(DI08, name, &estate.sip_of((id, pool)), of, Need::Planned);
                if let Some(web) = web.filter(|web| !pool.fqdn.is(&Fqdn::new(*web))) {
                    self.hosts(DI08, web, &estate.web_of((id, pool)), of, Need::Planned);
                }
            }
            Role::Edge(_) => {
                for host in estate.servers(pool) {
                    let name = host.name.clone();
                    self.hosts(DI11, &name, &[host], &format!("server of {}", pool.fqdn), Need::Planned);
                }
                if has_own_name {
                    self.hosts(DI11, name, &estate.sip_of((id, pool)), of, Need::Planned);
                }
            }
            Role::SurvivableBranch(_) => {
                for host in estate.servers(pool) {
                    let name = host.name.clone();
                    self.hosts(DI13, &name, &[host], of, Need::Planned);
                }
            }
            Role::Mediation(_) if has_own_name => {
                self.hosts(DI09, name, &estate.sip_of((id, pool)), of, Need::Planned);
            }
            Role::PersistentChat(_) if has_own_name => {
                for (host, (_, computer)) in estate.servers(pool).into_iter().zip(estate.computers(pool)) {
                    let n_rows = self.rows.len();
                    self.hosts(DI10, name, &[host], of, Need::Planned);
                    if !computer.standby {
                        self.stated_since(n_rows);
                    }
                }
            }
            Role::TrustedApplication(_) | Role::VideoInterop(_) if has_own_name => {
                self.hosts(DI12, name, &estate.servers(pool), of, Need::Planned);
            }
            _ => {}
        }
    }

    /// Gateways, Office Web Apps, listeners.
    fn neighbours(&mut self) {
        let estate = self.estate;
        for (_, gateway) in estate.sorted(estate.topology.gateways.iter(), |(_, row)| row.fqdn.to_string()) {
            if gateway.fqdn.as_str().parse::<std::net::IpAddr>().is_err() {
                let host = estate.gateway(gateway);
                let site = estate.topology.site_name(gateway.site);
                let n_rows = self.rows.len();
                self.hosts(DI14, gateway.fqdn.as_str(), &[host], site, Need::Planned);
                // A gateway has one address here.
                self.stated_since(n_rows);
            }
        }
        for (_, server) in estate.sorted(estate.topology.web_apps_servers.iter(), |(_, row)| row.fqdn.to_string()) {
            let host = Host::named(server.fqdn.as_str());
            self.hosts(DI15, server.fqdn.as_str(), &[host], estate.topology.site_name(server.site), Need::Planned);
        }
        for (id, sql) in estate.sorted(estate.topology.sql_instances.iter(), |(_, sql)| sql.path()) {
            if !matches!(sql.ha, SqlHa::None)
                && let Some(host) = estate.sql(id).first()
            {
                let of = format!("{}, made by the cluster", sql.path());
                self.hosts(DI16, &host.name, std::slice::from_ref(host), &of, Need::Planned);
            }
        }
    }

    /// What clients inside a SIP domain look for.
    fn sign_in(&mut self, domain: &str) {
        let estate = self.estate;
        let pools = estate.sign_in();
        let Some(&first) = pools.first() else { return };
        // The newer pages ask for these records only for clients before Lync 2013 and for desk phones.
        let for_old = if estate.product == Product::L13 { Need::Planned } else { Need::Optional };
        let sip = sip_name(domain);
        for (row, service, port, need) in
            [(DI20, SRV_INTERNAL_TLS, 5061, for_old), (DI21, SRV_INTERNAL_TCP, 5060, Need::Optional)]
        {
            for (place, (_, pool)) in pools.iter().enumerate() {
                let at = Service { port, priority: estate.priority(pool, place) };
                let name = pool.fqdn.as_str();
                let is_near = is_in(name, &Fqdn::new(domain));
                let (target, need) = match place {
                    0 => (sip.as_str(), need),
                    _ if is_near => (name, need),
                    _ => (name, Need::Manual),
                };
                let of = match place {
                    0 => format!("{name}, tried first"),
                    _ if is_near => format!("{name}, tried when those before do not answer"),
                    _ => format!("{name}, tried when those before do not answer; give it a name in {domain} too"),
                };
                self.srv(row, (service, domain), target, at, &of, need);
            }
        }
        let hosts = estate.sip_of(first);
        let of = first.1.fqdn.as_str();
        self.hosts(DI22, &sip, &hosts, of, for_old);
        self.hosts(DI22, &format!("{SIP_INTERNAL}.{domain}"), &hosts, of, Need::Optional);
        let discover = format!("{DISCOVER_INTERNAL}.{domain}");
        if self.pair_by_place().is_none() {
            self.hosts(DI23, &discover, &estate.web_of(first), of, Need::Planned);
        }
        let is_near = |(id, _): &&PoolRow<'a>| estate.central_site_of(*id) == estate.central_site_of(first.0);
        let homes = estate.user_pools();
        if let Some(&updates) = homes.iter().find(is_near).or(homes.first()) {
            let name = format!("{DEVICE_UPDATES}.{domain}");
            self.hosts(DI24, &name, &estate.web_of(updates), updates.1.fqdn.as_str(), Need::Optional);
        }
        let at = Service { port: 123, priority: 0 };
        let time = "the time server of the network; desk phones need it";
        self.srv(DI25, (SRV_TIME, domain), "time server (not known)", at, time, Need::Manual);
        if let Some((_, pool, edge)) = estate.edges().into_iter().find(|(_, _, edge)| edge.federation)
            && estate.product == Product::S15
        {
            let at = Service { port: FEDERATION_PORT.value, priority: 0 };
            let target = access_name(edge, domain);
            self.srv(DI26, (SRV_FEDERATION, domain), &target, at, pool.fqdn.as_str(), Need::Optional);
        }
        for (name, target) in [(sip.clone(), "A, as DI22"), (format!("{SRV_INTERNAL_TLS}.{domain}"), "SRV, as DI20")] {
            let of = format!("only without split-brain DNS for {domain}");
            self.push(DI40, &name, "pinpoint zone", target.to_owned(), &of, Need::Optional);
            let last = self.rows.last_mut().expect("the record was just entered");
            last.zone.clone_from(&name);
        }
    }

    /// DI27.
    fn web_outside_seen_inside(&mut self) {
        let estate = self.estate;
        for (id, pool) in estate.pools() {
            let Some(web) = pool.role.web().filter(|web| !web.external_fqdn.is_empty()) else { continue };
            let is_published =
                estate.services(NetworkServiceKind::ReverseProxy).any(|proxy| proxy.serves.contains(&id));
            let host = if is_published { estate.proxy_of((id, pool)) } else { estate.balancer_of((id, pool)) };
            self.hosts(DI27, web.external_fqdn.as_str(), &[host], pool.fqdn.as_str(), Need::Optional);
        }
    }

    /// Simple URLs inside, and Autodiscover where DNS answers by place.
    fn urls(&mut self) {
        let estate = self.estate;
        let Some(&first) = estate.sign_in().first() else { return };
        let hosts = estate.web_of(first);
        let by_place = self.pair_by_place();
        for (host, urls) in by_host(&estate.urls()) {
            let titles: Vec<String> = urls.iter().map(|url| url_title(*url)).collect();
            let of = format!("{}, answered by {}", titles.join(", "), first.1.fqdn);
            let is_admin_only = urls.iter().all(|url| matches!(url.of, SimpleUrlOf::Admin));
            match (&by_place, urls.as_slice()) {
                (Some(pair), _) if !is_admin_only => {
                    let n_rows = self.rows.len();
                    self.by_place(DI34, &host, "int", pair, &titles.join(", "));
                    self.stated_since(n_rows);
                }
                (_, [url]) => {
                    let row = match url.of {
                        SimpleUrlOf::Meet(_) => DI30,
                        SimpleUrlOf::Dialin => DI31,
                        SimpleUrlOf::Admin => DI32,
                    };
                    self.hosts(row, &host, &hosts, &of, Need::Planned);
                }
                _ => self.hosts(DI33, &host, &hosts, &of, Need::Planned),
            }
        }
        if let Some(pair) = by_place {
            for domain in estate.domains() {
                let of = format!("Autodiscover of {domain}");
                self.by_place(DI34, &format!("{DISCOVER_INTERNAL}.{domain}"), "int", &pair, &of);
            }
        }
    }

    /// The pair that DNS answers for by place, where it does.
    fn pair_by_place(&self) -> Option<[PoolRow<'a>; 2]> {
        let estate = self.estate;
        if estate.topology.deployment().geo_dns != Some(true) {
            return None;
        }
        let home = estate.sign_in().first().and_then(|(id, _)| estate.central_site_of(*id));
        let pairs = estate.pairs();
        let is_home = |(id, _): &PoolRow<'a>| estate.central_site_of(*id) == home;
        let near = pairs.iter().find(|pair| pair.iter().any(is_home)).or(pairs.first()).copied();
        near.map(|[a, b]| if !is_home(&a) && is_home(&b) { [b, a] } else { [a, b] })
    }

    /// A name that leads to a record in the zone of the service that answers by place. That zone is not part of a
    /// deployment.
    fn by_place(&mut self, row: Keyed, name: &str, side: &str, pair: &[PoolRow<'a>; 2], of: &str) {
        let label = name.split('.').next().unwrap_or_default();
        let answer = format!("{label}-{side}.<geo zone>");
        self.push(row, name, "CNAME", answer.clone(), of, Need::Manual);
        for (place, (_, pool)) in pair.iter().enumerate() {
            let Some(web) = pool.role.web() else { continue };
            let own = if side == "int" { &web.internal_fqdn } else { &web.external_fqdn };
            // Web names that are not overridden are the pool's own; outside there is no such rule.
            let target = match own.as_str() {
                "" if side == "int" => pool.fqdn.to_string(),
                "" => format!("external web name of {}, not chosen", pool.fqdn),
                name => name.to_owned(),
            };
            let rank =
                if place == 0 { "first, or balanced with the other" } else { "second, or balanced with the other" };
            self.push(row, &answer, "geo record", target, &format!("{of}; {rank}"), Need::Manual);
            let last = self.rows.last_mut().expect("the record was just entered");
            "<geo zone>".clone_into(&mut last.zone);
        }
    }

    fn outside(&mut self) {
        let estate = self.estate;
        let edges = estate.edges();
        for (_, pool, edge) in &edges {
            self.edge(pool, edge);
        }
        for domain in estate.domains() {
            if let Some((_, pool, edge)) = edges.first() {
                let sip = sip_name(domain);
                if !edge.access.fqdn.is(&Fqdn::new(sip.as_str())) {
                    let hosts = estate.outside_of(pool, edge, EdgeServiceKind::Access);
                    self.hosts(DE05, &sip, &hosts, pool.fqdn.as_str(), Need::Planned);
                }
            }
            for (place, (_, pool, edge)) in edges.iter().enumerate() {
                let of = pool.fqdn.as_str();
                self.edge_srv(DE06, SRV_EXTERNAL_TLS, domain, edge, edge.access.port, place, of, Need::Planned);
            }
        }
        let federates = |edge: &Edge| edge.federation;
        if edges.iter().any(|(_, _, edge)| federates(edge)) {
            for domain in estate.domains() {
                for (place, (_, pool, edge)) in edges.iter().enumerate() {
                    let (of, need) = if federates(edge) {
                        (pool.fqdn.to_string(), Need::Planned)
                    } else {
                        (format!("{}, once federation is switched on there", pool.fqdn), Need::Manual)
                    };
                    self.edge_srv(DE07, SRV_FEDERATION, domain, edge, FEDERATION_PORT.value, place, &of, need);
                }
            }
        }
        let with_xmpp = edges.iter().find(|(_, pool, edge)| has_xmpp(pool, edge));
        if let Some((_, pool, edge)) = with_xmpp {
            for domain in estate.domains() {
                let name = format!("xmpp.{domain}");
                let at = Service { port: XMPP_PORT.value, priority: 0 };
                self.srv(DE08, (SRV_XMPP, domain), &name, at, pool.fqdn.as_str(), Need::Planned);
                let hosts = estate.outside_of(pool, edge, EdgeServiceKind::Access);
                self.hosts(DE08, &name, &hosts, pool.fqdn.as_str(), Need::Planned);
            }
        }
        self.web_outside();
        for (_, pool, _) in &edges {
            for (_, computer) in estate.computers(pool) {
                let (name, suffix) = (computer.fqdn.as_str(), computer.fqdn.domain().to_owned());
                self.push(DE16, name, "DNS suffix", suffix, &format!("server of {}", pool.fqdn), Need::Planned);
            }
        }
    }

    fn edge(&mut self, pool: &'a Pool, edge: &'a Edge) {
        let rows = if edge.single_fqdn { [DE04; 3] } else { [DE01, DE02, DE03] };
        for (row, (service, named)) in rows.into_iter().zip(edge.services()).take(edge.n_names()) {
            let hosts = self.estate.outside_of(pool, edge, service);
            self.hosts(row, named.fqdn.as_str(), &hosts, pool.fqdn.as_str(), Need::Planned);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "a record has that many parts")]
    fn edge_srv(
        &mut self,
        row: Keyed,
        service: &str,
        domain: &str,
        edge: &Edge,
        port: u16,
        place: usize,
        of: &str,
        need: Need,
    ) {
        let at = Service { port, priority: u16::try_from(place).unwrap_or(u16::MAX).saturating_mul(10) };
        let target = if place == 0 { access_name(edge, domain) } else { edge.access.fqdn.to_string() };
        let is_near = is_in(&target, &Fqdn::new(domain));
        let of = match place {
            0 => of.to_owned(),
            _ if is_near => format!("{of} ({})", DE14.what),
            _ => format!("{of} ({}); give it a name in {domain} too", DE14.what),
        };
        self.srv(row, (service, domain), &target, at, &of, if is_near { need } else { Need::Manual });
    }

    /// What the reverse proxy publishes.
    fn web_outside(&mut self) {
        let estate = self.estate;
        for (id, pool) in estate.pools() {
            if let Some(web) = pool.role.web().filter(|web| !web.external_fqdn.is_empty()) {
                let proxy = estate.proxy_of((id, pool));
                self.hosts(DE09, web.external_fqdn.as_str(), &[proxy], pool.fqdn.as_str(), Need::Planned);
            }
        }
        let Some(&first) = estate.sign_in().first() else { return };
        let is_published = first.1.role.web().is_some_and(|web| !web.external_fqdn.is_empty());
        if !is_published {
            return;
        }
        let proxy = estate.proxy_of(first);
        let by_place = self.pair_by_place();
        for (host, urls) in by_host(&estate.urls()) {
            let public: Vec<_> = urls.into_iter().filter(|url| !matches!(url.of, SimpleUrlOf::Admin)).collect();
            let Some(url) = public.first() else { continue };
            let titles: Vec<String> = public.iter().map(|url| url_title(*url)).collect();
            let titles = titles.join(", ");
            let row = if matches!(url.of, SimpleUrlOf::Dialin) { DE11 } else { DE10 };
            match &by_place {
                Some(pair) => self.by_place(DE15, &host, "ext", pair, &titles),
                None => self.hosts(row, &host, std::slice::from_ref(&proxy), &titles, Need::Planned),
            }
        }
        for domain in estate.domains() {
            let name = format!("{DISCOVER}.{domain}");
            self.hosts(DE12, &name, std::slice::from_ref(&proxy), first.1.fqdn.as_str(), Need::Planned);
        }
        for (_, server) in estate.sorted(estate.topology.web_apps_servers.iter(), |(_, row)| row.fqdn.to_string()) {
            let is_used = |(_, pool): &&PoolRow<'a>| {
                let used = pool.role.front_end().and_then(|front_end| front_end.web_apps);
                used.and_then(|id| estate.topology.web_apps_servers.get(id))
                    .is_some_and(|used| used.fqdn.is(&server.fqdn))
            };
            let users = estate.user_pools();
            let Some(user) = users.iter().find(is_used) else { continue };
            let of = format!("meetings of {} with people outside", user.1.fqdn);
            self.hosts(DE13, server.fqdn.as_str(), &[estate.proxy_of(*user)], &of, Need::Planned);
        }
    }
}

/// XMPP federation, where the product has it.
pub(super) fn has_xmpp(pool: &Pool, edge: &Edge) -> bool {
    edge.xmpp && matches!(pool.product, Product::L13 | Product::S15)
}

/// The name of the Access service in a SIP domain: its own if it is in there, else the recommended one.
fn access_name(edge: &Edge, domain: &str) -> String {
    let own = edge.access.fqdn.as_str();
    if is_in(own, &Fqdn::new(domain)) { own.to_owned() } else { sip_name(domain) }
}

/// Simple URLs by their hosts.
fn by_host<'a>(urls: &[SimpleUrl<'a>]) -> Vec<(String, Vec<SimpleUrl<'a>>)> {
    let mut found: Vec<(String, Vec<SimpleUrl<'a>>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for url in urls {
        let place = *places.entry(url.host().to_ascii_lowercase()).or_insert_with(|| {
            found.push((url.host().to_owned(), Vec::new()));
            found.len() - 1
        });
        found[place].1.push(*url);
    }
    found
}

fn url_title(url: SimpleUrl<'_>) -> String {
    match url.of {
        SimpleUrlOf::Meet(domain) => format!("Meet URL of {domain}"),
        SimpleUrlOf::Dialin => "Dialin URL".to_owned(),
        SimpleUrlOf::Admin => "Admin URL".to_owned(),
    }
}
