//! A picture of ours as pixels, for who wants to look at the file rather than to have it.

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
    fn what_is_no_picture_is_said_to_be_none() {
        assert_eq!((of_svg("<html/>", 80), of_png(b"PNG", 80)), (None, None));
    }
}
