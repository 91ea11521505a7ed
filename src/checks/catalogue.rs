use crate::checks::{Rule, br, cm, co, cp, db, di, dr, ed, fs, ha, ip, ma, me, na, pb, pc, se, st, ta, ur, vi, wa, wv};
use crate::text::Code;

/// Rules about one subject, which share two letters.
#[derive(Debug)]
pub struct Family {
    /// `HA`.
    pub letters: &'static str,
    /// "Front End pools and quorum".
    pub title: &'static str,
    /// Its rules, by number.
    pub rules: &'static [&'static Rule],
}

/// The families, in the order of the catalogue.
pub fn families() -> &'static [&'static Family] {
    static FAMILIES: &[&Family] = &[
        &st::FAMILY,
        &ha::FAMILY,
        &se::FAMILY,
        &dr::FAMILY,
        &db::FAMILY,
        &fs::FAMILY,
        &pc::FAMILY,
        &ed::FAMILY,
        &di::FAMILY,
        &me::FAMILY,
        &br::FAMILY,
        &ma::FAMILY,
        &cm::FAMILY,
        &co::FAMILY,
        &ta::FAMILY,
        &wa::FAMILY,
        &vi::FAMILY,
        &na::FAMILY,
        &ur::FAMILY,
        &ip::FAMILY,
        &cp::FAMILY,
        &pb::FAMILY,
        &wv::FAMILY,
    ];
    FAMILIES
}

/// Every rule: family by family, by number.
pub fn catalogue() -> impl Iterator<Item = &'static Rule> {
    families().iter().flat_map(|family| family.rules.iter().copied())
}

/// The rule of that code.
pub fn find(code: Code) -> Option<&'static Rule> {
    catalogue().find(|rule| rule.code == code)
}
