//! How an enum of strings or integers is emitted. It keeps unknown values.

use quote::quote;

use crate::analyse::Form;
use crate::emit::cx::Cx;
use crate::emit::docs::{self, Lines};
use crate::emit::source_file::SourceFile;
use crate::emit::text::string;
use crate::emit::wrapped::{self, Origin};
use crate::ir::{Access, Enum, EnumRepr, EnumValue, TypeId};
use crate::names::Name;

/// Emits the enum and its table. Enums have one form.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, choice: &Enum) {
    let def = cx.def(id);
    let name = cx.model.names.ty(id, Form::Read);
    let members = cx.model.names.members(id);
    let Some(rest) = &members.rest else { return };
    let docs = docs::type_docs(cx, id, Form::Read);
    let deprecated = docs::deprecated(def.deprecated);
    let variants = choice.values.iter().zip(&members.items).map(|(value, name)| {
        let docs = value_docs(value).attributes();
        let name = name.ident();
        quote!(#docs #name)
    });
    let (derives, payload) = match choice.repr {
        // The table implements the other traits: values compare and print as their texts.
        EnumRepr::String => (quote!(Clone), quote!(String)),
        EnumRepr::Integer => (quote!(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash), quote!(i64)),
    };
    let (name_ident, rest_ident) = (name.ident(), rest.ident());
    let item = quote! {
        #deprecated
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name_ident {
            #(#variants,)*
            #[doc = " A value that this version does not know, as it was sent."]
            #rest_ident(#payload),
        }
    };
    file.documented(&docs, item);
    file.table(&table(cx, id, choice, rest));
    match choice.repr {
        EnumRepr::String => wrapped::emit(cx, file, id, name, &[Origin::std("&str"), Origin::std("String")]),
        EnumRepr::Integer => {}
    }
}

fn value_docs(value: &EnumValue) -> Lines {
    let mut lines = Lines::from_docs(&value.docs).or(&value.text);
    match value.access {
        Access::ReadOnly => lines.paragraph(["Only read: a request that has it is refused.".to_owned()]),
        Access::ReadWrite | Access::WriteOnly => {}
    }
    lines
}

fn table(cx: &Cx, id: TypeId, choice: &Enum, rest: &Name) -> String {
    let macro_name = match choice.repr {
        EnumRepr::String => "string_enum",
        EnumRepr::Integer => "integer_enum",
    };
    let name = cx.model.names.ty(id, Form::Read);
    let mut out = format!("rt::{macro_name}! {{\n    {name} = {} {{\n", string(&cx.schema_name(id)));
    for (value, name) in choice.values.iter().zip(&cx.model.names.members(id).items) {
        let read_only = match value.access {
            Access::ReadOnly => "read_only ",
            Access::ReadWrite | Access::WriteOnly => "",
        };
        let wire = match choice.repr {
            EnumRepr::String => string(&value.text),
            EnumRepr::Integer => value.text.clone(),
        };
        out.push_str(&format!("        {name} = {read_only}{wire};\n"));
    }
    out.push_str(&format!("    }} else {rest}\n}}\n"));
    out
}
