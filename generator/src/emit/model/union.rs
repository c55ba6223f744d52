//! How a union is emitted: an enum with a payload for each variant.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::analyse::{Context, Edge, Form};
use crate::emit::cx::Cx;
use crate::emit::docs::{self, Lines};
use crate::emit::rust_type::{ImportStyle, RustType};
use crate::emit::source_file::SourceFile;
use crate::emit::text::{join, string};
use crate::emit::typing::{held_type, resolved_type, value_type};
use crate::ir::{Kind, TypeExpr, TypeId, Union, Unlisted, Variant};
use crate::names::Name;

/// The payload of a variant.
pub struct Payload {
    /// The type without the pointer.
    pub value: RustType,
    pub edge: Edge,
}

impl Payload {
    /// The payload of a variant. Objects and unions are boxed, since an enum is as large as its largest variant, and
    /// may contain itself.
    pub fn new(cx: &Cx, id: TypeId, index: usize, variant: &Variant, context: Context) -> Self {
        let least = match cx.resolve(&variant.ty) {
            TypeExpr::Named(id) => match &cx.def(*id).kind {
                Kind::Object(_) | Kind::Union(_) => Edge::Boxed,
                Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => Edge::Plain,
            },
            TypeExpr::Scalar(_)
            | TypeExpr::List(_)
            | TypeExpr::Map(_)
            | TypeExpr::CommaSeparated(_)
            | TypeExpr::Json => Edge::Plain,
        };
        let edge = match cx.model.facts.edge(id, index) {
            Edge::Erased => Edge::Erased,
            Edge::Plain | Edge::Boxed => least,
        };
        Self { value: value_type(cx, &variant.ty, context), edge }
    }

    fn held(&self) -> RustType {
        held_type(self.value.clone(), self.edge)
    }
}

/// Emits the enum, its table, and `From` for each payload that only one variant has.
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
        let docs = Lines::from_docs(&variant.docs).or(&ty).attributes();
        let (name, held) = (name.ident(), file.type_tokens(&payload.held()));
        quote!(#docs #name(#held))
    });
    let variants: Vec<TokenStream> = variants.collect();
    let json = file.type_tokens(&RustType::Json);
    let docs = docs::type_docs(cx, def, form);
    let deprecated = docs::deprecated(def.deprecated);
    let (name_ident, rest_ident) = (name.ident(), rest.ident());
    let item = quote! {
        #deprecated
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name_ident {
            #(#variants,)*
            #[doc = " A variant that this version does not know, as it was sent."]
            #rest_ident(#json),
        }
    };
    file.documented(&docs, item);
    conversions(cx, file, id, union, form, &payloads);
    table(cx, file, id, union, form, &payloads, rest);
}

fn conversions(cx: &Cx, file: &mut SourceFile, id: TypeId, union: &Union, form: Form, payloads: &[Payload]) {
    let name = cx.model.names.ty(id, form).ident();
    // Aliases of one type are one type to the compiler, so they are resolved before payloads are compared.
    let resolved: Vec<RustType> =
        union.variants.iter().map(|variant| resolved_type(cx, &variant.ty, form.context())).collect();
    let mut uses: BTreeMap<&RustType, usize> = BTreeMap::new();
    for ty in &resolved {
        *uses.entry(ty).or_default() += 1;
    }
    let own = RustType::Model(cx.model.names.ty(id, form).clone());
    for ((variant, payload), ty) in cx.model.names.members(id).items.iter().zip(payloads).zip(&resolved) {
        let unfit = *ty == own || *ty == RustType::Json || uses.get(ty) != Some(&1);
        if unfit {
            continue;
        }
        let (variant, value) = (variant.ident(), file.type_tokens(&payload.value));
        let held = match payload.edge {
            Edge::Plain => quote!(value),
            Edge::Boxed => quote!(Box::new(value)),
            Edge::Erased => quote!(rt::ErasedBox::new(value)),
        };
        file.item(quote! {
            impl From<#value> for #name {
                fn from(value: #value) -> Self {
                    Self::#variant(#held)
                }
            }
        });
    }
}

fn table(cx: &Cx, file: &mut SourceFile, id: TypeId, union: &Union, form: Form, payloads: &[Payload], rest: &Name) {
    let name = cx.model.names.ty(id, form);
    let unlisted = match union.unlisted {
        Unlisted::Shape => "",
        Unlisted::Unknown => " or unknown",
        Unlisted::Base => " or first",
    };
    let by = union.discriminator.as_deref().map(|member| format!(" by {}{unlisted}", string(member)));
    let by = by.unwrap_or_default();
    let mut out = format!("rt::union! {{\n    {name} = {}{by} {{\n", string(&cx.schema_name(id)));
    for ((variant, name), payload) in union.variants.iter().zip(&cx.model.names.members(id).items).zip(payloads) {
        let tags = join(variant.tags.iter().map(|tag| string(tag)), ", ");
        let tags = if tags.is_empty() { tags } else { format!(" = {tags}") };
        out.push_str(&format!("        {name}({}){tags};\n", file.ty(&payload.held())));
    }
    out.push_str(&format!("    }} else {rest}\n}}\n"));
    file.table(&out);
}
