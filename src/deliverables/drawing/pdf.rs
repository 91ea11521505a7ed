//! The pictures to be printed: a page for the whole, and one for each central site where there are several.

use krilla::destination::XyzDestination;
use krilla::geom::Point as PagePoint;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};

use super::paper::{self, Paper};
use super::{Drawing, Gallery, one_line};
use crate::deliverables::{NotMade, Subject};
use crate::diagram::{
    geometry::{Point, Rect, Size},
    scene::Detail,
};

/// Between the edge of the paper and the frame of the picture.
const MARGIN: f32 = 28.0;
/// A unit of the sheet is a pixel, of which 96 make an inch.
const FULL_SCALE: f32 = 0.75;
/// Below it letters are too small to be read on paper.
const READABLE: f32 = 0.45;
/// The sizes of paper from A4 to A0, upright.
const PAPERS: [[f32; 2]; 5] =
    [[595.28, 841.89], [841.89, 1190.55], [1190.55, 1683.78], [1683.78, 2383.94], [2383.94, 3370.39]];

/// How much is drawn on paper: nothing that could not be read, if need be closer to the eye.
pub(in crate::deliverables) fn detail(scale: f32) -> Detail {
    Detail::at(scale * 2.0)
}

/// By how much something is made smaller to fit into a room; never larger than at 100 %.
pub(in crate::deliverables) fn scale_into(bounds: Rect, room: Size) -> f32 {
    (room.width / bounds.width().max(1.0)).min(room.height / bounds.height().max(1.0)).min(FULL_SCALE)
}

/// The smallest paper on which a picture can be read, upright or lying, else the largest.
fn paper_for(bounds: Rect) -> (Size, f32) {
    let either_way = |[short, long]: [f32; 2]| [Size::new(short, long), Size::new(long, short)];
    let papers = PAPERS.into_iter().flat_map(either_way).map(|paper| {
        let room = Size::new(paper.width - 2.0 * MARGIN, paper.height - 2.0 * MARGIN);
        (paper, scale_into(bounds, room))
    });
    let mut largest = (Size::ZERO, 0.0);
    for (n, (paper, scale)) in papers.enumerate() {
        // Both ways of one paper are looked at before a larger one is.
        if n % 2 == 0 && largest.1 >= READABLE {
            break;
        }
        if scale > largest.1 {
            largest = (paper, scale);
        }
    }
    largest
}

/// The pages as a PDF.
pub fn pdf(subject: &Subject<'_>) -> Result<Vec<u8>, NotMade> {
    let gallery = Gallery::of(subject)?;
    let mut document = paper::document();
    let mut outline = Outline::new();
    let mut tags = TagTree::new();
    let whole = std::iter::once(gallery.whole.clone());
    let parts = gallery.sites().into_iter().filter_map(|site| gallery.part(site));
    for (number, part) in whole.chain(parts).enumerate() {
        if subject.cancel.is_cancelled() {
            return Err(NotMade::cancelled());
        }
        let (_, scale) = paper_for(part.bounds);
        let leading_out = gallery.leading_out(&part);
        let drawing = gallery.drawing(part, detail(scale));
        let title = one_line(&drawing.title());
        let drawing = drawing.with_caption(Some((&title, subject)), &leading_out);
        let identifier = page(&mut document, &drawing);
        outline.push_child(OutlineNode::new(title, XyzDestination::new(number, PagePoint::from_xy(0.0, 0.0))));
        let figure = Tag::Figure(Some(drawing.in_words()));
        tags.push(TagGroup::with_children(figure, vec![identifier.into()]));
    }
    paper::finished(document, &one_line(subject.name), subject, outline, tags)
}

fn page(document: &mut krilla::Document, drawing: &Drawing<'_>) -> krilla::tagging::Identifier {
    let bounds = drawing.bounds();
    let (size, scale) = paper_for(bounds);
    let settings = PageSettings::from_wh(size.width, size.height).expect("paper has sides");
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let identifier = surface.start_tagged(ContentTag::Other);
    let at = Point::new((size.width - bounds.width() * scale) / 2.0, MARGIN);
    Paper::new(&mut surface).scene(drawing.scene(), scale, bounds.min, at);
    surface.end_tagged();
    surface.finish();
    page.finish();
    identifier
}
