//! The names of types, in each form, and of the files that hold them.

use std::collections::{BTreeMap, BTreeSet};

use super::operation_words::OperationWords;
use super::report::{NameRequest, Report, Said};
use crate::analyse::{Facts, Form};
use crate::ir::{Api, ArenaMap, Kind, NameOrigin, OperationId, Step, TypeId};
use crate::names::rename::Table;
use crate::names::scope::{Holder, Scope};
use crate::names::words::{Case, Words};
use crate::names::{Name, reserved};

/// What types are called.
pub(super) struct TypeNames {
    pub types: BTreeMap<(TypeId, Form), Name>,
    pub files: ArenaMap<TypeId, Name>,
    /// The key of each type in the tables of a user: that of its component, else the name that it has without a table.
    pub keys: ArenaMap<TypeId, String>,
}

/// Names every form of every type. What the document names itself comes first, in its order; what is named after that
/// takes none of these names: the forms of component schemas, then inline schemas.
pub(super) fn types(
    api: &Api,
    facts: &Facts,
    operations: &ArenaMap<OperationId, OperationWords>,
    report: &mut Report<'_>,
) -> TypeNames {
    let keys = api.types.iter().filter_map(|(_, def)| match &def.name {
        NameOrigin::Component(key) => Some(key.as_str()),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => None,
    });
    let mut naming = Naming {
        api,
        components: keys.collect(),
        facts,
        operations,
        scope: Scope::reserving(reserved::TYPES),
        file_scope: Scope::reserving(reserved::FILES),
        bases: ArenaMap::filled(&api.types, None),
        files: ArenaMap::filled(&api.types, None),
        operation_files: ArenaMap::filled(&api.operations, None),
        chosen: BTreeMap::new(),
        keys: ArenaMap::filled(&api.types, String::new()),
        names: BTreeMap::new(),
    };
    let (components, inline): (Vec<TypeId>, Vec<TypeId>) =
        api.types.ids().partition(|&id| matches!(api.types[id].name, NameOrigin::Component(_)));
    for &id in &components {
        naming.claim(id, report);
    }
    let named: Vec<(TypeId, Name)> =
        components.into_iter().filter_map(|id| Some((id, naming.base(id, report)?))).collect();
    for (id, base) in named {
        naming.forms(id, &base, report);
    }
    for id in inline {
        if let Some(base) = naming.base(id, report) {
            naming.forms(id, &base, report);
        }
    }
    let Naming { files, names: types, keys, .. } = naming;
    let files = ArenaMap::from_fn(&api.types, |(id, _)| files[id].clone().unwrap_or_else(|| Name::new("models")));
    TypeNames { types, files, keys }
}

/// The names that types have so far.
struct Naming<'a> {
    api: &'a Api,
    /// The keys of component schemas.
    components: BTreeSet<&'a str>,
    facts: &'a Facts,
    operations: &'a ArenaMap<OperationId, OperationWords>,
    scope: Scope,
    file_scope: Scope,
    /// The words of each type, which the schemas inside it are named after.
    bases: ArenaMap<TypeId, Option<Words>>,
    files: ArenaMap<TypeId, Option<Name>>,
    operation_files: ArenaMap<OperationId, Option<Name>>,
    /// The names that the user chose for component schemas.
    chosen: BTreeMap<TypeId, Name>,
    keys: ArenaMap<TypeId, String>,
    names: BTreeMap<(TypeId, Form), Name>,
}

impl Naming<'_> {
    /// Claims the name that the user chose for a component schema.
    fn claim(&mut self, id: TypeId, report: &mut Report<'_>) {
        let def = &self.api.types[id];
        if let NameOrigin::Component(key) = &def.name
            && let Some(chosen) = report.renames.schema(key)
        {
            let holder = Holder { wire: key.clone(), location: def.location.clone() };
            self.chosen.insert(id, report.claim(&mut self.scope, chosen, "type", holder));
        }
    }

    /// Names a type and its file. None: it is not emitted, but the schemas inside it are still named after it.
    fn base(&mut self, id: TypeId, report: &mut Report<'_>) -> Option<Name> {
        let def = &self.api.types[id];
        let (words, file) = match &def.name {
            NameOrigin::Component(key) => (Words::new(self.api.given_names.get(&def.location).unwrap_or(key)), None),
            // A parent precedes the schemas inside it, so its name is known here.
            NameOrigin::Inside { parent, path } => {
                (inside(self.bases[*parent].as_ref(), path), self.files[*parent].clone())
            }
            NameOrigin::InOperation { operation, path } => {
                let words = &self.operations[*operation].types;
                let file = self.operation_files[*operation]
                    .get_or_insert_with(|| assign_file(&mut self.file_scope, words, "operation"))
                    .clone();
                (inside(Some(words), path), Some(file))
            }
            NameOrigin::InPart { key, path } => (in_part(key, path), None),
        };
        if matches!(def.kind, Kind::Removed) {
            self.bases[id] = Some(words);
            self.files[id] = file;
            return None;
        }
        let base = match self.chosen.get(&id) {
            Some(chosen) => chosen.clone(),
            None => self.assign(id, words, said(&def.name), report),
        };
        let base = self.keyed(id, base, report);
        let words = Words::new(base.text());
        self.files[id] = Some(file.unwrap_or_else(|| assign_file(&mut self.file_scope, &words, "models")));
        self.bases[id] = Some(words);
        Some(base)
    }

    /// Records the key of a type, and gives an inline type the name that the user chose for it.
    fn keyed(&mut self, id: TypeId, name: Name, report: &mut Report<'_>) -> Name {
        let def = &self.api.types[id];
        let key = match &def.name {
            NameOrigin::Component(key) => key.clone(),
            NameOrigin::Inside { parent, path } if matches!(path.as_slice(), [Step::Base]) => {
                self.keys[*parent].clone()
            }
            NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => {
                name.text().to_owned()
            }
        };
        let chosen = match said(&def.name) {
            Said::ByDocument(_) => None,
            Said::ByPlace if self.components.contains(key.as_str()) => None,
            Said::ByPlace => report.renames.schema(&key),
        };
        self.keys[id] = key;
        let Some(chosen) = chosen else { return name };
        let holder = Holder { wire: wire_name(&def.name), location: def.location.clone() };
        report.claim(&mut self.scope, chosen, "type", holder)
    }

    /// Names the forms of a type that has the name.
    fn forms(&mut self, id: TypeId, base: &Name, report: &mut Report<'_>) {
        for &form in self.facts.forms(id) {
            let name = match suffix(form) {
                None => base.clone(),
                Some(suffix) => {
                    let words = Words::new(base.text()).then(&Words::new(suffix));
                    self.assign(id, words, Said::ByPlace, report)
                }
            };
            self.names.insert((id, form), name);
        }
    }

    fn assign(&mut self, id: TypeId, words: Words, said: Said<'_>, report: &mut Report<'_>) -> Name {
        let def = &self.api.types[id];
        let request = NameRequest {
            what: "type",
            wire: &wire_name(&def.name),
            location: &def.location,
            words,
            case: Case::Pascal,
            suffix: "model",
            said,
        };
        report.assign(&mut self.scope, &request)
    }
}

/// Who says what a type is called.
fn said(origin: &NameOrigin) -> Said<'static> {
    match origin {
        NameOrigin::Component(_) => Said::ByDocument(Table::Schemas),
        NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => Said::ByPlace,
    }
}

fn assign_file(scope: &mut Scope, words: &Words, suffix: &str) -> Name {
    scope.assign(&words.for_file(), Case::Snake, suffix).name()
}

/// The suffix that a form adds to the name of its type.
fn suffix(form: Form) -> Option<&'static str> {
    match form {
        Form::Read => None,
        Form::Patch => Some("patch"),
        Form::Input => Some("input"),
        Form::MergePatch => Some("merge patch"),
        Form::Full => Some("full"),
    }
}

/// The words for a schema that is reached by `steps` from a parent with these words.
fn inside(parent: Option<&Words>, path: &[Step]) -> Words {
    let mut words = parent.cloned();
    for step in path {
        let own = match step {
            Step::Variant { title: Some(title), .. } => {
                // A variant with a title is named after the title alone.
                words = Some(Words::new(title));
                continue;
            }
            other => Words::new(&step_text(other)),
        };
        words = Some(words.map_or_else(|| own.clone(), |before| before.then(&own)));
    }
    words.unwrap_or_else(|| Words::new("type"))
}

/// The words for the schema of a component that is no schema, such as a response. The suffix is left out where the name
/// has it already: `NotFoundResponse` stays as it is.
fn in_part(key: &str, path: &[Step]) -> Words {
    let words = Words::new(key);
    let (first, rest) = match path {
        [first, rest @ ..] => (step_text(first), rest),
        [] => (String::new(), path),
    };
    let said = Words::new(&first);
    let is_said = first.trim().is_empty() || words == said || words.ends_with(&said);
    inside(Some(&if is_said { words } else { words.then(&said) }), rest)
}

fn steps_text(path: &[Step]) -> String {
    path.iter().map(step_text).collect::<Vec<_>>().join(" ")
}

/// The words that a step adds to a name.
fn step_text(step: &Step) -> String {
    match step {
        Step::Property(name) | Step::Param(name) => name.clone(),
        Step::Items => "item".to_owned(),
        Step::Values => "value".to_owned(),
        Step::Variant { title: Some(title), .. } => title.clone(),
        Step::Variant { title: None, index } => format!("variant {}", index + 1),
        Step::Body(None) => "body".to_owned(),
        Step::Body(Some(mime)) => format!("{} body", short_mime(mime)),
        Step::Response(status, mime) => {
            format!("{} response {}", mime.as_deref().map(short_mime).unwrap_or_default(), short_status(status))
        }
        Step::Header(status, name) => format!("{name} header {}", short_status(status)),
        Step::Base => "base".to_owned(),
    }
}

/// The status as part of a name; 200 is the usual one, and adds nothing.
fn short_status(status: &str) -> &str {
    if status == "200" { "" } else { status }
}

/// The part of a media type that distinguishes it from the others of an operation.
fn short_mime(mime: &str) -> &str {
    let essence = mime.split(';').next().unwrap_or(mime);
    let subtype = essence.split('/').nth(1).unwrap_or(essence).trim();
    if subtype.starts_with("x-www-form") { "form" } else { subtype }
}

/// The name of a type in the report of renames.
fn wire_name(origin: &NameOrigin) -> String {
    match origin {
        NameOrigin::Component(key) => key.clone(),
        NameOrigin::Inside { path, .. } | NameOrigin::InOperation { path, .. } => steps_text(path),
        NameOrigin::InPart { key, path } => format!("{key} {}", steps_text(path)),
    }
}
