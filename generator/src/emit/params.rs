//! How parameters are emitted: those of the path as arguments, all others as fields of one struct.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use proc_macro2::TokenStream;
use quote::quote;

use super::checks;
use super::cx::Cx;
use super::docs::{self, Lines};
use super::member::{Argument, Member, MemberPresence, Wrapper};
use super::record::{self, Head};
use super::rust_type::RustType;
use super::source_file::SourceFile;
use super::text::join;
use super::typing::resolved_type;
use crate::analyse::{CompiledIn, Context, Edge};
use crate::ir::{Constant, Operation, OperationId, Param, ParamLocation};
use crate::names::{Name, OperationNames as Names};

/// A parameter with its name.
pub struct Named<'a> {
    pub param: &'a Param,
    pub name: &'a Name,
    /// Its label, if it could be mistaken for another one.
    pub label: Option<&'a Name>,
}

/// The parameters of an operation.
pub struct Params<'a> {
    pub path: Vec<Named<'a>>,
    pub others: Vec<Named<'a>>,
}

/// The parameters of an operation, sorted by how they are emitted.
pub fn operation_params<'a>(cx: &Cx<'a>, id: OperationId) -> Params<'a> {
    let operation: &'a Operation = &cx.api().operations[id];
    let names = cx.model.names.operation(id);
    let named = operation.params.iter().zip(&names.params).zip(&names.labels);
    let named = named.map(|((param, name), label)| Named { param, name, label: label.as_ref() });
    let (path, others) = named.partition(|named| named.param.sent_in == ParamLocation::Path);
    Params { path, others }
}

impl<'a> Named<'a> {
    fn member(&self, cx: &Cx) -> Member<'a> {
        let value = &self.param.value;
        let member = Member::new(cx, self.name, &self.param.name, value, Context::Input);
        match self.param.sent_in {
            ParamLocation::Path => member,
            ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie if self.param.required => {
                Member { constant: self.param.constant.as_ref(), ..member }
            }
            ParamLocation::Query | ParamLocation::Header | ParamLocation::Cookie => {
                member.with(Wrapper::Option, MemberPresence::Optional, Edge::Plain)
            }
        }
    }

    /// The type of the parameter, as a field of the struct or as an argument after its conversion.
    pub fn ty(&self, cx: &Cx) -> RustType {
        self.member(cx).ty()
    }

    /// How the caller passes a parameter that is an argument.
    pub fn argument(&self, cx: &Cx) -> Argument {
        self.member(cx).argument()
    }

    /// `id: impl Into<String>`, or `id: ids::Id<impl Into<String>>`. None: it has one value, which nobody is asked for.
    pub fn declaration(&self, cx: &Cx, file: &mut SourceFile) -> Option<TokenStream> {
        if self.param.constant.is_some() {
            return None;
        }
        let (name, ty) = (self.name.ident(), self.argument(cx).ty(file));
        Some(match self.label {
            Some(label) => {
                let label = file.label(label);
                quote!(#name: #label<#ty>)
            }
            None => quote!(#name: #ty),
        })
    }

    /// `let id: String = id.into();`
    pub fn binding(&self, cx: &Cx, file: &mut SourceFile) -> TokenStream {
        let member = self.member(cx);
        let argument = member.argument();
        let name = self.name.ident();
        if let Some(Constant { text, .. }) = &self.param.constant {
            let ty = file.type_tokens(&member.ty());
            return quote!(let #name: #ty = #text.into(););
        }
        let unlabelled = self.label.map(|_| quote!(let #name = #name.0;));
        let value = argument.value(self.name);
        match argument {
            Argument::Plain(_) => quote!(#unlabelled),
            Argument::Into(_) if self.label.is_some() => {
                let ty = file.type_tokens(&member.ty());
                quote!(let #name: #ty = #name.0.into();)
            }
            Argument::Into(_) | Argument::Boxed(_) | Argument::Nullable(_) | Argument::List(_) | Argument::Map(_) => {
                let ty = file.type_tokens(&member.ty());
                quote!(#unlabelled let #name: #ty = #value;)
            }
        }
    }
}

/// The structs of one file, by their content.
#[derive(Default)]
pub struct Shared<'a> {
    first: BTreeMap<String, &'a Names>,
}

/// Emits the struct of all parameters outside the path. If an earlier operation in the file has equal parameters, it is
/// an alias of that one's struct.
pub fn emit<'a>(cx: &Cx<'a>, file: &mut SourceFile, id: OperationId, params: &Params, shared: &mut Shared<'a>) {
    if params.others.is_empty() {
        return;
    }
    let names = cx.model.names.operation(id);
    let mut doc = Lines::default();
    doc.paragraph([format!("The parameters of [`{}()`] outside the path.", names.with_function.text())]);
    match shared.first.entry(content(cx, params)) {
        Entry::Occupied(first) => {
            let (name, first) = (names.params_type.ident(), first.get().params_type.ident());
            file.documented(&doc, quote!(pub type #name = #first;));
        }
        Entry::Vacant(vacant) => {
            vacant.insert(names);
            structure(cx, file, names, &doc, params);
        }
    }
}

/// The text of everything that is emitted for the parameters, except the name of the struct.
fn content(cx: &Cx, params: &Params) -> String {
    let each = params.others.iter().map(|named| {
        let Param { docs, deprecated, required, value, default, example, name, .. } = named.param;
        let ty = resolved_type(cx, &value.ty, Context::Input);
        let shown = (value.nullable, &value.checks, docs, deprecated, required, default, example);
        format!("{} {name:?} {ty:?} {shown:?}", named.name)
    });
    join(each, "\n")
}

fn structure(cx: &Cx, file: &mut SourceFile, names: &Names, doc: &Lines, params: &Params) {
    let members: Vec<Member> = params.others.iter().map(|named| named.member(cx)).collect();
    let fields = params.others.iter().zip(&members);
    let fields = fields.map(|(named, member)| {
        let docs = docs::param_docs(named.param).attributes();
        let deprecated = docs::deprecated(named.param.deprecated);
        let (name, ty) = (member.name.ident(), file.type_tokens(&member.ty()));
        quote!(#docs #deprecated pub #name: #ty)
    });
    let fields: Vec<TokenStream> = fields.collect();
    let name = names.params_type.ident();
    let item = quote! {
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
    };
    file.documented(doc, item);
    record::constructor(file, &names.params_type, members.iter());
    record::setters(file, &names.params_type, members.iter().map(|member| (member, None)), None);
    let entries = members.iter().zip(&params.others);
    let entries = entries.map(|(member, named)| (member, checks::item_checks(cx, &named.param.value)));
    let (name, compiled_in) = (&names.params_type, CompiledIn::UsersCrate);
    record::table(
        file,
        &Head { kind: record::Kind::Params, name, wire: name.text(), limits: &[], compiled_in },
        entries,
        None,
        &[],
    );
}
