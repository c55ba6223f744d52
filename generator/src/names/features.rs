//! What the Cargo features of a crate are called, and which part of the crate each of them gates.

use std::collections::{BTreeMap, BTreeSet};

use super::Name;
use super::scope::Scope;
use super::words::{Case, Words};
use crate::analyse::features::{Needs, Part, Parts, User};

/// The feature that turns on every module of operations.
pub const ALL: &str = "all-modules";
/// The feature that turns on the models that no operation mentions.
pub const OTHER: &str = "other-models";

/// Which modules are on when a user of the crate chooses none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlessChosen {
    AllOn,
    AllOff,
}

/// The features of a crate that can be compiled in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    pub unless_chosen: UnlessChosen,
    /// The features of modules, by API and then by name.
    pub modules: Vec<Feature>,
    /// The features of models that several modules need. Users do not turn them on by hand, so their names begin with
    /// `_`.
    pub shared: Vec<Feature>,
    /// The feature of models that no operation mentions. None: every model is mentioned.
    pub other: Option<Feature>,
    /// The gates of each API, in the order of the APIs.
    pub gates: Vec<Gates>,
}

/// A Cargo feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    pub name: String,
    /// The names of the features that it turns on.
    pub needs: BTreeSet<String>,
    /// The number of operations, for the feature of a module.
    pub operations: usize,
    /// The number of types that are compiled when it is on.
    pub types: usize,
}

/// Which feature gates each part of an API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gates {
    /// Modules of operations.
    pub modules: BTreeMap<Name, String>,
    /// Files of models.
    pub files: BTreeMap<Name, String>,
}

/// Names the features of all APIs of a crate. `reserved` are the names of features that every emitted crate has.
pub fn features(
    apis: &[(Option<&Name>, Parts<Name, Name>)],
    reserved: &[&str],
    unless_chosen: UnlessChosen,
) -> Features {
    let reserved: Vec<String> = reserved.iter().chain(&[ALL, OTHER]).map(|name| name.replace('-', "_")).collect();
    let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
    let mut modules = Scope::reserving(&reserved);
    let mut groups = Scope::default();
    let mut features =
        Features { unless_chosen, modules: Vec::new(), shared: Vec::new(), other: None, gates: Vec::new() };
    for (api, parts) in apis {
        let assign = |scope: &mut Scope, name: &Name, suffix: &str| {
            let words = Words::new(name.text());
            let words = api.map_or_else(|| words.clone(), |api| Words::new(api.text()).then(&words));
            scope.assign(&words.for_file(), Case::Snake, suffix).name().text().trim_matches('_').replace('_', "-")
        };
        let shared: Vec<String> =
            parts.shared.iter().map(|group| format!("_{}", assign(&mut groups, &group.first, "models"))).collect();
        let named = |needs: &BTreeSet<usize>| needs.iter().filter_map(|need| shared.get(*need)).cloned().collect();
        for (name, group) in shared.iter().zip(&parts.shared) {
            let (name, needs) = (name.clone(), named(&group.shared));
            features.shared.push(Feature { name, needs, operations: 0, types: group.types });
        }
        let mut gates = Gates::default();
        for (user, needs) in &parts.users {
            match user {
                User::Module(module) => {
                    let name = assign(&mut modules, module, "operations");
                    gates.modules.insert(module.clone(), name.clone());
                    let Needs { shared, types, operations } = needs;
                    let feature = Feature { name, needs: named(shared), operations: *operations, types: *types };
                    features.modules.push(feature);
                }
                User::Nothing => {
                    let empty = || Feature { name: OTHER.to_owned(), needs: BTreeSet::new(), operations: 0, types: 0 };
                    let other = features.other.get_or_insert_with(empty);
                    other.needs.extend(named(&needs.shared));
                    other.types += needs.types;
                }
            }
        }
        for (file, part) in &parts.files {
            let gate = match part {
                Part::Of(User::Module(module)) => gates.modules.get(module).cloned(),
                Part::Of(User::Nothing) => Some(OTHER.to_owned()),
                Part::Shared(group) => shared.get(*group).cloned(),
            };
            if let Some(gate) = gate {
                gates.files.insert(file.clone(), gate);
            }
        }
        features.gates.push(gates);
    }
    features
}
