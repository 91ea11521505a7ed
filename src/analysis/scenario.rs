use std::collections::BTreeSet;

use crate::model::{AnyId, Computer, DataCentre, Fqdn, Id, Pool, SiteRef, Topology};

/// What is thought to have failed, beside the computers that the document itself marks as out. Nothing, by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scenario {
    failed: BTreeSet<AnyId>,
}

/// Nothing in the deployment is called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing in the deployment is called `{0}`")]
pub struct UnknownName(pub String);

impl Scenario {
    /// Those rows have failed.
    pub fn failing(rows: impl IntoIterator<Item = AnyId>) -> Self {
        Self { failed: rows.into_iter().collect() }
    }

    /// What is called so has failed: an FQDN, `HOST\INSTANCE`, `site:NAME` or `dc:NAME`. A name without a dot is meant
    /// in the default SIP domain too; one name may stand for several rows, as for the instances of an SQL server.
    pub fn named<'n>(topology: &Topology, names: impl IntoIterator<Item = &'n str>) -> Result<Self, UnknownName> {
        let mut failed = BTreeSet::new();
        for name in names {
            let before = failed.len();
            failed.extend(topology.ids().filter(|&id| is_called(topology, id, name)));
            if failed.len() == before {
                return Err(UnknownName(name.to_owned()));
            }
        }
        Ok(Self { failed })
    }

    /// Whether nothing is thought to have failed.
    pub fn is_empty(&self) -> bool {
        self.failed.is_empty()
    }

    /// Whether that row itself has failed.
    pub fn has_failed(&self, row: impl Into<AnyId>) -> bool {
        self.failed.contains(&row.into())
    }

    /// Whether a computer of a pool runs: neither marked as out nor failed, nor the pool, the site or the data centre
    /// it is in.
    pub fn is_running(
        &self,
        topology: &Topology,
        pool: (Id<Pool>, &Pool),
        computer: (Id<Computer>, &Computer),
    ) -> bool {
        let (pool_id, pool) = pool;
        let (id, computer) = computer;
        computer.outage.is_none()
            && (self.is_empty()
                || !(self.has_failed(id)
                    || self.has_failed(pool_id)
                    || self.is_lost(topology, computer.data_centre, pool.site)))
    }

    /// Whether what stands in that data centre and site is lost with one of them.
    fn is_lost(&self, topology: &Topology, own: Option<Id<DataCentre>>, site: SiteRef) -> bool {
        let site_has_failed = match site {
            SiteRef::Central(id) => self.has_failed(id),
            SiteRef::Branch(id) => self.has_failed(id),
        };
        site_has_failed || topology.data_centre_of(own, site).is_some_and(|id| self.has_failed(id))
    }
}

fn is_called(topology: &Topology, id: AnyId, typed: &str) -> bool {
    let is = |name: &str| name.eq_ignore_ascii_case(typed);
    let is_host = |fqdn: &Fqdn| {
        let default = &topology.deployment().default_sip_domain;
        is(fqdn.as_str())
            || (!typed.contains('.') && is(fqdn.host()) && fqdn.domain().eq_ignore_ascii_case(default.as_str()))
    };
    match id {
        AnyId::Site(_) | AnyId::BranchSite(_) => {
            typed.strip_prefix("site:").is_some_and(|name| topology.name(id).eq_ignore_ascii_case(name))
        }
        AnyId::DataCentre(_) => {
            typed.strip_prefix("dc:").is_some_and(|name| topology.name(id).eq_ignore_ascii_case(name))
        }
        AnyId::Deployment(_) | AnyId::Link(_) | AnyId::Trunk(_) => false,
        AnyId::SqlInstance(sql) => topology.sql_instances.get(sql).is_some_and(|row| {
            let host = typed.split_once('\\').map_or(typed, |(host, _)| host);
            is_host(&row.fqdn) || (typed != host && is(&row.path())) || {
                let in_domain = format!("{host}.{}", topology.deployment().default_sip_domain);
                row.path().eq_ignore_ascii_case(&typed.replacen(host, &in_domain, 1))
            }
        }),
        _ => is_host(&Fqdn::from(&*topology.name(id))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::read;

    fn topology() -> Topology {
        let sketch = r"
            data-centre London
            site EMEA
              front-end lon-fe in London
                back-end sql1\rtc mirror sql2\rtc
              front-end par-fe in Paris
                computers par-fe1 par-fe2
                computers par-fe3 out days
        ";
        read(sketch).unwrap().document.topology
    }

    /// The computers that still run when that has failed.
    fn running(names: &[&str]) -> String {
        let topology = topology();
        let scenario = Scenario::named(&topology, names.iter().copied()).unwrap();
        let mut hosts: Vec<String> = Vec::new();
        for (id, pool) in topology.pools.iter() {
            for (of, computer) in topology.computers_of(pool) {
                if scenario.is_running(&topology, (id, pool), (of, computer)) {
                    hosts.push(computer.fqdn.host().to_owned());
                }
            }
        }
        hosts.sort();
        hosts.join(" ")
    }

    #[test]
    fn what_is_marked_as_out_does_not_run_and_nothing_else_fails_by_itself() {
        assert_eq!(running(&[]), "lon-fe1 lon-fe2 lon-fe3 par-fe1 par-fe2");
    }

    #[test]
    fn a_computer_fails_by_its_name_its_pool_its_data_centre_and_its_site() {
        assert_eq!(running(&["lon-fe2.contoso.com", "PAR-FE1"]), "lon-fe1 lon-fe3 par-fe2");
        assert_eq!(running(&["lon-fe"]), "par-fe1 par-fe2");
        assert_eq!(running(&["dc:london"]), "par-fe1 par-fe2");
        assert_eq!(running(&["site:EMEA"]), "");
    }

    #[test]
    fn an_sql_instance_is_named_by_server_or_path() {
        let topology = topology();
        for name in ["sql1", "sql1.contoso.com", r"SQL1\rtc", r"sql1.contoso.com\RTC"] {
            let scenario = Scenario::named(&topology, [name]).unwrap();
            let failed: Vec<_> = topology.sql_instances.ids().filter(|&id| scenario.has_failed(id)).collect();
            assert_eq!(failed.len(), 1, "{name}");
        }
        for name in [r"sql1\other", "nobody", "London", "dc:Berlin"] {
            assert_eq!(Scenario::named(&topology, [name]), Err(UnknownName(name.to_owned())));
        }
    }
}
