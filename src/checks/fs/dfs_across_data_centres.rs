use std::collections::BTreeSet;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{FileKind, Place, field};

rule! {
    /// The targets of a DFS namespace stand in several data centres.
    ///
    /// ## Why it matters
    /// DFS copies when it can and promises nothing: after the loss of a data centre the other target has whatever had
    /// arrived. Until then servers may be sent to the target that is far away and read old files there.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Paris
    /// site EMEA
    ///   file-store \\contoso.com\lync         #! FS006
    ///     kind dfs
    ///     target \\fs1\lync in London
    ///     target \\fs2\lync in Paris
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// site EMEA
    ///   file-store \\contoso.com\lync
    ///     kind dfs
    ///     target \\fs1\lync in London
    ///     target \\fs2\lync in London
    /// ```
    /// ## Source
    /// `L:file-sharing-high-availability`
    /// `S:file-sharing`
    code: "FS006", name: "dfs-across-data-centres", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, store) in cx.topology().file_stores.iter() {
        let Some(FileKind::Dfs(targets)) = &store.kind else { continue };
        let data_centres: BTreeSet<_> = targets.iter().filter_map(|target| target.data_centre).collect();
        if data_centres.len() < 2 {
            continue;
        }
        let message =
            message!("The targets of {store} stand in {n} data centres.", store = store.path(), n = data_centres.len());
        let mut reported = out.report(&RULE, Place::from(id).field(field::KIND), message);
        for data_centre in data_centres {
            reported = reported.related(data_centre, message!("has a target"));
        }
        reported
            .help(message!("Keep the targets in one data centre, and back the share up every four to eight hours."));
    }
}
