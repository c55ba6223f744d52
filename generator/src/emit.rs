//! How the Rust code is written: a tree of files from the model of each API.
//!
//! Each file has one emitter, a pure function of the [`Model`]. Structs, enums and functions are tokens, which are
//! formatted item by item; tables are text, with one entry on each line. Emitters do not read OpenAPI, and decide no
//! names.

mod batching;
mod body;
mod call_map;
mod callbacks;
mod checks;
mod cx;
mod docs;
mod example;
mod features;
mod front_page;
mod ids;
mod lib_rs;
mod licence;
mod long_running;
mod manifest;
mod media;
mod member;
mod model;
mod name_table;
mod needed;
mod operation;
mod operation_list;
mod operation_spec;
mod paging;
mod params;
mod readme;
mod record;
mod response_headers;
mod responses;
mod root_enums;
mod runtime;
pub mod rust_type;
mod servers;
mod shared_runtime;
mod source_file;
pub mod surface;
mod text;
mod type_map;
mod typing;
mod undocumented;
mod webhooks;
mod wrapped;
mod xml;

use std::collections::BTreeMap;
use std::thread;

use crate::config::{Config, Runtime};
use crate::diag::{Code, Diags};
use crate::ir::{OperationId, TypeId};
use crate::location::{FileId, Location};
use crate::names::Name;
use crate::names::features::Features;
use crate::output::{BadPath, RelPath, Tree};
use crate::source::SourceSet;
use batching::Batches;
use cx::Cx;
use example::readme_example::ReadmeExamples;
use webhooks::HasWebhooks;
use xml::XmlBodies;

pub use call_map::{BodyMapping, CallMapping, ContentMapping, OutcomeMapping, ParamMapping, ParamShape};
pub use cx::Model;
pub use features::UserFeatures;
pub use manifest::{FEATURES, version};
pub use name_table::{FILE as NAME_TABLE, read as read_name_table};
pub use shared_runtime::emit as emit_shared_runtime;
pub use type_map::{Role, TypeMapping};

/// The features that users of the crate turn on.
pub fn user_features(config: &Config, models: &[Model], features: Option<&Features>) -> UserFeatures {
    features::of_users(features, &needed::Needed::of(config, models))
}

/// Emits the crate.
pub fn emit(config: &Config, models: &[Model], features: Option<&Features>, sources: &SourceSet) -> (Tree, Diags) {
    let mut files = Files::new();
    for model in models {
        let mut cx = Cx::new(config, *model, sources);
        cx.wrapped = wrapped::types(&cx);
        files.extend(api(&cx));
    }
    if config.runtime == Runtime::Own {
        files.extend(runtime::files(XmlBodies::of(models), HasWebhooks::of(config, models), Batches::of(config)));
    }
    let apis: Vec<Cx> = models.iter().map(|model| Cx::new(config, *model, sources)).collect();
    let examples = ReadmeExamples::of(&apis);
    files.insert("src/lib.rs".to_owned(), lib_rs::emit(config, models, features, &examples));
    files.insert("Cargo.toml".to_owned(), manifest::emit(config, models, features));
    files.insert(name_table::FILE.to_owned(), name_table::emit(&apis));
    files.insert("README.md".to_owned(), readme::emit(config, models, features, &examples));
    // `cargo fmt --check` of the user's workspace skips emitted code, whose layout is ours.
    files.insert("rustfmt.toml".to_owned(), "disable_all_formatting = true\n".to_owned());
    files.insert(".gitattributes".to_owned(), "* linguist-generated=true\n".to_owned());
    tree(files)
}

fn tree(files: Files) -> (Tree, Diags) {
    let mut tree = Tree::default();
    let mut diags = Diags::default();
    for (path, text) in files {
        match RelPath::new(path) {
            Ok(path) => tree.add(path, &text),
            Err(BadPath(path)) => {
                let message = format!("the emitted path `{path}` is not inside the crate");
                diags.push(Code::Bug, Location::new(FileId(0), ""), message);
            }
        }
    }
    (tree, diags)
}

/// The Rust type of each part of the documents.
pub fn type_map(config: &Config, models: &[Model], sources: &SourceSet) -> Vec<TypeMapping> {
    models.iter().flat_map(|model| type_map::type_map(&Cx::new(config, *model, sources))).collect()
}

/// How each operation is called.
pub fn call_map(config: &Config, models: &[Model], sources: &SourceSet) -> Vec<CallMapping> {
    models.iter().flat_map(|model| call_map::call_map(&Cx::new(config, *model, sources))).collect()
}

/// Texts by path, before the header is put above them.
type Files = BTreeMap<String, String>;

/// A job of a thread: files of an API.
enum Job {
    Models(Name, Vec<TypeId>),
    Operations(Name, Vec<OperationId>),
}

impl Job {
    fn run(&self, cx: &Cx) -> Vec<(String, String)> {
        let below = |path: String| format!("src/{}{path}", cx.folder());
        match self {
            Job::Models(name, ids) => vec![(below(format!("models/{}.rs", name.text())), model::file(cx, ids))],
            Job::Operations(name, ids) => {
                let files = operation::files(cx, name, ids);
                files.into_iter().map(|(path, text)| (below(path), text)).collect()
            }
        }
    }
}

/// The files of one API.
fn api(cx: &Cx) -> Files {
    let types = model::files(cx);
    let modules = operation::modules(cx);
    let mut files = Files::new();
    let mut put = |name: &str, text: String| files.insert(format!("src/{}{name}.rs", cx.folder()), text);
    if !types.is_empty() {
        put("models/mod", model::index(cx, &types));
    }
    if !cx.model.names.labels().is_empty() {
        put("ids", ids::file(cx));
    }
    if !cx.api().servers.is_empty() {
        put("servers", servers::servers(cx));
    }
    if !cx.api().security_schemes.is_empty() {
        put("schemes", servers::schemes(cx));
    }
    if webhooks::has_module(cx.config, &cx.model) {
        put("webhooks", webhooks::file(cx));
    }
    if !cx.api().callbacks.is_empty() {
        put("callbacks", callbacks::file(cx));
    }
    if cx.model.module.is_some() {
        put("mod", lib_rs::module(cx));
    }
    let jobs: Vec<Job> = types
        .into_iter()
        .map(|(name, ids)| Job::Models(name, ids))
        .chain(modules.into_iter().map(|(name, ids)| Job::Operations(name, ids)))
        .collect();
    files.extend(in_parallel(cx, &jobs));
    files
}

/// The stack of each thread of a run, in bytes. Recursion is bounded by the depth that the parsers allow, but frames of a debug
/// build are large.
pub const STACK: usize = 256 << 20;

/// Runs the jobs on all cores. Each thread takes every nth job, since neighbours often have the same size.
fn in_parallel(cx: &Cx, jobs: &[Job]) -> Files {
    let threads = thread::available_parallelism().map_or(1, |count| count.get()).min(jobs.len().max(1));
    thread::scope(|scope| {
        let share = |offset: usize| {
            move || jobs.iter().skip(offset).step_by(threads).flat_map(|job| job.run(cx)).collect::<Vec<_>>()
        };
        let start = |offset| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, share(offset));
        let workers: Vec<_> = (0..threads).map(|offset| (offset, start(offset))).collect();
        let mut files = Files::new();
        for (offset, worker) in workers {
            match worker.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(made)) => files.extend(made),
                // A panic is a fault of the generator, and is passed on.
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // The system gives no thread. This one has the stack too, and takes the share.
                Err(_) => files.extend(share(offset)()),
            }
        }
        files
    })
}
