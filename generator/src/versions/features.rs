//! Which Cargo features must a program turn on that it needed not turn on before, and which are there no more?

use std::collections::BTreeSet;

use crate::compare::{ChangeKind, Verdict};
use crate::config::Config;
use crate::emit::UserFeatures;
use crate::names::Name;
use crate::names::features::{Features, Gates, OTHER, UnlessChosen};
use crate::pipeline::{self, Compiled, Outcome};

/// A version of the crate, with its features.
pub struct Crate<'a> {
    apis: &'a [Compiled],
    /// None: the crate is compiled as a whole.
    divided: Option<Features>,
    of_users: UserFeatures,
}

impl<'a> Crate<'a> {
    pub fn new(outcome: &'a Outcome, config: &Config) -> Self {
        let (divided, of_users) = pipeline::divided(outcome, config);
        Self { apis: &outcome.apis, divided, of_users }
    }

    /// The gates of an API. None: all of it is compiled.
    fn gates(&self, position: usize) -> Option<&Gates> {
        self.divided.as_ref()?.gates.get(position)
    }

    fn has_modules_by_default(&self) -> bool {
        self.divided.as_ref().is_none_or(|features| features.unless_chosen == UnlessChosen::AllOn)
    }
}

/// Compares the features of two versions. One that is new takes something away where it gates what was there by default.
pub fn features(old: &Crate<'_>, new: &Crate<'_>, tell: &mut dyn FnMut(ChangeKind, Verdict, String)) {
    let needed = needed(old, new);
    for feature in old.of_users.all.difference(&new.of_users.all) {
        tell(ChangeKind::FeatureRemoved, Verdict::Breaking, format!("the Cargo feature `{feature}` is gone"));
    }
    for feature in &needed {
        let what = format!("what was there by default is there only with the Cargo feature `{feature}`");
        tell(ChangeKind::FeatureNeeded, Verdict::Breaking, what);
    }
    for feature in new.of_users.all.difference(&old.of_users.all).filter(|feature| !needed.contains(*feature)) {
        tell(ChangeKind::FeatureAdded, Verdict::Compatible, format!("the Cargo feature `{feature}` is new"));
    }
}

/// The features of the new version that are not on by default, and turn on what was there by default.
fn needed(old: &Crate<'_>, new: &Crate<'_>) -> BTreeSet<String> {
    let is_off = |feature: &&String| new.of_users.all.contains(*feature) && !new.of_users.by_default.contains(*feature);
    let mut needed: BTreeSet<String> = old.of_users.by_default.iter().filter(is_off).cloned().collect();
    for (position, api) in new.apis.iter().enumerate() {
        let before = old.apis.iter().enumerate().find(|(_, before)| before.module == api.module);
        if let (Some((before, was)), Some(gates)) = (before, new.gates(position)) {
            if old.has_modules_by_default() && !new.has_modules_by_default() {
                needed.extend(modules(was, gates));
            }
            if gates_models(old.gates(before), old.has_modules_by_default(), was, gates) {
                needed.insert(OTHER.to_owned());
            }
        }
    }
    needed
}

/// The features of the modules of operations that an API had before.
fn modules(was: &Compiled, gates: &Gates) -> Vec<String> {
    let known: BTreeSet<&Name> = was.api.operations.ids().map(|id| &was.names.operation(id).module).collect();
    gates.modules.iter().filter(|(module, _)| known.contains(module)).map(|(_, feature)| feature.clone()).collect()
}

/// Whether the feature of models that no operation mentions gates one that was there by default: in a crate that was compiled as a
/// whole, or with a module that was on.
fn gates_models(before: Option<&Gates>, had_modules: bool, was: &Compiled, gates: &Gates) -> bool {
    let known: BTreeSet<&Name> = was.api.types.ids().map(|id| was.names.file(id)).collect();
    let was_there = |file: &Name| match before {
        None => known.contains(file),
        Some(before) => had_modules && before.files.get(file).is_some_and(|gate| gate != OTHER),
    };
    gates.files.iter().any(|(file, gate)| gate == OTHER && was_there(file))
}
