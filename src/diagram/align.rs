use strum::VariantArray;

use crate::diagram::geometry::{Point, Rect};
use crate::diagram::picture::Picture;
use crate::model::{AnyId, Pin};

/// A way to bring several cards and stores into order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Alignment {
    /// Left sides in one line.
    #[default]
    Left,
    /// Middles one above the other.
    Centre,
    /// Right sides in one line.
    Right,
    /// Upper sides in one line.
    Top,
    /// Middles side by side.
    Middle,
    /// Lower sides in one line.
    Bottom,
    /// The same gap between each and the next to its right; the outer ones stay.
    Across,
    /// The same gap between each and the next below; the outer ones stay.
    Down,
}

impl Alignment {
    /// How many it takes.
    pub fn least(self) -> usize {
        match self {
            Self::Across | Self::Down => 3,
            _ => 2,
        }
    }

    /// Where those of the rows go that are drawn in one piece; nothing where they are too few.
    pub fn pins(self, picture: &Picture, rows: impl IntoIterator<Item = AnyId>) -> Vec<(AnyId, Pin)> {
        let nodes = rows.into_iter().filter_map(|id| picture.node(id).filter(|node| node.entity == id));
        let mut rects: Vec<(AnyId, Rect)> = nodes.map(|node| (node.entity, node.rect)).collect();
        let Some(around) = Rect::around(rects.iter().map(|(_, rect)| *rect)).filter(|_| rects.len() >= self.least())
        else {
            return Vec::new();
        };
        match self {
            Self::Across => spread(&mut rects, |rect| (rect.min.x, rect.max.x), |by| Point::new(by, 0.0)),
            Self::Down => spread(&mut rects, |rect| (rect.min.y, rect.max.y), |by| Point::new(0.0, by)),
            _ => rects.iter_mut().for_each(|(_, rect)| *rect = rect.translated(self.step(rect, &around))),
        }
        let pin = |rect: Rect| Pin { x: rect.min.x.round() as i32, y: rect.min.y.round() as i32 };
        rects.into_iter().map(|(id, rect)| (id, pin(rect))).collect()
    }

    fn step(self, rect: &Rect, around: &Rect) -> Point {
        let (own, whole) = (rect.center(), around.center());
        match self {
            Self::Left => Point::new(around.min.x - rect.min.x, 0.0),
            Self::Centre => Point::new(whole.x - own.x, 0.0),
            Self::Right => Point::new(around.max.x - rect.max.x, 0.0),
            Self::Top => Point::new(0.0, around.min.y - rect.min.y),
            Self::Middle => Point::new(0.0, whole.y - own.y),
            Self::Bottom => Point::new(0.0, around.max.y - rect.max.y),
            Self::Across | Self::Down => Point::ZERO,
        }
    }
}

/// Leaves the same gap between each and the next along an axis.
fn spread(rects: &mut [(AnyId, Rect)], span: impl Fn(&Rect) -> (f32, f32), step: impl Fn(f32) -> Point) {
    rects.sort_by(|(_, a), (_, b)| span(a).0.total_cmp(&span(b).0));
    let long = |rect: &Rect| span(rect).1 - span(rect).0;
    let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
    let room = span(&last.1).1 - span(&first.1).0 - rects.iter().map(|(_, rect)| long(rect)).sum::<f32>();
    let gap = room / (rects.len() - 1).max(1) as f32;
    let mut next = span(&first.1).0;
    for (_, rect) in rects {
        *rect = rect.translated(step(next - span(rect).0));
        next += long(rect) + gap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Command, SheetCommand};
    use crate::model::Document;
    use crate::work::Cancel;

    fn picture(document: &Document) -> Picture {
        Picture::of(document, &Cancel::default()).unwrap()
    }

    /// Four pools of different width here and there, brought into order and drawn again.
    fn aligned(how: Alignment) -> Vec<Rect> {
        let text = r"
            site EMEA
              standard-edition a-server-with-a-rather-long-name-so-that-its-card-is-wide
              front-end fe
              director dir
              edge edge
                computers 6
        ";
        let document = crate::sketch::read(text).unwrap().document;
        let pools: Vec<AnyId> = document.topology.pools.ids().map(AnyId::from).collect();
        let places = [(0, 0), (417, 390), (905, 133), (1531, 802)].map(|(x, y)| Pin { x, y });
        let scattered = Command::Sheet(SheetCommand::Pin(pools.iter().copied().zip(places).collect()));
        let document = scattered.plan(&document).unwrap().apply(&document).unwrap();
        let pins = how.pins(&picture(&document), pools.iter().copied());
        assert_eq!(pins.len(), 4);
        let document = Command::Sheet(SheetCommand::Pin(pins)).plan(&document).unwrap().apply(&document).unwrap();
        let picture = picture(&document);
        let mut rects: Vec<Rect> = pools.iter().map(|id| picture.rect_of(*id).unwrap()).collect();
        rects.sort_by(|a, b| (a.min.x + a.min.y).total_cmp(&(b.min.x + b.min.y)));
        rects
    }

    /// Whether all are the same but for rounding.
    fn is_one(values: impl IntoIterator<Item = f32>) -> bool {
        let values: Vec<f32> = values.into_iter().collect();
        values.iter().all(|value| (value - values[0]).abs() <= 1.0)
    }

    #[test]
    fn sides_and_middles_come_into_line() {
        assert!(is_one(aligned(Alignment::Left).iter().map(|rect| rect.min.x)));
        assert!(is_one(aligned(Alignment::Centre).iter().map(|rect| rect.center().x)));
        assert!(is_one(aligned(Alignment::Right).iter().map(|rect| rect.max.x)));
        assert!(is_one(aligned(Alignment::Top).iter().map(|rect| rect.min.y)));
        assert!(is_one(aligned(Alignment::Middle).iter().map(|rect| rect.center().y)));
        assert!(is_one(aligned(Alignment::Bottom).iter().map(|rect| rect.max.y)));
    }

    #[test]
    fn gaps_become_the_same_and_the_outer_ones_stay() {
        let across = aligned(Alignment::Across);
        assert!(is_one(across.windows(2).map(|pair| pair[1].min.x - pair[0].max.x)), "{across:?}");
        assert_eq!((across[0].min.x, across[3].min.x), (0.0, 1531.0));
        let down = aligned(Alignment::Down);
        let mut down: Vec<(f32, f32)> = down.iter().map(|rect| (rect.min.y, rect.max.y)).collect();
        down.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(is_one(down.windows(2).map(|pair| pair[1].0 - pair[0].1)), "{down:?}");
        assert_eq!((down[0].0, down[3].0), (0.0, 802.0));
    }

    #[test]
    fn one_alone_and_what_is_no_card_stay_where_they_are() {
        let document = crate::sketch::read("site EMEA\n  front-end fe").unwrap().document;
        let rows: Vec<AnyId> = document.topology.ids().collect();
        assert_eq!(Alignment::Left.pins(&picture(&document), rows), []);
    }
}
