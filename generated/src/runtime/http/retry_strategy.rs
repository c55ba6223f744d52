//! Which requests are sent again after a failure.

/// Which requests are sent again after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum RetryStrategy {
    /// None: each request is sent once. (A request whose token the server rejects is still sent with another one.)
    Once,
    /// Those that the server has not processed, and those that are idempotent.
    #[default]
    Idempotent,
    /// All. A request that the server processed before the failure is then processed twice, so this is for requests that do
    /// no harm twice although the document does not say so.
    Always,
}
