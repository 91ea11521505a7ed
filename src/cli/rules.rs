use clap::{Args, ValueEnum};

use super::console::{BOLD, Console, DIM, Outcome, style_of};
use super::{Failure, json};
use crate::checks::{Rule, catalogue, families, retired};
use crate::vendor::Product;

/// List the rules.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// How to print them; `markdown` is the whole manual.
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    format: RulesFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RulesFormat {
    Text,
    Json,
    Markdown,
}

impl Rules {
    pub(super) fn run(&self, console: &mut Console) -> Result<Outcome, Failure> {
        match self.format {
            RulesFormat::Text => print_list(console),
            RulesFormat::Json => {
                let rules = catalogue().map(json::Rule::from).collect();
                json::print(console, &json::Rules { schema_version: json::SCHEMA_VERSION, rules })?;
            }
            RulesFormat::Markdown => print_manual(console),
        }
        Ok(Outcome::Fine)
    }
}

fn print_list(console: &mut Console) {
    let widest = catalogue().map(|rule| rule.name.len()).max().unwrap_or_default();
    for family in families() {
        console.line(format!("{BOLD}{}{BOLD:#}  {}", family.letters, family.title));
        for Rule { code, name, severity, .. } in family.rules.iter().copied() {
            let (style, word) = (style_of(*severity), severity.word());
            console.line(format!("  {BOLD}{code}{BOLD:#}  {name:widest$}  {style}{word}{style:#}"));
        }
    }
    let n_rules = catalogue().count();
    console.line(format!("{DIM}{n_rules} rules; `linchpin explain CODE` tells more about one{DIM:#}"));
}

fn print_manual(console: &mut Console) {
    console.line("# Rules\n");
    console.line("Made by `linchpin rules --format markdown` from the source of the rules; do not edit it by hand.");
    for family in families() {
        console.line(format!("\n## {} {}", family.letters, family.title));
        for rule in family.rules {
            let products: Vec<_> = rule.products.iter().map(Product::token).collect();
            let condition = rule.when.condition().map(|condition| format!("; {condition}")).unwrap_or_default();
            console.line(format!("\n### {} {}", rule.code, rule.name));
            let (word, since, products) = (rule.severity.word(), rule.since, products.join(", "));
            console.line(format!("\n*{word}*, since {since}, for {products}{condition}"));
            console.line("");
            // Sections of a rule are one level deeper than the rule.
            for line in rule.docs.trim_end().lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
                match line.strip_prefix("## ") {
                    Some(title) => console.line(format!("#### {title}\n")),
                    None => console.line(line),
                }
            }
        }
    }
    console.line("\n## Retired\n");
    console.line("Codes of the catalogue that no rule has any more; they are never given to another.\n");
    for (code, reason) in retired() {
        console.line(format!("- **{code}** {reason}"));
    }
}
