use serde::{Deserialize, Serialize};

use crate::model::walk::walk;
use crate::model::{DataCentre, Fqdn, Id, SiteRef, is_default};

/// An Office Web Apps Server or Office Online Server: shows presentations in meetings, is not installed by the product.
#[serde_with::apply(_ => #[serde(default, skip_serializing_if = "is_default")])]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WebAppsServer {
    /// Its name.
    #[serde_with(skip_apply)]
    pub fqdn: Fqdn,
    /// The site that shares it.
    #[serde_with(skip_apply)]
    pub site: SiteRef,
    /// The physical data centre it stands in. Ours.
    pub data_centre: Option<Id<DataCentre>>,
    /// Where it says what it can do: `https://<fqdn>/hosting/discovery/`.
    pub discovery_url: String,
    /// Whether it stands in the outer network.
    pub is_external: bool,
}

walk! { WebAppsServer { fqdn, site, data_centre, discovery_url, is_external } }
