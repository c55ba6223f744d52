//! Which schemas are left as JSON, because the user says so?

use super::{Api, Item, Kind, NameOrigin, Step, TypeDef, TypeExpr, TypeId, Union, Unlisted};

impl Api {
    /// Leaves schemas as JSON. A schema that others extend by its discriminator stays what it is for all of them, and keeps
    /// what it does not name; any other is any JSON. `is_left` is asked with the key of the component and the number of
    /// variants. Returns the number of variants of the widest union that the document has.
    pub fn leave_as_json(&mut self, is_left: impl Fn(Option<&str>, usize) -> bool) -> usize {
        let ids: Vec<TypeId> = self.types.ids().collect();
        let mut widest = 0;
        for id in ids {
            let def = &self.types[id];
            let variants = match &def.kind {
                Kind::Union(union) => union.variants.len(),
                Kind::Object(_) | Kind::Enum(_) | Kind::Alias(_) => 0,
                Kind::Invalid | Kind::Removed => continue,
            };
            widest = widest.max(variants);
            if !is_left(component(def), variants) {
                continue;
            }
            let is_extended = self.is_extended(id);
            match &mut self.types[id].kind {
                Kind::Union(union) if is_extended => {
                    union.variants.truncate(1);
                    union.unlisted = Unlisted::Base;
                }
                kind => *kind = Kind::Alias(Item::plain(TypeExpr::Json)),
            }
        }
        widest
    }

    /// Whether a type is the union of the schemas that extend one, which is its first variant.
    fn is_extended(&self, id: TypeId) -> bool {
        let Kind::Union(Union { variants, .. }) = &self.types[id].kind else { return false };
        let Some(TypeExpr::Named(first)) = variants.first().map(|variant| &variant.value.ty) else { return false };
        let NameOrigin::Inside { parent, path } = &self.types[*first].name else { return false };
        *parent == id && matches!(path[..], [Step::Base])
    }

    /// The keys of component schemas.
    pub fn component_keys(&self) -> impl Iterator<Item = &str> {
        self.types.iter().filter_map(|(_, def)| component(def))
    }
}

/// The key of the component that a type is.
fn component(def: &TypeDef) -> Option<&str> {
    match &def.name {
        NameOrigin::Component(key) => Some(key),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => None,
    }
}
