/// A fact together with the page that states it, for places that show both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The fact.
    pub value: T,
    /// The slugs of the pages, separated by commas; the module's documentation says how to read one.
    pub source: &'static str,
    /// True when the pages suggest the fact without stating it.
    pub inferred: bool,
}

impl<T> Sourced<T> {
    /// A fact that the pages state.
    pub const fn stated(value: T, source: &'static str) -> Self {
        Self { value, source, inferred: false }
    }

    /// A fact that we concluded from the pages.
    pub const fn inferred(value: T, source: &'static str) -> Self {
        Self { value, source, inferred: true }
    }
}

/// A row that the documentation wants in a sheet, under the key by which sheets name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyed {
    /// The key: `DI02`.
    pub key: &'static str,
    /// What the row is for.
    pub what: &'static str,
    /// The slugs of the pages, separated by commas.
    pub source: &'static str,
    /// What part of the row is concluded and not stated; none where all is stated.
    pub inferred: Option<&'static str>,
}

/// A constant for each row, named by its key, and `$list` with all of them.
macro_rules! keyed {
    ($list:ident: $($key:ident $what:literal, $source:expr $(, inferred $part:literal)?;)*) => {
        $(
            #[doc = $what]
            pub const $key: Keyed =
                Keyed { key: stringify!($key), what: $what, source: $source, inferred: keyed!(@ $($part)?) };
        )*
        /// All rows, by key.
        pub const $list: &[Keyed] = &[$($key),*];
    };
    (@) => { None };
    (@ $part:literal) => { Some($part) };
}
pub(super) use keyed;

/// Whether `source` is a list of slugs: what the tests of every table ask of every row.
#[cfg(test)]
pub(super) fn is_slug_list(source: &str) -> bool {
    source.split(", ").all(|slug| {
        slug.split_once(':').is_some_and(|(book, page)| {
            matches!(book, "L" | "S" | "TB" | "PS" | "SAMPLE")
                && !page.is_empty()
                && page.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_names_its_book_and_its_page() {
        assert!(is_slug_list("L:sites, S:user-model-2019, PS:Set-CsSite"));
        for wrong in ["", "L:", "sites", "X:sites", "L:sites,S:user-model", "L:two words"] {
            assert!(!is_slug_list(wrong), "{wrong:?}");
        }
    }
}
