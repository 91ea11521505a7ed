//! The two vendor formats as a whole: a file becomes a document, a document becomes the file again or a new one.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::apply::{Carried, apply};
use super::index::Index;
use super::left_out::{left_out, unknown_services};
use super::lower::{Keyed, Lowered, lower};
use super::numbers::Numbers;
use super::raise::{Known, raise};
use super::view::{View, derived};
use super::xml::{EditError, Fragment, LineEnd, Style, Tree, XmlError, write_document};
use super::{Opened, Places, WriteError, Written, published, tbxml};
use crate::diagnostic::Notice;
use crate::model::{Document, Origin, Topology, VendorFormat};
use crate::vendor::namespace::{SIMPLE_URL, TOPOLOGY, TOPOLOGY_BUILDER, WRITABLE_TOPOLOGY};

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
pub(super) fn write(document: &Document, format: VendorFormat) -> Result<Written, WriteError> {
    let topology = &document.topology;
    let Some(origin) = &document.origin else {
        let bytes = write_new(topology, format, None)?;
        return Ok(Written { bytes, left_out: left_out(topology, None, &Known::default(), format) });
    };
    let source = Source::of(origin)?;
    let mut left_out = left_out(topology, Some(&source.topology), &source.known, format);
    let (edited, notices) = edit(topology, &source, format)?;
    left_out.extend(notices);
    if origin.format == format {
        return Ok(Written { bytes: edited.to_bytes(), left_out });
    }
    left_out.extend(unknown_services(&source.tree, &source.view));
    Ok(Written { bytes: write_new(topology, format, Some((&source, &edited)))?, left_out })
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
    match format {
        VendorFormat::TopologyBuilder => tbxml::view(tree),
        VendorFormat::Published => published::view(tree),
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

/// The file it came from with the changes made in it; `target` is the format it is wanted for.
fn edit<'t>(
    topology: &Topology,
    source: &Source<'t>,
    target: VendorFormat,
) -> Result<(Tree<'t>, Vec<Notice>), EditError> {
    let before = lower(&source.topology, &source.known, source.view.format);
    let after = lower(topology, &source.known, target);
    let numbers = Numbers::assign(&after, &source.view);
    let mut tree = source.tree.clone();
    let notices = apply(&mut tree, &source.view, before, after, &numbers, false, None)?;
    Ok((tree, notices))
}

/// A document that was never a file of this format; perhaps one of the other, which is given as it was and as edited.
fn write_new(
    topology: &Topology,
    format: VendorFormat,
    origin: Option<(&Source, &Tree)>,
) -> Result<Vec<u8>, WriteError> {
    let bytes = write_document(&skeleton(topology, format, origin), &style(format))?;
    let mut tree = Tree::parse(&bytes)?;
    let skeleton = view(&tree, format);
    let Some((source, edited)) = origin else {
        let after = lower(topology, &Known::default(), format);
        let numbers = Numbers::assign(&after, &skeleton);
        apply(&mut tree, &skeleton, Lowered::default(), after, &numbers, false, None)?;
        return Ok(tree.to_bytes());
    };
    let mut after = lower(topology, &source.known, format);
    sort_as_in(&source.view, &mut after);
    let numbers = Numbers::assign(&after, &source.view);
    let index = Index::of(&view(edited, source.view.format));
    let says_numbers = format == VendorFormat::TopologyBuilder;
    let carried = Carried { tree: edited, index: &index };
    apply(&mut tree, &skeleton, Lowered::default(), after, &numbers, says_numbers, Some(&carried))?;
    Ok(tree.to_bytes())
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

/// A document without any row.
fn skeleton(topology: &Topology, format: VendorFormat, origin: Option<(&Source, &Tree)>) -> Fragment {
    let written = origin.and_then(|(source, tree)| tree.attribute(source.view.holder, "Signature"));
    let written = written.filter(|signature| Uuid::try_parse(signature).is_ok_and(|signature| !signature.is_nil()));
    let domains = Fragment::new("InternalDomains").attribute("AllowAllDomains", "false").attribute("DefaultDomain", "");
    match format {
        VendorFormat::TopologyBuilder => {
            let signature = written.unwrap_or_else(|| Uuid::nil().to_string().into());
            let urls = Fragment::new("SimpleUrlConfiguration").attribute("UseBackendDatabase", "false");
            let topology = Fragment::new("PartialTopology")
                .attribute("IsPublished", "false")
                .attribute("Signature", signature)
                .attribute("xmlns", WRITABLE_TOPOLOGY)
                .child(domains.attribute("xmlns", TOPOLOGY))
                .child(urls.attribute("xmlns", SIMPLE_URL))
                .children(["CentralSites", "Services"].map(Fragment::new));
            Fragment::new("TopologyBuilder")
                .attribute("IsFreeFromChanges", "true")
                .attribute("FileName", "")
                .attribute("xmlns", TOPOLOGY_BUILDER)
                .child(Fragment::new("NewTopology").child(topology))
        }
        VendorFormat::Published => {
            let domain = &topology.deployment().default_sip_domain;
            let new = || derived(&format!("signature/{}", domain.key())).to_string().into();
            Fragment::new("Topology")
                .attribute("xmlns", TOPOLOGY)
                .attribute("Signature", written.unwrap_or_else(new))
                .child(domains)
                .children(["Sites", "Clusters", "SqlInstances", "Services"].map(Fragment::new))
        }
    }
}

/// How the product saves its files.
fn style(format: VendorFormat) -> Style {
    let is_tbxml = format == VendorFormat::TopologyBuilder;
    Style { has_mark: is_tbxml, has_declaration: is_tbxml, line_end: LineEnd::CrLf, ..Style::default() }
}
