//! What the drawing costs: arranging and routing a whole deployment, and painting it into shapes.

mod generate;

use divan::Bencher;
use generate::deployment;
use linchpin::diagram::scene::{Detail, Overlay};
use linchpin::diagram::{Picture, scene};
use linchpin::model::Document;
use linchpin::work::Cancel;

const SERVERS: [usize; 2] = [200, 2_000];

fn main() {
    divan::main();
}

fn picture(document: &Document) -> Picture {
    Picture::of(document, &Cancel::default()).expect("nobody cancels")
}

#[divan::bench(args = SERVERS, max_time = 5)]
fn arrange_and_route(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    bencher.bench(|| picture(&document));
}

#[divan::bench(args = SERVERS)]
fn paint_near(bencher: Bencher, n_servers: usize) {
    painted(bencher, n_servers, Detail::Near);
}

#[divan::bench(args = SERVERS)]
fn paint_middle(bencher: Bencher, n_servers: usize) {
    painted(bencher, n_servers, Detail::Middle);
}

#[divan::bench(args = SERVERS)]
fn paint_far(bencher: Bencher, n_servers: usize) {
    painted(bencher, n_servers, Detail::Far);
}

fn painted(bencher: Bencher<'_, '_>, n_servers: usize, detail: Detail) {
    let document = deployment(n_servers);
    let picture = picture(&document);
    let overlay = Overlay::default();
    bencher.bench(|| scene(&document.topology, &picture, &overlay, detail));
}
