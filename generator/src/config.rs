//! The configuration: which documents become which crate, from `codegen.toml` or the command line.

pub mod as_json;
pub mod batch;
pub mod comparing;
mod faults;
mod file;
pub mod lints;
mod operation_set;
mod rename;
pub mod streams;
pub mod version;
pub mod webhooks;

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::diag::Diags;
use crate::exchange::long_running::LongRunningRule;
use crate::exchange::rule::PagingRule;
use crate::location::FileId;
use crate::names::emitted::EmittedNames;
use crate::names::features::UnlessChosen;
use crate::names::rename::Rename;
use crate::render::{Style, render};
use crate::selection::OperationSet;
use crate::source::{Files, MOST_BYTES, Named, OverlayOf, Roots, SourceSet, path};
use as_json::AsJson;
use batch::BatchRule;
use comparing::Comparing;
use lints::Lints;
use streams::Streams;
use webhooks::Webhooks;

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
    /// Which schemas are left as JSON, so that a program that uses one module of a large API does not compile the types that
    /// only a wide union reaches.
    pub as_json: AsJson,
    /// How requests are sent together, where the service takes batches.
    pub batch: Option<BatchRule>,
    /// How the webhooks of the documents are told apart, and how they are signed. Without it, a member or a header that the
    /// document gives one value in each tells them apart.
    pub webhooks: Webhooks,
    /// Whether the crate has the support code in it, or shares it with other crates.
    pub runtime: Runtime,
    /// The folder of the shared support code, seen from that of the emitted crate. Its last name is that of the crate. Without
    /// it, `../api-runtime`.
    pub runtime_path: String,
    /// What becomes of the documented examples of operations.
    pub examples: Examples,
    /// What becomes of warnings: the document breaks a rule of OpenAPI, for instance by a misspelt keyword, or two things
    /// of it would have one name in Rust, and it is compiled all the same.
    pub warnings: Policy,
    /// What becomes of losses: a construct has no exact Rust form, and is approximated, kept as JSON or left out.
    pub losses: Policy,
    /// How bad findings are, by code or name: `W0604 = "off"`, `name-collision = "error"`. What stops a run is always an
    /// error.
    ///
    /// What is off is not told, even where `warnings` or `losses` refuses the others of its kind.
    pub lints: Lints,
    /// What becomes of members of answers that the document does not name, in all APIs. One of them can keep them alone.
    pub unknown_members: UnknownMembers,
    /// Whether modules of operations are Cargo features, so that a user of the crate compiles only what is needed. A
    /// module brings the models that it mentions.
    pub modules: Modules,
    /// What becomes of changes that break programs of users, and which of them are approved.
    pub compare: Comparing,
    /// Whether the crate belongs to a workspace. `codegen.toml` does not say: its crate is a member.
    pub workspace: Workspace,
    /// The names that the crate has so far, which it keeps: those of [`emitted_names`](crate::emitted_names()). `codegen.toml` does
    /// not say.
    pub emitted_names: EmittedNames,
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
    /// The license of the crate, as an SPDX expression. Without it, that of the first document if it names a known one; else
    /// the crate cannot be published.
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
    /// Overlays of OpenAPI that change the documents before they are compiled, one after the other. Each is for the document that it
    /// `extends`, or else for the only one.
    ///
    /// Paths are relative to [`Config::folder`].
    pub overlays: Vec<String>,
    /// The operations that alone become code, with the types that they need. Without it, this is every operation. What names
    /// no operation is an error.
    pub only: OperationSet,
    /// The operations that become no code, even if `only` names them. What names no operation is an error.
    pub without: OperationSet,
}

impl ApiConfig {
    fn overlays(&self) -> impl Iterator<Item = OverlayOf> {
        self.overlays.iter().map(|path| OverlayOf { path: path.clone(), documents: self.documents.clone() })
    }
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

/// Where the support code of a crate is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// In the crate, which needs no other crate of yours.
    #[default]
    Own,
    /// In a crate of its own that is emitted too: the crates of one workspace share it, and their clients, requests and errors
    /// are of the same types.
    Shared,
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

/// Where a shared runtime is unless the user says it.
const RUNTIME_PATH: &str = "../api-runtime";

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
            as_json: AsJson::default(),
            batch: None,
            webhooks: Webhooks::default(),
            runtime: Runtime::Own,
            runtime_path: RUNTIME_PATH.to_owned(),
            examples: Examples::Omitted,
            warnings: Policy::Reported,
            losses: Policy::Reported,
            lints: Lints::new(),
            unknown_members: UnknownMembers::Dropped,
            modules: Modules::BySize,
            compare: Comparing::default(),
            workspace: Workspace::Own,
            emitted_names: EmittedNames::default(),
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

    /// The name of the crate that has a shared runtime.
    pub(crate) fn shared_runtime_name(&self) -> &str {
        last_name(&self.runtime_path)
    }

    /// The files to read.
    pub fn roots(&self) -> Roots {
        Roots {
            folder: self.folder.clone(),
            documents: self.apis.iter().flat_map(|api| api.documents.iter().cloned()).collect(),
            overlays: self.apis.iter().flat_map(ApiConfig::overlays).collect(),
            allowed: self.allow_refs.clone(),
        }
    }
}

fn read(files: &dyn Files, file: &str) -> Result<String, String> {
    let bytes = files.read(file, Named::ByUser, MOST_BYTES).map_err(|why| why.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not valid UTF-8".to_owned())
}

/// The last name of a path.
fn last_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
