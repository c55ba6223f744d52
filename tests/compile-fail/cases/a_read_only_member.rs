//! What only the service sets is no member of what is sent.

use msgraph::v1_0::models::EducationUserPatch;

fn main() {
    let _ = EducationUserPatch::new().mail("rogelioC@contoso.com");
    let _ = EducationUserPatch::new().assigned_plans;
}
