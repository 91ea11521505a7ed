use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Place;
use crate::vendor::{Figure, capacity};

use super::{by_branch_site, n_appliances};

rule! {
    /// A branch site has too few or too many users for what serves them.
    ///
    /// ## Why it matters
    /// Each solution is made for a size. Beyond it telephones register slowly or not at all just when the line is cut;
    /// below it the money is better spent on a second line.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford                      #! BR006
    ///     survivable-branch ox-sba
    ///       registrar lon-fe
    ///       users 1200
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   branch-site Oxford
    ///     survivable-branch ox-sbs
    ///       server
    ///       registrar lon-fe
    ///       users 1200
    /// ```
    /// ## Source
    /// `L:branch-site-resiliency-solutions`
    /// `S:enterprise-voice-resiliency`
    ///
    /// ## Notes
    /// What counts is the sum of the users of all appliances and servers of the site. Where one page allows a
    /// Survivable Branch Server more users than another, the smaller number holds.
    code: "BR006", name: "branch-solution-of-wrong-size", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let figure = |figure| capacity(figure, cx.product()).map(|limit| limit.value);
    let (Some(least), Some(most_on_appliance), Some(most)) =
        (figure(Figure::ApplianceUsersFrom), figure(Figure::ApplianceUsersTo), figure(Figure::BranchServerUsersTo))
    else {
        return;
    };
    for (site, branches) in by_branch_site(cx) {
        let Some(users) = branches.iter().map(|branch| branch.pool.users).sum::<Option<u32>>() else { continue };
        let n_appliances = n_appliances(&branches);
        let is_one_appliance = n_appliances == 1 && branches.len() == 1;
        let name = cx.topology().name(site.into());
        let (message, help) = if users > most {
            (
                message!("{site} has {users} users; {most} is the most for a branch site.", site = name, users, most),
                message!("Make it a central site with a Standard Edition server or a pool."),
            )
        } else if is_one_appliance && users > most_on_appliance {
            (
                message!(
                    "{site} has {users} users on one appliance; {most} is the most.",
                    site = name,
                    users,
                    most = most_on_appliance
                ),
                message!("Use a Survivable Branch Server or a second appliance."),
            )
        } else if n_appliances > 0 && users < least {
            (
                message!(
                    "{site} has {users} users; an appliance is meant for {least} or more.",
                    site = name,
                    users,
                    least
                ),
                message!("Give the branch a resilient line instead."),
            )
        } else {
            continue;
        };
        out.report(&RULE, Place::from(site), message).help(help);
    }
}
