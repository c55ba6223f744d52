//! The operation that replaces related contacts takes nothing else.

use msgraph::{beta, v1_0};

fn main() {
    let patch = v1_0::models::EducationUserPatch::new().display_name("Rogelio Cazares");
    let _ = beta::education_user::update_related_contacts("13020", patch);
}
