//! What every struct of a request or response has beside its fields: `new`, setters, and the table of its members.
//! Models and structs of parameters share it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::prose;
use super::member::{Argument, Member, MemberPresence, Setter, Wrapper};
use super::source_file::SourceFile;
use super::text::{slice, slice_of_lines, string};
use crate::analyse::CompiledIn;
use crate::ir::{Constant, ConstantKind};
use crate::names::Name;

/// `impl … { pub fn new(id: impl Into<String>) -> Self { … } }`
pub fn constructor<'m, 'a: 'm>(
    file: &mut SourceFile,
    name: &Name,
    members: impl Iterator<Item = &'m Member<'a>> + Clone,
) {
    let required = members.filter(|member| member.is_argument());
    let arguments: Vec<TokenStream> = required
        .clone()
        .map(|member| {
            let (name, ty) = (member.name.ident(), member.argument().ty(file));
            quote!(#name: #ty)
        })
        .collect();
    let values = required.clone().map(|member| {
        let (name, argument) = (member.name.ident(), member.argument());
        let value = argument.value(member.name);
        match argument {
            Argument::Plain(_) => quote!(#name),
            Argument::Into(_) | Argument::Boxed(_) | Argument::Nullable(_) | Argument::List(_) | Argument::Map(_) => {
                quote!(#name: #value)
            }
        }
    });
    let doc = if required.clone().next().is_some() {
        " With its required members; the others are not set."
    } else {
        " Nothing is set."
    };
    let name = name.ident();
    let body = if required.clone().next().is_some() {
        quote!(Self { #(#values,)* ..rt::placeholder() })
    } else {
        quote!(rt::placeholder())
    };
    file.item(quote! {
        impl #name {
            #[doc = #doc]
            #[inline]
            pub fn new(#(#arguments),*) -> Self {
                #body
            }
        }
    });
}

/// `rt::setters! { … }`: a setter for each member, and a method that clears it if null is legal; and one for the members
/// that the document does not name.
pub fn setters<'m, 'a: 'm>(
    file: &mut SourceFile,
    name: &Name,
    members: impl Iterator<Item = (&'m Member<'a>, Option<&'m Name>)>,
    others: Option<(&Name, Setter)>,
) {
    let mut entries = String::new();
    for (member, clear) in members {
        let clear = match (member.wrapper, clear) {
            (Wrapper::Patch, Some(clear)) => format!(" / {clear}"),
            (Wrapper::Bare | Wrapper::Option | Wrapper::Patch, _) => String::new(),
        };
        let doc = format!("[{}](#structfield.{})", prose::code(member.wire), member.name.text());
        let Setter { argument, put } = member.setter();
        let argument = argument.text(file);
        entries.push_str(&format!("        /// Sets {doc}.\n        {}{clear}: {argument} => {put};\n", member.name));
    }
    if let Some((field, Setter { argument, put })) = others {
        let argument = argument.text(file);
        entries.push_str(&format!(
            "        /// Sets the members that the document does not name.\n        {field}: {argument} => {put};\n"
        ));
    }
    if !entries.is_empty() {
        file.table(&format!("rt::setters! {{\n    {name} {{\n{entries}    }}\n}}\n"));
    }
}

/// How the table of a record has unknown members.
pub struct Others<'a> {
    /// The field that keeps them.
    pub field: &'a Name,
    /// The names of members that a client does not send, for a record that it sends.
    pub read_only: Vec<&'a str>,
}

/// What a record is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A value of JSON, of XML or of a form.
    Model,
    /// The parameters of an operation.
    Params,
}

/// What the table of a record says of the type itself.
pub struct Head<'a> {
    pub kind: Kind,
    pub name: &'a Name,
    pub wire: &'a str,
    pub limits: &'a [String],
    pub compiled_in: CompiledIn,
}

/// The line of the table of a type that says where its functions are compiled.
pub fn inline(compiled_in: CompiledIn) -> &'static str {
    match compiled_in {
        CompiledIn::UsersCrate => "",
        CompiledIn::EmittedCrate => "    #[inline(never)]\n",
    }
}

/// `rt::record! { … }`, with a line for each member. `xml` says how each is written in XML, unless none needs it.
pub fn table<'m, 'a: 'm>(
    file: &mut SourceFile,
    head: &Head,
    members: impl Iterator<Item = (&'m Member<'a>, Vec<String>)>,
    others: Option<Others>,
    xml: &[String],
) {
    let members: Vec<_> = members.collect();
    // A struct without required members implements `Default`.
    let default = if members.iter().all(|(member, _)| member.is_defaulted()) { ": Default" } else { "" };
    let Head { kind, name, wire, limits, compiled_in } = head;
    let kind = match kind {
        Kind::Model => "",
        Kind::Params => " as params",
    };
    let inline = inline(*compiled_in);
    let mut out =
        format!("rt::record! {{\n{inline}    {name}{kind}{default} = {}{} {{\n", string(wire), bracketed(limits));
    for (member, checks) in members {
        let presence = match member.presence {
            MemberPresence::Optional => "",
            MemberPresence::Required => "required ",
            MemberPresence::Full => "full ",
        };
        let constant = member.constant.map(|constant| format!(" = {}", literal(constant))).unwrap_or_default();
        let wire = string(member.wire);
        out.push_str(&format!("        {} = {presence}{wire}{constant}{};\n", member.name, bracketed(&checks)));
    }
    if let Some(Others { field, read_only }) = others {
        let names: Vec<String> = read_only.into_iter().map(string).collect();
        let names = slice_of_lines(&names, 8);
        let names =
            if names == "&[]" { String::new() } else { format!(" read_only {}", names.trim_start_matches('&')) };
        out.push_str(&format!("        ..{field}{names}\n"));
    }
    out.push_str("    }");
    if !xml.is_empty() {
        out.push_str(&format!(" xml {}", slice_of_lines(xml, 4).trim_start_matches('&')));
    }
    out.push_str("\n}\n");
    file.table(&out);
}

/// The value of a member that has one, of which the type of the member is made.
fn literal(Constant { text, kind, .. }: &Constant) -> String {
    match kind {
        ConstantKind::Text => string(text),
        ConstantKind::Integer => format!("{text}_i64"),
        ConstantKind::Number => format!("{text}_f64"),
        ConstantKind::Boolean => text.clone(),
    }
}

fn bracketed(checks: &[String]) -> String {
    let list = slice(checks);
    if checks.is_empty() { String::new() } else { format!(" {}", list.trim_start_matches('&')) }
}
