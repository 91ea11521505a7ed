//! What PowerShell and Transact-SQL make of a script, as far as scripts of ours go: the oracle of the tests.
//! Written from
//! the languages' rules and not from what quotes.

/// What a script is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A string in single quotes, and what it says.
    Text(String),
    /// A string in double quotes, as it stands.
    Expanding(String),
    /// A comment, as it stands.
    Comment(String),
    /// Everything between blanks, strings and comments.
    Code(String),
}

/// All five end a string that any of them began.
const QUOTES: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
const DOUBLE_QUOTES: [char; 4] = ['"', '\u{201c}', '\u{201d}', '\u{201e}'];

/// The tokens of a PowerShell script, `None` if it ends within one.
pub(super) fn powershell_tokens(script: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            rest = after;
        } else if QUOTES.contains(&c) {
            let (text, after) = single_quoted(after, &QUOTES)?;
            tokens.push(Token::Text(text));
            rest = after;
        } else if DOUBLE_QUOTES.contains(&c) {
            let mut text = String::new();
            let mut chars = after.char_indices();
            let end = loop {
                match chars.next()? {
                    (_, '`') => drop(chars.next()?),
                    (at, c) if DOUBLE_QUOTES.contains(&c) => break at + c.len_utf8(),
                    (_, c) => text.push(c),
                }
            };
            tokens.push(Token::Expanding(text));
            rest = &after[end..];
        } else if let Some(block) = rest.strip_prefix("<#") {
            let (comment, after) = block.split_once("#>")?;
            tokens.push(Token::Comment(comment.to_owned()));
            rest = after;
        } else if c == '#' {
            let (comment, after) = rest.split_at(rest.find(['\r', '\n']).unwrap_or(rest.len()));
            tokens.push(Token::Comment(comment.to_owned()));
            rest = after;
        } else {
            let ends = |c: char| c.is_whitespace() || QUOTES.contains(&c) || DOUBLE_QUOTES.contains(&c);
            let end = rest.find(ends).unwrap_or(rest.len());
            tokens.push(Token::Code(rest[..end].to_owned()));
            rest = &rest[end..];
        }
    }
    Some(tokens)
}

/// The tokens of a Transact-SQL script, `None` if it ends within one. No script of ours has a name in double quotes.
pub(super) fn transact_sql_tokens(script: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            rest = after;
        } else if c == '\'' {
            let (text, after) = single_quoted(after, &['\''])?;
            tokens.push(Token::Text(text));
            rest = after;
        } else if rest.starts_with("--") {
            let (comment, after) = rest.split_at(rest.find('\n').unwrap_or(rest.len()));
            tokens.push(Token::Comment(comment.to_owned()));
            rest = after;
        } else if let Some(block) = rest.strip_prefix("/*") {
            let (comment, after) = block.split_once("*/")?;
            tokens.push(Token::Comment(comment.to_owned()));
            rest = after;
        } else if c == '[' {
            let (name, after) = after.split_once(']')?;
            tokens.push(Token::Code(name.to_owned()));
            rest = after;
        } else {
            let ends = |c: char| c.is_whitespace() || "'[-/".contains(c);
            let end = after.find(ends).map_or(rest.len(), |end| end + c.len_utf8());
            tokens.push(Token::Code(rest[..end].to_owned()));
            rest = &rest[end..];
        }
    }
    Some(tokens)
}

/// What follows an opening quote: the text up to the closing one, and what follows that.
fn single_quoted<'a>(rest: &'a str, quotes: &[char]) -> Option<(String, &'a str)> {
    let mut text = String::new();
    let mut chars = rest.char_indices().peekable();
    loop {
        let (at, c) = chars.next()?;
        if !quotes.contains(&c) {
            text.push(c);
        } else if let Some((_, second)) = chars.next_if(|(_, next)| quotes.contains(next)) {
            text.push(second);
        } else {
            return Some((text, &rest[at + c.len_utf8()..]));
        }
    }
}

/// What a sum of strings and characters says, in parentheses, or a single string without.
pub(super) fn value_of_powershell(expression: &str) -> Option<String> {
    let sum = expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let is_sum = sum.is_some();
    let mut rest = sum.unwrap_or(expression);
    let mut value = String::new();
    loop {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let (text, after) = single_quoted(quoted, &QUOTES)?;
            value.push_str(&text);
            rest = after;
        } else if let Some(number) = rest.strip_prefix("[char] 0x") {
            let end = number.find(' ').unwrap_or(number.len());
            value.push(char::from_u32(u32::from_str_radix(&number[..end], 16).ok()?)?);
            rest = &number[end..];
        } else {
            let (number, after) = rest.strip_prefix("[char]::ConvertFromUtf32(0x")?.split_once(')')?;
            value.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
            rest = after;
        }
        match rest.strip_prefix(" + ") {
            Some(next) if is_sum => rest = next,
            _ => return rest.is_empty().then_some(value),
        }
    }
}

/// What a sum of `N'…'` and `NCHAR(…)` says.
pub(super) fn value_of_transact_sql(expression: &str) -> Option<String> {
    let mut units = Vec::new();
    let mut rest = expression;
    loop {
        if let Some(quoted) = rest.strip_prefix("N'") {
            let (text, after) = single_quoted(quoted, &['\''])?;
            units.extend(text.encode_utf16());
            rest = after;
        } else {
            let (number, after) = rest.strip_prefix("NCHAR(0x")?.split_once(')')?;
            units.push(u16::from_str_radix(number, 16).ok()?);
            rest = after;
        }
        match rest.strip_prefix(" + ") {
            Some(next) => rest = next,
            None if rest.is_empty() => return String::from_utf16(&units).ok(),
            None => return None,
        }
    }
}
