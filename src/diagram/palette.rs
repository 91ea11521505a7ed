//! What colours are for, and what they are: one table for the window and for every exported picture.

use std::collections::BTreeMap;

use serde::Deserialize;
use strum::VariantArray;

use crate::diagnostic::Severity;
use crate::diagram::scene::Ink;

/// How bright the window, or a picture, is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Brightness {
    Light,
    Dark,
}

/// A colour: red, green, blue, and how much of it hides what lies below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgba(pub [u8; 4]);

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, VariantArray)]
pub enum Token {
    /// Behind the drawing.
    Canvas,
    /// The dots of the drawing's grid.
    CanvasDot,
    /// Panels, dialogs, menus.
    Panel,
    /// The status bar, the search field, tabs.
    Bar,
    /// Lines between surfaces, frames of quiet things.
    Line,
    /// What is read first.
    Text,
    /// What is read second.
    TextMuted,
    /// What is read when looked for; still readable.
    TextFaint,
    /// The one accent: selection, links, what can be acted on.
    Accent,
    /// Behind what is selected.
    AccentBack,
    /// Text on the accent.
    OnAccent,
    /// Inside a field.
    Field,
    /// Around a field.
    FieldLine,
    /// Behind what the pointer is over.
    Hover,
    /// Errors, and what has failed.
    Error,
    /// Behind an error.
    ErrorBack,
    /// Warnings, and what is degraded.
    Warning,
    /// Behind a warning.
    WarningBack,
    /// What is well.
    Good,
    /// Behind what is well.
    GoodBack,
    /// A card on the sheet.
    Card,
    /// A chip on a card, a tile of the palette.
    Chip,
    /// A site.
    Site,
    /// Around a site.
    SiteLine,
    /// Every first data centre.
    DataCentre1,
    /// Around every first data centre.
    DataCentre1Line,
    /// Every second data centre.
    DataCentre2,
    /// Around every second data centre.
    DataCentre2Line,
    /// Log shipping.
    LogShipping,
    /// Mirroring and databases.
    Mirror,
    /// What leads to an Edge pool.
    EdgeRelation,
    /// Below what floats.
    Shadow,
    /// Over the window, behind a dialog.
    Scrim,
}

/// The colour of every token.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette([Rgba; Token::VARIANTS.len()]);

impl Palette {
    /// The palette of that brightness.
    pub fn of(brightness: Brightness) -> Self {
        let file = match brightness {
            Brightness::Light => include_str!("../../assets/theme/light.ron"),
            Brightness::Dark => include_str!("../../assets/theme/dark.ron"),
        };
        Self::read(file).expect("the palettes are part of the program, and a test reads them")
    }

    fn read(file: &str) -> Result<Self, String> {
        let colours: BTreeMap<Token, String> = ron::from_str(file).map_err(|error| error.to_string())?;
        let mut palette = [Rgba([0; 4]); Token::VARIANTS.len()];
        for &token in Token::VARIANTS {
            let hex = colours.get(&token).ok_or_else(|| format!("{token:?} has no colour"))?;
            palette[token as usize] = Rgba::from_hex(hex).ok_or_else(|| format!("{token:?}: {hex} is no colour"))?;
        }
        Ok(Self(palette))
    }

    /// The colour of a token.
    pub fn color(&self, token: Token) -> Rgba {
        self.0[token as usize]
    }

    /// The colour of an ink.
    pub fn ink(&self, ink: Ink) -> Rgba {
        self.color(ink.token())
    }
}

impl Rgba {
    /// `#rrggbb`, whatever lies below.
    pub fn hex(self) -> String {
        let Self([r, g, b, _]) = self;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Of `#RRGGBB` or `#RRGGBBAA`.
    fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| matches!(digits.len(), 6 | 8) && digits.is_ascii())?;
        let mut rgba = [u8::MAX; 4];
        for (part, pair) in rgba.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *part = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(rgba))
    }
}

impl Ink {
    /// What its colour is for.
    pub const fn token(self) -> Token {
        match self {
            Self::Card => Token::Card,
            Self::CardLine => Token::Line,
            Self::Shadow => Token::Shadow,
            Self::Chip => Token::Chip,
            Self::ChipLine => Token::FieldLine,
            Self::Text => Token::Text,
            Self::Muted => Token::TextMuted,
            Self::Faint => Token::TextFaint,
            Self::Accent => Token::Accent,
            Self::Site => Token::Site,
            Self::SiteLine => Token::SiteLine,
            Self::Band(false) => Token::DataCentre1,
            Self::Band(true) => Token::DataCentre2,
            Self::BandLine(false) => Token::DataCentre1Line,
            Self::BandLine(true) => Token::DataCentre2Line,
            Self::Mirror => Token::Mirror,
            Self::LogShipping => Token::LogShipping,
            Self::Edge => Token::EdgeRelation,
            Self::Panel => Token::Panel,
            Self::Severity(Severity::Error) => Token::Error,
            Self::Severity(Severity::Warning) => Token::Warning,
            Self::Severity(Severity::Info) => Token::Accent,
            Self::SeverityBack(Severity::Error) => Token::ErrorBack,
            Self::SeverityBack(Severity::Warning) => Token::WarningBack,
            Self::SeverityBack(Severity::Info) => Token::AccentBack,
            Self::Good => Token::Good,
            Self::GoodBack => Token::GoodBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two opaque colours as WCAG 2 counts it.
    fn contrast(a: Rgba, b: Rgba) -> f32 {
        let luminance = |Rgba([r, g, b, _]): Rgba| {
            let [r, g, b] = [r, g, b].map(|part| {
                let part = f32::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_every_surface_it_stands_on() {
        use Token::*;
        let surfaces = [Panel, Bar, Card, AccentBack, Field, Hover, Canvas];
        for brightness in [Brightness::Light, Brightness::Dark] {
            let palette = Palette::of(brightness);
            let mut pairs = vec![(Error, ErrorBack), (Warning, WarningBack), (Good, GoodBack), (OnAccent, Accent)];
            for surface in surfaces {
                pairs.extend([Text, TextMuted].map(|ink| (ink, surface)));
            }
            for surface in [Panel, Card] {
                pairs.extend([TextFaint, Accent, Error, Warning, Good].map(|ink| (ink, surface)));
            }
            for (ink, surface) in pairs {
                let found = contrast(palette.color(ink), palette.color(surface));
                assert!(found >= 4.5, "{ink:?} on {surface:?}, {brightness:?}: {found:.2}");
            }
        }
    }
}
