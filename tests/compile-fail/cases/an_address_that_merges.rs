//! The address of a contact is no patch: it does not merge.

use msgraph::Patch;
use msgraph::v1_0::models::{ContactPatch, PhysicalAddressPatch};

fn main() {
    let mut contact = ContactPatch::new();
    contact.home_address = Patch::Value(PhysicalAddressPatch::new().city("Seattle"));
}
