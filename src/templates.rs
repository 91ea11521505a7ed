//! Deployments to begin with, part of the program. Each is a file in `topologies`, with a line here.

use std::sync::Arc;

use crate::edit::Command;
use crate::format;
use crate::message;
use crate::model::{AnyId, Document, Entity, Fqdn};
use crate::vendor::Product;

/// A deployment to begin with.
#[derive(Debug)]
pub struct Template {
    /// Its word on the command line and the name of its file.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    content: &'static [u8],
}

macro_rules! templates {
    ($($name:literal: $title:literal, $about:literal;)*) => {
        /// All templates, the plainest first.
        pub static TEMPLATES: &[Template] = &[$(Template {
            name: $name,
            title: $title,
            about: $about,
            content: include_bytes!(concat!("../topologies/", $name, ".sketch")),
        }),*];
    };
}
templates! {
    "standard-edition": "One Standard Edition server",
        "Everything a small company uses on one server, and nothing that takes over from it.";
    "standard-edition-pair": "Two Standard Edition servers, paired",
        "The smallest design that survives the loss of a place.";
    "enterprise-mirrored": "One Enterprise pool, mirrored",
        "Three Front End servers and mirrored databases with a witness: no single failure stops it.";
    "availability-group-2019": "One Enterprise pool on an availability group",
        "The 2019 generation: databases on an availability group of two nodes.";
    "two-data-centres": "Two Enterprise pools in two data centres",
        "Each the other's backup, and a branch office that keeps its telephones when the line is cut.";
    "stretched-chat": "A stretched Persistent Chat pool",
        "Chat over two data centres, with the paired Front End pools it needs in front of it.";
    "enterprise-mirrored-faulty": "One Enterprise pool, mirrored, with faults",
        "The mirrored pool after three years of small changes: see what the rules find.";
    "two-data-centres-faulty": "Two data centres, with faults",
        "Two data centres that are no refuge for each other: see what the rules find.";
    "stretched-chat-faulty": "A stretched chat pool, with faults",
        "A chat pool that would not survive the loss of New York: see what the rules find.";
}

/// The template of that name.
pub fn find(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

impl Template {
    /// The deployment, anew.
    pub fn document(&self) -> Document {
        format::read(self.content).expect("every template opens, as a test sees to").document
    }
}

/// The document with its SIP domain changed to another, in the name of every host in that domain too.
pub fn with_domain(document: &Document, domain: &str) -> Document {
    let old = document.topology.deployment().default_sip_domain.clone();
    if old.is_empty() {
        return document.clone();
    }
    let renamed = |name: &str| {
        let at = name.len().checked_sub(old.as_str().len())?;
        let is_in_domain = name.get(at..)?.eq_ignore_ascii_case(old.as_str()) && (at == 0 || name[..at].ends_with('.'));
        is_in_domain.then(|| format!("{}{domain}", &name[..at]))
    };
    let rename = |name: &mut Fqdn| {
        if let Some(new) = renamed(name.as_str()) {
            *name = Fqdn::new(new);
        }
    };
    changed(document, |entity| {
        entity.walk_mut().each_name(&mut |name| rename(name));
        match entity {
            // What follows is kept as text or names no host, and so is not among the names.
            Entity::Deployment(_, deployment) => {
                let deployment = Arc::make_mut(deployment);
                rename(&mut deployment.default_sip_domain);
                deployment.sip_domains.iter_mut().for_each(|domain| rename(&mut domain.name));
                deployment.simple_urls.meet.iter_mut().for_each(|(domain, _)| rename(domain));
            }
            Entity::SqlInstance(_, sql) => {
                if let Some(new) = renamed(&sql.reporting_services) {
                    Arc::make_mut(sql).reporting_services = new;
                }
            }
            // A trunk is mostly called as its gateway.
            Entity::Trunk(_, trunk) => {
                if let Some(new) = renamed(&trunk.name) {
                    Arc::make_mut(trunk).name = new;
                }
            }
            _ => {}
        }
    })
}

/// The document with everything of one product.
pub fn with_product(document: &Document, product: Product) -> Document {
    changed(document, |entity| match entity {
        Entity::Pool(_, pool) => Arc::make_mut(pool).product = product,
        Entity::Deployment(_, deployment) => Arc::make_mut(deployment).product = product,
        _ => {}
    })
}

fn changed(document: &Document, change: impl Fn(&mut Entity)) -> Document {
    let topology = &document.topology;
    let changed = |id: AnyId| {
        let mut entity = topology.entity(id)?;
        change(&mut entity);
        Some(Command::Put(entity))
    };
    let all =
        Command::All { label: message!("Prepare the template"), steps: topology.ids().filter_map(changed).collect() };
    let patch = all.plan(document).expect("rows that keep their references can be put back");
    patch.apply(document).expect("the patch was planned against this very document")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_template_opens_and_every_file_is_a_template() {
        for template in TEMPLATES {
            assert!(!template.document().topology.pools.is_empty(), "{}", template.name);
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("topologies");
        let files: BTreeSet<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "sketch"))
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(files, TEMPLATES.iter().map(|template| template.name.to_owned()).collect());
    }

    #[test]
    fn another_domain_leaves_nothing_in_the_old_one() {
        for template in TEMPLATES {
            let renamed = with_domain(&template.document(), "fabrikam.example");
            let rows: Vec<_> = renamed.topology.ids().filter_map(|id| renamed.topology.entity(id)).collect();
            let text = format!("{rows:?}");
            assert!(text.contains("fabrikam.example"), "{}", template.name);
            let old = template.document().topology.deployment().default_sip_domain.to_string();
            assert!(!text.contains(&old), "{} still names {old}", template.name);
        }
    }

    #[test]
    fn another_product_is_that_of_every_pool() {
        for template in TEMPLATES {
            let changed = with_product(&template.document(), Product::SE).topology;
            assert_eq!(changed.deployment().product, Product::SE);
            assert!(changed.pools.iter().all(|(_, pool)| pool.product == Product::SE), "{}", template.name);
        }
    }
}
