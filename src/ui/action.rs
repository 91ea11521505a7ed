use eframe::egui::os::OperatingSystem;
use eframe::egui::{Key, KeyboardShortcut, Modifiers};
use strum::{EnumIter, IntoEnumIterator, VariantArray};

use crate::diagram::Alignment;
use crate::message;
use crate::model::{AnyId, Id, Pool, Role, StoreRef};
use crate::text::Message;
use crate::ui::creatable::Creatable;
use crate::ui::selection::Selection;
use crate::ui::view::ViewCx;
use crate::ui::welcome::is_welcome;

/// A verb the user can name: menus, shortcuts and the command palette all come from here. It has no payload; it is
/// resolved against what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
#[allow(missing_docs, reason = "each says what it does in `text`")]
pub enum Action {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    ExportAll,
    FileNotes,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Duplicate,
    Delete,
    Rename,
    SelectAll,
    SelectNone,
    ZoomIn,
    ZoomOut,
    ZoomActual,
    ZoomFit,
    ZoomSelection,
    ToggleOutline,
    ToggleInspector,
    ToggleProblems,
    ToggleDeliverables,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Add(Creatable),
    AddComputer,
    AddTrunk,
    PairPools,
    Unpair,
    AddMirror,
    RemoveMirror,
    AddWitness,
    RemoveWitness,
    StretchPool,
    Arrange,
    Align(Alignment),
    CompareWithPublished,
    EndComparison,
    Check,
    NextProblem,
    PreviousProblem,
    CommandPalette,
    ShowShortcuts,
    About,
}

/// Where an action is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Menu {
    File,
    Edit,
    View,
    /// A part of the View menu.
    Align,
    Topology,
    /// A part of the Topology menu.
    New,
    Help,
}

/// Keys that carry out an action.
pub type Shortcut = KeyboardShortcut;

impl Action {
    /// Every action, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::iter()
            .filter(|action| !matches!(action, Self::Add(_) | Self::Align(_)))
            .chain(Alignment::VARIANTS.iter().copied().map(Self::Align))
            .chain(Creatable::VARIANTS.iter().copied().map(Self::Add))
    }

    /// What the menu says.
    pub fn text(self) -> Message {
        match self {
            Self::New => message!("New…"),
            Self::Open => message!("Open…"),
            Self::Save => message!("Save"),
            Self::SaveAs => message!("Save as…"),
            Self::Export => message!("Export…"),
            Self::ExportAll => message!("Export everything to a folder…"),
            Self::FileNotes => message!("Notes about the file…"),
            Self::Quit => message!("Quit"),
            Self::Undo => message!("Undo"),
            Self::Redo => message!("Redo"),
            Self::Cut => message!("Cut"),
            Self::Copy => message!("Copy"),
            Self::Paste => message!("Paste"),
            Self::Duplicate => message!("Duplicate"),
            Self::Delete => message!("Delete"),
            Self::Rename => message!("Rename"),
            Self::SelectAll => message!("Select all"),
            Self::SelectNone => message!("Select nothing"),
            Self::ZoomIn => message!("Zoom in"),
            Self::ZoomOut => message!("Zoom out"),
            Self::ZoomActual => message!("Actual size"),
            Self::ZoomFit => message!("Fit everything"),
            Self::ZoomSelection => message!("Fit the selection"),
            Self::ToggleOutline => message!("Outline and palette"),
            Self::ToggleInspector => message!("Inspector"),
            Self::ToggleProblems => message!("Problems"),
            Self::ToggleDeliverables => message!("Deliverables"),
            Self::ThemeSystem => message!("Theme as the system"),
            Self::ThemeLight => message!("Light theme"),
            Self::ThemeDark => message!("Dark theme"),
            Self::Add(what) => message!("New {what}", what = what.title()),
            Self::AddComputer => message!("Add computer"),
            Self::AddTrunk => message!("Add trunk"),
            Self::PairPools => message!("Pair pools"),
            Self::Unpair => message!("Unpair"),
            Self::AddMirror => message!("Mirror the databases"),
            Self::RemoveMirror => message!("Remove the mirror"),
            Self::AddWitness => message!("Add witness"),
            Self::RemoveWitness => message!("Remove the witness"),
            Self::StretchPool => message!("Stretch chat pool"),
            Self::Arrange => message!("Arrange"),
            Self::Align(Alignment::Left) => message!("Align left sides"),
            Self::Align(Alignment::Centre) => message!("Align centres"),
            Self::Align(Alignment::Right) => message!("Align right sides"),
            Self::Align(Alignment::Top) => message!("Align upper sides"),
            Self::Align(Alignment::Middle) => message!("Align middles"),
            Self::Align(Alignment::Bottom) => message!("Align lower sides"),
            Self::Align(Alignment::Across) => message!("Distribute across"),
            Self::Align(Alignment::Down) => message!("Distribute down"),
            Self::CompareWithPublished => message!("Compare with published…"),
            Self::EndComparison => message!("End the comparison"),
            Self::Check => message!("Check now"),
            Self::NextProblem => message!("Next problem"),
            Self::PreviousProblem => message!("Previous problem"),
            Self::CommandPalette => message!("Search or run a command…"),
            Self::ShowShortcuts => message!("Keyboard shortcuts"),
            Self::About => message!("About Linchpin"),
        }
    }

    /// One sentence more, for the tooltip.
    pub fn tip(self) -> Message {
        match self {
            Self::New => message!("Begin a new deployment of one SIP domain."),
            Self::Open => message!("Open a deployment: our own file or one of the vendor's."),
            Self::Save => message!("Write the deployment to its file."),
            Self::SaveAs => message!("Write the deployment to another file, and go on with that one."),
            Self::Export => message!("Look at what can be made of the deployment: scripts, sheets, pictures."),
            Self::ExportAll => message!("Make all scripts, sheets and pictures; asks for a folder."),
            Self::FileNotes => message!("What was found in the file, and what had no place in it."),
            Self::Quit => message!("Close the window; asks if something is not saved."),
            Self::Undo => message!("Take back the last step."),
            Self::Redo => message!("Make the step again that was taken back."),
            Self::Cut => message!("Delete what is selected, and put it on the clipboard."),
            Self::Copy => message!("Put what is selected on the clipboard, as text that also an e-mail can carry."),
            Self::Paste => message!("Add what is on the clipboard: to the selected site, else where it came from."),
            Self::Duplicate => message!("Make another one beside each that is selected."),
            Self::Delete => message!("Delete what is selected, after showing what goes with it."),
            Self::Rename => message!("Give it another name; everything that names it follows."),
            Self::SelectAll => message!("Select every site, pool, store and gateway."),
            Self::SelectNone => message!("Select nothing."),
            Self::ZoomIn => message!("Show less, larger."),
            Self::ZoomOut => message!("Show more, smaller."),
            Self::ZoomActual => message!("One to one."),
            Self::ZoomFit => message!("Show the whole deployment."),
            Self::ZoomSelection => message!("Show what is selected as large as it fits."),
            Self::ToggleOutline => message!("Show or hide the tree of the deployment and the things to drag."),
            Self::ToggleInspector => message!("Show or hide the properties of what is selected."),
            Self::ToggleProblems => message!("Show or hide what the checks have found."),
            Self::ToggleDeliverables => message!("Show or hide what can be made of the deployment."),
            Self::ThemeSystem => message!("Light or dark, as the system is set."),
            Self::ThemeLight => message!("Dark text on light surfaces."),
            Self::ThemeDark => message!("Light text on dark surfaces."),
            Self::Add(_) => message!("Make one with the vendor's defaults, beside what is selected."),
            Self::AddComputer => message!("Add one more computer to the pool."),
            Self::AddTrunk => message!("Add one more trunk to the gateway."),
            Self::PairPools => message!("Make two Front End pools each other's backup; asks for the second."),
            Self::Unpair => message!("Let the pool and its backup part."),
            Self::AddMirror => message!("Mirror the pool's databases on another SQL Server."),
            Self::RemoveMirror => message!("Stop mirroring the pool's databases."),
            Self::AddWitness => message!("Let an instance on a third server watch over the mirror."),
            Self::RemoveWitness => message!("Leave the failover of the databases to a person."),
            Self::StretchPool => message!("Spread a Persistent Chat pool over a second data centre."),
            Self::Arrange => message!("Give what is selected, or everything, back to the automatic layout."),
            Self::Align(Alignment::Across | Alignment::Down) => {
                message!("Leave the same gap between each of the selected cards and the next.")
            }
            Self::Align(_) => message!("Bring the selected cards into one line, and keep them there."),
            Self::CompareWithPublished => {
                message!(
                    "Also ask the rules about what a publication changes; asks for a file of what is published today."
                )
            }
            Self::EndComparison => message!("Check the deployment by itself again."),
            Self::Check => message!("Run every rule again."),
            Self::NextProblem => message!("Show the next problem and where it is."),
            Self::PreviousProblem => message!("Show the problem before and where it is."),
            Self::CommandPalette => message!("Find a pool, a server or a command by its name."),
            Self::ShowShortcuts => message!("List every key that does something."),
            Self::About => message!("Version and licences."),
        }
    }

    /// Where it is found.
    pub fn menu(self) -> Menu {
        match self {
            Self::New
            | Self::Open
            | Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::ExportAll
            | Self::FileNotes
            | Self::Quit => Menu::File,
            Self::Undo
            | Self::Redo
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::Duplicate
            | Self::Delete
            | Self::Rename
            | Self::SelectAll
            | Self::SelectNone => Menu::Edit,
            Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomActual
            | Self::ZoomFit
            | Self::ZoomSelection
            | Self::ToggleOutline
            | Self::ToggleInspector
            | Self::ToggleProblems
            | Self::ToggleDeliverables
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::Arrange => Menu::View,
            Self::Align(_) => Menu::Align,
            Self::Add(_) => Menu::New,
            Self::AddComputer
            | Self::AddTrunk
            | Self::PairPools
            | Self::Unpair
            | Self::AddMirror
            | Self::RemoveMirror
            | Self::AddWitness
            | Self::RemoveWitness
            | Self::StretchPool
            | Self::CompareWithPublished
            | Self::EndComparison
            | Self::Check
            | Self::NextProblem
            | Self::PreviousProblem => Menu::Topology,
            Self::CommandPalette | Self::ShowShortcuts | Self::About => Menu::Help,
        }
    }

    /// Whether a line stands above it in its menu.
    pub fn begins_group(self) -> bool {
        matches!(
            self,
            Self::Save
                | Self::Export
                | Self::FileNotes
                | Self::Quit
                | Self::Cut
                | Self::Delete
                | Self::SelectAll
                | Self::ToggleOutline
                | Self::ThemeSystem
                | Self::Arrange
                | Self::PairPools
                | Self::AddMirror
                | Self::StretchPool
                | Self::CompareWithPublished
                | Self::Check
                | Self::About
                | Self::Align(Alignment::Top | Alignment::Across)
                | Self::Add(Creatable::FrontEnd | Creatable::SqlStore | Creatable::ReverseProxy)
        )
    }

    /// The keys that carry it out, the one that menus show first.
    pub fn shortcuts(self, os: OperatingSystem) -> Vec<Shortcut> {
        const NONE: Modifiers = Modifiers::NONE;
        const COMMAND: Modifiers = Modifiers::COMMAND;
        let command_shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let is_mac = os.is_mac();
        let keys: &[(Modifiers, Key)] = match self {
            Self::New => &[(COMMAND, Key::N)],
            Self::Open => &[(COMMAND, Key::O)],
            Self::Save => &[(COMMAND, Key::S)],
            Self::SaveAs => &[(command_shift, Key::S)],
            Self::Export => &[(COMMAND, Key::E)],
            Self::ExportAll => &[(command_shift, Key::E)],
            Self::Quit => &[(COMMAND, Key::Q)],
            Self::Undo => &[(COMMAND, Key::Z)],
            Self::Redo if is_mac => &[(command_shift, Key::Z)],
            Self::Redo => &[(COMMAND, Key::Y), (command_shift, Key::Z)],
            Self::Cut => &[(COMMAND, Key::X)],
            Self::Copy => &[(COMMAND, Key::C)],
            Self::Paste => &[(COMMAND, Key::V)],
            Self::Duplicate => &[(COMMAND, Key::D)],
            Self::Delete if is_mac => &[(COMMAND, Key::Backspace), (NONE, Key::Delete)],
            Self::Delete => &[(NONE, Key::Delete)],
            Self::Rename => &[(NONE, Key::F2)],
            Self::SelectAll => &[(COMMAND, Key::A)],
            Self::ZoomIn => &[(COMMAND, Key::Plus), (COMMAND, Key::Equals)],
            Self::ZoomOut => &[(COMMAND, Key::Minus)],
            Self::ZoomActual => &[(COMMAND, Key::Num0)],
            Self::ZoomFit => &[(COMMAND, Key::Num9)],
            Self::ZoomSelection => &[(COMMAND, Key::Num8)],
            Self::ToggleOutline => &[(COMMAND, Key::Num1)],
            Self::ToggleInspector => &[(COMMAND, Key::Num2)],
            Self::ToggleProblems => &[(COMMAND, Key::Num3)],
            Self::ToggleDeliverables => &[(COMMAND, Key::Num4)],
            Self::Arrange => &[(command_shift, Key::A)],
            Self::Check => &[(NONE, Key::F5)],
            Self::NextProblem => &[(NONE, Key::F8)],
            Self::PreviousProblem => &[(Modifiers::SHIFT, Key::F8)],
            Self::CommandPalette => &[(command_shift, Key::P), (COMMAND, Key::F)],
            Self::ShowShortcuts => &[(NONE, Key::F1), (NONE, Key::Questionmark)],
            Self::FileNotes
            | Self::SelectNone
            | Self::ThemeSystem
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::Align(_)
            | Self::Add(_)
            | Self::AddComputer
            | Self::AddTrunk
            | Self::PairPools
            | Self::Unpair
            | Self::AddMirror
            | Self::RemoveMirror
            | Self::AddWitness
            | Self::RemoveWitness
            | Self::StretchPool
            | Self::CompareWithPublished
            | Self::EndComparison
            | Self::About => &[],
        };
        keys.iter().map(|&(modifiers, key)| Shortcut::new(modifiers, key)).collect()
    }

    /// Whether its keys mean something else while text is being typed, and are left to the text field then.
    pub fn yields_to_typing(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::Cut
                | Self::Copy
                | Self::Paste
                | Self::Delete
                | Self::SelectAll
                | Self::ShowShortcuts
                | Self::Rename
        )
    }

    /// Whether it can be carried out now; if not, why not, as the tooltip says it.
    pub fn is_enabled(self, cx: &ViewCx<'_>, selection: &Selection) -> Result<(), Message> {
        let topology = cx.topology();
        let say = |holds: bool, why: Message| if holds { Ok(()) } else { Err(why) };
        let pool = || match selection.only() {
            Some(AnyId::Pool(id)) => topology.pools.get(id),
            _ => None,
        };
        let select_a_pool = || message!("Select one pool first.");
        let store = || -> Result<&StoreRef, Message> {
            let pool = pool().ok_or_else(select_a_pool)?;
            let (_, store) = pool.role.stores().next().ok_or_else(|| message!("This pool has no databases."))?;
            say(store.primary.is_some(), message!("Choose the SQL Server store of the pool first."))?;
            Ok(store)
        };
        match self {
            Self::Export | Self::ExportAll => say(!is_welcome(cx), message!("Open or begin a deployment first.")),
            Self::FileNotes => say(!cx.file.notes.is_empty(), message!("There is nothing to say about the file.")),
            Self::Undo => say(cx.history.to_undo().is_some(), message!("There is nothing to take back.")),
            Self::Redo => say(cx.history.to_redo().is_some(), message!("Nothing has been taken back.")),
            Self::Delete => say(
                selection.iter().any(|id| !matches!(id, AnyId::Deployment(_))),
                message!("Select something to delete first."),
            ),
            Self::Cut | Self::Copy => {
                say(selection.iter().any(can_be_copied), message!("Select a pool, a store or a site first."))
            }
            Self::Duplicate => {
                say(selection.iter().any(is_drawn_in_one_piece), message!("Select a pool, a store or a gateway first."))
            }
            Self::Rename => {
                say(selection.only().is_some_and(can_be_renamed), message!("Select one thing that has a name first."))
            }
            Self::SelectNone | Self::ZoomSelection => say(!selection.is_empty(), message!("Nothing is selected.")),
            Self::Add(Creatable::Site | Creatable::DataCentre) => Ok(()),
            Self::Add(Creatable::VideoInterop | Creatable::VideoGateway) => {
                let has_role = crate::model::RoleKind::VideoInterop.facts().products.contains(cx.product());
                say(has_role, message!("{product} has no Video Interop Server.", product = cx.product().title()))?;
                say(!topology.sites.is_empty(), message!("Make a central site first."))
            }
            Self::Add(_) => say(!topology.sites.is_empty(), message!("Make a central site first.")),
            Self::Align(how) => say(
                selection.iter().filter(|id| is_drawn_in_one_piece(*id)).count() >= how.least(),
                message!("Select {n} or more cards first.", n = how.least()),
            ),
            Self::AddComputer => {
                let pool = pool().ok_or_else(select_a_pool)?;
                say(pool.multi_server || pool.computers.is_empty(), message!("This pool is a single computer."))
            }
            Self::AddTrunk => {
                say(matches!(selection.only(), Some(AnyId::Gateway(_))), message!("Select one gateway first."))
            }
            Self::PairPools => {
                let homes_users =
                    |id: &Id<Pool>| topology.pools.get(*id).is_some_and(|row| row.role.front_end().is_some());
                let n = selection.pools().filter(homes_users).count();
                let all = n == selection.len() && matches!(n, 1 | 2);
                say(all, message!("Select a Front End pool, or the two to pair, first."))?;
                let several = topology.pools.ids().filter(homes_users).nth(1).is_some();
                say(several, message!("There is no other Front End pool to pair it with."))
            }
            Self::Unpair => {
                let pool = pool().ok_or_else(select_a_pool)?;
                say(pool.backup_pool.is_some(), message!("This pool has no backup pool."))
            }
            Self::AddMirror => say(store()?.mirror.is_none(), message!("The databases are mirrored already.")),
            Self::RemoveMirror => say(store()?.mirror.is_some(), message!("The databases have no mirror.")),
            Self::AddWitness => {
                let store = store()?;
                say(store.mirror.is_some(), message!("A witness watches over a mirror: add that first."))?;
                say(store.witness.is_none(), message!("The mirror has a witness already."))
            }
            Self::RemoveWitness => say(store()?.witness.is_some(), message!("The databases have no witness.")),
            Self::StretchPool => {
                let pool = pool().ok_or_else(select_a_pool)?;
                say(
                    matches!(pool.role, Role::PersistentChat(_)),
                    message!("Only a Persistent Chat pool is stretched over two data centres."),
                )?;
                say(topology.data_centres.len() >= 2, message!("Make a second data centre first."))
            }
            Self::EndComparison => {
                say(cx.yardstick.published.is_some(), message!("The deployment is compared with nothing."))
            }
            Self::NextProblem | Self::PreviousProblem => {
                say(!cx.findings.all().is_empty(), message!("There are no problems."))
            }
            _ => Ok(()),
        }
    }
}

/// Whether the row has a name of its own; a link is named after its ends.
fn can_be_renamed(id: AnyId) -> bool {
    !matches!(id, AnyId::Link(_))
}

/// Whether the row can be copied without what it is a part of.
fn can_be_copied(id: AnyId) -> bool {
    !matches!(id, AnyId::Deployment(_) | AnyId::Computer(_) | AnyId::Trunk(_))
}

/// Whether the row is a card or a store on the drawing.
pub(super) fn is_drawn_in_one_piece(id: AnyId) -> bool {
    matches!(
        id,
        AnyId::Pool(_)
            | AnyId::SqlInstance(_)
            | AnyId::FileStore(_)
            | AnyId::Gateway(_)
            | AnyId::WebAppsServer(_)
            | AnyId::NetworkService(_)
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const SYSTEMS: [OperatingSystem; 3] = [OperatingSystem::Windows, OperatingSystem::Nix, OperatingSystem::Mac];

    #[test]
    fn no_two_actions_share_a_shortcut() {
        for os in SYSTEMS {
            let mut taken = BTreeMap::new();
            for action in Action::all() {
                for shortcut in action.shortcuts(os) {
                    let other = taken.insert(format!("{shortcut:?}"), action);
                    assert_eq!(other, None, "{shortcut:?} of {action:?} on {os:?}");
                }
            }
        }
    }

    #[test]
    fn every_menu_has_actions_and_every_action_its_own_words() {
        for &menu in Menu::VARIANTS {
            assert!(Action::all().any(|action| action.menu() == menu), "{menu:?}");
        }
        let mut texts: Vec<String> = Action::all().map(|action| action.text().to_string()).collect();
        texts.sort();
        assert!(texts.windows(2).all(|pair| pair[0] != pair[1]), "{texts:?}");
    }
}
