use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The fully qualified name of a computer, a pool or a service, its letters' case as typed.
///
/// Any text can stand here, also none: an administrator may not have decided yet, and a file may hold anything. `==`
/// compares the text, [`is`](Self::is) the name.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
// Names are in most of what is cloned: rows, drafts, commands, fixes.
pub struct Fqdn(Arc<str>);

impl Fqdn {
    /// Takes the text as it is.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The text as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both name the same host: DNS does not tell upper from lower case.
    pub fn is(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }

    /// The first label: `lon-fe1` of `lon-fe1.contoso.com`.
    pub fn host(&self) -> &str {
        self.0.split_once('.').map_or(&*self.0, |(host, _)| host)
    }

    /// What follows the first label: `contoso.com`; empty for a bare host name.
    pub fn domain(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, domain)| domain)
    }

    /// The name in lower case, for use as a key that outlives the name.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The name as a key, while it lasts.
    pub fn folded(&self) -> Folded<'_> {
        Folded(&self.0)
    }
}

/// A text that is the same in upper and in lower case, for use as a key without a copy.
#[derive(Debug, Clone, Copy)]
pub struct Folded<'a>(pub &'a str);

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Folded<'_> {}

impl PartialOrd for Folded<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Folded<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let [own, other] = [self, other].map(|key| key.0.bytes().map(|byte| byte.to_ascii_lowercase()));
        own.cmp(other)
    }
}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Eight bytes at a time, which costs a hasher no more than one.
        let (eights, rest) = self.0.as_bytes().as_chunks();
        for eight in eights {
            state.write_u64(lower(u64::from_le_bytes(*eight)));
        }
        let rest = rest.iter().fold(0, |sum, byte| sum << 8 | u64::from(byte.to_ascii_lowercase()));
        state.write_u64(rest);
        state.write_usize(self.0.len());
    }
}

impl fmt::Display for Fqdn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Fqdn {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A path to a share or a folder in it, as `\\fs1.contoso.com\share\folder`, or a local path where one is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UncPath(String);

impl UncPath {
    /// Takes the text as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The server of a path that begins with two backslashes.
    pub fn server(&self) -> Option<&str> {
        self.0.strip_prefix(r"\\")?.split('\\').next().filter(|server| !server.is_empty())
    }
}

impl fmt::Display for UncPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for UncPath {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Eight bytes of text with their ASCII letters in lower case, worked out side by side.
const fn lower(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // In each byte the high bit tells whether it is `A` or more, and whether it is more than `Z`.
    let low_bits = eight & !HIGH;
    let from_a = low_bits + (0x80 - b'A' as u64) * EACH;
    let beyond_z = low_bits + (0x7f - b'Z' as u64) * EACH;
    let is_upper = from_a & !beyond_z & !eight & HIGH;
    eight | is_upper >> 2
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_name_is_a_host_and_a_domain() {
        let parts = |text: &str| {
            let name = Fqdn::from(text);
            (name.host().to_owned(), name.domain().to_owned())
        };
        assert_eq!(parts("fe1.emea.contoso.com"), ("fe1".to_owned(), "emea.contoso.com".to_owned()));
        assert_eq!(parts("fe1"), ("fe1".to_owned(), String::new()));
        assert_eq!(parts(""), (String::new(), String::new()));
    }

    #[test]
    fn case_does_not_tell_hosts_apart_but_is_kept() {
        let (a, b) = (Fqdn::from("LON-fe.Contoso.com"), Fqdn::from("lon-FE.contoso.com"));
        assert!(a.is(&b) && a != b && a.key() == b.key());
        assert_eq!(a.to_string(), "LON-fe.Contoso.com");
    }

    #[test]
    fn keys_of_one_name_are_one_key_however_it_is_written_and_however_long() {
        let long = "lon-fe.".repeat(9);
        for (a, b) in [("LON-fe.Contoso.com", "lon-FE.contoso.COM"), (&*long, &*long.to_ascii_uppercase()), ("", "")] {
            assert_eq!(HashSet::from([Folded(a)]).get(&Folded(b)).map(|found| found.0), Some(a));
            assert_eq!(Folded(a).cmp(&Folded(b)), Ordering::Equal);
        }
        assert!(!HashSet::from([Folded("lon")]).contains(&Folded("lon2")));
        assert!(Folded("a.z") < Folded("B.a") && Folded("lon") < Folded("LON2"));
    }

    #[test]
    fn eight_letters_at_a_time_become_lower_case_as_one_by_one() {
        for byte in 0..=u8::MAX {
            let eight = [byte, b'A', byte, 0xff, b'z', b'@', b'[', byte];
            assert_eq!(
                lower(u64::from_le_bytes(eight)),
                u64::from_le_bytes(eight.map(|byte| byte.to_ascii_lowercase()))
            );
        }
    }

    #[test]
    fn only_a_network_path_has_a_server() {
        let server = |text: &str| UncPath::from(text).server().map(str::to_owned);
        assert_eq!(server(r"\\fs1.contoso.com\share\folder").as_deref(), Some("fs1.contoso.com"));
        assert_eq!(server(r"\\fs1").as_deref(), Some("fs1"));
        for text in ["", r"\", r"\\", r"\\\share", r"C:\logs", r"\fs1\share"] {
            assert_eq!(server(text), None, "{text}");
        }
    }
}
