//! How a union is emitted: an enum with a payload for each variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::conversions;
use super::payload::Payload;
use crate::analyse::{Form, may_overlap};
use crate::emit::cx::Cx;
use crate::emit::docs;
use crate::emit::record::inline;
use crate::emit::rust_type::{ImportStyle, RustType};
use crate::emit::source_file::SourceFile;
use crate::emit::text::{join, string};
use crate::ir::{TypeId, Union, Unlisted};
use crate::names::Name;

/// Emits the enum, its conversions, and its table.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, union: &Union, form: Form) {
    let def = cx.def(id);
    let names = cx.model.names.members(id);
    let Some(rest) = &names.rest else { return };
    let name = cx.model.names.ty(id, form);
    let payloads: Vec<Payload> = union
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| Payload::new(cx, id, index, variant, form.context()))
        .collect();
    let members = union.variants.iter().zip(&names.items).zip(&payloads);
    let variants = members.map(|((variant, name), payload)| {
        let ty = payload.value.display(ImportStyle::Models).to_string();
        let docs = docs::variant_docs(variant, &ty).attributes();
        let (name, held) = (name.ident(), file.type_tokens(&payload.held()));
        quote!(#docs #name(#held))
    });
    let variants: Vec<TokenStream> = variants.collect();
    let json = file.type_tokens(&RustType::Json);
    let docs = docs::type_docs(cx, id, form);
    let deprecated = docs::deprecated(def.deprecated);
    let rest_docs = match may_overlap(cx.api(), union) {
        true => " A value of several variants at once, or of one that this version does not know, as it was sent.",
        false => " A variant that this version does not know, as it was sent.",
    };
    let (name_ident, rest_ident) = (name.ident(), rest.ident());
    let item = quote! {
        #deprecated
        #[non_exhaustive]
        pub enum #name_ident {
            #(#variants,)*
            #[doc = #rest_docs]
            #rest_ident(#json),
        }
    };
    file.documented(&docs, item);
    conversions::emit(cx, file, id, form);
    table(cx, file, id, union, form, &payloads, rest);
}

fn table(cx: &Cx, file: &mut SourceFile, id: TypeId, union: &Union, form: Form, payloads: &[Payload], rest: &Name) {
    let name = cx.model.names.ty(id, form);
    let unlisted = match union.unlisted {
        Unlisted::Shape => "",
        Unlisted::Unknown => " or unknown",
        Unlisted::Base => " or first",
        Unlisted::Kept => " or kept",
    };
    let by = union.discriminator.as_deref().map(|member| format!(" by {}{unlisted}", string(member)));
    let by = by.unwrap_or_default();
    let keyword = if may_overlap(cx.api(), union) { ": any_of" } else { "" };
    let inline = inline(cx.model.facts.compiled_in(id));
    let mut out = format!("rt::union! {{\n{inline}    {name}{keyword} = {}{by} {{\n", string(&cx.schema_name(id)));
    for ((variant, name), payload) in union.variants.iter().zip(&cx.model.names.members(id).items).zip(payloads) {
        let tags = join(variant.tags.iter().map(|tag| string(tag)), ", ");
        let tags = if tags.is_empty() { tags } else { format!(" = {tags}") };
        out.push_str(&format!("        {name}({}){tags};\n", file.ty(&payload.held())));
    }
    out.push_str(&format!("    }} else {rest}\n}}\n"));
    file.table(&out);
}
