//! What stands below a picture that leaves the window: what it is called, as of when, what its lines and marks mean.

use super::{Drawing, one_line};
use crate::deliverables::Subject;
use crate::diagram::{
    geometry::{Point, Rect, Size},
    picture::NodeShape,
    scene::{Align, Dash, Ink, Item, Shape, Stroke, style},
    type_size::{Weight, width},
};
use crate::graph::RelationKind;

/// Pictures wider than this get a larger caption, for they are looked at from further away.
const USUAL_SIDE: f32 = 1_200.0;
/// Small pictures are no reason to stack the words.
const LEAST_WIDTH: f32 = 560.0;
/// More lines than these that lead elsewhere are only counted.
const MOST_LEADING_OUT: usize = 12;

impl Drawing<'_> {
    /// The drawing in a frame, with a caption: its title with the document's name and the day, where wanted, the lines
    /// that occur in it, and those that lead out of it.
    pub(in crate::deliverables) fn with_caption(
        mut self,
        title: Option<(&str, &Subject<'_>)>,
        leading_out: &[String],
    ) -> Self {
        let bounds = self.scene.bounds;
        let large = (bounds.width().max(bounds.height()) / USUAL_SIDE).max(1.0);
        let room = bounds.width().max(LEAST_WIDTH * large);
        let top = Point::new(bounds.min.x, bounds.max.y + 26.0 * large);
        let mut caption = Caption { large, left: top.x, right: top.x + room, at: top, items: Vec::new() };
        if let Some((title, subject)) = title {
            caption.title(title, subject);
        }
        caption.legend(&self);
        caption.leading_out(leading_out);
        let bottom = Point::new(caption.right, caption.at.y);
        let frame = bounds.union(&Rect { min: bounds.min, max: bottom }).inflated(16.0 * large);
        let line = Some(Stroke { ink: Ink::CardLine, width: large, dash: Dash::Solid });
        self.scene.items.push(furniture(Shape::Box { rect: frame, radius: 6.0 * large, fill: None, line }));
        self.scene.items.append(&mut caption.items);
        self.scene.bounds = frame;
        self
    }
}

struct Caption {
    large: f32,
    left: f32,
    right: f32,
    at: Point,
    items: Vec<Item>,
}

impl Caption {
    fn text(&mut self, at: Point, text: String, size: f32, weight: Weight, ink: Ink) -> f32 {
        let size = size * self.large;
        let wide = width(&text, size, weight);
        self.items.push(furniture(Shape::Text { at, text, size, weight, ink, align: Align::Left }));
        wide
    }

    fn next_line(&mut self, tall: f32) {
        self.at = Point::new(self.left, self.at.y + tall * self.large);
    }

    fn title(&mut self, title: &str, subject: &Subject<'_>) {
        let wide = self.text(self.at, one_line(title), 14.0, Weight::SemiBold, Ink::Text);
        let beside = Point::new(self.at.x + wide + 10.0 * self.large, self.at.y + self.large);
        let said = one_line(&format!("{} · {} · {}", subject.name, subject.today, subject.product.title()));
        self.text(beside, said, 11.0, Weight::Regular, Ink::Muted);
        self.next_line(24.0);
    }

    /// Every kind of line that occurs, in a fixed order, then what marks mean.
    fn legend(&mut self, drawing: &Drawing<'_>) {
        let mut kinds: Vec<RelationKind> = drawing.picture.lines.iter().map(|line| line.relation.kind).collect();
        kinds.sort();
        kinds.dedup();
        let n_before = self.items.len();
        for kind in kinds {
            self.entry(kind.title(), |start, large| {
                let (line, double, tip, end) = style(kind);
                let points = vec![start, start + Point::new(34.0 * large, 0.0)];
                Shape::Path { points, line: Stroke { width: line.width * large, ..line }, double, start: tip, end }
            });
        }
        let nodes = &drawing.picture.nodes;
        if nodes.iter().any(|node| node.shape == NodeShape::Witness) {
            self.entry("W: witness of a mirror", |start, large| Shape::Circle {
                center: start + Point::new(17.0 * large, 0.0),
                radius: 6.0 * large,
                fill: Ink::Card,
                line: Some(Stroke { ink: Ink::Mirror, width: 1.3 * large, dash: Dash::Solid }),
            });
        }
        if nodes.iter().flat_map(|node| &node.chips).any(|chip| chip.is_hollow) {
            self.entry("server in reserve", |start, large| {
                let min = start + Point::new(6.0, -6.0).times(large);
                let rect = Rect::from_min_size(min, Size::new(22.0 * large, 12.0 * large));
                let line = Some(Stroke { ink: Ink::Faint, width: large, dash: Dash::Dashed });
                Shape::Box { rect, radius: 4.0 * large, fill: None, line }
            });
        }
        if self.items.len() > n_before {
            self.next_line(20.0);
        }
    }

    fn entry(&mut self, words: &str, sample: impl Fn(Point, f32) -> Shape) {
        let large = self.large;
        let wide = 42.0 * large + width(words, 11.0 * large, Weight::Regular) + 22.0 * large;
        if self.at.x > self.left && self.at.x + wide > self.right {
            self.next_line(20.0);
        }
        self.items.push(furniture(sample(self.at, large)));
        let words_at = Point::new(self.at.x + 42.0 * large, self.at.y);
        self.text(words_at, words.to_owned(), 11.0, Weight::Regular, Ink::Muted);
        self.at = Point::new(self.at.x + wide, self.at.y);
    }

    fn leading_out(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.text(self.at, "To and from other sites".to_owned(), 11.0, Weight::SemiBold, Ink::Text);
        self.next_line(18.0);
        for line in lines.iter().take(MOST_LEADING_OUT) {
            self.text(self.at, line.clone(), 11.0, Weight::Regular, Ink::Muted);
            self.next_line(16.0);
        }
        if let n @ 1.. = lines.len().saturating_sub(MOST_LEADING_OUT) {
            self.text(self.at, format!("and {n} more"), 11.0, Weight::Regular, Ink::Muted);
            self.next_line(16.0);
        }
    }
}

/// A shape that stands for no row.
fn furniture(shape: Shape) -> Item {
    Item { shape, entity: None, other: None }
}
