//! Which stages there are, and in which order. The only module that knows them all.

use crate::analyse::features::parts;
use crate::analyse::{self, Facts};
use crate::config::{ApiConfig, Config, UnlessChosen};
use crate::diag::{Code, Diags, FileId, Place};
use crate::document::{self, Bundle};
use crate::emit::{self, Model};
use crate::ir::Api;
use crate::link;
use crate::lower;
use crate::names::features::Features;
use crate::names::{self, Name, Names};
use crate::output::Tree;
use crate::source::{self, Files, SourceSet};

/// What a run came to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Every file of the crate. None when there is an error.
    pub tree: Option<Tree>,
    /// Findings of all stages that ran.
    pub diags: Diags,
    /// What the findings point into.
    pub sources: SourceSet,
    pub stats: Stats,
}

/// How much was compiled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Files read.
    pub files: usize,
    pub operations: usize,
    pub types: usize,
}

/// An API once nothing of OpenAPI is left, with all that is computed about it.
#[derive(Debug, Clone)]
pub struct Compiled {
    pub api: Api,
    pub facts: Facts,
    pub names: Names,
}

/// Compiles what a configuration names. Stops after the first stage that finds an error, so that all faults of one
/// stage are seen at once.
pub fn generate(files: &dyn Files, config: &Config) -> Outcome {
    let (sources, mut diags) = source::load(files, &config.documents());
    let mut stats = Stats { files: sources.files.len(), ..Stats::default() };
    let tree = compile_all(&sources, config, &mut diags, &mut stats);
    Outcome { tree, diags, sources, stats }
}

fn compile_all(sources: &SourceSet, config: &Config, diags: &mut Diags, stats: &mut Stats) -> Option<Tree> {
    if diags.has_errors() {
        return None;
    }
    let compiled: Vec<Option<Compiled>> = config.apis.iter().map(|api| compile(sources, api, diags)).collect();
    if diags.has_errors() {
        return None;
    }
    let compiled: Vec<Compiled> = compiled.into_iter().flatten().collect();
    stats.operations = compiled.iter().map(|it| it.api.operations.len()).sum();
    stats.types = compiled.iter().map(|it| it.api.types.len()).sum();
    let modules: Vec<Option<Name>> = config.apis.iter().map(|api| api.module.as_deref().map(Name::new)).collect();
    let features = config.modules.unless_chosen(stats.operations).map(|on| features(&compiled, &modules, on));
    let gates = |api: usize| features.as_ref().and_then(|features| features.gates.get(api));
    let models: Vec<Model> = compiled
        .iter()
        .zip(&modules)
        .enumerate()
        .map(|(api, (it, module))| Model {
            module: module.as_ref(),
            api: &it.api,
            facts: &it.facts,
            names: &it.names,
            gates: gates(api),
        })
        .collect();
    match emit::emit(config, &models, features.as_ref(), sources) {
        Ok(tree) => Some(tree),
        Err(path) => {
            let message = format!("`{}` was to be written and is no path inside the crate", path.0);
            diags.push(Code::Bug, Place::new(FileId(0), ""), message);
            None
        }
    }
}

/// Into which parts the crate can be divided.
fn features(compiled: &[Compiled], modules: &[Option<Name>], unless_chosen: UnlessChosen) -> Features {
    let parts = compiled.iter().zip(modules).map(|(it, module)| {
        let file = |id| it.names.file(id).clone();
        (module.as_ref(), parts(&it.api, file, |id| it.names.operation(id).module.clone()))
    });
    names::features::features(&parts.collect::<Vec<_>>(), emit::FEATURES, unless_chosen)
}

/// One API, from raw values to names.
pub fn compile(sources: &SourceSet, config: &ApiConfig, diags: &mut Diags) -> Option<Compiled> {
    let bundle = bundle(sources, config, diags)?;
    let (api, found) = lower::lower(&bundle);
    drop(bundle);
    let failed = found.has_errors();
    diags.extend(found);
    if failed {
        return None;
    }
    let facts = analyse::analyse(&api);
    let (names, found) = names::name(&api, &facts);
    diags.extend(found);
    Some(Compiled { api, facts, names })
}

/// The documents of one API as one.
fn bundle(sources: &SourceSet, config: &ApiConfig, diags: &mut Diags) -> Option<Bundle> {
    let roots: Vec<FileId> = config
        .documents
        .iter()
        .filter_map(|path| sources.files.get(&source::path::normalise(path)).map(|file| file.id))
        .collect();
    let (links, found) = link::link(sources, &roots);
    let failed = found.has_errors();
    diags.extend(found);
    if failed {
        return None;
    }
    let (bundle, found) = document::bundle(sources, &links, &roots);
    diags.extend(found);
    bundle
}
