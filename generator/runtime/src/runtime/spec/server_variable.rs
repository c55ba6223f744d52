//! What may stand in the URL of a server? The table entry of a variable.

/// A variable of a server URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerVariable {
    name: &'static str,
    default: &'static str,
    values: &'static [&'static str],
}

impl ServerVariable {
    /// A variable with its default and the values it may have; no values: any.
    pub const fn new(name: &'static str, default: &'static str, values: &'static [&'static str]) -> Self {
        Self { name, default, values }
    }

    /// The name between the braces.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What stands there when no value is given.
    pub const fn default(&self) -> &'static str {
        self.default
    }

    /// The values that it may have. Empty: any.
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }
}
