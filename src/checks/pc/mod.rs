//! Persistent Chat.

mod active_in_both_data_centres;
mod active_server_behind_slow_link;
mod active_server_far_from_secondary;
mod chat_across_domains;
mod chat_after_2015;
mod chat_copies_on_one_instance;
mod chat_copies_on_one_server;
mod chat_failover_by_hand;
mod chat_in_three_data_centres;
mod chat_mirror_in_other_data_centre;
mod chat_mirror_without_witness;
mod chat_name_missing_or_taken;
mod chat_needs_message_queuing;
mod chat_on_front_end;
mod chat_on_standard_edition;
mod chat_overloaded_without_one;
mod chat_port_in_use;
mod chat_store_without_mirror;
mod chat_store_without_servers;
mod chat_unlike_its_standard_edition_server;
mod chat_without_file_store;
mod chat_without_next_hop;
mod chat_witness_in_other_data_centre;
mod compliance_lacks_copy;
mod compliance_not_failed_over;
mod compliance_on_instance_of_content;
mod compliance_stores_unused;
mod compliance_without_store;
mod local_folder_of_several_servers;
mod log_shipping_needs_rights;
mod log_shipping_to_file_store;
mod log_shipping_without_copy_folder;
mod log_shipping_without_share;
mod mirror_without_log_shipping;
mod misplaced_compliance_copy;
mod next_hop_in_other_data_centre;
mod next_hop_without_partner;
mod no_active_chat_server;
mod one_active_chat_server;
mod secondary_chat_mirror_in_other_data_centre;
mod secondary_chat_store_beside_primary;
mod secondary_chat_store_without_mirror;
mod secondary_chat_store_without_servers;
mod secondary_chat_witness_in_other_data_centre;
mod several_default_chat_pools;
mod single_computer_chat_pool;
mod single_computer_chat_pool_of_several;
mod standby_without_second_data_centre;
mod stretched_chat_without_secondary;
mod too_few_standby_chat_servers;
mod too_many_active_chat_servers;
mod too_many_chat_servers;
mod too_many_chat_users;
mod too_many_users_of_chat_pools;

use uuid::Uuid;

use crate::checks::{Cx, Family, Findings, Rule, StoreOf, StorePart};
use crate::edit::Command;
use crate::message;
use crate::model::{
    ChatState, Computer, DataCentre, Id, Link, PersistentChat, Place, Pool, Role, SqlHa, SqlInstance, StoreUse, field,
};
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
        &compliance_stores_unused::RULE,
        &compliance_lacks_copy::RULE,
        &compliance_on_instance_of_content::RULE,
        &misplaced_compliance_copy::RULE,
        &compliance_not_failed_over::RULE,
        &log_shipping_without_share::RULE,
        &log_shipping_to_file_store::RULE,
        &log_shipping_without_copy_folder::RULE,
        &log_shipping_needs_rights::RULE,
        &mirror_without_log_shipping::RULE,
        &active_server_behind_slow_link::RULE,
        &active_in_both_data_centres::RULE,
        &active_server_far_from_secondary::RULE,
        &chat_without_next_hop::RULE,
        &next_hop_in_other_data_centre::RULE,
        &next_hop_without_partner::RULE,
        &chat_name_missing_or_taken::RULE,
        &chat_port_in_use::RULE,
        &local_folder_of_several_servers::RULE,
        &chat_without_file_store::RULE,
        &several_default_chat_pools::RULE,
        &chat_across_domains::RULE,
        &too_many_chat_users::RULE,
        &too_many_users_of_chat_pools::RULE,
        &one_active_chat_server::RULE,
        &chat_overloaded_without_one::RULE,
        &chat_needs_message_queuing::RULE,
        &chat_failover_by_hand::RULE,
        &chat_store_without_servers::RULE,
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

/// One copy of the content of a chat pool, or of its compliance record.
struct Copy<'a> {
    store: StoreOf<'a>,
    part: StorePart,
    sql: Id<SqlInstance>,
}

fn chat_pools<'a>(cx: &'a Cx<'_>) -> impl Iterator<Item = ChatPool<'a>> {
    let topology = cx.topology();
    cx.chat_pools().map(move |chat| {
        let servers: Vec<_> = cx
            .computers_of(chat.id)
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
    fn content_copies(&self) -> Vec<Copy<'a>> {
        self.copies([StoreUse::Chat, StoreUse::ChatBackup])
    }

    /// The same of the compliance record.
    fn compliance_copies(&self) -> Vec<Copy<'a>> {
        self.copies([StoreUse::ChatCompliance, StoreUse::ChatComplianceBackup])
    }

    fn copies(&self, uses: [StoreUse; 2]) -> Vec<Copy<'a>> {
        self.stores()
            .filter(|store| uses.contains(&store.of))
            .flat_map(|store| store.parts().map(move |(part, sql)| Copy { store, part, sql }))
            .filter(|copy| copy.part != StorePart::Witness)
            .collect()
    }

    /// Whether its content is shipped from one data centre to another.
    fn is_shipped(&self) -> bool {
        self.is_stretched && self.settings.backup.primary.is_some()
    }

    /// The data centre of the database that serves.
    fn serving_at(&self) -> Option<Id<DataCentre>> {
        match self.settings.state {
            ChatState::Normal => self.primary_at,
            ChatState::FailedOver => self.secondary_at,
        }
    }

    /// How many users its active servers carry.
    fn most_users(&self) -> Option<usize> {
        let by_servers = self.limit(Figure::ChatUsersPerServer)? * self.active().count();
        Some(by_servers.min(self.limit(Figure::ChatUsersPerPool)?))
    }

    /// Whether a standby server can take the place of an active one; of unknown place, it may.
    fn has_spare_server(&self) -> bool {
        let can_replace = |spare: &Server<'_>, active: Server<'_>| {
            spare.data_centre.is_none() || active.data_centre.is_none() || spare.data_centre == active.data_centre
        };
        let mut standby = self.servers.iter().filter(|server| server.computer.standby);
        standby.any(|spare| self.active().any(|active| can_replace(spare, active)))
    }

    /// Other settings.
    fn with(&self, change: impl FnOnce(&mut PersistentChat)) -> Command {
        let mut settings = self.settings.clone();
        change(&mut settings);
        Command::Put((self.id, Pool { role: Role::PersistentChat(settings), ..self.pool.clone() }).into())
    }

    /// What the ids of new rows are made of: the same until the pool has other servers.
    fn seed(&self) -> Uuid {
        let servers: Vec<_> = self.servers.iter().map(|server| server.id.uuid().to_string()).collect();
        self.id.part::<Computer>(&servers.join(" ")).uuid()
    }
}

impl Copy<'_> {
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
fn stand_by<'a>(cx: &Cx<'_>, servers: impl Iterator<Item = Server<'a>>) -> Command {
    let standby = |server: Server<'_>| Command::amend(cx.topology(), server.id, |computer| computer.standby = true);
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

/// Reports every secondary that is known to be in the data centre of its primary.
fn report_beside_primary(rule: &Rule, cx: &Cx<'_>, out: &mut Findings<'_>, of: StoreUse, secondary: StoreUse) {
    let topology = cx.topology();
    for chat in chat_pools(cx) {
        let instance = |of| chat.pool.store(of)?.primary;
        let (Some(primary), Some(backup)) = (instance(of), instance(secondary)) else { continue };
        let Some(at) =
            topology.data_centre_of_sql(primary).filter(|&at| topology.data_centre_of_sql(backup) == Some(at))
        else {
            continue;
        };
        let message = message!(
            "The {secondary} of {pool} is in {data_centre}, as is the {primary} itself.",
            secondary = secondary.title(),
            pool = chat.name(),
            data_centre = topology.name(at.into()),
            primary = of.title()
        );
        let reported = out
            .report(rule, Place::from(chat.id).field(secondary.field()), message)
            .related(backup, message!("the secondary"))
            .related(at, message!("the data centre of both"))
            .help(message!("Put the secondary into the other data centre of the pool."));
        let elsewhere: Vec<_> =
            cx.survey().data_centres_of(chat.id).iter().copied().filter(|&other| other != at).collect();
        if let [other] = *elsewhere {
            let title = message!("Move the secondary to {data_centre}", data_centre = topology.name(other.into()));
            let entities = vec![backup.into()];
            reported.suggest(title, Command::MoveToDataCentre { entities, data_centre: Some(other) });
        }
    }
}

/// Reports pools in that state whose active servers reach the database that serves over a slow link.
fn report_behind_slow_link(rule: &Rule, cx: &Cx<'_>, out: &mut Findings<'_>, state: ChatState) {
    let topology = cx.topology();
    for chat in chat_pools(cx).filter(|chat| chat.settings.state == state) {
        let Some(at) = chat.serving_at() else { continue };
        let is_slow = |there| there != at && topology.link_between(at, there).is_some_and(Link::is_slow);
        let (far, near): (Vec<_>, Vec<_>) = chat.active().partition(|server| server.data_centre.is_some_and(is_slow));
        let Some(first) = far.first() else { continue };
        let message = message!(
            "{computer}, an active server of {pool}, reaches the database in {data_centre} over a slow link.",
            computer = first.computer.fqdn.as_str(),
            pool = chat.name(),
            data_centre = topology.name(at.into())
        );
        let mut reported = out.report(rule, Place::from(chat.id).field(field::COMPUTERS), message);
        for server in &far {
            reported = reported.related(server.id, message!("is active behind the slow link"));
        }
        let here = topology.name(at.into());
        let reported =
            reported.help(message!("Keep servers in {data_centre} active, and no others.", data_centre = here));
        if !near.is_empty() {
            reported.suggest(message!("Put the servers behind the link on standby"), stand_by(cx, far.into_iter()));
        }
    }
}
