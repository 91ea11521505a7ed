use std::collections::BTreeMap;

use eframe::egui::Color32;
use serde::Deserialize;
use strum::VariantArray;

use super::Brightness;

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
pub(super) struct Palette([Color32; Token::VARIANTS.len()]);

impl Palette {
    pub(super) fn of(brightness: Brightness) -> Self {
        let file = match brightness {
            Brightness::Light => include_str!("../../../assets/theme/light.ron"),
            Brightness::Dark => include_str!("../../../assets/theme/dark.ron"),
        };
        Self::read(file).expect("the palettes are part of the program, and a test reads them")
    }

    fn read(file: &str) -> Result<Self, String> {
        let colours: BTreeMap<Token, String> = ron::from_str(file).map_err(|error| error.to_string())?;
        let mut palette = [Color32::PLACEHOLDER; Token::VARIANTS.len()];
        for &token in Token::VARIANTS {
            let hex = colours.get(&token).ok_or_else(|| format!("{token:?} has no colour"))?;
            palette[token as usize] =
                Color32::from_hex(hex).map_err(|error| format!("{token:?}: {hex} is no colour: {error:?}"))?;
        }
        Ok(Self(palette))
    }

    pub(super) fn color(&self, token: Token) -> Color32 {
        self.0[token as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of two opaque colours as WCAG 2 counts it.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |colour: Color32| {
            let [r, g, b, _] = eframe::egui::Rgba::from(colour).to_array();
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
