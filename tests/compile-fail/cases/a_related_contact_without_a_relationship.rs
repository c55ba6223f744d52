//! A related contact has a name and a relationship.

use msgraph::beta::models::RelatedContactPatch;

fn main() {
    let _ = RelatedContactPatch::new("Father Time").mobile_phone("4251231234");
}
