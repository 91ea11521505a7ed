//! The DNS records that the documentation asks for, and the names in them.

use super::source::{Keyed, keyed};

const FRONT_END: &str = "L:dns-requirements-for-front-end-pools, S:dns";
const STANDARD_EDITION: &str = "L:dns-requirements-for-standard-edition-servers, L:dns-requirements-for-front-end-pool";
const SIGN_IN: &str = "L:dns-requirements-for-automatic-client-sign-in, S:dns";
const SUMMARY: &str = "L:dns-summary-dns-and-hlb-load-balanced";
const DIRECTOR: &str = "L:dns-summary-single-director, L:dns-summary-scaled-director-pool-hardware-load-balancer";
const URLS: &str = "L:dns-requirements-for-simple-urls, S:dns";
const MOBILITY: &str = "L:dns-requirements-for-mobility";
const GEO: &str = "S:dns, S:disaster-recovery";
const CHAT: &str = "L:dns-requirements-for-persistent-chat-servers";
const DETERMINE: &str = "L:determine-dns-requirements";
const EDGE: &str = "L:dns-requirements-for-edge-servers-and-features, \
    L:dns-summary-scaled-consolidated-edge-dns-load-balancing-with-private-ip-addresses-using-nat";
const PROXY: &str = "L:dns-summary-reverse-proxy";
const XMPP: &str = "L:dns-summary-extensible-messaging-and-presence-protocol-xmpp-federation";
const FEDERATION: &str = "L:dns-summary-sip-xmpp-federation-and-public-instant-messaging";

keyed! { DNS_ROWS:
    DI01 "the name of a server", STANDARD_EDITION;
    DI02 "the pool, spread over its servers by DNS", FRONT_END;
    DI03 "the pool, behind a load balancer", SUMMARY;
    DI04 "the pool of one server", FRONT_END;
    DI05 "internal web services of a pool whose SIP goes by DNS", FRONT_END;
    DI06 "internal web services of a pool behind a load balancer, under a name of their own", FRONT_END;
    DI08 "a Director pool and its web services", DIRECTOR;
    DI09 "a Mediation pool", SUMMARY;
    DI10 "a Persistent Chat pool", CHAT, inferred "that servers in reserve have a record too";
    DI11 "an Edge pool, inside", EDGE;
    DI12 "a pool of trusted applications or of Video Interop Servers", SUMMARY, inferred "the whole row";
    DI13 "a survivable branch", DETERMINE;
    DI14 "a gateway", DETERMINE, inferred "that several addresses may stand under one name";
    DI15 "an Office Web Apps server", DETERMINE;
    DI16 "the listener of an availability group, or the virtual server of a cluster", DETERMINE;
    DI20 "automatic sign-in inside", SIGN_IN;
    DI21 "automatic sign-in inside without TLS", SIGN_IN, inferred "that it is of use only where port 5060 is on";
    DI22 "the name that clients try when no SRV record answers", SIGN_IN;
    DI23 "Autodiscover inside", MOBILITY;
    DI24 "updates for devices", DETERMINE;
    DI25 "time for devices", DETERMINE;
    DI26 "push notifications for mobile clients inside", MOBILITY;
    DI27 "external web services, as mobile clients inside see them", MOBILITY;
    DI30 "meetings", URLS;
    DI31 "the page with dial-in numbers", URLS;
    DI32 "the control panel; never published outside", URLS;
    DI33 "simple URLs that share a host", URLS;
    DI34 "simple URLs answered by place", GEO, inferred "that Autodiscover follows the same pattern";
    DI40 "a zone for one record, where internal DNS does not hold the domain itself", SIGN_IN;
    DE01 "the Access Edge service", EDGE;
    DE02 "the Web Conferencing Edge service", EDGE;
    DE03 "the A/V Edge service", EDGE;
    DE04 "all Edge services under one name", EDGE;
    DE05 "the name that clients outside try first", EDGE;
    DE06 "automatic sign-in from outside", EDGE;
    DE07 "federation, and push notifications for mobile clients", FEDERATION;
    DE08 "XMPP federation", XMPP;
    DE09 "external web services", PROXY;
    DE10 "meetings from outside", PROXY;
    DE11 "the page with dial-in numbers, from outside", PROXY;
    DE12 "Autodiscover from outside", "L:dns-summary-autodiscover";
    DE13 "Office Web Apps from outside", PROXY;
    DE14 "a further Edge pool: a record of higher priority number, tried after the others",
        "L:edge-server-disaster-recovery, L:failing-over-the-edge-pool-used-for-xmpp-federation";
    DE15 "simple URLs answered by place, outside", GEO;
    DE16 "the primary DNS suffix of an Edge server", "S:edge-environmental-requirements";
}

/// The names that clients and devices look for in a SIP domain. `sip` is [`sip_name`](super::names::sip_name).
pub const SIP_INTERNAL: &str = "sipinternal";
/// Autodiscover inside.
pub const DISCOVER_INTERNAL: &str = "lyncdiscoverinternal";
/// Autodiscover outside.
pub const DISCOVER: &str = "lyncdiscover";
/// Updates for devices.
pub const DEVICE_UPDATES: &str = "ucupdates-r2";
/// Sign-in over TLS, inside.
pub const SRV_INTERNAL_TLS: &str = "_sipinternaltls._tcp";
/// Sign-in over TCP, inside.
pub const SRV_INTERNAL_TCP: &str = "_sipinternal._tcp";
/// Sign-in over TLS, outside.
pub const SRV_EXTERNAL_TLS: &str = "_sip._tls";
/// Federation.
pub const SRV_FEDERATION: &str = "_sipfederationtls._tcp";
/// XMPP federation.
pub const SRV_XMPP: &str = "_xmpp-server._tcp";
/// Time.
pub const SRV_TIME: &str = "_ntp._udp";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    #[test]
    fn every_record_has_a_source_and_the_keys_ascend() {
        assert!(DNS_ROWS.iter().all(|row| is_slug_list(row.source)), "{DNS_ROWS:?}");
        // The internal zone comes first.
        let keys: Vec<_> = DNS_ROWS.iter().map(|row| row.key.replace("DI", "D0")).collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}
