//! What is painted near only: words on cards and lines, badges, chips.

use super::{Align, Dash, Icon, Ink, Painter, Shape, Stroke, counted_findings, icon_of, letters, solid};
use crate::diagnostic::Severity;
use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::picture::{Chip, Line, Node, measure, middle};
use crate::diagram::type_size::{Weight, fitted, width};
use crate::graph::RelationKind;
use crate::model::{AnyId, Role};
use crate::vendor::{
    min_functional,
    recovery::{Recovery, objectives},
};

impl Painter<'_> {
    /// What a card is and what it is called, its badge and its servers.
    pub(super) fn words_of_card(&mut self, node: &Node, worst: Option<(Severity, usize)>) {
        let rect = node.rect;
        let icon = Rect::from_min_size(rect.min + Point::new(13.0, 12.0), Size::new(18.0, 18.0));
        self.add(node.entity, Shape::Icon { rect: icon, icon: Icon::Node(icon_of(node.shape)), ink: Ink::Accent });
        let left = rect.min.x + measure::TEXT_INDENT;
        let mut room = rect.max.x - measure::CARD_PADDING - left;
        if let Some(badge) = self.badge(node, worst) {
            room -= badge + 8.0;
        }
        let title = fitted(&node.title, measure::TITLE, Weight::SemiBold, room);
        self.text(
            node.entity,
            Point::new(left, rect.min.y + 18.0),
            Align::Left,
            title,
            letters(measure::TITLE, Weight::SemiBold, Ink::Text),
        );
        let room = rect.max.x - measure::CARD_PADDING - left;
        let subtitle = fitted(&node.subtitle, measure::SMALL, Weight::Regular, room);
        self.text(
            node.entity,
            Point::new(left, rect.min.y + 35.0),
            Align::Left,
            subtitle,
            letters(measure::SMALL, Weight::Regular, Ink::Muted),
        );
        for chip in &node.chips {
            self.chip(chip);
        }
    }

    /// Draws the badge in the upper right corner and says how wide it is.
    fn badge(&mut self, node: &Node, worst: Option<(Severity, usize)>) -> Option<f32> {
        let (text, ink, back) = match worst {
            Some((severity, n)) => {
                (counted_findings(severity, n), Ink::Severity(severity), Ink::SeverityBack(severity))
            }
            None => (self.survives(node)?, Ink::Good, Ink::GoodBack),
        };
        let wide = width(&text, 10.5, Weight::SemiBold) + 16.0;
        let min = Point::new(node.rect.max.x - wide - 10.0, node.rect.min.y + 9.0);
        let rect = Rect::from_min_size(min, Size::new(wide, 18.0));
        self.add(node.entity, Shape::Box { rect, radius: 9.0, fill: Some(back), line: None });
        self.text(node.entity, rect.center(), Align::Centre, text, letters(10.5, Weight::SemiBold, ink));
        Some(wide)
    }

    /// How many of its servers a sound Front End pool can lose.
    fn survives(&self, node: &Node) -> Option<String> {
        let AnyId::Pool(id) = node.entity else { return None };
        let pool = self.topology.pools.get(id)?;
        if !matches!(pool.role, Role::FrontEnd(_)) {
            return None;
        }
        let n = pool.computers.len();
        let needed = min_functional(n, pool.product)?;
        let spare =
            n.checked_sub(usize::from(needed.minimum)).filter(|spare| *spare > 0 && needed.of_first.is_none())?;
        Some(format!("survives {spare}"))
    }

    fn chip(&mut self, chip: &Chip) {
        let worst = self.tally(chip.entity).worst();
        let ink = worst
            .map_or(if chip.is_hollow { Ink::Faint } else { Ink::ChipLine }, |(severity, _)| Ink::Severity(severity));
        let dash = if chip.is_hollow { Dash::Dashed } else { Dash::Solid };
        let fill = (!chip.is_hollow).then_some(Ink::Chip);
        let line = Some(Stroke { ink, width: 1.0, dash });
        self.add(chip.entity, Shape::Box { rect: chip.rect, radius: 5.0, fill, line });
        let label = fitted(&chip.label, measure::SMALL, Weight::Regular, chip.rect.width() - 8.0);
        let ink = if chip.is_hollow { Ink::Muted } else { Ink::Text };
        self.text(chip.entity, chip.rect.center(), Align::Centre, label, letters(measure::SMALL, Weight::Regular, ink));
    }

    /// A pill on lines whose words matter: pairs and log shipping. The others say theirs when pointed at.
    pub(super) fn line_label(&mut self, line: &Line) {
        let (text, ink) = match line.relation.kind {
            RelationKind::Pair => (self.pair_label(line), Ink::Accent),
            RelationKind::LogShipping if self.is_first_log_shipping(line) => {
                ("log shipping".to_owned(), Ink::LogShipping)
            }
            _ => return,
        };
        let Some(center) = middle(&line.points) else { return };
        let (wide, tall) = (width(&text, 11.0, Weight::SemiBold) + 24.0, 22.0);
        let rect = Rect::from_min_size(center - Point::new(wide / 2.0, tall / 2.0), Size::new(wide, tall));
        let plate = Shape::Box { rect, radius: tall / 2.0, fill: Some(Ink::Panel), line: Some(solid(ink, 1.2)) };
        self.add_to_line(line, plate);
        let (at, size, weight, align) = (center, 11.0, Weight::SemiBold, Align::Centre);
        self.add_to_line(line, Shape::Text { at, text, size, weight, ink, align });
    }

    /// Two lines arrive at one secondary; one label is enough.
    fn is_first_log_shipping(&self, line: &Line) -> bool {
        let AnyId::Pool(pool) = line.relation.owner else { return false };
        let Some(of) = line.relation.of else { return false };
        let primary = self.topology.pools.get(pool).and_then(|pool| pool.store(of)?.primary);
        primary.map(AnyId::from) == Some(line.relation.from)
    }

    fn pair_label(&self, line: &Line) -> String {
        let AnyId::Pool(pool) = line.relation.owner else { return "paired".to_owned() };
        let product = self.topology.pools.get(pool).map(|pool| pool.product).unwrap_or_default();
        match objectives(Recovery::Pool, product) {
            Some(row) => format!("paired · RPO {} min", row.rpo_minutes),
            None => "paired".to_owned(),
        }
    }
}
