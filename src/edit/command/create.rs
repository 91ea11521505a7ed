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
                draft.put(*id, Site { name: name.clone(), ..Site::default() });
            }
            Self::BranchSite { id, name, parent } => {
                draft.get(*parent)?;
                draft.put(*id, BranchSite { name: name.clone(), parent: Some(*parent), ..BranchSite::default() });
            }
            Self::DataCentre { id, name, site } => {
                draft.put(*id, DataCentre { name: name.clone(), ..DataCentre::default() });
                if let Some(site) = site {
                    draft.edit(*site, |site| site.data_centres.push(*id))?;
                }
            }
            Self::Pool { id, role, fqdn, site, data_centre, computers } => {
                pool(draft, *id, *role, fqdn, *site, *data_centre, computers)?;
            }
            Self::SqlInstance { id, fqdn, instance, site, data_centre } => {
                let row = SqlInstance::new(fqdn.clone(), instance.clone(), *site);
                draft.put(*id, SqlInstance { data_centre: *data_centre, ..row });
            }
            Self::FileStore { id, server, share, site, data_centre } => {
                let row = FileStore::new(server.clone(), share.clone(), *site);
                draft.put(*id, FileStore { data_centre: *data_centre, ..row });
            }
            Self::Gateway { id, fqdn, kind, site } => {
                let address = crate::model::Address::default();
                draft.put(*id, Gateway { fqdn: fqdn.clone(), site: *site, kind: *kind, data_centre: None, address });
                trunk(draft, id.part("root trunk"), fqdn.as_str(), *id, None, true)?;
            }
            Self::Trunk { id, name, gateway, pool } => trunk(draft, *id, name, *gateway, *pool, false)?,
            Self::WebAppsServer { id, fqdn, site } => {
                let discovery_url = names::wac_discovery_url(fqdn.as_str());
                let (fqdn, site) = (fqdn.clone(), *site);
                draft.put(*id, WebAppsServer { fqdn, site, data_centre: None, discovery_url, is_external: false });
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
                draft.put(*id, row);
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
        return Err(Refusal::new(message!("a {role} cannot live in {site}, a branch site", role, site))
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
            draft.put(sql, SqlInstance { data_centre, ..row });
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
        draft.put(computer_id, Computer { data_centre, ..Computer::new(computer.clone()) });
        pool.computers.push(computer_id);
    }
    draft.put(id, pool);
    Ok(())
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
    draft.put(id, row);
    Ok(())
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
