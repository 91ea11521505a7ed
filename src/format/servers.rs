//! A list of servers, as the sheet of servers writes it and planning tools do: a line for each, under headings. It
//! makes sites, data centres, pools with their computers, SQL instances, shares, gateways and what stands before the
//! pools, as far as its columns say; `docs/servers-csv.md` has them. It is read and never written.
//!
//! Nothing in a cell keeps the others from being read: what cannot be used is left out, and it is said where.

use std::collections::{BTreeMap, BTreeSet};

use strum::VariantArray;

use super::cells::{Cell, rows};
use super::{Opened, Places};
use crate::diagnostic::Notice;
use crate::message;
use crate::model::{
    Address, BranchSite, Computer, DataCentre, Deployment, Document, FileStore, Gateway, GatewayKind, Id, Interface,
    NetworkService, NetworkServiceKind, Platform, Pool, Role, RoleKind, Rows, Site, SiteRef, SqlInstance, StoreRef,
    Topology, UncPath, WebAppsServer,
};
use crate::text::{LineColumn, Message, shortened};
use crate::vendor::{InterfaceSide, Product, WindowsVersion, names::wac_discovery_url};

/// The most lines that are read. The largest deployments have thousands of servers.
const MOST_ROWS: usize = 50_000;

/// How many notes one file gets; there may be one for every cell.
const MOST_NOTES: usize = 500;

/// What stands between the cells: a comma, or what programs write where the comma is in numbers, or a tabulator.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// What the sheet of servers writes where it knows no address.
const NO_ADDRESS: &str = "address not known";

/// What the sheet writes in the place of a server, before what is to be known beside its lines.
const NOTE: &str = "Note";

/// The columns, by their headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
enum Column {
    Server,
    Role,
    Pool,
    Product,
    Site,
    BranchOf,
    DataCentre,
    AddressInside,
    AddressesOutside,
    Platform,
    Windows,
    InReserve,
    Instance,
    Share,
    BackEnd,
}

impl Column {
    const fn heading(self) -> &'static str {
        match self {
            Self::Server => "Server",
            Self::Role => "Role",
            Self::Pool => "Pool",
            Self::Product => "Product",
            Self::Site => "Site",
            Self::BranchOf => "Branch of",
            Self::DataCentre => "Data centre",
            Self::AddressInside => "Address inside",
            Self::AddressesOutside => "Addresses outside",
            Self::Platform => "Platform",
            Self::Windows => "Windows",
            Self::InReserve => "In reserve",
            Self::Instance => "Instance",
            Self::Share => "Share",
            Self::BackEnd => "Back end",
        }
    }

    fn named(heading: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|column| column.heading().eq_ignore_ascii_case(heading.trim()))
    }
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A computer of a pool.
    Computer(RoleKind),
    SqlServer,
    FileServer,
    WebApps,
    Gateway(GatewayKind),
    Service(NetworkServiceKind),
}

impl What {
    const BESIDE_POOLS: [(&'static str, Self); 7] = [
        ("SQL Server", Self::SqlServer),
        ("File server", Self::FileServer),
        ("Office Web Apps", Self::WebApps),
        ("Gateway", Self::Gateway(GatewayKind::Pstn)),
        ("Video gateway", Self::Gateway(GatewayKind::Video)),
        ("Reverse proxy", Self::Service(NetworkServiceKind::ReverseProxy)),
        ("Load balancer", Self::Service(NetworkServiceKind::LoadBalancer)),
    ];

    /// By the title of a role or by its word in a sketch, as a pool or as a server of one.
    fn named(text: &str) -> Option<Self> {
        let bare = |name: &str| {
            let name = name.to_lowercase().replace('-', " ");
            let [pool, server] = [" pool", " server"].map(|end| name.strip_suffix(end));
            pool.or(server).unwrap_or(&name).to_owned()
        };
        let text = bare(text);
        let is_it = |name: &str| bare(name) == text;
        let role = RoleKind::VARIANTS.iter().find(|role| is_it(role.facts().title) || is_it(role.facts().token));
        let beside = || Self::BESIDE_POOLS.iter().find(|(name, _)| is_it(name)).map(|(_, what)| *what);
        role.map(|role| Self::Computer(*role)).or_else(beside)
    }

    fn is_in_branch_sites(self) -> bool {
        match self {
            Self::Computer(role) => role.facts().in_branch_site,
            _ => true,
        }
    }
}

/// What stands between the cells of a text that is such a list; none if it is another.
pub(super) fn sniff(text: &str) -> Option<u8> {
    let text = without_hint(text);
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    SEPARATORS.into_iter().find(|separator| {
        let headings = rows(first, *separator, 1);
        let has = |column| headings.iter().flatten().any(|cell| Column::named(&cell.text) == Some(column));
        has(Column::Server) && has(Column::Role)
    })
}

/// Excel may be told in a line before all others what stands between the cells; it becomes an empty one.
fn without_hint(text: &str) -> &str {
    match text.lines().next() {
        Some(line) if line.trim_start_matches('\u{feff}').to_ascii_lowercase().starts_with("sep=") => {
            &text[line.len()..]
        }
        _ => text,
    }
}

/// Reads a list with that character between its cells.
pub(super) fn read(text: &str, separator: u8) -> Opened {
    let text = text.trim_start_matches('\u{feff}');
    let mut table = rows(without_hint(text), separator, MOST_ROWS + 1).into_iter();
    let mut reader = Reader::default();
    let columns = reader.columns(&table.next().unwrap_or_default());
    let lines: Vec<Line> = table.filter_map(|cells| reader.line(&columns, cells)).collect();
    if lines.len() >= MOST_ROWS {
        let message = message!("only the first {n} servers were read", n = MOST_ROWS);
        reader.note(None, message, message!("split the list"));
    }
    reader.find_sites(&lines);
    for line in &lines {
        reader.take(line);
    }
    reader.finish()
}

/// A line of the list, with the cells that are not empty.
#[derive(Debug)]
struct Line {
    at: LineColumn,
    cells: BTreeMap<Column, Cell>,
    what: What,
    server: String,
}

impl Line {
    fn text(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", |cell| &cell.text)
    }

    fn at(&self, column: Column) -> Option<LineColumn> {
        Some(self.cells.get(&column).map_or(self.at, |cell| cell.at))
    }
}

#[derive(Debug, Default)]
struct Reader {
    rows: Rows,
    notices: Vec<Notice>,
    n_unsaid: usize,
    /// The product of the first pool that has one.
    product: Option<Product>,
    /// The first site.
    site: Option<(Id<Site>, String)>,
    /// Names of sites that are branch sites, in lower case.
    branches: BTreeSet<String>,
    /// Computers by pool and name, in lower case.
    computers: BTreeSet<(Id<Pool>, String)>,
}

fn id_of<T>(kind: &str, name: &str) -> Id<T> {
    Id::derived(&format!("servers.csv {kind} {}", name.to_lowercase()))
}

impl Reader {
    fn note(&mut self, at: Option<LineColumn>, message: Message, help: Message) {
        if self.notices.len() < MOST_NOTES {
            self.notices.push(Notice { at, message, help: Some(help) });
        } else {
            self.n_unsaid += 1;
        }
    }

    fn columns(&mut self, headings: &[Cell]) -> Vec<Option<Column>> {
        let mut columns = Vec::new();
        for Cell { text, at } in headings {
            let column = Column::named(text);
            let name = shortened(text.trim().to_owned());
            let known = || Column::VARIANTS.iter().map(|column| column.heading()).collect::<Vec<_>>().join(", ");
            match column {
                None if !name.is_empty() => {
                    let message = message!("the column {name} is none of a list of servers and was left aside", name);
                    self.note(Some(*at), message, message!("the columns are {known}", known = known()));
                }
                Some(_) if columns.contains(&column) => {
                    let message = message!("there is a second column {name}, which was left aside", name);
                    self.note(Some(*at), message, message!("remove one of the two"));
                    columns.push(None);
                    continue;
                }
                _ => {}
            }
            columns.push(column);
        }
        columns
    }

    /// A line, if it is about something.
    fn line(&mut self, columns: &[Option<Column>], cells: Vec<Cell>) -> Option<Line> {
        let at = cells.first()?.at;
        if let Some(extra) = cells.get(columns.len()..).and_then(|extra| extra.iter().find(|it| !it.text.is_empty())) {
            let message = message!("the line has more cells than there are headings");
            self.note(Some(extra.at), message, message!("put text with separators in it between double quotes"));
        }
        let mut by_column = BTreeMap::new();
        for (column, mut cell) in columns.iter().zip(cells) {
            cell.text = plain(&cell.text).to_owned();
            if cell.text.contains('\n') {
                let message = message!("the cell goes on in the next line");
                self.note(Some(cell.at), message, message!("see whether a double quote is missing where it ends"));
            }
            if let Some(column) = column
                && !cell.text.is_empty()
            {
                by_column.insert(*column, cell);
            }
        }
        if by_column.is_empty() {
            return None;
        }
        let Some(server) = by_column.get(&Column::Server).map(|cell| cell.text.clone()) else {
            let help = message!("enter its FQDN in the column Server; the line was left out");
            self.note(Some(at), message!("the line names no server"), help);
            return None;
        };
        // A sheet's notes stand under its lines.
        if server == NOTE && by_column.get(&Column::Role).is_none_or(|cell| What::named(&cell.text).is_none()) {
            return None;
        }
        let roles = || {
            let roles = RoleKind::VARIANTS.iter().map(|role| role.facts().title);
            roles.chain(What::BESIDE_POOLS.iter().map(|(name, _)| *name)).collect::<Vec<_>>().join(", ")
        };
        let role = by_column.get(&Column::Role);
        let Some(what) = role.and_then(|cell| What::named(&cell.text)) else {
            let message = match role {
                Some(cell) => message!("{role} is no role of a server", role = &*cell.text),
                None => message!("{server} has no role", server = &*server),
            };
            let at = role.map_or(at, |cell| cell.at);
            self.note(Some(at), message, message!("the line was left out; the roles are {roles}", roles = roles()));
            return None;
        };
        Some(Line { at, cells: by_column, what, server })
    }

    /// Makes all sites. A branch site has an appliance and nothing that only a central site can have, or says whose
    /// branch it is.
    fn find_sites(&mut self, lines: &[Line]) {
        let name = |line: &Line| line.text(Column::Site).to_lowercase();
        let is_appliance = |line: &&Line| line.what == What::Computer(RoleKind::SurvivableBranch);
        self.branches = lines
            .iter()
            .filter(|line| is_appliance(line) || !line.text(Column::BranchOf).is_empty())
            .map(name)
            .collect();
        let central: BTreeSet<String> = lines.iter().filter(|line| !line.what.is_in_branch_sites()).map(name).collect();
        self.branches.retain(|branch| !branch.is_empty() && !central.contains(branch));
        for line in lines {
            let (name, parent) = (line.text(Column::Site), line.text(Column::BranchOf));
            if !self.branches.contains(&name.to_lowercase()) {
                continue;
            }
            let parent = (!parent.is_empty()).then(|| self.central_site(parent));
            let new = || BranchSite { name: name.to_owned(), ..BranchSite::default() };
            let row = self.rows.branch_sites.entry(id_of("branch site", name)).or_insert_with(new);
            let is_other = parent.is_some() && row.parent.is_some() && row.parent != parent;
            row.parent = row.parent.or(parent);
            if is_other {
                let message = message!("a line above says that {site} is the branch of another site", site = name);
                let help = message!("the first was kept; correct one of the two");
                self.note(line.at(Column::BranchOf), message, help);
            }
        }
        let orphans: Vec<String> =
            self.rows.branch_sites.values().filter(|row| row.parent.is_none()).map(|row| row.name.clone()).collect();
        for name in orphans {
            let message = message!("nothing says which site {name} is a branch of", name);
            self.note(None, message, message!("name the central site in the column Branch of"));
        }
    }

    fn central_site(&mut self, name: &str) -> Id<Site> {
        let id = id_of("site", name);
        self.rows.sites.entry(id).or_insert_with(|| Site { name: name.to_owned(), ..Site::default() });
        self.site.get_or_insert_with(|| (id, name.to_owned()));
        id
    }

    fn site(&mut self, line: &Line) -> SiteRef {
        let name = line.text(Column::Site);
        if self.branches.contains(&name.to_lowercase()) {
            return SiteRef::Branch(id_of("branch site", name));
        }
        if name.is_empty() {
            let first = self.site.clone();
            let (id, name) = first.unwrap_or_else(|| (self.central_site("Site 1"), "Site 1".to_owned()));
            let message = message!("{server} has no site, and was put into {name}", server = &*line.server, name);
            self.note(line.at(Column::Server), message, message!("enter one in the column Site"));
            return SiteRef::Central(id);
        }
        SiteRef::Central(self.central_site(name))
    }

    fn data_centre(&mut self, line: &Line, site: SiteRef) -> Option<Id<DataCentre>> {
        let name = line.text(Column::DataCentre);
        if name.is_empty() {
            return None;
        }
        let id = id_of("data centre", name);
        self.rows.data_centres.entry(id).or_insert_with(|| DataCentre { name: name.to_owned(), region: String::new() });
        if let SiteRef::Central(site) = site
            && let Some(site) = self.rows.sites.get_mut(&site)
            && !site.data_centres.contains(&id)
        {
            site.data_centres.push(id);
        }
        Some(id)
    }

    fn take(&mut self, line: &Line) {
        let site = self.site(line);
        let data_centre = self.data_centre(line, site);
        let server = line.server.as_str();
        match line.what {
            What::Computer(role) => self.computer(line, role, site, data_centre),
            What::SqlServer => {
                let instance = line.text(Column::Instance);
                let id = self.sql(server, instance, site);
                if let Some(row) = self.rows.sql_instances.get_mut(&id) {
                    (row.site, row.data_centre) = (site, data_centre);
                }
            }
            What::FileServer => {
                let id = self.share(server, line.text(Column::Share), site);
                if let Some(row) = self.rows.file_stores.get_mut(&id) {
                    (row.site, row.data_centre) = (site, data_centre);
                }
            }
            What::WebApps => {
                let discovery_url = wac_discovery_url(server);
                let row = WebAppsServer { fqdn: server.into(), site, data_centre, discovery_url, is_external: false };
                self.rows.web_apps_servers.insert(id_of("web apps", server), row);
            }
            What::Gateway(kind) => {
                let [address, _] = self.addresses(line, Column::AddressInside).into_iter().next().unwrap_or_default();
                let row = Gateway { fqdn: server.into(), site, kind, data_centre, address };
                self.rows.gateways.insert(id_of("gateway", server), row);
            }
            What::Service(kind) => {
                let is_outside = kind == NetworkServiceKind::ReverseProxy;
                let column = if is_outside { Column::AddressesOutside } else { Column::AddressInside };
                let [address, _] = self.addresses(line, column).into_iter().next().unwrap_or_default();
                let (name, fqdn) = (server.to_owned(), if server.contains('.') { server.into() } else { "".into() });
                let row = NetworkService { name, kind, site, data_centre, fqdn, address, serves: Vec::new() };
                self.rows.network_services.insert(id_of("service", server), row);
            }
        }
    }

    fn sql(&mut self, server: &str, instance: &str, site: SiteRef) -> Id<SqlInstance> {
        let id = id_of("sql", &format!(r"{server}\{instance}"));
        self.rows.sql_instances.entry(id).or_insert_with(|| SqlInstance::new(server, instance, site));
        id
    }

    fn share(&mut self, server: &str, share: &str, site: SiteRef) -> Id<FileStore> {
        let id = id_of("share", &format!(r"{server}\{share}"));
        self.rows.file_stores.entry(id).or_insert_with(|| FileStore::new(server, share, site));
        id
    }

    fn computer(&mut self, line: &Line, role: RoleKind, site: SiteRef, data_centre: Option<Id<DataCentre>>) {
        let server = line.server.as_str();
        let pool_name = Some(line.text(Column::Pool)).filter(|name| !name.is_empty()).unwrap_or(server);
        let pool = self.pool(line, pool_name, role, site);
        if !self.computers.insert((pool, server.to_lowercase())) {
            let message = message!("{server} is in {pool} already", server, pool = pool_name);
            self.note(line.at(Column::Server), message, message!("the line was left out; remove it"));
            return;
        }
        let side = if role == RoleKind::Edge { InterfaceSide::Internal } else { InterfaceSide::Primary };
        let mut interfaces = Vec::new();
        let mut add = |side, number, [address, address_v6]: [Address; 2]| {
            if !(address.is_empty() && address_v6.is_empty()) {
                let (public_address, public_address_v6) = (Address::default(), Address::default());
                interfaces.push(Interface { side, number, address, address_v6, public_address, public_address_v6 });
            }
        };
        if let Some(inside) = self.addresses(line, Column::AddressInside).into_iter().next() {
            add(side, 1, inside);
        }
        let outside = self.addresses(line, Column::AddressesOutside);
        if role == RoleKind::Edge {
            if let (1, Some(Role::Edge(edge))) =
                (outside.len(), self.rows.pools.get_mut(&pool).map(|row| &mut row.role))
            {
                edge.single_fqdn = true;
                edge.set_default_ports();
            }
            for (addresses, number) in outside.into_iter().zip(1..) {
                add(InterfaceSide::External, number, addresses);
            }
        } else if let Some(cell) = line.cells.get(&Column::AddressesOutside) {
            let message = message!("{server} is no Edge server and has no address outside", server);
            self.note(Some(cell.at), message, message!("the address was left out; empty the cell"));
        }
        let windows = WindowsVersion::VARIANTS.iter().flat_map(|it| [(it.title(), *it), (it.token(), *it)]);
        let windows: Vec<_> = windows.collect();
        let row = Computer {
            fqdn: server.into(),
            data_centre,
            interfaces,
            standby: self.chosen(line, Column::InReserve, &[("yes", true), ("no", false)]).unwrap_or_default(),
            platform: self.chosen(
                line,
                Column::Platform,
                &[("physical", Platform::Physical), ("virtual", Platform::Virtual)],
            ),
            os: self.chosen(line, Column::Windows, &windows),
            ..Computer::default()
        };
        let id: Id<Computer> = pool.part(&format!("computer {}", server.to_lowercase()));
        self.rows.computers.insert(id, row);
        if let Some(pool) = self.rows.pools.get_mut(&pool) {
            pool.computers.push(id);
        }
    }

    fn pool(&mut self, line: &Line, name: &str, role: RoleKind, site: SiteRef) -> Id<Pool> {
        let products = Product::VARIANTS.iter().flat_map(|it| [(it.title(), *it), (it.token(), *it)]);
        let product = self.chosen(line, Column::Product, &products.collect::<Vec<_>>());
        let id = id_of("pool", name);
        if let Some(known) = self.rows.pools.get(&id) {
            let differs = [
                (known.role.kind() != role, Column::Role),
                (known.site != site, Column::Site),
                (product.is_some_and(|product| product != known.product), Column::Product),
            ];
            for (_, column) in differs.into_iter().filter(|(differs, _)| *differs) {
                let message =
                    message!("{pool} has another {what} in a line above", pool = name, what = column.heading());
                self.note(line.at(column), message, message!("the first was kept; correct one of the two"));
            }
        } else {
            self.product = self.product.or(product);
            let product = product.or(self.product).unwrap_or_default();
            let mut row = Pool::new(name, site, product, role.with_defaults());
            row.multi_server &= role == RoleKind::FrontEnd || !name.eq_ignore_ascii_case(&line.server);
            self.rows.pools.insert(id, row);
        }
        self.stores(line, id, site);
        id
    }

    /// The databases and the share of a pool.
    fn stores(&mut self, line: &Line, pool: Id<Pool>, site: SiteRef) {
        let sql = line.cells.get(&Column::BackEnd).map(|cell| {
            let (server, instance) = cell.text.split_once('\\').unwrap_or((&cell.text, ""));
            (cell.at, self.sql(server, instance, site))
        });
        let path = line.cells.get(&Column::Share).map(|cell| (cell.at, UncPath::new(cell.text.as_str())));
        let share = path.and_then(|(at, path)| {
            let server = path.server().map(str::to_owned);
            let share = server.as_ref().and_then(|server| path.as_str().get(r"\\".len() + server.len() + r"\".len()..));
            match (server, share) {
                (Some(server), Some(share)) if !share.is_empty() => Some((at, self.share(&server, share, site))),
                _ => {
                    let message = message!("{path} is no share", path = path.as_str());
                    self.note(Some(at), message, message!("write it as \\\\server\\share; it was left out"));
                    None
                }
            }
        });
        let Some(row) = self.rows.pools.get_mut(&pool) else { return };
        let (back_end, file_store) = match &mut row.role {
            Role::FrontEnd(it) | Role::StandardEdition(it) => (Some(&mut it.back_end), Some(&mut it.file_store)),
            Role::PersistentChat(it) => (Some(&mut it.primary), Some(&mut it.file_store)),
            Role::Director(it) => (None, Some(&mut it.file_store)),
            _ => (None, None),
        };
        let mut homeless = Vec::new();
        if let Some((at, sql)) = sql {
            match back_end {
                Some(store) => *store = StoreRef::on(sql),
                None => homeless.push((at, message!("databases"))),
            }
        }
        if let Some((at, share)) = share {
            match file_store {
                Some(store) => *store = Some(share),
                None => homeless.push((at, message!("share"))),
            }
        }
        for (at, what) in homeless {
            let message = message!("a pool of this role has no {what}", what);
            self.note(Some(at), message, message!("the cell was left out; empty it"));
        }
    }

    /// What a word stands for.
    fn chosen<T: Copy>(&mut self, line: &Line, column: Column, words: &[(&str, T)]) -> Option<T> {
        let cell = line.cells.get(&column)?;
        let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(&cell.text));
        if found.is_none() {
            let message = message!("{text} is not known under {what}", text = &*cell.text, what = column.heading());
            let words = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            self.note(Some(cell.at), message, message!("it was left open; write one of {words}", words));
        }
        found.map(|(_, value)| *value)
    }

    /// The addresses in a cell, of both families each; an empty pair where one is not known.
    fn addresses(&mut self, line: &Line, column: Column) -> Vec<[Address; 2]> {
        let Some(cell) = line.cells.get(&column) else { return Vec::new() };
        let mut found = Vec::new();
        for text in cell.text.split([',', ';']).map(str::trim) {
            let mut pair = [Address::default(), Address::default()];
            for text in text.split_whitespace().filter(|_| !text.eq_ignore_ascii_case(NO_ADDRESS)) {
                let address = Address::from(text);
                match address.parse() {
                    Some(parsed) => pair[usize::from(parsed.is_ipv6())] = address,
                    None => {
                        let message = message!("{text} is no IP address", text);
                        self.note(Some(cell.at), message, message!("it was left out; correct it"));
                    }
                }
            }
            found.push(pair);
        }
        found
    }

    fn finish(mut self) -> Opened {
        let (n_pools, n_servers) = (self.rows.pools.len(), self.rows.computers.len());
        let product = self.product.unwrap_or_default();
        self.rows.deployments.insert(Deployment::ID, Deployment { product, ..Deployment::default() });
        let about_all = Notice {
            at: None,
            message: message!(
                "this is a list of servers: {n_pools} pools with {n_servers} computers; the list stays as it is",
                n_pools,
                n_servers
            ),
            help: Some(message!(
                "save the deployment as .ron, and enter what a list does not say, such as SIP domains"
            )),
        };
        self.notices.sort_by_key(|notice| notice.at);
        if self.n_unsaid > 0 {
            let message = message!("{n} more cells could not be used", n = self.n_unsaid);
            let help = Some(message!("correct those above first"));
            self.notices.push(Notice { at: None, message, help });
        }
        let notices = std::iter::once(about_all).chain(self.notices).collect();
        let document = Document { topology: Topology::from(self.rows), ..Document::default() };
        Opened { document, notices, format: None, places: Places::default() }
    }
}

/// A cell without blanks around it and without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests;
