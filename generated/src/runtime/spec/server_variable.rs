//! The tables of the variables of server URLs.

/// A variable of a server URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    name: &'static str,
    default: &'static str,
    values: &'static [&'static str],
}

impl ServerVariable {
    /// Makes a variable with its default and its allowed values. An empty list allows every value.
    pub const fn new(name: &'static str, default: &'static str, values: &'static [&'static str]) -> Self {
        Self { name, default, values }
    }

    /// The name in the template.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The value that is used if none is set.
    pub const fn default(&self) -> &'static str {
        self.default
    }

    /// The allowed values. An empty list allows every value.
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }
}
