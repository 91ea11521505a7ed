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
    let pools = cx.survey().pools_of_computer(&computer.fqdn);
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
    let standby = |Server { id, computer, .. }: Server<'_>| {
        Command::amend(id, computer, Computer { standby: true, ..computer.clone() })
    };
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
