use super::Checked;
use crate::cli::console::{BOLD, Console, DIM, style_of};

/// The findings of each document, by what they are about.
pub(super) fn print(all: &[Checked], console: &mut Console) {
    for checked in all {
        let inferred = checked.inferred();
        for (entity, findings) in checked.by_entity() {
            console.line(format!("{BOLD}{}{BOLD:#}", checked.entity(entity)));
            for found in findings {
                let (style, word) = (style_of(found.severity), found.severity.word());
                console.line(format!("  {style}{word}[{}]{style:#} {}", found.code, found.message));
                let place = checked.place(found);
                if !place.is_empty() {
                    console.line(format!("    {DIM}at{DIM:#}   {place}"));
                }
                for other in &found.related {
                    console.line(format!("    {DIM}also{DIM:#} {}, {}", checked.name(other.entity), other.message));
                }
                if let Some(help) = &found.help {
                    console.line(format!("    {DIM}help{DIM:#} {help}"));
                }
                if let Some(part) = inferred.get(&found.code) {
                    console.line(format!("    {DIM}ours{DIM:#} inferred, not stated by the vendor: {part}"));
                }
            }
        }
        console.line(format!("{}: {}", checked.input.name, checked.summary()));
    }
}
