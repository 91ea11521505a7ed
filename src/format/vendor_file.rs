//! The two vendor formats as a whole: a file becomes a document, a document becomes the file again or a new one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::apply::apply;
use super::compose::{Carried, compose};
use super::element::Elements;
use super::index::Index;
use super::left_out::{Account, unknown_services};
use super::lower::lower;
use super::lowered::{Keyed, Lowered};
use super::numbers::Numbers;
use super::raise::{Known, raise};
use super::scope::Scope;
use super::view::{View, derived};
use super::xml::{EditError, LineEnd, Style, Tree, XmlError};
use super::{Evidence, Opened, Places, WriteError, Written, published, tbxml};
use crate::diagnostic::Notice;
use crate::model::{Document, Origin, Topology, VendorFormat};

/// What a file says that has guesses in it. Without these words nothing is understood but what real documents show.
const MARK: &str = "Linchpin: parts of this are guesses, in a form that no document of the product shows";

/// The format of a parsed document, by its root; none if it is neither.
pub(super) fn format_of(tree: &Tree) -> Option<VendorFormat> {
    match tree.name(tree.root()) {
        "TopologyBuilder" => Some(VendorFormat::TopologyBuilder),
        "Topology" => Some(VendorFormat::Published),
        _ => None,
    }
}

/// The document that a file holds, and what there is to say about it.
pub(super) fn read(tree: &Tree, format: VendorFormat, bytes: Arc<[u8]>) -> Opened {
    let mut view = view(tree, format);
    let raised = raise(tree, &view);
    let mut notices = std::mem::take(&mut view.notices);
    notices.extend(raised.notices);
    notices.sort_by_key(|notice| notice.at);
    let places = Places::new(tree, &view, Arc::clone(&bytes));
    let origin = Some(Origin { format, bytes });
    let document = Document { topology: raised.topology, origin, ..Document::default() };
    Opened { document, notices, format: Some(format.into()), places }
}

/// The file of a document: the one it came from with what has changed since, or a new one.
pub(super) fn write(document: &Document, format: VendorFormat, evidence: Evidence) -> Result<Written, WriteError> {
    let topology = &document.topology;
    let Some(origin) = &document.origin else {
        let known = Known::default();
        let scope = Scope { topology, known: &known, format, evidence };
        let mut account = Account::of(scope, None);
        let lowered = lower(scope);
        account.finish(topology, &lowered, format);
        return Ok(Written { bytes: write_new(scope, lowered, None)?, left_out: account.notices(), account });
    };
    let source = Source::of(origin)?;
    let evidence = evidence.max(source.view.evidence);
    let scope = Scope { topology, known: &source.known, format, evidence };
    let mut account = Account::of(scope, Some(&source.topology));
    let lowered = lower(scope);
    account.finish(topology, &lowered, format);
    let mut left_out = account.notices();
    let (edited, notices) = edit(scope, &source)?;
    left_out.extend(notices);
    let bytes = if origin.format == format {
        edited.to_bytes()
    } else {
        left_out.extend(unknown_services(&source.tree, &source.view));
        write_new(scope, lowered, Some((&source, &edited)))?
    };
    Ok(Written { bytes, left_out, account })
}

/// Whether the file a document came from can be read again, else what stands against it.
pub(super) fn look(origin: &Origin) -> Result<(), String> {
    let tree = Tree::parse(&*origin.bytes).map_err(|error| error.to_string())?;
    if format_of(&tree) == Some(origin.format) {
        return Ok(());
    }
    Err(format!("its root element is <{}>", tree.qualified_name(tree.root())))
}

fn view(tree: &Tree, format: VendorFormat) -> View {
    let evidence = if tree.prolog().contains(MARK) { Evidence::Guessed } else { Evidence::Shown };
    match format {
        VendorFormat::TopologyBuilder => tbxml::view(tree, evidence),
        VendorFormat::Published => published::view(tree, evidence),
    }
}

/// The file a document came from.
struct Source<'t> {
    tree: Tree<'t>,
    view: View,
    topology: Topology,
    known: Known,
}

impl<'t> Source<'t> {
    fn of(origin: &'t Origin) -> Result<Self, XmlError> {
        let tree = Tree::parse(&*origin.bytes)?;
        let view = view(&tree, origin.format);
        let raised = raise(&tree, &view);
        Ok(Self { tree, view, topology: raised.topology, known: raised.known })
    }
}

/// The file it came from with the changes made in it.
fn edit<'t>(scope: Scope<'_>, source: &Source<'t>) -> Result<(Tree<'t>, Vec<Notice>), EditError> {
    let before = lower(Scope { topology: &source.topology, format: source.view.format, ..scope });
    let after = lower(scope);
    let numbers = Numbers::assign(&after, &source.view);
    let mut tree = source.tree.clone();
    let notices = apply(&mut tree, &source.view, before, after, &numbers)?;
    if scope.evidence > source.view.evidence {
        tree.comment_before_root(MARK)?;
    }
    Ok((tree, notices))
}

/// A document that was never a file of this format; perhaps one of the other, which is given as it was and as edited.
fn write_new(scope: Scope<'_>, mut lowered: Lowered, origin: Option<(&Source, &Tree)>) -> Result<Vec<u8>, WriteError> {
    let Scope { topology, format, evidence, .. } = scope;
    let (nothing, none) = (View::empty(format, evidence), Index::default());
    let signature = signature(topology, format, origin);
    let (numbers, carried) = match origin {
        None => (Numbers::assign(&lowered, &nothing), None),
        Some((source, edited)) => {
            sort_as_in(&source.view, &mut lowered);
            let index = Index::of(&view(edited, source.view.format));
            (Numbers::assign(&lowered, &source.view), Some(Carried { tree: edited, index }))
        }
    };
    let says_numbers = carried.is_some() && format == VendorFormat::TopologyBuilder;
    let elements = Elements::new(format, None, &none, &numbers, says_numbers, &lowered);
    Ok(compose(&lowered, &elements, &signature, carried.as_ref(), style(format, evidence))?)
}

/// Puts what the file has in the file's order, and what is new behind it.
fn sort_as_in(view: &View, lowered: &mut Lowered) {
    fn sort<T: Keyed>(rows: &mut [T], keys: impl Iterator<Item = Uuid>) {
        let places: HashMap<Uuid, usize> = keys.zip(0..).collect();
        rows.sort_by_key(|row| places.get(&row.key()).copied().unwrap_or(usize::MAX));
    }
    sort(&mut lowered.sites, view.sites.iter().map(|row| row.key));
    sort(&mut lowered.clusters, view.clusters.iter().map(|row| row.key));
    sort(&mut lowered.sql_instances, view.sql_instances.iter().map(|row| row.key));
    sort(&mut lowered.services, view.services.iter().map(|row| row.key));
}

/// `Signature`: that of the file it came from; else none for a file that was never published, and a new one for what
/// is.
fn signature(topology: &Topology, format: VendorFormat, origin: Option<(&Source, &Tree)>) -> String {
    let written = origin.and_then(|(source, tree)| tree.attribute(source.view.holder, "Signature"));
    let written = written.filter(|signature| Uuid::try_parse(signature).is_ok_and(|signature| !signature.is_nil()));
    written.map_or_else(
        || match format {
            VendorFormat::TopologyBuilder => Uuid::nil().to_string(),
            VendorFormat::Published => {
                derived(&format!("signature/{}", topology.deployment().default_sip_domain.key())).to_string()
            }
        },
        Cow::into_owned,
    )
}

/// How the product saves its files.
fn style(format: VendorFormat, evidence: Evidence) -> Style {
    let is_tbxml = format == VendorFormat::TopologyBuilder;
    let comment = (evidence == Evidence::Guessed).then_some(MARK);
    Style { has_mark: is_tbxml, has_declaration: is_tbxml, line_end: LineEnd::CrLf, comment, ..Style::default() }
}
