//! Which forms of a type are emitted, and why. What a server sends and what a client sends are two types where they
//! differ.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Context, Form, types_in_context};
use super::reach::{Root, RootUse};
use super::spread::{Dependents, Reason, Spread};
use crate::ir::edges::{types_in, types_of};
use crate::ir::{
    Access, Additional, Api, ArenaMap, Field, Item, Kind, OperationId, Presence, Replace, TypeDef, TypeExpr, TypeId,
};

/// A member in which two forms of its type differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DifferingMember {
    /// Its position among the fields of the object.
    pub field: usize,
    pub because: Difference,
}

/// Why the forms of a type differ in a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Only a server sends it.
    ReadOnly,
    /// Only a client sends it.
    WriteOnly,
    /// A client can omit it or send null, and the two mean different things.
    OptionalAndNullable,
    /// The server replaces its value as a whole, so that the value must be complete.
    ReplacedWhole,
    /// A server may omit it, but a client that replaces the whole value must give it.
    Optional,
    /// A client can omit it, or remove it by null.
    RemovedByNull,
}

/// What uses a form of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// This operation uses it.
    Operation(OperationId),
    /// A webhook sends it.
    Webhook,
    /// A form of this type mentions it.
    Inside(TypeId),
    /// No operation reaches it.
    Unreached,
}

impl Use {
    fn by(root: RootUse) -> Self {
        match root {
            RootUse::Operation(id) => Self::Operation(id),
            RootUse::Webhook => Self::Webhook,
        }
    }
}

/// An object keeps members of which the document says nothing: a replacement sends them, a PATCH omits them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct UnnamedMembers;

/// The forms of every type.
#[derive(Debug, Clone)]
pub struct Forms {
    /// The types for which what is sent differs from what is received.
    differs: Spread<DifferingMember>,
    /// The types that are sent with members that the document does not name by a replacement, and without them by PATCH.
    others: Spread<UnnamedMembers>,
    /// The types for which a merge patch differs from what is received.
    merge: Spread<DifferingMember>,
    /// The types for which a whole replacement differs from what is received.
    full: Spread<DifferingMember>,
    /// The emitted forms of each type, in the order of [`Form`].
    emitted: ArenaMap<TypeId, Vec<Form>>,
    /// The first use of each form that is emitted.
    uses: ArenaMap<TypeId, BTreeMap<Form, Use>>,
    /// The first use of the read form by a client that sends it.
    sent: ArenaMap<TypeId, Option<Use>>,
}

impl Forms {
    /// The emitted forms of a type.
    pub fn forms(&self, id: TypeId) -> &[Form] {
        &self.emitted[id]
    }

    /// The form used in a context.
    pub fn form_in(&self, id: TypeId, context: Context) -> Form {
        match context {
            Context::Patch if self.differs.holds(id) => Form::Patch,
            Context::Input if self.differs.holds(id) => Form::Input,
            Context::MergePatch if self.merge.holds(id) => Form::MergePatch,
            Context::Full if self.full.holds(id) => Form::Full,
            Context::Read | Context::Patch | Context::Input | Context::MergePatch | Context::Full => Form::Read,
        }
    }

    /// Whether the form of PATCH is that of other methods too.
    pub fn is_patch_input(&self, id: TypeId) -> bool {
        !self.others.holds(id)
    }

    /// Whether a client sends this form.
    pub fn is_sent(&self, id: TypeId, form: Form) -> bool {
        match form {
            Form::Read => self.sent[id].is_some(),
            Form::Patch | Form::Input | Form::MergePatch | Form::Full => true,
        }
    }

    /// Why a form is another type than the read form. None: it is not, or it is the read form itself.
    pub fn reason(&self, id: TypeId, form: Form) -> Option<Reason<DifferingMember>> {
        match form {
            Form::Read => None,
            Form::Patch | Form::Input => self.differs.reason(id),
            Form::MergePatch => self.merge.reason(id),
            Form::Full => self.full.reason(id),
        }
    }

    /// The first use of a form. None: it is not emitted.
    pub fn first_use(&self, id: TypeId, form: Form) -> Option<Use> {
        self.uses[id].get(&form).copied()
    }

    /// The first use by which a client sends the read form of a type. None: no client sends it.
    pub fn first_sent_by(&self, id: TypeId) -> Option<Use> {
        self.sent[id]
    }
}

/// Computes the forms of every type from what the schemas say and from what operations reach.
pub fn forms(api: &Api, dependents: &Dependents, roots: &[Root]) -> Forms {
    let differs = Spread::new(dependents, |_, def| differing(def, sent_difference));
    let keeps = |id, def: &TypeDef| (differs.holds(id) && keeps_any_member(api, def)).then_some(UnnamedMembers);
    let mut forms = Forms {
        others: Spread::new(dependents, keeps),
        differs,
        merge: Spread::new(dependents, |_, def| merge_difference(def)),
        full: Spread::new(dependents, |_, def| differing(def, full_difference)),
        emitted: ArenaMap::filled(&api.types, Vec::new()),
        uses: ArenaMap::filled(&api.types, BTreeMap::new()),
        sent: ArenaMap::filled(&api.types, None),
    };
    include_reached(api, roots, &mut forms);
    include_unreached(api, &mut forms);
    for id in api.types.ids() {
        forms.emitted[id] = forms.uses[id].keys().copied().collect();
    }
    forms
}

/// Emits what operations reach, in the form of its context, with all that it mentions.
fn include_reached(api: &Api, roots: &[Root], forms: &mut Forms) {
    let mut visited: ArenaMap<TypeId, BTreeSet<Context>> = ArenaMap::filled(&api.types, BTreeSet::new());
    let mut work: Vec<(TypeId, Context, Use)> =
        roots.iter().map(|root| (root.ty, root.context, Use::by(root.by))).collect();
    while let Some((id, context, by)) = work.pop() {
        if !visited[id].insert(context) {
            continue;
        }
        let form = forms.form_in(id, context);
        forms.uses[id].entry(form).or_insert(by);
        if context != Context::Read && form == Form::Read {
            forms.sent[id].get_or_insert(by);
        }
        // The context is passed on below a shared form, so that each type below it is known to be sent.
        visit_inside(&api.types[id], form, context, &mut |inner, context| work.push((inner, context, Use::Inside(id))));
    }
}

/// Emits each type that no operation reaches in its read form, with all that it mentions.
fn include_unreached(api: &Api, forms: &mut Forms) {
    let mut work: Vec<TypeId> = api.types.ids().filter(|&id| forms.uses[id].is_empty()).collect();
    for &id in &work {
        forms.uses[id].insert(Form::Read, Use::Unreached);
    }
    while let Some(id) = work.pop() {
        types_of(&api.types[id], &mut |inner| {
            forms.uses[inner].entry(Form::Read).or_insert_with(|| {
                work.push(inner);
                Use::Inside(id)
            });
        });
    }
}

/// Calls `visit` for each type that a form mentions, with the context it is used in.
fn visit_inside(def: &TypeDef, form: Form, context: Context, visit: &mut impl FnMut(TypeId, Context)) {
    match &def.kind {
        Kind::Object(object) => {
            for field in object.fields.iter().filter(|field| form.has(field.access)) {
                types_in_context(&field.value.ty, context.behind(field.replace), visit);
            }
            match &object.additional {
                Additional::Kept(item) => types_in_context(&item.ty, context, visit),
                Additional::Ignored | Additional::Closed => {}
            }
        }
        Kind::Union(union) => {
            union.variants.iter().for_each(|variant| types_in_context(&variant.value.ty, context, visit))
        }
        Kind::Alias(item) => types_in_context(&item.ty, context, visit),
        Kind::Enum(_) | Kind::Invalid | Kind::Removed => {}
    }
}

/// The first member of an object in which two of its forms differ.
fn differing(def: &TypeDef, difference: fn(&Field) -> Option<Difference>) -> Option<DifferingMember> {
    match &def.kind {
        Kind::Object(object) => object
            .fields
            .iter()
            .enumerate()
            .find_map(|(index, field)| difference(field).map(|because| DifferingMember { field: index, because })),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}

/// Whether an object keeps members of which the document says nothing.
fn keeps_any_member(api: &Api, def: &TypeDef) -> bool {
    match &def.kind {
        Kind::Object(object) => match &object.additional {
            Additional::Kept(item) => matches!(api.resolve(&item.ty), TypeExpr::Json),
            Additional::Ignored | Additional::Closed => false,
        },
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => false,
    }
}

/// Why a member makes what is sent another type than what is received.
fn sent_difference(field: &Field) -> Option<Difference> {
    match (field.access, field.presence, field.replace) {
        (Access::ReadOnly, _, _) => Some(Difference::ReadOnly),
        (Access::WriteOnly, _, _) => Some(Difference::WriteOnly),
        (Access::ReadWrite, Presence::Optional, _) if field.value.nullable => Some(Difference::OptionalAndNullable),
        (Access::ReadWrite, _, Replace::Whole) if mentions_type(&field.value) => Some(Difference::ReplacedWhole),
        (Access::ReadWrite, _, Replace::Whole | Replace::Unspecified) => None,
    }
}

/// Why a merge patch is another type than what is received: each member may be left out, and null removes it.
fn merge_difference(def: &TypeDef) -> Option<DifferingMember> {
    let because = Difference::RemovedByNull;
    match &def.kind {
        Kind::Object(object) if !object.fields.is_empty() => Some(DifferingMember { field: 0, because }),
        Kind::Alias(Item { ty: TypeExpr::Map(_), .. }) => Some(DifferingMember { field: 0, because }),
        Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid | Kind::Removed => None,
    }
}

/// Why a member makes a whole replacement another type than what is received.
fn full_difference(field: &Field) -> Option<Difference> {
    match (field.access, field.presence) {
        (Access::ReadOnly, _) => Some(Difference::ReadOnly),
        (Access::WriteOnly, _) => Some(Difference::WriteOnly),
        (Access::ReadWrite, Presence::Optional) => Some(Difference::Optional),
        (Access::ReadWrite, Presence::Required) => None,
    }
}

fn mentions_type(item: &Item) -> bool {
    let mut found = false;
    types_in(item, &mut |_| found = true);
    found
}
