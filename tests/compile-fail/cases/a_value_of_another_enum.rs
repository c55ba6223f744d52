//! Each member has an enum of its own.

use msgraph::v1_0::models::{ConsistencyLevel, EducationStudentPatch};

fn main() {
    let _ = EducationStudentPatch::new().gender(ConsistencyLevel::Eventual);
}
