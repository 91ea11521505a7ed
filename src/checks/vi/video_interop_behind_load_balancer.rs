use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{LoadBalancing, Place, field};

rule! {
    /// A Video Interop pool of several servers does not use DNS load balancing.
    ///
    /// ## Why it matters
    /// The video gateway and the pool of the next hop find the servers by DNS. A load balancer between them breaks the
    /// calls that are running when it changes its mind.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis                   #! VI006
    ///     computers 2
    ///     load-balancing hardware
    ///     next-hop lon-fe
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     computers 2
    ///     load-balancing dns
    ///     next-hop lon-fe
    /// ```
    /// ## Source
    /// `S:create-a-vis-pool`
    code: "VI006", name: "video-interop-behind-load-balancer", severity: Warning, products: [S15, S19, SE],
    since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for interop in cx.video_interop_pools().filter(|interop| interop.n_computers() > 1) {
        if interop.pool.load_balancing != Some(LoadBalancing::Hardware) {
            continue;
        }
        let message = message!("{pool} is reached through a load balancer.", pool = interop.name());
        out.report(&RULE, Place::from(interop.id).field(field::LOAD_BALANCING), message)
            .help(message!("Use DNS load balancing for the pool."))
            .offer_dns_load_balancing(&interop);
    }
}
