//! The lines that are about a row or a relation of their own, and where they stand.

use strum::VariantArray;

use super::error::{Fault, SketchError};
use super::kind;
use super::lines::{Line, Word};
use super::read::Reader;
use crate::model::{
    BranchSite, DataCentre, FileStore, Gateway, Id, NetworkService, NetworkServiceKind, Pool, RoleKind, Site, SiteRef,
    SqlInstance, WebAppsServer,
};

/// What a line is about, by its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Deployment,
    DataCentre,
    Link,
    Site,
    BranchSite,
    Pool(RoleKind),
    Sql,
    FileStore,
    Gateway,
    WebApps,
    NetworkService(NetworkServiceKind),
    Pair,
    Waive,
    Pin,
}

/// Where such a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Top,
    Site(Id<Site>),
    BranchSite(Id<BranchSite>),
}

/// What is left to read of a line when every line has been given its id.
#[derive(Debug, Clone, Copy)]
pub(super) enum Task {
    Deployment,
    DataCentre(Id<DataCentre>),
    Link,
    Site(Id<Site>),
    BranchSite(Id<BranchSite>, Option<Id<Site>>),
    Pool(Id<Pool>, RoleKind, SiteRef),
    Sql(Id<SqlInstance>, SiteRef),
    FileStore(Id<FileStore>, SiteRef),
    Gateway(Id<Gateway>, SiteRef),
    WebApps(Id<WebAppsServer>, SiteRef),
    NetworkService(Id<NetworkService>, NetworkServiceKind, SiteRef),
    Pair,
    Waive,
    Pin,
}

impl Item {
    /// Every word such a line can begin with.
    fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let plain = [
            ("deployment", Self::Deployment),
            ("data-centre", Self::DataCentre),
            ("link", Self::Link),
            ("site", Self::Site),
            ("branch-site", Self::BranchSite),
            ("sql", Self::Sql),
            ("file-store", Self::FileStore),
            ("gateway", Self::Gateway),
            ("web-apps", Self::WebApps),
            ("pair", Self::Pair),
            ("waive", Self::Waive),
            ("pin", Self::Pin),
        ];
        let pools = RoleKind::VARIANTS.iter().map(|&role| (role.facts().token, Self::Pool(role)));
        let services = NetworkServiceKind::VARIANTS.iter().map(|&kind| (kind.token(), Self::NetworkService(kind)));
        plain.into_iter().chain(pools).chain(services)
    }

    #[cfg(test)]
    pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
        Self::all().map(|(word, _)| word)
    }

    /// What a line with that first word is about.
    pub(super) fn of(word: &Word) -> Option<Self> {
        Self::all().find(|(known, _)| word.is(known)).map(|(_, item)| item)
    }

    /// Whether a line with that first word may stand at the top of a text.
    pub(super) fn is_top_word(word: &str) -> bool {
        Place::Top.words().any(|known| known == word)
    }

    pub(super) fn may_stand(self, place: Place) -> bool {
        let is_top =
            matches!(self, Self::Deployment | Self::DataCentre | Self::Link | Self::Site | Self::Waive | Self::Pin);
        match (self, place) {
            (Self::Pair, _) => true,
            (Self::BranchSite, place) => !matches!(place, Place::BranchSite(_)),
            (_, Place::Top) => is_top,
            (_, Place::Site(_) | Place::BranchSite(_)) => !is_top,
        }
    }

    /// The line cannot stand there.
    pub(super) fn misplaced(self, word: &Word, place: Place) -> SketchError {
        let belongs = match self {
            Self::Deployment | Self::DataCentre | Self::Link | Self::Site | Self::Waive | Self::Pin => {
                "it stands at the top, indented under nothing"
            }
            Self::BranchSite => "it stands at the top or indented under its central site",
            _ => "indent it under the line of its site",
        };
        let fault = Fault::Misplaced { word: word.text.clone(), place: place.title().to_owned(), belongs };
        SketchError::new(word.at, fault)
    }

    /// Gives the line's row its id.
    pub(super) fn declare(self, line: &Line, place: Place, reader: &mut Reader) -> Result<Task, SketchError> {
        let site = match place {
            Place::Top => None,
            Place::Site(id) => Some(SiteRef::Central(id)),
            Place::BranchSite(id) => Some(SiteRef::Branch(id)),
        };
        Ok(match (self, site) {
            (Self::Deployment, _) => Task::Deployment,
            (Self::Link, _) => Task::Link,
            (Self::Pair, _) => Task::Pair,
            (Self::Waive, _) => Task::Waive,
            (Self::Pin, _) => Task::Pin,
            (Self::DataCentre, _) => {
                let id = reader.names.add_place(&reader.name_in::<DataCentre>(line)?);
                reader.data_centres.push(id);
                Task::DataCentre(id)
            }
            (Self::Site, _) => Task::Site(reader.names.add_place(&reader.name_in::<Site>(line)?)),
            (Self::BranchSite, site) => {
                let parent = site.and_then(|site| if let SiteRef::Central(id) = site { Some(id) } else { None });
                Task::BranchSite(reader.names.add_place(&reader.name_in::<BranchSite>(line)?), parent)
            }
            (Self::Pool(role), Some(site)) => Task::Pool(reader.names.add(&reader.name_in::<Pool>(line)?), role, site),
            (Self::Sql, Some(site)) => Task::Sql(reader.names.add(&reader.name_in::<SqlInstance>(line)?), site),
            (Self::FileStore, Some(site)) => {
                Task::FileStore(reader.names.add(&reader.name_in::<FileStore>(line)?), site)
            }
            (Self::Gateway, Some(site)) => {
                let name = reader.name_in::<Gateway>(line)?;
                let id = reader.names.add(&name);
                kind::voice::declare_trunks(id, &name, line, reader)?;
                Task::Gateway(id, site)
            }
            (Self::WebApps, Some(site)) => {
                Task::WebApps(reader.names.add(&reader.name_in::<WebAppsServer>(line)?), site)
            }
            (Self::NetworkService(kind), Some(site)) => {
                Task::NetworkService(reader.names.add(&reader.name_in::<NetworkService>(line)?), kind, site)
            }
            (_, None) => return Err(self.misplaced(line.first(), place)),
        })
    }
}

impl Place {
    /// Where the line stands, for a message.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Top => "at the top",
            Self::Site(_) => "under a site",
            Self::BranchSite(_) => "under a branch site",
        }
    }

    /// The words of the lines that may stand there.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        Item::all().filter(move |(_, item)| item.may_stand(self)).map(|(word, _)| word)
    }
}

impl Task {
    /// The place that lines under this one stand in.
    pub(super) const fn place(self) -> Option<Place> {
        match self {
            Self::Site(id) => Some(Place::Site(id)),
            Self::BranchSite(id, _) => Some(Place::BranchSite(id)),
            _ => None,
        }
    }

    /// Which lines are read before others: those whose rows others look at.
    pub(super) const fn turn(self) -> u8 {
        match self {
            Self::Deployment | Self::DataCentre(_) | Self::Link | Self::Site(_) | Self::BranchSite(..) => 0,
            Self::Sql(..) | Self::FileStore(..) | Self::WebApps(..) => 1,
            // Their local databases are theirs, whoever else names them.
            Self::Pool(_, RoleKind::StandardEdition, _) => 2,
            Self::Pool(..) => 3,
            Self::Gateway(..) | Self::NetworkService(..) | Self::Pair => 4,
            Self::Waive | Self::Pin => 5,
        }
    }

    /// Reads what the line says of its row.
    pub(super) fn read(self, line: &Line, reader: &mut Reader) -> Result<(), SketchError> {
        match self {
            Self::Deployment => kind::deployment::read(line, reader),
            Self::DataCentre(id) => kind::place::read_data_centre(id, line, reader),
            Self::Link => kind::place::read_link(line, reader),
            Self::Site(id) => kind::place::read_site(id, line, reader),
            Self::BranchSite(id, parent) => kind::place::read_branch_site(id, parent, line, reader),
            Self::Pool(id, role, site) => kind::pool::read(id, role, site, line, reader),
            Self::Sql(id, site) => kind::store::read_sql(id, site, line, reader),
            Self::FileStore(id, site) => kind::store::read_file_store(id, site, line, reader),
            Self::Gateway(id, site) => kind::voice::read(id, site, line, reader),
            Self::WebApps(id, site) => kind::service::read_web_apps(id, site, line, reader),
            Self::NetworkService(id, kind, site) => kind::service::read(id, kind, site, line, reader),
            Self::Pair => kind::pool::read_pair(line, reader),
            Self::Waive => kind::sheet::read_waiver(line, reader),
            Self::Pin => kind::sheet::read_pin(line, reader),
        }
    }
}
