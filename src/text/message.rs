use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A sentence in English with named places, and what stands in them.
///
/// The template is the key under which a translation is found; JSON keeps the arguments apart.
///
/// ```
/// use linchpin::message;
/// let pool = "lon-fe.contoso.com";
/// let message = message!("Pool {pool} has {n} servers.", pool, n = 3);
/// assert_eq!(message.to_string(), "Pool lon-fe.contoso.com has 3 servers.");
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The English sentence with `{name}` where an argument goes.
    pub template: Cow<'static, str>,
    /// What goes there, in the order it was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// What stands in a place of a [`Message`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// A name or another piece of text, printed as it is.
    Text(String),
    /// A count; it chooses the plural in a translation.
    Count(u64),
    /// A sentence within the sentence, translated by itself.
    Message(Box<Message>),
}

/// Builds a [`Message`]: a template, then its arguments as `name` or `name = value`.
#[macro_export]
macro_rules! message {
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::text::Message {
            template: ::std::borrow::Cow::Borrowed($template),
            args: ::std::vec![$((
                ::std::borrow::Cow::Borrowed(stringify!($name)),
                $crate::text::Arg::from($crate::message!(@value $name $(, $value)?)),
            )),*],
        }
    };
    (@value $name:ident) => { $name.to_owned() };
    (@value $name:ident, $value:expr) => { $value };
}

impl Message {
    /// A sentence without places that comes from elsewhere, such as the text of an I/O error.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self { template: Cow::Borrowed("{text}"), args: vec![("text".into(), Arg::from(text.into()))] }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest: &str = &self.template;
        while let Some(open) = rest.find('{') {
            f.write_str(&rest[..open])?;
            let after = &rest[open + 1..];
            let Some(close) = after.find('}') else { return f.write_str(&rest[open..]) };
            match self.args.iter().find(|(name, _)| *name == after[..close]) {
                Some((_, arg)) => arg.fmt(f)?,
                None => f.write_str(&rest[open..open + close + 2])?,
            }
            rest = &after[close + 1..];
        }
        f.write_str(rest)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(n) => n.fmt(f),
            Self::Message(message) => message.fmt(f),
        }
    }
}

/// How many bytes of a text a sentence quotes. No name is as long; a file may still hold one of megabytes, and a
/// hundred findings that quote it.
const LONGEST: usize = 1 << 12;

/// A text as long as a sentence quotes it: of one without end, the beginning.
pub fn shortened(mut text: String) -> String {
    let end = text.floor_char_boundary(LONGEST);
    if end < text.len() {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(shortened(text))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        // No more is copied than is kept.
        Self::Text(shortened(text[..text.ceil_char_boundary(LONGEST + 1)].to_owned()))
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

macro_rules! count {
    ($($int:ty),*) => {$(
        impl From<$int> for Arg {
            fn from(n: $int) -> Self {
                Self::Count(n as u64)
            }
        }
    )*};
}
count!(u8, u16, u32, u64, usize, i32);

#[cfg(test)]
mod tests {
    #[test]
    fn braces_from_a_document_are_text() {
        let pool = "{site}";
        assert_eq!(message!("Pool {pool} is in {site}.", pool, site = "EMEA").to_string(), "Pool {site} is in EMEA.");
    }

    #[test]
    fn of_a_text_without_end_a_sentence_quotes_the_beginning() {
        let name = "ü".repeat(1 << 20);
        for message in [message!("{name}", name), message!("{name}", name = name.as_str())] {
            let said = message.to_string();
            assert!(said.len() < 1 << 17 && said.ends_with("ü…"), "{} bytes", said.len());
        }
    }

    #[test]
    fn a_place_without_argument_stays_visible() {
        assert_eq!(message!("A {thing} and {").to_string(), "A {thing} and {");
    }
}
