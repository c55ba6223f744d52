//! Parameters: those of the path are arguments, all others are fields of one struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::cx::Cx;
use super::docs;
use super::source_file::SourceFile;
use super::ty::{Argument, Home, Member, Need, Wrap};
use super::{checks, record};
use crate::analyse::{Context, Edge};
use crate::ir::{Location, Operation, OperationId, Param};
use crate::names::Name;

/// A parameter with its name.
pub struct Named<'a> {
    pub param: &'a Param,
    pub name: &'a Name,
}

/// The parameters of an operation.
pub struct Params<'a> {
    pub path: Vec<Named<'a>>,
    pub others: Vec<Named<'a>>,
}

/// Sorts the parameters of an operation.
pub fn of<'a>(cx: &Cx<'a>, id: OperationId) -> Params<'a> {
    let operation: &'a Operation = &cx.api().operations[id];
    let names = &cx.model.names.operation(id).params;
    let named = operation.params.iter().zip(names).map(|(param, name)| Named { param, name });
    let (path, others) = named.partition(|named| named.param.location == Location::Path);
    Params { path, others }
}

impl<'a> Named<'a> {
    fn member(&self, cx: &Cx) -> Member<'a> {
        let value = &self.param.value;
        let member = Member::new(cx, self.name, &self.param.name, value, Context::Input, Home::Operations);
        match self.param.location {
            Location::Path => member,
            Location::Query | Location::Header | Location::Cookie if self.param.required => member,
            Location::Query | Location::Header | Location::Cookie => {
                member.with(Wrap::Option, Need::Optional, Edge::Plain)
            }
        }
    }

    /// How a caller gives it, where it is an argument.
    pub fn argument(&self, cx: &Cx) -> Argument {
        self.member(cx).argument()
    }

    /// `let id: String = id.into();`
    pub fn binding(&self, cx: &Cx) -> TokenStream {
        let member = self.member(cx);
        let argument = member.argument();
        let (name, ty, value) = (self.name.ident(), member.ty(), argument.value(self.name));
        match argument {
            Argument::Plain(_) => TokenStream::new(),
            Argument::Into(_) | Argument::Boxed(_) | Argument::List(..) => quote!(let #name: #ty = #value;),
        }
    }
}

/// The struct of all parameters outside the path.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: OperationId, params: &Params) {
    if params.others.is_empty() {
        return;
    }
    let names = cx.model.names.operation(id);
    let operation = &cx.api().operations[id];
    let members: Vec<Member> = params.others.iter().map(|named| named.member(cx)).collect();
    let fields = params.others.iter().zip(&members).map(|(named, member)| {
        let docs = docs::of_param(named.param).attributes();
        let deprecated = docs::deprecated(named.param.deprecated);
        let (name, ty) = (member.name.ident(), member.ty());
        quote!(#docs #deprecated pub #name: #ty)
    });
    let doc = format!(" The parameters of [`{}`] outside the path.", names.function);
    let name = names.params_type.ident();
    file.item(quote! {
        #[doc = #doc]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    });
    record::constructor(file, &names.params_type, members.iter());
    file.text(&record::setters(&names.params_type, members.iter().map(|member| (member, None))));
    let entries = members.iter().zip(&params.others);
    let entries = entries.map(|(member, named)| (member, checks::of_item(cx, &named.param.value)));
    let wire = operation.id.as_deref().unwrap_or(&operation.path);
    file.text(&record::table(&names.params_type, wire, &[], entries, None));
}
