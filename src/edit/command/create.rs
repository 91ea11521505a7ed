use serde::{Deserialize, Serialize};

use super::{Draft, Refusal};
use crate::message;
use crate::model::{
    BranchSite, Computer, DataCentre, Deployment, FileStore, Fqdn, Gateway, GatewayKind, Id, NetworkService,
    NetworkServiceKind, Pool, PortRange, Role, RoleKind, Site, SiteRef, SqlInstance, StoreRef, Transport, Trunk,
    WebAppsServer,
};
use crate::text::{Code, Message};
use crate::vendor::names;

/// A new row of one kind. Ids come from outside, so that planning the same command twice gives the same patch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the rows")]
pub enum Creation {
    Site {
        id: Id<Site>,
        name: String,
    },
    BranchSite {
        id: Id<BranchSite>,
        name: String,
        parent: Id<Site>,
    },
    DataCentre {
        id: Id<DataCentre>,
        name: String,
        site: Option<Id<Site>>,
    },
    Pool {
        id: Id<Pool>,
        role: RoleKind,
        fqdn: Fqdn,
        site: SiteRef,
        data_centre: Option<Id<DataCentre>>,
        computers: Vec<Fqdn>,
    },
    SqlInstance {
        id: Id<SqlInstance>,
        fqdn: Fqdn,
        instance: String,
        site: SiteRef,
        data_centre: Option<Id<DataCentre>>,
    },
    FileStore {
        id: Id<FileStore>,
        server: Fqdn,
        share: String,
        site: SiteRef,
        data_centre: Option<Id<DataCentre>>,
    },
    Gateway {
        id: Id<Gateway>,
        fqdn: Fqdn,
        kind: GatewayKind,
        site: SiteRef,
    },
    Trunk {
        id: Id<Trunk>,
        name: String,
        gateway: Id<Gateway>,
        pool: Option<Id<Pool>>,
    },
    WebAppsServer {
        id: Id<WebAppsServer>,
        fqdn: Fqdn,
        site: SiteRef,
    },
    NetworkService {
        id: Id<NetworkService>,
        kind: NetworkServiceKind,
        name: String,
        site: SiteRef,
    },
}

impl Creation {
    pub(super) fn draft(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        match self {
            Self::Site { id, name } => {
                draft.add(*id, Site { name: name.clone(), ..Site::default() })?;
            }
            Self::BranchSite { id, name, parent } => {
                draft.get(*parent)?;
                draft.add(*id, BranchSite { name: name.clone(), parent: Some(*parent), ..BranchSite::default() })?;
            }
            Self::DataCentre { id, name, site } => {
                draft.add(*id, DataCentre { name: name.clone(), ..DataCentre::default() })?;
                if let Some(site) = site {
                    draft.edit(*site, |site| site.data_centres.push(*id))?;
                }
            }
            Self::Pool { id, role, fqdn, site, data_centre, computers } => {
                pool(draft, *id, *role, fqdn, *site, *data_centre, computers)?;
            }
            Self::SqlInstance { id, fqdn, instance, site, data_centre } => {
                let row = SqlInstance::new(fqdn.clone(), instance.clone(), *site);
                draft.add(*id, SqlInstance { data_centre: *data_centre, ..row })?;
            }
            Self::FileStore { id, server, share, site, data_centre } => {
                let row = FileStore::new(server.clone(), share.clone(), *site);
                draft.add(*id, FileStore { data_centre: *data_centre, ..row })?;
            }
            Self::Gateway { id, fqdn, kind, site } => {
                let address = crate::model::Address::default();
                draft.add(*id, Gateway { fqdn: fqdn.clone(), site: *site, kind: *kind, data_centre: None, address })?;
                trunk(draft, id.part("root trunk"), fqdn.as_str(), *id, None, true)?;
            }
            Self::Trunk { id, name, gateway, pool } => trunk(draft, *id, name, *gateway, *pool, false)?,
            Self::WebAppsServer { id, fqdn, site } => {
                let discovery_url = names::wac_discovery_url(fqdn.as_str());
                let (fqdn, site) = (fqdn.clone(), *site);
                draft.add(*id, WebAppsServer { fqdn, site, data_centre: None, discovery_url, is_external: false })?;
            }
            Self::NetworkService { id, kind, name, site } => {
                let row = NetworkService {
                    name: name.clone(),
                    kind: *kind,
                    site: *site,
                    data_centre: None,
                    fqdn: Fqdn::default(),
                    address: crate::model::Address::default(),
                    serves: Vec::new(),
                };
                draft.add(*id, row)?;
            }
        }
        Ok(())
    }

    pub(super) fn label(&self) -> Message {
        match self {
            Self::Site { name, .. } => message!("Add site {name}", name),
            Self::BranchSite { name, .. } => message!("Add branch site {name}", name),
            Self::DataCentre { name, .. } => message!("Add data centre {name}", name),
            Self::Pool { fqdn, role, .. } => {
                message!("Add {role} {pool}", role = role.facts().title, pool = fqdn.to_string())
            }
            Self::SqlInstance { fqdn, .. } => message!("Add SQL Server store {server}", server = fqdn.to_string()),
            Self::FileStore { server, .. } => message!("Add file store on {server}", server = server.to_string()),
            Self::Gateway { fqdn, .. } => message!("Add gateway {gateway}", gateway = fqdn.to_string()),
            Self::Trunk { name, .. } => message!("Add trunk {name}", name),
            Self::WebAppsServer { fqdn, .. } => message!("Add Web Apps server {server}", server = fqdn.to_string()),
            Self::NetworkService { name, .. } => message!("Add {name}", name),
        }
    }
}

fn pool(
    draft: &mut Draft<'_>,
    id: Id<Pool>,
    kind: RoleKind,
    fqdn: &Fqdn,
    site: SiteRef,
    data_centre: Option<Id<DataCentre>>,
    computers: &[Fqdn],
) -> Result<(), Refusal> {
    let facts = kind.facts();
    if matches!(site, SiteRef::Branch(_)) && !facts.in_branch_site {
        let (role, site) = (facts.title, draft.topology().site_name(site));
        return Err(Refusal::new(message!("{site} is a branch site, where no {role} can live", site, role))
            .by(Code::literal("ST006"))
            .hint(message!("put it into a central site")));
    }
    let product = draft.topology().deployment().product;
    let mut pool = Pool::new(fqdn.clone(), site, product, kind.with_defaults());
    // A pool under one name with its only computer cannot be told from a single-computer pool, so it is one.
    pool.multi_server &= !matches!(computers, [only] if only.is(fqdn));
    let next_hop = next_hop_candidate(draft, site);
    match &mut pool.role {
        Role::StandardEdition(settings) => {
            let sql = id.part("local database");
            let row = SqlInstance::new(fqdn.clone(), names::STANDARD_EDITION_INSTANCE.value, site);
            draft.add(sql, SqlInstance { data_centre, ..row })?;
            settings.back_end = StoreRef::on(sql);
        }
        Role::Edge(settings) => settings.next_hop = next_hop,
        Role::Mediation(settings) => settings.next_hop = next_hop,
        Role::PersistentChat(settings) => {
            settings.next_hop = next_hop;
            fqdn.host().clone_into(&mut settings.display_name);
        }
        Role::TrustedApplication(settings) => settings.next_hop = next_hop,
        Role::VideoInterop(settings) => settings.next_hop = next_hop,
        Role::SurvivableBranch(settings) => settings.registrar = next_hop,
        Role::FrontEnd(_) | Role::Director(_) | Role::Foreign(_) => {}
    }
    for (place, computer) in computers.iter().enumerate() {
        let computer_id = id.part(&format!("computer {place}"));
        draft.add(computer_id, Computer { data_centre, ..Computer::new(computer.clone()) })?;
        pool.computers.push(computer_id);
    }
    draft.add(id, pool)
}

/// The Front End pool or Standard Edition server a new pool would most likely work for: one of its own site before
/// others, the first by name before others.
fn next_hop_candidate(draft: &Draft<'_>, site: SiteRef) -> Option<Id<Pool>> {
    let topology = draft.topology();
    let home = topology.central_site(site);
    topology
        .pools
        .iter()
        .filter(|(_, pool)| pool.role.front_end().is_some())
        .min_by_key(|(_, pool)| (topology.central_site(pool.site) != home, pool.fqdn.key()))
        .map(|(id, _)| id)
}

/// A trunk with the vendor's ports, to the pool named or the one that takes gateways in the same site.
fn trunk(
    draft: &mut Draft<'_>,
    id: Id<Trunk>,
    name: &str,
    gateway: Id<Gateway>,
    pool: Option<Id<Pool>>,
    is_root: bool,
) -> Result<(), Refusal> {
    let row = draft.get(gateway)?;
    let (kind, site) = (row.kind, row.site);
    let topology = draft.topology();
    let home = topology.central_site(site);
    let takes = |pool: &Pool| match kind {
        GatewayKind::Pstn => pool.role.mediation_ports().is_some(),
        GatewayKind::Video => matches!(pool.role, Role::VideoInterop(_)),
    };
    let pool = pool.or_else(|| {
        topology
            .pools
            .iter()
            .filter(|(_, pool)| takes(pool) && topology.central_site(pool.site) == home)
            .min_by_key(|(_, pool)| pool.fqdn.key())
            .map(|(id, _)| id)
    });
    let pool_port = pool
        .and_then(|pool| topology.pools.get(pool)?.role.mediation_ports()?.tls)
        .map_or(names::MEDIATION_TLS_PORT.value, |PortRange { first, .. }| first);
    let row = Trunk {
        name: name.to_owned(),
        gateway,
        gateway_port: names::GATEWAY_TLS_PORT.value,
        transport: Transport::Tls,
        pool,
        pool_port,
        is_root,
    };
    draft.add(id, row)
}

impl Deployment {
    /// A new deployment of one SIP domain, with the addresses the wizard would fill in.
    pub fn new(product: crate::vendor::Product, sip_domain: &Fqdn) -> Self {
        Self {
            product,
            default_sip_domain: sip_domain.clone(),
            sip_domains: vec![crate::model::SipDomain::new(sip_domain.clone())],
            simple_urls: crate::model::SimpleUrls {
                meet: vec![(sip_domain.clone(), names::meet_url(sip_domain.as_str()))],
                dialin: names::dialin_url(sip_domain.as_str()),
                admin: String::new(),
            },
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::{Sample, emea};

    #[test]
    fn a_standard_edition_server_comes_with_its_computer_and_its_database() {
        let mut sample = Sample::new();
        let se = sample.standard_edition("se.contoso.com");
        let row = sample.row(se);
        assert!(!row.multi_server);
        assert_eq!(sample.name(row.role.front_end().unwrap().back_end.primary.unwrap()), r"se.contoso.com\rtc");
        assert_eq!(sample.computers(se), ["se.contoso.com"]);
    }

    #[test]
    fn a_pool_named_like_its_only_computer_is_a_single_computer_pool() {
        let mut sample = Sample::new();
        let single = sample.pool(RoleKind::Edge, "edge.contoso.com", &["Edge.contoso.com"], "");
        let multiple = sample.pool(RoleKind::Edge, "edges.contoso.com", &["edge1.contoso.com"], "");
        assert_eq!([single, multiple].map(|id| sample.row(id).multi_server), [false, true]);
    }

    #[test]
    fn a_new_pool_works_for_the_first_home_pool_of_its_own_site() {
        let mut sample = Sample::new();
        let apac = SiteRef::Central(sample.site("APAC"));
        let there = sample.front_end("a.contoso.com");
        sample.edit(there, |pool| pool.site = apac);
        let edge = sample.pool(RoleKind::Edge, "edge.contoso.com", &[], "");
        assert_eq!(sample.row(edge).role.next_hop(), Some(there), "better another site's than none");
        let here = sample.front_end("z.contoso.com");
        let mediation = sample.pool(RoleKind::Mediation, "med.contoso.com", &[], "");
        assert_eq!(sample.row(mediation).role.next_hop(), Some(here));
    }

    #[test]
    fn a_gateway_comes_with_a_root_trunk_to_the_pool_that_takes_gateways() {
        let mut sample = Sample::new();
        let lon = sample.front_end("lon.contoso.com");
        sample.edit_front_end(lon, |settings| {
            let tls = Some(PortRange::single(5167));
            settings.mediation = Some(crate::model::MediationPorts { tls, ..Default::default() });
        });
        let gateway = sample.gateway("gw.contoso.com");
        let root = sample.row::<Trunk>(gateway.part("root trunk"));
        assert_eq!((root.name.as_str(), root.is_root, root.pool), ("gw.contoso.com", true, Some(lon)));
        assert_eq!((root.gateway_port, root.pool_port), (5067, 5167));
    }

    #[test]
    fn a_front_end_pool_is_not_built_in_a_branch_site() {
        let mut sample = Sample::new();
        let branch = Id::derived("Leeds");
        sample.perform(Creation::BranchSite { id: branch, name: "Leeds".to_owned(), parent: Id::derived("EMEA") });
        let site = SiteRef::Branch(branch);
        let (id, fqdn, role) = (Id::derived("x"), Fqdn::from("x.contoso.com"), RoleKind::FrontEnd);
        assert_eq!(
            sample.refusal(Creation::Pool { id, role, fqdn, site, data_centre: None, computers: Vec::new() }),
            "ST006 Leeds is a branch site, where no Enterprise Edition Front End pool can live \
             (put it into a central site)"
        );
    }

    #[test]
    fn what_exists_is_not_created_over() {
        let mut sample = Sample::new();
        let gateway = sample.gateway("gw.contoso.com");
        let (fqdn, kind) = (Fqdn::from("other.contoso.com"), GatewayKind::Pstn);
        assert_eq!(
            sample.refusal(Creation::Gateway { id: gateway, fqdn, kind, site: emea() }),
            "other.contoso.com is in the document already"
        );
    }

    #[test]
    fn a_site_that_is_not_there_holds_nothing() {
        let sample = Sample::new();
        let site = SiteRef::Central(Id::derived("nowhere"));
        let (id, fqdn, instance) = (Id::derived("sql"), Fqdn::from("sql1.contoso.com"), String::new());
        assert_eq!(
            sample.refusal(Creation::SqlInstance { id, fqdn, instance, site, data_centre: None }),
            "sql1.contoso.com refers to something that is not in this document"
        );
    }
}
