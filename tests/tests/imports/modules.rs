//! The files of a crate as modules, and which of them names what stands in which other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path as FilePath;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Item, Visibility};

use crate::paths::{Path, Use, paths, uses};

/// The modules of a crate that have a file of their own, by their path from the root of the crate.
pub struct Crate {
    modules: BTreeMap<Path, Module>,
}

/// One file.
#[derive(Default)]
struct Module {
    children: BTreeSet<String>,
    /// What it defines itself.
    items: BTreeSet<String>,
    /// Names that a `use` brings into scope.
    names: BTreeMap<String, Path>,
    globs: Vec<Path>,
    /// Those of the names that it hands on (`pub use`).
    exported: BTreeSet<String>,
    /// The paths in its code.
    paths: Vec<Path>,
}

/// One file names something of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    pub from: Path,
    pub to: Path,
    /// As it is written.
    pub named: String,
}

impl Crate {
    /// Reads the crate whose root is `folder/lib.rs`.
    pub fn read(folder: &FilePath) -> Self {
        let mut read = Self { modules: BTreeMap::new() };
        read.add(folder, &folder.join("lib.rs"), Vec::new());
        read
    }

    fn add(&mut self, folder: &FilePath, file: &FilePath, path: Path) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let module = Module::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for child in &module.children {
            let below = folder.join(child);
            let beside = folder.join(format!("{child}.rs"));
            let file = if beside.exists() { beside } else { below.join("mod.rs") };
            self.add(&below, &file, join(&path, child));
        }
        self.modules.insert(path, module);
    }

    /// Every module.
    pub fn modules(&self) -> impl Iterator<Item = &Path> {
        self.modules.keys()
    }

    /// Which file names something of which other file, once for each path that is written.
    pub fn imports(&self) -> BTreeSet<Import> {
        let mut imports = BTreeSet::new();
        for (from, module) in &self.modules {
            for path in module.named() {
                if let Some(to) = self.file_of(from, &path, 0).filter(|to| to != from) {
                    imports.insert(Import { from: from.clone(), to, named: path.join("::") });
                }
            }
        }
        imports
    }

    /// The file that holds what `path` names, seen from `from`. None: another crate has it, or it is a module, of which
    /// nothing is named yet.
    fn file_of(&self, from: &Path, path: &[String], depth: usize) -> Option<Path> {
        // `use name;` of another crate leads to itself.
        if depth > 16 {
            return None;
        }
        let module = self.modules.get(from)?;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.inside(&Vec::new(), rest, depth),
            "self" => self.inside(from, rest, depth),
            "super" => self.inside(&parent(from)?, rest, depth),
            _ if module.children.contains(first) => self.inside(&join(from, first), rest, depth),
            _ => self.file_of(from, &follow(module.names.get(first)?, rest), depth + 1),
        }
    }

    /// The file that holds what `path` names inside a module.
    fn inside(&self, module: &Path, path: &[String], depth: usize) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let it = self.modules.get(module)?;
        if first == "super" {
            return self.inside(&parent(module)?, rest, depth);
        }
        // A module and what it hands on may share a name: `pub use load::load`.
        let is_end = rest.is_empty() && it.names.contains_key(first);
        if it.children.contains(first) && !is_end {
            return self.inside(&join(module, first), rest, depth);
        }
        if it.items.contains(first) {
            return Some(module.clone());
        }
        if let Some(target) = it.names.get(first) {
            return self.file_of(module, &follow(target, rest), depth + 1);
        }
        let by_glob = it.globs.iter().find_map(|glob| {
            let file = self.file_of(module, &follow(glob, path), depth + 1)?;
            self.modules.get(&file).is_some_and(|found| found.items.contains(first)).then_some(file)
        });
        // What is found nowhere is made by a macro of that module.
        by_glob.or_else(|| Some(module.clone()))
    }
}

fn join(module: &Path, child: &str) -> Path {
    module.iter().cloned().chain([child.to_owned()]).collect()
}

fn parent(module: &Path) -> Option<Path> {
    Some(module.split_last()?.1.to_vec())
}

/// The path that a name stands for, and what follows it.
fn follow(target: &[String], rest: &[String]) -> Path {
    target.iter().chain(rest).cloned().collect()
}

impl Module {
    fn parse(text: &str) -> syn::Result<Self> {
        let mut module = Self::default();
        let mut code = TokenStream::new();
        for item in syn::parse_file(text)?.items {
            match item {
                Item::Use(item) => {
                    let is_exported = !matches!(item.vis, Visibility::Inherited);
                    uses(&item.tree).into_iter().for_each(|it| module.add_use(it, is_exported));
                }
                // Tests see all of what they test, and nothing sees them.
                Item::Mod(item) if item.content.is_none() && item.ident == "tests" => {}
                Item::Mod(item) if item.content.is_none() => {
                    module.children.insert(item.ident.to_string());
                }
                item => {
                    module.items.extend(name(&item));
                    item.to_tokens(&mut code);
                }
            }
        }
        module.paths = paths(code);
        Ok(module)
    }

    fn add_use(&mut self, it: Use, is_exported: bool) {
        match it {
            Use::Name { name, path } => {
                if is_exported {
                    self.exported.insert(name.clone());
                }
                self.names.insert(name, path);
            }
            Use::Glob { path } => self.globs.push(path),
        }
    }

    /// Every path that counts. What a file only hands on from its own children it does not use itself.
    fn named(&self) -> Vec<Path> {
        let of_child = |path: &Path| {
            let first = path.iter().find(|segment| *segment != "self");
            first.is_some_and(|first| self.children.contains(first))
        };
        let names = self.names.iter().filter(|(name, path)| !(self.exported.contains(*name) && of_child(path)));
        let globs = self.globs.iter().filter(|path| !of_child(path)).map(|path| join(path, "*"));
        names.map(|(_, path)| path.clone()).chain(globs).chain(self.paths.iter().cloned()).collect()
    }
}

/// What an item is called.
fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
