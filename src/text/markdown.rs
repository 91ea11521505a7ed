//! Text of a document as text of a page in Markdown: names come from files that anybody may have made.

/// Text that stands for itself, on one line, within a table too.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => plain.push(' '),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => plain.extend(['\\', c]),
            _ => plain.push(c),
        }
    }
    plain
}

/// Text in the letters of a machine, on one line: nothing in it is a mark of Markdown or of HTML.
pub fn code(text: &str) -> String {
    let is_turn = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().map(|c| if c.is_control() || is_turn(c) { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // Whoever reads the page takes one blank off at both ends; without them a grave accent joins the fence.
    if longest > 0 || text.trim().is_empty() {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_makes_no_markup() {
        let name = r"x'; <b>*[a](b)*</b> | `c` __d__ \e";
        assert_eq!(plain(name), r"x'; &lt;b&gt;\*\[a\](b)\*&lt;/b&gt; \| \`c\` \_\_d\_\_ \\e");
        assert_eq!(plain("a\nb"), "a b");
    }

    proptest! {
        #[test]
        fn a_name_in_the_letters_of_a_machine_stays_between_its_fences(text in "[`a \n\u{202e}]{0,12}") {
            let written = code(&text);
            let fence = written.split(|c| c != '`').next().unwrap().len();
            let inside = &written[fence..written.len() - fence];
            prop_assert!(!inside.contains(&"`".repeat(fence)) && !inside.contains(['\n', '\u{202e}']), "{written}");
        }
    }
}
