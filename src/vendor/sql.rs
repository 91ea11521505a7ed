//! Which SQL Server a product takes, and what keeps it available.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{Product, Products, Sourced};

/// A version of SQL Server that the documents name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
pub enum SqlVersion {
    /// SQL Server 2008 R2.
    V2008R2,
    /// SQL Server 2012.
    V2012,
    /// SQL Server 2014.
    V2014,
    /// SQL Server 2016.
    V2016,
    /// SQL Server 2017.
    V2017,
    /// SQL Server 2019.
    V2019,
}

impl SqlVersion {
    /// "SQL Server 2008 R2".
    pub const fn title(self) -> &'static str {
        match self {
            Self::V2008R2 => "SQL Server 2008 R2",
            Self::V2012 => "SQL Server 2012",
            Self::V2014 => "SQL Server 2014",
            Self::V2016 => "SQL Server 2016",
            Self::V2017 => "SQL Server 2017",
            Self::V2019 => "SQL Server 2019",
        }
    }

    /// The short word of the command line and the sketch notation: `2008r2`, `2012`…
    pub const fn token(self) -> &'static str {
        match self {
            Self::V2008R2 => "2008r2",
            Self::V2012 => "2012",
            Self::V2014 => "2014",
            Self::V2016 => "2016",
            Self::V2017 => "2017",
            Self::V2019 => "2019",
        }
    }

    /// The version that [`token`](Self::token) names.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|version| version.token().eq_ignore_ascii_case(token))
    }
}

impl fmt::Display for SqlVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// An edition of SQL Server that the documents name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
pub enum SqlEdition {
    /// Express.
    Express,
    /// Standard.
    Standard,
    /// Enterprise.
    Enterprise,
}

impl SqlEdition {
    /// "Enterprise".
    pub const fn title(self) -> &'static str {
        match self {
            Self::Express => "Express",
            Self::Standard => "Standard",
            Self::Enterprise => "Enterprise",
        }
    }

    /// The short word of the command line and the sketch notation: `express`, `standard`, `enterprise`.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Express => "express",
            Self::Standard => "standard",
            Self::Enterprise => "enterprise",
        }
    }

    /// The edition that [`token`](Self::token) names.
    pub fn from_token(token: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|edition| edition.token().eq_ignore_ascii_case(token))
    }
}

impl fmt::Display for SqlEdition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// What an instance holds, as far as support differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum SqlUse {
    /// The back end of an Enterprise pool, archiving or monitoring.
    BackEnd,
    /// The content and compliance databases of a Persistent Chat pool.
    Chat,
    /// The Express instances that setup puts on the product's own servers.
    OnServer,
}

/// One supported version of SQL Server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SqlSupport {
    /// What the instance holds.
    pub usage: SqlUse,
    /// The products that take it.
    pub products: Products,
    /// The version they take.
    pub version: SqlVersion,
    /// Any one of these editions.
    pub editions: &'static [SqlEdition],
    /// The service pack or product update without which it is not supported, empty for none.
    pub needs: &'static str,
    /// The pages that say so.
    pub source: &'static str,
}

/// The versions a product takes, oldest first; none for chat where the product has none.
pub fn sql_support(product: Product, usage: SqlUse) -> impl Iterator<Item = &'static SqlSupport> {
    SQL_SUPPORT.iter().filter(move |row| row.usage == usage && row.products.contains(product))
}

/// Whether a product takes this version and edition. One exception is not in the tables: the databases of a chat server
/// collocated on a Standard Edition server may use its Express instance. Source: `S:topology-basics`.
pub fn supports_sql(product: Product, usage: SqlUse, version: SqlVersion, edition: SqlEdition) -> bool {
    sql_support(product, usage).any(|row| row.version == version && row.editions.contains(&edition))
}

const L13: Products = Products::of(&[Product::L13]);
const S15: Products = Products::of(&[Product::S15]);
const OLD: Products = Products::of(&[Product::L13, Product::S15]);
const NEW: Products = Products::of(&[Product::S19, Product::SE]);
const SINCE_2015: Products = Products::of(&[Product::S15, Product::S19, Product::SE]);
const SERVER_EDITIONS: &[SqlEdition] = &[SqlEdition::Standard, SqlEdition::Enterprise];
const L13_PAGE: &str = "L:database-software-support";
const S15_PAGE: &str = "S:server-requirements";
const S15_CHAT_PAGE: &str = "S:hardware-and-software-requirements";
const NEW_PAGE: &str = "S:system-requirements";

const fn server(
    usage: SqlUse,
    products: Products,
    version: SqlVersion,
    needs: &'static str,
    source: &'static str,
) -> SqlSupport {
    SqlSupport { usage, products, version, editions: SERVER_EDITIONS, needs, source }
}

const fn on_server(products: Products, version: SqlVersion, source: &'static str) -> SqlSupport {
    SqlSupport { usage: SqlUse::OnServer, products, version, editions: &[SqlEdition::Express], needs: "", source }
}

/// Every supported version, 64 bit throughout.
pub const SQL_SUPPORT: &[SqlSupport] = &[
    server(SqlUse::BackEnd, L13, SqlVersion::V2008R2, "", L13_PAGE),
    server(SqlUse::BackEnd, L13, SqlVersion::V2012, "", L13_PAGE),
    server(SqlUse::BackEnd, S15, SqlVersion::V2012, "SP2 with CU2 for high availability", S15_PAGE),
    server(SqlUse::BackEnd, S15, SqlVersion::V2014, "CU6", S15_PAGE),
    server(SqlUse::BackEnd, S15, SqlVersion::V2016, "SP1, and CU7 of the product", S15_PAGE),
    server(SqlUse::BackEnd, S15, SqlVersion::V2017, "", S15_PAGE),
    server(SqlUse::BackEnd, S15, SqlVersion::V2019, "", S15_PAGE),
    server(SqlUse::BackEnd, NEW, SqlVersion::V2016, "the latest updates", NEW_PAGE),
    server(SqlUse::BackEnd, NEW, SqlVersion::V2017, "the latest updates", NEW_PAGE),
    server(SqlUse::BackEnd, NEW, SqlVersion::V2019, "the latest updates", NEW_PAGE),
    server(SqlUse::Chat, L13, SqlVersion::V2008R2, "", L13_PAGE),
    server(SqlUse::Chat, L13, SqlVersion::V2012, "", L13_PAGE),
    server(SqlUse::Chat, S15, SqlVersion::V2008R2, "", S15_CHAT_PAGE),
    server(SqlUse::Chat, S15, SqlVersion::V2012, "", S15_CHAT_PAGE),
    server(SqlUse::Chat, S15, SqlVersion::V2014, "CU6", S15_CHAT_PAGE),
    on_server(L13, SqlVersion::V2012, L13_PAGE),
    on_server(S15, SqlVersion::V2014, S15_PAGE),
    on_server(NEW, SqlVersion::V2016, NEW_PAGE),
];

/// A way to keep a store available.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum SqlHa {
    /// Synchronous database mirroring, with or without a witness.
    Mirroring,
    /// An AlwaysOn availability group behind a listener.
    AvailabilityGroup,
    /// A failover cluster instance, also the classic cluster of old: one virtual name, active/passive.
    FailoverCluster,
}

/// Where one way is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HaSupport {
    /// The way.
    pub ha: SqlHa,
    /// The products that support it.
    pub products: Products,
    /// The edition of SQL Server on every partner (a mirroring witness may have another).
    pub edition: SqlEdition,
    /// The stores it may protect.
    pub uses: &'static [SqlUse],
    /// The most nodes of this edition; `None` where the documents give no number.
    pub max_nodes: Option<u8>,
    /// The pages that say so.
    pub source: &'static str,
}

/// The support for one way, `None` when there is none.
pub fn ha_support(product: Product, usage: SqlUse, ha: SqlHa, edition: SqlEdition) -> Option<&'static HaSupport> {
    HA_SUPPORT.iter().find(|row| {
        row.ha == ha && row.edition == edition && row.products.contains(product) && row.uses.contains(&usage)
    })
}

const fn ha(
    ha: SqlHa,
    products: Products,
    edition: SqlEdition,
    uses: &'static [SqlUse],
    max_nodes: Option<u8>,
    source: &'static str,
) -> HaSupport {
    HaSupport { ha, products, edition, uses, max_nodes, source }
}

const ANY_STORE: &[SqlUse] = &[SqlUse::BackEnd, SqlUse::Chat];
const MIRRORING_PAGES: &str = "L:back-end-server-high-availability, S:back-end-server";
const AG_PAGES: &str = "S:back-end-server, S:alwayson-availability-group, S:high-availability-and-disaster-recovery";
const CLUSTER_PAGES: &str = "L:database-software-support, S:server-requirements, S:system-requirements";

/// Every supported way. On-server instances have none.
pub const HA_SUPPORT: &[HaSupport] = &[
    ha(SqlHa::Mirroring, OLD, SqlEdition::Standard, ANY_STORE, None, MIRRORING_PAGES),
    ha(SqlHa::Mirroring, OLD, SqlEdition::Enterprise, ANY_STORE, None, MIRRORING_PAGES),
    ha(SqlHa::AvailabilityGroup, SINCE_2015, SqlEdition::Enterprise, &[SqlUse::BackEnd], None, AG_PAGES),
    ha(SqlHa::FailoverCluster, Products::ALL, SqlEdition::Standard, ANY_STORE, Some(2), CLUSTER_PAGES),
    ha(SqlHa::FailoverCluster, Products::ALL, SqlEdition::Enterprise, ANY_STORE, Some(16), CLUSTER_PAGES),
];

/// TCP port of a default instance. Named instances need a static one of their own.
pub const SQL_PORT: Sourced<u16> =
    Sourced::stated(1433, "L:understanding-firewall-requirements-for-sql-server, S:ports-and-protocols");
/// UDP port of SQL Browser.
pub const SQL_BROWSER_PORT: Sourced<u16> =
    Sourced::stated(1434, "L:understanding-firewall-requirements-for-sql-server, S:ports-and-protocols");
/// TCP port of the mirroring endpoint of principal and mirror that the vendor's tool offers.
pub const MIRRORING_PORT: Sourced<u16> = Sourced::stated(5022, MIRRORING_SET_UP_PAGES);
/// TCP port of the mirroring endpoint of the witness that the vendor's tool offers.
pub const WITNESS_PORT: Sourced<u16> = Sourced::stated(7022, MIRRORING_SET_UP_PAGES);
/// The only TCP port supported for the listener of an availability group.
pub const AG_LISTENER_PORT: Sourced<u16> = Sourced::stated(1433, "S:alwayson-availability-group");
/// TCP port between the replicas of an availability group.
pub const AG_ENDPOINT_PORT: Sourced<u16> = Sourced::stated(5022, "S:alwayson-availability-group");

const MIRRORING_SET_UP_PAGES: &str =
    "L:deploying-sql-mirroring-for-back-end-server-high-availability, S:sql-mirroring-for-high-availability";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::source::is_slug_list;

    fn versions(product: Product, usage: SqlUse) -> Vec<&'static str> {
        sql_support(product, usage).map(|row| row.version.token()).collect()
    }

    fn supported_ha(product: Product, usage: SqlUse) -> Vec<(SqlHa, SqlEdition)> {
        let each =
            SqlHa::VARIANTS.iter().flat_map(|&ha| SqlEdition::VARIANTS.iter().map(move |&edition| (ha, edition)));
        each.filter(|&(ha, edition)| ha_support(product, usage, ha, edition).is_some()).collect()
    }

    #[test]
    fn every_row_has_a_source() {
        let ports = [SQL_PORT, SQL_BROWSER_PORT, MIRRORING_PORT, WITNESS_PORT, AG_LISTENER_PORT, AG_ENDPOINT_PORT];
        let sources = SQL_SUPPORT.iter().map(|row| row.source);
        for source in sources.chain(HA_SUPPORT.iter().map(|row| row.source)).chain(ports.map(|port| port.source)) {
            assert!(is_slug_list(source), "{source}");
        }
    }

    #[test]
    fn every_product_has_a_back_end_and_an_instance_on_its_servers() {
        for &product in Product::VARIANTS {
            assert!(!versions(product, SqlUse::BackEnd).is_empty(), "{product}");
            assert_eq!(versions(product, SqlUse::OnServer).len(), 1, "{product}");
        }
    }

    #[test]
    fn versions_are_listed_oldest_first() {
        for (&product, &usage) in Product::VARIANTS.iter().flat_map(|p| SqlUse::VARIANTS.iter().map(move |u| (p, u))) {
            assert!(sql_support(product, usage).is_sorted_by_key(|row| row.version), "{product}, {usage:?}");
        }
    }

    #[test]
    fn chat_of_2015_lags_behind_its_back_end() {
        assert_eq!(versions(Product::S15, SqlUse::BackEnd), ["2012", "2014", "2016", "2017", "2019"]);
        assert_eq!(versions(Product::S15, SqlUse::Chat), ["2008r2", "2012", "2014"]);
    }

    #[test]
    fn chat_has_no_store_since_2019() {
        assert!(versions(Product::S19, SqlUse::Chat).is_empty() && versions(Product::SE, SqlUse::Chat).is_empty());
    }

    #[test]
    fn express_is_no_back_end() {
        for (&product, &version) in
            Product::VARIANTS.iter().flat_map(|p| SqlVersion::VARIANTS.iter().map(move |v| (p, v)))
        {
            assert!(!supports_sql(product, SqlUse::BackEnd, version, SqlEdition::Express), "{product}, {version}");
        }
        assert!(supports_sql(Product::S19, SqlUse::OnServer, SqlVersion::V2016, SqlEdition::Express));
    }

    #[test]
    fn mirroring_ends_where_availability_groups_stay() {
        use {SqlEdition::*, SqlHa::*};
        let cluster = [(FailoverCluster, Standard), (FailoverCluster, Enterprise)];
        let mirroring = [(Mirroring, Standard), (Mirroring, Enterprise)];
        let group = [(AvailabilityGroup, Enterprise)];
        assert_eq!(supported_ha(Product::L13, SqlUse::BackEnd), [&mirroring[..], &cluster].concat());
        assert_eq!(supported_ha(Product::S15, SqlUse::BackEnd), [&mirroring[..], &group, &cluster].concat());
        assert_eq!(supported_ha(Product::S19, SqlUse::BackEnd), [&group[..], &cluster].concat());
        assert_eq!(supported_ha(Product::SE, SqlUse::BackEnd), [&group[..], &cluster].concat());
    }

    #[test]
    fn no_availability_group_protects_chat() {
        let chat = supported_ha(Product::S15, SqlUse::Chat);
        assert!(chat.iter().all(|&(ha, _)| ha != SqlHa::AvailabilityGroup));
        assert!(chat.contains(&(SqlHa::Mirroring, SqlEdition::Standard)));
    }

    #[test]
    fn nothing_protects_the_instance_on_a_server() {
        for &product in Product::VARIANTS {
            assert!(supported_ha(product, SqlUse::OnServer).is_empty(), "{product}");
        }
    }

    #[test]
    fn every_token_names_its_variant() {
        for &version in SqlVersion::VARIANTS {
            assert_eq!(SqlVersion::from_token(&version.token().to_uppercase()), Some(version));
        }
        for &edition in SqlEdition::VARIANTS {
            assert_eq!(SqlEdition::from_token(edition.token()), Some(edition));
        }
    }
}
