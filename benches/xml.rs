//! Reading a vendor document of 24 MB: what the tree costs over `quick-xml`'s bare event loop.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::LazyLock;

use divan::{Bencher, counter::BytesCount};
use linchpin::format::xml::{NodeId, Tree};
use quick_xml::Reader;
use quick_xml::events::Event;

fn main() {
    divan::main();
}

/// A deployment of thousands of pools in the shape Topology Builder saves.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    const TOPOLOGY: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008";
    const ROLES: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.ServiceRoles.2008";
    let mut xml =
        String::from("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<PartialTopology>\r\n  <Clusters>\r\n");
    for pool in 0..9000 {
        let id = format!("01743022-c22c-4816-abca-{pool:012x}");
        let _ = write!(
            xml,
            "    <Cluster IsSingleMachineOnly=\"false\" UniqueId=\"{id}\" RequiresReplication=\"true\" RequiresSetup=\"true\" Fqdn=\"pool{pool}.contoso.com\">\r\n      <Machines>\r\n"
        );
        for machine in 0..4 {
            let _ = write!(
                xml,
                "        <Machine Fqdn=\"fe{machine}-{pool}.contoso.com\" FaultDomain=\"FaultDomain{machine}\" UpgradeDomain=\"UpgradeDomain{machine}\">\r\n          <NetInterface InterfaceSide=\"Primary\" InterfaceNumber=\"1\" IPAddress=\"0.0.0.0\" xmlns=\"{TOPOLOGY}\" />\r\n        </Machine>\r\n"
            );
        }
        let _ = write!(
            xml,
            "      </Machines>\r\n      <SqlInstances />\r\n    </Cluster>\r\n    <Service UniqueId=\"{id}\" RoleName=\"Registrar\" RoleVersion=\"2\" InstalledOn=\"{id}\" ServiceVersion=\"7\" Type=\"Microsoft.Rtc.Management.Deploy.Internal.ServiceRoles.RegistrarService\">\r\n      <DependsOn>\r\n        <Dependency ServiceUniqueId=\"{id}\" Usage=\"Default\" />\r\n      </DependsOn>\r\n      <Ports xmlns=\"{ROLES}\">\r\n"
        );
        for port in 5060..5064 {
            let _ = write!(
                xml,
                "        <Port Owner=\"urn:component:Registrar\" Usage=\"SipServer\" InterfaceSide=\"Primary\" InterfaceNumber=\"1\" Port=\"{port}\" Protocol=\"Mtls\" UrlPath=\"\" AuthorizesRequests=\"false\" ConfiguredPort=\"0\" />\r\n"
            );
        }
        let _ = write!(
            xml,
            "      </Ports>\r\n      <RegistrarService IsDirector=\"false\" xmlns=\"{ROLES}\" />\r\n    </Service>\r\n"
        );
    }
    xml + "  </Clusters>\r\n</PartialTopology>"
});

#[divan::bench]
fn bare_event_loop(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(DOCUMENT.as_str())).bench(|| {
        let mut reader = Reader::from_str(&DOCUMENT);
        let mut n_elements = 0;
        loop {
            match reader.read_event().expect("the document is well-formed") {
                Event::Start(_) | Event::Empty(_) => n_elements += 1,
                Event::Eof => return n_elements,
                event => drop(black_box(event)),
            }
        }
    });
}

#[divan::bench]
fn parse(bencher: Bencher) {
    bencher
        .counter(BytesCount::of_str(DOCUMENT.as_str()))
        .bench(|| Tree::parse(DOCUMENT.as_bytes()).expect("the document is well-formed"));
}

#[divan::bench]
fn look_up_two_attributes_of_every_element(bencher: Bencher) {
    let tree = Tree::parse(DOCUMENT.as_bytes()).expect("the document is well-formed");
    bencher.bench(|| {
        let mut n_found = 0;
        let mut open: Vec<NodeId> = vec![tree.root()];
        while let Some(node) = open.pop() {
            n_found += usize::from(tree.attribute(node, "Fqdn").is_some());
            n_found += usize::from(tree.attribute(node, "Port").is_some());
            open.extend(tree.children(node));
        }
        n_found
    });
}

#[divan::bench]
fn write(bencher: Bencher) {
    let tree = Tree::parse(DOCUMENT.as_bytes()).expect("the document is well-formed");
    bencher.counter(BytesCount::of_str(DOCUMENT.as_str())).bench(|| tree.to_bytes());
}
