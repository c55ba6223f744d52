//! What is in the body of a page: the member at a place, and the lists.

use super::paging::{CursorSource, NextPage, Paging};
use crate::ir::xml_name;
use crate::ir::{
    Access, Additional, Api, Field, Item, Kind, Media, MediaKind, Operation, StatusMatch, TypeExpr, TypeId,
};
use crate::pointer;

/// The body that all successes of an operation have.
pub struct PageBody<'a> {
    api: &'a Api,
    value: &'a Item,
    format: MediaKind,
}

/// A value in a body.
pub struct Found<'a> {
    /// The object of each member on the way, and the position of the member.
    pub way: Vec<(TypeId, usize)>,
    pub value: &'a Item,
}

/// What a document says of a place in a body.
pub enum Lookup<'a> {
    Found(Found<'a>),
    /// It does not say: a part of the body is open, or one of several types.
    Unsaid,
    /// There is no such member; these are there.
    Missing(Vec<&'a str>),
}

impl<'a> PageBody<'a> {
    /// The body of an operation. None: it has none that is read whole, or several that differ.
    pub fn of(api: &'a Api, operation: &'a Operation) -> Option<Self> {
        let is_success = |status| matches!(status, StatusMatch::Exact(200..300) | StatusMatch::Range(2));
        let explicit = operation.responses.iter().any(|response| is_success(response.status));
        let successes = operation.responses.iter().filter(|response| match explicit {
            true => is_success(response.status),
            false => response.status == StatusMatch::Default,
        });
        let mut contents = successes.flat_map(|response| &response.content);
        let first = contents.next()?;
        let body = Self { api, value: first.value.as_ref()?, format: readable(first)? };
        let is_same = |media: &Media| {
            let value = media.value.as_ref().map(|value| api.resolve(&value.ty));
            media.kind == first.kind && value == Some(api.resolve(&body.value.ty))
        };
        contents.all(is_same).then_some(body)
    }

    /// Whether the body itself is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.api.resolve(&self.value.ty), TypeExpr::List(_))
    }

    /// The place of the only list: the whole body, or one member of it. None: there is none, or there are several.
    pub fn only_list(&self) -> Option<String> {
        if self.is_list() {
            return Some(String::new());
        }
        let mut lists = self.members().filter(|field| self.holds_list(&field.value));
        let only = lists.next()?;
        lists.next().is_none().then(|| pointer::from_keys(&[&only.name]))
    }

    /// The members of the body that a server sends.
    pub fn members(&self) -> impl Iterator<Item = &'a Field> + use<'a> {
        fields(self.api, self.value).iter().filter(|field| field.access != Access::WriteOnly)
    }

    pub fn holds_list(&self, item: &Item) -> bool {
        matches!(self.api.resolve(&item.ty), TypeExpr::List(_))
    }

    /// The value at a place. None: the document does not have it there.
    pub fn find(&self, place: &str) -> Option<Found<'a>> {
        match self.look(place) {
            Lookup::Found(found) => Some(found),
            Lookup::Unsaid | Lookup::Missing(_) => None,
        }
    }

    /// What the document says of a place.
    pub fn look(&self, place: &str) -> Lookup<'a> {
        look(self.api, self.value, place)
    }

    /// The table with its places as the format of the body has them: an element of XML may have a name of its own.
    pub fn in_format(&self, paging: Paging) -> Paging {
        if self.format != MediaKind::Xml {
            return paging;
        }
        let renamed = |place: String| self.in_xml(&place).unwrap_or(place);
        let next = match paging.next {
            NextPage::Link(place) => NextPage::Link(renamed(place)),
            NextPage::Cursor { from: CursorSource::Body(place), to } => {
                NextPage::Cursor { from: CursorSource::Body(renamed(place)), to }
            }
            other @ (NextPage::OnlyOne
            | NextPage::LinkHeader
            | NextPage::Cursor { .. }
            | NextPage::Number { .. }
            | NextPage::Offset { .. }) => other,
        };
        Paging { next, items: renamed(paging.items), more: paging.more.map(renamed), ..paging }
    }

    fn in_xml(&self, place: &str) -> Option<String> {
        let mut found = String::new();
        for (ty, index) in self.find(place)?.way {
            let Kind::Object(object) = &self.api.types[ty].kind else { return None };
            let field = object.fields.get(index)?;
            let name = xml_name::said(self.api, &field.value).name;
            pointer::push(&mut found, name.as_deref().unwrap_or(&field.name));
        }
        Some(found)
    }
}

/// The value at a place in another one.
pub fn look<'a>(api: &'a Api, mut value: &'a Item, place: &str) -> Lookup<'a> {
    let mut way = Vec::new();
    for key in pointer::keys(place) {
        let Some((id, object)) = object(api, &value.ty) else {
            return match api.resolve(&value.ty) {
                TypeExpr::Named(_) | TypeExpr::Json | TypeExpr::Map(_) => Lookup::Unsaid,
                TypeExpr::Scalar(_) | TypeExpr::List(_) | TypeExpr::CommaSeparated(_) => Lookup::Missing(Vec::new()),
            };
        };
        match object.fields.iter().enumerate().find(|(_, field)| field.name == key) {
            Some((index, field)) => {
                way.push((id, index));
                value = &field.value;
            }
            None if matches!(object.additional, Additional::Kept(_)) => return Lookup::Unsaid,
            None => return Lookup::Missing(object.fields.iter().map(|field| field.name.as_str()).collect()),
        }
    }
    Lookup::Found(Found { way, value })
}

/// The members of a value that is an object.
pub fn fields<'a>(api: &'a Api, value: &'a Item) -> &'a [Field] {
    object(api, &value.ty).map(|(_, object)| object.fields.as_slice()).unwrap_or_default()
}

fn object<'a>(api: &'a Api, ty: &'a TypeExpr) -> Option<(TypeId, &'a crate::ir::Object)> {
    let TypeExpr::Named(id) = api.resolve(ty) else { return None };
    match &api.types[*id].kind {
        Kind::Object(object) => Some((*id, object)),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}

/// The format of a body that is read whole and has members.
fn readable(media: &Media) -> Option<MediaKind> {
    match media.kind {
        MediaKind::Json | MediaKind::Xml => Some(media.kind),
        MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::Text
        | MediaKind::Bytes
        | MediaKind::EventStream
        | MediaKind::JsonLines => None,
    }
}
