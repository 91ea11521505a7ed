//! What the things of a picture are called where they are spoken of: by a screen reader, in a tip, in an exported file.

use crate::diagram::picture::{Frame, FrameKind, Node, NodeShape};
use crate::message;
use crate::model::{AnyId, GatewayKind, Topology};
use crate::text::Message;

/// What a row of a topology is, as it reads under its name.
pub fn kind(topology: &Topology, id: AnyId) -> Message {
    match id {
        AnyId::Deployment(_) => message!("Deployment"),
        AnyId::DataCentre(_) => message!("Data centre"),
        AnyId::Link(_) => message!("Link between data centres"),
        AnyId::Site(_) => message!("Central site"),
        AnyId::BranchSite(_) => message!("Branch site"),
        AnyId::Pool(id) => {
            topology.pools.get(id).map_or(message!(""), |pool| Message::verbatim(pool.role.kind().facts().title))
        }
        AnyId::Computer(_) => message!("Server"),
        AnyId::SqlInstance(_) => message!("SQL Server instance"),
        AnyId::FileStore(_) => message!("File store"),
        AnyId::Gateway(id) => match topology.gateways.get(id).map(|gateway| gateway.kind) {
            Some(GatewayKind::Video) => message!("Video gateway"),
            _ => message!("PSTN gateway"),
        },
        AnyId::Trunk(_) => message!("Trunk"),
        AnyId::WebAppsServer(_) => message!("Office Web Apps server"),
        AnyId::NetworkService(id) => {
            topology.network_services.get(id).map_or(message!(""), |row| Message::verbatim(row.kind.title()))
        }
    }
}

/// "Server fe1.contoso.com": what a row is, and its name.
pub fn spoken_name(topology: &Topology, id: AnyId) -> Message {
    message!("{kind} {name}", kind = kind(topology, id), name = topology.name(id))
}

impl Frame {
    /// "Central site EMEA".
    pub fn spoken(&self) -> Message {
        match self.kind {
            FrameKind::Site => message!("Central site {name}", name = self.title.as_str()),
            FrameKind::DataCentre(_) => message!("Data centre {name}", name = self.title.as_str()),
            FrameKind::BranchSite => message!("Branch site {name}", name = self.title.as_str()),
        }
    }
}

impl Node {
    /// "Edge pool edge.contoso.com".
    pub fn spoken(&self, topology: &Topology) -> Message {
        message!("{kind} {name}", kind = self.kind(topology), name = self.title.as_str())
    }

    /// What it is, by its part in the picture: an SQL instance that only watches is a witness.
    pub fn kind(&self, topology: &Topology) -> Message {
        match self.shape {
            NodeShape::Pool(_) | NodeShape::NetworkService => kind(topology, self.entity),
            NodeShape::Gateway(_) => message!("Gateway"),
            NodeShape::WebApps => message!("Office Web Apps Server"),
            NodeShape::Database => message!("SQL Server store"),
            NodeShape::Witness => message!("Witness"),
            NodeShape::Share => message!("File store"),
        }
    }
}
