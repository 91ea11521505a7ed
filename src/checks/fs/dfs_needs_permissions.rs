use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{FileKind, Place, field};

rule! {
    /// The permissions of a DFS share are set by hand.
    ///
    /// ## Why it matters
    /// On a plain share publishing sets them, on DFS it does not. Until somebody has, the services cannot write there:
    /// no address book to download, no content in meetings.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   file-store \\contoso.com\lync         #! FS007
    ///     kind dfs
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1\lync
    ///     kind clustered
    /// ```
    /// ## Source
    /// `S:create-a-file-share`
    code: "FS007", name: "dfs-needs-permissions", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in
        cx.topology().file_stores.iter().filter(|(_, store)| matches!(store.kind, Some(FileKind::Dfs(_))))
    {
        let message =
            message!("Publishing does not set the permissions of {store}, a DFS share.", store = store.path());
        out.report(&RULE, Place::from(id).field(field::KIND), message).help(message!(
            "Let RTCHSUniversalServices, RTCComponentUniversalServices and RTCUniversalServerAdmins change and read, \
             and give Administrators full control."
        ));
    }
}
