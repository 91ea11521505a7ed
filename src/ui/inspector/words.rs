//! The words of values that a person chooses from, each list once.

use crate::message;
use crate::model::{
    Bandwidth, ChatState, DataCentre, GatewayKind, Id, Latency, LoadBalancing, MirrorMode, Outage, Platform,
    PrepareFirstServer, SiteRef, SurvivableBranchKind, Topology, Transport,
};
use crate::text::Message;
use crate::vendor::{Product, SqlEdition, SqlVersion, WindowsVersion};
use strum::VariantArray;

/// Values with their words, and "Unknown" before them.
pub(super) fn or_unknown<T: Copy>(words: &[(T, Message)]) -> Vec<(Option<T>, Message)> {
    let known = words.iter().map(|(value, word)| (Some(*value), word.clone()));
    std::iter::once((None, message!("Unknown"))).chain(known).collect()
}

pub(super) fn products() -> Vec<(Product, Message)> {
    Product::VARIANTS.iter().map(|product| (*product, Message::verbatim(product.title()))).collect()
}

pub(super) fn windows() -> Vec<(Option<WindowsVersion>, Message)> {
    let versions: Vec<_> =
        WindowsVersion::VARIANTS.iter().map(|version| (*version, Message::verbatim(version.title()))).collect();
    or_unknown(&versions)
}

pub(super) fn sql_versions() -> Vec<(Option<SqlVersion>, Message)> {
    let versions: Vec<_> =
        SqlVersion::VARIANTS.iter().map(|version| (*version, Message::verbatim(version.title()))).collect();
    or_unknown(&versions)
}

pub(super) fn sql_editions() -> Vec<(Option<SqlEdition>, Message)> {
    let editions: Vec<_> =
        SqlEdition::VARIANTS.iter().map(|edition| (*edition, Message::verbatim(edition.title()))).collect();
    or_unknown(&editions)
}

pub(super) fn platforms() -> Vec<(Option<Platform>, Message)> {
    or_unknown(&[(Platform::Physical, message!("Physical")), (Platform::Virtual, message!("Virtual"))])
}

pub(super) fn outages() -> Vec<(Option<Outage>, Message)> {
    let words = [(Outage::Hours, message!("For hours")), (Outage::Days, message!("For days"))];
    std::iter::once((None, message!("None"))).chain(words.map(|(value, word)| (Some(value), word))).collect()
}

pub(super) fn load_balancing() -> Vec<(Option<LoadBalancing>, Message)> {
    or_unknown(&[
        (LoadBalancing::Dns, message!("DNS for SIP, load balancer for web")),
        (LoadBalancing::Hardware, message!("Load balancer for everything")),
    ])
}

pub(super) fn bandwidths() -> Vec<(Option<Bandwidth>, Message)> {
    or_unknown(&[(Bandwidth::High, message!("High")), (Bandwidth::Low, message!("Low"))])
}

pub(super) fn latencies() -> Vec<(Option<Latency>, Message)> {
    or_unknown(&[(Latency::Low, message!("Low")), (Latency::High, message!("High"))])
}

pub(super) fn prepare_first_server() -> Vec<(Option<PrepareFirstServer>, Message)> {
    or_unknown(&[
        (PrepareFirstServer::Planned, message!("Planned")),
        (PrepareFirstServer::Done, message!("Done")),
        (PrepareFirstServer::No, message!("Not wanted")),
    ])
}

pub(super) fn mirror_modes() -> Vec<(Option<MirrorMode>, Message)> {
    or_unknown(&[
        (MirrorMode::Synchronous, message!("Synchronous")),
        (MirrorMode::Asynchronous, message!("Asynchronous")),
    ])
}

pub(super) fn chat_states() -> [(ChatState, Message); 2] {
    [
        (ChatState::Normal, message!("Normal: the primary serves")),
        (ChatState::FailedOver, message!("Failed over: the secondary serves")),
    ]
}

pub(super) fn branch_kinds() -> [(SurvivableBranchKind, Message); 2] {
    [
        (SurvivableBranchKind::Appliance, message!("Survivable Branch Appliance")),
        (SurvivableBranchKind::Server, message!("Survivable Branch Server")),
    ]
}

pub(super) fn transports() -> [(Transport, Message); 2] {
    [(Transport::Tls, message!("TLS")), (Transport::Tcp, message!("TCP"))]
}

/// "PSTN gateway".
pub(super) fn gateway_kind(kind: GatewayKind) -> Message {
    match kind {
        GatewayKind::Pstn => message!("PSTN gateway"),
        GatewayKind::Video => message!("Video gateway"),
    }
}

/// "EMEA · London": where something stands.
pub(super) fn place(topology: &Topology, site: SiteRef, data_centres: &[Id<DataCentre>]) -> String {
    let mut words = vec![topology.site_name(site)];
    words.extend(data_centres.iter().filter_map(|id| Some(&*topology.data_centres.get(*id)?.name)));
    words.join(" · ")
}
