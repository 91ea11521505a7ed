//! Deployments to begin with.

use crate::message;
use crate::model::Document;
use crate::sketch;
use crate::text::Message;

/// A deployment to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template(usize);

struct Content {
    sketch: &'static str,
    title: fn() -> Message,
    about: fn() -> Message,
}

static TEMPLATES: [Content; 6] = [
    Content {
        sketch: include_str!("../../topologies/standard-edition.sketch"),
        title: || message!("One server"),
        about: || message!("A Standard Edition server with everything a small company uses."),
    },
    Content {
        sketch: include_str!("../../topologies/standard-edition-pair.sketch"),
        title: || message!("Two small places"),
        about: || message!("Two Standard Edition servers, each the other's backup."),
    },
    Content {
        sketch: include_str!("../../topologies/enterprise-mirrored.sketch"),
        title: || message!("One data centre"),
        about: || message!("An Enterprise pool, mirrored databases with a witness, an Edge pool."),
    },
    Content {
        sketch: include_str!("../../topologies/two-data-centres.sketch"),
        title: || message!("Two data centres"),
        about: || message!("Enterprise pools paired over two data centres: users survive the loss of one."),
    },
    Content {
        sketch: include_str!("../../topologies/stretched-chat.sketch"),
        title: || message!("Stretched chat"),
        about: || message!("A Persistent Chat pool over two data centres, with log shipping."),
    },
    Content {
        sketch: include_str!("../../topologies/availability-group-2019.sketch"),
        title: || message!("Availability group"),
        about: || message!("A pool of 2019 on an availability group of two SQL servers."),
    },
];

impl Template {
    /// All of them, the smallest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TEMPLATES.len()).map(Self)
    }

    /// What it is called.
    pub fn title(self) -> Message {
        (TEMPLATES[self.0].title)()
    }

    /// What it is, in one sentence.
    pub fn about(self) -> Message {
        (TEMPLATES[self.0].about)()
    }

    /// The deployment itself.
    pub fn document(self) -> Document {
        let sketch = sketch::read(TEMPLATES[self.0].sketch);
        sketch.expect("the templates are part of the program, and a test reads them").document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_can_be_read_and_has_no_error() {
        for template in Template::all() {
            let found = crate::checks::check(&template.document());
            let errors: Vec<_> =
                found.iter().filter(|finding| finding.severity == crate::diagnostic::Severity::Error).collect();
            assert!(errors.is_empty(), "{:?}: {errors:#?}", template.title());
        }
    }
}
