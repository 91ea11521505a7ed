//! The report, chapter by chapter.

use super::content::{Block, Figure, Look, Report, Section, Table, Text, counted};
use super::inventory::{self, listed};
use super::{findings, recovery};
use crate::checks::Cx;
use crate::deliverables::{
    EXPORTERS, Group, NotMade, Subject,
    drawing::{Drawing, Gallery, one_line, pdf},
};
use crate::diagram::geometry::{Rect, Size};
use crate::model::Deployment;
use strum::VariantArray as _;

/// Pictures of more sites than these make no report better; all of them are in the pictures to print.
const MOST_SITES: usize = 24;

/// Where pictures of the report go on paper: beside the margins of a page of A4, below a heading, above a caption.
pub(super) const UPRIGHT: Size = Size::new(487.0, 600.0);
/// The same on a page that lies.
pub(super) const LYING: Size = Size::new(734.0, 400.0);

pub(super) fn report<'a>(subject: &Subject<'a>) -> Result<Report<'a>, NotMade> {
    let topology = &subject.document.topology;
    let cx = Cx::new(subject.document);
    let mut sources = recovery::Sources::default();
    let mut sections = vec![
        summary(subject),
        pictures(subject)?,
        inventory::inventory(topology, &cx),
        findings::findings(topology, subject.review),
        recovery::recovery(topology, &mut sources),
        deliverables(),
        sources.section(),
        sign_off(),
    ];
    sections.retain(|section| !section.is_empty());
    if subject.cancel.is_cancelled() {
        return Err(NotMade::cancelled());
    }
    let title = one_line(&topology.name(Deployment::ID.into()));
    let title = if title.is_empty() { one_line(subject.name) } else { title };
    let subtitle = one_line(&format!("{} · {} · {}", subject.product.title(), subject.name, subject.today));
    Ok(Report { title, subtitle, sections })
}

fn summary<'a>(subject: &Subject<'_>) -> Section<'a> {
    let topology = &subject.document.topology;
    let deployment = topology.deployment();
    let mut section = Section::new("Summary");
    section.paragraph(findings::summary(subject.review));
    let mut facts = Table::new("", &["", ""]);
    let mut fact = |name: &str, value: Text| facts.row([Text::of(Look::Muted, name), value]);
    fact("Deployment", Text::of(Look::Strong, topology.name(Deployment::ID.into())));
    fact("Document", subject.name.into());
    fact("As of", subject.today.into());
    fact("Product", subject.product.title().into());
    fact("SIP domains", listed(deployment.sip_domains.iter().map(|domain| domain.name.as_str())).into());
    let holder = deployment.central_management.map_or("not chosen".to_owned(), |id| topology.name(id.into()));
    fact("Central Management", holder.into());
    for (name, value) in inventory::counts(topology) {
        fact(name, value.into());
    }
    facts.rows.retain(|row| row.iter().all(|cell| !cell.words().is_empty()));
    section.table(facts);
    section
}

/// How a picture goes on paper: by how much it is made smaller, and whether the page lies.
fn set(bounds: Rect) -> (f32, bool) {
    let [upright, lying] = [UPRIGHT, LYING].map(|room| pdf::scale_into(bounds, room));
    // A page is turned only where that makes a difference.
    if lying > upright * 1.2 { (lying, true) } else { (upright, false) }
}

fn pictures<'a>(subject: &Subject<'a>) -> Result<Section<'a>, NotMade> {
    let gallery = Gallery::of(subject)?;
    let mut section = Section::new("Pictures");
    if gallery.bounds().width() <= 0.0 {
        return Ok(section);
    }
    let figure = |caption: String, drawing: Drawing<'a>, is_wide: bool| {
        Block::Figure(Box::new(Figure { caption: one_line(&caption), drawing, is_wide }))
    };
    let (scale, is_wide) = set(gallery.bounds());
    let whole = gallery.whole(pdf::detail(scale)).with_caption(None, &[]);
    let mut part = Section::new("The whole");
    part.blocks.push(figure("The deployment as a whole".to_owned(), whole, is_wide));
    section.parts.push(part);
    let sites = gallery.sites();
    for site in sites.iter().take(MOST_SITES) {
        let name = subject.document.topology.name(*site);
        let Some(picture) = gallery.part(*site).filter(|picture| !picture.nodes.is_empty()) else { continue };
        let (scale, is_wide) = set(picture.bounds);
        let leading_out = gallery.leading_out(&picture);
        let drawing = gallery.drawing(picture, pdf::detail(scale)).with_caption(None, &leading_out);
        let mut part = Section::new(&name);
        part.blocks.push(figure(format!("The site {name}"), drawing, is_wide));
        section.parts.push(part);
    }
    if let n @ 1.. = sites.len().saturating_sub(MOST_SITES) {
        let others = counted(n, "further site is", "further sites are");
        section.paragraph(format!(
            "Pictures of {MOST_SITES} sites follow; {others} not shown here. All are in the pictures to print: \
             `linchpin export --to picture-pdf`."
        ));
    }
    Ok(section)
}

fn deliverables<'a>() -> Section<'a> {
    let mut section = Section::new("Deliverables");
    section
        .paragraph("What is made of the same document, each by `linchpin export --to WORD`; `all` makes everything.");
    let mut table = Table::new("", &["For", "Word", "What it is", "Formats"]);
    for group in Group::VARIANTS {
        for exporter in EXPORTERS.iter().filter(|exporter| exporter.group == *group) {
            let formats = exporter.endings.join(", ");
            let word = Text::of(Look::Code, exporter.word);
            table.row([group.title().to_string().into(), word, exporter.title.into(), formats.into()]);
        }
    }
    table.has_row_headings = false;
    section.table(table);
    section
}

fn sign_off<'a>() -> Section<'a> {
    let mut section = Section::new("Sign-off");
    section.paragraph("The design is complete, its findings are dealt with or accepted, and it may be built.");
    let mut table = Table::new("", &["Part", "Name", "Date", "Signature"]);
    for part in
        ["Design", "Network and firewall", "DNS and certificates", "SQL Server", "Operations", "Security", "Approval"]
    {
        table.row([Text::of(Look::Strong, part), "".into(), "".into(), "".into()]);
    }
    section.table(table);
    section
}
