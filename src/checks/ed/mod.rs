//! Edge pools, federation, XMPP and reverse proxies.

mod call_admission_control_without_ipv4;
mod edge_needs_dns_suffix;
mod edge_needs_two_adapters;
mod edge_of_other_site;
mod edge_server_with_other_role;
mod edge_server_without_address;
mod edge_without_director;
mod edge_without_next_hop;
mod edge_without_pools;
mod external_name_not_public;
mod external_name_of_two_edge_pools;
mod federation_on_one_of_several_edge_pools;
mod federation_on_several_edge_pools;
mod hardware_load_balanced_edge;
mod internal_address_outside;
mod no_federation;
mod no_reverse_proxy;
mod no_translation_inside;
mod one_external_address_for_two_services;
mod one_external_name_for_two_services;
mod one_external_port_for_two_services;
mod pool_without_edge;
mod private_external_address;
mod reverse_proxy_on_server;
mod several_xmpp_routes;
mod single_edge_server;
mod single_edge_server_under_two_names;
mod single_external_name;
mod sip_domain_without_access_name;
mod symmetric_translation;
mod too_many_edge_servers;
mod translated_without_public_address;
mod translation_behind_load_balancer;
mod xmpp_after_2015;
mod xmpp_without_failover;
mod xmpp_without_federation;

use std::net::IpAddr;

use crate::checks::{Cx, Family, Groups, PoolOf};
use crate::edit::Command;
use crate::model::{Edge, Id, Pool, Role, Site};
use crate::text::{natural_cmp, natural_key};

pub(super) static FAMILY: Family = Family {
    letters: "ED",
    title: "Edge, federation, XMPP and reverse proxies",
    rules: &[
        &edge_server_with_other_role::RULE,
        &too_many_edge_servers::RULE,
        &single_edge_server::RULE,
        &edge_without_next_hop::RULE,
        &external_name_of_two_edge_pools::RULE,
        &federation_on_several_edge_pools::RULE,
        &several_xmpp_routes::RULE,
        &xmpp_after_2015::RULE,
        &xmpp_without_federation::RULE,
        &no_federation::RULE,
        &federation_on_one_of_several_edge_pools::RULE,
        &one_external_port_for_two_services::RULE,
        &single_external_name::RULE,
        &one_external_name_for_two_services::RULE,
        &one_external_address_for_two_services::RULE,
        &internal_address_outside::RULE,
        &translation_behind_load_balancer::RULE,
        &translated_without_public_address::RULE,
        &private_external_address::RULE,
        &no_translation_inside::RULE,
        &symmetric_translation::RULE,
        &hardware_load_balanced_edge::RULE,
        &xmpp_without_failover::RULE,
        &pool_without_edge::RULE,
        &edge_of_other_site::RULE,
        &edge_without_pools::RULE,
        &edge_needs_dns_suffix::RULE,
        &single_edge_server_under_two_names::RULE,
        &sip_domain_without_access_name::RULE,
        &external_name_not_public::RULE,
        &edge_needs_two_adapters::RULE,
        &call_admission_control_without_ipv4::RULE,
        &no_reverse_proxy::RULE,
        &reverse_proxy_on_server::RULE,
        &edge_without_director::RULE,
        &edge_server_without_address::RULE,
    ],
};

/// How many of many rows a finding speaks of: as ways out, or as other ends.
const MOST_CHOICES: usize = 3;

/// Changes the settings of an Edge pool.
fn with(edge: &PoolOf<'_, Edge>, change: impl FnOnce(&mut Edge)) -> Command {
    let mut settings = edge.settings.clone();
    change(&mut settings);
    Command::Put((edge.id, Pool { role: Role::Edge(settings), ..edge.pool.clone() }).into())
}

/// Pools of each central site by name, those that are better before the others.
fn by_site<'a>(
    cx: &Cx<'_>,
    pools: impl Iterator<Item = (Id<Pool>, &'a Pool)>,
    is_better: impl Fn(&Pool) -> bool,
) -> Groups<Id<Site>, (Id<Pool>, &'a Pool)> {
    let by_name = |a: &Pool, b: &Pool| natural_cmp(a.fqdn.as_str(), b.fqdn.as_str());
    let of_site: Groups<_, _> = pools.filter_map(|(id, pool)| Some((central_site(cx, pool)?, (id, pool)))).collect();
    of_site.sorted_by(|(_, a), (_, b)| is_better(b).cmp(&is_better(a)).then_with(|| by_name(a, b)))
}

/// The first few Edge pools by name.
fn first_edge_pools<'a>(cx: &Cx<'a>) -> impl Iterator<Item = PoolOf<'a, Edge>> + use<'a> {
    let mut edges: Vec<_> = cx.edge_pools().collect();
    edges.sort_by_cached_key(|edge| natural_key(edge.name()));
    edges.into_iter().take(MOST_CHOICES)
}

/// The central site that a pool is in, by itself or by its branch site.
fn central_site(cx: &Cx<'_>, pool: &Pool) -> Option<Id<Site>> {
    cx.topology().central_site(pool.site)
}

/// Whether an address can be reached from the Internet. Those of documentation count as such: they stand for others.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            // 100.64.0.0/10, what carriers share among their customers.
            let [first, second, ..] = v4.octets();
            let is_shared = first == 100 && second & 0b1100_0000 == 64;
            !(v4.is_private() || v4.is_link_local() || v4.is_loopback() || v4.is_unspecified() || is_shared)
        }
        IpAddr::V6(v6) => {
            !(v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_loopback() || v6.is_unspecified())
        }
    }
}

/// Lets an Edge pool relay the media of another pool.
fn with_edge(id: Id<Pool>, pool: &Pool, edge: Id<Pool>) -> Command {
    let mut pool = pool.clone();
    if let Some(edge_pool) = pool.role.edge_pool_mut() {
        *edge_pool = Some(edge);
    }
    Command::Put((id, pool).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_one_network_is_nobodys_public_address() {
        let is_public = |text: &str| is_public(text.parse().unwrap());
        let inside =
            ["fe80::1", "fd00::1", "::1", "::", "10.0.0.1", "169.254.0.1", "127.0.0.1", "0.0.0.0", "100.64.0.1"];
        assert!(!inside.into_iter().any(is_public));
        assert!(["2001:db8::1", "203.0.113.1", "100.128.0.1"].into_iter().all(is_public));
    }
}
