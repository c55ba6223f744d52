//! How strictly a body is held against its type.

use super::undecodable::Undecodable;
use crate::runtime::model::misfit::Misfits;
use crate::runtime::model::read::{Lenient, read_json, read_json_leniently, read_json_value};
use crate::runtime::model::value::{Json, Value, View};
use crate::runtime::model::xml_body::XmlBody;
use crate::runtime::spec::media_type::ContentKind;
use std::sync::{Arc, Mutex, PoisonError};

/// What becomes of parts of a body that do not match their type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// The body cannot be decoded.
    #[default]
    Strict,
    /// They are left out where the type allows it.
    Lenient,
}

/// How a body is read.
#[derive(Debug, Clone)]
pub(crate) enum Matching {
    /// A part that does not match is an error.
    Strict,
    /// As [`Matching::Strict`]; a member that the type does not name is an error too.
    Exact,
    /// Parts that do not match are left out, and kept in the log.
    Lenient(MisfitLog),
}

impl From<Strictness> for Matching {
    fn from(strictness: Strictness) -> Self {
        match strictness {
            Strictness::Strict => Self::Strict,
            Strictness::Lenient => Self::Lenient(MisfitLog::default()),
        }
    }
}

impl Matching {
    /// Reads JSON.
    pub(super) fn json<T: Value>(&self, json: &[u8]) -> Result<T, Undecodable> {
        match self {
            Self::Strict => read_json(json).map_err(Undecodable::from_read_error),
            Self::Exact => match read_json(json) {
                Ok(value) if names_all(T::view(&value), json) => Ok(value),
                Ok(_) => Err(Undecodable::new("the type does not name all members")),
                Err(fault) => Err(Undecodable::from_read_error(fault)),
            },
            Self::Lenient(log) => match read_json_leniently(json) {
                Ok(Lenient { value, misfits }) => {
                    log.extend(misfits);
                    Ok(value)
                }
                Err(fault) => Err(Undecodable::from_read_error(fault)),
            },
        }
    }

    /// Reads JSON that was made of a body in another format, whose faults have no line and column.
    pub(super) fn json_value<T: Value>(&self, json: &Json) -> Result<T, Undecodable> {
        match self {
            Self::Strict | Self::Exact => read_json_value(json).map_err(Undecodable::from_read_error),
            Self::Lenient(_) => self.json(json.to_string().as_bytes()),
        }
    }

    /// Reads XML.
    pub(super) fn xml<T: Value>(&self, table: &XmlBody, xml: &[u8]) -> Result<T, Undecodable> {
        let read = match self {
            Self::Strict | Self::Exact => table.read(xml),
            Self::Lenient(log) => table.read_leniently(xml).map(|Lenient { value, misfits }| {
                log.extend(misfits);
                value
            }),
        };
        read.map_err(Undecodable::from_read_error)
    }

    /// Takes the misfits so far.
    pub(super) fn take_misfits(&self) -> Misfits {
        match self {
            Self::Strict | Self::Exact => Misfits::default(),
            Self::Lenient(log) => log.take(),
        }
    }

    /// Whether bodies of this kind are read in this way. Only JSON has enough structure to tell that it is exactly a type.
    pub(super) fn reads(&self, kind: Option<ContentKind>) -> bool {
        match self {
            Self::Strict | Self::Lenient(_) => true,
            Self::Exact => kind == Some(ContentKind::Json),
        }
    }
}

/// Whether a value is an object of a type that names all of its members, and has at least one.
fn names_all(view: View<'_>, json: &[u8]) -> bool {
    let (View::Record(record) | View::Tagged { record, .. }) = view else { return false };
    let Ok(Json::Object(members)) = serde_json::from_slice(json) else { return false };
    let tag = match view {
        View::Tagged { member, .. } => Some(member),
        _ => None,
    };
    let is_named = |name: &str| tag == Some(name) || record.shape().names.contains(&name);
    !members.is_empty() && members.keys().all(|name| is_named(name))
}

/// The misfits of a response, which its readers add to.
#[derive(Debug, Clone, Default)]
pub(crate) struct MisfitLog(Arc<Mutex<Misfits>>);

impl MisfitLog {
    fn extend(&self, misfits: Misfits) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(misfits);
    }

    /// Takes all misfits so far.
    pub(crate) fn take(&self) -> Misfits {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
