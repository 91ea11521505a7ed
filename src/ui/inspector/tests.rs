mod fields;

use std::cell::Cell;

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use uuid::Uuid;

use super::inspector_ui;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::edit::{Command, Creation, History, StoreCommand};
use crate::message;
use crate::model::{
    AnyId, Computer, DataCentre, Deployment, Document, Fqdn, GatewayKind, Id, NetworkServiceKind, Place, Pool, Role,
    RoleKind, Site, SiteRef, SqlInstance, StoreUse, field,
};
use crate::text::Code;
use crate::ui::dialogs::FileNotes;
use crate::ui::findings::Findings;
use crate::ui::intent::{Intent, Outbox};
use crate::ui::language::Language;
use crate::ui::selection::Selection;
use crate::ui::theme::{Brightness, Theme, apply, install_fonts};
use crate::ui::view::{FileState, View, ViewCx};
use crate::ui::yardstick::Yardstick;
use crate::vendor::Product;

/// A window of one panel: carries out edits at once and keeps what else was asked.
pub(super) struct Host {
    pub(super) document: Document,
    pub(super) view: View,
    pub(super) findings: Findings,
    pub(super) brightness: Brightness,
    history: History,
    drawn: Cell<u128>,
    asked: Vec<Intent>,
    is_dressed: bool,
}

impl Host {
    pub(super) fn new(document: Document) -> Self {
        Self {
            document,
            view: View::default(),
            findings: Findings::default(),
            brightness: Brightness::Light,
            history: History::default(),
            drawn: Cell::new(1 << 64),
            asked: Vec::new(),
            is_dressed: false,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut eframe::egui::Ui) {
        let theme = Theme::new(self.brightness);
        if !std::mem::replace(&mut self.is_dressed, true) {
            let brightness = match self.brightness {
                Brightness::Light => eframe::egui::Theme::Light,
                Brightness::Dark => eframe::egui::Theme::Dark,
            };
            ui.ctx().set_theme(brightness);
            install_fonts(ui.ctx());
            apply(&theme, ui.ctx());
            return ui.ctx().request_repaint();
        }
        let fresh = || {
            self.drawn.set(self.drawn.get() + 1);
            Uuid::from_u128(self.drawn.get())
        };
        let mut out = Outbox::default();
        let cx = ViewCx {
            document: &self.document,
            findings: &self.findings,
            yardstick: &Yardstick::default(),
            history: &self.history,
            theme: &theme,
            language: Language::English,
            file: &FileState { title: message!("New"), path: None, is_saved: false, notes: FileNotes::default() },
            work: &[],
            recent: &[],
            revision: 0,
            today: "2026-01-01",
            fresh: &fresh,
        };
        inspector_ui(ui, &cx, &mut self.view, &mut out);
        for asked in out {
            match asked.intent {
                Intent::Edit(command) => {
                    if let Ok(patch) = command.plan(&self.document) {
                        self.document = patch.apply(&self.document).unwrap();
                    }
                    self.asked.push(Intent::Edit(command));
                }
                Intent::Select(selection) => self.view.selection = selection,
                other => self.asked.push(other),
            }
        }
    }

    fn pool(&self, fqdn: &str) -> &Pool {
        self.document.topology.pools.get(pool(&self.document, fqdn)).unwrap()
    }

    fn edits(&self) -> Vec<String> {
        let edits = self.asked.iter().filter_map(|intent| match intent {
            Intent::Edit(command) => Some(command.label(&self.document).to_string()),
            _ => None,
        });
        edits.collect()
    }
}

/// The inspector with something selected.
fn inspect(document: Document, selected: impl Into<AnyId>) -> Harness<'static, Host> {
    inspect_all(Host::new(document), [selected.into()])
}

fn inspect_all(mut host: Host, selected: impl IntoIterator<Item = AnyId>) -> Harness<'static, Host> {
    host.view.selection = selected.into_iter().collect::<Selection>();
    let mut harness =
        Harness::builder().with_size([320.0, 3000.0]).build_ui_state(|ui, host: &mut Host| host.ui(ui), host);
    harness.run();
    harness
}

/// The first pool of that name.
fn pool(document: &Document, fqdn: &str) -> Id<Pool> {
    document.topology.pools.iter().find(|(_, pool)| pool.fqdn.as_str() == fqdn).map(|(id, _)| id).unwrap()
}

fn sql(document: &Document, host: &str) -> Id<SqlInstance> {
    document.topology.sql_instances.iter().find(|(_, sql)| sql.fqdn.host() == host).map(|(id, _)| id).unwrap()
}

fn id<T>(n: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(n))
}

/// Types into a field and leaves it with Enter.
fn type_into(harness: &mut Harness<'_, Host>, label: &str, text: &str) {
    harness.get_by_role_and_label(AccessRole::TextInput, label).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(AccessRole::TextInput, label).type_text(text);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

/// Opens a chooser and clicks an entry.
fn choose(harness: &mut Harness<'_, Host>, label: &str, entry: &str) {
    open(harness, label);
    harness.get_by_role_and_label(AccessRole::ListBoxOption, entry).click();
    harness.run();
}

fn open(harness: &mut Harness<'_, Host>, label: &str) {
    harness.get_by_role_and_label(AccessRole::ComboBox, label).click();
    harness.run();
}

/// Two data centres, a pool of every role, a store of every kind, one of everything else.
pub(super) fn everything(product: Product) -> Document {
    let mut document = Document::default();
    let mut perform = |command: Command| {
        document = command.plan(&document).unwrap().apply(&document).unwrap();
    };
    let deployment = Deployment::new(product, &Fqdn::from("contoso.com"));
    perform(Command::Put((Deployment::ID, deployment).into()));
    let site: Id<Site> = id(1);
    perform(Command::Create(Creation::Site { id: site, name: "EMEA".into() }));
    for (n, name) in [(2, "London"), (3, "Paris")] {
        perform(Command::Create(Creation::DataCentre { id: id(n), name: name.into(), site: Some(site) }));
    }
    perform(Command::Create(Creation::BranchSite { id: id(4), name: "Leeds".into(), parent: site }));
    let central = SiteRef::Central(site);
    let london: Option<Id<DataCentre>> = Some(id(2));
    let paris: Option<Id<DataCentre>> = Some(id(3));
    let pools = [
        (10, RoleKind::FrontEnd, "lon-fe", london, 3),
        (11, RoleKind::FrontEnd, "par-fe", paris, 3),
        (12, RoleKind::FrontEnd, "ber-fe", paris, 3),
        (13, RoleKind::StandardEdition, "se1", london, 1),
        (14, RoleKind::Director, "dir", london, 2),
        (15, RoleKind::Edge, "edge", london, 2),
        (16, RoleKind::Mediation, "med", london, 2),
        (17, RoleKind::PersistentChat, "chat", london, 2),
        (18, RoleKind::TrustedApplication, "app", london, 1),
        (19, RoleKind::VideoInterop, "vis", london, 2),
        (20, RoleKind::Foreign, "old", london, 1),
    ];
    for (n, role, host, data_centre, computers) in pools {
        let named = |n: usize| {
            Fqdn::new(if computers == 1 { format!("{host}.contoso.com") } else { format!("{host}{n}.contoso.com") })
        };
        perform(Command::Create(Creation::Pool {
            id: id(n),
            role,
            fqdn: Fqdn::new(format!("{host}.contoso.com")),
            site: central,
            data_centre,
            computers: (1..=computers).map(named).collect(),
        }));
    }
    perform(Command::Create(Creation::Pool {
        id: id(21),
        role: RoleKind::SurvivableBranch,
        fqdn: "sba-leeds.contoso.com".into(),
        site: SiteRef::Branch(id(4)),
        data_centre: None,
        computers: vec!["sba-leeds.contoso.com".into()],
    }));
    for (n, host, instance) in [(30, "sql1", "RTC"), (31, "sql2", "RTC"), (32, "sql3", "WIT"), (33, "sqlchat1", "")] {
        perform(Command::Create(Creation::SqlInstance {
            id: id(n),
            fqdn: Fqdn::new(format!("{host}.contoso.com")),
            instance: instance.into(),
            site: central,
            data_centre: london,
        }));
    }
    perform(Command::Create(Creation::FileStore {
        id: id(40),
        server: "fs1.contoso.com".into(),
        share: "lyncshare".into(),
        site: central,
        data_centre: london,
    }));
    for (n, host, kind) in [(41, "gw1", GatewayKind::Pstn), (42, "vgw1", GatewayKind::Video)] {
        let fqdn = Fqdn::new(format!("{host}.contoso.com"));
        perform(Command::Create(Creation::Gateway { id: id(n), fqdn, kind, site: central }));
    }
    let wac = Creation::WebAppsServer { id: id(43), fqdn: "wac.contoso.com".into(), site: central };
    perform(Command::Create(wac));
    let kind = NetworkServiceKind::ReverseProxy;
    perform(Command::Create(Creation::NetworkService { id: id(44), kind, name: "Proxy".into(), site: central }));
    let link = crate::model::Link { ends: [id(2), id(3)], bandwidth: None, latency: None };
    perform(Command::Put((id::<crate::model::Link>(45), link).into()));
    document
}

fn lon_fe() -> Harness<'static, Host> {
    let document = everything(Product::S15);
    let id = pool(&document, "lon-fe.contoso.com");
    inspect(document, id)
}

#[test]
fn a_new_name_is_followed_by_all_who_use_it_when_the_field_is_left() {
    let mut harness = lon_fe();
    type_into(&mut harness, "Pool FQDN", "london.contoso.com");
    assert_eq!(harness.state().pool("london.contoso.com").fqdn.as_str(), "london.contoso.com");
    assert_eq!(harness.state().asked.len(), 1);
}

#[test]
fn escape_takes_the_typing_back() {
    let mut harness = lon_fe();
    harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN").focus();
    harness.run();
    harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN").type_text("nonsense");
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().asked, []);
    let field = harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("lon-fe.contoso.com"));
}

#[test]
fn a_field_is_left_by_a_click_elsewhere_and_both_edits_count() {
    let mut harness = lon_fe();
    harness.get_by_role_and_label(AccessRole::TextInput, "External web services FQDN").focus();
    harness.run();
    harness.get_by_role_and_label(AccessRole::TextInput, "External web services FQDN").type_text("web.contoso.com");
    harness.run();
    let elsewhere = harness.get_by_label("Enterprise Voice").rect().center();
    harness.drag_at(elsewhere);
    harness.run();
    harness.drop_at(elsewhere);
    harness.run();
    let settings = harness.state().pool("lon-fe.contoso.com").role.front_end().unwrap();
    assert_eq!(settings.web.external_fqdn.as_str(), "web.contoso.com");
    assert!(settings.features.voice);
}

#[test]
fn what_was_being_typed_when_the_page_went_away_is_forgotten() {
    let mut harness = lon_fe();
    harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN").focus();
    harness.run();
    harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN").type_text("half");
    harness.run();
    let lon = harness.state().view.selection.clone();
    harness.state_mut().view.selection = Selection::none();
    harness.run();
    harness.state_mut().view.selection = lon;
    harness.run();
    let field = harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("lon-fe.contoso.com"));
}

#[test]
fn one_more_computer_is_named_like_the_last_and_can_be_renamed_at_once() {
    let mut harness = lon_fe();
    harness.get_by_label("+ Add computer").click();
    harness.run();
    let host = harness.state();
    let last = *host.pool("lon-fe.contoso.com").computers.last().unwrap();
    let computer = host.document.topology.computers.get(last).unwrap();
    assert_eq!(computer.fqdn.as_str(), "lon-fe4.contoso.com");
    assert_eq!(computer.data_centre, Some(id(2)));
    assert!(harness.get_by_label("FQDN of lon-fe4.contoso.com").accesskit_node().is_focused());
}

#[test]
fn the_arrows_move_the_computer_whose_handle_has_the_keyboard() {
    let mut harness = lon_fe();
    let order = |harness: &Harness<'_, Host>| -> Vec<String> {
        let host = harness.state();
        let pool = host.pool("lon-fe.contoso.com");
        host.document.topology.computers_of(pool).map(|(_, computer)| computer.fqdn.host().to_owned()).collect()
    };
    harness.get_by_label("Reorder lon-fe1.contoso.com").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(order(&harness), ["lon-fe2", "lon-fe1", "lon-fe3"]);
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(order(&harness), ["lon-fe2", "lon-fe3", "lon-fe1"]);
}

#[test]
fn a_computer_is_dragged_by_its_handle() {
    let mut harness = lon_fe();
    let from = harness.get_by_label("Reorder lon-fe3.contoso.com").rect().center();
    let to = harness.get_by_label("Reorder lon-fe1.contoso.com").rect().center_top();
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(to);
    harness.run_steps(2);
    harness.drop_at(to);
    harness.run();
    assert_eq!(harness.state().edits(), ["Reorder lon-fe3.contoso.com in lon-fe.contoso.com"]);
    let first = harness.state().pool("lon-fe.contoso.com").computers[0];
    assert_eq!(harness.state().document.topology.computers.get(first).unwrap().fqdn.host(), "lon-fe3");
}

#[test]
fn the_quorum_of_the_pool_stands_under_its_computers() {
    let harness = lon_fe();
    harness.get_by_label("works while 2 of 3 run, starts with 3");
}

#[test]
fn back_end_mirror_and_witness_are_chosen_one_after_the_other() {
    let mut harness = lon_fe();
    assert!(harness.query_by_label("Mirror of the back end").is_none());
    choose(&mut harness, "Back end", r"sql1.contoso.com\RTC");
    choose(&mut harness, "Mirror of the back end", r"sql2.contoso.com\RTC");
    choose(&mut harness, "Witness of the back end", r"sql3.contoso.com\WIT");
    let host = harness.state();
    let store = host.pool("lon-fe.contoso.com").store(StoreUse::BackEnd).unwrap();
    let chosen = [store.primary, store.mirror, store.witness];
    assert_eq!(chosen, ["sql1", "sql2", "sql3"].map(|name| Some(sql(&host.document, name))));
}

#[test]
fn a_new_sql_server_is_made_and_used_in_one_step() {
    let mut harness = lon_fe();
    choose(&mut harness, "Back end", "New SQL Server store…");
    harness.get_by_label("Create").click();
    harness.run();
    let host = harness.state();
    let store = host.pool("lon-fe.contoso.com").store(StoreUse::BackEnd).unwrap();
    let made = host.document.topology.sql_instances.get(store.primary.unwrap()).unwrap();
    assert_eq!(made.path(), r"sql4.contoso.com\RTC");
    assert_eq!(made.data_centre, Some(id(2)));
    assert_eq!(host.asked.len(), 1);
}

#[test]
fn a_mirror_on_the_principals_own_server_is_refused_in_the_list() {
    let mut document = everything(Product::S15);
    let lon = pool(&document, "lon-fe.contoso.com");
    let place = StoreCommand::Place { pool: lon, of: StoreUse::BackEnd, primary: id(30) };
    let other = Creation::SqlInstance {
        id: id(34),
        fqdn: "sql1.contoso.com".into(),
        instance: "OTHER".into(),
        site: SiteRef::Central(id(1)),
        data_centre: None,
    };
    for command in [Command::Store(place), Command::Create(other)] {
        document = command.plan(&document).unwrap().apply(&document).unwrap();
    }
    let mut harness = inspect(document, lon);
    open(&mut harness, "Mirror of the back end");
    let entry = harness.get_by_role_and_label(AccessRole::ListBoxOption, r"sql1.contoso.com\OTHER");
    assert!(entry.accesskit_node().is_disabled());
}

#[test]
fn pools_are_paired_and_parted_through_the_chooser() {
    let mut harness = lon_fe();
    choose(&mut harness, "Associated backup pool", "par-fe.contoso.com");
    let host = harness.state();
    let (lon, par) = (pool(&host.document, "lon-fe.contoso.com"), pool(&host.document, "par-fe.contoso.com"));
    assert_eq!(host.pool("par-fe.contoso.com").backup_pool, Some(lon));
    assert_eq!(host.pool("lon-fe.contoso.com").backup_pool, Some(par));
    choose(&mut harness, "Associated backup pool", "None");
    assert_eq!(harness.state().pool("par-fe.contoso.com").backup_pool, None);
}

#[test]
fn a_pool_that_has_a_partner_is_listed_last_with_the_reason() {
    let document = everything(Product::S15);
    let pools = ["par-fe.contoso.com", "ber-fe.contoso.com"].map(|name| pool(&document, name));
    let document = Command::Pair(pools).plan(&document).unwrap().apply(&document).unwrap();
    let lon = pool(&document, "lon-fe.contoso.com");
    let mut harness = inspect(document, lon);
    open(&mut harness, "Associated backup pool");
    let entry = harness.get_by_role_and_label(AccessRole::ListBoxOption, "ber-fe.contoso.com");
    assert!(entry.accesskit_node().is_disabled());
}

#[test]
fn a_feature_is_one_click() {
    let mut harness = lon_fe();
    harness.get_by_label("Enterprise Voice").click();
    harness.run();
    assert!(harness.state().pool("lon-fe.contoso.com").role.front_end().unwrap().features.voice);
}

#[test]
fn a_store_is_asked_for_when_its_feature_is_on() {
    let mut harness = lon_fe();
    let store = "Archiving store";
    assert!(harness.query_by_role_and_label(AccessRole::ComboBox, store).is_none());
    harness.get_by_label("Archiving").click();
    harness.run();
    harness.get_by_role_and_label(AccessRole::ComboBox, store);
}

#[test]
fn a_standard_edition_server_has_no_list_of_computers_no_back_end_and_no_internal_override() {
    let document = everything(Product::S15);
    let se = pool(&document, "se1.contoso.com");
    let harness = inspect(document, se);
    for hidden in ["+ Add computer", "Back end", "Internal web services FQDN", "Multiple computer pool"] {
        assert!(harness.query_by_label(hidden).is_none(), "{hidden}");
    }
    harness.get_by_label("Standard Edition server FQDN");
    harness.get_by_label("External web services FQDN");
}

#[test]
fn mirroring_is_not_offered_since_2019() {
    let mut document = everything(Product::S15);
    let lon = pool(&document, "lon-fe.contoso.com");
    let row = Pool { product: Product::S19, ..document.topology.pools.get(lon).unwrap().clone() };
    let place = StoreCommand::Place { pool: lon, of: StoreUse::BackEnd, primary: id(30) };
    for command in [Command::Put((lon, row).into()), Command::Store(place)] {
        document = command.plan(&document).unwrap().apply(&document).unwrap();
    }
    let harness = inspect(document, lon);
    assert!(harness.query_by_label("Mirror of the back end").is_none());
}

#[test]
fn compliance_of_a_chat_pool_shows_its_stores() {
    let document = everything(Product::S15);
    let chat = pool(&document, "chat.contoso.com");
    let mut harness = inspect(document, chat);
    let store = "Compliance store";
    assert!(harness.query_by_role_and_label(AccessRole::ComboBox, store).is_none());
    harness.get_by_label("Enable compliance").click();
    harness.run();
    harness.get_by_role_and_label(AccessRole::ComboBox, store);
}

#[test]
fn a_chat_pool_in_one_data_centre_can_be_stretched_into_another() {
    let document = everything(Product::S15);
    let chat = pool(&document, "chat.contoso.com");
    let mut harness = inspect(document, chat);
    choose(&mut harness, "Stretch into another data centre", "Paris");
    let host = harness.state();
    assert!(host.pool("chat.contoso.com").is_stretched(&host.document.topology));
    assert!(harness.query_by_label("Stretch into another data centre").is_none());
}

#[test]
fn a_server_of_a_chat_pool_is_taken_out_of_service_by_its_check_box() {
    let document = everything(Product::S15);
    let chat = pool(&document, "chat.contoso.com");
    let mut harness = inspect(document, chat);
    harness.get_by_label("chat2 is active").click();
    harness.run();
    let host = harness.state();
    let standby: Vec<bool> = host
        .document
        .topology
        .computers_of(host.pool("chat.contoso.com"))
        .map(|(_, computer): (Id<Computer>, _)| computer.standby)
        .collect();
    assert_eq!(standby, [false, true]);
}

#[test]
fn a_number_that_is_none_is_refused_beside_its_field() {
    let document = everything(Product::S15);
    let chat = pool(&document, "chat.contoso.com");
    let mut harness = inspect(document, chat);
    type_into(&mut harness, "Port", "70000");
    harness.get_by_label("70000 is not a number from 1 to 65535");
    assert_eq!(harness.state().asked, []);
}

#[test]
fn a_refused_edit_says_why_beside_the_field() {
    let mut harness = lon_fe();
    type_into(&mut harness, "Pool FQDN", " ");
    harness.get_by_label("lon-fe.contoso.com needs a name");
}

fn finding(place: Place) -> Diagnostic {
    Diagnostic {
        code: Code::literal("DR008"),
        severity: Severity::Error,
        message: message!("par-fe mirrors its back end, this does not."),
        place,
        related: Vec::new(),
        help: None,
        fixes: vec![Fix {
            title: message!("mirror sql-lon1…"),
            applicability: Applicability::Review,
            command: Command::Remove(Vec::new()),
        }],
    }
}

#[test]
fn a_finding_stands_beneath_its_field_or_at_the_top_and_offers_its_fix() {
    let document = everything(Product::S15);
    let lon = pool(&document, "lon-fe.contoso.com");
    let top = |harness: &Harness<'_, Host>| harness.get_by_label("DR008").rect().top();
    let field_top =
        |harness: &Harness<'_, Host>| harness.get_by_role_and_label(AccessRole::TextInput, "Pool FQDN").rect().top();
    let with = |place: Place| {
        let mut host = Host::new(document.clone());
        host.findings = Findings::new(vec![finding(place)], &document.waivers, "2026-01-01", 1);
        inspect_all(host, [lon.into()])
    };
    let whole = with(Place::from(lon));
    assert!(top(&whole) < field_top(&whole));
    let unknown_field = with(Place::from(lon).field(field::SHARE));
    assert!(top(&unknown_field) < field_top(&unknown_field));

    let mut beneath = with(Place::from(lon).field(field::BACK_END));
    assert!(top(&beneath) > field_top(&beneath));
    beneath.get_by_label("Fix: mirror sql-lon1…").click();
    beneath.run();
    beneath.get_by_label("Explain").click();
    beneath.run();
    assert!(matches!(beneath.state().asked.as_slice(), [Intent::Apply(_), Intent::Explain(_)]));
}

#[test]
fn several_rows_are_counted_moved_and_deleted_together() {
    let document = everything(Product::S15);
    let rows = [id::<SqlInstance>(30).into(), id::<SqlInstance>(31).into(), id::<crate::model::FileStore>(40).into()];
    let mut harness = inspect_all(Host::new(document), rows);
    harness.get_by_label("3 things selected");
    harness.get_by_label("2 × SQL Server store");
    choose(&mut harness, "Move to data centre", "Paris");
    let host = harness.state();
    assert_eq!(host.document.topology.sql_instances.get(id(30)).unwrap().data_centre, Some(id(3)));
    harness.get_by_label("Delete 3 things…").click();
    harness.run();
    assert_eq!(harness.state().asked.last(), Some(&Intent::Delete(rows.to_vec())));
}

#[test]
fn two_selected_pools_are_paired_by_a_button() {
    let document = everything(Product::S15);
    let pools = ["lon-fe.contoso.com", "par-fe.contoso.com"].map(|name| AnyId::from(pool(&document, name)));
    let mut harness = inspect_all(Host::new(document), pools);
    harness.get_by_label("Pair the two pools").click();
    harness.run();
    assert!(harness.state().pool("lon-fe.contoso.com").backup_pool.is_some());
    harness.get_by_label("Unpair the two pools");
}

#[test]
fn a_long_list_is_searched() {
    let mut document = everything(Product::S15);
    for n in 0..20_u128 {
        let creation = Creation::SqlInstance {
            id: id(100 + n),
            fqdn: Fqdn::new(format!("db{n}.contoso.com")),
            instance: String::new(),
            site: SiteRef::Central(id(1)),
            data_centre: None,
        };
        document = Command::Create(creation).plan(&document).unwrap().apply(&document).unwrap();
    }
    let lon = pool(&document, "lon-fe.contoso.com");
    let mut harness = inspect(document, lon);
    open(&mut harness, "Back end");
    assert!(harness.get_by_role_and_label(AccessRole::TextInput, "Search").accesskit_node().is_focused());
    harness.get_by_role_and_label(AccessRole::TextInput, "Search").type_text("DB17");
    harness.run();
    let left: Vec<_> = harness.get_all_by_role(AccessRole::ListBoxOption).collect();
    assert_eq!(left.len(), 1);
    drop(left);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let store = harness.state().pool("lon-fe.contoso.com").store(StoreUse::BackEnd).unwrap();
    assert_eq!(store.primary, Some(id(117)));
}

/// The harness panics where a control has no name, or a letter no picture.
#[test]
fn every_page_names_every_control_and_changes_nothing_by_being_looked_at() {
    for product in [Product::L13, Product::SE] {
        let document = everything(product);
        let mut harness = inspect_all(Host::new(document.clone()), []);
        for id in document.topology.ids() {
            harness.state_mut().view.selection = Selection::one(id);
            harness.run();
            let name = document.topology.name(id);
            let headed = harness.query_all_by_label(&name).next().is_some();
            assert!(headed, "the page of {name} begins with its name");
        }
        assert_eq!(harness.state().asked, []);
        assert_eq!(harness.state().document, document);
    }
}

#[test]
fn the_group_for_checks_opens_and_keeps_what_is_typed() {
    let mut harness = lon_fe();
    harness.get_by_label("For checks").click();
    harness.run();
    type_into(&mut harness, "Users", "12000");
    assert_eq!(harness.state().pool("lon-fe.contoso.com").users, Some(12000));
    choose(&mut harness, "Load balancing", "Load balancer for everything");
    assert!(matches!(
        harness.state().pool("lon-fe.contoso.com"),
        Pool { load_balancing: Some(crate::model::LoadBalancing::Hardware), role: Role::FrontEnd(_), .. }
    ));
}
