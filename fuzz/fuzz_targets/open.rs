//! Any bytes: either no document, or one that holds together, is written back, and can be kept in a native file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linchpin::checks::check;
use linchpin::format::{Format, Opened, read, write};

fuzz_target!(|bytes: &[u8]| {
    let Ok(Opened { document, format, .. }) = read(bytes) else { return };
    document.topology.each_reference(&mut |_, to| assert!(document.topology.contains(to), "a reference to nothing"));
    check(&document);
    if let Some(format @ (Format::TopologyBuilder | Format::Published)) = format {
        let written = write(&document, format).expect("what was read can be written");
        assert!(written.bytes == bytes, "an unedited document is written byte for byte");
    }
    let native = write(&document, Format::Native).expect("any document has a native file");
    let again = read(native.bytes).expect("what was written can be read");
    assert!(again.document == document, "a native file keeps everything");
});
