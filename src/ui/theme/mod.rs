//! What the window looks like: colours, type and spacing under names that say what they are for. No other module of the
//! window names a colour.

mod style;

use eframe::egui::{Color32, FontFamily, FontId, Stroke};

pub use crate::diagram::palette::{Brightness, Token};
pub(crate) use style::{apply, install_fonts};

use crate::diagram::{
    palette::{Palette, Rgba},
    scene::Ink,
};

/// Every decision about looks in one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    brightness: Brightness,
    palette: Palette,
}

impl Theme {
    /// The theme of that brightness.
    pub fn new(brightness: Brightness) -> Self {
        Self { brightness, palette: Palette::of(brightness) }
    }

    /// Light or dark.
    pub fn brightness(&self) -> Brightness {
        self.brightness
    }

    /// The colour of a token.
    pub fn color(&self, token: Token) -> Color32 {
        color32(self.palette.color(token))
    }

    /// The colour of an ink of the drawing.
    pub fn ink(&self, ink: Ink) -> Color32 {
        self.color(ink.token())
    }

    /// A line of that colour.
    pub fn stroke(&self, width: f32, token: Token) -> Stroke {
        Stroke::new(width, self.color(token))
    }
}

fn color32(Rgba([r, g, b, a]): Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// What a text is, which decides its size and weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// The name of the program on the welcome page.
    Display,
    /// The name of what a panel is about.
    Title,
    /// The heading of a group.
    Heading,
    /// Running text that carries weight: a selected row, a name on a card.
    Strong,
    /// Running text.
    Body,
    /// What stands behind a name: counts, kinds, hints.
    Small,
    /// `OUTLINE`, the label of a field, the word on a chip.
    Caption,
    /// Like [`Caption`](Self::Caption), with weight: the heading of a panel, a badge.
    CaptionStrong,
    /// The word under an icon.
    Tile,
    /// What is typed into another program: PowerShell, paths.
    Code,
}

impl Type {
    /// The font.
    pub fn font(self) -> FontId {
        let (size, family) = match self {
            Self::Display => (26.0, semibold()),
            Self::Title => (15.5, semibold()),
            Self::Heading => (13.5, semibold()),
            Self::Strong => (13.0, medium()),
            Self::Body => (13.0, FontFamily::Proportional),
            Self::Small => (12.0, FontFamily::Proportional),
            Self::Caption => (11.0, FontFamily::Proportional),
            Self::CaptionStrong => (11.0, semibold()),
            Self::Tile => (10.5, FontFamily::Proportional),
            Self::Code => (12.5, FontFamily::Monospace),
        };
        FontId::new(size, family)
    }

    /// The font at another scale, as a zoomed drawing needs it. Quarter points spare the glyph atlas.
    pub fn scaled(self, zoom: f32) -> FontId {
        let FontId { size, family } = self.font();
        FontId::new((size * zoom * 4.0).round().max(4.0) / 4.0, family)
    }
}

pub(super) fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

pub(super) fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Distances, in points.
pub mod space {
    /// Between a mark and its word.
    pub const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub const SMALL: f32 = 8.0;
    /// Between a frame and what it holds.
    pub const MEDIUM: f32 = 12.0;
    /// Between a panel's edge and its content; between groups.
    pub const LARGE: f32 = 16.0;
    /// Between parts of a page.
    pub const HUGE: f32 = 32.0;
    /// Corners of fields and chips.
    pub const RADIUS_SMALL: u8 = 5;
    /// Corners of cards and tiles.
    pub const RADIUS: u8 = 9;
    /// Corners of site frames and dialogs.
    pub const RADIUS_LARGE: u8 = 14;
    /// Height of a row of a list.
    pub const ROW: f32 = 23.0;
}
