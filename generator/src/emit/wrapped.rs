//! Which types are the value of a member that is absent, null or set, or of a body that may be omitted? What these wrap them in is
//! made from all that they are made from.

use super::cx::{Cx, Wrapped};
use super::member::{Member, Wrapper};
use super::rust_type::RustType;
use super::source_file::SourceFile;
use super::text::join;
use crate::config::Runtime;
use crate::ir::{Kind, TypeExpr, TypeId};
use crate::names::Name;

/// A type that another is made from.
pub struct Origin {
    ty: String,
    home: Home,
}

/// Where a type is defined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Home {
    /// In the emitted crate.
    Here,
    Elsewhere,
}

impl Origin {
    /// A type as it is written, and what it is with aliases resolved.
    pub fn new(ty: String, resolved: &RustType) -> Self {
        let home = match resolved {
            RustType::Model(_) | RustType::Local(_) => Home::Here,
            RustType::Unit
            | RustType::Scalar(_)
            | RustType::Json
            | RustType::Bytes
            | RustType::Option(_)
            | RustType::Vec(_)
            | RustType::Box(_)
            | RustType::Runtime(..) => Home::Elsewhere,
        };
        Self { ty, home }
    }

    /// A type of the emitted crate.
    pub fn here(name: &Name) -> Self {
        Self { ty: name.to_string(), home: Home::Here }
    }

    /// A type of the standard library.
    pub fn std(ty: &str) -> Self {
        Self { ty: ty.to_owned(), home: Home::Elsewhere }
    }
}

/// The types of the API that are wrapped.
pub fn types(cx: &Cx) -> Wrapped {
    let mut wrapped = Wrapped::default();
    for (id, def) in cx.api().types.iter() {
        let Kind::Object(object) = &def.kind else { continue };
        let names = &cx.model.names.members(id).items;
        for &form in cx.model.facts.forms(id) {
            for (index, (field, name)) in object.fields.iter().zip(names).enumerate() {
                let member = Member::from_field(cx, id, form, index, field, name);
                if member.is_some_and(|member| member.wrapper == Wrapper::Patch)
                    && let TypeExpr::Named(value) = cx.resolve(&field.value.ty)
                {
                    wrapped.patched.insert(*value);
                }
            }
        }
    }
    for (_, operation) in cx.api().operations.iter() {
        // A body of several media types has an enum of its own.
        if let Some(body) = operation.body.as_ref().filter(|body| !body.required)
            && let [media] = body.content.as_slice()
            && let Some(value) = &media.value
            && let TypeExpr::Named(id) = cx.resolve(&value.ty)
        {
            wrapped.optional.insert(*id);
        }
    }
    wrapped
}

/// `rt::patch_from!(Colour: &str, String);`, if a patch has the type, and `rt::optional_from!(Pet: Cat);`, if an optional body is
/// of it. Rust allows such a conversion into a type of another crate only from a type of this one: `Option` is of another, and
/// so is the patch of a shared runtime.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, name: &Name, origins: &[Origin]) {
    let here = || origins.iter().filter(|origin| origin.home == Home::Here);
    if cx.wrapped.patched.contains(&id) {
        match cx.config.runtime {
            Runtime::Own => table(file, "patch_from", name, origins.iter()),
            Runtime::Shared => table(file, "patch_from", name, here()),
        }
    }
    if cx.wrapped.optional.contains(&id) {
        table(file, "optional_from", name, here());
    }
}

fn table<'o>(file: &mut SourceFile, table: &str, name: &Name, origins: impl Iterator<Item = &'o Origin>) {
    let origins: Vec<&str> = origins.map(|origin| origin.ty.as_str()).collect();
    if !origins.is_empty() {
        file.table(&format!("rt::{table}!({name}: {});\n", join(&origins, ", ")));
    }
}
