use serde::{Deserialize, Serialize};

use super::{Draft, Refusal};
use crate::message;
use crate::model::{AnyId, Pin, Topology};
use crate::text::Message;

/// Something about the drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SheetCommand {
    /// Puts items where a person wants them; the automatic layout leaves them there.
    Pin(Vec<(AnyId, Pin)>),
    /// Gives items back to the automatic layout.
    Unpin(Vec<AnyId>),
    /// Gives everything back to the automatic layout.
    ArrangeAll,
}

impl SheetCommand {
    pub(super) fn draft(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        match self {
            Self::Pin(pins) => {
                for &(item, pin) in pins {
                    if draft.topology().contains(item) {
                        draft.pin(item, Some(pin));
                    }
                }
            }
            Self::Unpin(items) => items.iter().for_each(|item| draft.pin(*item, None)),
            Self::ArrangeAll => draft.pinned().into_iter().for_each(|item| draft.pin(item, None)),
        }
        Ok(())
    }

    pub(super) fn label(&self, topology: &Topology) -> Message {
        match self {
            Self::Pin(pins) => match pins.as_slice() {
                [(item, _)] => message!("Move {name}", name = topology.name(*item)),
                _ => message!("Move {n} things", n = pins.len()),
            },
            Self::Unpin(items) => message!("Arrange {what}", what = super::several(topology, items)),
            Self::ArrangeAll => message!("Arrange everything"),
        }
    }
}
