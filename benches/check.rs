//! What a full check costs, alone and with the edit that asked for it.

mod generate;

use divan::Bencher;
use generate::{deployment, drawn_deployment, lean_deployment};
use linchpin::checks::check;
use linchpin::edit::Command;
use linchpin::model::{Document, Entity, Pool};

const SERVERS: [usize; 3] = [200, 2_000, 20_000];

fn main() {
    // An allocator gives memory back to the system until it has seen how much is asked for again: as in a window that
    // has been open for a while, that is past.
    drop(check(&deployment(20_000)));
    divan::main();
}

/// The deployment of the file of 24 MB: 67 servers in a site, in pools of twelve.
#[divan::bench(args = SERVERS, max_time = 5)]
fn all_rules(bencher: Bencher, n_servers: usize) {
    let document = lean_deployment(n_servers);
    bencher.bench(|| check(&document));
}

/// Twenty servers in a site: three times the pools, SQL instances and trunks, which is what rules look at.
#[divan::bench(args = SERVERS, max_time = 5)]
fn all_rules_on_small_pools(bencher: Bencher, n_servers: usize) {
    let document = drawn_deployment(n_servers);
    bencher.bench(|| check(&document));
}

/// The same with twice the findings, for a file of the vendor's leaves much unsaid.
#[divan::bench(args = SERVERS, max_time = 5)]
fn all_rules_on_an_import_of_small_pools(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    bencher.bench(|| check(&document));
}

#[divan::bench(args = SERVERS, max_time = 5)]
fn an_edit_and_all_rules(bencher: Bencher, n_servers: usize) {
    an_edit_of(bencher, &lean_deployment(n_servers));
}

#[divan::bench(args = SERVERS, max_time = 5)]
fn an_edit_and_all_rules_on_small_pools(bencher: Bencher, n_servers: usize) {
    an_edit_of(bencher, &drawn_deployment(n_servers));
}

fn an_edit_of(bencher: Bencher, document: &Document) {
    let (id, pool) = document.topology.pools.iter().next().expect("every generated deployment has pools");
    let command = Command::Put(Entity::from((id, Pool { users: Some(5_000), ..pool.clone() })));
    bencher.bench(|| {
        let patch = command.plan(document).expect("the command makes sense here");
        check(&patch.apply(document).expect("the patch was planned for this document"))
    });
}
