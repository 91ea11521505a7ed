use crate::checks::{Cx, Findings, rule};
use crate::message;

use super::{judged, place, take_back};

rule! {
    /// A waiver has expired, and what it accepted is still there.
    ///
    /// ## Why it matters
    /// A finding was accepted until a day, as a rule because something was to be done by then. That day has passed, and
    /// it has not been done.
    ///
    /// ## Example
    /// ```sketch on 2027-02-01
    /// site EMEA
    ///   front-end lon-fe          #! WV001
    ///     computers 1
    /// waive HA006 lon-fe "Two more servers are ordered" until 2027-01-31
    /// ```
    /// ## Use instead
    /// ```sketch on 2027-01-31
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 1
    /// waive HA006 lon-fe "Two more servers are ordered" until 2027-01-31
    /// ```
    /// ## Source
    /// ours, for the vendor knows no waivers (inferred)
    code: "WV001", name: "expired-waiver", severity: Warning, products: [ALL], since: "0.1.0", when: Last,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (key, waiver, is_found) in judged(cx, out) {
        if !is_found || waiver.holds_on(cx.today()) {
            continue;
        }
        let (code, name) = (key.code.to_string(), cx.topology().name(key.entity));
        out.report(
            &RULE,
            place(cx, key),
            message!("The waiver of {code} for {name} expired on {day}.", code, name, day = &*waiver.expires),
        )
        .help(message!("Repair what {code} found, or waive it again until a later day.", code = key.code.to_string()))
        .suggest(message!("Take the waiver of {code} back", code = key.code.to_string()), take_back(key));
    }
}
