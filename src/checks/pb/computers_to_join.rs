use std::collections::BTreeSet;

rule! {
    /// Computers that are new have to be in Active Directory before the topology is published.
    ///
    /// ## Why it matters
    /// Publishing gives each of them its rights, and stops at the first that has no account; they need not be online.
    /// The shares have to be there too, for the tool sets permissions on them.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB003
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    /// ```
    /// ## Source
    /// `L:requirements-to-publish-a-topology`
    ///
    /// ## Notes
    /// Edge servers are not counted: they are joined to no domain.
    code: "PB003", name: "computers-to-join", severity: Info, products: [ALL], since: "0.1.0", when: Publishing,
}

use super::is_to_be_deployed;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Deployment, Pool, PrepareFirstServer, Role};

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if !is_to_be_deployed(cx) {
        return;
    }
    let published: BTreeSet<String> = cx
        .published()
        .into_iter()
        .flat_map(|topology| topology.computers.iter())
        .map(|(_, row)| row.fqdn.key())
        .collect();
    let is_in_domain = |pool: &Pool| !matches!(pool.role, Role::Edge(_));
    let computers = cx.pools().filter(|(_, pool)| is_in_domain(pool)).flat_map(|(id, _)| cx.computers_of(id));
    let new: BTreeSet<String> =
        computers.map(|(_, row)| row.fqdn.key()).filter(|name| !name.is_empty() && !published.contains(name)).collect();
    if new.is_empty() {
        return;
    }
    let message = message!(
        "New computers ({n}) have to be in Active Directory, and all file shares in place, before this can be published.",
        n = new.len()
    );
    let help = if cx.topology().deployment().prepare_first_server == Some(PrepareFirstServer::Planned) {
        message!("Join the computers, create the shares, and run \"Prepare first Standard Edition server\".")
    } else {
        message!("Join the computers and create the shares.")
    };
    out.report(&RULE, Deployment::ID, message).help(help);
}
