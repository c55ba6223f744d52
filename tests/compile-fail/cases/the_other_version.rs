//! Types belong to their version: a role of beta is none of v1.0.

use msgraph::{beta, v1_0};

fn main() {
    let _: v1_0::models::EducationUserRole = beta::models::EducationUserRole::Faculty;
}
