//! Records for one test subject each.

use super::PhysicalAddress;
use crate::runtime as rt;

#[non_exhaustive]
pub struct Account {
    pub id: String,
    pub owner: Option<String>,
}
impl Account {
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..rt::Placeholder::placeholder() }
    }
}
rt::record! { Account = "account" { id = required "id"; owner = required "owner"; } }

/// A record with a required record.
pub struct Frame {
    pub at: PhysicalAddress,
}
rt::record! { Frame = "frame" { at = required "at"; } }

pub struct Login {
    pub password: rt::Secret,
}
rt::record! { Login = "login" { password = required "password"; } }

/// A record with limits on the object itself, and on numbers.
pub struct Limits {
    pub price: Option<f64>,
    pub total: Option<rt::Decimal>,
    pub tags: Option<rt::Map<String>>,
    pub state: Option<String>,
}
rt::record! {
    Limits: Default = "limits" [MinProperties(1)] {
        price = "price" [Minimum(Float(0.5)), MultipleOf(Float(0.1))];
        total = "total" [Maximum(Int(100))];
        tags = "tags" [MaxProperties(1), Each(&[MinLength(2)])];
        state = "state" [Pattern("^[a-z]+$"), NotWritten(&["unknown"])];
    }
}

/// An open record that a client sends, with other members.
pub struct Folder {
    pub name: Option<String>,
    pub inner: Option<Box<Folder>>,
    pub extra: rt::Map<rt::Json>,
}
rt::record! {
    Folder: Default = "folder" {
        name = "name";
        inner = "inner";
        ..extra read_only ["id", "@etag"]
    }
}

impl Folder {
    /// A folder with one additional member.
    pub fn with(name: &str, value: rt::Json) -> Self {
        Folder { extra: rt::Map::from([(name.to_owned(), value)]), ..Folder::default() }
    }
}
