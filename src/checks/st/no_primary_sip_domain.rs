use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Deployment, Place, field};

rule! {
    /// The deployment has no primary SIP domain.
    ///
    /// ## Why it matters
    /// Sign-in addresses, the simple URLs and the records of automatic sign-in are all made of it. It is the first
    /// thing the wizard asks for, and nothing can be published without it.
    ///
    /// ## Example
    /// ```sketch
    /// deployment                                #! ST001
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-topology-in-topology-builder`
    code: "ST001", name: "no-primary-sip-domain", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let deployment = cx.topology().deployment();
    if !deployment.default_sip_domain.is_empty() {
        return;
    }
    let place = Place::from(Deployment::ID).field(field::DEFAULT_SIP_DOMAIN);
    let mut found = out
        .report(&RULE, place, message!("The deployment has no primary SIP domain."))
        .help(message!("Enter the primary SIP domain."));
    for domain in deployment.sip_domains.iter().map(|domain| &domain.name).filter(|name| !name.is_empty()) {
        found = found.suggest(
            message!("Make {domain} the primary SIP domain", domain = domain.as_str()),
            Command::amend(cx.topology(), Deployment::ID, |row| row.default_sip_domain = domain.clone()),
        );
    }
}
