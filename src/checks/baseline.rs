use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::model::Topology;

/// The findings of an earlier day, so that a review shows only what is new.
///
/// A finding is known again by its rule, the kind and name of what it is about, and the field: names outlive ids where
/// a document is read from another format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Known, usize>,
}

/// What is recorded of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    code: String,
    kind: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
}

/// The file: JSON, so that other programs can make one.
#[derive(Serialize, Deserialize)]
struct File {
    schema_version: u32,
    findings: Vec<Known>,
}

/// The bytes are no baseline.
#[derive(Debug, thiserror::Error)]
pub enum NotABaseline {
    /// It is not what `--baseline` writes.
    #[error("this is not a baseline")]
    Json(#[from] serde_json::Error),
    /// A later version wrote it.
    #[error("this baseline has version {0}, and only version 1 is known")]
    Version(u32),
}

impl Baseline {
    const VERSION: u32 = 1;

    /// Adds what was found in a topology.
    pub fn record<'f>(&mut self, findings: impl IntoIterator<Item = &'f Diagnostic>, topology: &Topology) {
        for finding in findings {
            *self.known.entry(Known::new(finding, topology)).or_default() += 1;
        }
    }

    /// Parts findings into those that are new and those that are recorded. What was recorded once is known once.
    pub fn part(&self, findings: Vec<Diagnostic>, topology: &Topology) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let mut left = self.known.clone();
        findings.into_iter().partition(|finding| match left.get_mut(&Known::new(finding, topology)) {
            Some(n) if *n > 0 => {
                *n -= 1;
                false
            }
            _ => true,
        })
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    pub fn read(bytes: &[u8]) -> Result<Self, NotABaseline> {
        let file: File = serde_json::from_slice(bytes)?;
        if file.schema_version != Self::VERSION {
            return Err(NotABaseline::Version(file.schema_version));
        }
        let mut baseline = Self::default();
        for known in file.findings {
            *baseline.known.entry(known).or_default() += 1;
        }
        Ok(baseline)
    }

    /// One finding a line, by rule, kind and name.
    pub fn to_bytes(&self) -> Vec<u8> {
        let line = |known: &Known| serde_json::to_string(known).expect("four texts are JSON");
        let all = self.known.iter().flat_map(|(known, n)| std::iter::repeat_n(known, *n));
        let lines: Vec<String> = all.map(line).collect();
        let findings = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"schema_version\":{},\"findings\":[{findings}]}}\n", Self::VERSION).into_bytes()
    }

    /// How many findings are recorded.
    pub fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

impl Known {
    fn new(finding: &Diagnostic, topology: &Topology) -> Self {
        let entity = finding.place.entity;
        Self {
            code: finding.code.to_string(),
            kind: topology.kind(entity).to_owned(),
            name: topology.name(entity),
            field: finding.place.field.map(|field| field.path().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::check;
    use crate::sketch::read;

    #[test]
    fn only_what_is_new_is_left_and_the_file_holds_all_of_it() {
        let before = read("site EMEA\n  front-end lon-fe\n    computers 1").unwrap().document.topology;
        let after =
            read("site EMEA\n  front-end lon-fe\n    computers 1\n  front-end par-fe\n    computers 1").unwrap();
        let found =
            |topology: &Topology| check(&crate::model::Document { topology: topology.clone(), ..Default::default() });
        let mut baseline = Baseline::default();
        baseline.record(&found(&before), &before);
        assert!(!baseline.is_empty());
        let bytes = baseline.to_bytes();
        assert_eq!(Baseline::read(&bytes).unwrap(), baseline);

        let topology = &after.document.topology;
        let (new, known) = baseline.part(found(topology), topology);
        let is_of = |finding: &Diagnostic, pool: &str| topology.name(finding.place.entity) == pool;
        assert_eq!(known.len(), baseline.len());
        assert!(new.iter().any(|finding| is_of(finding, "par-fe.contoso.com")));
        assert!(!new.iter().any(|finding| is_of(finding, "lon-fe.contoso.com")));
    }

    #[test]
    fn what_is_no_baseline_says_so() {
        for bytes in [&b"{}"[..], b"[]", b"nonsense", br#"{"schema_version":2,"findings":[]}"#] {
            assert!(Baseline::read(bytes).is_err());
        }
        assert_eq!(Baseline::read(&Baseline::default().to_bytes()).unwrap(), Baseline::default());
    }
}
