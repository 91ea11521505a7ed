//! The report on paper: A4, tagged, with bookmarks, a table of contents and page numbers.

use std::collections::HashMap;
use std::num::NonZeroU16;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{Point as PagePoint, Rect as PageRect};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as TagNode, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};

use super::chapters::UPRIGHT;
use super::content::{Block, Figure, Look, Report, Section, Table, Text};
use super::layout::{self, Columns, GUTTER, Line};
use crate::deliverables::drawing::{
    paper::{self, Paper},
    pdf::scale_into,
};
use crate::deliverables::{NotMade, Subject};
use crate::diagram::{
    geometry::{Point, Rect, Size},
    palette::Token,
    type_size::{Weight, fitted, width},
};

/// A4.
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;
/// Around what is set.
const MARGIN: f32 = 54.0;
const BODY: f32 = 9.5;
const SMALL: f32 = 8.0;
const HEADING: f32 = 7.5;
/// From one line to the next, in sizes of the letters.
const LEADING: f32 = 1.42;
/// Above and below what is in a cell.
const CELL: f32 = 3.6;

/// The file.
pub fn pdf(report: &Report<'_>, subject: &Subject<'_>) -> Result<Vec<u8>, NotMade> {
    let mut setter = Setter::new(Columns::of(report, SMALL, HEADING, SHORT - 2.0 * MARGIN));
    setter.title(report);
    let entries = setter.contents(report);
    let mut outline = Outline::new();
    let mut number = 0;
    for (at, section) in (1..).zip(&report.sections) {
        if subject.cancel.is_cancelled() {
            return Err(NotMade::cancelled());
        }
        if at == 1 || setter.room() < setter.tall() * 0.4 {
            setter.next_page(section.lies());
        }
        let mut places = Vec::new();
        setter.section(section, &at.to_string(), 2, &mut places);
        let node = |place: &Place, section: &Section<'_>| {
            OutlineNode::new(format!("{} {}", place.number, section.title), place.destination())
        };
        let mut chapter = node(&places[0], section);
        for (place, part) in places[1..].iter().zip(&section.parts) {
            chapter.push_child(node(place, part));
        }
        outline.push_child(chapter);
        for place in places {
            setter.entry_is_on(&entries[number], &place);
            number += 1;
        }
    }
    setter.written(report, subject, outline)
}

/// What stands somewhere, by whose bookmark it is found.
struct Place {
    number: String,
    page: usize,
    y: f32,
}

impl Place {
    fn destination(&self) -> XyzDestination {
        XyzDestination::new(self.page, PagePoint::from_xy(0.0, (self.y - 12.0).max(0.0)))
    }
}

/// An entry of the table of contents that does not know its page yet.
struct Entry {
    page: usize,
    /// Its node in the tree of tags.
    node: usize,
    title: String,
    rect: Rect,
    size: f32,
}

struct Page {
    size: Size,
    ops: Vec<Op>,
    links: Vec<Link>,
}

/// A mark on a page; without a node it means nothing, such as a rule.
struct Op {
    mark: Mark,
    node: Option<usize>,
}

enum Mark {
    Text {
        at: Point,
        text: String,
        size: f32,
        weight: Weight,
        token: Token,
    },
    Area {
        rect: Rect,
        radius: f32,
        token: Token,
    },
    /// A picture of the report, by its place among all.
    Figure {
        number: usize,
        scale: f32,
        at: Point,
    },
}

struct Link {
    rect: Rect,
    to: XyzDestination,
    says: String,
}

/// A node in the tree of tags.
struct Node {
    tag: TagKind,
    children: Vec<Child>,
}

enum Child {
    Node(usize),
    Op { page: usize, op: usize },
    Link { page: usize, link: usize },
}

/// Sets one thing after the other onto pages.
struct Setter<'r> {
    pages: Vec<Page>,
    y: f32,
    /// Whether nothing but headings stands on the page.
    is_fresh: bool,
    nodes: Vec<Node>,
    /// The nodes that what is set goes into, innermost last.
    open: Vec<usize>,
    figures: Vec<&'r Figure<'r>>,
    columns: Columns,
}

impl<'r> Setter<'r> {
    fn new(columns: Columns) -> Self {
        let root = Node { tag: Tag::Div.into(), children: Vec::new() };
        let (nodes, open) = (vec![root], vec![0]);
        let mut setter = Self { pages: Vec::new(), y: 0.0, is_fresh: true, nodes, open, figures: Vec::new(), columns };
        setter.next_page(false);
        setter
    }

    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is a first page")
    }

    fn size(&self) -> Size {
        self.pages.last().map_or(Size::ZERO, |page| page.size)
    }

    fn lies(&self) -> bool {
        self.size().width > self.size().height
    }

    fn wide(&self) -> f32 {
        self.size().width - 2.0 * MARGIN
    }

    fn tall(&self) -> f32 {
        self.size().height - 2.0 * MARGIN
    }

    fn room(&self) -> f32 {
        self.size().height - MARGIN - self.y
    }

    fn next_page(&mut self, lies: bool) {
        let size = if lies { Size::new(LONG, SHORT) } else { Size::new(SHORT, LONG) };
        self.pages.push(Page { size, ops: Vec::new(), links: Vec::new() });
        self.y = MARGIN;
        self.is_fresh = true;
    }

    /// Goes on to the next page where so much does not fit any more.
    fn need(&mut self, tall: f32) {
        if tall > self.room() && self.y > MARGIN {
            self.next_page(self.lies());
        }
    }

    fn opened<T>(&mut self, tag: impl Into<TagKind>, set: impl FnOnce(&mut Self) -> T) -> T {
        let number = self.nodes.len();
        self.nodes.push(Node { tag: tag.into(), children: Vec::new() });
        let parent = *self.open.last().expect("the root is never closed");
        self.nodes[parent].children.push(Child::Node(number));
        self.open.push(number);
        let done = set(self);
        self.open.pop();
        done
    }

    /// Draws what has a meaning.
    fn mark(&mut self, mark: Mark) {
        let node = *self.open.last().expect("the root is never closed");
        self.mark_of(self.pages.len() - 1, node, mark);
    }

    fn mark_of(&mut self, page: usize, node: usize, mark: Mark) {
        let ops = &mut self.pages[page].ops;
        self.nodes[node].children.push(Child::Op { page, op: ops.len() });
        ops.push(Op { mark, node: Some(node) });
    }

    /// Draws what has none.
    fn ornament(&mut self, mark: Mark) {
        self.page().ops.push(Op { mark, node: None });
    }

    fn rule(&mut self, y: f32, thick: f32, token: Token) {
        let rect = Rect::from_min_size(Point::new(MARGIN, y), Size::new(self.wide(), thick));
        self.ornament(Mark::Area { rect, radius: 0.0, token });
    }

    /// Text in one look, line below line.
    fn text(&mut self, text: &str, size: f32, weight: Weight, token: Token, leading: f32) {
        let look = if weight == Weight::Regular { Look::Plain } else { Look::Strong };
        for line in layout::wrapped(&Text::of(look, text), size, self.wide()) {
            self.need(size * leading);
            let at = Point::new(MARGIN, self.y + size);
            for piece in line {
                let at = Point::new(at.x + piece.x, at.y);
                self.mark(Mark::Text { at, text: piece.text, size, weight, token });
            }
            self.y += size * leading;
        }
    }

    fn title(&mut self, report: &Report<'_>) {
        self.y += 20.0;
        let tag = Tag::Hn(NonZeroU16::MIN, Some(report.title.clone()));
        self.opened(tag, |setter| setter.text(&report.title, 28.0, Weight::SemiBold, Token::Text, 1.2));
        self.y += 6.0;
        self.opened(Tag::P, |setter| setter.text(&report.subtitle, 10.5, Weight::Regular, Token::TextMuted, LEADING));
        self.y += 10.0;
        self.rule(self.y, 2.0, Token::Accent);
        self.y += 30.0;
    }

    fn contents(&mut self, report: &Report<'_>) -> Vec<Entry> {
        let level = NonZeroU16::MIN.saturating_add(1);
        self.opened(Tag::Hn(level, Some("Contents".to_owned())), |setter| {
            setter.text("Contents", 15.0, Weight::SemiBold, Token::Text, 1.3);
        });
        self.y += 8.0;
        self.opened(Tag::TOC, |setter| {
            let mut entries = Vec::new();
            for (at, section) in (1..).zip(&report.sections) {
                entries.push(setter.entry(&at.to_string(), &section.title, 0));
                for (of, part) in (1..).zip(&section.parts) {
                    entries.push(setter.entry(&format!("{at}.{of}"), &part.title, 1));
                }
            }
            entries
        })
    }

    fn entry(&mut self, number: &str, title: &str, depth: u8) -> Entry {
        let (size, weight, above) = if depth == 0 { (10.0, Weight::Medium, 5.0) } else { (9.0, Weight::Regular, 0.0) };
        let tall = size * 1.55;
        self.need(tall + above);
        self.y += if self.y > MARGIN { above } else { 0.0 };
        let left = MARGIN + f32::from(depth) * 22.0;
        let rect = Rect { min: Point::new(left, self.y), max: Point::new(MARGIN + self.wide(), self.y + tall) };
        let room = rect.width() - 60.0;
        let title = fitted(title, size, weight, room);
        let page = self.pages.len() - 1;
        let node = self.opened(Tag::TOCI, |setter| {
            setter.opened(Tag::Reference, |setter| {
                let at = Point::new(left, setter.y + size * 1.15);
                let text = format!("{number} ");
                setter.mark(Mark::Text { at, text, size, weight, token: Token::TextMuted });
                let at = Point::new(left + if depth == 0 { 22.0 } else { 28.0 }, at.y);
                let text = format!("{title} ");
                setter.mark(Mark::Text { at, text, size, weight, token: Token::Text });
                *setter.open.last().expect("it is just open")
            })
        });
        self.y += tall;
        Entry { page, node, title, rect, size }
    }

    /// Writes the number of its page behind an entry, and makes it a link.
    fn entry_is_on(&mut self, entry: &Entry, place: &Place) {
        let Entry { page, node, title, rect, size } = entry;
        let text = (place.page + 1).to_string();
        let at = Point::new(rect.max.x - width(&text, *size, Weight::Regular), rect.min.y + size * 1.15);
        let says = format!("{title}, page {text}");
        self.mark_of(
            *page,
            *node,
            Mark::Text { at, text, size: *size, weight: Weight::Regular, token: Token::TextMuted },
        );
        let links = &mut self.pages[*page].links;
        // A reference begins with its link.
        self.nodes[*node].children.insert(0, Child::Link { page: *page, link: links.len() });
        links.push(Link { rect: *rect, to: place.destination(), says });
    }

    fn section(&mut self, section: &'r Section<'r>, number: &str, level: u16, places: &mut Vec<Place>) {
        let lies = section.lies();
        if lies != self.lies() || (lies && !self.is_fresh) {
            self.next_page(lies);
        }
        let (size, above, below) = if level == 2 { (17.0, 26.0, 9.0) } else { (12.0, 16.0, 6.0) };
        let least = size * 1.3 + below + self.least_below(section);
        self.need(if self.y > MARGIN { above } else { 0.0 } + least);
        self.y += if self.y > MARGIN { above } else { 0.0 };
        places.push(Place { number: number.to_owned(), page: self.pages.len() - 1, y: self.y });
        let level_tag = NonZeroU16::new(level).expect("levels begin with 1");
        let title = format!("{number}  {}", section.title);
        let fresh = self.is_fresh;
        self.opened(Tag::Hn(level_tag, Some(section.title.clone())), |setter| {
            setter.text(&title, size, Weight::SemiBold, Token::Text, 1.3);
        });
        self.is_fresh = fresh;
        self.y += below;
        for block in &section.blocks {
            self.block(block);
            self.is_fresh = false;
        }
        for (of, part) in (1..).zip(&section.parts) {
            self.section(part, &format!("{number}.{of}"), level + 1, places);
        }
    }

    /// How much of what follows a heading stays with it.
    fn least_below(&self, section: &Section<'_>) -> f32 {
        match (section.blocks.first(), section.parts.first()) {
            (Some(Block::Paragraph(_) | Block::List(_)), _) => 2.0 * BODY * LEADING + 50.0,
            (Some(Block::Table(table)), _) => {
                let widths = self.columns.of_table(table);
                let first = table.rows.first().map_or(0.0, |row| row_height(&cells(row, widths)));
                first.min(self.tall() / 2.0) + 50.0
            }
            (Some(Block::Figure(figure)), _) if figure.is_wide => 0.0,
            (Some(Block::Figure(figure)), _) => {
                let bounds = figure.drawing.bounds();
                let room = Size::new(self.wide(), UPRIGHT.height);
                bounds.height() * scale_into(bounds, room) + 40.0
            }
            (None, Some(part)) => 16.0 + 12.0 * 1.3 + 6.0 + self.least_below(part),
            (None, None) => 0.0,
        }
    }

    fn block(&mut self, block: &'r Block<'r>) {
        match block {
            Block::Paragraph(text) => {
                self.opened(Tag::P, |setter| setter.paragraph(text, 0.0));
                self.y += 7.0;
            }
            Block::List(items) => {
                self.opened(Tag::L(ListNumbering::Disc), |setter| {
                    for item in items {
                        setter.opened(Tag::LI, |setter| {
                            setter.need(BODY * LEADING);
                            let at = Point::new(MARGIN, setter.y + BODY);
                            setter.opened(Tag::Lbl, |setter| {
                                let text = "• ".to_owned();
                                let (weight, token) = (Weight::Regular, Token::TextMuted);
                                setter.mark(Mark::Text { at, text, size: BODY, weight, token });
                            });
                            setter.opened(Tag::LBody, |setter| setter.paragraph(item, 12.0));
                        });
                        setter.y += 2.0;
                    }
                });
                self.y += 5.0;
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    fn paragraph(&mut self, text: &Text, indent: f32) {
        let lines = layout::wrapped(text, BODY, self.wide() - indent);
        let tall = BODY * LEADING;
        let n = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            // Neither the first nor the last line of a paragraph stands alone.
            let together = if at == 0 { n.min(2) } else { (n - at).clamp(1, 2) };
            self.need(tall * if n - at == 2 || at == 0 { together as f32 } else { 1.0 });
            self.line(MARGIN + indent, self.y + BODY, &line, BODY);
            self.y += tall;
        }
    }

    fn line(&mut self, x: f32, y: f32, line: &Line, size: f32) {
        for piece in line {
            let at = Point::new(x + piece.x, y);
            let (weight, token, text) = (piece.look.weight(), piece.look.token(), piece.text.clone());
            self.mark(Mark::Text { at, text, size, weight, token });
        }
    }

    fn table(&mut self, table: &Table) {
        let widths = self.columns.of_table(table).to_vec();
        let has_head = table.columns.iter().any(|column| !column.is_empty());
        let first = table.rows.first().map_or(0.0, |row| row_height(&cells(row, &widths)));
        let caption = if table.caption.is_empty() { 0.0 } else { BODY * 1.5 + 2.0 };
        self.need(caption + HEADING * 2.4 + first.min(self.tall() / 2.0));
        self.opened(Tag::Table, |setter| {
            if !table.caption.is_empty() {
                setter.opened(Tag::Caption, |setter| {
                    setter.text(&table.caption, BODY, Weight::SemiBold, Token::Text, 1.5);
                });
                setter.y += 2.0;
            }
            if has_head {
                setter.opened(Tag::THead, |setter| {
                    setter.opened(Tag::TR, |setter| setter.head(table, &widths, true));
                });
            }
            setter.rule(setter.y, 0.7, Token::FieldLine);
            setter.opened(Tag::TBody, |setter| {
                for row in &table.rows {
                    setter.row(table, row, &widths, has_head);
                }
            });
        });
        self.y += 14.0;
    }

    /// The titles of the columns: the first time they mean something, on later pages they repeat it.
    fn head(&mut self, table: &Table, widths: &[f32], is_first: bool) {
        let mut x = MARGIN;
        for (title, wide) in table.columns.iter().zip(widths) {
            let at = Point::new(x, self.y + HEADING * 1.2);
            let text = if title.is_empty() { " " } else { title };
            let mark = Mark::Text {
                at,
                text: text.to_owned(),
                size: HEADING,
                weight: Weight::SemiBold,
                token: Token::TextMuted,
            };
            if is_first {
                self.opened(Tag::TH(TableHeaderScope::Column), |setter| setter.mark(mark));
            } else {
                self.ornament(mark);
            }
            x += wide + GUTTER;
        }
        self.y += HEADING * 1.9;
    }

    fn row(&mut self, table: &Table, row: &[Text], widths: &[f32], has_head: bool) {
        let cells = cells(row, widths);
        let tall = row_height(&cells);
        let empty = if cells.iter().all(Vec::is_empty) { SMALL * LEADING } else { 0.0 };
        let is_to_be_written_in = row.iter().skip(1).all(|cell| cell.lines.iter().all(Vec::is_empty));
        let tall = tall.max(empty + 2.0 * CELL).max(if is_to_be_written_in { 30.0 } else { 0.0 });
        if tall > self.room() && tall <= self.tall() * 0.8 {
            self.go_on_with(table, widths, has_head);
        }
        let number = self.nodes.len();
        self.nodes.push(Node { tag: Tag::TR.into(), children: Vec::new() });
        let parent = *self.open.last().expect("the body of the table is open");
        self.nodes[parent].children.push(Child::Node(number));
        let nodes: Vec<usize> = (0..cells.len())
            .map(|at| {
                let tag: TagKind = if at == 0 && table.has_row_headings {
                    Tag::TH(TableHeaderScope::Row).into()
                } else {
                    Tag::TD.into()
                };
                let node = self.nodes.len();
                self.nodes.push(Node { tag, children: Vec::new() });
                self.nodes[number].children.push(Child::Node(node));
                node
            })
            .collect();
        let step = SMALL * LEADING;
        let n_lines = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
        let mut from = 0;
        while from < n_lines {
            let fitting = ((self.room() - 2.0 * CELL) / step).floor().max(0.0) as usize;
            if fitting == 0 && self.y > MARGIN + HEADING * 3.0 {
                self.go_on_with(table, widths, has_head);
                continue;
            }
            let to = (from + fitting.max(1)).min(n_lines);
            let mut x = MARGIN;
            for ((cell, wide), node) in cells.iter().zip(widths).zip(&nodes) {
                self.open.push(*node);
                for (at, line) in cell.iter().take(to).skip(from).enumerate() {
                    self.line(x, self.y + CELL + at as f32 * step + SMALL, line, SMALL);
                }
                if from == 0 && cell.iter().all(Vec::is_empty) {
                    // A cell without content would be no cell.
                    let at = Point::new(x, self.y + CELL + SMALL);
                    let (weight, token) = (Weight::Regular, Token::Text);
                    self.mark(Mark::Text { at, text: " ".to_owned(), size: SMALL, weight, token });
                }
                self.open.pop();
                x += wide + GUTTER;
            }
            let part = (to - from) as f32 * step + 2.0 * CELL;
            self.y += if to == n_lines && from == 0 { tall } else { part };
            from = to;
        }
        self.rule(self.y, 0.4, Token::Line);
    }

    fn go_on_with(&mut self, table: &Table, widths: &[f32], has_head: bool) {
        self.next_page(self.lies());
        self.is_fresh = false;
        if has_head {
            self.head(table, widths, false);
        }
        self.rule(self.y, 0.7, Token::FieldLine);
    }

    fn figure(&mut self, figure: &'r Figure<'r>) {
        let bounds = figure.drawing.bounds();
        let caption = SMALL * LEADING + 8.0;
        let scale = if figure.is_wide {
            scale_into(bounds, Size::new(self.wide(), self.room() - caption))
        } else {
            scale_into(bounds, Size::new(self.wide(), UPRIGHT.height))
        };
        let (wide, tall) = (bounds.width() * scale, bounds.height() * scale);
        self.need(tall + caption);
        let at = Point::new(MARGIN + (self.wide() - wide) / 2.0, self.y);
        let number = self.figures.len();
        self.figures.push(figure);
        let alt = Some(figure.drawing.in_words());
        self.opened(Tag::Figure(alt), |setter| setter.mark(Mark::Figure { number, scale, at }));
        self.y += tall + 6.0;
        self.opened(Tag::Caption, |setter| {
            let text = figure.caption.clone();
            let x = MARGIN + (setter.wide() - width(&text, SMALL, Weight::Regular)).max(0.0) / 2.0;
            let at = Point::new(x, setter.y + SMALL);
            let (weight, token) = (Weight::Regular, Token::TextMuted);
            setter.mark(Mark::Text { at, text, size: SMALL, weight, token });
        });
        self.y += caption;
    }

    /// Draws all pages, now that it is known how many there are.
    fn written(self, report: &Report<'_>, subject: &Subject<'_>, outline: Outline) -> Result<Vec<u8>, NotMade> {
        let mut document = paper::document();
        let mut drawn: HashMap<(usize, usize), Identifier> = HashMap::new();
        let mut linked: HashMap<(usize, usize), Identifier> = HashMap::new();
        let n_pages = self.pages.len();
        for (number, page) in self.pages.iter().enumerate() {
            let settings = PageSettings::from_wh(page.size.width, page.size.height).expect("paper has sides");
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            let mut at = 0;
            for ops in page.ops.chunk_by(|a, b| a.node == b.node) {
                let tag = match ops[0].node {
                    Some(_) => ContentTag::Other,
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
                };
                let identifier = surface.start_tagged(tag);
                let mut paper = Paper::new(&mut surface);
                for op in ops {
                    self.draw(&mut paper, &op.mark);
                }
                surface.end_tagged();
                if ops[0].node.is_some() {
                    drawn.insert((number, at), identifier);
                }
                at += ops.len();
            }
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
            foot(&mut Paper::new(&mut surface), page.size, report, number + 1, n_pages);
            surface.end_tagged();
            surface.finish();
            for (at, link) in page.links.iter().enumerate() {
                let Rect { min, max } = link.rect;
                let Some(rect) = PageRect::from_ltrb(min.x, min.y, max.x, max.y) else { continue };
                let target = Target::Destination(Destination::Xyz(link.to.clone()));
                let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), Some(link.says.clone()));
                linked.insert((number, at), sheet.add_tagged_annotation(annotation));
            }
            sheet.finish();
        }
        let mut tags = TagTree::new();
        for child in &self.nodes[0].children {
            if let Some(node) = self.tagged(child, &drawn, &linked) {
                tags.push(node);
            }
        }
        paper::finished(document, &report.title, subject, outline, tags)
    }

    fn draw(&self, paper: &mut Paper<'_, '_>, mark: &Mark) {
        match mark {
            Mark::Text { at, text, size, weight, token } => paper.text(*at, text, *size, *weight, *token),
            Mark::Area { rect, radius, token } => paper.area(*rect, *radius, *token),
            Mark::Figure { number, scale, at } => {
                let drawing = &self.figures[*number].drawing;
                paper.scene(drawing.scene(), *scale, drawing.bounds().min, *at);
            }
        }
    }

    fn tagged(
        &self,
        child: &Child,
        drawn: &HashMap<(usize, usize), Identifier>,
        linked: &HashMap<(usize, usize), Identifier>,
    ) -> Option<TagNode> {
        match *child {
            Child::Op { page, op } => drawn.get(&(page, op)).map(|identifier| (*identifier).into()),
            Child::Link { page, link } => linked.get(&(page, link)).map(|identifier| (*identifier).into()),
            Child::Node(number) => {
                let Node { tag, children } = &self.nodes[number];
                let children = children.iter().filter_map(|child| self.tagged(child, drawn, linked)).collect();
                Some(TagGroup::with_children(tag.clone(), children).into())
            }
        }
    }
}

fn foot(paper: &mut Paper<'_, '_>, size: Size, report: &Report<'_>, number: usize, n_pages: usize) {
    let y = size.height - MARGIN / 2.0;
    let page = format!("{number} / {n_pages}");
    let right = size.width - MARGIN - width(&page, HEADING, Weight::Regular);
    let said = format!("{} · {}", report.title, report.subtitle);
    let said = fitted(&said, HEADING, Weight::Regular, right - MARGIN - 20.0);
    paper.text(Point::new(MARGIN, y), &said, HEADING, Weight::Regular, Token::TextMuted);
    paper.text(Point::new(right, y), &page, HEADING, Weight::Regular, Token::TextMuted);
}

fn cells(row: &[Text], widths: &[f32]) -> Vec<Vec<Line>> {
    row.iter().zip(widths).map(|(cell, wide)| layout::wrapped(cell, SMALL, *wide)).collect()
}

fn row_height(cells: &[Vec<Line>]) -> f32 {
    cells.iter().map(Vec::len).max().unwrap_or_default() as f32 * SMALL * LEADING + 2.0 * CELL
}
