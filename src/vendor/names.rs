//! The names, URLs and ports that the vendor's wizards fill in.

use super::Sourced;

/// The Meet URL of a SIP domain. Source: `L:dns-requirements-for-simple-urls`, `S:simple-urls`.
pub fn meet_url(sip_domain: &str) -> String {
    format!("https://meet.{sip_domain}")
}

/// The Dialin URL of an organisation, by its default SIP domain. Source: `L:dns-requirements-for-simple-urls`,
/// `S:simple-urls`.
pub fn dialin_url(default_sip_domain: &str) -> String {
    format!("https://dialin.{default_sip_domain}")
}

/// The discovery URL of an Office Web Apps host. Source: `S:create-and-publish-new-topology`, `SAMPLE:tbxml`.
pub fn wac_discovery_url(fqdn: &str) -> String {
    format!("https://{fqdn}/hosting/discovery/")
}

/// The name by which clients look for the Access service, or the pool, of a SIP domain.
/// Source: `L:determine-dns-requirements`.
pub fn sip_name(sip_domain: &str) -> String {
    format!("sip.{sip_domain}")
}

/// The last label of a name, where public DNS is known to have no such domain.
pub fn non_public_suffix(name: &str) -> Option<&'static str> {
    let (_, last) = name.rsplit_once('.')?;
    NON_PUBLIC_SUFFIXES.iter().copied().find(|suffix| last.eq_ignore_ascii_case(suffix))
}

/// Top-level domains for use inside, which public DNS does not delegate. Not the vendor's list: RFC 2606, RFC 6761,
/// appendix G of RFC 6762, and the private-use domain that ICANN reserved in 2024.
pub const NON_PUBLIC_SUFFIXES: [&str; 11] =
    ["corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "private", "test"];

/// The most characters between two dots of a name: RFC 1035.
pub const LONGEST_LABEL: usize = 63;
/// The most characters of a whole name, dots included: RFC 1035 counts two bytes more.
pub const LONGEST_NAME: usize = 253;
/// The most characters of a Windows computer's NetBIOS name.
pub const LONGEST_COMPUTER_NAME: usize = 15;

/// The external ports of an Edge pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdgePorts {
    /// Access.
    pub access: u16,
    /// Web conferencing.
    pub web_conferencing: u16,
    /// A/V.
    pub av: u16,
}

/// With one external name and address the three services need three ports.
pub const EDGE_SINGLE_FQDN: Sourced<EdgePorts> = Sourced::stated(
    EdgePorts { access: 5061, web_conferencing: 444, av: 443 },
    "L:define-your-edge-topology, SAMPLE:tbxml, SAMPLE:topologyxml",
);
/// The ports that the tool's own help recommends in their place.
pub const EDGE_SINGLE_FQDN_BY_HELP: Sourced<EdgePorts> =
    Sourced::stated(EdgePorts { access: 444, web_conferencing: 8057, av: 443 }, "TB:add-edge-server-options");
/// With three external names and addresses.
pub const EDGE_THREE_FQDNS: Sourced<EdgePorts> =
    Sourced::stated(EdgePorts { access: 443, web_conferencing: 443, av: 443 }, "L:define-your-edge-topology");
/// TCP port of federation on the Access Edge service.
pub const FEDERATION_PORT: Sourced<u16> = Sourced::stated(5061, "L:define-your-edge-topology");
/// TCP port of XMPP federation on the Access Edge service.
pub const XMPP_PORT: Sourced<u16> = Sourced::stated(5269, "L:define-your-edge-topology");
/// First port of external Edge media, TCP and UDP.
pub const EDGE_MEDIA_FROM: Sourced<u16> = Sourced::stated(50_000, "SAMPLE:tbxml, SAMPLE:topologyxml");
/// How many ports external Edge media takes.
pub const EDGE_MEDIA_COUNT: Sourced<u16> = Sourced::stated(10_000, "SAMPLE:tbxml, SAMPLE:topologyxml");

const MEDIATION: &str = "L:define-a-mediation-server-in-topology-builder, SAMPLE:topologyxml";
const GATEWAY: &str = "L:define-a-gateway-in-topology-builder";

/// TLS port on which a Mediation server listens for Front Ends.
pub const MEDIATION_PORT: Sourced<u16> = Sourced::stated(5070, MEDIATION);
/// TLS port on which a Mediation server listens for gateways.
pub const MEDIATION_TLS_PORT: Sourced<u16> = Sourced::stated(5067, MEDIATION);
/// TCP port on which a Mediation server listens for gateways once that is switched on; it is off by default.
pub const MEDIATION_TCP_PORT: Sourced<u16> = Sourced::stated(5068, MEDIATION);
/// TCP port of a gateway.
pub const GATEWAY_TCP_PORT: Sourced<u16> = Sourced::stated(5066, GATEWAY);
/// TLS port of a gateway.
pub const GATEWAY_TLS_PORT: Sourced<u16> = Sourced::stated(5067, GATEWAY);
/// TCP port of the gateway in a branch appliance.
pub const BRANCH_GATEWAY_TCP_PORT: Sourced<u16> = Sourced::stated(5081, GATEWAY);
/// TLS port of the gateway in a branch appliance.
pub const BRANCH_GATEWAY_TLS_PORT: Sourced<u16> = Sourced::stated(5082, GATEWAY);
/// TLS port of a Persistent Chat server.
pub const CHAT_PORT: Sourced<u16> =
    Sourced::stated(5041, "L:add-persistent-chat-server-to-the-topology, S:add-persistent-chat-server");

/// Ports on which a Persistent Chat server listens beside its own. That 135 (RPC) and 445 (SMB) belong to them is
/// inferred.
pub const CHAT_FIXED_PORTS: Sourced<[u16; 5]> = Sourced::stated(
    [8011, 881, 443, 135, 445],
    "L:components-and-topologies-for-persistent-chat-server, S:ports-and-protocols",
);

/// The ports of one web site of a pool, TCP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebPorts {
    /// HTTP.
    pub http: u16,
    /// HTTPS.
    pub https: u16,
}

const WEB: &str = "L:ports-and-protocols-for-internal-servers, S:ports-and-protocols, SAMPLE:tbxml, SAMPLE:topologyxml";

/// The internal web site.
pub const WEB_INTERNAL: Sourced<WebPorts> = Sourced::stated(WebPorts { http: 80, https: 443 }, WEB);
/// The external web site, where it listens.
pub const WEB_EXTERNAL_LISTENING: Sourced<WebPorts> = Sourced::stated(WebPorts { http: 8080, https: 4443 }, WEB);
/// The external web site, where the reverse proxy publishes it.
pub const WEB_EXTERNAL_PUBLISHED: Sourced<WebPorts> = Sourced::stated(WebPorts { http: 80, https: 443 }, WEB);

/// The instance on a Standard Edition server that holds its back end, as the product writes it; pages print `RTC`.
pub const STANDARD_EDITION_INSTANCE: Sourced<&str> =
    Sourced::stated("rtc", "SAMPLE:topologyxml, L:server-collocation-in-a-standard-edition-server-deployment");
/// The instances on every server for its own copies of configuration and users.
pub const LOCAL_INSTANCES: Sourced<[&str; 2]> =
    Sourced::stated(["RTCLOCAL", "LYNCLOCAL"], "L:sql-server-data-and-log-file-placement");
/// Instance names that the vendor's examples use for back end, archiving and monitoring; the wizard's default is the
/// unnamed instance.
pub const EXAMPLE_INSTANCES: Sourced<[&str; 3]> =
    Sourced::stated(["RTC", "ARCHINST", "MONINST"], "L:database-installation-using-lync-server-management-shell");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::{PortRow, ServiceRole, port_rows, source::is_slug_list};

    fn ports(role: ServiceRole, is_meant: impl Fn(&PortRow) -> bool) -> Vec<u16> {
        port_rows(role).iter().filter(|row| is_meant(row)).map(|row| row.port).collect()
    }

    #[test]
    fn every_name_and_port_has_a_source() {
        let ports = [
            FEDERATION_PORT,
            XMPP_PORT,
            EDGE_MEDIA_FROM,
            EDGE_MEDIA_COUNT,
            MEDIATION_PORT,
            MEDIATION_TLS_PORT,
            MEDIATION_TCP_PORT,
            GATEWAY_TCP_PORT,
            GATEWAY_TLS_PORT,
            BRANCH_GATEWAY_TCP_PORT,
            BRANCH_GATEWAY_TLS_PORT,
            CHAT_PORT,
        ];
        let web = [WEB_INTERNAL, WEB_EXTERNAL_LISTENING, WEB_EXTERNAL_PUBLISHED].map(|ports| ports.source);
        let edge = [EDGE_SINGLE_FQDN, EDGE_SINGLE_FQDN_BY_HELP, EDGE_THREE_FQDNS].map(|ports| ports.source);
        let instances = [
            CHAT_FIXED_PORTS.source,
            STANDARD_EDITION_INSTANCE.source,
            LOCAL_INSTANCES.source,
            EXAMPLE_INSTANCES.source,
        ];
        for source in ports.map(|port| port.source).into_iter().chain(web).chain(edge).chain(instances) {
            assert!(is_slug_list(source), "{source}");
        }
    }

    #[test]
    fn one_name_and_address_means_three_ports() {
        let EdgePorts { access, web_conferencing, av } = EDGE_SINGLE_FQDN.value;
        assert!(access != web_conferencing && web_conferencing != av && av != access);
    }

    #[test]
    fn the_wizards_offer_what_the_documents_write() {
        let mediation = ports(ServiceRole::MediationServer, |row| row.owner == "urn:component:Mediation");
        assert_eq!(mediation, [MEDIATION_PORT, MEDIATION_TLS_PORT, MEDIATION_TCP_PORT].map(|port| port.value));
        let gateway = ports(ServiceRole::PstnGateway, |_| true);
        assert_eq!(gateway, [GATEWAY_TCP_PORT, GATEWAY_TLS_PORT].map(|port| port.value));
        let media = ports(ServiceRole::EdgeServer, |row| row.range == Some(EDGE_MEDIA_COUNT.value));
        assert_eq!(media, [EDGE_MEDIA_FROM.value]);
        let (listening, inside) = (WEB_EXTERNAL_LISTENING.value, WEB_INTERNAL.value);
        let web = ports(ServiceRole::WebServices, |row| row.usage == "WebSite");
        assert_eq!(web, [listening.http, listening.https, inside.http, inside.https]);
    }

    #[test]
    fn urls_carry_the_names_of_the_deployment() {
        assert_eq!(meet_url("contoso.com"), "https://meet.contoso.com");
        assert_eq!(dialin_url("contoso.com"), "https://dialin.contoso.com");
        assert_eq!(wac_discovery_url("owa.contoso.com"), "https://owa.contoso.com/hosting/discovery/");
    }
}
