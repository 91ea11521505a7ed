use super::is_to_be_deployed;
use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::Deployment;

rule! {
    /// Publishing replaces the topology that is in use.
    ///
    /// ## Why it matters
    /// The cmdlet writes what it replaces to a file. Without that file the way back from a mistake is to find out by
    /// hand what the deployment was.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB008
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Use instead
    /// Nothing is replaced by writing Linchpin's own file.
    /// ```sketch to ron
    /// deployment contoso.com
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `PS:Publish-CsTopology`
    code: "PB008", name: "backup-to-keep", severity: Info, products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if is_to_be_deployed(cx) {
        out.report(&RULE, Deployment::ID, message!("Publishing replaces the topology that is in use."))
            .help(message!("Give Publish-CsTopology a path with -BackupFileName, and keep the file."));
    }
}
