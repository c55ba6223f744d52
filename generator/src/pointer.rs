//! JSON pointers (RFC 6901). Keys are escaped and joined only here.

#[cfg(test)]
mod tests;

/// The pointer that follows these keys from the root.
pub fn from_keys(keys: &[&str]) -> String {
    let mut pointer = String::new();
    keys.iter().for_each(|key| push(&mut pointer, key));
    pointer
}

/// The pointer of the member `key`, or of an item by its decimal index.
pub fn join(pointer: &str, key: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + 1 + key.len());
    joined.push_str(pointer);
    push(&mut joined, key);
    joined
}

/// Extends a pointer by the member `key`.
pub fn push(pointer: &mut String, key: &str) {
    pointer.push('/');
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The keys that a pointer follows.
pub fn keys(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(unescape)
}

/// The key that a segment of a pointer stands for.
pub fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}
