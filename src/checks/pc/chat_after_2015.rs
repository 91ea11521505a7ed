use crate::checks::{Cx, Findings, rule};
use crate::edit::Command;
use crate::message;
use crate::model::{Place, field};

rule! {
    /// A Persistent Chat pool belongs to a product that has no Persistent Chat.
    ///
    /// ## Why it matters
    /// The role ended with 2015. The tools of 2019 neither deploy nor publish such a pool; its rooms stay where they
    /// are only as long as the pool of 2015 does.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC001
    ///     computers 2
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com product 2015
    ///     computers 2
    /// ```
    /// ## Source
    /// `S:deprecated`
    code: "PC001", name: "chat-after-2015", severity: Error, products: [S19, SE], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for chat in cx.chat_pools() {
        let product = cx.product_of(chat.pool).title();
        let place = Place::from(chat.id).field(field::PRODUCT);
        out.report(
            &RULE,
            place,
            message!("{pool} is a Persistent Chat pool of {product}, which has none.", pool = chat.name(), product),
        )
        .help(message!("Keep Persistent Chat on 2015, or do without it."))
        .suggest(message!("Remove the pool"), Command::Remove(vec![chat.id.into()]));
    }
}
