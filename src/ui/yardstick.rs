use std::path::PathBuf;
use std::sync::Arc;

use crate::checks::{Cx, HouseRule};
use crate::model::{Document, Topology};
use crate::session::house;
use crate::text::Code;
use crate::ui::documents::name_of;

/// What the document is checked against, beside the vendor's rules. It belongs to the window and is never undone.
#[derive(Debug, Clone, Default)]
pub struct Yardstick {
    /// What is published today, while the document is compared with it.
    pub published: Option<Arc<Published>>,
    /// The rules of the house, and where they stand.
    pub house: Option<Arc<house::Found>>,
}

impl Yardstick {
    /// What the rules look at when a document is checked against it.
    pub(super) fn look<'a>(&'a self, document: &'a Document, today: &str) -> Cx<'a> {
        let mut cx = Cx::new(document).on(today);
        if let Some(published) = &self.published {
            cx = cx.compared_with(&published.topology);
        }
        match &self.house {
            Some(found) => cx.in_house(&found.house),
            None => cx,
        }
    }

    /// The rule of the house of that code.
    pub fn house_rule(&self, code: Code) -> Option<&HouseRule> {
        self.house.as_ref()?.house.find(code)
    }
}

/// A deployment as it is published.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// Where it was read.
    pub path: PathBuf,
    /// What is deployed.
    pub topology: Topology,
}

impl Published {
    /// What the file is called.
    pub fn name(&self) -> String {
        name_of(&self.path)
    }
}
