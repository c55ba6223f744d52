//! Two versions of what a configuration names, compared: each API with the one of the same module, and the crate itself.

mod features;

use crate::compare::{self, Area, Change, ChangeKind, Comparison, Side, Subject, Told, Verdict};
use crate::config::Config;
use crate::emit::surface::Surface;
use crate::location::Location;
use crate::names::Name;
use crate::pipeline::{self, Compiled, Outcome};
use crate::render::places;
use crate::source::SourceSet;
use features::Crate;

/// Compares two versions. The approvals are those of the new configuration.
pub fn compare(old: &Outcome, old_config: &Config, new: &Outcome, new_config: &Config, today: &str) -> Comparison {
    let (old_surfaces, new_surfaces) = (pipeline::surfaces(old, old_config), pipeline::surfaces(new, new_config));
    let mut changes = of_crate(old, old_config, new, new_config);
    for (was, surface) in old.apis.iter().zip(&old_surfaces) {
        let found = new.apis.iter().zip(&new_surfaces).find(|(is, _)| is_same(was, is));
        let module = was.module.as_ref().map(Name::to_string);
        match found {
            Some((is, other)) => {
                let found = compare::compare(side(was, surface), side(is, other));
                changes.extend(found.into_iter().map(|change| (module.clone(), change)));
            }
            None => changes.push((module, whole(ChangeKind::ApiRemoved, Verdict::Breaking, "the API is gone"))),
        }
    }
    for is in new.apis.iter().filter(|is| !old.apis.iter().any(|was| is_same(was, is))) {
        let module = is.module.as_ref().map(Name::to_string);
        changes.push((module, whole(ChangeKind::ApiAdded, Verdict::Compatible, "the API is new")));
    }
    changes.sort_by_key(|(_, change)| std::cmp::Reverse(change.verdict()));
    let told = told(changes, &old.sources, &new.sources);
    let versions = [pipeline::version(old, old_config), pipeline::version(new, new_config)];
    Comparison::new(told, versions, &new_config.compare.approved, today)
}

/// One of two APIs without a module is the other one, since it is the crate root.
fn is_same(old: &Compiled, new: &Compiled) -> bool {
    old.module == new.module
}

fn side<'a>(compiled: &'a Compiled, surface: &'a Surface) -> Side<'a> {
    Side { api: &compiled.api, names: &compiled.names, surface }
}

fn whole(kind: ChangeKind, verdict: Verdict, what: &str) -> Change {
    let mut change = Change::new(kind, Area::Api, Subject::Api, what.to_owned()).wire(verdict, "");
    change.rust = verdict;
    change
}

/// What changed of the crate as a whole.
fn of_crate(old: &Outcome, old_config: &Config, new: &Outcome, new_config: &Config) -> Vec<(Option<String>, Change)> {
    let mut changes = Vec::new();
    let mut tell = |kind, verdict, what: String| {
        let mut change = Change::new(kind, Area::Rust, Subject::Api, what);
        change.rust = verdict;
        changes.push((None, change));
    };
    let (was, is) = (&old_config.package.name, &new_config.package.name);
    if was != is {
        tell(ChangeKind::CrateRenamed, Verdict::Breaking, format!("the crate is called `{is}` in place of `{was}`"));
    }
    features::features(&Crate::new(old, old_config), &Crate::new(new, new_config), &mut tell);
    changes
}

/// The changes with their places. Each file is searched once.
fn told(changes: Vec<(Option<String>, Change)>, old: &SourceSet, new: &SourceSet) -> Vec<Told> {
    let mut old_places = placed(changes.iter().map(|(_, change)| change.old.as_ref()), old);
    let mut new_places = placed(changes.iter().map(|(_, change)| change.new.as_ref()), new);
    let told = changes.into_iter().map(|(module, change)| Told {
        old: old_places.next().flatten(),
        new: new_places.next().flatten(),
        approved: None,
        module,
        change,
    });
    told.collect()
}

/// The place of each location that is there.
fn placed<'a>(
    locations: impl Iterator<Item = Option<&'a Location>>,
    sources: &SourceSet,
) -> std::vec::IntoIter<Option<String>> {
    let locations: Vec<Option<&Location>> = locations.collect();
    let there: Vec<Location> = locations.iter().copied().flatten().cloned().collect();
    let mut found = places(&there, sources).into_iter();
    let all = locations.into_iter().map(|location| location.and_then(|_| found.next()));
    all.map(|place| place.filter(|place| !place.is_empty())).collect::<Vec<_>>().into_iter()
}
