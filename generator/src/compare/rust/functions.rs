//! What does a caller see of an operation that is another?

use super::attach::Seen;
use super::names::{path, shown_both};
use super::shapes::{Place, Shapes};
use crate::compare::change::{Subject, Verdict};
use crate::compare::kind::{Area, ChangeKind};
use crate::emit::rust_type::RustType;
use crate::emit::surface::{Argument, Callable, Choice, Passed, Surface};
use crate::names::Name;

/// An operation of both versions.
pub struct Both<'a> {
    pub subject: Subject,
    pub old_surface: &'a Surface,
    pub new_surface: &'a Surface,
    pub old: &'a Callable,
    pub new: &'a Callable,
}

impl<'a> Both<'a> {
    fn was(&self, name: &Name) -> String {
        path(self.old_surface, &format!("{}::{name}", self.old.module))
    }

    fn is(&self, name: &Name) -> String {
        path(self.new_surface, &format!("{}::{name}", self.new.module))
    }

    fn is_renamed(&self) -> bool {
        self.was(&self.old.function) != self.is(&self.new.function)
    }

    fn place<'p>(&'p self, area: Area, path: &'p str) -> Place<'p> {
        Place { path, subject: self.subject.clone(), area, old: &self.old.location, new: &self.new.location }
    }
}

/// Compares the functions of an operation, and the types beside them.
pub fn functions(shapes: &mut Shapes<'_, '_>, both: &Both<'_>) {
    if both.is_renamed() {
        let what = format!("`{}` is called `{}`", both.was(&both.old.function), both.is(&both.new.function));
        see(shapes, both, ChangeKind::FunctionRenamed, Area::Operation, (Verdict::Breaking, what));
    }
    arguments(shapes, both);
    let params = both.is(&both.new.params_type);
    if let (Some(old), Some(new)) = (&both.old.params, &both.new.params) {
        shapes.records(&both.place(Area::Parameter, &params), old, new);
    }
    choices(shapes, both, Area::Body, both.old.bodies.as_ref(), both.new.bodies.as_ref());
    results(shapes, both);
    helpers(shapes, both);
}

/// Tells of the function of an operation that only one version has.
pub fn alone(shapes: &mut Shapes<'_, '_>, surface: &Surface, callable: &Callable, subject: Subject, is_new: bool) {
    let function = path(surface, &format!("{}::{}", callable.module, callable.function));
    let (kind, verdict, what) = match is_new {
        true => (ChangeKind::FunctionAdded, Verdict::Compatible, format!("`{function}` is new")),
        false => (ChangeKind::FunctionRemoved, Verdict::Breaking, format!("`{function}` is gone")),
    };
    let location = Some(&callable.location);
    let (old, new) = if is_new { (None, location) } else { (location, None) };
    let seen = Seen { kind, subject, area: Area::Operation, wire: "", old, new, verdict, what };
    shapes.reasons.attach(shapes.changes, seen);
}

fn see(shapes: &mut Shapes<'_, '_>, both: &Both<'_>, kind: ChangeKind, area: Area, said: (Verdict, String)) {
    let (verdict, what) = said;
    let (old, new) = (Some(&both.old.location), Some(&both.new.location));
    let seen = Seen { kind, subject: both.subject.clone(), area, wire: "", old, new, verdict, what };
    shapes.reasons.attach(shapes.changes, seen);
}

fn arguments(shapes: &mut Shapes<'_, '_>, both: &Both<'_>) {
    let function = both.is(&both.new.function);
    let place = both.place(Area::Parameter, &function);
    shapes.arguments(&place, &function, &both.old.arguments, &both.new.arguments);
    if both.old.needs_params != both.new.needs_params {
        let all = |callable: &Callable| {
            let mut arguments = callable.arguments.clone();
            arguments.extend(callable.needs_params.then(|| params_argument(callable)));
            super::names::shown_arguments(&arguments)
        };
        let what = format!("`{function}({})` becomes `{function}({})`", all(both.old), all(both.new));
        see(shapes, both, ChangeKind::ArgumentsChanged, Area::Parameter, (Verdict::Breaking, what));
    }
    match (&both.old.with, &both.new.with) {
        (Some(old), None) => {
            let what = format!("`{}` is gone", both.was(old));
            see(shapes, both, ChangeKind::ArgumentsChanged, Area::Parameter, (Verdict::Breaking, what));
        }
        (None, Some(new)) => {
            let what = format!("`{}` takes the parameters that may be omitted", both.is(new));
            see(shapes, both, ChangeKind::ArgumentsChanged, Area::Parameter, (Verdict::Compatible, what));
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// The last argument of a function whose parameters outside the path must be given.
fn params_argument(callable: &Callable) -> Argument {
    Argument {
        name: Name::new("params"),
        wire: String::new(),
        sent_in: None,
        label: None,
        passed: Passed::Plain(RustType::Local(callable.params_type.clone())),
        location: callable.location.clone(),
    }
}

fn choices(
    shapes: &mut Shapes<'_, '_>,
    both: &Both<'_>,
    area: Area,
    old: Option<&(Name, Choice)>,
    new: Option<&(Name, Choice)>,
) {
    if let (Some((_, old)), Some((name, new))) = (old, new) {
        let path = both.is(name);
        shapes.choices(&both.place(area, &path), old, new);
    }
}

fn results(shapes: &mut Shapes<'_, '_>, both: &Both<'_>) {
    let function = both.is(&both.new.function);
    let results = [
        ("returns", &both.old.output, &both.new.output, &both.old.outcomes, &both.new.outcomes),
        ("fails with", &both.old.error, &both.new.error, &both.old.errors, &both.new.errors),
    ];
    for (verb, old, new, old_choice, new_choice) in results {
        let are_enums = old_choice.is_some() && new_choice.is_some();
        if !(shapes.types.are_same(old, new) || (both.is_renamed() && are_enums)) {
            let (was, is) = shown_both(shapes.types, old, new);
            let what = format!("`{function}` {verb} `{is}` in place of `{was}`");
            see(shapes, both, ChangeKind::ResultChanged, Area::Response, (Verdict::Breaking, what));
        }
        choices(shapes, both, Area::Response, old_choice.as_ref(), new_choice.as_ref());
    }
}

fn helpers(shapes: &mut Shapes<'_, '_>, both: &Both<'_>) {
    let function = both.is(&both.new.function);
    let helpers = [
        ("read page by page", both.old.is_paged, both.new.is_paged),
        ("followed until it ends", both.old.is_long_running, both.new.is_long_running),
    ];
    for (how, old, new) in helpers {
        let (kind, said) = match (old, new) {
            (true, false) => {
                (ChangeKind::HelperRemoved, (Verdict::Breaking, format!("`{function}` is no longer {how}")))
            }
            (false, true) => (ChangeKind::HelperAdded, (Verdict::Compatible, format!("`{function}` is {how}"))),
            (true, true) | (false, false) => continue,
        };
        see(shapes, both, kind, Area::Operation, said);
    }
}
