//! Any bytes are JSON text: the reader that fills models straight from the text, and that of serde, judge it alike and read
//! the same values; and both writers write what was read alike.
//!
//! Half of the mutations are libFuzzer's, of bytes. The other half change a node of the text, so that what is tried is past
//! the grammar.

#![no_main]
#![allow(dead_code)]

#[path = "../../../generator/runtime/src/runtime/mod.rs"]
mod runtime;
#[path = "../../../generator/runtime/tests/models/sample.rs"]
mod sample;
#[path = "../../../generator/runtime/tests/models/two_readers.rs"]
mod two_readers;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use tests::mutate::{Random, mutate};

fuzz_target!(|data: &[u8]| two_readers::agree_on_all_types(data));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let given = data.get(..size).filter(|_| seed % 2 == 0);
    match given.and_then(|text| mutated(text, seed, max_size)) {
        Some(text) => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});

fn mutated(text: &[u8], seed: u32, max_size: usize) -> Option<Vec<u8>> {
    let mut random = Random(u64::from(seed));
    let mut json = serde_json::from_slice(text).ok()?;
    for _ in 0..=random.below(3) {
        mutate(&mut json, &mut random);
    }
    let text = if seed % 4 == 0 { serde_json::to_vec(&json) } else { serde_json::to_vec_pretty(&json) };
    text.ok().filter(|text| text.len() <= max_size)
}
