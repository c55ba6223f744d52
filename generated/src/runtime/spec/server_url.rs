//! The expansion of the URL template of a server.
//!
//! Neither the value of a variable nor its default can change the host to one that the template does not allow. The place
//! of a variable in the template decides which values it may have:
//!
//! | place | allowed values |
//! |---|---|
//! | `{scheme}://…` | `http` or `https` |
//! | `…://{host}`, alone in the authority | a host, with a port unless the template has one |
//! | `…://{part}.example.com` | letters, digits, `-`, `_` and `.` |
//! | `…:{port}` | a number up to 65535 |
//! | `…example.com{base}`, with a default that is empty or begins with `/` | an empty value, or a path that begins with `/` |
//! | `…/{base}` | a part of a path |
//! | `{server}/…`, at the start of the template | an absolute URL, or a path |

use super::origin::{Origin, is_host_char, split};
use super::server_variable::ServerVariable;
use std::collections::BTreeMap;

/// The error of a server variable with a value that is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VariableFault {
    pub(crate) variable: &'static str,
    pub(crate) value: String,
    pub(crate) rule: String,
}

/// A piece of a template.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Text(&'static str),
    Variable(&'static ServerVariable, &'a str),
}

/// The part of the URL that the expansion has reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Start,
    /// A variable was the scheme; `://` comes next.
    Scheme,
    Authority,
    Path,
}

/// The role of a variable in the template, which decides the values that it may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Scheme,
    Host,
    HostAndPort,
    PartOfHost,
    Port,
    PathAfterHost,
    Path,
    Url,
}

/// The URL, with each variable replaced by its value in `values`, or by its default.
pub(crate) fn expand(
    template: &'static str,
    variables: &'static [ServerVariable],
    values: &BTreeMap<String, String>,
) -> Result<String, VariableFault> {
    let pieces = pieces(template, variables, values);
    let mut url = Url { text: String::new(), part: Part::Start, host: None, authority: Vec::new(), path: Vec::new() };
    for (index, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Text(text) => url.push_text(text),
            Piece::Variable(variable, value) => url.push_variable(variable, value, pieces.get(index + 1).copied())?,
        }
    }
    url.finish()
}

/// Splits a template at its variables. Braces around another name are text.
fn pieces<'a>(
    template: &'static str,
    variables: &'static [ServerVariable],
    values: &'a BTreeMap<String, String>,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let first = variables
            .iter()
            .filter_map(|variable| Some((rest.find(&format!("{{{}}}", variable.name()))?, variable)))
            .min_by_key(|(at, _)| *at);
        let Some((at, variable)) = first else {
            pieces.push(Piece::Text(rest));
            break;
        };
        let (text, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let value = values.get(variable.name()).map_or(variable.default(), String::as_str);
        pieces.push(Piece::Variable(variable, value));
        rest = after.get(variable.name().len() + 2..).unwrap_or_default();
    }
    pieces
}

/// A URL that is being expanded.
struct Url {
    text: String,
    part: Part,
    /// The position at which the authority begins, once it is known.
    host: Option<usize>,
    /// The variables of the authority, with their values.
    authority: Vec<(&'static ServerVariable, String)>,
    /// The variables of the path, with their values.
    path: Vec<(&'static ServerVariable, String)>,
}

impl Url {
    fn push_text(&mut self, text: &str) {
        let after_scheme = match self.part {
            Part::Start if is_absolute(text) => text.split_once("://").map(|(_, rest)| rest),
            Part::Scheme => text.strip_prefix("://"),
            Part::Start | Part::Authority | Part::Path => None,
        };
        if let Some(rest) = after_scheme {
            self.host = Some(self.text.len() + text.len() - rest.len());
            self.part = Part::Authority;
        }
        self.part = match self.part {
            Part::Authority if !after_scheme.unwrap_or(text).contains('/') => Part::Authority,
            Part::Start | Part::Scheme | Part::Authority | Part::Path => Part::Path,
        };
        self.text.push_str(text);
    }

    fn push_variable(
        &mut self,
        variable: &'static ServerVariable,
        value: &str,
        next: Option<Piece<'_>>,
    ) -> Result<(), VariableFault> {
        let role = self.role(variable, next);
        check_value(role, value).map_err(|rule| fault(variable, value, rule))?;
        match role {
            Role::Scheme => self.part = Part::Scheme,
            Role::Host | Role::HostAndPort | Role::PartOfHost | Role::Port => {
                self.authority.push((variable, value.to_owned()));
            }
            Role::PathAfterHost | Role::Path => {
                self.part = Part::Path;
                self.path.push((variable, value.to_owned()));
            }
            Role::Url => {
                self.path.push((variable, value.to_owned()));
                self.push_text(value);
                return Ok(());
            }
        }
        self.text.push_str(value);
        Ok(())
    }

    /// The role of a variable at the current position. `next` is the piece that follows it.
    fn role(&self, variable: &ServerVariable, next: Option<Piece<'_>>) -> Role {
        let ends = match next {
            None => true,
            Some(Piece::Text(text)) => text.starts_with('/'),
            Some(Piece::Variable(variable, _)) => is_path(variable),
        };
        let before = self.host.and_then(|at| self.text.get(at..)).unwrap_or_default();
        match (self.part, next) {
            (Part::Start, Some(Piece::Text(text))) if text.starts_with("://") => Role::Scheme,
            (Part::Start, _) if ends => Role::Url,
            (Part::Start | Part::Scheme | Part::Path, _) => Role::Path,
            (Part::Authority, _) if before.ends_with(':') && split(before).is_ok() => Role::Port,
            (Part::Authority, _)
                if !before.is_empty() && is_path(variable) && (ends || !variable.default().is_empty()) =>
            {
                Role::PathAfterHost
            }
            (Part::Authority, _) if before.is_empty() && ends => Role::HostAndPort,
            (Part::Authority, Some(Piece::Text(text))) if before.is_empty() && text.starts_with(':') => Role::Host,
            (Part::Authority, _) => Role::PartOfHost,
        }
    }

    /// The URL. An error is returned if the expansion changed the host or the structure of the path.
    fn finish(self) -> Result<String, VariableFault> {
        let after = self.host.and_then(|at| self.text.get(at..)).unwrap_or_default();
        let (authority, path) = after.split_at_checked(after.find('/').unwrap_or(after.len())).unwrap_or((after, ""));
        let path = if self.host.is_some() { path } else { &self.text };
        if let Some((variable, value)) =
            responsible_variable(&self.authority, |value| value.split('.').any(str::is_empty))
        {
            let (host, _) = split(authority).map_err(|rule| fault(variable, value, rule))?;
            if host.split('.').any(str::is_empty) {
                return Err(fault(variable, value, "must not leave a part of the host empty"));
            }
            // The parser of the HTTP stack must find the same host in the URL.
            let parsed = self.text.parse::<http::Uri>().ok();
            let parsed = parsed.as_ref().and_then(|uri| uri.authority()).map(http::uri::Authority::as_str);
            if parsed.is_some_and(|parsed| parsed != authority) {
                return Err(fault(variable, value, "must not change the host"));
            }
        }
        let dots = |path: &str| path.split('/').any(is_dot_segment);
        if let Some((variable, value)) = self.path.first().filter(|_| self.host.is_none() && is_absolute(&self.text)) {
            return Err(fault(variable, value, "must not contain a host, because the template is a path"));
        }
        if let Some((variable, value)) = responsible_variable(&self.path, dots)
            && dots(path)
        {
            return Err(fault(
                variable,
                value,
                "must not contain the path segment `.` or `..`, which changes the path",
            ));
        }
        Ok(self.text)
    }
}

/// The variable that is reported for an error of several variables together: the first one whose own value has the error,
/// or the last one.
fn responsible_variable<'a>(
    given: &'a [(&'static ServerVariable, String)],
    shows: impl Fn(&str) -> bool,
) -> Option<(&'static ServerVariable, &'a str)> {
    let found = given.iter().find(|(_, value)| shows(value)).or(given.last());
    found.map(|(variable, value)| (*variable, value.as_str()))
}

fn fault(variable: &ServerVariable, value: &str, rule: &str) -> VariableFault {
    VariableFault { variable: variable.name(), value: value.to_owned(), rule: rule.to_owned() }
}

/// Whether a variable at the end of the authority is a path, because its default is empty or begins with `/`.
fn is_path(variable: &ServerVariable) -> bool {
    variable.default().is_empty() || variable.default().starts_with('/')
}

/// Whether a segment is a dot segment of RFC 3986, which parsers of URLs remove.
fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Checks a value of a variable in this role. An error is the rule that the value breaks.
fn check_value(role: Role, value: &str) -> Result<(), &'static str> {
    const PATH: &str = "has a character that is not allowed there in a URL";
    match role {
        Role::Scheme if matches!(value, "http" | "https") => Ok(()),
        Role::Scheme => Err("must be http or https"),
        Role::Host => match split(value) {
            Ok((_, None)) if !value.ends_with(':') => Ok(()),
            Ok(_) => Err("must be a host without a port, because the template has the port"),
            Err(_) => Err("must be a host"),
        },
        Role::HostAndPort => match Origin::parse(&format!("https://{value}")) {
            Ok(_) if !value.contains('/') && !value.ends_with(':') => Ok(()),
            Ok(_) | Err(_) => Err("must be a host, with a port or without"),
        },
        Role::PartOfHost if value.chars().all(is_host_char) => Ok(()),
        Role::PartOfHost => Err("must consist of letters, digits, `-`, `_` and `.`, because it is a part of the host"),
        Role::Port if value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<u16>().is_ok() => Ok(()),
        Role::Port => Err("must be a port, a number up to 65535"),
        Role::PathAfterHost if !value.is_empty() && !value.starts_with('/') => {
            Err("must be empty or begin with `/`, because it follows the host")
        }
        Role::PathAfterHost | Role::Path if is_path_text(value) => Ok(()),
        Role::PathAfterHost | Role::Path => Err(PATH),
        Role::Url if is_absolute(value) => Origin::parse(value).and_then(|_| {
            let path = value.splitn(4, '/').nth(3).unwrap_or_default();
            if is_path_text(path) { Ok(()) } else { Err(PATH) }
        }),
        Role::Url if is_path_text(value) => Ok(()),
        Role::Url => Err(PATH),
    }
}

/// Whether a text has only characters that RFC 3986 allows in a path.
fn is_path_text(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let width = match c {
            '%' if is_escape(rest) => 3,
            c if allowed(c) => 1,
            _ => return false,
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    true
}

/// Whether a text begins with a percent-encoded byte.
fn is_escape(text: &str) -> bool {
    text.get(1..3).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a URL is absolute.
pub(crate) fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
