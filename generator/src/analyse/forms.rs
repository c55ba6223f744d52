//! Which forms of a type there are: what a server sends and what a client sends are two types where they differ.

use std::collections::BTreeSet;

use super::reach::Reach;
use crate::ir::edges::{types_in, types_of};
use crate::ir::{Access, Additional, Api, ArenaMap, Item, Kind, Presence, Replace, TypeDef, TypeId};

/// A form of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// What a server sends. Also what a client sends, where that is the same.
    Read,
    /// What a client sends by PATCH.
    Patch,
    /// What a client sends by another method.
    Input,
    /// What a client sends where the server replaces the whole value: every member is given.
    Full,
}

/// Where a type is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// In a response.
    Read,
    /// In the body of a PATCH.
    Patch,
    /// In another body, or in a parameter.
    Input,
    /// Behind a member that is replaced whole.
    Full,
}

impl Form {
    /// The context of what stands inside this form.
    pub fn context(self) -> Context {
        match self {
            Form::Read => Context::Read,
            Form::Patch => Context::Patch,
            Form::Input => Context::Input,
            Form::Full => Context::Full,
        }
    }

    /// Whether a member with this access is part of the form.
    pub fn has(self, access: Access) -> bool {
        match (self, access) {
            (_, Access::ReadWrite) | (Form::Read, Access::ReadOnly) => true,
            (Form::Read, Access::WriteOnly) => false,
            (Form::Patch | Form::Input | Form::Full, Access::ReadOnly) => false,
            (Form::Patch | Form::Input | Form::Full, Access::WriteOnly) => true,
        }
    }
}

/// The forms of every type.
#[derive(Debug, Clone)]
pub struct Forms {
    /// Whether what is sent differs from what is received.
    differs: ArenaMap<TypeDef, bool>,
    /// Whether a whole replacement differs from what is received.
    full: ArenaMap<TypeDef, bool>,
    emitted: ArenaMap<TypeDef, Vec<Form>>,
    sent: ArenaMap<TypeDef, bool>,
}

impl Forms {
    /// The emitted forms of a type.
    pub fn of(&self, id: TypeId) -> &[Form] {
        &self.emitted[id]
    }

    /// The form used in a context.
    pub fn form_in(&self, id: TypeId, context: Context) -> Form {
        match context {
            Context::Patch if self.differs[id] => Form::Patch,
            Context::Input if self.differs[id] => Form::Input,
            Context::Full if self.full[id] => Form::Full,
            Context::Read | Context::Patch | Context::Input | Context::Full => Form::Read,
        }
    }

    /// Whether a client sends this form.
    pub fn is_sent(&self, id: TypeId, form: Form) -> bool {
        match form {
            Form::Read => self.sent[id],
            Form::Patch | Form::Input | Form::Full => true,
        }
    }
}

/// Computes the forms of every type from what the schemas say and from what operations reach.
pub fn forms(api: &Api, reach: &Reach) -> Forms {
    let dependents = dependents(api);
    let mut forms = Forms {
        differs: spread(api, &dependents, differs_alone),
        full: spread(api, &dependents, full_alone),
        emitted: ArenaMap::filled(&api.types, Vec::new()),
        sent: ArenaMap::filled(&api.types, false),
    };
    let mut seen: ArenaMap<TypeDef, BTreeSet<Form>> = ArenaMap::filled(&api.types, BTreeSet::new());
    let mut visited: ArenaMap<TypeDef, BTreeSet<Context>> = ArenaMap::filled(&api.types, BTreeSet::new());
    let mut work = reach.roots.clone();
    while let Some((id, context)) = work.pop() {
        if !visited[id].insert(context) {
            continue;
        }
        let form = forms.form_in(id, context);
        seen[id].insert(form);
        forms.sent[id] |= context != Context::Read && form == Form::Read;
        // The context is kept below a form that is shared, so that what is sent is known all the way down.
        visit_inside(&api.types[id], form, context, &mut |inner, context| work.push((inner, context)));
    }
    for id in api.types.ids() {
        forms.emitted[id] = seen[id].iter().copied().collect();
    }
    include_unreached(api, &mut forms);
    forms
}

/// A type that no operation reaches is emitted in its read form, with all that it mentions.
fn include_unreached(api: &Api, forms: &mut Forms) {
    let mut work: Vec<TypeId> = api.types.ids().filter(|&id| forms.emitted[id].is_empty()).collect();
    for &id in &work {
        forms.emitted[id].push(Form::Read);
    }
    while let Some(id) = work.pop() {
        types_of(&api.types[id], &mut |inner| {
            if !forms.emitted[inner].contains(&Form::Read) {
                forms.emitted[inner].insert(0, Form::Read);
                work.push(inner);
            }
        });
    }
}

/// Calls `visit` for each type that a form mentions, with the context it is used in.
fn visit_inside(def: &TypeDef, form: Form, context: Context, visit: &mut impl FnMut(TypeId, Context)) {
    let Kind::Object(object) = &def.kind else {
        types_of(def, &mut |inner| visit(inner, context));
        return;
    };
    for field in object.fields.iter().filter(|field| form.has(field.access)) {
        let context = match (context, field.replace) {
            (Context::Read, _) => Context::Read,
            (_, Replace::Whole) => Context::Full,
            (other, Replace::Unspecified) => other,
        };
        types_in(&field.value, &mut |inner| visit(inner, context));
    }
    match &object.additional {
        Additional::Kept(item) => types_in(item, &mut |inner| visit(inner, context)),
        Additional::Ignored | Additional::Closed => {}
    }
}

/// Which types mention a type.
fn dependents(api: &Api) -> ArenaMap<TypeDef, Vec<TypeId>> {
    let mut dependents = ArenaMap::filled(&api.types, Vec::new());
    for (id, def) in api.types.iter() {
        types_of(def, &mut |inner| dependents[inner].push(id));
    }
    dependents
}

/// The least set of types that holds every type of which `alone` is true and every type that mentions one in the set.
fn spread(
    api: &Api,
    dependents: &ArenaMap<TypeDef, Vec<TypeId>>,
    alone: fn(&TypeDef) -> bool,
) -> ArenaMap<TypeDef, bool> {
    let mut holds = ArenaMap::from_fn(&api.types, |(_, def)| alone(def));
    let mut work: Vec<TypeId> = api.types.ids().filter(|&id| holds[id]).collect();
    while let Some(id) = work.pop() {
        for &dependent in &dependents[id] {
            if !holds[dependent] {
                holds[dependent] = true;
                work.push(dependent);
            }
        }
    }
    holds
}

/// Whether an object's own members make what is sent another type than what is received.
fn differs_alone(def: &TypeDef) -> bool {
    match &def.kind {
        Kind::Object(object) => object.fields.iter().any(|field| {
            field.access != Access::ReadWrite
                || (field.presence == Presence::Optional && field.value.nullable)
                || (field.replace == Replace::Whole && mentions_type(&field.value))
        }),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid => false,
    }
}

/// Whether an object's own members make a whole replacement another type than what is received.
fn full_alone(def: &TypeDef) -> bool {
    match &def.kind {
        Kind::Object(object) => {
            object.fields.iter().any(|field| field.access != Access::ReadWrite || field.presence == Presence::Optional)
        }
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Invalid => false,
    }
}

fn mentions_type(item: &Item) -> bool {
    let mut found = false;
    types_in(item, &mut |_| found = true);
    found
}
