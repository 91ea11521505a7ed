use std::fmt;
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

    /// The name in lower case, for use as a key.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
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

#[cfg(test)]
mod tests {
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
    fn only_a_network_path_has_a_server() {
        let server = |text: &str| UncPath::from(text).server().map(str::to_owned);
        assert_eq!(server(r"\\fs1.contoso.com\share\folder").as_deref(), Some("fs1.contoso.com"));
        assert_eq!(server(r"\\fs1").as_deref(), Some("fs1"));
        for text in ["", r"\", r"\\", r"\\\share", r"C:\logs", r"\fs1\share"] {
            assert_eq!(server(text), None, "{text}");
        }
    }
}
