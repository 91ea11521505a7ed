use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, RoleKind, field};

rule! {
    /// The servers of a pool stand in more than one data centre.
    ///
    /// ## Why it matters
    /// Losing one of the data centres takes a part of the servers at once, and the quorum of a Front End pool with it:
    /// the rest stop too. Metropolitan site resiliency, which did this for Lync Server 2010, has no successor; pairing
    /// took its place. Only a Persistent Chat pool may be stretched.
    ///
    /// ## Example
    /// ```sketch
    /// data-centre London
    /// data-centre Slough
    /// site EMEA
    ///   front-end lon-fe                        #! ST008
    ///     computers 2 in London
    ///     computers 2 in Slough
    /// ```
    /// ## Use instead
    /// ```sketch
    /// data-centre London
    /// data-centre Slough
    /// site London
    ///   front-end lon-fe in London
    ///     computers 4
    /// site Slough
    ///   front-end slo-fe in Slough
    ///     computers 4
    /// pair lon-fe slo-fe
    /// ```
    /// ## Source
    /// `L:supported-topologies`
    /// `L:compatibility-with-lync-server-2010-metropolitan-site-resiliency`
    /// `L:capacity-planning-using-the-user-models`; Video Interop pools (inferred)
    code: "ST008", name: "stretched-pool", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, pool) in cx.pools() {
        let help = match pool.role.kind() {
            RoleKind::FrontEnd => message!("Build one pool per data centre and pair the two."),
            RoleKind::Director | RoleKind::Edge | RoleKind::Mediation | RoleKind::VideoInterop => {
                message!("Build one pool per data centre.")
            }
            _ => continue,
        };
        let data_centres = cx.survey().data_centres_of(id);
        if data_centres.len() < 2 {
            continue;
        }
        let names: Vec<String> = data_centres.iter().map(|id| cx.topology().name((*id).into())).collect();
        let message = message!(
            "{role} {pool} is stretched over the data centres {data_centres}.",
            role = pool.role.kind().facts().title,
            pool = pool.fqdn.as_str(),
            data_centres = names.join(" and "),
        );
        let mut found = out.report(&RULE, Place::from(id).field(field::COMPUTERS), message).help(help);
        for data_centre in data_centres {
            found = found.related(*data_centre, message!("has servers of it"));
        }
    }
}
