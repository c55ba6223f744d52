//! Unions, with and without a discriminator.

use crate::runtime as rt;

use super::ContactRelationship;

pub struct Cat {
    pub pet_type: Option<String>,
    pub lives: Option<i32>,
}
rt::record! { Cat = "cat" { pet_type = "petType"; lives = "lives"; } }

pub struct Dog {
    pub bark: String,
    pub size: Option<i32>,
}
rt::record! { Dog = "dog" { bark = required "bark"; size = "size"; } }

#[non_exhaustive]
pub enum Pet {
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Name(String),
    Unknown(rt::Json),
}
rt::union! { Pet = "pet" by "petType" { Cat(Box<Cat>) = "cat", "Cat"; Dog(Box<Dog>) = "dog"; Name(String); } else Unknown }

#[non_exhaustive]
pub enum Amount {
    Integer(i64),
    Number(f64),
    Relationship(ContactRelationship),
    Date(rt::Date),
    Text(String),
    List(Vec<Amount>),
    Cat(Cat),
    Dog(Dog),
    Unknown(rt::Json),
}
rt::union! { Amount = "amount" { Integer(i64); Number(f64); Relationship(ContactRelationship); Date(rt::Date); Text(String); List(Vec<Amount>); Cat(Cat); Dog(Dog); } else Unknown }
