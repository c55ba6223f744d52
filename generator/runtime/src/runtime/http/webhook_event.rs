//! Which event is a webhook, and how is its body read? `webhook_events!` makes an enum from one line of data for each event.

use std::error::Error;
use std::fmt;

use ::http::HeaderMap;

use super::super::model::read::{ReadError, read_json};
use super::super::model::value::{Json, Value};

/// What tells the events of an API apart.
#[derive(Debug, Clone, Copy)]
pub struct WebhookEvents {
    /// The header that names the event.
    pub header: Option<&'static str>,
    /// The member of the body that names the event, or, beside a header, what has happened.
    pub member: Option<&'static str>,
    /// The names of the events.
    pub names: &'static [&'static str],
}

/// An event that the document does not have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UnknownEvent {
    /// What its header and member say, as far as they are there.
    pub name: String,
    /// Its body.
    pub body: Json,
}

/// A webhook whose body cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookError {
    event: String,
    why: String,
}

impl WebhookError {
    fn new(event: &str, why: impl fmt::Display) -> Self {
        Self { event: event.to_owned(), why: why.to_string() }
    }

    /// The name of the event. Empty: it is not known.
    pub fn event(&self) -> &str {
        &self.event
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body of the webhook `{}` cannot be read: {}", self.event, self.why)
    }
}

impl Error for WebhookError {}

impl WebhookEvents {
    /// The position of the event among the names, or what the webhook says of it.
    ///
    /// # Errors
    ///
    /// Returns an error if a member names the event, and the body is not JSON.
    pub fn find(&self, headers: &HeaderMap, body: &[u8]) -> Result<Result<usize, String>, WebhookError> {
        let header = self.header.and_then(|name| headers.get(name)).and_then(|value| value.to_str().ok());
        let member = match self.member {
            Some(member) => {
                text_member(body, member).map_err(|why| WebhookError::new(header.unwrap_or_default(), why))?
            }
            None => None,
        };
        let both = [header, member.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        // An event of which nothing more can have happened is named by its header alone.
        let found = self.position(&both).or_else(|| header.and_then(|header| self.position(header)));
        Ok(found.ok_or(both))
    }

    /// The position of an event: the name as it is written, else one of the same letters and digits.
    pub fn position(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|known| *known == name);
        exact.or_else(|| self.names.iter().position(|known| letters(known).eq(letters(name))))
    }
}

/// The letters and digits, without case: senders write `check_run` and `created` for `check-run-created`.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
}

/// A member of the body whose value is text.
fn text_member(body: &[u8], member: &str) -> Result<Option<String>, ReadError> {
    let body: Json = read_json(body)?;
    Ok(body.get(member).and_then(Json::as_str).map(str::to_owned))
}

/// Reads the body of an event.
///
/// # Errors
///
/// Returns an error if it does not match the type.
pub fn read_event<T: Value>(event: &str, body: &[u8]) -> Result<T, WebhookError> {
    read_json(body).map_err(|why| WebhookError::new(event, why))
}

/// Keeps an event that the document does not have.
///
/// # Errors
///
/// Returns an error if the body is not JSON.
pub fn unknown_event(name: String, body: &[u8]) -> Result<UnknownEvent, WebhookError> {
    Ok(UnknownEvent { body: read_event(&name, body)?, name })
}

/// Makes the enum of the events of an API.
macro_rules! webhook_events {
    ($(#[$docs:meta])* $ty:ident, header: $header:expr, member: $member:expr, {
        $($(#[$variant_docs:meta])* $name:literal => $variant:ident($payload:ty),)*
    }) => {
        $(#[$docs])*
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum $ty {
            $($(#[$variant_docs])* $variant(Box<$payload>),)*
            /// An event that the document does not have.
            Unknown($crate::runtime::UnknownEvent),
        }

        impl $ty {
            const EVENTS: $crate::runtime::WebhookEvents =
                $crate::runtime::WebhookEvents { header: $header, member: $member, names: &[$($name),*] };

            /// Reads a webhook whose headers and body tell which event it is.
            ///
            /// # Errors
            ///
            /// Returns an error if the body is not JSON, or does not match the type of the event.
            pub fn read(
                headers: &$crate::runtime::HeaderMap,
                body: &[u8],
            ) -> Result<Self, $crate::runtime::WebhookError> {
                match Self::EVENTS.find(headers, body)? {
                    Ok(position) => Self::at(position, body),
                    Err(name) => $crate::runtime::unknown_event(name, body).map(Self::Unknown),
                }
            }

            /// Reads a webhook that is known to be this event, for instance since each has an address of its own. The name is
            /// that of the document.
            ///
            /// # Errors
            ///
            /// Returns an error if the body is not JSON, or does not match the type of the event.
            pub fn read_named(name: &str, body: &[u8]) -> Result<Self, $crate::runtime::WebhookError> {
                match Self::EVENTS.position(name) {
                    Some(position) => Self::at(position, body),
                    None => $crate::runtime::unknown_event(name.to_owned(), body).map(Self::Unknown),
                }
            }

            fn at(position: usize, body: &[u8]) -> Result<Self, $crate::runtime::WebhookError> {
                let name = Self::EVENTS.names.get(position).copied().unwrap_or_default();
                match name {
                    $($name => $crate::runtime::read_event(name, body).map(Box::new).map(Self::$variant),)*
                    _ => $crate::runtime::unknown_event(name.to_owned(), body).map(Self::Unknown),
                }
            }

            /// The name of the event in the document, or what an unknown one says.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    Self::Unknown(event) => &event.name,
                }
            }
        }
    };
}

pub(crate) use webhook_events;
