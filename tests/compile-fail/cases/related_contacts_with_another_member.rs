//! Related contacts are replaced alone: the request has no other member.

use msgraph::beta::models::{RelatedContactPatch, RelatedContactsUpdatePatch};

fn main() {
    let nobody: [RelatedContactPatch; 0] = [];
    let _ = RelatedContactsUpdatePatch::new(nobody).display_name("Rogelio Cazares");
}
