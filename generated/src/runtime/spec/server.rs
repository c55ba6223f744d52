//! The tables of servers, and the URL of a server.

use super::server_url::{VariableFault, expand};
use super::server_variable::ServerVariable;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The name of a server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerName(Cow<'static, str>);

impl ServerName {
    /// Makes the name from a constant.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for ServerName {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for ServerName {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

#[doc(hidden)]
impl From<&'static Server> for ServerName {
    fn from(server: &'static Server) -> Self {
        Self::new(server.name)
    }
}

impl std::fmt::Display for ServerName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A server of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    name: &'static str,
    url: &'static str,
    variables: &'static [ServerVariable],
    all_variables: &'static [&'static str],
}

impl Server {
    /// Makes a server with this URL template, which may be relative.
    pub const fn new(name: &'static str, url: &'static str) -> Self {
        Self { name, url, variables: &[], all_variables: &[] }
    }

    /// Sets the variables of the URL template.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The name of the server.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The URL template.
    pub const fn template(&self) -> &'static str {
        self.url
    }

    /// Sets the names of the variables that other servers of the document have. A value for one of them is not an error.
    #[must_use]
    pub const fn all_variables(mut self, names: &'static [&'static str]) -> Self {
        self.all_variables = names;
        self
    }

    /// The URL, with each variable replaced by its value in `values`, or by its default.
    pub(crate) fn url(&self, values: &BTreeMap<String, String>) -> Result<String, VariableFault> {
        for variable in self.variables {
            let value = values.get(variable.name()).map_or(variable.default(), String::as_str);
            if !variable.values().is_empty() && !variable.values().contains(&value) {
                return Err(VariableFault {
                    variable: variable.name(),
                    value: value.to_owned(),
                    rule: format!("must be one of {}", variable.values().join(", ")),
                });
            }
        }
        expand(self.url, self.variables, values)
    }

    /// The names of the variables of all servers of the document.
    pub(crate) fn known_variables(&self) -> Vec<&'static str> {
        let own = self.variables.iter().map(ServerVariable::name);
        own.chain(
            self.all_variables.iter().copied().filter(|name| !self.variables.iter().any(|own| own.name() == *name)),
        )
        .collect()
    }
}
