use crate::checks::{Cx, Findings};
use crate::diagnostic::Severity;
use crate::format::Format;
use crate::text::Code;
use crate::vendor::Products;

/// A rule: what it is called, what it says about itself, and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// Its name for all time.
    pub code: Code,
    /// The fault as words with hyphens, so that it reads after "allow": `mirror-without-witness`.
    pub name: &'static str,
    /// How much its findings weigh.
    pub severity: Severity,
    /// The products it holds for.
    pub products: Products,
    /// The version of Linchpin it came with.
    pub since: &'static str,
    /// Its doc comment, as it stands in its file.
    pub docs: &'static str,
    /// Its file.
    pub file: &'static str,
    /// When it has something to look at.
    pub when: When,
    /// Reports what it finds.
    pub(super) check: fn(&Cx<'_>, &mut Findings<'_>),
}

/// When a rule has something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In every check.
    Always,
    /// Where what is published today is at hand, to be compared with.
    Compared,
    /// When the deployment is about to be published: compared with what is published, or exported.
    Publishing,
    /// In every check, after all other rules, for it looks at what they found.
    Last,
}

impl When {
    /// What it takes for the rule to be asked, where that is more than a document.
    pub const fn condition(self) -> Option<&'static str> {
        match self {
            Self::Always | Self::Last => None,
            Self::Compared => Some("asked when the deployment is compared with what is published"),
            Self::Publishing => Some("asked when the deployment is about to be published or exported"),
        }
    }
}

/// Declares the rule of a file: its documentation in the agreed sections, then its properties. The file's `check` does
/// the looking.
macro_rules! rule {
    (
        $(#[doc = $docs:literal])+
        code: $code:literal, name: $name:literal, severity: $severity:ident, products: $products:tt, since: $since:literal
        $(, when: $when:ident)? $(,)?
    ) => {
        $(#[doc = $docs])+
        pub(in crate::checks) static RULE: $crate::checks::Rule = $crate::checks::Rule {
            code: $crate::text::Code::literal($code),
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            products: $crate::checks::rule::products!($products),
            since: $since,
            docs: concat!($($docs, "\n"),+),
            file: file!(),
            when: $crate::checks::rule::when!($($when)?),
            check,
        };
    };
}
pub(super) use rule;

macro_rules! when {
    () => {
        $crate::checks::When::Always
    };
    ($when:ident) => {
        $crate::checks::When::$when
    };
}
pub(super) use when;

macro_rules! products {
    ([ALL]) => { $crate::vendor::Products::ALL };
    ([$($product:ident),+]) => { $crate::vendor::Products::of(&[$($crate::vendor::Product::$product),+]) };
}
pub(super) use products;

/// The sections of a rule's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docs {
    /// The fault in one sentence.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// A deployment that has the fault; its line is marked `#! CODE`.
    pub example: Example,
    /// The same without the fault.
    pub instead: Example,
    /// Where the vendor says so.
    pub sources: Vec<Source>,
    /// Anything else, such as how the fix decides.
    pub notes: String,
}

/// A deployment in the sketch notation, and what the person who checks it has said beside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// What is published today: the block that begins with "```sketch published".
    pub published: Option<String>,
    /// The deployment.
    pub sketch: String,
    /// What it is about to be written as: "```sketch to xml".
    pub export_to: Option<Format>,
    /// The day: "```sketch on 2027-02-01".
    pub today: String,
}

/// A page of the vendor's documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `L:back-end-server-high-availability`; empty where there is none.
    pub slug: String,
    /// What part of the rule the documents do not say.
    pub inferred: Option<String>,
}

impl Rule {
    /// The documentation, taken apart.
    pub fn sections(&self) -> Docs {
        let docs = Self::unindented(self.docs);
        let mut sections = docs.split("\n## ");
        let summary = sections.next().unwrap_or_default().trim().to_owned();
        let mut parsed = Docs {
            summary,
            why: String::new(),
            example: Example::default(),
            instead: Example::default(),
            sources: Vec::new(),
            notes: String::new(),
        };
        for section in sections {
            let (title, body) = section.split_once('\n').unwrap_or((section, ""));
            match title.trim() {
                "Why it matters" => parsed.why = body.trim().to_owned(),
                "Example" => parsed.example = Example::parse(body),
                "Use instead" => parsed.instead = Example::parse(body),
                "Source" => parsed.sources = body.lines().filter_map(Source::parse).collect(),
                _ => parsed.notes = body.trim().to_owned(),
            }
        }
        parsed
    }

    /// What part of the rule is concluded by us rather than stated by the vendor; none where there is none.
    pub fn inferred(&self) -> Option<String> {
        let parts: Vec<String> = self.sections().sources.into_iter().filter_map(|source| source.inferred).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// A doc comment keeps the blank after `///` on each line.
    fn unindented(docs: &str) -> String {
        docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}

impl Example {
    fn parse(body: &str) -> Self {
        let mut example = Self::default();
        let mut lines = body.lines();
        while let Some(line) = lines.next() {
            let Some(said) = line.trim().strip_prefix("```sketch") else { continue };
            let mut words = said.split_whitespace();
            let mut is_published = false;
            while let Some(word) = words.next() {
                match word {
                    "published" => is_published = true,
                    "to" => example.export_to = words.next().and_then(Format::from_extension),
                    "on" => example.today = words.next().unwrap_or_default().to_owned(),
                    _ => {}
                }
            }
            let sketch: String =
                lines.by_ref().take_while(|line| line.trim() != "```").flat_map(|line| [line, "\n"]).collect();
            if is_published {
                example.published = Some(sketch);
            } else {
                example.sketch = sketch;
            }
        }
        example
    }
}

impl Source {
    /// One line: a slug in backquotes, behind it in brackets what is inferred: `` `L:sites`; uniqueness (inferred) ``.
    fn parse(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.is_empty() {
            return None;
        }
        let (slug, rest) = match line.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
            Some((slug, rest)) => (slug.to_owned(), rest.trim_start_matches([';', ':', ',', ' '])),
            None => (String::new(), line),
        };
        let inferred = rest.find("(inferred").map(|at| {
            let part = rest[..at].trim().trim_end_matches(';').trim();
            if part.is_empty() { "the rule as a whole".to_owned() } else { part.to_owned() }
        });
        Some(Self { slug, inferred })
    }
}
