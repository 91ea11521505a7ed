//! Files that are damaged, foreign, enormous or made to do harm: each is refused in a sentence that says where and what
//! to do, or opens with a note of what was left out. Nothing panics, nothing takes long, nothing is half-written.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{self, Output, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use linchpin::edit::Command;
use linchpin::format::{self, Format, Opened};
use linchpin::session::files;
use linchpin::sketch;
use proptest::prelude::*;

const LONDON: &str = "deployment example.org\nsite London\n  front-end lon-fe\n    computers 2\n    back-end lon-sql\n";

/// Generous for a build without optimisation on a machine that does other things as well.
const LONGEST: Duration = Duration::from_secs(20);

fn read(bytes: impl AsRef<[u8]>) -> Result<Opened, String> {
    let begin = Instant::now();
    let read = format::read(bytes.as_ref()).map_err(|error| {
        let hint = error.hint().map(|hint| format!("\n  {hint}")).unwrap_or_default();
        format!("{error}{hint}")
    });
    assert!(begin.elapsed() < LONGEST, "it took {:?}", begin.elapsed());
    read
}

fn refusal(bytes: impl AsRef<[u8]>) -> String {
    read(bytes).map(|opened| opened.notices).expect_err("it is refused")
}

fn notes(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let opened = read(bytes).expect("it opens");
    opened.notices.iter().map(|notice| notice.message.to_string()).collect()
}

fn london_as(format: Format) -> String {
    let document = sketch::read(LONDON).unwrap().document;
    String::from_utf8(format::write(&document, format).unwrap().bytes).unwrap()
}

fn utf16_le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn native_with_origin(data: &str) -> String {
    format!("(version: 1, origin: (format: Published, data: \"{data}\"))")
}

fn packed(bytes: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    STANDARD.encode(encoder.finish().unwrap())
}

mod xml {
    use super::*;

    #[test]
    fn entities_that_multiply_are_not_read() {
        let laughs = r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>"#;
        assert_eq!(refusal(laughs), "1:22: a DOCTYPE is not read\n  remove the DOCTYPE; a topology never has one");
        assert!(refusal("<Topology>&ha;</Topology>").starts_with("1:11: &ha; stands for nothing"));
    }

    #[test]
    fn elements_within_each_other_without_end_are_refused_at_the_first_too_many() {
        for text in ["<a>".repeat(200_000) + &"</a>".repeat(200_000), "<a>".repeat(200_000)] {
            assert!(refusal(text).starts_with("1:769: <a> lies in more than 256 other elements\n"));
        }
    }

    #[test]
    fn more_elements_than_any_topology_has_are_refused() {
        let text = format!("<Topology>{}</Topology>", "<a/>".repeat(1 << 20));
        assert!(refusal(text).contains(": more than 1048576 elements\n"));
    }

    #[test]
    fn an_element_with_a_hundred_thousand_attributes_takes_no_longer_than_its_length() {
        let mut text = "<a".to_owned();
        (0..100_000).for_each(|n| write!(text, " a{n}=\"{n}\"").unwrap());
        assert!(refusal(text.clone() + "/>").starts_with("not a topology: the root element is <a>\n"));
        assert!(refusal(text + " a7=\"\"/>").contains(": <a> has the attribute a7 twice\n"));
    }

    #[test]
    fn a_file_that_ends_early_is_refused_where_it_ends() {
        for format in [Format::TopologyBuilder, Format::Published] {
            let text = london_as(format);
            let text = text.trim_start_matches('\u{feff}').trim_end();
            for n in (1..text.len()).step_by(97) {
                let said = refusal(&text[..n]);
                let line = said.split(':').next().unwrap_or_default();
                assert!(line.parse::<u32>().is_ok(), "{said}");
                assert!(said.contains("the XML ends"), "{said}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_have_a_place() {
        let text = london_as(Format::TopologyBuilder);
        let text = text.trim_start_matches('\u{feff}');
        for mark in ["", "\u{feff}"] {
            let begin = [mark.as_bytes(), &text.as_bytes()[..60]].concat();
            let latin1 = [&begin, &b"\xfc"[..], &text.as_bytes()[60..]].concat();
            assert!(refusal(latin1).contains(": byte 0xfc is not UTF-8\n  save the file as UTF-8"));
            let nul = [&begin, &b"\0"[..], &text.as_bytes()[60..]].concat();
            assert!(refusal(nul).contains(": U+0000 cannot stand in XML\n  the file is damaged"));
        }
    }

    #[test]
    fn utf_16_with_half_a_character_is_refused() {
        let text = london_as(Format::Published);
        for mark in [&b""[..], b"\xff\xfe"] {
            let odd = [mark, &utf16_le(&text), b"x"].concat();
            assert!(refusal(odd).contains("ends in the middle of a character\n  the file is not complete"));
        }
    }

    #[test]
    fn utf_16_is_read_without_a_mark_and_an_edit_adds_none() {
        let text = london_as(Format::Published);
        for bytes in [utf16_le(&text), text.encode_utf16().flat_map(u16::to_be_bytes).collect()] {
            let mut document = read(&bytes).expect("it opens").document;
            assert_eq!(format::write(&document, Format::Published).unwrap().bytes, bytes);
            let (id, _) = document.topology.pools.iter().next().expect("it has a pool");
            let rename = Command::Rename { entity: id.into(), name: "lon-fe9.example.org".to_owned() };
            document = rename.plan(&document).unwrap().apply(&document).unwrap();
            let edited = format::write(&document, Format::Published).unwrap().bytes;
            assert_eq!(edited[..4], bytes[..4]);
            let again = read(&edited).expect("it opens").document;
            assert_eq!(again.topology, document.topology);
        }
    }

    #[test]
    fn rows_of_one_id_and_references_to_nothing_open_and_can_be_written_again() {
        let text = london_as(Format::TopologyBuilder);
        let keys: Vec<&str> =
            text.match_indices("UniqueId=\"").map(|(at, found)| value(&text, at + found.len())).collect();
        assert!(keys.len() > 1, "the sample has keys to confuse");
        for key in &keys {
            let same = text.replace(*key, keys[0]);
            let nothing = text.replacen(*key, "urn:uuid:00000000-0000-0000-0000-000000000000", 1);
            for damaged in [same, nothing] {
                let opened = read(damaged).expect("it opens");
                for format in Format::ALL {
                    let written = format::write(&opened.document, format).unwrap();
                    read(written.bytes).expect("what is written can be read");
                }
            }
        }
    }

    fn value(text: &str, start: usize) -> &str {
        text[start..].split('"').next().unwrap_or_default()
    }
}

mod native {
    use super::*;

    #[test]
    fn what_lies_within_each_other_without_end_is_refused_by_a_place() {
        for open in ["(", "[", "Some(", "{", "/*", "[{("] {
            for field in ["anything", "topology", "sheet", "origin"] {
                let said = refusal(format!("(version: 1, {field}: {}", open.repeat(200_000)));
                assert!(said.starts_with("1:"), "{said}");
                assert!(!said.contains("serde"), "{said}");
            }
        }
        let said = refusal(format!("(version: 1, anything: {}", "[".repeat(200_000)));
        assert!(said.contains(": too many things lie within each other\n  correct the line"), "{said}");
    }

    #[test]
    fn a_vendor_file_that_is_damaged_or_none_is_dropped_with_a_note() {
        let said = |data: &str| notes(native_with_origin(data)).join("\n");
        let damaged = "the vendor's file inside is damaged: ";
        assert!(said("!!!").starts_with(damaged));
        assert!(said("AAAA").starts_with(damaged));
        assert_eq!(said(&packed(b"hello")), format!("{damaged}1:1: text outside the root element"));
        assert_eq!(said(&packed(b"<html/>")), format!("{damaged}its root element is <html>"));
        assert_eq!(said(&packed(b"<TopologyBuilder/>")), format!("{damaged}its root element is <TopologyBuilder>"));
    }

    #[test]
    fn a_vendor_file_that_would_grow_without_measure_is_not_unpacked() {
        let bomb = packed(&vec![b' '; 64 << 20]);
        assert!(bomb.len() < 100_000);
        assert_eq!(
            notes(native_with_origin(&bomb)),
            ["the vendor's file inside is damaged: it is far longer than a file that was packed so small"]
        );
    }

    #[test]
    fn a_vendor_file_that_is_mostly_blanks_is_kept_all_the_same() {
        let text = london_as(Format::TopologyBuilder) + &" ".repeat(40 << 20);
        let opened = read(&text).unwrap();
        let saved = format::write(&opened.document, Format::Native).unwrap().bytes;
        let again = read(saved).unwrap();
        assert!(again.notices.is_empty());
        assert!(again.document.origin == opened.document.origin);
    }

    #[test]
    fn another_version_says_so_whatever_else_is_in_it() {
        for rest in ["", ", topology: (pools: 7)", ", shape: Round(1, \"x\")"] {
            let said = refusal(format!("(version: 2{rest})"));
            assert_eq!(
                said,
                "the file is of version 2; 1 is the newest that is known here\n  open it with a newer Linchpin"
            );
        }
    }

    #[test]
    fn references_to_rows_that_are_gone_are_dropped_with_a_note_and_its_line() {
        let text = london_as(Format::Native);
        let (begin, rest) = text.split_once("\nsql_instances: {").unwrap();
        let (_, end) = rest.split_once("\n},\n").unwrap();
        let opened = read(format!("{begin}{end}")).unwrap();
        assert!(!opened.notices.is_empty());
        assert!(opened.notices.iter().all(|notice| notice.at.is_some() && notice.help.is_some()));
    }
}

mod sketches {
    use super::*;

    #[test]
    fn a_hundred_thousand_lines_are_read_or_refused_at_the_first_wrong_one() {
        let gateways: String = (0..100_000).map(|n| format!("  gateway gw{n}\n")).collect();
        let opened = read(format!("deployment example.org\nsite London\n{gateways}")).unwrap();
        assert_eq!(opened.document.topology.gateways.iter().count(), 100_000);
        let said = refusal("deployment example.org\n".to_owned() + &"nonsense here\n".repeat(100_000));
        assert!(said.starts_with("2:1: `nonsense` has no meaning at the top\n"));
    }

    #[test]
    fn a_line_of_ten_megabytes_is_refused_and_so_is_indentation_that_has_no_end() {
        let text = format!("deployment example.org\nsite London\n  front-end {}\n", "a".repeat(10 << 20));
        assert!(refusal(text).starts_with("3:1: the line is longer than 1048576 bytes\n"));
        let stairs: String = (0..2000).map(|n| format!("{}site s{n}\n", " ".repeat(n))).collect();
        assert!(refusal(stairs).starts_with("2:2: `site` does not stand under a site\n"));
    }

    #[test]
    fn a_letter_in_another_encoding_has_a_place() {
        let said = refusal(b"deployment example.org\nsite M\xfcnchen\n");
        assert_eq!(said, "2:7: byte 0xfc is not UTF-8\n  save the file as UTF-8");
    }

    #[test]
    fn what_a_windows_shell_redirects_into_a_file_can_be_read() {
        for format in [Format::Sketch, Format::Native] {
            let redirected = [&b"\xff\xfe"[..], &utf16_le(&london_as(format))].concat();
            assert_eq!(read(redirected).unwrap().format, Some(format));
        }
    }
}

#[test]
fn what_is_no_topology_is_called_by_its_name() {
    let cases: [(&[u8], &str); 8] = [
        (b"", "an empty file"),
        (b" \n\t", "an empty file"),
        (b"\xef\xbb\xbf", "an empty file"),
        (b"\xff\xfe", "an empty file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"{\"a\": 1}", "JSON"),
        (b"Dear all,\n", "a text of another kind"),
        (b"\0\0\0\0", "binary data"),
    ];
    for (bytes, name) in cases {
        let said = refusal(bytes);
        assert!(said.starts_with(&format!("not a topology: this looks like {name}\n")), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_file_with_bytes_changed_is_refused_or_can_be_written_again(
        which in 0..Format::ALL.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, "[ -~]{0,3}"), 1..4),
    ) {
        let mut text = london_as(Format::ALL[which]);
        for (place, n_gone, new) in changes {
            let start = place.index(text.len());
            let end = (start + n_gone).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, &new);
            }
            prop_assume!(!text.is_empty());
        }
        if let Ok(opened) = read(&text) {
            for format in Format::ALL {
                if let Ok(written) = format::write(&opened.document, format) {
                    prop_assert!(read(written.bytes).is_ok());
                }
            }
        }
    }
}

mod the_program {
    use super::*;

    fn run(args: &[&str], folder: &tempfile::TempDir) -> Output {
        let mut command = process::Command::new(env!("CARGO_BIN_EXE_linchpin"));
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        command.args(args).current_dir(folder.path()).stdin(Stdio::null()).output().unwrap()
    }

    fn with_files(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            files::replace(&folder.path().join(name), bytes).unwrap();
        }
        folder
    }

    fn said(output: &Output) -> String {
        String::from_utf8(output.stderr.clone()).unwrap()
    }

    #[test]
    fn a_file_that_cannot_be_read_keeps_nobody_from_the_findings_in_the_others() {
        let folder = with_files(&[("good.sketch", LONDON.as_bytes()), ("bad.xml", b"<Topology>\n  <Pool")]);
        let output = run(&["check", "bad.xml", "good.sketch", "gone.ron", "."], &folder);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said(&output)
                .starts_with("error: bad.xml:2:3: the XML ends in the middle of a tag that begins here\nhint: ")
        );
        assert!(said(&output).contains("error: gone.ron: no such file\n"));
        assert!(said(&output).contains("error: .: this is a folder, not a file\n"));
        assert!(String::from_utf8(output.stdout).unwrap().contains("\ngood.sketch: "));
    }

    #[test]
    fn a_file_far_too_long_is_refused_unread() {
        let folder = with_files(&[("long.xml", b"")]);
        let long = fs::OpenOptions::new().write(true).open(folder.path().join("long.xml")).unwrap();
        long.set_len(300 << 20).unwrap();
        let begin = Instant::now();
        let output = run(&["check", "long.xml"], &folder);
        assert!(begin.elapsed() < LONGEST);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with("error: long.xml: longer than 256 MB\nhint: "));
    }

    #[test]
    fn what_cannot_be_read_leaves_the_output_as_it_was() {
        let folder = with_files(&[("bad.ron", b"(version: 1, topology: ("), ("out.ron", b"old")]);
        let output = run(&["convert", "bad.ron", "-o", "out.ron"], &folder);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with("error: bad.ron:1:"), "{}", said(&output));
        assert_eq!(fs::read(folder.path().join("out.ron")).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn nothing_is_said_about_an_output_that_was_not_written() {
        let folder = with_files(&[("lon.sketch", LONDON.as_bytes())]);
        fs::create_dir(folder.path().join("out.tbxml")).unwrap();
        let output = run(&["convert", "lon.sketch", "-o", "out.tbxml"], &folder);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(said(&output), "error: out.tbxml: this is a folder, not a file\nhint: name a file in it\n");
    }

    #[test]
    fn a_name_in_a_file_commands_no_terminal() {
        let text = "deployment example.org\nsite \"Lon\u{1b}[2Jdon\u{7}\"\n";
        let folder = with_files(&[("a.sketch", text.as_bytes())]);
        let output = run(&["check", "a.sketch", "--color", "always"], &folder);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains("Lon�[2Jdon�"), "{printed}");
    }

    #[test]
    fn of_a_name_of_a_megabyte_every_report_quotes_the_beginning() {
        let text = london_as(Format::TopologyBuilder).replacen("lon-fe.example.org", &"x".repeat(1 << 20), 1);
        let folder = with_files(&[("long.tbxml", text.as_bytes())]);
        for format in ["text", "json", "sarif", "junit", "markdown"] {
            let output = run(&["check", "long.tbxml", "--format", format], &folder);
            let printed = String::from_utf8(output.stdout).unwrap();
            assert!(printed.contains("xxxx…"), "{format}");
            assert!(printed.len() < 1 << 20, "{format}: {} bytes", printed.len());
        }
    }

    #[test]
    fn the_standard_input_is_no_two_documents() {
        let folder = with_files(&[]);
        for args in [&["diff", "-", "-"][..], &["check", "-", "-"]] {
            let output = run(args, &folder);
            assert_eq!(output.status.code(), Some(2));
            assert!(
                said(&output).starts_with("error: the standard input holds one document, and `-` is given twice\n")
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn without_a_screen_the_editor_says_what_works_all_the_same() {
        let folder = with_files(&[("lon.sketch", LONDON.as_bytes())]);
        let output = run(&["lon.sketch"], &folder);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with("error: no window can be shown here: "));
        assert!(said(&output).contains("hint: the verbs need no display: `linchpin check FILE`"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_is_full_is_said_and_a_reader_that_left_is_not() {
        let folder = with_files(&[]);
        let program = env!("CARGO_BIN_EXE_linchpin");
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = process::Command::new(program).arg("rules").stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).starts_with("error: standard output: "));
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output =
            process::Command::new(program).arg("rules").stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
        drop(folder);
    }
}
