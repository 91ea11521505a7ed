//! What leaves the building: what is made of a deployment for those who build it. Each is a function from a snapshot to
//! bytes; nothing here reads a clock, writes a file or draws on a screen.

mod dialogs;
pub mod drawing;
pub mod export_report;
pub mod script;
pub mod sheet;
pub mod vendor_file;

use crate::checks::Review;
use crate::format::{Evidence, Format};
use crate::message;
use crate::model::Document;
use crate::text::Message;
use crate::vendor::Product;

/// What a deliverable is made of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The deployment.
    pub document: &'a Document,
    /// The product of the deployment as a whole; each pool has its own.
    pub product: Product,
    /// What the rules find in it.
    pub review: &'a Review,
    /// What day it is: `2026-01-31`.
    pub today: &'a str,
    /// What the document is called.
    pub name: &'a str,
    /// What the vendor's documents may be written with.
    pub evidence: Evidence,
    /// Whether everything is made in spite of what is wrong.
    pub force: bool,
}

/// Something that can be made of a deployment.
#[derive(Debug)]
pub struct Exporter {
    /// Its word on the command line.
    pub word: &'static str,
    /// What it is, as it reads in a list.
    pub title: &'static str,
    /// The endings of the files it can make, the usual one first.
    pub endings: &'static [&'static str],
    /// The words of others that take its place in a folder; none for most.
    pub parts: &'static [&'static str],
    /// Makes it.
    pub make: Make,
}

/// How something is made.
#[derive(Debug, Clone, Copy)]
pub enum Make {
    /// As a file of an ending, which is one of the exporter's.
    File(fn(&Subject<'_>, ending: &str) -> Result<Vec<u8>, NotMade>),
    /// As several files in a folder.
    Files(fn(&Subject<'_>) -> Result<Vec<NamedFile>, NotMade>),
    /// As a document that other programs open, which may hold less than the deployment: see [`vendor_file::write`].
    Document(Format),
}

/// What is in a file, after its name.
pub type NamedFile = (String, Vec<u8>);

impl Exporter {
    /// What it puts into a folder.
    pub fn into_folder(&self, subject: &Subject<'_>) -> Result<Vec<NamedFile>, NotMade> {
        match self.make {
            Make::File(make) => {
                let ending = self.endings[0];
                // Pictures are called after their formats, which are their endings too.
                let stem = if self.word == ending { "picture" } else { self.word };
                Ok(vec![(format!("{stem}.{ending}"), make(subject, ending)?)])
            }
            Make::Files(make) => make(subject),
            Make::Document(format) => {
                let name = format!("topology.{}", format.extension());
                Ok(vec![(name, vendor_file::write(subject, format)?.bytes)])
            }
        }
    }
}

/// Why there is nothing to make.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{reason}")]
pub struct NotMade {
    /// A fragment: what the deployment lacks.
    pub reason: Message,
}

impl NotMade {
    /// The deployment has none of what would be listed.
    pub fn nothing_to_list() -> Self {
        Self { reason: message!("the deployment has nothing to list there") }
    }

    /// Something is in the way, which says so itself.
    fn because(error: &dyn std::error::Error) -> Self {
        Self { reason: Message::verbatim(error.to_string()) }
    }
}

/// Everything that can be made, in the order in which it is offered.
pub static EXPORTERS: &[&Exporter] = &[
    &vendor_file::TOPOLOGY_BUILDER,
    &vendor_file::PUBLISHED,
    &export_report::EXPORT_REPORT,
    &script::SCRIPTS,
    &script::BY_HAND,
    &sheet::SHEETS,
    &sheet::DNS,
    &sheet::CERTIFICATES,
    &sheet::FIREWALL,
    &sheet::SERVERS,
    &sheet::SQL,
    &sheet::LOAD_BALANCERS,
    &sheet::COUNTS,
    &drawing::SVG,
    &drawing::PNG,
    &drawing::DOT,
    &drawing::GRAPHML,
    &drawing::DRAW_IO,
];

/// What that word stands for.
pub fn find(word: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.word == word)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::templates::TEMPLATES;

    #[test]
    fn every_exporter_is_found_by_a_word_of_its_own_and_so_are_its_parts() {
        let words: BTreeSet<_> = EXPORTERS.iter().map(|exporter| exporter.word).collect();
        assert_eq!(words.len(), EXPORTERS.len());
        for exporter in EXPORTERS {
            assert!(!exporter.endings.is_empty(), "{}", exporter.word);
            for part in exporter.parts {
                assert!(find(part).is_some_and(|part| part.parts.is_empty()), "{part}");
            }
        }
    }

    #[test]
    fn the_same_deployment_gives_the_same_bytes() {
        let review = Review::default();
        for template in TEMPLATES {
            let document = template.document();
            let product = document.topology.deployment().product;
            let subject = Subject {
                document: &document,
                product,
                review: &review,
                today: "2026-01-01",
                name: template.name,
                evidence: Evidence::Shown,
                force: false,
            };
            for exporter in EXPORTERS {
                let made = |ending: &str| match exporter.make {
                    Make::File(make) => make(&subject, ending).map(|bytes| vec![(ending.to_owned(), bytes)]),
                    Make::Files(make) => make(&subject),
                    Make::Document(_) => exporter.into_folder(&subject),
                };
                for ending in exporter.endings {
                    let [a, b] = [(); 2].map(|()| made(ending));
                    assert!(a == b, "{} of {} as {ending}", exporter.word, template.name);
                    match a {
                        Ok(files) => assert!(files.iter().all(|(_, bytes)| !bytes.is_empty()), "{}", exporter.word),
                        Err(why) => assert_eq!((exporter.word, why), ("load-balancers", NotMade::nothing_to_list())),
                    }
                }
            }
        }
    }
}
