use super::Checked;
use crate::checks::Waived;
use crate::cli::console::Console;
use crate::text::markdown::plain;

/// A page with a chapter for each document.
pub(super) fn print(all: &[Checked], console: &mut Console) {
    for (number, checked) in all.iter().enumerate() {
        if number > 0 {
            console.line("");
        }
        console.line(format!("# {}", plain(&checked.input.name)));
        console.line(format!("\nProduct {}: {}.", checked.product.token(), checked.summary()));
        let inferred = checked.inferred();
        for (entity, findings) in checked.by_entity() {
            console.line(format!("\n## {}\n", plain(&checked.entity(entity))));
            for found in findings {
                let (word, code) = (found.severity.word(), found.code);
                console.line(format!("- **{word} {code}** {}", plain(&found.message.to_string())));
                let place = checked.place(found);
                let place = (!place.is_empty()).then(|| format!("At {}.", plain(&place)));
                let help = found.help.as_ref().map(|help| plain(&help.to_string()));
                let inferred = inferred.get(&found.code).map(|part| format!("*Inferred: {}.*", plain(part)));
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
        console.line(format!("| {} |", cells.map(|cell| plain(&cell)).join(" | ")));
    }
}
