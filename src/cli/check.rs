use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use strum::VariantArray;

use super::console::{BOLD, Console, DIM, Outcome, style_of};
use super::document::{self, Input};
use super::{Failure, explain, json};
use crate::checks::{Cx, Review, families, review};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message;
use crate::session::Env;
use crate::text::Code;
use crate::vendor::Product;
use crate::work::Cancel;

/// Check documents by every rule.
///
/// The exit status is 0 when nothing weighs as much as --deny says, 1 when something does, 2 when a document cannot be
/// read.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The documents; `-` is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print the findings; `json` is one object for each document, in a line of its own.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
    /// From which weight on a finding makes the exit status 1.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Errors)]
    deny: Level,
    /// Only these rules: codes, names, or the two letters of a family, with commas between.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    only: Vec<String>,
    /// All rules but these.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Check as if everything were of this product: 2013, 2015, 2019 or se.
    #[arg(long, value_name = "PRODUCT", value_parser = product)]
    version: Option<Product>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Level {
    Errors,
    Warnings,
    Infos,
}

/// The findings of one document that count, and how many a person has accepted.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) input: Input,
    pub(super) product: Product,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) n_waived: usize,
}

impl Check {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        let (only, ignored) = (Selection::new(&self.only)?, Selection::new(&self.ignore)?);
        let is_wanted = |code| (self.only.is_empty() || only.contains(code)) && !ignored.contains(code);
        document::standard_input_once(&self.files.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
        let mut outcome = Outcome::Fine;
        for file in &self.files {
            // One document that cannot be read keeps nobody from the findings in the others.
            let checked = match self.check(file, &is_wanted, console) {
                Ok(checked) => checked,
                Err(failure) => {
                    console.fail(&failure);
                    outcome = Outcome::Unusable;
                    continue;
                }
            };
            match self.format {
                CheckFormat::Text => print(&checked, self.files.len() > 1, console),
                CheckFormat::Json => json::print(console, &json::Check::from(&checked))?,
            }
            if checked.findings.iter().any(|found| found.severity >= self.deny.severity()) {
                outcome = outcome.max(Outcome::Found);
            }
        }
        Ok(outcome)
    }

    fn check(&self, file: &Path, is_wanted: &dyn Fn(Code) -> bool, console: &Console) -> Result<Checked, Failure> {
        let input = document::open(file, console)?;
        let document = &input.document;
        let mut cx = Cx::new(document).on(Env::real().today());
        if let Some(product) = self.version {
            cx = cx.as_if(product);
        }
        let product = cx.product();
        let Review { mut findings, mut waived } = review(&cx, &Cancel::default()).unwrap_or_default();
        findings.retain(|found| is_wanted(found.code));
        waived.retain(|waived| is_wanted(waived.finding.code));
        let n_waived = waived.len();
        Ok(Checked { input, product, findings, n_waived })
    }
}

impl Checked {
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.severity == severity).count()
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

/// Rules named one by one or by family.
struct Selection(Vec<String>);

impl Selection {
    fn new(typed: &[String]) -> Result<Self, Failure> {
        let is_family = |word: &str| families().iter().any(|family| family.letters == word);
        let select = |word: &String| {
            let letters = word.trim().to_uppercase();
            if is_family(&letters) { Ok(letters) } else { Ok(explain::rule(word.trim())?.code.to_string()) }
        };
        typed.iter().map(select).collect::<Result<_, _>>().map(Self)
    }

    fn contains(&self, code: Code) -> bool {
        self.0.iter().any(|word| *word == code.to_string() || *word == code.family())
    }
}

/// The product that a word on the command line names.
pub(super) fn product(word: &str) -> Result<Product, String> {
    Product::from_token(word).ok_or_else(|| {
        let known: Vec<_> = Product::VARIANTS.iter().copied().map(Product::token).collect();
        format!("not one of {}", known.join(", "))
    })
}

fn print(checked: &Checked, is_one_of_several: bool, console: &mut Console) {
    let Checked { input: Input { name, document }, findings, .. } = checked;
    let topology = &document.topology;
    if is_one_of_several && !findings.is_empty() {
        console.line(format!("{BOLD}{name}{BOLD:#}"));
    }
    for found in findings {
        let (style, word) = (style_of(found.severity), found.severity.word());
        console.line(format!("{style}{word}[{}]{style:#} {}", found.code, found.message));
        let entity = found.place.entity;
        let field = found.place.field.map(|field| format!(", {}", field.path())).unwrap_or_default();
        console.line(format!("  {DIM}at{DIM:#}   {} {}{field}", topology.kind(entity), topology.name(entity)));
        for other in &found.related {
            console.line(format!("  {DIM}also{DIM:#} {}, {}", topology.name(other.entity), other.message));
        }
        if let Some(help) = &found.help {
            console.line(format!("  {DIM}help{DIM:#} {help}"));
        }
    }
    console.line(format!("{name}: {}", summary(checked)));
}

fn summary(checked: &Checked) -> String {
    let several = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{n} {word}s")),
    };
    let counts = Severity::VARIANTS.iter().rev().filter_map(|&it| several(checked.count(it), it.word()));
    let waived = (checked.n_waived > 0).then(|| format!("{} waived", checked.n_waived));
    let said: Vec<String> = counts.chain(waived).collect();
    if said.is_empty() { message!("no findings").to_string() } else { said.join(", ") }
}
