use strum::VariantArray;
use uuid::Uuid;

use crate::edit::{Command, Creation, Names, SheetCommand};
use crate::message;
use crate::model::{AnyId, Document, GatewayKind, Id, NetworkServiceKind, RoleKind, Site, SiteRef, Topology};
use crate::text::{Message, natural_key};
use crate::ui::intent::Home;
use crate::ui::selection::Selection;

/// What a person can make from nothing: one entry of the "New" menu each, one command behind menu, palette and outline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Creatable {
    #[default]
    Site,
    BranchSite,
    DataCentre,
    FrontEnd,
    StandardEdition,
    Director,
    Edge,
    Mediation,
    PersistentChat,
    TrustedApplication,
    VideoInterop,
    SurvivableBranch,
    SqlStore,
    FileStore,
    Gateway,
    VideoGateway,
    WebApps,
    ReverseProxy,
    LoadBalancer,
    Firewall,
    DnsServer,
    CertificateAuthority,
    ExchangeUm,
}

impl Creatable {
    /// "Front End pool", as a menu says it.
    pub fn title(self) -> Message {
        match self {
            Self::Site => message!("Central site"),
            Self::BranchSite => message!("Branch site"),
            Self::DataCentre => message!("Data centre"),
            Self::SqlStore => message!("SQL Server store"),
            Self::FileStore => message!("File store"),
            Self::Gateway => message!("PSTN gateway"),
            Self::VideoGateway => message!("Video gateway"),
            Self::WebApps => message!("Office Web Apps server"),
            _ => match (self.role(), self.network_service()) {
                (Some(role), _) => Message::verbatim(role.facts().title),
                (None, Some(service)) => Message::verbatim(service.title()),
                (None, None) => Message::verbatim(""),
            },
        }
    }

    /// The role of the pool, if it is one.
    pub const fn role(self) -> Option<RoleKind> {
        Some(match self {
            Self::FrontEnd => RoleKind::FrontEnd,
            Self::StandardEdition => RoleKind::StandardEdition,
            Self::Director => RoleKind::Director,
            Self::Edge => RoleKind::Edge,
            Self::Mediation => RoleKind::Mediation,
            Self::PersistentChat => RoleKind::PersistentChat,
            Self::TrustedApplication => RoleKind::TrustedApplication,
            Self::VideoInterop => RoleKind::VideoInterop,
            Self::SurvivableBranch => RoleKind::SurvivableBranch,
            _ => return None,
        })
    }

    /// The kind of network service, if it is one.
    pub const fn network_service(self) -> Option<NetworkServiceKind> {
        Some(match self {
            Self::ReverseProxy => NetworkServiceKind::ReverseProxy,
            Self::LoadBalancer => NetworkServiceKind::LoadBalancer,
            Self::Firewall => NetworkServiceKind::Firewall,
            Self::DnsServer => NetworkServiceKind::Dns,
            Self::CertificateAuthority => NetworkServiceKind::CertificateAuthority,
            Self::ExchangeUm => NetworkServiceKind::ExchangeUm,
            _ => return None,
        })
    }
}

impl Creatable {
    /// The command that makes one at `home`, under a name that nothing has yet, and the row it will be.
    pub(super) fn creation(
        self,
        document: &Document,
        home: Home,
        fresh: &dyn Fn() -> Uuid,
    ) -> Result<(Command, AnyId), Message> {
        let topology = &document.topology;
        let names = Names::of(topology);
        let uuid = fresh();
        let site = home.site.ok_or_else(|| message!("Make a central site first."));
        let central = site.clone().map(|site| topology.central_site(site));
        let data_centre = home.data_centre;
        let (creation, row): (Creation, AnyId) = match self {
            Self::Site => {
                let id = Id::from_uuid(uuid);
                (Creation::Site { id, name: names.free_label("Site") }, id.into())
            }
            Self::BranchSite => {
                let parent = central?.ok_or_else(|| message!("A branch site belongs to a central site."))?;
                let id = Id::from_uuid(uuid);
                (Creation::BranchSite { id, name: names.free_label("Branch"), parent }, id.into())
            }
            Self::DataCentre => {
                let id = Id::from_uuid(uuid);
                let site = central.ok().flatten();
                (Creation::DataCentre { id, name: names.free_label("Data centre"), site }, id.into())
            }
            Self::SqlStore => {
                let id = Id::from_uuid(uuid);
                let (fqdn, instance) = (names.free_host("sql"), "rtc".to_owned());
                (Creation::SqlInstance { id, fqdn, instance, site: site?, data_centre }, id.into())
            }
            Self::FileStore => {
                let id = Id::from_uuid(uuid);
                let (server, share) = (names.free_host("fs"), "lyncshare".to_owned());
                (Creation::FileStore { id, server, share, site: site?, data_centre }, id.into())
            }
            Self::Gateway | Self::VideoGateway => {
                let id = Id::from_uuid(uuid);
                let (stem, kind) = match self {
                    Self::Gateway => ("gw", GatewayKind::Pstn),
                    _ => ("vgw", GatewayKind::Video),
                };
                (Creation::Gateway { id, fqdn: names.free_host(stem), kind, site: site? }, id.into())
            }
            Self::WebApps => {
                let id = Id::from_uuid(uuid);
                (Creation::WebAppsServer { id, fqdn: names.free_host("wac"), site: site? }, id.into())
            }
            _ => match (self.role(), self.network_service()) {
                (Some(role), _) => {
                    let id = Id::from_uuid(uuid);
                    let (fqdn, computers) = names.pool(role);
                    (Creation::Pool { id, role, fqdn, site: site?, data_centre, computers }, id.into())
                }
                (None, Some(kind)) => {
                    let id = Id::from_uuid(uuid);
                    (
                        Creation::NetworkService { id, kind, name: names.free_label(kind.title()), site: site? },
                        id.into(),
                    )
                }
                (None, None) => return Err(message!("There is nothing of that kind.")),
            },
        };
        let create = Command::Create(creation);
        let command = match home.pin {
            None => create,
            Some(pin) => Command::All {
                label: create.label(document),
                steps: vec![create, Command::Sheet(SheetCommand::Pin(vec![(row, pin)]))],
            },
        };
        Ok((command, row))
    }
}

impl Home {
    /// Fills in what is not said: the site and the data centre of what is selected, else the first site there is.
    pub(super) fn or_beside(self, selection: &Selection, topology: &Topology) -> Self {
        let beside = selection.lead().map_or_else(Self::default, |id| Self::of(topology, id));
        let first_site = || {
            let id = topology.sites.iter().min_by_key(|(_, site)| natural_key(&site.name)).map(|(id, _)| id);
            id.map(SiteRef::Central)
        };
        let site = self.site.or(beside.site).or_else(first_site);
        let data_centre = self.data_centre.or(beside.data_centre.filter(|_| self.site.is_none()));
        Self { site, data_centre, pin: self.pin }
    }

    /// Where a row is.
    fn of(topology: &Topology, id: AnyId) -> Self {
        let (site, data_centre) = match id {
            AnyId::Site(id) => (Some(SiteRef::Central(id)), None),
            AnyId::BranchSite(id) => (Some(SiteRef::Branch(id)), None),
            AnyId::DataCentre(id) => {
                let site = topology.sites.iter().find(|(_, site): &(Id<Site>, &Site)| site.data_centres.contains(&id));
                (site.map(|(id, _)| SiteRef::Central(id)), Some(id))
            }
            AnyId::Pool(id) => {
                let pool = topology.pools.get(id);
                let data_centres = pool.map(|pool| topology.data_centres_of(pool)).unwrap_or_default();
                (pool.map(|pool| pool.site), data_centres.first().copied())
            }
            AnyId::Computer(id) => {
                let pool = topology.pools.iter().find(|(_, pool)| pool.computers.contains(&id));
                (pool.map(|(_, pool)| pool.site), topology.computers.get(id).and_then(|row| row.data_centre))
            }
            AnyId::SqlInstance(id) => {
                topology.sql_instances.get(id).map(|row| (Some(row.site), row.data_centre)).unwrap_or_default()
            }
            AnyId::FileStore(id) => {
                topology.file_stores.get(id).map(|row| (Some(row.site), row.data_centre)).unwrap_or_default()
            }
            AnyId::Gateway(id) => {
                topology.gateways.get(id).map(|row| (Some(row.site), row.data_centre)).unwrap_or_default()
            }
            AnyId::WebAppsServer(id) => {
                topology.web_apps_servers.get(id).map(|row| (Some(row.site), row.data_centre)).unwrap_or_default()
            }
            AnyId::NetworkService(id) => {
                topology.network_services.get(id).map(|row| (Some(row.site), row.data_centre)).unwrap_or_default()
            }
            AnyId::Trunk(id) => {
                let gateway = topology.trunks.get(id).and_then(|trunk| topology.gateways.get(trunk.gateway));
                (gateway.map(|gateway| gateway.site), None)
            }
            AnyId::Deployment(_) | AnyId::Link(_) => (None, None),
        };
        Self { site, data_centre, pin: None }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn everything_that_can_be_made_is_made_in_an_empty_deployment_with_one_site() {
        let last = Cell::new(0);
        let fresh = || {
            Uuid::from_u128({
                last.set(last.get() + 1);
                last.get()
            })
        };
        let mut document = Document::default();
        for &what in Creatable::VARIANTS {
            for _ in 0..2 {
                let home = Home::default().or_beside(&Selection::none(), &document.topology);
                let (command, row) = what.creation(&document, home, &fresh).unwrap();
                document = command.plan(&document).unwrap().apply(&document).unwrap();
                assert!(document.topology.contains(row), "{what:?}");
            }
        }
        let mut names: Vec<String> = document.topology.sites.iter().map(|(_, site)| site.name.clone()).collect();
        names.extend(document.topology.pools.iter().map(|(_, pool)| pool.fqdn.key()));
        let n_names = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), n_names, "{names:?}");
    }

    #[test]
    fn a_new_thing_goes_where_the_selected_one_is() {
        let document = Document::default();
        let fresh = || Uuid::from_u128(7);
        let (command, a) = Creatable::Site.creation(&document, Home::default(), &fresh).unwrap();
        let document = command.plan(&document).unwrap().apply(&document).unwrap();
        let home = Home::default().or_beside(&Selection::one(a), &document.topology);
        assert_eq!(home.site.map(AnyId::from), Some(a));
    }
}
