//! A record with every kind of member, its write forms, and enums.

use crate::runtime as rt;

#[non_exhaustive]
pub struct Contact {
    pub id: String,
    pub display_name: Option<String>,
    pub title: Option<String>,
    pub nick_name: Option<String>,
    pub categories: Option<Vec<Option<String>>>,
    pub phones: Option<Vec<String>>,
    pub parent: Option<Box<Contact>>,
    pub relationship: Option<ContactRelationship>,
    pub birthday: Option<rt::DateTime>,
    pub home_address: Option<PhysicalAddress>,
    pub flags: Option<rt::CommaSeparated<ContactRelationship>>,
    pub height: Option<f64>,
    pub rank: Option<i64>,
    pub level: Option<Level>,
    pub size: Option<u64>,
    pub count: Option<i32>,
    pub is_new: Option<bool>,
    pub attributes: Option<rt::Map<Option<String>>>,
    pub anything: Option<rt::Json>,
    pub next: Option<rt::ErasedBox<Contact>>,
    pub extra: rt::Map<rt::Json>,
}
rt::record! {
    Contact = "contact" {
        id = required "id";
        display_name = "displayName" [MaxLength(256)];
        title = "title";
        nick_name = "nickName";
        categories = "categories" [MaxItems(5), Each(&[MaxLength(3)])];
        phones = "businessPhones";
        parent = "parent";
        relationship = "relationship";
        birthday = "birthday";
        home_address = "homeAddress";
        flags = "flags";
        height = "height";
        rank = "rank";
        level = "level";
        size = "size";
        count = "count";
        is_new = "isNew";
        attributes = "attributes";
        anything = "anything";
        next = "next";
        ..extra
    }
}

#[non_exhaustive]
pub struct ContactPatch {
    pub display_name: rt::Patch<String>,
    pub phones: Option<Vec<String>>,
    pub categories: rt::Patch<Vec<Option<String>>>,
    pub parent: rt::Patch<Box<ContactPatch>>,
    pub relationship: rt::Patch<ContactRelationship>,
    pub home_address: rt::Patch<PhysicalAddressFull>,
    pub rank: rt::Patch<i64>,
    pub nick_name: Option<String>,
    pub password: rt::Patch<rt::Secret>,
}
impl ContactPatch {
    pub fn new() -> Self {
        rt::Placeholder::placeholder()
    }
}
rt::setters! {
    ContactPatch {
        /// Sets `displayName`.
        display_name / clear_display_name: impl Into<rt::Patch<String>> => value;
        /// Sets `phones`.
        phones: impl IntoIterator<Item = impl Into<String>> => list;
        /// Sets `categories`.
        categories / clear_categories: impl IntoIterator<Item = impl Into<Option<String>>> => patch_list;
        /// Sets `parent`.
        parent / clear_parent: impl Into<rt::Patch<ContactPatch>> => patch_boxed;
        /// Sets `relationship`.
        relationship / clear_relationship: impl Into<rt::Patch<ContactRelationship>> => value;
        /// Sets `homeAddress`.
        home_address / clear_home_address: impl Into<rt::Patch<PhysicalAddressFull>> => value;
        /// Sets `rank`.
        rank: impl Into<rt::Patch<i64>> => value;
        /// Sets `nickName`.
        nick_name: impl Into<String> => option;
        /// Sets `password`.
        password: impl Into<rt::Patch<rt::Secret>> => value;
    }
}
rt::record! {
    ContactPatch: Default = "contact" {
        display_name = "displayName" [MinLength(1), MaxLength(4)];
        phones = "businessPhones" [MaxItems(1)];
        categories = "categories" [UniqueItems, Each(&[MaxLength(3)])];
        parent = "parent";
        relationship = "relationship";
        home_address = "homeAddress";
        rank = "rank" [Minimum(Int(0)), ExclusiveMaximum(Int(10)), MultipleOf(Int(2))];
        nick_name = "nickName";
        password = "password";
    }
}
rt::conversion! { Contact => ContactPatch { keep display_name, keep phones, keep categories, convert parent, keep relationship, convert home_address, keep rank, keep nick_name } }

#[non_exhaustive]
pub struct PhysicalAddress {
    pub city: Option<String>,
    pub street: Option<String>,
}
rt::record! {
    PhysicalAddress: Default = "physicalAddress" {
        city = "city";
        street = "street";
    }
}

pub struct PhysicalAddressFull {
    pub city: Option<String>,
    pub street: Option<String>,
}
rt::record! {
    PhysicalAddressFull = "physicalAddress" {
        city = full "city";
        street = full "street";
    }
}
rt::conversion! { PhysicalAddress => PhysicalAddressFull { keep city, keep street } }

#[derive(Clone)]
#[non_exhaustive]
pub enum ContactRelationship {
    Parent,
    UnknownFutureValue,
    Unknown(String),
}
rt::string_enum! { ContactRelationship = "contactRelationship" { Parent = "parent"; UnknownFutureValue = read_only "unknownFutureValue"; } else Unknown }

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    N1,
    N2,
    Unknown(i64),
}
rt::integer_enum! { Level = "level" { N1 = 1; N2 = 2; } else Unknown }
