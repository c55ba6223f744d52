//! The format of `codegen.toml`, and how it becomes a configuration.

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use super::as_json::FileAsJson;
use super::batch::FileBatch;
use super::comparing::FileComparing;
use super::faults::Faults;
use super::lints::{self, FileLints};
use super::operation_set::{self, FileOperationSet};
use super::rename::FileRename;
use super::streams::FileStreams;
use super::version::is_version;
use super::webhooks::Webhooks;
use super::{
    ApiConfig, Config, Examples, Modules, Package, Policy, RUNTIME_PATH, Rejected, Runtime, UnknownMembers, Workspace,
    last_name, read,
};
use crate::diag::{Code, Diags};
use crate::exchange::long_running::LongRunningRule;
use crate::exchange::rule::PagingRule;
use crate::location::Location;
use crate::names::emitted::EmittedNames;
use crate::names::ident::{is_crate_name, is_module_name};
use crate::source::{Files, SourceSet, path};

impl Config {
    /// Where `codegen.toml` stands where documents have a folder of their own, seen from the folder of the project.
    pub const FILE: &str = "specs/codegen.toml";

    /// Where it stands in the folder of the project itself.
    pub const FILE_OF_ROOT: &str = "codegen.toml";

    /// Reads `codegen.toml`. Its documents are relative to its own folder.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or says what cannot be: what is wrong, and where.
    pub fn load(files: &dyn Files, file: &str) -> Result<Self, Box<Rejected>> {
        let mut sources = SourceSet::default();
        let mut diags = Diags::default();
        let file = path::normalise(file);
        let text = match read(files, &file) {
            Ok(text) => text,
            Err(why) => {
                let id = sources.add(file.clone(), String::new(), Value::Null, 0);
                diags.push(Code::FileUnreadable, Location::new(id, ""), format!("`{file}` cannot be read: {why}"));
                return Err(Box::new(Rejected { diags, sources }));
            }
        };
        let mut faults = Faults { text: &text, diags };
        match parse(&text, path::folder(&file), &mut faults) {
            Some(config) if !faults.diags.has_errors() => Ok(Self { file: Some(file), ..config }),
            _ => {
                let diags = faults.diags;
                sources.add(file, text, Value::Null, 0);
                Err(Box::new(Rejected { diags, sources }))
            }
        }
    }
}

/// The format of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    package: FilePackage,
    #[serde(default)]
    examples: Examples,
    #[serde(default)]
    warnings: Policy,
    #[serde(default)]
    losses: Policy,
    #[serde(default)]
    lints: FileLints,
    #[serde(default, rename = "unknown-members")]
    unknown_members: UnknownMembers,
    #[serde(default)]
    modules: Modules,
    #[serde(default)]
    rename: FileRename,
    #[serde(default)]
    paging: Vec<Spanned<PagingRule>>,
    #[serde(default, rename = "long-running")]
    long_running: Vec<Spanned<LongRunningRule>>,
    #[serde(default)]
    streams: FileStreams,
    #[serde(default, rename = "as-json")]
    as_json: FileAsJson,
    batch: Option<FileBatch>,
    webhooks: Option<Spanned<Webhooks>>,
    #[serde(default)]
    compare: FileComparing,
    #[serde(default)]
    runtime: Runtime,
    #[serde(rename = "runtime-path")]
    runtime_path: Option<Spanned<String>>,
    #[serde(default, rename = "allow-refs")]
    allow_refs: Vec<String>,
    #[serde(default, rename = "api")]
    apis: Vec<Spanned<FileApi>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePackage {
    name: Spanned<String>,
    version: Option<Spanned<String>>,
    description: Option<String>,
    license: Option<String>,
    repository: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileApi {
    module: Option<Spanned<String>>,
    #[serde(default)]
    documents: Vec<Spanned<String>>,
    #[serde(default)]
    rename: FileRename,
    #[serde(default, rename = "unknown-members")]
    unknown_members: UnknownMembers,
    #[serde(default)]
    overlays: Vec<Spanned<String>>,
    only: Option<Spanned<FileOperationSet>>,
    without: Option<Spanned<FileOperationSet>>,
}

fn parse(text: &str, folder: &str, faults: &mut Faults<'_>) -> Option<Config> {
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            faults.add(offset, error.message().trim().replace('\n', ", "), None);
            return None;
        }
    };
    let File {
        package,
        examples,
        warnings,
        losses,
        lints,
        unknown_members,
        modules,
        rename,
        paging,
        long_running,
        streams,
        as_json,
        batch,
        webhooks,
        compare,
        runtime,
        runtime_path,
        allow_refs,
        apis: given,
    } = file;
    let (rename, streams, as_json) = (rename.read(faults), streams.read(faults), as_json.read(faults));
    let lints = lints::read(lints, faults);
    let batch = batch.and_then(|batch| batch.read(faults));
    let compare = compare.read(faults);
    let webhooks = read_webhooks(webhooks, faults);
    let runtime_path = read_runtime_path(runtime_path, runtime, package.name.get_ref(), faults);
    let paging = paging.into_iter().map(|rule| read_paging(rule, faults)).collect();
    let long_running = long_running.into_iter().map(|rule| read_long_running(rule, faults)).collect();
    let FilePackage { name, version, description, license, repository } = package;
    if !is_crate_name(name.get_ref()) {
        let message = format!("`{}` is not a valid crate name", name.get_ref());
        faults.add(
            name.span().start,
            message,
            Some("use letters, digits, `-` and `_`; a keyword of Rust is not allowed".to_owned()),
        );
    }
    if let Some(version) = version.as_ref().filter(|version| !is_version(version.get_ref())) {
        let message = format!("`{}` is no version that Cargo reads", version.get_ref());
        faults.add(version.span().start, message, Some("write three numbers, such as `1.2.0`".to_owned()));
    }
    if given.is_empty() {
        faults.add(0, "there is no `[[api]]`".to_owned(), Some("add one, with `documents = [\"…\"]`".to_owned()));
    }
    let mut apis: Vec<ApiConfig> = Vec::new();
    for api in given {
        let at = api.span().start;
        let FileApi { module, documents, rename, unknown_members, overlays, only, without } = api.into_inner();
        if let Some(module) = &module
            && !is_module_name(module.get_ref())
        {
            let message = format!("`{}` is not a valid module name", module.get_ref());
            faults.add(module.span().start, message, Some("write it in snake_case, such as `v1_0`".to_owned()));
        }
        let module = module.map(Spanned::into_inner);
        if apis.iter().any(|other| other.module == module) {
            let message = match &module {
                Some(module) => format!("two APIs have the module `{module}`"),
                None => "two APIs have no module: both are the root of the crate".to_owned(),
            };
            faults.add(at, message, Some("put documents that share their types into one `[[api]]`".to_owned()));
        }
        if documents.is_empty() {
            faults.add(at, "this API has no documents".to_owned(), Some("add `documents = [\"…\"]`".to_owned()));
        }
        let documents = read_paths("document", documents, folder, faults);
        let overlays = read_paths("overlay", overlays, folder, faults);
        let is_changed = |api: &ApiConfig| !(api.overlays.is_empty() && overlays.is_empty());
        let shared = documents.iter().find(|it| apis.iter().any(|api| is_changed(api) && api.documents.contains(it)));
        if let Some(document) = shared {
            let message =
                format!("two APIs have the document `{document}`, and the overlays of one would change it for both");
            faults.add(at, message, Some("name a copy of the document in one of them".to_owned()));
        }
        let (only, without) = (operation_set::read(only, faults), operation_set::read(without, faults));
        apis.push(ApiConfig {
            module,
            documents,
            rename: rename.read(faults),
            unknown_members,
            overlays,
            only,
            without,
        });
    }
    let version = version.map(Spanned::into_inner);
    let package = Package { name: name.into_inner(), version, description, license, repository };
    // Files beside the configuration belong to the user, so documents may refer to them.
    let allow_refs = std::iter::once("").chain(allow_refs.iter().map(String::as_str));
    let allow_refs = allow_refs.map(|allowed| path::join(folder, allowed)).collect();
    let (folder, workspace, file) = (String::new(), Workspace::Member, None);
    Some(Config {
        package,
        folder,
        apis,
        allow_refs,
        rename,
        paging,
        long_running,
        streams,
        as_json,
        batch,
        webhooks,
        runtime,
        runtime_path,
        examples,
        warnings,
        losses,
        lints,
        unknown_members,
        modules,
        compare,
        workspace,
        emitted_names: EmittedNames::default(),
        file,
    })
}

/// The documents or overlays of an API, from the folder of the project.
fn read_paths(what: &str, given: Vec<Spanned<String>>, folder: &str, faults: &mut Faults<'_>) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for path in given {
        let joined = path::join(folder, path.get_ref());
        if paths.contains(&joined) {
            let message = format!("the {what} `{joined}` is named twice");
            faults.add(path.span().start, message, Some("remove it here".to_owned()));
        }
        paths.push(joined);
    }
    paths
}

/// A rule with its place, once it is looked at.
fn read_paging(rule: Spanned<PagingRule>, faults: &mut Faults<'_>) -> PagingRule {
    let at = rule.span().start;
    let rule = PagingRule { place: Some(faults.place(at)), ..rule.into_inner() };
    if let Some(message) = rule.fault() {
        faults.add(at, message, None);
    }
    rule
}

/// The folder of a shared runtime, whose last name is that of a crate.
fn read_runtime_path(
    given: Option<Spanned<String>>,
    runtime: Runtime,
    package: &str,
    faults: &mut Faults<'_>,
) -> String {
    let Some(path) = given else { return RUNTIME_PATH.to_owned() };
    match runtime {
        Runtime::Shared if last_name(path.get_ref()) == package => {
            let message = format!("the shared runtime would be a second crate of the name `{package}`");
            faults.add(path.span().start, message, Some("give its folder another name".to_owned()));
        }
        Runtime::Shared => {}
        Runtime::Own => {
            let message = "`runtime-path` says nothing of a crate that has its own runtime".to_owned();
            faults.add(path.span().start, message, Some("write `runtime = \"shared\"` too, or remove it".to_owned()));
        }
    }
    if !is_crate_name(last_name(path.get_ref())) {
        let message = format!("the last name of `{}` is no name of a crate", path.get_ref());
        faults.add(path.span().start, message, Some(format!("write a path such as `{RUNTIME_PATH}`")));
    }
    path.into_inner()
}

fn read_webhooks(table: Option<Spanned<Webhooks>>, faults: &mut Faults<'_>) -> Webhooks {
    let Some(table) = table else { return Webhooks::default() };
    if let Some(message) = table.get_ref().fault() {
        faults.add(table.span().start, message, None);
    }
    let place = Some(faults.place(table.span().start));
    Webhooks { place, ..table.into_inner() }
}

fn read_long_running(rule: Spanned<LongRunningRule>, faults: &mut Faults<'_>) -> LongRunningRule {
    let at = rule.span().start;
    let rule = LongRunningRule { place: Some(faults.place(at)), ..rule.into_inner() };
    if let Some(message) = rule.fault() {
        faults.add(at, message, None);
    }
    rule
}
