use clap::Args;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::Failure;
use super::console::{Console, Outcome, print_raw};
use super::document::{self, Input, Unverified, is_standard_stream};
use super::house::HouseRules;
use super::report::{Checked, ReportFormat, Verdict};
use super::suggest::did_you_mean;
use crate::checks::{Cx, Review};
use crate::deliverables::{
    EXPORTERS, Exporter, NotMade, OneFile, Subject, find,
    redact::{REDACTED, redact},
    vendor_file,
};
use crate::diagnostic::Severity;
use crate::message;
use crate::session::{
    Env,
    delivery::{self, Existing, NotDelivered, Step},
};
use crate::work::Cancel;

/// The word for everything at once.
const ALL: &str = "all";

/// Make what leaves the building: the vendor's documents, scripts, sheets of DNS records, certificates, firewall flows
/// and servers, drawings, a report.
///
/// Nothing is made of a deployment with errors unless --force says so; they are printed, and the exit status is 1.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The document; `-` is the standard input.
    #[arg(required_unless_present = "list")]
    file: Option<PathBuf>,
    /// What to make: a word that --list shows, or `all`.
    #[arg(long, value_name = "KIND", required_unless_present = "list")]
    to: Option<String>,
    /// Where to write it; the ending tells the format. A folder takes the parts of `sheets`, and all of `all`; `-` is
    /// the standard output.
    #[arg(short, long, value_name = "PATH", required_unless_present = "list")]
    out: Option<PathBuf>,
    /// How many pixels of a PNG stand for one at 100 %; 2 unless chosen, or fewer where it would be too large.
    #[arg(long, value_name = "NUMBER")]
    scale: Option<f32>,
    /// Make it in spite of errors.
    #[arg(long)]
    force: bool,
    /// Replace names and addresses, the same by the same everywhere, so that it can be shown to others. The rules of
    /// the house are left aside.
    #[arg(long)]
    redact: bool,
    #[command(flatten)]
    unverified: Unverified,
    #[command(flatten)]
    house: HouseRules,
    /// List what can be made.
    #[arg(long, exclusive = true)]
    list: bool,
}

impl Export {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        let (Some(file), Some(to), Some(out)) = (&self.file, &self.to, &self.out) else {
            list(console);
            return Ok(Outcome::Fine);
        };
        let order = Order::of(to, out)?.at(self.scale)?;
        let input = document::open(file, console)?;
        let today = Env::real().today();
        let house = self.house.of(file)?;
        let mut checked = Verdict::of(Cx::new(&input.document).on(&today), house.as_ref()).on(input, house);
        if checked.review.count(Severity::Error) > 0 && !self.force {
            return refuse(checked, console);
        }
        let stem = file.file_stem().unwrap_or(file.as_os_str()).to_string_lossy();
        let mut name = if is_standard_stream(file) { checked.input.name.clone() } else { stem.into_owned() };
        if self.redact {
            name = REDACTED.to_owned();
            let document = redact(&checked.input.document);
            // Findings speak of names, and what a house says of itself names it.
            checked = Verdict::of(Cx::new(&document).on(&today), None).on(Input { document, ..checked.input }, None);
        }
        let (document, review, cancel) = (&checked.input.document, &checked.review, Cancel::default());
        let subject = Subject {
            evidence: self.unverified.evidence(),
            force: self.force,
            ..Subject::new(document, review, &today, &name, &cancel)
        };
        match order {
            Order::Print(file) => {
                print_raw(&file.make(&subject).map_err(|why| not_made(file.exporter, &why))?)?;
                if let Some(caveat) = file.caveat(&subject) {
                    console.note(&message!("{word}: {caveat}", word = file.exporter.word, caveat));
                }
                say_what_is_lost(file.exporter, out, &subject, console)?;
            }
            Order::Write(order) => {
                write(&order, &subject, console)?;
                if let delivery::Order::File(file, out) = &order {
                    say_what_is_lost(file.exporter, out, &subject, console)?;
                }
            }
        }
        Ok(Outcome::Fine)
    }
}

/// Prints the errors, which are why nothing is made.
fn refuse(mut checked: Checked, console: &mut Console) -> Result<Outcome, Failure> {
    let review = std::mem::take(&mut checked.review);
    let errors = review.findings.into_iter().filter(|found| found.severity == Severity::Error).collect();
    checked.review = Review { findings: errors, ..Review::default() };
    ReportFormat::Text.print(&[checked], Severity::Error, console)?;
    console.note(&message!("nothing was made, for the deployment has errors; --force makes it all the same"));
    Ok(Outcome::Found)
}

fn list(console: &mut Console) {
    let widest = EXPORTERS.iter().map(|exporter| exporter.word.len()).max().unwrap_or_default();
    for Exporter { word, title, endings, .. } in EXPORTERS {
        console.line(format!("{word:widest$}  {title} ({})", endings.join(", ")));
    }
    console.line(format!("{ALL:widest$}  All of these, into a folder"));
}

/// What is to be made, and where it goes.
enum Order {
    Print(OneFile),
    Write(delivery::Order),
}

impl Order {
    fn of(word: &str, out: &Path) -> Result<Self, Failure> {
        let folder = |exporters| Ok(Self::Write(delivery::Order::Folder(exporters, out.to_owned())));
        if word == ALL {
            return if is_standard_stream(out) {
                Err(Failure::usage(message!("`all` is more than one file")).hint(message!("name a folder with --out")))
            } else {
                folder(EXPORTERS.to_vec())
            };
        }
        let Some(exporter) = find(word) else {
            let words = EXPORTERS.iter().map(|exporter| exporter.word).chain([ALL]);
            return Err(Failure::usage(message!("there is no `{word}` to make", word))
                .hints(did_you_mean(word, words))
                .hint(message!("`linchpin export --list` shows what can be made")));
        };
        let Some(usual) = exporter.as_file(exporter.endings[0]) else {
            return if is_standard_stream(out) {
                Err(Failure::usage(message!("`{word}` is more than one file", word))
                    .hint(message!("name a folder with --out")))
            } else {
                folder(vec![exporter])
            };
        };
        if is_standard_stream(out) {
            return Ok(Self::Print(usual));
        }
        let ending = out.extension().and_then(OsStr::to_str).unwrap_or_default();
        if !exporter.parts.is_empty() && (ending.is_empty() || out.is_dir()) {
            return folder(exporter.parts.iter().filter_map(|part| find(part)).collect());
        }
        match exporter.as_file(ending) {
            Some(file) => Ok(Self::Write(delivery::Order::File(file, out.to_owned()))),
            None => {
                let (file, endings) = (out.display().to_string(), exporter.endings.join(", ."));
                Err(Failure::usage(message!("{file}: {word} cannot be made as such a file", file, word))
                    .hint(message!("end it in .{endings}", endings)))
            }
        }
    }

    /// The same in that scale, where one was chosen.
    fn at(self, scale: Option<f32>) -> Result<Self, Failure> {
        let Some(scale) = scale else { return Ok(self) };
        let scaled = match self {
            Self::Print(file) => file.at_scale(scale).map(Self::Print),
            Self::Write(delivery::Order::File(file, out)) => {
                file.at_scale(scale).map(|file| Self::Write(delivery::Order::File(file, out)))
            }
            Self::Write(_) => None,
        };
        scaled.ok_or_else(|| {
            Failure::usage(message!("only a PNG has a scale")).hint(message!("add `--to png`, or leave out --scale"))
        })
    }
}

fn write(order: &delivery::Order, subject: &Subject<'_>, console: &Console) -> Result<(), Failure> {
    let exporters = order.exporters();
    let note = |at: usize, step| {
        let word = exporters[at].word;
        match step {
            Step::LeftOut(NotMade { reason, .. }) => {
                console.note(&message!("{word}: not made, {reason}", word, reason));
            }
            Step::Made { caveat: Some(caveat), .. } => console.note(&message!("{word}: {caveat}", word, caveat)),
            Step::Made { .. } | Step::Begun => {}
        }
    };
    order.carry_out(subject, Existing::Replace, note).map_err(|error| match error {
        NotDelivered::File(error) => Failure::writing(error),
        NotDelivered::NotMade(exporter, why) => not_made(exporter, &why),
        NotDelivered::InTheWay(_) | NotDelivered::Cancelled => Failure::output(error),
    })
}

/// Says what one of the vendor's documents does not hold, or holds as a guess.
fn say_what_is_lost(exporter: &Exporter, out: &Path, subject: &Subject<'_>, console: &Console) -> Result<(), Failure> {
    if let Some(format) = vendor_file::format_of(exporter) {
        let written = vendor_file::write_anyway(subject, format).map_err(|why| not_made(exporter, &why))?;
        document::say_what_is_lost(&written, out, console);
    }
    Ok(())
}

fn not_made(exporter: &Exporter, why: &NotMade) -> Failure {
    Failure::input(super::failure::At { place: exporter.word.to_owned(), error: why.clone() }).hints(why.hint.clone())
}
