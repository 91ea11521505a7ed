//! What a hardware load balancer spreads. Source: `L:hardware-load-balancer-requirements`,
//! `L:load-balancing-requirements`, `S:load-balancing`.

/// TCP ports of a Front End pool that is behind a balancer for everything.
pub const FRONT_END: &str = "5061, 444, 135, 80, 8080, 443, 4443, 5072, 5073, 5075, 5076, 5071, 5080, 448";
/// TCP port beside these where Mediation runs on the same computers, and that of a Mediation pool.
pub const MEDIATION: &str = "5070";
/// TCP ports of a Front End pool whose SIP goes by DNS.
pub const FRONT_END_WEB: &str = "80, 443, 8080, 4443";
/// TCP ports of a Director pool that is behind a balancer for everything. That 8080 belongs to them is inferred.
pub const DIRECTOR: &str = "443, 444, 5061, 4443, 8080";
/// TCP ports of a Director pool whose SIP goes by DNS.
pub const DIRECTOR_WEB: &str = "443, 4443";
/// TCP ports of an Edge pool inside; 3478 is UDP.
pub const EDGE_INSIDE: &str = "5061, 5062, 443, 3478 UDP";
/// Never balanced, but reached on each Edge server.
pub const EDGE_DIRECT: &str = "8057, 23456, 4443, 50001-50003";
/// The same for a Director pool, whose list of ports has none of plain HTTP.
pub const DIRECTOR_AFFINITY: &str = "internal web by source address, external web none; 443 to 4443 for the external address; idle 1800 s; 80 and 8080 too where plain HTTP is let through (FW02, FW68)";
/// How clients stay with a server of the web services, and for how long without traffic.
pub const WEB_AFFINITY: &str = "internal web by source address, external web none; 443 to 4443 and 80 to 8080 for the external address; idle 1800 s";
