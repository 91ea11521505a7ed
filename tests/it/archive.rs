//! The zip that `Export-CsConfiguration` writes, in the terminal and in the window: read, and never written.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output};

use eframe::egui::{Key, Modifiers, Theme};
use linchpin::format::{self, Format};
use linchpin::session::files::replace;
use linchpin::sketch;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::window::{Answers, SIZE, empty, press, settle};

fn archive_of(content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("DocItemSet.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

fn exported() -> Vec<u8> {
    let document = sketch::read("deployment contoso.com\nsite London\n  standard-edition lon-se\n").unwrap().document;
    let topology = String::from_utf8(format::write(&document, Format::Published).unwrap().bytes).unwrap();
    archive_of(format!("<DocItemSet>\n{topology}\n</DocItemSet>").as_bytes())
}

fn linchpin(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linchpin")).args(args).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_terminal_checks_and_converts_it_and_repairs_it_only_into_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("cs.zip");
    replace(&zip, &exported()).unwrap();
    let checked = linchpin(&["check", "cs.zip", "--exit-zero"], folder.path());
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert!(said(&checked).starts_with(
        "note: cs.zip: this is the topology that stands in line 2 of DocItemSet.xml; that file stays as it is\nhint: "
    ));
    let converted = linchpin(&["convert", "cs.zip", "-o", "published.xml"], folder.path());
    assert_eq!(converted.status.code(), Some(0), "{}", said(&converted));
    let published = format::read(fs::read(folder.path().join("published.xml")).unwrap()).unwrap();
    assert_eq!(published.format, Some(Format::Published));
    assert_eq!(published.document.topology.pools.len(), 1);
    let fixed = linchpin(&["fix", "cs.zip"], folder.path());
    assert_eq!(fixed.status.code(), Some(2));
    assert!(said(&fixed).contains("error: cs.zip: such a file is read and never written\nhint: "), "{}", said(&fixed));
    assert_eq!(fs::read(&zip).unwrap(), exported());
}

#[test]
fn the_window_opens_it_as_a_document_that_is_in_no_file_yet() {
    let folder = tempfile::tempdir().unwrap();
    let (zip, ron) = (folder.path().join("cs.zip"), folder.path().join("cs.ron"));
    replace(&zip, &exported()).unwrap();
    let answers = Answers::default();
    *answers.save.lock().unwrap() = Some(ron.clone());
    let mut window = empty(SIZE, Theme::Light, answers);
    window.state_mut().open(&zip);
    settle(&mut window);
    assert_eq!(window.state().document().topology.pools.len(), 1);
    press(&mut window, Modifiers::COMMAND, Key::S);
    settle(&mut window);
    assert_eq!(format::read(fs::read(&ron).unwrap()).unwrap().document, *window.state().document());
    assert_eq!(fs::read(&zip).unwrap(), exported());
}

#[test]
fn the_window_writes_nothing_over_it_even_if_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("cs.zip");
    replace(&zip, &exported()).unwrap();
    let answers = Answers::default();
    *answers.save.lock().unwrap() = Some(zip.clone());
    let mut window = empty(SIZE, Theme::Light, answers);
    window.state_mut().open(&zip);
    settle(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    settle(&mut window);
    assert_eq!(fs::read(&zip).unwrap(), exported());
}

/// What is allocated beyond the limit is refused by the system, and the program would end by a signal.
#[cfg(target_os = "linux")]
#[test]
fn a_bomb_is_refused_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    replace(&folder.path().join("bomb.zip"), &archive_of(&vec![b' '; 300 << 20])).unwrap();
    let script = format!("ulimit -v 400000; exec '{}' check bomb.zip", env!("CARGO_BIN_EXE_linchpin"));
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).starts_with("error: bomb.zip: DocItemSet.xml is far longer than a file that was packed into "),
        "{}",
        said(&output)
    );
}
