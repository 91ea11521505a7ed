//! Publishing.

mod active_directory_to_prepare;
mod backup_to_keep;
mod computers_to_join;
mod not_deployable;
mod rights_to_publish;
mod servers_added_and_removed_at_once;
mod sql_servers_to_reach;
mod tbxml_for_cmdlet;
mod topology_without_simple_urls;

use crate::checks::{Cx, Family};
use crate::format::Format;

pub(super) static FAMILY: Family = Family {
    letters: "PB",
    title: "Publishing",
    rules: &[
        &not_deployable::RULE,
        &rights_to_publish::RULE,
        &computers_to_join::RULE,
        &sql_servers_to_reach::RULE,
        &active_directory_to_prepare::RULE,
        &tbxml_for_cmdlet::RULE,
        &topology_without_simple_urls::RULE,
        &backup_to_keep::RULE,
        &servers_added_and_removed_at_once::RULE,
    ],
};

/// Whether the design is about to be deployed: compared with what is published, or written for the vendor's tools.
fn is_to_be_deployed(cx: &Cx<'_>) -> bool {
    cx.published().is_some() || is_written_for_the_vendor(cx)
}

/// Whether the design is about to be written for the vendor's tools.
fn is_written_for_the_vendor(cx: &Cx<'_>) -> bool {
    matches!(cx.export_to(), Some(Format::TopologyBuilder | Format::Published))
}
