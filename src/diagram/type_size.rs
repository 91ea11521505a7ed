//! How wide text is. One font for the window, the report and every exported picture, so all measure alike.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Weight {
    Regular,
    Medium,
    SemiBold,
}

/// The font files of the three weights.
pub static FONTS: [(Weight, &[u8]); 3] = [
    (Weight::Regular, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    (Weight::Medium, include_bytes!("../../assets/fonts/Inter-Medium.ttf")),
    (Weight::SemiBold, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
];

/// Glyphs and advances at size 1 of the characters that names are made of; others are looked up.
struct Advances {
    font: FontRef<'static>,
    ascii: [(Option<u32>, f32); 128],
}

static ADVANCES: LazyLock<[Advances; 3]> = LazyLock::new(|| {
    FONTS.map(|(_, bytes)| {
        let font = FontRef::new(bytes).expect("the fonts in assets are fonts");
        let ascii = std::array::from_fn(|code| measured(&font, char::from(code as u8)));
        Advances { font, ascii }
    })
});

/// The glyph of a letter, if the font has one, and how far it takes the pen at size 1.
fn measured(font: &FontRef<'_>, letter: char) -> (Option<u32>, f32) {
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let glyph = font.charmap().map(letter);
    (glyph.map(skrifa::GlyphId::to_u32), glyph.and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(0.6))
}

fn glyph_and_advance(letter: char, weight: Weight) -> (Option<u32>, f32) {
    let advances = &ADVANCES[weight as usize];
    advances.ascii.get(letter as usize).copied().unwrap_or_else(|| measured(&advances.font, letter))
}

/// The number of a letter's glyph in the font of that weight; none where the font lacks it.
pub fn glyph(letter: char, weight: Weight) -> Option<u32> {
    glyph_and_advance(letter, weight).0
}

/// How far a letter takes the pen at size 1.
pub fn advance(letter: char, weight: Weight) -> f32 {
    glyph_and_advance(letter, weight).1
}

/// How wide a line of text is at that size, in sheet units.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    text.chars().map(|letter| advance(letter, weight)).sum::<f32>() * size
}

/// How far below the middle of a line of text its baseline is, at size 1. All three weights are alike.
pub fn baseline() -> f32 {
    static BASELINE: LazyLock<f32> = LazyLock::new(|| {
        let metrics = ADVANCES[0].font.metrics(Size::new(1.0), LocationRef::default());
        // The descent is counted upwards.
        (metrics.ascent + metrics.descent) / 2.0
    });
    *BASELINE
}

/// The text itself where it fits, else as much of it as does, with an ellipsis.
pub fn fitted(text: &str, size: f32, weight: Weight, room: f32) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut room = room - width("…", size, weight);
    let fits = |letter: char| {
        room -= width(letter.encode_utf8(&mut [0; 4]), size, weight);
        room >= 0.0
    };
    let kept: String = text
        .chars()
        .take_while({
            let mut fits = fits;
            move |letter| fits(*letter)
        })
        .collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_does_not_fit_ends_in_an_ellipsis_and_then_fits() {
        let name = "a-very-long-pool-name.contoso.com";
        let short = fitted(name, 13.0, Weight::SemiBold, 100.0);
        assert!(short.ends_with('…') && name.starts_with(short.trim_end_matches('…')));
        assert!(width(&short, 13.0, Weight::SemiBold) <= 100.0);
        assert_eq!(fitted("fe1", 13.0, Weight::Regular, 100.0), "fe1");
    }
}
