//! How an object is emitted: a struct, its constructor and setters if a client sends it, and its table.

use proc_macro2::TokenStream;
use quote::quote;

use crate::analyse::recursion::rest_position;
use crate::analyse::{Construction, Context, Edge, Form};
use crate::emit::cx::Cx;
use crate::emit::docs::prose;
use crate::emit::member::{Argument, Items, Member, Setter, Wrapper};
use crate::emit::record::{self, Head, Others};
use crate::emit::rust_type::RustType;
use crate::emit::source_file::SourceFile;
use crate::emit::typing::{held_type, map_of, resolved_type};
use crate::emit::wrapped::{self, Origin};
use crate::emit::{checks, docs, paging, xml};
use crate::ir::{Access, Additional, Field, Item, Object, TypeExpr, TypeId};
use crate::names::Name;

/// A member with its field in the IR.
pub struct Shown<'a> {
    pub field: &'a Field,
    pub member: Member<'a>,
    pub clear: Option<&'a Name>,
}

/// The members of an object in a form, in document order.
pub fn members<'a>(cx: &Cx<'a>, id: TypeId, object: &'a Object, form: Form) -> Vec<Shown<'a>> {
    let names = cx.model.names.members(id);
    let fields = object.fields.iter().enumerate().zip(&names.items);
    fields
        .filter_map(|((index, field), name)| {
            let member = Member::from_field(cx, id, form, index, field, name)?;
            Some(Shown { field, member, clear: names.clears.get(index) })
        })
        .collect()
}

/// Emits a form of an object.
pub fn emit(cx: &Cx, file: &mut SourceFile, id: TypeId, object: &Object, form: Form) {
    let members = members(cx, id, object, form);
    let rest = extra(cx, id, object, form);
    structure(cx, file, id, form, &members, rest.as_ref().map(|rest| (rest, others_docs(cx, id, object, form))));
    let name = cx.model.names.ty(id, form);
    match cx.model.facts.construction(id, form) {
        Construction::Setters => {
            record::constructor(file, name, members.iter().map(|shown| &shown.member));
            let others = rest.as_ref().map(|rest| (rest.name, rest.setter()));
            record::setters(file, name, members.iter().map(|shown| (&shown.member, shown.clear)), others);
            changes(cx, file, id, form, &members);
        }
        Construction::Literal | Construction::Never => {}
    }
    // What is received is not checked, so that only what a client sends has limits.
    let is_sent = cx.model.facts.is_sent(id, form);
    let checks = |field| if is_sent { checks::field_checks(cx, field) } else { Vec::new() };
    let entries = members.iter().map(|shown| (&shown.member, checks(shown.field)));
    let others = rest.as_ref().map(|rest| Others { field: rest.name, read_only: read_only(object, form) });
    let limits = if is_sent { checks::object_checks(cx, object) } else { Vec::new() };
    let xml = xml::members(cx, id, members.iter().map(|shown| (shown.field, shown.member.edge)));
    let compiled_in = cx.model.facts.compiled_in(id);
    record::table(
        file,
        &Head { kind: record::Kind::Model, name, wire: &cx.schema_name(id), limits: &limits, compiled_in },
        entries,
        others,
        &xml,
    );
    if form == Form::Read {
        paging::items(cx, file, id);
        for write in cx.model.facts.forms(id).iter().copied().filter(|write| *write != Form::Read) {
            convert(cx, file, id, object, &members, write);
        }
    }
}

/// `ContactPatch::changes(&before, &after)`. A member of this name has its setter there.
fn changes(cx: &Cx, file: &mut SourceFile, id: TypeId, form: Form, members: &[Shown]) {
    let (nested, objects) = match form {
        Form::Patch => {
            (quote!(Whole), " An object inside that differs is set whole, since a server may merge it or replace it.")
        }
        Form::MergePatch => (quote!(Changed), " An object inside that differs is a patch too."),
        Form::Read | Form::Input | Form::Full => return,
    };
    let is_taken = members.iter().any(|shown| shown.member.name.text() == "changes");
    if is_taken || !cx.model.facts.forms(id).contains(&Form::Read) {
        return;
    }
    let (patch, read) = (cx.model.names.ty(id, form).ident(), cx.model.names.ty(id, Form::Read).ident());
    file.item(quote! {
        impl #patch {
            #[doc = " The smallest patch that turns `before` into `after`: what is equal is not set, and null clears what"]
            #[doc = " `after` lacks."]
            #[doc = ""]
            #[doc = #objects]
            #[inline]
            pub fn changes(before: &#read, after: &#read) -> Self {
                rt::changes(before, after, rt::Nested::#nested)
            }
        }
    });
}

/// The members of an object that a client does not send, for a form that it sends.
fn read_only(object: &Object, form: Form) -> Vec<&str> {
    let absent = object.fields.iter().filter(|field| field.access == Access::ReadOnly && !form.has(field.access));
    absent.map(|field| field.name.as_str()).collect()
}

/// The field that keeps members that the document does not name.
pub struct Extra<'a> {
    pub name: &'a Name,
    /// The type of its values.
    values: Items,
    edge: Edge,
}

impl Extra<'_> {
    /// The type of the field.
    pub fn ty(&self) -> RustType {
        map_of(self.values.ty(), self.edge)
    }

    fn setter(&self) -> Setter {
        match self.edge {
            Edge::Plain | Edge::Boxed => self.values.setter(Wrapper::Bare),
            Edge::Erased => {
                Setter { argument: Argument::Map(held_type(self.values.ty(), self.edge)), put: "value_map" }
            }
        }
    }
}

/// The field of an open object that keeps what the document does not name.
pub fn extra<'a>(cx: &Cx<'a>, id: TypeId, object: &Object, form: Form) -> Option<Extra<'a>> {
    match &object.additional {
        Additional::Kept(item) => {
            let name = cx.model.names.members(id).rest.as_ref()?;
            let edge = cx.model.facts.edge(id, rest_position(object));
            Some(Extra { name, values: Items::in_map(cx, item, form.context()), edge })
        }
        Additional::Ignored | Additional::Closed => None,
    }
}

fn structure(
    cx: &Cx,
    file: &mut SourceFile,
    id: TypeId,
    form: Form,
    members: &[Shown],
    rest: Option<(&Extra, String)>,
) {
    let def = cx.def(id);
    let docs = docs::type_docs(cx, id, form);
    let deprecated = docs::deprecated(def.deprecated);
    // The full form is not `#[non_exhaustive]`: it is made by a struct literal, so that the compiler reports a member
    // that is new in the document.
    let open = (form != Form::Full).then(|| quote!(#[non_exhaustive]));
    let field = |shown: &Shown| {
        let docs = docs::field_docs(shown.field).attributes();
        let deprecated = docs::deprecated(shown.field.deprecated);
        let (name, ty) = (shown.member.name.ident(), file.type_tokens(&shown.member.ty()));
        quote!(#docs #deprecated pub #name: #ty)
    };
    let fields: Vec<TokenStream> = members.iter().map(field).collect();
    let rest = rest.map(|(rest, docs)| {
        let (name, ty) = (rest.name.ident(), file.type_tokens(&rest.ty()));
        quote!(#[doc = #docs] pub #name: #ty,)
    });
    let name = cx.model.names.ty(id, form).ident();
    let item = quote! {
        #deprecated
        #open
        pub struct #name {
            #(#fields,)*
            #rest
        }
    };
    file.documented(&docs, item);
}

/// The docs of the field for unknown members, with what a conversion does with them.
fn others_docs(cx: &Cx, id: TypeId, object: &Object, form: Form) -> String {
    let docs = match &object.additional {
        Additional::Kept(others) => {
            format!(" Members that the document does not name.{}", docs::limits_of_each(others))
        }
        Additional::Ignored | Additional::Closed => String::new(),
    };
    match &object.additional {
        Additional::Kept(others) if cx.model.facts.is_converted(id, form) => {
            let read = prose::code(cx.model.names.ty(id, Form::Read).text());
            let then = if keeps_others(cx, others, form) {
                "moves them here"
            } else {
                "leaves them out, since the server may have set them"
            };
            format!("{docs} A conversion from {read} {then}.")
        }
        Additional::Kept(_) | Additional::Ignored | Additional::Closed => docs,
    }
}

/// `rt::conversion! { Contact => ContactPatch { same display_name, inner home_address } }`
fn convert(cx: &Cx, file: &mut SourceFile, id: TypeId, object: &Object, read: &[Shown], write: Form) {
    if cx.model.facts.is_second_name(id, write) || !cx.model.facts.is_converted(id, write) {
        return;
    }
    let mut fields: Vec<(&str, &Name)> = Vec::new();
    for shown in read {
        let Shown { field, member, .. } = shown;
        let name = member.name;
        let Some(written) = Member::from_field(cx, id, write, 0, field, name) else { continue };
        let how = match (
            one_form(cx, &field.value.ty, write.context().behind(field.replace)),
            member.wrapper,
            written.wrapper,
        ) {
            (true, _, _) => "keep",
            (false, Wrapper::Bare, Wrapper::Option | Wrapper::Patch) => "convert_present",
            (false, _, _) => "convert",
        };
        fields.push((how, name));
    }
    if let (Some(rest), Additional::Kept(item)) = (extra(cx, id, object, write), &object.additional)
        && keeps_others(cx, item, write)
    {
        let how = if one_form(cx, &item.ty, write.context()) { "keep" } else { "convert" };
        fields.push((how, rest.name));
    }
    let (from, to) = (cx.model.names.ty(id, Form::Read), cx.model.names.ty(id, write));
    let inline = record::inline(cx.model.facts.compiled_in(id));
    let mut out = format!("rt::conversion! {{\n{inline}    {from} => {to} {{\n");
    for (how, field) in fields {
        out.push_str(&format!("        {how} {field},\n"));
    }
    out.push_str("    }\n}\n");
    file.table(&out);
    wrapped::emit(cx, file, id, to, &[Origin::here(from)]);
}

/// Whether a conversion moves unknown members. If the document gives their type, they are data, and move. Otherwise a
/// server may have added them to a response. A PATCH omits these, since members that it omits stay as they are; a
/// replacement has them, since the server deletes what it omits.
fn keeps_others(cx: &Cx, others: &Item, write: Form) -> bool {
    match (write, cx.resolve(&others.ty)) {
        (Form::Patch, TypeExpr::Json) => false,
        (Form::Patch | Form::Input | Form::MergePatch | Form::Full | Form::Read, _) => true,
    }
}

/// Whether a value is received and sent in one form.
fn one_form(cx: &Cx, ty: &TypeExpr, write: Context) -> bool {
    resolved_type(cx, ty, Context::Read) == resolved_type(cx, ty, write)
}
