//! What does a document say of the API as a whole?

use super::change::{Change, Subject, Verdict};
use super::kind::{Area, ChangeKind};
use super::walk::{Walk, are_said_alike};

/// Compares titles and descriptions.
pub fn about(walk: &mut Walk) {
    let (old, new) = (walk.old.api, walk.new.api);
    let mut tell = |what: String| {
        let change = Change::new(ChangeKind::DocumentationChanged, Area::Api, Subject::Api, what);
        walk.changes.push(change.wire(Verdict::Documentation, ""));
    };
    if old.title != new.title {
        tell(format!("the title is `{}` in place of `{}`", new.title, old.title));
    }
    if !are_said_alike(&old.docs, &new.docs) {
        tell("what is said about the API is another".to_owned());
    }
}
