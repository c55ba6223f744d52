//! How a Rust file is assembled: docs, imports and items, with a blank line between.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Lines;
use super::rust_type::{ImportStyle, Mention, RustType};
use super::text::join;
use crate::names::Name;

/// A Rust file in the making. It imports the types that are printed in it.
pub struct SourceFile {
    docs: String,
    style: ImportStyle<'static>,
    /// The path of the module that has the modules beside those of operations.
    parent: &'static str,
    imports: Imports,
    /// The models that it defines, and therefore does not import.
    defined: BTreeSet<Name>,
    body: String,
}

/// What a file imports.
#[derive(Debug, Default)]
struct Imports {
    runtime: bool,
    models: BTreeSet<Name>,
    modules: BTreeSet<Module>,
}

/// A module beside those of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Module {
    Ids,
    Models,
    Schemes,
    Servers,
}

impl Module {
    /// Each of them.
    pub const ALL: &[Self] = &[Self::Ids, Self::Models, Self::Schemes, Self::Servers];
}

impl Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Module::Ids => "ids",
            Module::Models => "models",
            Module::Schemes => "schemes",
            Module::Servers => "servers",
        })
    }
}

impl SourceFile {
    /// A file that begins with its `//!` docs. The header is written by `output`.
    pub fn new(docs: &[String]) -> Self {
        let mut text = String::new();
        for line in docs {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
        let style = ImportStyle::Operations;
        let (imports, defined) = Default::default();
        Self { docs: text, style, parent: "super", imports, defined, body: String::new() }
    }

    /// A file whose docs are one sentence.
    pub fn about(sentence: &str) -> Self {
        Self::new(&[sentence.to_owned()])
    }

    /// A part of a module of operations in which a function has the name of a module beside it: `super` would be both.
    pub fn below_the_parent(docs: &[String]) -> Self {
        Self { parent: "super::super", ..Self::new(docs) }
    }

    /// A file of `models` that defines these.
    pub fn defining_models(sentence: &str, defined: BTreeSet<Name>) -> Self {
        Self { style: ImportStyle::Models, defined, ..Self::about(sentence) }
    }

    /// Prints a type for this file, and records what the type needs imported.
    pub fn ty(&mut self, ty: &RustType) -> String {
        ty.mentions(&mut |mention| match (mention, self.style) {
            (Mention::Runtime, _) => self.imports.runtime = true,
            (Mention::Model(name), ImportStyle::Models) => {
                self.imports.models.insert(name.clone());
            }
            (Mention::Model(_), ImportStyle::Operations) => {
                self.imports.modules.insert(Module::Models);
            }
            // Examples and files without imports name types by a path.
            (Mention::Model(_), ImportStyle::Example { .. } | ImportStyle::Nothing { .. }) => {}
        });
        ty.display(self.style).to_string()
    }

    /// As [`Self::ty`], as tokens.
    pub fn type_tokens(&mut self, ty: &RustType) -> TokenStream {
        // A printed type consists of names and punctuation, so that it always parses as tokens.
        self.ty(ty).parse().unwrap_or_default()
    }

    /// The path of a static in a module beside this one.
    pub fn path(&mut self, module: Module, constant: &Name) -> String {
        self.imports.modules.insert(module);
        format!("{}::{module}::{constant}", self.parent)
    }

    /// The path of a label.
    pub fn label(&mut self, name: &Name) -> TokenStream {
        self.imports.modules.insert(Module::Ids);
        let name = name.ident();
        quote!(ids::#name)
    }

    /// Appends text as it is.
    pub fn text(&mut self, text: &str) {
        append(&mut self.body, text);
    }

    /// Imports the runtime, which the text calls `rt`.
    pub fn runtime(&mut self) {
        self.imports.runtime = true;
    }

    /// Appends a table for a macro or a static of the runtime, which the text calls `rt`.
    pub fn table(&mut self, text: &str) {
        self.imports.runtime = true;
        self.text(text);
    }

    /// Appends an item.
    pub fn item(&mut self, tokens: TokenStream) {
        self.text(&formatted(tokens));
    }

    /// Appends an item with its docs. The docs are written as text, which is faster than formatting attributes.
    pub fn documented(&mut self, docs: &Lines, tokens: TokenStream) {
        self.text(&format!("{}{}", docs.comment(), formatted(tokens)));
    }

    /// The modules beside those of operations that it names.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        self.imports.modules.iter().copied()
    }

    /// The whole text.
    pub fn finish(self) -> String {
        let mut imports = import("use super", &self.imports.models.difference(&self.defined).collect::<Vec<_>>());
        let named = [Module::Ids, Module::Models].into_iter().filter(|module| self.imports.modules.contains(module));
        imports.push_str(&import(&format!("use {}", self.parent), &named.collect::<Vec<_>>()));
        if self.imports.runtime {
            imports.push_str("use crate::runtime as rt;\n");
        }
        let mut text = self.docs;
        append(&mut text, &imports);
        append(&mut text, &self.body);
        text
    }
}

/// Appends text after a blank line.
fn append(all: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !all.is_empty() {
        all.push('\n');
    }
    all.push_str(text);
    if !text.ends_with('\n') {
        all.push('\n');
    }
}

/// The longest line of imports.
const WIDTH: usize = 120;

/// `use path::{a, b};`, over several lines when there are many.
pub fn import(path: &str, names: &[impl Display]) -> String {
    let one_line = format!("{path}::{{{}}};\n", join(names, ", "));
    match names {
        [] => String::new(),
        [one] => format!("{path}::{one};\n"),
        _ if one_line.len() <= WIDTH => one_line,
        several => {
            let mut out = format!("{path}::{{");
            let mut width = usize::MAX;
            for name in several {
                let name = name.to_string();
                width = width.saturating_add(name.len() + 2);
                if width > WIDTH - 4 {
                    out.push_str("\n    ");
                    width = name.len() + 2;
                } else {
                    out.push(' ');
                }
                out.push_str(&name);
                out.push(',');
            }
            out.push_str("\n};\n");
            out
        }
    }
}

/// Formats an item. Tokens that are no item stay unformatted, and rustc reports what is wrong with them.
fn formatted(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(_) => tokens.to_string(),
    }
}
