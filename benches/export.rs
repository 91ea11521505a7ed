//! What a picture as a file costs, from a picture that is arranged already.

mod generate;

use divan::Bencher;
use generate::deployment;
use linchpin::deliverables::drawing::{Drawing, draw_io::draw_io, svg::svg};
use linchpin::diagram::{Picture, palette::Brightness, scene::Overlay};
use linchpin::work::Cancel;

const SERVERS: [usize; 2] = [200, 2_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SERVERS)]
fn write_svg(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    let picture = Picture::of(&document, &Cancel::default()).expect("nobody cancels");
    let painted = || Drawing::new(&document.topology, picture.clone(), &Overlay::default());
    bencher.bench(|| svg(&painted(), Brightness::Light));
}

#[divan::bench(args = SERVERS)]
fn write_draw_io(bencher: Bencher, n_servers: usize) {
    let document = deployment(n_servers);
    let picture = Picture::of(&document, &Cancel::default()).expect("nobody cancels");
    let drawing = Drawing::new(&document.topology, picture, &Overlay::default());
    bencher.bench(|| draw_io(&drawing, Brightness::Light));
}
