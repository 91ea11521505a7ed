use super::Checked;
use crate::checks::Waived;
use crate::cli::console::Console;

/// A page with a chapter for each document.
pub(super) fn print(all: &[Checked], console: &mut Console) {
    for (number, checked) in all.iter().enumerate() {
        if number > 0 {
            console.line("");
        }
        console.line(format!("# {}", escaped(&checked.input.name)));
        console.line(format!("\nProduct {}: {}.", checked.product.token(), checked.summary()));
        let inferred = checked.inferred();
        for (entity, findings) in checked.by_entity() {
            console.line(format!("\n## {}\n", escaped(&checked.entity(entity))));
            for found in findings {
                let (word, code) = (found.severity.word(), found.code);
                console.line(format!("- **{word} {code}** {}", escaped(&found.message.to_string())));
                let place = checked.place(found);
                let place = (!place.is_empty()).then(|| format!("At {}.", escaped(&place)));
                let help = found.help.as_ref().map(|help| escaped(&help.to_string()));
                let inferred = inferred.get(&found.code).map(|part| format!("*Inferred: {}.*", escaped(part)));
                let said: Vec<String> = [help, place, inferred].into_iter().flatten().collect();
                if !said.is_empty() {
                    console.line(format!("  {}", said.join(" ")));
                }
            }
        }
        print_waived(checked, console);
    }
}

fn print_waived(checked: &Checked, console: &mut Console) {
    if checked.review.waived.is_empty() {
        return;
    }
    console.line("\n## Waived\n");
    console.line("| Rule | About | Finding | Reason | Until |");
    console.line("|---|---|---|---|---|");
    for Waived { finding, waiver } in &checked.review.waived {
        let cells = [
            finding.code.to_string(),
            checked.entity(finding.place.entity),
            finding.message.to_string(),
            waiver.reason.clone(),
            waiver.expires.clone(),
        ];
        console.line(format!("| {} |", cells.map(|cell| escaped(&cell)).join(" | ")));
    }
}

/// Text that stands for itself in Markdown, on one line, within a table too. Names come from files that anybody may
/// have made.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_makes_no_markup() {
        let name = r"x'; <b>*[a](b)*</b> | `c` __d__ \e";
        assert_eq!(escaped(name), r"x'; &lt;b&gt;\*\[a\](b)\*&lt;/b&gt; \| \`c\` \_\_d\_\_ \\e");
        assert_eq!(escaped("a\nb"), "a b");
    }
}
