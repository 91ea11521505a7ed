use std::collections::BTreeSet;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::model::{AnyId, Document, Place};
use crate::text::{Code, Message};

/// A document after its mechanical repairs.
#[derive(Debug, Clone)]
pub struct Repaired {
    /// The document.
    pub document: Document,
    /// What was made, in order: the rule that asked for it and the title of the repair.
    pub made: Vec<(Code, Message)>,
    /// What is found in it now.
    pub left: Vec<Diagnostic>,
}

/// Makes the safe repairs of what `check` finds, and of what it finds then, until none is left.
///
/// One pass makes at most one repair of each row: the next one was offered for the row as it was. A repair that was
/// made once for a place is not made again, so two rules that undo each other's work come to an end.
pub fn repair(document: &Document, check: impl Fn(&Document) -> Vec<Diagnostic>) -> Repaired {
    let mut repaired = Repaired { document: document.clone(), made: Vec::new(), left: check(document) };
    let mut tried: BTreeSet<(Code, Place, String)> = BTreeSet::new();
    loop {
        let n_made = repaired.made.len();
        let mut touched: BTreeSet<AnyId> = BTreeSet::new();
        for finding in &repaired.left {
            for fix in finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe) {
                let Ok(patch) = fix.command.plan(&repaired.document) else { continue };
                let is_taken = patch.is_empty() || patch.touched().any(|row| touched.contains(&row));
                if is_taken || !tried.insert((finding.code, finding.place, fix.title.to_string())) {
                    continue;
                }
                if let Ok(document) = patch.apply(&repaired.document) {
                    touched.extend(patch.touched());
                    repaired.document = document;
                    repaired.made.push((finding.code, fix.title.clone()));
                    break;
                }
            }
        }
        if repaired.made.len() == n_made {
            return repaired;
        }
        repaired.left = check(&repaired.document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::check;
    use crate::sketch::read;

    fn repaired(sketch: &str) -> (Repaired, String) {
        let repaired = repair(&read(sketch).unwrap().document, check);
        let made = repaired.made.iter().map(|(code, title)| format!("{code} {title}\n")).collect();
        (repaired, made)
    }

    #[test]
    fn repairs_that_meet_in_one_row_are_made_one_after_the_other() {
        let (repaired, made) = repaired(
            r"
            site EMEA
              front-end lon-fe
                backup-pool par-fe
                back-end sql1\rtc mirror sql2\rtc witness sql3\wit
              front-end par-fe
              sql sql1\rtc
                mirror-port none
              sql sql2\rtc
                mirror-port none
            ",
        );
        insta::assert_snapshot!(made, @r"
        DB019 Use port 5022
        DB019 Use port 5022
        DR002 Pair lon-fe.contoso.com and par-fe.contoso.com
        ");
        let is_safe = |finding: &Diagnostic| finding.fixes.iter().any(|fix| fix.applicability == Applicability::Safe);
        assert!(!repaired.left.iter().any(is_safe), "{:?}", repaired.left);
    }

    #[test]
    fn rules_that_undo_each_other_come_to_an_end() {
        use crate::diagnostic::Fix;
        use crate::edit::Command;
        use crate::message;
        let document = read("site EMEA\n  front-end lon-fe").unwrap().document;
        let (id, _) = document.topology.pools.iter().next().unwrap();
        // Whatever the name is, it is wrong.
        let contrary = |document: &Document| {
            let name = document.topology.name(id.into());
            let other = name.strip_prefix('x').map_or_else(|| format!("x{name}"), str::to_owned);
            let mut finding = check(document).remove(0);
            finding.place = id.into();
            finding.fixes = vec![Fix {
                title: message!("Call it {other}", other = &*other),
                applicability: Applicability::Safe,
                command: Command::Rename { entity: id.into(), name: other },
            }];
            vec![finding]
        };
        assert_eq!(repair(&document, contrary).made.len(), 2);
    }
}
