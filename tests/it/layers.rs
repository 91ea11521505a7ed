//! The order of `mod` lines in `lib.rs` is the architecture: a module names modules above it, never below.

use std::path::Path;

use crate::source::{code_lines, root, rust_files};

/// The layers, top first.
fn layers() -> Vec<String> {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

/// Which layer a file is in; none for `lib.rs` and `main.rs`, which join them.
fn layer_of<'a>(file: &Path, layers: &'a [String]) -> Option<&'a String> {
    let first = file.components().nth(1)?;
    layers.iter().find(|layer| Path::new(first.as_os_str()).with_extension("").as_os_str() == layer.as_str())
}

#[test]
fn layers_only_look_up() {
    let layers = layers();
    let height = |layer: &str| layers.iter().position(|other| other == layer);
    let mut down = Vec::new();
    for (file, text) in rust_files("src") {
        let Some(own) = layer_of(&file, &layers) else { continue };
        for (n, line) in code_lines(&text) {
            for after in line.split("crate::").skip(1) {
                let named = after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                let looks_down = height(named) > height(own);
                let looks_across = own == "ui" && named == "cli";
                if looks_down || looks_across {
                    down.push(format!("{}:{n} names {named}", file.display()));
                }
            }
        }
    }
    assert!(down.is_empty(), "{down:#?}");
}

#[test]
fn the_window_and_the_terminal_keep_their_libraries_to_themselves() {
    let owners = [("egui", "ui"), ("eframe", "ui"), ("rfd", "ui"), ("clap", "cli"), ("anstream", "cli")];
    let layers = layers();
    let mut strays = Vec::new();
    for (file, text) in rust_files("src") {
        let Some(own) = layer_of(&file, &layers) else { continue };
        for (n, line) in code_lines(&text) {
            for (library, owner) in owners {
                if own != owner && line.contains(&format!("{library}::")) {
                    strays.push(format!("{}:{n} names {library}", file.display()));
                }
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}
