//! Any bytes: either no XML that we read, or a tree that is written as it was read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linchpin::format::xml::Tree;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(tree) = Tree::parse(bytes) {
        assert!(tree.to_bytes() == bytes, "an unedited tree is written byte for byte");
    }
});
