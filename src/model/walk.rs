use crate::model::{AnyId, Fqdn, Id, Row, UncPath};

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
}

/// Writes [`Walk`] for structs by walking all their fields, and for leaves that hold nothing to visit.
macro_rules! walk {
    ($($type:ident { $($field:ident),* $(,)? })*) => {$(
        impl $crate::model::Walk for $type {
            fn each_id(&self, visit: &mut dyn FnMut($crate::model::AnyId)) {
                let Self { $($field),* } = self;
                $($crate::model::Walk::each_id($field, visit);)*
            }
            fn keep_ids(&mut self, keep: &dyn Fn($crate::model::AnyId) -> bool) {
                let Self { $($field),* } = self;
                $($crate::model::Walk::keep_ids($field, keep);)*
            }
            fn each_name(&mut self, visit: &mut dyn FnMut(&mut $crate::model::Fqdn)) {
                let Self { $($field),* } = self;
                $($crate::model::Walk::each_name($field, visit);)*
            }
            fn mentions(&self, name: &$crate::model::Fqdn) -> bool {
                let Self { $($field),* } = self;
                false $(|| $crate::model::Walk::mentions($field, name))*
            }
        }
    )*};
    (leaf $($type:ty),* $(,)?) => {$(
        impl $crate::model::Walk for $type {
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
}

/// What may stand in an `Option` or a list: a reference, which goes with its target, or a part, which stays.
pub trait Optional {
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
}

fn host_of_url(text: &str) -> Option<std::ops::Range<usize>> {
    let start = ["https://", "http://"].iter().find(|scheme| text.starts_with(**scheme))?.len();
    let end = text[start..].find(['/', ':', '?']).map_or(text.len(), |length| start + length);
    Some(start..end)
}
