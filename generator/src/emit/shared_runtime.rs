//! The runtime as a crate of its own, which several emitted crates share, so that their types of it are the same.

use super::batching::Batches;
use super::manifest;
use super::runtime;
use super::webhooks::HasWebhooks;
use super::xml::XmlBodies;
use crate::output::{RelPath, Tree};

/// The root of the crate.
const ROOT: &str = "\
//! The support code of emitted clients: what several of them in one workspace share.
//!
//! Programs depend on the emitted crates, which export what is of use here.

#![forbid(unsafe_code)]
// Much of it is for emitted code alone, and hidden in the crates that export the rest.
#![allow(missing_docs)]

pub mod runtime;
";

/// The files of the crate. They depend on no document, so that every crate that shares it emits the same.
pub fn emit(name: &str) -> Tree {
    let files =
        runtime::files(XmlBodies::Some, HasWebhooks::Some, Batches::Some).map(|(path, text)| (path, public(&text)));
    let mut tree = Tree::default();
    let own = [
        ("src/lib.rs", ROOT.to_owned()),
        ("Cargo.toml", manifest::of_shared_runtime(name)),
        ("rustfmt.toml", "disable_all_formatting = true\n".to_owned()),
        (".gitattributes", "* linguist-generated=true\n".to_owned()),
    ];
    for (path, text) in files.chain(own.map(|(path, text)| (path.to_owned(), text))) {
        // Every path is one of this crate's own, which is good.
        if let Ok(path) = RelPath::new(path) {
            tree.add(path, &text);
        }
    }
    tree
}

/// A file of the runtime whose items and macros are there for other crates. Within an emitted crate they are its own.
fn public(text: &str) -> String {
    let exported: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub(crate) use ")?.strip_suffix(';'))
        .filter(|name| text.contains(&definition(name)))
        .collect();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if exported.iter().any(|name| line == definition(name)) {
            out.push_str("#[macro_export]\n#[doc(hidden)]\n");
        }
        out.push_str(&line.replace("pub(crate) ", "pub "));
    }
    out
}

/// The first line of a macro.
fn definition(name: &str) -> String {
    format!("macro_rules! {name} {{\n")
}
