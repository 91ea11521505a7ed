//! The semantic difference of two deployments: by row and attribute, renames recognised.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{AnyId, Entity, Id, Row, Table, Topology, with_rows};
use crate::text::natural_cmp;

/// Where two deployments differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// Row by row: by kind, then by name.
    pub changes: Vec<Change>,
    /// Which row of the second deployment stands for which of the first.
    #[serde(skip)]
    pub matched: BTreeMap<AnyId, AnyId>,
}

/// How one row differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Change {
    /// Only the second deployment has it.
    #[allow(missing_docs, reason = "the words say it")]
    Added { id: AnyId, kind: &'static str, name: String },
    /// Only the first deployment has it.
    #[allow(missing_docs, reason = "the words say it")]
    Removed { id: AnyId, kind: &'static str, name: String },
    /// Both have it, and it is not the same.
    Changed {
        /// Its id in the second deployment.
        id: AnyId,
        /// What it is.
        kind: &'static str,
        /// Its name in the second deployment.
        name: String,
        /// Its name in the first, where that was another.
        was: Option<String>,
        /// The attributes that differ.
        fields: Vec<FieldChange>,
    },
}

/// An attribute that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its path in the row, spelled as a finding spells it: `back_end.mirror`.
    pub path: String,
    /// What it was; `null` where it was not set.
    pub before: Value,
    /// What it is; `null` where it is not set.
    pub after: Value,
}

impl Change {
    /// The row: of the second deployment, or of the first where it is gone.
    pub fn id(&self) -> AnyId {
        match self {
            Self::Added { id, .. } | Self::Removed { id, .. } | Self::Changed { id, .. } => *id,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Added { name, .. } | Self::Removed { name, .. } | Self::Changed { name, .. } => name,
        }
    }

    /// What it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Added { kind, .. } | Self::Removed { kind, .. } | Self::Changed { kind, .. } => kind,
        }
    }
}

/// Compares two deployments. Ids are trusted where both know them; what is left is matched by kind and name, so that
/// two files of one deployment, or a design and what was built from it, can be compared too.
pub fn compare(before: &Topology, after: &Topology) -> Comparison {
    let matched = match_rows(before, after);
    let names = Names { before, after, back: matched.iter().map(|(a, b)| (*b, *a)).collect() };
    let mut comparison = Comparison { changes: Vec::new(), matched };
    compare_rows(&names, &mut comparison);
    comparison.changes.sort_by(|a, b| a.kind().cmp(b.kind()).then_with(|| natural_cmp(a.name(), b.name())));
    comparison
}

struct Names<'a> {
    before: &'a Topology,
    after: &'a Topology,
    /// From a row of the second deployment to that of the first.
    back: BTreeMap<AnyId, AnyId>,
}

macro_rules! comparisons {
    ($($table:ident: $Row:ident),* $(,)?) => {
        fn match_rows(before: &Topology, after: &Topology) -> BTreeMap<AnyId, AnyId> {
            let mut matched = BTreeMap::new();
            $(match_table(before, after, &before.$table, &after.$table, &mut matched);)*
            matched
        }

        fn compare_rows(names: &Names<'_>, out: &mut Comparison) {
            $(
                for (id, row) in names.before.$table.iter() {
                    let (kind, name) = (row.kind(), row.name(names.before));
                    let Some(&AnyId::$Row(other)) = out.matched.get(&id.into()) else {
                        out.changes.push(Change::Removed { id: id.into(), kind, name });
                        continue;
                    };
                    let Some(now) = names.after.$table.get(other) else { continue };
                    let mut fields = Vec::new();
                    if other != id || row != now {
                        differences("", &attributes(row), &names.translated(attributes(now)), &mut fields);
                    }
                    fields.retain(|field| !is_turned_round(field));
                    if fields.is_empty() {
                        continue;
                    }
                    fields.iter_mut().for_each(|field| names.spell(field));
                    let new_name = now.name(names.after);
                    let was = (name != new_name).then_some(name);
                    out.changes.push(Change::Changed { id: other.into(), kind: now.kind(), name: new_name, was, fields });
                }
                for (id, row) in names.after.$table.iter() {
                    if !names.back.contains_key(&id.into()) {
                        let (kind, name) = (row.kind(), row.name(names.after));
                        out.changes.push(Change::Added { id: id.into(), kind, name });
                    }
                }
            )*
        }

        /// The paths of the attributes by which a row differs from what it was.
        pub fn changed_paths(before: &Entity, after: &Entity) -> Vec<String> {
            let mut fields = Vec::new();
            match (before, after) {
                $((Entity::$Row(_, before), Entity::$Row(_, after)) => {
                    differences("", &attributes(before.as_ref()), &attributes(after.as_ref()), &mut fields);
                })*
                _ => {}
            }
            fields.into_iter().map(|field| field.path).collect()
        }

        impl Names<'_> {
            /// The name of the row whose id this is, if it is one.
            fn of(&self, id: uuid::Uuid) -> Option<String> {
                $(
                    let row = Id::<crate::model::$Row>::from_uuid(id);
                    for topology in [self.before, self.after] {
                        if let Some(found) = topology.$table.get(row) {
                            return Some(found.name(topology));
                        }
                    }
                )*
                None
            }

            /// The id, in the first deployment, of the row that this id names in the second.
            fn back(&self, id: uuid::Uuid) -> Option<uuid::Uuid> {
                $(
                    if let Some(AnyId::$Row(row)) = self.back.get(&AnyId::$Row(Id::from_uuid(id))) {
                        return Some(row.uuid());
                    }
                )*
                None
            }
        }
    };
}
with_rows!(comparisons);

impl Names<'_> {
    /// Ids of the second deployment as ids of the first.
    fn translated(&self, mut value: Value) -> Value {
        each_text(&mut value, &mut |text| {
            if let Some(back) = uuid::Uuid::parse_str(text).ok().and_then(|id| self.back(id)) {
                *text = back.to_string();
            }
        });
        value
    }

    /// Ids as names.
    fn spell(&self, field: &mut FieldChange) {
        for value in [&mut field.before, &mut field.after] {
            each_text(value, &mut |text| {
                if let Some(name) = uuid::Uuid::parse_str(text).ok().and_then(|id| self.of(id)) {
                    *text = name;
                }
            });
        }
    }
}

fn match_table<T: Row>(
    before: &Topology,
    after: &Topology,
    old: &Table<T>,
    new: &Table<T>,
    matched: &mut BTreeMap<AnyId, AnyId>,
) {
    let mut by_name: BTreeMap<(&str, String), Vec<Id<T>>> = BTreeMap::new();
    for (id, row) in new.iter().rev() {
        if !old.contains(id) {
            by_name.entry((row.kind(), row.name(after).to_lowercase())).or_default().push(id);
        }
    }
    for (id, row) in old.iter() {
        let other = if new.contains(id) {
            Some(id)
        } else {
            by_name.get_mut(&(row.kind(), row.name(before).to_lowercase())).and_then(Vec::pop)
        };
        if let Some(other) = other {
            matched.insert(T::any(id), T::any(other));
        }
    }
}

/// What a row says, attribute by attribute. Where it is one thing or another, such as a role, the settings of that
/// stand among the row's own, which is where findings look for them.
fn attributes<T: Serialize>(row: &T) -> Value {
    let row = serde_json::to_value(row).expect("rows hold nothing that JSON cannot");
    let Value::Object(fields) = row else { return row };
    let mut attributes = Map::new();
    let mut say = |name: String, value| {
        let said = attributes.insert(name, value);
        debug_assert!(said.is_none(), "two attributes of a row have one name");
    };
    for (name, value) in fields {
        match alternative(value) {
            Ok((word, Value::Object(settings))) => {
                say(name, word.into());
                settings.into_iter().for_each(|(name, value)| say(name, value));
            }
            Ok((_, value)) | Err(value) => say(name, value),
        }
    }
    Value::Object(attributes)
}

/// Which of several things a value is, and what that holds; else the value.
fn alternative(value: Value) -> Result<(String, Value), Value> {
    match value {
        Value::Object(only) if only.len() == 1 && only.keys().all(|key| key.starts_with(char::is_uppercase)) => {
            only.into_iter().next().ok_or(Value::Null)
        }
        value => Err(value),
    }
}

/// Collects the leaves that differ. Lists are one leaf: their order means something. What is not there has no leaves.
fn differences(path: &str, before: &Value, after: &Value, out: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    let nothing = Map::new();
    let (old, new) = match (before, after) {
        (Value::Object(old), Value::Object(new)) => (old, new),
        (Value::Null, Value::Object(new)) if !new.is_empty() => (&nothing, new),
        (Value::Object(old), Value::Null) if !old.is_empty() => (old, &nothing),
        _ => {
            out.push(FieldChange { path: path.to_owned(), before: before.clone(), after: after.clone() });
            return;
        }
    };
    let mut keys: Vec<&String> = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))).collect();
    keys.sort();
    for key in keys {
        let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        differences(&inner, old.get(key).unwrap_or(&Value::Null), new.get(key).unwrap_or(&Value::Null), out);
    }
}

/// A link has two ends, in no order that means anything.
fn is_turned_round(field: &FieldChange) -> bool {
    let turned = |value: &Value| value.as_array().map(|ends| ends.iter().rev().cloned().collect::<Vec<_>>());
    field.path == "ends" && turned(&field.before).as_ref() == field.after.as_array()
}

fn each_text(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(values) => values.iter_mut().for_each(|value| each_text(value, visit)),
        Value::Object(fields) => fields.values_mut().for_each(|value| each_text(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::sample::Sample;
    use crate::edit::{Command, Creation, PoolCommand};
    use crate::model::{Bandwidth, DataCentre, Fqdn, Link, Pool, Role, RoleKind, SiteRef};

    /// The differences, one per line, as `diff` would print them.
    fn told(before: &Sample, after: &Sample) -> Vec<String> {
        let comparison = compare(&before.document.topology, &after.document.topology);
        let tell = |change: Change| match change {
            Change::Added { kind, name, .. } => vec![format!("+ {kind} {name}")],
            Change::Removed { kind, name, .. } => vec![format!("- {kind} {name}")],
            Change::Changed { kind, name, was, fields, .. } => {
                let was = was.map(|was| format!(" (was {was})")).unwrap_or_default();
                let field = |field: FieldChange| {
                    format!("~ {kind} {name}{was} {}: {} -> {}", field.path, field.before, field.after)
                };
                fields.into_iter().map(field).collect()
            }
        };
        comparison.changes.into_iter().flat_map(tell).collect()
    }

    /// Two pools and a store, under ids that begin with `prefix`, as a format without ids would give.
    fn deployment(prefix: &str) -> Sample {
        let mut sample = Sample::new();
        let site = SiteRef::Central(Id::derived("EMEA"));
        let pools = ["lon.contoso.com", "par.contoso.com"].map(|name| {
            let id: Id<Pool> = Id::derived(&format!("{prefix}{name}"));
            let computers = vec![Fqdn::new(format!("fe1-{name}")), Fqdn::new(format!("fe2-{name}"))];
            let (role, fqdn) = (RoleKind::FrontEnd, name.into());
            sample.perform(Creation::Pool { id, role, fqdn, site, data_centre: None, computers });
            id
        });
        sample.perform(Command::Pair(pools));
        sample
    }

    #[test]
    fn equal_deployments_do_not_differ_whatever_their_ids() {
        assert_eq!(told(&deployment(""), &deployment("")), Vec::<String>::new());
        assert_eq!(told(&deployment("a "), &deployment("b ")), Vec::<String>::new());
    }

    #[test]
    fn a_rename_is_a_change_of_one_row() {
        let before = deployment("");
        let mut after = before.clone();
        after
            .perform(Command::Rename { entity: Id::<Pool>::derived("lon.contoso.com").into(), name: "ldn".to_owned() });
        assert_eq!(
            told(&before, &after),
            [r#"~ front-end-pool ldn (was lon.contoso.com) fqdn: "lon.contoso.com" -> "ldn""#]
        );
    }

    #[test]
    fn rows_with_other_ids_are_known_by_kind_and_name() {
        let before = deployment("a ");
        let mut after = deployment("b ");
        after.edit(Id::<Pool>::derived("b lon.contoso.com"), |pool| pool.users = Some(500));
        assert_eq!(told(&before, &after), ["~ front-end-pool lon.contoso.com users: null -> 500"]);
        let lon = Id::<Pool>::derived("a lon.contoso.com").into();
        let matched = compare(&before.document.topology, &after.document.topology).matched;
        assert_eq!(matched[&lon], Id::<Pool>::derived("b lon.contoso.com").into());
    }

    #[test]
    fn another_order_of_computers_is_a_change_told_by_their_names() {
        let before = deployment("a ");
        let mut after = deployment("b ");
        let computer = after.computer("fe2-lon.contoso.com");
        let pool = Id::derived("b lon.contoso.com");
        after.perform(PoolCommand::MoveComputer { pool, computer, to: 0 });
        assert_eq!(
            told(&before, &after),
            [
                r#"~ front-end-pool lon.contoso.com computers: ["fe1-lon.contoso.com","fe2-lon.contoso.com"] -> ["fe2-lon.contoso.com","fe1-lon.contoso.com"]"#
            ]
        );
    }

    #[test]
    fn what_comes_and_goes_is_told_with_those_who_lose_it() {
        let before = deployment("");
        let mut after = before.clone();
        after.perform(Command::Remove(vec![Id::<Pool>::derived("par.contoso.com").into()]));
        after.site("APAC");
        assert_eq!(
            told(&before, &after),
            [
                "- computer fe1-par.contoso.com",
                "- computer fe2-par.contoso.com",
                r#"~ front-end-pool lon.contoso.com backup_pool: "par.contoso.com" -> null"#,
                "- front-end-pool par.contoso.com",
                "+ site APAC",
            ]
        );
    }

    #[test]
    fn a_link_is_the_same_from_either_end() {
        let linked = |prefix: &str, [a, b]: [&str; 2], bandwidth| {
            let mut sample = Sample::new();
            let ends = [a, b].map(|name| {
                let id = Id::derived(&format!("{prefix}{name}"));
                sample.perform(Command::Put((id, DataCentre { name: name.to_owned(), region: String::new() }).into()));
                id
            });
            let link = Link { ends, bandwidth, latency: None };
            sample.perform(Command::Put((Id::derived(&format!("{prefix}link")), link).into()));
            sample
        };
        let (there, back) = (["London", "Paris"], ["Paris", "London"]);
        for prefix in ["a ", "b "] {
            assert_eq!(told(&linked("a ", there, None), &linked(prefix, back, None)), Vec::<String>::new());
            assert_eq!(
                told(&linked("a ", there, None), &linked(prefix, back, Some(Bandwidth::Low))),
                [r#"~ link London – Paris bandwidth: null -> "Low""#]
            );
        }
    }

    #[test]
    fn a_setting_deep_in_a_row_is_told_by_its_path() {
        let before = deployment("");
        let mut after = before.clone();
        let lon = Id::derived("lon.contoso.com");
        after.edit_front_end(lon, |settings| settings.web.external_fqdn = "web.contoso.com".into());
        assert_eq!(
            told(&before, &after),
            [r#"~ front-end-pool lon.contoso.com web.external_fqdn: null -> "web.contoso.com""#]
        );
    }

    #[test]
    fn another_role_is_told_by_its_word_and_by_the_settings_that_are_not_the_same() {
        let before = deployment("");
        let mut after = before.clone();
        let lon = Id::derived("lon.contoso.com");
        after.edit_front_end(lon, |settings| settings.web.external_fqdn = "web.contoso.com".into());
        after.edit(lon, |pool| {
            let Role::FrontEnd(settings) = pool.role.clone() else { panic!("it was one") };
            pool.role = Role::StandardEdition(settings);
        });
        assert_eq!(
            told(&before, &after),
            [
                r#"~ standard-edition-server lon.contoso.com role: "FrontEnd" -> "StandardEdition""#,
                r#"~ standard-edition-server lon.contoso.com web.external_fqdn: null -> "web.contoso.com""#,
            ]
        );
    }

    #[test]
    fn another_site_is_told_by_its_name() {
        let before = deployment("");
        let mut after = before.clone();
        let site = SiteRef::Central(after.site("APAC"));
        after.edit(Id::<Pool>::derived("lon.contoso.com"), |pool| pool.site = site);
        assert_eq!(
            told(&before, &after),
            [r#"~ front-end-pool lon.contoso.com site: "EMEA" -> "APAC""#, "+ site APAC"]
        );
    }
}
