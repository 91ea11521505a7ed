//! Mediation, gateways, trunks.

mod gateway_named_like_server;
mod gateway_of_several_mediation_servers;
mod gateway_on_ipv6;
mod gateway_without_single_root_trunk;
mod gateways_of_one_name;
mod mediation_behind_load_balancer;
mod mediation_port_in_use;
mod mediation_without_edge_pool;
mod mediation_without_next_hop;
mod no_default_trunk;
mod pair_with_gateways_in_one_site;
mod single_gateway;
mod tcp_trunk_to_tls_only_pool;
mod tls_trunk_to_address;
mod trunk_outside_listening_ports;
mod trunk_over_tcp;
mod trunks_of_one_name;
mod trunks_of_same_ends;
mod voice_without_mediation;

use std::collections::BTreeMap;

use crate::checks::{Cx, Family, PoolOf};
use crate::edit::Command;
use crate::model::{Gateway, GatewayKind, Id, MediationPorts, Place, Pool, PortRange, Transport, Trunk, field};

pub(super) static FAMILY: Family = Family {
    letters: "ME",
    title: "Mediation, gateways, trunks",
    rules: &[
        &voice_without_mediation::RULE,
        &mediation_without_next_hop::RULE,
        &mediation_without_edge_pool::RULE,
        &gateway_without_single_root_trunk::RULE,
        &trunks_of_one_name::RULE,
        &trunks_of_same_ends::RULE,
        &tls_trunk_to_address::RULE,
        &trunk_over_tcp::RULE,
        &trunk_outside_listening_ports::RULE,
        &tcp_trunk_to_tls_only_pool::RULE,
        &mediation_port_in_use::RULE,
        &no_default_trunk::RULE,
        &gateway_of_several_mediation_servers::RULE,
        &mediation_behind_load_balancer::RULE,
        &single_gateway::RULE,
        &pair_with_gateways_in_one_site::RULE,
        &gateways_of_one_name::RULE,
        &gateway_on_ipv6::RULE,
        &gateway_named_like_server::RULE,
    ],
};

/// Pools that take gateways, each with where it listens: Mediation pools, pools that collocate Mediation, appliances.
fn mediating_pools<'a>(cx: &Cx<'a>) -> impl Iterator<Item = PoolOf<'a, MediationPorts>> + use<'a> {
    cx.pools().filter_map(|(id, pool)| Some(PoolOf { id, pool, settings: pool.role.mediation_ports()? }))
}

/// Gateways to the telephone network.
fn gateways<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (Id<Gateway>, &'a Gateway)> + use<'a> {
    cx.topology().gateways.iter().filter(|(_, gateway)| gateway.kind == GatewayKind::Pstn)
}

/// Trunks to the telephone network, each with its gateway.
fn trunks<'a>(cx: &Cx<'a>) -> impl Iterator<Item = (Id<Trunk>, &'a Trunk, &'a Gateway)> + use<'a> {
    let gateways = &cx.topology().gateways;
    cx.topology()
        .trunks
        .iter()
        .filter_map(|(id, trunk)| Some((id, trunk, gateways.get(trunk.gateway)?)))
        .filter(|(_, _, gateway)| gateway.kind == GatewayKind::Pstn)
}

/// Trunks to pools that take gateways, each with the pool.
fn attached_trunks<'a>(
    cx: &Cx<'a>,
) -> impl Iterator<Item = (Id<Trunk>, &'a Trunk, PoolOf<'a, MediationPorts>)> + use<'a> {
    let pools = &cx.topology().pools;
    cx.topology().trunks.iter().filter_map(|(trunk_id, trunk)| {
        let id = trunk.pool?;
        let pool = pools.get(id)?;
        Some((trunk_id, trunk, PoolOf { id, pool, settings: pool.role.mediation_ports()? }))
    })
}

/// Where a pool takes gateways over that transport.
fn listening(ports: &MediationPorts, transport: Transport) -> Option<PortRange> {
    match transport {
        Transport::Tls => ports.tls,
        Transport::Tcp => ports.tcp,
    }
}

/// The place of what a pool's Mediation Server is set to.
fn place_of_ports(of: &PoolOf<'_, MediationPorts>) -> Place {
    let place = Place::from(of.id);
    if of.pool.role.front_end().is_some() { place.field(field::MEDIATION) } else { place }
}

/// The pool with other settings of its Mediation Server.
fn with_ports(of: &PoolOf<'_, MediationPorts>, change: impl FnOnce(&mut MediationPorts)) -> Command {
    let mut pool = of.pool.clone();
    if let Some(ports) = pool.role.mediation_ports_mut() {
        change(ports);
    }
    Command::Put((of.id, pool).into())
}

/// The Mediation pools that work for each pool.
fn mediation_pools_by_next_hop(cx: &Cx<'_>) -> BTreeMap<Id<Pool>, Vec<Id<Pool>>> {
    let mut pools: BTreeMap<Id<Pool>, Vec<Id<Pool>>> = BTreeMap::new();
    for mediation in cx.mediation_pools() {
        if let Some(next_hop) = mediation.settings.next_hop {
            pools.entry(next_hop).or_default().push(mediation.id);
        }
    }
    pools
}
