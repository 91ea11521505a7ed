use super::{Table, estate::Estate, listed};
use crate::checks::StorePart;
use crate::model::{Fqdn, Id, SqlHa, SqlInstance, SqlNode, StoreUse};
use crate::vendor::{MIRRORING_PORT, SqlEdition, SqlVersion, Store, WITNESS_PORT};

const COLUMNS: &[&str; 12] = &[
    "Instance",
    "Part",
    "Store",
    "Pool",
    "Databases",
    "SQL Server",
    "Port",
    "Mirroring port",
    "Availability",
    "Reporting Services",
    "Site",
    "Data centre",
];

/// One use of an instance.
struct SqlRow<'a> {
    id: Id<SqlInstance>,
    sql: &'a SqlInstance,
    /// Its part in which store of which pool; none where nobody uses it.
    part: Option<(StorePart, StoreUse, String)>,
    databases: Vec<&'static str>,
}

pub(super) fn tables(estate: &Estate<'_>) -> Vec<Table> {
    let management = estate.management();
    let mut rows = Vec::new();
    for (id, sql) in estate.sorted(estate.topology.sql_instances.iter(), |(_, sql)| sql.path()) {
        let uses = estate.cx.survey().uses_of(id);
        if uses.is_empty() {
            rows.push(SqlRow { id, sql, part: None, databases: Vec::new() });
        }
        for used in uses {
            let (of, pool) = (used.store.of, used.store.pool);
            let has_management = management.iter().any(|(id, _)| *id == used.store.id);
            let databases = match used.part {
                StorePart::Witness => Vec::new(),
                StorePart::Primary | StorePart::Mirror => databases(of, has_management),
            };
            rows.push(SqlRow { id, sql, part: Some((used.part, of, pool.fqdn.to_string())), databases });
        }
    }
    vec![Table::of("SQL Server", COLUMNS, rows, |row| cells(estate, &row))]
}

/// What stands in a store, with Central Management where the pool has it or its standby.
fn databases(of: StoreUse, has_management: bool) -> Vec<&'static str> {
    let management: &[Store] = if has_management && of == StoreUse::BackEnd { &[Store::CentralMgmt] } else { &[] };
    of.stores().iter().chain(management).flat_map(|store| store.facts().databases).copied().collect()
}

fn cells(estate: &Estate<'_>, row: &SqlRow<'_>) -> [String; 12] {
    let SqlRow { id, sql, part, databases } = row;
    let version = [sql.version.map(SqlVersion::title), sql.edition.map(SqlEdition::title)];
    let mirroring = match part {
        Some((part, of, pool)) if is_mirrored(estate, *of, pool) => {
            let usual = if *part == StorePart::Witness { WITNESS_PORT } else { MIRRORING_PORT };
            sql.mirror_port.unwrap_or(usual.value).to_string()
        }
        _ => String::new(),
    };
    let availability = match &sql.ha {
        SqlHa::None => String::new(),
        SqlHa::FailoverCluster => {
            format!("failover cluster: {}", listed(sql.cluster_nodes.iter().map(Fqdn::as_str)))
        }
        SqlHa::AvailabilityGroup(group) => {
            format!("availability group: {}", listed(group.nodes.iter().map(SqlNode::path)))
        }
    };
    let word = |word: fn(&(StorePart, StoreUse, String)) -> String| part.as_ref().map(word).unwrap_or_default();
    [
        sql.path(),
        word(|(part, of, _)| match (part, of) {
            (StorePart::Primary, StoreUse::ChatBackup | StoreUse::ChatComplianceBackup) => "secondary".to_owned(),
            _ => part.title().to_owned(),
        }),
        word(|(_, of, _)| of.title().to_owned()),
        word(|(_, _, pool)| pool.clone()),
        listed(databases),
        listed(version.into_iter().flatten()),
        estate.sql_port(sql),
        mirroring,
        availability,
        sql.reporting_services.clone(),
        estate.topology.site_name(sql.site).to_owned(),
        estate.data_centre_name(estate.topology.data_centre_of_sql(*id)),
    ]
}

fn is_mirrored(estate: &Estate<'_>, of: StoreUse, pool: &str) -> bool {
    let mut pools = estate.pools().filter(|(_, row)| row.fqdn.as_str() == pool);
    pools.any(|(_, row)| row.store(of).is_some_and(|store| store.mirror.is_some()))
}
