use std::collections::BTreeSet;

use super::malformed_name::is_malformed;
use super::{has_strange_character, is_international, is_short};
use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Deployment, Fqdn, Place, field};

rule! {
    /// A SIP domain is no name of a domain, or is listed twice.
    ///
    /// ## Why it matters
    /// Users get addresses in it, and records and certificates are made of it. An address in a domain that DNS cannot
    /// hold reaches nobody.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com                      #! NA012
    ///   sip-domain fabrikam_sip.com
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   sip-domain fabrikam-sip.com
    /// ```
    /// ## Source
    /// `L:define-and-configure-a-topology-in-topology-builder`; what is a name, and that it is listed once (inferred)
    ///
    /// ## Fix
    /// The second of two equal entries goes, unless their flags differ.
    code: "NA012", name: "sip-domain-malformed-or-twice", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let deployment = cx.topology().deployment();
    let place = Place::from(Deployment::ID).field(field::SIP_DOMAINS);
    let mut seen = BTreeSet::new();
    for (n, domain) in deployment.sip_domains.iter().enumerate() {
        let name = &domain.name;
        if is_faulty(name) {
            let message = message!("SIP domain {name} is no name of a domain.", name = name.as_str());
            out.report(&RULE, place, message).help(message!("Use letters, digits and hyphens, with a dot between."));
        }
        if seen.insert(name.key()) {
            continue;
        }
        let message = message!("SIP domain {name} is listed twice.", name = name.as_str());
        let found = out.report(&RULE, place, message).help(message!("Remove one of the two."));
        let first = deployment.sip_domains.iter().find(|first| first.name.is(name));
        let is_equal = first.is_some_and(|first| {
            (first.authoritative, first.allow_sub_domains) == (domain.authoritative, domain.allow_sub_domains)
        });
        let mut without = deployment.clone();
        without.sip_domains.remove(n);
        let title = message!("Remove the second {name}", name = name.as_str());
        let command = Command::Put((Deployment::ID, without).into());
        if is_equal {
            found.fix(title, command);
        } else {
            found.suggest(title, command);
        }
    }
}

fn is_faulty(name: &Fqdn) -> bool {
    let is_number = name.as_str().rsplit('.').next().is_some_and(|last| last.bytes().all(|c| c.is_ascii_digit()));
    is_short(name) || has_strange_character(name) || is_malformed(name) || is_international(name) || is_number
}
