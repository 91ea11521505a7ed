//! Text of a document as text of a script: what it says is what the shell or SQL Server sees, whatever it says.
//!
//! All that is written is plain ASCII, for a shell that takes a file for another encoding than it has reads letters as
//! quotes: the second byte of a Cyrillic letter in UTF-8 is a closing quote in the encoding of Western Windows.

/// A text that no script can hold: it has the character zero, which ends a text for half of what reads it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} has a NUL character in it")]
pub struct Unsayable {
    /// The text.
    pub text: String,
}

/// A text as PowerShell takes it, in single quotes, in which nothing is expanded. Characters other than printing ASCII
/// stand by their number: line ends, the four typographic quotes, each of which ends a string as well as `'` does, and
/// those that turn the direction of writing.
pub(super) fn powershell(text: &str) -> Result<String, Unsayable> {
    let words: Vec<_> = runs(text, |_| false)?
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => format!("'{text}'"),
            Run::Number(c) if u32::from(c) < 0x1_0000 => format!("[char] 0x{:04X}", u32::from(c)),
            Run::Number(c) => format!("[char]::ConvertFromUtf32(0x{:X})", u32::from(c)),
        })
        .collect();
    Ok(match words.as_slice() {
        [] => "''".to_owned(),
        [only] if only.starts_with('\'') => only.clone(),
        words if words[0].starts_with('\'') => format!("({})", words.join(" + ")),
        // A sum that begins with a character is one of numbers.
        words => format!("('' + {})", words.join(" + ")),
    })
}

/// Several texts as one array, also where there is but one of them or none.
pub(super) fn powershell_array(texts: &[String]) -> Result<String, Unsayable> {
    let texts = texts.iter().map(|text| powershell(text)).collect::<Result<Vec<_>, _>>()?;
    Ok(format!("@({})", texts.join(", ")))
}

/// A text as Transact-SQL takes it. It may be a sum, so it is for a variable rather than for an argument. A dollar sign
/// before a parenthesis is a variable to `sqlcmd`, also within a text.
pub(super) fn transact_sql(text: &str) -> Result<String, Unsayable> {
    let words: Vec<_> = runs(text, |rest| rest.starts_with("$("))?
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) => format!("N'{text}'"),
            Run::Number(c) => {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units).iter().map(|unit| format!("NCHAR(0x{unit:04X})"));
                units.collect::<Vec<_>>().join(" + ")
            }
        })
        .collect();
    Ok(if words.is_empty() { "N''".to_owned() } else { words.join(" + ") })
}

/// The name of a database, in brackets. Names of databases are the vendor's, so they are plain.
pub(super) fn identifier(name: &str) -> String {
    format!("[{}]", name.replace(']', "]]"))
}

/// A text as what stands after the mark of a comment: it opens and closes nothing and ends with its line, neither in
/// PowerShell nor in Transact-SQL.
pub(super) fn comment(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if is_plain(c) { c } else { ' ' };
        let joint = (line.chars().next_back(), c);
        if matches!(joint, (Some('#'), '>') | (Some('<'), '#') | (Some('*'), '/') | (Some('/'), '*') | (Some('$'), '('))
        {
            line.push(' ');
        }
        line.push(c);
    }
    line
}

fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// A part of a text: what stands as it is with its quotes doubled, and a character that stands by its number.
enum Run {
    Plain(String),
    Number(char),
}

fn runs(text: &str, is_special: impl Fn(&str) -> bool) -> Result<Vec<Run>, Unsayable> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in text.char_indices() {
        if c == '\0' {
            return Err(Unsayable { text: text.to_owned() });
        }
        if !is_plain(c) || is_special(&text[at..]) {
            runs.push(Run::Number(c));
            continue;
        }
        if !matches!(runs.last(), Some(Run::Plain(_))) {
            runs.push(Run::Plain(String::new()));
        }
        if let Some(Run::Plain(run)) = runs.last_mut() {
            run.push(c);
            if c == '\'' {
                run.push(c);
            }
        }
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::lexer::{Token, powershell_tokens, value_of_powershell, value_of_transact_sql};
    use super::*;

    /// Texts of the characters that mean something to one of the readers, and of any others.
    fn hostile() -> impl Strategy<Value = String> {
        let marks: Vec<char> = "'\"`$(){}#<>;|&@%*/\\[],.- aN\u{2018}\u{2019}\u{201a}\u{201b}\u{201c}\r\n\t\u{85}\u{2028}\u{202e}\u{1f600}"
            .chars()
            .collect();
        let of_marks = prop::collection::vec(prop::sample::select(marks), 0..24);
        prop_oneof![of_marks.prop_map(String::from_iter), any::<String>().prop_map(|text| text.replace('\0', "")),]
    }

    proptest! {
        #[test]
        fn powershell_sees_the_text_that_was_written(text in hostile()) {
            let quoted = powershell(&text).unwrap();
            prop_assert!(quoted.chars().all(is_plain), "{quoted}");
            prop_assert_eq!(value_of_powershell(&quoted), Some(text));
        }

        #[test]
        fn sql_server_sees_the_text_that_was_written(text in hostile()) {
            let quoted = transact_sql(&text).unwrap();
            prop_assert!(quoted.chars().all(is_plain) && !quoted.contains("$("), "{quoted}");
            prop_assert_eq!(value_of_transact_sql(&quoted), Some(text));
        }

        #[test]
        fn an_identifier_is_one_name(text in hostile()) {
            let quoted = identifier(&text);
            let inside = &quoted[1..quoted.len() - 1];
            prop_assert!(!inside.replace("]]", "").contains(']'));
            prop_assert_eq!(inside.replace("]]", "]"), text);
        }

        #[test]
        fn a_comment_ends_where_its_line_does(text in hostile()) {
            let comment = comment(&text);
            for mark in ["#>", "<#", "*/", "/*", "$("] {
                prop_assert!(!comment.contains(mark), "{comment}");
            }
            let tokens = powershell_tokens(&format!("# {comment}\n'next'"));
            let expected = vec![Token::Comment(format!("# {comment}")), Token::Text("next".to_owned())];
            prop_assert_eq!(tokens, Some(expected));
        }
    }

    #[test]
    fn a_name_that_would_end_its_string_stays_a_name() {
        let name = r"x'; Remove-Item -Recurse C:\ #";
        assert_eq!(powershell(name).unwrap(), r"'x''; Remove-Item -Recurse C:\ #'");
        assert_eq!(transact_sql(name).unwrap(), r"N'x''; Remove-Item -Recurse C:\ #'");
    }

    #[test]
    fn a_typographic_quote_stands_by_its_number() {
        assert_eq!(powershell("\\\\fs1\\logs\u{2019}; calc").unwrap(), r"('\\fs1\logs' + [char] 0x2019 + '; calc')");
    }

    #[test]
    fn a_line_end_does_not_end_the_line() {
        assert_eq!(powershell("\r\nGO").unwrap(), "('' + [char] 0x000D + [char] 0x000A + 'GO')");
        assert_eq!(transact_sql("\nGO").unwrap(), "NCHAR(0x000A) + N'GO'");
    }

    #[test]
    fn a_variable_of_sqlcmd_is_text() {
        assert_eq!(transact_sql(r"c$\$(x)").unwrap(), r"N'c$\' + NCHAR(0x0024) + N'(x)'");
    }

    #[test]
    fn the_character_zero_is_refused() {
        for refused in [powershell("a\0b"), transact_sql("a\0b")] {
            assert_eq!(refused.unwrap_err().to_string(), r#""a\0b" has a NUL character in it"#);
        }
    }
}
