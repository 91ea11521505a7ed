use crate::checks::{Cx, Findings, rule};
use crate::format::Format;
use crate::message;
use crate::model::{Deployment, Place, VendorFormat, field};

rule! {
    /// The design is about to be written in the published form, which has no simple URLs.
    ///
    /// ## Why it matters
    /// The addresses of Meet and Dialin are settings beside the topology: published from this file, a new deployment
    /// has none, and invitations lead nowhere. The vendor supports the cmdlet only for what `Get-CsTopology` printed
    /// before.
    ///
    /// ## Example
    /// ```sketch to xml
    /// deployment contoso.com                    #! PB007
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Use instead
    /// ```sketch to tbxml
    /// deployment contoso.com
    /// site EMEA
    ///   standard-edition lon-se
    /// ```
    /// ## Source
    /// `PS:Publish-CsTopology`
    ///
    /// ## Notes
    /// Silent for a design that came from the published form: the deployment has its simple URLs, and the vendor
    /// supports that road.
    code: "PB007", name: "topology-without-simple-urls", severity: Warning,
    products: [ALL], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let origin = cx.document().origin.as_ref().map(|origin| origin.format);
    if cx.export_to() != Some(Format::Published) || origin == Some(VendorFormat::Published) {
        return;
    }
    out.report(
        &RULE,
        Place::from(Deployment::ID).field(field::SIMPLE_URLS),
        message!("The published form does not hold the simple URLs."),
    )
    .help(message!(
        "Set them with Set-CsSimpleUrlConfiguration afterwards, or publish a .tbxml with Topology Builder."
    ));
}
