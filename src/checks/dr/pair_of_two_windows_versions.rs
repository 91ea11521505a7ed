use crate::checks::{Cx, Findings, rule};
use crate::message;

rule! {
    /// The pools of a pair run different versions of Windows Server.
    ///
    /// ## Why it matters
    /// The vendor supports a pair only where both pools run the same Windows version. A pair that is upgraded has both
    /// its pools upgraded.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3 os 2012r2
    /// site APAC
    ///   front-end hkg-fe                        #! DR007
    ///     computers 3 os 2016
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3 os 2016
    /// site APAC
    ///   front-end hkg-fe
    ///     computers 3 os 2016
    /// pair lon-fe hkg-fe
    /// ```
    /// ## Source
    /// `S:disaster-recovery`
    code: "DR007", name: "pair-of-two-windows-versions", severity: Error, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pair in cx.pairs() {
        let (Some(os), Some(other)) = (pair.pool.pool.os(cx.topology()), pair.backup.pool.os(cx.topology())) else {
            continue;
        };
        if os == other {
            continue;
        }
        let message = message!(
            "{pool} runs on {os}, its backup pool {backup} on {other}.",
            pool = pair.pool.name(),
            os = os.title(),
            backup = pair.backup.name(),
            other = other.title(),
        );
        out.report(&RULE, pair.place(), message)
            .related(pair.backup.id, message!("the backup pool"))
            .help(message!("Use one Windows version on both sides."));
    }
}
