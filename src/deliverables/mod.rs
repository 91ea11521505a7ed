//! What leaves the building: what is made of a deployment for those who build it. Each is a function from a snapshot to
//! bytes; nothing here reads a clock, writes a file or draws on a screen.

mod dialogs;
pub mod drawing;
pub mod export_report;
pub mod redact;
pub mod report;
pub mod script;
pub mod sheet;
pub mod vendor_file;

use std::sync::OnceLock;

use strum::VariantArray;

use crate::checks::Review;
use crate::diagram::Picture;
use crate::format::Evidence;
use crate::message;
use crate::model::Document;
use crate::text::Message;
use crate::vendor::Product;
use crate::work::Cancel;

/// What a deliverable is made of.
#[derive(Debug)]
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
    /// Whether they are made although the product would refuse them.
    pub force: bool,
    /// Asks whoever takes his time to stop; what he makes then is not looked at.
    pub cancel: &'a Cancel,
    /// The picture once it is arranged, for several are made of it.
    pub(crate) arranged: OnceLock<Picture>,
}

impl<'a> Subject<'a> {
    /// Of a deployment and what the rules find in it, with nothing guessed and nothing forced.
    pub fn new(document: &'a Document, review: &'a Review, today: &'a str, name: &'a str, cancel: &'a Cancel) -> Self {
        let product = document.topology.deployment().product;
        let (evidence, force, arranged) = (Evidence::Shown, false, OnceLock::new());
        Self { document, product, review, today, name, evidence, force, cancel, arranged }
    }

    /// The picture of the whole, which takes longest of all when it is asked for first.
    fn picture(&self) -> Result<&Picture, NotMade> {
        if let Some(picture) = self.arranged.get() {
            return Ok(picture);
        }
        let picture = Picture::of(self.document, self.cancel).ok_or_else(NotMade::cancelled)?;
        Ok(self.arranged.get_or_init(|| picture))
    }
}

/// Something that can be made of a deployment.
#[derive(Debug)]
pub struct Exporter {
    /// Its word on the command line.
    pub word: &'static str,
    /// What it is, as it reads in a list.
    pub title: &'static str,
    /// Under which heading it reads there.
    pub group: Group,
    /// The endings of the files it can make, the usual one first.
    pub endings: &'static [&'static str],
    /// The words of others that take its place in a folder; none for most.
    pub parts: &'static [&'static str],
    /// Makes it.
    pub make: Make,
}

/// Whom something is made for, which is how a list of all is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Group {
    /// What the vendor's tools and other programs read as a deployment.
    Documents,
    /// What is run, or done by hand.
    Scripts,
    /// What the people for networks, certificates and databases are handed.
    Sheets,
    /// What is looked at.
    Pictures,
    /// What is read and signed.
    Report,
}

impl Group {
    /// Its heading.
    pub fn title(self) -> Message {
        match self {
            Self::Documents => message!("Documents"),
            Self::Scripts => message!("Scripts and steps"),
            Self::Sheets => message!("Sheets"),
            Self::Pictures => message!("Pictures"),
            Self::Report => message!("Report"),
        }
    }
}

/// How something is made.
#[derive(Debug, Clone, Copy)]
pub enum Make {
    /// As a file of an ending, which is one of the exporter's.
    File(MakeFile),
    /// As several files in a folder.
    Files(fn(&Subject<'_>) -> Result<Vec<NamedFile>, NotMade>),
}

/// Makes the file of an ending.
pub type MakeFile = fn(&Subject<'_>, ending: &str) -> Result<Vec<u8>, NotMade>;

/// Something that is made as one file, and the format that was chosen for it.
#[derive(Debug, Clone, Copy)]
pub struct OneFile {
    /// What.
    pub exporter: &'static Exporter,
    /// The ending of the format.
    pub ending: &'static str,
    /// How many pixels a unit takes, where somebody has chosen.
    scale: Option<f32>,
    make: MakeFile,
}

impl OneFile {
    /// What is in the file.
    pub fn make(&self, subject: &Subject<'_>) -> Result<Vec<u8>, NotMade> {
        match self.scale {
            Some(scale) => drawing::png_at(subject, scale),
            None => (self.make)(subject, self.ending),
        }
    }

    /// What whoever gets it has to know, though it was made.
    pub fn caveat(&self, subject: &Subject<'_>) -> Option<Message> {
        self.scale.is_none().then(|| self.exporter.caveat(subject)).flatten()
    }

    /// The same in so many pixels for a unit of the drawing; none where it is made of no pixels.
    pub fn at_scale(self, scale: f32) -> Option<Self> {
        (self.exporter.word == drawing::PNG.word).then_some(Self { scale: Some(scale), ..self })
    }
}

/// What is in a file, after its name.
pub type NamedFile = (String, Vec<u8>);

impl Exporter {
    /// It as a file of that ending, in letters of either case; none where it is made in no such format, or as several.
    pub fn as_file(&'static self, ending: &str) -> Option<OneFile> {
        let Make::File(make) = self.make else { return None };
        let ending = self.endings.iter().find(|known| known.eq_ignore_ascii_case(ending))?;
        Some(OneFile { exporter: self, ending, scale: None, make })
    }

    /// What a file of it is called, unless somebody calls it otherwise.
    pub fn file_name(&self, ending: &str) -> String {
        // Pictures and documents are called after their formats, which are their endings too.
        let word = match self.group {
            _ if self.word != self.endings[0] => self.word,
            Group::Documents => "topology",
            _ => "picture",
        };
        // What is there in two formats has the second in its word.
        let stem = word.strip_suffix(&format!("-{ending}")).unwrap_or(word);
        format!("{stem}.{ending}")
    }

    /// What it puts into a folder.
    pub fn into_folder(&self, subject: &Subject<'_>) -> Result<Vec<NamedFile>, NotMade> {
        match self.make {
            Make::File(make) => {
                let ending = self.endings[0];
                Ok(vec![(self.file_name(ending), make(subject, ending)?)])
            }
            Make::Files(make) => make(subject),
        }
    }

    /// What whoever gets it as it is usually made has to know, though it was made.
    pub fn caveat(&self, subject: &Subject<'_>) -> Option<Message> {
        if self.word == drawing::PNG.word { drawing::png_caveat(subject) } else { None }
    }
}

/// Why there is nothing to make.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{reason}")]
pub struct NotMade {
    /// A fragment: what the deployment lacks.
    pub reason: Message,
    /// What to do about it.
    pub hint: Option<Message>,
}

impl NotMade {
    /// The deployment has none of what would be listed.
    pub fn nothing_to_list() -> Self {
        Self::for_lack(message!("the deployment has nothing to list there"))
    }

    /// Nobody wants it any more.
    fn cancelled() -> Self {
        Self::for_lack(message!("it was given up"))
    }

    /// Something is in the way, which says so itself.
    fn because(error: &dyn std::error::Error) -> Self {
        Self::for_lack(Message::verbatim(error.to_string()))
    }

    /// That is why, and nothing is to be done.
    fn for_lack(reason: Message) -> Self {
        Self { reason, hint: None }
    }
}

/// A text as the beginning of a sentence.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
    &drawing::PICTURE_PDF,
    &drawing::DOT,
    &drawing::GRAPHML,
    &drawing::DRAW_IO,
    &report::HTML,
    &report::PDF,
];

/// What that word stands for.
pub fn find(word: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.word == word)
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod injection;
#[cfg(test)]
mod pdf_reader;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::checks::{Cx, review};
    use crate::templates::TEMPLATES;

    /// Every file that can be made of a document, in every format but the picture without text.
    pub(super) fn every_file(document: &Document, name: &str) -> Vec<NamedFile> {
        let cx = Cx::new(document);
        let review = review(&cx, &Cancel::default()).unwrap();
        let cancel = Cancel::default();
        let subject = Subject { force: true, ..Subject::new(document, &review, "2026-01-01", name, &cancel) };
        let mut files = Vec::new();
        for exporter in EXPORTERS {
            match exporter.make {
                Make::File(make) => {
                    for ending in exporter.endings.iter().filter(|ending| **ending != "png") {
                        files
                            .extend(make(&subject, ending).map(|bytes| (format!("{}.{ending}", exporter.word), bytes)));
                    }
                }
                Make::Files(make) => files.extend(make(&subject).into_iter().flatten()),
            }
        }
        files
    }

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
            let cancel = Cancel::default();
            let subject = Subject::new(&document, &review, "2026-01-01", template.name, &cancel);
            for exporter in EXPORTERS {
                let made = |ending: &str| match exporter.make {
                    Make::File(make) => make(&subject, ending).map(|bytes| vec![(ending.to_owned(), bytes)]),
                    Make::Files(make) => make(&subject),
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
