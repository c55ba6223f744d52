//! The argument that takes the body: one type, or an enum with a variant for each media type.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::cx::Cx;
use super::docs::{attribute, prose};
use super::media;
use super::rust_type::RustType;
use super::source_file::SourceFile;
use crate::analyse::reach::sent_in;
use crate::ir::{Body, Media, Operation, OperationId};
use crate::names::Name;

/// The body argument of an operation.
pub struct BodyArgument<'a> {
    body: &'a Body,
    name: &'a Name,
    ty: RustType,
    /// A type for each media type, when there are several.
    several: Vec<RustType>,
    /// `several` with aliases resolved, to find media types with the same type.
    resolved: Vec<RustType>,
}

/// Whether null is a value of a body.
pub fn may_be_null(ty: &RustType) -> bool {
    matches!(ty, RustType::Option(_))
}

/// The body argument of an operation. None: it takes no body.
pub fn body_argument<'a>(cx: &Cx<'a>, id: OperationId) -> Option<BodyArgument<'a>> {
    let operation: &Operation = &cx.api().operations[id];
    let names = cx.model.names.operation(id);
    let body = operation.body.as_ref()?;
    let types: Vec<RustType> = body.content.iter().map(|media| media::of_request(cx, operation, media)).collect();
    match types.as_slice() {
        [] => None,
        [one] => {
            Some(BodyArgument { body, name: &names.body, ty: one.clone(), several: Vec::new(), resolved: Vec::new() })
        }
        _ => {
            let ty = RustType::Local(names.body_type.clone());
            let context = |media: &Media| sent_in(operation.method, media);
            let resolved = body.content.iter().map(|media| media::resolved(cx, media, context(media))).collect();
            Some(BodyArgument { body, name: &names.body, ty, several: types, resolved })
        }
    }
}

impl<'a> BodyArgument<'a> {
    /// The media types of the body, each with its type. Where there are several, they are in the order of the variants.
    pub fn contents(&self) -> impl Iterator<Item = (&'a Media, &RustType)> {
        let types = if self.several.is_empty() { std::slice::from_ref(&self.ty) } else { &self.several };
        self.body.content.iter().zip(types)
    }

    /// The name of the argument.
    pub fn name(&self) -> &'a Name {
        self.name
    }

    /// Whether there is an enum with a variant for each media type.
    pub fn is_enum(&self) -> bool {
        !self.several.is_empty()
    }

    /// Whether a request may not omit the body.
    pub fn is_required(&self) -> bool {
        self.body.required
    }

    /// The type of the body. It is an `Option` if the request may omit it.
    pub fn value(&self) -> RustType {
        if self.body.required { self.ty.clone() } else { self.ty.clone().option() }
    }

    /// `body: impl Into<models::Contact>`
    pub fn argument(&self, file: &mut SourceFile) -> TokenStream {
        let (name, ty) = (self.name.ident(), file.type_tokens(&self.value()));
        quote!(#name: impl Into<#ty>)
    }

    /// `let body: models::Contact = body.into();`
    pub fn binding(&self, file: &mut SourceFile) -> TokenStream {
        let (name, ty) = (self.name.ident(), file.type_tokens(&self.value()));
        quote!(let #name: #ty = #name.into();)
    }

    /// The expression that adds the body to the request.
    pub fn apply(&self, cx: &Cx, id: OperationId, request: TokenStream) -> TokenStream {
        let name = self.name.ident();
        if self.several.is_empty() {
            // Null is a body. What may be left out and may be null is an `Option` of an `Option`.
            return if self.is_required() || !may_be_null(&self.ty) {
                quote!(#request.body(0, &#name))
            } else {
                quote! {
                    let request = #request;
                    match #name {
                        Some(value) => request.body(0, &value),
                        None => request,
                    }
                }
            };
        }
        let names = cx.model.names.operation(id);
        let ty = names.body_type.ident();
        let arms = names.body_variants.iter().enumerate().map(|(index, variant)| {
            let variant = variant.ident();
            let pattern = quote!(#ty::#variant(value));
            let pattern = if self.body.required { pattern } else { quote!(Some(#pattern)) };
            let index = Literal::usize_unsuffixed(index);
            quote!(#pattern => request.body(#index, &value),)
        });
        let without = (!self.body.required).then(|| quote!(None => request,));
        quote! {
            let request = #request;
            match #name {
                #(#arms)*
                #without
            }
        }
    }

    /// How many media types have each type.
    fn uses(&self) -> BTreeMap<&RustType, usize> {
        let mut uses = BTreeMap::new();
        for ty in &self.resolved {
            *uses.entry(ty).or_default() += 1;
        }
        uses
    }

    /// The types that the enum of bodies is made from: those of which there is one.
    pub fn made_from(&self) -> Vec<&RustType> {
        let uses = self.uses();
        let pairs = self.several.iter().zip(&self.resolved);
        pairs.filter(|(_, resolved)| uses.get(resolved) == Some(&1)).map(|(value, _)| value).collect()
    }

    /// Emits the enum of bodies, if there are several media types.
    pub fn emit(&self, cx: &Cx, id: OperationId, file: &mut SourceFile) {
        if self.several.is_empty() {
            return;
        }
        let names = cx.model.names.operation(id);
        let ty = names.body_type.ident();
        let doc = format!(" The body of [`{}()`], by media type.", names.function.text());
        let variants = names.body_variants.iter().zip(&self.several).zip(&self.body.content);
        let variants = variants.map(|((variant, ty), media)| {
            let (variant, ty) = (variant.ident(), file.type_tokens(ty));
            let doc = attribute(&format!("As {}.", prose::code(&media.mime)));
            quote!(#doc #variant(#ty))
        });
        let variants: Vec<TokenStream> = variants.collect();
        file.item(quote! {
            #[doc = #doc]
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #ty { #(#variants,)* }
        });
        let uses = self.uses();
        for ((variant, value), resolved) in names.body_variants.iter().zip(&self.several).zip(&self.resolved) {
            if uses.get(resolved) == Some(&1) {
                let (variant, value) = (variant.ident(), file.type_tokens(value));
                file.item(quote! {
                    impl From<#value> for #ty {
                        fn from(value: #value) -> Self {
                            Self::#variant(value)
                        }
                    }
                });
                if *resolved == RustType::STRING {
                    file.item(quote! {
                        impl From<&str> for #ty {
                            fn from(value: &str) -> Self {
                                Self::#variant(value.to_owned())
                            }
                        }
                    });
                }
            }
        }
    }
}
