//! The table of a long-running operation: where its state is, what a state means, and where its result is.

/// How a long-running operation is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongRunning {
    result: ResultPlace,
    state: Option<StatePlace>,
    status: Option<&'static str>,
    succeeded: &'static [&'static str],
    failed: &'static [&'static str],
    result_member: Option<&'static str>,
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

/// Where the first response says at which URL the state is, if it is none of the headers that Azure has for it. Places in a
/// body are JSON pointers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatePlace {
    /// The URL is in its body.
    Member(&'static str),
    /// The URL is in this header.
    Header(&'static str),
    /// The URL is made of places in its body, in braces: `jobs/{/id}`. It is relative to the URL of the request.
    Template(&'static str),
}

impl LongRunning {
    /// Makes a table.
    pub const fn new(result: ResultPlace) -> Self {
        Self { result, state: None, status: None, succeeded: &[], failed: &[], result_member: None }
    }

    /// Sets where the first response says at which URL the state is.
    #[must_use]
    pub const fn state(self, state: StatePlace) -> Self {
        Self { state: Some(state), ..self }
    }

    /// Sets where the state has its status.
    #[must_use]
    pub const fn status(self, place: &'static str) -> Self {
        Self { status: Some(place), ..self }
    }

    /// Sets each status of success.
    #[must_use]
    pub const fn succeeded(self, statuses: &'static [&'static str]) -> Self {
        Self { succeeded: statuses, ..self }
    }

    /// Sets each status of failure.
    #[must_use]
    pub const fn failed(self, statuses: &'static [&'static str]) -> Self {
        Self { failed: statuses, ..self }
    }

    /// Sets where the last state has the result.
    #[must_use]
    pub const fn result_member(self, place: &'static str) -> Self {
        Self { result_member: Some(place), ..self }
    }

    /// Where the result is.
    pub const fn result(&self) -> ResultPlace {
        self.result
    }

    /// Where the first response says at which URL the state is.
    pub(crate) const fn state_place(&self) -> Option<StatePlace> {
        self.state
    }

    /// Where the state has its status.
    pub(crate) const fn status_place(&self) -> Option<&'static str> {
        self.status
    }

    /// The statuses of success. Empty: those of Azure.
    pub(crate) const fn successes(&self) -> &'static [&'static str] {
        self.succeeded
    }

    /// The statuses of failure. Empty: those of Azure.
    pub(crate) const fn failures(&self) -> &'static [&'static str] {
        self.failed
    }

    /// Where the last state has the result.
    pub(crate) const fn result_place(&self) -> Option<&'static str> {
        self.result_member
    }
}
