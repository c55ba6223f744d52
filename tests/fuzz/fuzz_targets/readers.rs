//! Any bytes are JSON text: the reader that fills models straight from the text, and that of serde, judge it alike and read
//! the same values; and both writers write what was read alike.

#![no_main]
#![allow(dead_code, unused_imports)]

#[path = "../../../generator/runtime/src/runtime/mod.rs"]
mod runtime;
#[path = "../../../generator/runtime/tests/models/sample.rs"]
mod sample;
#[path = "../../../generator/runtime/tests/models/two_readers.rs"]
mod two_readers;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| two_readers::agree_on_all_types(data));
