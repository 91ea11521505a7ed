use std::cmp::Ordering;

/// Compares names as people sort them: letters without regard to case, runs of digits by their value, so that `fe2`
/// comes before `fe10`. Names that differ in case only are told apart at the end, so the order is total.
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    pieces(a).cmp(pieces(b)).then_with(|| a.cmp(b))
}

/// The name as a key for sorting by [`natural_cmp`].
pub fn natural_key(name: &str) -> impl Ord + use<> {
    Natural(name.to_owned())
}

#[derive(PartialEq, Eq)]
struct Natural(String);

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        natural_cmp(&self.0, &other.0)
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'a> {
    // Leading zeros do not count; a longer run of the other digits is a larger number, however long.
    Number { digits: usize, value: &'a str },
    Letter(char),
}

fn pieces(name: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if !first.is_ascii_digit() {
            rest = &rest[first.len_utf8()..];
            let lower = if first.is_ascii() { Some(first.to_ascii_lowercase()) } else { first.to_lowercase().next() };
            return Some(Piece::Letter(lower.unwrap_or(first)));
        }
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let value = rest[..end].trim_start_matches('0');
        rest = &rest[end..];
        Some(Piece::Number { digits: value.len(), value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["fe10", "fe2", "FE1", "fe", "edge1", "fe002"];
        names.sort_by(|a, b| natural_cmp(a, b));
        assert_eq!(names, ["edge1", "fe", "FE1", "fe002", "fe2", "fe10"]);
    }
}
