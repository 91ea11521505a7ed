//! Persistent Chat.

mod chat_after_2015;
mod chat_copies_on_one_instance;
mod chat_copies_on_one_server;
mod chat_in_three_data_centres;
mod chat_mirror_in_other_data_centre;
mod chat_mirror_without_witness;
mod chat_on_front_end;
mod chat_on_standard_edition;
mod chat_store_without_mirror;
mod chat_unlike_its_standard_edition_server;
mod chat_witness_in_other_data_centre;
mod compliance_without_store;
mod no_active_chat_server;
mod secondary_chat_mirror_in_other_data_centre;
mod secondary_chat_store_beside_primary;
mod secondary_chat_store_without_mirror;
mod secondary_chat_store_without_servers;
mod secondary_chat_witness_in_other_data_centre;
mod single_computer_chat_pool;
mod single_computer_chat_pool_of_several;
mod standby_without_second_data_centre;
mod stretched_chat_without_secondary;
mod too_few_standby_chat_servers;
mod too_many_active_chat_servers;
mod too_many_chat_servers;

use uuid::Uuid;

use crate::checks::{Cx, Family, Findings, Rule, StoreOf, StorePart};
use crate::edit::Command;
use crate::message;
use crate::model::{Computer, DataCentre, Id, PersistentChat, Place, Pool, Role, SqlHa, SqlInstance, StoreUse};
use crate::text::Message;
use crate::vendor::{Figure, Product, capacity};

pub(super) static FAMILY: Family = Family {
    letters: "PC",
    title: "Persistent Chat",
    rules: &[
        &chat_after_2015::RULE,
        &chat_on_front_end::RULE,
        &chat_unlike_its_standard_edition_server::RULE,
        &chat_on_standard_edition::RULE,
        &too_many_active_chat_servers::RULE,
        &too_many_chat_servers::RULE,
        &no_active_chat_server::RULE,
        &standby_without_second_data_centre::RULE,
        &single_computer_chat_pool::RULE,
        &single_computer_chat_pool_of_several::RULE,
        &chat_in_three_data_centres::RULE,
        &stretched_chat_without_secondary::RULE,
        &secondary_chat_store_beside_primary::RULE,
        &secondary_chat_store_without_servers::RULE,
        &too_few_standby_chat_servers::RULE,
        &chat_mirror_in_other_data_centre::RULE,
        &secondary_chat_mirror_in_other_data_centre::RULE,
        &chat_witness_in_other_data_centre::RULE,
        &secondary_chat_witness_in_other_data_centre::RULE,
        &chat_store_without_mirror::RULE,
        &chat_mirror_without_witness::RULE,
        &secondary_chat_store_without_mirror::RULE,
        &chat_copies_on_one_instance::RULE,
        &chat_copies_on_one_server::RULE,
        &compliance_without_store::RULE,
    ],
};

/// A chat pool, and where its servers and databases stand as far as that is known.
struct ChatPool<'a> {
    id: Id<Pool>,
    pool: &'a Pool,
    settings: &'a PersistentChat,
    /// In the pool's order, each with its data centre.
    servers: Vec<Server<'a>>,
    /// The data centre of the chat store.
    primary_at: Option<Id<DataCentre>>,
    /// The data centre of its log-shipping secondary.
    secondary_at: Option<Id<DataCentre>>,
    /// The Standard Edition server that one of its servers is.
    standard_edition_server: Option<Id<Pool>>,
    product: Product,
    is_stretched: bool,
}

#[derive(Clone, Copy)]
struct Server<'a> {
    id: Id<Computer>,
    computer: &'a Computer,
    data_centre: Option<Id<DataCentre>>,
}

/// One copy of the chat content.
struct ContentCopy<'a> {
    store: StoreOf<'a>,
    part: StorePart,
    sql: Id<SqlInstance>,
}

fn chat_pools<'a>(cx: &'a Cx<'_>) -> impl Iterator<Item = ChatPool<'a>> {
    let topology = cx.topology();
    cx.chat_pools().map(move |chat| {
        let servers: Vec<_> = topology
            .computers_of(chat.pool)
            .map(|(id, computer)| {
                let data_centre = topology.data_centre_of(computer.data_centre, chat.pool.site);
                Server { id, computer, data_centre }
            })
            .collect();
        let data_centre_of = |sql: Option<_>| topology.data_centre_of_sql(sql?);
        ChatPool {
            id: chat.id,
            pool: chat.pool,
            settings: chat.settings,
            primary_at: data_centre_of(chat.settings.primary.primary),
            secondary_at: data_centre_of(chat.settings.backup.primary),
            standard_edition_server: servers.iter().find_map(|server| standard_edition_server(cx, server.computer)),
            servers,
            product: cx.product_of(chat.pool),
            is_stretched: chat.pool.is_stretched(topology),
        }
    })
}

fn standard_edition_server(cx: &Cx<'_>, computer: &Computer) -> Option<Id<Pool>> {
    let pools = cx.survey().pools_of_computer(&computer.fqdn.key()).iter().copied();
    pools.filter(|_| !computer.fqdn.is_empty()).find(|&pool| matches!(cx.pool(pool).role, Role::StandardEdition(_)))
}

impl<'a> ChatPool<'a> {
    fn name(&self) -> &'a str {
        self.pool.fqdn.as_str()
    }

    /// How many the product allows, if it says so.
    fn limit(&self, figure: Figure) -> Option<usize> {
        capacity(figure, self.product).map(|limit| limit.value as usize)
    }

    fn active(&self) -> impl Iterator<Item = Server<'a>> + Clone {
        self.servers.iter().copied().filter(|server| !server.computer.standby)
    }

    /// The data centre of each server; none if that of any is unknown.
    fn data_centres(&self) -> Option<Vec<Id<DataCentre>>> {
        self.servers.iter().map(|server| server.data_centre).collect()
    }

    /// The data centre that all servers are in.
    fn only_data_centre(&self) -> Option<Id<DataCentre>> {
        let all = self.data_centres()?;
        let first = *all.first()?;
        all.iter().all(|&at| at == first).then_some(first)
    }

    fn stores(&self) -> impl Iterator<Item = StoreOf<'a>> + use<'a> {
        let (id, pool) = (self.id, self.pool);
        pool.role.stores().map(move |(of, store)| StoreOf { id, pool, of, store })
    }

    /// Primary, its mirror, secondary and its mirror, those that are there.
    fn copies(&self) -> Vec<ContentCopy<'a>> {
        self.stores()
            .filter(|store| matches!(store.of, StoreUse::Chat | StoreUse::ChatBackup))
            .flat_map(|store| store.parts().map(move |(part, sql)| ContentCopy { store, part, sql }))
            .filter(|copy| copy.part != StorePart::Witness)
            .collect()
    }

    /// What the ids of new rows are made of: the same until the pool has other servers.
    fn seed(&self) -> Uuid {
        let servers: Vec<_> = self.servers.iter().map(|server| server.id.uuid().to_string()).collect();
        self.id.part::<Computer>(&servers.join(" ")).uuid()
    }
}

impl ContentCopy<'_> {
    fn title(&self) -> Message {
        self.store.title(self.part)
    }

    fn place(&self) -> Place {
        self.store.place(self.part)
    }
}

/// Whether an SQL instance runs in a failover cluster.
fn is_cluster(sql: &SqlInstance) -> bool {
    sql.ha == SqlHa::FailoverCluster
}

/// Puts servers on standby.
fn stand_by<'a>(servers: impl Iterator<Item = Server<'a>>) -> Command {
    let standby =
        |server: Server<'_>| Command::Put((server.id, Computer { standby: true, ..server.computer.clone() }).into());
    Command::All { label: message!("Put chat servers on standby"), steps: servers.map(standby).collect() }
}

/// Reports every mirror or witness of that store which is known to be in another data centre than the store.
fn report_misplaced(rule: &Rule, cx: &Cx<'_>, out: &mut Findings<'_>, of: StoreUse, part: StorePart) {
    for store in cx.stores().filter(|store| store.of == of) {
        let (Some(primary), Some(sql)) = (store.store.primary, store.part(part)) else { continue };
        let at = |sql| cx.topology().data_centre_of_sql(sql);
        let (Some(right), Some(wrong)) = (at(primary), at(sql)) else { continue };
        if right == wrong {
            continue;
        }
        let name = |data_centre: Id<DataCentre>| cx.topology().name(data_centre.into());
        let message = message!(
            "The {what} of {pool} is in {wrong}, the store itself in {right}.",
            what = store.title(part),
            pool = store.pool_name(),
            wrong = name(wrong),
            right = name(right)
        );
        let entities = vec![sql.into()];
        out.report(rule, store.place(part), message)
            .related(sql, message!("the {part}", part = part.title()))
            .related(primary, message!("the store"))
            .help(message!("Keep both in one data centre."))
            .suggest(
                message!("Move {sql} to {data_centre}", sql = cx.sql(sql).path(), data_centre = name(right)),
                Command::MoveToDataCentre { entities, data_centre: Some(right) },
            );
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::checks::testing::findings;

    #[test]
    fn a_chat_pool_in_three_data_centres_is_in_one_too_many() {
        let found = findings(
            "PC",
            r"
            data-centre London
            data-centre Paris
            data-centre Rome
            site EMEA
              persistent-chat chat
                computers chat1 in London
                computers chat2 in Paris standby
                computers chat3 in Rome standby
                chat-store sql1\chat mirror sql3\chat witness sql5\wit
                chat-backup sql2\chat mirror sql4\chat witness sql6\wit
              sql sql1\chat in London
              sql sql2\chat in Paris
              sql sql3\chat in London
              sql sql4\chat in Paris
              sql sql5\wit in London
              sql sql6\wit in Paris
            ",
        );
        assert_snapshot!(found, @"PC011 chat.contoso.com computers: The servers of chat.contoso.com stand in 3 data centres.");
    }

    #[test]
    fn a_secondary_in_the_primarys_data_centre_is_no_refuge_though_servers_are_there() {
        let found = findings(
            "PC",
            r"
            data-centre London
            site EMEA
              persistent-chat chat
                computers chat1 chat2 in London
                chat-store sql1\chat mirror sql3\chat witness sql5\wit
                chat-backup sql2\chat
              sql sql1\chat in London
              sql sql2\chat in London
              sql sql3\chat in London
              sql sql5\wit in London
            ",
        );
        assert_snapshot!(found, @"PC014 chat.contoso.com backup: The secondary chat store of chat.contoso.com is in London, as is the chat store itself.");
    }

    #[test]
    fn collocated_on_a_standard_edition_server_a_single_computer_and_its_local_database_are_as_meant() {
        let found = findings(
            "PC",
            r"
            site EMEA
              standard-edition lon-se
              persistent-chat lon-se
                chat-store lon-se\rtc
            ",
        );
        assert_snapshot!(found, @"PC004 lon-se.contoso.com computers: Persistent Chat runs on lon-se.contoso.com, a Standard Edition server, beside everything else there.");
    }

    #[test]
    fn a_chat_pool_with_a_standard_edition_server_among_others_is_neither_one_nor_the_other() {
        let found = findings(
            "PC",
            r"
            site EMEA
              standard-edition lon-se
              persistent-chat lon-se
                computers lon-se chat2
            ",
        );
        assert_snapshot!(found, @"
        PC003 lon-se.contoso.com computers: lon-se.contoso.com stands on the Standard Edition server lon-se.contoso.com but has 2 servers.
        PC004 lon-se.contoso.com computers: Persistent Chat runs on lon-se.contoso.com, a Standard Edition server, beside everything else there.
        ");
    }

    #[test]
    fn chat_of_2019_is_refused_and_not_judged_further() {
        let found = findings(
            "PC",
            r"
            deployment contoso.com
              product 2019
            site EMEA
              persistent-chat chat
                computers 9
            ",
        );
        assert_snapshot!(found, @"PC001 chat.contoso.com product: chat.contoso.com is a Persistent Chat pool of Skype for Business Server 2019, which has none. [Remove the pool]");
    }

    #[test]
    fn unknown_data_centres_keep_placement_rules_silent() {
        let found = findings(
            "PC",
            r"
            data-centre London
            data-centre Paris
            site EMEA
              data-centres London Paris
              persistent-chat chat
                computers c1 c2 c3 c4
                computers c5 c6 standby
                chat-store sql1\chat mirror sql3\chat witness sql5\wit
                chat-backup sql2\chat
            ",
        );
        assert_snapshot!(found, @"");
    }

    #[test]
    fn nobody_need_be_active_in_the_first_data_centre_after_a_failover() {
        let sketch = |state: &str| {
            format!(
                r"
            data-centre London
            site EMEA
              persistent-chat chat in London
                computers c1 c2 standby
                chat-store sql1\chat mirror sql3\chat witness sql5\wit
                state {state}
            "
            )
        };
        assert_snapshot!(findings("PC", &sketch("normal")), @"PC007 chat.contoso.com computers: No server of chat.contoso.com is active.");
        assert_snapshot!(findings("PC", &sketch("failed-over")), @"");
    }

    #[test]
    fn an_instance_of_two_copies_is_one_server_of_both() {
        let found = findings(
            "PC",
            r"
            data-centre London
            data-centre Paris
            site EMEA
              persistent-chat chat
                computers c1 in London
                computers c2 in Paris standby
                chat-store sql1\chat mirror sql3\chat witness sql5\wit
                chat-backup sql2\chat mirror sql3\chat witness sql6\wit
            ",
        );
        assert_snapshot!(found, @r"
        PC018 chat.contoso.com backup.mirror: The mirror of the secondary chat store of chat.contoso.com is in London, the store itself in Paris. [Move sql3.contoso.com\chat to Paris]
        PC024 chat.contoso.com backup.mirror: sql3.contoso.com\chat keeps both the mirror of the chat store and the mirror of the secondary chat store of chat.contoso.com.
        PC025 chat.contoso.com backup.mirror: The mirror of the chat store and the mirror of the secondary chat store of chat.contoso.com stand on one server, sql3.contoso.com.
        ");
    }

    #[test]
    fn a_failover_cluster_needs_no_mirror() {
        let found = findings(
            "PC",
            r"
            data-centre London
            data-centre Paris
            site EMEA
              persistent-chat chat
                computers c1 in London
                computers c2 in Paris standby
                chat-store sql1\chat
                chat-backup sql2\chat
              sql sql1\chat in London
                cluster
              sql sql2\chat in Paris
                cluster
            ",
        );
        assert_snapshot!(found, @"");
    }
}
