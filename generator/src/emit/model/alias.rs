//! How an alias is emitted.

use quote::quote;

use crate::analyse::Form;
use crate::emit::cx::Cx;
use crate::emit::docs;
use crate::emit::source_file::SourceFile;
use crate::emit::typing::value_type;
use crate::ir::{Item, TypeId};

/// Emits `pub type Phones = Vec<String>;`. Each use of the alias says whether null is legal.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, item: &Item, form: Form) {
    let name = cx.model.names.ty(id, form);
    let docs = docs::type_docs(cx, cx.def(id), form);
    let deprecated = docs::deprecated(cx.def(id).deprecated);
    let name = name.ident();
    let ty = file.type_tokens(&value_type(cx, &item.ty, form.context()));
    file.documented(&docs, quote!(#deprecated pub type #name = #ty;));
}

/// Emits `pub type ContactInput = ContactPatch;`.
pub fn second_name(cx: &Cx, file: &mut SourceFile, id: TypeId) {
    let (input, patch) = (cx.model.names.ty(id, Form::Input), cx.model.names.ty(id, Form::Patch));
    let docs = docs::type_docs(cx, cx.def(id), Form::Input);
    let (input, patch) = (input.ident(), patch.ident());
    file.documented(&docs, quote!(pub type #input = #patch;));
}
