use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Place, field};
use crate::vendor::{Figure, capacity};

rule! {
    /// A Standard Edition server has more users than it carries.
    ///
    /// ## Why it matters
    /// The vendor measured the server with so many users; with more it answers late, first at the hour when everybody
    /// signs in. The larger number that it carries for a partner is for the days of a disaster.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se                 #! SE008
    ///     users 2501
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///     users 2500
    /// ```
    /// ## Source
    /// `L:capacity-planning-using-the-user-models`
    /// `S:user-model`
    /// `S:user-model-2019`
    code: "SE008", name: "too-many-users-on-standard-edition", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for server in cx.standard_edition_servers() {
        let limit = capacity(Figure::UsersPerStandardEdition, cx.product_of(server.pool));
        let (Some(users), Some(limit)) = (server.pool.users, limit) else { continue };
        if users <= limit.value {
            continue;
        }
        let message = message!(
            "Standard Edition server {server} has {users} users and carries {limit}.",
            server = server.name(),
            users,
            limit = limit.value
        );
        out.report(&RULE, Place::from(server.id).field(field::USERS), message)
            .help(message!("Spread the users over more servers, or use Enterprise Edition."));
    }
}
