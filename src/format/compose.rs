//! A document that was never a file of its format, written from end to end: an element is made, written and forgotten.

use std::collections::HashMap;

use uuid::Uuid;

use super::element::{Elements, declaration, settings};
use super::index::Index;
use super::lowered::{Cluster, Keyed, Lowered, Service, SiteKind, SiteRecord};
use super::shape::{Content, Declaration, Shape};
use super::xml::{EditError, Fragment, NodeId, Style, Tree, Writer};
use crate::model::VendorFormat;
use crate::vendor::namespace::{TOPOLOGY, TOPOLOGY_BUILDER, WRITABLE_TOPOLOGY};

/// A document of the other format, whose ports and extensions a new one takes over: both formats spell them alike.
pub(super) struct Carried<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) index: Index,
}

/// The document. `elements` are those of `lowered`.
pub(super) fn compose(
    lowered: &Lowered,
    elements: &Elements<'_>,
    signature: &str,
    carried: Option<&Carried<'_>>,
    style: Style,
) -> Result<Vec<u8>, EditError> {
    let (declaration, writer) = (declaration(elements.format), Writer::new(style));
    let mut composer = Composer { lowered, elements, declaration, carried, writer };
    match elements.format {
        VendorFormat::TopologyBuilder => composer.topology_builder(signature)?,
        VendorFormat::Published => composer.published(signature)?,
    }
    Ok(composer.writer.finish())
}

struct Composer<'a> {
    lowered: &'a Lowered,
    elements: &'a Elements<'a>,
    declaration: Declaration,
    carried: Option<&'a Carried<'a>>,
    writer: Writer,
}

impl<'a> Composer<'a> {
    fn topology_builder(&mut self, signature: &str) -> Result<(), EditError> {
        let own = WRITABLE_TOPOLOGY;
        let root = Fragment::new("TopologyBuilder").attribute("IsFreeFromChanges", "true").attribute("FileName", "");
        self.writer.open(&root.attribute("xmlns", TOPOLOGY_BUILDER))?;
        self.writer.open(&Fragment::new("NewTopology"))?;
        let holder = Fragment::new("PartialTopology")
            .attribute("IsPublished", "false")
            .attribute("Signature", signature)
            .attribute("xmlns", own);
        self.writer.open(&holder)?;
        self.settings(own)?;
        self.nested_sites(own)?;
        self.services(own)
    }

    fn published(&mut self, signature: &str) -> Result<(), EditError> {
        let (own, elements, lowered) = (TOPOLOGY, self.elements, self.lowered);
        self.writer.open(&Fragment::new("Topology").attribute("xmlns", own).attribute("Signature", signature))?;
        self.settings(own)?;
        self.list(own, "Sites", lowered.sites.iter().map(|site| elements.site(site)))?;
        self.list(own, "Clusters", lowered.clusters.iter().map(|row| elements.cluster(row)))?;
        self.list(own, "SqlInstances", lowered.sql_instances.iter().map(|row| elements.sql_instance(row)))?;
        self.services(own)
    }

    fn settings(&mut self, own: &'static str) -> Result<(), EditError> {
        settings(self.lowered, self.elements.format).try_for_each(|shape| self.put(shape, own))
    }

    fn put(&mut self, shape: Shape<'_>, inherited: &'static str) -> Result<(), EditError> {
        self.writer.element(&shape.fragment(Some(inherited), self.declaration))
    }

    fn list<'s>(
        &mut self,
        own: &'static str,
        name: &'static str,
        shapes: impl Iterator<Item = Shape<'s>>,
    ) -> Result<(), EditError> {
        let mut shapes = shapes.peekable();
        if shapes.peek().is_none() {
            return self.writer.element(&Fragment::new(name));
        }
        self.writer.open(&Fragment::new(name))?;
        for shape in shapes {
            self.put(shape, own)?;
        }
        self.writer.close();
        Ok(())
    }

    /// The central sites with what stands in them, each with its branch sites.
    fn nested_sites(&mut self, own: &'static str) -> Result<(), EditError> {
        let (elements, lowered) = (self.elements, self.lowered);
        let mut clusters: HashMap<Uuid, Vec<&'a Cluster>> = HashMap::new();
        for cluster in &lowered.clusters {
            clusters.entry(cluster.site).or_default().push(cluster);
        }
        let filled = |site: &'a SiteRecord| {
            let mut shape = elements.site(site);
            let here = clusters.get(&site.key).into_iter().flatten();
            shape.fill("Clusters", here.map(|cluster| elements.cluster(cluster)));
            shape
        };
        let mut branches: HashMap<Uuid, Vec<&'a SiteRecord>> = HashMap::new();
        for site in &lowered.sites {
            if let SiteKind::Branch(Some(parent)) = site.kind {
                branches.entry(parent).or_default().push(site);
            }
        }
        let central = lowered.sites.iter().filter(|site| site.kind == SiteKind::Central);
        let central = central.map(|site| {
            let mut shape = filled(site);
            let below = branches.get(&site.key).into_iter().flatten();
            shape.fill("RemoteSites", below.map(|branch| filled(branch)));
            shape
        });
        self.list(own, "CentralSites", central)
    }

    fn services(&mut self, own: &'static str) -> Result<(), EditError> {
        if self.lowered.services.is_empty() {
            return self.writer.element(&Fragment::new("Services"));
        }
        self.writer.open(&Fragment::new("Services"))?;
        for service in &self.lowered.services {
            let element = self.service(own, service);
            self.writer.element(&element)?;
        }
        self.writer.close();
        Ok(())
    }

    fn service(&self, own: &'static str, service: &'a Service) -> Fragment<'a> {
        let mut shape = self.elements.service(service);
        let original =
            self.carried.and_then(|carried| Some((carried.tree, *carried.index.services.get(&service.key())?)));
        let Some((from, original)) = original.filter(|(from, node)| is_without_prefix(from, *node)) else {
            return shape.fragment(Some(own), self.declaration);
        };
        let is_body = |name: &str| !matches!(name, "ServiceId" | "DependsOn" | "InstalledOn");
        if let Content::Children(children) = &mut shape.content {
            children.retain(|child| !is_body(child.name));
        }
        let bodies = from.children(original).filter(|&child| is_body(from.name(child)));
        shape.fragment(Some(own), self.declaration).children(bodies.map(|child| self.body(from, child)))
    }

    /// A part of a service as the other format has it, its namespaces declared where this format does.
    fn body(&self, from: &'a Tree<'a>, node: NodeId) -> Fragment<'a> {
        let mut fragment = Fragment::new(from.name(node));
        let declared = from.attribute(node, "xmlns");
        let own = from.attributes(node).filter(|own| own.name != "xmlns");
        match self.declaration {
            Declaration::First => {
                fragment = fragment.attribute_if("xmlns", declared);
                fragment = own.fold(fragment, |fragment, own| fragment.attribute(own.name, own.value));
            }
            Declaration::Last => {
                fragment = own.fold(fragment, |fragment, own| fragment.attribute(own.name, own.value));
                fragment = fragment.attribute_if("xmlns", declared);
            }
        }
        if from.children(node).next().is_some() {
            return fragment.children(from.children(node).map(|child| self.body(from, child)));
        }
        match from.text(node) {
            // The one empty element that Topology Builder writes with an end tag.
            text if !text.is_empty()
                || (from.name(node) == "UpaSeparator" && self.declaration == Declaration::Last) =>
            {
                fragment.text(text)
            }
            _ => fragment,
        }
    }
}

/// Whether a part of one document can stand in another as it is.
fn is_without_prefix(tree: &Tree, node: NodeId) -> bool {
    !tree.qualified_name(node).contains(':') && tree.children(node).all(|child| is_without_prefix(tree, child))
}
