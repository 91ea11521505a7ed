//! What an edit costs before anything is derived from it: planning and applying, undoing, taking a snapshot.

mod generate;

use std::time::SystemTime;

use divan::Bencher;
use generate::deployment;
use linchpin::edit::{Command, History, Patch, PoolCommand, Transaction};
use linchpin::message;
use linchpin::model::{Document, Entity, Id, Pool};

const SERVERS: [usize; 3] = [200, 2_000, 20_000];

fn main() {
    divan::main();
}

/// A pool that may grow.
fn a_pool(document: &Document) -> (Id<Pool>, &Pool) {
    let mut pools = document.topology.pools.iter();
    pools.find(|(_, pool)| pool.multi_server).expect("every generated deployment has pools of several servers")
}

fn rename(document: &Document) -> Command {
    Command::Rename { entity: a_pool(document).0.into(), name: "renamed.contoso.com".to_owned() }
}

fn put(document: &Document) -> Command {
    let (id, pool) = a_pool(document);
    Command::Put(Entity::from((id, Pool { users: Some(5_000), ..pool.clone() })))
}

fn add_server(document: &Document) -> Command {
    let (pool, row) = a_pool(document);
    let (id, data_centre) = (Id::derived("one more"), document.topology.data_centres_of(row).first().copied());
    Command::Pool(PoolCommand::AddComputer { pool, id, fqdn: "one-more.contoso.com".into(), data_centre })
}

fn remove(document: &Document) -> Command {
    Command::Remove(vec![a_pool(document).0.into()])
}

fn perform(command: &Command, document: &Document) -> (Patch, Document) {
    let patch = command.plan(document).expect("the command makes sense here");
    let after = patch.apply(document).expect("the patch was planned for this document");
    (patch, after)
}

#[divan::bench(args = SERVERS)]
fn plan_and_apply_a_rename(bencher: Bencher, n_servers: usize) {
    planned_and_applied(bencher, n_servers, rename);
}

#[divan::bench(args = SERVERS)]
fn plan_and_apply_a_put(bencher: Bencher, n_servers: usize) {
    planned_and_applied(bencher, n_servers, put);
}

#[divan::bench(args = SERVERS)]
fn plan_and_apply_a_new_server(bencher: Bencher, n_servers: usize) {
    planned_and_applied(bencher, n_servers, add_server);
}

#[divan::bench(args = SERVERS)]
fn plan_and_apply_a_removal(bencher: Bencher, n_servers: usize) {
    planned_and_applied(bencher, n_servers, remove);
}

fn planned_and_applied(bencher: Bencher<'_, '_>, n_servers: usize, command: fn(&Document) -> Command) {
    let document = deployment(n_servers);
    let command = command(&document);
    bencher.bench(|| perform(&command, &document));
}

#[divan::bench(args = SERVERS)]
fn undo_a_rename(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    let (patch, after) = perform(&rename(&document), &document);
    let mut history = History::default();
    history.push(Transaction { label: message!("Rename"), patch, at: SystemTime::UNIX_EPOCH });
    bencher
        .with_inputs(|| history.clone())
        .bench_values(|mut history| history.undo(&after).map(|(document, _)| document));
}

#[divan::bench(args = SERVERS)]
fn snapshot(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    bencher.bench(|| document.clone());
}

#[divan::bench(args = SERVERS)]
fn difference_of_two_snapshots(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    let (_, after) = perform(&rename(&document), &document);
    bencher.bench(|| Patch::between(&document, &after));
}
