//! Any text: either no sketch, or one that says the same when it is written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linchpin::sketch::{read, write};

fuzz_target!(|text: &str| {
    let Ok(sketch) = read(text) else { return };
    let written = write(&sketch.document);
    let again = read(&written).expect("what was written can be read");
    assert!(write(&again.document) == written, "a sketch is written the same way twice");
});
