//! What is painted from afar: less than near, larger, so that it can still be read.

use super::{Align, Detail, Icon, Ink, Painter, Shape, counted_findings, icon_of, letters, solid};
use crate::diagnostic::Severity;
use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::picture::{Frame, FrameKind, Node};
use crate::diagram::plan::counted;
use crate::diagram::type_size::{Weight, fitted, width};
use crate::model::AnyId;

/// The size of a card's name from afar: read at a third of its size.
const FAR_TITLE: f32 = 28.0;

impl Painter<'_> {
    /// What a site is filled with: from afar, the colour of its worst finding.
    pub(super) fn site_fill(&self, frame: &Frame) -> Ink {
        match self.tally(frame.entity).worst() {
            Some((severity, _)) if self.detail == Detail::Far => Ink::SeverityBack(severity),
            _ => Ink::Site,
        }
    }

    /// The worst that is found in a site, and how often, in the corner where cards have no words for it; how wide that
    /// is.
    pub(super) fn frame_badge(&mut self, frame: &Frame, right: f32, size: f32) -> f32 {
        let Some((severity, n)) = self.tally(frame.entity).worst() else { return 0.0 };
        let (ink, middle) = (Ink::Severity(severity), frame.rect.min.y + 18.0);
        let text = n.to_string();
        let wide = width(&text, size, Weight::SemiBold);
        let icon = Rect::from_min_size(
            Point::new(right - wide - size, middle - size * 0.4),
            Size::new(size * 0.8, size * 0.8),
        );
        let at = Point::new(right, middle);
        self.add(frame.entity, Shape::Icon { rect: icon, icon: Icon::Severity(severity), ink });
        self.text(frame.entity, at, Align::Right, text, letters(size, Weight::SemiBold, Ink::Text));
        wide + size * 1.2
    }

    /// Type that stays readable at the scale this detail is meant for.
    fn readable(&self, size: f32) -> f32 {
        match self.detail {
            Detail::Near => size,
            Detail::Middle => size * 1.4,
            Detail::Far => size * 5.0,
        }
    }

    /// The same for what a frame says of itself: it has the whole upper side to stand on, and tells where one is.
    pub(super) fn readable_on_frame(&self, size: f32) -> f32 {
        match self.detail {
            Detail::Middle => size * 1.9,
            Detail::Near | Detail::Far => self.readable(size),
        }
    }

    /// From far away a site is one tile: its name, and its worst finding by shape, colour and word.
    pub(super) fn site_tile(&mut self, frame: &Frame) {
        let Some(site) = site_of(frame) else { return };
        let worst = self.tally(frame.entity).worst();
        if let Some((severity, _)) = worst {
            let rect = frame.rect.inflated(-6.0);
            let line = solid(Ink::Severity(severity), 6.0);
            self.add(frame.entity, Shape::Box { rect, radius: 14.0, fill: None, line: Some(line) });
        }
        let center = frame.rect.center();
        let size = tile_title(frame);
        let fill = Some(self.site_fill(frame));
        self.add(frame.entity, Shape::Box { rect: tile_plate(frame), radius: 12.0, fill, line: None });
        // The mark stands beside the name: where there is no room for words, both can still be seen.
        let mark = size * 0.7;
        let aside = if worst.is_some() { mark + size * 0.25 } else { 0.0 };
        let title = fitted(&frame.title, size, Weight::SemiBold, frame.rect.width() - 32.0 - aside);
        let left = center.x - (aside + width(&title, size, Weight::SemiBold)) / 2.0;
        let middle = center.y - size * 0.3;
        if let Some((severity, _)) = worst {
            let rect = Rect::from_min_size(Point::new(left, middle - mark / 2.0), Size::new(mark, mark));
            let ink = Ink::Severity(severity);
            self.add(frame.entity, Shape::Icon { rect, icon: Icon::Severity(severity), ink });
        }
        let at = Point::new(left + aside, middle);
        self.text(frame.entity, at, Align::Left, title, letters(size, Weight::SemiBold, Ink::Text));
        let below = match worst {
            Some((severity, n)) => counted_findings(severity, n),
            None => {
                let n_pools = self.topology.pools.iter().filter(|(_, pool)| AnyId::from(pool.site) == site).count();
                counted(n_pools, "pool", "pools")
            }
        };
        let ink = worst.map_or(Ink::Muted, |(severity, _)| Ink::Severity(severity));
        self.text(
            frame.entity,
            Point::new(center.x, center.y + size * 0.8),
            Align::Centre,
            below,
            letters(size * 0.6, Weight::Medium, ink),
        );
    }

    pub(super) fn card_from_afar(&mut self, node: &Node, worst: Option<(Severity, usize)>) {
        let rect = node.rect;
        let center = rect.center();
        let letter = FAR_TITLE.min(rect.height() * 0.5);
        let size = letter;
        let icon = Rect::from_min_size(Point::new(rect.min.x + 14.0, center.y - size / 2.0), Size::new(size, size));
        let ink = worst.map_or(Ink::Accent, |(severity, _)| Ink::Severity(severity));
        let icon_shape = match worst {
            Some((severity, _)) => Icon::Severity(severity),
            None => Icon::Node(icon_of(node.shape)),
        };
        self.add(node.entity, Shape::Icon { rect: icon, icon: icon_shape, ink });
        let left = icon.max.x + 12.0;
        let count = match node.chips.len() {
            0 | 1 => String::new(),
            n => format!("{n}"),
        };
        let room = rect.max.x - left - 14.0 - width(&count, letter, Weight::Medium) - 8.0;
        let short = node.title.split('.').next().unwrap_or(&node.title);
        let title = fitted(short, letter, Weight::SemiBold, room);
        self.text(
            node.entity,
            Point::new(left, center.y),
            Align::Left,
            title,
            letters(letter, Weight::SemiBold, Ink::Text),
        );
        let at = Point::new(rect.max.x - 14.0, center.y);
        self.text(node.entity, at, Align::Right, count, letters(letter * 0.9, Weight::Medium, Ink::Muted));
    }
}

/// The site that a frame stands for; none for a data centre.
fn site_of(frame: &Frame) -> Option<AnyId> {
    (!matches!(frame.kind, FrameKind::DataCentre(_))).then_some(frame.entity)
}

/// The size of a site's name on its tile.
fn tile_title(frame: &Frame) -> f32 {
    (frame.rect.width() / 9.0).clamp(36.0, 110.0)
}

/// Where the name of a site covers its cards, seen from far away.
pub fn tile_plate(frame: &Frame) -> Rect {
    let (center, size) = (frame.rect.center(), tile_title(frame));
    Rect {
        min: Point::new(frame.rect.min.x + 12.0, center.y - size * 1.2),
        max: Point::new(frame.rect.max.x - 12.0, center.y + size * 1.5),
    }
}
