use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{FileKind, FileStore, Place, field};
use crate::text::Message;

rule! {
    /// A share has no name, or one that Windows does not allow.
    ///
    /// ## Why it matters
    /// No such share can be created, so publishing stops at it.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   file-store "\\fs1.contoso.com\lync?"  #! FS009
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   file-store \\fs1.contoso.com\lync
    /// ```
    /// ## Source
    /// (inferred)
    /// ## Notes
    /// A folder below the share is taken as it is unless the store is known not to be DFS: a DFS path is a namespace
    /// and a folder in it.
    code: "FS009", name: "share-name-wrong", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in cx.topology().file_stores.iter() {
        let Some(fault) = fault_of(store) else { continue };
        out.report(&RULE, Place::from(id).field(field::SHARE), fault)
            .help(message!("Name a share, in letters, digits and hyphens."));
    }
}

fn fault_of(store: &FileStore) -> Option<Message> {
    let may_have_folders = matches!(store.kind, None | Some(FileKind::Dfs(_)));
    let server = store.server.as_str();
    if store.share.split('\\').any(str::is_empty) {
        return Some(message!("A share on {server} has no name.", server));
    }
    let is_wrong = |c: &char| r#"/:*?"<>|"#.contains(*c) || (*c == '\\' && !may_have_folders);
    let wrong = store.share.chars().find(is_wrong)?;
    Some(message!(
        "“{share}”, a share on {server}, is called so with {wrong}, which Windows does not allow.",
        share = store.share.as_str(),
        server,
        wrong = format!("“{wrong}”")
    ))
}
