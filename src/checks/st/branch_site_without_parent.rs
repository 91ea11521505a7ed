use crate::checks::{Cx, Findings, MOST_OFFERED, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, SiteRef, field};

rule! {
    /// A branch site belongs to no central site.
    ///
    /// ## Why it matters
    /// A branch site takes its Front End pool, its backup registrar and its line to the outside from its central site.
    /// Without one, its appliance has nobody to register with.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// branch-site Dublin                        #! ST005
    ///   gateway dub-gw
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Dublin
    ///     gateway dub-gw
    /// ```
    /// ## Source
    /// `L:sites`
    ///
    /// ## Fix
    /// The only central site there is becomes the parent. Among several, a person chooses.
    code: "ST005", name: "branch-site-without-parent", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let topology = cx.topology();
    for (id, branch) in topology.branch_sites.iter().filter(|(_, branch)| branch.parent.is_none()) {
        let place = Place::from(id).field(field::PARENT);
        let mut found = out
            .report(&RULE, place, message!("Branch site {site} belongs to no central site.", site = &*branch.name))
            .help(message!("Attach it to one central site."));
        for (parent, site) in topology.sites.iter().take(MOST_OFFERED) {
            let title = message!("Attach it to {site}", site = &*site.name);
            let command = Command::MoveToSite { entities: vec![id.into()], site: SiteRef::Central(parent) };
            found = match topology.sites.len() {
                1 => found.fix(title, command),
                _ => found.suggest(title, command),
            };
        }
    }
}
