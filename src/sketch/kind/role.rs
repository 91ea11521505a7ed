//! What pools say of their role: a table for each.

use super::store;
use crate::model::{
    Application, Director, Edge, EdgeService, Features, Foreign, Fqdn, FrontEnd, Id, IpOptions, LogShipping,
    MediaRange, Mediation, MediationPorts, PersistentChat, Pool, Role, StoreRef, SurvivableBranch,
    SurvivableBranchKind, TrustedApplication, VideoInterop, VoiceFailover, WebServices,
};
use crate::sketch::error::SketchError;
use crate::sketch::lines::{Line, Word};
use crate::sketch::names::{full_name, spell_host};
use crate::sketch::read::Reader;
use crate::sketch::value::Atom;
use crate::sketch::words::{
    Attribute, AttributeLines, Attributes, Custom, Said, Value, Words, choice, free_text, said,
};
use crate::sketch::write::Writer;
use crate::vendor::names::STANDARD_EDITION_INSTANCE;

static FRONT_END: Attributes<FrontEnd> = Attributes(&[
    &said("features", |row: &mut FrontEnd| &mut row.features),
    &said("mediation", |row: &mut FrontEnd| &mut row.mediation),
    &said("edge", |row: &mut FrontEnd| &mut row.edge_pool),
    &said("back-end", |row: &mut FrontEnd| &mut row.back_end),
    &said("archiving-store", |row: &mut FrontEnd| &mut row.archiving_store),
    &said("monitoring-store", |row: &mut FrontEnd| &mut row.monitoring_store),
    &said("file-store", |row: &mut FrontEnd| &mut row.file_store),
    &said("web", |row: &mut FrontEnd| &mut row.web),
    &said("web-apps", |row: &mut FrontEnd| &mut row.web_apps),
    &said("voice-failover", |row: &mut FrontEnd| &mut row.voice_failover),
    &said("large-meetings", |row: &mut FrontEnd| &mut row.large_meetings),
]);

static DIRECTOR: Attributes<Director> = Attributes(&[
    &said("file-store", |row: &mut Director| &mut row.file_store),
    &said("web", |row: &mut Director| &mut row.web),
    &said("edge", |row: &mut Director| &mut row.edge_pool),
    &said("archiving-store", |row: &mut Director| &mut row.archiving_store),
    &said("monitoring-store", |row: &mut Director| &mut row.monitoring_store),
]);

static EDGE: Attributes<Edge> = Attributes(&[
    &Custom { word: "external", is_repeatable: false, read: read_external, write: write_external },
    &said("federation", |row: &mut Edge| &mut row.federation),
    &said("xmpp", |row: &mut Edge| &mut row.xmpp),
    &said("skype-search", |row: &mut Edge| &mut row.skype_search),
    &said("nat", |row: &mut Edge| &mut row.nat),
    &said("next-hop", |row: &mut Edge| &mut row.next_hop),
    &said("media", |row: &mut Edge| &mut row.media),
    &said("ip", |row: &mut Edge| &mut row.ip),
]);

static MEDIATION: Attributes<Mediation> = Attributes(&[
    &said("next-hop", |row: &mut Mediation| &mut row.next_hop),
    &said("edge", |row: &mut Mediation| &mut row.edge_pool),
    &said("ports", |row: &mut Mediation| &mut row.ports),
]);

static PERSISTENT_CHAT: Attributes<PersistentChat> = Attributes(&[
    &free_text("display-name", |row: &mut PersistentChat| &mut row.display_name),
    &said("port", |row: &mut PersistentChat| &mut row.port),
    &said("compliance", |row: &mut PersistentChat| &mut row.compliance),
    &said("default-for-site", |row: &mut PersistentChat| &mut row.default_for_site),
    &said("default-for-all-sites", |row: &mut PersistentChat| &mut row.default_for_all_sites),
    &said("chat-store", |row: &mut PersistentChat| &mut row.primary),
    &InSecondDataCentre(said("chat-backup", |row: &mut PersistentChat| &mut row.backup)),
    &said("compliance-store", |row: &mut PersistentChat| &mut row.compliance_primary),
    &InSecondDataCentre(said("compliance-backup", |row: &mut PersistentChat| &mut row.compliance_backup)),
    &said("file-store", |row: &mut PersistentChat| &mut row.file_store),
    &said("local-folder", |row: &mut PersistentChat| &mut row.local_file_folder),
    &said("next-hop", |row: &mut PersistentChat| &mut row.next_hop),
    &said("log-shipping", |row: &mut PersistentChat| &mut row.log_shipping),
    &said("state", |row: &mut PersistentChat| &mut row.state),
]);

static TRUSTED_APPLICATION: Attributes<TrustedApplication> = Attributes(&[
    &said("next-hop", |row: &mut TrustedApplication| &mut row.next_hop),
    &said("user-pool", |row: &mut TrustedApplication| &mut row.user_pool),
    &Custom { word: "application", is_repeatable: true, read: read_application, write: write_applications },
    &said("outbound-only", |row: &mut TrustedApplication| &mut row.outbound_only),
    &said("throttle", |row: &mut TrustedApplication| &mut row.throttle_as_server),
    &said("authenticated", |row: &mut TrustedApplication| &mut row.treat_as_authenticated),
    &said("replication", |row: &mut TrustedApplication| &mut row.requires_replication),
]);

static VIDEO_INTEROP: Attributes<VideoInterop> = Attributes(&[
    &said("next-hop", |row: &mut VideoInterop| &mut row.next_hop),
    &said("edge", |row: &mut VideoInterop| &mut row.edge_pool),
    &Custom {
        word: "tls",
        is_repeatable: false,
        read: |row: &mut VideoInterop, words, reader| read_transport(&mut row.tls, &mut row.tls_port, words, reader),
        write: |row: &VideoInterop, unsaid, _| write_transport((row.tls, row.tls_port), (unsaid.tls, unsaid.tls_port)),
    },
    &Custom {
        word: "tcp",
        is_repeatable: false,
        read: |row: &mut VideoInterop, words, reader| read_transport(&mut row.tcp, &mut row.tcp_port, words, reader),
        write: |row: &VideoInterop, unsaid, _| write_transport((row.tcp, row.tcp_port), (unsaid.tcp, unsaid.tcp_port)),
    },
]);

static SURVIVABLE_BRANCH: Attributes<SurvivableBranch> = Attributes(&[
    &choice(
        &[("appliance", SurvivableBranchKind::Appliance), ("server", SurvivableBranchKind::Server)],
        |row: &mut SurvivableBranch| &mut row.kind,
    ),
    &said("registrar", |row: &mut SurvivableBranch| &mut row.registrar),
    &said("edge", |row: &mut SurvivableBranch| &mut row.edge_pool),
    &said("ports", |row: &mut SurvivableBranch| &mut row.ports),
    &said("voice-failover", |row: &mut SurvivableBranch| &mut row.voice_failover),
]);

static FOREIGN: Attributes<Foreign> = Attributes(&[&said("roles", |row: &mut Foreign| &mut row.roles)]);

/// The settings of a role.
trait Settings: Default + 'static {
    /// What can be said of them.
    fn table() -> Attributes<Self>;

    /// The settings of a pool that says nothing of them.
    fn unsaid(_pool: &Pool, _writer: &Writer<'_>) -> Self {
        Self::default()
    }
}

impl Settings for FrontEnd {
    fn table() -> Attributes<Self> {
        FRONT_END
    }

    fn unsaid(pool: &Pool, writer: &Writer<'_>) -> Self {
        let mut unsaid = Self::default();
        if let Role::StandardEdition(settings) = &pool.role {
            let primary = settings.back_end.primary;
            let sql = primary.and_then(|id| writer.topology.sql_instances.get(id));
            let local = STANDARD_EDITION_INSTANCE.value;
            let is_first = primary.is_some_and(|id| writer.number(id) == 1);
            let is_local =
                is_first && sql.is_some_and(|sql| sql.fqdn.is(&pool.fqdn) && sql.instance.eq_ignore_ascii_case(local));
            // Where it is not the local instance it is another than any that is said.
            unsaid.back_end.primary = primary.filter(|_| is_local).or(Some(Id::from_uuid(uuid::Uuid::nil())));
        }
        unsaid
    }
}

impl Settings for PersistentChat {
    fn table() -> Attributes<Self> {
        PERSISTENT_CHAT
    }

    fn unsaid(pool: &Pool, _: &Writer<'_>) -> Self {
        Self { display_name: pool.fqdn.host().to_owned(), ..Self::default() }
    }
}

macro_rules! settings {
    ($($type:ty: $table:ident),* $(,)?) => {$(
        impl Settings for $type {
            fn table() -> Attributes<Self> {
                $table
            }
        }
    )*};
}
settings! {
    Director: DIRECTOR,
    Edge: EDGE,
    Mediation: MEDIATION,
    TrustedApplication: TRUSTED_APPLICATION,
    VideoInterop: VIDEO_INTEROP,
    SurvivableBranch: SURVIVABLE_BRANCH,
    Foreign: FOREIGN,
}

/// Does the same with the settings of whatever role it is.
macro_rules! with_settings {
    ($role:expr, $settings:ident => $what:expr) => {
        match $role {
            Role::FrontEnd($settings) | Role::StandardEdition($settings) => $what,
            Role::Director($settings) => $what,
            Role::Edge($settings) => $what,
            Role::Mediation($settings) => $what,
            Role::PersistentChat($settings) => $what,
            Role::TrustedApplication($settings) => $what,
            Role::VideoInterop($settings) => $what,
            Role::SurvivableBranch($settings) => $what,
            Role::Foreign($settings) => $what,
        }
    };
}

/// Reads a line about the role of a pool, if it is one.
pub(super) fn read(
    lines: &mut AttributeLines,
    role: &mut Role,
    line: &Line,
    reader: &mut Reader,
) -> Result<bool, SketchError> {
    with_settings!(role, settings => lines.read(table_of(settings), settings, line, reader))
}

/// The words that such lines begin with.
pub(super) fn words(role: &Role) -> Vec<&'static str> {
    with_settings!(role, settings => table_of(settings).words().collect())
}

/// The lines about the role of a pool.
pub(super) fn write(pool: &Pool, writer: &Writer<'_>) -> Vec<String> {
    with_settings!(&pool.role, settings => table_of(settings).phrases(settings, &Settings::unsaid(pool, writer), writer))
}

fn table_of<S: Settings>(_: &S) -> Attributes<S> {
    S::table()
}

/// What a pool has where nothing is said, beyond the settings its wizard begins with.
pub(super) fn fill_in(row: &mut Pool, says_back_end: bool, reader: &mut Reader) {
    match &mut row.role {
        Role::PersistentChat(settings) => row.fqdn.host().clone_into(&mut settings.display_name),
        Role::StandardEdition(settings) if !says_back_end => {
            let local = store::instance(&row.fqdn, STANDARD_EDITION_INSTANCE.value, reader);
            settings.back_end.primary = local;
        }
        _ => {}
    }
}

/// A store whose instance stands, if only this line names it, in the other data centre of a stretched pool.
struct InSecondDataCentre<R>(Said<R, StoreRef>);

impl<R> Attribute<R> for InSecondDataCentre<R> {
    fn words(&self) -> Vec<&'static str> {
        self.0.words()
    }

    fn read(&self, row: &mut R, word: &Word, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        let here = reader.here;
        reader.here.data_centre = here.second_data_centre;
        let read = self.0.read(row, word, words, reader);
        reader.here = here;
        read
    }

    fn write(&self, row: &mut R, unsaid: &mut R, writer: &Writer<'_>) -> Vec<String> {
        self.0.write(row, unsaid, writer)
    }
}

impl Value for Features {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        *self = Self::default();
        if words.passes("none") {
            return Ok(());
        }
        let what = "a feature: conferencing, dialin, voice, call-admission-control, archiving or monitoring";
        FEATURES.read_phrases(self, words, reader)?;
        if *self == Self::default() {
            words.expect(what)?;
        }
        words.peek().map_or(Ok(()), |word| Err(word.is_not(what)))
    }

    fn write(&self, _: &Self, writer: &Writer<'_>) -> String {
        words_or_none(&FEATURES.phrases(self, &Self::default(), writer))
    }
}

static FEATURES: Attributes<Features> = Attributes(&[
    &choice(&[("conferencing", true)], |row: &mut Features| &mut row.conferencing),
    &choice(&[("dialin", true)], |row: &mut Features| &mut row.dialin),
    &choice(&[("voice", true)], |row: &mut Features| &mut row.voice),
    &choice(&[("call-admission-control", true)], |row: &mut Features| &mut row.call_admission_control),
    &choice(&[("archiving", true)], |row: &mut Features| &mut row.archiving),
    &choice(&[("monitoring", true)], |row: &mut Features| &mut row.monitoring),
]);

static IP_OPTIONS: Attributes<IpOptions> = Attributes(&[
    &choice(&[("internal-v4", true)], |row: &mut IpOptions| &mut row.internal_v4),
    &choice(&[("internal-v6", true)], |row: &mut IpOptions| &mut row.internal_v6),
    &choice(&[("external-v4", true)], |row: &mut IpOptions| &mut row.external_v4),
    &choice(&[("external-v6", true)], |row: &mut IpOptions| &mut row.external_v6),
]);

const NO_IP: IpOptions = IpOptions { internal_v4: false, internal_v6: false, external_v4: false, external_v6: false };

impl Value for IpOptions {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        *self = NO_IP;
        if words.passes("none") {
            return Ok(());
        }
        let what = "a family of addresses: internal-v4, internal-v6, external-v4 or external-v6";
        IP_OPTIONS.read_phrases(self, words, reader)?;
        if *self == NO_IP {
            words.expect(what)?;
        }
        words.peek().map_or(Ok(()), |word| Err(word.is_not(what)))
    }

    fn write(&self, _: &Self, writer: &Writer<'_>) -> String {
        words_or_none(&IP_OPTIONS.phrases(self, &NO_IP, writer))
    }
}

fn words_or_none(words: &[String]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(" ") }
}

static WEB: Attributes<WebServices> = Attributes(&[
    &said("internal", |row: &mut WebServices| &mut row.internal_fqdn),
    &said("external", |row: &mut WebServices| &mut row.external_fqdn),
]);

static PORTS: Attributes<MediationPorts> = Attributes(&[
    &said("tls", |row: &mut MediationPorts| &mut row.tls),
    &said("tcp", |row: &mut MediationPorts| &mut row.tcp),
    &said("default-trunk", |row: &mut MediationPorts| &mut row.default_trunk),
]);

static LOG_SHIPPING: Attributes<LogShipping> = Attributes(&[
    &said("share", |row: &mut LogShipping| &mut row.backup_share),
    &said("copy", |row: &mut LogShipping| &mut row.copy_folder),
    &said("from-mirror", |row: &mut LogShipping| &mut row.from_mirror),
]);

/// Values that are attributes of their own, one after the other on the line.
macro_rules! phrases {
    ($($type:ty: $table:ident),* $(,)?) => {$(
        impl Value for $type {
            fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
                $table.read_phrases(self, words, reader)
            }

            fn write(&self, unsaid: &Self, writer: &Writer<'_>) -> String {
                $table.phrases(self, unsaid, writer).join(" ")
            }
        }
    )*};
}
phrases! { WebServices: WEB, MediationPorts: PORTS, LogShipping: LOG_SHIPPING }

/// `none` where the pool collocates no Mediation Server.
impl Value for Option<MediationPorts> {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        if words.passes("none") {
            *self = None;
            return Ok(());
        }
        self.get_or_insert_default().read(words, reader)
    }

    fn write(&self, _: &Self, writer: &Writer<'_>) -> String {
        self.as_ref().map_or_else(|| "none".to_owned(), |ports| ports.write(&MediationPorts::default(), writer))
    }
}

static VOICE_FAILOVER: Attributes<VoiceFailover> = Attributes(&[
    &said("detect", |row: &mut VoiceFailover| &mut row.failure_detection_secs),
    &said("failback", |row: &mut VoiceFailover| &mut row.failback_secs),
]);

/// The word in front says that it happens; `none` takes it back.
impl Value for VoiceFailover {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        self.automatic = !words.passes("none");
        VOICE_FAILOVER.read_phrases(self, words, reader)
    }

    fn write(&self, unsaid: &Self, writer: &Writer<'_>) -> String {
        let none = (!self.automatic).then(|| "none".to_owned());
        let words: Vec<String> = none.into_iter().chain(VOICE_FAILOVER.phrases(self, unsaid, writer)).collect();
        words.join(" ")
    }
}

impl Value for MediaRange {
    fn read(&mut self, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
        *self = Self { start: u16::parse(words, reader)?, count: u16::parse(words, reader)? };
        Ok(())
    }

    fn write(&self, _: &Self, _: &Writer<'_>) -> String {
        format!("{} {}", self.start, self.count)
    }
}

/// Behind the names of an Edge pool: they are one name all the same.
pub(super) const SINGLE_NAME: &str = "single-name";

/// `external ACCESS`: one name for the three services, told apart by port; or a name for each.
fn read_external(row: &mut Edge, words: &mut Words<'_>, reader: &mut Reader) -> Result<(), SketchError> {
    let first = words.expect("the external name of the Access Edge service")?;
    let further = words.peek().filter(|word| !word.is(SINGLE_NAME));
    row.single_fqdn = further.is_none();
    row.set_default_ports();
    let Some(second) = further else {
        let (name, port) = name_and_port(first, &reader.domain);
        row.access.port = port.unwrap_or(row.access.port);
        for service in [&mut row.access, &mut row.web_conferencing, &mut row.av] {
            service.fqdn.clone_from(&name);
        }
        words.passes(SINGLE_NAME);
        return Ok(());
    };
    words.next();
    let third = words.expect("the external name of the A/V Edge service")?;
    if words.passes(SINGLE_NAME) {
        row.single_fqdn = true;
        row.set_default_ports();
    }
    let Edge { access, web_conferencing, av, .. } = row;
    for (service, word) in [(access, first), (web_conferencing, second), (av, third)] {
        let (name, port) = name_and_port(word, &reader.domain);
        *service = EdgeService { fqdn: name, port: port.unwrap_or(service.port) };
    }
    Ok(())
}

fn write_external(row: &Edge, unsaid: &Edge, writer: &Writer<'_>) -> Vec<String> {
    let services = |edge: &Edge| [edge.access.clone(), edge.web_conferencing.clone(), edge.av.clone()];
    if row.single_fqdn == unsaid.single_fqdn && services(row) == services(unsaid) {
        return Vec::new();
    }
    let mut usual = Edge { single_fqdn: row.single_fqdn, ..Edge::default() };
    usual.set_default_ports();
    let spell = |service: &EdgeService, usual: &EdgeService| {
        let port = (service.port != usual.port).then_some(service.port);
        spell_with_port(&spell_host(&service.fqdn, &writer.domain), port)
    };
    let access = spell(&row.access, &usual.access);
    let fqdn = &row.access.fqdn;
    let is_one_name = row.web_conferencing == EdgeService { fqdn: fqdn.clone(), port: usual.web_conferencing.port }
        && row.av == EdgeService { fqdn: fqdn.clone(), port: usual.av.port };
    if row.single_fqdn && is_one_name {
        return vec![access];
    }
    let others = [spell(&row.web_conferencing, &usual.web_conferencing), spell(&row.av, &usual.av)];
    let single = row.single_fqdn.then(|| SINGLE_NAME.to_owned());
    let words: Vec<String> = std::iter::once(access).chain(others).chain(single).collect();
    vec![words.join(" ")]
}

/// A host's name with a port behind it, as `lon-edge:5061`.
pub(super) fn name_and_port(word: &Word, domain: &Fqdn) -> (Fqdn, Option<u16>) {
    let (word, port) = split_port(word);
    let name = if word.is("none") { Fqdn::default() } else { Fqdn::new(full_name(&word, domain)) };
    (name, port)
}

/// A word, and the port behind its last colon.
pub(super) fn split_port(word: &Word) -> (Word, Option<u16>) {
    let port = word.text.rsplit_once(':').and_then(|(name, port)| Some((name, port.parse().ok()?)));
    let (text, port) = port.map_or((word.text.as_str(), None), |(name, port)| (name, Some(port)));
    (Word { text: text.to_owned(), ..word.clone() }, port)
}

/// A name as a word with a port behind it: within the quotes, if it has some.
pub(super) fn spell_with_port(name: &str, port: Option<u16>) -> String {
    match (port, name.strip_suffix('"')) {
        (None, _) => name.to_owned(),
        (Some(port), Some(open)) => format!("{open}:{port}\""),
        (Some(port), None) => format!("{name}:{port}"),
    }
}

/// `application ID PORT`.
fn read_application(
    row: &mut TrustedApplication,
    words: &mut Words<'_>,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    let id = String::parse(words, reader)?;
    row.applications.push(Application { id, port: u16::parse(words, reader)? });
    Ok(())
}

fn write_applications(row: &TrustedApplication, _: &TrustedApplication, writer: &Writer<'_>) -> Vec<String> {
    row.applications.iter().map(|Application { id, port }| format!("{} {port}", id.print(writer))).collect()
}

/// `tls`, `tls PORT`, `tls none`: whether video gateways may use it, and where.
fn read_transport(
    is_on: &mut bool,
    port: &mut Option<u16>,
    words: &mut Words<'_>,
    reader: &mut Reader,
) -> Result<(), SketchError> {
    *is_on = !words.passes("none");
    if words.peek().is_some() {
        *port = Some(u16::parse(words, reader)?);
    }
    Ok(())
}

fn write_transport(now: (bool, Option<u16>), unsaid: (bool, Option<u16>)) -> Vec<String> {
    if now == unsaid {
        return Vec::new();
    }
    let none = (!now.0).then(|| "none".to_owned());
    let words: Vec<String> = none.into_iter().chain(now.1.map(|port| port.to_string())).collect();
    vec![words.join(" ")]
}

/// Every word of this family.
#[cfg(test)]
pub(in crate::sketch) fn all_words() -> Vec<&'static str> {
    let mut words = Vec::new();
    words.extend(FRONT_END.words());
    words.extend(DIRECTOR.words());
    words.extend(EDGE.words());
    words.extend(MEDIATION.words());
    words.extend(PERSISTENT_CHAT.words());
    words.extend(TRUSTED_APPLICATION.words());
    words.extend(VIDEO_INTEROP.words());
    words.extend(SURVIVABLE_BRANCH.words());
    words.extend(FOREIGN.words());
    words.extend(FEATURES.words());
    words.extend(IP_OPTIONS.words());
    words.extend(WEB.words());
    words.extend(PORTS.words());
    words.extend(LOG_SHIPPING.words());
    words.extend(VOICE_FAILOVER.words());
    words
}
