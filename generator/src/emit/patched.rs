//! Which types are the value of a member that is absent, null or set? Their patches are made from all that they are made from.

use std::collections::BTreeSet;

use super::cx::Cx;
use super::member::{Member, Wrapper};
use super::source_file::SourceFile;
use super::text::join;
use crate::ir::{Kind, TypeExpr, TypeId};
use crate::names::Name;

/// The types, with aliases resolved.
pub fn types(cx: &Cx) -> BTreeSet<TypeId> {
    let mut patched = BTreeSet::new();
    for (id, def) in cx.api().types.iter() {
        let Kind::Object(object) = &def.kind else { continue };
        let names = &cx.model.names.members(id).items;
        for &form in cx.model.facts.forms(id) {
            for (index, (field, name)) in object.fields.iter().zip(names).enumerate() {
                let member = Member::from_field(cx, id, form, index, field, name);
                if member.is_some_and(|member| member.wrapper == Wrapper::Patch)
                    && let TypeExpr::Named(value) = cx.resolve(&field.value.ty)
                {
                    patched.insert(*value);
                }
            }
        }
    }
    patched
}

/// `rt::patch_from!(Colour: &str, String);`, if a patch has the type.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, name: &Name, sources: &[String]) {
    if !sources.is_empty() && cx.patched.contains(&id) {
        file.table(&format!("rt::patch_from!({name}: {});\n", join(sources, ", ")));
    }
}
