//! The table of a long-running operation: where its result is, and what its requests repeat.

/// How a long-running operation is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongRunning {
    result: ResultPlace,
}

/// Where the result of a long-running operation is, once it has succeeded (`final-state-via`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultPlace {
    /// Where the method says: `PUT` and `PATCH` leave it at the URL of the request, `POST` at the header `Location`.
    ByMethod,
    /// At the URL of the header `Location`.
    Location,
    /// At the URL of the request.
    Request,
    /// In the last response that says the state.
    State,
}

impl LongRunning {
    /// Makes a table.
    pub const fn new(result: ResultPlace) -> Self {
        Self { result }
    }

    /// Where the result is.
    pub const fn result(&self) -> ResultPlace {
        self.result
    }
}
