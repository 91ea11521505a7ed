//! Front End pools and quorum.

mod enterprise_pool_without_servers;
mod even_pool_with_mirror;
mod load_balancing_undecided;
mod more_than_12_front_end_servers;
mod more_than_16_front_end_servers;
mod quorum_bound_pool;
mod single_server_pool;
mod two_server_pool;
mod unpublishable_two_server_pool;
mod web_services_under_pool_name;
mod web_traffic_without_load_balancer;

use crate::checks::{Cx, Family, Findings, Rule};
use crate::message;
use crate::model::{Fqdn, Id, Place, Pool, Role, WebServices, field};
use crate::vendor::{Figure, capacity};

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
        &load_balancing_undecided::RULE,
        &web_services_under_pool_name::RULE,
        &web_traffic_without_load_balancer::RULE,
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
