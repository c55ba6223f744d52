//! Which names are secret where exchanges are kept and shown: those of credentials, and what a program calls secret.

use super::declared::Declared;
use crate::runtime::http::headers::is_credential as is_credential_header;
use crate::runtime::model::secret_name::is_credential;
use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::paging::{CursorSource, NextPage, PageParam};
use crate::runtime::spec::security::SchemeKind;
use http::header::SET_COOKIE;
use http::{HeaderName, HeaderValue};
use std::collections::BTreeSet;

/// What stands in place of a secret.
pub const REMOVED: &str = "(removed)";

/// The names of what is removed from exchanges.
#[derive(Debug, Clone, Default)]
pub(crate) struct Secrets {
    /// Those that the program or the operation named, in lower case.
    names: BTreeSet<String>,
    /// Names of what the operation asks for its next page by, in lower case. Without it, pages cannot be replayed.
    cursors: BTreeSet<String>,
    /// Values that the document calls passwords, which messages do not show under any name.
    pub(super) passwords: Declared,
}

impl Secrets {
    pub(crate) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names = names.into_iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { names, ..Self::default() }
    }

    pub(crate) fn add(&mut self, name: &str) {
        self.names.insert(name.to_ascii_lowercase());
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// These names, and those that an operation has for credentials, without those of its pages.
    pub(crate) fn of(&self, operation: Option<&'static Operation>) -> Self {
        let mut all = self.clone();
        let alternatives = operation.map(|operation| operation.security).unwrap_or_default();
        for requirement in alternatives.iter().flat_map(|requirements| requirements.iter()) {
            match requirement.scheme().kind() {
                SchemeKind::ApiKey(_, name) => all.add(name),
                SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Http(_) | SchemeKind::MutualTls => {}
            }
        }
        if let Some(NextPage::Cursor { from, to }) =
            operation.and_then(|operation| operation.paging).map(|it| it.next_page())
        {
            let (CursorSource::Body(from) | CursorSource::Header(from) | CursorSource::LastItem(from)) = from;
            let (PageParam::Query(to) | PageParam::Header(to) | PageParam::Body(to)) = to;
            let last = |place: &str| place.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            all.cursors.extend([last(from), last(to)]);
        }
        all
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        let lower = name.to_ascii_lowercase();
        self.names.contains(&lower) || (is_credential(name) && !self.cursors.contains(&lower))
    }

    pub(crate) fn has_header(&self, name: &HeaderName, value: &HeaderValue) -> bool {
        value.is_sensitive() || is_credential_header(name) || *name == SET_COOKIE || self.has(name.as_str())
    }

    /// The same, with the passwords of requests.
    pub(crate) fn with_passwords<'a>(mut self, all: impl IntoIterator<Item = &'a Declared>) -> Self {
        all.into_iter().for_each(|passwords| self.passwords.0.extend(passwords.0.iter().cloned()));
        self
    }

    /// A value as messages show it.
    pub(crate) fn shown<'a>(&self, name: &str, value: &'a str) -> &'a str {
        if self.has(name) || self.passwords.0.contains(value) { REMOVED } else { value }
    }
}
