//! When are two types of emitted code one, and how are they written in sentences?

use std::collections::BTreeMap;

use crate::emit::rust_type::{ImportStyle, RustType};
use crate::emit::surface::{Argument, Def, Passed, Shape, Surface};
use crate::names::Name;

/// The types of both versions by their names, and those that have another name now.
pub struct Types<'a> {
    pub old: BTreeMap<&'a Name, &'a Def>,
    pub new: BTreeMap<&'a Name, &'a Def>,
    pub renamed: BTreeMap<&'a Name, &'a Name>,
}

/// The most names that a chain of aliases is followed through. Chains of documents are far shorter.
const MOST_ALIASES: usize = 64;

impl<'a> Types<'a> {
    pub fn new(old: &'a Surface, new: &'a Surface) -> Self {
        let by_name = |surface: &'a Surface| surface.types.iter().map(|def| (&def.name, def)).collect();
        Self { old: by_name(old), new: by_name(new), renamed: BTreeMap::new() }
    }

    /// Whether a type of the old version and one of the new version are one to a caller.
    pub fn are_same(&self, old: &RustType, new: &RustType) -> bool {
        self.was(old) == self.is(new)
    }

    /// A type of the old version, as the new version has it.
    pub fn was(&self, ty: &RustType) -> RustType {
        let resolved = map(ty, &|name| expanded(&self.old, name));
        map(&resolved, &|name| match self.renamed.get(name) {
            Some(other) => RustType::Model((*other).clone()),
            None => self.kept(name),
        })
    }

    /// A type of its own of the old version that keeps its name. An alias in its place is that type only where it leads to one
    /// that had no type of its own before: then both names stand for one type in both versions.
    fn kept(&self, name: &Name) -> RustType {
        let is_own = |name: &Name| self.old.get(name).is_some_and(|def| !matches!(def.shape, Shape::Alias(_)));
        match expanded(&self.new, name) {
            RustType::Model(target) if target == *name || !is_own(&target) => RustType::Model(target),
            _ => RustType::Model(name.clone()),
        }
    }

    /// A type of the new version, after all aliases are resolved.
    pub fn is(&self, ty: &RustType) -> RustType {
        map(ty, &|name| expanded(&self.new, name))
    }

    /// The type of its own that a type of the new version is, if it is one.
    pub fn target(&self, ty: &RustType) -> Option<&'a Def> {
        match ty {
            RustType::Model(name) => self.new.get(name).copied(),
            RustType::Unit
            | RustType::Scalar(_)
            | RustType::Json
            | RustType::Bytes
            | RustType::Local(_)
            | RustType::Option(_)
            | RustType::Vec(_)
            | RustType::Box(_)
            | RustType::Runtime(..) => None,
        }
    }

    /// Whether a caller passes two arguments in one way. What an argument is called is not seen by a caller.
    pub fn are_passed_alike(&self, old: &Argument, new: &Argument) -> bool {
        let same = |old: &RustType, new: &RustType| self.are_same(old, new);
        old.label == new.label
            && match (&old.passed, &new.passed) {
                (Passed::Plain(old), Passed::Plain(new))
                | (Passed::Into(old), Passed::Into(new))
                | (Passed::Nullable(old), Passed::Nullable(new))
                | (Passed::List(old), Passed::List(new))
                | (Passed::Map(old), Passed::Map(new)) => same(old, new),
                (Passed::Plain(_) | Passed::Into(_) | Passed::Nullable(_) | Passed::List(_) | Passed::Map(_), _) => {
                    false
                }
            }
    }
}

/// What a name stands for after all aliases are resolved.
fn expanded(types: &BTreeMap<&Name, &Def>, name: &Name) -> RustType {
    let mut ty = RustType::Model(name.clone());
    for _ in 0..MOST_ALIASES {
        let next = map(&ty, &|name| match types.get(name).map(|def| &def.shape) {
            Some(Shape::Alias(target)) => target.clone(),
            Some(Shape::Record(_) | Shape::Choice(_)) | None => RustType::Model(name.clone()),
        });
        if next == ty {
            break;
        }
        ty = next;
    }
    ty
}

/// A type with each of its models replaced.
fn map(ty: &RustType, model: &dyn Fn(&Name) -> RustType) -> RustType {
    match ty {
        RustType::Model(name) => model(name),
        RustType::Option(inner) => RustType::Option(Box::new(map(inner, model))),
        RustType::Vec(inner) => RustType::Vec(Box::new(map(inner, model))),
        RustType::Box(inner) => RustType::Box(Box::new(map(inner, model))),
        RustType::Runtime(generic, inner) => RustType::Runtime(*generic, Box::new(map(inner, model))),
        RustType::Unit | RustType::Scalar(_) | RustType::Json | RustType::Bytes | RustType::Local(_) => ty.clone(),
    }
}

/// Two types that differ, as they are written in sentences: as the documents name them, unless that is alike.
pub fn shown_both(types: &Types<'_>, old: &RustType, new: &RustType) -> (String, String) {
    let named = (shown(old), shown(new));
    if named.0 == named.1 { (shown(&types.was(old)), shown(&types.is(new))) } else { named }
}

/// A type as it is written in sentences.
pub fn shown(ty: &RustType) -> String {
    // Types of the runtime are exported at the root of the crate.
    ty.display(ImportStyle::Models).to_string().replace("rt::", "")
}

/// The arguments of a function.
pub fn shown_arguments(arguments: &[Argument]) -> String {
    let shown = arguments.iter().map(|argument| {
        let passed = passed(&argument.passed);
        match &argument.label {
            Some(label) => format!("{label}({passed})"),
            None => format!("{}: {passed}", argument.name),
        }
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn passed(passed: &Passed) -> String {
    match passed {
        Passed::Plain(ty) => shown(ty),
        Passed::Into(ty) => format!("impl Into<{}>", shown(ty)),
        Passed::Nullable(ty) => format!("impl Into<Nullable<{}>>", shown(ty)),
        Passed::List(ty) => format!("impl IntoIterator<Item = {}>", shown(ty)),
        Passed::Map(ty) => format!("impl IntoIterator<Item = (String, {})>", shown(ty)),
    }
}

/// Something of an API, as a user of the crate names it: `v1_0::pets`.
pub fn path(surface: &Surface, inside: &str) -> String {
    match &surface.module {
        Some(module) => format!("{module}::{inside}"),
        None => inside.to_owned(),
    }
}
