//! What the vendor's documents do not hold, or hold as a guess: each thing by its name, with what a person does about
//! it.

use std::collections::{BTreeMap, BTreeSet};

use super::dialogs::Dialogs;
use super::{Exporter, Group, Make, NotMade, Subject, vendor_file};
use crate::format::{Account, Evidence, Feature, Format, LeftOut, own};
use crate::model::{AnyId, RoleKind, Topology};
use crate::text::{markdown::code, natural_cmp};

/// The report, as Markdown.
pub static EXPORT_REPORT: Exporter = Exporter {
    word: "export-report",
    title: "What the vendor's documents do not hold, and what to do about it",
    group: Group::Documents,
    endings: &["md"],
    parts: &[],
    make: Make::File(|subject, _| export_report(subject).map(String::into_bytes)),
};

/// The report of both documents, as they are written for this subject.
fn export_report(subject: &Subject<'_>) -> Result<String, NotMade> {
    let account = |format| Ok(vendor_file::write_anyway(subject, format)?.account);
    let (builder, published) = (account(Format::TopologyBuilder)?, account(Format::Published)?);
    let mut report = Report { dialogs: Dialogs { topology: &subject.document.topology }, text: String::new() };
    report.line(&format!("# Export report of {}\n", code(subject.name)));
    let held = match subject.evidence {
        Evidence::Shown => "Both hold what documents of the product show, or what follows from them without doubt.",
        Evidence::Guessed => "Both hold guesses too, in forms that no document of the product shows, and say so.",
    };
    report.line(&format!(
        "What `topology.tbxml` (for Topology Builder) and `topology.xml` (for Publish-CsTopology) do not say of the \
         deployment. {held}"
    ));
    report.defects(&builder, &published);
    report.left_out(&builder.left_out, &published.left_out);
    if subject.evidence == Evidence::Guessed {
        report.guesses(&builder.guessed, &published.guessed);
    }
    report.own(&own(&subject.document.topology));
    Ok(report.text)
}

struct Report<'a> {
    dialogs: Dialogs<'a>,
    text: String,
}

/// Which of the documents something is said of.
fn file_of(is_in_builder: bool, is_in_published: bool) -> &'static str {
    match (is_in_builder, is_in_published) {
        (true, false) => " (`topology.tbxml` only)",
        (false, true) => " (`topology.xml` only)",
        _ => "",
    }
}

impl Report<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn defects(&mut self, builder: &Account, published: &Account) {
        if builder.defects.is_empty() && published.defects.is_empty() {
            return;
        }
        self.line("\n## What the product would refuse\n");
        let in_builder_only = builder.defects.iter().filter(|defect| !published.defects.contains(defect));
        for defect in published.defects.iter().chain(in_builder_only) {
            let which = file_of(builder.defects.contains(defect), published.defects.contains(defect));
            self.line(&format!("- {}{which}", code(&defect.to_string())));
        }
    }

    fn left_out(&mut self, builder: &[LeftOut], published: &[LeftOut]) {
        self.line("\n## Left out\n");
        let kinds = by_feature(builder, published);
        if kinds.is_empty() {
            self.line("Nothing: the files say it all.");
            return;
        }
        self.line(
            "Publish the topology first. Then download it, make these changes in Topology Builder in this order, publish \
             once more, and go on with the scripts.",
        );
        let mut scripts = BTreeSet::new();
        let (kinds, harmless): (Kinds<'_>, Kinds<'_>) =
            kinds.into_iter().partition(|(feature, _)| !feature.is_harmless());
        for (feature, items) in kinds {
            let items: Vec<_> = items.into_iter().filter(|(item, _)| !self.is_said_elsewhere(item)).collect();
            if items.is_empty() {
                continue;
            }
            self.line(&format!("\n### {}\n", sentence(&feature.message().to_string())));
            if feature == Feature::Pool(RoleKind::Edge) {
                self.line("Written with one address, the three services would share it and its port 443.\n");
            }
            for (item, which) in items {
                scripts.extend(scripts_after(item, self.dialogs.topology));
                self.item(item, which);
            }
        }
        if !scripts.is_empty() {
            self.line("\n### Then run these scripts, in this order.\n");
            for script in scripts {
                self.line(&format!("- [ ] `{script}`"));
            }
        }
        if !harmless.is_empty() {
            self.line("\n## Nothing is to be done\n");
            for (feature, items) in harmless {
                let names = items.iter().filter(|(item, _)| !item.name.is_empty());
                let names: Vec<_> = names.map(|(item, which)| format!("{}{which}", code(&item.name))).collect();
                let message = sentence(&feature.message().to_string());
                self.line(&format!("- {message} {}", sentence(&feature.help().to_string())));
                if !names.is_empty() {
                    self.line(&format!("  {}", names.join(", ")));
                }
            }
        }
    }

    /// Whether what a thing is about is asked on the pages of another.
    fn is_said_elsewhere(&self, item: &LeftOut) -> bool {
        match (item.feature, item.row) {
            // Ports of mirroring are entered where the mirror or the witness is named.
            (Feature::MirrorPort, AnyId::SqlInstance(id)) => {
                let pools = self.dialogs.topology.pools.iter();
                pools.flat_map(|(_, pool)| pool.role.stores()).any(|(_, store)| {
                    [store.mirror, store.witness].contains(&Some(id))
                        || (store.primary == Some(id) && store.mirror.is_some())
                })
            }
            // Of one half of a pair it is entered together with the other.
            (Feature::VoiceFailover, AnyId::Pool(id)) => {
                let pool = self.dialogs.topology.pools.get(id);
                pool.and_then(|pool| self.dialogs.pair(id, pool)).is_some_and(|pair| pair.contains("failover"))
            }
            // It stands among the reasons to refuse the document.
            (Feature::NoCentralManagement, _) => true,
            // What belongs to another thing of its kind is said with that.
            (_, AnyId::Deployment(_)) => false,
            _ => item.name.is_empty(),
        }
    }

    /// A thing and what to do about it: pages of dialogs, a script, or why nothing is to be done.
    fn item(&mut self, item: &LeftOut, which: &str) {
        let steps = self.dialogs.steps(item);
        let help = sentence(&item.feature.help().to_string());
        let name = if item.name.is_empty() { help.clone() } else { code(&item.name) };
        self.line(&format!("- [ ] {name}{which}"));
        if steps.is_empty() && !item.name.is_empty() {
            let has_script = !scripts_after(item, self.dialogs.topology).is_empty();
            self.line(&format!("  {}", if has_script { "A script makes it, see below." } else { &help }));
        }
        for (n, step) in steps.iter().enumerate() {
            self.line(&format!("  {}. {step}", n + 1));
        }
    }

    fn guesses(&mut self, builder: &[LeftOut], published: &[LeftOut]) {
        self.line("\n## Written as a guess\n");
        let kinds = by_feature(builder, published);
        if kinds.is_empty() {
            self.line("Nothing: all that is in the files was seen in documents of the product.");
            return;
        }
        self.line(
            "No document of the product shows these. A name that it does not know should stop at its schema check, \
             before anything is written; a guess that means something else would go through. Run \
             `Publish-CsTopology -WhatIf` first, and look at each in Topology Builder.",
        );
        for (feature, items) in kinds {
            self.line(&format!("\n### {}\n", sentence(feature.guess())));
            for (item, which) in items.into_iter().filter(|(item, _)| !item.name.is_empty()) {
                self.line(&format!("- [ ] {}{which}", code(&item.name)));
            }
        }
    }

    fn own(&mut self, own: &[LeftOut]) {
        self.line("\n## Only in Linchpin's own file\n");
        if own.is_empty() {
            self.line("Nothing.");
            return;
        }
        self.line("For rules, sheets, scripts and the drawing; no document of the vendor's has a place for it.\n");
        let mut kinds: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for item in own {
            let kind = self.dialogs.topology.kind(item.row);
            if item.fields.is_empty() {
                kinds.entry((kind, "the whole of it")).or_default().push(&item.name);
            }
            for field in &item.fields {
                kinds.entry((kind, field)).or_default().push(&item.name);
            }
        }
        for ((kind, field), names) in kinds {
            let mut names = names;
            names.sort_by(|a, b| natural_cmp(a, b));
            let names: Vec<_> = names.into_iter().map(code).collect();
            let (kind, field) = (kind.replace('-', " "), field.replace('_', " "));
            self.line(&format!("- {kind}, {field}: {}", names.join(", ")));
        }
    }
}

type Kinds<'a> = Vec<(Feature, Vec<(&'a LeftOut, &'static str)>)>;

/// Both lists as one, in the order in which a person sees to it, each thing with the file it is said of.
fn by_feature<'a>(builder: &'a [LeftOut], published: &'a [LeftOut]) -> Kinds<'a> {
    let of_builder = builder.iter().map(|item| (item, file_of(true, published.contains(item))));
    let of_published = published.iter().filter(|item| !builder.contains(item)).map(|item| (item, file_of(false, true)));
    let mut kinds: Kinds<'a> = Vec::new();
    for (item, which) in of_builder.chain(of_published) {
        match kinds.iter_mut().find(|(feature, _)| *feature == item.feature) {
            Some((_, items)) => items.push((item, which)),
            None => kinds.push((item.feature, vec![(item, which)])),
        }
    }
    kinds.sort_by_key(|(feature, _)| *feature);
    for (_, items) in &mut kinds {
        items.sort_by(|(a, _), (b, _)| natural_cmp(&a.name, &b.name));
    }
    kinds
}

/// The scripts that go on where the dialogs end.
fn scripts_after(item: &LeftOut, topology: &Topology) -> Vec<&'static str> {
    let has_mirror = |id: AnyId| match id {
        AnyId::Pool(id) => {
            topology.pools.get(id).is_some_and(|pool| pool.role.stores().any(|(_, store)| store.mirror.is_some()))
        }
        _ => false,
    };
    match item.feature {
        Feature::SimpleUrls => vec!["09-simple-urls.ps1"],
        Feature::FederationRoute | Feature::XmppRoute | Feature::DefaultChatPool => vec!["14-sites.ps1"],
        Feature::Pair => vec!["11-backup-service-on-each-server.ps1", "12-backup-service.ps1"],
        Feature::Mirror => vec!["06-mirrors.ps1"],
        Feature::Pool(RoleKind::PersistentChat) if has_mirror(item.row) => {
            vec!["05-databases.ps1", "06-mirrors.ps1", "13-chat-servers.ps1"]
        }
        Feature::Pool(RoleKind::PersistentChat) => vec!["05-databases.ps1", "13-chat-servers.ps1"],
        Feature::Pool(RoleKind::TrustedApplication) => vec!["15-trusted-applications.ps1"],
        _ => Vec::new(),
    }
}

/// A fragment as a sentence.
fn sentence(text: &str) -> String {
    format!("{}.", super::capitalized(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Review;
    use crate::templates;

    fn report(template: &str, evidence: Evidence) -> String {
        let document = templates::find(template).unwrap().document();
        let review = Review::default();
        let cancel = crate::work::Cancel::default();
        let subject = Subject { evidence, ..Subject::new(&document, &review, "2026-01-31", template, &cancel) };
        export_report(&subject).unwrap()
    }

    #[test]
    fn what_the_product_would_refuse_is_said_of_the_file_it_is_in() {
        let document = templates::TEMPLATES[0].document();
        let mut report = Report { dialogs: Dialogs { topology: &document.topology }, text: String::new() };
        let account = |defects: &[&str]| {
            let defects = defects.iter().map(|defect| crate::text::Message::verbatim(*defect)).collect();
            Account { defects, ..Account::default() }
        };
        report.defects(&account(&["both", "one"]), &account(&["both", "other"]));
        let lines: Vec<_> = report.text.lines().filter(|line| line.starts_with("- ")).collect();
        let expected = ["- `both`", "- `other` (`topology.xml` only)", "- `one` (`topology.tbxml` only)"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_two_data_centres_leave_to_do_is_said_page_by_page() {
        insta::assert_snapshot!(report("two-data-centres", Evidence::Shown));
    }

    #[test]
    fn a_stretched_chat_pool_is_added_by_hand_and_by_scripts() {
        insta::assert_snapshot!(report("stretched-chat", Evidence::Shown));
    }

    #[test]
    fn guesses_are_marked_one_by_one() {
        insta::assert_snapshot!(report("two-data-centres", Evidence::Guessed));
    }

    #[test]
    fn all_that_is_left_out_is_in_the_report_under_its_name() {
        for template in templates::TEMPLATES {
            let document = template.document();
            let text = report(template.name, Evidence::Shown);
            for format in [Format::TopologyBuilder, Format::Published] {
                for item in crate::format::write(&document, format).unwrap().account.left_out {
                    let is_said = match item.feature {
                        Feature::MirrorPort => {
                            text.contains(&format!(" on port {}", item.name.split(' ').next().unwrap()))
                        }
                        _ => text.contains(&code(&item.name)),
                    };
                    assert!(is_said || item.name.is_empty(), "{}: {item:?}", template.name);
                }
            }
        }
    }

    #[test]
    fn a_script_that_the_report_names_is_one_of_the_scripts() {
        for template in templates::TEMPLATES {
            let document = template.document();
            let scripts = crate::deliverables::script::scripts(&document).unwrap();
            for named in report(template.name, Evidence::Shown).split('`').filter(|word| word.ends_with(".ps1")) {
                assert!(scripts.iter().any(|script| script.name == named), "{named} of {}", template.name);
            }
        }
    }
}
