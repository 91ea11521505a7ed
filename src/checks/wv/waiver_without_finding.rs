use crate::checks::{Cx, Findings, rule};
use crate::message;

use super::{judged, place, take_back};

rule! {
    /// A waiver accepts what no rule finds any more.
    ///
    /// ## Why it matters
    /// It would accept the same fault unseen, should it ever come back.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe          #! WV002
    ///     computers 3
    /// waive HA006 lon-fe "Two more servers are ordered"
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 1
    /// waive HA006 lon-fe "Two more servers are ordered"
    /// ```
    /// ## Source
    /// ours, for the vendor knows no waivers (inferred)
    code: "WV002", name: "waiver-without-finding", severity: Warning, products: [ALL], since: "0.1.0", when: Last,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (key, _, is_found) in judged(cx, out) {
        if is_found {
            continue;
        }
        let code = key.code.to_string();
        let message = if cx.topology().contains(key.entity) {
            let name = cx.topology().name(key.entity);
            message!("{code} finds nothing at {name} that the waiver could accept.", code, name)
        } else {
            message!("The waiver of {code} is about something that is no longer there.", code)
        };
        out.report(&RULE, place(cx, key), message)
            .help(message!("Take the waiver back."))
            .fix(message!("Take the waiver of {code} back", code = key.code.to_string()), take_back(key));
    }
}
