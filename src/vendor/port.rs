//! The `Port` rows of a topology document: what each service listens on.

use serde::{Deserialize, Serialize};

use super::ServiceRole;

/// `InterfaceSide`: the network interface a port is open on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum InterfaceSide {
    /// The internal interface of everything but Edge.
    Primary,
    /// Clients outside: the outer interface of Edge, the outer web site of a pool.
    External,
    /// The inner interface of Edge.
    Internal,
    /// Gateways.
    Pstn,
}

impl InterfaceSide {
    /// As written in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "Primary",
            Self::External => "External",
            Self::Internal => "Internal",
            Self::Pstn => "Pstn",
        }
    }
}

/// `Protocol`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TLS in which both sides show a certificate.
    Mtls,
    /// TLS.
    Tls,
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// Media over either.
    TcpOrUdp,
    /// HTTP.
    Http,
    /// HTTPS.
    Https,
}

impl Protocol {
    /// As written in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mtls => "Mtls",
            Self::Tls => "Tls",
            Self::Tcp => "Tcp",
            Self::Udp => "Udp",
            Self::TcpOrUdp => "TcpOrUdp",
            Self::Http => "Http",
            Self::Https => "Https",
        }
    }
}

/// Which name of the deployment goes into `ConfiguredFqdn`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConfiguredFqdn {
    /// None: the attribute is not written.
    None,
    /// The external name of the Access Edge service.
    Access,
    /// The external name of the Web Conferencing Edge service.
    WebConferencing,
    /// The external name of the A/V Edge service.
    Av,
    /// The gateway of the trunk.
    TrunkPeer,
}

/// When a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Always.
    Always,
    /// Edge with one external name and address.
    SingleFqdn,
    /// Edge with three external names.
    ThreeFqdns,
    /// SIP federation on this Edge pool.
    Federation,
    /// Skype search on this Edge pool (since 2015).
    SkypeSearch,
    /// XMPP federation on this Edge pool (2013 and 2015).
    Xmpp,
    /// The service is of `ServiceVersion` 8: 2019 and later.
    ServiceVersion8,
    /// The Registrar also listens for plain SIP.
    PlainSip,
    /// The Mediation server listens for TLS (the default).
    TlsListening,
    /// The Mediation server listens for TCP (since its first TCP gateway).
    TcpListening,
    /// The trunk's transport is TLS.
    TlsTrunk,
    /// The trunk's transport is TCP.
    TcpTrunk,
    /// The pool has dial-in conferencing.
    DialIn,
    /// The pool has Enterprise Voice.
    EnterpriseVoice,
    /// The pool has call admission control.
    CallAdmissionControl,
    /// The pool has an application of its own.
    Application,
}

/// One `Port` element, before a deployment fills in its names. `InterfaceNumber` is 1 in every sample; for an Edge
/// server with three external addresses 2 (web conferencing) and 3 (A/V) are inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortRow {
    /// `Owner`.
    pub owner: &'static str,
    /// `Usage`.
    pub usage: &'static str,
    /// `InterfaceSide`.
    pub side: InterfaceSide,
    /// `Port`: the number, or the first where there is a `Range`.
    pub port: u16,
    /// `Protocol`.
    pub protocol: Protocol,
    /// `UrlPath`.
    pub url_path: &'static str,
    /// `AuthorizesRequests`.
    pub authorizes_requests: bool,
    /// `GruuType`, where written.
    pub gruu_type: Option<&'static str>,
    /// `Range`: how many ports, where there is more than one.
    pub range: Option<u16>,
    /// `ConfiguredPort`: what the reverse proxy publishes, where it differs.
    pub configured_port: Option<u16>,
    /// `ConfiguredFqdn`.
    pub configured_fqdn: ConfiguredFqdn,
    /// When the row is written.
    pub when: When,
    /// Where it was seen or is described.
    pub source: &'static str,
    /// True when no sample shows the row and the documents do not spell it out.
    pub inferred: bool,
}

/// The rows of a role, in writing order; none for a role that listens on nothing of its own.
pub const fn port_rows(role: ServiceRole) -> &'static [PortRow] {
    match role {
        ServiceRole::UserServices => USER_SERVICES,
        ServiceRole::Registrar => REGISTRAR,
        ServiceRole::EdgeServer => EDGE_SERVER,
        ServiceRole::ManagementServices => MANAGEMENT_SERVICES,
        ServiceRole::WebServices => WEB_SERVICES,
        ServiceRole::ConfServices => CONF_SERVICES,
        ServiceRole::MediationServer => MEDIATION_SERVER,
        ServiceRole::ApplicationServer => APPLICATION_SERVER,
        ServiceRole::PstnGateway => PSTN_GATEWAY,
        ServiceRole::ExternalServer => EXTERNAL_SERVER,
        ServiceRole::PersistentChatService => PERSISTENT_CHAT,
        ServiceRole::UserStore
        | ServiceRole::FileStore
        | ServiceRole::WacService
        | ServiceRole::ApplicationStore
        | ServiceRole::ArchivingStore
        | ServiceRole::MonitoringStore
        | ServiceRole::CentralMgmt
        | ServiceRole::CentralMgmtStore
        | ServiceRole::PersistentChatStore
        | ServiceRole::PersistentChatComplianceStore => &[],
    }
}

impl PortRow {
    const fn at(self, url_path: &'static str) -> Self {
        Self { url_path, ..self }
    }

    const fn authorizing(self) -> Self {
        Self { authorizes_requests: true, ..self }
    }

    const fn gruu(self, gruu_type: &'static str) -> Self {
        Self { gruu_type: Some(gruu_type), ..self }
    }

    const fn range(self, count: u16) -> Self {
        Self { range: Some(count), ..self }
    }

    const fn published_as(self, port: u16) -> Self {
        Self { configured_port: Some(port), ..self }
    }

    const fn named(self, configured_fqdn: ConfiguredFqdn) -> Self {
        Self { configured_fqdn, ..self }
    }

    const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }

    const fn stated_in(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    const fn inferred_from(self, source: &'static str) -> Self {
        Self { source, inferred: true, ..self }
    }
}

const fn port(owner: &'static str, usage: &'static str, side: InterfaceSide, port: u16, protocol: Protocol) -> PortRow {
    PortRow {
        owner,
        usage,
        side,
        port,
        protocol,
        url_path: "/",
        authorizes_requests: false,
        gruu_type: None,
        range: None,
        configured_port: None,
        configured_fqdn: ConfiguredFqdn::None,
        when: When::Always,
        source: "SAMPLE:tbxml, SAMPLE:topologyxml",
        inferred: false,
    }
}

use ConfiguredFqdn::{Access, Av, TrunkPeer, WebConferencing};
use InterfaceSide::{External, Internal, Primary, Pstn};
use Protocol::{Http, Https, Mtls, Tcp, TcpOrUdp, Tls, Udp};

const USER_SERVICES: &[PortRow] = &[
    port("urn:component:McuFactory", "WebServer", Primary, 444, Mtls).at("/LiveServer/McuFactory/"),
    port("urn:component:PresenceFocus", "UserPinManagement", Primary, 443, Https).at("/LiveServer/UserPinManagement/"),
    port("urn:component:McuFactory", "WcfServer", Primary, 9001, Tcp).at("/LiveServer/ConfDirMgmt/"),
];

const REGISTRAR: &[PortRow] = &[
    port("urn:component:Registrar", "SipServer", Primary, 5061, Mtls).authorizing().gruu("HomeServer"),
    port("urn:component:Registrar", "WebServer", Primary, 444, Mtls).at("/LiveServer/Focus/"),
    port("urn:component:WinFab", "WinFabFederation", Primary, 5090, Tcp),
    port("urn:component:WinFab", "WinFabLeaseAgent", Primary, 5091, Tcp),
    port("urn:component:WinFab", "WinFabClientConnection", Primary, 5092, Tcp),
    port("urn:component:WinFab", "WinFabIPC", Primary, 5093, Tcp),
    port("urn:component:WinFab", "WinFabReplication", Primary, 5094, Tcp),
    port("urn:component:QoE", "SipServer", Primary, 5061, Mtls).at("/LiveServer/QoE/").authorizing().gruu("QoS"),
    port("urn:component:Lyss", "WcfMtls", Primary, 5077, Mtls),
    port("urn:component:XmppFederation", "SipServer", Primary, 5098, Mtls).authorizing().gruu("XmppFederation"),
    port("urn:component:Registrar", "SipServer", Primary, 5060, Tcp)
        .authorizing()
        .gruu("HomeServer")
        .when(When::PlainSip)
        .inferred_from("PS:Set-CsRegistrar"),
];

const EDGE_SERVER: &[PortRow] = &[
    port("urn:component:AccessEdge", "SipServer", Internal, 5061, Mtls),
    port("urn:component:AccessEdge", "SipClient", External, 5061, Tls).named(Access).when(When::SingleFqdn),
    port("urn:component:AccessEdge", "SipClient", External, 443, Tls)
        .named(Access)
        .when(When::ThreeFqdns)
        .stated_in("L:define-your-edge-topology"),
    port("urn:component:DataEdge", "PsomServer", Internal, 8057, Mtls),
    port("urn:component:DataEdge", "PsomClient", External, 444, Tls).named(WebConferencing).when(When::SingleFqdn),
    port("urn:component:DataEdge", "PsomClient", External, 443, Tls)
        .named(WebConferencing)
        .when(When::ThreeFqdns)
        .stated_in("L:define-your-edge-topology"),
    port("urn:component:MediaRelayAuthenticationEdge", "SipServer", Internal, 5062, Mtls).authorizing().gruu("MRAS"),
    port("urn:component:MediaRelayEdge", "TURNServer", Internal, 443, Tcp),
    port("urn:component:MediaRelayEdge", "TURNServer", External, 443, Tcp).named(Av),
    port("urn:component:MediaRelayEdge", "TURNServer", Internal, 3478, Udp),
    port("urn:component:MediaRelayEdge", "TURNServer", External, 3478, Udp).named(Av),
    port("urn:component:MediaRelayEdge", "MediaCommunication", External, 50000, TcpOrUdp).range(10000).named(Av),
    port("urn:component:AccessEdge", "SipServer", External, 5061, Mtls).named(Access).when(When::Federation),
    port("urn:component:SkypeSearchProxy", "WebServer", Internal, 4443, Mtls)
        .at("/LiveServer/SkypeSearchProxy/")
        .when(When::SkypeSearch),
    port("urn:component:XmppFederationProxy", "XmppServer", External, 5269, Tls)
        .authorizing()
        .when(When::Xmpp)
        .stated_in("SAMPLE:tbxml"),
    port("urn:component:XmppFederationProxy", "XptServer", Internal, 23456, Mtls)
        .at("/XmppFederation/")
        .when(When::Xmpp)
        .stated_in("SAMPLE:tbxml"),
];

const MANAGEMENT_SERVICES: &[PortRow] =
    &[port("urn:component:ReplicationService", "Replication", Internal, 4443, Https)];

const WEB_SERVICES: &[PortRow] = &[
    port("urn:component:OCSWebSite", "WebSite", External, 8080, Http).published_as(80),
    port("urn:component:OCSWebSite", "WebSite", External, 4443, Https).published_as(443),
    port("urn:component:OCSWebSite", "WebSite", Primary, 80, Http),
    port("urn:component:OCSWebSite", "WebSite", Primary, 443, Https),
    port("urn:component:Reach", "PsomServer", Primary, 8060, Mtls),
    port("urn:component:Reach", "PsomServer", External, 8061, Mtls),
    port("urn:component:MediaComp", "AppSharingCommunication", Primary, 49152, TcpOrUdp).range(16383),
    port("urn:component:McxService", "SipServer", Primary, 5086, Mtls).authorizing().gruu("McxInternal"),
    port("urn:component:McxServiceExternal", "SipServer", Primary, 5087, Mtls).authorizing().gruu("McxExternal"),
    port("urn:component:PersistentChatWebManager", "SipServer", Primary, 5095, Mtls)
        .authorizing()
        .gruu("PersistentChatRMWebInternal"),
    port("urn:component:PersistentChatWebManagerExternal", "SipServer", Primary, 5096, Mtls)
        .authorizing()
        .gruu("PersistentChatRMWebExternal"),
    port("urn:component:UcwaService", "SipServer", Primary, 5088, Mtls).authorizing().gruu("UcwaInternal"),
    port("urn:component:UcwaServiceExternal", "SipServer", Primary, 5089, Mtls).authorizing().gruu("UcwaExternal"),
    port("urn:component:PlatformService", "SipServer", Primary, 6008, Mtls)
        .authorizing()
        .gruu("PlatformServiceInternal")
        .when(When::ServiceVersion8),
];

const CONF_SERVICES: &[PortRow] = &[
    port("urn:component:IMConf", "SipServer", Primary, 5062, Mtls).gruu("chat"),
    port("urn:component:IMConf", "WebServer", Primary, 444, Mtls).at("/LiveServer/IMMcu/"),
    port("urn:component:DataConf", "PsomClient", Primary, 8057, Tls),
    port("urn:component:AVConf", "SipServer", Primary, 5063, Mtls).gruu("audio-video"),
    port("urn:component:AppSharingConf", "SipServer", Primary, 5065, Mtls).gruu("applicationsharing"),
    port("urn:component:DataConf", "WebServer", Primary, 444, Mtls).at("/LiveServer/DataMcu/"),
    port("urn:component:AVConf", "WebServer", Primary, 444, Mtls).at("/LiveServer/AVMcu/"),
    port("urn:component:AppSharingConf", "WebServer", Primary, 444, Mtls).at("/LiveServer/ASMcu/"),
    port("urn:component:MediaComp", "AudioCommunication", Primary, 49152, TcpOrUdp).range(8348),
    port("urn:component:MediaComp", "VideoCommunication", Primary, 57501, TcpOrUdp).range(8034),
    port("urn:component:MediaComp", "AppSharingCommunication", Primary, 49152, TcpOrUdp).range(16383),
];

const MEDIATION_SERVER: &[PortRow] = &[
    port("urn:component:Mediation", "SipServer", Primary, 5070, Mtls).authorizing().gruu("MediationServer"),
    port("urn:component:Mediation", "SipClient", Pstn, 5067, Tls).when(When::TlsListening),
    port("urn:component:MediaComp", "AudioCommunication", Primary, 49152, TcpOrUdp).range(8348),
    port("urn:component:Mediation", "SipClient", Pstn, 5068, Tcp)
        .when(When::TcpListening)
        .stated_in("SAMPLE:topologyxml"),
];

const APPLICATION_SERVER: &[PortRow] = &[
    port("urn:application:Cas", "SipServer", Primary, 5073, Mtls)
        .authorizing()
        .gruu("Microsoft.Rtc.Applications.Cas")
        .when(When::DialIn)
        .stated_in("SAMPLE:topologyxml"),
    port("urn:application:Caa", "SipServer", Primary, 5072, Mtls)
        .authorizing()
        .gruu("Microsoft.Rtc.Applications.Caa")
        .when(When::DialIn)
        .stated_in("SAMPLE:topologyxml"),
    port("urn:application:testbot", "SipServer", Primary, 5076, Mtls)
        .authorizing()
        .gruu("Microsoft.Rtc.Applications.TestBot"),
    port("urn:application:Cps", "SipServer", Primary, 5075, Mtls)
        .authorizing()
        .gruu("Microsoft.Rtc.Applications.Cps")
        .when(When::EnterpriseVoice),
    port("urn:application:RGS", "SipServer", Primary, 5071, Mtls)
        .authorizing()
        .gruu("Microsoft.Rtc.Applications.Acd")
        .when(When::EnterpriseVoice),
    port("urn:application:RGS", "WcfMtls", Primary, 8404, Mtls).when(When::EnterpriseVoice),
    port("urn:application:PDP", "SipServer", Primary, 5080, Mtls)
        .authorizing()
        .gruu("Microsoft.Rtc.Applications.PDP")
        .when(When::CallAdmissionControl)
        .stated_in("SAMPLE:tbxml"),
    port("urn:application:PDP", "TURNServer", Primary, 448, Tcp)
        .when(When::CallAdmissionControl)
        .stated_in("SAMPLE:tbxml"),
    port("urn:component:MediaComp", "AudioCommunication", Primary, 49152, TcpOrUdp).range(8348),
    port("urn:component:MediaComp", "VideoCommunication", Primary, 57501, TcpOrUdp).range(8034),
    port("urn:component:MediaComp", "AppSharingCommunication", Primary, 49152, TcpOrUdp).range(16383),
];

const PSTN_GATEWAY: &[PortRow] = &[
    port("urn:component:GatewayComp", "SipClient", Pstn, 5066, Tcp)
        .named(TrunkPeer)
        .when(When::TcpTrunk)
        .stated_in("SAMPLE:topologyxml"),
    port("urn:component:GatewayComp", "SipClient", Pstn, 5067, Tls)
        .named(TrunkPeer)
        .when(When::TlsTrunk)
        .stated_in("L:define-a-gateway-in-topology-builder"),
];

/// One row for each application, its id behind the owner's name and as the type of the GRUU.
const EXTERNAL_SERVER: &[PortRow] = &[port("urn:application:", "SipServer", Primary, 0, Mtls)
    .authorizing()
    .when(When::Application)
    .inferred_from("PS:New-CsTrustedApplication")];

const PERSISTENT_CHAT: &[PortRow] = &[port("urn:component:PersistentChat", "SipServer", Primary, 5041, Mtls)
    .authorizing()
    .gruu("PersistentChat")
    .inferred_from("L:add-persistent-chat-server-to-the-topology")];

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::vendor::{samples, source::is_slug_list};

    fn all_rows() -> impl Iterator<Item = &'static PortRow> {
        ServiceRole::VARIANTS.iter().flat_map(|&role| port_rows(role))
    }

    /// The element as the product writes it, the external names being all `edge` and the trunk's peer `gateway`.
    fn written(row: &PortRow, edge: &str, gateway: &str) -> String {
        let PortRow { owner, usage, port, url_path, authorizes_requests, .. } = row;
        let (side, protocol) = (row.side.name(), row.protocol.name());
        let mut element = format!(
            r#"Port Owner="{owner}" Usage="{usage}" InterfaceSide="{side}" InterfaceNumber="1" Port="{port}" "#
        );
        element += &format!(r#"Protocol="{protocol}" UrlPath="{url_path}" AuthorizesRequests="{authorizes_requests}""#);
        let mut attribute = |name: &str, value: Option<String>| {
            element.extend(value.map(|value| format!(r#" {name}="{value}""#)));
        };
        attribute("GruuType", row.gruu_type.map(str::to_owned));
        attribute("Range", row.range.map(|range| range.to_string()));
        attribute("ConfiguredPort", row.configured_port.map(|port| port.to_string()));
        attribute(
            "ConfiguredFqdn",
            match row.configured_fqdn {
                ConfiguredFqdn::None => None,
                ConfiguredFqdn::TrunkPeer => Some(gateway.to_owned()),
                ConfiguredFqdn::Access | ConfiguredFqdn::WebConferencing | ConfiguredFqdn::Av => Some(edge.to_owned()),
            },
        );
        element
    }

    fn rows_when(role: ServiceRole, holds: &[When]) -> Vec<PortRow> {
        port_rows(role).iter().copied().filter(|row| row.when == When::Always || holds.contains(&row.when)).collect()
    }

    #[test]
    fn the_tables_write_every_port_of_the_topology_builder_sample() {
        let holds = [
            When::SingleFqdn,
            When::Federation,
            When::SkypeSearch,
            When::Xmpp,
            When::TlsListening,
            When::EnterpriseVoice,
            When::CallAdmissionControl,
        ];
        for service in samples::services().filter(|service| service.file == samples::TOPOLOGY_BUILDER) {
            let rows = rows_when(ServiceRole::from_name(&service.role_name).unwrap(), &holds);
            let expected: Vec<_> = rows.iter().map(|row| written(row, "ExternalEdge.contoso.com", "")).collect();
            assert_eq!(service.ports, expected, "{}", service.role_name);
        }
    }

    #[test]
    fn the_tables_write_every_port_of_the_published_sample() {
        let holds = [
            When::SingleFqdn,
            When::Federation,
            When::SkypeSearch,
            When::TlsListening,
            When::TcpListening,
            When::TcpTrunk,
            When::DialIn,
            When::EnterpriseVoice,
        ];
        for service in samples::services().filter(|service| service.file == samples::PUBLISHED) {
            let mut rows = rows_when(ServiceRole::from_name(&service.role_name).unwrap(), &holds);
            // Dial-in conferencing was switched on later, which appended its rows.
            rows.sort_by_key(|row| row.when == When::DialIn);
            // The author of the sample chose 442 for media relay over TCP outside.
            for row in
                rows.iter_mut().filter(|row| row.usage == "TURNServer" && row.side == External && row.port == 443)
            {
                row.port = 442;
            }
            let expected: Vec<_> = rows.iter().map(|row| written(row, "sip.contoso.com", "sbc1.contoso.com")).collect();
            assert_eq!(service.ports, expected, "{}", service.role_name);
        }
    }

    #[test]
    fn every_row_has_a_source() {
        for row in all_rows() {
            assert!(is_slug_list(row.source), "{row:?}");
        }
    }

    #[test]
    fn no_range_ends_beyond_the_last_port() {
        for row in all_rows() {
            assert!(u32::from(row.port) + u32::from(row.range.unwrap_or(1)) <= 65_536, "{row:?}");
        }
    }

    #[test]
    fn an_edge_server_with_three_names_offers_all_services_on_443() {
        let external = rows_when(ServiceRole::EdgeServer, &[When::ThreeFqdns]);
        for fqdn in [Access, WebConferencing, Av] {
            assert!(external.iter().any(|row| row.configured_fqdn == fqdn && row.port == 443), "{fqdn:?}");
        }
    }

    #[test]
    fn only_what_the_documents_leave_open_is_inferred() {
        let inferred: Vec<_> = all_rows().filter(|row| row.inferred).map(|row| row.when).collect();
        assert_eq!(inferred, [When::PlainSip, When::Application, When::Always]);
    }
}
