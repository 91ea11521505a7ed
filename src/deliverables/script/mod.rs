//! What is to be run: scripts for the vendor's management shell and for SQL Server, and a page of what only a person
//! can do. None of it runs anything from here, and none has been tried on a real deployment.

mod by_hand;
mod certificates;
mod databases;
#[cfg(test)]
pub(super) mod lexer;
mod log_shipping;
mod quote;
mod stages;
mod step;
#[cfg(test)]
mod tests;

pub use by_hand::by_hand;
pub use quote::Unsayable;

use std::collections::BTreeMap;

use super::{Exporter, Group, Make, NotMade};
use crate::model::{Document, Id, Pool, Role, Topology};
use crate::text::natural_key;
use crate::vendor::Product;
use step::{Script, Shell, Step};

/// All scripts, in the order of their names.
pub static SCRIPTS: Exporter = Exporter {
    word: "powershell",
    title: "Scripts for the management shell and for SQL Server",
    group: Group::Scripts,
    endings: &["ps1"],
    parts: &[],
    make: Make::Files(|subject| {
        let scripts = scripts(subject.document).map_err(|error| NotMade::because(&error))?;
        Ok(scripts.into_iter().map(|script| (script.name, script.text.into_bytes())).collect())
    }),
};

/// What only a person can do.
pub static BY_HAND: Exporter = Exporter {
    word: "by-hand",
    title: "Steps in Topology Builder that no script can take",
    group: Group::Scripts,
    endings: &["md"],
    parts: &[],
    make: Make::File(|subject, _| {
        by_hand(subject.document).map(String::into_bytes).map_err(|error| NotMade::because(&error))
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

/// The pools that the product's tools know, by name.
fn pools(topology: &Topology) -> Vec<(Id<Pool>, &Pool)> {
    let known = topology.pools.iter().filter(|(_, pool)| !matches!(pool.role, Role::Foreign(_)));
    let mut pools: Vec<_> = known.collect();
    pools.sort_by_cached_key(|(_, pool)| natural_key(pool.fqdn.as_str()));
    pools
}

/// All scripts of a deployment, in the order of their names.
pub fn scripts(document: &Document) -> Result<Vec<TextFile>, Unsayable> {
    let mut files = Vec::new();
    for (script, shell) in shell_scripts(document) {
        let text = step::render(&script, shell)?;
        files.push(TextFile { name: format!("{}.ps1", shell.name_of(&script)), text });
    }
    files.extend(log_shipping::files(&document.topology)?);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// The scripts for the management shell, in the order in which they are run. Steps of pools of another product than the
/// deployment's are run in that product's shell, so they are scripts of their own.
fn shell_scripts(document: &Document) -> Vec<(Script, Shell)> {
    let own = document.topology.deployment().product;
    let mut all = Vec::new();
    for script in stages::scripts(document) {
        let Script { name, about, parameters, steps } = script;
        let mut by_product: BTreeMap<(bool, Product), Vec<Step>> = BTreeMap::new();
        for step in steps {
            let product = step.product.unwrap_or(own);
            by_product.entry((product != own, product)).or_default().push(step);
        }
        all.extend(by_product.into_iter().map(|((is_foreign, product), steps)| {
            (Script { name, about, parameters, steps }, Shell { product, is_of_deployment: !is_foreign })
        }));
    }
    all
}
