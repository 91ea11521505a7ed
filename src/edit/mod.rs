//! How a deployment changes. A [`Command`] is what a person wants; planned against a document it becomes a [`Patch`],
//! which is what changed, row by row, before and after; [`History`] keeps the patches. Nothing else writes rows.

#[cfg(test)]
pub(crate) mod arbitrary;
mod cascade;
mod command;
mod compare;
mod history;
mod names;
mod patch;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use cascade::{Cascade, cascade};
pub use command::{Command, Creation, PoolCommand, Refusal, SheetCommand, StoreCommand};
pub use compare::{Change, Comparison, FieldChange, changed_paths, compare};
pub use history::{History, Transaction};
pub use names::Names;
pub use patch::{Conflict, Delta, Patch};
