//! Of which unions may a value be several objects at once?

use std::collections::BTreeSet;

use crate::ir::{Additional, Api, Keyword, Kind, TypeExpr, Union};

/// Whether a value of a union may be several objects at once: two variants of an `anyOf` are open objects, or hold them, and
/// no discriminator says which of them a value is.
pub fn may_overlap(api: &Api, union: &Union) -> bool {
    union.keyword == Keyword::AnyOf
        && union.discriminator.is_none()
        && union.variants.iter().filter(|variant| holds_open_object(api, &variant.value.ty)).nth(1).is_some()
}

/// Whether values of a type are objects that may have other members, or lists, maps or variants that are.
fn holds_open_object(api: &Api, ty: &TypeExpr) -> bool {
    let mut known = BTreeSet::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match api.resolve(ty) {
            TypeExpr::Named(id) if known.insert(*id) => match &api.types[*id].kind {
                Kind::Object(object) if !matches!(object.additional, Additional::Closed) => return true,
                Kind::Union(union) => open.extend(union.variants.iter().map(|variant| &variant.value.ty)),
                Kind::Object(_) | Kind::Enum(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => {}
            },
            TypeExpr::List(item) | TypeExpr::Map(item) => open.push(&item.ty),
            TypeExpr::Named(_) | TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json => {}
        }
    }
    false
}
