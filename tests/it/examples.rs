//! The files of `docs/examples` are what the program makes of a template.

use crate::source::root;
use linchpin::checks::Review;
use linchpin::deliverables::{Subject, find};
use linchpin::session::files;
use linchpin::templates;
use linchpin::work::Cancel;

/// What each is made by, and what it is called there and here.
const EXAMPLES: [(&str, &str); 4] =
    [("powershell", "06-mirrors.ps1"), ("by-hand", "by-hand.md"), ("firewall", "firewall.md"), ("svg", "picture.svg")];

#[test]
fn the_examples_are_as_the_program_makes_them() {
    let document = templates::find("two-data-centres").unwrap().document();
    let review = Review::default();
    let cancel = Cancel::default();
    let subject = Subject::new(&document, &review, "2026-01-31", "two-data-centres", &cancel);
    for (word, name) in EXAMPLES {
        let exporter = find(word).unwrap();
        let file = exporter.as_file(name.rsplit('.').next().unwrap());
        let made = match file {
            Some(file) => file.make(&subject).unwrap(),
            None => exporter.into_folder(&subject).unwrap().into_iter().find(|(file, _)| file == name).unwrap().1,
        };
        let path = root().join("docs/examples").join(name);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            files::replace(&path, &made).unwrap();
        }
        let kept = std::fs::read(&path).unwrap_or_default();
        assert!(kept == made, "UPDATE_SNAPSHOTS=1 cargo test examples makes docs/examples/{name} anew");
    }
}
