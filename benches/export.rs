//! What leaving the building costs: each from the document to the bytes, the picture arranged on the way. Beside it the
//! same deployment drawn by Graphviz, where `dot` is installed.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

mod generate;

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use divan::Bencher;
use generate::deployment;
use linchpin::checks::{Cx, Review, review};
use linchpin::deliverables::{EXPORTERS, Exporter, Subject, find};
use linchpin::model::Document;
use linchpin::work::Cancel;

const SERVERS: [usize; 2] = [200, 2_000];

/// How often each side of a ratio is run; the fastest time counts.
const ROUNDS: usize = 5;

fn main() {
    for n_servers in SERVERS {
        print_ratio(n_servers);
    }
    divan::main();
}

/// All that can be made, as into a folder.
#[divan::bench(args = SERVERS)]
fn everything(bencher: Bencher, n_servers: usize) {
    let (document, review) = reviewed(n_servers);
    bencher.bench(|| EXPORTERS.iter().map(|exporter| made(exporter, &document, &review)).sum::<usize>());
}

#[divan::bench(args = EXPORTERS.iter().map(|exporter| exporter.word))]
fn one_of_2000_servers(bencher: Bencher, word: &str) {
    let (document, review) = reviewed(2_000);
    let exporter = find(word).expect("it is from the list");
    bencher.bench(|| made(exporter, &document, &review));
}

fn reviewed(n_servers: usize) -> (Document, Review) {
    let document = deployment(n_servers);
    let review = review(&Cx::new(&document), &Cancel::default()).expect("nobody cancels");
    (document, review)
}

/// How many bytes it takes.
fn made(exporter: &Exporter, document: &Document, review: &Review) -> usize {
    exporter.into_folder(&subject(document, review)).unwrap_or_default().iter().map(|(_, bytes)| bytes.len()).sum()
}

fn subject<'a>(document: &'a Document, review: &'a Review) -> Subject<'a> {
    static NEVER: std::sync::LazyLock<Cancel> = std::sync::LazyLock::new(Cancel::default);
    Subject::new(document, review, "2026-01-31", "contoso", &NEVER)
}

fn print_ratio(n_servers: usize) {
    let (document, review) = reviewed(n_servers);
    let exporter = |word| find(word).expect("there is such a deliverable");
    let own_time = fastest(|| Some(made(exporter("svg"), &document, &review))).expect("it always answers");
    let dot = exporter("dot").into_folder(&subject(&document, &review)).expect("there is something to draw");
    match fastest(|| graphviz(&dot[0].1)) {
        Some(their_time) => {
            let ratio = their_time.as_secs_f64() / own_time.as_secs_f64();
            println!(
                "{n_servers} servers as SVG in {own_time:.1?}, by dot in {their_time:.1?} ({ratio:.1} times as long)"
            );
        }
        None => println!("{n_servers} servers as SVG in {own_time:.1?}; dot is not installed"),
    }
}

fn fastest<T>(mut run: impl FnMut() -> Option<T>) -> Option<Duration> {
    let time = |_| {
        let start = Instant::now();
        run().map(|_| start.elapsed())
    };
    (0..ROUNDS).map(time).collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// What `dot` makes of a graph; none where it is not installed.
fn graphviz(graph: &[u8]) -> Option<Vec<u8>> {
    let mut dot = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = dot.stdin.take()?;
    std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(graph));
        dot.wait_with_output().ok().filter(|output| output.status.success()).map(|output| output.stdout)
    })
}
