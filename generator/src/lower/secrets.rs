//! Which members are secrets, because a server never sends them back? What documents say of credentials is `writeOnly`.
//!
//! A string that is `writeOnly` itself is a secret where it is lowered. Here are the members that are `writeOnly` beside a
//! reference to a string, and those that are lists or maps of strings.

use crate::ir::{Access, Api, Item, Kind, Scalar, TypeExpr};

/// Gives members that only a client sends, and that hold text, the type of a secret.
pub(super) fn mark_secrets(api: &mut Api) {
    let mut found = Vec::new();
    for (id, def) in api.types.iter() {
        let Kind::Object(object) = &def.kind else { continue };
        let fields = object.fields.iter().enumerate().filter(|(_, field)| field.access == Access::WriteOnly);
        found.extend(fields.filter_map(|(index, field)| Some((id, index, secret(api, &field.value)?))));
    }
    for (id, index, value) in found {
        if let Kind::Object(object) = &mut api.types[id].kind
            && let Some(field) = object.fields.get_mut(index)
        {
            field.value = value;
        }
    }
}

/// The same use of a type, with secrets in place of strings. None: it holds none.
fn secret(api: &Api, item: &Item) -> Option<Item> {
    let ty = match api.resolve(&item.ty) {
        TypeExpr::Scalar(Scalar::String) => TypeExpr::Scalar(Scalar::Secret),
        TypeExpr::List(inner) => TypeExpr::List(Box::new(secret(api, inner)?)),
        TypeExpr::Map(inner) => TypeExpr::Map(Box::new(secret(api, inner)?)),
        TypeExpr::Scalar(_) | TypeExpr::CommaSeparated(_) | TypeExpr::Json | TypeExpr::Named(_) => return None,
    };
    Some(Item { ty, checks: api.checks(item).cloned().collect(), ..item.clone() })
}
