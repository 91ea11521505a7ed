//! What a full check costs, alone and with the edit that asked for it.

mod generate;

use divan::Bencher;
use generate::{deployment, drawn_deployment};
use linchpin::checks::check;
use linchpin::edit::Command;
use linchpin::model::{Entity, Pool};

const SERVERS: [usize; 3] = [200, 2_000, 20_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SERVERS, max_time = 5)]
fn all_rules(bencher: Bencher, n_servers: usize) {
    let document = drawn_deployment(n_servers);
    bencher.bench(|| check(&document));
}

/// Four times the findings, for a file of the vendor's leaves much unsaid.
#[divan::bench(args = SERVERS, max_time = 5)]
fn all_rules_on_an_import(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    bencher.bench(|| check(&document));
}

#[divan::bench(args = SERVERS, max_time = 5)]
fn an_edit_and_all_rules(bencher: Bencher, n_servers: usize) {
    let document = drawn_deployment(n_servers);
    let (id, pool) = document.topology.pools.iter().next().expect("every generated deployment has pools");
    let command = Command::Put(Entity::from((id, Pool { users: Some(5_000), ..pool.clone() })));
    bencher.bench(|| {
        let patch = command.plan(&document).expect("the command makes sense here");
        check(&patch.apply(&document).expect("the patch was planned for this document"))
    });
}
