use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{AnyId, is_default};
use crate::text::Code;

/// Findings that a person has looked at and accepted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Waivers {
    waivers: Arc<BTreeMap<WaiverKey, Waiver>>,
}

/// Which finding: stable under every edit that keeps the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WaiverKey {
    /// The rule.
    pub code: Code,
    /// The row it complains about.
    pub entity: AnyId,
}

/// Why a finding is accepted.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// In a person's words.
    #[serde_with(skip_apply)]
    pub reason: String,
    /// The last day it counts, as `2027-01-31`; empty: for good.
    pub expires: String,
}

impl Waiver {
    /// Whether it still counts on that day, given as `2026-01-31`.
    pub fn holds_on(&self, day: &str) -> bool {
        self.expires.is_empty() || day <= self.expires.as_str()
    }
}

impl Waivers {
    /// The waiver of a finding.
    pub fn get(&self, key: WaiverKey) -> Option<&Waiver> {
        self.waivers.get(&key)
    }

    /// All waivers, by rule and row.
    pub fn iter(&self) -> impl Iterator<Item = (WaiverKey, &Waiver)> {
        self.waivers.iter().map(|(key, waiver)| (*key, waiver))
    }

    /// Whether nothing is waived.
    pub fn is_empty(&self) -> bool {
        self.waivers.is_empty()
    }

    /// Sets or removes a waiver. `Patch::apply` is the only caller.
    pub(crate) fn set(&mut self, key: WaiverKey, waiver: Option<Waiver>) {
        let waivers = Arc::make_mut(&mut self.waivers);
        match waiver {
            Some(waiver) => waivers.insert(key, waiver),
            None => waivers.remove(&key),
        };
    }
}

/// All waivers at once, as readers make them. Of two for one finding the later stays.
impl FromIterator<(WaiverKey, Waiver)> for Waivers {
    fn from_iter<I: IntoIterator<Item = (WaiverKey, Waiver)>>(waivers: I) -> Self {
        Self { waivers: Arc::new(waivers.into_iter().collect()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiver_counts_to_the_end_of_its_last_day() {
        let until = |expires: &str| Waiver { reason: String::new(), expires: expires.to_owned() };
        assert!(until("2027-01-31").holds_on("2027-01-31"));
        assert!(!until("2027-01-31").holds_on("2027-02-01"));
        assert!(until("").holds_on("2999-12-31"));
    }
}
