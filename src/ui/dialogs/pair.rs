use eframe::egui::{Id as WidgetId, Ui};

use super::{Answer, answer, buttons_ui, title_ui, words_ui};
use crate::message;
use crate::model::{Document, Id, Pool};
use crate::ui::intent::{Intent, Outbox};
use crate::ui::language::Language;
use crate::ui::pairing::{pairing, partners};
use crate::ui::view::ViewCx;
use crate::ui::widgets::{Choice, Chooser, secondary_button};

/// With which pool one is paired.
#[derive(Debug, Clone, PartialEq)]
pub struct PairPools {
    pool: Id<Pool>,
    /// Worked out once: nothing changes while the question is open.
    partners: Vec<Choice<Id<Pool>>>,
}

impl PairPools {
    /// Asks for the partner of a pool.
    pub(in crate::ui) fn of(document: &Document, language: Language, pool: Id<Pool>) -> Self {
        Self { pool, partners: partners(document, language, pool) }
    }
}

pub(super) fn ui(ui: &mut Ui, cx: &ViewCx<'_>, out: &mut Outbox, pair: &PairPools) -> Answer {
    let topology = cx.topology();
    let title = cx.text(&message!("Pair {pool} with", pool = topology.name(pair.pool.into())));
    title_ui(ui, &title);
    let now = topology.pools.get(pair.pool).and_then(|pool| pool.backup_pool);
    if let Some(now) = now {
        let words = message!("It is parted from {partner} first.", partner = topology.name(now.into()));
        words_ui(ui, cx, &cx.text(&words));
    }
    let search = cx.text(&message!("Search"));
    let list = Chooser::new(&title, "").search(&search);
    let chosen = list.list_ui(ui, cx.theme, WidgetId::unique("partners"), pair.partners.clone());
    let mut done = Answer::Open;
    if let Some(partner) = chosen {
        done = answer(out, Intent::Edit(pairing(topology, pair.pool, partner)));
    }
    buttons_ui(ui, |ui| {
        if ui.add(secondary_button(&cx.text(&message!("Cancel")))).clicked() {
            done = Answer::Closed;
        }
    });
    done
}
