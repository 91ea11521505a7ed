//! What the tests of the families share.

use crate::checks::{Cx, check};
use crate::sketch;

/// What the rules of a family find in a sketch, a line each: the code, the place, the message, and the repairs.
pub(super) fn findings(family: &str, text: &str) -> String {
    let document = sketch::read(text).unwrap().document;
    let topology = Cx::new(&document).topology();
    let lines = check(&document).into_iter().filter(|found| found.code.family() == family).map(|found| {
        let field = found.place.field.map(|field| format!(" {}", field.path())).unwrap_or_default();
        let fixes: String = found.fixes.iter().map(|fix| format!(" [{}]", fix.title)).collect();
        format!("{} {}{field}: {}{fixes}", found.code, topology.name(found.place.entity), found.message)
    });
    lines.collect::<Vec<_>>().join("\n")
}
