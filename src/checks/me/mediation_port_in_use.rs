use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::message;
use crate::model::{MediationPorts, Role};
use crate::vendor::{InterfaceSide, PortRow, Product, Protocol, ServiceRole, When, port_rows};

use super::{mediating_pools, place_of_ports};

rule! {
    /// A Mediation Server listens for gateways on a port that is taken on the same server.
    ///
    /// ## Why it matters
    /// Two services cannot open one port: one of the two does not start, and which one depends on the order of the day.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! ME011
    ///     mediation tls 5067-5070 tcp 5068
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     mediation tls 5067 tcp 5068
    /// ```
    /// ## Source
    /// `S:ports-and-protocols`; (inferred)
    ///
    /// ## Notes
    /// Port 5070 is the Mediation Server's own, for Front End servers. On a Front End server the ports of its other
    /// services count too, those of voice, dial-in and call admission control where the pool has them.
    code: "ME011", name: "mediation-port-in-use", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in mediating_pools(cx) {
        if let (Some(tls), Some(tcp)) = (pool.settings.tls, pool.settings.tcp)
            && tls.first <= tcp.last
            && tcp.first <= tls.last
        {
            let port = tls.first.max(tcp.first);
            let message =
                message!("{pool} listens for both TLS and TCP of gateways on port {port}.", pool = pool.name(), port);
            out.report(&RULE, place_of_ports(&pool), message)
                .help(message!("Use listening ranges that do not overlap."));
        }
        for (transport, range) in [("TLS", pool.settings.tls), ("TCP", pool.settings.tcp)] {
            let taken = range.and_then(|range| ports_in_use(cx, &pool).filter(|port| range.contains(*port)).min());
            let Some(port) = taken else { continue };
            let message = message!(
                "{pool} listens for {transport} of gateways on port {port}, which its servers use for something else.",
                pool = pool.name(),
                transport,
                port
            );
            out.report(&RULE, place_of_ports(&pool), message).help(message!("Use a free port."));
        }
    }
}

/// The ports on which the servers of a pool listen for anything but gateways and media.
fn ports_in_use(cx: &Cx<'_>, of: &PoolOf<'_, MediationPorts>) -> impl Iterator<Item = u16> {
    let roles: &[ServiceRole] = match of.pool.role {
        Role::FrontEnd(_) | Role::StandardEdition(_) => &[
            ServiceRole::UserServices,
            ServiceRole::Registrar,
            ServiceRole::WebServices,
            ServiceRole::ConfServices,
            ServiceRole::MediationServer,
            ServiceRole::ApplicationServer,
        ],
        Role::SurvivableBranch(_) => &[ServiceRole::Registrar, ServiceRole::MediationServer],
        _ => &[ServiceRole::MediationServer],
    };
    let features = of.pool.role.front_end().map(|settings| settings.features).unwrap_or_default();
    let is_new = cx.product_of(of.pool) >= Product::S19;
    let is_open = move |row: &PortRow| match row.when {
        When::DialIn => features.dialin,
        When::EnterpriseVoice => features.voice,
        When::CallAdmissionControl => features.call_admission_control,
        When::ServiceVersion8 => is_new,
        _ => true,
    };
    let is_media = |row: &PortRow| matches!(row.protocol, Protocol::Udp | Protocol::TcpOrUdp);
    roles
        .iter()
        .flat_map(|&role| port_rows(role))
        .filter(move |row| row.side != InterfaceSide::Pstn && !is_media(row) && is_open(row))
        .map(|row| row.port)
}
