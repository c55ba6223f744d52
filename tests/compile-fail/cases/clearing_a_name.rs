//! The name of a user can be changed, and not cleared.

use msgraph::v1_0::models::EducationUserPatch;

fn main() {
    let _ = EducationUserPatch::new().clear_display_name();
}
