use super::estate::Estate;
use super::{Table, listed, yes_or_no};
use crate::checks::SimpleUrlOf;
use crate::model::{Computer, Fqdn, Id, Pool, Role, RoleKind, Transport};
use crate::vendor::{
    Keyed, Product,
    certificate::*,
    dns::{DISCOVER, DISCOVER_INTERNAL},
    names::sip_name,
};

const COLUMNS: &[&str; 11] = &[
    "Key",
    "Role",
    "Computers",
    "Type",
    "Subject",
    "Alternative names",
    "Authority",
    "Enhanced key usage",
    "Key shared",
    "Note",
    "Inferred",
];

/// A certificate to order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CertificateRow {
    row: Keyed,
    role: String,
    computers: Vec<String>,
    subject: String,
    names: Vec<String>,
    authority: Authority,
    /// Whether the same certificate, with its key, goes on several computers.
    is_shared: bool,
    note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Authority {
    Internal,
    Public,
}

/// How many certificates to order: one from the internal authority for each server whose usages share it, one for each
/// Edge pool and one for OAuth; from a public one for each Edge pool and each listener of a reverse proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) internal: usize,
    pub(super) public: usize,
}

impl Order {
    pub(super) fn of(estate: &Estate<'_>) -> Self {
        use RoleKind::{
            Director, FrontEnd, Mediation, PersistentChat, StandardEdition, TrustedApplication, VideoInterop,
        };
        let inside = estate.of_kind(&[
            FrontEnd,
            StandardEdition,
            Director,
            Mediation,
            PersistentChat,
            VideoInterop,
            TrustedApplication,
        ]);
        let n_servers: usize = inside.iter().map(|(_, pool)| estate.computers(pool).count()).sum();
        let n_edges = estate.edges().len();
        let n_listeners = estate.listeners().len();
        let n_oauth = usize::from(!inside.is_empty());
        Self { internal: n_servers + n_edges + n_oauth, public: n_edges + n_listeners }
    }
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let Order { internal, public } = Order::of(estate);
    let mut table = Table::of("Certificates", COLUMNS, rows(estate), cells);
    if !table.rows.is_empty() {
        table = table
            .note(format!(
                "To order: {internal} from the internal authority where the usages of a server share one certificate \
                 with all of their names, {public} from a public one. Those of gateways, survivable branches and Office \
                 Web Apps come on top."
            ))
            .note(format!("Wildcards: {}.", WILDCARDS.value))
            .note("Keys of 2048 bits, signed with SHA-2; the revocation list has to be within reach.");
        if estate.topology.sql_instances.iter().next().is_some() {
            table = table.note(
                "Mirroring endpoints need no certificate where they sign in with Windows accounts (CE26, inferred).",
            );
        }
    }
    vec![table]
}

fn cells(row: CertificateRow) -> [String; 11] {
    let public = row.authority == Authority::Public;
    [
        row.row.key.to_owned(),
        row.role,
        listed(row.computers),
        row.row.what.to_owned(),
        row.subject,
        listed(row.names),
        if public { "public" } else { "internal" }.to_owned(),
        SERVER_AUTHENTICATION.value.to_owned(),
        yes_or_no(row.is_shared),
        row.note,
        row.row.inferred.unwrap_or_default().to_owned(),
    ]
}

/// Names in the order in which they are added, each once, whatever its case.
#[derive(Debug, Clone, Default)]
struct Names(Vec<String>);

impl Names {
    fn with<N: AsRef<str>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        for name in names {
            let name = name.as_ref();
            if !name.is_empty() && !self.0.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                self.0.push(name.to_owned());
            }
        }
        self
    }
}

/// The hosts of simple URLs: Meet and Dialin, and Admin apart.
fn hosts_of_urls(estate: &Estate<'_>) -> (Vec<String>, Vec<String>) {
    let (admin, public): (Vec<_>, Vec<_>) =
        estate.urls().into_iter().partition(|url| matches!(url.of, SimpleUrlOf::Admin));
    let hosts = |urls: Vec<crate::checks::SimpleUrl<'_>>| urls.iter().map(|url| url.host().to_owned()).collect();
    (hosts(public), hosts(admin))
}

fn rows(estate: &Estate<'_>) -> Vec<CertificateRow> {
    let mut rows = Vec::new();
    for (id, pool) in estate.pools() {
        rows.extend(of_pool(estate, id, pool));
    }
    for (_, gateway) in estate.sorted(estate.topology.gateways.iter(), |(_, row)| row.fqdn.to_string()) {
        let has_tls = estate.topology.trunks.iter().any(|(_, trunk)| {
            let of = estate.topology.gateways.get(trunk.gateway);
            trunk.transport == Transport::Tls && of.is_some_and(|of| std::ptr::eq(of, gateway))
        });
        if has_tls {
            let name = gateway.fqdn.to_string();
            let note = "the root certificate of the Mediation Servers' authority goes on the gateway";
            rows.push(one(CE15, "Gateway", &name, &name, Names::default().with([&name]), note));
        }
    }
    rows.extend(outside(estate));
    for (_, server) in estate.sorted(estate.topology.web_apps_servers.iter(), |(_, row)| row.fqdn.to_string()) {
        let name = server.fqdn.to_string();
        let note = "add the name of each server of the farm";
        let row = one(CE24, "Office Web Apps", &name, &name, Names::default().with([&name]), note);
        rows.push(CertificateRow { is_shared: true, ..row });
    }
    if let Some(domain) = estate.domains().first().filter(|_| !rows.is_empty()) {
        let note = "one for the deployment, ordered with -Identity Global; Central Management brings it to every server \
                    but Edge";
        let row = one(CE25, "Deployment", "all servers but Edge", domain, Names::default(), note);
        rows.push(CertificateRow { is_shared: true, ..row });
    }
    rows
}

fn one(row: Keyed, role: &str, computer: &str, subject: &str, names: Names, note: &str) -> CertificateRow {
    CertificateRow {
        row,
        role: role.to_owned(),
        computers: vec![computer.to_owned()],
        subject: subject.to_owned(),
        names: names.0,
        authority: Authority::Internal,
        is_shared: false,
        note: note.to_owned(),
    }
}

/// What the one certificate of a server of a pool names beside the server, where it serves for all its usages.
pub(super) fn names_of<'a>(estate: &Estate<'a>, id: Id<Pool>, pool: &'a Pool) -> Vec<String> {
    let rows = of_pool(estate, id, pool);
    let not_of_servers = |name: &&String| {
        let is_own = |(_, computer): (_, &Computer)| computer.fqdn.as_str().eq_ignore_ascii_case(name);
        pool.fqdn.as_str().eq_ignore_ascii_case(name) || !estate.computers(pool).any(is_own)
    };
    Names::default().with(rows.iter().flat_map(|row| &row.names).filter(not_of_servers)).0
}

/// The certificates of the servers of a pool inside.
fn of_pool<'a>(estate: &Estate<'a>, id: Id<Pool>, pool: &'a Pool) -> Vec<CertificateRow> {
    let is_for_sign_in = estate.sign_in().iter().any(|(other, _)| *other == id);
    let domains = estate.domains();
    let (public_hosts, admin_hosts) = hosts_of_urls(estate);
    let under = |label: &str| domains.iter().map(|domain| format!("{label}.{domain}")).collect::<Vec<_>>();
    let sip: Vec<String> =
        if is_for_sign_in { domains.iter().map(|domain| sip_name(domain)).collect() } else { Vec::new() };
    let sign_in_note =
        if is_for_sign_in { "add sipinternal and sipexternal of a SIP domain where these records exist" } else { "" };
    let web = pool.role.web();
    let own = pool.fqdn.as_str();
    let web_inside = web.map(|web| &web.internal_fqdn).filter(|name| !name.is_empty()).map_or(own, Fqdn::as_str);
    let web_outside = web.map_or("", |web| web.external_fqdn.as_str());
    let outside_note = if web_outside.is_empty() {
        "the external web name is not chosen yet; *.<SIP domain> may stand for simple URLs and Autodiscover"
    } else {
        "*.<SIP domain> may stand for simple URLs and Autodiscover"
    };
    let wildcard = "*.<SIP domain> may stand for simple URLs and Autodiscover";
    let role = pool.role.kind().facts().title;
    let (discover_inside, discover) = (under(DISCOVER_INTERNAL), under(DISCOVER));
    let all_hosts = public_hosts.iter().chain(&admin_hosts);
    let of_server = |server: &str| -> Vec<CertificateRow> {
        let both = Names::default().with([own, server]);
        let named = |row, subject: &str, names: Names, note: &str| one(row, role, server, subject, names, note);
        match &pool.role {
            Role::FrontEnd(_) => vec![
                named(CE01, own, both.clone().with(&sip), sign_in_note),
                named(
                    CE02,
                    own,
                    both.with([web_inside]).with(all_hosts.clone()).with(&discover_inside).with(&discover),
                    wildcard,
                ),
                named(
                    CE03,
                    own,
                    Names::default().with([web_outside]).with(all_hosts.clone()).with(&discover),
                    outside_note,
                ),
            ],
            Role::StandardEdition(_) => vec![
                named(CE04, server, Names::default().with([server]).with(&sip), sign_in_note),
                named(
                    CE05,
                    server,
                    Names::default()
                        .with([server, web_outside])
                        .with(all_hosts.clone())
                        .with(&discover_inside)
                        .with(&discover),
                    outside_note,
                ),
            ],
            Role::Director(_) => vec![
                named(CE06, own, both.with(&sip), sign_in_note),
                named(
                    CE07,
                    server,
                    Names::default()
                        .with([server, web_inside, own])
                        .with(all_hosts.clone())
                        .with(&discover_inside)
                        .with(&discover),
                    wildcard,
                ),
                named(
                    CE08,
                    server,
                    Names::default().with([web_outside]).with(&public_hosts).with(&discover),
                    outside_note,
                ),
            ],
            Role::Mediation(_) => vec![named(CE09, own, both, "")],
            Role::PersistentChat(_) => {
                vec![named(CE11, own, both, "of the authority that the other internal servers have theirs from")]
            }
            Role::VideoInterop(_) => {
                vec![named(CE12, own, both, "video gateways that speak TLS need their alias among their own names")]
            }
            Role::TrustedApplication(_) => vec![named(CE13, own, both, "")],
            Role::SurvivableBranch(_) => {
                let sip = domains.iter().map(|domain| sip_name(domain));
                vec![named(CE14, server, Names::default().with([server]).with(sip), "")]
            }
            Role::Edge(_) | Role::Foreign(_) => Vec::new(),
        }
    };
    let mut rows: Vec<_> = estate.computers(pool).flat_map(|(_, computer)| of_server(computer.fqdn.as_str())).collect();
    if pool.role.front_end().is_some_and(|front_end| front_end.mediation.is_some()) {
        let note = "Mediation on the same computers uses the Default certificate of the pool; nothing to order";
        let computers = estate.computers(pool).map(|(_, computer)| computer.fqdn.to_string()).collect();
        let row = one(CE10, "Mediation, collocated", "", own, Names::default(), note);
        rows.push(CertificateRow { computers, ..row });
    }
    rows
}

/// The certificates of Edge pools and reverse proxies.
fn outside(estate: &Estate<'_>) -> Vec<CertificateRow> {
    let domains = estate.domains();
    let sip: Vec<String> = domains.iter().map(|domain| sip_name(domain)).collect();
    let mut rows = Vec::new();
    for (_, pool, edge) in estate.edges() {
        let own = pool.fqdn.as_str();
        let computers: Vec<String> = estate.computers(pool).map(|(_, computer)| computer.fqdn.to_string()).collect();
        let shared = |row: CertificateRow| CertificateRow {
            computers: computers.clone(),
            is_shared: computers.len() > 1,
            ..row
        };
        let note = "no alternative names needed; an internal or a public authority";
        rows.push(shared(one(CE20, "Edge pool, inside", "", own, Names::default(), note)));
        let access = edge.access.fqdn.as_str();
        let web = if edge.single_fqdn { "" } else { edge.web_conferencing.fqdn.as_str() };
        let names = Names::default().with([access, web]).with(&sip);
        let note = match pool.product {
            Product::L13 if edge.federation => {
                format!("the A/V name is not needed; also for {} where users talk to AOL", CLIENT_AUTHENTICATION.value)
            }
            _ => "the A/V name is not needed; the key has to be the same on all servers".to_owned(),
        };
        let row = shared(one(CE21, "Edge pool, outside", "", access, names, &note));
        rows.push(CertificateRow { authority: Authority::Public, ..row });
        if super::dns::has_xmpp(pool, edge) {
            let note = "names to add to the external certificate (CE21)";
            let row = shared(one(CE22, "Edge pool, outside", "", access, Names::default().with(&domains), note));
            rows.push(CertificateRow { authority: Authority::Public, ..row });
        }
    }
    let (public_hosts, _) = hosts_of_urls(estate);
    for (host, served) in estate.listeners() {
        let names = served.iter().filter_map(|(_, pool)| pool.role.web()).map(|web| web.external_fqdn.as_str());
        let wac = served.iter().filter_map(|(_, pool)| {
            let server = pool.role.front_end()?.web_apps?;
            Some(estate.topology.web_apps_servers.get(server)?.fqdn.as_str())
        });
        let names = Names::default()
            .with(names)
            .with(&public_hosts)
            .with(wac)
            .with(domains.iter().map(|domain| format!("{DISCOVER}.{domain}")));
        let subject = names.0.first().cloned().unwrap_or_default();
        let note = "*.<SIP domain> may stand for simple URLs; without the names of Autodiscover, port 80 is opened for it \
                    (FW58, FW68)";
        let row = one(CE23, "Reverse proxy", &host.name, &subject, names, note);
        rows.push(CertificateRow { authority: Authority::Public, ..row });
    }
    rows
}
