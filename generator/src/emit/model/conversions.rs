//! What a union is made from: `From` for the payload of each variant, for what only one variant holds within, and for
//! text.

use std::collections::{BTreeMap, VecDeque};

use proc_macro2::TokenStream;
use quote::quote;

use super::payload::Payload;
use crate::analyse::{Edge, Form};
use crate::emit::cx::Cx;
use crate::emit::rust_type::RustType;
use crate::emit::source_file::SourceFile;
use crate::emit::typing::resolved_type;
use crate::emit::wrapped::{self, Origin};
use crate::ir::{EnumRepr, Kind, Scalar, TypeExpr, TypeId};
use crate::names::Name;

/// The most variants that are looked at, within one another. A union that has more is made from its own payloads alone.
const MOST_SEEN: usize = 1_000;

/// The most conversions from payloads of inner unions, in document order, so that unions that share a large one stay in
/// proportion.
const MOST_INNER: usize = 32;

/// A value that is in a union, and the variants around it, from the outside.
struct Source {
    /// The type, as the union writes it.
    value: RustType,
    /// The type with aliases resolved, since aliases of one type are one type to the compiler.
    resolved: RustType,
    text: Text,
    path: Vec<Step>,
}

/// A variant.
#[derive(Clone)]
struct Step {
    union: Name,
    variant: Name,
    edge: Edge,
}

/// What text a type takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Any,
    /// Any, of which some has a name.
    Enum,
    /// Only text of a format.
    Formatted,
    No,
}

impl Source {
    /// Whether it is what a variant of the union itself holds.
    fn is_payload(&self) -> bool {
        self.path.len() == 1
    }
}

/// Emits the conversions of a form of a union. Those from what is within inner unions, and from text, are for clients that
/// send it.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, form: Form) {
    let own = cx.model.names.ty(id, form);
    let is_sent = cx.model.facts.is_sent(id, form);
    let sources = sources(cx, id, form);
    let made = made_from(&sources, own, is_sent);
    let mut from = Vec::new();
    for source in &made {
        let ty = file.type_tokens(&source.value);
        conversion(file, own, &ty, source, quote!(value));
        from.push(Origin::new(file.ty(&source.value), &source.resolved));
    }
    if let Some((source, value)) = text(&sources, &made).filter(|_| is_sent) {
        conversion(file, own, &quote!(&str), source, value);
        from.push(Origin::std("&str"));
    }
    if let Some(source) = made.iter().find(|source| source.resolved == RustType::STRING.vec()).filter(|_| is_sent) {
        text_list(file, own, source);
    }
    if is_sent {
        wrapped::emit(cx, file, id, own, &from);
    }
}

/// The types that a form of a union is made from.
pub fn made(cx: &Cx, id: TypeId, form: Form) -> Vec<RustType> {
    let sources = sources(cx, id, form);
    let made = made_from(&sources, cx.model.names.ty(id, form), cx.model.facts.is_sent(id, form));
    made.into_iter().map(|source| source.value.clone()).collect()
}

/// Whether a form of a union is made from `&str`, which is then this variant of it as it is.
pub fn is_made_from_text(cx: &Cx, id: TypeId, form: Form, variant: &Name) -> bool {
    let is_sent = cx.model.facts.is_sent(id, form);
    let sources = sources(cx, id, form);
    let made = made_from(&sources, cx.model.names.ty(id, form), is_sent);
    let is_variant = |source: &Source| source.text == Text::Any && source.path.iter().all(|it| it.variant == *variant);
    is_sent && text(&sources, &made).is_some_and(|(source, _)| source.is_payload() && is_variant(source))
}

/// `impl<const N: usize> From<[&str; N]> for Words { … }`, for literals.
fn text_list(file: &mut SourceFile, own: &Name, source: &Source) {
    let made = variant(file, own, source, quote!(value.map(str::to_owned).to_vec()));
    let own = own.ident();
    file.item(quote! {
        impl<const N: usize> From<[&str; N]> for #own {
            fn from(value: [&str; N]) -> Self {
                #made
            }
        }
    });
}

/// `impl From<Cat> for Pet { … }`
fn conversion(file: &mut SourceFile, own: &Name, ty: &TokenStream, source: &Source, value: TokenStream) {
    let made = variant(file, own, source, value);
    let own = own.ident();
    file.item(quote! {
        impl From<#ty> for #own {
            #[inline]
            fn from(value: #ty) -> Self {
                #made
            }
        }
    });
}

/// `Self::Cat(value)`, in the variants around it.
fn variant(file: &mut SourceFile, own: &Name, source: &Source, value: TokenStream) -> TokenStream {
    source.path.iter().rev().fold(value, |value, step| {
        let variant = step.variant.ident();
        let union =
            if step.union == *own { quote!(Self) } else { file.type_tokens(&RustType::Model(step.union.clone())) };
        match step.edge {
            Edge::Plain => quote!(#union::#variant(#value)),
            Edge::Boxed => quote!(#union::#variant(Box::new(#value))),
            Edge::Erased => quote!(#union::#variant(rt::ErasedBox::new(#value))),
        }
    })
}

/// The payload that text becomes: a string without a format, else an enum that is the only text of the union.
fn text<'s>(sources: &[Source], made: &[&'s Source]) -> Option<(&'s Source, TokenStream)> {
    if let Some(source) = made.iter().find(|source| source.text == Text::Any) {
        return Some((source, quote!(value.to_owned())));
    }
    let [only] = sources.iter().filter(|source| source.text != Text::No).collect::<Vec<_>>()[..] else {
        return None;
    };
    let source = made.iter().find(|source| source.text == Text::Enum && source.resolved == only.resolved)?;
    Some((source, quote!(value.into())))
}

/// All that is in a union: its payloads, and then those of the unions in it.
fn sources(cx: &Cx, id: TypeId, form: Form) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    let mut unions = VecDeque::from([(id, form, Vec::new())]);
    while let Some((id, form, outer)) = unions.pop_front() {
        let Kind::Union(union) = &cx.def(id).kind else { continue };
        let (name, names) = (cx.model.names.ty(id, form), cx.model.names.members(id));
        if sources.len() + union.variants.len() > MOST_SEEN && !outer.is_empty() {
            sources.retain(|source| source.path.len() == 1);
            return sources;
        }
        for (index, (variant, variant_name)) in union.variants.iter().zip(&names.items).enumerate() {
            let Payload { value, edge, because: _ } = Payload::new(cx, id, index, variant, form.context());
            let step = Step { union: name.clone(), variant: variant_name.clone(), edge };
            let path: Vec<Step> = outer.iter().cloned().chain([step]).collect();
            if let TypeExpr::Named(inner) = cx.resolve(&variant.value.ty) {
                let form = cx.model.facts.form_in(*inner, form.context());
                let inner_name = cx.model.names.ty(*inner, form);
                if path.iter().all(|step| step.union != *inner_name) {
                    unions.push_back((*inner, form, path.clone()));
                }
            }
            let resolved = resolved_type(cx, &variant.value.ty, form.context());
            sources.push(Source { value, resolved, text: text_of(cx, &variant.value.ty), path });
        }
    }
    sources
}

/// The sources that become the union by `From`: each payload that only one variant has, and of what is further within
/// that which is there once.
fn made_from<'s>(sources: &'s [Source], own: &Name, is_sent: bool) -> Vec<&'s Source> {
    let own = RustType::Model(own.clone());
    let (mut payloads, mut all): (BTreeMap<&RustType, usize>, BTreeMap<&RustType, usize>) = Default::default();
    for source in sources {
        *all.entry(&source.resolved).or_default() += 1;
        if source.is_payload() {
            *payloads.entry(&source.resolved).or_default() += 1;
        }
    }
    let mut inner = 0;
    let is_made = |source: &&Source| {
        let uses = if source.is_payload() { &payloads } else { &all };
        let is_once = uses.get(&source.resolved) == Some(&1);
        let is_made = is_once && source.resolved != own && source.resolved != RustType::Json;
        inner += usize::from(is_made && !source.is_payload());
        is_made && (source.is_payload() || (is_sent && inner <= MOST_INNER))
    };
    sources.iter().filter(is_made).collect()
}

fn text_of(cx: &Cx, ty: &TypeExpr) -> Text {
    match cx.resolve(ty) {
        TypeExpr::Named(id) => match &cx.def(*id).kind {
            Kind::Enum(choice) if choice.repr == EnumRepr::String => Text::Enum,
            Kind::Enum(_) | Kind::Object(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => {
                Text::No
            }
        },
        TypeExpr::Scalar(scalar) => match scalar {
            Scalar::String => Text::Any,
            Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Duration
            | Scalar::HttpDate
            | Scalar::Uuid
            | Scalar::Decimal
            | Scalar::DecimalString
            | Scalar::Base64
            | Scalar::Base64Url
            | Scalar::Secret => Text::Formatted,
            Scalar::Bool
            | Scalar::I8
            | Scalar::I16
            | Scalar::I32
            | Scalar::I64
            | Scalar::U8
            | Scalar::U16
            | Scalar::U32
            | Scalar::U64
            | Scalar::F64
            | Scalar::UnixTime
            | Scalar::Seconds
            | Scalar::Milliseconds
            | Scalar::Bytes => Text::No,
        },
        TypeExpr::CommaSeparated(_) => Text::Formatted,
        TypeExpr::List(_) | TypeExpr::Map(_) | TypeExpr::Json => Text::No,
    }
}
