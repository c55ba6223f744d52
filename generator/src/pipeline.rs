//! Which stages there are, and in which order. The only module that knows them all.

use crate::analyse::features::parts;
use crate::analyse::{self, Facts};
use crate::config::{ApiConfig, Config, UnlessChosen};
use crate::diag::{Code, Diags, FileId, Place};
use crate::document::{self, Bundle};
use crate::emit::{self, Model, Typed};
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
    /// What the crate was emitted from, in the order of the configuration. Empty when there is an error. For tests of
    /// this repository.
    #[doc(hidden)]
    pub apis: Vec<Compiled>,
    /// Findings of all stages that ran.
    pub diags: Diags,
    /// What the findings point into.
    pub sources: SourceSet,
    /// How much was compiled.
    pub stats: Stats,
}

/// How much was compiled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Files read.
    pub files: usize,
    /// Of all APIs.
    pub operations: usize,
    /// Of all APIs.
    pub types: usize,
}

/// An API once nothing of OpenAPI is left, with all that is computed about it.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// What it means.
    pub api: Api,
    /// What follows from that.
    pub facts: Facts,
    /// What everything is called.
    pub names: Names,
}

/// Compiles what a configuration names. Stops after the first stage that finds an error, so that all faults of one
/// stage are seen at once.
pub fn generate(files: &dyn Files, config: &Config) -> Outcome {
    let (sources, mut diags) = source::load(files, &config.roots());
    let mut stats = Stats { files: sources.files.len(), ..Stats::default() };
    let apis = compile_all(&sources, config, &mut diags).unwrap_or_default();
    stats.operations = apis.iter().map(|it| it.api.operations.len()).sum();
    stats.types = apis.iter().map(|it| it.api.types.len()).sum();
    let tree = if diags.has_errors() { None } else { emit(&sources, config, &apis, &mut diags) };
    Outcome { tree, apis, diags, sources, stats }
}

/// The Rust types of what a run has emitted.
pub fn typed(outcome: &Outcome, config: &Config) -> Vec<Typed> {
    let modules = modules(config);
    emit::typed(config, &models(&outcome.apis, &modules, None), &outcome.sources)
}

fn compile_all(sources: &SourceSet, config: &Config, diags: &mut Diags) -> Option<Vec<Compiled>> {
    if diags.has_errors() {
        return None;
    }
    let compiled: Vec<Option<Compiled>> = config.apis.iter().map(|api| compile(sources, api, diags)).collect();
    if diags.has_errors() { None } else { compiled.into_iter().collect() }
}

fn modules(config: &Config) -> Vec<Option<Name>> {
    config.apis.iter().map(|api| api.module.as_deref().map(Name::new)).collect()
}

fn models<'a>(apis: &'a [Compiled], modules: &'a [Option<Name>], features: Option<&'a Features>) -> Vec<Model<'a>> {
    let model = |(api, (it, module)): (usize, (&'a Compiled, &'a Option<Name>))| Model {
        module: module.as_ref(),
        api: &it.api,
        facts: &it.facts,
        names: &it.names,
        gates: features.and_then(|features| features.gates.get(api)),
    };
    apis.iter().zip(modules).enumerate().map(model).collect()
}

fn emit(sources: &SourceSet, config: &Config, apis: &[Compiled], diags: &mut Diags) -> Option<Tree> {
    let modules = modules(config);
    let operations = apis.iter().map(|it| it.api.operations.len()).sum();
    let features = config.modules.unless_chosen(operations).map(|on| features(apis, &modules, on));
    match emit::emit(config, &models(apis, &modules, features.as_ref()), features.as_ref(), sources) {
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
        .filter_map(|path| sources.at(&source::path::normalise(path)).map(|file| file.id))
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
