use crate::message;
use crate::model::{Address, Fqdn, PortRange, UncPath};
use crate::text::Message;

/// A value that is typed as text.
pub(super) trait Typed: Sized + PartialEq {
    /// The value as it is typed.
    fn to_text(&self) -> String;

    /// The value of a text, or what is wrong with it.
    fn from_text(text: &str) -> Result<Self, Message>;
}

macro_rules! typed_text {
    ($($type:ty: $as_text:expr),* $(,)?) => {$(
        impl Typed for $type {
            fn to_text(&self) -> String {
                let as_text: fn(&Self) -> &str = $as_text;
                as_text(self).to_owned()
            }
            fn from_text(text: &str) -> Result<Self, Message> {
                Ok(Self::from(text))
            }
        }
    )*};
}
typed_text! {
    String: |text| text,
    Fqdn: |name| name.as_str(),
    UncPath: |path| path.as_str(),
    Address: |address| &address.0,
}

/// A port; 0 is none.
impl Typed for u16 {
    fn to_text(&self) -> String {
        self.to_string()
    }
    fn from_text(text: &str) -> Result<Self, Message> {
        text.parse()
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(|| message!("{text} is not a number from 1 to 65535", text))
    }
}

impl Typed for u32 {
    fn to_text(&self) -> String {
        self.to_string()
    }
    fn from_text(text: &str) -> Result<Self, Message> {
        text.parse().map_err(|_| message!("{text} is not a number", text))
    }
}

impl Typed for PortRange {
    fn to_text(&self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}-{}", self.first, self.last) }
    }
    fn from_text(text: &str) -> Result<Self, Message> {
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        let (first, last) = (u16::from_text(first.trim())?, u16::from_text(last.trim())?);
        if first > last {
            return Err(message!("{text} ends before it begins", text));
        }
        Ok(Self { first, last })
    }
}

/// Nothing typed is nothing said.
impl<T: Typed> Typed for Option<T> {
    fn to_text(&self) -> String {
        self.as_ref().map(T::to_text).unwrap_or_default()
    }
    fn from_text(text: &str) -> Result<Self, Message> {
        if text.is_empty() { Ok(None) } else { T::from_text(text).map(Some) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_ports_reads_back_as_it_is_written() {
        for text in ["5067", "5067-5069"] {
            assert_eq!(PortRange::from_text(text).unwrap().to_text(), text);
        }
        assert_eq!(PortRange::from_text("5067 – 5069").unwrap(), PortRange { first: 5067, last: 5069 });
    }

    #[test]
    fn what_is_no_port_is_said_in_words() {
        let said = |text| PortRange::from_text(text).unwrap_err().to_string();
        assert_eq!(said("70000"), "70000 is not a number from 1 to 65535");
        assert_eq!(said("0"), "0 is not a number from 1 to 65535");
        assert_eq!(said("5069-5067"), "5069-5067 ends before it begins");
    }

    #[test]
    fn an_empty_field_says_nothing() {
        assert_eq!(Option::<u32>::from_text(""), Ok(None));
        assert_eq!(Option::<u32>::from_text("12000"), Ok(Some(12000)));
    }
}
