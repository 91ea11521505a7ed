//! PNG: the SVG, drawn with the fonts that come along, so that the same picture comes out on every machine.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use super::{Drawing, svg};
use crate::diagram::{palette::Brightness, type_size::FONTS};
use crate::message;
use crate::text::Message;

/// The most a picture may have: 256 MB while it is drawn.
const MOST_PIXELS: f64 = 64_000_000.0;
/// The most where nobody has chosen a scale and the usual one does not fit: drawn in a moment, opened by anything.
const HANDY_PIXELS: f64 = 8_000_000.0;
/// The most on one side that common viewers open.
const LONGEST_SIDE: f64 = 32_000.0;

/// The one family there is.
const FAMILY: &str = "Inter";

static FONT_DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for (_, bytes) in FONTS {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// More pixels than anything could open.
    #[error("the picture is too large: {width} × {height} pixels")]
    TooLarge {
        /// From left to right.
        width: u64,
        /// From top to bottom.
        height: u64,
        /// What would just fit.
        largest_scale: f32,
    },
    /// Not a number to scale with.
    #[error("{0} is not a scale")]
    NoScale(f32),
    /// The drawing is beyond what is drawn in one piece.
    #[error("the picture cannot be drawn")]
    Undrawable(#[from] usvg::Error),
}

impl PngError {
    /// What to do about it.
    pub fn hint(&self) -> Option<Message> {
        match self {
            Self::TooLarge { largest_scale, .. } => Some(message!(
                "choose a scale of {scale} or less, or SVG, which has no size",
                scale = largest_scale.to_string()
            )),
            Self::NoScale(_) => Some(message!("choose a scale above 0; 1 is a pixel for a unit, as at 100 %")),
            Self::Undrawable(_) => Some(message!("`picture-pdf` has a page for each site")),
        }
    }
}

/// The drawing as PNG, a unit of the sheet being that many pixels.
pub fn png(drawing: &Drawing<'_>, brightness: Brightness, scale: f32) -> Result<Vec<u8>, PngError> {
    let [width, height] = size(drawing, scale)?;
    let tree = tree(&svg::svg(drawing, brightness))?;
    let mut pixels = Pixmap::new(width, height).expect("neither side is 0, nor too long");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels.encode_png().expect("a picture in memory can be encoded"))
}

/// An SVG of ours, with the fonts that come along.
pub(super) fn tree(svg: &str) -> Result<Tree, usvg::Error> {
    let options = Options { fontdb: FONT_DATABASE.clone(), font_family: FAMILY.to_owned(), ..Options::default() };
    Tree::from_str(svg, &options)
}

/// How many pixels a drawing takes from left to right and from top to bottom.
pub(super) fn size(drawing: &Drawing<'_>, scale: f32) -> Result<[u32; 2], PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::NoScale(scale));
    }
    let sides = sides(drawing);
    let [width, height] = sides.map(|side| (side * f64::from(scale)).ceil().max(1.0));
    if width * height > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        let (width, height) = (width as u64, height as u64);
        return Err(PngError::TooLarge { width, height, largest_scale: largest_scale(sides, MOST_PIXELS) });
    }
    Ok([width as u32, height as u32])
}

/// What a drawing is scaled by where nobody has chosen: as usual where that fits, else so that it is handy.
pub(super) fn scale_unasked(drawing: &Drawing<'_>, usual: f32) -> f32 {
    match size(drawing, usual) {
        Err(PngError::TooLarge { .. }) => largest_scale(sides(drawing), HANDY_PIXELS),
        _ => usual,
    }
}

/// How large a drawing is at 100 %.
fn sides(drawing: &Drawing<'_>) -> [f64; 2] {
    let sheet = svg::sheet(drawing);
    [sheet.width(), sheet.height()].map(f64::from)
}

/// The largest scale with two digits behind the point at which there are no more pixels than that, and no longer side.
fn largest_scale([width, height]: [f64; 2], most_pixels: f64) -> f32 {
    let by_area = (most_pixels / (width * height)).sqrt();
    let by_side = LONGEST_SIDE / width.max(height);
    // A hair less, for sides are rounded up to whole pixels.
    ((by_area.min(by_side) * 0.9995 * 100.0).floor() / 100.0) as f32
}
