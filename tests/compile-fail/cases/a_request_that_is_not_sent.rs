//! A request does nothing until a client sends it.
#![deny(unused_must_use)]

use msgraph::v1_0::contact;

fn main() {
    contact::delete_mine("AAMk=");
}
