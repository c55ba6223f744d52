//! Where are requests sent? The table entries of servers, and the URL of a chosen one.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Names a server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerName(Cow<'static, str>);

impl ServerName {
    /// A name that is known when compiling.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
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
}

impl Server {
    /// A server with this URL template, which may be relative.
    pub const fn new(name: &'static str, url: &'static str) -> Self {
        Self { name, url, variables: &[] }
    }

    /// The variables of the URL template.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [ServerVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The name that tells it apart from the others.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The URL template.
    pub const fn template(&self) -> &'static str {
        self.url
    }

    /// The URL with every variable replaced by the given value, else by its default.
    pub(crate) fn url(&self, values: &BTreeMap<String, String>) -> Result<String, VariableFault> {
        let mut url = self.url.to_owned();
        for variable in self.variables {
            let value = values.get(variable.name).map_or(variable.default, String::as_str);
            if !variable.values.is_empty() && !variable.values.contains(&value) {
                return Err(VariableFault {
                    variable: variable.name,
                    value: value.to_owned(),
                    rule: format!("must be one of {}", variable.values.join(", ")),
                });
            }
            if value.contains(|c: char| {
                matches!(c, '?' | '#' | '@' | '\\' | '{' | '}') || c.is_whitespace() || c.is_control()
            }) {
                return Err(VariableFault {
                    variable: variable.name,
                    value: value.to_owned(),
                    rule: "has a character that cannot stand there in a URL".to_owned(),
                });
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Ok(url)
    }
}

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
}

/// Why a server variable was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VariableFault {
    pub(crate) variable: &'static str,
    pub(crate) value: String,
    pub(crate) rule: String,
}

/// Whether a URL says where to go by itself.
pub(crate) fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
