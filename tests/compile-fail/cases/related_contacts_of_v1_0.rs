//! v1.0 reads related contacts; it cannot write them.

use msgraph::v1_0::models::EducationUserPatch;

fn main() {
    let _ = EducationUserPatch::new().display_name("Rogelio Cazares").related_contacts([]);
}
