//! A usage location cannot be null.

use msgraph::{Patch, v1_0::models::EducationUserPatch};

fn main() {
    let mut patch = EducationUserPatch::new();
    patch.usage_location = Patch::Null;
}
