use uuid::Uuid;

use crate::model::{Address, AnyId, Fqdn, Id, Row, UncPath};

/// A walk through the parts of a row: to find what it refers to, to forget what is gone, to follow a rename.
///
/// [`walk!`](crate::model::walk::walk) writes it for a struct and takes it apart in full, so a new field cannot be
/// forgotten.
pub trait Walk {
    /// Calls `visit` with every row this one refers to.
    fn each_id(&self, visit: &mut dyn FnMut(AnyId));

    /// Empties every optional reference and list entry that `keep` does not want. A reference that a row cannot be
    /// without stays: whoever removes its target removes the row too.
    fn keep_ids(&mut self, keep: &dyn Fn(AnyId) -> bool);

    /// Calls `visit` with every host name in this row, in fields of their own or inside addresses.
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn));

    /// Whether [`each_name`](Self::each_name) would find this name, without a copy of the row.
    fn mentions(&self, name: &Fqdn) -> bool;

    /// Calls `visit` with every text in this part, and the name of the field it stands in. A part that is no struct
    /// stands in the field that was given.
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>));

    /// Gives every row this one refers to another number.
    fn map_ids(&mut self, map: &dyn Fn(AnyId) -> Uuid);

    /// Changes here what differs between two versions, part by part. False, and half done, where a part that differs is
    /// neither as it was nor as it shall be.
    fn amend(&mut self, from: &Self, to: &Self) -> bool
    where
        Self: Clone + PartialEq + Sized,
    {
        amend(self, from, to)
    }
}

/// A text in a row, by what it may hold.
#[derive(Debug)]
pub enum Text<'a> {
    /// A name of a host or a domain.
    Name(&'a mut Fqdn),
    /// A path to a share or a folder.
    Path(&'a mut UncPath),
    /// An IP address as typed.
    Address(&'a mut Address),
    /// Anything: names of other things, web addresses, a person's words.
    Words(&'a mut String),
}

impl Text<'_> {
    /// What it says.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Name(name) => name.as_str(),
            Self::Path(path) => path.as_str(),
            Self::Address(address) => &address.0,
            Self::Words(words) => words,
        }
    }

    /// Lets it say something else.
    pub fn set(&mut self, text: String) {
        match self {
            Self::Name(name) => **name = Fqdn::new(text),
            Self::Path(path) => **path = UncPath::new(text),
            Self::Address(address) => address.0 = text,
            Self::Words(words) => **words = text,
        }
    }
}

/// [`Walk::amend`] of what has no parts, or none that can change alone.
pub(crate) fn amend<T: Clone + PartialEq>(part: &mut T, from: &T, to: &T) -> bool {
    if from != to && part == from {
        *part = to.clone();
    }
    from == to || part == to
}

/// Writes [`Walk`] for structs by walking all their fields, except those after a semicolon, and for leaves that hold
/// nothing to visit: what can be copied has no text in it. What stands after the semicolon is not a host's name.
macro_rules! walk {
    ($($type:ident { $($field:ident),* $(,)? $(; $skipped:ident),* })*) => {$(
        impl $crate::model::Walk for $type {
            fn each_id(&self, visit: &mut dyn FnMut($crate::model::AnyId)) {
                let Self { $($field,)* $($skipped: _),* } = self;
                $($crate::model::Walk::each_id($field, visit);)*
            }
            fn keep_ids(&mut self, keep: &dyn Fn($crate::model::AnyId) -> bool) {
                let Self { $($field,)* $($skipped: _),* } = self;
                $($crate::model::Walk::keep_ids($field, keep);)*
            }
            fn each_name(&mut self, visit: &mut dyn FnMut(&mut $crate::model::Fqdn)) {
                let Self { $($field,)* $($skipped: _),* } = self;
                $($crate::model::Walk::each_name($field, visit);)*
            }
            fn mentions(&self, name: &$crate::model::Fqdn) -> bool {
                let Self { $($field,)* $($skipped: _),* } = self;
                false $(|| $crate::model::Walk::mentions($field, name))*
            }
            fn each_text(
                &mut self,
                _: &'static str,
                visit: &mut dyn FnMut(&'static str, $crate::model::walk::Text<'_>),
            ) {
                let Self { $($field,)* $($skipped),* } = self;
                $($crate::model::Walk::each_text($skipped, stringify!($skipped), visit);)*
                $($crate::model::Walk::each_text($field, stringify!($field), visit);)*
            }
            fn map_ids(&mut self, map: &dyn Fn($crate::model::AnyId) -> uuid::Uuid) {
                let Self { $($field,)* $($skipped: _),* } = self;
                $($crate::model::Walk::map_ids($field, map);)*
            }
            fn amend(&mut self, from: &Self, to: &Self) -> bool {
                let Self { $($field,)* $($skipped),* } = self;
                true $(&& $crate::model::Walk::amend($field, &from.$field, &to.$field))*
                    $(&& $crate::model::walk::amend($skipped, &from.$skipped, &to.$skipped))*
            }
        }
    )*};
    (leaf $($type:ty),* $(,)?) => {$(
        const _: fn() = || {
            const fn has_no_text<T: Copy>() {}
            has_no_text::<$type>();
        };
        impl $crate::model::Walk for $type {
            fn each_text(
                &mut self,
                _: &'static str,
                _: &mut dyn FnMut(&'static str, $crate::model::walk::Text<'_>),
            ) {
            }
            fn map_ids(&mut self, _: &dyn Fn($crate::model::AnyId) -> uuid::Uuid) {}
            fn each_id(&self, _: &mut dyn FnMut($crate::model::AnyId)) {}
            fn keep_ids(&mut self, _: &dyn Fn($crate::model::AnyId) -> bool) {}
            fn each_name(&mut self, _: &mut dyn FnMut(&mut $crate::model::Fqdn)) {}
            fn mentions(&self, _: &$crate::model::Fqdn) -> bool {
                false
            }
        }
    )*};
}
pub(crate) use walk;

use crate::vendor::{Product, SqlEdition, SqlVersion, WindowsVersion};
walk! { leaf bool, u8, u16, u32, Product, SqlEdition, SqlVersion, WindowsVersion }

impl<T: Row> Walk for Id<T> {
    fn each_id(&self, visit: &mut dyn FnMut(AnyId)) {
        visit(T::any(*self));
    }
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, _: &mut dyn FnMut(&mut Fqdn)) {}
    fn mentions(&self, _: &Fqdn) -> bool {
        false
    }
    fn each_text(&mut self, _: &'static str, _: &mut dyn FnMut(&'static str, Text<'_>)) {}
    fn map_ids(&mut self, map: &dyn Fn(AnyId) -> Uuid) {
        *self = Self::from_uuid(map(T::any(*self)));
    }
}

impl<T: Walk + Optional> Walk for Option<T> {
    fn each_id(&self, visit: &mut dyn FnMut(AnyId)) {
        self.iter().for_each(|part| part.each_id(visit));
    }
    fn keep_ids(&mut self, keep: &dyn Fn(AnyId) -> bool) {
        self.iter_mut().for_each(|part| part.keep_ids(keep));
        self.take_if(|part| part.is_reference_to(&|id| !keep(id)));
    }
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
        self.iter_mut().for_each(|part| part.each_name(visit));
    }
    fn mentions(&self, name: &Fqdn) -> bool {
        self.iter().any(|part| part.mentions(name))
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
        self.iter_mut().for_each(|part| part.each_text(field, visit));
    }
    fn map_ids(&mut self, map: &dyn Fn(AnyId) -> Uuid) {
        self.iter_mut().for_each(|part| part.map_ids(map));
    }
    fn amend(&mut self, from: &Self, to: &Self) -> bool {
        match (&mut *self, from, to) {
            (Some(part), Some(from), Some(to)) => part.amend(from, to),
            _ => amend(self, from, to),
        }
    }
}

impl<T: Walk + Optional> Walk for Vec<T> {
    fn each_id(&self, visit: &mut dyn FnMut(AnyId)) {
        self.iter().for_each(|part| part.each_id(visit));
    }
    fn keep_ids(&mut self, keep: &dyn Fn(AnyId) -> bool) {
        self.iter_mut().for_each(|part| part.keep_ids(keep));
        self.retain(|part| !part.is_reference_to(&|id| !keep(id)));
    }
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
        self.iter_mut().for_each(|part| part.each_name(visit));
    }
    fn mentions(&self, name: &Fqdn) -> bool {
        self.iter().any(|part| part.mentions(name))
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
        self.iter_mut().for_each(|part| part.each_text(field, visit));
    }
    fn map_ids(&mut self, map: &dyn Fn(AnyId) -> Uuid) {
        self.iter_mut().for_each(|part| part.map_ids(map));
    }
    /// What is new at the end of a list goes to the end of any other.
    fn amend(&mut self, from: &Self, to: &Self) -> bool {
        if amend(self, from, to) {
            return true;
        }
        let Some(new) = to.strip_prefix(from.as_slice()) else { return false };
        let new: Vec<T> = new.iter().filter(|part| !self.contains(part)).cloned().collect();
        self.extend(new);
        true
    }
}

/// What may stand in an `Option` or a list: a reference, which goes with its target, or a part, which stays.
pub trait Optional: Clone + PartialEq {
    /// Whether this *is* a reference to a row that `gone` names.
    fn is_reference_to(&self, _gone: &dyn Fn(AnyId) -> bool) -> bool {
        false
    }
}

impl<T: Row> Optional for Id<T> {
    fn is_reference_to(&self, gone: &dyn Fn(AnyId) -> bool) -> bool {
        gone(T::any(*self))
    }
}

macro_rules! part {
    ($($type:ty),* $(,)?) => { $(impl $crate::model::walk::Optional for $type {})* };
}
pub(crate) use part;
part! { bool, u8, u16, u32, String, Fqdn, UncPath, Product, SqlEdition, SqlVersion, WindowsVersion }

impl Walk for Fqdn {
    fn each_id(&self, _: &mut dyn FnMut(AnyId)) {}
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
        visit(self);
    }
    fn mentions(&self, name: &Fqdn) -> bool {
        self.is(name)
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
        visit(field, Text::Name(self));
    }
    fn map_ids(&mut self, _: &dyn Fn(AnyId) -> Uuid) {}
}

/// A path names its server: `\\server\share`.
impl Walk for UncPath {
    fn each_id(&self, _: &mut dyn FnMut(AnyId)) {}
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
        let Some(server) = self.server() else { return };
        let rest = self.as_str()[r"\\".len() + server.len()..].to_owned();
        let mut name = Fqdn::from(server);
        visit(&mut name);
        *self = Self::new(format!(r"\\{name}{rest}"));
    }
    fn mentions(&self, name: &Fqdn) -> bool {
        self.server().is_some_and(|server| server.eq_ignore_ascii_case(name.as_str()))
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
        visit(field, Text::Path(self));
    }
    fn map_ids(&mut self, _: &dyn Fn(AnyId) -> Uuid) {}
}

/// Text names a host only where it is a web address: `https://host/path`.
impl Walk for String {
    fn each_id(&self, _: &mut dyn FnMut(AnyId)) {}
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut Fqdn)) {
        let Some(host) = host_of_url(self) else { return };
        let mut name = Fqdn::new(&self[host.clone()]);
        visit(&mut name);
        self.replace_range(host, name.as_str());
    }
    fn mentions(&self, name: &Fqdn) -> bool {
        host_of_url(self).is_some_and(|host| self[host].eq_ignore_ascii_case(name.as_str()))
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
        visit(field, Text::Words(self));
    }
    fn map_ids(&mut self, _: &dyn Fn(AnyId) -> Uuid) {}
}

/// An address is no name.
impl Walk for Address {
    fn each_id(&self, _: &mut dyn FnMut(AnyId)) {}
    fn keep_ids(&mut self, _: &dyn Fn(AnyId) -> bool) {}
    fn each_name(&mut self, _: &mut dyn FnMut(&mut Fqdn)) {}
    fn mentions(&self, _: &Fqdn) -> bool {
        false
    }
    fn each_text(&mut self, field: &'static str, visit: &mut dyn FnMut(&'static str, Text<'_>)) {
        visit(field, Text::Address(self));
    }
    fn map_ids(&mut self, _: &dyn Fn(AnyId) -> Uuid) {}
}

fn host_of_url(text: &str) -> Option<std::ops::Range<usize>> {
    let start = ["https://", "http://"].iter().find(|scheme| text.starts_with(**scheme))?.len();
    let end = text[start..].find(['/', ':', '?']).map_or(text.len(), |length| start + length);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{
        DfsTarget, Edge, FileKind, FileStore, MediationPorts, Pool, Role, RoleKind, Site, SiteRef, StoreRef,
    };

    fn emea() -> SiteRef {
        SiteRef::Central(Id::derived("EMEA"))
    }

    fn names(row: &impl Walk, mut row_again: impl Walk) -> Vec<String> {
        let mut found = Vec::new();
        row_again.each_name(&mut |name| found.push(name.to_string()));
        assert!(found.iter().all(|name| row.mentions(&Fqdn::from(name.as_str()))), "what is visited is mentioned");
        found
    }

    #[test]
    fn forgetting_empties_options_and_lists_and_keeps_what_a_row_cannot_be_without() {
        let (gone, stays) = (Id::<Pool>::derived("gone"), Id::<Pool>::derived("stays"));
        let settings = Edge { next_hop: Some(gone), ..Edge::default() };
        let mut pool = Pool::new("edge", emea(), Product::S15, Role::Edge(settings));
        pool.backup_pool = Some(stays);
        pool.computers = vec![Id::derived("fe1"), Id::derived("fe2")];
        pool.keep_ids(&|id| id != gone.into() && id != AnyId::Computer(Id::derived("fe1")) && id != emea().into());
        assert_eq!(pool.role.next_hop(), None);
        assert_eq!(pool.backup_pool, Some(stays));
        assert_eq!(pool.computers, [Id::derived("fe2")]);
        assert_eq!(pool.site, emea());
    }

    #[test]
    fn forgetting_reaches_into_parts_and_leaves_the_parts() {
        let gone = Id::<crate::model::DataCentre>::derived("Paris");
        let mut share = FileStore::new("contoso.com", "dfs", emea());
        let target = DfsTarget { path: r"\\fs2\dfs".into(), data_centre: Some(gone) };
        share.kind = Some(FileKind::Dfs(vec![target.clone()]));
        share.keep_ids(&|id| id != gone.into());
        assert_eq!(share.kind, Some(FileKind::Dfs(vec![DfsTarget { data_centre: None, ..target }])));

        let trunk = Id::<crate::model::Trunk>::derived("trunk");
        let mut ports = Some(MediationPorts { default_trunk: Some(trunk), ..MediationPorts::default() });
        ports.keep_ids(&|id| id != trunk.into());
        assert_eq!(ports, Some(MediationPorts::default()));
    }

    #[test]
    fn every_reference_of_a_row_is_visited() {
        let [sql, mirror] = ["sql1", "sql2"].map(Id::derived);
        let mut role = RoleKind::FrontEnd.with_defaults();
        role.front_end_mut().unwrap().archiving_store = StoreRef { mirror: Some(mirror), ..StoreRef::on(sql) };
        let mut seen = Vec::new();
        Pool::new("lon", emea(), Product::S15, role).each_id(&mut |id| seen.push(id));
        assert_eq!(seen, [emea().into(), sql.into(), mirror.into()]);
    }

    #[test]
    fn names_are_found_in_paths_and_addresses_and_nowhere_else() {
        let share = FileStore::new("contoso.com", "fs1.contoso.com", emea());
        assert_eq!(names(&share, share.clone()), ["contoso.com"], "a share's own name is no host");
        let path = UncPath::from(r"\\fs1\a\b");
        assert_eq!(names(&path, path.clone()), ["fs1"]);
        let url = "https://wac.contoso.com:444/x".to_owned();
        assert_eq!(names(&url, url.clone()), ["wac.contoso.com"]);
        let site = Site { name: "lon.contoso.com".to_owned(), ..Site::default() };
        assert_eq!(names(&site, site.clone()), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn a_rename_changes_the_host_of_an_address_and_no_other_letter(
            scheme in "https?://", host in "[a-z]{1,8}(\\.[a-z]{1,8}){0,2}", rest in "([/:?][ -~é]{0,20})?", new in "[a-z.]{1,12}",
        ) {
            let mut url = format!("{scheme}{host}{rest}");
            prop_assert!(url.mentions(&Fqdn::from(host.as_str())));
            url.each_name(&mut |name| *name = Fqdn::from(new.as_str()));
            prop_assert_eq!(url, format!("{scheme}{new}{rest}"));
        }

        #[test]
        fn any_text_can_be_walked_and_what_is_not_renamed_stays(text in "\\PC{0,24}|https?://\\PC{0,12}|\\\\{0,3}\\PC{0,12}") {
            let (mut url, mut path) = (text.clone(), UncPath::from(text.as_str()));
            url.each_name(&mut |_| {});
            path.each_name(&mut |_| {});
            prop_assert_eq!(&url, &text);
            prop_assert_eq!(path.as_str(), &text);
        }
    }
}
