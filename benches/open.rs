//! Opening and saving deployments of 200 to 20 000 servers, beside what `quick-xml`'s bare event loop takes for the same
//! bytes, and `xmllint` where it is installed.

mod generate;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use linchpin::format::{Format, read, write};
use linchpin::model::{Document, Entity};
use quick_xml::Reader;
use quick_xml::events::Event;

/// 8,000 servers make a file of 24 MB, the size that the budget speaks of.
const SIZES: [usize; 4] = [200, 2_000, 8_000, 20_000];

static FILES: LazyLock<BTreeMap<usize, Vec<u8>>> = LazyLock::new(|| {
    let file = |n| write(&generate::deployment(n), Format::TopologyBuilder).expect("the names are plain").bytes;
    SIZES.map(|n| (n, file(n))).into()
});

fn main() {
    for (n, bytes) in FILES.iter() {
        print_ratios(*n, bytes);
    }
    divan::main();
}

#[allow(clippy::print_stderr, reason = "the ratios are what the program is run for")]
fn print_ratios(n_servers: usize, bytes: &[u8]) {
    let bare = best_of(5, || event_loop(bytes));
    let open = best_of(5, || read(bytes));
    let checked = best_of(5, || read(bytes).map(|opened| linchpin::checks::check(&opened.document)));
    let mut line = format!(
        "{n_servers} servers, {:.1} MB: open {open:.1?}, with all checks {checked:.1?}; open is {:.1} times the bare event loop",
        bytes.len() as f64 / 1e6,
        open.as_secs_f64() / bare.as_secs_f64()
    );
    if let Some(lint) = xmllint(bytes) {
        line += &format!(", {:.1} times xmllint --stream", open.as_secs_f64() / lint.as_secs_f64());
    }
    eprintln!("{line}");
}

fn best_of<T>(n: usize, run: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..n).map(once).min().unwrap_or_default()
}

fn event_loop(bytes: &[u8]) -> usize {
    let text = std::str::from_utf8(bytes).expect("the writer makes UTF-8");
    let mut reader = Reader::from_str(text);
    let mut n_elements = 0;
    loop {
        match reader.read_event().expect("the document is well-formed") {
            Event::Start(_) | Event::Empty(_) => n_elements += 1,
            Event::Eof => return n_elements,
            event => drop(black_box(event)),
        }
    }
}

fn xmllint(bytes: &[u8]) -> Option<Duration> {
    let file = tempfile::NamedTempFile::new().ok()?;
    std::io::copy(&mut &*bytes, &mut file.as_file()).ok()?;
    let start = Instant::now();
    let status = Command::new("xmllint").args(["--noout", "--stream"]).arg(file.path()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success()).then(|| start.elapsed())
}

#[divan::bench(args = SIZES)]
fn bare_event_loop(bencher: Bencher, n: usize) {
    bencher.counter(BytesCount::of_slice(&FILES[&n])).bench(|| event_loop(&FILES[&n]));
}

#[divan::bench(args = SIZES)]
fn open_tbxml(bencher: Bencher, n: usize) {
    bencher.counter(BytesCount::of_slice(&FILES[&n])).bench(|| read(FILES[&n].as_slice()));
}

#[divan::bench(args = SIZES)]
fn save_tbxml_unedited(bencher: Bencher, n: usize) {
    let document = opened(n);
    bencher.bench(|| write(&document, Format::TopologyBuilder));
}

#[divan::bench(args = SIZES)]
fn save_tbxml_with_a_renamed_pool(bencher: Bencher, n: usize) {
    let document = opened(n);
    let (id, pool) = document.topology.pools.iter().next().expect("there are pools");
    let mut pool = pool.clone();
    pool.fqdn = "renamed.example.org".into();
    let put = linchpin::edit::Command::Put(Entity::from((id, pool)));
    let edited = put.plan(&document).map(|patch| patch.apply(&document).expect("nothing came between"));
    let edited = edited.expect("a rename is no contradiction");
    bencher.bench(|| write(&edited, Format::TopologyBuilder));
}

#[divan::bench(args = SIZES)]
fn write_new_tbxml(bencher: Bencher, n: usize) {
    let document = generate::deployment(n);
    bencher.bench(|| write(&document, Format::TopologyBuilder));
}

fn opened(n: usize) -> Document {
    read(FILES[&n].as_slice()).expect("the writer makes what can be read").document
}
