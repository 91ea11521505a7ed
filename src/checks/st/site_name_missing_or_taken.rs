use std::collections::BTreeMap;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, SiteRef, field};

rule! {
    /// A central or branch site has no name, or shares it with another site.
    ///
    /// ## Why it matters
    /// The cmdlets find a site by its name, and policies are assigned to it by that name. Two names that differ in case
    /// only are the same.
    ///
    /// ## Example
    /// ```sketch
    /// site London                               #! ST004
    ///   front-end lon-fe
    ///   branch-site LONDON                      #! ST004
    ///     gateway lon-gw
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site London
    ///   front-end lon-fe
    ///   branch-site Croydon
    ///     gateway lon-gw
    /// ```
    /// ## Source
    /// `TB:add-site-name`; uniqueness (inferred)
    code: "ST004", name: "site-name-missing-or-taken", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    let central = topology.sites.iter().map(|(id, site)| (SiteRef::Central(id), site.name.trim()));
    let branch = topology.branch_sites.iter().map(|(id, site)| (SiteRef::Branch(id), site.name.trim()));
    let sites: Vec<(SiteRef, &str)> = central.chain(branch).collect();
    let mut by_name: BTreeMap<String, Vec<SiteRef>> = BTreeMap::new();
    for &(id, site) in &sites {
        by_name.entry(site.to_lowercase()).or_default().push(id);
    }
    for &(id, site) in &sites {
        let place = Place::from(id).field(field::NAME);
        if site.is_empty() {
            let message = match id {
                SiteRef::Central(_) => message!("A central site has no name."),
                SiteRef::Branch(_) => message!("A branch site has no name."),
            };
            out.report(&RULE, place, message).help(message!("Name the site."));
            continue;
        }
        let mut namesakes = by_name[&site.to_lowercase()].iter().filter(|other| **other != id).peekable();
        if namesakes.peek().is_none() {
            continue;
        }
        let mut found = out
            .report(&RULE, place, message!("Site {site} shares its name with another site.", site))
            .help(message!("Rename one of the sites."));
        for other in namesakes {
            found = found.related(*other, message!("has the same name"));
        }
    }
}
