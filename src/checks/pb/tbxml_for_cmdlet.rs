use crate::checks::{Cx, Findings, rule};
use crate::format::Format;
use crate::message;
use crate::model::Deployment;

rule! {
    /// The design is about to be written as a Topology Builder file.
    ///
    /// ## Why it matters
    /// Topology Builder opens and publishes it. The cmdlet `Publish-CsTopology` does not read that format, so that a
    /// script which is given the file stops.
    ///
    /// ## Example
    /// ```sketch to tbxml
    /// deployment contoso.com                    #! PB006
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Use instead
    /// ```sketch to xml
    /// deployment contoso.com
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `PS:Publish-CsTopology`
    code: "PB006", name: "tbxml-for-cmdlet", severity: Info, products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    if cx.export_to() != Some(Format::TopologyBuilder) {
        return;
    }
    out.report(&RULE, Deployment::ID, message!("Publish-CsTopology cannot read a .tbxml file."))
        .help(message!("Open it in Topology Builder and publish there, or write the published form for the cmdlet."));
}
