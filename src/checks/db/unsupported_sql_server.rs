use super::{is_local, kept_on};
use crate::checks::{Cx, Findings, StoreOf, rule};
use crate::message;
use crate::model::{Field, Place, SqlInstance, StoreUse, field};
use crate::vendor::{SqlSupport, SqlUse, SqlVersion, sql_support};

rule! {
    /// A store is on a version or edition of SQL Server that the product does not support.
    ///
    /// ## Why it matters
    /// Setup may go through and the databases may even work, until an update of the product uses what that version
    /// lacks. The edition that costs nothing limits memory and size, which a back end exceeds in its first week.
    ///
    /// ## Example
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql1\rtc                            #! DB008
    ///     version 2014
    /// ```
    /// ## Use instead
    /// ```sketch
    /// deployment contoso.com
    ///   product 2019
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    ///   sql sql1\rtc
    ///     version 2019
    ///     edition standard
    /// ```
    /// ## Source
    /// `L:database-software-support`
    /// `L:components-and-topologies-for-monitoring`
    /// `S:server-requirements`
    /// `S:system-requirements`
    ///
    /// ## Notes
    /// A witness may run any edition. The local database of a Standard Edition server is what setup made it; the
    /// databases of a chat pool on that server may be there too.
    code: "DB008", name: "unsupported-sql-server", severity: Error, products: [ALL], since: "0.1.0",
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    for (id, sql) in cx.topology().sql_instances.iter() {
        if sql.version.is_none() && sql.edition.is_none() || is_local(cx, id) {
            continue;
        }
        let faulty = kept_on(cx, id).filter_map(|used| Some((used.store, unsupported(cx, sql, &used.store)?)));
        let Some((store, at)) = faulty.min_by_key(|(store, _)| (store.pool_name(), store.of)) else { continue };
        let version = sql.version.map_or("SQL Server", SqlVersion::title);
        let what = sql.edition.map_or(version.to_owned(), |edition| format!("{version} {edition}"));
        let message = message!(
            "{sql} runs {what}, which {product} does not support for the {store} of {pool}.",
            sql = sql.path(),
            what,
            product = cx.product_of(store.pool).title(),
            store = store.of.title(),
            pool = store.pool_name()
        );
        out.report(&RULE, Place::from(id).field(at), message)
            .related(store.id, message!("uses it"))
            .help(message!("Choose a supported version in Standard or Enterprise edition, 64 bit."));
    }
}

/// What the product of the store's pool does not support; nothing where it has no such store at all.
fn unsupported(cx: &Cx<'_>, sql: &SqlInstance, store: &StoreOf<'_>) -> Option<Field> {
    let usage = match store.of {
        StoreUse::BackEnd | StoreUse::Archiving | StoreUse::Monitoring => SqlUse::BackEnd,
        StoreUse::Chat | StoreUse::ChatBackup | StoreUse::ChatCompliance | StoreUse::ChatComplianceBackup => {
            SqlUse::Chat
        }
    };
    let supported: Vec<&SqlSupport> = sql_support(cx.product_of(store.pool), usage).collect();
    let is_none =
        |is_it: &dyn Fn(&SqlSupport) -> bool| !supported.is_empty() && !supported.iter().any(|row| is_it(row));
    if sql.version.is_some_and(|version| is_none(&|row| row.version == version)) {
        return Some(field::VERSION);
    }
    sql.edition.is_some_and(|edition| is_none(&|row| row.editions.contains(&edition))).then_some(field::EDITION)
}
