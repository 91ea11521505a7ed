//! What the vendor's documentation says, about no deployment in particular: tables and look-ups only.
//! Every row cites its source: `L:` a Lync Server 2013 page, `S:` a Skype for Business Server page, `TB:` a page of the
//! Topology Builder help, `PS:` a cmdlet page. *Inferred* marks what the documents do not say.

mod product;

pub use product::{Product, Products};
