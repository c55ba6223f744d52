//! Which stages there are, and in which order they run. Only this module names all of them.
//!
//! A stage returns its result with its findings, and [`Diags::passed`] ends the run after the first stage that found an
//! error. After a reference that leads nowhere the run goes on with a hole in its place, so that all else is told too;
//! nothing is emitted then.

use std::path::{Path, PathBuf};

use crate::analyse::features::parts;
use crate::analyse::{self, Facts};
use crate::config::{ApiConfig, Config, Runtime, UnknownMembers};
use crate::diag::Diags;
use crate::document;
use crate::emit::surface::{self, Surface};
use crate::emit::{self, CallMapping, Model, TypeMapping, UserFeatures};
use crate::exchange::rules::{Rules, Used};
use crate::exchange::{self, Exchange};
use crate::ir::{Api, Kind};
use crate::link;
use crate::location::FileId;
use crate::lower;
use crate::names::emitted::{ApiNames, EmittedNames};
use crate::names::features::{self, Features};
use crate::names::rename::Renames;
use crate::names::unknown::{Named, unknown};
use crate::names::{self, Name, Names};
use crate::output::Tree;
use crate::progress::{Clock, Progress, Stage};
use crate::selection::Selection;
use crate::source::{self, Files, SourceSet};

/// The result of a run.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Every file of the crate. None: a finding is an error.
    pub tree: Option<Tree>,
    /// Every file of the runtime, if the crate shares it with others: for the folder [`Config::runtime_path`], seen from that of
    /// the crate.
    pub runtime: Option<Tree>,
    /// The APIs that the crate was emitted from, in the order of the configuration; empty after an error. For tests of
    /// this repository.
    #[doc(hidden)]
    pub apis: Vec<Compiled>,
    /// Findings of all stages that ran.
    pub diags: Diags,
    /// The files that the findings point into.
    pub sources: SourceSet,
    /// How much was compiled.
    pub stats: Stats,
}

impl Outcome {
    /// The names that the crate has, for [`Config::emitted_names`] of a run over a later version. Empty after an error.
    pub fn emitted_names(&self) -> EmittedNames {
        let mut names = EmittedNames::default();
        for it in &self.apis {
            let place = |location: &_| self.sources.place(location);
            let module = it.module.as_ref().map_or("", Name::text);
            *names.api_mut(module) = ApiNames::of(&it.api, &it.facts, &it.names, &place);
        }
        names
    }

    /// Every emitted crate with its folder: the one for `dir`, and the runtime that it shares. Empty after an error.
    pub fn crates(&self, config: &Config, dir: &Path) -> Vec<(&Tree, PathBuf)> {
        let own = self.tree.as_ref().map(|tree| (tree, dir.to_owned()));
        let runtime = self.runtime.as_ref().map(|tree| (tree, dir.join(&config.runtime_path)));
        own.into_iter().chain(runtime).collect()
    }
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

impl Stats {
    fn of(sources: &SourceSet, apis: &[Compiled]) -> Self {
        let operations = apis.iter().map(|it| it.api.operations.len()).sum();
        let types = apis.iter().map(|it| it.types()).sum();
        Self { files: sources.files.len(), operations, types }
    }
}

/// An API with all that is computed about it.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The module of the emitted crate that holds it. None: the crate root.
    pub module: Option<Name>,
    /// Its IR.
    pub api: Api,
    /// Its facts.
    pub facts: Facts,
    /// Its operations that take several requests.
    pub exchange: Exchange,
    /// Its names.
    pub names: Names,
    /// The number of variants of the widest union of its documents.
    pub widest_union: usize,
}

impl Compiled {
    /// The number of its types.
    fn types(&self) -> usize {
        self.api.types.iter().filter(|(_, def)| !matches!(def.kind, Kind::Removed)).count()
    }
}

/// What is done with what was compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A crate is emitted from it.
    Emit,
    /// It is compared with another version.
    Compare,
}

/// All that a run without output says.
#[derive(Debug, Clone, Default)]
pub struct Linted {
    /// Findings of all stages that ran.
    pub diags: Diags,
    /// The files that the findings point into.
    pub sources: SourceSet,
    /// How much was read.
    pub stats: Stats,
}

impl Linted {
    /// Adds what another run says. A file that both have read is one.
    pub fn join(&mut self, other: Linted) {
        let moved = self.sources.join(other.sources);
        self.diags.extend(other.diags.moved(|file| moved.get(&file).copied()));
        self.stats.files = self.sources.files.len();
        self.stats.operations += other.stats.operations;
        self.stats.types += other.stats.types;
    }
}

/// Runs every stage that tells something of the documents: all before the first that emits.
pub fn lint(files: &dyn Files, config: &Config) -> Linted {
    let (mut sources, mut diags) = source::load(files, &config.roots());
    let is_read = !diags.stops();
    let apis = is_read
        .then(|| compile_all(&sources, config, &mut diags, &mut Clock::new(&|_, _| {})))
        .flatten()
        .unwrap_or_default();
    let stats = Stats::of(&sources, &apis);
    config.show(files, config_file(&sources), &diags, &mut sources);
    Linted { diags, sources, stats }
}

/// Compiles what a configuration names. All errors of one stage are reported together.
pub fn generate(files: &dyn Files, config: &Config, purpose: Purpose, progress: Progress<'_>) -> Outcome {
    let mut clock = Clock::new(progress);
    let (mut sources, mut diags) = source::load(files, &config.roots());
    let is_read = !diags.stops();
    clock.done(&Stage::Read { files: sources.files.len() });
    let apis = is_read.then(|| compile_all(&sources, config, &mut diags, &mut clock)).flatten();
    let apis = apis.filter(|_| !diags.has_errors());
    let config_file = config_file(&sources);
    let emitted = apis.as_ref().filter(|_| purpose == Purpose::Emit);
    let tree = emitted.and_then(|apis| emit(&sources, config, apis, &mut diags));
    if let Some(tree) = &tree {
        clock.done(&Stage::Emitted { files: tree.len() });
    }
    let apis = apis.unwrap_or_default();
    let stats = Stats::of(&sources, &apis);
    config.show(files, config_file, &diags, &mut sources);
    let is_shared = tree.is_some() && config.runtime == Runtime::Shared;
    let runtime = is_shared.then(|| emit::emit_shared_runtime(config.shared_runtime_name()));
    Outcome { tree, runtime, apis, diags, sources, stats }
}

/// Compiles all APIs up to their names. The others are checked even if one has an error.
fn compile_all(
    sources: &SourceSet,
    config: &Config,
    diags: &mut Diags,
    clock: &mut Clock<'_>,
) -> Option<Vec<Compiled>> {
    let compiled = config.apis.iter().map(|api| {
        let compiled = compile(sources, api, config, diags)?;
        let (operations, types) = (compiled.api.operations.len(), compiled.types());
        clock.done(&Stage::Understood { module: api.module.clone(), operations, types });
        Some(compiled)
    });
    let compiled: Vec<Option<Compiled>> = compiled.collect();
    let compiled: Vec<Compiled> = compiled.into_iter().collect::<Option<_>>()?;
    if diags.has_errors() {
        // What a key of `[rename]` names may stand in a hole.
        return Some(compiled);
    }
    let named: Vec<Named<'_>> = compiled.iter().map(|it| (&it.api, &it.names)).collect();
    let renames = |own| Renames { file: config_file(sources), own, shared: &config.rename };
    unknown(&named, &config.rename, renames(&config.rename), diags);
    let operations = compiled.iter().flat_map(|it| it.api.operations.iter());
    let ids = operations.filter_map(|(_, operation)| operation.id.as_deref()).collect();
    config.streams.report_unknown(&ids, config_file(sources), diags);
    if compiled.iter().all(|it| it.api.webhooks.is_empty()) {
        config.webhooks.report_unused(config_file(sources), diags);
    }
    for (api, named) in config.apis.iter().zip(&named) {
        unknown(&[*named], &api.rename, renames(&api.rename), diags);
    }
    let apis: Vec<&Api> = compiled.iter().map(|it| &it.api).collect();
    let schemas = apis.iter().flat_map(|api| api.component_keys()).collect();
    let widest = compiled.iter().map(|it| it.widest_union).max().unwrap_or_default();
    config.as_json.report_unused(&schemas, widest, config_file(sources), diags);
    let mut used = Used::default();
    for it in &compiled {
        used.paging.extend(&it.exchange.used_rules().paging);
        used.long_running.extend(&it.exchange.used_rules().long_running);
    }
    rules(sources, config).report_unused(&apis, &used, diags);
    Some(compiled)
}

/// What the user says of operations that take several requests.
fn rules<'a>(sources: &SourceSet, config: &'a Config) -> Rules<'a> {
    Rules { file: config_file(sources), paging: &config.paging, long_running: &config.long_running }
}

/// The id that the file of the configuration gets where a finding points into it: the one after all documents.
fn config_file(sources: &SourceSet) -> FileId {
    FileId(u32::try_from(sources.files.len()).unwrap_or(u32::MAX))
}

/// Compiles one API from raw values to names. There may be errors that left holes in it. `shared` has what the user says of
/// all APIs.
pub fn compile(sources: &SourceSet, config: &ApiConfig, shared: &Config, diags: &mut Diags) -> Option<Compiled> {
    let roots = sources.ids(&config.documents);
    let selection = Selection { only: &config.only, without: &config.without, file: config_file(sources) };
    let links = diags.passed(link::link(sources, &roots, selection))?;
    let bundle = diags.passed(document::read_bundle(sources, &links, &roots, selection)).flatten()?;
    let mut api = diags.passed(lower::lower(&bundle))?;
    match (config.unknown_members, shared.unknown_members) {
        (UnknownMembers::Kept, _) | (_, UnknownMembers::Kept) => api.keep_unknown_members(),
        (UnknownMembers::Dropped, UnknownMembers::Dropped) => {}
    }
    drop((links, bundle));
    let widest_union = api.leave_as_json(|key, variants| shared.as_json.leaves(key, variants));
    if !selection.is_everything() {
        api.keep_reached();
    }
    let facts = analyse::analyse(&api);
    let exchange = diags.passed(exchange::exchange(&api, &facts, rules(sources, shared)))?;
    let renames = Renames { file: config_file(sources), own: &config.rename, shared: &shared.rename };
    let module = config.module.as_deref().map(Name::new);
    let emitted = shared.emitted_names.of_api(module.as_ref().map_or("", Name::text));
    let names = names::name(&api, &facts, renames, emitted, &|location| sources.place(location));
    let names = diags.passed(names)?;
    Some(Compiled { module, api, facts, exchange, names, widest_union })
}

fn emit(sources: &SourceSet, config: &Config, apis: &[Compiled], diags: &mut Diags) -> Option<Tree> {
    let features = features(config, apis);
    let models = models(apis, features.as_ref());
    diags.passed(emit::emit(config, &models, features.as_ref(), sources))
}

/// The Rust type of each part of the documents of a run.
pub fn type_map(outcome: &Outcome, config: &Config) -> Vec<TypeMapping> {
    emit::type_map(config, &models(&outcome.apis, None), &outcome.sources)
}

/// How each operation of a run is called.
pub fn call_map(outcome: &Outcome, config: &Config) -> Vec<CallMapping> {
    emit::call_map(config, &models(&outcome.apis, None), &outcome.sources)
}

/// What users see of each API of a run, in the order of the configuration.
pub fn surfaces(outcome: &Outcome, config: &Config) -> Vec<Surface> {
    let models = models(&outcome.apis, None);
    models.into_iter().map(|model| surface::surface(config, model, &outcome.sources)).collect()
}

/// How the crate of a run is divided, if it is, and the features that its users turn on.
pub fn divided(outcome: &Outcome, config: &Config) -> (Option<Features>, UserFeatures) {
    let features = features(config, &outcome.apis);
    let of_users = emit::user_features(config, &models(&outcome.apis, None), features.as_ref());
    (features, of_users)
}

/// The version of the crate of a run.
pub fn version(outcome: &Outcome, config: &Config) -> String {
    emit::version(config, &models(&outcome.apis, None))
}

/// The features into which the crate is divided. None: it is compiled as a whole.
fn features(config: &Config, apis: &[Compiled]) -> Option<Features> {
    let operations = apis.iter().map(|it| it.api.operations.len()).sum();
    let unless_chosen = config.modules.unless_chosen(operations)?;
    let parts = apis.iter().map(|it| {
        let file = |id| it.names.file(id).clone();
        (it.module.as_ref(), parts(&it.api, file, |id| it.names.operation(id).module.clone()))
    });
    Some(features::features(&Vec::from_iter(parts), emit::FEATURES, unless_chosen))
}

/// The models that the emitters read.
fn models<'a>(apis: &'a [Compiled], features: Option<&'a Features>) -> Vec<Model<'a>> {
    let model = |(position, it): (usize, &'a Compiled)| Model {
        module: it.module.as_ref(),
        api: &it.api,
        facts: &it.facts,
        names: &it.names,
        exchange: &it.exchange,
        gates: features.and_then(|features| features.gates.get(position)),
    };
    apis.iter().enumerate().map(model).collect()
}
