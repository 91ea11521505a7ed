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

/// Whether a text is a day of the calendar, as `2027-01-31`.
pub fn is_day(text: &str) -> bool {
    let is_shaped = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let (true, Some(year), Some(month), Some(day)) = (is_shaped, number(0..4), number(5..7), number(8..10)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=12).contains(&month) && (1..=last).contains(&day)
}

impl Waivers {
    /// The waiver of a finding that counts on that day, given as `2026-01-31`.
    pub fn accepting(&self, key: WaiverKey, day: &str) -> Option<&Waiver> {
        self.get(key).filter(|waiver| waiver.holds_on(day))
    }

    /// The waiver of a finding, whether it still counts or not.
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

    #[test]
    fn a_day_is_one_of_the_calendar() {
        let days = ["2027-01-31", "2028-02-29", "2000-02-29", "2027-12-01"];
        assert_eq!(days.map(is_day), [true; 4]);
        let others =
            ["", "2027-1-31", "2027-02-29", "2100-02-29", "2027-04-31", "2027-13-01", "2027-00-10", "31.01.2027"];
        assert_eq!(others.map(is_day), [false; 8]);
    }
}
