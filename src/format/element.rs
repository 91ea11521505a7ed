//! The elements of both formats: which attributes and children a record has, in the order the product writes them.

use std::borrow::Cow;
use std::collections::HashMap;

use uuid::Uuid;

use super::index::Index;
use super::lowered::{
    Cluster, Domains, Extension, FaultDomains, Host, InterfaceRecord, Link, Lowered, Machine, Port, Service, SimpleUrl,
    SiteKind, SiteRecord, SqlRecord,
};
use super::numbers::Numbers;
use super::shape::{Declaration, Key, Shape};
use super::xml::{NodeId, Tree};
use crate::model::VendorFormat;
use crate::vendor::{
    MCUS, ServiceRole, WEB_COMPONENTS,
    namespace::{BASE_TYPES, SERVICE_ROLES, SIMPLE_URL, TOPOLOGY, WEB_SERVICES, WRITABLE_TOPOLOGY},
};

/// What shapes of one state of a document are made with.
pub(super) struct Elements<'a> {
    pub(super) format: VendorFormat,
    /// The tree the shapes are for, as it is before they change it; none for a document that is new.
    pub(super) tree: Option<&'a Tree<'a>>,
    pub(super) index: &'a Index,
    pub(super) numbers: &'a Numbers,
    /// Whether each thing says which number it has in the published topology that the document comes from.
    pub(super) says_numbers: bool,
    pub(super) sql_instances: HashMap<Uuid, &'a SqlRecord>,
    pub(super) sql_of: HashMap<Uuid, Vec<&'a SqlRecord>>,
}

/// Where a format declares a namespace.
pub(super) fn declaration(format: VendorFormat) -> Declaration {
    match format {
        VendorFormat::TopologyBuilder => Declaration::Last,
        VendorFormat::Published => Declaration::First,
    }
}

/// What is about the deployment as a whole.
pub(super) fn settings(lowered: &Lowered, format: VendorFormat) -> impl Iterator<Item = Shape<'_>> {
    // A published topology has no simple URLs: they are configuration.
    let urls = (format == VendorFormat::TopologyBuilder).then(|| simple_urls(&lowered.simple_urls));
    [domains(&lowered.domains)].into_iter().chain(urls)
}

/// The domains.
fn domains(domains: &Domains) -> Shape<'_> {
    let all = domains.all.iter().map(|domain| {
        Shape::new("InternalDomain", TOPOLOGY)
            .attribute("Name", domain.name.as_str())
            .flag("Authoritative", domain.authoritative)
            .flag("AllowSubDomains", domain.allow_sub_domains)
    });
    Shape::new("InternalDomains", TOPOLOGY)
        .flag("AllowAllDomains", false)
        .attribute("DefaultDomain", domains.default.as_str())
        .children(all)
}

/// The simple URLs.
fn simple_urls(urls: &[SimpleUrl]) -> Shape<'_> {
    let all = urls.iter().map(|url| {
        Shape::new("SimpleUrl", SIMPLE_URL)
            .attribute("Component", url.component)
            .attribute("Domain", url.domain.as_str())
            .attribute("ActiveUrl", url.url.as_str())
            .children([Shape::new("SimpleUrlEntry", SIMPLE_URL).attribute("Url", url.url.as_str())])
    });
    Shape::new("SimpleUrlConfiguration", SIMPLE_URL).flag("UseBackendDatabase", false).children(all)
}

impl<'a> Elements<'a> {
    pub(super) fn new(
        format: VendorFormat,
        tree: Option<&'a Tree<'a>>,
        index: &'a Index,
        numbers: &'a Numbers,
        says_numbers: bool,
        lowered: &'a Lowered,
    ) -> Self {
        let mut sql_of: HashMap<Uuid, Vec<&SqlRecord>> = HashMap::new();
        for sql in &lowered.sql_instances {
            sql_of.entry(sql.cluster).or_default().push(sql);
        }
        let sql_instances = lowered.sql_instances.iter().map(|sql| (sql.key, sql)).collect();
        Self { format, tree, index, numbers, says_numbers, sql_instances, sql_of }
    }

    /// The namespace of the structure.
    fn own(&self) -> &'static str {
        match self.format {
            VendorFormat::TopologyBuilder => WRITABLE_TOPOLOGY,
            VendorFormat::Published => TOPOLOGY,
        }
    }

    fn is_tbxml(&self) -> bool {
        self.format == VendorFormat::TopologyBuilder
    }

    /// What an element of the tree says now.
    fn written(&self, node: NodeId, attribute: &str) -> Option<Cow<'a, str>> {
        self.tree?.attribute(node, attribute)
    }

    fn number(&self, number: Option<u32>) -> Option<String> {
        number.filter(|_| self.says_numbers).map(|number| number.to_string())
    }

    pub(super) fn site<'r>(&self, site: &'r SiteRecord) -> Shape<'r> {
        let some = |text: &'r String| (!text.is_empty()).then_some(text.as_str());
        let number = self.numbers.sites.get(&site.key).copied();
        let description = some(&site.description).map(|text| Shape::new("Description", TOPOLOGY).text(text));
        let location = Shape::new("Location", TOPOLOGY)
            .attribute_if("City", some(&site.city))
            .attribute_if("State", some(&site.state))
            .attribute_if("CountryCode", some(&site.country_code));
        let (name, parent, lists): (_, _, &[_]) = match site.kind {
            SiteKind::Central => ("CentralSite", None, &["Clusters", "RemoteSites"]),
            // A branch site stands in its central one; of a flat list we guess how it names that.
            SiteKind::Branch(parent) => ("RemoteSite", parent.filter(|_| !self.is_tbxml()), &["Clusters"]),
        };
        let parent = parent.and_then(|parent| self.numbers.sites.get(&parent).copied());
        let lists = lists.iter().copied().filter(|_| self.is_tbxml());
        Shape::new(name, self.own())
            .attribute_if("SiteId", number.map(|number| number.to_string()))
            .attribute_if("CentralSiteId", parent.map(|parent| parent.to_string()))
            .attribute_if("OriginalSiteId", self.number(number))
            .children([Shape::new("Name", TOPOLOGY).text(site.name.as_str())])
            .children(description)
            .children([location])
            .children(lists.map(|name| Shape::new(name, self.own())))
    }

    pub(super) fn cluster<'r>(&self, cluster: &'r Cluster) -> Shape<'r>
    where
        'a: 'r,
    {
        let machines = self.machines(cluster);
        if !self.is_tbxml() {
            return Shape::new("Cluster", TOPOLOGY)
                .flag("RequiresReplication", cluster.requires_replication)
                .flag("RequiresSetup", cluster.requires_setup)
                .attribute("Fqdn", cluster.fqdn.as_str())
                .children([self.cluster_id(cluster.key)])
                .children(machines);
        }
        let number = self.numbers.clusters.get(&cluster.key);
        let sql_instances = self.sql_of.get(&cluster.key).into_iter().flatten().map(|sql| {
            let node = self.index.sql_instances.get(&sql.key).copied();
            Shape::new("SqlInstance", self.own())
                .keyed(Key::Row(sql.key), node)
                .attribute("UniqueId", self.unique_id(node, sql.key))
                .attribute("Name", sql.name.as_str())
                .attribute_if("AlwaysOnPrimaryNodeFqdn", sql.primary_node.as_deref())
                .attribute_if("MirroringPort", sql.mirror_port.map(|port| port.to_string()))
                .attribute_if("OriginalClusterUniqueId", self.number(Some(0)).map(|_| cluster.key.to_string()))
        });
        let sql_instances = Shape::new("SqlInstances", self.own()).children(sql_instances);
        Shape::new("Cluster", self.own())
            .flag("IsSingleMachineOnly", cluster.is_single)
            .attribute("UniqueId", self.unique_id(self.index.clusters.get(&cluster.key).copied(), cluster.key))
            .flag("RequiresReplication", cluster.requires_replication)
            .flag("RequiresSetup", cluster.requires_setup)
            .attribute("Fqdn", cluster.fqdn.as_str())
            .attribute_if("OriginalSiteId", self.number(number.map(|(site, _)| *site)))
            .attribute_if("OriginalNumber", self.number(number.map(|(_, number)| *number)))
            .children([Shape::new("Machines", self.own()).children(machines), sql_instances])
    }

    fn machines<'r>(&self, cluster: &'r Cluster) -> Vec<Shape<'r>>
    where
        'a: 'r,
    {
        let ordinals = self.ordinals(&cluster.machines);
        let node = |machine: &Machine| self.index.machines.get(&machine.key).copied();
        let mut numbers = self.domain_numbers(&cluster.machines);
        let mut shapes = Vec::with_capacity(cluster.machines.len());
        for (machine, ordinal) in cluster.machines.iter().zip(ordinals) {
            let node = node(machine);
            let is_new = node.is_none();
            let is_named_alone = cluster.is_single && machine.fqdn == cluster.fqdn;
            let says_name = node.is_some_and(|node| self.written(node, "Fqdn").is_some());
            let fqdn = (!self.is_tbxml() || !is_named_alone || says_name).then_some(machine.fqdn.as_str());
            let (fault, upgrade): (Option<Cow<'_, str>>, Option<Cow<'_, str>>) = match machine.domains {
                FaultDomains::OwnName => (Some(machine.fqdn.as_str().into()), Some(machine.fqdn.as_str().into())),
                FaultDomains::Numbered | FaultDomains::Chosen(_) => {
                    let named = |kind: &str, number: u32| Some(Cow::Owned(format!("{kind}Domain{number}")));
                    let fault = match node {
                        // What it says of its fault domain is kept, whatever it is.
                        Some(node) => self.written(node, "FaultDomain"),
                        None => named("Fault", numbers.next_fault()),
                    };
                    let own = node.and_then(|node| self.written(node, "UpgradeDomain"));
                    let upgrade = match machine.domains {
                        FaultDomains::Chosen(chosen) => named("Upgrade", chosen.into()),
                        _ if own.as_deref().is_some_and(|own| !numbers.is_shared(own)) => own,
                        _ if is_new || own.is_some() => named("Upgrade", numbers.next_upgrade()),
                        _ => None,
                    };
                    (fault, upgrade)
                }
                FaultDomains::None => (None, None),
            };
            let ordinal = ordinal.to_string();
            let (own_ordinal, original) =
                if self.is_tbxml() { (None, self.says_numbers.then_some(ordinal)) } else { (Some(ordinal), None) };
            let shape = Shape::new("Machine", self.own())
                .keyed(Key::Row(machine.key), node)
                .attribute_if("OrdinalInCluster", own_ordinal)
                .attribute_if("Fqdn", fqdn)
                .attribute_if("FaultDomain", fault)
                .attribute_if("UpgradeDomain", upgrade)
                .attribute_if("OriginalOrdinalInCluster", original)
                .children(machine.interfaces.iter().map(interface));
            shapes.push(shape);
        }
        shapes
    }

    /// The numbers of domains that the machines of a pool have.
    fn domain_numbers(&self, machines: &[Machine]) -> DomainNumbers {
        let written = |machine: &Machine, attribute: &str| {
            let node = self.index.machines.get(&machine.key)?;
            domain_number(&self.written(*node, attribute)?)
        };
        let highest_fault = machines.iter().filter_map(|machine| written(machine, "FaultDomain")).max();
        let upgrades = machines.iter().filter_map(|machine| match machine.domains {
            FaultDomains::Chosen(chosen) => Some(chosen.into()),
            _ => written(machine, "UpgradeDomain"),
        });
        DomainNumbers { highest_fault: highest_fault.unwrap_or_default(), upgrades: upgrades.collect() }
    }

    /// The numbers of the machines in their cluster, ascending; new ones go behind the others.
    fn ordinals(&self, machines: &[Machine]) -> Vec<u32> {
        let known = |machine: &Machine| self.index.ordinals.get(&machine.key).copied();
        let mut highest = machines.iter().filter_map(known).max().unwrap_or_default();
        let mut ordinals: Vec<u32> = machines
            .iter()
            .map(|machine| {
                known(machine).unwrap_or_else(|| {
                    highest = highest.saturating_add(1);
                    highest
                })
            })
            .collect();
        ordinals.sort_unstable();
        ordinals
    }

    /// An SQL instance of the published topology, which lists them apart from their clusters.
    pub(super) fn sql_instance<'r>(&self, sql: &'r SqlRecord) -> Shape<'r>
    where
        'a: 'r,
    {
        Shape::new("SqlInstance", TOPOLOGY)
            .attribute_if("AlwaysOnPrimaryNodeFqdn", sql.primary_node.as_deref())
            .attribute_if("MirroringPort", sql.mirror_port.map(|port| port.to_string()))
            .children([self.sql_instance_id(sql.key)])
    }

    pub(super) fn service<'r>(&self, service: &'r Service) -> Shape<'r>
    where
        'a: 'r,
    {
        let Service { role, key, .. } = *service;
        let ports = Shape::new("Ports", SERVICE_ROLES).children(service.ports.iter().map(port));
        let depends_on = service.depends_on.iter().map(|link| self.dependency(key, *link));
        let depends_on = Shape::new("DependsOn", self.own()).children(depends_on);
        let version = service.version.to_string();
        let role_version = role.role_version().to_string();
        let number = self.numbers.services.get(&key);
        if self.is_tbxml() {
            let (host, node) = match service.host {
                Host::Cluster(host) => (host, self.index.clusters.get(&host)),
                Host::Sql(host) => (host, self.index.sql_instances.get(&host)),
            };
            Shape::new("Service", self.own())
                .attribute("UniqueId", self.unique_id(self.index.services.get(&key).copied(), key))
                .attribute("RoleName", role.name())
                .attribute("RoleVersion", role_version)
                .attribute("InstalledOn", self.unique_id(node.copied(), host))
                .attribute("ServiceVersion", version)
                .attribute_if("Type", role.type_name())
                .attribute_if("OriginalSiteId", self.number(number.map(|(site, _)| *site)))
                .attribute_if("OriginalInstance", self.number(number.map(|(_, instance)| *instance)))
                .children([depends_on, ports])
                .children(self.extension(&service.extension))
        } else {
            let host = match service.host {
                Host::Cluster(host) => self.cluster_id(host),
                Host::Sql(host) => self.sql_instance_id(host),
            };
            Shape::new("Service", TOPOLOGY)
                .attribute("RoleVersion", role_version)
                .attribute("ServiceVersion", version)
                .attribute_if("Type", role.type_name())
                .children([self.service_id(role, key), depends_on])
                .children([Shape::new("InstalledOn", TOPOLOGY).children([host]), ports])
                .children(self.extension(&service.extension))
        }
    }

    fn dependency(&self, of: Uuid, Link { on, usage, target }: Link) -> Shape<'a> {
        let node = self.index.dependencies.get(&(of, on, usage)).copied();
        let shape = Shape::new("Dependency", self.own()).keyed(Key::Partner(on, usage), node);
        if self.is_tbxml() {
            let id = self.unique_id(self.index.services.get(&target).copied(), target);
            shape.attribute("ServiceUniqueId", id).attribute("Usage", usage.name())
        } else {
            shape.attribute("Usage", usage.name()).children([self.service_id(on, target)])
        }
    }

    /// The id of an element as it is written, or that of an element to come.
    fn unique_id(&self, node: Option<NodeId>, key: Uuid) -> Cow<'static, str> {
        let written = node.and_then(|node| self.written(node, "UniqueId"));
        Cow::Owned(written.map_or_else(|| key.to_string(), Cow::into_owned))
    }

    fn cluster_id(&self, cluster: Uuid) -> Shape<'a> {
        let (site, number) = self.numbers.clusters.get(&cluster).copied().unwrap_or_default();
        Shape::new("ClusterId", TOPOLOGY).attribute("SiteId", site.to_string()).attribute("Number", number.to_string())
    }

    fn sql_instance_id(&self, sql: Uuid) -> Shape<'a> {
        let shape = Shape::new("SqlInstanceId", TOPOLOGY);
        match self.sql_instances.get(&sql) {
            Some(sql) => shape.attribute("Name", sql.name.as_str()).children([self.cluster_id(sql.cluster)]),
            None => shape,
        }
    }

    fn service_id(&self, role: ServiceRole, service: Uuid) -> Shape<'a> {
        let (site, instance) = self.numbers.services.get(&service).copied().unwrap_or_default();
        Shape::new("ServiceId", TOPOLOGY)
            .attribute("SiteId", site.to_string())
            .attribute("RoleName", role.name())
            .attribute("Instance", instance.to_string())
    }

    fn extension<'r>(&self, extension: &'r Extension) -> Option<Shape<'r>> {
        let element = |name| Shape::new(name, SERVICE_ROLES);
        Some(match extension {
            Extension::None => return None,
            Extension::Registrar { is_director, has_edge_flag, failover } => {
                let shape = element("RegistrarService")
                    .flag("IsDirector", *is_director)
                    .attribute_if("IsPoolEnabledForSAOnEdge", has_edge_flag.then_some("false"));
                match failover {
                    Some(failover) => shape
                        .flag("EnableAutomaticFailover", failover.automatic)
                        .attribute("FailureDetectionInterval", failover.failure_detection_secs.to_string())
                        .attribute("FailbackDetectionInterval", failover.failback_secs.to_string()),
                    None => shape,
                }
            }
            Extension::FileStore { share } => element("FileStoreService").attribute("ShareName", share.as_str()),
            Extension::WebApps { discovery_url, is_external } => {
                element("WacService").attribute("DiscoveryUrl", discovery_url.as_str()).flag("IsExternal", *is_external)
            }
            Extension::Application => element("ApplicationServerService"),
            Extension::CentralManagement => element("CentralMgmtService").flag("IsActive", true),
            Extension::Gateway { bypass_id, pool_port, is_default } => element("PstnGatewayService")
                .attribute("AlternativeBypassId", bypass_id.to_string())
                .attribute("MediationServerPort", pool_port.to_string())
                .flag("Default", *is_default),
            Extension::Conferencing => {
                let mcus = MCUS.iter().map(|mcu| {
                    Shape::new("MCU", SERVICE_ROLES)
                        .attribute("ComponentName", mcu.component_name)
                        .attribute("Vendor", mcu.vendor)
                        .attribute_if("MinSupportedMode", mcu.min_supported_mode)
                });
                element("ConfService").children([element("MCUs").children(mcus)])
            }
            Extension::TrustedApplication { outbound_only, throttle_as_server, treat_as_authenticated } => {
                element("ExternalServerService")
                    .flag("OutboundOnly", *outbound_only)
                    .flag("ThrottleAsServer", *throttle_as_server)
                    .flag("TreatAsAuthenticated", *treat_as_authenticated)
            }
            Extension::PersistentChat { display_name, active } => {
                let servers = active.iter().map(|fqdn| element("ActiveServer").attribute("Fqdn", fqdn.as_str()));
                element("PersistentChatService")
                    .attribute("DisplayName", display_name.as_str())
                    .children([element("ActiveServers").children(servers)])
            }
            Extension::Web { external_fqdn, internal_fqdn } => {
                let components = WEB_COMPONENTS
                    .iter()
                    .map(|name| Shape::new("Component", WEB_SERVICES).attribute("ComponentName", *name));
                let separator = Shape::new("UpaSeparator", BASE_TYPES);
                let internal = internal_fqdn.as_deref().map(|host| element("InternalSettings").attribute("Host", host));
                element("WebService").children(internal).children([
                    element("ExternalSettings")
                        .attribute("Host", external_fqdn.as_str())
                        .children([element("OverrideUrls")]),
                    Shape::new("WebComponents", WEB_SERVICES).children(components),
                    if self.is_tbxml() { separator.text("") } else { separator },
                ])
            }
        })
    }
}

/// Which numbers of fault and upgrade domains are taken in a pool.
struct DomainNumbers {
    highest_fault: u32,
    /// Those of all machines that have one, so that what two share is there twice.
    upgrades: Vec<u32>,
}

impl DomainNumbers {
    fn next_fault(&mut self) -> u32 {
        self.highest_fault = self.highest_fault.saturating_add(1);
        self.highest_fault
    }

    /// The next number that no machine has; where nobody chose any, that of the fault domain.
    fn next_upgrade(&mut self) -> u32 {
        let next = (self.highest_fault.max(1)..).find(|number| !self.upgrades.contains(number)).unwrap_or(u32::MAX);
        self.upgrades.push(next);
        next
    }

    /// Whether a domain is that of several machines.
    fn is_shared(&self, name: &str) -> bool {
        let number = domain_number(name);
        self.upgrades.iter().filter(|own| Some(**own) == number).count() > 1
    }
}

/// The number of `FaultDomain3` or `UpgradeDomain3`.
fn domain_number(name: &str) -> Option<u32> {
    name.trim_start_matches("Fault").trim_start_matches("Upgrade").strip_prefix("Domain")?.parse().ok()
}

fn interface(interface: &InterfaceRecord) -> Shape<'_> {
    Shape::new("NetInterface", TOPOLOGY)
        .attribute("InterfaceSide", interface.side.name())
        .attribute("InterfaceNumber", interface.number.to_string())
        .attribute("IPAddress", interface.address.as_str())
        .attribute_if("ConfiguredIPAddress", interface.public_address.as_deref())
}

fn port(port: &Port) -> Shape<'_> {
    let row = port.row;
    let (owner, gruu): (Cow<'_, str>, _) = match &port.application {
        Some(id) => (format!("{}{id}", row.owner).into(), Some(id.as_str())),
        None => (row.owner.into(), row.gruu_type),
    };
    Shape::new("Port", SERVICE_ROLES)
        .attribute("Owner", owner)
        .attribute("Usage", row.usage)
        .attribute("InterfaceSide", row.side.name())
        .attribute("InterfaceNumber", port.interface.to_string())
        .attribute("Port", port.port.to_string())
        .attribute("Protocol", row.protocol.name())
        .attribute("UrlPath", row.url_path)
        .flag("AuthorizesRequests", row.authorizes_requests)
        .attribute_if("GruuType", gruu)
        .attribute_if("Range", port.range.map(|range| range.to_string()))
        .attribute_if("ConfiguredPort", row.configured_port.map(|port| port.to_string()))
        .attribute_if("ConfiguredFqdn", port.fqdn.as_deref())
}
