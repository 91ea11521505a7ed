//! A document that was never a file of its format, written from end to end.

use std::collections::HashMap;

use uuid::Uuid;

use super::element::{Elements, declaration, settings};
use super::index::Index;
use super::lowered::{Cluster, Keyed, Lowered, Service, SiteKind, SiteRecord};
use super::shape::{Content, Declaration, Shape};
use super::xml::{Fragment, NodeId, Tree};
use crate::model::VendorFormat;
use crate::vendor::namespace::{TOPOLOGY, TOPOLOGY_BUILDER, WRITABLE_TOPOLOGY};

/// A document of the other format, whose ports and extensions a new one takes over: both formats spell them alike.
pub(super) struct Carried<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) index: Index,
}

/// The root of the document. `elements` are those of `lowered`.
pub(super) fn compose<'a>(
    lowered: &'a Lowered,
    elements: &Elements<'a>,
    signature: String,
    carried: Option<&'a Carried<'a>>,
) -> Fragment<'a> {
    let composer = Composer { lowered, elements, declaration: declaration(elements.format), carried };
    match elements.format {
        VendorFormat::TopologyBuilder => composer.topology_builder(signature),
        VendorFormat::Published => composer.published(signature),
    }
}

struct Composer<'c, 'a> {
    lowered: &'a Lowered,
    elements: &'c Elements<'a>,
    declaration: Declaration,
    carried: Option<&'a Carried<'a>>,
}

impl<'a> Composer<'_, 'a> {
    fn topology_builder(&self, signature: String) -> Fragment<'a> {
        let own = WRITABLE_TOPOLOGY;
        let settings = settings(self.lowered, self.elements.format);
        let topology = Fragment::new("PartialTopology")
            .attribute("IsPublished", "false")
            .attribute("Signature", signature)
            .attribute("xmlns", own)
            .children(settings.map(|shape| shape.fragment(Some(own), self.declaration)))
            .child(Shape::new("CentralSites", own).children(self.nested_sites()).fragment(Some(own), self.declaration))
            .child(self.services(own));
        Fragment::new("TopologyBuilder")
            .attribute("IsFreeFromChanges", "true")
            .attribute("FileName", "")
            .attribute("xmlns", TOPOLOGY_BUILDER)
            .child(Fragment::new("NewTopology").child(topology))
    }

    fn published(&self, signature: String) -> Fragment<'a> {
        let (own, elements, lowered) = (TOPOLOGY, self.elements, self.lowered);
        let lists = [
            Shape::new("Sites", own).children(lowered.sites.iter().map(|site| elements.site(site))),
            Shape::new("Clusters", own).children(lowered.clusters.iter().map(|row| elements.cluster(row))),
            Shape::new("SqlInstances", own)
                .children(lowered.sql_instances.iter().map(|row| elements.sql_instance(row))),
        ];
        let all = settings(lowered, elements.format).chain(lists);
        Fragment::new("Topology")
            .attribute("xmlns", own)
            .attribute("Signature", signature)
            .children(all.map(|shape| shape.fragment(Some(own), self.declaration)))
            .child(self.services(own))
    }

    /// The central sites with what stands in them, each with its branch sites.
    fn nested_sites(&self) -> Vec<Shape<'a>> {
        let mut clusters: HashMap<Uuid, Vec<&'a Cluster>> = HashMap::new();
        for cluster in &self.lowered.clusters {
            clusters.entry(cluster.site).or_default().push(cluster);
        }
        let filled = |site: &'a SiteRecord| {
            let mut shape = self.elements.site(site);
            let own = clusters.get(&site.key).into_iter().flatten();
            shape.fill("Clusters", own.map(|cluster| self.elements.cluster(cluster)));
            shape
        };
        let mut branches: HashMap<Uuid, Vec<Shape<'a>>> = HashMap::new();
        for site in &self.lowered.sites {
            if let SiteKind::Branch(Some(parent)) = site.kind {
                branches.entry(parent).or_default().push(filled(site));
            }
        }
        let central = self.lowered.sites.iter().filter(|site| site.kind == SiteKind::Central);
        central
            .map(|site| {
                let mut shape = filled(site);
                shape.fill("RemoteSites", branches.remove(&site.key).into_iter().flatten());
                shape
            })
            .collect()
    }

    fn services(&self, own: &'static str) -> Fragment<'a> {
        Fragment::new("Services").children(self.lowered.services.iter().map(|service| self.service(own, service)))
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
