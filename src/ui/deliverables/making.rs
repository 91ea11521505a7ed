//! What a worker does for the tab: makes things of a snapshot, and reads them so that they can be looked at.

use eframe::egui::{Color32, ColorImage};
use std::sync::Arc;

use super::Options;
use super::grid::Grid;
use super::markdown::{self, Block};
use crate::checks::{self, Cx};
use crate::deliverables::{
    NotMade, OneFile, Subject,
    drawing::raster::{self, Pages},
    find,
    redact::{REDACTED, redact},
    report,
};
use crate::diagnostic::Severity;
use crate::message;
use crate::model::{Document, Sheet};
use crate::session::delivery::NotDelivered;
use crate::text::Message;
use crate::ui::yardstick::Yardstick;
use crate::work::Cancel;

/// The most pixels on one side of a picture that is looked at, which every graphics card can hold.
const PICTURE_SIDE: u32 = 2_048;

/// What something is made of: a document of one moment, and how one looks at it.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Source {
    pub(in crate::ui) document: Document,
    pub(in crate::ui) yardstick: Yardstick,
    pub(in crate::ui) today: String,
    /// What the document is called.
    pub(in crate::ui) name: String,
    pub(in crate::ui) options: Options,
}

/// Why nothing was made.
#[derive(Debug)]
pub(in crate::ui) enum Stopped {
    /// The deployment has so many errors.
    Refused(usize),
    /// It was given up, or could not be put in its place.
    NotDelivered(NotDelivered),
}

impl Source {
    /// Asks the rules, and makes something if they, or the person at the window, let it be made.
    pub(in crate::ui) fn make<T>(
        &self,
        cancel: &Cancel,
        make: impl FnOnce(&Subject<'_>) -> Result<T, NotDelivered>,
    ) -> Result<T, Stopped> {
        let Self { document, yardstick, today, name, options } = self;
        let cx = yardstick.look(document, today);
        let review = checks::review(&cx, cancel).ok_or(Stopped::NotDelivered(NotDelivered::Cancelled))?;
        let n_errors = review.count(Severity::Error);
        if n_errors > 0 && !options.force {
            return Err(Stopped::Refused(n_errors));
        }
        let (evidence, force) = (options.evidence, options.force);
        let made = if options.redact {
            let document = &redact(document);
            // What the house and the published deployment say of themselves names them.
            let cx = Cx::new(document).on(today);
            let review = checks::review(&cx, cancel).ok_or(Stopped::NotDelivered(NotDelivered::Cancelled))?;
            make(&Subject { evidence, force, ..Subject::new(document, &review, today, REDACTED, cancel) })
        } else {
            make(&Subject { evidence, force, ..Subject::new(document, &review, today, name, cancel) })
        };
        made.map_err(Stopped::NotDelivered)
    }
}

/// What is looked at, of which state of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewOf {
    /// The word of the exporter.
    pub(super) word: &'static str,
    /// The format.
    pub(super) ending: &'static str,
    /// The run of the checks that the document has passed.
    pub(super) run: u64,
    /// What is pinned on its drawing.
    pub(super) sheet: Sheet,
    pub(super) options: Options,
}

/// What would be handed out.
#[derive(Debug)]
pub(in crate::ui) struct Preview {
    pub(super) of: PreviewOf,
    /// Its files, or why there are none.
    pub(super) files: Result<Vec<File>, Message>,
}

/// One file, and what is to be seen of it.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) n_bytes: usize,
    /// The same in a format that can be read, where this one cannot.
    pub(super) instead: Option<&'static str>,
    pub(super) content: Content,
    /// The text of it, or of what is seen instead.
    pub(super) text: Option<Arc<str>>,
}

/// How a file is looked at.
#[derive(Debug)]
pub(super) enum Content {
    Lines(Lines),
    Page(Vec<Block>),
    Grid(Grid),
    /// As it is, and again and again half as large, for a picture made small by leaving out points cannot be read.
    Picture(Vec<Arc<ColorImage>>),
    Pages(Pages),
    /// For other programs only.
    Closed,
}

/// A text, and where its lines begin.
#[derive(Debug)]
pub(super) struct Lines {
    text: Arc<str>,
    starts: Vec<usize>,
    /// The most letters in one line.
    pub(super) longest: usize,
}

impl Preview {
    /// Makes it; none if nobody waits for it any more.
    pub(in crate::ui) fn make(of: PreviewOf, source: &Source, cancel: &Cancel) -> Option<Self> {
        let exporter = find(of.word)?;
        let made = source.make(cancel, |subject| {
            let files = match exporter.as_file(of.ending) {
                Some(file) => one(file, subject).map(|file| vec![file]),
                None => {
                    let files = exporter.into_folder(subject);
                    files.map(|files| files.into_iter().map(|(name, bytes)| File::read(name, bytes)).collect())
                }
            };
            Ok(files)
        });
        let files = match made {
            _ if cancel.is_cancelled() => return None,
            Ok(files) => files.map_err(|NotMade { reason, .. }| reason),
            Err(Stopped::Refused(n)) => Err(message!("the deployment has {n} errors", n)),
            Err(Stopped::NotDelivered(_)) => return None,
        };
        Some(Self { of, files })
    }
}

/// One file; what only other programs read is seen in another format that there is of it.
fn one(file: OneFile, subject: &Subject<'_>) -> Result<File, NotMade> {
    let OneFile { exporter, ending, .. } = file;
    let made = File::read(exporter.file_name(ending), file.make(subject)?);
    if ending == "html"
        && let Some(paper) = report::PDF.as_file("pdf")
    {
        let File { content, .. } = File::read(paper.exporter.file_name("pdf"), paper.make(subject)?);
        return Ok(File { content, instead: Some("PDF"), ..made });
    }
    if !matches!(made.content, Content::Closed) {
        return Ok(made);
    }
    for other in exporter.endings.iter().filter(|other| **other != ending).filter_map(|it| exporter.as_file(it)) {
        let File { content, text, .. } = File::read(exporter.file_name(other.ending), other.make(subject)?);
        if !matches!(content, Content::Closed) {
            return Ok(File { content, text, instead: Some(other.ending), ..made });
        }
    }
    Ok(made)
}

impl File {
    fn read(name: String, bytes: Vec<u8>) -> Self {
        let n_bytes = bytes.len();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned();
        let file = |content, text| Self { name, n_bytes, instead: None, content, text };
        let picture = match ending.as_str() {
            "svg" => std::str::from_utf8(&bytes).ok().and_then(|text| raster::of_svg(text, PICTURE_SIDE)),
            "png" => raster::of_png(&bytes, PICTURE_SIDE),
            _ => None,
        };
        let picture = picture.map(|it| ColorImage::from_rgba_premultiplied(it.size, &it.rgba));
        if ending == "pdf" {
            let content = Pages::of_pdf(bytes).map_or(Content::Closed, Content::Pages);
            return file(content, None);
        }
        let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).map(Arc::<str>::from);
        let content = match (picture, &text) {
            (Some(picture), _) => Content::Picture(sizes(picture)),
            (None, Some(text)) => match ending.as_str() {
                "csv" => Content::Grid(Grid::of_csv(text)),
                "md" => Content::Page(markdown::read(text)),
                _ => Content::Lines(Lines::of(Arc::clone(text))),
            },
            (None, None) => Content::Closed,
        };
        file(content, text)
    }
}

/// A picture in sizes, the largest first.
fn sizes(picture: ColorImage) -> Vec<Arc<ColorImage>> {
    let smaller = |larger: &ColorImage| larger.size.iter().all(|side| *side > 256).then(|| halved(larger));
    std::iter::successors(Some(picture), smaller).map(Arc::new).collect()
}

/// A picture in which each point is the mean of four.
fn halved(picture: &ColorImage) -> ColorImage {
    let size = picture.size.map(|side| side / 2);
    let mean = |x: usize, y: usize| {
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| picture[(2 * x + dx, 2 * y + dy)].to_array());
        let [r, g, b, a] =
            std::array::from_fn(|at| (four.iter().map(|point| u32::from(point[at])).sum::<u32>() / 4) as u8);
        Color32::from_rgba_premultiplied(r, g, b, a)
    };
    let points = (0..size[1]).flat_map(|y| (0..size[0]).map(move |x| mean(x, y))).collect();
    ColorImage::new(size, points)
}

impl Lines {
    fn of(text: Arc<str>) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).filter(|start| *start < text.len()).collect();
        let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        Self { text, starts, longest }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// One of them, without its end.
    pub(super) fn line(&self, at: usize) -> &str {
        let end = self.starts.get(at + 1).copied().unwrap_or(self.text.len());
        self.text[self.starts[at]..end].trim_end_matches(['\r', '\n'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_lines() {
        let lines = Lines::of("one\r\n\ntwo and a half".into());
        assert_eq!((0..lines.len()).map(|at| lines.line(at)).collect::<Vec<_>>(), ["one", "", "two and a half"]);
        assert_eq!(lines.longest, 14);
        assert_eq!(Lines::of("".into()).len(), 0);
    }

    #[test]
    fn a_smaller_picture_shows_the_same() {
        let half =
            |side: usize| [Color32::RED, Color32::TRANSPARENT].into_iter().flat_map(move |ink| vec![ink; side / 2]);
        let striped = ColorImage::new([600, 520], (0..520).flat_map(|_| half(600)).collect());
        let sizes = sizes(striped);
        assert_eq!(sizes.iter().map(|picture| picture.size).collect::<Vec<_>>(), [[600, 520], [300, 260], [150, 130]]);
        assert!(sizes.iter().all(|it| it[(0, 0)] == Color32::RED && it[(it.width() - 1, 0)] == Color32::TRANSPARENT));
    }

    #[test]
    fn a_file_is_looked_at_by_what_it_is() {
        let read = |name: &str, bytes: &[u8]| File::read(name.to_owned(), bytes.to_vec()).content;
        assert!(matches!(read("a.csv", b"x,y\r\n1,2\r\n"), Content::Grid(_)));
        assert!(matches!(read("a.md", b"# x\n"), Content::Page(_)));
        assert!(matches!(read("a.ps1", b"# x\n"), Content::Lines(_)));
        assert!(matches!(read("a.xlsx", b"PK\0"), Content::Closed));
        assert!(matches!(read("a.tbxml", b"\xff\xfe<"), Content::Closed));
        assert!(matches!(read("a.svg", b"no picture"), Content::Lines(_)), "what is broken can still be read");
    }
}
