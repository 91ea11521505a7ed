//! The report as a page of HTML: no script, nothing fetched from elsewhere, light on paper, light or dark on a screen.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use strum::VariantArray as _;

use super::content::{Block, Figure, Look, Report, Section, Span, Table, Text};
use super::layout::Columns;
use crate::deliverables::drawing::svg::svg;
use crate::diagram::palette::{Brightness, Palette, Token};
use crate::format::xml::quoted;

/// What a browser is told not to do, whatever a name might make of the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The page.
pub fn html(report: &Report<'_>) -> String {
    // As wide as on paper, so that tables of one kind stand below each other.
    let columns = Columns::of(report, 8.0, 8.0, 700.0);
    let mut page = Page { out: String::new(), columns };
    let title = quoted(&report.title);
    page.line(&format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"{POLICY}\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" \
         content=\"Linchpin\">\n<title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>",
        style_sheet()
    ));
    let subtitle = quoted(&report.subtitle);
    page.line(&format!("<header>\n<h1>{title}</h1>\n<p class=\"muted\">{subtitle}</p>\n</header>"));
    page.contents(report);
    page.line("<main>");
    for (number, section) in numbered(&report.sections) {
        page.section(section, &number.to_string(), 2);
    }
    page.line("</main>\n</body>\n</html>");
    page.out
}

fn numbered<T>(all: &[T]) -> impl Iterator<Item = (usize, &T)> {
    (1..).zip(all)
}

struct Page {
    out: String,
    columns: Columns,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn contents(&mut self, report: &Report<'_>) {
        self.line("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>");
        let entry = |number: &str, title: &str| {
            let id = number.replace('.', "-");
            format!("<li><a href=\"#s{id}\"><span class=\"number\">{number}</span>{}</a>", quoted(title))
        };
        for (number, section) in numbered(&report.sections) {
            let number = number.to_string();
            self.line(&entry(&number, &section.title));
            if !section.parts.is_empty() {
                self.line("<ol>");
                for (of, part) in numbered(&section.parts) {
                    self.line(&format!("{}</li>", entry(&format!("{number}.{of}"), &part.title)));
                }
                self.line("</ol>");
            }
            self.line("</li>");
        }
        self.line("</ol>\n</nav>");
    }

    fn section(&mut self, section: &Section<'_>, number: &str, level: u8) {
        let (id, title) = (number.replace('.', "-"), quoted(&section.title));
        // On paper a picture on a page that lies takes its heading along.
        let way = if section.lies() { "lying" } else { "upright" };
        self.line(&format!(
            "<section id=\"s{id}\" class=\"{way}\" aria-labelledby=\"h{id}\">\n<h{level} id=\"h{id}\"><span \
             class=\"number\">{number}</span>{title}</h{level}>"
        ));
        for block in &section.blocks {
            self.block(block);
        }
        for (of, part) in numbered(&section.parts) {
            self.section(part, &format!("{number}.{of}"), level + 1);
        }
        self.line("</section>");
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Paragraph(text) => self.line(&format!("<p>{}</p>", marked(text))),
            Block::List(items) => {
                self.line("<ul>");
                for item in items {
                    self.line(&format!("<li>{}</li>", marked(item)));
                }
                self.line("</ul>");
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    fn table(&mut self, table: &Table) {
        self.line("<div class=\"table\"><table>");
        if !table.caption.is_empty() {
            self.line(&format!("<caption>{}</caption>", broken(&table.caption)));
        }
        let columns = self.columns.of_table(table);
        let all: f32 = columns.iter().sum();
        let shares: String =
            columns.iter().map(|wide| format!("<col style=\"width:{:.1}%\">", wide / all * 100.0)).collect();
        self.line(&format!("<colgroup>{shares}</colgroup>"));
        if table.columns.iter().any(|column| !column.is_empty()) {
            let headings: String =
                table.columns.iter().map(|column| format!("<th scope=\"col\">{column}</th>")).collect();
            self.line(&format!("<thead><tr>{headings}</tr></thead>"));
        }
        self.line("<tbody>");
        for row in &table.rows {
            let mut cells = String::new();
            for (at, cell) in row.iter().enumerate() {
                let cell = marked(cell);
                let written = if at == 0 && table.has_row_headings {
                    write!(cells, "<th scope=\"row\">{cell}</th>")
                } else {
                    write!(cells, "<td>{cell}</td>")
                };
                written.expect("a string takes everything");
            }
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line("</tbody></table></div>");
    }

    fn figure(&mut self, figure: &Figure<'_>) {
        let alt = quoted(&figure.drawing.in_words());
        let picture = svg(&figure.drawing, Brightness::Light);
        let picture = picture.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{alt}\" "), 1);
        self.line(&format!("<figure>\n{picture}<figcaption>{}</figcaption>\n</figure>", broken(&figure.caption)));
    }
}

fn marked(text: &Text) -> String {
    let line = |line: &Vec<Span>| {
        let spans = line.iter().map(|span| {
            let text = broken(&span.text);
            match span.look {
                Look::Plain => text,
                Look::Strong => format!("<strong>{text}</strong>"),
                Look::Muted => format!("<span class=\"muted\">{text}</span>"),
                Look::Code => format!("<code>{text}</code>"),
                Look::Severity(severity) => format!("<span class=\"badge {}\">{text}</span>", severity.word()),
            }
        });
        spans.collect::<String>()
    };
    text.lines.iter().map(line).collect::<Vec<_>>().join("<br>")
}

/// Longer words may be longer than a column, and on paper go on in the next line likewise.
const LONG: usize = 16;
/// A part of a name as long as this is broken anywhere, for a column is as wide as what is not to be broken in it.
const LONGEST: usize = 24;

/// Text with places where a long name may go on in the next line.
fn broken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(' ') {
        if word.len() < LONG {
            out.push_str(&quoted(word));
            continue;
        }
        for piece in word.split_inclusive(['.', '\\', '/', '-', '_']) {
            let mut rest = piece;
            while let Some((at, _)) = rest.char_indices().nth(LONGEST) {
                out.push_str(&quoted(&rest[..at]));
                out.push_str("<wbr>");
                rest = &rest[at..];
            }
            out.push_str(&quoted(rest));
            if piece.len() < word.len() {
                out.push_str("<wbr>");
            }
        }
    }
    out
}

/// Names of colours for the style sheet.
const VARIABLES: [(&str, Token); 13] = [
    ("canvas", Token::Canvas),
    ("panel", Token::Panel),
    ("bar", Token::Bar),
    ("line", Token::Line),
    ("text", Token::Text),
    ("muted", Token::TextMuted),
    ("accent", Token::Accent),
    ("accent-back", Token::AccentBack),
    ("error", Token::Error),
    ("error-back", Token::ErrorBack),
    ("warning", Token::Warning),
    ("warning-back", Token::WarningBack),
    ("field-line", Token::FieldLine),
];

fn style_sheet() -> String {
    let [light, dark] = [Brightness::Light, Brightness::Dark].map(Palette::of);
    let variables = |palette: &Palette| {
        let one = |(name, token): (&str, Token)| format!("--{name}:{};", palette.color(token).hex());
        VARIABLES.into_iter().map(one).collect::<String>()
    };
    // A picture names its colours; on a dark screen each becomes the dark one of the same meaning.
    let mut seen = BTreeSet::new();
    let mut repainted = String::new();
    for &token in Token::VARIANTS {
        let (from, to) = (light.color(token).hex(), dark.color(token).hex());
        if seen.insert(from.clone()) {
            writeln!(repainted, "svg [fill=\"{from}\"]{{fill:{to}}}svg [stroke=\"{from}\"]{{stroke:{to}}}")
                .expect("a string takes everything");
        }
    }
    // What lets something through is a shadow.
    repainted.push_str("svg [fill-opacity]{fill:black}\n");
    format!(
        ":root{{color-scheme:light dark;{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}\n{repainted}}}\n{}",
        variables(&light),
        variables(&dark),
        include_str!("report.css"),
    )
}
