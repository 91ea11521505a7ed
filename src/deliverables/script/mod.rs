//! What is to be run: scripts for the vendor's management shell and for SQL Server, and a page of what only a person
//! can do. None of it runs anything from here, and none has been tried on a real deployment.

mod by_hand;
#[cfg(test)]
mod lexer;
mod log_shipping;
mod quote;
mod stages;
mod step;
#[cfg(test)]
mod tests;

pub use by_hand::by_hand;
pub use quote::Unsayable;
pub(super) use quote::markdown;

use super::{Exporter, Make, NotMade, vendor_file};
use crate::format::Format;
use crate::model::Topology;
use crate::vendor::Product;

/// All scripts, in the order of their names.
pub static SCRIPTS: Exporter = Exporter {
    word: "powershell",
    title: "Scripts for the management shell and for SQL Server",
    endings: &["ps1"],
    parts: &[],
    make: Make::Files(|subject| {
        let scripts = scripts(&subject.document.topology).map_err(|error| NotMade::because(&error))?;
        Ok(scripts.into_iter().map(|script| (script.name, script.text.into_bytes())).collect())
    }),
};

/// What only a person can do.
pub static BY_HAND: Exporter = Exporter {
    word: "by-hand",
    title: "Steps in Topology Builder that no script can take",
    endings: &["md"],
    parts: &[],
    make: Make::File(|subject, _| {
        let published = vendor_file::write_anyway(subject, Format::Published)?;
        Ok(by_hand(subject.document, &published.account).into_bytes())
    }),
};

/// A file of text that is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Its name. Ours, never a name of the deployment.
    pub name: String,
    /// What stands in it: plain ASCII, lines that end with a line feed.
    pub text: String,
}

/// All scripts of a deployment, in the order in which they are run.
pub fn scripts(topology: &Topology) -> Result<Vec<TextFile>, Unsayable> {
    // The name of the module is that of the product's shell; inferred.
    let module = match topology.deployment().product {
        Product::L13 => "Lync",
        Product::S15 | Product::S19 | Product::SE => "SkypeForBusiness",
    };
    let mut files = Vec::new();
    for script in stages::scripts(topology) {
        let text = step::render(&script, module)?;
        files.push(TextFile { name: format!("{}.ps1", script.name), text });
    }
    files.extend(log_shipping::files(topology)?);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}
