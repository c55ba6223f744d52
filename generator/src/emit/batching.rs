//! Batches: the table that says how requests are sent together, where the configuration says that the service takes batches.

use super::cx::Model;
use super::source_file::SourceFile;
use super::text::{slice_of_lines, string};
use super::undocumented::{every_security, every_server};
use crate::config::{Config, Runtime};

/// Whether a crate has batches: what sends them is emitted only then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Batches {
    Some,
    None,
}

impl Batches {
    pub fn of(config: &Config) -> Self {
        if config.batch.is_some() { Self::Some } else { Self::None }
    }
}

/// What users name.
const EXPORTS: &str = "\
#[cfg(feature = \"batch\")]
#[doc(inline)]
pub use runtime::{Batch, BatchError, BatchHandle, BatchId, BatchResults};
";

/// The exports, the table, and `Batch::new`, which hands it to a batch.
pub fn emit(file: &mut SourceFile, config: &Config, models: &[Model]) {
    let Some(batch) = &config.batch else { return };
    let servers = slice_of_lines(&every_server(models), 8);
    let security = slice_of_lines(&every_security(models), 8);
    let (path, title) = (string(&batch.path), string(&format!("POST {}", batch.path)));
    let limit = batch.limit;
    file.text(EXPORTS);
    file.text(&format!(
        "/// How requests are sent together.\n\
         #[cfg(feature = \"batch\")]\n\
         static BATCHING: runtime::Batching = runtime::Batching::new(\n    \
         runtime::Operation {{\n        id: {title},\n        method: runtime::Method::POST,\n        path: {path},\n        \
         servers: {servers},\n        security: {security},\n        ..runtime::Operation::EMPTY\n    }},\n    {limit},\n);"
    ));
    file.text(match config.runtime {
        Runtime::Own => {
            "#[cfg(feature = \"batch\")]\nimpl Batch {\n    /// Makes a batch without requests.\n    \
             #[allow(clippy::new_without_default)]\n    pub fn new() -> Self {\n        Self::of(&BATCHING)\n    }\n}"
        }
        // Methods of a type are made in its own crate only.
        Runtime::Shared => {
            "/// Makes a batch without requests of this API.\n#[cfg(feature = \"batch\")]\n\
             pub fn batch() -> Batch {\n    Batch::of(&BATCHING)\n}"
        }
    });
}
