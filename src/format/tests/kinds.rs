//! Files are told apart by their content.

use super::*;

#[test]
fn files_of_another_kind_are_told_apart() {
    let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(said(b" \n"), "not a topology: this looks like an empty file");
    assert_eq!(said(b"<!DOCTYPE html><html></html>"), "not a topology: this looks like a web page");
    assert_eq!(said(b"{\"a\": 1}"), "not a topology: this looks like JSON");
    assert_eq!(said(b"\x7fELF\x02\x01\xff"), "not a topology: this looks like binary data");
    assert_eq!(said(b"Dear Sir"), "not a topology: this looks like a text of another kind");
    assert!(said(b"PK\x03\x04....").starts_with("the archive is damaged: "));
    assert_eq!(said(b"<Project />"), "not a topology: the root element is <Project>");
    assert_eq!(said(b"<Topology>"), "1:11: the XML ends in the middle of <Topology>, which begins at 1:1");
}

#[test]
fn formats_are_found_by_content() {
    for format in Format::ALL {
        assert_eq!(read(file(&tailspin(), format)).unwrap().format, Some(format));
    }
}

#[test]
fn a_sketch_is_told_by_its_content_and_comes_back() {
    let opened = read(*b"# London\nsite EMEA\n  front-end lon-fe\n").unwrap();
    assert_eq!(opened.format, Some(Format::Sketch));
    let written = write(&opened.document, Format::Sketch).unwrap();
    assert_eq!(read(written.bytes).unwrap().document, opened.document);
}

#[test]
fn a_slip_in_a_sketch_is_found_where_it_stands() {
    let error = read(*b"site EMEA\n  frontend lon-fe\n").unwrap_err();
    assert!(error.to_string().starts_with("2:3: "), "{error}");
    assert!(error.hint().is_some());
}
