use clap::Args;

use super::console::{BOLD, Console, DIM, Outcome, style_of};
use super::suggest::did_you_mean;
use super::{Failure, house};
use crate::checks::{House, HouseRule, Rule, catalogue};
use crate::message;
use crate::vendor::Product;

/// Explain a rule: its condition, why it matters, what to do, who says so.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule, by its code or its name: HA006 or single-server-pool.
    rule: String,
}

impl Explain {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        let of_house = self.rule.parse().ok().map(house::find).transpose()?.flatten();
        match of_house {
            Some(rule) => print_house(&rule, console),
            None => print(rule(&self.rule)?, console),
        }
        Ok(Outcome::Fine)
    }
}

/// The rule that a person names by its code or its name.
pub(super) fn rule(typed: &str) -> Result<&'static Rule, Failure> {
    let is_named = |rule: &&Rule| rule.code.to_string().eq_ignore_ascii_case(typed) || rule.name == typed;
    catalogue().find(is_named).ok_or_else(|| {
        let names = catalogue().flat_map(|rule| [rule.code.to_string(), rule.name.to_owned()]).collect::<Vec<_>>();
        Failure::usage(message!("no rule is called `{typed}`", typed))
            .hints(did_you_mean(typed, names.iter().map(String::as_str)))
            .hint(message!("`linchpin rules` lists them"))
    })
}

fn print_house(HouseRule { code, severity, says, help, .. }: &HouseRule, console: &mut Console) {
    let (style, word) = (style_of(*severity), severity.word());
    console.line(format!("{BOLD}{code}{BOLD:#}  {style}{word}{style:#}"));
    console.line(format!("{says}\n\n{BOLD}What to do{BOLD:#}\n  {help}"));
    console.line(format!("\n{DIM}a rule of the house, from {}{DIM:#}", House::FILE));
}

fn print(rule: &Rule, console: &mut Console) {
    let docs = rule.sections();
    let (style, word) = (style_of(rule.severity), rule.severity.word());
    console.line(format!("{BOLD}{} {}{BOLD:#}  {style}{word}{style:#}", rule.code, rule.name));
    console.line(docs.summary);
    let mut section = |title: &str, body: &str| {
        if !body.is_empty() {
            console.line(format!("\n{BOLD}{title}{BOLD:#}"));
            body.trim_end().lines().for_each(|line| console.line(format!("  {line}").trim_end()));
        }
    };
    section("Why it matters", &docs.why);
    for (title, example) in [("Example", &docs.example), ("Use instead", &docs.instead)] {
        if let Some(published) = &example.published {
            section(&format!("{title}: published"), published);
        }
        section(title, &example.sketch);
    }
    section("Notes", &docs.notes);
    let sources: Vec<String> = docs
        .sources
        .iter()
        .map(|source| match &source.inferred {
            Some(part) if source.slug.is_empty() => format!("inferred: {part}"),
            Some(part) => format!("{}; inferred: {part}", source.slug),
            None => source.slug.clone(),
        })
        .collect();
    section("Source", &sources.join("\n"));
    let products: Vec<_> = rule.products.iter().map(Product::token).collect();
    let condition = rule.when.condition().map(|condition| format!("; {condition}")).unwrap_or_default();
    console.line(format!("\n{DIM}for {}; since {}{condition}{DIM:#}", products.join(", "), rule.since));
}
