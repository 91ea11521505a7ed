use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Director uses the file store of another pool.
    ///
    /// ## Why it matters
    /// It is allowed: a Director hardly uses the share, which the wizard asks for. There is no need to build one for
    /// it, nor to wonder why two pools name the same.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     file-store \\fs1\lync
    ///   director lon-dir.contoso.com          #! FS013
    ///     file-store \\fs1\lync
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe.contoso.com
    ///     file-store \\fs1\lync
    ///   director lon-dir.contoso.com
    ///     file-store \\fs1\directors
    /// ```
    /// ## Source
    /// `L:define-optional-director-topologies-in-your-topology`
    code: "FS013", name: "director-on-others-file-store", severity: Info, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for director in cx.director_pools() {
        let Some(store) = director.settings.file_store else { continue };
        let others = cx.survey().users_of(store).iter().copied().filter(|&other| other != director.id);
        let Some(other) = others.min_by_key(|&other| cx.pool(other).fqdn.key()) else { continue };
        let message = message!(
            "{director} uses the file store of {other}.",
            director = director.name(),
            other = cx.pool(other).fqdn.as_str()
        );
        out.report(&RULE, Place::from(director.id).field(field::FILE_STORE), message)
            .related(other, message!("uses the file store too"))
            .help(message!("Leave it so: a Director hardly uses its share."));
    }
}
