use std::collections::{BTreeMap, BTreeSet};

use crate::diagram::geometry::{Point, Rect};
use crate::diagram::lines::{obstacles, request};
use crate::diagram::picture::{Line, Picture, middle};
use crate::diagram::route::{RouteRequest, Router, through};
use crate::graph::{Relation, RelationKind};
use crate::model::AnyId;
use crate::work::Cancel;

/// The lines of cards that are being dragged. All others stay as they are until the cards are let go.
#[derive(Debug)]
pub struct Trailing {
    cards: Vec<Rect>,
    router: Router,
    trails: Vec<Trail>,
    by: Point,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Trail {
    relation: Relation,
    run: Run,
}

#[derive(Debug)]
enum Run {
    /// Both ends are dragged: the line as it was.
    Along(Vec<Point>),
    /// From one card to another.
    Between([End; 2]),
    /// From the middle of a mirror's line, by its place among the trails, to the witness.
    Hanging { mirror: usize, witness: End },
}

#[derive(Debug, Clone, Copy)]
struct End {
    rect: Rect,
    is_dragged: bool,
}

/// More lines than this are not led around anything while they are dragged.
const MOST_ROUTED: usize = 24;

impl Trailing {
    /// The lines that hang on these nodes.
    pub fn of(picture: &Picture, nodes: &[AnyId]) -> Self {
        let dragged: BTreeSet<usize> = nodes.iter().filter_map(|id| picture.node_of.get(id).copied()).collect();
        let end = |id: AnyId| {
            let key = picture.node_of.get(&id)?;
            Some(End { rect: picture.nodes[*key].rect, is_dragged: dragged.contains(key) })
        };
        let (mut trails, mut resting, mut mirrors) = (Vec::new(), Vec::new(), BTreeMap::new());
        // Mirrors stand before the witnesses that hang on their lines.
        for Line { relation, points } in &picture.lines {
            let (Some(mut from), Some(to)) = (end(relation.from), end(relation.to)) else { continue };
            let hook = (relation.owner, relation.from);
            let run = if relation.kind == RelationKind::Witness {
                let start = points.first().copied().unwrap_or_default();
                from = End { rect: Rect { min: start, max: start }, is_dragged: false };
                mirrors.get(&hook).map(|&mirror| Run::Hanging { mirror, witness: to })
            } else {
                (from.is_dragged && to.is_dragged).then(|| Run::Along(points.clone()))
            };
            let between = (from.is_dragged || to.is_dragged).then_some(Run::Between([from, to]));
            let Some(run) = run.or(between) else {
                resting.push(points.as_slice());
                continue;
            };
            if relation.kind == RelationKind::Mirror {
                mirrors.insert(hook, trails.len());
            }
            trails.push(Trail { relation: *relation, run });
        }
        let cards = dragged.iter().flat_map(|&key| picture.nodes[key].in_the_way()).collect();
        let router = Router::new(&obstacles(picture), resting);
        let mut trailing = Self { cards, router, trails, by: Point::ZERO, lines: Vec::new() };
        trailing.route(Point::ZERO);
        trailing
    }

    /// The lines while the nodes are dragged so far from where they were.
    pub fn lines(&mut self, by: Point) -> &[Line] {
        if self.by != by {
            for card in &self.cards {
                self.router.move_obstacle(&card.translated(self.by), card.translated(by));
            }
            self.by = by;
            self.route(by);
        }
        &self.lines
    }

    /// The lines as they were last.
    pub fn last(&self) -> &[Line] {
        &self.lines
    }

    fn route(&mut self, by: Point) {
        let rect = |end: &End| if end.is_dragged { end.rect.translated(by) } else { end.rect };
        let between = self.trails.iter().filter_map(|trail| match &trail.run {
            Run::Between([from, to]) => Some(request(&trail.relation, rect(from), rect(to))),
            _ => None,
        });
        let mut between = self.ways(&between.collect::<Vec<_>>()).into_iter();
        let mut lines: Vec<Line> = Vec::new();
        let mut hanging = Vec::new();
        for (place, Trail { relation, run }) in self.trails.iter().enumerate() {
            let points = match run {
                Run::Along(points) => points.iter().map(|point| *point + by).collect(),
                Run::Between(_) => between.next().unwrap_or_default(),
                Run::Hanging { mirror, witness } => {
                    let point = middle(&lines[*mirror].points).unwrap_or_default();
                    hanging.push((place, RouteRequest::new(Rect { min: point, max: point }, rect(witness))));
                    Vec::new()
                }
            };
            lines.push(Line { relation: *relation, points });
        }
        let (places, requests): (Vec<usize>, Vec<RouteRequest>) = hanging.into_iter().unzip();
        for (place, points) in places.into_iter().zip(self.ways(&requests)) {
            lines[place].points = points;
        }
        self.lines = lines;
    }

    fn ways(&mut self, requests: &[RouteRequest]) -> Vec<Vec<Point>> {
        if requests.len() > MOST_ROUTED {
            return requests.iter().map(through).collect();
        }
        self.router.route(requests, &Cancel::default()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::picture::Node;
    use crate::model::Document;

    const MIRRORED: &str = r"
        site EMEA
          front-end lon-fe
            back-end sql1\rtc mirror sql2\rtc witness sql3\rtc
          front-end par-fe
          director dir
            file-store \\fs1\lync
          pair lon-fe par-fe
    ";

    struct Drag {
        document: Document,
        picture: Picture,
    }

    impl Drag {
        fn new() -> Self {
            let document = crate::sketch::read(MIRRORED).unwrap().document;
            let picture = Picture::of(&document, &Cancel::default()).unwrap();
            Self { document, picture }
        }

        fn node(&self, title: &str) -> AnyId {
            self.picture.nodes.iter().find(|node| node.title.starts_with(title)).unwrap().entity
        }

        fn trailing(&self, titles: &[&str]) -> Trailing {
            let nodes: Vec<AnyId> = titles.iter().map(|title| self.node(title)).collect();
            Trailing::of(&self.picture, &nodes)
        }

        fn told(&self, lines: &[Line]) -> Vec<String> {
            let name = |id| self.document.topology.name(id).replace(".contoso.com", "");
            lines.iter().map(|Line { relation, .. }| format!("{} {}", name(relation.from), name(relation.to))).collect()
        }
    }

    #[test]
    fn the_lines_of_a_dragged_card_end_on_it_wherever_it_is() {
        let drag = Drag::new();
        let mut trailing = drag.trailing(&["lon-fe"]);
        let rect = drag.picture.rect_of(drag.node("lon-fe")).unwrap();
        for by in [Point::new(40.0, 8.0), Point::new(-300.0, 400.0), Point::new(900.0, -80.0)] {
            let lines = trailing.lines(by).to_vec();
            assert_eq!(drag.told(&lines), [r"lon-fe par-fe", r"lon-fe sql1\rtc"]);
            assert!(lines.iter().all(|line| rect.translated(by).has_on_border(line.points[0])), "{by:?} {lines:?}");
        }
    }

    #[test]
    fn a_witness_hangs_on_the_line_of_a_mirror_that_is_dragged() {
        let drag = Drag::new();
        let mut trailing = drag.trailing(&[r"sql2\rtc"]);
        let lines = trailing.lines(Point::new(200.0, 160.0)).to_vec();
        assert_eq!(drag.told(&lines), [r"sql1\rtc sql2\rtc", r"sql1\rtc sql3\rtc"]);
        assert_eq!(Some(lines[1].points[0]), middle(&lines[0].points));
    }

    #[test]
    fn what_is_dragged_together_keeps_its_lines_as_they_are() {
        let drag = Drag::new();
        let mut trailing = drag.trailing(&["dir", r"fs1"]);
        let by = Point::new(80.0, 240.0);
        let lines = trailing.lines(by).to_vec();
        assert_eq!(drag.told(&lines), [r"dir \\fs1\lync"]);
        let before = drag.picture.lines.iter().find(|line| line.relation == lines[0].relation).unwrap();
        assert_eq!(lines[0].points, before.points.iter().map(|point| *point + by).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_runs_around_what_is_in_its_way_now() {
        let drag = Drag::new();
        let mut trailing = drag.trailing(&["lon-fe"]);
        let beyond_par = Point::new(1000.0, 0.0);
        for line in trailing.lines(beyond_par) {
            let enters = |node: &&Node| {
                let rect = node.rect.inflated(-0.01);
                line.points.windows(2).any(|pair| rect.is_crossed_by(pair[0], pair[1]))
            };
            let mut others = drag.picture.nodes.iter().filter(|node| node.entity != drag.node("lon-fe"));
            assert_eq!(others.find(enters), None, "{line:?}");
        }
    }
}
