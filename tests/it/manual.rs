//! The manual of the rules in `docs` is what the program prints, and what each rule's examples show.

use std::process::Command;

use linchpin::session::files;

use crate::source::root;

#[test]
fn the_manual_is_as_the_program_prints_it() {
    let printed =
        Command::new(env!("CARGO_BIN_EXE_linchpin")).args(["rules", "--format", "markdown"]).output().unwrap();
    let path = root().join("docs/rules.md");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        files::replace(&path, &printed.stdout).unwrap();
    }
    let kept = std::fs::read(&path).unwrap_or_default();
    assert!(kept == printed.stdout, "UPDATE_SNAPSHOTS=1 cargo test manual makes docs/rules.md anew");
}
