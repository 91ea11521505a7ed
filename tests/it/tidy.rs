//! What formatter and compiler do not see.

use std::collections::BTreeSet;
use std::path::Path;

use crate::source::{code_lines, root, rust_files};

const VISIBILITIES: [&str; 4] = ["", "pub ", "pub(crate) ", "pub(super) "];
const FOLDERS: [&str; 2] = ["src", "tests"];

fn all_rust_files() -> impl Iterator<Item = (std::path::PathBuf, String)> {
    FOLDERS.into_iter().flat_map(rust_files)
}

#[test]
fn a_file_names_each_other_layer_in_one_line() {
    let mut twice = Vec::new();
    for (file, text) in rust_files("src") {
        let own = file.components().nth(1).unwrap().as_os_str().to_str().unwrap();
        let mut named = BTreeSet::new();
        for (n, line) in code_lines(&text) {
            let Some(path) = line.strip_prefix("use crate::") else { continue };
            let layer = path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            if layer != own && (layer.is_empty() || !named.insert(layer.to_owned())) {
                twice.push(format!("{}:{n}: {line}", file.display()));
            }
        }
    }
    assert!(twice.is_empty(), "a layer is named once, in one `use` line:\n{}", twice.join("\n"));
}

/// Code is the formatter's, and what stands in a macro may be a picture of something.
#[test]
fn no_comment_is_wider_than_120() {
    let mut long = Vec::new();
    for (file, text) in all_rust_files() {
        for (n, line) in (1..).zip(text.lines()) {
            if line.trim_start().starts_with("//") && line.chars().count() > 120 {
                long.push(format!("{}:{n}", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_file_is_named_after_having_no_subject() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];
    let found: Vec<_> =
        all_rust_files().filter(|(file, _)| vague.iter().any(|name| file.file_stem().unwrap() == *name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_source_file_is_part_of_the_program_or_of_the_tests() {
    let mut orphans = Vec::new();
    for (file, _) in all_rust_files() {
        if ["src/lib.rs", "src/main.rs", "tests/it/main.rs"].iter().any(|top| file == Path::new(top)) {
            continue;
        }
        let (folder, name) = match (file.parent().unwrap(), file.file_stem().unwrap().to_str().unwrap()) {
            (folder, "mod") => (folder.parent().unwrap(), folder.file_name().unwrap().to_str().unwrap()),
            (folder, name) => (folder, name),
        };
        let parents = ["mod.rs", "lib.rs", "main.rs"].map(|parent| folder.join(parent));
        let is_declared = parents.into_iter().chain([folder.with_extension("rs")]).any(|parent| {
            let text = std::fs::read_to_string(root().join(parent)).unwrap_or_default();
            text.lines().any(|line| {
                line.trim().strip_suffix(&format!("mod {name};")).is_some_and(|before| VISIBILITIES.contains(&before))
            })
        });
        if !is_declared {
            orphans.push(file);
        }
    }
    assert!(orphans.is_empty(), "no `mod` line for {orphans:#?}");
}
