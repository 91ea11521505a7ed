use super::mirrored;
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;
use crate::model::MirrorMode;

rule! {
    /// A mirror follows its primary with delay.
    ///
    /// ## Why it matters
    /// Only mirroring in high-safety mode is supported: there the mirror has what the primary has. One that lags loses
    /// the last changes in a failover, and the Front End servers, which believe them made, do not agree with it any
    /// more.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! DB025
    ///     back-end sql1\rtc mirror sql2\rtc asynchronous
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc synchronous
    /// ```
    /// ## Source
    /// `L:back-end-server-high-availability`
    /// `S:back-end-server`
    code: "DB025", name: "asynchronous-mirror", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, mirror) in mirrored(cx).filter(|(store, _)| store.store.mirror_mode == Some(MirrorMode::Asynchronous)) {
        let message = message!(
            "The {what} of {pool} follows asynchronously.",
            what = store.title(StorePart::Mirror),
            pool = store.pool_name()
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .related(mirror, message!("the mirror"))
            .help(message!("Use high-safety mode: ALTER DATABASE … SET PARTNER SAFETY FULL."));
    }
}
