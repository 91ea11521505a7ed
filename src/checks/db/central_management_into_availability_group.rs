use crate::checks::{Cx, Findings, StoreHa, rule};
use crate::message;
use crate::model::{Place, SqlHa, StoreUse, field};

rule! {
    /// The back end with the Central Management store is about to move into an availability group.
    ///
    /// ## Why it matters
    /// The conversion takes the database away from the deployment while it is under way, and with it the only place
    /// where the deployment can be changed. The Central Management store goes to another pool first.
    ///
    /// ## Example
    /// ```sketch published
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe                        #! DB037
    ///     back-end lon-ag\rtc
    ///   sql lon-ag\rtc
    ///     availability-group lon-ag
    /// ```
    /// ## Use instead
    /// ```sketch published
    /// deployment contoso.com
    ///   central-management lon-fe
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end sql1\rtc
    /// ```
    /// ```sketch
    /// deployment contoso.com
    ///   central-management lon-se
    /// site EMEA
    ///   front-end lon-fe
    ///     back-end lon-ag\rtc
    ///   standard-edition lon-se
    ///   sql lon-ag\rtc
    ///     availability-group lon-ag
    /// ```
    /// ## Source
    /// `S:alwayson-availability-group`
    code: "DB037", name: "central-management-into-availability-group", severity: Warning,
    products: [S15, S19, SE], since: "0.1.0", when: Compared,
}

fn check(cx: &Cx<'_>, out: &mut Findings<'_>) {
    let Some(published) = cx.published() else { return };
    let Some(id) = cx.topology().deployment().central_management else { return };
    let pool = cx.pool(id);
    let is_group = pool.store(StoreUse::BackEnd).and_then(|store| cx.ha_of(store)) == Some(StoreHa::AvailabilityGroup);
    let before = cx.published_of(id, pool).and_then(|(_, pool)| pool.store(StoreUse::BackEnd)?.primary);
    let Some(before) = before.and_then(|sql| published.sql_instances.get(sql)).filter(|_| is_group) else { return };
    if matches!(before.ha, SqlHa::AvailabilityGroup(_)) {
        return;
    }
    let message = message!(
        "The back end of {pool}, which holds the Central Management store, moves into an availability group.",
        pool = pool.fqdn.as_str()
    );
    out.report(&RULE, Place::from(id).field(field::BACK_END), message).help(message!(
        "Run Move-CsManagementServer first, to another pool; a Standard Edition server will do for the time."
    ));
}
