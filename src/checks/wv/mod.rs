//! Waivers: what a person has accepted, and whether it still stands.

mod expired_waiver;
mod waiver_without_finding;

use std::collections::BTreeSet;

use crate::checks::{Cx, Family, Findings, When, find, retired};
use crate::edit::Command;
use crate::model::{Deployment, Place, Waiver, WaiverKey};

pub(super) static FAMILY: Family =
    Family { letters: "WV", title: "Waivers", rules: &[&expired_waiver::RULE, &waiver_without_finding::RULE] };

/// Every waiver that can be judged, with whether the other rules found what it accepts. A rule that was not asked has
/// found nothing, which says nothing.
fn judged<'a>(cx: &Cx<'a>, out: &Findings<'_>) -> Vec<(WaiverKey, &'a Waiver, bool)> {
    let found: BTreeSet<WaiverKey> =
        out.others().iter().map(|found| WaiverKey { code: found.code, entity: found.place.entity }).collect();
    let was_asked = |key: &WaiverKey| match find(key.code) {
        Some(rule) => rule.when != When::Last && cx.asks(rule) && cx.what_if().is_none(),
        None => {
            let is_of_house = cx.house().is_some_and(|house| house.find(key.code).is_some());
            is_of_house || retired().iter().any(|(code, _)| *code == key.code)
        }
    };
    let waivers = cx.document().waivers.iter().filter(|(key, _)| was_asked(key));
    waivers.map(|(key, waiver)| (key, waiver, found.contains(&key))).collect()
}

/// Where a waiver points: its row, or the deployment once that is gone.
fn place(cx: &Cx<'_>, key: WaiverKey) -> Place {
    if cx.topology().contains(key.entity) { key.entity.into() } else { Deployment::ID.into() }
}

fn take_back(key: WaiverKey) -> Command {
    Command::Waive { key, waiver: None }
}
