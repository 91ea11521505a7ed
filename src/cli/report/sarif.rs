//! SARIF 2.1.0: one run over all documents, every rule declared, places by name and, in XML, by line and column. The
//! structures are those of `serde-sarif`, made from the standard's schema.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use serde_sarif::sarif::{
    Artifact, ArtifactLocation, Location, LogicalLocation, Message, MultiformatMessageString, PhysicalLocation,
    PropertyBag, Region, ReportingConfiguration, ReportingDescriptor, Result as Found, ResultLevel, SCHEMA_URL,
    Suppression, Tool, ToolComponent,
};

use super::Checked;
use crate::checks::{House, HouseRule, Rule, Waived, catalogue};
use crate::cli::Failure;
use crate::cli::console::Console;
use crate::cli::json::print as print_json;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{AnyId, Waiver};
use crate::text::{Code, Message as Said};
use crate::vendor::Product;

/// One log, in one line.
pub(super) fn print(all: &[Checked], console: &mut Console) -> Result<(), Failure> {
    print_json(console, &log(all))
}

/// A log of one run.
#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    artifacts: Vec<Artifact>,
    column_kind: &'static str,
    results: Results<'a>,
    tool: Tool,
}

/// The results, made while they are written: all of them would take as much room as the deployment.
struct Results<'a> {
    all: &'a [Checked],
    indices: BTreeMap<Code, i64>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all.iter().flat_map(|checked| results(checked, &self.indices)))
    }
}

fn log(all: &[Checked]) -> Log<'_> {
    let rules: Vec<&Rule> = catalogue().collect();
    let mut of_house: Vec<&HouseRule> =
        all.iter().filter_map(|checked| checked.house.as_ref()).flat_map(House::rules).collect();
    of_house.sort_by_key(|rule| rule.code);
    of_house.dedup_by_key(|rule| rule.code);
    let codes = rules.iter().map(|rule| rule.code).chain(of_house.iter().map(|rule| rule.code));
    let indices: BTreeMap<Code, i64> = codes.zip(0..).collect();
    let declared = rules.into_iter().map(descriptor).chain(of_house.into_iter().map(house_descriptor));
    let driver = ToolComponent::builder()
        .name("linchpin")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(declared.collect::<Vec<_>>())
        .build();
    let run = Run {
        artifacts: all.iter().map(artifact).collect(),
        column_kind: "unicodeCodePoints",
        results: Results { all, indices },
        tool: Tool::builder().driver(driver).build(),
    };
    Log { schema: SCHEMA_URL, runs: [run], version: "2.1.0" }
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let docs = rule.sections();
    let sources: Vec<String> = docs.sources.iter().map(|source| source.slug.clone()).collect();
    let products: Vec<&str> = rule.products.iter().map(Product::token).collect();
    let properties = BTreeMap::from([
        ("products".to_owned(), json!(products)),
        ("sources".to_owned(), json!(sources)),
        ("inferred".to_owned(), json!(rule.inferred().is_some())),
    ]);
    ReportingDescriptor::builder()
        .id(rule.code.to_string())
        .name(rule.name)
        .short_description(multiformat(docs.summary))
        .full_description(multiformat(docs.why))
        .default_configuration(ReportingConfiguration::builder().level(json!(level(rule.severity))).build())
        .properties(PropertyBag::builder().tags(vec![rule.code.family()]).additional_properties(properties).build())
        .build()
}

fn house_descriptor(rule: &HouseRule) -> ReportingDescriptor {
    ReportingDescriptor::builder()
        .id(rule.code.to_string())
        .short_description(multiformat(rule.says.clone()))
        .full_description(multiformat(rule.help.clone()))
        .default_configuration(ReportingConfiguration::builder().level(json!(level(rule.severity))).build())
        .build()
}

fn multiformat(text: String) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

fn artifact(checked: &Checked) -> Artifact {
    Artifact::builder().location(file(checked)).build()
}

fn file(checked: &Checked) -> ArtifactLocation {
    ArtifactLocation::builder().uri(uri(&checked.input.name)).build()
}

fn results<'a>(checked: &'a Checked, indices: &'a BTreeMap<Code, i64>) -> impl Iterator<Item = Found> + 'a {
    let review = &checked.review;
    let is_compared = !review.known.is_empty();
    let new = review.findings.iter().map(move |found| (found, None, is_compared.then_some("new")));
    let known = review.known.iter().map(|found| (found, None, Some("unchanged")));
    let waived = review.waived.iter().map(|Waived { finding, waiver }| (finding, Some(waiver), None));
    new.chain(known).chain(waived).map(|(found, waiver, state)| result(found, waiver, state, checked, indices))
}

fn result(
    found: &Diagnostic,
    waiver: Option<&Waiver>,
    state: Option<&str>,
    checked: &Checked,
    indices: &BTreeMap<Code, i64>,
) -> Found {
    let sentences = [Some(&found.message), found.help.as_ref()];
    let text: Vec<String> = sentences.into_iter().flatten().map(ToString::to_string).collect();
    let field = found.place.field.map(|field| format!(" {}", field.path())).unwrap_or_default();
    let fingerprint = format!("{} {}{field}", found.code, checked.entity(found.place.entity));
    let related = found.related.iter().map(|other| location(other.entity, Some(&other.message), checked));
    let mut result = Found::builder()
        .rule_id(found.code.to_string())
        .message(message(&text.join(" ")))
        .locations(vec![location(found.place.entity, None, checked)])
        .related_locations(related.collect::<Vec<_>>())
        .partial_fingerprints(BTreeMap::from([("linchpin/v1".to_owned(), fingerprint)]))
        .build();
    result.level = Some(match found.severity {
        Severity::Info => ResultLevel::Note,
        Severity::Warning => ResultLevel::Warning,
        Severity::Error => ResultLevel::Error,
    });
    result.rule_index = indices.get(&found.code).copied();
    result.baseline_state = state.map(Value::from);
    result.suppressions = waiver.map(|waiver| {
        let suppression = Suppression::builder().kind(json!("inSource")).justification(&*waiver.reason);
        vec![suppression.status(json!("accepted")).build()]
    });
    result
}

fn location(row: AnyId, said: Option<&Said>, checked: &Checked) -> Location {
    let name = LogicalLocation::builder()
        .name(checked.name(row))
        .fully_qualified_name(checked.entity(row))
        .kind(checked.input.document.topology.kind(row))
        .build();
    let mut physical = PhysicalLocation::builder().artifact_location(file(checked)).build();
    physical.region = checked
        .input
        .places
        .of(row)
        .map(|at| Region::builder().start_line(i64::from(at.line)).start_column(i64::from(at.column)).build());
    let mut location = Location::builder().physical_location(physical).logical_locations(vec![name]).build();
    location.message = said.map(|said| message(&said.to_string()));
    location
}

fn message(text: &str) -> Message {
    Message::builder().text(text).build()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A path as a relative reference of RFC 3986; one with a drive letter or a root as a `file:` URI.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    let mut uri = String::from(if is_drive {
        "file:///"
    } else if path.starts_with('/') {
        "file://"
    } else {
        ""
    });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            b':' if is_drive => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_sarif::sarif::Sarif;

    use super::*;
    use crate::checks::{Cx, review};
    use crate::cli::document::Input;
    use crate::format::{Format, Opened, read, write};
    use crate::model::Waivers;
    use crate::work::Cancel;

    fn checked(file: &str, bytes: Vec<u8>) -> Checked {
        let Opened { document, format, places, .. } = read(bytes).unwrap();
        let review = review(&Cx::new(&document), &Cancel::default()).unwrap();
        let input = Input { name: file.to_owned(), document, format, places };
        Checked { input, house: None, product: Product::S15, asked: Vec::new(), review }
    }

    #[test]
    fn every_result_names_a_declared_rule_and_a_place() {
        let sketch = "site EMEA\n  front-end lon-fe\n    computers 1\nwaive HA006 lon-fe \"a laboratory\"\n";
        let mut document = crate::sketch::read(sketch).unwrap().document;
        document.waivers = Waivers::default();
        let tbxml = write(&document, Format::TopologyBuilder).unwrap().bytes;
        let all = [checked("a.sketch", sketch.into()), checked("a.tbxml", tbxml)];
        let log: Sarif = serde_json::from_value(serde_json::to_value(log(&all)).unwrap()).unwrap();
        let run = &log.runs[0];
        let rules = run.tool.driver.rules.as_ref().unwrap();
        let results = run.results.as_ref().unwrap();
        assert_eq!(rules.len(), catalogue().count());
        for result in results {
            let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
            assert_eq!(Some(&rule.id), result.rule_id.as_ref());
            let location = &result.locations.as_ref().unwrap()[0];
            let name = location.logical_locations.as_ref().unwrap()[0].fully_qualified_name.as_ref().unwrap();
            let physical = location.physical_location.as_ref().unwrap();
            let file = physical.artifact_location.as_ref().unwrap().uri.as_deref();
            assert!(!name.is_empty());
            let has_line =
                physical.region.as_ref().is_some_and(|region| region.start_line.is_some_and(|line| line > 1));
            let is_in_file = ["front-end-pool", "site"].iter().any(|kind| name.starts_with(kind));
            assert_eq!(has_line, file == Some("a.tbxml") && is_in_file, "{name} in {file:?}");
        }
        let waived: Vec<_> = results.iter().filter(|result| result.suppressions.is_some()).collect();
        let reasons: Vec<_> =
            waived.iter().map(|it| it.suppressions.as_ref().unwrap()[0].justification.clone()).collect();
        assert_eq!(reasons, [Some("a laboratory".to_owned())]);
        assert_eq!(waived[0].rule_id.as_deref(), Some("HA006"));
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("sites/london (old).tbxml"), "sites/london%20%28old%29.tbxml");
        assert_eq!(uri("/srv/ä.xml"), "file:///srv/%C3%A4.xml");
        assert_eq!(uri(r"C:\Lync\a.tbxml"), "file:///C:/Lync/a.tbxml");
    }
}
