//! How the table `[batch]` of `codegen.toml` is read: how requests are sent together.

use serde::Deserialize;
use toml::Spanned;

use super::faults::Faults;

/// How many requests a batch has unless `limit` says it: what OData services take.
const LIMIT: usize = 20;

/// How requests are sent together, where the service takes batches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRule {
    /// The form of the messages.
    pub scheme: BatchScheme,
    /// The path that takes batches, below the URL of the server, such as `/$batch`. It takes requests of all operations of the
    /// server.
    pub path: String,
    /// The largest number of requests that the service takes at once. Without it, 20.
    pub limit: usize,
}

/// The form of the messages of batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BatchScheme {
    /// JSON batches of OData: `requests` with `id`, `method`, `url`, `headers`, `body` and `dependsOn`, and `responses` with `id`,
    /// `status`, `headers` and `body`.
    #[serde(rename = "odata-json")]
    ODataJson,
}

/// The format of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileBatch {
    scheme: BatchScheme,
    path: Spanned<String>,
    limit: Option<Spanned<usize>>,
}

impl FileBatch {
    /// The table, if it can be followed.
    pub fn read(self, faults: &mut Faults<'_>) -> Option<BatchRule> {
        let FileBatch { scheme, path, limit } = self;
        let is_path = path.get_ref().starts_with('/') && !path.get_ref().contains(['?', '#', '{', '}']);
        if !is_path {
            let message = format!("`{}` is not the path of a URL", path.get_ref());
            faults.add(path.span().start, message, Some("write it with `/` before it, such as `/$batch`".to_owned()));
        }
        let is_limit = limit.as_ref().is_none_or(|limit| *limit.get_ref() > 0);
        if let Some(limit) = limit.as_ref().filter(|_| !is_limit) {
            faults.add(limit.span().start, "a batch of 0 requests sends nothing".to_owned(), None);
        }
        let limit = limit.map_or(LIMIT, Spanned::into_inner);
        (is_path && is_limit).then(|| BatchRule { scheme, path: path.into_inner(), limit })
    }
}
