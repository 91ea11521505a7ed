//! What holds for every format: each card once, names as text, the same bytes each time.

use roxmltree::{Document as Xml, Node as Element};
use std::collections::BTreeMap;

use super::png::{PngError, png, size};
use super::{Drawing, PICTURE_PDF, PNG, SVG, dot::dot, draw_io::draw_io, graphml::graphml, id, svg::svg};
use crate::checks::Review;
use crate::deliverables::{Exporter, Subject};
use crate::diagram::{
    Picture,
    palette::Brightness,
    scene::{Detail, Overlay, Shape},
};
use crate::edit::Command;
use crate::model::{AnyId, Document, Entity, Pool, Site};
use crate::work::Cancel;

const TWO_DATA_CENTRES: &str = include_str!("../../../topologies/two-data-centres.sketch");

/// A pair over two data centres.
const PAIR: &str = r"
    data-centre London
    data-centre Paris
    site EMEA
      standard-edition lon-se in London
      standard-edition par-se in Paris
      pair lon-se par-se
";

/// What would be markup, quoting or a template in one of the formats.
const AWKWARD: &str = "<b>&\"'>\n]]>{a}%s$\\N \\\" &amp; ä";
const AWKWARD_ON_ONE_LINE: &str = "<b>&\"'> ]]>{a}%s$\\N \\\" &amp; ä";

fn document(sketch: &str) -> Document {
    crate::sketch::read(sketch).unwrap().document
}

fn drawing(document: &Document) -> Drawing<'_> {
    let picture = Picture::of(document, &Cancel::default()).unwrap();
    Drawing::new(&document.topology, picture, &Overlay::default())
}

/// What an exporter makes of a document in its usual format.
fn made(exporter: &'static Exporter, document: &Document) -> Vec<u8> {
    let (review, cancel) = (Review::default(), Cancel::default());
    let subject = Subject::new(document, &review, "2026-01-31", "design", &cancel);
    exporter.as_file(exporter.endings[0]).unwrap().make(&subject).unwrap()
}

/// A site and a pool whose names are [`AWKWARD`].
fn awkward() -> Document {
    let mut document = document(PAIR);
    let (site, row) = document.topology.sites.iter().next().unwrap();
    let site = Entity::from((site, Site { name: AWKWARD.to_owned(), ..row.clone() }));
    let (pool, row) = document.topology.pools.iter().next().unwrap();
    let pool = Entity::from((pool, Pool { fqdn: AWKWARD.into(), ..row.clone() }));
    for entity in [site, pool] {
        document = Command::Put(entity).plan(&document).unwrap().apply(&document).unwrap();
    }
    document
}

fn elements<'a>(xml: &'a Xml<'a>, name: &str) -> impl Iterator<Item = Element<'a, 'a>> {
    xml.descendants().filter(move |element| element.tag_name().name() == name)
}

/// How often each of these occurs.
fn counted<T: Ord>(words: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counted = BTreeMap::new();
    words.into_iter().for_each(|word| *counted.entry(word).or_default() += 1);
    counted
}

fn sorted<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<_> = words.into_iter().map(str::to_owned).collect();
    words.sort();
    words
}

/// The titles of the groups of an SVG.
fn titles(svg: &str) -> Vec<String> {
    let xml = Xml::parse(svg).unwrap();
    elements(&xml, "title").filter_map(|title| title.text()).map(str::to_owned).collect()
}

#[test]
fn every_card_is_in_each_file_once() {
    let document = document(TWO_DATA_CENTRES);
    let drawing = drawing(&document);
    let nodes = &drawing.picture.nodes;
    let ids: Vec<_> = nodes.iter().map(|node| id(drawing.topology, node.entity)).collect();
    let expected = sorted(ids.iter().map(String::as_str));
    assert!(expected.len() > 20, "{expected:?}");

    let of_svg = counted(titles(&svg(&drawing, Brightness::Light)));
    for node in nodes {
        let name = node.spoken(drawing.topology).to_string();
        assert_eq!(of_svg.get(&name), Some(&1), "{name}");
    }

    let dot = dot(&drawing);
    let of_dot = dot.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" [label="));
    let of_dot = of_dot.map(|(id, _)| id).filter(|id| !id.contains('"'));
    assert_eq!(sorted(of_dot), expected);

    let graphml = graphml(&drawing);
    let xml = Xml::parse(&graphml).unwrap();
    assert_eq!(sorted(elements(&xml, "node").filter_map(|node| node.attribute("id"))), expected);
    let n_lines = drawing.picture.lines.len();
    assert_eq!(elements(&xml, "edge").count(), n_lines);

    let draw_io = draw_io(&drawing, Brightness::Light);
    let xml = Xml::parse(&draw_io).unwrap();
    let cells = counted(elements(&xml, "mxCell").filter_map(|cell| cell.attribute("id")));
    assert!(cells.values().all(|n| *n == 1), "{cells:?}");
    assert!(expected.iter().all(|id| cells.contains_key(id.as_str())));
    assert_eq!(elements(&xml, "mxCell").filter(|cell| cell.has_attribute("edge")).count(), n_lines);
}

#[test]
fn what_diagrams_net_needs_of_a_cell_is_there() {
    let document = document(TWO_DATA_CENTRES);
    let written = draw_io(&drawing(&document), Brightness::Light);
    let xml = Xml::parse(&written).unwrap();
    let path = ["mxfile", "diagram", "mxGraphModel", "root"];
    let root =
        path.into_iter().fold(xml.root(), |at, name| at.children().find(|child| child.has_tag_name(name)).unwrap());
    let cells: Vec<_> = root.children().filter(Element::is_element).collect();
    assert_eq!((cells[0].attribute("id"), cells[0].attribute("parent")), (Some("0"), None));
    assert_eq!((cells[1].attribute("id"), cells[1].attribute("parent")), (Some("1"), Some("0")));
    let mut known = vec!["0", "1"];
    for cell in &cells[2..] {
        let is_known = |name| cell.attribute(name).is_some_and(|id| known.contains(&id));
        assert!(is_known("parent"), "{cell:?}");
        let geometry = cell.children().find(|child| child.has_tag_name("mxGeometry")).unwrap();
        assert_eq!(geometry.attribute("as"), Some("geometry"));
        match (cell.attribute("vertex"), cell.attribute("edge")) {
            (Some("1"), None) => {
                let side = |name| geometry.attribute(name).unwrap().parse::<f32>().unwrap();
                assert!(
                    side("width") > 0.0 && side("height") > 0.0 && side("x") >= 0.0 && side("y") >= 0.0,
                    "{cell:?}"
                );
            }
            (None, Some("1")) => {
                assert!(is_known("source") && is_known("target"), "{cell:?}");
                assert_eq!(geometry.attribute("relative"), Some("1"));
            }
            other => panic!("{other:?}"),
        }
        known.push(cell.attribute("id").unwrap());
    }
}

#[test]
fn graphml_declares_every_key_and_joins_nodes_that_are_there() {
    let document = document(TWO_DATA_CENTRES);
    let written = graphml(&drawing(&document));
    let xml = Xml::parse(&written).unwrap();
    let keys: Vec<_> = elements(&xml, "key").map(|key| (key.attribute("id"), key.attribute("for"))).collect();
    for data in elements(&xml, "data") {
        let of = data.parent().map(|parent| parent.tag_name().name());
        assert!(keys.contains(&(data.attribute("key"), of)), "{data:?}");
    }
    let ids: Vec<_> = elements(&xml, "node").map(|node| node.attribute("id")).collect();
    let mut edges = elements(&xml, "edge");
    assert!(edges.all(|edge| ids.contains(&edge.attribute("source")) && ids.contains(&edge.attribute("target"))));
}

#[test]
fn names_are_text_in_every_format() {
    let document = awkward();
    let drawing = drawing(&document);

    let svg = svg(&drawing, Brightness::Light);
    let titles = titles(&svg);
    assert!(titles.contains(&format!("Central site {AWKWARD_ON_ONE_LINE}")), "{titles:?}");
    assert!(titles.iter().any(|title| title.ends_with(&format!("server {AWKWARD_ON_ONE_LINE}"))), "{titles:?}");
    let xml = Xml::parse(&svg).unwrap();
    let written = counted(elements(&xml, "text").filter_map(|text| text.text()));
    assert!(written.contains_key(AWKWARD_ON_ONE_LINE), "{written:?}");

    let graphml = graphml(&drawing);
    let xml = Xml::parse(&graphml).unwrap();
    let names = |key| elements(&xml, "data").filter(move |data| data.attribute("key") == Some(key));
    let is_awkward = |data: &Element<'_, '_>| data.text() == Some(AWKWARD);
    assert_eq!(names("node-site").filter(is_awkward).count(), drawing.picture.nodes.len());
    assert_eq!(names("node-name").filter(is_awkward).count(), 1);

    let draw_io = draw_io(&drawing, Brightness::Light);
    let xml = Xml::parse(&draw_io).unwrap();
    let said: Vec<_> = elements(&xml, "mxCell").filter_map(|cell| cell.attribute("value")).collect();
    assert!(said.contains(&AWKWARD_ON_ONE_LINE), "{said:?}");
    assert!(said.iter().any(|said| said.starts_with(&format!("{AWKWARD_ON_ONE_LINE}\n"))), "{said:?}");
    let mut styles = elements(&xml, "mxCell").filter_map(|cell| cell.attribute("style"));
    assert!(styles.all(|style| style.contains("html=0;")));

    let dot = dot(&drawing);
    let escaped = r#"<b>&amp;\"'> ]]>{a}%s$\\N \\\" &amp;amp; ä"#;
    assert!(dot.contains(&format!("graph [label=\"{escaped}\"")), "{dot}");
    assert!(dot.contains(&format!("[label=\"{escaped}\\n")), "{dot}");
}

#[test]
fn graphviz_reads_what_is_written_for_it() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let mut graphviz = Command::new("dot");
    graphviz.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut running) = graphviz.spawn() else {
        println!("skipped: Graphviz is not installed");
        return;
    };
    let document = awkward();
    running.stdin.take().unwrap().write_all(dot(&drawing(&document)).as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let svg = String::from_utf8(output.stdout).unwrap();
    let svg = &svg[svg.find("<svg").unwrap()..];
    let xml = Xml::parse(svg).unwrap();
    let written: Vec<_> = elements(&xml, "text").filter_map(|text| text.text()).collect();
    assert!(written.contains(&AWKWARD_ON_ONE_LINE), "{written:?}");
}

#[test]
fn the_same_document_is_the_same_file() {
    let (one, other) = (document(TWO_DATA_CENTRES), document(TWO_DATA_CENTRES));
    let (one, other) = (drawing(&one), drawing(&other));
    for brightness in [Brightness::Light, Brightness::Dark] {
        assert_eq!(svg(&one, brightness), svg(&other, brightness));
        assert_eq!(draw_io(&one, brightness), draw_io(&other, brightness));
        assert_eq!(png(&one, brightness, 0.25).unwrap(), png(&other, brightness, 0.25).unwrap());
    }
    assert_eq!(dot(&one), dot(&other));
    assert_eq!(graphml(&one), graphml(&other));
}

#[test]
fn the_words_on_a_line_are_on_the_sheet() {
    let document = document(include_str!("../../../topologies/stretched-chat-faulty.sketch"));
    let drawing = drawing(&document);
    let sheet = super::svg::sheet(&drawing);
    let plates = drawing.scene.items.iter().filter(|item| item.other.is_some()).filter_map(|item| match item.shape {
        Shape::Box { rect, .. } => Some(rect),
        _ => None,
    });
    let plates: Vec<_> = plates.collect();
    assert!(plates.iter().any(|plate| plate.min.x < drawing.picture.bounds.min.x), "{plates:?}");
    assert!(plates.iter().all(|plate| sheet.contains_rect(plate)), "{plates:?}");
}

#[test]
fn svg_refers_to_nothing_outside() {
    let document = awkward();
    let svg = svg(&drawing(&document), Brightness::Dark);
    let xml = Xml::parse(&svg).unwrap();
    for element in xml.descendants() {
        for attribute in element.attributes() {
            let value = attribute.value();
            assert!(attribute.name() != "href" && !value.contains("url(") && !value.contains("://"), "{value}");
        }
        assert!(!matches!(element.tag_name().name(), "script" | "style" | "image" | "use" | "foreignObject"));
    }
}

#[test]
fn a_png_is_as_large_as_was_asked_and_has_something_on_it() {
    let document = document(PAIR);
    let drawing = drawing(&document);
    let sheet = super::svg::sheet(&drawing);
    for scale in [0.5, 1.0] {
        let bytes = png(&drawing, Brightness::Light, scale).unwrap();
        let image = image::load_from_memory(&bytes).unwrap().into_rgba8();
        let expected = [sheet.width(), sheet.height()].map(|side| (side * scale).ceil() as u32);
        assert_eq!([image.width(), image.height()], expected);
        let colors = counted(image.pixels().map(|pixel| pixel.0));
        assert!(colors.len() > 100, "{} colours", colors.len());
        assert!(colors.keys().all(|[.., opacity]| *opacity == u8::MAX), "something shows through");
    }
}

/// Were the fonts not found, there would be no letters, and the same picture with and without words.
#[test]
fn the_words_of_a_png_are_drawn() {
    let (short, long) = (document("site A\n  front-end a"), document("site A\n  front-end b"));
    let [short, long] = [&short, &long].map(|document| png(&drawing(document), Brightness::Light, 1.0).unwrap());
    let [short, long] = [short, long].map(|bytes| image::load_from_memory(&bytes).unwrap().into_rgba8());
    assert_eq!(short.dimensions(), long.dimensions());
    let n_different = short.pixels().zip(long.pixels()).filter(|(a, b)| a != b).count();
    assert!(n_different > 10, "{n_different} pixels differ");
}

/// So that whoever proves something of the text in an SVG has proved it of the picture in pixels.
#[test]
fn a_png_shows_the_svg_and_carries_nothing_beside() {
    for sketch in [PAIR, TWO_DATA_CENTRES] {
        let document = document(sketch);
        let (review, cancel) = (Review::default(), Cancel::default());
        let subject = Subject::new(&document, &review, "2026-01-31", "design", &cancel);
        let png = PNG.as_file("png").and_then(|file| file.at_scale(0.5)).unwrap().make(&subject).unwrap();
        let drawn = image::load_from_memory(&png).unwrap().into_rgba8();
        let tree = super::png::tree(std::str::from_utf8(&made(&SVG, &document)).unwrap()).unwrap();
        let mut of_svg = resvg::tiny_skia::Pixmap::new(drawn.width(), drawn.height()).unwrap();
        resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(0.5, 0.5), &mut of_svg.as_mut());
        let pixels = drawn.as_raw().chunks(4).zip(of_svg.data().chunks(4));
        // Where the sheet ends within a pixel that is translucent, and the two count its colours differently.
        let mut opaque = pixels.filter(|(a, _)| a[3] == 255);
        assert!(opaque.clone().count() * 50 > of_svg.pixels().len() * 49 && opaque.all(|(a, b)| a == b));

        let mut rest = &png[8..];
        while let [length @ .., _, _, _, _] = rest.get(..8).unwrap_or_default() {
            let kind = std::str::from_utf8(&rest[4..8]).unwrap();
            assert!(["IHDR", "IDAT", "IEND"].contains(&kind), "a chunk {kind}");
            rest = &rest[12 + u32::from_be_bytes(length.try_into().unwrap()) as usize..];
        }
        assert!(rest.is_empty());
    }
}

#[test]
fn what_is_too_large_for_a_png_says_what_is_not() {
    let document = document(TWO_DATA_CENTRES);
    let drawing = drawing(&document);
    let error = png(&drawing, Brightness::Light, 40.0).unwrap_err();
    let PngError::TooLarge { largest_scale, .. } = error else { panic!("{error}") };
    assert!(largest_scale > 1.0 && largest_scale < 40.0, "{largest_scale}");
    assert!(error.hint().unwrap().to_string().contains(&largest_scale.to_string()));
    assert!(size(&drawing, largest_scale).is_ok());
    assert!(size(&drawing, largest_scale + 0.02).is_err());
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(matches!(png(&drawing, Brightness::Light, scale), Err(PngError::NoScale(_))), "{scale}");
    }
}

#[test]
fn a_png_too_large_at_the_usual_scale_is_drawn_at_what_is_handy_and_says_so() {
    let site = |n: usize| format!("site S{n}\n  front-end fe{n}\n  edge e{n}\n  director d{n}\n  mediation m{n}\n");
    let large = document(&(0..190).map(site).collect::<String>());
    let (review, cancel) = (Review::default(), Cancel::default());
    let subject = Subject::new(&large, &review, "2026-01-31", "design", &cancel);
    let near = Drawing::captioned(&subject, Detail::Near).unwrap();
    assert!(matches!(size(&near, 2.0), Err(PngError::TooLarge { .. })), "or nothing is shown");

    let file = PNG.as_file("png").unwrap();
    let drawn = image::load_from_memory(&file.make(&subject).unwrap()).unwrap();
    let n_pixels = u64::from(drawn.width()) * u64::from(drawn.height());
    assert!((7_500_000..=8_000_000).contains(&n_pixels), "{n_pixels}");
    let scale = f64::from(drawn.width()) / f64::from(super::svg::sheet(&near).width());
    let caveat = file.caveat(&subject).unwrap().to_string();
    assert!(caveat.starts_with(&format!("drawn at a scale of {scale:.2}, for at 2 it would have ")), "{caveat}");
    assert!(caveat.ends_with("; what cannot be read at that scale is in SVG and PDF only"), "{caveat}");

    let asked = file.at_scale(2.0).unwrap();
    assert_eq!(asked.caveat(&subject), None);
    let hint = asked.make(&subject).unwrap_err().hint.unwrap().to_string();
    let largest: f32 = hint.split(' ').find_map(|word| word.parse().ok()).unwrap();
    assert!(size(&near, largest).is_ok() && size(&near, largest + 0.02).is_err(), "{hint}");

    let small = document(PAIR);
    assert_eq!(file.caveat(&Subject::new(&small, &review, "2026-01-31", "design", &cancel)), None);
}

#[test]
fn a_file_of_one_site_has_that_site_only() {
    let document = document("site A\n  front-end a-fe\n  branch-site C\nsite B\n  front-end b-fe\npair a-fe b-fe");
    let picture = Picture::of(&document, &Cancel::default()).unwrap();
    let (site, _) = document.topology.sites.iter().find(|(_, site)| site.name == "A").unwrap();
    let part = picture.part(AnyId::from(site)).unwrap();
    let drawing = Drawing::new(&document.topology, part, &Overlay::default());
    let titles = titles(&svg(&drawing, Brightness::Light));
    assert_eq!(titles[0], "A");
    assert!(titles.iter().any(|title| title.ends_with("pool a-fe.contoso.com")), "{titles:?}");
    assert!(titles.contains(&"Branch site C".to_owned()), "{titles:?}");
    assert!(!titles.iter().any(|title| title.contains("b-fe")), "{titles:?}");
}

/// How many pages a PDF says it has. The list of pages is not compressed.
fn n_pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let (_, after) = text.split_once("/Type/Pages/Count ").expect("there is a list of pages");
    after.split(|letter: char| !letter.is_ascii_digit()).next().unwrap().parse().unwrap()
}

#[test]
fn pictures_to_print_are_the_whole_and_each_site() {
    let document = document(TWO_DATA_CENTRES);
    let pdf = made(&PICTURE_PDF, &document);
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(n_pages(&pdf), 3, "the whole, London and Berlin");
    let alone = made(&PICTURE_PDF, &self::document("site A\n  front-end a-fe"));
    assert_eq!(n_pages(&alone), 1, "the only site is the whole");
    let Some(words) = words_of_page(&pdf, 2) else { return };
    for said in ["ber-fe.contoso.com", "design · 2026-01-31", "in London: paired", "media through Edge"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("lon-dir"), "{words}");
}

/// The text of a page of a PDF, as another program reads it; none where that is not installed.
fn words_of_page(pdf: &[u8], page: usize) -> Option<String> {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let mut reader = Command::new("pdftotext");
    let page = page.to_string();
    reader.args(["-f", &page, "-l", &page, "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut running) = reader.stderr(Stdio::null()).spawn() else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    running.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A small deployment as the two formats of graphs, which are read by people too.
#[test]
fn graphs_read_so() {
    let document = document(PAIR);
    let drawing = drawing(&document);
    insta::assert_snapshot!("dot", dot(&drawing));
    insta::assert_snapshot!("graphml", graphml(&drawing));
}

#[test]
fn drawings_are_written_so() {
    let document = document(PAIR);
    insta::assert_snapshot!("svg", String::from_utf8(made(&SVG, &document)).unwrap());
    insta::assert_snapshot!("draw-io", draw_io(&drawing(&document), Brightness::Light));
}

/// What would be a script, markup, the end of a string or a turn of the text somewhere.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "]]>",
    "\"><img src=x onerror=alert(1)>",
    "{\"label\"}",
    "a\nb\u{202e}c\u{2066}d",
    r"x'; Remove-Item -Recurse C:\ #",
];

#[test]
fn a_hostile_name_is_a_name_in_every_format() {
    for name in HOSTILE {
        let mut document = document(PAIR);
        let (id, row) = document.topology.sites.iter().next().unwrap();
        let site = Entity::from((id, Site { name: name.to_owned(), ..row.clone() }));
        document = Command::Put(site).plan(&document).unwrap().apply(&document).unwrap();
        let shown = super::one_line(name);
        assert!(!shown.contains(['\n', '\u{202e}', '\u{2066}']), "{shown:?}");

        let svg = String::from_utf8(made(&SVG, &document)).unwrap();
        assert!(titles(&svg).contains(&format!("Central site {shown}")), "{name}");
        let xml = Xml::parse(&svg).unwrap();
        let tags = xml.descendants().filter(Element::is_element).map(|element| element.tag_name().name());
        let known = ["svg", "title", "rect", "g", "path", "circle", "text"];
        assert!(tags.into_iter().all(|tag| known.contains(&tag)), "{name}");

        let draw_io = draw_io(&drawing(&document), Brightness::Light);
        let xml = Xml::parse(&draw_io).unwrap();
        let said: Vec<_> = elements(&xml, "mxCell").filter_map(|cell| cell.attribute("value")).collect();
        assert!(said.contains(&shown.as_str()), "{said:?}");

        let graphml = graphml(&drawing(&document));
        Xml::parse(&graphml).unwrap();
        assert!(!graphml.contains("<script") && !graphml.contains("<img"), "{graphml}");

        // Every line of DOT that names the site is whole: its quotes close.
        let dot = dot(&drawing(&document));
        for line in dot.lines() {
            let quotes = line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
            assert_eq!(quotes % 2, 0, "{line}");
        }

        let pdf = made(&PICTURE_PDF, &document);
        if let Some(words) = words_of_page(&pdf, 1) {
            let first = shown.split(' ').next().unwrap();
            assert!(words.contains(first), "{first}: {words}");
        }
    }
}

#[test]
fn a_letter_that_no_font_has_is_a_box_and_still_the_letter() {
    let document = document("site 東京\n  front-end a-fe");
    let pdf = made(&PICTURE_PDF, &document);
    if let Some(words) = words_of_page(&pdf, 1) {
        assert!(words.contains("東京"), "{words}");
    }
}
