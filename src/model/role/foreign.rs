use serde::{Deserialize, Serialize};

use super::{RoleFacts, walk};
use crate::vendor::Products;

pub(super) static FACTS: RoleFacts = RoleFacts {
    title: "Other server",
    plural: "Other servers",
    token: "other",
    kind: "other-pool",
    products: Products::ALL,
    in_branch_site: true,
    source: "",
};

/// A role that a document names and we can carry but not edit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Foreign {
    /// The role names of its services, as the document spells them.
    #[serde(default)]
    pub roles: Vec<String>,
}

walk! { Foreign { roles } }
