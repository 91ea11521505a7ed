//! The rules: one file each, in families. Nothing here draws, prints or edits; a rule looks at a [`Cx`] and reports
//! what it finds. Its documentation is its test: the example must raise it, the counter-example must not, and its safe
//! fix must silence it.

mod baseline;
mod catalogue;
mod cx;
mod groups;
mod house;
mod offer;
mod repair;
mod retired;
mod review;
mod rule;
mod run;
mod survey;

mod br;
mod cm;
mod co;
mod cp;
mod db;
mod di;
mod dr;
mod ed;
mod fs;
mod ha;
mod ip;
mod ma;
mod me;
mod na;
mod pb;
mod pc;
mod se;
mod st;
mod ta;
mod ur;
mod vi;
mod wa;
mod wv;

pub use baseline::{Baseline, NotABaseline};
pub use catalogue::{Family, catalogue, families, find};
pub use cx::{Cx, PoolOf, Republished, StoreHa, StoreOf};
pub use groups::Groups;
pub use house::{House, HouseError, HouseRule, Want};
pub use repair::{Repaired, repair};
pub use retired::retired;
pub use review::{Review, Waived, review};
pub use rule::{Docs, Example, Rule, Source, When};
pub use run::{Findings, ask, check, run};
pub use survey::{Domain, Row, Share, SqlUse, StorePart, Survey, Tenant};
pub use ur::{Of as SimpleUrlOf, Url as SimpleUrl, is_in, simple_urls};

use offer::MOST_OFFERED;
use rule::rule;

#[cfg(test)]
mod tests;
