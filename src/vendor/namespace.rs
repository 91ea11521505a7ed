//! The XML namespaces of both topology documents. The years never vary with the product. Source: `SAMPLE:tbxml`,
//! `SAMPLE:topologyxml`.

/// The root of a Topology Builder file, and `NewTopology`.
pub const TOPOLOGY_BUILDER: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.TopologyBuilder.2008";
/// The rest of a Topology Builder file.
pub const WRITABLE_TOPOLOGY: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.WritableTopology.2008";
/// All of a published topology; in a Topology Builder file domains, names, descriptions, locations and interfaces.
pub const TOPOLOGY: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008";
/// Ports and extension elements.
pub const SERVICE_ROLES: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.ServiceRoles.2008";
/// `WebComponents` and their components.
pub const WEB_SERVICES: &str = "urn:schema:Microsoft.Rtc.Management.Deploy.WebServices.2011";
/// `UpaSeparator`.
pub const BASE_TYPES: &str = "urn:schema:Microsoft.Rtc.Management.BaseTypes.2008";
/// `SimpleUrlConfiguration`, only in a Topology Builder file.
pub const SIMPLE_URL: &str = "urn:schema:Microsoft.Rtc.Management.Settings.SimpleUrl.2008";
/// Service assignments inside an exported configuration.
pub const SERVICE_ASSIGNMENT: &str = "urn:schema:Microsoft.Rtc.Management.Settings.ServiceAssignment.2008";
/// The envelope of every item of an exported configuration.
pub const SCOPE_FRAMEWORK: &str = "urn:schema:Microsoft.Rtc.Management.ScopeFramework.2008";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::samples;

    #[test]
    fn the_samples_declare_no_other_namespace() {
        let known =
            [TOPOLOGY_BUILDER, WRITABLE_TOPOLOGY, TOPOLOGY, SERVICE_ROLES, WEB_SERVICES, BASE_TYPES, SIMPLE_URL];
        for (file, text) in samples::texts() {
            for declared in text.split("xmlns=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(known.contains(&declared), "{declared} in {file}");
            }
        }
    }
}
