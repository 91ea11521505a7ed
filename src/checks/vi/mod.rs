//! Video interop.

mod next_hop_before_2015;
mod single_video_interop_pool;
mod untested_video_transport;
mod video_gateway_without_single_trunk;
mod video_interop_before_2015;
mod video_interop_behind_load_balancer;
mod video_interop_without_next_hop;

use crate::checks::Family;

pub(super) static FAMILY: Family = Family {
    letters: "VI",
    title: "Video interop",
    rules: &[
        &video_interop_before_2015::RULE,
        &video_interop_without_next_hop::RULE,
        &next_hop_before_2015::RULE,
        &video_gateway_without_single_trunk::RULE,
        &untested_video_transport::RULE,
        &video_interop_behind_load_balancer::RULE,
        &single_video_interop_pool::RULE,
    ],
};
