//! Inline schemas that a document repeats word for word: one type, and another name for it at each further place.
//!
//! Every name that a reader of the document would guess stays, and a value fits wherever the document says the same.
//! Component schemas are never joined: a document that names two schemas means two.

use std::collections::BTreeMap;

use crate::ir::edges::change_types;
use crate::ir::{Api, Item, Kind, NameOrigin, Step, TypeExpr, TypeId};
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
    /// What the type is. Inline types stand inside one another as deep as the parser allows, and no deeper.
    fn visit(&mut self, id: TypeId) -> TypeId {
        if let Some(&first) = self.seen.get(&id) {
            return first;
        }
        // A loop of inline types is met again here, and stands for itself.
        self.seen.insert(id, id);
        let first = match self.content(id) {
            Some(content) => *self.first.entry(content).or_insert(id),
            None => id,
        };
        self.seen.insert(id, first);
        first
    }

    /// All that the document says inside an inline type: places aside, and with the types it mentions told by what
    /// they are.
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
