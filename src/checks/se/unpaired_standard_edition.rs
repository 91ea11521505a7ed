use crate::checks::{Cx, Findings, PoolOf, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{FrontEnd, Place, field};

rule! {
    /// A Standard Edition server has no partner.
    ///
    /// ## Why it matters
    /// The server is one computer with one database. When it fails, its users have nothing until it is rebuilt; with a
    /// partner they are failed over and go on.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se                 #! SE004
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   standard-edition lon-se
    ///   standard-edition par-se
    /// pair lon-se par-se
    /// ```
    /// ## Source
    /// `L:capacity-planning-using-the-user-models`
    /// `S:user-model`
    /// `S:user-model-2019`
    ///
    /// ## Fix
    /// Offered where exactly two servers of one product are without a partner; a person decides.
    code: "SE004", name: "unpaired-standard-edition", severity: Warning, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let unpaired: Vec<PoolOf<'_, FrontEnd>> =
        cx.standard_edition_servers().filter(|server| server.pool.backup_pool.is_none()).collect();
    for server in &unpaired {
        let found = out
            .report(
                &RULE,
                Place::from(server.id).field(field::BACKUP_POOL),
                message!("Standard Edition server {server} has no partner.", server = server.name()),
            )
            .help(message!("Pair it with another Standard Edition server."));
        if let [a, b] = unpaired.as_slice()
            && cx.product_of(a.pool) == cx.product_of(b.pool)
        {
            let other = if a.id == server.id { b } else { a };
            found.suggest(message!("Pair it with {other}", other = other.name()), Command::Pair([server.id, other.id]));
        }
    }
}
