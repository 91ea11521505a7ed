use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use strum::VariantArray;

use super::console::{Console, Outcome};
use super::document::{self, Input, To};
use super::failure::At;
use super::house::HouseRules;
use super::report::{Checked, ReportFormat, Verdict};
use super::{Failure, explain};
use crate::analysis::Scenario;
use crate::checks::{Baseline, Cx, House, families};
use crate::diagnostic::Severity;
use crate::message;
use crate::session::{Env, files};
use crate::text::Code;
use crate::vendor::Product;

/// Check documents by every rule.
///
/// The exit status is 0 when nothing weighs as much as --deny says, 1 when something does, 2 when a document cannot be
/// read.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The documents; `-` is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    format: ReportFormat,
    /// From which weight on a finding makes the exit status 1.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Errors)]
    deny: Level,
    /// More warnings than that make the exit status 1.
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    /// Findings leave the exit status 0.
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    rules: Selection,
    #[command(flatten)]
    setting: Setting,
    #[command(flatten)]
    house: HouseRules,
    /// Show only what is not in this baseline; where there is no such file, record what is found today in it.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// Which rules count.
#[derive(Debug, Args)]
pub(super) struct Selection {
    /// Only these rules: codes, names, or the two letters of a family, with commas between.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    only: Vec<String>,
    /// All rules but these.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
}

/// What the document is checked as.
#[derive(Debug, Args)]
struct Setting {
    /// Check as if everything were of this product: 2013, 2015, 2019 or se.
    #[arg(long, value_name = "PRODUCT", value_parser = product)]
    version: Option<Product>,
    /// What is published today, for the rules about what a publication changes.
    #[arg(long, value_name = "FILE")]
    published: Option<PathBuf>,
    /// What has failed: an FQDN, HOST\INSTANCE, site:NAME or dc:NAME, with commas between.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    fail: Vec<String>,
    /// Check as what is about to be exported in this format.
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<To>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    Errors,
    Warnings,
    Infos,
}

impl Check {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        let is_wanted = self.rules.resolve()?;
        document::standard_input_once(&self.inputs())?;
        let published = self.setting.open_published(console)?;
        let recorded = self.baseline.as_deref().filter(|path| path.exists()).map(read_baseline).transpose()?;
        let mut unusable = false;
        let mut all = Vec::new();
        for file in &self.files {
            // One document that cannot be read keeps nobody from the findings in the others.
            match document::open(file, console) {
                Ok(input) => {
                    let house = self.house.of(file)?;
                    let mut checked = self.setting.check(input, published.as_ref(), house)?;
                    checked.review.keep(&is_wanted);
                    checked.asked.retain(|rule| is_wanted(rule.code));
                    if let Some(recorded) = &recorded {
                        checked.review.set_apart(recorded, &checked.input.document.topology);
                    }
                    all.push(checked);
                }
                Err(failure) => {
                    console.fail(&failure);
                    unusable = true;
                }
            }
        }
        if let (Some(path), None) = (&self.baseline, &recorded) {
            record_baseline(path, &mut all, console)?;
        }
        self.format.print(&all, self.deny.severity(), console)?;
        Ok(if unusable { Outcome::Unusable } else { self.outcome(&all) })
    }

    fn inputs(&self) -> Vec<&Path> {
        self.files.iter().chain(&self.setting.published).map(PathBuf::as_path).collect()
    }

    fn outcome(&self, all: &[Checked]) -> Outcome {
        let mut findings = all.iter().flat_map(|checked| &checked.review.findings);
        let is_denied = findings.any(|found| found.severity >= self.deny.severity());
        let n_warnings: usize = all.iter().map(|checked| checked.review.count(Severity::Warning)).sum();
        let are_too_many = self.max_warnings.is_some_and(|most| n_warnings > most);
        if (is_denied || are_too_many) && !self.exit_zero { Outcome::Found } else { Outcome::Fine }
    }
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let bytes = files::read(path).map_err(Failure::reading)?;
    Baseline::read(&bytes).map_err(|error| {
        Failure::input(At { place: path.display().to_string(), error })
            .hint(message!("remove the file, and the next check records a new one"))
    })
}

/// Records what is found today; from now on it is known.
fn record_baseline(path: &Path, all: &mut [Checked], console: &Console) -> Result<(), Failure> {
    let mut baseline = Baseline::default();
    for checked in all.iter() {
        baseline.record(&checked.review.findings, &checked.input.document.topology);
    }
    files::replace(path, &baseline.to_bytes()).map_err(Failure::writing)?;
    let (n, file) = (baseline.len(), path.display().to_string());
    console.note(&message!("recorded {n} findings in {file}", n, file));
    for checked in all {
        checked.review.set_apart(&baseline, &checked.input.document.topology);
    }
    Ok(())
}

impl Setting {
    fn open_published(&self, console: &Console) -> Result<Option<Input>, Failure> {
        self.published.as_deref().map(|path| document::open(path, console)).transpose()
    }

    /// Checks a document as the command line says.
    fn check(&self, input: Input, published: Option<&Input>, house: Option<House>) -> Result<Checked, Failure> {
        let verdict = Verdict::of(self.cx(&input, published)?, house.as_ref());
        Ok(verdict.on(input, house))
    }

    fn cx<'a>(&self, input: &'a Input, published: Option<&'a Input>) -> Result<Cx<'a>, Failure> {
        let topology = &input.document.topology;
        let scenario = Scenario::named(topology, self.fail.iter().map(String::as_str)).map_err(|error| {
            Failure::usage(message!("{file}: {error}", file = &*input.name, error = error.to_string()))
                .hint(message!("name an FQDN, HOST\\INSTANCE, site:NAME or dc:NAME of the document"))
        })?;
        let mut cx = Cx::new(&input.document).on(Env::real().today()).during(scenario);
        if let Some(product) = self.version {
            cx = cx.as_if(product);
        }
        if let Some(published) = published {
            cx = cx.compared_with(&published.document.topology);
        }
        if let Some(to) = self.to {
            cx = cx.on_export_to(to.format());
        }
        Ok(cx)
    }
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Self::Errors => Severity::Error,
            Self::Warnings => Severity::Warning,
            Self::Infos => Severity::Info,
        }
    }
}

impl Selection {
    /// Whether a rule is wanted.
    pub(super) fn resolve(&self) -> Result<impl Fn(Code) -> bool, Failure> {
        let (only, ignored) = (named(&self.only)?, named(&self.ignore)?);
        let contains =
            |words: &[String], code: Code| words.iter().any(|word| *word == code.to_string() || *word == code.family());
        Ok(move |code| (only.is_empty() || contains(&only, code)) && !contains(&ignored, code))
    }
}

/// Rules named one by one or by family, as codes and letters.
fn named(typed: &[String]) -> Result<Vec<String>, Failure> {
    let is_family = |word: &str| word == House::LETTERS || families().iter().any(|family| family.letters == word);
    let is_of_house = |word: &str| word.parse::<Code>().is_ok_and(|code| code.family() == House::LETTERS);
    let select = |word: &String| {
        let letters = word.trim().to_uppercase();
        let is_known = is_family(&letters) || is_of_house(&letters);
        if is_known { Ok(letters) } else { Ok(explain::rule(word.trim())?.code.to_string()) }
    };
    typed.iter().map(select).collect()
}

/// The product that a word on the command line names.
pub(super) fn product(word: &str) -> Result<Product, String> {
    Product::from_token(word).ok_or_else(|| {
        let known: Vec<_> = Product::VARIANTS.iter().copied().map(Product::token).collect();
        format!("not one of {}", known.join(", "))
    })
}
