//! The service replaces an address whole: each member is given, or left empty on purpose.

use msgraph::v1_0::models::PhysicalAddressFull;

fn main() {
    let _ = PhysicalAddressFull {
        street: Some("123 Some street".to_owned()),
        city: Some("Seattle".to_owned()),
        state: Some("WA".to_owned()),
        postal_code: Some("98121".to_owned()),
    };
}
