//! Where everything of a deployment stands: the model told to the layout, and the layout's answer told in terms of the
//! model.

use std::collections::BTreeMap;

use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::layout::{Home, arrange};
use crate::diagram::lines::lines;
use crate::diagram::picture::{Chip, Node, Picture, measure};
use crate::diagram::plan::Plan;
use crate::graph::relations;
use crate::model::{AnyId, Document, Topology};
use crate::work::Cancel;

use measure::{CARD_HEAD, CARD_PADDING, CHIP_GAP, CHIP_HEIGHT, CHIPS_IN_A_ROW};

impl Picture {
    /// Places a document; nothing if cancelled.
    pub fn of(document: &Document, cancel: &Cancel) -> Option<Self> {
        let plan = Plan::of(document);
        let arrangement = arrange(&plan.request, cancel)?;
        let mut picture = Self { bounds: arrangement.bounds, ..Self::default() };
        for (key, mut frame) in plan.frames.into_iter().enumerate() {
            frame.rect = arrangement.containers.get(&key).copied().unwrap_or_default();
            picture.frames.push(frame);
        }
        let bands: BTreeMap<usize, Rect> = arrangement.containers;
        for (key, mut node) in plan.nodes.into_iter().enumerate() {
            node.rect = arrangement.items.get(&key).copied().unwrap_or_default();
            if let Home::Across([left, right]) = plan.request.items[key].home
                && let (Some(left), Some(right)) = (bands.get(&left), bands.get(&right))
            {
                node.hinge = Some((left.max.x + right.min.x) / 2.0);
            }
            node.place_chips(&document.topology);
            picture.node_of.insert(node.entity, key);
            for chip in &node.chips {
                picture.node_of.entry(chip.entity).or_insert(key);
            }
            picture.nodes.push(node);
        }
        picture.lines = lines(&picture, relations(&document.topology), cancel)?;
        let ends = picture.lines.iter().flat_map(|line| &line.points);
        let around = Rect::around(ends.map(|point| Rect { min: *point, max: *point }));
        picture.bounds = around.map_or(picture.bounds, |lines| picture.bounds.union(&lines));
        Some(picture)
    }
}

impl Node {
    /// Chips in rows below the head. On a stretched card each stands on the side of its data centre.
    fn place_chips(&mut self, topology: &Topology) {
        let inner = Rect {
            min: self.rect.min + Point::new(CARD_PADDING, CARD_HEAD),
            max: self.rect.max - Point::new(CARD_PADDING, CARD_PADDING),
        };
        let Some(hinge) = self.hinge else {
            let all: Vec<&mut Chip> = self.chips.iter_mut().collect();
            place_in_rows(all, inner);
            return;
        };
        let data_centre = |chip: &Chip| match chip.entity {
            AnyId::Computer(id) => topology.computers.get(id).and_then(|computer| computer.data_centre),
            _ => None,
        };
        let first = self.chips.first().and_then(data_centre);
        let (left, right): (Vec<_>, Vec<_>) = self.chips.iter_mut().partition(|chip| data_centre(chip) == first);
        place_in_rows(left, Rect { max: Point::new(hinge - CHIP_GAP, inner.max.y), ..inner });
        place_in_rows(right, Rect { min: Point::new(hinge + CHIP_GAP, inner.min.y), ..inner });
    }
}

fn place_in_rows(chips: Vec<&mut Chip>, room: Rect) {
    let n_columns = chips.len().min(CHIPS_IN_A_ROW);
    if n_columns == 0 {
        return;
    }
    let wide = (room.width() - CHIP_GAP * (n_columns - 1) as f32) / n_columns as f32;
    for (place, chip) in chips.into_iter().enumerate() {
        let (row, column) = (place / n_columns, place % n_columns);
        let min = room.min + Point::new(column as f32 * (wide + CHIP_GAP), row as f32 * (CHIP_HEIGHT + CHIP_GAP));
        chip.rect = Rect::from_min_size(min, Size::new(wide, CHIP_HEIGHT));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagram::picture::{Line, middle};
    use crate::edit::{Command, SheetCommand};
    use crate::graph::RelationKind;
    use crate::model::Pin;

    const TWO_DATA_CENTRES: &str = r"
        data-centre London
        data-centre Paris
        site EMEA
          front-end lon-fe in London
            computers 3
            back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
            file-store \\fs1\lync
          front-end par-fe in Paris
            computers 3
          persistent-chat chat
            computers chat1 chat2 in London
            computers chat3 chat4 in Paris standby
            chat-store sqlc1\mgc
            chat-backup sqlc2\mgc
          standard-edition se1
          pair lon-fe par-fe
          branch-site Leeds
            survivable-branch sba-leeds
              registrar lon-fe
    ";

    fn picture(document: &Document) -> Picture {
        Picture::of(document, &Cancel::default()).unwrap()
    }

    fn document(sketch: &str) -> Document {
        crate::sketch::read(sketch).unwrap().document
    }

    fn line<'a>(picture: &'a Picture, document: &Document, kind: RelationKind, from: &str) -> &'a Line {
        let is_it =
            |line: &&Line| line.relation.kind == kind && document.topology.name(line.relation.from).starts_with(from);
        picture.lines.iter().find(is_it).unwrap()
    }

    #[test]
    fn a_pair_is_joined_by_one_level_line() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        let pairs = picture.lines.iter().filter(|line| line.relation.kind == RelationKind::Pair);
        let points = &pairs.map(|line| &line.points).collect::<Vec<_>>()[..];
        let [points] = points else { panic!("{} lines", points.len()) };
        assert_eq!(points.len(), 2);
        assert_eq!(points[0].y, points[1].y);
    }

    #[test]
    fn the_witness_hangs_on_the_middle_of_the_mirror_line() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        let mirror = line(&picture, &document, RelationKind::Mirror, "sql1");
        let witness = line(&picture, &document, RelationKind::Witness, "sql1");
        assert_eq!(Some(witness.points[0]), middle(&mirror.points));
    }

    #[test]
    fn no_line_runs_through_the_name_of_a_witness() {
        let document = document(include_str!("../../topologies/stretched-chat-faulty.sketch"));
        let picture = picture(&document);
        let names: Vec<Rect> = picture.nodes.iter().filter_map(Node::name_below).collect();
        assert!(!names.is_empty());
        for line in &picture.lines {
            let crosses = |name: &&Rect| line.points.windows(2).any(|pair| name.is_crossed_by(pair[0], pair[1]));
            assert_eq!(names.iter().find(crosses), None, "{:?}", line.relation);
        }
    }

    #[test]
    fn standby_servers_stand_hollow_beyond_the_hinge() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        let chat = picture.nodes.iter().find(|node| node.title == "chat.contoso.com").unwrap();
        let hinge = chat.hinge.unwrap();
        let sides: Vec<_> = chat.chips.iter().map(|chip| (chip.is_hollow, chip.rect.min.x > hinge)).collect();
        assert_eq!(sides, [(false, false), (false, false), (true, true), (true, true)]);
    }

    #[test]
    fn what_is_on_a_standard_edition_server_is_not_drawn_beside_it() {
        let document = document("site EMEA\n  standard-edition se1");
        assert_eq!(document.topology.sql_instances.len(), 1);
        assert_eq!(picture(&document).nodes.len(), 1);
    }

    #[test]
    fn no_card_is_drawn_outside_its_site_and_none_over_another() {
        let document = document(TWO_DATA_CENTRES);
        let picture = picture(&document);
        for (place, node) in picture.nodes.iter().enumerate() {
            let frames = picture.frames.iter().filter(|frame| frame.rect.contains_rect(&node.rect));
            assert!(frames.count() >= 1, "{} is outside", node.title);
            let others = &picture.nodes[place + 1..];
            assert!(!others.iter().any(|other| other.rect.overlaps(&node.rect)), "{} overlaps", node.title);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn what_is_pinned_is_where_it_was_pinned(x in -2000i32..2000, y in -2000i32..2000, which in 0usize..4) {
            let document = document(TWO_DATA_CENTRES);
            let pool = document.topology.pools.ids().nth(which).unwrap();
            let command = Command::Sheet(SheetCommand::Pin(vec![(pool.into(), Pin { x, y })]));
            let document = command.plan(&document).unwrap().apply(&document).unwrap();
            let picture = picture(&document);
            let rect = picture.rect_of(pool.into()).unwrap();
            prop_assert_eq!((rect.min.x, rect.min.y), (x as f32, y as f32));
        }
    }
}
