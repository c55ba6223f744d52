//! How keys become pointers, and pointers keys.

use super::{from_keys, join, keys};

#[test]
fn keys_with_slashes_and_tildes_are_escaped_in_pointers() {
    let written = from_keys(&["paths", "/a~b", "~1"]);
    assert_eq!(written, "/paths/~1a~0b/~01");
    assert_eq!(keys(&written).collect::<Vec<_>>(), ["paths", "/a~b", "~1"]);
    assert_eq!(join("/a", ""), "/a/");
    assert_eq!(keys("").count(), 0);
}
