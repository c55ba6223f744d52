//! The names of types, in each form, and of the files that hold them.

use std::collections::{BTreeMap, BTreeSet};

use super::before::{Before, TypeRows};
use super::operation_words::OperationWords;
use super::place_words::{in_part, inside, suffix, wire_name, without_title};
use super::report::{NameRequest, Report, Said};
use super::shared;
use crate::analyse::{Facts, Form};
use crate::ir::{Api, ArenaMap, Kind, NameOrigin, OperationId, Step, TypeId};
use crate::names::holder::{Holder, Named};
use crate::names::kept::{RowId, Untaken};
use crate::names::reason::{Content, NameChange, NameFrom, NameReason, Reasoned};
use crate::names::rename::Table;
use crate::names::scope::Scope;
use crate::names::words::{Case, Words};
use crate::names::{Name, reserved};

/// What types are called.
pub(super) struct TypeNames {
    pub types: BTreeMap<(TypeId, Form), Name>,
    /// The names of the first places of types that several places share.
    pub places: BTreeMap<(TypeId, Form), Name>,
    /// Why each type that is emitted is called so.
    pub reasons: ArenaMap<TypeId, Option<NameReason>>,
    pub files: ArenaMap<TypeId, Name>,
    /// The key of each type in the tables of a user: that of its component, else the name that it has without a table.
    pub keys: ArenaMap<TypeId, String>,
    /// The rows of each type among the names that the crate had: of all places that share it.
    pub rows: TypeRows,
    /// What each type would be called if nothing else were: the keys that its row may have.
    pub wanted: ArenaMap<TypeId, Vec<String>>,
    /// Names that were kept for nothing.
    pub untaken: Vec<Untaken>,
}

/// Names every form of every type. What the document names itself comes first, in its order; what is named after that
/// takes none of these names: the forms of component schemas, then inline schemas.
pub(super) fn types(
    api: &Api,
    facts: &Facts,
    operations: &ArenaMap<OperationId, OperationWords>,
    before: &Before<'_>,
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
        before,
        rows: TypeRows::new(api),
        scope: Scope::reserving(reserved::TYPES).keeping(before.types(api)),
        file_scope: Scope::reserving(reserved::FILES),
        bases: ArenaMap::filled(&api.types, None),
        files: ArenaMap::filled(&api.types, None),
        operation_files: ArenaMap::filled(&api.operations, None),
        chosen: BTreeMap::new(),
        places: BTreeMap::new(),
        shared: BTreeMap::new(),
        reasons: ArenaMap::filled(&api.types, None),
        keys: ArenaMap::filled(&api.types, String::new()),
        wanted: ArenaMap::filled(&api.types, Vec::new()),
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
    // What had its name before comes first, so that what is new knows which names are taken.
    let (known, new): (Vec<TypeId>, Vec<TypeId>) =
        shared::types(api).into_iter().partition(|id| naming.kept_of(*id).is_some());
    for id in known.into_iter().chain(new) {
        naming.share(id, report);
    }
    let untaken = naming.scope.untaken().collect();
    let Naming { files, names: types, places, reasons, keys, rows, wanted, .. } = naming;
    let files = ArenaMap::from_fn(&api.types, |(id, _)| files[id].clone().unwrap_or_else(|| Name::new("models")));
    TypeNames { types, places, reasons, files, keys, rows, wanted, untaken }
}

/// The names that types have so far.
struct Naming<'a> {
    api: &'a Api,
    /// The keys of component schemas.
    components: BTreeSet<&'a str>,
    facts: &'a Facts,
    operations: &'a ArenaMap<OperationId, OperationWords>,
    before: &'a Before<'a>,
    /// The row of each type among the names that the crate had.
    rows: TypeRows,
    scope: Scope,
    file_scope: Scope,
    /// The words of each type, which the schemas inside it are named after.
    bases: ArenaMap<TypeId, Option<Words>>,
    files: ArenaMap<TypeId, Option<Name>>,
    operation_files: ArenaMap<OperationId, Option<Name>>,
    /// The names that the user chose.
    chosen: BTreeMap<TypeId, Reasoned>,
    /// The names of the first places of types that several places share.
    places: BTreeMap<(TypeId, Form), Name>,
    /// The types that several places share and that are named after what they hold, by their names.
    shared: BTreeMap<String, TypeId>,
    /// Why types have the names that they have so far.
    reasons: ArenaMap<TypeId, Option<NameReason>>,
    keys: ArenaMap<TypeId, String>,
    /// What they would be called if nothing else were.
    wanted: ArenaMap<TypeId, Vec<String>>,
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
        let ((words, from), file) = match &def.name {
            NameOrigin::Component(key) => {
                self.find(id, vec![key.clone()]);
                let rest = report.renames.without_prefix(key);
                let (text, from) = match NameFrom::given_or(self.api.given_names.get(&def.location), rest) {
                    (rest, NameFrom::Document) if rest != key => (rest, NameFrom::WithoutPrefix { key: key.clone() }),
                    given => given,
                };
                ((Words::new(text), from), None)
            }
            // A parent precedes the schemas inside it, so its name is known here.
            NameOrigin::Inside { parent, path } => {
                (self.inside(id, self.bases[*parent].clone().as_ref(), path), self.files[*parent].clone())
            }
            NameOrigin::InOperation { operation, path } => {
                let words = &self.operations[*operation].types;
                let file = self.operation_files[*operation]
                    .get_or_insert_with(|| assign_file(&mut self.file_scope, words, "operation"))
                    .clone();
                (self.inside(id, Some(words), path), Some(file))
            }
            NameOrigin::InPart { key, path } => {
                let words = in_part(key, path);
                self.find(id, vec![words.cased(Case::Pascal)]);
                ((words, NameFrom::Place), None)
            }
        };
        if matches!(def.kind, Kind::Removed) {
            self.bases[id] = Some(words);
            self.files[id] = file;
            return None;
        }
        let base = match self.chosen.get(&id) {
            Some(chosen) => chosen.clone(),
            None => self.assign(id, words, said(&def.name), from, report),
        };
        let Reasoned { name: base, reason } = self.keyed(id, base, report);
        self.reasons[id] = Some(reason);
        let words = Words::new(base.text());
        self.files[id] = Some(file.unwrap_or_else(|| assign_file(&mut self.file_scope, &words, "models")));
        self.bases[id] = Some(words);
        Some(base)
    }

    /// The words for a schema that is reached by `steps` from a parent with these words. A title that others have too names the
    /// first of them; each other one is named after its place, which says more than a number.
    fn inside(&mut self, id: TypeId, parent: Option<&Words>, path: &[Step]) -> (Words, NameFrom) {
        let titled = inside(parent, path);
        let untitled: Vec<Step> = path.iter().map(without_title).collect();
        let from = if untitled == path { NameFrom::Place } else { NameFrom::Title };
        let placed = inside(parent, &untitled);
        let row = self.find(id, [&titled, &placed].map(|words| words.cased(Case::Pascal)).into());
        let is_kept = |words| self.scope.is_kept(row.as_slice(), words, Case::Pascal);
        let is_free = |words| self.scope.is_free(row.as_slice(), words, Case::Pascal);
        // A row that has both is of a type that several places share, by the title, and of an alias, by the place.
        let is_titled =
            titled == placed || (!is_kept(&placed) && (is_kept(&titled) || is_free(&titled) || !is_free(&placed)));
        if is_titled { (titled, from) } else { (placed, NameFrom::PlaceForTitle) }
    }

    /// Finds the row of a type that would be called so.
    fn find(&mut self, id: TypeId, keys: Vec<String>) -> Option<RowId> {
        let row = self.before.row_of_type(id, &keys);
        self.rows.of_types[id] = row;
        self.wanted[id] = keys;
        row
    }

    /// Records the key of a type, and gives an inline type the name that the user chose for it.
    fn keyed(&mut self, id: TypeId, named: Reasoned, report: &mut Report<'_>) -> Reasoned {
        let def = &self.api.types[id];
        let key = match &def.name {
            NameOrigin::Component(key) => key.clone(),
            NameOrigin::Inside { parent, path } if matches!(path.as_slice(), [Step::Base]) => {
                self.keys[*parent].clone()
            }
            NameOrigin::Inside { .. } | NameOrigin::InOperation { .. } | NameOrigin::InPart { .. } => {
                named.name.text().to_owned()
            }
        };
        let chosen = match said(&def.name) {
            Said::ByDocument(_) => None,
            Said::ByPlace if self.components.contains(key.as_str()) => None,
            Said::ByPlace => report.renames.schema(&key),
        };
        self.keys[id] = key;
        let Some(chosen) = chosen else { return named };
        let holder = Holder { wire: wire_name(&def.name), location: def.location.clone() };
        let chosen = report.claim(&mut self.scope, chosen, "type", holder);
        self.chosen.insert(id, chosen.clone());
        chosen
    }

    /// The name that a type had that several places share. A place that is added may be the first one now, so that the name may be
    /// one by any of them.
    fn kept_of(&self, first: TypeId) -> Option<(Words, Content)> {
        let rows: Vec<RowId> = self.rows.of_places(first).collect();
        let places = self.rows.places(first).filter(|_| !rows.is_empty());
        let kind = &self.api.types[first].kind;
        let of_place = |id| Some(shared::candidates(&self.api.types[id], kind, self.bases[id].as_ref()?));
        let candidates = places.filter_map(of_place);
        candidates.flatten().find(|(words, _)| self.scope.is_kept(&rows, words, Case::Pascal))
    }

    /// Names a type that several places share after what it holds, unless the user chose its name. Its first place keeps
    /// its name beside that.
    fn share(&mut self, id: TypeId, report: &mut Report<'_>) {
        let def = &self.api.types[id];
        let Some(place) = self.bases[id].clone().filter(|_| !self.chosen.contains_key(&id)) else { return };
        let candidates = shared::candidates(def, &def.kind, &place);
        let rows: Vec<RowId> = self.rows.of_places(id).collect();
        let rival = candidates.first().and_then(|(words, _)| self.shared.get(&words.cased(Case::Pascal)).copied());
        let kept = self.kept_of(id);
        let free = kept.iter().chain(&candidates).find_map(|(words, content)| {
            let reason = NameReason::plain(NameFrom::Content(*content));
            match self.own_place(id, words) {
                Some(own) => Some((Err(own), reason)),
                None => Some((Ok(self.scope.assign_free(&rows, words, Case::Pascal)?), reason)),
            }
        });
        let Some((free, mut reason)) = free else { return };
        if let Some(rival) = rival {
            reason.change = NameChange::Collision(self.place_of(rival));
        }
        let name = match free {
            Ok(name) => name,
            Err((form, name)) => {
                self.reasons[id] = Some(reason);
                self.places.extend(self.names.insert((id, form), name).map(|place| ((id, form), place)));
                return;
            }
        };
        let name = match report.renames.schema(name.text()).filter(|_| !self.components.contains(name.text())) {
            Some(chosen) => {
                let holder = Holder { wire: wire_name(&def.name), location: def.location.clone() };
                self.keys[id] = name.text().to_owned();
                let chosen = report.claim(&mut self.scope, chosen, "type", holder);
                reason = chosen.reason;
                chosen.name
            }
            None => {
                if let NameChange::Collision(rival) = &reason.change {
                    report.tell_shared(&self.place_of(id).holder, rival, &name);
                }
                name
            }
        };
        self.shared.insert(name.text().to_owned(), id);
        self.reasons[id] = Some(reason);
        for &form in self.facts.forms(id) {
            self.places.extend(self.names.remove(&(id, form)).map(|place| ((id, form), place)));
        }
        self.forms(id, &name, report);
    }

    /// The first place of a type that several places share, with the name that the type has so far.
    fn place_of(&self, id: TypeId) -> Named {
        let form = self.facts.forms(id).first().copied().unwrap_or(Form::Read);
        let name = self.names.get(&(id, form)).unwrap_or(Name::missing()).clone();
        let place = self.places.get(&(id, form)).unwrap_or(&name);
        let holder = Holder { wire: place.text().to_owned(), location: self.api.types[id].location.clone() };
        Named { holder, name }
    }

    /// The name, if it is taken by one of the places that share the type: the type then has it, and the place needs no
    /// alias. That is simple for a type with one form.
    fn own_place(&self, first: TypeId, words: &Words) -> Option<(Form, Name)> {
        let [form] = self.facts.forms(first) else { return None };
        let wanted = words.cased(Case::Pascal);
        self.rows.places(first).skip(1).find_map(|place| {
            let name = self.names.get(&(place, *form)).filter(|name| name.text() == wanted)?;
            (self.facts.forms(place) == [*form]).then(|| (*form, name.clone()))
        })
    }

    /// Names the forms of a type that has the name.
    fn forms(&mut self, id: TypeId, base: &Name, report: &mut Report<'_>) {
        for &form in self.facts.forms(id) {
            let name = match suffix(form) {
                None => base.clone(),
                Some(suffix) => {
                    let words = Words::new(base.text()).then(&Words::new(suffix));
                    self.assign(id, words, Said::ByPlace, NameFrom::Place, report).name
                }
            };
            self.names.insert((id, form), name);
        }
    }

    fn assign(
        &mut self,
        id: TypeId,
        words: Words,
        said: Said<'_>,
        from: NameFrom,
        report: &mut Report<'_>,
    ) -> Reasoned {
        let def = &self.api.types[id];
        let rows = self.rows.of_types[id].as_slice();
        let request = NameRequest {
            what: "type",
            wire: &wire_name(&def.name),
            location: &def.location,
            words,
            case: Case::Pascal,
            suffix: "model",
            said,
            rows,
            from,
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
