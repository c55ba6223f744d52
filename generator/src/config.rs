//! The configuration: which documents become which crate, from `codegen.toml` or the command line.

pub mod batch;
mod faults;
mod rename;
pub mod streams;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::diag::{Code, Diags};
use crate::exchange::long_running::LongRunningRule;
use crate::exchange::rule::PagingRule;
use crate::location::{FileId, Location};
use crate::names::features::UnlessChosen;
use crate::names::ident::{is_crate_name, is_module_name};
use crate::names::rename::Rename;
use crate::render::{Style, render};
use crate::source::{Files, MOST_BYTES, Named, Roots, SourceSet, path};
use batch::{BatchRule, FileBatch};
use faults::Faults;
use rename::FileRename;
use streams::{FileStreams, Streams};

/// Which OpenAPI documents are compiled into which crate, and how: what [`generate`](crate::generate()) takes.
///
/// [`Config::load`] reads it from `codegen.toml`; [`Config::single`] makes it for one document. `codegen.schema.json` has
/// the first paragraph of each option for editors, and a test holds both alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The manifest of the emitted crate.
    pub package: Package,
    /// The folder that paths of documents are relative to, seen from where [`Files`] begin. What is emitted names
    /// places by the same paths.
    pub folder: String,
    /// The APIs that become one crate, at least one. Each has types of its own.
    pub apis: Vec<ApiConfig>,
    /// Folders that a `$ref` may lead into, beside those of the documents and of `codegen.toml`. A file elsewhere is
    /// never read.
    ///
    /// They are seen from where [`Files`] begin.
    pub allow_refs: Vec<String>,
    /// What is called otherwise in the emitted crate than its document suggests, in all APIs. A key that no document has is
    /// an error.
    ///
    /// A name that the user chose is given before any other, so that no other thing takes it.
    pub rename: Rename,
    /// How operations are paged whose document does not say it. A rule for no operation is an error.
    ///
    /// The first rule that names an operation is for it, else the first one that it fits; a mark of the document comes after.
    pub paging: Vec<PagingRule>,
    /// How operations are followed whose result comes later than their first response, and whose document does not say it. A
    /// rule for no operation is an error.
    ///
    /// The first rule that names an operation is for it, else the first one that it fits; a mark of the document comes after.
    pub long_running: Vec<LongRunningRule>,
    /// What ends the streams of responses.
    pub streams: Streams,
    /// How requests are sent together, where the service takes batches.
    pub batch: Option<BatchRule>,
    /// What becomes of the documented examples of operations.
    pub examples: Examples,
    /// What becomes of warnings: the document breaks a rule of OpenAPI, for instance by a misspelt keyword, or two things
    /// of it would have one name in Rust, and it is compiled all the same.
    pub warnings: Policy,
    /// What becomes of losses: a construct has no exact Rust form, and is approximated, kept as JSON or left out.
    pub losses: Policy,
    /// What becomes of members of answers that the document does not name, in all APIs. One of them can keep them alone.
    pub unknown_members: UnknownMembers,
    /// Whether modules of operations are Cargo features, so that a user of the crate compiles only what is needed. A
    /// module brings the models that it mentions.
    pub modules: Modules,
    /// Whether the crate belongs to a workspace. `codegen.toml` does not say: its crate is a member.
    pub workspace: Workspace,
    /// The file that this was read from, seen from where [`Files`] begin. None: a program made it.
    pub file: Option<String>,
}

/// The manifest of the emitted crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The name of the crate: letters, digits, `-` and `_`, and no keyword of Rust.
    pub name: String,
    /// The version of the crate. Without it, the version of the first document if that has three numbers, else `0.1.0`.
    pub version: Option<String>,
    /// One line that says what the crate is. Without it, `A client for` and the title of the first document.
    pub description: Option<String>,
    /// The license of the crate, as an SPDX expression. Without it, the crate cannot be published.
    pub license: Option<String>,
    /// The address of the repository that the crate is developed in.
    pub repository: Option<String>,
}

/// Documents that share their types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiConfig {
    /// The module that holds the API, in snake case. Without it, the API is the root of the crate; one of several may
    /// be.
    pub module: Option<String>,
    /// The OpenAPI documents of the API, at least one. They share their types; a file that only a `$ref` reaches is not
    /// listed.
    ///
    /// Paths are relative to [`Config::folder`].
    pub documents: Vec<String>,
    /// What is called otherwise in this API alone. It holds before the tables for all APIs.
    pub rename: Rename,
    /// What becomes of members of answers that the documents of this API do not name, unless they are kept in all APIs.
    pub unknown_members: UnknownMembers,
}

/// What becomes of the documented examples of operations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Examples {
    /// They are in the documentation of the crate, and `cargo test` compiles and runs them.
    #[default]
    Doctests,
    /// Only the one on the front page of the crate is emitted. A large crate is tested faster so.
    Omitted,
}

/// What becomes of findings of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// They are reported, and the crate is emitted.
    #[default]
    Reported,
    /// They are errors, and nothing is emitted: for documents that are one's own to mend.
    Refused,
}

/// What becomes of members of answers that the document does not name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownMembers {
    /// An object has them only where the document says that there are some, by `additionalProperties`.
    #[default]
    Dropped,
    /// Every object has a map of them, and writes them back, so that an answer that is changed and sent by PUT loses nothing.
    /// Objects with `additionalProperties: false` have none.
    Kept,
}

/// Whether modules of operations, with the models that they alone need, can be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modules {
    /// The number of operations decides: up to 200 there are no features, up to 2,000 all are on by default, above that
    /// none is.
    #[default]
    BySize,
    /// There are no features: every module is always compiled.
    Always,
    /// Each module is a feature, and all are on unless the user of the crate turns the default features off.
    OnByDefault,
    /// Each module is a feature that the user of the crate turns on.
    OffByDefault,
}

/// A crate with up to this many operations has no features for modules, which would make the diffs of a small crate
/// larger.
const WHOLE: usize = 200;
/// In a crate with up to this many operations all modules are on by default, so that it works at once. More operations
/// take minutes to compile.
const AT_ONCE: usize = 2000;

impl Modules {
    /// The policy for a crate with this many operations. None: modules are not features.
    pub fn unless_chosen(self, operations: usize) -> Option<UnlessChosen> {
        match self {
            Modules::Always => None,
            Modules::OnByDefault => Some(UnlessChosen::AllOn),
            Modules::OffByDefault => Some(UnlessChosen::AllOff),
            Modules::BySize if operations <= WHOLE => None,
            Modules::BySize if operations <= AT_ONCE => Some(UnlessChosen::AllOn),
            Modules::BySize => Some(UnlessChosen::AllOff),
        }
    }
}

/// Where the crate lives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Workspace {
    /// In a workspace that names it as a member.
    #[default]
    Member,
    /// Alone, whatever workspace stands above it.
    Own,
}

/// A configuration that cannot be used, and why. It is displayed with the lines at fault.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// What is wrong.
    pub diags: Diags,
    /// What the findings point into.
    pub sources: SourceSet,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration cannot be used\n{}", render(&self.diags, &self.sources, Style::Plain))
    }
}

impl std::error::Error for Rejected {}

impl Config {
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

    /// The configuration for one document and a crate of its own: the document is the root module, and has no doctests.
    /// Paths are relative to the folder of the document, so that the crate does not depend on where that lies.
    pub fn single(document: &str, name: &str) -> Self {
        let document = path::normalise(document);
        let folder = path::folder(&document).to_owned();
        let file = document.rsplit('/').next().unwrap_or_default().to_owned();
        Self {
            folder,
            allow_refs: Vec::new(),
            package: Package {
                name: name.to_owned(),
                version: None,
                description: None,
                license: None,
                repository: None,
            },
            apis: vec![ApiConfig { module: None, documents: vec![file], ..ApiConfig::default() }],
            rename: Rename::default(),
            paging: Vec::new(),
            long_running: Vec::new(),
            streams: Streams::default(),
            batch: None,
            examples: Examples::Omitted,
            warnings: Policy::Reported,
            losses: Policy::Reported,
            unknown_members: UnknownMembers::Dropped,
            modules: Modules::BySize,
            workspace: Workspace::Own,
            file: None,
        }
    }

    /// Adds the file that this was read from to the sources, if a finding points into it as the file with this id.
    pub(crate) fn show(&self, files: &dyn Files, id: FileId, diags: &Diags, sources: &mut SourceSet) {
        if let Some(file) = &self.file
            && diags.iter().any(|found| found.location.file == id)
        {
            let text = read(files, file).unwrap_or_default();
            sources.add(file.clone(), text, Value::Null, 0);
        }
    }

    /// Every document, in order, seen from where [`Files`] begin.
    pub fn documents(&self) -> Vec<String> {
        let documents = self.apis.iter().flat_map(|api| &api.documents);
        documents.map(|document| path::join(&self.folder, document)).collect()
    }

    /// The files to read.
    pub fn roots(&self) -> Roots {
        Roots {
            folder: self.folder.clone(),
            documents: self.apis.iter().flat_map(|api| api.documents.iter().cloned()).collect(),
            allowed: self.allow_refs.clone(),
        }
    }
}

fn read(files: &dyn Files, file: &str) -> Result<String, String> {
    let bytes = files.read(file, Named::ByUser, MOST_BYTES).map_err(|why| why.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not valid UTF-8".to_owned())
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
    batch: Option<FileBatch>,
    #[serde(default, rename = "allow-refs")]
    allow_refs: Vec<String>,
    #[serde(default, rename = "api")]
    apis: Vec<Spanned<FileApi>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePackage {
    name: Spanned<String>,
    version: Option<String>,
    description: Option<String>,
    license: Option<String>,
    repository: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileApi {
    module: Option<Spanned<String>>,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    rename: FileRename,
    #[serde(default, rename = "unknown-members")]
    unknown_members: UnknownMembers,
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
        unknown_members,
        modules,
        rename,
        paging,
        long_running,
        streams,
        batch,
        allow_refs,
        apis: given,
    } = file;
    let (rename, streams) = (rename.read(faults), streams.read(faults));
    let batch = batch.and_then(|batch| batch.read(faults));
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
    if given.is_empty() {
        faults.add(0, "there is no `[[api]]`".to_owned(), Some("add one, with `documents = [\"…\"]`".to_owned()));
    }
    let mut apis: Vec<ApiConfig> = Vec::new();
    for api in given {
        let at = api.span().start;
        let FileApi { module, documents, rename, unknown_members } = api.into_inner();
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
        let documents = documents.iter().map(|document| path::join(folder, document)).collect();
        apis.push(ApiConfig { module, documents, rename: rename.read(faults), unknown_members });
    }
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
        batch,
        examples,
        warnings,
        losses,
        unknown_members,
        modules,
        workspace,
        file,
    })
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

fn read_long_running(rule: Spanned<LongRunningRule>, faults: &mut Faults<'_>) -> LongRunningRule {
    let at = rule.span().start;
    let rule = LongRunningRule { place: Some(faults.place(at)), ..rule.into_inner() };
    if let Some(message) = rule.fault() {
        faults.add(at, message, None);
    }
    rule
}
