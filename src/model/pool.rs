use serde::{Deserialize, Serialize};

use crate::model::walk::{part, walk};
use crate::model::{Computer, Fqdn, Id, Platform, Role, SiteRef, StoreRef, StoreUse, Topology, is_default};
use crate::vendor::{Product, WindowsVersion};

/// A pool: one or more computers that do one job under one name. A single server is a pool of one.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    /// Its name; the computer's own for a Standard Edition server and for other single-computer pools.
    #[serde_with(skip_apply)]
    pub fqdn: Fqdn,
    /// The site it belongs to.
    #[serde_with(skip_apply)]
    pub site: SiteRef,
    /// The product its servers run.
    #[serde_with(skip_apply)]
    pub product: Product,
    /// Its computers, in the order of the topology document: quorum counts the first ones.
    pub computers: Vec<Id<Computer>>,
    /// "Multiple computer pool": may grow, also when it has one computer now.
    pub multi_server: bool,
    /// How clients are spread over the computers. Ours; unknown until chosen.
    pub load_balancing: Option<LoadBalancing>,
    /// The associated backup pool. Set together with the partner's by `Pair`; a file may name one side only.
    pub backup_pool: Option<Id<Pool>>,
    /// Users homed here. Ours.
    pub users: Option<u32>,
    /// Of them, how many work from outside. Ours.
    pub remote_users: Option<u32>,
    /// Users of branch sites that register here. Ours.
    pub branch_users: Option<u32>,
    /// The priority of the DNS records that lead clients here to sign in; the lowest is tried first. Ours.
    pub srv_priority: Option<u16>,
    /// What the pool is for, with the settings of that role.
    #[serde_with(skip_apply)]
    pub role: Role,
}

/// How clients are spread over the computers of a pool. Source: `L:load-balancing-requirements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoadBalancing {
    /// SIP by DNS, web by a load balancer.
    Dns,
    /// Everything by a load balancer.
    Hardware,
}

impl Pool {
    /// A pool of that role, the vendor's defaults in all else.
    pub fn new(fqdn: impl Into<Fqdn>, site: SiteRef, product: Product, role: Role) -> Self {
        Self {
            fqdn: fqdn.into(),
            site,
            product,
            computers: Vec::new(),
            multi_server: !matches!(role, Role::StandardEdition(_) | Role::SurvivableBranch(_)),
            load_balancing: None,
            backup_pool: None,
            users: None,
            remote_users: None,
            branch_users: None,
            srv_priority: None,
            role,
        }
    }

    /// Where the databases of one use are kept, if the role has that use.
    pub fn store(&self, of: StoreUse) -> Option<&StoreRef> {
        self.role.stores().find(|(store_use, _)| *store_use == of).map(|(_, store)| store)
    }

    /// Physical or virtual, if every computer says so and all say the same.
    pub fn platform(&self, topology: &Topology) -> Option<Platform> {
        all_agree(topology.computers_of(self).map(|(_, computer)| computer.platform))
    }

    /// The Windows version, if every computer says so and all say the same.
    pub fn os(&self, topology: &Topology) -> Option<WindowsVersion> {
        all_agree(topology.computers_of(self).map(|(_, computer)| computer.os))
    }
}

fn all_agree<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values.all(|value| value.as_ref() == Some(&first)).then_some(first)
}

walk! {
    Pool {
        fqdn, site, product, computers, multi_server, load_balancing, backup_pool, users, remote_users, branch_users,
        srv_priority, role,
    }
}
walk! { leaf LoadBalancing }
part! { LoadBalancing }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computers_agree_only_if_each_says_something_and_all_the_same() {
        let agree = |values: &[Option<u8>]| all_agree(values.iter().copied());
        assert_eq!(agree(&[Some(1), Some(1)]), Some(1));
        for values in [&[][..], &[None], &[Some(1), None], &[None, Some(1)], &[Some(1), Some(2)]] {
            assert_eq!(agree(values), None, "{values:?}");
        }
    }
}
