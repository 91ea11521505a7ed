use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::AnyId;

/// Where a person wants things drawn. What is not pinned is arranged anew from the topology each time, so the same
/// document always gives the same picture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet {
    pins: Arc<BTreeMap<AnyId, Pin>>,
}

/// A place on the sheet, in sheet units (pixels at 100 %), of an item's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the words say it")]
pub struct Pin {
    pub x: i32,
    pub y: i32,
}

impl Sheet {
    /// Where the item is pinned, if it is.
    pub fn pin(&self, item: AnyId) -> Option<Pin> {
        self.pins.get(&item).copied()
    }

    /// All pins.
    pub fn pins(&self) -> impl Iterator<Item = (AnyId, Pin)> + '_ {
        self.pins.iter().map(|(item, pin)| (*item, *pin))
    }

    /// Whether nothing is pinned.
    pub fn is_empty(&self) -> bool {
        self.pins.is_empty()
    }

    /// Sets or removes a pin. `Patch::apply` is the only caller.
    pub(crate) fn set(&mut self, item: AnyId, pin: Option<Pin>) {
        let pins = Arc::make_mut(&mut self.pins);
        match pin {
            Some(pin) => pins.insert(item, pin),
            None => pins.remove(&item),
        };
    }
}

/// All pins at once, as readers make them. Of two for one item the later stays.
impl FromIterator<(AnyId, Pin)> for Sheet {
    fn from_iter<I: IntoIterator<Item = (AnyId, Pin)>>(pins: I) -> Self {
        Self { pins: Arc::new(pins.into_iter().collect()) }
    }
}
