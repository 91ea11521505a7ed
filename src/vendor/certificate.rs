//! The certificates that the documentation asks for.

use super::Sourced;
use super::source::{Keyed, keyed};

const INTERNAL: &str = "L:certificate-requirements-for-internal-servers, S:system-requirements";
const FRONT_END: &str =
    "L:certificate-requirements-for-internal-servers, L:certificate-summary-dns-and-hlb-load-balanced";
const DIRECTOR: &str =
    "L:certificate-summary-single-director, L:certificate-summary-scaled-director-pool-hardware-load-balancer";
const EXTERNAL: &str = "L:certificate-requirements-for-external-user-access, S:edge-environmental-requirements";

keyed! { CERTIFICATE_ROWS:
    CE01 "Default", FRONT_END;
    CE02 "WebServicesInternal", FRONT_END;
    CE03 "WebServicesExternal", FRONT_END;
    CE04 "Default", INTERNAL;
    CE05 "WebServicesInternal and WebServicesExternal", INTERNAL;
    CE06 "Default", DIRECTOR;
    CE07 "WebServicesInternal", DIRECTOR;
    CE08 "WebServicesExternal", DIRECTOR;
    CE09 "Default", INTERNAL;
    CE10 "Default", INTERNAL;
    CE11 "Default", "L:certificate-requirements-for-persistent-chat-server", inferred "subject and alternative names";
    CE12 "Default", "S:video-interop-server", inferred "the alternative names";
    CE13 "Default", INTERNAL, inferred "the alternative names";
    CE14 "Default", INTERNAL, inferred "the server's own name among the alternative names";
    CE15 "of the gateway", INTERNAL, inferred "alternative name and root certificate";
    CE20 "Internal", EXTERNAL;
    CE21 "AccessEdgeExternal, DataEdgeExternal, AudioVideoAuthentication", EXTERNAL;
    CE22 "XMPP, a part of the external Edge certificate",
        "L:certificate-summary-extensible-messaging-and-presence-protocol-xmpp-federation";
    CE23 "of the listener", "L:certificate-summary-reverse-proxy, L:certificate-summary-autodiscover, \
        L:certificate-requirements-for-mobility";
    CE24 "of the farm", INTERNAL, inferred "the whole row: no page of the product states it";
    CE25 "OAuthTokenIssuer", INTERNAL;
}

/// The purpose that every certificate must be good for.
pub const SERVER_AUTHENTICATION: Sourced<&str> = Sourced::stated("Server Authentication", INTERNAL);
/// The purpose that the external Edge certificate must also be good for where users talk to AOL.
pub const CLIENT_AUTHENTICATION: Sourced<&str> = Sourced::stated("Client Authentication", EXTERNAL);
/// Where a wildcard may stand among the alternative names; never as the subject.
pub const WILDCARDS: Sourced<&str> = Sourced::stated(
    "*.<SIP domain> may stand for the names of simple URLs and Autodiscover, but not as the subject",
    "L:wildcard-certificate-support",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    #[test]
    fn every_certificate_has_a_source_and_the_keys_ascend() {
        let facts = [SERVER_AUTHENTICATION, CLIENT_AUTHENTICATION, WILDCARDS].map(|fact| fact.source);
        for source in CERTIFICATE_ROWS.iter().map(|row| row.source).chain(facts) {
            assert!(is_slug_list(source), "{source}");
        }
        assert!(CERTIFICATE_ROWS.is_sorted_by_key(|row| row.key));
    }
}
