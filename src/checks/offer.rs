//! What is offered where several rows would do: the first few by name. What is pointed at where several are at fault.

use crate::checks::run::Reported;
use crate::checks::{Cx, PoolOf};
use crate::edit::Command;
use crate::message;
use crate::model::{AnyId, Id, LoadBalancing, Pool, Role};
use crate::text::Message;

/// How many are offered.
pub(super) const MOST_OFFERED: usize = 3;

impl Reported<'_> {
    /// Offers the pools of the same central site that home users. `role` is the role of the pool in question when it
    /// uses that one.
    pub(super) fn offer_home_pools<R>(self, cx: &Cx<'_>, of: &PoolOf<'_, R>, role: impl Fn(Id<Pool>) -> Role) -> Self {
        let Some(site) = cx.topology().central_site(of.pool.site) else { return self };
        cx.survey().home_pools_in(site).iter().take(MOST_OFFERED).fold(self, |found, &home| {
            let pool = Pool { role: role(home), ..of.pool.clone() };
            found
                .suggest(message!("Use {pool}", pool = cx.pool(home).fqdn.as_str()), Command::Put((of.id, pool).into()))
        })
    }

    /// Points at the others among `all`, as far as a person would read them.
    pub(super) fn related_to_others<I: Copy + PartialEq + Into<AnyId>>(
        self,
        own: I,
        all: impl IntoIterator<Item = I>,
        message: &Message,
    ) -> Self {
        const MOST_READ: usize = 8;
        let others = all.into_iter().filter(|other| *other != own).take(MOST_READ);
        others.fold(self, |found, other| found.related(other, message.clone()))
    }

    /// Offers DNS load balancing for a pool.
    pub(super) fn offer_dns_load_balancing<R>(self, of: &PoolOf<'_, R>) -> Self {
        let pool = Pool { load_balancing: Some(LoadBalancing::Dns), ..of.pool.clone() };
        self.suggest(message!("Use DNS load balancing"), Command::Put((of.id, pool).into()))
    }
}
