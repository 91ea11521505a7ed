use std::collections::{BTreeMap, BTreeSet};

use ipnet::IpNet;
use regex_lite::Regex;
use ron::extensions::Extensions;
use serde::Deserialize;

use super::{House, HouseRule, Want};
use crate::checks::{Cx, find, run};
use crate::diagnostic::Severity;
use crate::model::{AnyId, Topology};
use crate::sketch::{self, Sketch};
use crate::text::{Code, LineColumn};
use crate::vendor::{InterfaceSide, SqlVersion};
use crate::work::Cancel;

/// A file is no rules of the house that can be kept to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HouseError {
    /// It cannot be read.
    #[error("{at}: {problem}")]
    Ron {
        /// Where it goes wrong.
        at: LineColumn,
        /// What is wrong.
        problem: String,
    },
    /// A rule in it makes no sense.
    #[error("{code}: {problem}")]
    Rule {
        /// The rule, as it is written.
        code: String,
        /// What is wrong.
        problem: String,
    },
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "file")]
struct File {
    #[serde(default)]
    rules: Vec<Written>,
    #[serde(default)]
    severity: BTreeMap<String, Severity>,
    #[serde(default)]
    off: BTreeMap<String, String>,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "rule")]
struct Written {
    code: String,
    says: String,
    help: String,
    #[serde(default)]
    severity: Option<Severity>,
    want: WrittenWant,
    example: String,
    instead: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "want")]
enum WrittenWant {
    Name {
        of: Vec<String>,
        matches: String,
    },
    SqlVersion(Vec<String>),
    Address {
        #[serde(default)]
        of: Vec<String>,
        #[serde(default)]
        side: Option<InterfaceSide>,
        within: Vec<String>,
    },
    DataCentres(Vec<String>),
}

impl House {
    /// Reads the file, and tries every rule on its own examples.
    pub fn read(text: &str) -> Result<Self, HouseError> {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let file: File = options.from_str(text).map_err(|error| HouseError::Ron {
            at: LineColumn { line: error.span.start.line as u32, column: error.span.start.col as u32 },
            problem: error.code.to_string(),
        })?;
        let mut house = Self::default();
        for written in file.rules {
            let code = written.code.clone();
            let rule = house.rule(written).map_err(|problem| HouseError::Rule { code, problem })?;
            house.rules.push(rule);
        }
        house.rules.sort_by_key(|rule| rule.code);
        for (code, severity) in file.severity {
            house.severity.insert(known(&code)?, severity);
        }
        for (code, reason) in file.off {
            if reason.trim().is_empty() {
                return Err(HouseError::Rule { code, problem: "it is switched off without a reason".to_owned() });
            }
            house.off.insert(known(&code)?, reason);
        }
        Ok(house)
    }

    fn rule(&self, written: Written) -> Result<HouseRule, String> {
        let code: Code = written.code.parse().map_err(|error: crate::text::NotACode| error.to_string())?;
        if code.family() != Self::LETTERS {
            return Err(format!("the code of a rule of the house begins with {}", Self::LETTERS));
        }
        if self.find(code).is_some() {
            return Err("two rules have this code".to_owned());
        }
        for (what, text) in [("says", &written.says), ("help", &written.help)] {
            if text.trim().is_empty() {
                return Err(format!("`{what}` is empty"));
            }
        }
        let severity = written.severity.unwrap_or(Severity::Warning);
        let rule =
            HouseRule { code, severity, says: written.says, help: written.help, want: Want::try_from(written.want)? };
        try_on(&rule, &written.example, true)?;
        try_on(&rule, &written.instead, false)?;
        Ok(rule)
    }
}

/// A rule of the catalogue.
fn known(code: &str) -> Result<Code, HouseError> {
    let parsed = code.parse::<Code>().ok().filter(|code| find(*code).is_some());
    parsed.ok_or_else(|| HouseError::Rule { code: code.to_owned(), problem: "there is no such rule".to_owned() })
}

/// Whether a sketch raises the rule, at each line that is marked and nowhere else, or is silent.
fn try_on(rule: &HouseRule, sketch: &str, is_fault: bool) -> Result<(), String> {
    let which = if is_fault { "example" } else { "instead" };
    let Sketch { document, expected } = sketch::read(sketch).map_err(|error| format!("`{which}`: {error}"))?;
    let house = House { rules: vec![rule.clone()], ..House::default() };
    let found = run(&Cx::new(&document).in_house(&house), &Cancel::default()).unwrap_or_default();
    let found: BTreeSet<AnyId> =
        found.iter().filter(|found| found.code == rule.code).map(|found| found.place.entity).collect();
    let marks: Vec<_> = expected.iter().filter(|mark| mark.code == rule.code).collect();
    if !is_fault && !found.is_empty() {
        return Err(format!("`{which}` raises the rule, and is there to show what does not"));
    }
    if is_fault && found.is_empty() {
        return Err(format!("`{which}` does not raise the rule"));
    }
    if let Some(missed) = marks.iter().find(|mark| !mark.entities.iter().any(|row| found.contains(row))) {
        return Err(format!("`{which}` marks line {}, and the rule finds nothing there", missed.line));
    }
    if !marks.is_empty() && !found.iter().all(|row| marks.iter().any(|mark| mark.entities.contains(row))) {
        return Err(format!("`{which}` raises the rule where no line is marked"));
    }
    Ok(())
}

impl TryFrom<WrittenWant> for Want {
    type Error = String;

    fn try_from(written: WrittenWant) -> Result<Self, String> {
        Ok(match written {
            WrittenWant::Name { of, matches } => {
                let regex = Regex::new(&matches).map_err(|error| format!("the pattern `{matches}`: {error}"))?;
                Self::Name { of: kinds(of)?, matches: regex }
            }
            WrittenWant::SqlVersion(versions) => {
                let version = |token: &String| {
                    SqlVersion::from_token(token).ok_or_else(|| format!("`{token}` is no version of SQL Server"))
                };
                Self::SqlVersion(versions.iter().map(version).collect::<Result<_, _>>()?)
            }
            WrittenWant::Address { of, side, within } => {
                let net = |text: &String| {
                    text.parse::<IpNet>().map_err(|_| format!("`{text}` is no network; write it as 10.1.0.0/16"))
                };
                let within = within.iter().map(net).collect::<Result<_, _>>()?;
                Self::Address { of: kinds(of)?, side, within }
            }
            WrittenWant::DataCentres(names) => Self::DataCentres(names),
        })
    }
}

fn kinds(of: Vec<String>) -> Result<Vec<String>, String> {
    let known = Topology::kinds();
    match of.iter().find(|kind| !known.contains(&kind.as_str())) {
        Some(kind) => Err(format!("`{kind}` is no kind of row; write it as in a finding: front-end-pool")),
        None => Ok(of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of `docs/house-rules.md`.
    fn documented() -> &'static str {
        let page = include_str!("../../../docs/house-rules.md");
        let block = page.split_once("```ron\n").and_then(|(_, rest)| rest.split_once("```")).unwrap();
        block.0
    }

    fn error(text: &str) -> String {
        House::read(text).map_or_else(|error| error.to_string(), |_| format!("no fault: {text}"))
    }

    /// A file with one rule about names, of which one line is another.
    fn with(field: &str, line: &str) -> String {
        let lines = [
            ("code", r#"code: "HR001","#),
            ("says", r#"says: "Names begin with lon.","#),
            ("help", r#"help: "Rename it.","#),
            ("want", r#"want: Name(of: ["front-end-pool"], matches: "^lon"),"#),
            ("example", r#"example: "site EMEA\n  front-end fe   \#! HR001","#),
            ("instead", r#"instead: "site EMEA\n  front-end lon-fe","#),
        ];
        let lines = lines.map(|(name, usual)| if name == field { line } else { usual }.replace(r"\#", "#"));
        format!("(rules: [(\n{}\n)])", lines.join("\n"))
    }

    #[test]
    fn the_documented_file_is_read_and_its_rules_are_kept() {
        let house = House::read(documented()).unwrap();
        assert_eq!(house.rules().len(), 4);
        let document = sketch::read(
            r"
            data-centre London
            site EMEA
              front-end fe1
                computers 1
              edge lon-edge
                addresses lon-edge internal 10.9.0.1 external 10.9.0.2
            ",
        );
        let document = document.unwrap().document;
        let found = run(&Cx::new(&document).in_house(&house), &Cancel::default()).unwrap();
        let of_house: Vec<String> =
            found.iter().filter(|it| it.code.family() == "HR").map(|it| it.message.to_string()).collect();
        insta::assert_snapshot!(of_house.join("\n"), @r"
        fe1.contoso.com breaks a rule of the house, for the name is fe1.contoso.com: The name of a pool begins with the three letters of its site.
        lon-edge.contoso.com breaks a rule of the house, for the address is 10.9.0.1: The inner addresses of Edge servers are of 10.1.0.0/16.
        contoso.com breaks a rule of the house, for there is no data centre Paris: Every design plans for London and Paris.
        ");
        let ha006 = found.iter().find(|it| it.code.to_string() == "HA006").unwrap();
        assert_eq!(ha006.severity, Severity::Error);
        assert!(!found.iter().any(|it| it.code.to_string() == "HA016"));
    }

    #[test]
    fn an_empty_file_asks_nothing() {
        let house = House::read("()").unwrap();
        assert!(house.rules().is_empty() && house.off().is_empty());
    }

    #[test]
    fn a_file_that_makes_no_sense_says_where_and_why() {
        assert!(House::read(&with("", "")).is_ok());
        let faults = [
            "(rules: [",
            "(rulez: [])",
            &with("code", r#"code: "HA001","#),
            &with("code", r#"code: "first","#),
            &with("says", r#"says: " ","#),
            &with("help", r#"help: "","#),
            &with("want", r#"want: Name(of: ["pool"], matches: "^lon"),"#),
            &with("want", r#"want: Name(of: ["front-end-pool"], matches: "("),"#),
            &with("want", r#"want: SqlVersion(["2525"]),"#),
            &with("want", r#"want: Address(within: ["10.1/16"]),"#),
            &with("want", r#"want: Run("rm"),"#),
            &with("example", r#"example: "site EMEA\n  frontend","#),
            &with("example", r#"example: "site EMEA\n  front-end lon-fe","#),
            &with("example", r#"example: "site EMEA\n  front-end fe\n  front-end fe2   \#! HR001","#),
            &with("example", r#"example: "site EMEA   \#! HR001\n  front-end fe   \#! HR001","#),
            &with("instead", r#"instead: "site EMEA\n  front-end fe","#),
            r#"(off: { "HA006": "" })"#,
            r#"(off: { "HA999": "why" })"#,
            r#"(severity: { "PC012": error })"#,
        ];
        let said: Vec<String> = faults.iter().map(|text| error(text)).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        1:9: Expected opening `(` for struct `rule`
        1:2: Unexpected field named `rulez` in `file`, expected one of `rules`, `severity`, or `off` instead
        HA001: the code of a rule of the house begins with HR
        first: `first` is not a rule code: two letters and three digits, as DR002
        HR001: `says` is empty
        HR001: `help` is empty
        HR001: `pool` is no kind of row; write it as in a finding: front-end-pool
        HR001: the pattern `(`: found open group without closing ')'
        HR001: `2525` is no version of SQL Server
        HR001: `10.1/16` is no network; write it as 10.1.0.0/16
        5:7: Unexpected variant named `Run` in enum `want`, expected one of `Name`, `SqlVersion`, `Address`, or `DataCentres` instead
        HR001: `example`: 2:3: `frontend` has no meaning under a site
        HR001: `example` does not raise the rule
        HR001: `example` raises the rule where no line is marked
        HR001: `example` marks line 1, and the rule finds nothing there
        HR001: `instead` raises the rule, and is there to show what does not
        HA006: it is switched off without a reason
        HA999: there is no such rule
        PC012: there is no such rule
        ");
    }

    #[test]
    fn of_two_rules_with_one_code_the_second_is_refused() {
        let one = with("", "");
        let rule = one.strip_prefix("(rules: [").unwrap().strip_suffix("])").unwrap();
        assert_eq!(error(&format!("(rules: [{rule}, {rule}])")), "HR001: two rules have this code");
    }
}
