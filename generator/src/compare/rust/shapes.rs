//! What does a caller see of a struct or an enum that is another?

use super::attach::{Reasons, Seen};
use super::names::{Types, shown, shown_arguments, shown_both};
use crate::analyse::Construction;
use crate::compare::change::{Changes, Subject, Verdict};
use crate::compare::kind::{Area, ChangeKind};
use crate::emit::rust_type::RustType;
use crate::emit::surface::{Argument, Choice, Field, Record, Variant};
use crate::ir::ParamLocation;
use crate::location::Location;

/// A struct or an enum that is compared.
pub struct Place<'a> {
    /// As a user of the crate names it in the new version.
    pub path: &'a str,
    pub subject: Subject,
    pub area: Area,
    pub old: &'a Location,
    pub new: &'a Location,
}

impl<'a> Place<'a> {
    fn both(&self) -> [Option<&'a Location>; 2] {
        [Some(self.old), Some(self.new)]
    }
}

/// A comparison of shapes.
pub struct Shapes<'w, 'a> {
    pub types: &'w Types<'a>,
    pub reasons: &'w mut Reasons,
    pub changes: &'w mut Changes,
}

impl Shapes<'_, '_> {
    fn see(
        &mut self,
        at: &Place<'_>,
        kind: ChangeKind,
        wire: &str,
        places: [Option<&Location>; 2],
        said: (Verdict, String),
    ) {
        let [old, new] = places;
        let (subject, area) = (at.subject.clone(), at.area);
        let (verdict, what) = said;
        self.reasons.attach(self.changes, Seen { kind, subject, area, wire, old, new, verdict, what });
    }

    /// Tells that a type is something else.
    pub fn another(&mut self, at: &Place<'_>, how: &str) {
        let said = (Verdict::Breaking, format!("`{}` is {how}", at.path));
        self.see(at, ChangeKind::RustTypeChanged, "", at.both(), said);
    }

    /// Compares two structs.
    pub fn records(&mut self, at: &Place<'_>, old: &Record, new: &Record) {
        for field in &old.fields {
            match partner(field, &new.fields, &old.fields) {
                Some(other) => self.fields(at, field, other),
                None => {
                    let what = format!("`{}::{}` is gone", at.path, field.name);
                    let places = if field.wire.is_empty() { at.both() } else { [Some(&field.location), None] };
                    self.see(at, ChangeKind::FieldRemoved, &field.wire, places, (Verdict::Breaking, what));
                }
            }
        }
        for field in new.fields.iter().filter(|field| partner(field, &old.fields, &new.fields).is_none()) {
            let what = format!("`{}::{}` is new", at.path, field.name);
            let said = match new.construction {
                Construction::Literal => {
                    (Verdict::Breaking, format!("{what}, and each literal of `{}` must have it", at.path))
                }
                Construction::Setters | Construction::Never => (Verdict::Compatible, what),
            };
            let places = if field.wire.is_empty() { at.both() } else { [None, Some(&field.location)] };
            self.see(at, ChangeKind::FieldAdded, &field.wire, places, said);
        }
        self.constructors(at, old, new);
        self.conversions(at, &old.from, &new.from);
    }

    fn fields(&mut self, at: &Place<'_>, old: &Field, new: &Field) {
        let places = [Some(&old.location), Some(&new.location)];
        if old.name != new.name {
            let what = format!("`{}::{}` is called `{}`", at.path, old.name, new.name);
            self.see(at, ChangeKind::FieldRemoved, &old.wire, places, (Verdict::Breaking, what));
        }
        if !self.types.are_same(&old.ty, &new.ty) {
            let (was, is) = shown_both(self.types, &old.ty, &new.ty);
            let what = format!("`{}::{}` is `{is}` in place of `{was}`", at.path, new.name);
            self.see(at, ChangeKind::FieldChanged, &old.wire, places, (Verdict::Breaking, what));
        }
    }

    fn constructors(&mut self, at: &Place<'_>, old: &Record, new: &Record) {
        let places = [Some(at.old), Some(at.new)];
        let path = at.path;
        match (old.construction, new.construction) {
            (Construction::Setters, Construction::Setters) => {
                let function = format!("{path}::new");
                if let Some(what) = self.signature(&function, &old.arguments, &new.arguments) {
                    for argument in self.differing(&old.arguments, &new.arguments) {
                        let said = (Verdict::Breaking, what.clone());
                        let place = |argument: &Argument| [&old.fields, &new.fields].map(|it| location(argument, it));
                        let places = argument.map_or(at.both(), place);
                        let wire = argument.map_or("", |argument| argument.wire.as_str());
                        self.see(at, ChangeKind::ArgumentsChanged, wire, places, said);
                    }
                }
            }
            (Construction::Never, Construction::Never) | (Construction::Literal, Construction::Literal) => {}
            (Construction::Never, Construction::Setters | Construction::Literal) => {
                let what = format!("`{path}` can be made, since requests have it");
                self.see(at, ChangeKind::ConstructionChanged, "", places, (Verdict::Compatible, what));
            }
            (Construction::Setters | Construction::Literal, _) => {
                let what = format!("`{path}::new` and its setters are gone, since no request has it");
                self.see(at, ChangeKind::ConstructionChanged, "", places, (Verdict::Breaking, what));
            }
        }
        // What has required members has `new` with them in its place.
        if old.has_default && !new.has_default && new.construction == old.construction {
            let what = format!("`{path}` has no `Default`");
            let before = |field: &Field| partner(field, &old.fields, &new.fields);
            let is_lost = |field: &&Field| field.is_required && before(field).is_none_or(|other| !other.is_required);
            let lost = new.fields.iter().find(is_lost);
            let places = lost.map_or(places, |field| [before(field).map(|it| &it.location), Some(&field.location)]);
            let wire = lost.map_or("", |field| field.wire.as_str());
            self.see(at, ChangeKind::ConstructionChanged, wire, places, (Verdict::Breaking, what));
        }
    }

    /// Both signatures of a function, if a caller passes its arguments otherwise.
    fn signature(&self, function: &str, old: &[Argument], new: &[Argument]) -> Option<String> {
        let is_alike = old.len() == new.len() && old.iter().zip(new).all(|(a, b)| self.types.are_passed_alike(a, b));
        let (was, is) = (shown_arguments(old), shown_arguments(new));
        (!is_alike).then(|| format!("`{function}({was})` becomes `{function}({is})`"))
    }

    /// The arguments that are passed otherwise. None alone: their order is another.
    fn differing<'n>(&self, old: &'n [Argument], new: &'n [Argument]) -> Vec<Option<&'n Argument>> {
        let is_kept = |argument: &Argument| {
            new.iter().any(|other| is_one(argument, other) && self.types.are_passed_alike(argument, other))
        };
        let is_new = |argument: &Argument| !old.iter().any(|other| is_one(other, argument));
        let others = old.iter().filter(|it| !is_kept(it)).chain(new.iter().filter(|it| is_new(it)));
        let others: Vec<Option<&Argument>> = others.map(Some).collect();
        if others.is_empty() { vec![None] } else { others }
    }

    /// Compares what a function asks for. Each argument that is another is told where it stands; that of the body has no name.
    pub fn arguments(&mut self, at: &Place<'_>, function: &str, old: &[Argument], new: &[Argument]) {
        let Some(what) = self.signature(function, old, new) else { return };
        for argument in self.differing(old, new) {
            let find =
                |arguments: &[Argument]| arguments.iter().position(|it| argument.is_some_and(|one| is_one(one, it)));
            let was = find(old).and_then(|position| old.get(position)).map(|it| &it.location);
            let is = find(new).and_then(|position| new.get(position)).map(|it| &it.location);
            let wire = argument.map_or("", |argument| argument.wire.as_str());
            let is_body = argument.is_some() && wire.is_empty();
            let area = if is_body { Area::Body } else { at.area };
            let at = Place { area, subject: at.subject.clone(), ..*at };
            let places = if argument.is_none() { at.both() } else { [was, is] };
            self.see(&at, ChangeKind::ArgumentsChanged, wire, places, (Verdict::Breaking, what.clone()));
        }
    }

    fn conversions(&mut self, at: &Place<'_>, old: &[RustType], new: &[RustType]) {
        let places = [Some(at.old), Some(at.new)];
        let lost = old.iter().filter(|ty| !new.iter().any(|other| self.types.are_same(ty, other)));
        for ty in lost.collect::<Vec<_>>() {
            let what = format!("`{}` is not made from `{}`", at.path, shown(ty));
            self.see(at, ChangeKind::ConversionRemoved, "", places, (Verdict::Breaking, what));
        }
        let found = new.iter().filter(|ty| !old.iter().any(|other| self.types.are_same(other, ty)));
        for ty in found.collect::<Vec<_>>() {
            let what = format!("`{}` is made from `{}` too", at.path, shown(ty));
            self.see(at, ChangeKind::ConversionAdded, "", places, (Verdict::Compatible, what));
        }
    }

    /// Compares two enums, which are never exhaustive.
    pub fn choices(&mut self, at: &Place<'_>, old: &Choice, new: &Choice) {
        let same = |variants: &'_ [Variant], one: &Variant| {
            let by_wire = variants.iter().position(|other| other.wire == one.wire);
            by_wire.or_else(|| variants.iter().position(|other| other.name == one.name))
        };
        for variant in &old.variants {
            match same(&new.variants, variant).and_then(|position| new.variants.get(position)) {
                Some(other) => self.variants(at, variant, other),
                None => {
                    let what = format!("`{}::{}` is gone", at.path, variant.name);
                    let places = self.places(at, Some(variant), None);
                    self.see(at, ChangeKind::RustVariantRemoved, &variant.wire, places, (Verdict::Breaking, what));
                }
            }
        }
        for variant in new.variants.iter().filter(|it| same(&old.variants, it).is_none()) {
            let what = format!("`{}::{}` is new", at.path, variant.name);
            let places = self.places(at, None, Some(variant));
            self.see(at, ChangeKind::RustVariantAdded, &variant.wire, places, (Verdict::Compatible, what));
        }
        self.conversions(at, &old.from, &new.from);
    }

    fn variants(&mut self, at: &Place<'_>, old: &Variant, new: &Variant) {
        let places = self.places(at, Some(old), Some(new));
        if old.name != new.name {
            let what = format!("`{}::{}` is called `{}`", at.path, old.name, new.name);
            self.see(at, ChangeKind::RustVariantRemoved, &old.wire, places, (Verdict::Breaking, what));
        }
        let is_same = match (&old.payload, &new.payload) {
            (Some(old), Some(new)) => self.types.are_same(old, new),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_same {
            let held = |payload: &Option<RustType>| payload.as_ref().map_or("nothing".to_owned(), shown);
            let (was, is) = match (&old.payload, &new.payload) {
                (Some(old), Some(new)) => shown_both(self.types, old, new),
                (old, new) => (held(old), held(new)),
            };
            let what = format!("`{}::{}` holds `{is}` in place of `{was}`", at.path, new.name);
            self.see(at, ChangeKind::RustVariantChanged, &old.wire, places, (Verdict::Breaking, what));
        }
    }

    /// Where a variant stands. One that stands nowhere but in its enum is told with that.
    fn places<'p>(
        &self,
        at: &Place<'p>,
        old: Option<&'p Variant>,
        new: Option<&'p Variant>,
    ) -> [Option<&'p Location>; 2] {
        let own = |variant: Option<&'p Variant>, around: &Location| {
            variant.map(|variant| &variant.location).filter(|location| *location != around)
        };
        match (own(old, at.old), own(new, at.new)) {
            (None, None) => [Some(at.old), Some(at.new)],
            places => places.into(),
        }
    }
}

/// The field of another version that stands for the same member or parameter. A parameter may have moved to another part of the
/// request, unless one of its name is in that part already.
fn partner<'f>(field: &Field, others: &'f [Field], own: &[Field]) -> Option<&'f Field> {
    let is_one = |a: &Field, b: &Field| is_named_alike((&a.wire, a.sent_in), (&b.wire, b.sent_in));
    let same = others.iter().find(|other| is_one(field, other));
    let is_free = |other: &Field| !own.iter().any(|it| is_one(it, other));
    same.or_else(|| others.iter().find(|other| other.wire == field.wire && is_free(other)))
}

/// Whether two arguments stand for the same member, parameter or body.
fn is_one(a: &Argument, b: &Argument) -> bool {
    is_named_alike((&a.wire, a.sent_in), (&b.wire, b.sent_in))
}

/// Whether two names are one in the document. Those of headers do not differ in case.
fn is_named_alike(a: (&str, Option<ParamLocation>), b: (&str, Option<ParamLocation>)) -> bool {
    let is_header = a.1 == Some(ParamLocation::Header);
    a.1 == b.1 && if is_header { a.0.eq_ignore_ascii_case(b.0) } else { a.0 == b.0 }
}

/// Where the field stands that an argument sets.
fn location<'f>(argument: &Argument, fields: &'f [Field]) -> Option<&'f Location> {
    let field = fields.iter().find(|it| is_named_alike((&it.wire, it.sent_in), (&argument.wire, argument.sent_in)));
    field.map(|field| &field.location)
}
