//! Pictures and pages of ours as pixels, for who wants to look at the file rather than to have it.

use std::fmt;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use resvg::tiny_skia::{Pixmap, PixmapPaint, Transform};

use super::png;

/// Points of colour, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// From left to right, and from top to bottom.
    pub size: [usize; 2],
    /// Red, green, blue and opacity of each, the colours multiplied by the opacity.
    pub rgba: Vec<u8>,
}

/// An SVG, as large as it fits into a square of that many pixels; none where it is not one.
pub fn of_svg(text: &str, side: u32) -> Option<Pixels> {
    let tree = png::tree(text).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = scale_into(side, width, height);
    let mut pixels = Pixmap::new(whole(width * scale), whole(height * scale))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(taken(pixels))
}

/// A PNG, made smaller where it does not fit into a square of that many pixels; none where it is not one.
pub fn of_png(bytes: &[u8], side: u32) -> Option<Pixels> {
    let drawn = Pixmap::decode_png(bytes).ok()?;
    let (width, height) = (drawn.width() as f32, drawn.height() as f32);
    let scale = scale_into(side, width, height);
    if scale >= 1.0 {
        return Some(taken(drawn));
    }
    let mut smaller = Pixmap::new(whole(width * scale), whole(height * scale))?;
    let paint = PixmapPaint { quality: resvg::tiny_skia::FilterQuality::Bilinear, ..PixmapPaint::default() };
    smaller.draw_pixmap(0, 0, drawn.as_ref(), &paint, Transform::from_scale(scale, scale), None);
    Some(taken(smaller))
}

/// The pages of a PDF, each drawn when somebody wants to see it.
pub struct Pages(Pdf);

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.count()).finish()
    }
}

impl Pages {
    /// Those of a file; none where it is no PDF.
    pub fn of_pdf(bytes: Vec<u8>) -> Option<Self> {
        Pdf::new(bytes).ok().map(Self).filter(|pages| pages.count() > 0)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.pages().len()
    }

    /// The width and the height of one, in points, of which 72 make an inch.
    pub fn size(&self, page: usize) -> [f32; 2] {
        self.0.pages().get(page).map_or([0.0; 2], |page| page.render_dimensions().into())
    }

    /// One on white paper, a point being so many pixels, or fewer where it does not fit into a square of `side` pixels;
    /// none where there is no such page.
    pub fn draw(&self, page: usize, scale: f32, side: u32) -> Option<Pixels> {
        let page = self.0.pages().get(page)?;
        let (width, height) = page.render_dimensions();
        let scale = scale.min(scale_into(side, width, height)).max(1.0 / width.min(height));
        let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
        let drawn = hayro::render(page, &cache, &settings, &RenderSettings::default(), &size);
        let size = [drawn.width(), drawn.height()].map(usize::from);
        // Paper is opaque, whatever rounding makes of ink over white.
        let rgba = drawn.data().iter().flat_map(|point| [point.r, point.g, point.b, u8::MAX]).collect();
        Some(Pixels { size, rgba })
    }
}

fn scale_into(side: u32, width: f32, height: f32) -> f32 {
    side as f32 / width.max(height).max(1.0)
}

fn whole(length: f32) -> u32 {
    length.floor().max(1.0) as u32
}

fn taken(pixels: Pixmap) -> Pixels {
    Pixels { size: [pixels.width() as usize, pixels.height() as usize], rgba: pixels.take() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
        <rect width="20" height="20" fill="#ff0000"/></svg>"##;

    #[test]
    fn a_picture_fits_into_the_square_and_keeps_its_sides() {
        let pixels = of_svg(SVG, 80).unwrap();
        assert_eq!((pixels.size, pixels.rgba.len()), ([80, 40], 80 * 40 * 4));
        assert_eq!((&pixels.rgba[..4], &pixels.rgba[60 * 4..][..4]), (&[255, 0, 0, 255][..], &[0; 4][..]));

        let mut red = Pixmap::new(300, 100).unwrap();
        red.fill(resvg::tiny_skia::Color::from_rgba8(255, 0, 0, 255));
        let file = red.encode_png().unwrap();
        assert_eq!(of_png(&file, 400).unwrap().size, [300, 100], "nothing is made larger than it is");
        let pixels = of_png(&file, 90).unwrap();
        assert_eq!((pixels.size, &pixels.rgba[..4]), ([90, 30], &[255, 0, 0, 255][..]));
    }

    #[test]
    fn a_page_is_ink_on_white_paper() {
        let document = crate::templates::TEMPLATES[0].document();
        let (review, cancel) = (crate::checks::Review::default(), crate::work::Cancel::default());
        let subject = crate::deliverables::Subject::new(&document, &review, "2026-01-31", "contoso", &cancel);
        let pages = Pages::of_pdf(crate::deliverables::drawing::pdf::pdf(&subject).unwrap()).unwrap();
        let [width, height] = pages.size(0);
        let drawn = pages.draw(0, 0.5, 4_096).unwrap();
        assert_eq!(drawn.size, [width, height].map(|side| (side * 0.5) as usize));
        let points: Vec<&[u8]> = drawn.rgba.chunks(4).collect();
        let n_white = points.iter().filter(|point| ***point == [255; 4]).count();
        assert_eq!(points[0], [255; 4], "the paper is white");
        assert!((points.len() / 2..points.len() * 99 / 100).contains(&n_white), "{n_white} of {}", points.len());
        let small = pages.draw(0, 0.5, 100).unwrap().size;
        assert!(small.into_iter().max().unwrap().abs_diff(100) <= 1, "{small:?}");
        assert_eq!((pages.draw(pages.count(), 1.0, 100), pages.size(pages.count())), (None, [0.0; 2]));
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        assert_eq!((of_svg("<html/>", 80), of_png(b"PNG", 80)), (None, None));
        assert!(Pages::of_pdf(b"PDF".to_vec()).is_none());
    }
}
