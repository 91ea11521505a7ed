use eframe::egui::{RichText, ScrollArea, Ui};

use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::message;
use crate::model::Waiver;
use crate::text::Message;
use crate::ui::findings::key;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::preview::{PreviewState, previewed};
use crate::ui::theme::{Token, Type};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{badge_ui, link_ui, secondary_button};

/// Why a finding matters and what to do, in the words of its rule.
pub(super) fn explain_ui(
    ui: &mut Ui,
    cx: &ViewCx<'_>,
    preview: &mut PreviewState,
    finding: &Diagnostic,
    out: &mut Outbox,
) {
    let theme = cx.theme;
    let muted = |text: &str| RichText::new(text).font(Type::Small.font()).color(theme.color(Token::TextMuted));
    ScrollArea::vertical().id_salt("explain").auto_shrink(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(finding.code.to_string()).font(Type::Heading.font()));
            let (ink, back) = match finding.severity {
                Severity::Error => (Token::Error, Token::ErrorBack),
                Severity::Warning => (Token::Warning, Token::WarningBack),
                Severity::Info => (Token::Accent, Token::AccentBack),
            };
            badge_ui(ui, theme, finding.severity.word(), ink, back);
            if let Some(rule) = checks::find(finding.code) {
                ui.label(muted(rule.name));
            }
        });
        ui.label(RichText::new(cx.text(&finding.message)).font(Type::Strong.font()));
        if let Some(help) = &finding.help {
            ui.label(cx.text(help));
        }
        if let Some(words) = waiver_words(cx, finding) {
            ui.label(muted(&cx.text(&words)));
        }
        ui.horizontal_wrapped(|ui| {
            let place = cx.topology().name(finding.place.entity);
            if link_ui(ui, theme, &place, Token::Accent).clicked() {
                out.ask(Intent::Reveal(finding.place));
            }
            for other in &finding.related {
                let name = cx.topology().name(other.entity);
                ui.label(muted(&format!("{}:", cx.text(&other.message))));
                if link_ui(ui, theme, &name, Token::Accent).clicked() {
                    out.ask(Intent::Reveal(other.entity.into()));
                }
            }
        });
        for fix in &finding.fixes {
            let button = secondary_button(&cx.text(&message!("Fix: {title}", title = fix.title.clone())));
            if previewed(ui.add(button), cx, preview, fix).clicked() {
                out.ask(Intent::Apply(fix.clone()));
            }
        }
        if let Some(rule) = cx.yardstick.house_rule(finding.code) {
            section_ui(ui, cx, &message!("A rule of the house"));
            ui.label(RichText::new(rule.says.as_str()).color(theme.color(Token::TextMuted)));
        }
        if let Some(found) = &cx.yardstick.house
            && (found.house.find(finding.code).is_some() || found.house.severity_of(finding.code).is_some())
        {
            let file = found.path.display().to_string();
            let words = match found.house.severity_of(finding.code) {
                Some(severity) => message!("Weighed as {severity} by {file}", severity = severity.word(), file),
                None => message!("From {file}", file),
            };
            ui.label(muted(&cx.text(&words)));
        }
        if let Some(rule) = checks::find(finding.code) {
            let docs = rule.sections();
            for (title, text) in [(message!("Why it matters"), docs.why), (message!("Notes"), docs.notes)] {
                if !text.is_empty() {
                    section_ui(ui, cx, &title);
                    ui.label(RichText::new(as_paragraphs(&text)).color(theme.color(Token::TextMuted)));
                }
            }
            let sources: Vec<String> =
                docs.sources.into_iter().map(|source| source.slug).filter(|slug| !slug.is_empty()).collect();
            if !sources.is_empty() {
                section_ui(ui, cx, &message!("Source"));
                ui.label(muted(&sources.join(", ")));
            }
        }
    });
}

fn section_ui(ui: &mut Ui, cx: &ViewCx<'_>, title: &Message) {
    ui.add_space(4.0);
    ui.label(RichText::new(cx.text(title)).font(Type::CaptionStrong.font()).color(cx.theme.color(Token::TextFaint)));
}

/// The text of a doc comment: single line ends are blanks, marks of code are dropped.
fn as_paragraphs(docs: &str) -> String {
    let paragraphs: Vec<String> =
        docs.split("\n\n").map(|paragraph| paragraph.lines().collect::<Vec<_>>().join(" ")).collect();
    paragraphs.join("\n\n").replace('`', "")
}

/// What is said of the waiver of a finding, if somebody has given one.
pub(super) fn waiver_words(cx: &ViewCx<'_>, finding: &Diagnostic) -> Option<Message> {
    let Waiver { reason, expires: day } = cx.document.waivers.get(key(finding))?;
    Some(match cx.document.waivers.accepting(key(finding), cx.today) {
        Some(_) if day.is_empty() => message!("Waived: {reason}", reason),
        Some(_) => message!("Waived until {day}: {reason}", day, reason),
        None => message!("Was waived until {day}: {reason}", day, reason),
    })
}
