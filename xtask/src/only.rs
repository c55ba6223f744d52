//! The options that choose operations of a document, in place of `only` in `codegen.toml`.

use clap::Args;
use generator::OperationSet;

/// Which operations become code. Without any of these, every operation does.
#[derive(Args)]
pub struct Only {
    /// Operations that alone become code, with the types that they need: by `operationId`, or as "GET /users"; can be given several times
    #[arg(long = "only-operation", value_name = "OPERATION", requires = "spec")]
    operations: Vec<String>,
    /// All operations of a path: `*` is any segment, `**` any number of them, as in "/users/**"; can be given several times
    #[arg(long = "only-path", value_name = "PATH", requires = "spec")]
    paths: Vec<String>,
    /// All operations with a tag; can be given several times
    #[arg(long = "only-tag", value_name = "TAG", requires = "spec")]
    tags: Vec<String>,
}

impl From<Only> for OperationSet {
    fn from(Only { operations, paths, tags }: Only) -> Self {
        let selectors = |named: Vec<String>| named.iter().map(|text| text.as_str().into()).collect();
        Self { operations: selectors(operations), paths: selectors(paths), tags: selectors(tags) }
    }
}
