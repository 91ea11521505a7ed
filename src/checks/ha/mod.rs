//! Front End pools and quorum.

mod all_front_end_servers_on_one_host;
mod counted_server_down;
mod enterprise_pool_without_servers;
mod even_pool_with_mirror;
mod large_meetings_in_user_pool;
mod load_balancing_undecided;
mod more_than_12_front_end_servers;
mod more_than_16_front_end_servers;
mod multi_homed_server;
mod quorum_bound_pool;
mod quorum_lost;
mod registrar_state_to_reset;
mod server_out_for_days;
mod servers_added_or_removed;
mod single_server_pool;
mod too_few_servers_for_cold_start;
mod too_few_servers_to_move_users;
mod two_server_pool;
mod unpublishable_two_server_pool;
mod upgrade_domain_over_quorum;
mod web_services_under_pool_name;
mod web_traffic_without_load_balancer;

use crate::checks::{Cx, Family, Findings, PoolOf, Republished, Rule};
use crate::message;
use crate::model::{Fqdn, FrontEnd, Id, Place, Pool, Role, WebServices, field};
use crate::vendor::{Figure, Functional, capacity, min_functional};

pub(super) static FAMILY: Family = Family {
    letters: "HA",
    title: "Front End pools and quorum",
    rules: &[
        &enterprise_pool_without_servers::RULE,
        &more_than_12_front_end_servers::RULE,
        &more_than_16_front_end_servers::RULE,
        &unpublishable_two_server_pool::RULE,
        &two_server_pool::RULE,
        &single_server_pool::RULE,
        &quorum_bound_pool::RULE,
        &even_pool_with_mirror::RULE,
        &counted_server_down::RULE,
        &all_front_end_servers_on_one_host::RULE,
        &quorum_lost::RULE,
        &too_few_servers_for_cold_start::RULE,
        &too_few_servers_to_move_users::RULE,
        &servers_added_or_removed::RULE,
        &registrar_state_to_reset::RULE,
        &load_balancing_undecided::RULE,
        &web_services_under_pool_name::RULE,
        &web_traffic_without_load_balancer::RULE,
        &large_meetings_in_user_pool::RULE,
        &server_out_for_days::RULE,
        &multi_homed_server::RULE,
        &upgrade_domain_over_quorum::RULE,
    ],
};

/// Reports every Enterprise pool with more servers than its product supports.
fn report_too_many_servers(rule: &Rule, cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools() {
        let product = cx.product_of(pool.pool);
        let limit = |figure| capacity(figure, product).map(|limit| limit.value);
        let Some(maximum) = limit(Figure::FrontEndsPerPool) else { continue };
        if pool.n_computers() <= maximum as usize {
            continue;
        }
        let message = message!(
            "Pool {pool} has {n} Front End servers; {product} supports {maximum}.",
            pool = pool.name(),
            n = pool.n_computers(),
            product = product.title(),
            maximum,
        );
        let help = match limit(Figure::FrontEndsPerPoolAccepted) {
            Some(accepted) => {
                message!(
                    "Split the pool. That Topology Builder accepts {accepted} servers makes no difference.",
                    accepted
                )
            }
            None => message!("Split the pool."),
        };
        out.report(rule, Place::from(pool.id).field(field::COMPUTERS), message).help(help);
    }
}

/// A Front End or Director pool with several servers: its web traffic has to be spread.
struct WebFarm<'a> {
    id: Id<Pool>,
    pool: &'a Pool,
    web: &'a WebServices,
}

fn web_farms<'a>(cx: &Cx<'a>) -> impl Iterator<Item = WebFarm<'a>> + use<'a> {
    cx.pools().filter(|(_, pool)| pool.computers.len() > 1).filter_map(|(id, pool)| {
        let web = match &pool.role {
            Role::FrontEnd(settings) => &settings.web,
            Role::Director(settings) => &settings.web,
            _ => return None,
        };
        Some(WebFarm { id, pool, web })
    })
}

/// Whether any row of the document names that host.
fn is_named(cx: &Cx<'_>, name: &Fqdn) -> bool {
    let topology = cx.topology();
    topology.ids().filter_map(|id| topology.entity(id)).any(|entity| entity.walk().mentions(name))
}

/// An Enterprise pool of which some server does not run.
struct ImpairedPool<'a> {
    pool: PoolOf<'a, FrontEnd>,
    /// Whether it runs, for each server in the order of the pool.
    is_running: Vec<bool>,
}

fn impaired_pools<'a>(cx: &'a Cx<'_>) -> impl Iterator<Item = ImpairedPool<'a>> {
    cx.enterprise_pools().filter_map(|pool| {
        let is_running: Vec<bool> =
            cx.computers_running(pool.id, pool.pool).map(|(_, is_running)| is_running).collect();
        is_running.contains(&false).then_some(ImpairedPool { pool, is_running })
    })
}

impl ImpairedPool<'_> {
    fn n_running(&self) -> usize {
        self.is_running.iter().filter(|&&is_running| is_running).count()
    }

    /// What keeps the pool running, where the vendor says so.
    fn needs(&self, cx: &Cx<'_>) -> Option<Functional> {
        min_functional(self.is_running.len(), cx.product_of(self.pool.pool))
    }

    fn place(&self) -> Place {
        Place::from(self.pool.id).field(field::COMPUTERS)
    }
}

/// The Enterprise pools that are published already.
fn republished_pools<'a>(cx: &Cx<'a>) -> impl Iterator<Item = Republished<'a>> {
    cx.republished().filter(|pool| matches!(pool.pool.role, Role::FrontEnd(_)))
}
