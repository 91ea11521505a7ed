//! The report: what is read before a deployment is built, and signed. It is put together once, as [`content`]; [`html`]
//! and [`pdf`] only set it, so that both say the same.

mod chapters;
pub mod content;
mod findings;
pub mod html;
mod inventory;
mod layout;
pub mod pdf;
mod recovery;
#[cfg(test)]
mod tests;

use super::{Exporter, Group, Make, NotMade, Subject};
use content::Report;

/// For the browser, and to be printed from there.
pub static HTML: Exporter = Exporter {
    word: "report",
    title: "Report to read and sign, one page for the browser",
    group: Group::Report,
    endings: &["html"],
    parts: &[],
    make: Make::File(|subject, _| Ok(html::html(&report(subject)?).into_bytes())),
};

/// For paper and archives.
pub static PDF: Exporter = Exporter {
    word: "report-pdf",
    title: "Report to read and sign, as PDF",
    group: Group::Report,
    endings: &["pdf"],
    parts: &[],
    make: Make::File(|subject, _| pdf::pdf(&report(subject)?, subject)),
};

/// All that the report says.
pub fn report<'a>(subject: &Subject<'a>) -> Result<Report<'a>, NotMade> {
    chapters::report(subject)
}
