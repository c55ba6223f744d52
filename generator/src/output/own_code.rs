//! Code of the user in an emitted crate: `src/ext`, which is never written nor removed, and is a module once it exists.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// Whether the user has code in the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnCode {
    There,
    None,
}

/// Where it may stand.
const FILE: &str = "src/ext.rs";
const FOLDER: &str = "src/ext";

/// What the root of the crate has in place of the module while it does not exist.
pub const PLACE: &str =
    "// Code of your own has its place in `src/ext.rs` or `src/ext/mod.rs`: generate again once it is there.\n";

/// The module. What it holds is documented as its author likes.
const MODULE: &str = "/// Code of this crate that is not emitted.\n#[allow(missing_docs)]\npub mod ext;\n";

/// Looks for it.
pub fn own_code(dir: &Path) -> OwnCode {
    let is_file = |path: &str| fs::metadata(dir.join(path)).is_ok_and(|found| found.is_file());
    if is_file(FILE) || is_file("src/ext/mod.rs") { OwnCode::There } else { OwnCode::None }
}

/// Whether a path is the user's.
pub fn is_own(path: &str) -> bool {
    path == FILE || path == FOLDER
}

/// The text of a file, with the module in its place.
pub fn declared(text: &str, own: OwnCode) -> Cow<'_, str> {
    match own {
        OwnCode::There if text.contains(PLACE) => Cow::Owned(text.replacen(PLACE, MODULE, 1)),
        OwnCode::There | OwnCode::None => Cow::Borrowed(text),
    }
}
