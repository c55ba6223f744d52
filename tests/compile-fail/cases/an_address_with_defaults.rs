//! The service replaces an address whole: there is no default that stands for the rest.

use msgraph::v1_0::models::PhysicalAddressFull;

fn main() {
    let _ = PhysicalAddressFull { city: Some("Seattle".to_owned()), ..Default::default() };
}
