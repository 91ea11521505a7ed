use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of a rule for all time: two letters for the family and a number, as `DR002`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    family: [u8; 2],
    number: u16,
}

impl Code {
    /// Reads a code in a constant. Panics at compile time if the text is not a code.
    pub const fn literal(text: &str) -> Self {
        match Self::parse(text) {
            Some(code) => code,
            None => panic!("a rule code is two capital letters and three digits"),
        }
    }

    const fn parse(text: &str) -> Option<Self> {
        let [a @ b'A'..=b'Z', b @ b'A'..=b'Z', d2 @ b'0'..=b'9', d1 @ b'0'..=b'9', d0 @ b'0'..=b'9'] = *text.as_bytes()
        else {
            return None;
        };
        let number = (d2 - b'0') as u16 * 100 + (d1 - b'0') as u16 * 10 + (d0 - b'0') as u16;
        Some(Self { family: [a, b], number })
    }

    /// The two letters: `DR` in `DR002`.
    pub fn family(self) -> String {
        self.family.iter().map(|&letter| char::from(letter)).collect()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b] = self.family.map(char::from);
        write!(f, "{a}{b}{:03}", self.number)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is no rule code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a rule code: two letters and three digits, as DR002")]
pub struct NotACode(String);

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        Self::parse(&text.trim().to_ascii_uppercase()).ok_or_else(|| NotACode(text.to_owned()))
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_it_is_printed_and_sorts_by_family_then_number() {
        let codes = ["DB017", "DR002", "DR010"].map(|text| text.parse::<Code>().unwrap());
        assert_eq!(codes.map(|code| code.to_string()), ["DB017", "DR002", "DR010"]);
        assert!(codes.is_sorted());
        assert_eq!("dr002".parse(), Ok(Code::literal("DR002")));
    }

    #[test]
    fn what_is_no_code_is_said_with_its_text() {
        for text in ["", "DR02", "DR0002", "D1002", "ÄR02"] {
            assert_eq!(text.parse::<Code>(), Err(NotACode(text.to_owned())));
        }
    }
}
