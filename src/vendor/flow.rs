//! What firewalls must let pass, flow by flow. Who talks to whom is worked out from a deployment; which ports, and why,
//! stands here.

use super::Protocol::{self, Tcp, TcpOrUdp, Udp};
use super::source::Keyed;

/// Traffic of one purpose from one kind of host to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// Key, purpose and source.
    pub row: Keyed,
    /// Whether either side may open the connection.
    pub both_ways: bool,
    /// The ports at the destination; none where the deployment says which.
    pub ports: &'static [(Protocol, &'static str)],
}

/// A constant for each flow: `->` is opened by the source, `=>` by either side.
macro_rules! flows {
    ($($key:ident $way:tt $what:literal [$($protocol:ident $ports:literal),*] $source:expr $(, inferred $part:literal)?;)*) => {
        $(
            #[doc = $what]
            pub const $key: Flow = Flow {
                row: Keyed { key: stringify!($key), what: $what, source: $source, inferred: flows!(@part $($part)?) },
                both_ways: flows!(@way $way),
                ports: &[$(($protocol, $ports)),*],
            };
        )*
        /// All flows, by key.
        pub const FLOWS: &[Flow] = &[$($key),*];
    };
    (@way ->) => { false };
    (@way =>) => { true };
    (@part) => { None };
    (@part $part:literal) => { Some($part) };
}

const INSIDE: &str = "L:ports-and-protocols-for-internal-servers, S:ports-and-protocols";
const SQL: &str = "L:understanding-firewall-requirements-for-sql-server, S:ports-and-protocols";
const GROUP: &str = "S:alwayson-availability-group";
const CHAT: &str = "L:components-and-topologies-for-persistent-chat-server, S:ports-and-protocols";
const CHAT_RESOURCES: &str = "L:required-resources-for-persistent-chat-server";
const DIRECTOR: &str = "L:port-summary-single-director";
const EDGE: &str = "L:port-summary-scaled-consolidated-edge-dns-load-balancing-with-private-ip-addresses-using-nat, \
    S:edge-environmental-requirements";
const PUBLIC_IM: &str = "L:port-summary-public-instant-messaging-connectivity, S:edge-environmental-requirements";
const XMPP: &str = "L:port-summary-extensible-messaging-and-presence-protocol-xmpp-federation";
const PROXY: &str = "L:port-summary-reverse-proxy";

flows! {
    FW01 -> "sign-in, SIP" [Tcp "5061"] INSIDE;
    FW02 -> "web services, simple URLs, address book" [Tcp "80, 443"] INSIDE;
    FW03 -> "shared content, application sharing, audio, video" [
        Tcp "8057", Tcp "49152-65535", TcpOrUdp "49152-57500", TcpOrUdp "57501-65535"
    ] INSIDE;
    FW04 -> "conferencing and applications behind a load balancer" [Tcp "5062-5066, 5071-5073, 5075, 5076"] INSIDE,
        inferred "the whole row";
    FW05 => "SIP and conference focus between pools" [Tcp "5061, 444"] INSIDE;
    FW06 => "fabric and replication inside a pool; open all ports inside it" [
        Tcp "5090-5094, 5077, 135, 445, dynamic RPC"
    ] "SAMPLE:topologyxml", inferred "that the ports of the sample are all";
    FW07 -> "copies of the configuration" [Tcp "445"] INSIDE, inferred "that the paired pool sends them too";
    FW08 -> "copies of the configuration, to Edge" [Tcp "4443"] EDGE, inferred "that the paired pool sends them too";
    FW09 -> "file store; the backup service writes to the partner's too" [Tcp "445"] INSIDE;
    FW10 => "backup service and user routing between paired pools" [Tcp "5061, 444, 443, 445"] INSIDE,
        inferred "the ports of the backup service";
    FW11 -> "back end" [] SQL;
    FW12 -> "archiving and monitoring" [] SQL;
    FW13 => "mirroring" [] SQL;
    FW14 => "witness of mirroring" [] SQL;
    FW15 => "availability group or cluster" [] GROUP, inferred "the ports of the cluster";
    FW16 -> "database set-up when a topology is published" [Tcp "135, dynamic RPC, 445"] SQL, inferred "WMI and shares";
    FW17 -> "first copy of a mirrored database" [Tcp "445"] SQL;
    FW18 -> "users sent on to their pools" [Tcp "5061, 444"] DIRECTOR;
    FW19 -> "calls to Mediation" [] INSIDE;
    FW20 -> "calls from Mediation" [Tcp "5061"] INSIDE;
    FW21 -> "calls from a gateway" [] INSIDE;
    FW22 -> "calls to a gateway" [] INSIDE;
    FW23 => "audio of calls" [TcpOrUdp "49152-57500"] INSIDE;
    FW24 => "survivable branch and its home pool" [Tcp "5061, 444"] INSIDE;
    FW25 => "chat" [] CHAT;
    FW26 => "chat between the servers of the pool" [Tcp "8011"] CHAT;
    FW27 -> "files and management of chat rooms" [Tcp "443, 881"] CHAT;
    FW28 -> "chat content and compliance" [] SQL;
    FW29 -> "share of log shipping" [Tcp "445"] CHAT_RESOURCES;
    FW30 => "monitoring of log shipping" [] CHAT_RESOURCES, inferred "the whole row";
    FW31 -> "files of chat rooms" [Tcp "445"] CHAT_RESOURCES;
    FW32 -> "presentations" [Tcp "443"] INSIDE;
    FW33 -> "presentations fetched from the pool" [Tcp "443"] INSIDE, inferred "the whole row";
    FW34 => "trusted applications" [Tcp "5061"] INSIDE;
    FW35 => "video interop" [Tcp "5061"] "S:video-interop-server";
    FW36 => "voice mail" [Tcp "5061", TcpOrUdp "49152-57500"] INSIDE, inferred "the ports of the UM service";
    FW37 -> "directory, names, revocation lists" [TcpOrUdp "53, 88, 389", Tcp "3268, 80"] INSIDE,
        inferred "the whole row";

    FW50 -> "remote users" [] EDGE;
    FW51 => "federation, public IM, push notifications" [Tcp "5061"] PUBLIC_IM;
    FW52 -> "web conferences" [] EDGE;
    FW53 => "audio, video and sharing" [Udp "3478"] EDGE;
    FW54 -> "media with federated partners" [] EDGE;
    FW55 => "XMPP federation" [Tcp "5269"] XMPP;
    FW56 -> "revocation lists" [Tcp "80"] EDGE;
    FW57 -> "names" [TcpOrUdp "53"] EDGE;
    FW58 -> "web services from outside" [Tcp "443"] PROXY;

    FW60 -> "SIP to the outside" [Tcp "5061"] EDGE, inferred "that survivable branches need it";
    FW61 -> "SIP from outside" [Tcp "5061"] EDGE;
    FW62 -> "web conferences with people outside" [Tcp "8057"] EDGE;
    FW63 -> "credentials for media" [Tcp "5062"] EDGE, inferred "that Mediation and Video Interop Servers need them";
    FW64 -> "media relay" [Udp "3478", Tcp "443"] EDGE;
    FW65 -> "copies of the configuration" [Tcp "4443"] EDGE, inferred "that the paired pool sends them too";
    FW66 -> "XMPP federation" [Tcp "23456"] XMPP;
    FW67 -> "central logging" [Tcp "50001-50003"] EDGE;
    FW68 -> "web services from outside" [Tcp "4443"] PROXY;
    FW69 -> "presentations from outside" [Tcp "443"] PROXY;
    FW70 -> "names, where Edge has no hosts file" [TcpOrUdp "53"] EDGE, inferred "the whole row";
}

/// The flows that cross from one data centre to another where a pair or a stretched pool stands in two.
pub const BETWEEN_DATA_CENTRES: [Flow; 11] = [FW05, FW07, FW09, FW10, FW13, FW14, FW25, FW26, FW28, FW29, FW30];

/// TCP port for Autodiscover between pools.
pub const BETWEEN_POOLS_WEB: &str = "4443";
/// TCP ports of call admission control.
pub const CALL_ADMISSION_CONTROL: &str = "448, 5080";
/// UDP, and TCP with dynamic RPC, between the nodes of a cluster. Inferred.
pub const CLUSTER: [(Protocol, &str); 2] = [(Udp, "3343"), (Tcp, "445, 135, dynamic RPC")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    #[test]
    fn every_flow_has_a_source_and_the_keys_ascend() {
        assert!(FLOWS.iter().all(|flow| is_slug_list(flow.row.source)), "{FLOWS:?}");
        assert!(FLOWS.is_sorted_by_key(|flow| flow.row.key));
    }
}
