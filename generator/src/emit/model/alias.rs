//! How an alias is emitted.

use quote::quote;

use crate::analyse::Form;
use crate::emit::cx::Cx;
use crate::emit::docs;
use crate::emit::rust_type::RustType;
use crate::emit::source_file::SourceFile;
use crate::emit::typing::value_type;
use crate::ir::{Item, TypeId};
use crate::names::Name;

/// Emits `pub type Phones = Vec<String>;`. Each use of the alias says whether null is legal.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, item: &Item, form: Form) {
    let name = cx.model.names.ty(id, form);
    if cx.api().repeated.contains_key(&id) {
        let RustType::Model(shared) = value_type(cx, &item.ty, form.context()) else { return };
        place(file, name, &shared);
        return;
    }
    let docs = docs::type_docs(cx, id, form);
    let deprecated = docs::deprecated(cx.def(id).deprecated);
    let name = name.ident();
    let ty = file.type_tokens(&value_type(cx, &item.ty, form.context()));
    file.documented(&docs, quote!(#deprecated pub type #name = #ty;));
}

/// Emits the name of one of the places that share a type. The documentation has the type alone, which fields name.
pub fn place(file: &mut SourceFile, place: &Name, shared: &Name) {
    let shared = file.ty(&RustType::Model(shared.clone()));
    file.text(&format!("#[doc(hidden)]\npub type {place} = {shared};\n"));
}

/// Emits `pub type ContactInput = ContactPatch;`.
pub fn second_name(cx: &Cx, file: &mut SourceFile, id: TypeId) {
    let (input, patch) = (cx.model.names.ty(id, Form::Input), cx.model.names.ty(id, Form::Patch));
    let docs = docs::type_docs(cx, id, Form::Input);
    let (input, patch) = (input.ident(), patch.ident());
    file.documented(&docs, quote!(pub type #input = #patch;));
}
