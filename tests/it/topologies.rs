//! The designs in `topologies/`: the good ones are good, and each fault of the others is found where it is marked.

use std::collections::BTreeSet;
use std::fs;

use linchpin::checks::check;
use linchpin::diagnostic::{Diagnostic, Severity};
use linchpin::edit::compare;
use linchpin::sketch::{Sketch, read, write};

use crate::source::root;

/// Every sketch with its name.
fn designs() -> Vec<(String, Sketch)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("topologies")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "sketch") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let sketch = read(&fs::read_to_string(&path).unwrap());
            found.push((name, sketch.unwrap_or_else(|error| panic!("{}:{error}", path.display()))));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    assert!(!found.is_empty());
    found
}

/// What a person would have to do something about.
fn faults(sketch: &Sketch) -> Vec<Diagnostic> {
    check(&sketch.document).into_iter().filter(|finding| finding.severity > Severity::Info).collect()
}

#[test]
fn a_good_design_has_no_errors() {
    for (name, sketch) in designs().into_iter().filter(|(name, _)| !name.ends_with("-faulty")) {
        let errors: Vec<String> = faults(&sketch)
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| format!("{} {}", finding.code, finding.message))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert!(sketch.expected.is_empty(), "{name} marks faults");
    }
}

#[test]
fn a_faulty_design_has_the_faults_that_are_marked() {
    let mut n_marks = 0;
    for (name, sketch) in designs() {
        let faults = faults(&sketch);
        for mark in &sketch.expected {
            let is_it = |fault: &&Diagnostic| fault.code == mark.code && mark.entities.contains(&fault.place.entity);
            assert!(faults.iter().any(|fault| is_it(&fault)), "{name}.sketch:{} {} is not found", mark.line, mark.code);
        }
        n_marks += sketch.expected.len();
    }
    assert!(n_marks > 30, "only {n_marks} marks");
}

#[test]
fn a_faulty_design_has_no_error_that_is_not_marked() {
    for (name, sketch) in designs().into_iter().filter(|(name, _)| name.ends_with("-faulty")) {
        let marked = |finding: &Diagnostic| {
            sketch
                .expected
                .iter()
                .any(|mark| mark.code == finding.code && mark.entities.contains(&finding.place.entity))
        };
        let others: BTreeSet<String> = faults(&sketch)
            .iter()
            .filter(|finding| finding.severity == Severity::Error && !marked(finding))
            .map(|finding| format!("{} {}", finding.code, finding.message))
            .collect();
        assert!(others.is_empty(), "{name}: {others:#?}");
    }
}

#[test]
fn a_design_is_written_and_read_without_a_change() {
    for (name, sketch) in designs() {
        let text = write(&sketch.document);
        let again = read(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        let changes = compare(&sketch.document.topology, &again.document.topology).changes;
        assert!(changes.is_empty(), "{name}: {changes:#?}");
    }
}
