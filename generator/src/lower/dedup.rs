//! Which inline schemas are equal? They become one type, and each further place gets an alias of it.
//!
//! So every name exists that a reader of the document would guess, and a value fits where the document says the same.
//! Component schemas are never merged, because a document that names two schemas means two.

use std::collections::BTreeMap;

use crate::ir::edges::change_types;
use crate::ir::{Api, Item, Kind, NameOrigin, ShapeReason, Step, TypeExpr, TypeId};
use crate::location::{At, FileId, Location};

/// Makes each further one of equal inline types an alias of the first.
pub(super) fn merge_equal_types(api: &mut Api) {
    let mut dedup = Dedup { api, first: BTreeMap::new(), seen: BTreeMap::new() };
    for id in dedup.api.types.ids() {
        dedup.visit(id);
    }
    let found: Vec<(TypeId, TypeId)> = dedup.seen.into_iter().filter(|(id, first)| id != first).collect();
    for (id, first) in found {
        api.types[id].kind = Kind::Alias(Item::plain(TypeExpr::Named(first)));
        api.types[id].because = ShapeReason::Repeats;
        api.repeated.insert(id, first);
    }
}

struct Dedup<'a> {
    api: &'a Api,
    /// The first type with each content.
    first: BTreeMap<String, TypeId>,
    /// What each type visited so far is: itself, or the type that it repeats.
    seen: BTreeMap<TypeId, TypeId>,
}

impl Dedup<'_> {
    /// The type itself, or the first type that is equal. Inline types are nested no deeper than the parser allows.
    fn visit(&mut self, id: TypeId) -> TypeId {
        if let Some(&first) = self.seen.get(&id) {
            return first;
        }
        // A loop of inline types comes back here, and is equal to no other type.
        self.seen.insert(id, id);
        let first = match self.content(id) {
            Some(content) => *self.first.entry(content).or_insert(id),
            None => id,
        };
        self.seen.insert(id, first);
        first
    }

    /// The content of an inline type, as text without locations. Each type that it refers to is replaced by the first
    /// that is equal.
    fn content(&mut self, id: TypeId) -> Option<String> {
        let api = self.api;
        let def = &api.types[id];
        if !is_inline(&def.name) {
            return None;
        }
        let mut kind = match &def.kind {
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => def.kind.clone(),
            Kind::Alias(_) | Kind::Invalid | Kind::Removed => return None,
        };
        if let Kind::Object(object) = &mut kind {
            for field in &mut object.fields {
                field.location = Location { file: FileId(0), at: At::LineColumn(0, 0) };
            }
        }
        change_types(&mut kind, &mut |id| self.visit(id));
        Some(format!("{kind:?}"))
    }
}

/// Whether a type is named after the place where it stands.
fn is_inline(name: &NameOrigin) -> bool {
    match name {
        NameOrigin::Component(_) => false,
        NameOrigin::Inside { path, .. } | NameOrigin::InOperation { path, .. } | NameOrigin::InPart { path, .. } => {
            !matches!(path.last(), None | Some(Step::Base))
        }
    }
}
