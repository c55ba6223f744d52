//! How the pages of an operation are emitted: the table of the operation, and the items of a body.

use quote::quote;

use super::cx::Cx;
use super::member::{Member, Wrapper};
use super::rust_type::RustType;
use super::source_file::SourceFile;
use super::text::{string, strings};
use super::typing::value_type;
use crate::analyse::{Context, Form};
use crate::exchange::paging::{CursorSource, NextPage, PageParam, Paging};
use crate::ir::{Kind, Method, OperationId, TypeId};
use crate::names::Name;

/// `rt::Paging::new(rt::NextPage::Link("/nextLink")).items("/value")`. None: the operation is not paged.
pub fn table(cx: &Cx, id: OperationId) -> Option<String> {
    let Paging { next, items, more, repeated, link_method } = cx.model.exchange.paging(id)?;
    let mut out = format!("rt::Paging::new({})", next_page(next));
    if !items.is_empty() {
        out.push_str(&format!(".items({})", string(items)));
    }
    if let Some(more) = more {
        out.push_str(&format!(".more({})", string(more)));
    }
    if !repeated.is_empty() {
        out.push_str(&format!(".repeated({})", strings(repeated)));
    }
    if *link_method != Method::Get {
        out.push_str(&format!(".link_method(rt::Method::{})", link_method.key().to_ascii_uppercase()));
    }
    Some(out)
}

fn next_page(next: &NextPage) -> String {
    match next {
        NextPage::OnlyOne => "rt::NextPage::OnlyOne".to_owned(),
        NextPage::Link(place) => format!("rt::NextPage::Link({})", string(place)),
        NextPage::LinkHeader => "rt::NextPage::LinkHeader".to_owned(),
        NextPage::Cursor { from, to } => {
            let (source, value) = match from {
                CursorSource::Body(place) => ("Body", place),
                CursorSource::Header(name) => ("Header", name),
                CursorSource::LastItem(place) => ("LastItem", place),
            };
            let from = format!("rt::CursorSource::{source}({})", string(value));
            format!("rt::NextPage::Cursor {{ from: {from}, to: {} }}", param(to))
        }
        NextPage::Number { to, first } => format!("rt::NextPage::Number {{ to: {}, first: {first} }}", param(to)),
        NextPage::Offset { to } => format!("rt::NextPage::Offset {{ to: {} }}", param(to)),
    }
}

fn param(param: &PageParam) -> String {
    let (place, name) = match param {
        PageParam::Query(name) => ("Query", name),
        PageParam::Header(name) => ("Header", name),
        PageParam::Body(place) => ("Body", place),
    };
    format!("rt::PageParam::{place}({})", string(name))
}

/// Emits how the items are taken from a body of this type, if it is that of a page.
pub fn items(cx: &Cx, file: &mut SourceFile, id: TypeId) {
    let Some(way) = cx.model.exchange.items_of(id) else { return };
    let members: Option<Vec<Member>> = way.iter().map(|(ty, index)| member(cx, *ty, *index)).collect();
    let Some(members) = members else { return };
    let Some(RustType::Vec(item)) = members.last().map(|list| list.value.clone()) else { return };
    let mut value = quote!(self);
    let mut may_be_absent = false;
    for member in &members {
        let name = member.name.ident();
        let is_optional = member.wrapper != Wrapper::Bare;
        value = match (may_be_absent, is_optional) {
            (false, _) => quote!(#value.#name),
            (true, false) => quote!(#value.map(|it| it.#name)),
            (true, true) => quote!(#value.and_then(|it| it.#name)),
        };
        may_be_absent |= is_optional;
    }
    if may_be_absent {
        value = quote!(#value.unwrap_or_default());
    }
    let (body, item) = (cx.model.names.ty(id, Form::Read).ident(), file.type_tokens(&item));
    file.runtime();
    file.item(quote! {
        impl rt::Paged for #body {
            type Item = #item;
            #[inline]
            fn into_items(self) -> Vec<Self::Item> {
                #value
            }
        }
    });
}

/// A member as a server sends it. Its type has no alias in it.
fn member<'a>(cx: &Cx<'a>, id: TypeId, index: usize) -> Option<Member<'a>> {
    let Kind::Object(object) = &cx.def(id).kind else { return None };
    let (field, name): (_, &Name) = (object.fields.get(index)?, cx.model.names.members(id).items.get(index)?);
    let member = Member::from_field(cx, id, Form::Read, index, field, name)?;
    let value = value_type(cx, cx.resolve(&field.value.ty), Context::Read);
    Some(Member { value, ..member })
}
