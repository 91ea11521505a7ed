use super::{mirrored, published_key, published_store};
use crate::checks::{Cx, Findings, StorePart, rule};
use crate::message;

rule! {
    /// A mirror is to be made and no share is named for it.
    ///
    /// ## Why it matters
    /// The databases get to the mirror as a backup in a file share that both SQL services can read and write. Without
    /// one the cmdlet asks for it in the middle of publishing, and no share of that kind is at hand.
    ///
    /// ## Example
    /// ```sketch to xml
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc     #! DB022
    /// ```
    /// ## Use instead
    /// ```sketch to xml
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc mirror sql2\rtc share \\fs1\mirroring
    /// ```
    /// ## Source
    /// `L:deploying-sql-mirroring-for-back-end-server-high-availability`
    /// `S:sql-mirroring-for-high-availability`
    ///
    /// ## Notes
    /// Asked when the design is about to be published, and only of mirrors that are not published yet.
    code: "DB022", name: "mirror-without-share", severity: Warning,
    products: [L13, S15], since: "0.1.0", when: Publishing,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (store, mirror) in mirrored(cx).filter(|(store, _)| store.store.mirror_share.is_empty()) {
        let published = published_store(cx, &store).and_then(|store| published_key(cx, store.mirror));
        if published == Some(cx.sql(mirror).path().to_lowercase()) {
            continue;
        }
        let message = message!(
            "The {what} of {pool} is to be made, and no share is named for it.",
            what = store.title(StorePart::Mirror),
            pool = store.pool_name()
        );
        out.report(&RULE, store.place(StorePart::Mirror), message)
            .help(message!("Name a share that the SQL services of both servers can read and write."));
    }
}
