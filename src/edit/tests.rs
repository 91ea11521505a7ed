//! Properties of any session: a document, and up to sixty commands that somebody might give.

use std::collections::BTreeSet;
use std::time::SystemTime;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde::Serialize;
use serde::de::DeserializeOwned;
use strum::VariantArray;

use super::arbitrary::{What, wishes};
use super::sample::{Sample, holds_together};
use super::{Command, History, Patch, StoreCommand, Transaction};
use crate::message;
use crate::model::{Document, RoleKind, StoreUse};

/// A deployment with a bit of everything, so that a session has something to change from its first step.
fn start() -> Document {
    let mut sample = Sample::new();
    sample.data_centre("London");
    sample.data_centre("Paris");
    let sql = sample.sql(r"sql1.contoso.com\rtc");
    let mirror = sample.sql(r"sql2.contoso.com\rtc");
    sample.sql(r"sql3.contoso.com\rtc");
    sample.share("fs1.contoso.com", "lync");
    let lon = sample.front_end("lon-fe.contoso.com");
    let par = sample.front_end("par-fe.contoso.com");
    sample.perform(Command::Pair([lon, par]));
    sample.perform(StoreCommand::Place { pool: lon, of: StoreUse::BackEnd, primary: sql });
    sample.perform(StoreCommand::Mirror { pool: lon, of: StoreUse::BackEnd, mirror });
    sample.standard_edition("se.contoso.com");
    let chat = sample.pool(RoleKind::PersistentChat, "chat.contoso.com", &["chat1.contoso.com"], "London");
    sample.perform(StoreCommand::Place { pool: chat, of: StoreUse::Chat, primary: sql });
    sample.pool(RoleKind::Edge, "edge.contoso.com", &["edge1.contoso.com"], "Paris");
    sample.gateway("gw.contoso.com");
    sample.document
}

fn again<T: Serialize + DeserializeOwned>(value: &T) -> T {
    ron::from_str(&ron::to_string(value).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn each_step_can_be_taken_back_and_leaves_nothing_dangling(session in wishes()) {
        let mut document = start();
        for wish in session {
            let command = wish.on(&document);
            prop_assert!(!command.label(&document).to_string().is_empty());
            prop_assert_eq!(&again(&command), &command);
            let Ok(patch) = command.plan(&document) else { continue };
            prop_assert_eq!(&again(&patch), &patch);
            let after = patch.apply(&document).unwrap();
            prop_assert!(holds_together(&after), "{command:?} leaves something dangling");
            for (from, to) in patch.deltas().iter().filter_map(|delta| delta.before().zip(delta.after())) {
                prop_assert_eq!(from.amended(&from, &to), Some(to.clone()));
                prop_assert_eq!(to.amended(&from, &to), Some(to.clone()));
            }
            prop_assert_eq!(&patch.inverse().apply(&after).unwrap(), &document);
            prop_assert_eq!(&Patch::between(&document, &after).apply(&document).unwrap(), &after);
            document = after;
        }
    }

    #[test]
    fn undo_all_returns_to_the_start_and_redo_all_to_the_end(session in wishes()) {
        let mut seen = vec![start()];
        let mut history = History::default();
        for wish in session {
            let document = seen.last().unwrap();
            let Ok(patch) = wish.on(document).plan(document) else { continue };
            let after = patch.apply(document).unwrap();
            history.push(Transaction { label: message!("A step"), patch, at: SystemTime::UNIX_EPOCH });
            seen.push(after);
        }
        let mut document = seen.last().unwrap().clone();
        for expected in seen.iter().rev().skip(1) {
            document = history.undo(&document).unwrap().0;
            prop_assert_eq!(&document, expected);
        }
        prop_assert!(history.undo(&document).is_none() && history.is_saved());
        for expected in &seen[1..] {
            document = history.redo(&document).unwrap().0;
            prop_assert_eq!(&document, expected);
        }
        prop_assert!(history.redo(&document).is_none());
    }

    #[test]
    fn all_patches_of_a_session_are_one_patch(session in wishes()) {
        let first = start();
        let mut document = first.clone();
        let mut whole = Patch::default();
        for wish in session {
            let Ok(patch) = wish.on(&document).plan(&document) else { continue };
            document = patch.apply(&document).unwrap();
            whole = whole.then(patch);
        }
        prop_assert_eq!(&whole.apply(&first).unwrap(), &document);
        prop_assert_eq!(&whole.clone().inverse().apply(&document).unwrap(), &first);
        let places = |patch: &Patch| patch.touched().collect::<BTreeSet<_>>();
        prop_assert_eq!(places(&whole), places(&Patch::between(&first, &document)));
    }
}

/// Guards the guards: a session in which nothing is granted would prove nothing.
#[test]
fn every_kind_of_wish_is_granted_now_and_then() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut granted = BTreeSet::new();
    for _ in 0..60 {
        let mut document = start();
        for wish in wishes().new_tree(&mut runner).unwrap().current() {
            if let Ok(patch) = wish.on(&document).plan(&document)
                && !patch.is_empty()
            {
                granted.insert(wish.what);
                document = patch.apply(&document).unwrap();
            }
        }
    }
    let never: Vec<&What> = What::VARIANTS.iter().filter(|what| !granted.contains(what)).collect();
    assert!(never.is_empty(), "never granted: {never:?}");
}
