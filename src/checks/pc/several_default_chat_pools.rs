use std::collections::BTreeMap;

use crate::checks::{Cx, Findings, rule};
use crate::message;
use crate::model::{Field, PersistentChat, Place, field};
use crate::text::Message;

use super::{ChatPool, chat_pools};

rule! {
    /// Two chat pools are the default of the same site, or of all sites.
    ///
    /// ## Why it matters
    /// A room for which nobody chose a pool goes to the default one. Of two defaults the product takes one, and which
    /// one is written nowhere.
    ///
    /// ## Example
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com  #! PC047
    ///     computers 2
    ///     default-for-all-sites
    /// site APAC
    ///   persistent-chat sin-chat.contoso.com  #! PC047
    ///     computers 2
    ///     default-for-all-sites
    /// ```
    /// ## Use instead
    /// ```sketch
    /// site EMEA
    ///   persistent-chat lon-chat.contoso.com
    ///     computers 2
    ///     default-for-all-sites
    /// site APAC
    ///   persistent-chat sin-chat.contoso.com
    ///     computers 2
    ///     default-for-site
    /// ```
    /// ## Source
    /// `L:add-persistent-chat-server-to-the-topology`; that there is one (inferred)
    code: "PC047", name: "several-default-chat-pools", severity: Error, products: [L13, S15], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let chats: Vec<_> = chat_pools(cx).collect();
    let mut of_sites: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for chat in chats.iter().filter(|chat| chat.settings.default_for_site) {
        of_sites.entry(chat.pool.site).or_default().push(chat);
    }
    for (site, of_site) in of_sites {
        let site = cx.topology().site_name(site);
        report(out, &of_site, field::DEFAULT_FOR_SITE, &message!("{site}", site), |chat| chat.default_for_site = false);
    }
    let of_all: Vec<_> = chats.iter().filter(|chat| chat.settings.default_for_all_sites).collect();
    report(out, &of_all, field::DEFAULT_FOR_ALL_SITES, &message!("all sites"), |chat| {
        chat.default_for_all_sites = false;
    });
}

/// Reports each of several pools that are the default of one thing.
fn report(
    out: &mut Findings<'_>,
    defaults: &[&ChatPool<'_>],
    field: Field,
    of: &Message,
    clear: fn(&mut PersistentChat),
) {
    for chat in defaults.iter().filter(|_| defaults.len() > 1) {
        let message = message!(
            "{pool} is the default chat pool of {of}, and not the only one.",
            pool = chat.name(),
            of = of.clone()
        );
        let mut reported = out.report(&RULE, Place::from(chat.id).field(field), message);
        for other in defaults.iter().filter(|other| other.id != chat.id) {
            reported = reported.related(other.id, message!("is a default too"));
        }
        reported
            .help(message!("Keep one of them as the default."))
            .suggest(message!("Make {pool} no default", pool = chat.name()), chat.with(clear));
    }
}
