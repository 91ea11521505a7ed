use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Computer, Outage, Place, field};

rule! {
    /// A server of an Enterprise pool stays away for days and is still in the topology.
    ///
    /// ## Why it matters
    /// The pool goes on counting the server: it is missing in the quorum, and its share of every user's data is not
    /// made up for elsewhere. The next failure meets a pool that is weaker than it looks.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 4
    ///     computers 1 out days                  #! HA020
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 4
    /// ```
    /// ## Source
    /// `S:high-availability`
    /// `L:topologies-and-components-for-front-end-servers-instant-messaging-and-presence`
    code: "HA020", name: "server-out-for-days", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for pool in cx.enterprise_pools() {
        let away = |computer: &Computer| computer.outage == Some(Outage::Days);
        for (id, computer) in cx.computers_of(pool.id).filter(|(_, computer)| away(computer)) {
            let server = computer.fqdn.as_str();
            let message = message!(
                "{server} is out for days and still counts as a server of pool {pool}.",
                server,
                pool = pool.name()
            );
            out.report(&RULE, Place::from(id).field(field::OUTAGE), message)
                .related(pool.id, message!("its pool"))
                .help(message!("Remove it from the topology and publish; add it again when it is back."))
                .suggest(message!("Remove {server}", server), Command::Remove(vec![id.into()]));
        }
    }
}
