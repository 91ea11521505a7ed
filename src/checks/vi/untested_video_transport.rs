use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, Pool, Role, Transport, Trunk, VideoInterop, field};

rule! {
    /// A video gateway and its pool do not agree on a transport, or use TLS.
    ///
    /// ## Why it matters
    /// Where the two differ no call comes about. TLS is supported and the default, but only TCP has been tested with
    /// Cisco Unified Communications Manager: what fails over TLS is hard to get help with.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    ///     tcp 6001
    ///   gateway lon-cucm video
    ///     trunk lon-cucm to lon-vis tls         #! VI005
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///   video-interop lon-vis
    ///     next-hop lon-fe
    ///     tcp 6001
    ///   gateway lon-cucm video
    ///     trunk lon-cucm to lon-vis tcp
    /// ```
    /// ## Source
    /// `S:create-a-vis-pool`
    /// `S:video-interop-server`
    code: "VI005", name: "untested-video-transport", severity: Warning, products: [S15, S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, trunk) in cx.topology().trunks.iter() {
        let Some(pool_id) = trunk.pool else { continue };
        let pool = cx.pool(pool_id);
        let Role::VideoInterop(settings) = &pool.role else { continue };
        let (name, pool_name) = (trunk.name.as_str(), pool.fqdn.as_str());
        let message = match trunk.transport {
            Transport::Tcp if settings.tcp => continue,
            Transport::Tcp => {
                message!("The trunk {trunk} uses TCP, and {pool} does not take it.", trunk = name, pool = pool_name)
            }
            Transport::Tls if settings.tls => message!("The trunk {trunk} uses TLS.", trunk = name),
            Transport::Tls => {
                message!("The trunk {trunk} uses TLS, and {pool} does not take it.", trunk = name, pool = pool_name)
            }
        };
        let role = Role::VideoInterop(VideoInterop { tcp: true, ..settings.clone() });
        let steps = vec![
            Command::Put((id, Trunk { transport: Transport::Tcp, ..trunk.clone() }).into()),
            Command::Put((pool_id, Pool { role, ..pool.clone() }).into()),
        ];
        let title = message!("Use TCP on both sides");
        out.report(&RULE, Place::from(id).field(field::TRANSPORT), message)
            .related(pool_id, message!("the pool"))
            .help(message!("Use TCP on both sides, and check both ports."))
            .suggest(title.clone(), Command::All { label: title, steps });
    }
}
