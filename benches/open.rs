//! Opening and saving deployments of 200 to 20 000 servers, beside what `quick-xml`'s bare event loop takes for the same
//! bytes, and `xmllint` where it is installed.

mod generate;

use std::collections::BTreeMap;
use std::fmt;
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

/// A deployment of so many servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Full(usize),
    /// 20,000 of them make a file of 24 MB: what the budget speaks of.
    Lean(usize),
}

const CASES: [Case; 5] =
    [Case::Full(200), Case::Full(2_000), Case::Full(8_000), Case::Full(20_000), Case::Lean(20_000)];

static FILES: LazyLock<BTreeMap<Case, Vec<u8>>> = LazyLock::new(|| {
    let file = |case: Case| write(&case.deployment(), Format::TopologyBuilder).expect("the names are plain").bytes;
    CASES.map(|case| (case, file(case))).into()
});

impl Case {
    fn deployment(self) -> Document {
        match self {
            Self::Full(n) => generate::deployment(n),
            Self::Lean(n) => generate::lean_deployment(n),
        }
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full(n) => write!(f, "{n}"),
            Self::Lean(n) => write!(f, "{n} lean"),
        }
    }
}

fn main() {
    for (case, bytes) in FILES.iter() {
        print_ratios(*case, bytes);
    }
    divan::main();
}

#[allow(clippy::print_stderr, reason = "the ratios are what the program is run for")]
fn print_ratios(case: Case, bytes: &[u8]) {
    let bare = best_of(5, || event_loop(bytes));
    let open = best_of(5, || read(bytes));
    let checked = best_of(5, || read(bytes).map(|opened| linchpin::checks::check(&opened.document)));
    let mut line = format!(
        "{case} servers, {:.1} MB: open {open:.1?}, with all checks {checked:.1?}; open is {:.1} times the bare event loop",
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

#[divan::bench(args = CASES)]
fn bare_event_loop(bencher: Bencher, case: Case) {
    bencher.counter(BytesCount::of_slice(&FILES[&case])).bench(|| event_loop(&FILES[&case]));
}

#[divan::bench(args = CASES)]
fn open_tbxml(bencher: Bencher, case: Case) {
    bencher.counter(BytesCount::of_slice(&FILES[&case])).bench(|| read(FILES[&case].as_slice()));
}

#[divan::bench(args = CASES)]
fn save_tbxml_unedited(bencher: Bencher, case: Case) {
    let document = opened(case);
    bencher.bench(|| write(&document, Format::TopologyBuilder));
}

#[divan::bench(args = CASES)]
fn save_tbxml_with_a_renamed_pool(bencher: Bencher, case: Case) {
    let document = opened(case);
    let (id, pool) = document.topology.pools.iter().next().expect("there are pools");
    let mut pool = pool.clone();
    pool.fqdn = "renamed.example.org".into();
    let put = linchpin::edit::Command::Put(Entity::from((id, pool)));
    let edited = put.plan(&document).map(|patch| patch.apply(&document).expect("nothing came between"));
    let edited = edited.expect("a rename is no contradiction");
    bencher.bench(|| write(&edited, Format::TopologyBuilder));
}

#[divan::bench(args = CASES)]
fn write_new_tbxml(bencher: Bencher, case: Case) {
    let document = case.deployment();
    bencher.bench(|| write(&document, Format::TopologyBuilder));
}

fn opened(case: Case) -> Document {
    read(FILES[&case].as_slice()).expect("the writer makes what can be read").document
}
