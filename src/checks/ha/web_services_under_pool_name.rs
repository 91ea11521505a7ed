use super::{is_named, web_farms};
use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Fqdn, LoadBalancing, Place, Pool, Role, field};

rule! {
    /// A pool with DNS load balancing has no name of their own for its internal web services.
    ///
    /// ## Why it matters
    /// With DNS load balancing the pool's name stands for every server of the pool, while web traffic has to meet one
    /// load balancer. One name cannot point to both: clients that ask for the address book, meeting content or the
    /// mobility service reach a server past the load balancer and lose their session when they are spread anew.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe                        #! HA017
    ///     computers 3
    ///     load-balancing dns
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   front-end lon-fe
    ///     computers 3
    ///     load-balancing dns
    ///     web internal lon-web
    /// ```
    /// ## Source
    /// `L:dns-load-balancing`
    /// `L:define-and-configure-a-front-end-pool-or-standard-edition-server`
    /// `S:create-and-publish-new-topology`
    /// `S:dns`
    code: "HA017", name: "web-services-under-pool-name", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for farm in web_farms(cx).filter(|farm| farm.pool.load_balancing == Some(LoadBalancing::Dns)) {
        let internal = &farm.web.internal_fqdn;
        if !internal.is_empty() && !internal.is(&farm.pool.fqdn) {
            continue;
        }
        let message = message!(
            "Pool {pool} uses DNS load balancing, and its internal web services have no name but the pool's.",
            pool = farm.pool.fqdn.as_str(),
        );
        let found = out
            .report(&RULE, Place::from(farm.id).field(field::WEB_INTERNAL), message)
            .help(message!("Override the internal web name with one that points to the load balancer."));
        let name = web_name(&farm.pool.fqdn);
        if !name.domain().is_empty() && !is_named(cx, &name) {
            let title = message!("Name them {name}", name = name.as_str());
            found.suggest(title, Command::amend(cx.topology(), farm.id, |pool| set_web_name(pool, name)));
        }
    }
}

fn web_name(pool: &Fqdn) -> Fqdn {
    Fqdn::new(format!("{}-web.{}", pool.host(), pool.domain()))
}

fn set_web_name(pool: &mut Pool, name: Fqdn) {
    match &mut pool.role {
        Role::FrontEnd(settings) => settings.web.internal_fqdn = name,
        Role::Director(settings) => settings.web.internal_fqdn = name,
        _ => {}
    }
}
