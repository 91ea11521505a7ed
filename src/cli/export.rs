use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::console::{Console, Outcome};
use super::document::{self, Input, Unverified, is_standard_stream, put};
use super::house::HouseRules;
use super::report::{Checked, ReportFormat};
use super::suggest::did_you_mean;
use crate::checks::{Cx, Review, catalogue, review};
use crate::deliverables::{EXPORTERS, Exporter, Make, NotMade, Subject, find, vendor_file};
use crate::diagnostic::Severity;
use crate::format::Format;
use crate::message;
use crate::session::{Env, files};
use crate::work::Cancel;

/// The word for everything at once.
const ALL: &str = "all";

/// Make what leaves the building: the vendor's documents, scripts, sheets of DNS records, certificates, firewall flows
/// and servers, drawings.
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
    /// Make it in spite of errors.
    #[arg(long)]
    force: bool,
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
        let order = Order::of(to, out)?;
        let input = document::open(file, console)?;
        let today = Env::real().today();
        let checked = self.check(file, input, &today)?;
        if checked.review.count(Severity::Error) > 0 && !self.force {
            return refuse(checked, console);
        }
        let name = file.file_stem().unwrap_or(file.as_os_str()).to_string_lossy();
        let subject = Subject {
            document: &checked.input.document,
            product: checked.product,
            review: &checked.review,
            today: &today,
            name: if is_standard_stream(file) { &checked.input.name } else { &name },
            evidence: self.unverified.evidence(),
            force: self.force,
        };
        order.carry_out(&subject, console)?;
        Ok(Outcome::Fine)
    }

    fn check(&self, file: &Path, input: Input, today: &str) -> Result<Checked, Failure> {
        let house = self.house.of(file)?;
        let mut cx = Cx::new(&input.document).on(today);
        if let Some(house) = &house {
            cx = cx.in_house(house);
        }
        let product = cx.product();
        let review = review(&cx, &Cancel::default()).unwrap_or_default();
        let asked = catalogue().filter(|rule| cx.asks(rule)).collect();
        drop(cx);
        Ok(Checked { input, house, product, asked, review })
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

/// Makes the file of an ending.
type OneFile = fn(&Subject<'_>, &str) -> Result<Vec<u8>, NotMade>;

/// What is to be made, and where to put it.
enum Order<'a> {
    One(&'static Exporter, OneFile, &'static str, &'a Path),
    Document(&'static Exporter, Format, &'a Path),
    Folder(Vec<&'static Exporter>, &'a Path),
}

impl<'a> Order<'a> {
    fn of(word: &str, out: &'a Path) -> Result<Self, Failure> {
        if word == ALL {
            return if is_standard_stream(out) {
                Err(Failure::usage(message!("`all` is more than one file")).hint(message!("name a folder with --out")))
            } else {
                Ok(Self::Folder(EXPORTERS.to_vec(), out))
            };
        }
        let Some(exporter) = find(word) else {
            let words = EXPORTERS.iter().map(|exporter| exporter.word).chain([ALL]);
            return Err(Failure::usage(message!("there is no `{word}` to make", word))
                .hints(did_you_mean(word, words))
                .hint(message!("`linchpin export --list` shows what can be made")));
        };
        let one_file = |ending| match exporter.make {
            Make::File(make) => Some(Self::One(exporter, make, ending, out)),
            Make::Document(format) => Some(Self::Document(exporter, format, out)),
            Make::Files(_) => None,
        };
        let Some(usual) = one_file(exporter.endings[0]) else {
            return if is_standard_stream(out) {
                Err(Failure::usage(message!("`{word}` is more than one file", word))
                    .hint(message!("name a folder with --out")))
            } else {
                Ok(Self::Folder(vec![exporter], out))
            };
        };
        if is_standard_stream(out) {
            return Ok(usual);
        }
        let ending = out.extension().and_then(OsStr::to_str).unwrap_or_default();
        if !exporter.parts.is_empty() && (ending.is_empty() || out.is_dir()) {
            return Ok(Self::Folder(exporter.parts.iter().filter_map(|part| find(part)).collect(), out));
        }
        match exporter
            .endings
            .iter()
            .find(|known| known.eq_ignore_ascii_case(ending))
            .and_then(|&known| one_file(known))
        {
            Some(order) => Ok(order),
            None => {
                let (file, endings) = (out.display().to_string(), exporter.endings.join(", ."));
                Err(Failure::usage(message!("{file}: {word} cannot be made as such a file", file, word))
                    .hint(message!("end it in .{endings}", endings)))
            }
        }
    }

    /// Makes everything, and only then writes.
    fn carry_out(self, subject: &Subject<'_>, console: &Console) -> Result<(), Failure> {
        match self {
            Self::One(exporter, make, ending, out) => {
                put(out, &make(subject, ending).map_err(|why| not_made(exporter, &why))?)
            }
            Self::Document(exporter, format, out) => {
                let written = vendor_file::write(subject, format).map_err(|why| not_made(exporter, &why))?;
                put(out, &written.bytes)?;
                document::say_what_is_lost(&written, out, console);
                Ok(())
            }
            Self::Folder(exporters, folder) => {
                let mut made = Vec::new();
                for exporter in exporters {
                    match exporter.into_folder(subject) {
                        Ok(mut files) => made.append(&mut files),
                        Err(NotMade { reason }) => {
                            console.note(&message!("{word}: not made, {reason}", word = exporter.word, reason));
                        }
                    }
                }
                files::replace_all(folder, &made).map_err(Failure::writing)
            }
        }
    }
}

fn not_made(exporter: &Exporter, why: &NotMade) -> Failure {
    Failure::input(super::failure::At { place: exporter.word.to_owned(), error: why.clone() })
}
