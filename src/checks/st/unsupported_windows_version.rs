use std::collections::BTreeSet;

rule! {
    /// A server runs a version of Windows Server that its product does not support.
    ///
    /// ## Why it matters
    /// Setup refuses to install on some versions and installs on others without anybody having tested it; the vendor's
    /// support ends there.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe                        #! ST016
    ///     computers 3 os 2012r2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3 os 2019
    /// ```
    /// ## Source
    /// `L:server-and-tools-operating-system-support`
    /// `S:server-requirements`
    /// `S:system-requirements`
    ///
    /// ## Notes
    /// Windows Server 2008 R2 under 2015 is let pass: a server that was upgraded in place may keep it. Appliances and
    /// application servers come with a Windows of their own.
    code: "ST016", name: "unsupported-windows-version", severity: Error, products: [ALL], since: "0.1.0",
}

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, Pool, Role, SurvivableBranchKind, field};
use crate::vendor::windows_support;

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools().filter(|(_, pool)| is_installed_by_setup(pool)) {
        let product = cx.product_of(pool);
        let computers = || cx.computers_of(id);
        let versions: BTreeSet<_> = computers().filter_map(|(_, computer)| computer.os).collect();
        for version in versions.into_iter().filter(|&version| windows_support(product, version).is_none()) {
            let message = message!(
                "{pool} has servers with {version}, on which {product} is not supported.",
                pool = pool.fqdn.as_str(),
                version = version.title(),
                product = product.title()
            );
            let mut found = out
                .report(&RULE, Place::from(id).field(field::COMPUTERS), message)
                .help(message!("Choose a version that the product supports."));
            for (computer, _) in computers().filter(|(_, computer)| computer.os == Some(version)) {
                found = found.related(computer, message!("runs it"));
            }
        }
    }
}

fn is_installed_by_setup(pool: &Pool) -> bool {
    match &pool.role {
        Role::SurvivableBranch(branch) => branch.kind == SurvivableBranchKind::Server,
        Role::TrustedApplication(_) | Role::Foreign(_) => false,
        _ => true,
    }
}
